//! Lengths as whole numbers, so that a line of characters fits or does not, without slack.
//!
//! One unit is an EMU: 36,000 a millimetre, 12,700 a point.
//! Millimetres, points and the Chinese sizes (字号) are all exact in it.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length or a position, in EMU (1/36,000 mm = 1/12,700 pt).
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

/// EMU in a millimetre.
pub const EMU_PER_MM: i64 = 36_000;
/// EMU in a point (1/72 inch).
pub const EMU_PER_PT: i64 = 12_700;

impl Length {
    /// No length.
    pub const ZERO: Length = Length(0);

    /// From EMU.
    pub const fn from_emu(emu: i64) -> Length {
        Length(emu)
    }

    /// Whole millimetres.
    pub const fn mm(mm: i64) -> Length {
        Length(mm * EMU_PER_MM)
    }

    /// Whole points.
    pub const fn pt(pt: i64) -> Length {
        Length(pt * EMU_PER_PT)
    }

    /// In EMU.
    pub const fn emu(self) -> i64 {
        self.0
    }

    /// In millimetres, for showing and for files.
    pub fn to_mm(self) -> f64 {
        self.0 as f64 / EMU_PER_MM as f64
    }

    /// In points, for showing and for files.
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / EMU_PER_PT as f64
    }

    /// `self × numerator ÷ denominator`, rounded to the nearest EMU, halves away from zero.
    ///
    /// The product is taken in 128 bits, so it does not overflow.
    /// A denominator of zero gives zero.
    pub fn ratio(self, numerator: i64, denominator: i64) -> Length {
        if denominator == 0 {
            return Length::ZERO;
        }
        let product = self.0 as i128 * numerator as i128;
        let denominator = denominator as i128;
        let half = denominator.abs() / 2;
        let rounded = if (product < 0) == (denominator < 0) {
            (product.abs() + half) / denominator.abs()
        } else {
            -((product.abs() + half) / denominator.abs())
        };
        Length(rounded as i64)
    }

    /// The length's absolute value.
    pub const fn abs(self) -> Length {
        Length(self.0.abs())
    }

    /// Whether this is less than nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }
}

/// How wide glyphs are drawn, in millionths of their own width; their height stays.
///
/// Long names are condensed (长体) by it. A millionth of a character's width shows on no device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HorizontalScale(u32);

impl HorizontalScale {
    /// Glyphs as wide as their face has them.
    pub const FULL: HorizontalScale = HorizontalScale(1_000_000);

    /// From whole percent.
    pub const fn percent(percent: u32) -> HorizontalScale {
        HorizontalScale(percent.saturating_mul(10_000))
    }

    /// In millionths.
    pub const fn millionths(self) -> u32 {
        self.0
    }

    /// In percent, rounded, for showing.
    pub const fn to_percent(self) -> u32 {
        (self.0 + 5_000) / 10_000
    }

    /// A horizontal length of a glyph as it is drawn.
    pub fn of(self, length: Length) -> Length {
        if self == HorizontalScale::FULL { length } else { length.ratio(self.0.into(), 1_000_000) }
    }

    /// The same glyphs, condensed by `numerator ÷ denominator` once more.
    #[must_use]
    pub fn times(self, numerator: Length, denominator: Length) -> HorizontalScale {
        let scaled = Length::from_emu(self.0.into()).ratio(numerator.emu(), denominator.emu());
        HorizontalScale(u32::try_from(scaled.emu()).unwrap_or(self.0))
    }
}

impl Default for HorizontalScale {
    fn default() -> HorizontalScale {
        HorizontalScale::FULL
    }
}

impl Add for Length {
    type Output = Length;
    fn add(self, other: Length) -> Length {
        Length(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Length;
    fn sub(self, other: Length) -> Length {
        Length(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Length;
    fn neg(self) -> Length {
        Length(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Length;
    fn mul(self, factor: i64) -> Length {
        Length(self.0 * factor)
    }
}

/// Division toward zero; see [`Length::ratio`] for rounding.
impl Div<i64> for Length {
    type Output = Length;
    fn div(self, divisor: i64) -> Length {
        Length(self.0 / divisor)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Length) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Length) {
        self.0 -= other.0;
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Length>>(lengths: I) -> Length {
        lengths.fold(Length::ZERO, Add::add)
    }
}

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4}mm", self.to_mm())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_points_and_sizes_are_exact() {
        assert_eq!(Length::mm(1).emu(), 36_000);
        assert_eq!(Length::pt(72).emu(), 914_400);
        assert_eq!(Length::pt(72), Length::mm(254).ratio(1, 10));
    }

    #[test]
    fn ratio_rounds_to_the_nearest_and_halves_away_from_zero() {
        assert_eq!(Length::from_emu(5).ratio(1, 2).emu(), 3);
        assert_eq!(Length::from_emu(-5).ratio(1, 2).emu(), -3);
        assert_eq!(Length::from_emu(7).ratio(1, 3).emu(), 2);
        assert_eq!(Length::from_emu(7).ratio(1, 0), Length::ZERO);
    }
}
