//! What of an issue a layout can name in its templates.

use super::{Article, Date, Enclosure, Issue, LabelledList, ListEntries, Masthead, Placed, Text, TitleLines};

/// The names of the texts and numbers that [`Scope::field`] gives, sorted, so that layouts can be checked against
/// them; a layout may declare more, named `fields.…`.
pub const FIELDS: &[&str] = &[
    "article.addressee",
    "article.author",
    "article.body",
    "article.byline",
    "article.contents",
    "article.count",
    "article.note",
    "article.source",
    "article.subtitle",
    "article.title",
    "article.title_note",
    "attachment.addressee",
    "attachment.body",
    "attachment.byline",
    "attachment.contents",
    "attachment.count",
    "attachment.day",
    "attachment.month",
    "attachment.number",
    "attachment.subtitle",
    "attachment.title",
    "attachment.title_note",
    "attachment.year",
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
    "issue.note",
    "issued.addressee",
    "issued.body",
    "issued.byline",
    "issued.contents",
    "issued.count",
    "issued.day",
    "issued.month",
    "issued.subtitle",
    "issued.title",
    "issued.title_note",
    "issued.year",
    "masthead.code",
    "masthead.copy_number",
    "masthead.day",
    "masthead.issuer",
    "masthead.lead_organ",
    "masthead.lead_organ_only",
    "masthead.month",
    "masthead.note",
    "masthead.number",
    "masthead.number_year",
    "masthead.secrecy",
    "masthead.title",
    "masthead.total",
    "masthead.urgency",
    "masthead.year",
    "signature.name",
    "signature.post",
    "signature.remark",
    "signature.sealed",
];

/// The names of the lists that [`Scope::list`] gives, sorted.
pub const LISTS: &[&str] = &[
    "attachment.organs",
    "attachments",
    "distribution.recipients",
    "issued.organs",
    "masthead.organs",
    "masthead.signers",
    "people",
    "signature.organs",
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

/// An enclosure that is being set.
#[derive(Debug, Clone, Copy)]
pub enum Enclosed<'a> {
    /// An attachment and its number from 1.
    Attachment(usize, &'a Enclosure),
    /// A text that the document issues.
    Issued(&'a Enclosure),
}

/// What names are looked up in: an issue, and the article or the enclosure that is being set.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The issue.
    pub issue: &'a Issue,
    /// The article, if one is being set; elsewhere the first one.
    pub article: Option<&'a Article>,
    /// The enclosure, if one is being set.
    pub enclosed: Option<Enclosed<'a>>,
}

impl<'a> Scope<'a> {
    /// The issue as a whole.
    pub fn of(issue: &'a Issue) -> Scope<'a> {
        Scope { issue, article: issue.articles.first(), enclosed: None }
    }

    /// An article of the issue.
    pub fn of_article(issue: &'a Issue, article: &'a Article) -> Scope<'a> {
        Scope { issue, article: Some(article), enclosed: None }
    }

    /// An enclosure of the issue.
    pub fn of_enclosed(issue: &'a Issue, enclosed: Enclosed<'a>) -> Scope<'a> {
        Scope { enclosed: Some(enclosed), ..Scope::of(issue) }
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
            "masthead.lead_organ" => masthead.organs.first(),
            "distribution.report" => distribution.report.as_ref(),
            "distribution.issue" => distribution.issue.as_ref(),
            "distribution.send" => distribution.send.as_ref(),
            "distribution.extra" => distribution.extra.as_ref(),
            "distribution.copy_to" => distribution.copy_to.as_ref(),
            "colophon.reviewer" => colophon.reviewer.as_ref(),
            "colophon.editor" => colophon.editor.as_ref(),
            "colophon.phone" => colophon.phone.as_ref(),
            "colophon.printer" => colophon.printer.as_ref(),
            "issue.note" => issue.note.as_ref(),
            "signature.name" => issue.signature.name.as_ref(),
            "signature.post" => issue.signature.post.as_ref(),
            "signature.remark" => issue.signature.remark.as_ref(),
            "masthead.number" => return Some(number(&masthead.number)),
            "masthead.number_year" => return Some(number_year(issue)),
            "masthead.total" => return masthead.total.as_ref().map(number),
            "distribution.copies" => return distribution.copies.as_ref().map(number),
            "masthead.year" => return Some(part_of_date(date.value.year, date)),
            "masthead.month" => return Some(part_of_date(date.value.month.into(), date)),
            "masthead.day" => return Some(part_of_date(date.value.day.into(), date)),
            "colophon.printed.year" => return Some(part_of_date(printed.value.year, printed)),
            "colophon.printed.month" => return Some(part_of_date(printed.value.month.into(), printed)),
            "colophon.printed.day" => return Some(part_of_date(printed.value.day.into(), printed)),
            "masthead.lead_organ_only" if masthead.names_lead_organ_only() => {
                return Some(Field::Number { digits: String::new(), start: 0 });
            }
            "signature.sealed" if issue.signature.sealed => {
                return Some(Field::Number { digits: String::new(), start: 0 });
            }
            _ => self.inner(name),
        };
        match text {
            Some(text) => Some(Field::Text(text)),
            None if self.has_contents(name) => Some(Field::Number { digits: String::new(), start: 0 }),
            None => self.enclosed_number(name),
        }
    }

    /// The texts of the article or the enclosure, and those that the layout declares.
    fn inner(&self, name: &str) -> Option<&'a Text> {
        let (table, key) = name.split_once('.')?;
        if table == "fields" {
            return self.issue.fields.get(key);
        }
        if table != "article" {
            return enclosure_text(self.enclosure(table)?, key);
        }
        let article = self.article?;
        match key {
            "title" => Some(&article.title),
            "body" => Some(&article.body),
            "note" => article.note.as_ref(),
            "source" => article.source.as_ref(),
            "author" => article.author.as_ref(),
            "addressee" => article.addressee.as_ref(),
            _ => title_line(&article.heading, key),
        }
    }

    /// Whether a name asks for a contents list, and the issue too.
    fn has_contents(&self, name: &str) -> bool {
        match name.strip_suffix(".contents") {
            Some("article") => self.article.is_some_and(|article| article.contents),
            Some(table) => self.enclosure(table).is_some_and(|enclosure| enclosure.contents),
            None => false,
        }
    }

    /// The enclosure that is being set, if it belongs to a table of the issue.
    fn enclosure(&self, table: &str) -> Option<&'a Enclosure> {
        match (self.enclosed?, table) {
            (Enclosed::Attachment(_, enclosure), "attachment") | (Enclosed::Issued(enclosure), "issued") => {
                Some(enclosure)
            }
            _ => None,
        }
    }

    /// The number of the attachment, where there is more than one (GB/T 9704 7.3.7), and the parts of its date.
    fn enclosed_number(&self, name: &str) -> Option<Field<'a>> {
        if let (Some(Enclosed::Attachment(index, attachment)), "attachment.number") = (self.enclosed, name) {
            let start = attachment.title.source_offset(0);
            let is_one_of_several = self.issue.attachments.len() > 1;
            return is_one_of_several.then(|| Field::Number { digits: index.to_string(), start });
        }
        let (table, key) = name.split_once('.')?;
        let date = self.enclosure(table)?.date.as_ref()?;
        let part = match key {
            "year" => date.value.year,
            "month" => date.value.month.into(),
            "day" => date.value.day.into(),
            _ => return None,
        };
        Some(part_of_date(part, date))
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
            "attachment.organs" | "issued.organs" => {
                let table = name.split_once('.').map_or(name, |(table, _)| table);
                self.enclosure(table).map(|enclosure| enclosure.organs.iter().collect()).unwrap_or_default()
            }
            "people" | "distribution.recipients" => {
                self.labelled(name).iter().flat_map(LabelledList::texts).collect()
            }
            "attachments" => issue.attachments.iter().map(|attachment| &attachment.title).collect(),
            _ => Vec::new(),
        }
    }

    /// The lists with labels under a name; none for other names.
    pub fn labelled(&self, name: &str) -> &'a [LabelledList] {
        match name {
            "people" => &self.issue.people,
            "distribution.recipients" => &self.issue.distribution.recipients,
            _ => &[],
        }
    }

    /// Whether the issue has something under a name.
    pub fn has(&self, name: &str) -> bool {
        self.field(name).is_some() || !self.list(name).is_empty()
    }
}

impl Masthead {
    /// Whether several organs issue the document, and the red head names the leading one alone.
    fn names_lead_organ_only(&self) -> bool {
        self.lead_organ_only.as_ref().is_some_and(|only| only.value) && !self.organs.is_empty()
    }
}

impl LabelledList {
    /// What is listed, text by text.
    pub fn texts(&self) -> &[Text] {
        match &self.entries {
            ListEntries::Text(text) => std::slice::from_ref(text),
            ListEntries::Names(names) => names,
        }
    }
}

impl Issue {
    /// What the issue says under one of [`FIELDS`]; see [`Scope::field`].
    pub fn field(&self, name: &str) -> Option<Field<'_>> {
        Scope::of(self).field(name)
    }
}

fn enclosure_text<'a>(enclosure: &'a Enclosure, key: &str) -> Option<&'a Text> {
    match key {
        "title" => Some(&enclosure.title),
        "body" => enclosure.body.as_ref(),
        "addressee" => enclosure.addressee.as_ref(),
        _ => title_line(&enclosure.heading, key),
    }
}

fn title_line<'a>(heading: &'a TitleLines, key: &str) -> Option<&'a Text> {
    match key {
        "subtitle" => heading.subtitle.as_ref(),
        "title_note" => heading.title_note.as_ref(),
        "byline" => heading.byline.as_ref(),
        "count" => heading.count.as_ref(),
        _ => None,
    }
}

/// The year of the issue's number: its own, or that of the date.
fn number_year(issue: &Issue) -> Field<'static> {
    match &issue.masthead.number_year {
        Some(year) => Field::Number { digits: year.value.to_string(), start: year.span.start },
        None => part_of_date(issue.masthead.date.value.year, &issue.masthead.date),
    }
}

fn number(number: &Placed<u32>) -> Field<'static> {
    Field::Number { digits: number.value.to_string(), start: number.span.start }
}

fn part_of_date(part: u16, date: &Placed<Date>) -> Field<'static> {
    Field::Number { digits: part.to_string(), start: date.span.start }
}
