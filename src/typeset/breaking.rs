//! Where lines end: what the breakers share, and the choice between them.
//!
//! A breaker takes a paragraph of boxes and gaps and gives the ends of its lines; it knows no characters.

use super::cost::Judge;
use super::paragraph::{Edges, Paragraph};
use super::{first_fit, last_line, optimal};
use crate::layouts::Breaker;
use crate::page::{AdjustmentKind, Ending};
use crate::units::Length;

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
    /// How many characters the last line has at least, marks not counted.
    pub last_line: u32,
}

/// The lines of a paragraph.
pub fn break_lines(
    paragraph: &Paragraph<'_>,
    breaker: Breaker,
    constraints: &Constraints<'_>,
) -> Vec<LineEnd> {
    match breaker {
        Breaker::FirstFit => greedy(paragraph, constraints),
        Breaker::Optimal => {
            let lines = optimal::optimal(paragraph, constraints);
            if lines.iter().all(|line| line.ending != Ending::Forced) {
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
