//! Text files → units: encodings, lines, the marks of Markdown.

mod markdown;

use super::marks::{ends_sentence, is_forbidden};
use super::report::{Report, Rule};
use super::unit::{EndedPage, Origin, Unit};
use hongtou_base::numbering::numbering;

/// The mark around bold text.
const BOLD: &str = "**";
/// Ends a page in texts that printers took.
const FORM_FEED: char = '\u{C}';

/// How many half ems of blanks stand before a line in the middle at least.
const LEAST_TO_CENTRE: usize = 6;

/// How many lines of a text hold anything.
pub(super) fn lines(text: &str) -> usize {
    text.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).count()
}

/// The lines of a text that hold anything.
///
/// In Markdown a line that follows another one without a blank line goes on with its paragraph.
///
/// Says as well whether every page's end is known: form feeds stand at all of them.
pub(super) fn units(text: &str, is_markdown: bool, report: &mut Report) -> (Vec<Unit>, bool) {
    let mut units: Vec<Unit> = Vec::new();
    let mut after_blank = true;
    let mut number = 0;
    let mut pages = 0;
    let text = text.replace("\r\n", "\n");
    let mut lines = text.split(['\n', '\r']).peekable();
    let mut in_table = false;
    while let Some(line) = lines.next() {
        number += 1;
        // A row may have no marks at its ends.
        let begins = lines.peek().is_some_and(|next| markdown::is_below_heads(next));
        in_table = line.contains('|') && (in_table || begins);
        let unit = unit(line, number, &mut units, &mut pages);
        let is_blank = unit.cells.iter().all(|cell| cell.character.is_whitespace());
        if !is_blank {
            let mut unit = Unit { same_block: is_markdown && !after_blank, after_blank, ..unit };
            if is_markdown {
                markdown::line(&mut unit, in_table, report);
            }
            unit.cells.shrink_to_fit();
            units.push(unit);
        }
        after_blank = is_blank;
    }
    bold(&mut units, report);
    for unit in &mut units {
        unit.indented = unit.cells.iter().take_while(|cell| cell.character.is_whitespace()).count() > 1
            || unit.cells.first().is_some_and(|cell| cell.character == '\u{3000}');
        // Blanks before a short line put it in the middle.
        let blanks = unit.cells.iter().take_while(|cell| cell.character.is_whitespace());
        let width = blanks.map(|cell| if cell.character == '\u{3000}' { 2 } else { 1 }).sum::<usize>();
        unit.centred = !is_markdown && width >= LEAST_TO_CENTRE;
        unit.trim();
        if is_markdown {
            markdown::heading(unit, report);
        }
    }
    (units, pages > 0)
}

/// A line; a form feed in it ends a page after the character before it.
fn unit(line: &str, number: usize, before: &mut [Unit], pages: &mut u32) -> Unit {
    let mut unit = Unit::new(Origin::Line, number);
    let mut column = 0;
    for character in line.chars() {
        column += 1;
        if character == FORM_FEED {
            *pages += 1;
            if let Some(last) = unit.cells.last_mut().or(before.last_mut().and_then(|u| u.cells.last_mut())) {
                last.page_end = last.page_end.or(Some(EndedPage::of(*pages)));
            }
            continue;
        }
        unit.push(character, false);
        if let Some(last) = unit.cells.last_mut() {
            last.column = column;
        }
    }
    unit
}

/// Takes the pairs of `**` out; a pair may have a page's end between its halves.
fn bold(units: &mut [Unit], report: &mut Report) {
    let mut is_bold = false;
    for index in 0..units.len() {
        let marks = marks(&units[index]);
        // What is open at the end of a line is closed in the next one, or was never opened.
        let odd = (marks.len() + usize::from(is_bold)) % 2 == 1;
        let goes_on = odd && units.get(index + 1).is_some_and(|next| closes(&units[index], next));
        let pairs = if odd && !goes_on { marks.len().saturating_sub(1) } else { marks.len() };
        for &at in &marks[pairs..] {
            report.at(Rule::Asterisks, &units[index], at, BOLD, "＊＊");
        }
        let unit = &mut units[index];
        unit.thought_of = usize::from(is_bold) + usize::from(goes_on);
        unit.marks = pairs + unit.thought_of;
        unit.bold_goes_on = goes_on;
        let mut kept = Vec::with_capacity(unit.cells.len());
        for (at, mut cell) in std::mem::take(&mut unit.cells).into_iter().enumerate() {
            let next = marks.partition_point(|&mark| mark + 1 < at);
            let of_mark = marks.get(next).filter(|&&mark| mark <= at).map(|_| next);
            match of_mark {
                Some(mark) if mark < pairs => {
                    is_bold ^= at == marks[mark];
                    continue;
                }
                Some(_) => cell.character = '＊',
                None => cell.bold = is_bold,
            }
            kept.push(cell);
        }
        unit.cells = kept;
        if !goes_on {
            is_bold = false;
        }
    }
}

/// Whether the bold text at the end of a line may go on in the next one: a paragraph torn in it.
fn closes(unit: &Unit, next: &Unit) -> bool {
    let (text, after) = (unit.text(), next.text());
    let text = text.trim_end();
    let is_shown = |character: char| !character.is_whitespace() && !is_forbidden(character);
    // Something bold stands before the closing mark.
    let is_bold_before = after.split(BOLD).next().is_some_and(|before| before.contains(is_shown));
    is_bold_before
        && marks(next).len() % 2 == 1
        && !ends_sentence(text)
        && !text.ends_with('）')
        && !after.split(BOLD).next().is_some_and(|before| before.contains(['：', ':', '】']))
        && marks(unit)
            .last()
            .is_some_and(|at| unit.cells[at + 2..].iter().any(|cell| !cell.character.is_whitespace()))
        && [text, &after].into_iter().all(|text| numbering(text.trim()).is_none())
        && !after.starts_with(['#', ' ', '*', '\u{3000}'])
}

/// Where `**` stands.
fn marks(unit: &Unit) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut at = 0;
    while at + 1 < unit.cells.len() {
        let is_mark = unit.cells[at].character == '*' && unit.cells[at + 1].character == '*';
        if is_mark {
            marks.push(at);
        }
        at += if is_mark { 2 } else { 1 };
    }
    marks
}
