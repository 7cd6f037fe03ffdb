//! Where a unit may be broken if the line would have a hole without it: the least harmful places.
//!
//! `报县工业局（联系电话：0000-1234567，电子邮箱：bangongshi@example.gov.cn）` cannot be set evenly whole: its units
//! are 7 and 13 em wide. Nothing is ever broken inside a number, between a number and 年, or in 〔2009〕3号.

use super::class::Class;
use super::segment::Cluster;
use super::spacing::{Break, Gap, Stretch, UnitBreak};

/// Marks after which an address may be broken, without a hyphen: one would be taken for a part of it.
const ADDRESS_MARKS: &str = "/.@-_?&=";

/// What an address of the net begins with or has in it.
const ADDRESS_SIGNS: [&str; 7] = ["://", "www.", "@", ".cn", ".com", ".org", ".net"];

/// A hyphen of full-width form, as in 0751－8888888.
const FULL_WIDTH_HYPHEN: char = '－';

/// Digits that a telephone number has at least: 021-12345678. A date or a range of years has eight.
const TELEPHONE_DIGITS: usize = 10;

/// Lets addresses and telephone numbers be broken at their least harmful places.
pub fn open_units(gaps: &mut [Gap], clusters: &[Cluster], text: &str) {
    let mut index = 0;
    while index < clusters.len() {
        let is_hyphen = |cluster: &Cluster| text[cluster.start as usize..].starts_with(FULL_WIDTH_HYPHEN);
        let is_part = |cluster: &&Cluster| {
            cluster.class.is_western() && cluster.class != Class::Space || is_hyphen(cluster)
        };
        let end = index + clusters[index..].iter().take_while(is_part).count();
        if end > index {
            let unit = &text[clusters[index].start as usize..clusters[end - 1].end as usize];
            if ADDRESS_SIGNS.iter().any(|sign| unit.contains(sign)) {
                open_after(gaps, &clusters[index..end], index, text, ADDRESS_MARKS, UnitBreak::Address);
            } else if is_telephone(unit) {
                open_after(gaps, &clusters[index..end], index, text, "-－", UnitBreak::Telephone);
            }
        }
        index = end.max(index + 1);
    }
}

fn is_telephone(unit: &str) -> bool {
    let digits = unit.bytes().filter(u8::is_ascii_digit).count();
    digits >= TELEPHONE_DIGITS
        && unit.chars().all(|c| c.is_ascii_digit() || c == '-' || c == FULL_WIDTH_HYPHEN)
}

/// Opens the gaps after marks inside the unit `unit` that begins at `start`.
///
/// Not between two marks, as in ://, and not before or after a lone last character; marks at its ends are no part of it.
fn open_after(gaps: &mut [Gap], unit: &[Cluster], start: usize, text: &str, marks: &str, place: UnitBreak) {
    let at = |index: usize| text[unit[index].start as usize..].chars().next().unwrap_or(' ');
    let length = unit.len() - unit.iter().rev().take_while(|c| c.class == Class::WesternMark).count();
    for index in 1..length.saturating_sub(1) {
        let is_in_number =
            at(index) == '.' && at(index - 1).is_ascii_digit() && at(index + 1).is_ascii_digit();
        if marks.contains(at(index)) && !marks.contains(at(index + 1)) && !is_in_number {
            let gap = &mut gaps[start + index];
            gap.line_break = Break::Unit(place);
            if place == UnitBreak::Address {
                // A line that is filled by an address has no other gaps.
                gap.stretch = Stretch::Character;
            }
        }
    }
    // Where UAX #14 would break an address, it is not broken without need either.
    for gap in &mut gaps[start..start + unit.len() - 1] {
        if gap.line_break == Break::Allowed {
            gap.line_break = Break::Unit(place);
        }
    }
}
