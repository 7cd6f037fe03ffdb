//! Half-width full stops, ellipses of dots, dashes of hyphens → 。 …… ——, where nothing else can be meant.

use super::super::marks::{is_han, is_wide};
use super::super::report::{Report, Rule};
use super::super::unit::{Cell, Unit};

/// How many Han without a mark must stand on both sides of a single dash for it to be no range.
const LEAST_BESIDE: usize = 6;
/// What stands before the dash of a range: 青石镇—白鹭镇, 5月—8月.
const OF_RANGES: &str = "省市县区镇乡村站路州港桥年月日号时期";

/// Mends dots and dashes.
pub(super) fn strokes(unit: &mut Unit, report: &mut Report) {
    let dots = runs(unit, |c| matches!(c, '.' | '．' | '。' | '…' | '⋯' | '‥' | '·'));
    let dots = dots.into_iter().filter_map(|run| Some((run, ellipsis(unit, run)?))).collect();
    replace(unit, dots, Rule::Ellipsis, report);
    let strokes = runs(unit, |c| matches!(c, '-' | '－' | '─' | '―' | '—'));
    let strokes = strokes.into_iter().filter_map(|run| Some((run, dash(unit, run)?))).collect();
    replace(unit, strokes, Rule::Dash, report);
    stops(unit, report);
}

/// A stretch of one character that stands several times: where it starts and how long it is.
type Run = (usize, usize);

fn runs(unit: &Unit, is: fn(char) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, cell) in unit.cells.iter().enumerate().filter(|(_, cell)| is(cell.character)) {
        match runs.last_mut() {
            Some((start, length))
                if *start + *length == at && unit.cells[*start].character == cell.character =>
            {
                *length += 1;
            }
            _ => runs.push((at, 1)),
        }
    }
    runs
}

fn character(unit: &Unit, at: Option<usize>) -> Option<char> {
    at.and_then(|at| unit.cells.get(at)).map(|cell| cell.character)
}

/// What stands before and behind a run.
fn beside(unit: &Unit, (start, length): Run) -> (Option<char>, Option<char>) {
    (character(unit, start.checked_sub(1)), character(unit, Some(start + length)))
}

/// The ellipsis that a run stands for: dots after Han that do not lead to a page number.
fn ellipsis(unit: &Unit, run: Run) -> Option<&'static str> {
    let (start, length) = run;
    let (before, after) = beside(unit, run);
    let is_ellipsis = match unit.cells[start].character {
        '…' => length == 1,
        '⋯' | '‥' => length <= 3,
        // More dots lead to something.
        _ => (3..=6).contains(&length),
    };
    let rest = unit.cells.get(start + length..).unwrap_or_default();
    let leads = !rest.is_empty()
        && rest.iter().all(|cell| cell.character.is_ascii_digit() || " （）()".contains(cell.character));
    let is_dot = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | '．' | '。' | '…' | '⋯' | '‥' | '·'));
    (is_ellipsis && before.is_some_and(is_wide) && !is_dot(before) && !is_dot(after) && !leads)
        .then_some("……")
}

/// The dash that a run stands for: between Han, or before a subtitle.
fn dash(unit: &Unit, run: Run) -> Option<&'static str> {
    let (start, length) = run;
    let (before, after) = beside(unit, run);
    let between = before.is_none_or(is_wide) && after.is_some_and(is_wide);
    let is_stroke = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '－' | '─' | '―' | '—'));
    let is_dash = match (unit.cells[start].character, length) {
        ('—', 1) => before.is_none() || is_between_clauses(unit, start),
        ('—', _) | (_, 1) => false,
        (_, length) => length == 2 || length == 4 && unit.cells[start].character == '-',
    };
    (is_dash && between && !is_stroke(before) && !is_stroke(after)).then_some("——")
}

/// Whether enough Han stand on both sides of a single dash, and nothing that ranges have.
fn is_between_clauses(unit: &Unit, at: usize) -> bool {
    let han = |cell: &&Cell| is_han(cell.character);
    let before = unit.cells[..at].iter().rev().take_while(han).count();
    let after = unit.cells[at + 1..].iter().take_while(han).count();
    let is_range = character(unit, at.checked_sub(1)).is_some_and(|c| OF_RANGES.contains(c));
    before >= LEAST_BESIDE && after >= LEAST_BESIDE && !is_range
}

/// Writes texts in the places of runs, each as one change.
fn replace(unit: &mut Unit, runs: Vec<(Run, &str)>, rule: Rule, report: &mut Report) {
    if runs.is_empty() {
        return;
    }
    let mut cells = Vec::with_capacity(unit.cells.len() + runs.len() * 2);
    let mut from = 0;
    for ((start, length), written) in runs {
        let run = &unit.cells[start..start + length];
        let found: String = run.iter().map(|cell| cell.character).collect();
        report.at(rule, unit, start, &found, written);
        cells.extend_from_slice(&unit.cells[from..start]);
        let page_end = run.iter().find_map(|cell| cell.page_end);
        let last = written.chars().count() - 1;
        cells.extend(written.chars().enumerate().map(|(index, character)| Cell {
            character,
            page_end: page_end.filter(|_| index == last),
            ..run[0]
        }));
        from = start + length;
    }
    cells.extend_from_slice(&unit.cells[from..]);
    unit.cells = cells;
}

/// Half-width full stops: at the end of a Chinese paragraph, and, in one that ends so and has no other full stops,
/// between Han as well.
fn stops(unit: &mut Unit, report: &mut Report) {
    let is_dot = |c: char| matches!(c, '.' | '．');
    let is_closing = |c: char| matches!(c, '”' | '’' | '）' | '》');
    let Some(last) = unit.cells.iter().rposition(|cell| !is_closing(cell.character)) else { return };
    let count = |is: fn(char) -> bool| unit.cells.iter().filter(|cell| is(cell.character)).count();
    let is_chinese = count(is_han) > count(|character| character.is_ascii_alphabetic());
    let before = character(unit, last.checked_sub(1));
    let is_end = is_dot(unit.cells[last].character)
        && before.is_some_and(|c| {
            is_wide(c) && c != '…' && c != '。' || c == '%' || c.is_ascii_digit() && last > 3
        });
    if !is_end || !is_chinese {
        return;
    }
    let only = !unit.cells.iter().any(|cell| cell.character == '。');
    for at in 0..=last {
        if !is_dot(unit.cells[at].character) {
            continue;
        }
        let (before, after) = (character(unit, at.checked_sub(1)), character(unit, Some(at + 1)));
        // A digit behind it begins a sentence where a Chinese word follows: .2021年.
        let begins = after.is_some_and(is_wide) || begins_with_number(&unit.cells[at + 1..]);
        let is_inner = only && before.is_some_and(|c| is_wide(c) && !is_dot(c)) && begins;
        if at == last || is_inner {
            let found = unit.cells[at].character.to_string();
            report.at(Rule::Punctuation, unit, at, &found, "。");
            unit.cells[at].character = '。';
        }
    }
}

/// Whether two digits or more with Han behind them stand first.
fn begins_with_number(cells: &[Cell]) -> bool {
    let digits = cells.iter().take_while(|cell| cell.character.is_ascii_digit()).count();
    digits > 1 && cells.get(digits).is_some_and(|cell| is_han(cell.character))
}
