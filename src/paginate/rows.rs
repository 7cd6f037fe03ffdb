//! Rows of the masthead and the imprint: texts at left, centre and right, hanging paragraphs, rules.

use super::{ASCENT, Paginator, Tag, baseline_in};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::document::{DocumentRow, RichText, RowText};
use crate::layouts::{Align, Style, StyleId};
use crate::page::{ElementId, Item, Part, Region, Rule};
use crate::typeset::{Frame, Line};
use crate::units::Length;

/// Rows that are set, with positions from their own top and from the left of the type area.
#[derive(Debug, Default)]
pub struct SetRows {
    /// The height from the upper edge of the first row to the lower edge of the last.
    pub height: Length,
    items: Vec<RowItem>,
}

#[derive(Debug)]
enum RowItem {
    Line { line: Line, baseline: Length, tag: Tag },
    Rule(Rule),
}

/// The least that a text is narrowed to before it is an error, in thousandths.
const NARROWEST: i64 = 500;

impl Paginator<'_> {
    /// Sets the rows of the masthead or the imprint; rows that do not fit on a page are a problem.
    pub(super) fn set_rows(&mut self, rows: &[DocumentRow], part: &'static str, region: Region) -> SetRows {
        let mut set = SetRows::default();
        for row in rows {
            let element = self.element(&row.name, region);
            let (had_room, problems) = (self.has_room(&set), self.problems.len());
            let top = row.at.unwrap_or(set.height + row.gap);
            let bottom = match &row.content {
                RowText::Rule { weight, width, colour } => {
                    let full = self.layout.page.type_width();
                    let width = width.unwrap_or(full);
                    let rule = Rule {
                        x: (full - width) / 2,
                        y: top,
                        width,
                        height: *weight,
                        colour: colour.clone(),
                        element,
                    };
                    set.items.push(RowItem::Rule(rule));
                    top + *weight
                }
                RowText::Cells { style, cells, inset, part } => {
                    self.set_cells(&mut set.items, *style, cells, *inset, (*part, element), top, row.at_ink)
                }
                RowText::Paragraph { style, label, text } => {
                    self.set_hanging(&mut set.items, *style, label, text, (top, element))
                }
            };
            set.height = set.height.max(bottom);
            if had_room && !self.has_room(&set) {
                self.problems.push(Diagnostic::error(Problem::RowsTooTall { part }));
            }
            self.place_problems(problems, row);
        }
        set
    }

    fn has_room(&self, rows: &SetRows) -> bool {
        rows.height <= self.layout.page.type_height()
    }

    /// Gives the problems from `first` on the place of a row: that of its text, or that of its description.
    fn place_problems(&mut self, first: usize, row: &DocumentRow) {
        let source = row.source().map(|start| {
            let character = self.source.text.get(start..).and_then(|rest| rest.chars().next());
            let end = start + character.map_or(0, char::len_utf8);
            Place { source: Arc::clone(self.source), span: start..end }
        });
        let place = source.or_else(|| row.place.clone());
        for problem in &mut self.problems[first..] {
            problem.place.clone_from(&place);
        }
    }

    /// Sets the texts of a row; gives its lower edge.
    #[allow(clippy::too_many_arguments)]
    fn set_cells(
        &mut self,
        items: &mut Vec<RowItem>,
        style_id: StyleId,
        cells: &[Option<RichText>; 3],
        inset: Length,
        (part, element): (Part, ElementId),
        top: Length,
        at_ink: bool,
    ) -> Length {
        let style = self.layout.style_of(style_id);
        let full = self.layout.page.type_width();
        let lines =
            cells.each_ref().map(|cell| cell.as_ref().and_then(|text| self.set_text(text, style, full)));
        let mut lines = self.narrow(lines, full - inset * 2, style);
        let em = lines.iter().flatten().map(|line| size_of(line, style)).max().unwrap_or(style.size);
        let baseline = if at_ink {
            top + lines.iter().flatten().map(|line| self.ink_top(line)).max().unwrap_or(Length::ZERO)
        } else {
            top + baseline_in(style.pitch, em)
        };
        for (index, line) in lines.iter_mut().enumerate() {
            let Some(mut line) = line.take() else { continue };
            let x = match index {
                0 => inset,
                1 => (full - line.width) / 2,
                _ => full - inset - line.width,
            };
            line.shift(x - line.x, Length::ZERO);
            let tag = Tag { part, block: self.next_block(), element };
            items.push(RowItem::Line { line, baseline, tag });
        }
        if at_ink { baseline + em.ratio(1000 - ASCENT, 1000) } else { top + style.pitch }
    }

    /// A text on one line; spread over the measure if its style says so.
    fn set_text(&mut self, text: &RichText, style: &Style, full: Length) -> Option<Line> {
        let line = self.setter.single_line(text)?;
        if style.align != Align::Spread || line.width >= full {
            return Some(line);
        }
        let frame = Frame { align: Align::Spread, right: Length::ZERO, ..Frame::of(style, full) };
        self.setter.paragraph(text, frame).into_iter().next()
    }

    /// Makes texts smaller that have no room beside each other.
    fn narrow(&mut self, lines: [Option<Line>; 3], room: Length, style: &Style) -> [Option<Line>; 3] {
        let [left, centre, right] =
            lines.each_ref().map(|line| line.as_ref().map_or(Length::ZERO, |l| l.width));
        // A text in the middle needs the same room on both sides.
        let needed = if centre > Length::ZERO && (left > Length::ZERO || right > Length::ZERO) {
            centre + left.max(right) * 2
        } else {
            left + centre + right
        };
        let room = if style.align == Align::Spread { self.layout.page.type_width() } else { room };
        if needed <= room || needed <= Length::ZERO {
            return lines;
        }
        let least = if style.align == Align::Spread {
            style.min_size.ratio(1000, style.size.emu().max(1)).emu()
        } else {
            NARROWEST
        };
        if room.ratio(1000, needed.emu()).emu() < least {
            let text = lines.iter().flatten().map(|line| line.report.text.as_str()).collect();
            self.problems.push(Diagnostic::error(Problem::RowTooWide { text }));
        }
        lines.map(|line| {
            line.map(|mut line| {
                line.scale(room, needed);
                line
            })
        })
    }

    /// Sets a paragraph beside its label; gives its lower edge.
    fn set_hanging(
        &mut self,
        items: &mut Vec<RowItem>,
        style_id: StyleId,
        label: &RichText,
        text: &RichText,
        (top, element): (Length, ElementId),
    ) -> Length {
        let style = self.layout.style_of(style_id);
        let frame = Frame::of(style, self.layout.page.type_width());
        // The label is set on its own, so that it keeps its width where the line beside it is stretched.
        let label = self.setter.single_line(label);
        let hang = frame.first_line + label.as_ref().map_or(Length::ZERO, |line| line.width);
        let frame = Frame { first_line: hang, other_lines: hang, ..frame };
        let part = Part::Paragraph;
        let tag = Tag { part, block: self.next_block(), element };
        let mut bottom = top;
        if let Some(mut line) = label {
            line.shift(style.left_indent + style.first_line_indent, Length::ZERO);
            let baseline = top + baseline_in(style.pitch, style.size);
            items.push(RowItem::Line { line, baseline, tag });
        }
        let tag = Tag { part, block: self.next_block(), element };
        for line in self.setter.paragraph(text, frame) {
            let baseline = bottom + baseline_in(style.pitch, style.size);
            items.push(RowItem::Line { line, baseline, tag });
            bottom += style.pitch;
        }
        bottom
    }

    /// How far the ink of a line reaches above its baseline.
    pub(super) fn ink_top(&self, line: &Line) -> Length {
        let tops = line.runs.iter().flat_map(|run| {
            let face = self.setter.fonts().face(run.face);
            run.glyphs
                .iter()
                .filter_map(move |glyph| Some(face.scale(face.ink(glyph.id)?.y_max, run.size) + glyph.rise))
        });
        tops.max().unwrap_or(Length::ZERO)
    }

    /// Puts rows on the last page, their top at `top` below the type area's upper edge.
    pub(super) fn place_rows(&mut self, rows: SetRows, top: Length) {
        for item in rows.items {
            match item {
                RowItem::Line { line, baseline, tag } => {
                    self.place_line(line, top + baseline, tag);
                }
                RowItem::Rule(mut rule) => {
                    if let Some(page) = self.pages.pages.last_mut() {
                        rule.x += self.layout.page.type_left(page.number);
                        rule.y += self.layout.page.head + top;
                        page.items.push(Item::Rule(rule));
                    }
                }
            }
        }
    }
}

fn size_of(line: &Line, style: &Style) -> Length {
    line.runs.iter().map(|run| run.size).max().unwrap_or(style.size)
}
