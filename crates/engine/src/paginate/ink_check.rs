//! Ink over other ink, off the page, or outside the type area where the layout does not place it.
//!
//! It is the finished pages that are looked at, so that it does not matter by which value of a layout, or by which
//! text, ink came to its place.

use std::collections::BTreeSet;

use super::ink::{self, InkArea, InkedGlyph, LineInk};
use super::paginator::Paginator;
use super::placing::Placing;
use crate::document::{Block, DocumentRow, RowText};
use crate::page::{ElementId, GlyphRun, Page, Region};
use hongtou_base::diagnostic::{Diagnostic, Place, Problem, Severity, Side};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Edge, From, Style};

/// By how much ink may reach over the edge of its type area, in thousandths of its em: outlines reach a little over
/// their em box.
const OVERSHOOT: i64 = 100;

/// By how much a rule may: a hundredth of a millimetre, for rounding.
const ROUNDING: Length = Length::from_emu(360);

/// The number of characters by which a message names a line.
const QUOTED: usize = 12;

/// What has been reported, so that one cause is reported once.
#[derive(Default)]
struct Reported {
    overlaps: BTreeSet<(ElementId, ElementId)>,
    outside: BTreeSet<(Severity, Side, String)>,
}

impl Paginator<'_> {
    /// Notes how far outside the type area a block is placed by its style.
    pub(super) fn note_block_placing(&mut self, element: ElementId, block: &Block) {
        let over = indent_outside(self.layout.style_of(block.style));
        self.note_placing(element, Placing { over, anywhere: false });
    }

    /// Notes the same of a row of the masthead or the imprint.
    pub(super) fn note_row_placing(&mut self, element: ElementId, row: &DocumentRow) {
        let placement = &row.placement;
        let over = match &row.content {
            RowText::Cells { style, .. }
            | RowText::Stack { style, .. }
            | RowText::Paragraph { style, .. } => indent_outside(self.layout.style_of(*style)),
            // Its width is what the layout says.
            RowText::Rule { width, .. } => {
                width.map_or(Length::ZERO, |width| (width - self.layout.page.type_width()) / 2)
            }
        };
        let anywhere = placement.at.is_some() || placement.from != From::TypeArea;
        self.note_placing(element, Placing { over, anywhere });
    }

    fn note_placing(&mut self, element: ElementId, placing: Placing) {
        let index = element.index();
        if self.placings.len() <= index {
            self.placings.resize(index + 1, Placing::default());
        }
        let known = &mut self.placings[index];
        known.over = known.over.max(placing.over);
        known.anywhere |= placing.anywhere;
    }

    /// Holds the ink of all pages against the pages, their type areas, and against itself.
    pub(super) fn check_ink(&mut self) {
        let mut reported = Reported::default();
        let mut found = Vec::new();
        for page in &self.pages.pages {
            let lines = ink::lines_of(page, self.setter.fonts());
            for (index, line) in lines.iter().enumerate() {
                found.extend(self.outside(page, line, &mut reported));
                found.extend(
                    lines[..index].iter().filter_map(|above| self.overlap(page, above, line, &mut reported)),
                );
            }
        }
        let (errors, warnings): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|diagnostic| diagnostic.severity == Severity::Error);
        self.problems.extend(errors);
        self.warnings.extend(warnings);
    }

    /// The problem that a line lies over another one.
    fn overlap(
        &self,
        page: &Page,
        above: &LineInk<'_>,
        line: &LineInk<'_>,
        reported: &mut Reported,
    ) -> Option<Diagnostic> {
        if self.belong_together(above, line) || !above.overlaps(line) {
            return None;
        }
        let pair = (above.element, line.element);
        if !reported.overlaps.insert(pair) {
            return None;
        }
        let (row, other) = (self.name(line.element), self.name(above.element));
        let problem =
            Problem::RowsOverlap { row: row.to_owned(), other: other.to_owned(), page: page.number };
        let raised = line.glyphs.iter().chain(&above.glyphs).find_map(|glyph| self.raise_of(glyph));
        let place = raised.or_else(|| self.place_of_element(line.element));
        Some(Diagnostic { place, ..Diagnostic::error(problem) })
    }

    /// Whether two lines may have ink in common: texts of a row beside each other, of which [`Problem::RowTooWide`]
    /// is said, and marks under the characters of running text.
    fn belong_together(&self, above: &LineInk<'_>, line: &LineInk<'_>) -> bool {
        let is_mark = |ink: &LineInk<'_>| ink.glyphs.is_empty() && self.region(ink.element) == Region::Text;
        if is_mark(above) || is_mark(line) {
            return true;
        }
        let baseline = |ink: &LineInk<'_>| ink.line().map(|(_, baseline)| baseline);
        above.element == line.element && baseline(above) == baseline(line)
    }

    /// The problem that ink of a line lies off the page, or outside the type area.
    fn outside(&self, page: &Page, line: &LineInk<'_>, reported: &mut Reported) -> Option<Diagnostic> {
        let paper = InkArea { left: Length::ZERO, top: Length::ZERO, right: page.width, bottom: page.height };
        let is_off = farthest(line, &paper);
        let (side, by) = is_off.or_else(|| farthest(line, &self.allowed(page, line)?))?;
        let severity = if is_off.is_some() { Severity::Error } else { Severity::Warning };
        let place = self.place_of_outside(page, line, side);
        let cause = format!("{:?}", place.as_ref().map(|place| (&place.source.name, &place.span)));
        if !reported.outside.insert((severity, side, cause)) {
            return None;
        }
        let (element, text) = (self.name(line.element).to_owned(), beginning(line));
        let problem = match severity {
            Severity::Error => Problem::InkOffPage { element, text, page: page.number, side, by },
            Severity::Warning => Problem::InkOutsideTypeArea { element, text, page: page.number, side, by },
        };
        Some(Diagnostic { severity, problem, place })
    }

    /// Where the ink of a line may be; `None` if anywhere on the page.
    fn allowed(&self, page: &Page, line: &LineInk<'_>) -> Option<InkArea> {
        let placing = self.placings.get(line.element.index()).copied().unwrap_or_default();
        if placing.anywhere || self.region(line.element) == Region::Furniture {
            return None;
        }
        let em = line.glyphs.iter().map(|glyph| glyph.run.size).max().unwrap_or_default();
        let hangs = self.layout.text.line_end_mark == Edge::Hang;
        let over = em.ratio(OVERSHOOT, 1000).max(ROUNDING);
        let area = page.type_area;
        Some(InkArea {
            left: area.x - placing.over - over,
            top: area.y - over,
            right: area.x + area.width + placing.over + over + if hangs { em } else { Length::ZERO },
            bottom: area.y + area.height + over,
        })
    }

    /// The place of what put ink outside: a value of the layout if one did, or else the text in the issue.
    fn place_of_outside(&self, page: &Page, line: &LineInk<'_>, side: Side) -> Option<Place> {
        let is_vertical = matches!(side, Side::Top | Side::Bottom);
        let raised = || line.glyphs.iter().find_map(|glyph| self.raise_of(glyph));
        if let Some(place) = is_vertical.then(raised).flatten() {
            return Some(place);
        }
        match self.region(line.element) {
            Region::Furniture => self.layout.places.find(&self.furniture_key(line.element, is_vertical)),
            Region::Masthead | Region::Imprint => self.place_of_element(line.element),
            Region::Text => {
                let indent = || self.place_of_indent(page, line);
                let text = || self.place_of_text(line).or_else(|| self.place_of_element(line.element));
                (side == Side::Left).then(indent).flatten().or_else(text)
            }
        }
    }

    /// The place of the negative indent of a line's style; of styles that share its value, of the one that writes it.
    fn place_of_indent(&self, page: &Page, line: &LineInk<'_>) -> Option<Place> {
        let key = line.line()?;
        let report = page.lines.iter().find(|report| (report.block, report.y) == key)?;
        let style = self.layout.style_of(self.layout.style(&report.style)?);
        let (name, indent): (_, fn(&Style) -> Length) = match report.line {
            1 => ("first_line_indent", |style| style.first_line_indent),
            _ => ("hanging_indent", |style| style.hanging_indent),
        };
        if !indent(style).is_negative() {
            return None;
        }
        let places = &self.layout.places;
        let written = |other: &Style| places.written(&format!("styles.{}.{name}", other.name)).cloned();
        written(style).or_else(|| {
            let sharing = self.layout.styles.iter().filter(|other| indent(other) == indent(style));
            sharing.filter_map(written).next()
        })
    }

    /// The place of the `raise` by which a glyph was moved more than its own size.
    fn raise_of(&self, glyph: &InkedGlyph<'_>) -> Option<Place> {
        let (run, rise) = (glyph.run, glyph.run.glyphs[glyph.index].rise);
        if rise.abs() <= run.size / 2 {
            return None;
        }
        self.layout.roles.iter().find_map(|role| {
            let moved = |raise: i32| run.size.ratio(i64::from(raise), 1000) == rise;
            let index = role.faces.iter().position(|face| moved(face.raise))?;
            self.layout.places.find(&format!("roles.{}[{index}].raise", role.name))
        })
    }

    /// The place in the issue of the first character of a line that comes from there.
    fn place_of_text(&self, line: &LineInk<'_>) -> Option<Place> {
        let sources = line.glyphs.iter().map(|glyph| glyph.run.glyphs[glyph.index].source);
        let start = sources.min().filter(|source| *source != u32::MAX)? as usize;
        let character = self.source.text.get(start..)?.chars().next()?;
        Some(Place { source: self.source.clone(), span: start..start + character.len_utf8() })
    }

    /// The key of the layout that places a page number or a running head, downward or sideways.
    fn furniture_key(&self, element: ElementId, is_vertical: bool) -> String {
        let key = match (self.name(element), is_vertical) {
            ("running-head", true) => "running_head.bottom",
            ("running-head", false) => "running_head.inset",
            (_, true) => "page_number.top",
            (_, false) => "page_number.inset",
        };
        key.to_owned()
    }

    /// The place where the layout describes an element.
    fn place_of_element(&self, element: ElementId) -> Option<Place> {
        let name = self.name(element);
        let key = match (self.region(element), name.split_once('.')) {
            (Region::Furniture, _) => self.furniture_key(element, true),
            (_, Some((part, row))) => format!("{part}.rows.{row}"),
            (_, None) => format!("styles.{name}"),
        };
        self.layout.places.find(&key)
    }

    fn name(&self, element: ElementId) -> &str {
        self.pages.elements.get(element.index()).map_or("", |element| &element.name)
    }

    fn region(&self, element: ElementId) -> Region {
        self.pages.elements.get(element.index()).map_or(Region::Text, |element| element.region)
    }
}

/// How far left of the type area the indents of a style begin.
fn indent_outside(style: &Style) -> Length {
    let indent = style.left_indent + style.first_line_indent.min(style.hanging_indent);
    (-indent).max(Length::ZERO)
}

/// On which side the ink of a line lies farthest outside an area, and by how much.
fn farthest(line: &LineInk<'_>, area: &InkArea) -> Option<(Side, Length)> {
    let ink = &line.area;
    let sides = [
        (Side::Left, area.left - ink.left),
        (Side::Right, ink.right - area.right),
        (Side::Top, area.top - ink.top),
        (Side::Bottom, ink.bottom - area.bottom),
    ];
    sides.into_iter().filter(|(_, by)| *by > Length::ZERO).max_by_key(|(_, by)| *by)
}

/// The beginning of a line's text, with its blanks; nothing for a rule.
fn beginning(line: &LineInk<'_>) -> String {
    let mut runs: Vec<&GlyphRun> = line.glyphs.iter().map(|glyph| glyph.run).collect();
    runs.dedup_by(|run, before| std::ptr::eq(*run, *before));
    let mut characters = runs.iter().flat_map(|run| run.text.chars());
    let mut text: String = characters.by_ref().take(QUOTED).collect();
    if characters.next().is_some() {
        text.push('…');
    }
    text
}
