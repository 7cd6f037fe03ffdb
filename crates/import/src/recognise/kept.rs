//! What becomes of a unit that has no place, and of bold that an issue does not have.

use crate::parts::Parts;
use crate::report::{Report, Rule};
use crate::unit::{Origin, Unit};
use hongtou_format::issue::Date;

/// Keeps a unit that has no place.
pub fn unplaced(unit: &Unit, parts: &mut Parts, report: &mut Report) {
    plain(unit, report);
    keep(unit, &unit.text(), parts, report);
}

/// Keeps a piece of a unit that has no place.
pub fn keep(unit: &Unit, text: &str, parts: &mut Parts, report: &mut Report) {
    parts.unplaced.push((unit.place, text.to_owned()));
    report.whole(Rule::Unplaced, unit.place, text, text);
}

/// The text without blanks, for comparing with patterns.
pub fn compact(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Lists the bold of a text that has none in an issue.
pub fn plain(unit: &Unit, report: &mut Report) {
    if unit.place.origin != Origin::Line {
        return;
    }
    let marks = (2 * unit.bold_runs()).saturating_sub(unit.thought_of);
    if marks > 0 {
        report.whole(Rule::Markup, unit.place, "**".repeat(marks), "");
    }
}

/// A date as TOML has it.
pub(crate) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
