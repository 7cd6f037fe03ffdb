//! Measures as a layout writes them: `"156mm"`, `"16pt"`, `"2em"`, `"1.5line"`, `"三号"`.

use hongtou_base::diagnostic::MeasureFault;
use hongtou_base::units::{EMU_PER_MM, EMU_PER_PT, Length};

/// A length that may depend on the size of the characters or on the line pitch of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// The same everywhere.
    Fixed(Length),
    /// In millionths of the em of the style it is used with.
    Em(i64),
    /// In millionths of the grid's line pitch.
    Line(i64),
}

/// The largest length that a layout may name, 2 m either way; keeps every sum far from overflow.
pub const LARGEST: Length = Length::mm(2_000);

/// The largest number of em or lines that a layout may name.
pub const LARGEST_NUMBER: i64 = 1_000;

/// The Chinese sizes in points, as Word, WPS and CTeX take them.
///
/// Source: GB 40070-2021 and the common usage of these programs; the older system of multiples has 三号 = 15.75 pt.
const SIZES: [(&str, f64); 16] = [
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 26.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
    ("小六", 6.5),
    ("七号", 5.5),
    ("八号", 5.0),
];

const MILLION: f64 = 1_000_000.0;

impl Measure {
    /// No length.
    pub const ZERO: Measure = Measure::Fixed(Length::ZERO);

    /// Reads a measure as a layout writes it.
    ///
    /// # Errors
    /// Anything that is not a number with a unit, or is too large.
    pub fn parse(text: &str) -> Result<Measure, MeasureFault> {
        let text = text.trim();
        if let Some((_, points)) = SIZES.iter().find(|(name, _)| *name == text) {
            return fixed(points * EMU_PER_PT as f64);
        }
        let unit_start = text.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')).unwrap_or(text.len());
        let (number, unit) = text.split_at(unit_start);
        let number: f64 = number.parse().map_err(|_| MeasureFault::Unread)?;
        match unit.trim() {
            "mm" => fixed(number * EMU_PER_MM as f64),
            "cm" => fixed(number * 10.0 * EMU_PER_MM as f64),
            "pt" => fixed(number * EMU_PER_PT as f64),
            "em" | "字" => relative(number).map(Measure::Em),
            "line" | "lines" | "行" => relative(number).map(Measure::Line),
            "" => Err(MeasureFault::NoUnit),
            _ => Err(MeasureFault::Unread),
        }
    }

    /// The length, for characters of size `em` on lines `pitch` apart.
    pub fn resolve(self, em: Length, pitch: Length) -> Length {
        match self {
            Measure::Fixed(length) => length,
            Measure::Em(millionths) => em.ratio(millionths, MILLION as i64),
            Measure::Line(millionths) => pitch.ratio(millionths, MILLION as i64),
        }
    }
}

fn fixed(emu: f64) -> Result<Measure, MeasureFault> {
    match emu.is_finite() && emu.abs() <= LARGEST.emu() as f64 {
        true => Ok(Measure::Fixed(Length::from_emu(emu.round() as i64))),
        false => Err(MeasureFault::TooLong { longest: LARGEST }),
    }
}

fn relative(number: f64) -> Result<i64, MeasureFault> {
    match number.is_finite() && number.abs() <= LARGEST_NUMBER as f64 {
        true => Ok((number * MILLION).round() as i64),
        false => Err(MeasureFault::TooMany { most: LARGEST_NUMBER }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_are_read_with_their_units() {
        let em = Length::pt(16);
        let pitch = Length::pt(29);
        let resolve = |text| Measure::parse(text).ok().map(|measure| measure.resolve(em, pitch));
        assert_eq!(resolve("156mm"), Some(Length::mm(156)));
        assert_eq!(resolve("三号"), Some(Length::pt(16)));
        assert_eq!(resolve("2em"), Some(Length::pt(32)));
        assert_eq!(resolve("0.25 em"), Some(Length::pt(4)));
        assert_eq!(resolve("2行"), Some(Length::pt(58)));
        assert_eq!(resolve("-1mm"), Some(Length::mm(-1)));
    }

    #[test]
    fn what_is_no_measure_is_refused() {
        for text in ["", "mm", "1e9mm", "nanmm", "infpt", "十mm", "3 furlong", "--3mm"] {
            assert_eq!(Measure::parse(text), Err(MeasureFault::Unread), "{text}");
        }
        for text in ["12", " 1.5 ", "-3"] {
            assert_eq!(Measure::parse(text), Err(MeasureFault::NoUnit), "{text}");
        }
        for text in ["2001mm", "-2001mm", "200.1cm", "99999mm", "1001em", "1001行"] {
            let fault = Measure::parse(text).unwrap_err();
            assert!(matches!(fault, MeasureFault::TooLong { .. } | MeasureFault::TooMany { .. }), "{text}");
        }
        assert!(Measure::parse("2000mm").is_ok());
    }
}
