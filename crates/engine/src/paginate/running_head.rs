//! Running heads: a text above the type area of the pages, if the layout has one.

use super::baseline::baseline_in;
use super::paginator::Paginator;
use super::tag::{Tag, put};
use crate::document::Document;
use crate::page::{Part, Region};
use crate::typeset::{Frame, Line};
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_format::layouts::RunningHead;

impl Paginator<'_> {
    /// Puts the running head on every page that has text: blank pages before the imprint have none.
    pub(super) fn add_running_heads(&mut self, document: &Document) {
        let (Some(spec), Some(text)) = (&self.layout.running_head, &document.running_head) else { return };
        let style = self.layout.style_of(spec.style);
        let width = self.layout.page.type_width() - spec.inset - spec.inset;
        let frame = Frame { first_line: Length::ZERO, other_lines: Length::ZERO, ..Frame::of(style, width) };
        // A text of more lines grows upward.
        let lines = self.setter.paragraph(text, frame);
        let height = style.pitch * lines.len().saturating_sub(1) as i64 + style.size;
        if height + spec.bottom > self.layout.page.head {
            let problem = Problem::RunningHeadTooTall;
            self.problems.push(match text.first_source() {
                Some(start) => Diagnostic::error_at(problem, self.source, start..start),
                None => Diagnostic::error(problem),
            });
            return;
        }
        let first = usize::from(spec.not_on_first);
        for index in first..self.pages.pages.len() {
            if !self.pages.pages[index].items.is_empty() {
                self.add_running_head(index, spec, lines.clone());
            }
        }
    }

    fn add_running_head(&mut self, index: usize, spec: &RunningHead, lines: Vec<Line>) {
        let style = self.layout.style_of(spec.style);
        let is_even = self.pages.pages[index].number.is_multiple_of(2);
        let full = self.layout.page.type_width();
        let element = self.element("running-head", Region::Furniture);
        let tag = Tag { part: Part::Artifact, block: self.next_block(), element };
        let count = lines.len() as i64;
        for (line_index, mut line) in (1..).zip(lines) {
            let x = match (spec.centre, is_even) {
                (true, _) => (full - line.width) / 2,
                (false, true) => spec.inset,
                (false, false) => full - spec.inset - line.width,
            };
            line.shift(x - line.x, Length::ZERO);
            let above = spec.bottom + style.size + style.pitch * (count - line_index);
            put(
                &mut self.pages.pages[index],
                line,
                baseline_in(style.size, style.size) - above,
                tag,
                self.layout,
            );
        }
    }
}
