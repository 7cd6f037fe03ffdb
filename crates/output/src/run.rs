//! A run as the PDF writer takes it: pages once, the sides that show them, and which copy is printed when.

use hongtou_base::units::Length;
use hongtou_engine::page::{GlyphRun, Item, Pages};

/// Everything that one press file shows.
#[derive(Debug, Clone)]
pub struct Run {
    /// The pages of one copy; what differs from copy to copy is not on them.
    pub pages: Pages,
    /// Sides of sheets, in the order in which they are printed for one round.
    pub sides: Vec<Side>,
    /// For the last round of two copies side by side, where there is no second one: the same without it.
    pub sides_of_the_last: Option<Vec<Side>>,
    /// Numbers of copies, if they are printed.
    pub numbers: Option<Numbers>,
    /// The copies that are printed in each round, by their index; without numbers there is one round.
    pub rounds: Rounds,
    /// The name of the layer that the overlays stand in, which does not print.
    pub layer: String,
}

/// One side of a sheet.
#[derive(Debug, Clone)]
pub struct Side {
    /// The size after trimming.
    pub trim: Size,
    /// How far the paper reaches beyond the trim.
    pub margin: Length,
    /// How far ink may reach beyond the trim.
    pub bleed: Length,
    /// The pages on it.
    pub placements: Vec<Placement>,
    /// What stands around the pages, from the top left corner of the paper.
    pub marks: Vec<Item>,
    /// What lies over them in a layer that does not print, from the top left corner of the paper.
    pub overlay: Vec<Item>,
}

impl Side {
    /// The size of the paper.
    pub fn paper(&self) -> Size {
        Size { width: self.trim.width + self.margin * 2, height: self.trim.height + self.margin * 2 }
    }
}

/// A page on a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Its index in [`Run::pages`].
    pub page: usize,
    /// Which of the copies side by side it belongs to.
    pub copy: u32,
    /// Distance of its left edge from the trim's.
    pub x: Length,
    /// Distance of its upper edge from the trim's.
    pub y: Length,
    /// Whether it stands on its head.
    pub upside_down: bool,
}

/// The numbers of copies (份号, GB/T 9704 7.2.1).
#[derive(Debug, Clone)]
pub struct Numbers {
    /// The number of the first copy.
    pub first: u32,
    /// The page that the number stands on.
    pub page: usize,
    /// A number in its place, one glyph a digit.
    pub pattern: GlyphRun,
    /// The glyphs of the digits 0 to 9.
    pub digits: [u16; 10],
}

impl Numbers {
    /// How many digits a number has.
    pub fn width(&self) -> usize {
        self.pattern.glyphs.len()
    }

    /// The number of a copy, from 0, as it is printed.
    pub fn text(&self, copy: u32) -> String {
        let number = u64::from(self.first) + u64::from(copy);
        format!("{number:0width$}", width = self.width())
    }

    /// The number of a copy, from 0, in its place.
    pub fn run(&self, copy: u32) -> GlyphRun {
        let text = self.text(copy);
        let mut run = self.pattern.clone();
        for (glyph, digit) in run.glyphs.iter_mut().zip(text.bytes()) {
            glyph.id = self.digits[usize::from(digit.wrapping_sub(b'0') % 10)];
        }
        run.text = text;
        run
    }
}

/// Which copies are printed in which round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounds {
    /// How many copies the file shows.
    pub copies: u32,
    /// How many of them stand side by side.
    pub side_by_side: u32,
}

impl Rounds {
    /// How many rounds there are.
    pub fn count(self) -> u32 {
        self.copies.div_ceil(self.side_by_side.max(1))
    }

    /// The copy that a round prints in one of the places side by side; `None` for a place that stays empty.
    ///
    /// Each place takes a stretch of copies, so that after the cut the piles are laid on each other in order.
    pub fn copy(self, round: u32, place: u32) -> Option<u32> {
        let copy = self.count().checked_mul(place)?.checked_add(round)?;
        (copy < self.copies).then_some(copy)
    }
}

/// Width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: Length,
    /// From top to bottom.
    pub height: Length,
}
