//! The grid of cells: every Han character and mark takes whole cells, and a Western run is padded to whole cells.
//!
//! GB/T 9704 5.2.3 (28 characters a line that fill the type area); CLREQ on aligning characters across lines.

use super::class::Class;
use super::paragraph::Paragraph;
use super::segment::Cluster;
use super::spacing::{Gap, Glue, blank_after, blank_before};
use crate::page::AdjustmentKind;
use crate::units::Length;

/// Widens the boxes of a paragraph to whole cells.
pub fn put_into_cells(paragraph: &mut Paragraph<'_>, mut gaps: Vec<Gap>, cell: Length) {
    let mut index = 0;
    while index < paragraph.clusters.len() {
        let end = western_end(&paragraph.clusters, index);
        if end > index {
            pad_run(&paragraph.clusters, &mut gaps, index, end, cell);
            index = end;
        } else {
            widen(paragraph, index, cell);
            index += 1;
        }
    }
    for (index, gap) in gaps.iter_mut().enumerate() {
        if paragraph.clusters[index].class != Class::Space && gap.after.kind != AdjustmentKind::Autospace {
            gap.after = Glue::NONE;
        }
        if gap.before.kind != AdjustmentKind::Autospace {
            gap.before = Glue::NONE;
        }
    }
    paragraph.in_cells = true;
    paragraph.set_gaps(gaps);
}

fn western_end(clusters: &[Cluster], start: usize) -> usize {
    let length = clusters[start..].iter().take_while(|cluster| cluster.class.is_western()).count();
    start + length
}

/// How many cells a width takes.
fn cells_for(width: Length, cell: Length) -> i64 {
    // A hundredth of a cell is a matter of rounding, not of width.
    ((width - cell / 100).emu() + cell.emu() - 1).div_euclid(cell.emu().max(1)).max(1)
}

fn widen(paragraph: &mut Paragraph<'_>, index: usize, cell: Length) {
    let cluster = &mut paragraph.clusters[index];
    if cluster.class == Class::Invisible {
        return;
    }
    let full = blank_before(cluster) + cluster.width + blank_after(cluster);
    let width = cell * cells_for(full, cell);
    let shift = blank_before(cluster) + (width - full) / 2;
    cluster.width = width;
    for glyph in &mut paragraph.glyphs[cluster.glyphs.start as usize..cluster.glyphs.end as usize] {
        glyph.dx += shift;
    }
}

/// Gives a Western run `start..end` half of its padding on either side.
fn pad_run(clusters: &[Cluster], gaps: &mut [Gap], start: usize, end: usize, cell: Length) {
    let boxes: Length = clusters[start..end].iter().map(|cluster| cluster.width).sum();
    let spaces: Length = gaps[start..(end - 1).min(gaps.len())].iter().map(Gap::natural).sum();
    let beside = |gap: Option<&Gap>| gap.map_or(Length::ZERO, |gap| gap.before.natural);
    let before = start.checked_sub(1).and_then(|index| gaps.get(index));
    let natural = boxes + spaces;
    let autospace = beside(before.filter(|_| clusters[start].class != Class::Space)) + beside(gaps.get(end - 1));
    let padding = cell * cells_for(natural + autospace, cell) - natural;
    let pad = |natural| Glue { kind: AdjustmentKind::Autospace, natural, least: Length::ZERO };
    let left = if start == 0 { Length::ZERO } else { padding / 2 };
    if let Some(gap) = start.checked_sub(1).and_then(|index| gaps.get_mut(index)) {
        gap.before = pad(left);
    }
    if let Some(gap) = gaps.get_mut(end - 1) {
        gap.before = pad(padding - left);
    }
}
