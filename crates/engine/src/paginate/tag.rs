//! A line on its page, with what it is and what it belongs to.

use crate::page::{ElementId, Item, Page, Part};
use crate::typeset::Line;
use hongtou_base::units::Length;
use hongtou_format::layouts::Layout;

/// What a line is, and what it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Tag {
    /// What it is to a reader.
    pub part: Part,
    /// The number of its block.
    pub block: u32,
    /// The element of the layout.
    pub element: ElementId,
}

/// Puts a line on a page; `baseline` is measured from the top of the type area.
pub fn put(page: &mut Page, mut line: Line, baseline: Length, tag: Tag, layout: &Layout) {
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
