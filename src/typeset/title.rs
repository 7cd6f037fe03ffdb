//! Titles by sense: lines whole in meaning, symmetric, in a trapezium or a diamond (GB/T 9704 7.3.1).
//!
//! A title is parted between words, found with ICU's dictionary, into as few lines as hold it.
//! Of all ways to part it the cheapest is taken; the costs are explained at each constant.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::breaking::{Constraints, LineEnd};
use super::class::Class;
use super::paragraph::Paragraph;
use super::title_words::{
    NOT_FIRST, NOT_LAST, PHRASES, WELL_FIRST, WELL_FIRST_MARKS, WELL_LAST, WELL_LAST_MARKS,
};
use crate::page::Ending;
use crate::units::Length;

/// What a difference of one em between two lines costs, squared: 3 em cost 9 of these.
const UNEVEN: i64 = 5;
/// A shape that is neither a trapezium nor a diamond, such as an hourglass.
const SHAPELESS: i64 = 600;
/// Lines of the same length: a rectangle, which the standard does not name.
const RECTANGLE: i64 = 15;
/// One line more than are needed.
const MORE_LINES: i64 = 250;
/// A break between two words that is neither after a mark nor before a phrase: as bad as lines that differ by 9 em.
const PLAIN_BREAK: i64 = 420;
/// A break before or after a word that belongs to its neighbour.
const TORN: i64 = 2_000;
/// A break inside a word or a phrase.
const INSIDE_WORD: i64 = 4_000;
/// A break inside 《》 or “”: only where what stands in them is longer than a line.
const INSIDE_PAIR: i64 = 100_000;
/// A line of less than 40 % of the longest one is too short, and costs 800.
const SHORT: (i64, i64) = (40, 800);

/// The most lines that a title is parted into by sense; longer ones are text.
const MOST_LINES: usize = 5;
/// The most characters for which all ways are weighed.
const MOST_CHARACTERS: usize = 200;

/// The lines of a title; `None` if it is too long to be parted by sense.
pub fn break_title(paragraph: &Paragraph<'_>, constraints: &Constraints<'_>) -> Option<Vec<LineEnd>> {
    let count = paragraph.len();
    if count == 0 || count > MOST_CHARACTERS {
        return None;
    }
    let breaks = Breaks::find(paragraph);
    let title = Title { paragraph, constraints, breaks };
    let fewest = (1..=MOST_LINES).find(|&lines| title.cheapest(lines).is_some())?;
    let ways = (fewest..=(fewest + 1).min(if fewest == 1 { 1 } else { MOST_LINES })).filter_map(|count| {
        title.cheapest(count).map(|(cost, ends)| (cost + MORE_LINES * (count - fewest) as i64, ends))
    });
    let (_, lines) = ways.min_by_key(|(cost, _)| *cost)?;
    let last = lines.len() - 1;
    let ending = |index| if index == last { Ending::Last } else { Ending::Even };
    Some(lines.iter().enumerate().map(|(index, &end)| LineEnd { end, ending: ending(index) }).collect())
}

/// What a break after each box costs.
struct Breaks(Vec<i64>);

impl Breaks {
    fn find(paragraph: &Paragraph<'_>) -> Breaks {
        let text = paragraph.text.text.as_str();
        let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
        let words: Vec<usize> = segmenter.segment_str(text).collect();
        let depth = depths(paragraph);
        let cost = |end: usize| {
            let at = paragraph.clusters[end - 1].end as usize;
            let (before, after) = text.split_at(at);
            let inside = INSIDE_PAIR * i64::from(depth[end - 1]);
            let torn = before.ends_with(|c| NOT_LAST.contains(c)) && is_word(&words, text, at, false)
                || after.starts_with(|c| NOT_FIRST.contains(c)) && is_word(&words, text, at, true);
            let well = before.ends_with(|c| WELL_LAST_MARKS.contains(c))
                || after.starts_with(|c| WELL_FIRST_MARKS.contains(c))
                || WELL_LAST.iter().any(|word| before.ends_with(word))
                || WELL_FIRST.iter().any(|word| after.starts_with(word));
            inside
                + match () {
                    _ if is_in_phrase(text, at) || words.binary_search(&at).is_err() => INSIDE_WORD,
                    _ if torn => TORN,
                    _ if well => 0,
                    _ => PLAIN_BREAK,
                }
        };
        Breaks((1..=paragraph.len()).map(cost).collect())
    }
}

/// Whether a phrase of the table goes on at `at`.
fn is_in_phrase(text: &str, at: usize) -> bool {
    PHRASES.iter().any(|phrase| {
        phrase.char_indices().skip(1).any(|(into, _)| {
            at.checked_sub(into)
                .and_then(|start| text.get(start..))
                .is_some_and(|rest| rest.starts_with(phrase))
        })
    })
}

/// Whether the word that ends at `at` (or begins there, with `after`) is a single character.
fn is_word(words: &[usize], text: &str, at: usize, after: bool) -> bool {
    let character = if after { text[at..].chars().next() } else { text[..at].chars().next_back() };
    let length = character.map_or(0, char::len_utf8);
    let other = if after { at + length } else { at.saturating_sub(length) };
    words.binary_search(&other).is_ok()
}

/// In how many pairs of marks each box stands: 《》 and “” are not parted.
fn depths(paragraph: &Paragraph<'_>) -> Vec<u32> {
    let mut depth = 0_u32;
    paragraph
        .clusters
        .iter()
        .map(|cluster| {
            match cluster.class {
                Class::Opening => depth += 1,
                Class::Closing => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth
        })
        .collect()
}

struct Title<'a> {
    paragraph: &'a Paragraph<'a>,
    constraints: &'a Constraints<'a>,
    breaks: Breaks,
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
                self.try_ends(ends, lines - 1, cost + self.breaks.0[end - 1], best);
                ends.pop();
            }
        }
    }

    fn fits(&self, start: usize, end: usize, line: usize) -> bool {
        self.paragraph.least_width(start, end, self.constraints.edges) <= (self.constraints.measure)(line)
    }

    /// What the shape of the lines costs.
    fn shape(&self, ends: &[usize]) -> i64 {
        let mut start = 0;
        let em = self.paragraph.clusters[0].em.max(Length::from_emu(1));
        let widths: Vec<i64> = ends
            .iter()
            .map(|&end| {
                let width = self.paragraph.inner_width(start, end);
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
