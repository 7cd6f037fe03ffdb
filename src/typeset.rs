//! Paragraphs → lines of exactly the measure.
//!
//! The steps, each a module:
//! 1. [`segment`]: text to clusters, each with a [`class::Class`];
//! 2. [`shape`]: clusters to glyphs and widths;
//! 3. [`spacing`]: the gaps between them, with the blank halves of marks and the pair squeeze;
//! 4. [`prohibition`] and [`inseparable`]: where no line may end;
//! 5. [`cells`]: in a grid, everything to whole cells;
//! 6. [`first_fit`]: where the lines end;
//! 7. [`adjust`]: squeeze and stretch;
//! 8. [`line`]: positioned glyphs.
//!
//! Pair squeeze comes before the prohibition rules, because it moves the line's end (CLREQ 3.1.4).
//! Nothing here knows pages.

mod adjust;
mod cells;
pub mod class;
mod first_fit;
mod inseparable;
mod line;
mod paragraph;
mod prohibition;
mod segment;
mod shape;
mod spacing;

use std::collections::BTreeMap;

pub use line::Line;

use crate::diagnostic::{Diagnostic, Problem, Source};
use crate::document::RichText;
use crate::fonts::{FontBook, RoleId};
use crate::layouts::{Align, Breaker, Layout, Style};
use crate::page::Ending;
use crate::units::Length;
use first_fit::{Constraints, LineEnd};
use line::Place;
use paragraph::{Edges, Paragraph};

/// The roles of a style, found.
#[derive(Debug, Clone, Copy)]
struct StyleRoles {
    han: RoleId,
    latin: RoleId,
}

/// A character that no face has.
#[derive(Debug, Clone, Copy)]
struct Missing {
    character: char,
    at: usize,
    role: RoleId,
}

/// Where a paragraph's lines stand; lengths from the left edge of its frame.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// Width from the left edge to the right one.
    pub width: Length,
    /// Where the first line begins.
    pub first_line: Length,
    /// Where the other lines begin.
    pub other_lines: Length,
    /// How far lines stay off the right edge.
    pub right: Length,
    /// How lines stand between.
    pub align: Align,
    /// Whether the characters stand in the cells of the grid, if the layout has cells.
    pub cells: bool,
}

impl Frame {
    /// The frame of a style in a given width.
    pub fn of(style: &Style, width: Length) -> Frame {
        Frame {
            width,
            first_line: style.left_indent + style.first_line_indent,
            other_lines: style.left_indent + style.hanging_indent,
            right: style.right_indent,
            align: style.align,
            cells: style.cells && style.align == Align::Justify,
        }
    }

    /// The frame with its indents in whole cells.
    fn on_cells(self, cell: Length) -> Frame {
        let whole = |length: Length| cell * ((length + cell / 2).emu().div_euclid(cell.emu().max(1)));
        Frame {
            first_line: whole(self.first_line),
            other_lines: whole(self.other_lines),
            right: whole(self.right),
            ..self
        }
    }

    fn start(&self, line: usize) -> Length {
        if line == 0 { self.first_line } else { self.other_lines }
    }

    fn measure(&self, line: usize) -> Length {
        self.width - self.start(line) - self.right
    }
}

/// Sets paragraphs in a layout's styles, and gathers what goes wrong.
pub struct Typesetter<'a> {
    layout: &'a Layout,
    fonts: &'a FontBook,
    roles: Vec<StyleRoles>,
    missing: BTreeMap<(char, RoleId), MissingPlaces>,
    warnings: Vec<(Problem, Option<usize>)>,
}

#[derive(Debug)]
struct MissingPlaces {
    first: Option<usize>,
    count: usize,
}

impl<'a> Typesetter<'a> {
    /// A typesetter for a layout's styles.
    ///
    /// # Errors
    /// Roles of a style that the fonts do not have.
    pub fn new(layout: &'a Layout, fonts: &'a FontBook) -> Result<Typesetter<'a>, Vec<Diagnostic>> {
        let role = |name: &str| {
            fonts.role(name).ok_or_else(|| {
                vec![Diagnostic::error(Problem::NoFace { role: name.to_owned(), tried: Vec::new() })]
            })
        };
        let roles = layout
            .styles
            .iter()
            .map(|style| Ok(StyleRoles { han: role(&style.role)?, latin: role(&style.latin)? }))
            .collect::<Result<_, Vec<Diagnostic>>>()?;
        Ok(Typesetter { layout, fonts, roles, missing: BTreeMap::new(), warnings: Vec::new() })
    }

    /// The layout that it sets in.
    pub fn layout(&self) -> &'a Layout {
        self.layout
    }

    /// The faces that it sets with.
    pub fn fonts(&self) -> &'a FontBook {
        self.fonts
    }

    /// The lines of a paragraph.
    pub fn paragraph(&mut self, text: &RichText, frame: Frame) -> Vec<Line> {
        let cell = self.cell().filter(|_| frame.cells);
        let frame = cell.map_or(frame, |cell| frame.on_cells(cell));
        let paragraph = self.prepare(text, cell);
        if paragraph.clusters.is_empty() {
            return Vec::new();
        }
        let measure = |line| frame.measure(line);
        let ends = self.break_lines(&paragraph, &measure);
        self.warn_forced(&paragraph, &ends);
        let mut start = 0;
        let mut lines = Vec::with_capacity(ends.len());
        for (index, end) in ends.into_iter().enumerate() {
            lines.push(self.line(&paragraph, start, end, index, frame));
            start = end.end;
        }
        lines
    }

    /// A text on one line, however long, from the left edge of its frame.
    pub fn single_line(&mut self, text: &RichText) -> Option<Line> {
        let frame = Frame {
            width: crate::layouts::LARGEST * 1000,
            first_line: Length::ZERO,
            other_lines: Length::ZERO,
            right: Length::ZERO,
            align: Align::Left,
            cells: false,
        };
        let mut line = self.paragraph(text, frame).into_iter().next()?;
        line.report.measure = line.width;
        Some(line)
    }

    /// The width of a cell of the grid, if the layout has cells.
    fn cell(&self) -> Option<Length> {
        let cells = self.layout.cells?;
        Some(self.layout.page.type_width().ratio(1, i64::from(cells)))
    }

    fn prepare<'t>(&mut self, text: &'t RichText, cell: Option<Length>) -> Paragraph<'t> {
        let mut paragraph = Paragraph::new(text, segment::segment(text));
        let mut missing = Vec::new();
        shape::shape(&mut paragraph, self.layout, self.fonts, &self.roles, &mut missing);
        for Missing { character, at, role } in missing {
            let places = self
                .missing
                .entry((character, role))
                .or_insert(MissingPlaces { first: text.source_of(at), count: 0 });
            places.count += 1;
        }
        let rules = &self.layout.text;
        let letter_space = |cluster: &segment::Cluster| self.layout.style_of(cluster.style).letter_space;
        let mut gaps = spacing::gaps(&mut paragraph.clusters, rules, &letter_space);
        prohibition::prohibit(&mut gaps, &paragraph.clusters, &text.text, rules.prohibition);
        inseparable::keep_units(&mut gaps, &paragraph.clusters, &text.text);
        match cell {
            Some(cell) => cells::put_into_cells(&mut paragraph, gaps, cell),
            None => paragraph.set_gaps(gaps),
        }
        paragraph
    }

    fn break_lines(&self, paragraph: &Paragraph<'_>, measure: &dyn Fn(usize) -> Length) -> Vec<LineEnd> {
        let rules = &self.layout.text;
        let squeeze: Vec<_> = rules.line_squeeze.iter().map(|&kind| spacing::squeeze_kind(kind)).collect();
        let constraints = Constraints { measure, edges: Edges::of(rules), squeeze: &squeeze };
        match rules.breaker {
            Breaker::FirstFit => first_fit::first_fit(paragraph, &constraints),
        }
    }

    fn warn_forced(&mut self, paragraph: &Paragraph<'_>, ends: &[LineEnd]) {
        for end in ends.iter().filter(|end| end.ending == Ending::Forced) {
            let at = paragraph.clusters[end.end - 1].start as usize;
            self.warnings.push((Problem::ForcedBreak, paragraph.text.source_of(at)));
        }
    }

    fn line(
        &self,
        paragraph: &Paragraph<'_>,
        start: usize,
        end: LineEnd,
        index: usize,
        frame: Frame,
    ) -> Line {
        let measure = frame.measure(index);
        let justify =
            frame.align == Align::Justify && end.ending != Ending::Last || frame.align == Align::Spread;
        let adjusted = adjust::adjust(paragraph, start, end.end, measure, justify, &self.layout.text);
        let place = Place { x: frame.start(index), measure, line: index };
        let mut line = line::build(paragraph, start, end, adjusted, &place, self.layout);
        let room = measure - line.width;
        match frame.align {
            Align::Justify | Align::Left | Align::Spread => {}
            Align::Centre => line.shift(room / 2, Length::ZERO),
            Align::Right => line.shift(room, Length::ZERO),
        }
        line
    }

    /// Everything that went wrong: errors for characters without a glyph, and warnings.
    pub fn finish(self, source: &std::sync::Arc<Source>) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        let at = |problem: Problem, offset: Option<usize>, error: bool| {
            let Some(offset) = offset else { return Diagnostic::error(problem) };
            let length =
                source.text.get(offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            let span = offset..offset + length;
            if error {
                Diagnostic::error_at(problem, source, span)
            } else {
                Diagnostic::warning_at(problem, source, span)
            }
        };
        let mut errors: Vec<_> = self
            .missing
            .into_iter()
            .map(|((character, role), places)| {
                let mut problem = self.fonts.no_glyph(role, character);
                if let Problem::NoGlyph { others, .. } = &mut problem {
                    *others = places.count - 1;
                }
                (places.first, problem)
            })
            .collect();
        errors.sort_by_key(|(first, _)| *first);
        let errors = errors.into_iter().map(|(first, problem)| at(problem, first, true)).collect();
        let warnings =
            self.warnings.into_iter().map(|(problem, offset)| at(problem, offset, false)).collect();
        (errors, warnings)
    }
}

impl Line {
    /// Moves the line.
    pub fn shift(&mut self, dx: Length, dy: Length) {
        self.x += dx;
        self.report.x += dx;
        self.report.y += dy;
        for run in &mut self.runs {
            run.y += dy;
            for glyph in &mut run.glyphs {
                glyph.x += dx;
                glyph.cell += dx;
            }
        }
    }

    /// Makes everything in the line smaller or larger by `numerator ÷ denominator`, from its left edge.
    pub fn scale(&mut self, numerator: Length, denominator: Length) {
        let scaled = |length: Length| length.ratio(numerator.emu(), denominator.emu());
        let left = self.x;
        self.width = scaled(self.width);
        self.report.measure = scaled(self.report.measure);
        self.report.natural = scaled(self.report.natural);
        for run in &mut self.runs {
            run.size = scaled(run.size);
            run.embolden = run.embolden.map(scaled);
            for glyph in &mut run.glyphs {
                glyph.x = left + scaled(glyph.x - left);
                glyph.cell = left + scaled(glyph.cell - left);
                glyph.advance = scaled(glyph.advance);
                glyph.rise = scaled(glyph.rise);
            }
        }
    }
}
