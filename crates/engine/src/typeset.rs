//! Paragraphs → lines of exactly the measure.
//!
//! The steps, each a module:
//! 1. [`segment`]: text to clusters, each with a [`class::Class`];
//! 2. [`shape`]: clusters to glyphs and widths;
//! 3. [`spacing`]: the gaps between them, with the blank halves of marks and the pair squeeze;
//! 4. [`prohibition`], [`inseparable`] and [`blanks`]: where no line may end; [`unit_breaks`]: where one ends if need be;
//!    [`ellipsis`]: where one must;
//! 5. [`pitch`]: in an even grid, full-width characters as wide as its cells; [`cells`]: in a strict one, everything to
//!    whole cells; [`cell_pairs`]: marks that may share one;
//! 6. [`first_fit`] or [`optimal`]: where the lines end;
//! 7. [`adjust`] and [`distribution`]: compression and expansion;
//! 8. [`line`]: positioned glyphs.
//!
//! Pair squeeze comes before the prohibition rules, because it moves the line's end (CLREQ 3.1.4).
//! Nothing here knows pages.

mod adjust;
mod blanks;
mod box_glyph;
#[cfg(test)]
mod breaker_test;
mod breaking;
mod cell_pair;
mod cell_pairs;
mod cells;
pub mod class;
mod constraints;
mod cost;
mod distribution;
mod ellipsis;
#[cfg(test)]
mod evenness_test;
mod first_fit;
mod hyphenation;
mod inseparable;
mod last_line;
mod line;
mod marks;
mod optimal;
mod paragraph;
mod pitch;
mod prohibition;
mod roles;
mod segment;
mod shape;
mod spacing;
mod title;
#[cfg(test)]
mod unicode_test;
mod unit_breaks;

use std::collections::BTreeMap;

pub use line::Line;
use title::MOST_LINES as MOST_TITLE_LINES;

use crate::document::RichText;
use crate::fonts::{FontBook, RoleId};
use crate::page::{Ending, GlyphRun, Item};
use adjust::Limits;
use constraints::{Constraints, LineEnd};
use hongtou_base::diagnostic::{Diagnostic, Problem, Source};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Align, CellUse, Layout, Style};
use line::Place;
use marks::MarkBrush;
use paragraph::{Edges, Paragraph};
use roles::{Missing, StyleRoles};

/// The cells of the grid as a paragraph uses them, with their width.
#[derive(Debug, Clone, Copy)]
enum Cells {
    /// Not at all.
    None,
    /// Full-width characters are as wide as a cell: [`pitch`].
    Even(Length),
    /// Every character stands in a cell: [`cells`].
    Strict(Length),
}

impl Cells {
    fn width(self) -> Option<Length> {
        match self {
            Cells::None => None,
            Cells::Even(width) | Cells::Strict(width) => Some(width),
        }
    }
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
    /// How characters use the cells of the grid, if the layout has cells.
    pub cells: CellUse,
    /// Whether lines end by sense, as those of a title do.
    pub by_sense: bool,
    /// The most lines that a text is broken into by sense.
    pub most_lines: usize,
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
            cells: if style.align == Align::Justify { style.cells } else { CellUse::None },
            by_sense: style.by_sense,
            most_lines: MOST_TITLE_LINES,
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
    names: &'a [String],
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
        Ok(Typesetter { layout, fonts, roles, names: &[], missing: BTreeMap::new(), warnings: Vec::new() })
    }

    /// Names that are never parted.
    pub fn keep_names(mut self, names: &'a [String]) -> Typesetter<'a> {
        self.names = names;
        self
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
        self.lines(text, frame, false)
    }

    fn lines(&mut self, text: &RichText, frame: Frame, whole_marks: bool) -> Vec<Line> {
        let cells = self.cells(frame.cells);
        let frame = cells.width().map_or(frame, |cell| frame.on_cells(cell));
        let mut paragraph = self.prepare(text, cells);
        paragraph.whole_marks = whole_marks;
        if !whole_marks && !frame.by_sense {
            paragraph.required_ends = ellipsis::required_ends(&paragraph.clusters);
        }
        if paragraph.clusters.is_empty() {
            return Vec::new();
        }
        let measure = |line| frame.measure(line);
        let most_lines = frame.by_sense.then_some(frame.most_lines);
        let ends = self.break_lines(&paragraph, &measure, most_lines);
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
            width: hongtou_format::layouts::LARGEST * 1000,
            first_line: Length::ZERO,
            other_lines: Length::ZERO,
            right: Length::ZERO,
            align: Align::Left,
            cells: CellUse::None,
            by_sense: false,
            most_lines: MOST_TITLE_LINES,
        };
        let mut line = self.lines(text, frame, true).into_iter().next()?;
        line.report.measure = line.width;
        Some(line)
    }

    /// The cells of the grid as a paragraph uses them.
    fn cells(&self, cell_use: CellUse) -> Cells {
        let Some(count) = self.layout.cells else { return Cells::None };
        let width = self.layout.page.type_width().ratio(1, i64::from(count));
        match cell_use {
            CellUse::None => Cells::None,
            CellUse::Even => Cells::Even(width),
            CellUse::Strict => Cells::Strict(width),
        }
    }

    fn prepare<'t>(&mut self, text: &'t RichText, cells: Cells) -> Paragraph<'t> {
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
        spacing::set_blanks(&mut paragraph.clusters, rules);
        if let Cells::Even(cell) = cells {
            pitch::widen_to_pitch(&mut paragraph, cell);
        }
        let mut gaps = spacing::gaps(&mut paragraph.clusters, rules, &letter_space);
        prohibition::prohibit(&mut gaps, &paragraph.clusters, &text.text, rules.prohibition);
        unit_breaks::open_units(&mut gaps, &paragraph.clusters, &text.text);
        inseparable::keep_units(&mut gaps, &paragraph.clusters, &text.text, rules.strict_numbers);
        blanks::keep_blanks(&mut gaps, &paragraph.clusters, &text.text);
        match cells {
            Cells::Strict(cell) => cells::put_into_cells(&mut paragraph, gaps, cell, rules),
            Cells::Even(_) | Cells::None => paragraph.set_gaps(gaps),
        }
        hyphenation::hyphenate(&mut paragraph, rules.hyphenation, self.fonts, |style| {
            self.roles[style.index()].latin
        });
        // Names are not parted at hyphens either.
        inseparable::keep_names(&mut paragraph.gaps, &paragraph.clusters, &text.text, self.names);
        paragraph
    }

    fn break_lines(
        &self,
        paragraph: &Paragraph<'_>,
        measure: &dyn Fn(usize) -> Length,
        by_sense: Option<usize>,
    ) -> Vec<LineEnd> {
        let rules = &self.layout.text;
        let squeeze: Vec<_> = rules.line_squeeze.iter().map(|&kind| spacing::squeeze_kind(kind)).collect();
        let constraints = Constraints {
            measure,
            edges: Edges::of(rules),
            squeeze: &squeeze,
            limits: Limits::of(rules),
            last_line: rules.last_line,
        };
        let title = by_sense.and_then(|most_lines| title::break_title(paragraph, &constraints, most_lines));
        title.unwrap_or_else(|| breaking::break_lines(paragraph, rules.breaker, &constraints))
    }

    fn warn_forced(&mut self, paragraph: &Paragraph<'_>, ends: &[LineEnd]) {
        for end in ends {
            let problem = match end.ending {
                Ending::Forced => Problem::ForcedBreak,
                Ending::Relief => Problem::ReliefBreak,
                Ending::Full
                | Ending::Prohibited
                | Ending::Even
                | Ending::Unit
                | Ending::Last
                | Ending::Ellipsis => continue,
            };
            let at = paragraph.clusters[end.end - 1].start as usize;
            self.warnings.push((problem, paragraph.text.source_of(at)));
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
        let is_full = !matches!(end.ending, Ending::Last | Ending::Ellipsis);
        let justify = frame.align == Align::Justify && is_full || frame.align == Align::Spread;
        let adjusted = adjust::adjust(paragraph, start, end.end, measure, justify, &self.layout.text);
        let place = Place { x: frame.start(index), measure, line: index };
        let brush = MarkBrush { paragraph, layout: self.layout };
        let mut mark = |items: &mut Vec<Item>, cluster: &segment::Cluster, x| brush.draw(items, cluster, x);
        let mut line = line::build(paragraph, start, end, adjusted, &place, self.layout, &mut mark);
        // Blanks at the end of a line are not seen: what is in the middle is what is printed.
        let printed = paragraph.end_without_blanks(start, end.end);
        let blank = paragraph.inner_width(start, end.end) - paragraph.inner_width(start, printed);
        let room = measure - (line.width - blank);
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
        self.runs.iter_mut().for_each(|run| shift_run(run, dx, dy));
        for mark in &mut self.marks {
            match mark {
                Item::Text(run) => shift_run(run, dx, dy),
                Item::Dot(dot) => {
                    dot.x += dx;
                    dot.y += dy;
                }
                Item::Rule(rule) => {
                    rule.x += dx;
                    rule.y += dy;
                }
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

impl Line {
    /// Draws everything in the line narrower by `numerator ÷ denominator`, from its left edge; its height stays.
    pub fn condense(&mut self, numerator: Length, denominator: Length) {
        let scaled = |length: Length| length.ratio(numerator.emu(), denominator.emu());
        let left = self.x;
        self.width = scaled(self.width);
        self.report.measure = scaled(self.report.measure);
        self.report.natural = scaled(self.report.natural);
        for run in &mut self.runs {
            run.width = run.width.times(numerator, denominator);
            for glyph in &mut run.glyphs {
                glyph.x = left + scaled(glyph.x - left);
                glyph.cell = left + scaled(glyph.cell - left);
                glyph.advance = scaled(glyph.advance);
            }
        }
    }
}

fn shift_run(run: &mut GlyphRun, dx: Length, dy: Length) {
    run.y += dy;
    for glyph in &mut run.glyphs {
        glyph.x += dx;
        glyph.cell += dx;
    }
}
