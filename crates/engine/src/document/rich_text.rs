//! A text in one or more styles that knows where each character was written.

use std::sync::Arc;

use hongtou_format::issue::{Field, Text};
use hongtou_format::layouts::StyleId;

/// A text in one or more styles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RichText {
    /// The characters.
    pub text: String,
    /// The styles, in order and without gaps.
    spans: Vec<Span>,
    /// Where stretches of the text come from, in order.
    origins: Vec<Origin>,
    /// Marks under the characters, in order and apart from each other.
    marks: Vec<MarkedRange>,
}

/// A mark under characters (CLREQ 3.3.2, 3.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// 着重号: a dot under each character.
    EmphasisDot,
    /// 专名号: a rule under a name.
    ProperName,
}

/// A stretch with a mark under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct MarkedRange {
    start: usize,
    end: usize,
    mark: Mark,
}

/// A stretch of one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Where it ends in the text.
    pub end: usize,
    /// Its style.
    pub style: StyleId,
}

/// From `at` on, the text is the file's from `source` on, byte by byte, and belongs to a field; or it is the layout's.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    at: usize,
    source: Option<usize>,
    field: Option<Arc<str>>,
}

impl RichText {
    /// Adds text that the layout supplies.
    pub fn push_literal(&mut self, text: &str, style: StyleId) {
        self.note_origin(None, None);
        self.push(text, style);
    }

    /// Adds the whole of a text of the issue, which is in the field of this name.
    pub fn push_text(&mut self, text: &Text, field: &Arc<str>, style: StyleId) {
        self.push_part(text, (0, text.value.len()), field, style);
    }

    /// Adds the bytes `start..end` of a text of the issue.
    pub fn push_part(&mut self, text: &Text, (start, end): (usize, usize), field: &Arc<str>, style: StyleId) {
        let mut start = start;
        while start < end {
            let until = text.contiguous_until(start).min(end).max(start + 1);
            self.note_origin(Some(text.source_offset(start)), Some(field));
            self.push(&text.value[start..until], style);
            start = until;
        }
    }

    /// Adds the whole of a text of the issue, its line ends left out.
    pub fn push_joined(&mut self, text: &Text, field: &Arc<str>, style: StyleId) {
        let mut start = 0;
        for line in text.value.split_inclusive('\n') {
            self.push_part(text, (start, start + line.trim_end_matches('\n').len()), field, style);
            start += line.len();
        }
    }

    /// The lines of the text, parted where the writer ended them.
    pub fn lines(&self) -> Vec<RichText> {
        let mut start = 0;
        self.text
            .split('\n')
            .map(|line| {
                let part = self.part(start, start + line.len());
                start += line.len() + 1;
                part
            })
            .collect()
    }

    fn part(&self, start: usize, end: usize) -> RichText {
        let mut part = RichText { text: self.text[start..end].to_owned(), ..RichText::default() };
        for span in self.spans.iter().filter(|span| span.end > start) {
            part.spans.push(Span { end: span.end.min(end) - start, ..*span });
            if span.end >= end {
                break;
            }
        }
        let first = self.origins.partition_point(|origin| origin.at <= start).saturating_sub(1);
        for origin in self.origins[first..].iter().take_while(|origin| origin.at < end) {
            let into = start.saturating_sub(origin.at);
            let source = origin.source.map(|source| source + into);
            part.origins.push(Origin { at: (origin.at + into) - start, source, field: origin.field.clone() });
        }
        let marks = self.marks.iter().filter(|range| range.start >= start && range.end <= end);
        part.marks.extend(marks.map(|range| MarkedRange {
            start: range.start - start,
            end: range.end - start,
            ..*range
        }));
        part
    }

    /// Adds another text.
    pub fn append(&mut self, other: &RichText) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.spans.extend(other.spans.iter().map(|span| Span { end: span.end + offset, ..*span }));
        self.origins
            .extend(other.origins.iter().map(|origin| Origin { at: origin.at + offset, ..origin.clone() }));
        self.marks.extend(other.marks.iter().map(|range| MarkedRange {
            start: range.start + offset,
            end: range.end + offset,
            ..*range
        }));
    }

    /// Adds what the issue has in the field of this name.
    pub fn push_field(&mut self, value: &Field<'_>, field: &Arc<str>, style: StyleId) {
        match value {
            Field::Text(text) => self.push_text(text, field, style),
            Field::Number { digits, start } => {
                self.note_origin(Some(*start), Some(field));
                self.push(digits, style);
            }
        }
    }

    fn note_origin(&mut self, source: Option<usize>, field: Option<&Arc<str>>) {
        let at = self.text.len();
        if self.origins.last().is_some_and(|last| last.at == at) {
            self.origins.pop();
        }
        let goes_on = self.origins.last().is_some_and(|last| {
            let follows = match (last.source, source) {
                (Some(from), Some(source)) => from + (at - last.at) == source,
                (None, None) => true,
                _ => false,
            };
            follows && last.field.as_ref() == field
        });
        if !goes_on {
            self.origins.push(Origin { at, source, field: field.cloned() });
        }
    }

    fn push(&mut self, text: &str, style: StyleId) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.spans.last_mut() {
            Some(last) if last.style == style => last.end = end,
            _ => self.spans.push(Span { end, style }),
        }
    }

    /// Puts a mark under every place where a word stands; a place that has one keeps it.
    pub fn mark(&mut self, word: &str, mark: Mark) {
        if word.is_empty() {
            return;
        }
        for (start, _) in self.text.match_indices(word) {
            let end = start + word.len();
            let place = self.marks.partition_point(|range| range.end <= start);
            if self.marks.get(place).is_none_or(|range| range.start >= end) {
                self.marks.insert(place, MarkedRange { start, end, mark });
            }
        }
    }

    /// The mark under the character at `at`, and where the marked stretch begins.
    pub fn mark_at(&self, at: usize) -> Option<(Mark, usize)> {
        let range = self.marks.get(self.marks.partition_point(|range| range.end <= at))?;
        (range.start <= at).then_some((range.mark, range.start))
    }

    /// The styles, in order and without gaps.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    fn origin_of(&self, at: usize) -> Option<&Origin> {
        let next = self.origins.partition_point(|origin| origin.at <= at);
        self.origins.get(next.checked_sub(1)?)
    }

    /// The offset in the issue file of the character at `at`; `None` where the layout supplied it.
    pub fn source_of(&self, at: usize) -> Option<usize> {
        let origin = self.origin_of(at)?;
        Some(origin.source? + (at - origin.at))
    }

    /// The name of the issue's field that the character at `at` belongs to; `None` where the layout supplied it.
    pub fn field_of(&self, at: usize) -> Option<&Arc<str>> {
        self.origin_of(at)?.field.as_ref()
    }

    /// The offset in the issue file of the first character that comes from there.
    pub fn first_source(&self) -> Option<usize> {
        self.origins.iter().find_map(|origin| origin.source)
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}
