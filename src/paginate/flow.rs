//! Running text over the grid: every line stands in a line of the grid, alike on both sides of a sheet.

use super::{MOST_PAGES, Paginator, Tag, baseline_in};
use crate::diagnostic::{Diagnostic, Problem};
use crate::document::Block;
use crate::layouts::Align;
use crate::page::{Bookmark, Region};
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

/// A block with its lines.
struct SetBlock<'a> {
    block: &'a Block,
    lines: Vec<Line>,
    /// Lines of the grid that each line takes.
    rows: u32,
    before: u32,
    after: u32,
    em: Length,
    keep_with_next: bool,
}

/// How many lines of the next block a heading keeps with.
const LINES_KEPT: usize = 2;

impl Paginator<'_> {
    /// Sets the blocks from a line of the first page's grid on.
    pub(super) fn flow(&mut self, blocks: &[Block], first_line: u32) -> Flow {
        let mut flow = Flow { next_line: first_line, places: Vec::with_capacity(blocks.len()) };
        let mut waiting: Vec<SetBlock<'_>> = Vec::new();
        for block in blocks {
            let set = self.set_block(block);
            let keep = set.keep_with_next;
            waiting.push(set);
            if !keep {
                self.place_group(&mut flow, std::mem::take(&mut waiting));
            }
            if self.pages.pages.len() > MOST_PAGES {
                self.problems.push(Diagnostic::error(Problem::TooManyPages { limit: MOST_PAGES }));
                return flow;
            }
        }
        self.place_group(&mut flow, waiting);
        flow
    }

    fn set_block<'a>(&mut self, block: &'a Block) -> SetBlock<'a> {
        let style = self.layout.style_of(block.style);
        let width = self.layout.page.type_width();
        let mut frame = Frame::of(style, width);
        if frame.align == Align::Spread {
            frame.align = Align::Centre;
        }
        // A writer who ends a title's lines knows better than we where they end.
        let lines = block.text.lines().iter().flat_map(|line| self.setter.paragraph(line, frame)).collect();
        SetBlock {
            block,
            lines,
            rows: self.lines_for(style.size).max(1),
            before: self.whole_lines(style.space_before),
            after: self.whole_lines(style.space_after),
            em: style.size,
            keep_with_next: style.keep_with_next,
        }
    }

    /// A space in lines of the grid, rounded to the nearest.
    fn whole_lines(&self, space: Length) -> u32 {
        let pitch = self.layout.pitch().emu().max(1);
        ((space.emu() + pitch / 2) / pitch).clamp(0, i64::from(self.layout.lines)) as u32
    }

    /// Places blocks that stay together: all but the last keep with the next.
    fn place_group(&mut self, flow: &mut Flow, group: Vec<SetBlock<'_>>) {
        let needed = self.lines_needed(&group);
        if flow.next_line > 0 && flow.next_line + needed > self.layout.lines && needed <= self.layout.lines {
            self.turn_page(flow);
        }
        for set in group {
            self.place_block(flow, set);
        }
    }

    fn turn_page(&mut self, flow: &mut Flow) {
        self.add_page();
        flow.next_line = 0;
    }

    fn place_block(&mut self, flow: &mut Flow, set: SetBlock<'_>) {
        let name = &self.layout.style_of(set.block.style).name;
        let element = self.element(name, Region::Text);
        let tag = Tag { part: set.block.part, block: self.next_block(), element };
        if flow.next_line > 0 {
            flow.next_line += set.before;
        }
        let mut place = BlockPlace {
            first_page: 0,
            last_page: 0,
            last_baseline: Length::ZERO,
            last_end: Length::ZERO,
            tag,
        };
        let count = set.lines.len();
        let mut until_turn = self.lines_before_turn(flow.next_line, count, set.rows);
        for (index, line) in set.lines.into_iter().enumerate() {
            if until_turn == 0 {
                self.turn_page(flow);
                until_turn = self.lines_before_turn(0, count - index, set.rows);
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
            place.last_end = line.x + line.width;
            self.place_line(line, baseline, tag);
            flow.next_line += set.rows;
        }
        flow.next_line += set.after;
        flow.places.push(place);
    }

    /// How many of `count` lines go on a page whose next free line is `next_line`, before the page is turned.
    ///
    /// Too few lines of a paragraph alone at the foot or at the head of a page are mended by moving lines to the
    /// next page; the grid is never stretched.
    fn lines_before_turn(&self, next_line: u32, count: usize, rows: u32) -> usize {
        let room = (self.layout.lines.saturating_sub(next_line) / rows.max(1)) as usize;
        // On an empty page something must stand, so that the pages come to an end.
        let room = if next_line == 0 { room.max(1) } else { room };
        match self.staying(room, count) {
            0 if next_line == 0 => room,
            lines => lines,
        }
    }

    /// How many of `count` lines stay where there is room for `room` lines.
    fn staying(&self, room: usize, count: usize) -> usize {
        if count <= room {
            return count;
        }
        let (orphans, widows) = (self.layout.text.orphans as usize, self.layout.text.widows as usize);
        let moved = widows.min(count).saturating_sub(count - room);
        let stay = room.saturating_sub(moved);
        if stay < orphans.min(count) { 0 } else { stay }
    }

    /// How many lines of the grid a group needs on one page: all of its headings, and the first lines after them.
    fn lines_needed(&self, group: &[SetBlock<'_>]) -> u32 {
        let Some((last, headings)) = group.split_last() else { return 0 };
        if headings.is_empty() {
            return 0;
        }
        let whole = |set: &SetBlock<'_>| set.before + set.lines.len() as u32 * set.rows + set.after;
        let count = last.lines.len();
        // Room for two lines is not enough for three, of which the last would be alone on the next page.
        let wanted = count.min(LINES_KEPT);
        let kept = (wanted..=count).find(|&room| self.staying(room, count) >= wanted).unwrap_or(count);
        headings.iter().map(whole).sum::<u32>() + last.before + kept as u32 * last.rows
    }

    fn add_bookmark(&mut self, block: &Block, top: Length) {
        if let Some(level) = block.bookmark {
            let title = block.text.text.replace('\n', "");
            let page = self.pages.pages.len() - 1;
            self.pages.bookmarks.push(Bookmark { title, level, page, y: self.layout.page.head + top });
        }
    }
}
