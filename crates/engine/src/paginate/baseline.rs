//! Where baselines are: in the em box of a character, and in a band that holds a line.

use hongtou_base::units::Length;

/// Where the baseline of a character stands below the upper edge of its em box, in thousandths of an em.
///
/// The ideographic em box reaches 0.12 em below the baseline: OpenType's `BASE` table, tag `ideo`, in CJK faces.
pub(super) const ASCENT: i64 = 880;

/// Where the baseline stands in a band of a height, below its upper edge: the em box is in its middle.
pub fn baseline_in(height: Length, em: Length) -> Length {
    (height - em) / 2 + em.ratio(ASCENT, 1000)
}
