//! Running text over the grid: every line stands in a line of the grid, alike on both sides of a sheet.

use super::baseline::baseline_in;
use super::breaks::{self, BLEMISH, Keep, Kind, LINES_KEPT, Plan, Rules, Shape, Shapes, Unit};
use super::cells::Cells;
use super::grid::Grid;
use super::paginator::{MOST_PAGES, Paginator};
use super::tag::Tag;
use crate::document::{Block, BlockContent, Label, RichText, Spacing};
use crate::page::{Area, Bookmark, Region};
use crate::typeset::{Frame, Line};
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Align, Style};

/// Where the running text came to stand.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The lower edge of the text on the last page, from the top of the type area.
    pub end: Length,
    /// For each block: the index of the page that it begins on, and the baseline and the end of its last line.
    pub places: Vec<BlockPlace>,
}

/// Where a block stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct BlockPlace {
    /// The page of its first line.
    pub first_page: usize,
    /// The page of its last line.
    pub last_page: usize,
    /// The baseline of its last line, from the top of the type area.
    pub last_baseline: Length,
    /// Where its last line ends, from the left of the type area.
    pub last_end: Length,
    /// What the block is.
    pub tag: Tag,
}

/// Lines in their places on the grid.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// How many lines stay free above them.
    pub before: u32,
    /// The lines, each with what stands beside each other on it; empty ones stay free.
    pub lines: Vec<Vec<Line>>,
    /// Into how many parts page breaks may divide it, each of `unit_lines` lines and the last one of the rest; 0 for
    /// text, which may be divided after each line.
    pub units: usize,
    /// How many lines each part has.
    pub unit_lines: usize,
    /// How many lines stay free above a part that begins a page.
    pub head: u32,
    /// What is kept clear for seals and stamps, each with the number of its part, from the left of the type area and the
    /// top of the part's first line.
    pub clear: Vec<(usize, Area)>,
}

impl Placed {
    /// Puts something on a line, counted from 0.
    pub fn add(&mut self, line: u32, content: Line) {
        let line = line as usize;
        if self.lines.len() <= line {
            self.lines.resize_with(line + 1, Vec::new);
        }
        self.lines[line].push(content);
    }
}

/// A block with its lines.
pub(super) struct SetBlock<'a> {
    block: &'a Block,
    /// Its lines on the layout's grid.
    placed: Placed,
    em: Length,
    /// Space above and below it, before it is rounded to lines.
    gap: Length,
    space_after: Length,
    keep_with_next: Keep,
    kind: Kind,
    /// Lines of the grid that a signature was set on.
    grid_lines: u32,
}

/// The head of the first page, as the running text below it needs it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    /// Its height.
    pub height: Length,
    /// The number of lines that it takes at least.
    pub least: u32,
    /// Whether the space above the first block is measured from its lower edge, to the nearest line, because it is
    /// rounded up to whole lines.
    pub is_rounded: bool,
}

/// The pages that the blocks of a document go on.
pub(super) struct PlannedFlow {
    units: Vec<Unit>,
    shapes: Vec<Shapes>,
    plan: Plan,
}

impl PlannedFlow {
    /// Whether text of an article is on the first page, or there is none.
    pub fn shows_text_first(&self, blocks: &[SetBlock<'_>]) -> bool {
        let is_text = |unit: &Unit| blocks[unit.block].kind == Kind::Body;
        let end = self.plan.pages.first().map_or(0, |page| page.end);
        self.units[..end].iter().any(is_text) || !self.units.iter().any(is_text)
    }

    /// The cost of what is wrong with the page breaks.
    pub fn faults(&self) -> u64 {
        self.plan.faults
    }
}

impl Paginator<'_> {
    /// Sets the lines of all blocks on the layout's grid.
    pub(super) fn set_blocks<'b>(&mut self, blocks: &'b [Block]) -> Vec<SetBlock<'b>> {
        let mut is_signed = false;
        let mut set = Vec::with_capacity(blocks.len());
        for block in blocks {
            let is_signature = matches!(block.content, BlockContent::Signature(_));
            is_signed = block.keep_with_previous && (is_signed || is_signature);
            let kind = match (is_signed, block.keep_with_previous, block.is_text) {
                (true, ..) => Kind::Signed,
                (false, true, _) => Kind::Closing,
                (false, false, true) => Kind::Body,
                (false, false, false) => Kind::Other,
            };
            set.push(self.set_block(block, kind));
        }
        set
    }

    /// Chooses where pages end: on the layout's grid, and where something would be wrong there, on the others that it
    /// allows.
    pub(super) fn plan_flow(&mut self, blocks: &[SetBlock<'_>], head: Head) -> PlannedFlow {
        let usual = self.layout.lines;
        let mut shapes = vec![self.shapes(blocks, head, usual)];
        let units = breaks::units(&shapes[0].blocks);
        let allowed = self.layout.pagination;
        let rules = Rules {
            orphans: self.layout.text.orphans as usize,
            widows: self.layout.text.widows as usize,
            text_on_first_page: allowed.text_on_first_page,
        };
        let mut plan = breaks::choose(&shapes, &units, rules);
        let least = usual.saturating_sub(allowed.fewer_lines).max(1);
        let others = (least..=usual + allowed.more_lines).filter(|lines| *lines != usual);
        if plan.faults >= BLEMISH && others.clone().next().is_some() {
            for lines in others {
                shapes.push(self.shapes(blocks, head, lines));
            }
            plan = breaks::choose(&shapes, &units, rules);
        }
        PlannedFlow { units, shapes, plan }
    }

    /// The blocks on a grid with a number of lines a page.
    fn shapes(&mut self, blocks: &[SetBlock<'_>], head: Head, lines: u32) -> Shapes {
        let grid = Grid::of(self.layout, lines);
        let first_line = grid.lines_for(head.height).max(head.least.min(lines));
        // What is wrong with a signature has been said of the layout's own grid.
        let problems = self.problems.len();
        let mut shapes: Vec<Shape> = blocks.iter().map(|set| self.shape(set, &grid)).collect();
        if lines != self.layout.lines {
            self.problems.truncate(problems);
        }
        if let (true, Some(first), Some(set)) = (head.is_rounded, shapes.first_mut(), blocks.first()) {
            first.before = grid.whole_lines(head.height + set.gap).saturating_sub(first_line);
        }
        Shapes { lines, change: lines.abs_diff(self.layout.lines), first_line, blocks: shapes }
    }

    fn shape(&mut self, set: &SetBlock<'_>, grid: &Grid) -> Shape {
        let on_grid;
        let mut placed = &set.placed;
        let mut is_signature = false;
        if let BlockContent::Signature(text) = &set.block.content {
            is_signature = true;
            if grid.lines != set.grid_lines {
                on_grid = self.signature(text, grid);
                placed = &on_grid;
            }
        }
        let lines = placed.lines.len();
        let (units, unit_lines) = if is_signature { (placed.units, placed.unit_lines) } else { (lines, 1) };
        Shape {
            lines,
            rows: grid.lines_for(set.em).max(1),
            before: placed.before.max(grid.whole_lines(set.gap)),
            after: grid.whole_lines(set.space_after),
            units,
            unit_lines,
            head: placed.head,
            is_signature,
            keep_with_next: set.keep_with_next,
            new_page: set.block.new_page,
            kind: set.kind,
        }
    }

    /// Sets the lines on their pages, of which the first one is there.
    pub(super) fn place_flow(&mut self, mut blocks: Vec<SetBlock<'_>>, flow: PlannedFlow) -> Flow {
        let PlannedFlow { units, shapes, plan } = flow;
        let mut result = Flow { end: Length::ZERO, places: Vec::with_capacity(blocks.len()) };
        if plan.pages.len() > MOST_PAGES {
            self.problems.push(Diagnostic::error(Problem::TooManyPages { limit: MOST_PAGES }));
            return result;
        }
        let mut start = 0;
        for (index, page) in plan.pages.iter().enumerate() {
            let shape = &shapes[page.grid];
            let grid = Grid::of(self.layout, shape.lines);
            if index > 0 {
                self.add_page();
            }
            self.mark_adjusted(&grid);
            let mut next_line = if index == 0 { shape.first_line } else { 0 };
            for unit in &units[start..page.end] {
                self.skip_empty(&mut result, &blocks, unit.block);
                let (set, on_grid) = (&mut blocks[unit.block], &shape.blocks[unit.block]);
                next_line += on_grid.before_unit(unit.line, next_line > 0);
                next_line += self.place_unit(&mut result, set, *unit, on_grid, &grid, next_line);
            }
            start = page.end;
            result.end = grid.line_top(next_line);
            let empty = grid.lines.saturating_sub(next_line);
            if !page.is_forced {
                self.warn_empty(empty, units.get(start).and_then(|unit| blocks[unit.block].block.text()));
            }
        }
        self.skip_empty(&mut result, &blocks, blocks.len());
        result
    }

    /// Warns of a page that ends with more empty lines than the layout allows; `next` had no room there.
    fn warn_empty(&mut self, lines: u32, next: Option<&RichText>) {
        let Some(most) = self.layout.pagination.most_empty_lines.filter(|most| lines > *most) else { return };
        let page = self.pages.pages.len() as u32;
        let problem = Problem::EmptyLines { page, lines, most };
        self.warnings.push(match next.and_then(RichText::first_source) {
            Some(start) => Diagnostic::warning_at(problem, self.source, start..start),
            None => Diagnostic::warning(problem),
        });
    }

    /// Blocks without a line have a place all the same, so that places can be found by the number of their block.
    fn skip_empty(&mut self, flow: &mut Flow, blocks: &[SetBlock<'_>], until: usize) {
        while flow.places.len() < until {
            let tag = self.tag_of(blocks[flow.places.len()].block);
            let page = self.pages.pages.len() - 1;
            flow.places.push(BlockPlace::new(tag, page));
        }
    }

    fn tag_of(&mut self, block: &Block) -> Tag {
        let element = self.element(&block.element, Region::Text);
        self.note_block_placing(element, block);
        Tag { part: block.part, block: self.next_block(), element }
    }

    /// Sets a line, or a block whose lines stay together, from a line of the grid on; returns the lines that it takes.
    fn place_unit(
        &mut self,
        flow: &mut Flow,
        set: &mut SetBlock<'_>,
        unit: Unit,
        shape: &Shape,
        grid: &Grid,
        first: u32,
    ) -> u32 {
        if unit.line == 0 {
            let tag = self.tag_of(set.block);
            flow.places.push(BlockPlace::new(tag, self.pages.pages.len() - 1));
            self.add_bookmark(set.block, grid.line_top(first));
        }
        if let BlockContent::Signature(text) = &set.block.content {
            if grid.lines != set.grid_lines {
                let problems = self.problems.len();
                set.placed = self.signature(text, grid);
                set.grid_lines = grid.lines;
                self.problems.truncate(problems);
            }
            self.keep_clear(&set.placed.clear, unit.line, grid.line_top(first));
        }
        let Some(place) = flow.places.last_mut() else { return 0 };
        let start = unit.line * shape.unit_lines;
        let mut next = first;
        for line in start..start + shape.lines_of(unit.line) {
            let top = grid.line_top(next);
            let baseline = top + baseline_in(grid.line_top(next + shape.rows) - top, set.em);
            place.last_page = self.pages.pages.len() - 1;
            place.last_baseline = baseline;
            for piece in set.placed.lines.get_mut(line).map(std::mem::take).unwrap_or_default() {
                place.last_end = piece.x + piece.width;
                self.place_line(piece, baseline, place.tag);
            }
            next += shape.rows;
        }
        let is_last = unit.line + 1 == shape.units;
        next - first + if is_last { shape.after } else { 0 }
    }

    fn set_block<'b>(&mut self, block: &'b Block, kind: Kind) -> SetBlock<'b> {
        let style = self.layout.style_of(block.style);
        let placed = match &block.content {
            BlockContent::Paragraph { text, label } => self.set_paragraph(text, label.as_ref(), style),
            BlockContent::Cells { cells, names, inset } => {
                let (names, part) = (names.as_deref(), block.part);
                let cells = Cells { style: block.style, cells, names, inset: *inset, lines: 1, part };
                Placed { lines: self.cell_lines(&cells), ..Placed::default() }
            }
            BlockContent::Signature(text) => {
                let grid = Grid::of(self.layout, self.layout.lines);
                self.signature(text, &grid)
            }
        };
        // A paragraph of more lines than these may be broken itself, before its last ones.
        let keep_with_next = match (style.keep_with_next, block.keep_with_next) {
            (true, _) => Keep::Whole,
            (false, true) if placed.lines.len() <= LINES_KEPT => Keep::Whole,
            (false, true) => Keep::End,
            (false, false) => Keep::Nothing,
        };
        SetBlock {
            block,
            placed,
            em: style.size,
            gap: block.gap.unwrap_or(style.space_before),
            space_after: match block.after {
                None => style.space_after,
                Some(Spacing::None) => Length::ZERO,
                Some(Spacing::Of(other)) => self.layout.style_of(other).space_after,
            },
            keep_with_next,
            kind,
            grid_lines: self.layout.lines,
        }
    }

    fn set_paragraph(&mut self, text: &RichText, label: Option<&Label>, style: &Style) -> Placed {
        let width = self.layout.page.type_width();
        let mut frame = Frame::of(style, width);
        if frame.align == Align::Spread {
            frame.align = Align::Centre;
        }
        let Some(label) = label else {
            // A writer who ends a title's lines knows better than we where they end.
            let lines = text.lines().iter().flat_map(|line| self.setter.paragraph(line, frame)).collect();
            return Placed { lines: one_by_one(lines), ..Placed::default() };
        };
        let mut x = frame.first_line;
        let mut before = Vec::new();
        for (text, is_shown) in [(&label.outer, label.is_first), (&label.number, true)] {
            let Some(mut line) = self.setter.single_line(text) else { continue };
            let width = line.width;
            line.shift(x - line.x, Length::ZERO);
            x += width;
            if is_shown {
                before.push(line);
            }
        }
        let frame = Frame { first_line: x, other_lines: x, ..frame };
        let lines = text.lines().iter().flat_map(|line| self.setter.paragraph(line, frame)).collect();
        let mut lines = one_by_one(lines);
        if let Some(first) = lines.first_mut() {
            first.splice(0..0, before);
        }
        Placed { lines, ..Placed::default() }
    }

    /// Notes what a part of a signature keeps clear on the last page, from a distance below the top of the type area on.
    fn keep_clear(&mut self, areas: &[(usize, Area)], part: usize, top: Length) {
        let top = self.layout.page.head + top;
        if let Some(page) = self.pages.pages.last_mut() {
            let x = self.layout.page.type_left(page.number);
            let own = areas.iter().filter(|(of, _)| *of == part).map(|(_, area)| area);
            page.kept_clear.extend(own.map(|area| Area { x: area.x + x, y: area.y + top, ..*area }));
        }
    }

    fn add_bookmark(&mut self, block: &Block, top: Length) {
        if let (Some(level), Some(text)) = (block.bookmark, block.text()) {
            let title = text.text.replace('\n', "");
            let page = self.pages.pages.len() - 1;
            self.pages.bookmarks.push(Bookmark { title, level, page, y: self.layout.page.head + top });
        }
    }
}

impl BlockPlace {
    /// A block that begins on a page, before its lines are placed.
    fn new(tag: Tag, page: usize) -> BlockPlace {
        let zero = Length::ZERO;
        BlockPlace { first_page: page, last_page: page, last_baseline: zero, last_end: zero, tag }
    }
}

fn one_by_one(lines: Vec<Line>) -> Vec<Vec<Line>> {
    lines.into_iter().map(|line| vec![line]).collect()
}
