//! The exact grid of GB/T 9704 5.2.3: 28 characters a line and 22 lines a page, measured on the finished pages.

mod support;

use hongtou::page::{Ending, LineReport, Page};
use hongtou::units::Length;
use support::examples::{Finished, Placed, body_lines, characters_of, finished, names};

/// 版心: 156 mm by 225 mm.
const TYPE_WIDTH: Length = Length::mm(156);
const TYPE_HEIGHT: Length = Length::mm(225);
const CELLS: i64 = 28;
const LINES: i64 = 22;

/// 0.02 mm: the em of 15.75 pt is a little less than the cell, and half the difference stands on either side.
const TOLERANCE: Length = Length::from_emu(720);

/// Marks that may stand outside the type area, on the right, when the line is full.
const HANGING: &str = "，。、";

fn on_the_grid(name: &str) -> Finished {
    finished(name, "bulletin-grid")
}

fn left(page: &Page) -> Length {
    if page.number % 2 == 1 { Length::mm(28) } else { Length::mm(26) }
}

/// Where a cell of a line begins.
fn cell(page: &Page, index: i64) -> Length {
    left(page) + TYPE_WIDTH.ratio(index, CELLS)
}

/// A line that is full: the paragraph goes on after it.
fn is_full(line: &LineReport) -> bool {
    line.ending != Ending::Last
}

/// Letters and digits have their own widths; only what is around them is brought back to the grid.
fn is_chinese(line: &LineReport) -> bool {
    !line.text.chars().any(|character| character.is_alphanumeric() && !hongtou::fonts::is_hanzi(character))
}

/// Full lines of text and lead-ins without Latin letters and digits, with their characters.
fn full_chinese_lines(issue: &Finished) -> Vec<(&Page, &LineReport, Vec<Placed<'_>>)> {
    let pages = issue.pages.pages.iter();
    let lines = pages.flat_map(|page| body_lines(page).map(move |line| (page, line)));
    lines
        .filter(|(_, line)| is_full(line) && is_chinese(line))
        .map(|(page, line)| (page, line, characters_of(page, line)))
        .collect()
}

/// The number of the cell that a length is the left edge of, and how far it is off.
fn nearest_cell(page: &Page, x: Length) -> (i64, Length) {
    let width = TYPE_WIDTH.ratio(1, CELLS).emu();
    let index = (x - left(page)).emu().div_euclid(width);
    let candidates = [index, index + 1].map(|index| (index, (x - cell(page, index)).abs()));
    candidates.into_iter().min_by_key(|&(_, off)| off).unwrap()
}

#[test]
fn every_character_of_a_full_line_has_its_own_cell() {
    let issue = on_the_grid("issue-245");
    let lines = full_chinese_lines(&issue);
    assert!(lines.len() > 30, "{}", lines.len());
    for (page, line, characters) in lines {
        let indent = if line.line == 1 { 2 } else { 0 };
        for (index, character) in characters.iter().enumerate() {
            let expected = cell(page, indent + index as i64);
            for place in [character.cell, character.x] {
                assert!((place - expected).abs() <= TOLERANCE, "{} of {} at {place:?}", character.text, line.text);
            }
        }
        let filled = indent + characters.len() as i64;
        let last = characters.last().unwrap().text;
        // The line is full to the last cell; one of ，。、 may stand in a cell more, outside the type area.
        assert!(filled == CELLS || filled == CELLS + 1 && HANGING.contains(last), "{filled}: {}", line.text);
    }
}

#[test]
fn in_every_example_the_characters_of_full_lines_stand_in_cells() {
    let mut lines = 0;
    for name in names() {
        let issue = on_the_grid(&name);
        for (page, line, characters) in full_chinese_lines(&issue) {
            let mut before = -1;
            for character in &characters {
                // A line that the rules end early leaves cells empty after marks, but never parts of cells.
                let (index, off) = nearest_cell(page, character.cell);
                assert!(off <= TOLERANCE, "{name}: {} of {} is off by {off:?}", character.text, line.text);
                let off = (character.x - cell(page, index)).abs();
                assert!(off <= TOLERANCE, "{name}: {} of {} is drawn off by {off:?}", character.text, line.text);
                assert!(index > before, "{name}: {} of {}", character.text, line.text);
                before = index;
            }
            let last = characters.last().unwrap();
            let hangs = before == CELLS && HANGING.contains(last.text);
            assert!(before == CELLS - 1 || hangs, "{name}: cell {before} is the last of {}", line.text);
            lines += 1;
        }
    }
    assert!(lines > 60, "{lines}");
}

#[test]
fn marks_hang_where_the_grid_has_no_cell_for_them_and_not_elsewhere() {
    let issue = on_the_grid("issue-245");
    let hanging: Vec<String> = full_chinese_lines(&issue)
        .iter()
        .filter(|(page, _, characters)| characters.last().unwrap().cell >= left(page) + TYPE_WIDTH - TOLERANCE)
        .map(|(_, line, _)| line.text.chars().last().unwrap().to_string())
        .collect();
    assert!(!hanging.is_empty(), "the seed has lines whose 29th character is a comma");
    assert!(hanging.iter().all(|mark| HANGING.contains(mark.as_str())), "{hanging:?}");
}

#[test]
fn every_line_stands_on_one_of_22_baselines() {
    for name in names() {
        let issue = on_the_grid(&name);
        let mut first = None;
        for page in &issue.pages.pages {
            for line in body_lines(page) {
                // The baseline of the page's first line, as this line has it.
                let number = (line.y - Length::mm(37)).emu() * LINES / TYPE_HEIGHT.emu();
                assert!((0..LINES).contains(&number), "{name}: {}", line.text);
                let of_first = line.y - TYPE_HEIGHT.ratio(number, LINES);
                let expected = *first.get_or_insert(of_first);
                assert!((of_first - expected).abs() <= Length::from_emu(1), "{name}: {}", line.text);
            }
        }
        assert!(first.is_some(), "{name}");
    }
}

#[test]
fn a_full_page_has_22_lines() {
    let issue = on_the_grid("issue-245");
    let lines = |number: usize| body_lines(issue.page(number)).count();
    assert_eq!([2, 3].map(lines), [22, 22]);
    let baselines = |number: usize| -> Vec<Length> { body_lines(issue.page(number)).map(|line| line.y).collect() };
    assert_eq!(baselines(2), baselines(3), "both sides of a sheet");
    for (line, pair) in baselines(2).windows(2).enumerate() {
        let expected = TYPE_HEIGHT.ratio(line as i64 + 1, LINES) - TYPE_HEIGHT.ratio(line as i64, LINES);
        assert!((pair[1] - pair[0] - expected).abs() <= Length::from_emu(1), "line {line}");
    }
}
