//! An issue → its passages: titles, paragraphs, lines, each with the way back to the file.

use std::ops::Range;

use super::rule::Part;
use hongtou_base::structure::{Given, Said, heading_stop, mark};
use hongtou_format::issue::{Issue, Text, TitleLines};

/// The mark around a bold lead-in.
const BOLD: &str = "**";

/// A paragraph or a line as the reader sees it: line ends and `**` taken out.
#[derive(Debug)]
pub struct Passage<'a> {
    /// Where it stands.
    pub part: Part,
    /// Which text of the issue it belongs to: bodies are told apart by it.
    pub body: usize,
    /// Which article or attachment it belongs to, from 1; 0 is the issue's own.
    pub article: usize,
    /// What the reader sees.
    pub plain: String,
    /// What the file has.
    pub text: &'a Text,
    /// From which offset of `plain` (first) on it runs beside the value (second).
    runs: Vec<(usize, usize)>,
    /// The bold stretches of `plain`.
    pub bold: Vec<Range<usize>>,
    /// Where in `plain` a line of the file begins that is not the paragraph's first, and whether it is indented.
    pub lines: Vec<(usize, bool)>,
    /// What a mark at its start says that it is.
    pub said: Option<Said>,
    /// Quoted words and names of works in `plain`, their marks left out; in order, those within others left out too.
    pub quoted: Vec<Range<usize>>,
}

/// All passages of an issue, in its order.
pub fn passages(issue: &Issue) -> Vec<Passage<'_>> {
    let mut all = Vec::new();
    let mut body = 0;
    let mut article_number = 0;
    let mut belongs = |new: &mut [Passage<'_>]| {
        article_number += 1;
        new.iter_mut().for_each(|passage| passage.article = article_number);
    };
    let mut paragraphs = |all: &mut Vec<_>, part, text| {
        body += 1;
        add_paragraphs(all, part, body, text);
    };
    issue.note.iter().for_each(|text| paragraphs(&mut all, Part::Note, text));
    for article in &issue.articles {
        let first = all.len();
        all.push(one(Part::Title, &article.title));
        all.extend(title_lines(&article.heading).map(|text| one(Part::Line, text)));
        all.extend(article.addressee.iter().map(|text| one(Part::Line, text)));
        article.note.iter().for_each(|text| paragraphs(&mut all, Part::Note, text));
        paragraphs(&mut all, Part::Body, &article.body);
        let lines = article.source.iter().chain(&article.author);
        all.extend(lines.map(|text| one(Part::Line, text)));
        belongs(&mut all[first..]);
    }
    for attachment in issue.issued.iter().chain(&issue.attachments) {
        let first = all.len();
        all.push(one(Part::Title, &attachment.title));
        all.extend(title_lines(&attachment.heading).map(|text| one(Part::Line, text)));
        all.extend(attachment.addressee.iter().map(|text| one(Part::Line, text)));
        attachment.body.iter().for_each(|text| paragraphs(&mut all, Part::Body, text));
        belongs(&mut all[first..]);
    }
    let masthead = &issue.masthead;
    let lines = [Some(&masthead.title), Some(&masthead.issuer), masthead.note.as_ref()];
    let lines = lines.into_iter().flatten().chain(&issue.signature.remark).chain(issue.fields.values());
    let people = issue.people.iter().flat_map(|list| list.texts());
    let lines = lines.chain(people);
    all.extend(lines.map(|text| one(Part::Line, text)));
    all.extend(lists(issue).map(|(_, text)| one(Part::Distribution, text)));
    all
}

/// What is set around a title.
fn title_lines(heading: &TitleLines) -> impl Iterator<Item = &Text> {
    let lines = [&heading.subtitle, &heading.title_note, &heading.byline, &heading.count];
    lines.into_iter().filter_map(Option::as_ref)
}

/// The lists of recipients that an issue has, with the keys that they stand under.
pub fn lists(issue: &Issue) -> impl Iterator<Item = (&'static str, &Text)> {
    let lists = &issue.distribution;
    [
        ("report", &lists.report),
        ("issue", &lists.issue),
        ("send", &lists.send),
        ("extra", &lists.extra),
        ("copy_to", &lists.copy_to),
    ]
    .into_iter()
    .filter_map(|(key, text)| Some((key, text.as_ref()?)))
}

/// A text that is one passage.
fn one(part: Part, text: &Text) -> Passage<'_> {
    let mut passage = Passage::empty(part, 0, text);
    passage.add_line(0..text.value.len());
    passage.finish()
}

fn add_paragraphs<'a>(all: &mut Vec<Passage<'a>>, part: Part, body: usize, text: &'a Text) {
    let mut open: Option<Passage<'a>> = None;
    let mut offset = 0;
    for line in text.value.split_inclusive('\n') {
        let start = offset + (line.len() - line.trim_start().len());
        let end = offset + line.trim_end().len();
        offset += line.len();
        if start < end {
            open.get_or_insert_with(|| Passage::empty(part, body, text)).add_line(start..end);
        } else {
            all.extend(open.take().map(Passage::finish));
        }
    }
    all.extend(open.map(Passage::finish));
}

impl<'a> Passage<'a> {
    fn empty(part: Part, body: usize, text: &'a Text) -> Passage<'a> {
        Passage {
            part,
            body,
            article: 0,
            plain: String::new(),
            text,
            runs: Vec::new(),
            bold: Vec::new(),
            lines: Vec::new(),
            said: None,
            quoted: Vec::new(),
        }
    }

    fn add_line(&mut self, line: Range<usize>) {
        let mut start = line.start;
        let is_first = matches!(self.part, Part::Body | Part::Note) && self.plain.is_empty();
        if let Some((said, length)) = mark(&self.text.value[line.clone()]).filter(|_| is_first) {
            self.said = Some(said);
            start += length;
        }
        let next = self.text.value[start..line.end].chars().find(|&c| c != '*');
        let is_word = |c: char| c.is_ascii_graphic();
        if self.plain.chars().next_back().is_some_and(is_word) && next.is_some_and(is_word) {
            self.runs.push((self.plain.len(), start));
            self.plain.push(' ');
        }
        if !self.plain.is_empty() {
            self.lines.push((self.plain.len(), self.text.value[..start].ends_with('\u{3000}')));
        }
        if let Some((stop, after)) = heading_stop(self.said, &self.text.value[start..line.end]) {
            self.add_pieces(start..start + stop);
            self.said = self.said.map(|said| said.ending_at(self.plain.len()));
            start += after;
        }
        self.add_pieces(start..line.end);
    }

    fn add_pieces(&mut self, range: Range<usize>) {
        let mut start = range.start;
        for (index, piece) in self.text.value[range].split(BOLD).enumerate() {
            if index > 0 {
                self.toggle_bold();
            }
            self.runs.push((self.plain.len(), start));
            self.plain.push_str(piece);
            start += piece.len() + BOLD.len();
        }
    }

    fn toggle_bold(&mut self) {
        match self.bold.last_mut() {
            Some(last) if last.end == usize::MAX => last.end = self.plain.len(),
            _ => self.bold.push(self.plain.len()..usize::MAX),
        }
    }

    fn finish(mut self) -> Passage<'a> {
        if let Some(last) = self.bold.last_mut().filter(|last| last.end == usize::MAX) {
            last.end = self.plain.len();
        }
        self.quoted = quoted(&self.plain);
        self
    }

    /// The passage as the paragraph of a body.
    pub fn given(&self) -> Given<'_> {
        Given { text: &self.plain, said: self.said }
    }

    /// Where in the value a byte of `plain` stands.
    pub fn value_offset(&self, offset: usize) -> usize {
        let next = self.runs.partition_point(|&(plain, _)| plain <= offset);
        let (plain, value) = self.runs[next.saturating_sub(1)];
        value + (offset - plain)
    }

    /// Whether a stretch lies in quoted words or in the name of a work.
    pub fn is_quoted(&self, range: &Range<usize>) -> bool {
        let next = self.quoted.partition_point(|quoted| quoted.start <= range.start);
        next.checked_sub(1).is_some_and(|index| range.end <= self.quoted[index].end)
    }
}

/// What stands between “ and ”, 「 and 」, 《 and 》; what is never closed is no quotation.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, mark) in text.char_indices() {
        let closes = match mark {
            '“' | '「' | '『' | '《' => {
                open.push((mark, at + mark.len_utf8()));
                continue;
            }
            '”' => '“',
            '」' => '「',
            '』' => '『',
            '》' => '《',
            _ => continue,
        };
        if let Some(index) = open.iter().rposition(|&(opening, _)| opening == closes) {
            found.push(open[index].1..at);
            open.truncate(index);
        }
    }
    found.sort_by_key(|quoted| (quoted.start, std::cmp::Reverse(quoted.end)));
    let mut end = 0;
    found.retain(|quoted| {
        let outer = quoted.end > end;
        end = end.max(quoted.end);
        outer
    });
    found
}

/// Whether an office that is named by its rank is the same one in two passages.
pub fn is_same_place(name: &str, issuer: Option<u8>, one: &Passage<'_>, other: &Passage<'_>) -> bool {
    let rank = match name.chars().next() {
        Some('省') => 1,
        Some('市' | '州') => 2,
        Some('县' | '区') => 3,
        _ => 4,
    };
    one.article == other.article || issuer.is_some_and(|issuer| rank <= issuer)
}
