//! The rules of a valid issue that no schema can say, and with them the step from what is written to [`Issue`].

use std::ops::Range;
use std::sync::Arc;

use toml::value::Datetime;

use super::{
    Allotment, Article, Colophon, Date, Distribution, Enclosure, FIRST_YEAR, Issue, LAST_YEAR, LabelledList,
    ListEntries, Masthead, Signature, TitleLines, raw,
};
use crate::toml_file::{Placed, Text};
use hongtou_base::diagnostic::{Diagnostic, Problem, Source};

/// The issue, if nothing is missing; what breaks a rule is added to the problems.
pub(super) fn apply(raw: raw::Issue, source: &Arc<Source>, problems: &mut Vec<Diagnostic>) -> Option<Issue> {
    let mut rules = Rules { source, problems };
    // Everything is looked at before anything is given up, so that all problems come at once.
    let layout = raw.layout.map(|text| rules.line(text, "layout"));
    let names = raw.names.into_iter().map(|name| rules.line(name, "names")).collect();
    let note = raw.note.map(|text| rules.body(text));
    let masthead = raw.masthead.map(|masthead| rules.masthead(masthead));
    let articles: Vec<_> =
        raw.article.unwrap_or_default().into_iter().map(|article| rules.article(article)).collect();
    let distribution = rules.distribution(raw.distribution.unwrap_or_default());
    let colophon = rules.colophon(raw.colophon.unwrap_or_default());
    let signature = rules.signature(raw.signature.unwrap_or_default());
    let issued: Vec<_> = raw.issued.into_iter().map(|entry| rules.enclosure(entry, "issued")).collect();
    let attachments: Vec<_> =
        raw.attachment.into_iter().map(|entry| rules.enclosure(entry, "attachment")).collect();
    let people: Vec<_> = raw.people.into_iter().map(|entry| rules.people(entry)).collect();
    let fields = raw.fields.into_iter().map(|(name, text)| (name, rules.lines(text))).collect();
    let check_off = rules.list(raw.check.unwrap_or_default().off, "check.off");
    Some(Issue {
        source: Arc::clone(source),
        layout,
        names,
        note,
        masthead: masthead??,
        articles: articles.into_iter().collect::<Option<_>>()?,
        distribution: distribution?,
        colophon,
        signature,
        issued: issued.into_iter().collect::<Option<_>>()?,
        attachments: attachments.into_iter().collect::<Option<_>>()?,
        people: people.into_iter().collect::<Option<_>>()?,
        fields,
        check_off,
    })
}

struct Rules<'a> {
    source: &'a Arc<Source>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Rules<'_> {
    fn masthead(&mut self, raw: raw::Masthead) -> Option<Masthead> {
        let title = self.optional_line(raw.title, "masthead.title");
        let issuer = self.optional_line(raw.issuer, "masthead.issuer");
        let date = raw.date.and_then(|date| self.date(&date));
        let secrecy = self.optional_line(raw.secrecy, "masthead.secrecy");
        let urgency = self.optional_line(raw.urgency, "masthead.urgency");
        let note = self.optional_line(raw.note, "masthead.note");
        let copy_number = self.optional_line(raw.copy_number, "masthead.copy_number");
        let code = self.optional_line(raw.code, "masthead.code");
        let organs = self.list(raw.organs, "masthead.organs");
        let signers = self.list(raw.signers, "masthead.signers");
        Some(Masthead {
            title: title?,
            number: raw.number?,
            number_year: raw.number_year,
            total: raw.total,
            issuer: issuer?,
            date: date?,
            secrecy,
            urgency,
            note,
            copy_number,
            code,
            organs,
            lead_organ_only: raw.lead_organ_only,
            signers,
        })
    }

    fn article(&mut self, raw: raw::Article) -> Option<Article> {
        let title = raw.title.map(|title| self.lines(title));
        let heading = TitleLines {
            subtitle: self.optional_line(raw.subtitle, "article.subtitle"),
            title_note: raw.title_note.map(|note| self.lines(note)),
            byline: self.optional_line(raw.byline, "article.byline"),
            count: self.optional_line(raw.count, "article.count"),
        };
        let note = raw.note.map(|text| self.body(text));
        let body = raw.body.map(|text| self.body(text));
        let source = self.optional_line(raw.source, "article.source");
        let author = self.optional_line(raw.author, "article.author");
        let addressee = self.optional_line(raw.addressee, "article.addressee");
        let emphasis = raw.emphasis.into_iter().map(|word| self.line(word, "article.emphasis")).collect();
        let proper_names =
            raw.proper_names.into_iter().map(|name| self.line(name, "article.proper_names")).collect();
        let contents = raw.contents.unwrap_or(false);
        Some(Article {
            title: title?,
            heading,
            contents,
            note,
            body: body?,
            emphasis,
            proper_names,
            source,
            author,
            addressee,
        })
    }

    fn signature(&mut self, raw: raw::Signature) -> Signature {
        Signature {
            organs: self.list(raw.organs, "signature.organs"),
            sealed: raw.sealed.unwrap_or(true),
            post: self.optional_line(raw.post, "signature.post"),
            name: self.optional_line(raw.name, "signature.name"),
            remark: self.optional_line(raw.remark, "signature.remark"),
        }
    }

    fn enclosure(&mut self, raw: raw::Enclosure, table: &str) -> Option<Enclosure> {
        let key = |name: &str| format!("{table}.{name}");
        let title = raw.title.map(|title| self.lines(title));
        let heading = TitleLines {
            subtitle: self.optional_line(raw.subtitle, &key("subtitle")),
            title_note: raw.title_note.map(|note| self.lines(note)),
            byline: self.optional_line(raw.byline, &key("byline")),
            count: self.optional_line(raw.count, &key("count")),
        };
        let addressee = self.optional_line(raw.addressee, &key("addressee"));
        let organs = self.list(raw.organs, &key("organs"));
        let date = raw.date.and_then(|date| self.date(&date));
        let body = raw.body.map(|text| self.body(text));
        let contents = raw.contents.unwrap_or(false);
        Some(Enclosure { title: title?, heading, contents, addressee, organs, date, body })
    }

    /// A text of paragraphs with lead-ins.
    fn body(&mut self, text: Placed<String>) -> Text {
        let text = self.paragraphs(text);
        self.bold_is_closed(&text);
        text
    }

    fn list(&mut self, texts: Vec<Placed<String>>, key: &str) -> Vec<Text> {
        texts.into_iter().map(|text| self.line(text, key)).collect()
    }

    fn distribution(&mut self, raw: raw::Distribution) -> Option<Distribution> {
        let report = self.optional_line(raw.report, "distribution.report");
        let issue = self.optional_line(raw.issue, "distribution.issue");
        let send = self.optional_line(raw.send, "distribution.send");
        let extra = self.optional_line(raw.extra, "distribution.extra");
        let copy_to = self.optional_line(raw.copy_to, "distribution.copy_to");
        let recipients: Vec<_> = raw.recipients.into_iter().map(|entry| self.recipients(entry)).collect();
        let recipients = recipients.into_iter().collect::<Option<_>>()?;
        let allotment: Vec<_> = raw.allotment.into_iter().map(|entry| self.allotment(entry)).collect();
        let allotment = allotment.into_iter().collect::<Option<_>>()?;
        let copies = raw.copies;
        Some(Distribution { report, issue, send, extra, copy_to, recipients, copies, allotment })
    }

    fn people(&mut self, raw: raw::People) -> Option<LabelledList> {
        let label = self.optional_line(raw.label, "people.label")?;
        let entries = match (raw.text, raw.names) {
            (Some(text), names) if names.is_empty() => ListEntries::Text(self.lines(text)),
            (None, names) if !names.is_empty() => ListEntries::Names(self.list(names, "people.names")),
            _ => {
                let span = label.source_span(0..label.value.len());
                self.report(Problem::PeopleWithoutNames { label: label.value.clone() }, span);
                return None;
            }
        };
        Some(LabelledList { label, entries })
    }

    fn recipients(&mut self, raw: raw::Recipients) -> Option<LabelledList> {
        let label = self.optional_line(raw.label, "distribution.recipients.label");
        let text = self.optional_line(raw.text, "distribution.recipients.text");
        Some(LabelledList { label: label?, entries: ListEntries::Text(text?) })
    }

    fn allotment(&mut self, raw: raw::Allotment) -> Option<Allotment> {
        let to = self.optional_line(raw.to, "distribution.allotment.to");
        Some(Allotment { to: to?, copies: raw.copies? })
    }

    fn colophon(&mut self, raw: raw::Colophon) -> Colophon {
        Colophon {
            reviewer: self.optional_line(raw.reviewer, "colophon.reviewer"),
            editor: self.optional_line(raw.editor, "colophon.editor"),
            phone: self.optional_line(raw.phone, "colophon.phone"),
            printer: self.optional_line(raw.printer, "colophon.printer"),
            printed: raw.printed.and_then(|date| self.date(&date)),
        }
    }

    fn optional_line(&mut self, text: Option<Placed<String>>, key: &str) -> Option<Text> {
        text.map(|text| self.line(text, key))
    }

    /// A text of one line: no control characters at all.
    fn line(&mut self, text: Placed<String>, key: &str) -> Text {
        let text = Text::locate(text, self.source);
        if let Some(offset) = text.value.find('\n') {
            let span = text.source_offset(offset)..text.source_offset(offset);
            self.report(Problem::LineEnd { key: key.to_owned() }, span);
        }
        self.characters(&text, &['\n']);
        text
    }

    /// A title: its line ends are where its lines end on the page.
    fn lines(&mut self, text: Placed<String>) -> Text {
        let text = Text::locate(text, self.source);
        self.characters(&text, &['\n']);
        text
    }

    /// A text of paragraphs: line ends and tabs are white space.
    fn paragraphs(&mut self, text: Placed<String>) -> Text {
        let text = Text::locate(text, self.source);
        self.characters(&text, &['\n', '\t']);
        text
    }

    fn characters(&mut self, text: &Text, allowed: &[char]) {
        for (offset, character) in text.value.char_indices() {
            if !(character.is_control() || is_noncharacter(character)) || allowed.contains(&character) {
                continue;
            }
            let span = text.source_span(offset..offset + character.len_utf8());
            // One that stands in the file as itself is against the syntax, and the parser has reported it.
            let written_out = self.source.text.get(span.clone()).is_some_and(|there| there.starts_with('\\'));
            if written_out || is_noncharacter(character) || !is_barred_by_toml(character) {
                self.report(Problem::ForbiddenCharacter { character }, span);
            }
        }
    }

    fn date(&mut self, date: &Placed<Datetime>) -> Option<Placed<Date>> {
        // The schema has seen to it that there is a date and no time, the parser that the day exists.
        let day = date.value.date?;
        if !(FIRST_YEAR..=LAST_YEAR).contains(&day.year) {
            let problem = Problem::YearOutOfRange { year: day.year, least: FIRST_YEAR, most: LAST_YEAR };
            self.report(problem, date.span.clone());
            return None;
        }
        let value = Date { year: day.year, month: day.month, day: day.day };
        Some(Placed { value, span: date.span.clone() })
    }

    /// `**` opens and closes within one paragraph.
    fn bold_is_closed(&mut self, text: &Text) {
        let mut open = None;
        let mut offset = 0;
        for line in text.value.split_inclusive('\n') {
            if line.trim().is_empty() {
                self.report_unclosed(text, open.take());
            }
            for (at, _) in line.match_indices("**") {
                open = match open {
                    None => Some(offset + at),
                    Some(_) => None,
                };
            }
            offset += line.len();
        }
        self.report_unclosed(text, open);
    }

    fn report_unclosed(&mut self, text: &Text, open: Option<usize>) {
        if let Some(offset) = open {
            self.report(Problem::UnclosedBold, text.source_span(offset..offset + 2));
        }
    }

    fn report(&mut self, problem: Problem, span: Range<usize>) {
        self.problems.push(Diagnostic::error_at(problem, self.source, span));
    }
}

/// Whether Unicode has set the code point aside, so that it is no character.
fn is_noncharacter(character: char) -> bool {
    let code = u32::from(character);
    (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// Whether TOML does not let the control character stand in a string as itself.
fn is_barred_by_toml(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{A}'..='\u{1F}' | '\u{7F}')
}
