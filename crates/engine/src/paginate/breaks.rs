//! Where pages end, chosen for the whole text together.
//!
//! Every way to end the pages has a cost, and the cheapest is taken; of ways that cost the same, the one whose first
//! pages are fuller. A page that could have taken another line pays [`UNFORCED`], so pages are filled as one after the
//! other would be, until something worse than that is to be avoided: a first page without text, or a signature alone.
//! Where that is not enough, pages near the signature and the first one may have a few lines more or fewer, if the
//! layout says by how many (GB/T 9704 7.3.5.5).

/// What a block is to the choice of page breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A title, a heading, an addressee, a contents entry.
    Other,
    /// Text of an article or an attachment.
    Body,
    /// What comes after the text and before the signature, such as 附件说明.
    Closing,
    /// The signature, and what comes after it, such as 附注.
    Signed,
}

/// How much of a block stays on the page of the block after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// Nothing.
    Nothing,
    /// Its last lines, as of a long paragraph that announces a list; it may be broken before them.
    End,
    /// All of its lines.
    Whole,
}

/// A block as it is on a grid; heights in lines of the grid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// The number of its lines of text.
    pub lines: usize,
    /// Lines of the grid that each of them takes.
    pub rows: u32,
    /// Lines that stay free above it, unless it begins a page.
    pub before: u32,
    /// Lines that stay free below it.
    pub after: u32,
    /// Into how many parts page breaks may divide it: lines of a paragraph, rows of a long signature, or a whole.
    pub units: usize,
    /// How many lines each of them has; the last one has the rest.
    pub unit_lines: usize,
    /// Lines that stay free above one of them that begins a page, so that its seals are in the type area.
    pub head: u32,
    /// Whether it is a signature.
    pub is_signature: bool,
    /// How much of it stays on the page of the block after it.
    pub keep_with_next: Keep,
    /// Whether it begins a page.
    pub new_page: bool,
    /// What it is.
    pub kind: Kind,
}

impl Shape {
    /// The number of lines of a unit.
    pub fn lines_of(&self, unit: usize) -> usize {
        if unit + 1 < self.units {
            self.unit_lines
        } else {
            self.lines.saturating_sub(unit * self.unit_lines)
        }
    }

    /// The lines that stay free above a unit, where there is something above it on its page or not.
    pub fn before_unit(&self, unit: usize, is_below_text: bool) -> u32 {
        match (is_below_text, unit) {
            (true, 0) => self.before,
            (true, _) => 0,
            (false, _) => self.head,
        }
    }
}

/// The whole text on one of the grids that pages may have.
#[derive(Debug, Clone)]
pub(super) struct Shapes {
    /// Lines on a full page.
    pub lines: u32,
    /// By how many lines that differs from the layout's.
    pub change: u32,
    /// The first line of the text on the first page, below the masthead.
    pub first_line: u32,
    /// The blocks in order; the same number for every grid, with the same numbers of lines unless they are whole.
    pub blocks: Vec<Shape>,
}

impl Shapes {
    /// The cost of a page on this grid, if it is not the layout's.
    fn cost_of_change(&self) -> u64 {
        match self.change {
            0 => 0,
            lines => ADJUSTED + ADJUSTED_LINE * u64::from(lines),
        }
    }
}

/// What the layout asks of page breaks: how many lines of a paragraph stay together, and what the first page shows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// Lines at the foot of a page.
    pub orphans: usize,
    /// Lines at the head of a page.
    pub widows: usize,
    /// Whether the first page must show text of an article.
    pub text_on_first_page: bool,
}

/// A page of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PlannedPage {
    /// Number of the first unit of the next page.
    pub end: usize,
    /// Index of the page's grid.
    pub grid: usize,
    /// Whether the text ends there, or what follows begins a page in any case.
    pub is_forced: bool,
}

/// Where pages end.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// The pages in order; there is at least one.
    pub pages: Vec<PlannedPage>,
    /// The cost of what no reader should see; less than [`BLEMISH`] if nothing is wrong.
    pub faults: u64,
}

/// A line of a block, a row of a long signature, or a whole block whose lines stay together.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    /// Index of the block.
    pub block: usize,
    /// Number of the line or the row, from 0.
    pub line: usize,
}

/// How many lines of the next block a heading keeps with, and of the text a signature.
pub(super) const LINES_KEPT: usize = 2;

/// A heading that is the last on its page: never, if there is any other way.
const HEADING_LAST: u64 = 4_000;
/// A first page without text (7.3.3: 公文首页必须显示正文).
const NO_TEXT_FIRST: u64 = 1_500;
/// The same where the layout does not ask for text: less than a torn paragraph.
const NO_TEXT_FIRST_ALLOWED: u64 = 50;
/// A page that begins with the signature.
const SIGNATURE_ALONE: u64 = 700;
/// A break between two rows of a signature that no page holds with lines of the text: better than a signature without
/// any text, worse than any other pitch.
const SIGNATURE_BROKEN: u64 = 300;
/// A page with the signature and a single line before it.
const ONE_LINE_SIGNED: u64 = 200;
/// A page with the signature and a line or more of 附件说明, but no line of the text.
const NO_TEXT_SIGNED: u64 = 90;
/// The same with one line of the text: less than moving another line costs.
const ONE_TEXT_LINE_SIGNED: u64 = 30;
/// Fewer lines of a paragraph at the foot or the head of a page than the layout keeps together.
const TORN: u64 = 60;
/// A break between the text and what follows it, such as 附件说明 without a line of the text.
const CLOSING_ALONE: u64 = 50;
/// A break between two entries of it.
const CLOSING_BROKEN: u64 = 8;
/// A page that could have taken another line: less than any fault, more than what is left of the empty lines.
const UNFORCED: u64 = 40;
/// An empty line at the foot of a page, and one more than [`FEW_EMPTY`] of them: two of the latter are worth a pitch
/// of two lines fewer that saves one, which costs [`ADJUSTED`] and twice [`ADJUSTED_LINE`].
const EMPTY: u64 = 2;
const MANY_EMPTY: u64 = 28;
const FEW_EMPTY: u32 = 3;
/// A page with another pitch, and each line of the difference.
const ADJUSTED: u64 = 12;
const ADJUSTED_LINE: u64 = 8;
/// A block that is taller than the page.
const TOO_TALL: u64 = 10_000;
/// From this cost on, something is wrong that is worth an adjusted pitch.
pub(super) const BLEMISH: u64 = 45;

/// The units of a text, in order.
pub(super) fn units(blocks: &[Shape]) -> Vec<Unit> {
    let of_block = |(block, shape): (usize, &Shape)| (0..shape.units).map(move |line| Unit { block, line });
    blocks.iter().enumerate().flat_map(of_block).collect()
}

/// Chooses where pages end. The first of the grids is the layout's; others are used only against faults.
pub(super) fn choose(grids: &[Shapes], units: &[Unit], rules: Rules) -> Plan {
    let near = near_the_signature(&grids[0].blocks, units);
    let has_text = grids[0].blocks.iter().any(|shape| shape.kind == Kind::Body && shape.lines > 0);
    let no_text_first = match (has_text, rules.text_on_first_page) {
        (false, _) => 0,
        (true, true) => NO_TEXT_FIRST,
        (true, false) => NO_TEXT_FIRST_ALLOWED,
    };
    Chooser { grids, units, rules, near, no_text_first }.plan()
}

/// Whether each unit is of the last text before a signature, or of what follows that text.
fn near_the_signature(blocks: &[Shape], units: &[Unit]) -> Vec<bool> {
    let mut near_block = vec![false; blocks.len()];
    let mut body = None;
    for (index, shape) in blocks.iter().enumerate() {
        match shape.kind {
            Kind::Body => body = Some(index),
            Kind::Signed => near_block[body.unwrap_or(index)..=index].fill(true),
            Kind::Other | Kind::Closing => {}
        }
    }
    units.iter().map(|unit| near_block[unit.block]).collect()
}

struct Chooser<'a> {
    grids: &'a [Shapes],
    units: &'a [Unit],
    rules: Rules,
    near: Vec<bool>,
    /// The cost of a first page without text.
    no_text_first: u64,
}

/// A page that begins with a unit, as far as it is filled.
#[derive(Clone, Copy)]
struct Candidate {
    end: usize,
    height: u32,
    /// The cost of ending there, and of what is on the page.
    cost: u64,
}

/// The cheapest way from a unit to the end.
#[derive(Clone, Copy)]
struct Best {
    cost: u64,
    page: PlannedPage,
}

impl Chooser<'_> {
    fn plan(&self) -> Plan {
        let count = self.units.len();
        let mut best: Vec<Best> = Vec::with_capacity(count + 1);
        let none = Best { cost: 0, page: PlannedPage { end: count, grid: 0, is_forced: true } };
        best.resize(count + 1, none);
        for start in (1..count).rev() {
            best[start] = self.best(start, &best);
        }
        if count > 0 {
            best[0] = self.best_first(&best);
        }
        let mut pages = Vec::new();
        let (mut start, mut is_first) = (0, true);
        while start < count {
            // A first page on which nothing fits ends where it begins.
            let page = if is_first || start > 0 { best[start].page } else { self.best(0, &best).page };
            pages.push(page);
            (start, is_first) = (page.end, false);
        }
        if pages.is_empty() {
            pages.push(PlannedPage { end: count, grid: 0, is_forced: true });
        }
        let faults = self.faults(&pages);
        Plan { pages, faults }
    }

    /// The cheapest first page; it may be left without text where the page after it is the better for it.
    fn best_first(&self, best: &[Best]) -> Best {
        let rest = self.best(0, best);
        let mut first = self.best_page(0, true, best);
        let empty = self.empty_first().saturating_add(rest.cost);
        if self.grids[0].first_line > 0 && first.is_none_or(|first| empty < first.cost) {
            first =
                Some(Best { cost: empty, page: PlannedPage { end: 0, grid: 0, is_forced: self.is_end(0) } });
        }
        first.unwrap_or(rest)
    }

    /// The cost of a first page with nothing below its head.
    fn empty_first(&self) -> u64 {
        if self.is_end(0) { self.no_text_first } else { NO_TEXT_FIRST.max(self.no_text_first) }
    }

    fn best(&self, start: usize, best: &[Best]) -> Best {
        let fallback = Best {
            cost: u64::MAX,
            page: PlannedPage { end: start + 1, grid: 0, is_forced: self.is_end(start + 1) },
        };
        self.best_page(start, false, best).unwrap_or(fallback)
    }

    /// The cheapest page that begins with a unit; `None` if nothing fits on it.
    fn best_page(&self, start: usize, is_first: bool, best: &[Best]) -> Option<Best> {
        let mut cheapest: Option<Best> = None;
        for grid in 0..self.grids.len() {
            let candidates = self.candidates(start, is_first, grid);
            // The fullest page that nothing is wrong with.
            let full = candidates.iter().rev().find(|page| page.cost < BLEMISH).map_or(0, |page| page.end);
            for page in candidates.iter().rev() {
                let unforced = if page.end < full { UNFORCED } else { 0 };
                let cost = page.cost.saturating_add(unforced).saturating_add(best[page.end].cost);
                if cheapest.is_none_or(|cheapest| cost < cheapest.cost) {
                    cheapest = Some(Best {
                        cost,
                        page: PlannedPage { end: page.end, grid, is_forced: self.is_end(page.end) },
                    });
                }
            }
            if !self.may_adjust(start, is_first, &candidates) {
                break;
            }
        }
        cheapest
    }

    /// Whether a page may have another pitch: the first one, and those near the signature.
    fn may_adjust(&self, start: usize, is_first: bool, candidates: &[Candidate]) -> bool {
        is_first || self.near[start] || candidates.last().is_some_and(|page| self.near[page.end - 1])
    }

    /// The pages that begin with a unit, the fullest last.
    fn candidates(&self, start: usize, is_first: bool, grid: usize) -> Vec<Candidate> {
        let shapes = &self.grids[grid];
        let change = shapes.cost_of_change();
        let mut height = if is_first { shapes.first_line } else { 0 };
        let mut pages = Vec::new();
        let mut signed = Signed::default();
        let mut has_text = false;
        for end in start..self.units.len() {
            let unit = self.units[end];
            let shape = &shapes.blocks[unit.block];
            let is_turned = shape.new_page && unit.line == 0 && height > 0;
            if is_turned {
                break;
            }
            let before = shape.before_unit(unit.line, height > 0);
            let own = shape.lines_of(unit.line) as u32 * shape.rows;
            let is_too_tall = height + before + own > shapes.lines;
            if is_too_tall && height > 0 {
                break;
            }
            height += before + own;
            signed.add(shape.kind, shape.is_signature && unit.line > 0);
            has_text |= shape.kind == Kind::Body;
            let lacks_text = is_first && !has_text;
            let cost = self.break_cost(end + 1)
                + signed.cost(is_first)
                + if lacks_text { self.no_text_first } else { 0 }
                + if is_too_tall { TOO_TALL } else { 0 }
                + self.empty_cost(end + 1, shapes.lines.saturating_sub(height))
                + change;
            pages.push(Candidate { end: end + 1, height, cost });
            if unit.line + 1 == self.count(unit.block) {
                height += shape.after;
            }
            if is_too_tall {
                break;
            }
        }
        pages
    }

    /// The number of units of a block.
    fn count(&self, block: usize) -> usize {
        self.grids[0].blocks[block].units
    }

    /// Whether the text ends at a unit, or the page is turned there in any case.
    fn is_end(&self, at: usize) -> bool {
        let next = self.units.get(at);
        next.is_none_or(|unit| unit.line == 0 && self.grids[0].blocks[unit.block].new_page)
    }

    fn empty_cost(&self, end: usize, empty: u32) -> u64 {
        if self.is_end(end) {
            return 0;
        }
        EMPTY * u64::from(empty) + MANY_EMPTY * u64::from(empty.saturating_sub(FEW_EMPTY))
    }

    /// The cost of a page that ends before a unit.
    fn break_cost(&self, at: usize) -> u64 {
        if self.is_end(at) {
            return 0;
        }
        let (before, next) = (self.units[at - 1], self.units[at]);
        let blocks = &self.grids[0].blocks;
        let (above, below) = (&blocks[before.block], &blocks[next.block]);
        if before.block != next.block {
            return match (above.keep_with_next, below.kind) {
                (Keep::End | Keep::Whole, _) => HEADING_LAST,
                (_, Kind::Signed) => SIGNATURE_ALONE,
                (_, Kind::Closing) if above.kind != Kind::Closing => CLOSING_ALONE,
                (_, Kind::Closing) => CLOSING_BROKEN,
                _ => 0,
            };
        }
        if above.is_signature {
            return SIGNATURE_BROKEN;
        }
        if above.keep_with_next == Keep::Whole {
            return HEADING_LAST / 2;
        }
        let count = self.count(next.block);
        let follows_heading = next.block > 0 && blocks[next.block - 1].keep_with_next != Keep::Nothing;
        let orphans = if follows_heading { LINES_KEPT } else { self.rules.orphans };
        let is_orphan = next.line < orphans.min(count);
        let is_widow = count - next.line < self.rules.widows.min(count);
        TORN * (u64::from(is_orphan) + u64::from(is_widow))
    }

    /// What is wrong with the pages of a plan, beside lines that stay empty for no fault.
    fn faults(&self, pages: &[PlannedPage]) -> u64 {
        let mut start = 0;
        let mut faults = 0;
        for (index, page) in pages.iter().enumerate() {
            let found = self.candidates(start, index == 0, page.grid);
            let found = found.into_iter().find(|candidate| candidate.end == page.end);
            faults += match found {
                None => self.empty_first(),
                Some(found) => {
                    let shapes = &self.grids[page.grid];
                    let empty = shapes.lines.saturating_sub(found.height);
                    let harmless = if self.is_end(found.end) { 0 } else { EMPTY * u64::from(empty) };
                    found.cost - shapes.cost_of_change() - harmless
                }
            };
            start = page.end;
        }
        faults
    }
}

/// The lines before the signature on its page.
#[derive(Debug, Clone, Copy, Default)]
struct Signed {
    text: usize,
    closing: usize,
    is_signed: bool,
    /// Whether the page begins with a later row of a signature: its break has been paid for.
    is_continued: bool,
}

impl Signed {
    fn add(&mut self, kind: Kind, continues: bool) {
        if continues && !self.is_signed {
            self.is_continued = true;
        }
        match kind {
            Kind::Body if !self.is_signed => self.text += 1,
            Kind::Closing if !self.is_signed => self.closing += 1,
            Kind::Signed => self.is_signed = true,
            Kind::Other | Kind::Body | Kind::Closing => {}
        }
    }

    /// The cost of a signature with the lines before it on its page.
    fn cost(self, is_first: bool) -> u64 {
        // On the first page the whole text comes before it.
        if !self.is_signed || self.is_continued || is_first {
            return 0;
        }
        match (self.text, self.closing) {
            (0, 0) => SIGNATURE_ALONE,
            (1, 0) | (0, 1) => ONE_LINE_SIGNED,
            (0, _) => NO_TEXT_SIGNED,
            (1, _) => ONE_TEXT_LINE_SIGNED,
            _ => 0,
        }
    }
}
