//! What of an issue a layout sets.

use std::collections::BTreeSet;

use super::{Layout, ParagraphText, Row, RowContent, Template};

impl Layout {
    /// The names of all fields and lists of an issue that the layout sets on a page or in the metadata.
    pub fn sources(&self) -> BTreeSet<&str> {
        let mut names = self.printed();
        names.extend(self.document_title.fields());
        names.extend(self.document_subject.fields());
        names.extend(self.running_head.iter().flat_map(|head| head.text.fields()));
        names
    }

    /// The names of all fields and lists of an issue that the layout sets on a page.
    pub fn printed(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        let parts = [
            &self.masthead.rows,
            &self.front,
            &self.article,
            &self.closing,
            &self.issued,
            &self.attachment,
            &self.imprint.rows,
        ];
        parts.into_iter().flatten().for_each(|row| add_row(&mut names, row));
        // The leading organ is one of them, and a layout that names it alone leaves the others to the signature.
        if names.contains("masthead.lead_organ") {
            names.insert("masthead.organs");
        }
        names
    }
}

fn add_row<'a>(names: &mut BTreeSet<&'a str>, row: &'a Row) {
    let mut add = |template: &'a Template| names.extend(template.fields());
    match &row.content {
        RowContent::Cells { cells, names: columns, .. } => {
            cells.iter().flatten().for_each(&mut add);
            if let Some(columns) = columns {
                add(&columns.label);
                names.insert(&columns.each);
            }
        }
        RowContent::Stack { each, suffix, .. } => {
            add(suffix);
            names.insert(each);
        }
        RowContent::Paragraph { label, text, .. } => {
            add(label);
            match text {
                ParagraphText::One(template) => add(template),
                ParagraphText::Each { list, .. } => {
                    names.insert(list);
                }
            }
        }
        RowContent::Body { label, field, .. } | RowContent::Contents { label, field, .. } => {
            add(label);
            names.insert(field);
        }
        RowContent::Signature(signature) => {
            add(&signature.date);
            add(&signature.post);
            names.insert(&signature.each);
        }
        RowContent::Rule { .. } => {}
    }
}
