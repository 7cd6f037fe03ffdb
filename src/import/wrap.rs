//! Texts whose lines were broken at a width, as printers and PDF readers give them: their lines are joined.

use super::join::add;
use super::marks::{ends_sentence, is_wide};
use super::report::Report;
use super::unit::{Origin, Unit};
use crate::document::numbering::numbering;

/// The widths of lines that a text may be broken at, in half ems.
const NARROWEST: usize = 36;
const WIDEST: usize = 130;
/// How much shorter than the others a full line may be: where a mark or a number did not fit.
const SHORTER: usize = 7;
/// The fewest full lines, and which share of the lines that are no titles they are at least, in hundredths.
const FEWEST: usize = 4;
const LEAST_SHARE: usize = 35;

/// Joins the lines of paragraphs; says whether the text was broken so.
pub(super) fn unwrap(units: &mut Vec<Unit>, report: &mut Report) -> bool {
    let widths: Vec<usize> = units.iter().map(width).collect();
    let Some(full) = measure(&widths) else { return false };
    let has_indents = units.iter().filter(|unit| unit.indented).count() > 1;
    let mut joined: Vec<Unit> = Vec::with_capacity(units.len());
    // The width and the number of the last line of the paragraph that is being joined.
    let mut last: Option<(usize, usize)> = None;
    for (unit, width) in std::mem::take(units).into_iter().zip(widths) {
        let number = unit.place.number;
        match joined.last_mut() {
            Some(above) if last.is_some_and(|last| goes_on(above, last, &unit, full, has_indents)) => {
                add(above, unit, report);
            }
            _ => joined.push(unit),
        }
        last = Some((width, number));
    }
    *units = joined;
    true
}

/// The width that lines are broken at: one that many come near to, and next to none exceeds.
fn measure(widths: &[usize]) -> Option<usize> {
    let mut sorted: Vec<usize> = widths.iter().copied().filter(|&width| width >= NARROWEST).collect();
    sorted.sort_unstable();
    // The widest but for a line in fifty, which something else has widened.
    let full = *sorted.get(sorted.len().checked_sub(1 + sorted.len() / 50)?)?;
    let near = sorted.iter().filter(|&&width| width + SHORTER >= full && width <= full + 2).count();
    let long = sorted.iter().filter(|&&width| width * 2 > full).count();
    (full <= WIDEST && near >= FEWEST && near * 100 >= long * LEAST_SHARE).then_some(full)
}

/// The width of a line in half ems, its indent with it; a blank of autospace takes next to nothing.
fn width(unit: &Unit) -> usize {
    let width = |character: char| match character {
        ' ' => 0,
        character if is_wide(character) || !character.is_ascii() => 2,
        _ => 1,
    };
    let indent = if unit.indented { 4 } else { 0 };
    indent + unit.cells.iter().map(|cell| width(cell.character)).sum::<usize>()
}

fn goes_on(
    above: &Unit,
    (width, number): (usize, usize),
    unit: &Unit,
    full: usize,
    has_indents: bool,
) -> bool {
    let ends_page = above.cells.last().is_some_and(|cell| cell.page_end.is_some());
    let has_blank_between = unit.place.number > number + 1 && !ends_page;
    let text = unit.text();
    let begins = unit.indented || unit.heading.is_some() || numbering(&text).is_some() || is_label(&text);
    if unit.place.origin != Origin::Line || begins || has_blank_between || width + SHORTER < full {
        return false;
    }
    // A paragraph seldom fills its last line; where others are indented, one that is not goes on.
    !ends_sentence(&end(above)) || has_indents || width + 1 >= full
}

/// Whether a line begins with a label such as 报：.
fn is_label(text: &str) -> bool {
    let label = text.split(['：', ':']).next().unwrap_or_default();
    label.len() < text.len() && label.chars().filter(|character| !character.is_whitespace()).count() <= 4
}

fn end(unit: &Unit) -> String {
    unit.cells[unit.cells.len().saturating_sub(4)..].iter().map(|cell| cell.character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_one_that_many_lines_come_near_to() {
        assert_eq!(measure(&[56, 55, 20, 56, 54, 30, 56, 12]), Some(56));
        // Paragraphs of any length, each on its line.
        assert_eq!(measure(&[400, 56, 120, 233, 98, 40, 310, 77]), None);
        assert_eq!(measure(&[20, 22, 24]), None);
    }
}
