//! What all breakers share: the constraints on lines, the ends of lines, and the end of a line that has no lawful one.

use super::adjust::Limits;
use super::paragraph::{Edges, Paragraph};
use crate::page::{AdjustmentKind, Ending};
use hongtou_base::units::Length;

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

/// Where a line ends that has no lawful end: after the last of the boxes that fit, `longest - 1`, or before that between
/// marks in a row, where the rules give way first.
pub fn unlawful_end(paragraph: &Paragraph<'_>, start: usize, longest: usize) -> LineEnd {
    match (start + 1..=longest).rev().find(|&end| paragraph.is_relief(end)) {
        Some(end) => LineEnd { end, ending: Ending::Relief },
        None => LineEnd { end: longest, ending: Ending::Forced },
    }
}
