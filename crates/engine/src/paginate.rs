//! Lines → finished pages: grid, masthead, imprint, page numbers.
//!
//! In comes a document, out go [`Pages`] on which nothing moves any more.
//! The steps: rows of the masthead and the imprint are set; running text flows over the grid;
//! the imprint goes to the foot of the last page; running heads, page numbers and the numbers in the contents list come
//! last, because only now are they known.

mod baseline;
mod breaks;
mod cells;
mod contents;
mod fit;
mod flow;
mod grid;
mod imprint;
mod ink;
mod ink_check;
mod page_number;
mod paginator;
mod placing;
mod rows;
mod running_head;
mod set_rows;
mod signature;
mod tag;

pub use baseline::baseline_in;
pub(crate) use page_number::page_text;
pub use paginator::MOST_PAGES;
pub use tag::{Tag, put};

use crate::document::{Document, DocumentRow, RichText, RowText};
use crate::fonts::FontBook;
use crate::page::{AdjustedPitch, Area, Element, ElementId, Page, Pages, Region};
use crate::typeset::{Line, Typesetter};
use breaks::BLEMISH;
use flow::{Flow, Head, PlannedFlow, SetBlock};
use grid::Grid;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_format::issue::Issue;
use hongtou_format::layouts::Layout;
use paginator::{FULL_SCALE, Paginator};
use set_rows::SetRows;

/// Sets a document on pages; returns the pages and warnings.
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
    let set =
        |layout: &Layout, usual_cells| Paginator::set(document, issue, layout, fonts, (fill, usual_cells));
    let mut best = set(layout, layout.cells)?;
    // GB/T 9704 7.3.5.5: where other lines do not help, other characters a line, and as few fewer as help.
    for fewer in 1..=layout.pagination.fewer_cells {
        let Some(cells) = layout.cells.and_then(|cells| cells.checked_sub(fewer)) else { break };
        if best.faults < BLEMISH || cells < LEAST_CELLS {
            break;
        }
        let roomier = Layout { cells: Some(cells), ..layout.clone() };
        match set(&roomier, layout.cells) {
            Ok(other) if other.faults + CELLS_COST * u64::from(fewer) < best.faults => best = other,
            _ => {}
        }
    }
    Ok((best.pages, best.warnings))
}

/// By how much a stack of names is made smaller at a time, in thousandths of the size of its style.
const SCALE_STEP: i64 = 25;

/// Fewer cells than this are no line of text.
const LEAST_CELLS: u32 = 10;

/// What a line of one cell fewer costs, beside the costs of page breaks.
const CELLS_COST: u64 = 15;

/// A document on pages.
struct Outcome {
    pages: Pages,
    warnings: Vec<Diagnostic>,
    /// The cost of what is wrong with the page breaks.
    faults: u64,
}

impl<'a> Paginator<'a> {
    fn set(
        document: &'a Document,
        issue: &'a Issue,
        layout: &'a Layout,
        fonts: &'a FontBook,
        (fill, usual_cells): (Option<u32>, Option<u32>),
    ) -> Result<Outcome, Vec<Diagnostic>> {
        let mut paginator = Paginator {
            setter: Typesetter::new(layout, fonts)?.keep_names(&document.names),
            layout,
            source: &issue.source,
            pages: Pages { metadata: document.metadata.clone(), ..Pages::default() },
            blocks: 0,
            fill,
            numbered: usize::MAX,
            usual_cells,
            stack_scale: FULL_SCALE,
            placings: Vec::new(),
            problems: Vec::new(),
            warnings: Vec::new(),
        };
        let faults = paginator.run(document);
        let Paginator { setter, pages, mut problems, mut warnings, .. } = paginator;
        let (errors, more) = setter.finish(&issue.source);
        problems.extend(errors);
        warnings.extend(more);
        if problems.is_empty() { Ok(Outcome { pages, warnings, faults }) } else { Err(problems) }
    }

    /// Sets all pages; returns the cost of what is wrong with the page breaks.
    fn run(&mut self, document: &Document) -> u64 {
        self.add_page();
        let blocks = self.set_blocks(&document.blocks);
        let (masthead, plan) = self.plan_first_page(document, &blocks);
        let imprint = self.set_rows(&document.imprint, "imprint", Region::Imprint);
        let height = self.layout.page.type_height();
        let parts = self.imprint_parts(imprint);
        if masthead.height > height || parts.is_empty() {
            return 0;
        }
        let faults = plan.faults();
        self.place_rows(masthead, Length::ZERO);
        let flow = self.place_flow(blocks, plan);
        self.text_on_first_page(document, &flow);
        let free = height - flow.end;
        self.page_for_imprint(free >= parts[0].height, parts.len(), !parts[0].is_empty());
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                self.add_page();
            }
            let top = height - part.height;
            self.place_rows(part, top);
        }
        self.number_contents(document, &flow);
        self.add_running_heads(document);
        self.number_pages();
        self.check_ink();
        faults
    }

    /// Sets the masthead, and chooses where pages end.
    ///
    /// Where the names of many organs leave no room for the text and the signature, names and pitch become smaller
    /// together, as far as their style allows.
    fn plan_first_page(&mut self, document: &Document, blocks: &[SetBlock<'_>]) -> (SetRows, PlannedFlow) {
        let rows = &document.masthead;
        let (problems, numbered) = (self.problems.len(), self.blocks);
        let mut scale = FULL_SCALE;
        let mut best = self.plan_below(rows, blocks, scale);
        let least = self.least_stack_scale(document);
        let mut said = self.problems.split_off(problems);
        while scale > least && (best.1.faults() >= BLEMISH || !said.is_empty()) {
            scale = (scale - SCALE_STEP).max(least);
            self.blocks = numbered;
            let other = self.plan_below(rows, blocks, scale);
            let others = self.problems.split_off(problems);
            if others.len() < said.len() || others.len() == said.len() && other.1.faults() < best.1.faults() {
                (best, said) = (other, others);
            }
        }
        if !self.shows_text(&best, blocks)
            && let Some((problem, place)) = self.too_many_organs(rows, blocks, least)
        {
            let start = place.unwrap_or(0);
            if best.0.height > self.layout.page.type_height() {
                said.retain(|said| !matches!(said.problem, Problem::RowsTooTall { .. }));
                said.push(Diagnostic::error_at(problem, self.source, start..start));
            } else {
                self.warnings.push(Diagnostic::warning_at(problem, self.source, start..start));
            }
        }
        self.problems.append(&mut said);
        best
    }

    /// Whether the first page shows text, if the layout asks for it and there is any.
    fn shows_text(&self, (masthead, plan): &(SetRows, PlannedFlow), blocks: &[SetBlock<'_>]) -> bool {
        let has_room = masthead.height <= self.layout.page.type_height();
        has_room && (!self.layout.pagination.text_on_first_page || plan.shows_text_first(blocks))
    }

    /// What is wrong if a stack of names leaves the first page no room for text even at its smallest, and fewer names
    /// would leave it; with the place of the names.
    fn too_many_organs(
        &mut self,
        rows: &[DocumentRow],
        blocks: &[SetBlock<'_>],
        least: i64,
    ) -> Option<(Problem, Option<usize>)> {
        let index = rows.iter().position(|row| matches!(row.content, RowText::Stack { .. }))?;
        let RowText::Stack { style, names, .. } = &rows[index].content else { return None };
        let (count, size) = (names.len(), self.layout.style_of(*style).min_size);
        let (problems, numbered) = (self.problems.len(), self.blocks);
        let most = (1..count).rev().find(|&most| {
            let mut fewer = rows.to_vec();
            if let RowText::Stack { names, .. } = &mut fewer[index].content {
                names.truncate(most);
            }
            let planned = self.plan_below(&fewer, blocks, least);
            self.problems.truncate(problems);
            self.shows_text(&planned, blocks)
        })?;
        self.blocks = numbered;
        Some((Problem::TooManyOrgans { count, most, size }, rows[index].source()))
    }

    /// The masthead with its stacks of names at a scale, and the pages below it.
    fn plan_below(
        &mut self,
        rows: &[DocumentRow],
        blocks: &[SetBlock<'_>],
        scale: i64,
    ) -> (SetRows, PlannedFlow) {
        self.stack_scale = scale;
        let masthead = self.set_rows(rows, "masthead", Region::Masthead);
        let least = self.layout.masthead.lines;
        let head = Head {
            height: masthead.height,
            least: least.unwrap_or(0),
            is_rounded: least.is_none() && !masthead.is_empty(),
        };
        let plan = self.plan_flow(blocks, head);
        (masthead, plan)
    }

    /// The smallest scale that the styles of the masthead's stacks of names allow.
    fn least_stack_scale(&self, document: &Document) -> i64 {
        let scales = document.masthead.iter().filter_map(|row| match &row.content {
            RowText::Stack { style, .. } => {
                let style = self.layout.style_of(*style);
                Some(style.min_size.ratio(FULL_SCALE, style.size.emu().max(1)).emu())
            }
            _ => None,
        });
        scales.max().unwrap_or(FULL_SCALE)
    }

    /// GB/T 9704 7.3.3: the first page must show text.
    fn text_on_first_page(&mut self, document: &Document, flow: &Flow) {
        let mut texts = document.blocks.iter().zip(&flow.places).filter(|(block, _)| block.is_text);
        let Some((block, place)) = texts.next() else { return };
        let is_organs = |warning: &Diagnostic| matches!(warning.problem, Problem::TooManyOrgans { .. });
        if place.first_page == 0
            || !self.layout.pagination.text_on_first_page
            || self.warnings.iter().any(is_organs)
        {
            return;
        }
        let problem = Problem::NoTextOnFirstPage;
        let warning = match block.text().and_then(RichText::first_source) {
            Some(start) => Diagnostic::warning_at(problem, self.source, start..start),
            None => Diagnostic::warning(problem),
        };
        self.warnings.push(warning);
    }

    /// Notes on the last page that its pitch is other than the layout's.
    fn mark_adjusted(&mut self, grid: &Grid) {
        let (usual_lines, usual_cells, cells) = (self.layout.lines, self.usual_cells, self.layout.cells);
        if (grid.lines, cells) == (usual_lines, usual_cells) {
            return;
        }
        if let Some(page) = self.pages.pages.last_mut() {
            page.adjusted = Some(AdjustedPitch { lines: grid.lines, usual_lines, cells, usual_cells });
        }
    }

    /// Turns to the page on which the imprint begins, over blank pages if the pages are filled to a multiple; it takes
    /// `count` pages.
    ///
    /// GB/T 9704 7.5: where blank pages stand before the imprint's, neither they nor it are numbered.
    fn page_for_imprint(&mut self, fits: bool, count: usize, is_there: bool) {
        let text = self.pages.pages.len();
        let by_layout = if is_there { self.layout.imprint.fill } else { 1 };
        let multiple = self.fill.unwrap_or(1).max(by_layout).max(1) as usize;
        if fits && (text + count - 1).is_multiple_of(multiple) {
            return;
        }
        let all = (text + count).next_multiple_of(multiple);
        if all > text + count || !is_there {
            self.numbered = text;
        }
        (text..all + 1 - count).for_each(|_| self.add_page());
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
