//! Where lines end: the choice between the breakers.
//!
//! A breaker takes a paragraph of boxes and gaps and gives the ends of its lines; it knows no characters.

use super::constraints::{Constraints, LineEnd};
use super::cost::Judge;
use super::paragraph::{Edges, Paragraph};
use super::{first_fit, last_line, optimal};
use crate::page::Ending;
use hongtou_format::layouts::Breaker;

/// The lines of a paragraph.
pub fn break_lines(
    paragraph: &Paragraph<'_>,
    breaker: Breaker,
    constraints: &Constraints<'_>,
) -> Vec<LineEnd> {
    if paragraph.required_ends.is_empty() {
        return break_part(paragraph, breaker, constraints);
    }
    let mut lines: Vec<LineEnd> = Vec::new();
    let mut start = 0;
    for end in paragraph.required_ends.iter().copied().chain([paragraph.len()]) {
        let part = paragraph.part(start, end);
        let before = lines.len();
        let measure = |line| (constraints.measure)(before + line);
        let paragraph_start =
            if start == 0 { constraints.edges.paragraph_start } else { constraints.edges.start };
        let edges = Edges { paragraph_start, ..constraints.edges };
        let part_lines =
            break_part(&part, breaker, &Constraints { measure: &measure, edges, ..*constraints });
        lines.extend(part_lines.into_iter().map(|line| {
            let is_last = line.ending == Ending::Last && end < paragraph.len();
            LineEnd { end: start + line.end, ending: if is_last { Ending::Ellipsis } else { line.ending } }
        }));
        start = end;
    }
    lines
}

/// Whether a line ends where no rule allows it.
pub fn is_unlawful(ending: Ending) -> bool {
    matches!(ending, Ending::Relief | Ending::Forced)
}

fn break_part(paragraph: &Paragraph<'_>, breaker: Breaker, constraints: &Constraints<'_>) -> Vec<LineEnd> {
    match breaker {
        Breaker::FirstFit => greedy(paragraph, constraints),
        Breaker::Optimal => {
            let lines = optimal::optimal(paragraph, constraints);
            if !lines.iter().any(|line| is_unlawful(line.ending)) {
                return lines;
            }
            // Where lines are parted by force there is no order of costs to go by, and first-fit may be luckier.
            let other = greedy(paragraph, constraints);
            let is_cheaper = cost(paragraph, &other, constraints) < cost(paragraph, &lines, constraints);
            if is_cheaper { other } else { lines }
        }
    }
}

fn greedy(paragraph: &Paragraph<'_>, constraints: &Constraints<'_>) -> Vec<LineEnd> {
    let mut lines = first_fit::first_fit(paragraph, constraints);
    last_line::repair(paragraph, &mut lines, constraints);
    lines
}

/// What the lines cost, by the optimal breaker's own measure.
pub fn cost(paragraph: &Paragraph<'_>, lines: &[LineEnd], constraints: &Constraints<'_>) -> i64 {
    Judge::new(paragraph, constraints).total(lines)
}
