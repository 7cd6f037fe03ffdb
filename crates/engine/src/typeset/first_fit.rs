//! First fit: each line takes what fits, as Word and the printed originals do.

use super::constraints::{Constraints, LineEnd, unlawful_end};
use super::paragraph::Paragraph;
use super::spacing::Stretch;
use crate::page::Ending;
use hongtou_base::units::Length;

/// The lines of a paragraph, each as full as it can be.
///
/// A line that a prohibition rule would part is squeezed to take in what follows, if that is allowed and enough;
/// else its last characters go to the next line (CLREQ 3.4.3: 先挤进后推出).
pub fn first_fit(paragraph: &Paragraph<'_>, constraints: &Constraints<'_>) -> Vec<LineEnd> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < paragraph.len() {
        let measure = (constraints.measure)(lines.len());
        let line = next_line(paragraph, start, measure, constraints);
        start = line.end;
        lines.push(line);
    }
    lines
}

fn next_line(p: &Paragraph<'_>, start: usize, measure: Length, constraints: &Constraints<'_>) -> LineEnd {
    let fits = |end| p.least_width(start, end, constraints.edges) <= measure;
    let mut best = None;
    let mut longest = start + 1;
    let mut end = start + 1;
    while end <= p.len() {
        if fits(end) {
            longest = end;
            if p.may_end(end) {
                best = Some(end);
            }
        } else if p.inner_width(start, end) > measure {
            // The box alone is over; a mark whose blank is over may still be followed by a narrower end.
            break;
        }
        end += 1;
    }
    if best == Some(p.len()) {
        return LineEnd { end: p.len(), ending: Ending::Last };
    }
    if let Some(end) = end_in_unit(p, start, best, longest, measure, constraints) {
        return LineEnd { end, ending: Ending::Unit };
    }
    let overfull = longest + 1;
    if best != Some(longest)
        && let Some(end) = squeezed_end(p, start, overfull, measure, constraints)
    {
        let ending = if end == p.len() { Ending::Last } else { Ending::Prohibited };
        return LineEnd { end, ending };
    }
    match best {
        Some(end) if end == longest => LineEnd { end, ending: Ending::Full },
        Some(end) => LineEnd { end, ending: Ending::Prohibited },
        // Nothing is parted where the paragraph ends, even if its last box is wider than the line.
        None if longest == p.len() => LineEnd { end: longest, ending: Ending::Last },
        None => unlawful_end(p, start, longest),
    }
}

/// A gap that is wider than this by which a line opens is a hole, in thousandths of an em.
const HOLE: i64 = 300;

/// The place inside a unit where the line ends if it would have holes without: the last one that fits.
fn end_in_unit(
    p: &Paragraph<'_>,
    start: usize,
    best: Option<usize>,
    longest: usize,
    measure: Length,
    constraints: &Constraints<'_>,
) -> Option<usize> {
    let from = best.unwrap_or(start) + 1;
    let end = (from..=longest).rev().find(|&end| p.unit_break(end).is_some())?;
    let has_hole = |best: usize| {
        let gaps = p.gaps[start..best - 1].iter().filter(|gap| gap.stretch != Stretch::Never).count() as i64;
        let short = measure - p.least_width(start, best, constraints.edges);
        short > (p.clusters[start].em * gaps).ratio(HOLE, 1000)
    };
    best.is_none_or(has_hole).then_some(end)
}

/// The next end at or after `from` that a squeezed line can reach.
fn squeezed_end(
    p: &Paragraph<'_>,
    start: usize,
    from: usize,
    measure: Length,
    constraints: &Constraints<'_>,
) -> Option<usize> {
    if constraints.squeeze.is_empty() && p.cell_pairs.is_empty() {
        return None;
    }
    let end = (from..=p.len()).take(8).find(|&end| p.may_end(end))?;
    let room: Length = p.gaps[start..end - 1]
        .iter()
        .flat_map(|gap| [gap.after, gap.before])
        .filter(|glue| constraints.squeeze.contains(&glue.kind))
        .map(|glue| glue.natural - glue.least)
        .sum();
    let room = room + p.cell_room(start, end);
    (p.least_width(start, end, constraints.edges) - room <= measure).then_some(end)
}
