//! The marks of Markdown at the start of lines: headings, quotations, lists, tables.

use super::super::marks::is_drawn_rule;
use super::super::report::{Report, Rule};
use super::super::unit::{Origin, Unit};
use hongtou_base::numbering::numbering;

/// Takes quotation and list marks away, rules, and the marks of emphasis around a line, and makes rows of tables; such
/// a line begins a paragraph.
pub(super) fn line(unit: &mut Unit, is_row: bool, report: &mut Report) {
    let blanks = |unit: &Unit| unit.cells.iter().take_while(|cell| cell.character.is_whitespace()).count();
    let at = |unit: &Unit, index: usize| unit.cells.get(index).map(|cell| cell.character);
    // Quotations may stand in each other.
    let is_mark = |character: char| character == '>' || character.is_whitespace();
    let marks = unit.cells.iter().take_while(|cell| is_mark(cell.character)).count();
    let quotes = unit.cells[..marks].iter().filter(|cell| cell.character == '>').count();
    if quotes > 0 {
        report.at(Rule::Markup, unit, 0, &">".repeat(quotes), "");
        unit.cells.drain(..marks);
    }
    if is_drawn_rule(&unit.text()) && !unit.text().contains('|') {
        report.whole(Rule::DrawnRule, unit.place, unit.text().trim(), "");
        unit.cells.clear();
        return;
    }
    emphasis(unit, report);
    let start = blanks(unit);
    let mark = at(unit, start).filter(|mark| matches!(mark, '-' | '*' | '+'));
    if let Some(mark) = mark.filter(|_| at(unit, start + 1) == Some(' ')) {
        report.at(Rule::Markup, unit, start, &mark.to_string(), "");
        unit.cells.drain(..=start);
        unit.same_block = false;
    }
    let text = unit.text();
    if numbering(text.trim_start()).is_some() {
        unit.same_block = false;
    }
    if is_row || text.trim_start().starts_with('|') && text.trim_end().ends_with('|') && text.trim().len() > 1
    {
        row(unit, report);
    }
}

/// Takes the `*` or `_` around a whole line away.
fn emphasis(unit: &mut Unit, report: &mut Report) {
    let text = unit.text();
    for mark in ['*', '_'] {
        let inner = text.trim().strip_prefix(mark).and_then(|text| text.strip_suffix(mark));
        if inner.is_some_and(|inner| !inner.is_empty() && !inner.contains(mark) && !inner.starts_with(' ')) {
            report.whole(Rule::Markup, unit.place, mark.to_string().repeat(2), "");
            unit.cells.retain(|cell| cell.character != mark);
            unit.same_block = false;
        }
    }
}

/// Whether a line says how the columns of a table stand: what is above it is the heads.
pub(super) fn is_below_heads(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// A row of a table: its cells parted by wide blanks. The line below the heads says how columns stand.
fn row(unit: &mut Unit, report: &mut Report) {
    unit.trim();
    unit.same_block = false;
    let text = unit.text();
    if text.chars().all(|character| matches!(character, '|' | '-' | ':' | ' ')) {
        report.whole(Rule::Markup, unit.place, text, "");
        unit.cells.clear();
        return;
    }
    unit.place.origin = Origin::TableRow;
    report.whole(Rule::Markup, unit.place, "|".repeat(text.matches('|').count()), "");
    unit.cells.retain(|cell| cell.character != '|');
    let mut cells = Vec::with_capacity(unit.cells.len());
    let mut column = 0;
    for cell in std::mem::take(&mut unit.cells) {
        // Where a mark stood, between what is left and right of it.
        if cell.column > column + 1 && !cells.is_empty() {
            cells.push(super::super::unit::Cell { character: '\u{3000}', ..cell });
        }
        column = cell.column;
        cells.push(cell);
    }
    unit.cells = cells;
}

/// Takes the `#` of a heading away.
pub(super) fn heading(unit: &mut Unit, report: &mut Report) {
    let level = unit.cells.iter().take_while(|cell| cell.character == '#').count();
    let is_heading =
        (1..=6).contains(&level) && unit.cells.get(level).is_some_and(|cell| cell.character.is_whitespace());
    if is_heading {
        report.at(Rule::Markup, unit, 0, &"#".repeat(level), "");
        unit.heading = Some(level as u8);
        unit.cells.drain(..level);
        unit.trim();
    }
}
