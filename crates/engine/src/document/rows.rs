//! Rows of the masthead and the imprint: templates filled with an issue's texts.

use super::filling::{filled, texts};
use super::lists;
use super::own_label::label_and_text;
use super::rich_text::RichText;
use crate::page::Part;
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::Place;
use hongtou_base::units::Length;
use hongtou_format::issue::Scope;
use hongtou_format::layouts::{
    Layout, Names, ParagraphText, Placement, Row, RowContent, RowPart, StyleId, Template,
};

/// A row of the masthead or the imprint with its texts.
#[derive(Debug, Clone)]
pub struct DocumentRow {
    /// What the layout calls it.
    pub name: String,
    /// What it holds.
    pub content: RowText,
    /// Where it stands.
    pub placement: Placement,
    /// Where the layout describes it.
    pub place: Option<Place>,
}

impl DocumentRow {
    /// Where its first text from the issue begins in the issue's file.
    pub fn source(&self) -> Option<usize> {
        match &self.content {
            RowText::Cells { cells, names, .. } => {
                let names = names.iter().flat_map(|names| &names.names);
                cells.iter().flatten().chain(names).find_map(RichText::first_source)
            }
            RowText::Stack { names, .. } => names.iter().find_map(RichText::first_source),
            RowText::Paragraph { text, .. } => text.first_source(),
            RowText::Rule { .. } => None,
        }
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
        /// Names at the right, instead of a text.
        names: Option<Box<NameColumns>>,
        /// How far the left and right ones stand in from the type area's edges.
        inset: Length,
        /// On how many lines the text in the middle may be set.
        lines: usize,
        /// What they are to a reader who does not see them.
        part: Part,
    },
    /// Names below each other with a text beside all of them.
    Stack {
        /// Their style.
        style: StyleId,
        /// The names.
        names: Vec<RichText>,
        /// The text beside them.
        suffix: Option<RichText>,
        /// Space between the names and the text.
        gap: Length,
        /// What they are to a reader who does not see them.
        part: Part,
    },
    /// A paragraph, which may hang beside its label.
    Paragraph {
        /// The style.
        style: StyleId,
        /// The label.
        label: RichText,
        /// The text.
        text: RichText,
        /// Whether the lines hang beside the label.
        hang: bool,
        /// What it is to a reader who does not see it.
        part: Part,
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

/// Names in columns behind a label.
#[derive(Debug, Clone)]
pub struct NameColumns {
    /// Before the first name.
    pub label: RichText,
    /// The names.
    pub names: Vec<RichText>,
    /// How many stand on a line.
    pub per_line: usize,
    /// Space between two on a line.
    pub gap: Length,
}

/// Fills the rows' templates; a row of which nothing is left is left out.
///
/// Of rules that then have nothing between them the heaviest stays; rules alone are left out.
/// Rules that follow each other in the layout stay as they are: they are double rules.
pub fn fill(rows: &[Row], scope: &Scope<'_>, layout: &Layout) -> Vec<DocumentRow> {
    let mut filled: Vec<(usize, DocumentRow)> = Vec::with_capacity(rows.len());
    let each = |(index, row): (usize, &Row)| {
        fill_row(row, scope, layout).into_iter().map(move |filled| (index, filled)).collect::<Vec<_>>()
    };
    for (index, row) in rows.iter().enumerate().flat_map(each) {
        match (filled.last_mut(), &row.content) {
            (
                Some((before, DocumentRow { content: RowText::Rule { weight: above, .. }, .. })),
                RowText::Rule { weight, .. },
            ) if *before + 1 < index => {
                *above = (*above).max(*weight);
                *before = index;
            }
            _ => filled.push((index, row)),
        }
    }
    if filled.iter().all(|(_, row)| matches!(row.content, RowText::Rule { .. })) {
        filled.clear();
    }
    filled.into_iter().map(|(_, row)| row).collect()
}

/// The rows that a row comes to: one, or one for each list with a label.
fn fill_row(row: &Row, scope: &Scope<'_>, layout: &Layout) -> Vec<DocumentRow> {
    if !row.is_shown(scope) {
        return Vec::new();
    }
    let filled = |content| DocumentRow {
        name: row.name.clone(),
        content,
        placement: row.placement.clone(),
        place: row.place.clone(),
    };
    if let RowContent::Paragraph { style, text: ParagraphText::Each { .. }, hang, part, .. } = &row.content {
        let lists = lists::labelled(row, scope, layout).into_iter();
        let paragraph = |(label, text)| RowText::Paragraph {
            style: *style,
            label,
            text,
            hang: *hang,
            part: part_of(*part),
        };
        return lists.map(paragraph).map(filled).collect();
    }
    content_of(row, scope).map(filled).into_iter().collect()
}

fn content_of(row: &Row, scope: &Scope<'_>) -> Option<RowText> {
    Some(match &row.content {
        RowContent::Cells { style, cells, names, inset, lines, part } => {
            let (cells, names) = fill_cells(cells, names.as_ref(), *style, scope)?;
            let (inset, lines, part) = (*inset, *lines, part_of(*part));
            RowText::Cells { style: *style, cells, names, inset, lines, part }
        }
        RowContent::Stack { style, each, suffix, gap, part } => {
            let names = texts(each, scope, *style);
            if names.is_empty() {
                return None;
            }
            let suffix = filled(suffix, *style, scope).filter(|suffix| !suffix.is_empty());
            RowText::Stack { style: *style, names, suffix, gap: *gap, part: part_of(*part) }
        }
        RowContent::Paragraph { style, label, label_style, text: ParagraphText::One(text), hang, part } => {
            let (label, text) = label_and_text((label, *label_style), (text, *style), scope)?;
            RowText::Paragraph { style: *style, text, label, hang: *hang, part: part_of(*part) }
        }
        RowContent::Rule { weight, width, colour } => {
            RowText::Rule { weight: *weight, width: *width, colour: colour.clone() }
        }
        // They stand in running text alone, as the layout was checked for.
        RowContent::Paragraph { .. }
        | RowContent::Body { .. }
        | RowContent::Contents { .. }
        | RowContent::Signature(_) => return None,
    })
}

/// The texts at left, centre and right of a row, and its names in columns.
type FilledCells = ([Option<RichText>; 3], Option<Box<NameColumns>>);

/// The texts of a row; `None` if nothing is left of it.
pub fn fill_cells(
    cells: &[Option<Template>; 3],
    names: Option<&Names>,
    style: StyleId,
    scope: &Scope<'_>,
) -> Option<FilledCells> {
    let cells = cells.each_ref().map(|cell| filled(cell.as_ref()?, style, scope));
    let names = names.and_then(|columns| {
        let names = texts(&columns.each, scope, columns.style);
        (!names.is_empty()).then(|| {
            Box::new(NameColumns {
                label: filled(&columns.label, style, scope).unwrap_or_default(),
                names,
                per_line: columns.per_line,
                gap: columns.gap,
            })
        })
    });
    (cells.iter().any(Option::is_some) || names.is_some()).then_some((cells, names))
}

/// What a row is to a reader who does not see it.
pub fn part_of(part: RowPart) -> Part {
    match part {
        RowPart::Title => Part::Title,
        RowPart::Heading => Part::Heading(1),
        RowPart::Paragraph => Part::Paragraph,
    }
}
