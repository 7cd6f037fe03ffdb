//! Ink bounds of glyphs, found once per face and glyph.
//!
//! Finding them walks the outline, about a microsecond for a hanzi; marks ask for theirs wherever they appear.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use ttf_parser::Rect;

/// Where a glyph's ink is, in font units from its origin, y upward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InkBox {
    /// Left edge.
    pub x_min: i32,
    /// Lower edge.
    pub y_min: i32,
    /// Right edge.
    pub x_max: i32,
    /// Upper edge.
    pub y_max: i32,
}

/// The ink bounds of a face's glyphs that were asked for before.
///
/// Each entry is one word, so threads may use it at once without ever seeing half of one. The memory is zeroed by
/// the system, so only the pages that are used are there.
#[derive(Default)]
pub(super) struct InkCache(OnceLock<Box<[AtomicU64]>>);

/// Not asked for yet.
const UNKNOWN: u64 = 0;
/// Without ink: a box whose right edge is left of its left one, which no glyph has.
const BLANK: u64 = 1;

impl InkCache {
    /// The bounds known of a glyph, or else what `find` finds; `glyphs` is how many the face has.
    pub fn get_or(&self, glyph: u16, glyphs: u16, find: impl FnOnce() -> Option<Rect>) -> Option<InkBox> {
        let boxes = self.0.get_or_init(|| (0..glyphs).map(|_| AtomicU64::new(UNKNOWN)).collect());
        let slot = boxes.get(usize::from(glyph))?;
        let mut word = slot.load(Relaxed);
        if word == UNKNOWN {
            word = find().filter(has_area).map_or(BLANK, pack);
            slot.store(word, Relaxed);
        }
        (word != BLANK).then(|| unpack(word))
    }
}

/// An outline without area prints nothing.
fn has_area(rect: &Rect) -> bool {
    rect.x_min < rect.x_max && rect.y_min < rect.y_max
}

fn pack(rect: Rect) -> u64 {
    let edges = [rect.x_max, rect.y_max, rect.x_min, rect.y_min];
    edges.into_iter().fold(0, |word, edge| word << 16 | u64::from(edge as u16))
}

fn unpack(word: u64) -> InkBox {
    let edge = |place: u32| i32::from((word >> (16 * place)) as u16 as i16);
    InkBox { x_max: edge(3), y_max: edge(2), x_min: edge(1), y_min: edge(0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x_min: i16, y_min: i16, x_max: i16, y_max: i16) -> Rect {
        Rect { x_min, y_min, x_max, y_max }
    }

    #[test]
    fn bounds_are_found_once_and_kept_to_the_last_unit() {
        let cache = InkCache::default();
        let cases = [rect(-14, 426, 2062, 528), rect(i16::MIN, -1, i16::MAX, 0), rect(-2, -2, -1, -1)];
        for (glyph, wanted) in cases.into_iter().enumerate() {
            for _ in 0..2 {
                let mut asked = Some(wanted);
                let found = cache.get_or(glyph as u16, 4, || asked.take()).expect("it has ink");
                let edges = [found.x_min, found.y_min, found.x_max, found.y_max];
                let wanted = [wanted.x_min, wanted.y_min, wanted.x_max, wanted.y_max].map(i32::from);
                assert_eq!(edges, wanted);
            }
            cache.get_or(glyph as u16, 4, || panic!("looked for twice"));
        }
    }

    #[test]
    fn an_outline_without_area_is_no_ink_and_is_remembered_as_none() {
        let cache = InkCache::default();
        for (glyph, found) in [None, Some(rect(0, 0, 0, 0)), Some(rect(5, 0, 5, 9)), Some(rect(0, 3, 9, 3))]
            .into_iter()
            .enumerate()
        {
            assert_eq!(cache.get_or(glyph as u16, 4, || found), None);
            assert_eq!(cache.get_or(glyph as u16, 4, || panic!("looked for twice")), None);
        }
        assert_eq!(
            cache.get_or(4, 4, || Some(rect(0, 0, 9, 9))),
            None,
            "a glyph that the face does not have"
        );
    }
}
