//! Texts that are wider than their room: made smaller first, then condensed (长体), as far as their style allows.

use crate::typeset::Line;
use hongtou_base::units::Length;
use hongtou_format::layouts::Style;

/// How texts come into their room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    room: Length,
    /// Their width as they were set.
    needed: Length,
    /// The size that they were set in, and the smallest that they may have.
    sizes: (Length, Length),
    /// Their width at the smallest size.
    smallest: Length,
    condense: i128,
}

impl Fit {
    /// How texts that were set in `size` and are `needed` wide come into a room.
    pub fn new(room: Length, needed: Length, size: Length, style: &Style) -> Fit {
        let least = style.min_size.min(size);
        Fit {
            room,
            needed,
            sizes: (size, least),
            smallest: needed.ratio(least.emu(), size.emu().max(1)),
            condense: style.condense.millionths().into(),
        }
    }

    /// Whether they have room as they are, or without being condensed.
    pub fn is_full_width(&self) -> bool {
        self.smallest <= self.room
    }

    /// Whether their style allows what has to be done to them.
    pub fn is_allowed(&self) -> bool {
        let (room, smallest) = (i128::from(self.room.emu()), i128::from(self.smallest.emu()));
        self.is_full_width() || room * 1_000_000 >= smallest * self.condense
    }

    /// Brings one of the texts to its size and width.
    pub fn apply(&self, line: &mut Line) {
        let (size, least) = self.sizes;
        if self.needed <= self.room {
            return;
        }
        if self.is_full_width() {
            line.scale(self.room, self.needed);
        } else {
            line.scale(least, size);
            line.condense(self.room, self.smallest);
        }
    }

    /// A length beside the texts, such as the space between two of them, brought to the same width.
    pub fn scaled(&self, length: Length) -> Length {
        if self.needed <= self.room { length } else { length.ratio(self.room.emu(), self.needed.emu()) }
    }
}

/// The number of full-width characters that a room holds at the smallest size and width of a style.
pub(super) fn most_characters(room: Length, style: &Style) -> usize {
    let narrowest = style.condense.of(style.min_size).emu().max(1);
    usize::try_from(room.emu() / narrowest).unwrap_or(0)
}
