//! The finished pages: positioned glyph runs and rules, each with where it came from.
//!
//! Comes from [`crate::paginate`]; every output (PDF, SVG, PNG, `explain`) reads it and none lays out again.
//! Positions are measured from the top left corner of the trimmed page, y downward; nothing here moves any more.

use std::sync::Arc;

use crate::fonts::FaceId;
pub use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::Note;
use hongtou_base::units::{HorizontalScale, Length};

/// A finished document.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// The pages in order.
    pub pages: Vec<Page>,
    /// Bookmarks, in reading order; `level` nests them.
    pub bookmarks: Vec<Bookmark>,
    /// What the document says of itself.
    pub metadata: Metadata,
    /// The elements of the layout that stand on the pages, by [`ElementId`].
    pub elements: Vec<Element>,
    /// What readers call the pages; where there are none, the pages' own numbers.
    pub labels: Vec<PageLabel>,
}

/// What readers call the pages from one on, up to the next label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLabel {
    /// Index into [`Pages::pages`] of the first page that is called so.
    pub page: usize,
    /// What stands before the number.
    pub prefix: String,
    /// The number of the first page; nothing where the pages have none.
    pub number: Option<u32>,
}

/// An element of the layout, such as the masthead's name or the imprint's last rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What the layout calls it, such as `masthead.name`.
    pub name: String,
    /// Where it belongs.
    pub region: Region,
}

/// The regions of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// The head of the first page.
    Masthead,
    /// Running text.
    Text,
    /// The foot of the last page.
    Imprint,
    /// Page numbers, and what else stands outside the text.
    Furniture,
}

/// The number of an element in [`Pages::elements`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ElementId(pub u16);

impl ElementId {
    /// The number, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A rectangle on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Area {
    /// Distance of its left edge from the left edge of the page.
    pub x: Length,
    /// Distance of its upper edge from the top of the page.
    pub y: Length,
    /// Its width.
    pub width: Length,
    /// Its height.
    pub height: Length,
}

/// What the document says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The document's title.
    pub title: String,
    /// The office that issues it.
    pub author: String,
    /// A line on what it is, such as 第12期.
    pub subject: String,
    /// BCP 47 language tag.
    pub language: String,
    /// Year, month and day of issue; the only date an output may carry.
    pub date: Option<(u16, u8, u8)>,
}

/// An entry of the outline that a reader shows beside the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// What it says.
    pub title: String,
    /// 1 for an article, 2 and more for the headings below it.
    pub level: u8,
    /// Index into [`Pages::pages`].
    pub page: usize,
    /// Distance of the line's upper edge from the top of the page.
    pub y: Length,
}

/// One side of a sheet.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Width of the trimmed page.
    pub width: Length,
    /// Height of the trimmed page.
    pub height: Length,
    /// The number of the page, printed or not, from 1.
    pub number: u32,
    /// The type area (版心).
    pub type_area: Area,
    /// The pitch of lines and characters, where it is other than the layout's.
    pub adjusted: Option<AdjustedPitch>,
    /// Places that are kept clear for seals and stamps.
    pub kept_clear: Vec<Area>,
    /// What stands on it, in reading order.
    pub items: Vec<Item>,
    /// The lines of running text on it, in reading order, for `explain`.
    pub lines: Vec<LineReport>,
}

impl Page {
    /// The number of lines that fill the type area, on a layout with `usual` of them.
    pub fn grid_lines(&self, usual: u32) -> u32 {
        self.adjusted.map_or(usual, |adjusted| adjusted.lines)
    }

    /// What is said of the page if its pitch was adjusted.
    pub fn adjusted_note(&self) -> Option<Note> {
        let AdjustedPitch { lines, usual_lines, cells, usual_cells } = self.adjusted?;
        let cells = cells.zip(usual_cells).filter(|(cells, usual)| cells != usual);
        Some(Note::AdjustedPitch { page: self.number, lines, usual_lines, cells })
    }

    /// The number of characters that fill a line, on a layout with `usual` of them.
    pub fn grid_cells(&self, usual: Option<u32>) -> Option<u32> {
        self.adjusted.map_or(usual, |adjusted| adjusted.cells)
    }
}

/// Lines and characters of a page whose pitch was adjusted, so that the text and the signature find room
/// (GB/T 9704 7.3.5.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AdjustedPitch {
    /// Lines on a full page.
    pub lines: u32,
    /// The number that the layout names.
    pub usual_lines: u32,
    /// Characters on a full line, if the layout has cells.
    pub cells: Option<u32>,
    /// The number that the layout names.
    pub usual_cells: Option<u32>,
}

/// What can stand on a page.
#[derive(Debug, Clone)]
pub enum Item {
    /// Characters.
    Text(GlyphRun),
    /// A filled rectangle.
    Rule(Rule),
    /// A filled circle.
    Dot(Dot),
}

impl Item {
    /// What it is drawn in.
    pub fn colour(&self) -> &Colour {
        match self {
            Item::Text(run) => &run.colour,
            Item::Rule(rule) => &rule.colour,
            Item::Dot(dot) => &dot.colour,
        }
    }
}

/// What a part of the page is to a reader who does not see it.
///
/// Runs that follow each other with the same `block` belong to one block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The masthead's name.
    Title,
    /// A heading; the article's title is of level 1.
    Heading(u8),
    /// A paragraph of text.
    Paragraph,
    /// A line of the contents list.
    Contents,
    /// Not part of the content: page numbers, rules.
    Artifact,
}

/// Characters of one face, size and colour on one baseline.
#[derive(Debug, Clone)]
pub struct GlyphRun {
    /// The face, of the [`crate::fonts::FontBook`] that the pages were made with.
    pub face: FaceId,
    /// The size of the em.
    pub size: Length,
    /// How wide the glyphs are drawn. Their places and cells are those of the page, condensed already.
    pub width: HorizontalScale,
    /// The colour of the fill, and of the outline if there is one.
    pub colour: Colour,
    /// Width of an outline drawn around each glyph to embolden it.
    pub embolden: Option<Length>,
    /// The baseline.
    pub y: Length,
    /// The characters that the glyphs show, in reading order.
    pub text: String,
    /// The glyphs, in reading order.
    pub glyphs: Vec<Glyph>,
    /// What the run is part of.
    pub part: Part,
    /// The number of its block (paragraph, heading, row) in the document, from 0.
    pub block: u32,
    /// The element of the layout that it belongs to.
    pub element: ElementId,
    /// What of the issue it shows, by the name that layouts have for it, such as `masthead.number`; nothing where the
    /// layout supplied the text. A run never shows parts of two fields.
    pub field: Option<Arc<str>>,
}

/// A glyph in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// The glyph's number in its face.
    pub id: u16,
    /// Where its origin is: distance from the left edge of the page.
    pub x: Length,
    /// How far it is raised above the run's baseline (combining marks, faces that sit low).
    pub rise: Length,
    /// Where the space given to its character begins: distance from the left edge of the page.
    pub cell: Length,
    /// How much space its character was given on the line, from `cell`.
    pub advance: Length,
    /// Where its characters begin in [`GlyphRun::text`].
    pub text_start: u32,
    /// Where they end; the second and later glyphs of a cluster have no text.
    pub text_end: u32,
    /// Offset of the first character in the issue file; `u32::MAX` where the layout supplied it.
    pub source: u32,
}

/// A filled rectangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Distance of its left edge from the left edge of the page.
    pub x: Length,
    /// Distance of its upper edge from the top of the page.
    pub y: Length,
    /// Its width.
    pub width: Length,
    /// Its height; for a rule, the weight.
    pub height: Length,
    /// Its colour.
    pub colour: Colour,
    /// The element of the layout that it belongs to.
    pub element: ElementId,
}

/// A filled circle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dot {
    /// Distance of its middle from the left edge of the page.
    pub x: Length,
    /// Distance of its middle from the top of the page.
    pub y: Length,
    /// Half of its width.
    pub radius: Length,
    /// Its colour.
    pub colour: Colour,
}

/// How a line of text came to its width, and what is on it.
#[derive(Debug, Clone)]
pub struct LineReport {
    /// The number of its block in the document.
    pub block: u32,
    /// The style that the block is set in.
    pub style: String,
    /// The number of the line in its block, from 1.
    pub line: u32,
    /// Where the line's first cell begins.
    pub x: Length,
    /// The baseline.
    pub y: Length,
    /// What the line's width should be, its indent taken off.
    pub measure: Length,
    /// Its width before anything was squeezed or stretched.
    pub natural: Length,
    /// By how much it was changed, rank by rank; squeeze is negative.
    pub adjustments: Vec<Adjustment>,
    /// The largest gap between two of its characters, if it has two; spaces that the text has are none.
    pub largest_gap: Option<LargestGap>,
    /// Why the line ends where it does.
    pub ending: Ending,
    /// The line's text.
    pub text: String,
    /// Offset of the first character in the issue file.
    pub source: u32,
}

/// The widest of the gaps between the characters of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LargestGap {
    /// Its width; blank halves of marks belong to the marks.
    pub width: Length,
    /// Where in the line's text the character after it begins.
    pub at: u32,
}

/// One step by which a line was brought to its measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adjustment {
    /// What was squeezed or stretched.
    pub kind: AdjustmentKind,
    /// The sum over the line; negative for a squeeze.
    pub amount: Length,
    /// Over how many places it was spread.
    pub places: u32,
}

/// What can be squeezed or stretched, named by its rank in CLREQ 3.4.3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AdjustmentKind {
    /// The blank half of the mark at the line end.
    LineEndMark,
    /// Spaces between Western words.
    WordSpace,
    /// Both sides of an interpunct.
    Interpunct,
    /// The blank of brackets, quotes and title marks.
    Bracket,
    /// The blank of pausing marks: ，、；：
    Pause,
    /// The space between Han and Western characters.
    Autospace,
    /// The blank of stops: 。？！
    Stop,
    /// All other gaps between characters.
    InterCharacter,
}

/// Why a line ends where it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The next unit did not fit.
    Full,
    /// The next characters fitted, but the line may not end after them, or the next not begin with what follows.
    Prohibited,
    /// More would have gone in; ending here makes the paragraph more even.
    Even,
    /// A unit such as an address of the net is broken at its least harmful place: the line would have a hole without it.
    Unit,
    /// The paragraph ends.
    Last,
    /// It is an ellipsis of four em, or the next line is: such a one stands alone (GB/T 15834 5.1.5).
    Ellipsis,
    /// It had no other end than between three or more marks in a row (CLREQ 3.1.4: relief).
    Relief,
    /// A unit longer than the line was parted against the rules.
    Forced,
}
