//! Cells side by side: their texts as lines, each within its own width.

use crate::document::RichText;
use crate::typeset::{Frame, Line, Typesetter};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Layout, StyleId};

/// A cell before it is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct CellText<'t> {
    pub text: &'t str,
    pub style: StyleId,
    /// Its share of the row's width, in proportion to the others'.
    pub share: u32,
}

/// A cell whose text is set.
#[derive(Debug)]
pub(super) struct Cell {
    /// Its left edge, from that of the type area.
    pub x: Length,
    /// Its style.
    pub style: StyleId,
    /// Its lines, their places from its left edge.
    pub lines: Vec<Line>,
}

impl Cell {
    /// How high the cell is with some of its lines.
    pub fn height(&self, lines: usize, layout: &Layout) -> Length {
        let style = layout.style_of(self.style);
        style.space_before + style.pitch * lines as i64 + style.space_after
    }

    /// How many of its lines have room in a height.
    pub fn lines_in(&self, height: Length, layout: &Layout) -> usize {
        let style = layout.style_of(self.style);
        let room = height - style.space_before - style.space_after;
        let fitting = room.emu().div_euclid(style.pitch.emu().max(1)).max(0) as usize;
        fitting.min(self.lines.len())
    }
}

/// Sets the cells of a row side by side over the whole width.
pub(super) fn set(setter: &mut Typesetter<'_>, texts: &[CellText<'_>], width: Length) -> Vec<Cell> {
    let shares: i64 = texts.iter().map(|cell| i64::from(cell.share)).sum();
    let mut before = 0;
    let mut cells = Vec::with_capacity(texts.len());
    for text in texts {
        // From the shares before it, so that rounding never adds up.
        let x = width.ratio(before, shares);
        before += i64::from(text.share);
        let width = width.ratio(before, shares) - x;
        cells.push(Cell { x, style: text.style, lines: lines(setter, text, width) });
    }
    cells
}

fn lines(setter: &mut Typesetter<'_>, cell: &CellText<'_>, width: Length) -> Vec<Line> {
    let frame = Frame::of(setter.layout().style_of(cell.style), width);
    let mut lines = Vec::new();
    for paragraph in cell.text.split('\n') {
        let mut text = RichText::default();
        text.push_literal(paragraph, cell.style);
        lines.extend(setter.paragraph(&text, frame));
    }
    lines
}
