//! What of an issue a layout can name in its templates.

use super::{Issue, Placed, Text};

/// The names of everything that [`Issue::field`] gives, sorted, so that layouts can be checked against them.
pub const FIELDS: &[&str] = &[
    "colophon.editor",
    "colophon.phone",
    "colophon.reviewer",
    "distribution.copies",
    "distribution.extra",
    "distribution.issue",
    "distribution.report",
    "distribution.send",
    "masthead.copy_number",
    "masthead.day",
    "masthead.issuer",
    "masthead.month",
    "masthead.note",
    "masthead.number",
    "masthead.secrecy",
    "masthead.title",
    "masthead.total",
    "masthead.urgency",
    "masthead.year",
];

/// What an issue says under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field<'a> {
    /// A text, with the place of each of its characters.
    Text(&'a Text),
    /// A number in decimal digits.
    Number {
        /// The digits.
        digits: String,
        /// Where the number begins in the file, in bytes; in the file it may look different.
        start: usize,
    },
}

impl Field<'_> {
    /// What is set on the page.
    pub fn as_str(&self) -> &str {
        match self {
            Field::Text(text) => &text.value,
            Field::Number { digits, .. } => digits,
        }
    }

    /// Where in the file the byte of [`Field::as_str`] stands; of a number, where the number begins.
    pub fn source_offset(&self, offset: usize) -> usize {
        match self {
            Field::Text(text) => text.source_offset(offset),
            Field::Number { start, .. } => *start,
        }
    }
}

impl Issue {
    /// What the issue says under one of [`FIELDS`]; nothing for keys that are absent and for other names.
    pub fn field(&self, name: &str) -> Option<Field<'_>> {
        let (masthead, distribution, colophon) = (&self.masthead, &self.distribution, &self.colophon);
        let date = &masthead.date;
        let text = match name {
            "masthead.title" => Some(&masthead.title),
            "masthead.issuer" => Some(&masthead.issuer),
            "masthead.secrecy" => masthead.secrecy.as_ref(),
            "masthead.urgency" => masthead.urgency.as_ref(),
            "masthead.note" => masthead.note.as_ref(),
            "masthead.copy_number" => masthead.copy_number.as_ref(),
            "distribution.report" => distribution.report.as_ref(),
            "distribution.issue" => distribution.issue.as_ref(),
            "distribution.send" => distribution.send.as_ref(),
            "distribution.extra" => distribution.extra.as_ref(),
            "colophon.reviewer" => colophon.reviewer.as_ref(),
            "colophon.editor" => colophon.editor.as_ref(),
            "colophon.phone" => colophon.phone.as_ref(),
            "masthead.number" => return Some(number(&masthead.number)),
            "masthead.total" => return masthead.total.as_ref().map(number),
            "distribution.copies" => return distribution.copies.as_ref().map(number),
            "masthead.year" => return Some(part_of_date(date.value.year, date)),
            "masthead.month" => return Some(part_of_date(date.value.month.into(), date)),
            "masthead.day" => return Some(part_of_date(date.value.day.into(), date)),
            _ => None,
        };
        text.map(Field::Text)
    }
}

fn number(number: &Placed<u32>) -> Field<'static> {
    Field::Number { digits: number.value.to_string(), start: number.span.start }
}

fn part_of_date(part: u16, date: &Placed<super::Date>) -> Field<'static> {
    Field::Number { digits: part.to_string(), start: date.span.start }
}
