//! Who signs, and when (GB/T 9704 7.3.5): organs and date in their places, room kept clear for seals and stamps.
//!
//! Everything stands on the lines of the grid; where a seal would leave the place that the standard gives it, whole
//! lines are left free. A signature that no page holds together with lines of the text continues on the next page, row
//! by row.

use super::breaks::LINES_KEPT;
use super::flow::Placed;
use super::grid::Grid;
use super::paginator::Paginator;
use crate::document::{RichText, SignatureText};
use crate::page::Area;
use crate::typeset::Line;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Signature, Signing};

impl Paginator<'_> {
    /// The lines of a signature, how many lines stay free above them, and what is kept clear.
    pub(super) fn signature(&mut self, text: &SignatureText, grid: &Grid) -> Placed {
        let organs: Vec<Line> =
            text.organs.iter().filter_map(|organ| self.setter.single_line(organ)).collect();
        let Some(date) = self.setter.single_line(&text.date) else { return Placed::default() };
        let full = self.layout.page.type_width();
        if let Some(wide) = organs.iter().chain([&date]).find(|line| line.width > full) {
            let problem = Problem::RowTooWide { text: wide.report.text.clone() };
            self.problems.push(Diagnostic::error(problem));
        }
        let post = text.post.as_ref().and_then(|post| self.setter.single_line(post));
        let on = |grid: &Grid| {
            let (organs, date, post) = (organs.clone(), date.clone(), post.clone());
            match text.spec.kind {
                Signing::Plain => plain(&text.spec, organs, date, full),
                Signing::Seal => sealed(&text.spec, organs, date, full, grid),
                Signing::Stamp => stamped(&text.spec, post, date, full, grid),
            }
        };
        let mut placed = on(grid);
        // One answer for all grids, so that the number of parts is the same on each of them.
        let usual = self.layout.lines;
        let is_whole = [usual, usual + self.layout.pagination.more_lines].into_iter().any(|lines| {
            let grid = Grid::of(self.layout, lines);
            let placed = on(&grid);
            has_room(placed.lines.len(), &placed, &grid)
        });
        if is_whole {
            placed.join(grid);
        }
        let tallest = (0..placed.units).map(|unit| placed.lines_of(unit)).max().unwrap_or(0);
        if !is_whole && !has_room(tallest, &placed, grid) || text.spec.width > full {
            let start = text.organs.first().and_then(RichText::first_source).unwrap_or(0);
            let problem = Problem::NoRoomForSignature;
            self.problems.push(Diagnostic::error_at(problem, self.source, start..start));
        }
        placed
    }
}

/// Whether a page holds lines of a signature with what stays free above them and two lines of the text.
fn has_room(lines: usize, placed: &Placed, grid: &Grid) -> bool {
    placed.before as usize + lines + LINES_KEPT <= grid.lines as usize
}

impl Placed {
    /// The number of lines of a part.
    fn lines_of(&self, unit: usize) -> usize {
        let rest = self.lines.len().saturating_sub(unit * self.unit_lines);
        if unit + 1 < self.units { self.unit_lines } else { rest }
    }

    /// Makes one part of all.
    fn join(&mut self, grid: &Grid) {
        for (unit, area) in &mut self.clear {
            area.y += grid.line_top((*unit * self.unit_lines) as u32);
            *unit = 0;
        }
        (self.units, self.unit_lines) = (1, self.lines.len());
    }
}

/// 7.3.5.1: a seal on each organ, the last one on the date as well.
fn sealed(spec: &Signature, organs: Vec<Line>, date: Line, full: Length, grid: &Grid) -> Placed {
    let pitch = grid.pitch();
    let middle = full - spec.inset - date.width / 2;
    // Columns from the last one, which is that of the date, to the left; no seal leaves the type area.
    let widest = organs.iter().map(|organ| organ.width).max().unwrap_or(Length::ZERO);
    let column = (spec.width + spec.apart).max(if organs.len() > 1 { widest + spec.apart } else { widest });
    let left_room = (middle - spec.width.max(widest) / 2).max(Length::ZERO);
    let most = (left_room.emu() / column.emu().max(1)) as usize + 1;
    let rows = organs.len().div_ceil(most).max(1);
    let per_row = organs.len().div_ceil(rows).max(1);
    let lines_apart = lines_up(spec.height + spec.apart, pitch).max(1);
    let before = free_lines(spec, pitch);
    let mut placed =
        Placed { before, units: rows, unit_lines: lines_apart as usize, head: before, ..Placed::default() };
    let count = organs.len();
    for (index, mut organ) in organs.into_iter().enumerate() {
        let (row, in_row) = (index / per_row, index % per_row);
        let row_length = if row + 1 < rows { per_row } else { count - per_row * (rows - 1) };
        let centre = middle - column * (row_length - 1 - in_row) as i64;
        let x = (centre - organ.width / 2).min(full - organ.width).max(Length::ZERO);
        organ.shift(x - organ.x, Length::ZERO);
        let line = row as u32 * lines_apart;
        placed.add(line, organ);
        // Between organ and date, which stand a little below the seal's middle.
        let y = grid.line_top(1) - spec.low;
        let area = Area {
            x: centre - spec.width / 2,
            y: y - spec.height / 2,
            width: spec.width,
            height: spec.height,
        };
        placed.clear.push((row, area));
    }
    let mut date = date;
    date.shift(middle - date.width / 2 - date.x, Length::ZERO);
    placed.add((rows as u32 - 1) * lines_apart + 1, date);
    placed
}

/// How many lines stay free above the first organ, so that the seal's upper edge is within a line of the text.
fn free_lines(spec: &Signature, pitch: Length) -> u32 {
    lines_up(spec.height / 2 + spec.low, pitch).saturating_sub(1)
}

/// 7.3.5.3: the post, the stamp to the right of it, and the date below.
fn stamped(spec: &Signature, post: Option<Line>, date: Line, full: Length, grid: &Grid) -> Placed {
    let pitch = grid.pitch();
    // The stamp stands in the middle of the post's line, so it takes an odd number of lines.
    let middle = lines_up(spec.height, pitch).max(1) / 2;
    let mut placed = Placed { units: 1, ..Placed::default() };
    let x = full - spec.inset - spec.width;
    let y = grid.line_top(middle) + (pitch - spec.height) / 2;
    placed.clear.push((0, Area { x, y, width: spec.width, height: spec.height }));
    if let Some(mut post) = post {
        post.shift(x - spec.post_gap - post.width - post.x, Length::ZERO);
        placed.add(middle, post);
    }
    let mut date = date;
    date.shift(full - spec.inset - date.width - date.x, Length::ZERO);
    placed.add(lines_up(y + spec.height + spec.date_gap, pitch), date);
    placed
}

/// 7.3.5.2: organs below each other, the date a little to the right of the last one.
fn plain(spec: &Signature, organs: Vec<Line>, date: Line, full: Length) -> Placed {
    let mut placed = Placed { units: organs.len().max(1), unit_lines: 1, ..Placed::default() };
    let right = full - spec.inset;
    let last = organs.last().map_or(Length::ZERO, |organ| organ.width);
    // Where the date is the longer one, it keeps the distance from the right, and the organs give way.
    let start = (right - last).min(right - date.width - spec.shift);
    let count = organs.len();
    for (index, mut organ) in organs.into_iter().enumerate() {
        let x = (start + last - organ.width).max(Length::ZERO);
        organ.shift(x - organ.x, Length::ZERO);
        placed.add(index as u32, organ);
    }
    let mut date = date;
    date.shift(start + spec.shift - date.x, Length::ZERO);
    placed.add(count as u32, date);
    placed
}

/// How many lines a height takes.
fn lines_up(height: Length, pitch: Length) -> u32 {
    let pitch = pitch.emu().max(1);
    ((height.emu().max(0) + pitch - 1) / pitch) as u32
}
