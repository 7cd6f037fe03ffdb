//! The glyphs that a role gave lately, so that the faces' character maps are seldom searched.
//!
//! A bulletin has some five hundred different characters and uses each many times; a search through
//! three faces takes about 75 ns, a look in here about four.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// As many as the different characters of a long issue; 8 KB a role.
const SLOTS: usize = 1024;

/// A table with one slot for all characters that share their last ten bits; the latest one stays.
///
/// Each entry is one word, so threads may use it at once without ever seeing half of one.
pub(super) struct Recent(Box<[AtomicU64]>);

/// Which of the role's faces has a character, and its glyph there; `None` if no face has it.
pub(super) type Place = Option<(u16, u16)>;

impl Recent {
    pub fn new() -> Recent {
        Recent((0..SLOTS).map(|_| AtomicU64::new(0)).collect())
    }

    /// Where a character was found before, or else what `search` finds.
    pub fn get_or(&self, character: char, search: impl FnOnce() -> Place) -> Place {
        let slot = &self.0[character as usize % SLOTS];
        let entry = slot.load(Relaxed);
        if entry >> 33 == key(character) {
            return unpack(entry);
        }
        let place = search();
        slot.store(pack(character, place), Relaxed);
        place
    }
}

impl std::fmt::Debug for Recent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recent")
    }
}

/// Never zero, so that an empty slot belongs to no character.
fn key(character: char) -> u64 {
    character as u64 + 1
}

/// From the highest bit: 31 for the character, 1 for whether it was found, 16 for the face, 16 for the glyph.
fn pack(character: char, place: Place) -> u64 {
    let found = place.map_or(0, |(face, glyph)| 1 << 32 | u64::from(face) << 16 | u64::from(glyph));
    key(character) << 33 | found
}

fn unpack(entry: u64) -> Place {
    (entry >> 32 & 1 == 1).then_some(((entry >> 16) as u16, entry as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_or_not_found_is_remembered() {
        let recent = Recent::new();
        for (character, place) in
            [('\0', None), ('一', Some((0, 7))), ('\u{10FFFF}', Some((u16::MAX, u16::MAX))), ('a', None)]
        {
            assert_eq!(recent.get_or(character, || place), place);
            assert_eq!(recent.get_or(character, || panic!("searched twice")), place);
        }
    }

    #[test]
    fn characters_that_share_a_slot_are_not_confused() {
        let recent = Recent::new();
        let (one, other) = ('\u{4E00}', '\u{5200}');
        assert_eq!(one as usize % SLOTS, other as usize % SLOTS);
        assert_eq!(recent.get_or(one, || Some((0, 1))), Some((0, 1)));
        assert_eq!(recent.get_or(other, || Some((1, 2))), Some((1, 2)));
        assert_eq!(recent.get_or(one, || Some((0, 1))), Some((0, 1)));
    }
}
