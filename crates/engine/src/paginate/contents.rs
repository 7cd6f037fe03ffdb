//! The page numbers of the contents list, known only when the pages are.

use super::flow::Flow;
use super::paginator::Paginator;
use super::tag::{Tag, put};
use crate::document::{Block, Document, RichText};
use crate::page::Part;
use hongtou_base::units::Length;

impl Paginator<'_> {
    /// Adds leader and page number to each entry of the contents list.
    pub(super) fn number_contents(&mut self, document: &Document, flow: &Flow) {
        let Some(leader) = self.layout.contents.as_ref().and_then(|contents| contents.leader) else { return };
        for (index, block) in document.blocks.iter().enumerate() {
            let target = block.leads_to.and_then(|target| flow.places.get(target));
            if let (Some(target), Some(entry)) = (target, flow.places.get(index)) {
                let page = self.pages.pages[target.first_page].number;
                self.number_entry(block, entry, leader, page);
            }
        }
    }

    fn number_entry(&mut self, block: &Block, entry: &super::flow::BlockPlace, leader: char, page: u32) {
        let full = self.layout.page.type_width();
        let em = self.layout.style_of(block.style).size;
        let mut text = RichText::default();
        text.push_literal(&page.to_string(), block.style);
        let Some(mut number) = self.setter.single_line(&text) else { return };
        let number_start = full - number.width;
        number.shift(number_start, Length::ZERO);
        // A quarter of an em stays free on either side of the leader.
        let room = number_start - entry.last_end - em / 2;
        let mut dots = RichText::default();
        let count = (room.emu() / em.emu().max(1)).max(0);
        dots.push_literal(&leader.to_string().repeat(count as usize), block.style);
        let dots = self.setter.single_line(&dots);
        let Some(sheet) = self.pages.pages.get_mut(entry.last_page) else { return };
        if let Some(mut dots) = dots {
            dots.shift(number_start - em / 4 - dots.width, Length::ZERO);
            let tag = Tag { part: Part::Artifact, ..entry.tag };
            put(sheet, dots, entry.last_baseline, tag, self.layout);
        }
        put(sheet, number, entry.last_baseline, entry.tag, self.layout);
    }
}
