//! The exact grid of GB/T 9704 5.2.3: 28 characters a line and 22 lines a page, measured on the finished pages.

use crate::support;

use hongtou::page::{AdjustmentKind, Ending, LineReport, Page};
use hongtou::units::Length;
use support::evenness::Setting;
use support::examples::{Finished, Placed, body_lines, characters_of, documents, finished, layout_of, names};

/// 版心: 156 mm by 225 mm.
const TYPE_WIDTH: Length = Length::mm(156);
const TYPE_HEIGHT: Length = Length::mm(225);
const CELLS: i64 = 28;
const LINES: i64 = 22;

/// 0.02 mm: the em of 15.75 pt is a little less than the cell, and half the difference stands on either side.
const TOLERANCE: Length = Length::from_emu(720);

/// Marks that are drawn in the left half of their cell, even from a face that centres them in its em box.
const MOVED_IN_THEIR_CELL: &str = "？！";

/// Marks that may stand outside the type area, on the right, when the line is full.
const HANGING: &str = "，。、";

/// The layout of the strict grid.
const STRICT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/strict-grid.toml");

fn on_the_grid(name: &str) -> Finished {
    finished(name, STRICT)
}

/// Whether a line is of characters and marks as wide as a cell alone, each with its full width.
fn is_full_width(line: &LineReport, characters: &[Placed<'_>]) -> bool {
    let marks = characters.windows(2).any(|pair| pair.iter().all(is_any_mark));
    is_chinese(line) && !marks && !line.text.contains('·') && line.adjustments.is_empty()
}

#[test]
fn in_the_even_grid_lines_of_full_width_characters_alone_stand_in_the_cells() {
    let (mut in_cells, mut lines) = (0, 0);
    for name in names() {
        let issue = finished(&name, "bulletin-grid");
        for page in &issue.pages.pages {
            for line in body_lines(page).filter(|line| is_full(line) && line.style != "source") {
                lines += 1;
                let characters = characters_of(page, line);
                if is_full_width(line, &characters) {
                    assert_full(page, line, &characters);
                    in_cells += 1;
                }
            }
        }
    }
    assert!(in_cells * 3 > lines && in_cells > 40, "{in_cells} of {lines}");
}

#[test]
fn in_the_even_grid_every_full_line_ends_with_the_type_area() {
    for (name, layout) in names()
        .into_iter()
        .map(|name| (name, "bulletin-grid".to_owned()))
        .chain(documents().into_iter().map(|name| (name.clone(), layout_of(&name))))
    {
        let issue = finished(&name, &layout);
        for page in &issue.pages.pages {
            for line in body_lines(page).filter(|line| is_full(line) && line.measure == TYPE_WIDTH) {
                let characters = characters_of(page, line);
                let last = characters.last().unwrap();
                let off = last.cell + last.advance - issue.left(page) - TYPE_WIDTH;
                assert!(off.abs() <= Length::from_emu(1), "{name}: {off:?}: {}", line.text);
            }
        }
    }
}

#[test]
fn an_interpunct_takes_half_a_cell_of_the_even_grid() {
    // GB/T 15834 5.1.7.
    let setting = Setting::new("bulletin-grid");
    let natural = |text: &str| setting.report(text).natural;
    let cell = TYPE_WIDTH.ratio(1, CELLS);
    let half = natural("阿依古丽·买买提") - natural("阿依古丽买买提");
    assert!((half - cell / 2).abs() <= Length::from_emu(1), "{half:?}");
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
    !matches!(line.ending, Ending::Last | Ending::Ellipsis)
}

/// Where more cells stay empty than the line has marks, all its gaps open instead.
fn leaves_the_grid(line: &LineReport) -> bool {
    line.adjustments.iter().any(|each| each.kind == AdjustmentKind::InterCharacter)
}

/// Letters, digits and spaces have their own widths; only what is around them is brought back to the grid.
fn is_chinese(line: &LineReport) -> bool {
    let western = |character: char| character.is_ascii() || character.is_alphabetic();
    !line.text.chars().any(|character| western(character) && !hongtou::han::is_han(character))
}

/// Full lines of text and lead-ins without Latin letters and digits, with their characters.
fn full_chinese_lines(issue: &Finished) -> Vec<(&Page, &LineReport, Vec<Placed<'_>>)> {
    let pages = issue.pages.pages.iter();
    let lines = pages.flat_map(|page| body_lines(page).map(move |line| (page, line)));
    lines
        .filter(|(_, line)| is_full(line) && is_chinese(line) && !leaves_the_grid(line))
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

/// Opening marks: the left half of their em is blank.
const OPENING: &str = "“‘（《〈【〔";

/// Marks whose right half is blank.
const CLOSING: &str = "，。、；：？！）》〉”’】〕";

fn is_any_mark(character: &Placed<'_>) -> bool {
    OPENING.contains(character.text) || CLOSING.contains(character.text)
}

/// Whether a mark stands in the second half of the cell in which the mark before it stands.
fn shares_the_cell(before: Option<&Placed<'_>>, mark: &Placed<'_>) -> bool {
    let half = TYPE_WIDTH.ratio(1, CELLS * 2);
    before.is_some_and(|before| {
        is_any_mark(before) && is_any_mark(mark) && (mark.cell - before.cell - half).abs() <= TOLERANCE
    })
}

/// The cells that a line takes, by their numbers from the left edge of the type area.
///
/// Fails at a character that does not stand in a cell, or is not drawn in it; two marks may share one.
fn cells_of(page: &Page, line: &LineReport, characters: &[Placed<'_>]) -> Vec<i64> {
    let mut cells = Vec::new();
    let mut is_second = false;
    for (at, character) in characters.iter().enumerate() {
        // The third mark of a chain shares no cell with the second.
        let before = at.checked_sub(1).filter(|_| !is_second).map(|before| &characters[before]);
        is_second = shares_the_cell(before, character);
        let next = characters.get(at + 1).filter(|_| !is_second);
        let is_first = next.is_some_and(|next| shares_the_cell(Some(character), next));
        let half = TYPE_WIDTH.ratio(1, CELLS * 2);
        let from = character.cell - if is_second { half } else { Length::ZERO };
        let (index, off) = nearest_cell(page, from);
        assert!(off <= TOLERANCE, "{} of {} is off by {off:?}", character.text, line.text);
        // The origin of an opening mark is half an em before its ink.
        let is_half = (is_first || is_second) && OPENING.contains(character.text);
        let ink = character.x + if is_half { half } else { Length::ZERO };
        let off = ink - character.cell;
        let moved = MOVED_IN_THEIR_CELL.contains(character.text) && (-half..=Length::ZERO).contains(&off);
        assert!(
            moved || off.abs() <= TOLERANCE,
            "{} of {} is drawn off by {off:?}",
            character.text,
            line.text
        );
        cells.push(index);
    }
    cells
}

/// Whether a cell may stay empty after a character.
fn is_mark(character: &Placed<'_>) -> bool {
    CLOSING.contains(character.text)
}

/// Fails unless the line fills its cells from its indent to the last one.
fn assert_full(page: &Page, line: &LineReport, characters: &[Placed<'_>]) {
    let cells = cells_of(page, line, characters);
    assert_eq!(cells[0], if line.line == 1 { 2 } else { 0 }, "{}", line.text);
    for (pair, step) in characters.iter().zip(cells.windows(2).map(|pair| pair[1] - pair[0])) {
        // —— and …… are one cluster of two cells.
        let own = if ["——", "……"].contains(&pair.text) { 2 } else { 1 };
        if step == 0 {
            // Two marks in one cell.
            continue;
        }
        // Where what comes next may not be parted and does not fit, marks get an empty cell each.
        let empty = step - own;
        assert!(empty == 0 || empty == 1 && is_mark(pair), "{step} after {} of {}", pair.text, line.text);
    }
    let (last, mark) = (cells[cells.len() - 1], characters[characters.len() - 1].text);
    // One of ，。、 may stand in a 29th cell, outside the type area.
    assert!(last == CELLS - 1 || last == CELLS && HANGING.contains(mark), "cell {last}: {}", line.text);
}

#[test]
fn every_character_of_a_full_line_stands_in_a_cell() {
    let issue = on_the_grid("issue-245");
    let lines = full_chinese_lines(&issue);
    assert!(lines.len() > 30, "{}", lines.len());
    let mut without_a_gap = 0;
    for (page, line, characters) in lines {
        assert_full(page, line, &characters);
        let indent = if line.line == 1 { 2 } else { 0 };
        without_a_gap += usize::from(indent + characters.len() as i64 >= CELLS);
    }
    assert!(without_a_gap > 28, "nearly all lines have 28 characters: {without_a_gap}");
}

#[test]
fn only_a_line_before_a_long_unit_leaves_the_grid() {
    let issue = on_the_grid("issue-245");
    let lines = issue.pages.pages.iter().flat_map(body_lines);
    let leaving: Vec<&str> =
        lines.filter(|line| is_full(line) && leaves_the_grid(line)).map(|line| line.text.as_str()).collect();
    // 10亿元 needs three cells and has two; the line has one mark.
    assert_eq!(leaving, ["助推华为与深圳润世华建立新能源联盟，并于凤山县签订了"]);
}

#[test]
fn in_every_example_the_characters_of_full_lines_stand_in_cells() {
    let mut lines = 0;
    for name in names() {
        let issue = on_the_grid(&name);
        for (page, line, characters) in full_chinese_lines(&issue) {
            assert_full(page, line, &characters);
            lines += 1;
        }
    }
    assert!(lines > 60, "{lines}");
}

/// Whether a line can return to the grid.
///
/// Not where Western text stands at both of its edges: both are cut off there, and what is left of the measure is less
/// than the first one lacks to whole cells.
fn returns_to_the_grid(line: &LineReport) -> bool {
    let is_western = |character: char| character.is_alphanumeric() && !hongtou::han::is_han(character);
    let text = line.text.trim_end_matches(|character| CLOSING.contains(character));
    !(text.starts_with(is_western) && text.ends_with(is_western))
}

#[test]
fn beside_letters_and_digits_the_hanzi_return_to_the_grid() {
    let mut lines = 0;
    for name in names() {
        let issue = on_the_grid(&name);
        for page in &issue.pages.pages {
            let western = body_lines(page).filter(|line| line.style != "source" && !is_chinese(line));
            for line in western.filter(|line| returns_to_the_grid(line)) {
                let mut characters = characters_of(page, line);
                characters.retain(|character| character.text.chars().all(hongtou::han::is_han));
                assert_eq!(cells_of(page, line, &characters).len(), characters.len(), "{name}");
                lines += 1;
            }
        }
    }
    assert!(lines > 40, "{lines}");
}

#[test]
fn marks_hang_where_the_grid_has_no_cell_for_them_and_not_elsewhere() {
    let issue = on_the_grid("issue-245");
    let hanging: Vec<String> = full_chinese_lines(&issue)
        .iter()
        .filter(|(page, _, characters)| {
            characters.last().unwrap().cell >= left(page) + TYPE_WIDTH - TOLERANCE
        })
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
    let baselines =
        |number: usize| -> Vec<Length> { body_lines(issue.page(number)).map(|line| line.y).collect() };
    assert_eq!(baselines(2), baselines(3), "both sides of a sheet");
    for (line, pair) in baselines(2).windows(2).enumerate() {
        let expected = TYPE_HEIGHT.ratio(line as i64 + 1, LINES) - TYPE_HEIGHT.ratio(line as i64, LINES);
        assert!((pair[1] - pair[0] - expected).abs() <= Length::from_emu(1), "line {line}");
    }
}
