//! Rows of the masthead and the imprint: templates filled with an issue's fields.

use super::RichText;
use crate::diagnostic::Place;
use crate::issue::{Field, Issue};
use crate::layouts::{Piece, Row, RowContent, RowPart, StyleId, Template};
use crate::page::{Colour, Part};
use crate::units::Length;

/// A row of the masthead or the imprint with its texts.
#[derive(Debug, Clone)]
pub struct DocumentRow {
    /// What the layout calls it.
    pub name: String,
    /// What it holds.
    pub content: RowText,
    /// Space above it.
    pub gap: Length,
    /// Distance of its upper edge from the type area's.
    pub at: Option<Length>,
    /// Whether `at` is where the ink begins.
    pub at_ink: bool,
    /// Where the layout describes it.
    pub place: Option<Place>,
}

impl DocumentRow {
    /// Where its first text from the issue begins in the issue's file.
    pub fn source(&self) -> Option<usize> {
        let texts: &[Option<RichText>] = match &self.content {
            RowText::Cells { cells, .. } => cells,
            RowText::Paragraph { text, .. } => return text.first_source(),
            RowText::Rule { .. } => &[],
        };
        texts.iter().flatten().find_map(RichText::first_source)
    }
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
///
/// Of rules that then have nothing between them the heaviest stays; rules alone are left out.
pub fn fill(rows: &[Row], issue: &Issue) -> Vec<DocumentRow> {
    let mut filled: Vec<DocumentRow> = Vec::with_capacity(rows.len());
    for row in rows.iter().filter_map(|row| fill_row(row, issue)) {
        match (filled.last_mut(), &row.content) {
            (
                Some(DocumentRow { content: RowText::Rule { weight: above, .. }, .. }),
                RowText::Rule { weight, .. },
            ) => {
                *above = (*above).max(*weight);
            }
            _ => filled.push(row),
        }
    }
    if filled.iter().all(|row| matches!(row.content, RowText::Rule { .. })) {
        filled.clear();
    }
    filled
}

fn fill_row(row: &Row, issue: &Issue) -> Option<DocumentRow> {
    if row.with.as_deref().is_some_and(|name| issue.field(name).is_none()) {
        return None;
    }
    let text = |template: &Template, style| filled(template, style, issue);
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
    let name = row.key.clone();
    Some(DocumentRow {
        name,
        content,
        gap: row.gap,
        at: row.at,
        at_ink: row.at_ink,
        place: row.place.clone(),
    })
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
pub fn plain(template: &Template, issue: &Issue) -> String {
    filled(template, StyleId(0), issue).map(|text| text.text).unwrap_or_default()
}
