//! A text in one or more styles that knows where each character was written.

use crate::issue::{Field, Text};
use crate::layouts::StyleId;

/// A text in one or more styles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RichText {
    /// The characters.
    pub text: String,
    /// The styles, in order and without gaps.
    spans: Vec<Span>,
    /// Where stretches of the text come from, in order.
    origins: Vec<Origin>,
}

/// A stretch of one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Where it ends in the text.
    pub end: usize,
    /// Its style.
    pub style: StyleId,
}

/// From `at` on, the text is the file's from `source` on, byte by byte; or the layout's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Origin {
    at: usize,
    source: Option<usize>,
}

impl RichText {
    /// Adds text that the layout supplies.
    pub fn push_literal(&mut self, text: &str, style: StyleId) {
        self.note_origin(None);
        self.push(text, style);
    }

    /// Adds the whole of a text of the issue.
    pub fn push_text(&mut self, text: &Text, style: StyleId) {
        self.push_part(text, 0, text.value.len(), style);
    }

    /// Adds the bytes `start..end` of a text of the issue.
    pub fn push_part(&mut self, text: &Text, start: usize, end: usize, style: StyleId) {
        let mut start = start;
        while start < end {
            let until = text.contiguous_until(start).min(end).max(start + 1);
            self.note_origin(Some(text.source_offset(start)));
            self.push(&text.value[start..until], style);
            start = until;
        }
    }

    /// Adds another text.
    pub fn append(&mut self, other: &RichText) {
        let offset = self.text.len();
        self.text.push_str(&other.text);
        self.spans.extend(other.spans.iter().map(|span| Span { end: span.end + offset, ..*span }));
        self.origins.extend(other.origins.iter().map(|origin| Origin { at: origin.at + offset, ..*origin }));
    }

    /// Adds a field of the issue.
    pub fn push_field(&mut self, field: &Field<'_>, style: StyleId) {
        match field {
            Field::Text(text) => self.push_text(text, style),
            Field::Number { digits, start } => {
                self.note_origin(Some(*start));
                self.push(digits, style);
            }
        }
    }

    fn note_origin(&mut self, source: Option<usize>) {
        let at = self.text.len();
        if self.origins.last().is_some_and(|last| last.at == at) {
            self.origins.pop();
        }
        let goes_on = self.origins.last().is_some_and(|last| match (last.source, source) {
            (Some(from), Some(source)) => from + (at - last.at) == source,
            (None, None) => true,
            _ => false,
        });
        if !goes_on {
            self.origins.push(Origin { at, source });
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

    /// The styles, in order and without gaps.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The offset in the issue file of the character at `at`; `None` where the layout supplied it.
    pub fn source_of(&self, at: usize) -> Option<usize> {
        let next = self.origins.partition_point(|origin| origin.at <= at);
        let origin = self.origins.get(next.checked_sub(1)?)?;
        Some(origin.source? + (at - origin.at))
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
