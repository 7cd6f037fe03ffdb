//! Two units that are one paragraph, made one.

use super::marks::is_digit_or_latin;
use super::report::{Report, Rule};
use super::unit::{Origin, Unit};

/// Adds a unit to the one that it goes on with; two Western words need a space.
pub(super) fn add(last: &mut Unit, mut unit: Unit, report: &mut Report) {
    let end = last.cells.last().map(|cell| cell.character);
    let start = unit.cells.first().map(|cell| cell.character);
    let western = |character: Option<char>| character.is_some_and(is_digit_or_latin);
    report.at(Rule::Joined, &unit, 0, "", "");
    let both_bold =
        last.cells.last().is_some_and(|cell| cell.bold) && unit.cells.first().is_some_and(|cell| cell.bold);
    if both_bold && !last.bold_goes_on && unit.place.origin == Origin::Line {
        report.whole(Rule::Markup, unit.place, "****", "");
    }
    last.thought_of += unit.thought_of;
    if last.bold_goes_on {
        last.thought_of = last.thought_of.saturating_sub(2);
    }
    last.bold_goes_on = unit.bold_goes_on;
    if western(end) && western(start) {
        last.push(' ', both_bold);
    }
    last.cells.append(&mut unit.cells);
}
