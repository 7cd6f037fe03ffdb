//! A pair of marks that may share a cell of the grid, and its rank among the pairs of a line.

use super::class::Class;
use crate::page::AdjustmentKind;

/// Two marks that may share a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CellPair {
    /// The index of the first of them.
    pub first: usize,
    /// Which pairs share a cell before others.
    pub(super) rank: Rank,
}

/// Pairs in the order in which they are taken: brackets before pausing marks before stops, as CLREQ 3.4.3 squeezes
/// them; last, marks that turn their backs to each other, such as 》《, for between them a blank is missed most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Brackets,
    Pause,
    Stop,
    BackToBack,
}

impl CellPair {
    /// The pair in a part of the paragraph that begins at `start`.
    pub fn earlier(self, start: usize) -> CellPair {
        CellPair { first: self.first - start, ..self }
    }
}

impl Rank {
    pub(super) fn of(left: Class, right: Class) -> Rank {
        let either = |class| left == class || right == class;
        if right == Class::Opening && left != Class::Opening {
            Rank::BackToBack
        } else if either(Class::Stop) || either(Class::Exclamation) {
            Rank::Stop
        } else if either(Class::Pause) {
            Rank::Pause
        } else {
            Rank::Brackets
        }
    }

    pub(super) fn kind(self) -> AdjustmentKind {
        match self {
            Rank::Brackets | Rank::BackToBack => AdjustmentKind::Bracket,
            Rank::Pause => AdjustmentKind::Pause,
            Rank::Stop => AdjustmentKind::Stop,
        }
    }
}
