//! Values that already carry what the layout puts around them: `report = "报：县委。"`, where the layout writes 报：.
//!
//! What a layout adds is read from its rows, so that this holds for every label of every layout.
//! Such a label is set once; the proofreader reports it, with the value as it should be.

mod affix;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::issue::{Enclosed, Field, Issue, Scope, Text};
use crate::layouts::{Layout, ParagraphText, Piece, Row, RowContent, Template};

/// A value that carries what the layout adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubledLabel {
    /// The value, as the issue has it.
    pub text: Text,
    /// The bytes of the value without what the layout adds.
    pub kept: Range<usize>,
}

/// The values of an issue that carry what the layout adds, in the order of the file.
pub fn doubled_labels(issue: &Issue, layout: &Layout) -> Vec<DoubledLabel> {
    let mut found = Found::default();
    let whole = Scope::of(issue);
    let rows = [&layout.masthead.rows, &layout.front, &layout.closing, &layout.imprint.rows];
    rows.into_iter().flatten().for_each(|row| found.look_at(row, &whole));
    for article in &issue.articles {
        let scope = Scope::of_article(issue, article);
        layout.article.iter().for_each(|row| found.look_at(row, &scope));
    }
    for issued in &issue.issued {
        let scope = Scope::of_enclosed(issue, Enclosed::Issued(issued));
        layout.issued.iter().for_each(|row| found.look_at(row, &scope));
    }
    for (index, attachment) in issue.attachments.iter().enumerate() {
        let scope = Scope::of_enclosed(issue, Enclosed::Attachment(index + 1, attachment));
        layout.attachment.iter().for_each(|row| found.look_at(row, &scope));
    }
    found.0.into_values().collect()
}

/// The issue with every label once: those that its values carry are left to the layout.
pub fn without_doubled_labels<'a>(issue: &'a Issue, layout: &Layout) -> Cow<'a, Issue> {
    let doubled = doubled_labels(issue, layout);
    let mut issue = Cow::Borrowed(issue);
    if !doubled.is_empty() {
        let kept: BTreeMap<usize, &DoubledLabel> = doubled.iter().map(|d| (d.text.span.start, d)).collect();
        for text in issue.to_mut().texts_mut() {
            if let Some(doubled) = kept.get(&text.span.start) {
                *text = text.part(doubled.kept.clone());
            }
        }
    }
    issue
}

/// What was found, by the place of the value: a text that several rows set is reported once.
#[derive(Default)]
struct Found(BTreeMap<usize, DoubledLabel>);

impl Found {
    fn look_at(&mut self, row: &Row, scope: &Scope<'_>) {
        if !row.is_shown(scope) {
            return;
        }
        match &row.content {
            RowContent::Cells { cells, names, .. } => {
                cells.iter().flatten().for_each(|cell| self.template("", cell, scope));
                if let Some(names) = names {
                    let label = literals(&names.label, scope, None).concat();
                    self.list(&scope.list(&names.each), |_| vec![label.clone()], &[]);
                }
            }
            RowContent::Stack { each, suffix, .. } => {
                let suffix = literals(suffix, scope, None);
                self.list(&scope.list(each), |_| Vec::new(), &suffix);
            }
            RowContent::Paragraph { label, text: ParagraphText::One(template), .. } => {
                self.template(&literals(label, scope, None).concat(), template, scope);
            }
            RowContent::Paragraph { label, text: ParagraphText::Each { list, number, .. }, .. } => {
                let entries = scope.list(list);
                let several = entries.len() > 1;
                let before = |index: usize| {
                    let number = several.then(|| literals(number, scope, Some(index + 1)).concat());
                    let label = literals(label, scope, None).concat();
                    std::iter::once(label).chain(number).collect()
                };
                self.list(&entries, before, &[]);
            }
            RowContent::Body { label, field, .. } => {
                if let Some(Field::Text(text)) = scope.field(field) {
                    self.value(text, &[literals(label, scope, None).concat()], &[]);
                }
            }
            RowContent::Signature(signature) => self.template("", &signature.post, scope),
            RowContent::Contents { .. } | RowContent::Rule { .. } => {}
        }
    }

    /// Every text of the issue in a template that is set behind a label.
    fn template(&mut self, label: &str, template: &Template, scope: &Scope<'_>) {
        for (index, piece) in template.pieces.iter().enumerate() {
            let Piece::Field(name) = piece else { continue };
            let Some(Field::Text(text)) = scope.field(name) else { continue };
            // Another text of the issue is not the layout's to add.
            let known = |piece: &Piece| literal(piece, scope, None);
            let mut before: Vec<String> = template.pieces[..index].iter().rev().map_while(known).collect();
            let first = before.len() == index;
            before.reverse();
            let label = if first { label } else { "" };
            let after: Vec<String> = template.pieces[index + 1..].iter().map_while(known).collect();
            self.value(text, &[label.to_owned(), before.concat()], &after);
        }
    }

    fn list(&mut self, entries: &[&Text], before: impl Fn(usize) -> Vec<String>, after: &[String]) {
        for (index, text) in entries.iter().enumerate() {
            self.value(text, &before(index), after);
        }
    }

    fn value(&mut self, text: &Text, before: &[String], after: &[String]) {
        if let Some(kept) = affix::own_part(&text.value, before, after) {
            let doubled = DoubledLabel { text: text.clone(), kept };
            self.0.entry(text.span.start).or_insert(doubled);
        }
    }
}

/// The pieces of a template that has no texts of the issue in it.
fn literals(template: &Template, scope: &Scope<'_>, index: Option<usize>) -> Vec<String> {
    template.pieces.iter().map_while(|piece| literal(piece, scope, index)).collect()
}

/// What the layout writes itself: words and numbers; `None` for a text of the issue.
fn literal(piece: &Piece, scope: &Scope<'_>, index: Option<usize>) -> Option<String> {
    match piece {
        Piece::Text(text) => Some(text.clone()),
        Piece::Field(name) if name == "index" => index.map(|index| index.to_string()),
        Piece::Field(name) => match scope.field(name) {
            Some(Field::Number { digits, .. }) => Some(digits),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issue::{FIELDS, LISTS};
    use hongtou_base::diagnostic::Source;

    /// An issue in which everything that a layout can name is said.
    const FULL: &str = "note = '按'\n[masthead]\ntitle = '名'\nnumber = 3\ntotal = 4\nissuer = '办'\ndate = 2026-01-05\n\
        secrecy = '秘密★1年'\nurgency = '特急'\nnote = '注'\ncopy_number = '000001'\ncode = '临政发'\n\
        organs = ['甲', '乙']\nsigners = ['丙']\n\
        [[article]]\ntitle = '题'\nnote = '按'\nbody = '文'\nsource = '源'\nauthor = '人'\naddressee = '各县：'\n\
        subtitle = '副'\ntitle_note = '注'\nbyline = '人'\ncount = '共2个'\n\
        [distribution]\nreport = '报'\nissue = '发'\nsend = '送'\nextra = '增'\ncopy_to = '抄'\ncopies = 2\n\
        [colophon]\nreviewer = '审'\neditor = '编'\nphone = '1'\nprinter = '印'\nprinted = 2026-01-06\n\
        [signature]\norgans = ['丁']\npost = '县长'\nname = '庚'\nremark = '注'\n\
        [[people]]\nlabel = '出席'\nnames = ['戊']\n[[distribution.recipients]]\nlabel = '分送'\ntext = '己'\n\
        [[issued]]\ntitle = '规'\nsubtitle = '副'\ntitle_note = '注'\nbyline = '人'\ncount = '共2个'\n\
        addressee = '各县：'\norgans = ['辛']\nbody = '文'\n\
        [[attachment]]\ntitle = '附'\nsubtitle = '副'\ntitle_note = '注'\nbyline = '人'\ncount = '共2个'\n\
        addressee = '各县：'\norgans = ['辛']\nbody = '附文'\n[fields]\npresent = '某'\n";

    #[test]
    fn every_text_that_a_layout_can_name_can_be_changed() {
        let mut issue = Issue::parse(&Source::new("full.toml", FULL.to_owned())).unwrap();
        for text in issue.texts_mut() {
            text.value = "新".to_owned();
        }
        let attached = Scope::of_enclosed(&issue, Enclosed::Attachment(1, &issue.attachments[0]));
        let issued = Scope::of_enclosed(&issue, Enclosed::Issued(&issue.issued[0]));
        for name in FIELDS.iter().chain(&["fields.present"]) {
            for scope in [&attached, &issued] {
                if let Some(Field::Text(text)) = scope.field(name) {
                    assert_eq!(text.value, "新", "{name}");
                }
            }
        }
        for name in LISTS {
            for scope in [&attached, &issued] {
                assert!(scope.list(name).iter().all(|text| text.value == "新"), "{name}");
            }
        }
    }
}
