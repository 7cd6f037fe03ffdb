//! Titles by sense: lines whole in meaning, symmetric, in a trapezium or a diamond (GB/T 9704 7.3.1).
//!
//! A title is broken into as few lines as hold it. Of all ways to break it the cheapest is taken: what a break costs by
//! sense is in [`hongtou_base::title_breaks`], what the shape of the lines costs is here.

use super::constraints::{Constraints, LineEnd};
use super::paragraph::Paragraph;
use crate::page::Ending;
use hongtou_base::title_breaks::TitleBreaks;
use hongtou_base::units::Length;

/// What a difference of one em between two lines costs, squared: 3 em cost 9 of these.
const UNEVEN: i64 = 5;
/// A shape that is neither a trapezium nor a diamond, such as an hourglass.
const SHAPELESS: i64 = 600;
/// Lines of the same length: a rectangle, which the standard does not name.
const RECTANGLE: i64 = 15;
/// One line more than are needed.
const MORE_LINES: i64 = 250;
/// A line of less than 36 % of the longest one is too short, and costs 800.
const SHORT: (i64, i64) = (36, 800);

/// The most lines that a title is parted into by sense; longer ones are text.
pub const MOST_LINES: usize = 5;
/// The most characters for which all ways are weighed.
const MOST_CHARACTERS: usize = 200;

/// The lines of a title, at most `most`; `None` if it is too long to be broken by sense.
pub fn break_title(
    paragraph: &Paragraph<'_>,
    constraints: &Constraints<'_>,
    most: usize,
) -> Option<Vec<LineEnd>> {
    let count = paragraph.len();
    if count == 0 || count > MOST_CHARACTERS {
        return None;
    }
    let breaks = TitleBreaks::of(&paragraph.text.text);
    let costs = paragraph.clusters.iter().map(|cluster| breaks.cost(cluster.end as usize)).collect();
    let title = Title { paragraph, constraints, costs };
    let fewest = (1..=most).find(|&lines| title.cheapest(lines).is_some())?;
    let ways = (fewest..=(fewest + 1).min(if fewest == 1 { 1 } else { most })).filter_map(|count| {
        title.cheapest(count).map(|(cost, ends)| (cost + MORE_LINES * (count - fewest) as i64, ends))
    });
    let (_, lines) = ways.min_by_key(|(cost, _)| *cost)?;
    let last = lines.len() - 1;
    let ending = |index| if index == last { Ending::Last } else { Ending::Even };
    Some(lines.iter().enumerate().map(|(index, &end)| LineEnd { end, ending: ending(index) }).collect())
}

struct Title<'a> {
    paragraph: &'a Paragraph<'a>,
    constraints: &'a Constraints<'a>,
    /// What a break after each box costs.
    costs: Vec<i64>,
}

impl Title<'_> {
    /// Cost and ends of the cheapest way to part the title into a number of lines that all fit.
    fn cheapest(&self, lines: usize) -> Option<(i64, Vec<usize>)> {
        let mut best: Option<(i64, Vec<usize>)> = None;
        self.try_ends(&mut Vec::with_capacity(lines), lines, 0, &mut best);
        best
    }

    /// Tries all ends of the lines that are still to come.
    fn try_ends(&self, ends: &mut Vec<usize>, lines: usize, cost: i64, best: &mut Option<(i64, Vec<usize>)>) {
        if best.as_ref().is_some_and(|(least, _)| cost >= *least) {
            return;
        }
        let start = ends.last().copied().unwrap_or(0);
        let count = self.paragraph.len();
        if lines == 1 {
            if self.fits(start, count, ends.len()) {
                ends.push(count);
                let total = cost + self.shape(ends);
                if best.as_ref().is_none_or(|(least, _)| total < *least) {
                    *best = Some((total, ends.clone()));
                }
                ends.pop();
            }
            return;
        }
        for end in start + 1..count {
            if !self.fits(start, end, ends.len()) {
                break;
            }
            if self.paragraph.may_end(end) {
                ends.push(end);
                self.try_ends(ends, lines - 1, cost + self.costs[end - 1], best);
                ends.pop();
            }
        }
    }

    fn fits(&self, start: usize, end: usize, line: usize) -> bool {
        let end = self.paragraph.end_without_blanks(start, end);
        self.paragraph.least_width(start, end, self.constraints.edges) <= (self.constraints.measure)(line)
    }

    /// What the shape of the lines costs.
    fn shape(&self, ends: &[usize]) -> i64 {
        let mut start = 0;
        let em = self.paragraph.clusters[0].em.max(Length::from_emu(1));
        let widths: Vec<i64> = ends
            .iter()
            .map(|&end| {
                let width = self.paragraph.inner_width(start, self.paragraph.end_without_blanks(start, end));
                start = end;
                // In tenths of an em: half a mark makes no shape.
                width.ratio(10, em.emu()).emu()
            })
            .collect();
        let longest = widths.iter().copied().max().unwrap_or(0);
        let mut cost = widths.windows(2).map(|pair| (pair[0] - pair[1]).pow(2) * UNEVEN / 100).sum::<i64>();
        if widths.len() > 1 && widths.windows(2).all(|pair| pair[0] == pair[1]) {
            cost += RECTANGLE;
        }
        if !is_trapezium_or_diamond(&widths) {
            cost += SHAPELESS;
        }
        cost + widths.iter().filter(|&&width| width * 100 < longest * SHORT.0).count() as i64 * SHORT.1
    }
}

/// Whether lengths rise, or fall, or rise and then fall.
fn is_trapezium_or_diamond(widths: &[i64]) -> bool {
    let rising = widths.windows(2).take_while(|pair| pair[0] <= pair[1]).count();
    widths[rising..].windows(2).all(|pair| pair[0] >= pair[1])
}

#[cfg(test)]
mod tests {
    use super::is_trapezium_or_diamond;

    #[test]
    fn shapes_of_gb_t_9704_7_3_1() {
        for shape in [&[10, 14][..], &[14, 10], &[8, 10, 12], &[12, 10, 8], &[8, 12, 8], &[10, 10]] {
            assert!(is_trapezium_or_diamond(shape), "{shape:?}");
        }
        assert!(!is_trapezium_or_diamond(&[12, 8, 12]));
    }
}
