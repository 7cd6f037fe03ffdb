//! Pages of a list: headings and entries, each entry with the page that it leads to.

use hongtou_base::diagnostic::{Diagnostic, Problem, Source};
use hongtou_base::units::Length;
use hongtou_engine::document::RichText;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Area, Element, ElementId, Page, Pages, Part, Region};
use hongtou_engine::paginate::{Tag, baseline_in, put};
use hongtou_engine::typeset::{Frame, Line, Typesetter};
use hongtou_format::layouts::{Align, CellUse, Layout, StyleId};

/// Pages that a volume sets of its own, in the grid and the styles of a layout.
pub(super) struct List<'a> {
    setter: Typesetter<'a>,
    layout: &'a Layout,
    pages: Pages,
    /// The next free line of the grid.
    next: u32,
    blocks: u32,
    element: ElementId,
    heading_style: StyleId,
    entry_style: StyleId,
}

/// Where the labels of entries begin, and where their texts do.
#[derive(Debug, Default)]
pub(super) struct Columns {
    starts: Vec<Length>,
    text: Length,
}

/// Between the end of an entry and the number of its page.
const LEADER: &str = "…";
/// Room for the numbers, in em.
const NUMBER_ROOM: i64 = 3;

impl<'a> List<'a> {
    /// A list with one empty page.
    pub fn new(layout: &'a Layout, fonts: &'a FontBook, element: &str) -> Result<List<'a>, Vec<Diagnostic>> {
        let setter = Typesetter::new(layout, fonts)?;
        let elements = vec![Element { name: element.to_owned(), region: Region::Text }];
        let pages = Pages { elements, ..Pages::default() };
        let mut list = List {
            setter,
            layout,
            pages,
            next: 0,
            blocks: 0,
            element: ElementId::default(),
            heading_style: style(layout, "contents-title")?,
            entry_style: style(layout, "contents")?,
        };
        list.turn();
        Ok(list)
    }

    fn turn(&mut self) {
        let number = self.pages.pages.len() as u32 + 1;
        self.pages.pages.push(blank(self.layout, number));
        self.next = 0;
    }

    /// A heading in the middle; it keeps with two lines after it.
    pub fn heading(&mut self, text: &str, level: u8) {
        let style = self.heading_style;
        if self.next > 0 {
            self.next += 1;
        }
        if self.next + 3 > self.layout.lines {
            self.turn();
        }
        if let Some(line) = self.line(text, style) {
            let x = (self.layout.page.type_width() - line.width) / 2;
            self.place(line, x, self.next, Part::Heading(level));
        }
        self.next += 1;
    }

    /// Columns for the labels of entries, each as wide as its widest label, with an em after it.
    pub fn columns<const COUNT: usize>(&mut self, labels: &[[String; COUNT]]) -> Columns {
        let style = self.entry_style;
        let em = self.layout.style_of(style).size;
        let mut columns = Columns::default();
        for column in 0..COUNT {
            let widths = labels.iter().filter_map(|labels| Some(self.line(&labels[column], style)?.width));
            let widest = widths.max().unwrap_or_default();
            columns.starts.push(columns.text);
            columns.text += widest + em;
        }
        columns
    }

    /// An entry: its labels, a text, and the page that it leads to.
    pub fn entry(&mut self, labels: &[String], columns: &Columns, text: &str, page: usize) {
        let style = self.entry_style;
        let (em, full) = (self.layout.style_of(style).size, self.layout.page.type_width());
        let left = columns.text;
        let frame = Frame {
            width: full,
            first_line: left,
            other_lines: left,
            right: em * NUMBER_ROOM,
            align: Align::Left,
            cells: CellUse::None,
            by_sense: false,
            ..Frame::of(self.layout.style_of(style), full)
        };
        let lines = self.setter.paragraph(&plain(text, style), frame);
        let count = lines.len() as u32;
        if self.next > 0 && self.next + count > self.layout.lines {
            self.turn();
        }
        let first = self.next;
        for (label, &start) in labels.iter().zip(&columns.starts) {
            if let Some(label) = self.line(label, style) {
                self.place(label, start, first, Part::Contents);
            }
        }
        let mut end = left;
        for line in lines {
            end = line.x + line.width;
            self.place(line, Length::ZERO, self.next, Part::Contents);
            self.next += 1;
        }
        self.number(end, page, self.next.saturating_sub(1).max(first));
        self.blocks += 1;
    }

    /// Leader and number at the end of an entry.
    fn number(&mut self, end: Length, page: usize, line: u32) {
        let style = self.entry_style;
        let (em, full) = (self.layout.style_of(style).size, self.layout.page.type_width());
        let Some(number) = self.line(&(page + 1).to_string(), style) else { return };
        let start = full - number.width;
        // A quarter of an em stays free on either side of the leader.
        let room = (start - end - em / 2).emu() / em.emu().max(1);
        if let Some(dots) = self.line(&LEADER.repeat(room.max(0) as usize), style) {
            let x = start - em / 4 - dots.width;
            self.place(dots, x, line, Part::Artifact);
        }
        self.place(number, start, line, Part::Contents);
    }

    /// A text in the middle of a line of the grid, made smaller if it is too wide; in a heading's style if the layout
    /// lacks the one that is wanted.
    pub fn centred(&mut self, text: &str, style: &str, line: u32, part: Part) {
        let style = self.layout.style(style).unwrap_or(self.heading_style);
        let full = self.layout.page.type_width();
        let Some(mut set) = self.line(text, style) else { return };
        if set.width > full {
            let width = set.width;
            set.scale(full, width);
        }
        let x = (full - set.width) / 2;
        self.place(set, x, line, part);
        self.blocks += 1;
    }

    fn line(&mut self, text: &str, style: StyleId) -> Option<Line> {
        self.setter.single_line(&plain(text, style))
    }

    fn place(&mut self, mut line: Line, x: Length, at: u32, part: Part) {
        let Some(page) = self.pages.pages.last_mut() else { return };
        line.shift(x, Length::ZERO);
        let em = line.runs.iter().map(|run| run.size).max().unwrap_or_default();
        let baseline = self.layout.line_top(at) + baseline_in(self.layout.pitch(), em);
        let tag = Tag { part, block: self.blocks, element: self.element };
        put(page, line, baseline, tag, self.layout);
    }

    /// The finished pages.
    ///
    /// # Errors
    /// Characters that no face has.
    pub fn finish(self) -> Result<Pages, Vec<Diagnostic>> {
        let (errors, _) = self.setter.finish(&Source::new(super::words::CONTENTS, ""));
        if errors.is_empty() { Ok(self.pages) } else { Err(errors) }
    }
}

fn style(layout: &Layout, name: &str) -> Result<StyleId, Vec<Diagnostic>> {
    let missing = || vec![Diagnostic::error(Problem::MissingStyle { name: name.to_owned() })];
    layout.style(name).ok_or_else(missing)
}

/// A page with nothing on it.
pub(super) fn blank(layout: &Layout, number: u32) -> Page {
    let page = &layout.page;
    let type_area = Area {
        x: page.type_left(number),
        y: page.head,
        width: page.type_width(),
        height: page.type_height(),
    };
    Page { width: page.width, height: page.height, number, type_area, ..Page::default() }
}

/// A text in one style.
pub(super) fn plain(text: &str, style: StyleId) -> RichText {
    let mut rich = RichText::default();
    rich.push_literal(text, style);
    rich
}
