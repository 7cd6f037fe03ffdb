//! What of an issue a layout can name in its templates.

use super::{Article, Attachment, Date, Issue, Placed, Text};

/// The names of the texts and numbers that [`Scope::field`] gives, sorted, so that layouts can be checked against
/// them; a layout may declare more, named `fields.…`.
pub const FIELDS: &[&str] = &[
    "article.addressee",
    "article.author",
    "article.body",
    "article.note",
    "article.source",
    "article.title",
    "attachment.body",
    "attachment.number",
    "attachment.title",
    "colophon.editor",
    "colophon.phone",
    "colophon.printed.day",
    "colophon.printed.month",
    "colophon.printed.year",
    "colophon.printer",
    "colophon.reviewer",
    "distribution.copies",
    "distribution.copy_to",
    "distribution.extra",
    "distribution.issue",
    "distribution.report",
    "distribution.send",
    "masthead.code",
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
    "signature.post",
    "signature.remark",
    "signature.sealed",
];

/// The names of the lists that [`Scope::list`] gives, sorted.
pub const LISTS: &[&str] = &["attachments", "masthead.organs", "masthead.signers", "signature.organs"];

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

/// What names are looked up in: an issue, and the article or the attachment that is being set.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// The article, if one is being set; elsewhere the first one.
    pub article: Option<&'a Article>,
    /// The attachment and its number, if one is being set.
    pub attachment: Option<(usize, &'a Attachment)>,
}

impl<'a> Scope<'a> {
    /// The issue as a whole.
    pub fn of(issue: &'a Issue) -> Scope<'a> {
        Scope { issue, article: issue.articles.first(), attachment: None }
    }

    /// An article of the issue.
    pub fn of_article(issue: &'a Issue, article: &'a Article) -> Scope<'a> {
        Scope { issue, article: Some(article), attachment: None }
    }

    /// An attachment of the issue, and its number from 1.
    pub fn of_attachment(issue: &'a Issue, number: usize, attachment: &'a Attachment) -> Scope<'a> {
        Scope { attachment: Some((number, attachment)), ..Scope::of(issue) }
    }

    /// What the issue says under one of [`FIELDS`] or `fields.…`; nothing for keys that are absent and for other
    /// names.
    pub fn field(&self, name: &str) -> Option<Field<'a>> {
        let issue = self.issue;
        let (masthead, distribution, colophon) = (&issue.masthead, &issue.distribution, &issue.colophon);
        let date = &masthead.date;
        let printed = colophon.printed.as_ref().unwrap_or(date);
        let text = match name {
            "masthead.title" => Some(&masthead.title),
            "masthead.issuer" => Some(&masthead.issuer),
            "masthead.secrecy" => masthead.secrecy.as_ref(),
            "masthead.urgency" => masthead.urgency.as_ref(),
            "masthead.note" => masthead.note.as_ref(),
            "masthead.copy_number" => masthead.copy_number.as_ref(),
            "masthead.code" => masthead.code.as_ref(),
            "distribution.report" => distribution.report.as_ref(),
            "distribution.issue" => distribution.issue.as_ref(),
            "distribution.send" => distribution.send.as_ref(),
            "distribution.extra" => distribution.extra.as_ref(),
            "distribution.copy_to" => distribution.copy_to.as_ref(),
            "colophon.reviewer" => colophon.reviewer.as_ref(),
            "colophon.editor" => colophon.editor.as_ref(),
            "colophon.phone" => colophon.phone.as_ref(),
            "colophon.printer" => colophon.printer.as_ref(),
            "signature.post" => issue.signature.post.as_ref(),
            "signature.remark" => issue.signature.remark.as_ref(),
            "masthead.number" => return Some(number(&masthead.number)),
            "masthead.total" => return masthead.total.as_ref().map(number),
            "distribution.copies" => return distribution.copies.as_ref().map(number),
            "masthead.year" => return Some(part_of_date(date.value.year, date)),
            "masthead.month" => return Some(part_of_date(date.value.month.into(), date)),
            "masthead.day" => return Some(part_of_date(date.value.day.into(), date)),
            "colophon.printed.year" => return Some(part_of_date(printed.value.year, printed)),
            "colophon.printed.month" => return Some(part_of_date(printed.value.month.into(), printed)),
            "colophon.printed.day" => return Some(part_of_date(printed.value.day.into(), printed)),
            "signature.sealed" if issue.signature.sealed => {
                return Some(Field::Number { digits: String::new(), start: 0 });
            }
            _ => self.inner(name),
        };
        match text {
            Some(text) => Some(Field::Text(text)),
            None => self.attachment_number(name),
        }
    }

    /// The texts of the article or the attachment, and those that the layout declares.
    fn inner(&self, name: &str) -> Option<&'a Text> {
        if let Some(declared) = name.strip_prefix("fields.") {
            return self.issue.fields.get(declared);
        }
        let (article, attachment) = (self.article, self.attachment.map(|(_, attachment)| attachment));
        match name {
            "article.title" => article.map(|article| &article.title),
            "article.body" => article.map(|article| &article.body),
            "article.note" => article?.note.as_ref(),
            "article.source" => article?.source.as_ref(),
            "article.author" => article?.author.as_ref(),
            "article.addressee" => article?.addressee.as_ref(),
            "attachment.title" => attachment.map(|attachment| &attachment.title),
            "attachment.body" => attachment?.body.as_ref(),
            _ => None,
        }
    }

    /// The number of the attachment, where there is more than one (GB/T 9704 7.3.7).
    fn attachment_number(&self, name: &str) -> Option<Field<'a>> {
        let (index, attachment) = self.attachment.filter(|_| name == "attachment.number")?;
        let start = attachment.title.source_offset(0);
        (self.issue.attachments.len() > 1).then(|| Field::Number { digits: index.to_string(), start })
    }

    /// The list under one of [`LISTS`]; empty if it is absent.
    pub fn list(&self, name: &str) -> Vec<&'a Text> {
        let issue = self.issue;
        match name {
            "masthead.organs" => issue.masthead.organs.iter().collect(),
            "masthead.signers" => issue.masthead.signers.iter().collect(),
            "signature.organs" if !issue.signature.organs.is_empty() => {
                issue.signature.organs.iter().collect()
            }
            "signature.organs" if !issue.masthead.organs.is_empty() => issue.masthead.organs.iter().collect(),
            "signature.organs" => vec![&issue.masthead.issuer],
            "attachments" => issue.attachments.iter().map(|attachment| &attachment.title).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether the issue has something under a name.
    pub fn has(&self, name: &str) -> bool {
        self.field(name).is_some() || !self.list(name).is_empty()
    }
}

impl Issue {
    /// What the issue says under one of [`FIELDS`]; see [`Scope::field`].
    pub fn field(&self, name: &str) -> Option<Field<'_>> {
        Scope::of(self).field(name)
    }
}

fn number(number: &Placed<u32>) -> Field<'static> {
    Field::Number { digits: number.value.to_string(), start: number.span.start }
}

fn part_of_date(part: u16, date: &Placed<Date>) -> Field<'static> {
    Field::Number { digits: part.to_string(), start: date.span.start }
}
