//! The ink on a finished page, as boxes: one for each glyph and rule, gathered by line.

use crate::fonts::FontBook;
use crate::page::{ElementId, GlyphRun, Item, Page};
use hongtou_base::units::Length;

/// A rectangle of ink, measured from the top left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InkArea {
    pub left: Length,
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
}

impl InkArea {
    /// Whether both have ink in common; areas that touch have none.
    pub fn overlaps(&self, other: &InkArea) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn join(&mut self, other: InkArea) {
        self.left = self.left.min(other.left);
        self.top = self.top.min(other.top);
        self.right = self.right.max(other.right);
        self.bottom = self.bottom.max(other.bottom);
    }
}

/// A glyph with ink.
#[derive(Debug, Clone, Copy)]
pub(super) struct InkedGlyph<'p> {
    pub area: InkArea,
    pub run: &'p GlyphRun,
    /// Its index in the run.
    pub index: usize,
}

/// The ink of a line of an element, or of a rule.
#[derive(Debug)]
pub(super) struct LineInk<'p> {
    pub element: ElementId,
    pub area: InkArea,
    /// Its glyphs; none for a rule.
    pub glyphs: Vec<InkedGlyph<'p>>,
}

impl<'p> LineInk<'p> {
    /// The block and the baseline of a line of text.
    pub fn line(&self) -> Option<(u32, Length)> {
        self.glyphs.first().map(|glyph| (glyph.run.block, glyph.run.y))
    }

    /// Whether ink of both is in the same place.
    pub fn overlaps(&self, other: &LineInk<'_>) -> bool {
        // The boxes of whole lines are compared first, because nearly all of them lie apart.
        self.area.overlaps(&other.area)
            && self.areas().any(|area| other.areas().any(|there| area.overlaps(&there)))
    }

    fn areas(&self) -> impl Iterator<Item = InkArea> + '_ {
        let whole = self.glyphs.is_empty().then_some(self.area);
        self.glyphs.iter().map(|glyph| glyph.area).chain(whole)
    }

    fn add(&mut self, glyphs: Vec<InkedGlyph<'p>>) {
        glyphs.iter().for_each(|glyph| self.area.join(glyph.area));
        self.glyphs.extend(glyphs);
    }
}

/// The ink of a page, in the order of its items; dots under characters are left out.
pub(super) fn lines_of<'p>(page: &'p Page, fonts: &FontBook) -> Vec<LineInk<'p>> {
    let mut lines: Vec<LineInk<'p>> = Vec::new();
    for item in &page.items {
        match item {
            Item::Text(run) => {
                let glyphs = glyphs_of(run, fonts);
                let Some(first) = glyphs.first() else { continue };
                let key = Some((run.block, run.y));
                match lines.last_mut() {
                    Some(last) if last.element == run.element && last.line() == key => last.add(glyphs),
                    _ => {
                        let area = first.area;
                        let mut line = LineInk { element: run.element, area, glyphs: Vec::new() };
                        line.add(glyphs);
                        lines.push(line);
                    }
                }
            }
            Item::Rule(rule) => {
                let (left, top) = (rule.x, rule.y);
                let area = InkArea { left, top, right: left + rule.width, bottom: top + rule.height };
                lines.push(LineInk { element: rule.element, area, glyphs: Vec::new() });
            }
            Item::Dot(_) => {}
        }
    }
    lines
}

fn glyphs_of<'p>(run: &'p GlyphRun, fonts: &FontBook) -> Vec<InkedGlyph<'p>> {
    let face = fonts.face(run.face);
    // An outline adds half of its width on all sides.
    let more = run.embolden.unwrap_or_default() / 2;
    let at = |units| face.scale(units, run.size);
    let across = |units| run.width.of(at(units));
    let inked = run.glyphs.iter().enumerate().filter_map(|(index, glyph)| {
        let ink = face.declared_ink(glyph.id)?;
        let baseline = run.y - glyph.rise;
        let area = InkArea {
            left: glyph.x + across(ink.x_min) - more,
            top: baseline - at(ink.y_max) - more,
            right: glyph.x + across(ink.x_max) + more,
            bottom: baseline - at(ink.y_min) + more,
        };
        Some(InkedGlyph { area, run, index })
    });
    inked.collect()
}
