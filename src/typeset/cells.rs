//! The grid of cells: every Han character and mark takes whole cells, and a Western run is padded to whole cells.
//!
//! GB/T 9704 5.2.3 (28 characters a line that fill the type area); CLREQ on aligning characters across lines.

use super::adjust::Adjuster;
use super::class::Class;
use super::paragraph::Paragraph;
use super::segment::Cluster;
use super::spacing::{Gap, Glue, Stretch};
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
    paragraph.cell = Some(cell);
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
    let full = cluster.lead + cluster.width + cluster.trail;
    let width = cell * cells_for(full, cell);
    let shift = cluster.lead + (width - full) / 2;
    (cluster.lead, cluster.trail) = (Length::ZERO, Length::ZERO);
    cluster.width = width;
    for glyph in &mut paragraph.glyphs[cluster.glyphs.start as usize..cluster.glyphs.end as usize] {
        glyph.dx += shift;
    }
}

/// The most padding on one side of a Western run, in thousandths of an em, if a cell less holds the run as well.
const WIDEST_PADDING: i64 = 600;

/// Pads a Western run `start..end` to whole cells: half on either side, but nothing before a mark.
fn pad_run(clusters: &[Cluster], gaps: &mut [Gap], start: usize, end: usize, cell: Length) {
    let boxes: Length = clusters[start..end].iter().map(|cluster| cluster.width).sum();
    let spaces: Length = gaps[start..(end - 1).min(gaps.len())].iter().map(Gap::natural).sum();
    let before = start.checked_sub(1).filter(|&gap| gap < gaps.len());
    let after = Some(end - 1).filter(|&gap| gap < gaps.len());
    // A space at the run's end is part of the run.
    let last_space = after.map_or(Length::ZERO, |gap| gaps[gap].after.natural);
    let natural = boxes + spaces + last_space;
    let is_autospace = |gap: &usize| gaps[*gap].before.kind == AdjustmentKind::Autospace;
    let sides = [before, after].map(|gap| gap.filter(|gap| is_autospace(gap)));
    let autospace: Length = sides.iter().flatten().map(|&gap| gaps[gap].before.natural).sum();
    let mut padding = cell * cells_for(natural + autospace, cell) - natural;
    let open_sides = sides.iter().flatten().count().max(1) as i64;
    let too_wide = padding / open_sides > clusters[start].em.ratio(WIDEST_PADDING, 1000);
    if too_wide && padding >= cell {
        padding -= cell;
    }
    let left = match sides {
        _ if before.is_none() => Length::ZERO,
        [Some(_), None] => padding,
        [None, Some(_)] => Length::ZERO,
        _ => padding / 2,
    };
    let pad = |natural| Glue { kind: AdjustmentKind::Autospace, natural, least: Length::ZERO };
    if let Some(gap) = before {
        gaps[gap].before = pad(left);
    }
    if let Some(gap) = after {
        gaps[gap].before = pad(padding - left);
    }
}

/// Marks after which a cell may stay empty, the most fitting first.
const OPENINGS: [(&str, AdjustmentKind); 4] = [
    ("。？！", AdjustmentKind::Stop),
    ("；：", AdjustmentKind::Pause),
    ("，、", AdjustmentKind::Pause),
    ("”’》〉）〕】", AdjustmentKind::Bracket),
];

impl Adjuster<'_> {
    /// Gives a Western run at the line's start the padding that it lost there, on its other side.
    ///
    /// Where that would be a whole cell or more, a cell is given up.
    pub(super) fn keep_padding(&mut self, cell: Length) {
        let Some(lost) = self.start.checked_sub(1).map(|gap| self.paragraph.gaps[gap].before) else { return };
        let end = western_end(&self.paragraph.clusters[..self.end], self.start);
        if lost.kind == AdjustmentKind::Autospace && end > self.start && end < self.end {
            let gap = &mut self.line.gaps[end - 1 - self.start];
            *gap += lost.natural;
            if *gap >= cell {
                *gap -= cell;
            }
        }
    }

    /// Opens a line of the grid so that what stands in cells stays in cells.
    ///
    /// What is no whole cell is the padding that a Western run lost at the line's edge: the run gets it back.
    /// Whole cells go to Western runs, one each, then to marks, one each; what is left opens all gaps alike,
    /// and the line leaves the grid.
    pub(super) fn stretch_by_cells(&mut self, short: Length, cell: Length) {
        let rounding = cell / 100;
        let mut cells = (short + rounding).emu().div_euclid(cell.emu().max(1));
        let mut rest = short - cell * cells;
        let runs = self.western_gaps();
        if rest > rounding
            && let Some(&gap) = self.gap_of_edge_run(&runs)
        {
            self.open(gap, rest, AdjustmentKind::Autospace);
            rest = Length::ZERO;
        }
        // Runs inside the line before those at its edges, where a cell all goes to one side.
        let (inside, at_edges): (Vec<_>, Vec<_>) = runs.into_iter().partition(|gaps| gaps.len() == 2);
        for gaps in inside.into_iter().chain(at_edges) {
            if cells > 0 {
                self.open_both(&gaps, cell);
                cells -= 1;
            }
        }
        for (gap, kind) in self.mark_gaps() {
            if cells > 0 {
                self.open(gap, cell, kind);
                cells -= 1;
            }
        }
        rest += cell * cells;
        if rest != Length::ZERO && !self.stretch_evenly(rest, |stretch| stretch != Stretch::Never) {
            self.stretch_evenly(rest, |_| true);
        }
    }

    fn open(&mut self, gap: usize, amount: Length, kind: AdjustmentKind) {
        self.line.gaps[gap - self.start] += amount;
        self.note(kind, amount, 1);
    }

    /// Opens the gaps on both sides of a Western run, or on the one that it has in the line.
    fn open_both(&mut self, gaps: &[usize], cell: Length) {
        match *gaps {
            [left, right] => {
                self.open(left, cell / 2, AdjustmentKind::Autospace);
                self.open(right, cell - cell / 2, AdjustmentKind::Autospace);
            }
            [one] => self.open(one, cell, AdjustmentKind::Autospace),
            _ => {}
        }
    }

    /// The gaps beside each Western run of the line; a run at the line's edge has one.
    fn western_gaps(&self) -> Vec<Vec<usize>> {
        let clusters = &self.paragraph.clusters;
        let mut runs = Vec::new();
        let mut index = self.start;
        while index < self.end {
            let end = western_end(&clusters[..self.end], index);
            if end > index {
                let before = (index > self.start).then(|| index - 1);
                let after = (end < self.end).then(|| end - 1);
                let gaps: Vec<usize> = before.into_iter().chain(after).collect();
                if !gaps.is_empty() {
                    runs.push(gaps);
                }
            }
            index = end.max(index + 1);
        }
        runs
    }

    /// The gap between the line and a Western run at its start or at its end.
    fn gap_of_edge_run<'r>(&self, runs: &'r [Vec<usize>]) -> Option<&'r usize> {
        let western = |index: usize| self.paragraph.clusters[index].class.is_western();
        if western(self.start) {
            runs.first()?.first()
        } else if western(self.end - 1) {
            runs.last()?.last()
        } else {
            None
        }
    }

    /// The gaps after marks, the most fitting first and the last of a kind before the others.
    fn mark_gaps(&self) -> Vec<(usize, AdjustmentKind)> {
        let text = &self.paragraph.text.text;
        let mark = |index: usize| text[self.paragraph.clusters[index].start as usize..].chars().next();
        OPENINGS
            .iter()
            .flat_map(|&(members, kind)| {
                (self.start..self.end - 1)
                    .rev()
                    .filter(move |&index| mark(index).is_some_and(|mark| members.contains(mark)))
                    .map(move |index| (index, kind))
            })
            .collect()
    }
}
