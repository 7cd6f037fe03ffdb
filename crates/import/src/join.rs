//! Paragraphs that the end of a page, or of a line, has torn are joined; where a page ends is kept.

use super::marks::ends_sentence;
use super::mend::mend_whole;
use super::parts::Parts;
use super::paste::add;
use super::report::{Report, Rule};
use super::unit::{EndedPage, Unit};
use hongtou_base::numbering::{heading_end, numbering};
use hongtou_format::issue::PrintPage;

/// The shortest piece that a page's end tears off without a mark at its end, in characters: more than a line.
const SHORTEST_PIECE: usize = 28;
/// How many characters before a page's end are kept, or more until they stand in the body once.
const SHOWN: usize = 9;

/// How many pages a bulletin has at most, so far as their ends are told apart.
const MOST_PAGES: usize = 300;
/// How many of them are told at most.
const MOST_TOLD: usize = 1_000;

/// The longest heading, in characters.
const LONGEST_HEADING: usize = 400;

/// Joins what is torn in the bodies of articles and attachments.
///
/// `tears_are_pages` is whether what tore a paragraph was the end of a page; such ends are counted.
pub(super) fn join(parts: &mut Parts, tears_are_pages: bool, report: &mut Report) {
    let mut counted = 0;
    for article in &mut parts.articles {
        join_units(&mut article.note, tears_are_pages, report);
        join_units(&mut article.body, tears_are_pages, report);
        article.page_ends = page_ends(&article.body, &mut counted);
    }
    for attachment in &mut parts.attachments {
        join_units(&mut attachment.body, tears_are_pages, report);
        attachment.page_ends = page_ends(&attachment.body, &mut counted);
    }
}

fn join_units(units: &mut Vec<Unit>, tears_are_pages: bool, report: &mut Report) {
    // Whether the last one is an entry of a list that a line with a colon announces: 主席， and below it 副主席若干人，.
    let mut is_entry = false;
    for unit in std::mem::take(units) {
        match units.last_mut() {
            Some(last) if unit.same_block && !is_heading(last) => add(last, unit, report),
            Some(last) if !is_entry && is_torn(last, &unit) => {
                if let Some(cell) = last.cells.last_mut().filter(|_| tears_are_pages) {
                    cell.page_end = cell.page_end.or(Some(EndedPage::UNKNOWN));
                }
                add(last, unit, report);
            }
            last => {
                let is_announced = last.is_some_and(|last| is_entry || end_of(last).ends_with('：'));
                is_entry =
                    is_announced && unit.cells.len() < SHORTEST_PIECE && !ends_sentence(&end_of(&unit));
                units.push(unit);
            }
        }
    }
    units.iter_mut().for_each(|unit| mend_whole(unit, report));
    for unit in units.iter().filter(|unit| unit.thought_of > 0) {
        report.whole(Rule::Markup, unit.place, "", "**".repeat(unit.thought_of));
    }
}

/// Whether a paragraph goes on in the next one.
fn is_torn(unit: &Unit, next: &Unit) -> bool {
    let (text, after) = (end_of(unit), next.text());
    if next.indented
        || next.heading.is_some()
        || unit.heading.is_some()
        || is_numbered(&after)
        || is_heading(unit)
    {
        return false;
    }
    let in_bold =
        unit.cells.last().is_some_and(|cell| cell.bold) && next.cells.first().is_some_and(|cell| cell.bold);
    if text.ends_with(['，', '、', '（', '“', '《', ',']) || (in_bold && !ends_sentence(&text)) {
        return true;
    }
    // A row of a table, a signature or a verse has no mark at its end either, but is short.
    !ends_sentence(&text)
        && (unit.cells.last().is_some_and(|cell| cell.page_end.is_some())
            || unit.cells.len() >= SHORTEST_PIECE)
        && unit.place.origin == next.place.origin
        && after.contains(['。', '！', '？', '，'])
}

fn is_numbered(text: &str) -> bool {
    numbering(text).is_some()
}

/// A paragraph longer than any heading is not looked at, for it grows with each piece.
fn is_heading(unit: &Unit) -> bool {
    let text = if unit.cells.len() <= LONGEST_HEADING { unit.text() } else { return false };
    is_numbered(&text) && heading_end(&text) == Some(text.len())
}

/// The last characters of a unit, by which it is told whether it is whole.
fn end_of(unit: &Unit) -> String {
    unit.cells[unit.cells.len().saturating_sub(SHOWN)..].iter().map(|cell| cell.character).collect()
}

/// The page ends in a body, each as the text before it.
fn page_ends(body: &[Unit], counted: &mut usize) -> Vec<PrintPage> {
    let count = body.iter().flat_map(|unit| &unit.cells).filter(|cell| cell.page_end.is_some()).count();
    // With more ends than a bulletin has pages, looking for each would take too long.
    let whole: String =
        if count <= MOST_PAGES { body.iter().map(Unit::text).collect() } else { String::new() };
    let mut ends = Vec::new();
    for unit in body {
        for at in 0..unit.cells.len() {
            if let Some(ended) = unit.cells[at].page_end {
                *counted += 1;
                let certain = ended.number().is_some();
                let page = ended.number().map_or(*counted, usize::from);
                // More than these no bulletin has, and nobody reads.
                if *counted <= MOST_TOLD {
                    ends.push(PrintPage { page, certain, after: words_before(unit, at + 1, &whole) });
                }
            }
        }
    }
    ends
}

/// The shortest text before a place, of nine characters or more, that stands in the body once.
fn words_before(unit: &Unit, end: usize, whole: &str) -> String {
    let text =
        |length: usize| unit.cells[end - length..end].iter().map(|cell| cell.character).collect::<String>();
    let lengths = SHOWN.min(end)..=end;
    if whole.is_empty() {
        return text(*lengths.start());
    }
    let once = |words: &String| whole.matches(words.as_str()).take(2).count() == 1;
    lengths.clone().take(40).map(text).find(once).unwrap_or_else(|| text(*lengths.start()))
}
