//! Texts whose lines were broken at a width, as printers and PDF readers give them: their lines are joined.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::marks::{ends_sentence, is_wide};
use super::paste::add;
use super::recognise::is_line_of_its_own;
use super::report::Report;
use super::unit::{Cell, Origin, Unit};
use hongtou_base::numbering::numbering;

/// The widths of lines that a text may be broken at, in half ems.
const NARROWEST: usize = 36;
const WIDEST: usize = 130;
/// How much shorter than the widest a full line may be: where a mark or a number did not fit.
const SHORTER: usize = 7;
/// How wide a line that ends no sentence is at least if it goes on, in hundredths of the usual width: the first one of a
/// paragraph is shorter by its indent, a title is so by more. One that has a comma is no title; one with a label is
/// shorter by that.
const LEAST_WIDTH: usize = 80;
const LEAST_OF_TEXT: usize = 60;
/// The fewest full lines, and which share of the lines that are no titles they are at least, in hundredths.
const FEWEST: usize = 4;
const LEAST_SHARE: usize = 35;

/// 发文字号, and 第一条 alone.
static NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled(r"[〔\[（(][0-9]{4}[〕\]）)]\s*第?[0-9]+\s*号"));
static CLAUSE: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled("^第[〇零一二三四五六七八九十百千0-9]{1,5}条$"));

/// Joins the lines of paragraphs; says whether the text was broken so.
pub(super) fn unwrap(units: &mut Vec<Unit>, report: &mut Report) -> bool {
    let widths: Vec<usize> = units.iter().map(width).collect();
    let Some(usual) = measure(&widths) else { return false };
    let habits = Habits {
        usual,
        has_indents: units.iter().filter(|unit| unit.indented).count() > 1,
        has_short_starts: has_short_starts(units, &widths, usual),
    };
    let mut joined: Vec<Unit> = Vec::with_capacity(units.len());
    let mut last = Line::default();
    for (unit, width) in std::mem::take(units).into_iter().zip(widths) {
        let line = Line::of(&unit, width);
        let goes_on = joined.last().is_some_and(|above| {
            habits.goes_on(above, last, &unit, line)
                && !is_line_of_its_own(&unit.text())
                && !(last.is_first && is_line_of_its_own(&above.text()))
        });
        match joined.last_mut().filter(|_| goes_on) {
            Some(above) => {
                if above.cells.len() < 9 && is(&CLAUSE, &above.text()) {
                    let is_bold = |cell: Option<&Cell>| cell.is_some_and(|cell| cell.bold);
                    let bold = is_bold(above.cells.last()) && is_bold(unit.cells.first());
                    above.push('\u{3000}', bold);
                }
                add(above, unit, report);
            }
            None => joined.push(unit),
        }
        last = Line { is_first: !goes_on, ..line };
    }
    *units = joined;
    true
}

fn is(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// A line as it stood in the file.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    width: usize,
    number: usize,
    /// Whether it has a comma or a full stop, as no title has.
    is_text: bool,
    /// Whether it is the first line of a paragraph.
    is_first: bool,
}

impl Line {
    fn of(unit: &Unit, width: usize) -> Line {
        let has_mark = unit.cells.iter().any(|cell| matches!(cell.character, '，' | '。' | '；' | '】'));
        let is_text = has_mark && numbering(&start(unit)).is_none();
        Line { width, number: unit.place.number, is_text, is_first: true }
    }
}

/// The usual width of full lines, if a text was broken at one: many lines come near to it, next to none exceeds it.
fn measure(widths: &[usize]) -> Option<usize> {
    let mut sorted: Vec<usize> = widths.iter().copied().filter(|&width| width >= NARROWEST).collect();
    sorted.sort_unstable();
    // The widest but for a line in fifty, which something else has widened.
    let full = *sorted.get(sorted.len().checked_sub(1 + sorted.len() / 50)?)?;
    let is_near = |&&width: &&usize| width + SHORTER >= full && width <= full + 2;
    let near: Vec<usize> = sorted.iter().filter(is_near).copied().collect();
    let long = sorted.iter().filter(|&&width| width * 2 > full).count();
    let is_broken = full <= WIDEST && near.len() >= FEWEST && near.len() * 100 >= long * LEAST_SHARE;
    is_broken.then(|| near[near.len() / 2])
}

/// Whether the first lines of paragraphs are shorter than others by an indent that was lost.
fn has_short_starts(units: &[Unit], widths: &[usize], usual: usize) -> bool {
    // What follows a short line that ends a sentence begins a paragraph; if it is long, that goes on.
    let starts = (1..units.len()).filter(|&at| {
        widths[at - 1] * 4 < usual * 3 && ends_sentence(&end(&units[at - 1])) && widths[at] * 4 > usual * 3
    });
    let (mut short, mut all) = (0, 0);
    for at in starts.filter(|&at| !ends_sentence(&end(&units[at]))) {
        all += 1;
        short += usize::from(widths[at] + 2 <= usual);
    }
    all > 0 && short * 5 >= all * 4
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

/// How the lines of a text are broken.
struct Habits {
    usual: usize,
    /// Whether paragraphs are indented.
    has_indents: bool,
    has_short_starts: bool,
}

impl Habits {
    /// Whether a line goes on with the paragraph above it, of which the last line is known.
    fn goes_on(&self, above: &Unit, last: Line, unit: &Unit, line: Line) -> bool {
        let ends_page = above.cells.last().is_some_and(|cell| cell.page_end.is_some());
        let has_blank_between = line.number > last.number + 1 && !ends_page;
        let text = unit.text();
        let begins = unit.heading.is_some()
            || numbering(&text).is_some()
            || is_label(&text)
            || is(&NUMBER, &text)
            || leads(above);
        if above.cells.len() < 9 && is(&CLAUSE, &above.text()) && !begins {
            return true;
        }
        if unit.place.origin != Origin::Line || begins || has_blank_between {
            return false;
        }
        // No paragraph begins so.
        if text.starts_with(['）', '》', '”', '’', '，', '。', '、', '；', '：', '！', '？']) {
            return true;
        }
        let is_whole = ends_sentence(&end(above));
        let least = if last.is_text { LEAST_OF_TEXT } else { LEAST_WIDTH };
        let is_wide_enough = last.width * 100 >= self.usual * least;
        // Lists of recipients have a hanging indent.
        if unit.indented {
            // So has 【编者按】, between wider margins than the text.
            let has_label = is_label(&start(above)) || start(above).starts_with('【');
            return !is_whole && has_label && is_wide_enough;
        }
        if !is_whole {
            return !last.is_first || is_wide_enough;
        }
        // A paragraph seldom fills its last line; where first lines are known, another one goes on.
        let is_full = last.width + SHORTER >= self.usual;
        is_full && (self.has_indents || last.width > self.usual + 1)
            || self.has_short_starts && line.width + 1 >= self.usual && !self.has_indents
    }
}

/// Whether a line begins with a label such as 报：.
fn is_label(text: &str) -> bool {
    let label = text.split(['：', ':']).next().unwrap_or_default();
    label.len() < text.len() && label.chars().filter(|character| !character.is_whitespace()).count() <= 4
}

/// Whether a line leads to a page number, as those of a contents list do.
fn leads(unit: &Unit) -> bool {
    let text: String =
        unit.cells[unit.cells.len().saturating_sub(12)..].iter().map(|cell| cell.character).collect();
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit() || " （）()".contains(c));
    before.len() < text.len() && (before.ends_with("..") || before.ends_with(['…', '·']))
}

fn start(unit: &Unit) -> String {
    unit.cells.iter().take(8).map(|cell| cell.character).collect()
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
