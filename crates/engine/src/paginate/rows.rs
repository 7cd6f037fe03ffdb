//! Rows of the masthead and the imprint: texts at left, centre and right, hanging paragraphs, rules.

use std::sync::Arc;

use super::baseline::{ASCENT, baseline_in};
use super::cells::Cells;
use super::paginator::{FULL_SCALE, Paginator};
use super::set_rows::{Band, Bottom, RowItem, RowItemContent, SetRows};
use super::tag::Tag;
use crate::document::{DocumentRow, RichText, RowText};
use crate::page::{ElementId, Item, Part, Region, Rule};
use crate::typeset::{Frame, Line};
use hongtou_base::diagnostic::{Diagnostic, Place, Problem};
use hongtou_base::units::Length;
use hongtou_format::layouts::{From, Placement, Style, StyleId};

impl Paginator<'_> {
    /// Sets the rows of the masthead or the imprint; rows that do not fit on a page are a problem.
    pub(super) fn set_rows(&mut self, rows: &[DocumentRow], part: &'static str, region: Region) -> SetRows {
        let mut set = SetRows::default();
        for row in rows {
            let element = self.element(&row.name, region);
            let (had_room, problems, first) = (self.has_room(&set), self.problems.len(), set.items.len());
            self.note_row_placing(element, row);
            let bottom = self.set_row(&mut set, row, element);
            match row.placement.from {
                From::TypeArea => {}
                From::Page | From::PageFoot => {
                    set.items[first..].iter_mut().for_each(|item| item.on_page = true);
                }
            }
            if row.placement.from != From::PageFoot {
                set.height = set.height.max(bottom.band);
                set.characters_end = set.characters_end.max(bottom.characters);
            }
            set.bottoms.push((row.name.clone(), bottom));
            // An imprint continues on the next page.
            let continues = region == Region::Imprint;
            if !continues && had_room && !self.has_room(&set) {
                self.problems.push(Diagnostic::error(Problem::RowsTooTall { part }));
            }
            self.place_problems(problems, row);
        }
        set
    }

    fn set_row(&mut self, set: &mut SetRows, row: &DocumentRow, element: ElementId) -> Bottom {
        let placement = &row.placement;
        match &row.content {
            RowText::Rule { weight, width, colour } => {
                let full = self.layout.page.type_width();
                let width = width.unwrap_or(full);
                let y = self.top_of(set, placement, *weight, Length::ZERO);
                let (x, height, colour) = ((full - width) / 2, *weight, colour.clone());
                let rule = Rule { x, y, width, height, colour, element };
                let band = Band { top: y, bottom: y + height };
                set.items.push(RowItem { content: RowItemContent::Rule(rule), band, on_page: false });
                Bottom { band: y + height, characters: y + height }
            }
            RowText::Cells { style, cells, names, inset, lines, part } => {
                let names = names.as_deref();
                let cells = Cells { style: *style, cells, names, inset: *inset, lines: *lines, part: *part };
                self.set_cells(set, &cells, (*part, element), placement)
            }
            RowText::Stack { style, names, suffix, gap, part } => {
                self.set_stack(set, *style, (names, suffix.as_ref(), *gap), (*part, element), placement)
            }
            RowText::Paragraph { style, label, text, hang, part } => {
                self.set_hanging(set, *style, (label, text, *hang), (*part, element), placement)
            }
        }
    }

    /// The upper edge of a row, from that of the type area.
    ///
    /// `inside` is how far the characters stand below the row's upper edge.
    fn top_of(&self, set: &SetRows, placement: &Placement, height: Length, inside: Length) -> Length {
        let page = &self.layout.page;
        let above = placement
            .under
            .as_ref()
            .and_then(|under| set.bottoms.iter().find(|(name, _)| name == under).map(|(_, bottom)| *bottom));
        let above = above.unwrap_or(Bottom { band: set.height, characters: set.characters_end });
        match (placement.at, placement.below) {
            (Some(at), _) => match placement.from {
                From::TypeArea => at,
                From::Page => at - page.head,
                From::PageFoot => page.height - page.head - at - height,
            },
            (None, Some(below)) => above.characters + below - inside,
            (None, None) => above.band + placement.gap.unwrap_or(Length::ZERO),
        }
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
    fn set_cells(
        &mut self,
        set: &mut SetRows,
        cells: &Cells<'_>,
        (part, element): (Part, ElementId),
        placement: &Placement,
    ) -> Bottom {
        let style = self.layout.style_of(cells.style);
        let rows = self.cell_lines(cells);
        let em = rows.iter().flatten().map(|line| size_of(line, style)).max().unwrap_or(style.size);
        // The lines of a name come closer as its characters become smaller.
        let is_broken = cells.lines > 1 && rows.len() > 1;
        let pitch =
            if is_broken { style.pitch.ratio(em.emu(), style.size.emu().max(1)) } else { style.pitch };
        let height = pitch * rows.len() as i64;
        let top = self.top_of(set, placement, height, (pitch - em) / 2);
        let count = rows.len();
        let mut baseline = top + baseline_in(pitch, em);
        if placement.at_ink {
            let ink = rows.iter().take(1).flatten().map(|line| self.ink_top(line)).max();
            baseline = top + ink.unwrap_or(Length::ZERO);
        }
        let mut text = None;
        for (index, row) in rows.into_iter().enumerate() {
            let down = pitch * index as i64;
            let band = Band { top: top + down, bottom: top + down + pitch };
            for (cell, line) in row.into_iter().enumerate() {
                // The further lines of a text are of its block, so that it is one paragraph to those who hear it.
                let block = text.filter(|_| line.report.line > 1).unwrap_or_else(|| self.next_block());
                text = if cell == 0 { Some(block) } else { text };
                set.line(line, baseline + down, band, Tag { part, block, element });
            }
        }
        let last = baseline + pitch * (count.max(1) as i64 - 1);
        let characters = last + em.ratio(1000 - ASCENT, 1000);
        Bottom { band: if placement.at_ink { characters } else { top + height }, characters }
    }

    /// Sets names below each other with a text beside all of them; gives the lower edge.
    fn set_stack(
        &mut self,
        set: &mut SetRows,
        style_id: StyleId,
        (names, suffix, gap): (&[RichText], Option<&RichText>, Length),
        (part, element): (Part, ElementId),
        placement: &Placement,
    ) -> Bottom {
        let style = self.layout.style_of(style_id);
        let (lines, suffix) = self.stack_lines(style, names, suffix, gap);
        let pitch = style.pitch.ratio(self.stack_scale, FULL_SCALE);
        let em = lines.iter().map(|line| size_of(line, style)).max().unwrap_or(style.size);
        let height = pitch * lines.len() as i64;
        let top = self.top_of(set, placement, height, (pitch - em) / 2);
        let mut baseline = top + baseline_in(pitch, em);
        if placement.at_ink {
            let ink = lines.first().map(|line| self.ink_top(line));
            baseline = top + ink.unwrap_or(Length::ZERO);
        }
        let last = baseline + pitch * (lines.len().max(1) as i64 - 1);
        let tag = Tag { part, block: self.next_block(), element };
        let band = Band { top, bottom: top + height };
        for (index, line) in lines.into_iter().enumerate() {
            set.line(line, baseline + pitch * index as i64, band, tag);
        }
        if let Some(line) = suffix {
            set.line(line, (baseline + last) / 2, band, tag);
        }
        let characters = last + em.ratio(1000 - ASCENT, 1000);
        Bottom { band: if placement.at_ink { characters } else { top + height }, characters }
    }

    /// Sets a paragraph, beside its label or after it; gives its lower edge.
    fn set_hanging(
        &mut self,
        set: &mut SetRows,
        style_id: StyleId,
        (label, text, hang): (&RichText, &RichText, bool),
        (part, element): (Part, ElementId),
        placement: &Placement,
    ) -> Bottom {
        let style = self.layout.style_of(style_id);
        let frame = Frame::of(style, self.layout.page.type_width());
        let top = self.top_of(set, placement, style.pitch, (style.pitch - style.size) / 2);
        let mut whole = RichText::default();
        // The label is set on its own, so that it keeps its width where the line beside it is stretched.
        let (label, text) = if hang {
            (self.setter.single_line(label), text)
        } else {
            whole.append(label);
            whole.append(text);
            (None, &whole)
        };
        let mut hung = frame;
        if let Some(label) = &label {
            let hang = frame.first_line + label.width;
            hung = Frame { first_line: hang, other_lines: hang, ..frame };
        }
        let tag = Tag { part, block: self.next_block(), element };
        let mut bottom = top;
        if let Some(mut line) = label {
            line.shift(style.left_indent + style.first_line_indent, Length::ZERO);
            let band = Band { top, bottom: top + style.pitch };
            set.line(line, top + baseline_in(style.pitch, style.size), band, tag);
        }
        let tag = Tag { part, block: self.next_block(), element };
        for line in self.setter.paragraph(text, hung) {
            let band = Band { top: bottom, bottom: bottom + style.pitch };
            set.line(line, bottom + baseline_in(style.pitch, style.size), band, tag);
            bottom += style.pitch;
        }
        Bottom { band: bottom, characters: bottom - (style.pitch - style.size) / 2 }
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
        for RowItem { content, on_page, .. } in rows.items {
            let page = &self.layout.page;
            let number = self.pages.pages.last().map_or(1, |page| page.number);
            // From the middle of the type area to that of the page.
            let middle = page.width / 2 - page.type_left(number) - page.type_width() / 2;
            let dx = if on_page { middle } else { Length::ZERO };
            match content {
                RowItemContent::Line { mut line, baseline, tag } => {
                    line.shift(dx, Length::ZERO);
                    self.place_line(line, top + baseline, tag);
                }
                RowItemContent::Rule(mut rule) => {
                    if let Some(page) = self.pages.pages.last_mut() {
                        rule.x += self.layout.page.type_left(page.number) + dx;
                        rule.y += self.layout.page.head + top;
                        page.items.push(Item::Rule(rule));
                    }
                }
            }
        }
    }
}

/// The size of the characters of a line.
pub(super) fn size_of(line: &Line, style: &Style) -> Length {
    line.runs.iter().map(|run| run.size).max().unwrap_or(style.size)
}
