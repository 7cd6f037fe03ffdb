//! Blanks beside numbers: those that extraction leaves behind 1. and （1）, and beside the dash of a range.

use super::super::marks::is_space;
use super::super::report::{Report, Rule};
use super::super::unit::{Unit, remove};
use hongtou_base::numbering::numbering;

/// Mends the blanks of a paragraph's number, and those of ranges of years.
pub(super) fn spaces(unit: &mut Unit, report: &mut Report) {
    behind_number(unit, report);
    beside_dash(unit, report);
}

/// `1. 道路` and `（1） 道路`: the layout sets the space.
fn behind_number(unit: &mut Unit, report: &mut Report) {
    const START: usize = 12;
    let start: String = unit.cells.iter().take(START).map(|cell| cell.character).collect();
    let Some(number) = numbering(&start) else { return };
    let at = start[..number.length].chars().count();
    let blanks = unit.cells[at..].iter().take_while(|cell| is_space(cell.character)).count();
    let is_followed = unit.cells.get(at + blanks).is_some_and(|cell| !cell.character.is_ascii());
    if blanks == 0 || !is_followed {
        return;
    }
    report.at(Rule::Space, unit, at, &" ".repeat(blanks), "");
    let mut drop = vec![false; unit.cells.len()];
    drop[at..at + blanks].fill(true);
    take_out(unit, &drop);
}

/// `2026 — 2028年`: a dash between numbers has no blanks beside it.
fn beside_dash(unit: &mut Unit, report: &mut Report) {
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| unit.cells.get(at)).is_some_and(|cell| cell.character.is_ascii_digit())
    };
    let mut drop = vec![false; unit.cells.len()];
    for at in 1..unit.cells.len().saturating_sub(1) {
        let is_blank = |at: usize| unit.cells.get(at).is_some_and(|cell| is_space(cell.character));
        if unit.cells[at].character == '—'
            && is_blank(at - 1)
            && is_blank(at + 1)
            && is_digit(at.checked_sub(2))
            && is_digit(Some(at + 2))
        {
            drop[at - 1] = true;
            drop[at + 1] = true;
        }
    }
    for at in (0..drop.len()).filter(|&at| drop[at]) {
        let found = unit.cells[at].character.to_string();
        report.at(Rule::Space, unit, at, &found, "");
    }
    take_out(unit, &drop);
}

fn take_out(unit: &mut Unit, drop: &[bool]) {
    if !drop.contains(&true) {
        return;
    }
    let mut drop = drop.iter();
    remove(unit, |_| drop.next().is_some_and(|&goes| goes));
}
