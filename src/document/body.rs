//! The body of an article: paragraphs, lead-ins and numbered headings.

use super::numbering::{heading_end, numbering};
use super::{Block, RichText};
use crate::issue::Text;
use crate::layouts::StyleId;
use crate::page::Part;

/// The mark around a bold lead-in.
const LEAD_IN: &str = "**";

/// How a body is set.
pub struct Setting<'a> {
    /// What the layout calls it.
    pub element: &'a str,
    /// The style of its paragraphs.
    pub style: StyleId,
    /// The style of lead-ins.
    pub lead_in: StyleId,
    /// The styles of headings; `None` where numbered paragraphs are no headings.
    pub levels: Option<&'a [StyleId; 4]>,
}

/// Adds the paragraphs of a body, the first one after its label.
pub fn add_paragraphs(blocks: &mut Vec<Block>, body: &Text, label: &RichText, setting: &Setting<'_>) {
    for (index, paragraph) in paragraphs(body).enumerate() {
        let label = if index == 0 { label.clone() } else { RichText::default() };
        blocks.push(paragraph.block(label, setting));
    }
}

/// A paragraph as written: stretches of the text, line ends and `**` taken out.
struct Paragraph<'a> {
    text: &'a Text,
    pieces: Vec<Piece>,
    /// Whether a backslash turned the recognition of numbering off.
    escaped: bool,
}

enum Piece {
    /// The bytes `start..end` of the text.
    Part { start: usize, end: usize, lead_in: bool },
    /// A space in place of a line end between Western words.
    Space { lead_in: bool },
}

/// The paragraphs of a text: stretches of lines parted by blank lines.
fn paragraphs(text: &Text) -> impl Iterator<Item = Paragraph<'_>> {
    let mut lines = lines(&text.value).peekable();
    std::iter::from_fn(move || {
        while lines.next_if(|line| line.start == line.end).is_some() {}
        let first = lines.next()?;
        let mut paragraph_lines = vec![first];
        while let Some(line) = lines.next_if(|line| line.start < line.end) {
            paragraph_lines.push(line);
        }
        Some(Paragraph::of_lines(text, &paragraph_lines))
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
    fn of_lines(text: &'a Text, lines: &[Line]) -> Paragraph<'a> {
        let mut paragraph = Paragraph { text, pieces: Vec::new(), escaped: false };
        let mut lead_in = false;
        let mut previous: Option<char> = None;
        for (index, line) in lines.iter().enumerate() {
            let mut start = line.start;
            if index == 0 && text.value[start..line.end].starts_with('\\') {
                paragraph.escaped = true;
                start += 1;
            }
            let next = text.value[start..line.end].trim_start_matches('*').chars().next();
            if let (Some(previous), Some(next)) = (previous, next)
                && is_western(previous)
                && is_western(next)
            {
                paragraph.pieces.push(Piece::Space { lead_in });
            }
            previous = text.value[start..line.end].trim_end_matches('*').chars().next_back().or(previous);
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

    /// Adds the paragraph to a text; `style` gives the style at an offset of the paragraph.
    fn push_to(&self, text: &mut RichText, style: impl Fn(usize) -> StyleId, lead_in_style: StyleId) {
        let mut offset = 0;
        for piece in &self.pieces {
            match *piece {
                Piece::Space { lead_in } => {
                    text.push_literal(" ", if lead_in { lead_in_style } else { style(offset) });
                    offset += 1;
                }
                Piece::Part { start, end, lead_in: true } => {
                    text.push_part(self.text, start, end, lead_in_style);
                    offset += end - start;
                }
                Piece::Part { start, end, lead_in: false } => {
                    // A heading may end inside the piece.
                    let length = end - start;
                    let change = (1..length)
                        .find(|&at| style(offset + at) != style(offset))
                        .filter(|&at| self.text.value.is_char_boundary(start + at))
                        .unwrap_or(length);
                    text.push_part(self.text, start, start + change, style(offset));
                    if change < length {
                        text.push_part(self.text, start + change, end, style(offset + change));
                    }
                    offset += length;
                }
            }
        }
    }

    fn block(&self, label: RichText, setting: &Setting<'_>) -> Block {
        let plain = self.plain();
        let mut text = label;
        let found = match setting.levels {
            Some(levels) if !self.escaped => numbering(&plain).map(|numbering| (numbering.level, levels)),
            _ => None,
        };
        let heading = found.and_then(|(level, levels)| Some((level, levels, heading_end(&plain)?)));
        let Some((level, levels, end)) = heading else {
            self.push_to(&mut text, |_| setting.style, setting.lead_in);
            return Block::paragraph(setting.element, text, setting.style, Part::Paragraph);
        };
        let level_style = levels[usize::from(level) - 1];
        if end < plain.len() {
            let style = |offset| if offset < end { level_style } else { setting.style };
            self.push_to(&mut text, style, setting.lead_in);
            return Block::paragraph(setting.element, text, setting.style, Part::Paragraph);
        }
        self.push_to(&mut text, |_| level_style, level_style);
        let element = format!("level-{level}");
        let block = Block::paragraph(&element, text, level_style, Part::Heading(level + 1));
        Block { bookmark: Some(level + 1), ..block }
    }
}

/// Whether a character belongs to Western text, whose words are parted by spaces.
fn is_western(character: char) -> bool {
    character.is_ascii_graphic() || matches!(character, '\u{C0}'..='\u{24F}')
}
