//! Rows of the masthead and the imprint: templates filled with an issue's fields.

use super::RichText;
use crate::diagnostic::{Diagnostic, Problem};
use crate::issue::{Field, Issue};
use crate::layouts::{Layout, Piece, Row, RowContent, RowPart, StyleId, Template};
use crate::page::{Colour, Part};
use crate::units::Length;

/// A row of the masthead or the imprint with its texts.
#[derive(Debug, Clone)]
pub struct DocumentRow {
    /// What it holds.
    pub content: RowText,
    /// Space above it.
    pub gap: Length,
    /// Distance of its upper edge from the type area's.
    pub at: Option<Length>,
    /// Whether `at` is where the ink begins.
    pub at_ink: bool,
}

/// What a row holds.
#[derive(Debug, Clone)]
pub enum RowText {
    /// Texts at left, centre and right.
    Cells {
        /// Their style.
        style: StyleId,
        /// The texts.
        cells: [Option<RichText>; 3],
        /// How far the left and right ones stand in from the type area's edges.
        inset: Length,
        /// What they are to a reader who does not see them.
        part: Part,
    },
    /// A paragraph that hangs beside its label.
    Paragraph {
        /// The style.
        style: StyleId,
        /// The label.
        label: RichText,
        /// The text.
        text: RichText,
    },
    /// A rule.
    Rule {
        /// Its height.
        weight: Length,
        /// Its length; that of the type area if `None`.
        width: Option<Length>,
        /// Its colour.
        colour: Colour,
    },
}

/// Fills the rows' templates; a row of which nothing is left is left out.
pub fn fill(rows: &[Row], issue: &Issue, layout: &Layout, unknown: &mut Vec<Diagnostic>) -> Vec<DocumentRow> {
    rows.iter().filter_map(|row| fill_row(row, issue, layout, unknown)).collect()
}

fn fill_row(row: &Row, issue: &Issue, layout: &Layout, unknown: &mut Vec<Diagnostic>) -> Option<DocumentRow> {
    check_field(row.with.as_deref(), layout, unknown);
    if row.with.as_deref().is_some_and(|name| issue.field(name).is_none()) {
        return None;
    }
    let mut text = |template: &Template, style| {
        template.fields().for_each(|name| check_field(Some(name), layout, unknown));
        filled(template, style, issue)
    };
    let content = match &row.content {
        RowContent::Cells { style, cells, inset, part } => {
            let cells = cells.each_ref().map(|cell| cell.as_ref().and_then(|cell| text(cell, *style)));
            if cells.iter().all(Option::is_none) {
                return None;
            }
            let part = match part {
                RowPart::Title => Part::Title,
                RowPart::Paragraph => Part::Paragraph,
            };
            RowText::Cells { style: *style, cells, inset: *inset, part }
        }
        RowContent::Paragraph { style, label, label_style, text: template } => RowText::Paragraph {
            style: *style,
            text: text(template, *style)?,
            label: text(label, *label_style).unwrap_or_default(),
        },
        RowContent::Rule { weight, width, colour } => {
            RowText::Rule { weight: *weight, width: *width, colour: colour.clone() }
        }
    };
    Some(DocumentRow { content, gap: row.gap, at: row.at, at_ink: row.at_ink })
}

fn check_field(name: Option<&str>, layout: &Layout, unknown: &mut Vec<Diagnostic>) {
    let Some(name) = name.filter(|name| !crate::issue::FIELDS.contains(name)) else { return };
    let known = crate::issue::FIELDS.iter().map(|&field| field.to_owned()).collect();
    let problem = Problem::UnknownField { layout: layout.name.clone(), name: name.to_owned(), known };
    let diagnostic = Diagnostic::error(problem);
    if !unknown.contains(&diagnostic) {
        unknown.push(diagnostic);
    }
}

/// The template with the issue's fields in it; `None` if a field is absent.
fn filled(template: &Template, style: StyleId, issue: &Issue) -> Option<RichText> {
    let mut text = RichText::default();
    fill_with(&mut text, template, style, |name| issue.field(name)).then_some(text)
}

/// Adds a template to a text, and says whether every field was there.
pub fn fill_with<'a>(
    text: &mut RichText,
    template: &Template,
    style: StyleId,
    field: impl Fn(&str) -> Option<Field<'a>>,
) -> bool {
    let mut complete = true;
    for piece in &template.pieces {
        match piece {
            Piece::Text(literal) => text.push_literal(literal, style),
            Piece::Field(name) => match field(name) {
                Some(field) => text.push_field(&field, style),
                None => complete = false,
            },
        }
    }
    complete
}

/// A template as plain text; empty if a field is absent.
pub fn plain(template: &Template, issue: &Issue, layout: &Layout, unknown: &mut Vec<Diagnostic>) -> String {
    template.fields().for_each(|name| check_field(Some(name), layout, unknown));
    filled(template, StyleId(0), issue).map(|text| text.text).unwrap_or_default()
}
