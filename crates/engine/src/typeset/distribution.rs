//! Spreads what a line has left over, or lacks, over its gaps so that no gap is conspicuous.
//!
//! Least squares: of all ways to change gap i by dᵢ, 0 ≤ dᵢ ≤ roomᵢ and Σ dᵢ = amount, the one with the least
//! Σ dᵢ² ÷ shareᵢ. Where no gap meets its room this is dᵢ = level · shareᵢ with level = amount ÷ Σ share (Lagrange: at
//! the minimum all dᵢ ÷ shareᵢ are equal). A gap that would exceed its room is set to it, and the rest is solved again
//! at a higher level; so a gap that has met its room stays there, and the rounds come to an end.
//!
//! CLREQ 3.4.3 orders which spaces change first and does not ask that one of them takes everything: half an em on 26
//! gaps is 0.02 em in each, and nobody sees it; beside one digit it is a hole.

use super::spacing::Stretch;
use crate::page::AdjustmentKind;
use hongtou_base::units::Length;

/// One gap, or one of its two spaces, that may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How much of the change it takes, relative to the others; none if 0.
    pub share: i64,
    /// The most that it may change by.
    pub room: Length,
}

/// How much a gap opens relative to a gap between two Han characters, whose share is [`UNIT`].
///
/// The space between Han and digits is the widest gap of its line as it is, so it opens an eighth as much; the eye finds
/// the largest gap. Spaces between words open three times as much: they are wide, and vary in any Western text.
pub fn opening_share(stretch: Stretch) -> i64 {
    match stretch {
        Stretch::Never => 0,
        Stretch::WordSpace => 24,
        Stretch::Autospace => 1,
        Stretch::Character => UNIT,
    }
}

/// The share of a gap between two Han characters.
pub const UNIT: i64 = 8;

/// By how much a gap between two Han characters opens before all others have given what they can, in thousandths of an
/// em: at 0.06 em the words of a line begin to fall apart.
pub const MOST_BETWEEN_HAN: i64 = 60;

/// The same beside a mark, whose blank hides more. But programs that take the text out of a PDF write a space where a
/// gap is wider than 0.1 em, and in `一村一册， 一处一卡` nobody finds what is looked for.
pub const MOST_BESIDE_MARK: i64 = 90;

/// How much each kind of space gives up, relative to the opening of a gap between two Han characters.
///
/// In proportion to what each has to give, the order is that of CLREQ 3.4.3. The half em of a mark that loses 0.4 em
/// is as conspicuous as a line whose gaps open by 0.05 em each, so the shares of marks are eight times [`UNIT`].
pub fn closing_share(kind: AdjustmentKind) -> i64 {
    match kind {
        AdjustmentKind::WordSpace | AdjustmentKind::Interpunct | AdjustmentKind::Bracket => 64,
        AdjustmentKind::Pause => 64,
        AdjustmentKind::Autospace => 12,
        AdjustmentKind::Stop => 48,
        AdjustmentKind::InterCharacter => 1,
        AdjustmentKind::LineEndMark => 0,
    }
}

/// The change of each place; together they are `amount`, or all the room if that is less.
pub fn distribute(amount: Length, places: &[Place]) -> Vec<Length> {
    let mut changes = vec![Length::ZERO; places.len()];
    let mut open: Vec<usize> = (0..places.len()).filter(|&index| places[index].share > 0).collect();
    let mut rest = amount.max(Length::ZERO);
    loop {
        let total: i64 = open.iter().map(|&index| places[index].share).sum();
        if total == 0 {
            return changes;
        }
        let before = open.len();
        let level = rest;
        open.retain(|&index| {
            let Place { share, room } = places[index];
            let is_met = level.ratio(share, total) >= room;
            if is_met {
                changes[index] = room;
                rest -= room;
            }
            !is_met
        });
        if open.len() == before {
            let weights: Vec<i64> = open.iter().map(|&index| places[index].share).collect();
            for (&index, part) in open.iter().zip(parts(rest, &weights)) {
                changes[index] = part;
            }
            return changes;
        }
    }
}

/// Parts of `amount` in proportion to `weights`; rounded so that their sum is `amount` to the last unit.
pub fn parts(amount: Length, weights: &[i64]) -> impl Iterator<Item = Length> + '_ {
    let total: i64 = weights.iter().sum();
    let mut before = 0;
    let mut given = Length::ZERO;
    weights.iter().map(move |weight| {
        before += weight;
        let until_here = amount.ratio(before, total);
        let part = until_here - given;
        given = until_here;
        part
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn place(share: i64, room: i64) -> Place {
        Place { share, room: Length::from_emu(room) }
    }

    fn emu(changes: &[Length]) -> Vec<i64> {
        changes.iter().map(|change| change.emu()).collect()
    }

    #[test]
    fn parts_add_up_to_the_last_unit() {
        let parts: Vec<i64> = parts(Length::from_emu(10), &[1, 0, 1, 1]).map(Length::emu).collect();
        assert_eq!(parts, [3, 0, 4, 3]);
    }

    #[test]
    fn half_an_em_on_26_gaps_is_two_hundredths_in_each() {
        let em = Length::pt(16);
        let changes = distribute(em / 2, &[Place { share: UNIT, room: em }; 26]);
        assert!(changes.iter().all(|change| (*change - em.ratio(1, 52)).abs() <= Length::from_emu(1)));
        assert_eq!(changes.iter().copied().sum::<Length>(), em / 2);
    }

    #[test]
    fn what_one_place_cannot_take_the_others_do() {
        let places = [place(3, 10), place(1, 1_000), place(0, 1_000), place(2, 1_000)];
        assert_eq!(emu(&distribute(Length::from_emu(100), &places)), [10, 30, 0, 60]);
        assert_eq!(emu(&distribute(Length::from_emu(9_999), &places)), [10, 1_000, 0, 1_000]);
        assert_eq!(emu(&distribute(Length::from_emu(-5), &places)), [0; 4]);
        assert_eq!(emu(&distribute(Length::from_emu(5), &[place(0, 9)])), [0]);
    }

    proptest! {
        #[test]
        fn no_other_distribution_has_smaller_squares(
            places in proptest::collection::vec((1_i64..9, 0_i64..10_000), 2..12),
            amount in 0_i64..60_000,
            from in 0_usize..12,
            to in 0_usize..12,
            step in 20_i64..200,
        ) {
            let places: Vec<Place> = places.into_iter().map(|(share, room)| place(share, room)).collect();
            let room: i64 = places.iter().map(|place| place.room.emu()).sum();
            let changes = emu(&distribute(Length::from_emu(amount), &places));
            prop_assert_eq!(changes.iter().sum::<i64>(), amount.min(room));
            for (change, place) in changes.iter().zip(&places) {
                prop_assert!((0..=place.room.emu()).contains(change));
            }
            // Moving a little from one place to another makes the sum of the squares no smaller.
            let (from, to) = (from % places.len(), to % places.len());
            let mut other = changes.clone();
            other[from] -= step;
            other[to] += step;
            if from != to && other[from] >= 0 && other[to] <= places[to].room.emu() {
                let squares = |changes: &[i64]| -> f64 {
                    changes.iter().zip(&places).map(|(&d, place)| (d * d) as f64 / place.share as f64).sum()
                };
                prop_assert!(squares(&changes) <= squares(&other));
            }
        }
    }
}
