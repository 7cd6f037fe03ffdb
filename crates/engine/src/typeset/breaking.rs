//! Where lines end: what the breakers share, and the choice between them.
//!
//! A breaker takes a paragraph of boxes and gaps and gives the ends of its lines; it knows no characters.

use super::adjust::Limits;
use super::cost::Judge;
use super::paragraph::{Edges, Paragraph};
use super::{first_fit, last_line, optimal};
use crate::page::{AdjustmentKind, Ending};
use hongtou_base::units::Length;
use hongtou_format::layouts::Breaker;

/// Where a line ends and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineEnd {
    /// The index after the line's last box.
    pub end: usize,
    /// Why it ends there.
    pub ending: Ending,
}

/// What a breaker needs to know beside the paragraph.
pub struct Constraints<'a> {
    /// The measure of a line; `line` from 0. From line 1 on it is the same.
    pub measure: &'a dyn Fn(usize) -> Length,
    /// The widths of marks at the edges of lines.
    pub edges: Edges,
    /// What may be squeezed to take more into a line.
    pub squeeze: &'a [AdjustmentKind],
    /// How far gaps open.
    pub limits: Limits,
    /// How many characters the last line has at least, marks not counted.
    pub last_line: u32,
}

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

/// Where a line ends that has no lawful end: after the last of the boxes that fit, `longest - 1`, or before that between
/// marks in a row, where the rules give way first.
pub fn unlawful_end(paragraph: &Paragraph<'_>, start: usize, longest: usize) -> LineEnd {
    match (start + 1..=longest).rev().find(|&end| paragraph.is_relief(end)) {
        Some(end) => LineEnd { end, ending: Ending::Relief },
        None => LineEnd { end: longest, ending: Ending::Forced },
    }
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
