//! Lines → finished pages: grid, masthead, imprint, page numbers.
//!
//! In comes a document, out go [`Pages`] on which nothing moves any more.
//! The steps: rows of the masthead and the imprint are set; running text flows over the grid;
//! the imprint goes to the foot of the last page; page numbers and the numbers in the contents list come last,
//! because only now are they known.

mod cells;
mod contents;
mod flow;
mod page_number;
mod rows;
mod signature;

use std::sync::Arc;

pub(crate) use page_number::page_text;

use crate::diagnostic::{Diagnostic, Source};
use crate::document::Document;
use crate::fonts::FontBook;
use crate::issue::Issue;
use crate::layouts::Layout;
use crate::page::{Area, Element, ElementId, Item, Page, Pages, Part, Region};
use crate::typeset::{Line, Typesetter};
use crate::units::Length;

/// Where the baseline of a character stands below the upper edge of its em box, in thousandths of an em.
///
/// The ideographic em box reaches 0.12 em below the baseline: OpenType's `BASE` table, tag `ideo`, in CJK faces.
pub(crate) const ASCENT: i64 = 880;

/// How many pages a document may have.
pub const MOST_PAGES: usize = 100_000;

/// Sets a document on pages; gives the pages and warnings.
///
/// # Errors
/// Characters that no face has, and rows that do not fit on a page.
pub fn paginate(
    document: &Document,
    issue: &Issue,
    layout: &Layout,
    fonts: &FontBook,
    fill: Option<u32>,
) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut paginator = Paginator {
        setter: Typesetter::new(layout, fonts)?.keep_names(&document.names),
        layout,
        source: &issue.source,
        pages: Pages { metadata: document.metadata.clone(), ..Pages::default() },
        blocks: 0,
        fill,
        numbered: usize::MAX,
        problems: Vec::new(),
    };
    paginator.run(document);
    let Paginator { setter, pages, mut problems, .. } = paginator;
    let (errors, warnings) = setter.finish(&issue.source);
    problems.extend(errors);
    if problems.is_empty() { Ok((pages, warnings)) } else { Err(problems) }
}

struct Paginator<'a> {
    setter: Typesetter<'a>,
    layout: &'a Layout,
    source: &'a Arc<Source>,
    pages: Pages,
    /// How many blocks have been numbered.
    blocks: u32,
    /// To a multiple of how many the pages are filled.
    fill: Option<u32>,
    /// How many pages carry a number.
    numbered: usize,
    problems: Vec<Diagnostic>,
}

impl Paginator<'_> {
    fn run(&mut self, document: &Document) {
        self.add_page();
        let masthead = self.set_rows(&document.masthead, "masthead", Region::Masthead);
        let imprint = self.set_rows(&document.imprint, "imprint", Region::Imprint);
        let height = self.layout.page.type_height();
        if masthead.height > height || imprint.height > height {
            return;
        }
        let least = self.layout.masthead.lines;
        let lines_taken = self.lines_for(masthead.height).max(least.unwrap_or(0));
        let head = (least.is_none() && !masthead.is_empty()).then_some(masthead.height);
        self.place_rows(masthead, Length::ZERO);
        let flow = self.flow(&document.blocks, lines_taken, head);
        let free = height - self.layout.line_top(flow.next_line);
        self.page_for_imprint(free >= imprint.height, !imprint.is_empty());
        let top = height - imprint.height;
        self.place_rows(imprint, top);
        self.number_contents(document, &flow);
        self.number_pages();
    }

    /// Turns to the page that the imprint stands on, over blank pages if the pages are filled to a multiple.
    ///
    /// GB/T 9704 7.5: where blank pages stand before the imprint's, neither they nor it are numbered.
    fn page_for_imprint(&mut self, fits: bool, is_there: bool) {
        let text = self.pages.pages.len();
        let by_layout = if is_there { self.layout.imprint.fill } else { 1 };
        let multiple = self.fill.unwrap_or(1).max(by_layout).max(1) as usize;
        if fits && text.is_multiple_of(multiple) {
            return;
        }
        let all = (text + 1).next_multiple_of(multiple);
        if all > text + 1 || !is_there {
            self.numbered = text;
        }
        (text..all).for_each(|_| self.add_page());
    }

    /// How many lines of the grid a height takes.
    fn lines_for(&self, height: Length) -> u32 {
        let pitch = self.layout.pitch().emu().max(1);
        ((height.emu() + pitch - 1) / pitch).clamp(0, i64::from(self.layout.lines)) as u32
    }

    fn add_page(&mut self) {
        let number = self.pages.pages.len() as u32 + 1;
        let (width, height) = (self.layout.page.width, self.layout.page.height);
        let page = &self.layout.page;
        let type_area = Area {
            x: page.type_left(number),
            y: page.head,
            width: page.type_width(),
            height: page.type_height(),
        };
        self.pages.pages.push(Page { width, height, number, type_area, ..Page::default() });
    }

    /// The number of an element of the layout.
    fn element(&mut self, name: &str, region: Region) -> ElementId {
        let elements = &mut self.pages.elements;
        let known = elements.iter().position(|element| element.name == name);
        let index = known.unwrap_or(elements.len());
        if known.is_none() {
            elements.push(Element { name: name.to_owned(), region });
        }
        ElementId(index as u16)
    }

    fn next_block(&mut self) -> u32 {
        self.blocks += 1;
        self.blocks - 1
    }

    /// Puts a line on the last page; `baseline` is measured from the top of the type area.
    fn place_line(&mut self, line: Line, baseline: Length, tag: Tag) {
        if let Some(page) = self.pages.pages.last_mut() {
            put(page, line, baseline, tag, self.layout);
        }
    }
}

/// What a line is, and what it belongs to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tag {
    /// What it is to a reader.
    pub part: Part,
    /// The number of its block.
    pub block: u32,
    /// The element of the layout.
    pub element: ElementId,
}

/// Puts a line on a page; `baseline` is measured from the top of the type area.
pub(crate) fn put(page: &mut Page, mut line: Line, baseline: Length, tag: Tag, layout: &Layout) {
    line.shift(layout.page.type_left(page.number), layout.page.head + baseline);
    line.report.block = tag.block;
    if tag.part != Part::Artifact {
        page.lines.push(line.report);
    }
    page.items.extend(line.runs.into_iter().map(|mut run| {
        run.part = tag.part;
        run.block = tag.block;
        run.element = tag.element;
        Item::Text(run)
    }));
    page.items.extend(line.marks.into_iter().map(|mut mark| {
        match &mut mark {
            Item::Text(run) => {
                run.block = tag.block;
                run.element = tag.element;
            }
            Item::Rule(rule) => rule.element = tag.element,
            Item::Dot(_) => {}
        }
        mark
    }));
}

/// Where the baseline stands in a band of a height, below its upper edge: the em box is in its middle.
pub(crate) fn baseline_in(height: Length, em: Length) -> Length {
    (height - em) / 2 + em.ratio(ASCENT, 1000)
}
