//! Numbers as PDF has them: whole-number arithmetic, no exponent, no digit more than needed.

use lopdf::Object;

use hongtou_base::units::Length;

/// Decimals of a point that are written; half of the last is 0.02 µm.
const POINT_DECIMALS: u32 = 4;

/// Positions further out than this (60 m) are drawn there: no page shows them, and sums of a few do not overflow.
const FAR: i64 = 1 << 31;

/// A length that can be reckoned with, whatever the page says.
pub(super) fn near(length: Length) -> Length {
    length.clamp(Length::from_emu(-FAR), Length::from_emu(FAR))
}

/// A length in ten-thousandths of a point, rounded to the nearest.
pub(super) fn ten_thousandths(length: Length) -> i64 {
    length.ratio(10_000, hongtou_base::units::EMU_PER_PT).emu()
}

/// Appends a length in points.
pub(super) fn points(out: &mut Vec<u8>, length: Length) {
    decimal(out, ten_thousandths(length), POINT_DECIMALS);
}

/// A length in points as an object.
pub(super) fn object(length: Length) -> Object {
    let value = ten_thousandths(length);
    if value % 10_000 == 0 {
        Object::Integer(value / 10_000)
    } else {
        Object::Real((value as f64 / 1e4) as f32)
    }
}

/// Appends `value ÷ 10^decimals`.
pub(super) fn decimal(out: &mut Vec<u8>, value: i64, decimals: u32) {
    if value < 0 {
        out.push(b'-');
    }
    let unit = 10u64.pow(decimals);
    let (whole, mut rest) = (value.unsigned_abs() / unit, value.unsigned_abs() % unit);
    if whole > 0 || rest == 0 {
        integer(out, whole);
    }
    if rest == 0 {
        return;
    }
    out.push(b'.');
    let mut place = unit / 10;
    while rest > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

/// Appends a whole number.
pub(super) fn integer(out: &mut Vec<u8>, value: u64) {
    let mut digits = [0u8; 20];
    let mut start = digits.len();
    let mut value = value;
    loop {
        start -= 1;
        digits[start] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[start..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: i64, decimals: u32, expect: &str) {
        let mut out = Vec::new();
        decimal(&mut out, value, decimals);
        assert_eq!(String::from_utf8(out).unwrap(), expect);
    }

    #[test]
    fn no_digit_more_than_needed() {
        check(0, 4, "0");
        check(10_000, 4, "1");
        check(-160_000, 4, "-16");
        check(5_952_756, 4, "595.2756");
        check(1, 4, ".0001");
        check(-1_050, 3, "-1.05");
        check(-7, 1, "-.7");
        check(i64::MIN, 0, "-9223372036854775808");
    }

    #[test]
    fn millimetres_become_points() {
        let mut out = Vec::new();
        points(&mut out, Length::mm(210));
        assert_eq!(out, b"595.2756");
    }
}
