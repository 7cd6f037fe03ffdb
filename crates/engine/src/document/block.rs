//! The blocks of the running text.

use super::rich_text::RichText;
use super::rows::NameColumns;
use crate::page::Part;
use hongtou_base::units::Length;
use hongtou_format::layouts::{Signature, StyleId};

/// A paragraph, heading or row of the running text.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the layout calls the element that it belongs to.
    pub element: String,
    /// Its style.
    pub style: StyleId,
    /// What it holds.
    pub content: BlockContent,
    /// What it is to a reader who does not see it.
    pub part: Part,
    /// The level of its bookmark, if it has one.
    pub bookmark: Option<u8>,
    /// For an entry of the contents list: the index of the block that it leads to.
    pub leads_to: Option<usize>,
    /// Space above it, instead of that of its style.
    pub gap: Option<Length>,
    /// Whether it is text of an article, which the first page must show (GB/T 9704 7.3.3).
    pub is_text: bool,
    /// Space below it, instead of that of its style.
    pub after: Option<Spacing>,
    /// Whether it begins a page.
    pub new_page: bool,
    /// Whether it stays on the page of what follows it, whatever its style says.
    pub keep_with_next: bool,
    /// Whether it stays on the page of the end of the text before it, so that no signature stands alone.
    pub keep_with_previous: bool,
}

/// The space below a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// None: another block is set close to it.
    None,
    /// That of another block's style, to which this one is set close.
    Of(StyleId),
}

/// What a block holds.
#[derive(Debug, Clone)]
pub enum BlockContent {
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: RichText,
        /// What stands before it, the lines hanging beside it.
        label: Option<Label>,
    },
    /// Texts at left, centre and right on one line, or on more where there are names in columns.
    Cells {
        /// The texts.
        cells: [Option<RichText>; 3],
        /// Names at the right, instead of a text.
        names: Option<Box<NameColumns>>,
        /// How far the left and right ones stand in from the type area's edges.
        inset: Length,
    },
    /// Who signs, and when.
    Signature(Box<SignatureText>),
}

/// What stands before a paragraph whose lines hang beside it.
#[derive(Debug, Clone)]
pub struct Label {
    /// Before the first paragraph of a list; the others leave its room blank.
    pub outer: RichText,
    /// Whether it is shown.
    pub is_first: bool,
    /// The number of the paragraph in its list.
    pub number: RichText,
}

/// Who signs, and when.
#[derive(Debug, Clone)]
pub struct SignatureText {
    /// The organs.
    pub organs: Vec<RichText>,
    /// The date.
    pub date: RichText,
    /// The post of the person whose signature is stamped.
    pub post: Option<RichText>,
    /// Where they stand.
    pub spec: Signature,
}

impl Block {
    pub(super) fn new(element: &str, content: BlockContent, style: StyleId, part: Part) -> Block {
        Block {
            element: element.to_owned(),
            style,
            content,
            part,
            bookmark: None,
            leads_to: None,
            gap: None,
            is_text: false,
            after: None,
            new_page: false,
            keep_with_next: false,
            keep_with_previous: false,
        }
    }

    pub(super) fn paragraph(element: &str, text: RichText, style: StyleId, part: Part) -> Block {
        Block::new(element, BlockContent::Paragraph { text, label: None }, style, part)
    }

    /// The text of a paragraph.
    pub fn text(&self) -> Option<&RichText> {
        match &self.content {
            BlockContent::Paragraph { text, .. } => Some(text),
            BlockContent::Cells { .. } | BlockContent::Signature(_) => None,
        }
    }
}

/// The elements of contents lists, whatever the layout.
pub(super) const CONTENTS_TITLE: &str = "contents.title";

pub(super) const CONTENTS_ENTRY: &str = "contents.entry";
