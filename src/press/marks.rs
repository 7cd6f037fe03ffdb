//! Marks outside the trim: where to cut, fold and staple, whether the plates lie on each other, which inks, which job.

use hongtou_base::colour::Colour;
use hongtou_base::units::Length;
use hongtou_engine::document::RichText;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{ElementId, Item, Rule};
use hongtou_engine::typeset::Typesetter;
use hongtou_format::layouts::Layout;

use super::measures::Measures;
use super::plates::Inks;
use hongtou_output::run::Size;

/// What is done with a sheet in the middle between its two pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Middle {
    /// There is one page.
    Nothing,
    /// It is folded there.
    Fold,
    /// It is cut there.
    Cut,
}

/// Where a copy is stapled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Staples {
    /// In the fold (骑马订).
    Fold,
    /// Beside the left edge (平订).
    Left,
    /// Beside the right edge: the back of a sheet stapled on the left.
    Right,
}

/// What the marks of a side depend on.
#[derive(Debug, Clone)]
pub struct Marks<'a> {
    /// The trimmed sheet.
    pub trim: Size,
    /// What is done in its middle.
    pub middle: Middle,
    /// Where it is stapled.
    pub staples: Staples,
    /// The inks of the file.
    pub inks: &'a Inks,
    /// The job's name, the sheet and its side.
    pub text: String,
}

/// Draws marks in a job's measures.
pub struct Brush<'a> {
    measures: &'a Measures,
    layout: &'a Layout,
    fonts: &'a FontBook,
}

impl<'a> Brush<'a> {
    /// A brush; the layout and its fonts are for the job's name.
    pub fn new(measures: &'a Measures, layout: &'a Layout, fonts: &'a FontBook) -> Brush<'a> {
        Brush { measures, layout, fonts }
    }

    /// The marks of a side, from the top left corner of the paper.
    pub fn draw(&self, marks: &Marks<'_>) -> Vec<Item> {
        let mut items = Vec::new();
        for colour in marks.inks.registration() {
            for rectangle in self.rectangles(marks) {
                items.push(rule(rectangle, &colour));
            }
        }
        items.extend(self.name(marks));
        self.colour_bar(marks, &mut items);
        items
    }

    fn rectangles(&self, marks: &Marks<'_>) -> Vec<Rectangle> {
        let mut all = self.trim_marks(marks.trim);
        all.extend(self.middle(marks));
        all.extend(self.staples(marks));
        all.extend(self.registration(marks.trim));
        all
    }

    /// Two at each corner, in line with the trim.
    fn trim_marks(&self, trim: Size) -> Vec<Rectangle> {
        let Measures { margin, gap, length, weight, .. } = *self.measures;
        let (left, right) = (margin, margin + trim.width);
        let (top, bottom) = (margin, margin + trim.height);
        let mut marks = Vec::new();
        for y in [top, bottom] {
            marks.push(Rectangle::new(left - gap - length, y - weight / 2, length, weight));
            marks.push(Rectangle::new(right + gap, y - weight / 2, length, weight));
        }
        for x in [left, right] {
            marks.push(Rectangle::new(x - weight / 2, top - gap - length, weight, length));
            marks.push(Rectangle::new(x - weight / 2, bottom + gap, weight, length));
        }
        marks
    }

    /// Above and below: a line where it is cut, dashes where it is folded.
    fn middle(&self, marks: &Marks<'_>) -> Vec<Rectangle> {
        let Measures { margin, gap, length, weight, .. } = *self.measures;
        let x = margin + marks.trim.width / 2 - weight / 2;
        let tops = [margin - gap - length, margin + marks.trim.height + gap];
        let dashes: &[(i64, i64)] = match marks.middle {
            Middle::Nothing => &[],
            Middle::Cut => &[(0, 5)],
            Middle::Fold => &[(0, 1), (2, 3), (4, 5)],
        };
        let dash = |top: Length, (from, to): (i64, i64)| {
            Rectangle::new(x, top + length * from / 5, weight, length * (to - from) / 5)
        };
        tops.into_iter().flat_map(|top| dashes.iter().map(move |&span| dash(top, span))).collect()
    }

    /// Heights of the staples at the edges beside which they stand; in the fold, at both.
    fn staples(&self, marks: &Marks<'_>) -> Vec<Rectangle> {
        let Measures { margin, gap, length, staple_from_edge, staple_weight: weight, .. } = *self.measures;
        let left = margin - gap - length;
        let right = margin + marks.trim.width + gap;
        let edges: &[Length] = match marks.staples {
            Staples::Fold => &[left, right],
            Staples::Left => &[left],
            Staples::Right => &[right],
        };
        let heights = [margin + staple_from_edge, margin + marks.trim.height - staple_from_edge];
        let mark = |x: Length, y: Length| Rectangle::new(x, y - weight / 2, length, weight);
        edges.iter().flat_map(|&x| heights.map(|y| mark(x, y))).collect()
    }

    /// A cross in a frame at the middle of the left and the right edge.
    fn registration(&self, trim: Size) -> Vec<Rectangle> {
        let Measures { margin, gap, weight, registration: side, .. } = *self.measures;
        let y = margin + trim.height / 2 - side / 2;
        let mut marks = Vec::new();
        for x in [margin - gap - side, margin + trim.width + gap] {
            // The frame leaves a quarter of the cross free on each side.
            let (frame, inset) = (side / 2, side / 4);
            let (middle, far) = (side / 2 - weight / 2, inset + frame - weight);
            marks.push(Rectangle::new(x, y + middle, side, weight));
            marks.push(Rectangle::new(x + middle, y, weight, side));
            for offset in [inset, far] {
                marks.push(Rectangle::new(x + inset, y + offset, frame, weight));
                marks.push(Rectangle::new(x + offset, y + inset, weight, frame));
            }
        }
        marks
    }

    /// A square of each ink below the trim.
    fn colour_bar(&self, marks: &Marks<'_>, items: &mut Vec<Item>) {
        let Measures { margin, gap, length, bar, .. } = *self.measures;
        let y = margin + marks.trim.height + gap;
        let mut x = margin + length * 2;
        for colour in marks.inks.solids() {
            items.push(rule(Rectangle::new(x, y, bar, bar), &colour));
            x += bar;
        }
    }

    /// The job's name above the trim, in one ink, as small text in several is never sharp: black, if the file has it.
    fn name(&self, marks: &Marks<'_>) -> Vec<Item> {
        let solids = marks.inks.solids();
        let black = solids.iter().find(|colour| **colour == Colour::BLACK);
        let Some(colour) = black.or(solids.first()) else { return Vec::new() };
        let Measures { margin, gap, length, text: size, .. } = *self.measures;
        let Some(style) = self.layout.style("page-number") else { return Vec::new() };
        // A layout without the roles of its styles gives no pages, and then there are no marks either.
        let Ok(mut setter) = Typesetter::new(self.layout, self.fonts) else { return Vec::new() };
        let mut text = RichText::default();
        text.push_literal(&marks.text, style);
        let Some(mut line) = setter.single_line(&text) else { return Vec::new() };
        line.scale(size, self.layout.style_of(style).size);
        line.shift(margin + length * 2, margin - gap - size / 4);
        line.runs.iter_mut().for_each(|run| run.colour = colour.clone());
        line.runs.into_iter().map(Item::Text).collect()
    }
}

#[derive(Debug, Clone, Copy)]
struct Rectangle {
    x: Length,
    y: Length,
    width: Length,
    height: Length,
}

impl Rectangle {
    fn new(x: Length, y: Length, width: Length, height: Length) -> Rectangle {
        Rectangle { x, y, width, height }
    }
}

fn rule(rectangle: Rectangle, colour: &Colour) -> Item {
    let Rectangle { x, y, width, height } = rectangle;
    Item::Rule(Rule { x, y, width, height, colour: colour.clone(), element: ElementId::default() })
}
