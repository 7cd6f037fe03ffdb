//! Page numbers (GB/T 9704 7.5): on the right of odd pages, on the left of even ones.

use super::paginator::Paginator;
use super::tag::{Tag, put};
use crate::document::RichText;
use crate::page::{Part, Region};
use hongtou_base::units::Length;
use hongtou_format::layouts::{PageNumber, Piece};

impl Paginator<'_> {
    pub(super) fn number_pages(&mut self) {
        let Some(spec) = &self.layout.page_number else { return };
        for index in 0..self.pages.pages.len().min(self.numbered) {
            if index > 0 || !spec.not_on_first {
                self.number_page(index, spec);
            }
        }
    }

    fn number_page(&mut self, index: usize, spec: &PageNumber) {
        let number = self.pages.pages[index].number;
        let text = page_text(spec, number, self.pages.pages.len());
        let Some(mut line) = self.setter.single_line(&text) else { return };
        let full = self.layout.page.type_width();
        let x = if spec.centre {
            (full - line.width) / 2
        } else if number.is_multiple_of(2) {
            spec.inset
        } else {
            full - spec.inset - line.width
        };
        line.shift(x, Length::ZERO);
        let baseline = self.layout.page.type_height() + spec.top + self.first_ink_top(&line);
        let element = self.element("page-number", Region::Furniture);
        let tag = Tag { part: Part::Artifact, block: self.next_block(), element };
        put(&mut self.pages.pages[index], line, baseline, tag, self.layout);
    }

    /// How far the ink of a line's first character, the dash, reaches above the baseline.
    fn first_ink_top(&self, line: &crate::typeset::Line) -> Length {
        let first = line.runs.first().and_then(|run| Some((run, run.glyphs.first()?)));
        first.map_or(Length::ZERO, |(run, glyph)| {
            let face = self.setter.fonts().face(run.face);
            let top = face.ink(glyph.id).map_or(0, |ink| ink.y_max);
            face.scale(top, run.size) + glyph.rise
        })
    }
}

/// The text of a page's number, and of how many pages there are.
pub(crate) fn page_text(spec: &PageNumber, number: u32, pages: usize) -> RichText {
    let mut text = RichText::default();
    for piece in &spec.text.pieces {
        match piece {
            Piece::Text(literal) => text.push_literal(literal, spec.style),
            Piece::Field(name) if name == "pages" => text.push_literal(&pages.to_string(), spec.style),
            Piece::Field(_) => text.push_literal(&number.to_string(), spec.style),
        }
    }
    text
}
