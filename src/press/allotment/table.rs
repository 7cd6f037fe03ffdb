//! A table → a list of recipients: with a heading or without, with titles above it and totals in it.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;

use super::headings::{self, Columns};
use super::{Entry, List, file};
use crate::spreadsheet;
use hongtou_base::diagnostic::{Diagnostic, Problem, Source};
use hongtou_format::issue::MAX_COUNT;
use hongtou_format::toml_file::Placed;

/// How many rows above a heading may be titles.
const MOST_TITLES: usize = 10;

/// Reads a list of recipients.
///
/// # Errors
/// The file's own, and everything that is wrong with its rows.
pub fn read(path: &Path) -> Result<List, Vec<Diagnostic>> {
    let table = file::read(path)?;
    let delimiter = delimiter(&table);
    let unclosed = if table.is_plain { None } else { unclosed_quote(&table.source.text, delimiter) };
    // The rows after an open quotation mark may have been swallowed; those before it are read.
    let end = unclosed.map_or(table.source.text.len(), |at| table.source.line_span(at).start);
    let rows = rows(&table.source.text[..end], delimiter, table.is_plain);
    let mut reader = Reader::new(&table.source);
    reader.read(&rows);
    if let Some(at) = unclosed {
        reader.complain(Problem::UnclosedCell, at..at + 1);
    }
    if reader.entries.is_empty() && reader.problems.is_empty() {
        let problem = Problem::NoRecipients { path: path.to_owned() };
        return Err(vec![Diagnostic::error(problem)]);
    }
    let Reader { problems, warnings, entries, .. } = reader;
    if problems.is_empty() { Ok(List { source: table.source, entries, warnings }) } else { Err(problems) }
}

/// The character between the cells of a row.
fn delimiter(table: &file::TableText) -> u8 {
    let text = table.source.text.as_str();
    // WPS copies tables with tabs; a list without a comma is one of these.
    let is_tabbed = text.lines().take(MOST_TITLES).any(|line| line.contains('\t'))
        && !text.lines().take(MOST_TITLES).any(|line| line.contains(','));
    if table.is_plain || is_tabbed { b'\t' } else { b',' }
}

/// The rows of a table that are not empty.
fn rows(text: &str, delimiter: u8, is_plain: bool) -> Vec<StringRecord> {
    let mut csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(!is_plain)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    // Text that is UTF-8 has no other fault that a flexible reader would not take.
    csv.records().filter_map(Result::ok).filter(|record| !record.iter().all(str::is_empty)).collect()
}

/// The byte of a quotation mark that begins a cell and is not closed at a cell's end, or not at all.
fn unclosed_quote(text: &str, delimiter: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut opened = None;
    let mut is_cell_start = true;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (opened, byte) {
            (None, b'"') if is_cell_start => opened = Some(at),
            (Some(_), b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
            (Some(start), b'"') => {
                let rest = text[at + 1..].trim_start_matches(' ').as_bytes();
                if rest.first().is_some_and(|next| ![delimiter, b'\r', b'\n'].contains(next)) {
                    return Some(start);
                }
                opened = None;
            }
            (None, b' ') => {}
            (None, _) => is_cell_start = [delimiter, b'\r', b'\n'].contains(&byte),
            (Some(_), _) => {}
        }
        is_cell_start &= byte != b'"';
        at += 1;
    }
    opened
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    problems: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    entries: Vec<Entry>,
    /// How many entries there were at the last total.
    summed: usize,
}

impl Reader<'_> {
    fn new(source: &Arc<Source>) -> Reader<'_> {
        let (problems, warnings, entries) = (Vec::new(), Vec::new(), Vec::new());
        Reader { source, problems, warnings, entries, summed: 0 }
    }

    fn read(&mut self, rows: &[StringRecord]) {
        let heading = rows
            .iter()
            .take(MOST_TITLES + 1)
            .enumerate()
            .find_map(|(index, row)| Some((index, headings::columns(row)?)));
        let (first, columns) = match heading {
            Some((index, columns)) => (index + 1, Some(columns)),
            None => (0, None),
        };
        let rows = &rows[first..];
        for (index, row) in rows.iter().enumerate() {
            self.row(row, columns, index + 1 == rows.len());
        }
    }

    fn row(&mut self, record: &StringRecord, columns: Option<Columns>, is_last: bool) {
        let place = self.place(record);
        let columns = match columns {
            Some(columns) => columns,
            None if record.len() == 2 => Columns { to: 0, copies: 1 },
            None => return self.complain(Problem::TableColumns { found: record.len() }, place),
        };
        let (Some(to), Some(copies)) = (record.get(columns.to), record.get(columns.copies)) else {
            return self.complain(Problem::TableColumns { found: record.len() }, place);
        };
        let (to_place, copies_place) = (self.within(&place, to), self.within(&place, copies));
        let to = spreadsheet::unguarded(to);
        let value = count(copies);
        // 合计 stands in the column of the names, or in the one before it.
        let is_total = record.iter().take(columns.to + 1).any(headings::is_total);
        if is_total {
            return self.check_sum(copies, copies_place);
        }
        if is_last && self.is_sum(value) {
            self.summed = self.entries.len();
            let problem = Problem::TakenForTotal { name: to.to_owned(), sum: self.sum_from(0) };
            self.warnings.push(Diagnostic::warning_at(problem, self.source, place));
            return;
        }
        if to.is_empty() {
            self.complain(Problem::EmptyText { key: "收文单位".to_owned() }, place);
            return;
        }
        match value {
            Some(0) => {
                let problem = Problem::NoCopiesFor { name: to.to_owned() };
                self.warnings.push(Diagnostic::warning_at(problem, self.source, copies_place));
            }
            Some(value) => self.entries.push(Entry {
                to: Placed { value: to.to_owned(), span: to_place },
                copies: Placed { value, span: copies_place },
            }),
            None => {
                self.complain(Problem::BadCopies { text: copies.to_owned(), most: MAX_COUNT }, copies_place)
            }
        }
    }

    /// Whether a number is the sum of two or more rows above it.
    fn is_sum(&self, value: Option<u32>) -> bool {
        let is_clean = self.problems.is_empty() && self.summed < self.entries.len();
        is_clean && self.entries.len() >= 2 && value.map(u64::from) == Some(self.sum_from(0))
    }

    fn sum_from(&self, first: usize) -> u64 {
        self.entries[first..].iter().map(|entry| u64::from(entry.copies.value)).sum()
    }

    /// A row with the sum of all rows above it, or of those since the last such row (小计).
    fn check_sum(&mut self, written: &str, place: Range<usize>) {
        let (whole, part) = (self.sum_from(0), self.sum_from(self.summed));
        self.summed = self.entries.len();
        let found = total(written);
        if self.problems.is_empty() && found != Some(whole) && found != Some(part) {
            self.complain(Problem::WrongSum { written: written.to_owned(), sum: whole }, place);
        }
    }

    /// Where a row stands in the text.
    fn place(&self, record: &StringRecord) -> Range<usize> {
        let start = record.position().map_or(0, |position| position.byte() as usize);
        let rest = self.source.text.get(start..).unwrap_or_default();
        // The reader's position may be before the line ends that it skips.
        let skipped = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let line = rest[skipped..].lines().next().unwrap_or_default();
        start + skipped..start + skipped + line.len()
    }

    fn within(&self, row: &Range<usize>, field: &str) -> Range<usize> {
        let text = self.source.text.get(row.clone()).unwrap_or_default();
        // Numbers are looked for from the end, as a name may have the same digits.
        match text.rfind(field).filter(|_| !field.is_empty()) {
            Some(offset) => row.start + offset..row.start + offset + field.len(),
            None => row.clone(),
        }
    }

    fn complain(&mut self, problem: Problem, place: Range<usize>) {
        self.problems.push(Diagnostic::error_at(problem, self.source, place));
    }
}

/// A number of copies of one recipient, or none at all.
fn count(text: &str) -> Option<u32> {
    total(text).and_then(|value| u32::try_from(value).ok()).filter(|value| *value <= MAX_COUNT)
}

/// A number: digits, full-width ones too, and 份 behind them.
fn total(text: &str) -> Option<u64> {
    let digits: String = text
        .trim()
        .trim_end_matches('份')
        .trim_end()
        .chars()
        .map(|character| match character {
            '０'..='９' => char::from(b'0' + (u32::from(character) - u32::from('０')) as u8),
            other => other,
        })
        .collect();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_that_is_not_closed_is_found_where_it_opens() {
        for (text, expected) in [
            ("甲,1\n\"乙,2\n丙,3\n", Some(6)),
            ("\"甲,1\n\"乙\",2\n", Some(0)),
            ("\"甲\"\"乙\"\"\",1\n \"丙,\n丁\" ,2\n", None),
            ("甲\"乙,1\n丙\"丁,2\n", None),
            ("\"\",1\n\"甲\",2", None),
        ] {
            assert_eq!(unclosed_quote(text, b','), expected, "{text}");
        }
    }

    #[test]
    fn counts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12", Some(12)),
            ("１２份", Some(12)),
            (" 7 份", Some(7)),
            ("0", Some(0)),
            ("-3", None),
            ("+3", None),
            ("1.5", None),
            ("十二", None),
            ("99999999999", None),
            ("", None),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }
}
