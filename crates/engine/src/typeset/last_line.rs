//! The last line of a paragraph is not a lone character: it takes one from the line before, or goes up to it
//! (CLREQ 3.1.6 on orphans; GB/T 15834 5.1.11).

use super::constraints::{Constraints, LineEnd};
use super::cost::Judge;
use super::paragraph::Paragraph;
use crate::page::Ending;

/// How many ends are tried before the lines are left as they are.
const TRIES: usize = 12;

/// Mends a last line with too few characters, if the line before allows it.
pub fn repair(paragraph: &Paragraph<'_>, lines: &mut Vec<LineEnd>, constraints: &Constraints<'_>) {
    let &[.., before, last] = lines.as_slice() else { return };
    let judge = Judge::new(paragraph, constraints);
    if constraints.last_line <= 1 || judge.characters(before.end, last.end) >= constraints.last_line {
        return;
    }
    let index = lines.len() - 2;
    let start = index.checked_sub(1).map_or(0, |previous| lines[previous].end);
    if judge.line(start, last.end, index).is_some() {
        // Squeezed, the line before takes the last one in.
        lines.truncate(index);
        lines.push(LineEnd { end: last.end, ending: Ending::Last });
        return;
    }
    let enough = |&end: &usize| judge.characters(end, last.end) >= constraints.last_line;
    let fits = |&end: &usize| judge.line(end, last.end, index + 1).is_some();
    let earlier = (start + 1..before.end)
        .rev()
        .take(TRIES)
        .filter(|&end| paragraph.may_end(end))
        .find(|end| enough(end) && fits(end));
    if let Some(end) = earlier {
        lines[index] = LineEnd { end, ending: Ending::Even };
    }
}
