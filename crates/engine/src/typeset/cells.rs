//! The grid of cells: every Han character and mark takes whole cells, and a Western run is padded to whole cells.
//!
//! GB/T 9704 5.2.3 (28 characters a line that fill the type area); CLREQ on aligning characters across lines.
//! Two marks side by side may share a cell: [`super::cell_pairs`].

use super::adjust::{Adjuster, ROUNDING};
use super::cell_pairs;
use super::class::Class;
use super::paragraph::Paragraph;
use super::segment::Cluster;
use super::spacing::{Gap, Glue, Stretch};
use crate::page::AdjustmentKind;
use hongtou_base::units::Length;
use hongtou_format::layouts::TextRules;

/// Widens the boxes of a paragraph to whole cells.
///
/// A mark's box is half a cell and its blank the other half, as its box is half an em where there is no grid.
pub fn put_into_cells(paragraph: &mut Paragraph<'_>, mut gaps: Vec<Gap>, cell: Length, rules: &TextRules) {
    for index in 0..paragraph.clusters.len() {
        if !paragraph.clusters[index].class.is_western() {
            widen(paragraph, index, cell);
        }
    }
    for (gap, pair) in gaps.iter_mut().zip(paragraph.clusters.windows(2)) {
        set_blanks(gap, &pair[0], &pair[1]);
    }
    let mut index = 0;
    while index < paragraph.clusters.len() {
        if let Some(group) = Group::of(&paragraph.clusters, 0, index) {
            pad_run(&paragraph.clusters, &mut gaps, &group, cell);
            index = group.end;
        } else {
            index += 1;
        }
    }
    paragraph.cell = Some(cell);
    if rules.pair_squeeze {
        cell_pairs::share_one_cell(&paragraph.clusters, &mut gaps);
        paragraph.cell_pairs = cell_pairs::pairs(&paragraph.clusters, &gaps);
    }
    paragraph.set_gaps(gaps);
}

fn western_end(clusters: &[Cluster], start: usize) -> usize {
    let length = clusters[start..].iter().take_while(|cluster| cluster.class.is_western()).count();
    start + length
}

/// How many cells a width takes.
fn cells_for(width: Length, cell: Length) -> i64 {
    ((width - ROUNDING).emu() + cell.emu() - 1).div_euclid(cell.emu().max(1)).max(1)
}

/// Gives a character whole cells; what its own width does not fill stands half on either side.
fn widen(paragraph: &mut Paragraph<'_>, index: usize, cell: Length) {
    // Of two of ？！ the second has no blank (GB/T 15834 5.1.2).
    let before = index.checked_sub(1).map(|before| &paragraph.clusters[before]);
    let is_second = paragraph.clusters[index].class == Class::Exclamation
        && paragraph.clusters[index].trail == Length::ZERO
        && before.is_some_and(|before| before.class == Class::Exclamation && before.trail > Length::ZERO);
    let cluster = &mut paragraph.clusters[index];
    if cluster.class == Class::Invisible {
        return;
    }
    let full = if is_second { cluster.em } else { cluster.lead + cluster.width + cluster.trail };
    let whole = cell * cells_for(full, cell);
    let shift = cluster.lead + (whole - full) / 2;
    // An interpunct may have blanks too, and is no mark with a half.
    let half = whole / 2;
    (cluster.lead, cluster.width, cluster.trail) = match cluster.class {
        Class::Opening if cluster.lead > Length::ZERO => (whole - half, half, Length::ZERO),
        class if class.is_blank_after() && cluster.trail > Length::ZERO => (Length::ZERO, half, whole - half),
        _ if is_second => (Length::ZERO, half, Length::ZERO),
        _ => (Length::ZERO, whole, Length::ZERO),
    };
    let shift = shift - cluster.lead;
    for glyph in &mut paragraph.glyphs[cluster.glyphs.start as usize..cluster.glyphs.end as usize] {
        glyph.dx += shift;
    }
}

/// In the grid the only blanks are those of marks and the spaces between words; Western runs are padded later.
fn set_blanks(gap: &mut Gap, left: &Cluster, right: &Cluster) {
    let blank = |kind, width| Glue { kind, natural: width, least: width };
    if left.class != Class::Space {
        gap.after = blank(gap.after.kind, left.trail);
    }
    gap.before = blank(gap.before.kind, right.lead);
}

/// A Western run `start..end` with the marks around it: opening ones before it, closing and pausing ones after it.
///
/// What pads the run stands outside these marks, where their blanks are.
struct Group {
    outer_start: usize,
    start: usize,
    end: usize,
    outer_end: usize,
}

impl Group {
    /// The group of the run that begins at `start`, within the clusters `from..`; `None` if there is no run.
    fn of(clusters: &[Cluster], from: usize, start: usize) -> Option<Group> {
        let end = western_end(clusters, start);
        let opening = clusters[from..start].iter().rev().take_while(|mark| mark.class == Class::Opening);
        let closing = clusters[end..].iter().take_while(|mark| mark.class.is_blank_after());
        let (outer_start, outer_end) = (start - opening.count(), end + closing.count());
        (end > start).then_some(Group { outer_start, start, end, outer_end })
    }

    /// The gap before the group, if one is in the line that begins at `from`.
    fn before(&self, from: usize) -> Option<usize> {
        (self.outer_start > from).then(|| self.outer_start - 1)
    }

    /// The gap after the group, if one is in the line that ends at `to`.
    fn after(&self, to: usize) -> Option<usize> {
        (self.outer_end < to).then(|| self.outer_end - 1)
    }
}

/// Pads a Western run to whole cells, as few as hold it: half of the padding on either side.
///
/// The padding is then less than half an em on either side (CLREQ), and a number of two or four digits has none, as
/// offices set it.
/// After a mark, before a Han character, all of it goes to the mark: a number is not torn from its counter.
fn pad_run(clusters: &[Cluster], gaps: &mut [Gap], group: &Group, cell: Length) {
    let Group { start, end, .. } = *group;
    let boxes: Length = clusters[start..end].iter().map(|cluster| cluster.width).sum();
    let spaces: Length = gaps[start..(end - 1).min(gaps.len())].iter().map(Gap::natural).sum();
    // A space at the run's end is part of the run.
    let is_space = |cluster: &Cluster| cluster.class == Class::Space;
    let last_space = gaps.get(end - 1).filter(|_| is_space(&clusters[end - 1])).map(|gap| gap.after.natural);
    let natural = boxes + spaces + last_space.unwrap_or_default();
    let padding = (cell * cells_for(natural, cell) - natural).max(Length::ZERO);
    let (before, after) = (group.before(0), group.after(clusters.len()));
    let is_blank_before =
        before.is_some_and(|gap| group.outer_start < start || clusters[gap].class.is_blank_after());
    let is_blank_behind =
        after.is_some_and(|gap| group.outer_end > end || clusters[gap + 1].class == Class::Opening);
    let left = match (before, after) {
        (None, _) => Length::ZERO,
        (Some(_), None) => padding,
        // Nothing comes between a number and its sign.
        (Some(gap), _) if clusters[gap].class == Class::Prefix => Length::ZERO,
        (_, Some(gap)) if clusters[gap + 1].class == Class::Suffix => padding,
        _ if is_blank_before && !is_blank_behind => padding,
        _ => padding / 2,
    };
    if let Some(gap) = before {
        pad(&mut gaps[gap].before, left);
    }
    if let Some(gap) = after {
        pad(&mut gaps[gap].after, padding - left);
    }
}

fn pad(glue: &mut Glue, padding: Length) {
    if glue.natural == Length::ZERO {
        glue.kind = AdjustmentKind::Autospace;
    }
    glue.natural += padding;
    glue.least += padding;
}

/// Where a cell may stay empty.
enum PlaceForCell {
    /// Half before and half after a Western run.
    BothSides(usize, usize),
    /// In one gap.
    Gap(usize, AdjustmentKind),
}

/// The gap between the line and a Western run at its start or at its end.
fn edge_gap(groups: &[(Option<usize>, Option<usize>)]) -> Option<usize> {
    match (groups.first()?, groups.last()?) {
        (&(None, Some(gap)), _) | (_, &(Some(gap), None)) => Some(gap),
        _ => None,
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
    /// Brings a Western run at the line's start to whole cells on its other side: it has lost the padding before it,
    /// or begins in the line before.
    ///
    /// The line must not become wider than `most`.
    pub(super) fn keep_padding(&mut self, cell: Length, most: Length) {
        let clusters = &self.paragraph.clusters[..self.end];
        let first = (self.start..self.end).find(|&index| clusters[index].class != Class::Opening);
        let Some(group) = first.and_then(|first| Group::of(clusters, self.start, first)) else { return };
        let Some(gap) = group.after(self.end).filter(|_| self.start > 0) else { return };
        let boxes: Length = clusters[self.start..=gap].iter().map(|cluster| cluster.width).sum();
        let gaps: Length = self.line.gaps[..gap - self.start].iter().copied().sum();
        // What is before the next character in this gap is not the run's.
        let width = self.line.start_blank + boxes + gaps + self.paragraph.gaps[gap].after.natural;
        let lacking = (cell * cells_for(width, cell) - width).max(Length::ZERO);
        if self.width() + lacking <= most {
            self.open(gap, lacking, AdjustmentKind::Autospace);
        }
    }

    /// Opens a line of the grid so that what stands in cells stays in cells.
    ///
    /// What is no whole cell is the padding that a Western run lost at the line's edge: the run gets it back.
    /// Whole cells go to Western runs inside the line, one each, the least padded first; then to marks, one each; then
    /// to runs at the line's edges.
    /// If these are fewer than the cells, all gaps open alike, and the line leaves the grid: a hole of two cells would
    /// be read as the gap between columns, by eyes and by programs.
    pub(super) fn stretch_by_cells(&mut self, short: Length, cell: Length) {
        let rounding = cell / 100;
        let cells = (short + rounding).emu().div_euclid(cell.emu().max(1));
        let rest = short - cell * cells;
        let groups = self.groups();
        let mut even = Length::ZERO;
        match edge_gap(&groups).filter(|_| rest > rounding) {
            Some(gap) => self.open(gap, rest, AdjustmentKind::Autospace),
            None => even += rest,
        }
        let places = self.places_for_cells(&groups);
        if cells > places.len() as i64 {
            even += cell * cells;
        } else {
            for place in places.into_iter().take(cells as usize) {
                match place {
                    PlaceForCell::BothSides(left, right) => {
                        self.open(left, cell / 2, AdjustmentKind::Autospace);
                        self.open(right, cell - cell / 2, AdjustmentKind::Autospace);
                    }
                    PlaceForCell::Gap(gap, kind) => self.open(gap, cell, kind),
                }
            }
        }
        if even != Length::ZERO && !self.stretch_evenly(even, |stretch| stretch != Stretch::Never) {
            self.stretch_evenly(even, |_| true);
        }
    }

    /// Where a cell may stay empty, the most fitting first.
    fn places_for_cells(&self, groups: &[(Option<usize>, Option<usize>)]) -> Vec<PlaceForCell> {
        let mut inside: Vec<_> = groups.iter().filter_map(|&(left, right)| left.zip(right)).collect();
        inside.sort_by_key(|&(left, right)| self.gap(left) + self.gap(right));
        // A run at the line's edge has all of a cell on one side, which may part a number from its counter.
        let at_edges = groups.iter().filter_map(|&(left, right)| left.xor(right));
        let inside = inside.into_iter().map(|(left, right)| PlaceForCell::BothSides(left, right));
        let marks = self.mark_gaps().into_iter().map(|(gap, kind)| PlaceForCell::Gap(gap, kind));
        let at_edges = at_edges.map(|gap| PlaceForCell::Gap(gap, AdjustmentKind::Autospace));
        inside.chain(marks).chain(at_edges).collect()
    }

    fn open(&mut self, gap: usize, amount: Length, kind: AdjustmentKind) {
        self.line.gaps[gap - self.start] += amount;
        self.note(kind, amount, 1);
    }

    fn gap(&self, gap: usize) -> Length {
        self.line.gaps[gap - self.start]
    }

    /// The gaps before and after each Western run of the line and its marks.
    fn groups(&self) -> Vec<(Option<usize>, Option<usize>)> {
        let clusters = &self.paragraph.clusters[..self.end];
        let mut groups = Vec::new();
        let mut index = self.start;
        while index < self.end {
            if let Some(group) = Group::of(clusters, self.start, index) {
                groups.push((group.before(self.start), group.after(self.end)));
                index = group.end;
            } else {
                index += 1;
            }
        }
        groups
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
