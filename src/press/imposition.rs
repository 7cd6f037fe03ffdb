//! Which page stands where on which side of which sheet, so that folded or cut sheets read in order.
//!
//! Plans know the number of pages and the size of one, and neither what stands on them nor any file format.
//! Pages are counted from 0; places from the top left corner of the sheet's side, as a reader of that side sees it.

use hongtou_base::units::Length;
pub use hongtou_output::run::Size;

/// How pages are put on sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Two pages side by side, sheets laid into each other and stapled in the fold (骑马订); A3 for A4 pages.
    Saddle,
    /// Two copies side by side; the stack is cut, and the left pile laid on the right one.
    CutStack,
    /// Single sheets printed on both sides, turned about their long edge.
    DuplexLong,
    /// Single sheets printed on both sides, turned about their short edge.
    DuplexShort,
}

impl Scheme {
    /// All schemes, by the names that users give them.
    pub const NAMED: [(&str, Scheme); 4] = [
        ("saddle-a3", Scheme::Saddle),
        ("cut-stack-a3", Scheme::CutStack),
        ("duplex-long", Scheme::DuplexLong),
        ("duplex-short", Scheme::DuplexShort),
    ];

    /// The scheme of a name.
    pub fn of_name(name: &str) -> Option<Scheme> {
        Scheme::NAMED.iter().find(|(own, _)| *own == name).map(|(_, scheme)| *scheme)
    }

    /// To a multiple of how many pages a copy is filled.
    pub fn fill(self) -> Option<u32> {
        match self {
            Scheme::Saddle => Some(4),
            Scheme::CutStack | Scheme::DuplexLong | Scheme::DuplexShort => None,
        }
    }

    /// How many copies stand side by side on a sheet.
    pub fn copies_on_a_sheet(self) -> u32 {
        if self == Scheme::CutStack { 2 } else { 1 }
    }

    /// About which axis the sheet is turned to print its back.
    pub fn turn(self) -> Turn {
        match self {
            // A sheet of two pages is wider than high: about its short edge the sides change places.
            Scheme::Saddle | Scheme::CutStack | Scheme::DuplexLong => Turn::Upright,
            Scheme::DuplexShort => Turn::Level,
        }
    }
}

/// The axis about which a sheet is turned over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// An upright axis: left and right change places.
    Upright,
    /// A level axis: top and bottom change places.
    Level,
}

/// All sheets of one copy, or of the copies that lie side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The trimmed sheet.
    pub sheet: Size,
    /// The sheets in the order in which they are printed.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The side that is printed first.
    pub front: Vec<Slot>,
    /// The other side.
    pub back: Vec<Slot>,
}

/// A page's place on a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The page, from 0; `None` for one that is added to fill the sheet.
    pub page: Option<usize>,
    /// Which of the copies side by side it belongs to, from 0.
    pub copy: u32,
    /// Distance of its left edge from that of the side.
    pub x: Length,
    /// Distance of its upper edge from that of the side.
    pub y: Length,
    /// Whether it stands upside down.
    pub upside_down: bool,
}

/// Plans a copy of `pages` pages of a size.
///
/// `creep` is by how much each sheet of a stapled copy pushes the next inner one outward, about the thickness of
/// two leaves of paper: pages of inner sheets are moved toward the fold by as much. Other schemes have none.
pub fn plan(scheme: Scheme, pages: usize, page: Size, creep: Length) -> Plan {
    match scheme {
        Scheme::Saddle => saddle(pages, page, creep),
        Scheme::CutStack => cut_stack(pages, page),
        Scheme::DuplexLong => duplex(pages, page, false),
        Scheme::DuplexShort => duplex(pages, page, true),
    }
}

/// The pages of a copy filled to a multiple, with blanks before the last page (GB/T 9704 7.5).
///
/// Pages that come from pagination with [`Scheme::fill`] are filled already, and there their numbers follow.
fn filled(pages: usize, multiple: usize) -> Vec<Option<usize>> {
    let blanks = pages.next_multiple_of(multiple) - pages;
    let last = pages.saturating_sub(1);
    (0..last).map(Some).chain((0..blanks).map(|_| None)).chain((last..pages).map(Some)).collect()
}

fn double(page: Size) -> Size {
    Size { width: page.width * 2, height: page.height }
}

fn slot(page: Option<usize>, x: Length) -> Slot {
    Slot { page, copy: 0, x, y: Length::ZERO, upside_down: false }
}

/// The outermost sheet first; its front is the outside of the copy.
fn saddle(pages: usize, page: Size, creep: Length) -> Plan {
    let pages = filled(pages, 4);
    let count = pages.len();
    let sheet = |index: usize| {
        let toward_fold = creep * index as i64;
        let side = |left: usize, right: usize| {
            vec![slot(pages[left], toward_fold), slot(pages[right], page.width - toward_fold)]
        };
        let first = 2 * index;
        Sheet { front: side(count - 1 - first, first), back: side(first + 1, count - 2 - first) }
    };
    Plan { sheet: double(page), sheets: (0..count / 4).map(sheet).collect() }
}

/// Each sheet carries the same leaf of two copies, so that after the cut both piles are whole copies in order.
fn cut_stack(pages: usize, page: Size) -> Plan {
    let leaf = |front: usize| {
        let back = (front + 1 < pages).then_some(front + 1);
        let side = |page_on_it: Option<usize>, left_copy: u32| {
            let right = Slot { copy: 1 - left_copy, ..slot(page_on_it, page.width) };
            vec![Slot { copy: left_copy, ..slot(page_on_it, Length::ZERO) }, right]
        };
        // Turned over, the left copy lies on the right.
        Sheet { front: side(Some(front), 0), back: side(back, 1) }
    };
    Plan { sheet: double(page), sheets: (0..pages).step_by(2).map(leaf).collect() }
}

/// A leaf a sheet. Turned about the short edge, the back must stand on its head to be read like the front.
fn duplex(pages: usize, page: Size, upside_down: bool) -> Plan {
    let leaf = |front: usize| {
        let back = (front + 1 < pages).then_some(front + 1);
        let back = Slot { upside_down, ..slot(back, Length::ZERO) };
        Sheet { front: vec![slot(Some(front), Length::ZERO)], back: vec![back] }
    };
    Plan { sheet: page, sheets: (0..pages).step_by(2).map(leaf).collect() }
}
