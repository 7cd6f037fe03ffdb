//! Running text over the grid: every line stands in a line of the grid, alike on both sides of a sheet.

use super::cells::Cells;
use super::{MOST_PAGES, Paginator, Tag, baseline_in};
use crate::diagnostic::{Diagnostic, Problem};
use crate::document::{Block, BlockContent, Label, RichText};
use crate::layouts::{Align, Style};
use crate::page::{Area, Bookmark, Region};
use crate::typeset::{Frame, Line};
use crate::units::Length;

/// What the flow of text came to.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// The first free line of the grid on the last page.
    pub next_line: u32,
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
    /// What is kept clear for seals and stamps, from the left of the type area and the top of the first line.
    pub clear: Vec<Area>,
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
struct SetBlock<'a> {
    block: &'a Block,
    placed: Placed,
    /// Lines of the grid that each line takes.
    rows: u32,
    /// Space above it, before it is rounded to lines.
    gap: Length,
    before: u32,
    after: u32,
    em: Length,
    keep_with_next: bool,
    /// Whether its lines stay on one page.
    is_whole: bool,
}

/// Blocks that are placed together.
struct Group<'a> {
    /// Headings, a block, and what stays with its end.
    blocks: Vec<SetBlock<'a>>,
    /// How many blocks at the end stay with the block before them.
    tail: usize,
}

/// How many lines of the next block a heading keeps with, and of the block before a signature.
pub(super) const LINES_KEPT: usize = 2;

impl Paginator<'_> {
    /// Sets the blocks from a line of the first page's grid on.
    ///
    /// `head` is the height of what stands above; where `first_line` only rounds it up, the space above the first
    /// block is measured from there, to the nearest line.
    pub(super) fn flow(&mut self, blocks: &[Block], first_line: u32, head: Option<Length>) -> Flow {
        let mut flow = Flow { next_line: first_line, places: Vec::with_capacity(blocks.len()) };
        let mut head = head;
        let mut rest = blocks.iter().peekable();
        while rest.peek().is_some() {
            let mut group = Group { blocks: Vec::new(), tail: 0 };
            while let Some(block) = rest.next() {
                if group.blocks.is_empty() && block.new_page && flow.next_line > 0 {
                    self.turn_page(&mut flow);
                }
                let set = self.set_block(block);
                let keep = set.keep_with_next && rest.peek().is_some_and(|next| !next.new_page);
                group.blocks.push(set);
                if !keep {
                    break;
                }
            }
            while let Some(block) = rest.next_if(|block| block.keep_with_previous && !block.new_page) {
                group.blocks.push(self.set_block(block));
                group.tail += 1;
            }
            if let (Some(head), Some(first)) = (head.take(), group.blocks.first_mut()) {
                let nearest = self.whole_lines(head + first.gap);
                first.before = nearest.saturating_sub(flow.next_line);
            }
            self.place_group(&mut flow, group);
            if self.pages.pages.len() > MOST_PAGES {
                self.problems.push(Diagnostic::error(Problem::TooManyPages { limit: MOST_PAGES }));
                return flow;
            }
        }
        flow
    }

    fn set_block<'a>(&mut self, block: &'a Block) -> SetBlock<'a> {
        let style = self.layout.style_of(block.style);
        let placed = match &block.content {
            BlockContent::Paragraph { text, label } => self.set_paragraph(text, label.as_ref(), style),
            BlockContent::Cells { cells, names, inset } => {
                let cells = Cells { style: block.style, cells, names: names.as_deref(), inset: *inset };
                Placed { lines: self.cell_lines(&cells), ..Placed::default() }
            }
            BlockContent::Signature(text) => self.signature(text),
        };
        let gap = block.gap.unwrap_or(style.space_before);
        // A paragraph of more lines than these may be parted itself.
        let is_short = placed.lines.len() <= LINES_KEPT;
        SetBlock {
            block,
            rows: self.lines_for(style.size).max(1),
            gap,
            before: placed.before.max(self.whole_lines(gap)),
            after: self.whole_lines(style.space_after),
            em: style.size,
            keep_with_next: style.keep_with_next || block.keep_with_next && is_short,
            is_whole: matches!(block.content, BlockContent::Signature(_)),
            placed,
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

    /// A space in lines of the grid, rounded to the nearest.
    fn whole_lines(&self, space: Length) -> u32 {
        let pitch = self.layout.pitch().emu().max(1);
        ((space.emu() + pitch / 2) / pitch).clamp(0, i64::from(self.layout.lines)) as u32
    }

    /// Places blocks that stay together: headings with the next block, and a signature with the end of the text.
    fn place_group(&mut self, flow: &mut Flow, group: Group<'_>) {
        let main = group.blocks.len() - 1 - group.tail;
        // A long list of attachments fills pages of its own; its last entries stay with the signature.
        let height = |from: usize| group.blocks[from..].iter().map(SetBlock::height).sum::<u32>();
        let fits = |anchor: &usize| height(anchor + 1) + LINES_KEPT as u32 <= self.layout.lines;
        let anchor = (main..group.blocks.len()).find(fits).unwrap_or(main);
        let tail = height(anchor + 1);
        let needed = self.lines_needed(&group.blocks[..=main], if anchor == main { tail } else { 0 });
        if flow.next_line > 0 && flow.next_line + needed > self.layout.lines && needed <= self.layout.lines {
            self.turn_page(flow);
        }
        for (index, set) in group.blocks.into_iter().enumerate() {
            self.place_block(flow, set, if index == anchor { tail } else { 0 });
        }
    }

    fn turn_page(&mut self, flow: &mut Flow) {
        self.add_page();
        flow.next_line = 0;
    }

    /// Places a block; `tail` lines of the grid must follow its last line on the same page.
    fn place_block(&mut self, flow: &mut Flow, set: SetBlock<'_>, tail: u32) {
        let element = self.element(&set.block.element, Region::Text);
        let tag = Tag { part: set.block.part, block: self.next_block(), element };
        if flow.next_line > 0 {
            flow.next_line += set.before;
        }
        let count = set.placed.lines.len();
        let tail = tail.div_ceil(set.rows.max(1)) as usize;
        if set.is_whole && flow.next_line > 0 && flow.next_line + count as u32 * set.rows > self.layout.lines
        {
            self.turn_page(flow);
        }
        let mut place = BlockPlace {
            first_page: 0,
            last_page: 0,
            last_baseline: Length::ZERO,
            last_end: Length::ZERO,
            tag,
        };
        self.keep_clear(&set.placed.clear, flow.next_line);
        let mut until_turn = self.lines_before_turn(flow.next_line, count, set.rows, tail);
        for (index, pieces) in set.placed.lines.into_iter().enumerate() {
            if until_turn == 0 {
                self.turn_page(flow);
                until_turn = self.lines_before_turn(0, count - index, set.rows, tail);
            }
            until_turn -= 1;
            if self.pages.pages.len() > MOST_PAGES {
                break;
            }
            let top = self.layout.line_top(flow.next_line);
            let height = self.layout.line_top(flow.next_line + set.rows) - top;
            let baseline = top + baseline_in(height, set.em);
            place.last_page = self.pages.pages.len() - 1;
            if index == 0 {
                place.first_page = place.last_page;
                self.add_bookmark(set.block, top);
            }
            place.last_baseline = baseline;
            for line in pieces {
                place.last_end = line.x + line.width;
                self.place_line(line, baseline, tag);
            }
            flow.next_line += set.rows;
        }
        flow.next_line += set.after;
        flow.places.push(place);
    }

    /// Notes what is kept clear on the last page, from a line of the grid on.
    fn keep_clear(&mut self, areas: &[Area], line: u32) {
        let top = self.layout.page.head + self.layout.line_top(line);
        if let Some(page) = self.pages.pages.last_mut() {
            let x = self.layout.page.type_left(page.number);
            page.kept_clear.extend(areas.iter().map(|area| Area { x: area.x + x, y: area.y + top, ..*area }));
        }
    }

    /// How many of `count` lines go on a page whose next free line is `next_line`, before the page is turned.
    ///
    /// Too few lines of a paragraph alone at the foot or at the head of a page, or a signature alone on one, are
    /// mended by moving lines to the next page; the grid is never stretched.
    fn lines_before_turn(&self, next_line: u32, count: usize, rows: u32, tail: usize) -> usize {
        let room = (self.layout.lines.saturating_sub(next_line) / rows.max(1)) as usize;
        // On an empty page something must stand, so that the pages come to an end.
        let room = if next_line == 0 { room.max(1) } else { room };
        match self.staying(room, count, tail) {
            0 if next_line == 0 => room,
            lines => lines,
        }
    }

    /// How many of `count` lines stay where there is room for `room` lines, and `tail` lines follow the last one.
    fn staying(&self, room: usize, count: usize, tail: usize) -> usize {
        if count + tail <= room {
            return count;
        }
        let (orphans, widows) = (self.layout.text.orphans as usize, self.layout.text.widows as usize);
        let over = count.saturating_sub(room);
        let moved = match (over, tail) {
            (0, _) => LINES_KEPT.min(count),
            (_, 0) => widows.min(count).saturating_sub(over),
            _ => widows.max(LINES_KEPT).min(count).saturating_sub(over),
        };
        let stay = room.min(count).saturating_sub(moved);
        if stay < orphans.min(count) { 0 } else { stay }
    }

    /// How many lines of the grid a group needs on one page: all of its headings, and the first lines after them.
    fn lines_needed(&self, group: &[SetBlock<'_>], tail: u32) -> u32 {
        let Some((last, headings)) = group.split_last() else { return 0 };
        if headings.is_empty() {
            return 0;
        }
        let count = last.placed.lines.len();
        let tail = tail.div_ceil(last.rows.max(1)) as usize;
        // Room for two lines is not enough for three, of which the last would be alone on the next page.
        let wanted = count.min(LINES_KEPT);
        let enough = |room: &usize| self.staying(*room, count, tail) >= wanted;
        let kept = (wanted..=count + tail).find(enough).unwrap_or(count + tail);
        headings.iter().map(SetBlock::height).sum::<u32>() + last.before + kept as u32 * last.rows
    }

    fn add_bookmark(&mut self, block: &Block, top: Length) {
        if let (Some(level), Some(text)) = (block.bookmark, block.text()) {
            let title = text.text.replace('\n', "");
            let page = self.pages.pages.len() - 1;
            self.pages.bookmarks.push(Bookmark { title, level, page, y: self.layout.page.head + top });
        }
    }
}

impl SetBlock<'_> {
    /// How many lines of the grid it takes.
    fn height(&self) -> u32 {
        self.before + self.placed.lines.len() as u32 * self.rows + self.after
    }
}

fn one_by_one(lines: Vec<Line>) -> Vec<Vec<Line>> {
    lines.into_iter().map(|line| vec![line]).collect()
}
