//! The text of a page with its places, so that the browser can lay it over the drawing: it is selected, copied and
//! searched as it was written, however its characters are spread.
//!
//! What is one block of the document is one block here, in reading order; words that are broken at a line's end are
//! whole in it. Page numbers, leaders and other artifacts are left out.

use std::collections::BTreeMap;

use serde::Serialize;

use hongtou_base::units::Length;
use hongtou_engine::page::{Element, GlyphRun, Item, Page, Part, Region};

/// A paragraph, a heading, a row: what is read without a pause.
#[derive(Debug, Serialize)]
pub struct Block {
    /// The level of a heading, from 1 for the name in the masthead; 0 for other text.
    level: u8,
    /// Its lines, each the runs beside each other on one baseline.
    lines: Vec<Vec<Run>>,
}

/// Text of one size; lengths in millimetres from the top left corner of the page.
#[derive(Debug, Serialize)]
struct Run {
    x: f64,
    /// The baseline.
    y: f64,
    width: f64,
    size: f64,
    text: String,
}

/// The blocks of a page, in the order in which they begin on it.
pub fn of(page: &Page, elements: &[Element]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    // The number of an entry of the contents list comes after the page's other text; it belongs to its entry.
    let mut known: BTreeMap<(u32, u8, u8), usize> = BTreeMap::new();
    for item in &page.items {
        let Item::Text(run) = item else { continue };
        if run.part == Part::Artifact {
            continue;
        }
        let Some(placed) = place(run) else { continue };
        let region = elements.get(run.element.index()).map_or(Region::Text, |element| element.region);
        let level = level(run.part);
        let index = *known.entry((run.block, region as u8, level)).or_insert_with(|| {
            blocks.push(Block { level, lines: Vec::new() });
            blocks.len() - 1
        });
        blocks[index].push(placed);
    }
    blocks
}

impl Block {
    fn push(&mut self, run: Run) {
        match self.lines.last_mut() {
            Some(line) if line.last().is_some_and(|last| last.y == run.y) => line.push(run),
            _ => self.lines.push(vec![run]),
        }
    }
}

fn level(part: Part) -> u8 {
    match part {
        Part::Title => 1,
        Part::Heading(level) => level.saturating_add(1),
        Part::Paragraph | Part::Contents | Part::Artifact => 0,
    }
}

/// A run with its place; a hyphen at a line's end has no text, and no place here.
fn place(run: &GlyphRun) -> Option<Run> {
    let (first, last) = (run.glyphs.first()?, run.glyphs.last()?);
    // The second and later glyphs of a cluster have no advance of their own.
    let end = run.glyphs.iter().map(|glyph| glyph.cell + glyph.advance).max().unwrap_or(last.cell);
    let width = (end - first.cell).max(Length::ZERO).to_mm();
    let (x, y, size) = (first.cell.to_mm(), run.y.to_mm(), run.size.to_mm());
    (!run.text.is_empty()).then(|| Run { x, y, width, size, text: run.text.clone() })
}
