//! The body of an article: paragraphs, lead-ins, headings, chapters and articles of a regulation.

use std::ops::Range;
use std::sync::Arc;

use super::block::Block;
use super::rich_text::RichText;
use super::styles::HeadingStyles;
use crate::page::Part;
use hongtou_base::han::is_han;
use hongtou_base::numbering::{ArticleNumber, DivisionNumber};
use hongtou_base::structure::{self, Given, Role, Said};
use hongtou_base::units::Length;
use hongtou_format::issue::Text;
use hongtou_format::layouts::StyleId;

/// The mark around a bold lead-in.
const LEAD_IN: &str = "**";

/// What stands between 第×章 and its name, between 第×条 and its text, and in a name of two characters.
const IDEOGRAPHIC_SPACE: &str = "\u{3000}";

/// How a body is set.
pub struct Setting<'a> {
    /// What the layout calls it.
    pub element: &'a str,
    /// The name of its field in the issue.
    pub field: Arc<str>,
    /// The style of its paragraphs.
    pub style: StyleId,
    /// The style of lead-ins.
    pub lead_in: StyleId,
    /// Words that are set in a style of their own at the start of a paragraph, and that style.
    pub openings: (&'a [String], StyleId),
    /// The styles of headings; `None` where numbered paragraphs are no headings.
    pub headings: Option<&'a HeadingStyles>,
}

impl Setting<'_> {
    /// The number of bytes at the start of a paragraph that the layout sets in a style of their own: 会议议定：.
    fn opening(&self, plain: &str) -> usize {
        let opening =
            self.openings.0.iter().filter(|words| plain.starts_with(words.as_str())).max_by_key(|o| o.len());
        let Some(words) = opening else { return 0 };
        words.len() + if plain[words.len()..].starts_with('：') { '：'.len_utf8() } else { 0 }
    }
}

/// Adds the paragraphs of a body, the first one after its label.
pub fn add_paragraphs(blocks: &mut Vec<Block>, body: &Text, label: &RichText, setting: &Setting<'_>) {
    let paragraphs: Vec<Paragraph<'_>> = paragraphs(body, &setting.field).collect();
    let roles = match setting.headings {
        Some(_) => outline_of(&paragraphs),
        None => vec![Role::Text; paragraphs.len()],
    };
    // Headings within chapters are below them for bookmarks and tags, those without chapters below the title.
    let divided = roles.iter().any(|role| matches!(role, Role::Division(_)));
    let depth = if divided { 1 + structure::DIVISIONS.len() as u8 } else { 1 };
    for (index, (paragraph, role)) in paragraphs.iter().zip(roles).enumerate() {
        let label = if index == 0 { label.clone() } else { RichText::default() };
        let mut block = paragraph.block(label, role, depth, setting);
        // The title's own space is enough above the first chapter.
        let below_title = blocks.last().is_none_or(|block| block.part != Part::Contents);
        if index == 0 && below_title && matches!(role, Role::Division(_)) {
            block.gap = Some(Length::ZERO);
        }
        blocks.push(block);
    }
}

/// The entries of a list of the parts, chapters and sections of a body, the inner ones indented.
pub fn contents(body: &Text, field: &Arc<str>, style: StyleId) -> Vec<RichText> {
    let paragraphs: Vec<Paragraph<'_>> = paragraphs(body, field).collect();
    let divisions = outline_of(&paragraphs).into_iter().zip(&paragraphs);
    let divisions: Vec<(DivisionNumber, &Paragraph<'_>)> = divisions
        .filter_map(|(role, paragraph)| match role {
            Role::Division(number) => Some((number, paragraph)),
            _ => None,
        })
        .collect();
    let outermost = divisions.iter().map(|(number, _)| number.rank).min().unwrap_or(0);
    let entry = |&(number, paragraph): &(DivisionNumber, &Paragraph<'_>)| {
        let mut text = RichText::default();
        let depth = usize::from(number.rank - outermost);
        text.push_literal(&IDEOGRAPHIC_SPACE.repeat(depth), style);
        paragraph.push_division(&mut text, &paragraph.plain(), number, style);
        text
    };
    divisions.iter().map(entry).collect()
}

fn outline_of(paragraphs: &[Paragraph<'_>]) -> Vec<Role> {
    let texts: Vec<String> = paragraphs.iter().map(Paragraph::plain).collect();
    let given = texts.iter().zip(paragraphs).map(|(text, paragraph)| Given { text, said: paragraph.said });
    structure::outline(&given.collect::<Vec<_>>())
}

/// A paragraph as written: stretches of the text, line ends and `**` taken out.
struct Paragraph<'a> {
    text: &'a Text,
    field: &'a Arc<str>,
    pieces: Vec<Piece>,
    /// What a mark at its start says that it is.
    said: Option<Said>,
}

enum Piece {
    /// The bytes `start..end` of the text.
    Part { start: usize, end: usize, lead_in: bool },
    /// A space in place of a line end between Western words.
    Space { lead_in: bool },
}

/// The paragraphs of a text: stretches of lines parted by blank lines.
fn paragraphs<'a>(text: &'a Text, field: &'a Arc<str>) -> impl Iterator<Item = Paragraph<'a>> {
    let mut lines = lines(&text.value).peekable();
    std::iter::from_fn(move || {
        while lines.next_if(|line| line.start == line.end).is_some() {}
        let first = lines.next()?;
        let mut paragraph_lines = vec![first];
        while let Some(line) = lines.next_if(|line| line.start < line.end) {
            paragraph_lines.push(line);
        }
        Some(Paragraph::of_lines(text, field, &paragraph_lines))
    })
}

#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
}

/// The lines of a text without the blanks around them.
fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut offset = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = offset + (line.len() - line.trim_start().len());
        let end = offset + line.trim_end().len();
        offset += line.len();
        Line { start: start.min(end), end }
    })
}

impl<'a> Paragraph<'a> {
    fn of_lines(text: &'a Text, field: &'a Arc<str>, lines: &[Line]) -> Paragraph<'a> {
        let mut paragraph = Paragraph { text, field, pieces: Vec::new(), said: None };
        let mut lead_in = false;
        let mut previous: Option<char> = None;
        for (index, line) in lines.iter().enumerate() {
            let mut start = line.start;
            if let Some((said, length)) = structure::mark(&text.value[start..line.end]).filter(|_| index == 0)
            {
                paragraph.said = Some(said);
                start += length;
            }
            let next = text.value[start..line.end].trim_start_matches('*').chars().next();
            if let (Some(previous), Some(next)) = (previous, next)
                && is_western(previous)
                && is_western(next)
            {
                paragraph.pieces.push(Piece::Space { lead_in });
            }
            previous = text.value[start..line.end].trim_end_matches('*').chars().next_back().or(previous);
            if let Some((stop, after)) = structure::heading_stop(paragraph.said, &text.value[start..line.end])
            {
                lead_in = paragraph.add_line(start, start + stop, lead_in);
                let end = paragraph.plain().len();
                paragraph.said = paragraph.said.map(|said| said.ending_at(end));
                start += after;
            }
            lead_in = paragraph.add_line(start, line.end, lead_in);
        }
        paragraph
    }

    /// Adds a line, and says whether a lead-in goes on after it.
    fn add_line(&mut self, start: usize, end: usize, lead_in: bool) -> bool {
        let mut lead_in = lead_in;
        let mut start = start;
        for part in self.text.value[start..end].split(LEAD_IN) {
            let part_end = start + part.len();
            if !part.is_empty() {
                self.pieces.push(Piece::Part { start, end: part_end, lead_in });
            }
            start = part_end + LEAD_IN.len();
            lead_in = !lead_in;
        }
        !lead_in
    }

    fn plain(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Part { start, end, .. } => &self.text.value[*start..*end],
                Piece::Space { .. } => " ",
            })
            .collect()
    }

    /// Adds a range of the paragraph's plain text in a style; lead-ins have their own.
    fn push_range(&self, text: &mut RichText, range: Range<usize>, style: StyleId, lead_in_style: StyleId) {
        let mut offset = 0;
        for piece in &self.pieces {
            match *piece {
                Piece::Space { lead_in } => {
                    if range.contains(&offset) {
                        text.push_literal(" ", if lead_in { lead_in_style } else { style });
                    }
                    offset += 1;
                }
                Piece::Part { start, end, lead_in } => {
                    let from = range.start.clamp(offset, offset + end - start) - offset;
                    let to = range.end.clamp(offset, offset + end - start) - offset;
                    if from < to {
                        let style = if lead_in { lead_in_style } else { style };
                        text.push_part(self.text, (start + from, start + to), self.field, style);
                    }
                    offset += end - start;
                }
            }
        }
    }

    fn block(&self, label: RichText, role: Role, depth: u8, setting: &Setting<'_>) -> Block {
        let mut text = label;
        let plain = self.plain();
        let all = 0..plain.len();
        // A line that announces what follows stays with it.
        let announces = plain.ends_with(['：', ':']);
        let (Role::Heading { .. } | Role::RunIn { .. } | Role::Division(_) | Role::Article(_), Some(styles)) =
            (role, setting.headings)
        else {
            let opening = setting.opening(&plain);
            self.push_range(&mut text, 0..opening, setting.openings.1, setting.lead_in);
            self.push_range(&mut text, opening..plain.len(), setting.style, setting.lead_in);
            let block = Block::paragraph(setting.element, text, setting.style, Part::Paragraph);
            return Block { keep_with_next: announces, ..block };
        };
        match role {
            Role::Heading { level } => {
                let style = styles.levels[usize::from(level) - 1];
                self.push_range(&mut text, all, style, style);
                let part = Part::Heading(level + depth);
                let block = Block::paragraph(&format!("level-{level}"), text, style, part);
                Block { bookmark: Some(level + depth), keep_with_next: true, ..block }
            }
            Role::Division(number) => {
                let style = styles.divisions[usize::from(number.rank)];
                self.push_division(&mut text, &plain, number, style);
                let element = structure::DIVISION_NAMES[usize::from(number.rank)];
                let level = number.rank + 2;
                let block = Block::paragraph(element, text, style, Part::Heading(level));
                Block { bookmark: Some(level), keep_with_next: true, ..block }
            }
            Role::RunIn { .. } | Role::Article(_) | Role::Item { .. } | Role::Text => {
                match role {
                    Role::RunIn { level, end } => {
                        let style = styles.levels[usize::from(level) - 1];
                        self.push_range(&mut text, 0..end, style, setting.lead_in);
                        self.push_range(&mut text, end..plain.len(), setting.style, setting.lead_in);
                    }
                    Role::Article(ArticleNumber { length, text: from, .. }) => {
                        self.push_range(&mut text, 0..length, styles.article_number, styles.article_number);
                        text.push_literal(IDEOGRAPHIC_SPACE, setting.style);
                        self.push_range(&mut text, from..plain.len(), setting.style, setting.lead_in);
                    }
                    _ => {}
                }
                let block = Block::paragraph(setting.element, text, setting.style, Part::Paragraph);
                Block { keep_with_next: announces, ..block }
            }
        }
    }

    /// Adds 第×章 and its name, whose blanks are those of the page, not of the file: 第一章　总　则.
    fn push_division(&self, text: &mut RichText, plain: &str, number: DivisionNumber, style: StyleId) {
        self.push_range(text, 0..number.length, style, style);
        let name = &plain[number.name..];
        let shown: Vec<(usize, char)> =
            name.char_indices().filter(|&(at, c)| !is_padding(name, at, c)).collect();
        if !shown.is_empty() {
            text.push_literal(IDEOGRAPHIC_SPACE, style);
        }
        let is_short = shown.len() == 2 && shown.iter().all(|&(_, c)| is_han(c));
        for (index, &(at, character)) in shown.iter().enumerate() {
            if is_short && index == 1 {
                text.push_literal(IDEOGRAPHIC_SPACE, style);
            }
            let start = number.name + at;
            self.push_range(text, start..start + character.len_utf8(), style, style);
        }
    }
}

/// Whether a blank of a name only spreads it: 总　则. Between Western words it is one.
fn is_padding(name: &str, at: usize, character: char) -> bool {
    let is_western = |c: Option<char>| c.is_some_and(is_western);
    let after = &name[at + character.len_utf8()..];
    let parts_words = is_western(name[..at].chars().next_back()) && is_western(after.chars().next());
    character.is_whitespace() && !parts_words
}

/// Whether a character belongs to Western text, whose words are parted by spaces.
fn is_western(character: char) -> bool {
    character.is_ascii_graphic() || matches!(character, '\u{C0}'..='\u{24F}')
}
