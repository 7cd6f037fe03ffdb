//! Straight quotation marks → “ ” and ‘ ’, where they are balanced and stand in Chinese text.

use super::super::marks::{is_han, is_wide};
use super::super::report::{Report, Rule};
use super::super::unit::Unit;

/// Makes the straight quotation marks of a paragraph curly, all of a kind or none.
pub(super) fn quotes(unit: &mut Unit, report: &mut Report) {
    let count = |is: fn(char) -> bool| unit.cells.iter().filter(|cell| is(cell.character)).count();
    if count(is_han) < count(|character| character.is_ascii_alphabetic()) {
        return;
    }
    for (mark, open, close) in [('"', '“', '”'), ('\'', '‘', '’')] {
        let places: Vec<usize> = (0..unit.cells.len()).filter(|&at| is_quote(unit, at, mark)).collect();
        // With curly ones around them, who can say which of them opens.
        let is_mixed = is_mixed(unit, &places, open, close);
        if places.is_empty() || is_mixed || !places.chunks(2).all(|pair| is_chinese_pair(unit, pair)) {
            continue;
        }
        for (index, &at) in places.iter().enumerate() {
            let written = if index % 2 == 0 { open } else { close };
            report.at(Rule::Quotes, unit, at, &mark.to_string(), &written.to_string());
            unit.cells[at].character = written;
        }
    }
}

fn character(unit: &Unit, at: Option<usize>) -> Option<char> {
    at.and_then(|at| unit.cells.get(at)).map(|cell| cell.character)
}

/// Whether a mark is a quotation mark; between Latin letters it is an apostrophe, after a digit it means inches, feet,
/// minutes or seconds.
fn is_quote(unit: &Unit, at: usize, mark: char) -> bool {
    let before = character(unit, at.checked_sub(1));
    let letters =
        [before, character(unit, Some(at + 1))].map(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()));
    unit.cells[at].character == mark && !(mark == '\'' && letters == [true, true])
}

/// Whether two marks have Han between them, or around them, and no blank on the inner sides.
fn is_chinese_pair(unit: &Unit, pair: &[usize]) -> bool {
    let &[start, end] = pair else { return false };
    let inner = &unit.cells[start + 1..end];
    let is_blank =
        |cell: Option<&super::super::unit::Cell>| cell.is_none_or(|cell| cell.character.is_whitespace());
    let around = [start.checked_sub(1), Some(end + 1)].map(|at| character(unit, at).is_none_or(is_wide));
    !is_blank(inner.first())
        && !is_blank(inner.last())
        && (inner.iter().any(|cell| is_han(cell.character)) || around == [true, true])
}

/// Whether straight marks stand within curly ones of their kind, or curly ones between two of them.
fn is_mixed(unit: &Unit, places: &[usize], open: char, close: char) -> bool {
    let mut depth = 0_i32;
    let mut within = false;
    let mut next = places.iter().copied().peekable();
    for (at, cell) in unit.cells.iter().enumerate() {
        let is_curly = cell.character == open || cell.character == close;
        if next.next_if_eq(&at).is_some() {
            within = !within;
            if depth != 0 {
                return true;
            }
        } else if is_curly && within {
            return true;
        }
        depth += i32::from(cell.character == open) - i32::from(cell.character == close);
    }
    false
}
