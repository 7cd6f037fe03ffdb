//! Texts beside each other on a line: at left, centre and right; names in columns; names in a stack.

use super::fit::{Fit, most_characters};
use super::paginator::{FULL_SCALE, Paginator};
use crate::document::{NameColumns, RichText};
use crate::page::Part;
use crate::typeset::{Frame, Line};
use hongtou_base::diagnostic::TextTooLong;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Align, Style, StyleId};

/// Texts that stand beside each other.
#[derive(Debug, Clone, Copy)]
pub struct Cells<'a> {
    /// Their style.
    pub style: StyleId,
    /// The texts at left, centre and right.
    pub cells: &'a [Option<RichText>; 3],
    /// Names at the right, instead of a text.
    pub names: Option<&'a NameColumns>,
    /// How far the left and right ones stand in from the type area's edges.
    pub inset: Length,
    /// On how many lines the text in the middle may be set; where there are more than one, it is alone.
    pub lines: usize,
    /// What they are to a reader.
    pub part: Part,
}

impl Paginator<'_> {
    /// The lines of a row, each with the texts that stand on it, in their places from the left of the type area.
    ///
    /// Where names take several lines, the other texts stand on the last one (GB/T 9704 7.2.6).
    pub(super) fn cell_lines(&mut self, cells: &Cells<'_>) -> Vec<Vec<Line>> {
        let style = self.layout.style_of(cells.style);
        let full = self.layout.page.type_width();
        let room = full - cells.inset * 2;
        if let ([None, Some(text), None], 2..) = (cells.cells, cells.lines)
            && let Some(broken) = self.broken(text, style, cells)
        {
            return broken.into_iter().map(|line| vec![line]).collect();
        }
        if let Some(rows) = self.broken_cells(cells, style, room) {
            return rows;
        }
        let lines = cells
            .cells
            .each_ref()
            .map(|cell| cell.as_ref().and_then(|text| self.set_text(text, style, full)));
        let lines = self.narrow(lines, room, style, cells);
        let mut rows = match cells.names {
            Some(names) => {
                let left = lines[0].as_ref().map(|line| cells.inset + line.width + style.apart);
                self.name_columns_beside(names, left.unwrap_or_default(), full - cells.inset)
            }
            None => vec![Vec::new()],
        };
        let mut last = rows.pop().unwrap_or_default();
        let mut placed = Vec::with_capacity(3 + last.len());
        for (index, line) in lines.into_iter().enumerate() {
            let Some(mut line) = line else { continue };
            let x = match index {
                0 => cells.inset,
                1 => (full - line.width) / 2,
                _ => full - cells.inset - line.width,
            };
            line.shift(x - line.x, Length::ZERO);
            placed.push(line);
        }
        placed.append(&mut last);
        self.apart(&placed);
        rows.push(placed);
        rows
    }

    /// A text at the left and one at the right that do not keep their distance on one line: the left one is broken by
    /// sense, and the right one is on its last line, or below it where there is no room.
    fn broken_cells(&mut self, cells: &Cells<'_>, style: &Style, room: Length) -> Option<Vec<Vec<Line>>> {
        let ([Some(left), None, Some(right)], None) = (cells.cells, cells.names) else { return None };
        let mut date = self.setter.single_line(right)?;
        let needed = self.setter.single_line(left)?.width + style.apart + date.width;
        if needed <= room || date.width > room || is_spread(style) {
            return None;
        }
        let frame = Frame {
            align: Align::Left,
            first_line: Length::ZERO,
            other_lines: Length::ZERO,
            right: Length::ZERO,
            by_sense: true,
            ..Frame::of(style, room)
        };
        let mut rows: Vec<Vec<Line>> =
            self.setter.paragraph(left, frame).into_iter().map(|line| vec![line]).collect();
        rows.iter_mut().flatten().for_each(|line| line.shift(cells.inset, Length::ZERO));
        date.shift(cells.inset + room - date.width - date.x, Length::ZERO);
        match rows.last_mut() {
            Some(last) if last[0].width + style.apart + date.width <= room => last.push(date),
            _ => rows.push(vec![date]),
        }
        Some(rows)
    }

    /// Texts that run into each other are a problem.
    fn apart(&mut self, lines: &[Line]) {
        if lines.windows(2).any(|pair| pair[0].x + pair[0].width > pair[1].x) {
            let text = lines.iter().map(|line| line.report.text.as_str()).collect();
            self.problems.push(Diagnostic::error(Problem::RowTooWide { text }));
        }
    }

    /// Names in columns between `left` and `right`: as many columns as the layout says, or as have room.
    fn name_columns_beside(&mut self, names: &NameColumns, left: Length, right: Length) -> Vec<Vec<Line>> {
        let mut per_line = names.per_line.min(names.names.len()).max(1);
        loop {
            let rows = self.name_columns(names, per_line, right);
            let start = rows.iter().filter_map(|row| row.first()).map(|line| line.x).min();
            if per_line == 1 || start.is_none_or(|start| start >= left) {
                return rows;
            }
            per_line -= 1;
        }
    }

    /// Names in columns that end at `right`, the label before the first one.
    fn name_columns(&mut self, names: &NameColumns, per_line: usize, right: Length) -> Vec<Vec<Line>> {
        let label = self.setter.single_line(&names.label);
        let lines: Vec<Line> = names.names.iter().filter_map(|name| self.setter.single_line(name)).collect();
        let columns = per_line.min(lines.len()).max(1);
        let widths: Vec<Length> = (0..columns)
            .map(|column| lines.iter().skip(column).step_by(columns).map(|line| line.width).max())
            .map(Option::unwrap_or_default)
            .collect();
        let starts: Vec<Length> = widths
            .iter()
            .scan(Length::ZERO, |next, width| {
                let start = *next;
                *next += *width + names.gap;
                Some(start)
            })
            .collect();
        let whole = widths.iter().copied().sum::<Length>() + names.gap * (columns as i64 - 1);
        let start = right - whole;
        let mut rows: Vec<Vec<Line>> = Vec::new();
        if let Some(mut label) = label {
            label.shift(start - label.width - label.x, Length::ZERO);
            rows.push(vec![label]);
        }
        for (index, mut line) in lines.into_iter().enumerate() {
            let (row, column) = (index / columns, index % columns);
            line.shift(start + starts[column] - line.x, Length::ZERO);
            match rows.get_mut(row) {
                Some(row) => row.push(line),
                None => rows.push(vec![line]),
            }
        }
        rows
    }

    /// Names below each other, as wide as the longest, and the text beside them; all in the middle of the measure.
    pub(super) fn stack_lines(
        &mut self,
        style: &Style,
        names: &[RichText],
        suffix: Option<&RichText>,
        gap: Length,
    ) -> (Vec<Line>, Option<Line>) {
        let full = self.layout.page.type_width();
        let natural = |this: &mut Self, text| this.setter.single_line(text).map_or(Length::ZERO, |l| l.width);
        let width = names.iter().map(|name| natural(self, name)).max().unwrap_or(Length::ZERO);
        let mut lines: Vec<Line> =
            names.iter().filter_map(|name| self.spread_or_centred(name, style, width)).collect();
        let mut suffix = suffix.and_then(|suffix| self.setter.single_line(suffix));
        // The scale that leaves room for the text below comes first, so that both together keep to the least size.
        let (scale, whole) = (Length::from_emu(self.stack_scale), Length::from_emu(FULL_SCALE));
        let scaled = |length: Length| length.ratio(self.stack_scale, FULL_SCALE);
        if scale < whole {
            lines.iter_mut().chain(&mut suffix).for_each(|line| line.scale(scale, whole));
        }
        let beside = suffix.as_ref().map_or(Length::ZERO, |suffix| scaled(gap) + suffix.width);
        let width = scaled(width);
        let fit = Fit::new(full, width + beside, scaled(style.size), style);
        if !fit.is_allowed() {
            let longest = lines.iter().max_by_key(|line| line.report.natural);
            let text = longest.map(|line| line.report.text.clone()).unwrap_or_default();
            let room = full - beside.ratio(style.condense.of(style.min_size).emu(), scaled(style.size).emu());
            self.problems.push(Diagnostic::error(too_long(&text, (Part::Title, 1), room, style)));
        }
        lines.iter_mut().chain(&mut suffix).for_each(|line| fit.apply(line));
        let (names_width, suffix_width) = (fit.scaled(width), fit.scaled(beside));
        let left = (full - names_width - suffix_width) / 2;
        lines.iter_mut().for_each(|line| line.shift(left, Length::ZERO));
        if let Some(line) = &mut suffix {
            line.shift(left + names_width + suffix_width - line.width - line.x, Length::ZERO);
        }
        (lines, suffix)
    }

    fn spread_or_centred(&mut self, text: &RichText, style: &Style, width: Length) -> Option<Line> {
        let align = if is_spread(style) { Align::Spread } else { Align::Centre };
        let zero = Length::ZERO;
        let frame =
            Frame { align, right: zero, first_line: zero, other_lines: zero, ..Frame::of(style, width) };
        let mut line = self.setter.single_line(text)?;
        if line.width >= width {
            return Some(line);
        }
        if align == Align::Spread {
            return self.setter.paragraph(text, frame).into_iter().next();
        }
        line.shift((width - line.width) / 2, Length::ZERO);
        Some(line)
    }

    /// A text on one line; spread over the measure if its style says so.
    fn set_text(&mut self, text: &RichText, style: &Style, full: Length) -> Option<Line> {
        let line = self.setter.single_line(text)?;
        if !is_spread(style) || line.width >= full {
            return Some(line);
        }
        let frame = Frame { align: Align::Spread, right: Length::ZERO, ..Frame::of(style, full) };
        self.setter.paragraph(text, frame).into_iter().next()
    }

    /// The lines of a text that would have to be condensed on a single one, broken by sense, each in the middle;
    /// `None` if it has room on one line, or not even on as many as it may have.
    fn broken(&mut self, text: &RichText, style: &Style, cells: &Cells<'_>) -> Option<Vec<Line>> {
        let full = self.layout.page.type_width();
        let single = self.setter.single_line(text)?;
        if Fit::new(full, single.width, style.size, style).is_full_width() {
            return None;
        }
        let widest = |lines: &[Line]| lines.iter().map(|line| line.width).max().unwrap_or_default();
        // Lines that have room at the smallest size, or else condensed as well.
        let at_smallest = full.ratio(style.size.emu(), style.min_size.emu().max(1));
        let condensed = at_smallest.ratio(1_000_000, i64::from(style.condense.millionths()).max(1));
        let mut lines = [at_smallest, condensed].into_iter().find_map(|width| {
            let zero = Length::ZERO;
            let frame = Frame { first_line: zero, other_lines: zero, right: zero, ..Frame::of(style, width) };
            let frame = Frame { align: Align::Left, by_sense: true, most_lines: cells.lines, ..frame };
            let lines = self.setter.paragraph(text, frame);
            (lines.len() <= cells.lines && widest(&lines) <= width).then_some(lines)
        })?;
        let fit = Fit::new(full, widest(&lines), style.size, style);
        for line in &mut lines {
            fit.apply(line);
            line.shift((full - line.width) / 2 - line.x, Length::ZERO);
        }
        Some(lines)
    }

    /// Makes texts smaller, and condenses them, that have no room beside each other.
    fn narrow(
        &mut self,
        lines: [Option<Line>; 3],
        room: Length,
        style: &Style,
        cells: &Cells<'_>,
    ) -> [Option<Line>; 3] {
        let [left, centre, right] =
            lines.each_ref().map(|line| line.as_ref().map_or(Length::ZERO, |l| l.width));
        let both = left > Length::ZERO && right > Length::ZERO;
        // A text in the middle needs the same room on both sides.
        let needed = if centre > Length::ZERO && (left > Length::ZERO || right > Length::ZERO) {
            centre + (left.max(right) + style.apart) * 2
        } else {
            left + centre + right + if both { style.apart } else { Length::ZERO }
        };
        let room = if is_spread(style) { self.layout.page.type_width() } else { room };
        let fit = Fit::new(room, needed, style.size, style);
        if !fit.is_allowed() {
            let texts: Vec<&str> = lines.iter().flatten().map(|line| line.report.text.as_str()).collect();
            let problem = match texts[..] {
                [text] => too_long(text, (cells.part, cells.lines), room, style),
                _ => Problem::RowTooWide { text: texts.concat() },
            };
            self.problems.push(Diagnostic::error(problem));
        }
        lines.map(|line| {
            line.map(|mut line| {
                fit.apply(&mut line);
                line
            })
        })
    }
}

/// Whether a style's texts fill the measure.
fn is_spread(style: &Style) -> bool {
    style.align == Align::Spread
}

/// A text alone in its row that has no room there.
fn too_long(text: &str, (part, lines): (Part, usize), room: Length, style: &Style) -> Problem {
    Problem::TextTooLong(Box::new(TextTooLong {
        text: text.to_owned(),
        is_name: part == Part::Title,
        most: most_characters(room, style),
        lines,
        size: style.min_size,
        percent: style.condense.to_percent(),
    }))
}
