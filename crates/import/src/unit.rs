//! What every kind of file is read into: units of text, each character with its place.

use std::fmt;
use std::num::NonZeroU16;

/// The part of a file that a unit stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A line of a text file.
    Line,
    /// A paragraph of a Word file.
    Paragraph,
    /// A row of a table.
    TableRow,
    /// A text box.
    TextBox,
    /// The head of the pages.
    Header,
    /// The foot of the pages.
    Footer,
    /// A note at the foot of a page or at the end.
    Note,
    /// What somebody wrote in the margin.
    Comment,
}

impl Origin {
    /// A stable name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Origin::Line => "line",
            Origin::Paragraph => "paragraph",
            Origin::TableRow => "table-row",
            Origin::TextBox => "text-box",
            Origin::Header => "header",
            Origin::Footer => "footer",
            Origin::Note => "note",
            Origin::Comment => "comment",
        }
    }

    /// Whether it is in the running text.
    pub fn is_running(self) -> bool {
        matches!(self, Origin::Line | Origin::Paragraph | Origin::TableRow | Origin::TextBox)
    }
}

/// Where a unit stands: which part, and which line or paragraph of it, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The part.
    pub origin: Origin,
    /// Counted in the part.
    pub number: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}", self.origin.code(), self.number)
    }
}

/// A page of the print that ends after a character; small, for there may be a million characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndedPage(NonZeroU16);

impl EndedPage {
    /// A page of which the number is not known.
    pub const UNKNOWN: EndedPage = EndedPage(NonZeroU16::MAX);

    /// The page of a number; one that no bulletin has is not known.
    pub fn of(number: u32) -> EndedPage {
        u16::try_from(number).ok().and_then(NonZeroU16::new).map_or(EndedPage::UNKNOWN, EndedPage)
    }

    /// Its number.
    pub fn number(self) -> Option<u16> {
        (self != EndedPage::UNKNOWN).then_some(self.0.get())
    }
}

/// A character of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The character.
    pub character: char,
    /// Its column in the file, from 1.
    pub column: u32,
    /// Whether it is bold.
    pub bold: bool,
    /// The page of the print that ends after it.
    pub page_end: Option<EndedPage>,
}

/// A line of a text file, or a paragraph of a Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its characters, without markup.
    pub cells: Vec<Cell>,
    /// Where it stands.
    pub place: Place,
    /// The level of a heading by its style or mark; 0 for a title.
    pub heading: Option<u8>,
    /// Whether it is indented, and so begins a paragraph.
    pub indented: bool,
    /// Whether it stands in the middle of the line.
    pub centred: bool,
    /// The size of its first characters in half points; 0 where it is not known.
    pub size: u32,
    /// Whether a blank line stands before it.
    pub after_blank: bool,
    /// Whether it goes on in the block of the unit before it.
    pub same_block: bool,
    /// How many `**` its bold text has in the file; where bold goes on in the next unit, one more in each.
    pub marks: usize,
    /// How many of them are only thought of: where bold comes from the unit before, or goes on in the next.
    pub thought_of: usize,
    /// Whether bold goes on in the next unit.
    pub bold_goes_on: bool,
}

impl Unit {
    /// An empty unit.
    pub fn new(origin: Origin, number: usize) -> Unit {
        let place = Place { origin, number };
        Unit {
            cells: Vec::new(),
            place,
            heading: None,
            indented: false,
            centred: false,
            size: 0,
            after_blank: false,
            same_block: false,
            marks: 0,
            thought_of: 0,
            bold_goes_on: false,
        }
    }

    /// Adds a character.
    pub fn push(&mut self, character: char, bold: bool) {
        let column = self.cells.len() as u32 + 1;
        self.cells.push(Cell { character, column, bold, page_end: None });
    }

    /// Its text.
    pub fn text(&self) -> String {
        self.cells.iter().map(|cell| cell.character).collect()
    }

    /// The text around a character, for messages.
    pub fn context(&self, at: usize) -> String {
        const AROUND: usize = 6;
        let end = self.cells.len().min(at + AROUND + 1);
        self.cells[at.saturating_sub(AROUND).min(end)..end].iter().map(|cell| cell.character).collect()
    }

    /// How many stretches of bold it has.
    pub fn bold_runs(&self) -> usize {
        let begins = |at: usize| self.cells[at].bold && (at == 0 || !self.cells[at - 1].bold);
        (0..self.cells.len()).filter(|&at| begins(at)).count()
    }

    /// Takes the blanks at both ends away; they are indents, and no text.
    pub fn trim(&mut self) {
        let is_blank = |cell: &Cell| cell.character.is_whitespace();
        let end = self.cells.iter().rposition(|cell| !is_blank(cell)).map_or(0, |at| at + 1);
        let page_end = self.cells[end..].iter().find_map(|cell| cell.page_end);
        self.cells.truncate(end);
        if let Some(last) = self.cells.last_mut() {
            last.page_end = last.page_end.or(page_end);
        }
        let start = self.cells.iter().position(|cell| !is_blank(cell)).unwrap_or(0);
        self.cells.drain(..start);
    }
}

/// Takes cells out; a page's end moves to the cell before.
pub fn remove(unit: &mut Unit, mut goes: impl FnMut(&Cell) -> bool) {
    let mut kept: Vec<Cell> = Vec::with_capacity(unit.cells.len());
    for cell in std::mem::take(&mut unit.cells) {
        if !goes(&cell) {
            kept.push(cell);
        } else if let Some(last) = kept.last_mut() {
            last.page_end = last.page_end.or(cell.page_end);
        }
    }
    unit.cells = kept;
}
