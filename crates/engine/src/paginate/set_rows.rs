//! Rows that are set, in their places below each other.

use super::tag::Tag;
use crate::page::Rule;
use crate::typeset::Line;
use hongtou_base::units::Length;

/// Rows that are set, with positions from the upper left corner of the type area.
#[derive(Debug, Default)]
pub(super) struct SetRows {
    /// The height from the upper edge of the type area to the lower edge of the last row.
    pub height: Length,
    /// The lower edges of the rows, by name.
    pub bottoms: Vec<(String, Bottom)>,
    /// The lower edge of the characters of the last row.
    pub characters_end: Length,
    pub items: Vec<RowItem>,
}

/// A line or a rule.
#[derive(Debug, Clone)]
pub(super) struct RowItem {
    pub content: RowItemContent,
    /// The space that it takes.
    pub band: Band,
    /// Whether it stands in the middle of the page, not of the type area.
    pub on_page: bool,
}

#[derive(Debug, Clone)]
pub(super) enum RowItemContent {
    Line { line: Line, baseline: Length, tag: Tag },
    Rule(Rule),
}

/// Upper and lower edge of what was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Band {
    pub top: Length,
    pub bottom: Length,
}

/// The lower edge of what was set: of its band, and of its characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bottom {
    pub band: Length,
    pub characters: Length,
}

impl SetRows {
    /// Whether nothing was set.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn line(&mut self, line: Line, baseline: Length, band: Band, tag: Tag) {
        let content = RowItemContent::Line { line, baseline, tag };
        self.items.push(RowItem { content, band, on_page: false });
    }
}

impl RowItem {
    /// Whether it is a rule.
    pub fn is_rule(&self) -> bool {
        matches!(self.content, RowItemContent::Rule(_))
    }

    /// The item moved downward.
    pub fn moved(mut self, down: Length) -> RowItem {
        self.band = Band { top: self.band.top + down, bottom: self.band.bottom + down };
        match &mut self.content {
            RowItemContent::Line { baseline, .. } => *baseline += down,
            RowItemContent::Rule(rule) => rule.y += down,
        }
        self
    }
}
