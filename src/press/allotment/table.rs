//! A CSV file → a list of recipients: any encoding that Excel and WPS write, with a heading or without.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use csv::StringRecord;
use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{Entry, List};
use crate::diagnostic::{Diagnostic, MAX_FILE_SIZE, Problem, Source};
use crate::issue::MAX_COUNT;
use crate::toml_file::Placed;

/// What the columns may be called.
const TO: [&str; 7] = ["收文单位", "分发单位", "接收单位", "单位", "单位名称", "to", "recipient"];
const COPIES: [&str; 6] = ["份数", "数量", "印数", "分发份数", "copies", "count"];
/// What the row of the sum is called.
const SUM: [&str; 3] = ["合计", "总计", "total"];

/// Reads a list of recipients.
///
/// # Errors
/// The file's own, and everything that is wrong with its rows.
pub fn read(path: &Path) -> Result<List, Vec<Diagnostic>> {
    let source = decode(path)?;
    let mut reader = Reader { source: &source, problems: Vec::new(), entries: Vec::new() };
    reader.rows();
    if reader.entries.is_empty() && reader.problems.is_empty() {
        let problem = Problem::NoRecipients { path: path.to_owned() };
        return Err(vec![Diagnostic::error(problem)]);
    }
    let Reader { problems, entries, .. } = reader;
    if problems.is_empty() { Ok(List { source, entries }) } else { Err(problems) }
}

/// The file's text: as its byte order mark says, else UTF-8, else GB 18030, which old programs write.
fn decode(path: &Path) -> Result<Arc<Source>, Vec<Diagnostic>> {
    let failed = |problem| vec![Diagnostic::error(problem)];
    let cannot_read = |reason: std::io::Error| {
        failed(Problem::CannotRead { path: path.to_owned(), reason: reason.to_string() })
    };
    let size = fs::metadata(path).map_err(cannot_read)?.len();
    if size > MAX_FILE_SIZE {
        return Err(failed(Problem::FileTooLarge { path: path.to_owned(), size, limit: MAX_FILE_SIZE }));
    }
    let bytes = fs::read(path).map_err(cannot_read)?;
    let encoding = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(&bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, _, broken) = encoding.decode(&bytes);
    if broken || text.contains('\0') {
        return Err(failed(Problem::UnknownEncoding { path: path.to_owned() }));
    }
    Ok(Source::new(path.display().to_string(), text))
}

/// Where the two columns are.
#[derive(Debug, Clone, Copy)]
struct Columns {
    to: usize,
    copies: usize,
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    problems: Vec<Diagnostic>,
    entries: Vec<Entry>,
}

impl Reader<'_> {
    fn rows(&mut self) {
        let text = self.source.text.as_str();
        let first_line = text.lines().next().unwrap_or_default();
        // WPS copies tables with tabs; a list without a comma is one of these.
        let delimiter = if first_line.contains('\t') && !first_line.contains(',') { b'\t' } else { b',' };
        let mut csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let mut columns = None;
        for (index, record) in csv.records().enumerate() {
            // Text that is UTF-8 has no other fault that a flexible reader would not take.
            let Ok(record) = record else { continue };
            if record.iter().all(str::is_empty) {
                continue;
            }
            if index == 0 {
                columns = heading(&record);
                if columns.is_some() {
                    continue;
                }
            }
            self.row(&record, columns);
        }
    }

    fn row(&mut self, record: &StringRecord, columns: Option<Columns>) {
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
        if SUM.contains(&to.to_lowercase().as_str()) {
            return self.check_sum(copies, copies_place);
        }
        if to.is_empty() {
            self.complain(Problem::EmptyText { key: TO[0].to_owned() }, place);
            return;
        }
        match count(copies) {
            Some(value) => self.entries.push(Entry {
                to: Placed { value: to.to_owned(), span: to_place },
                copies: Placed { value, span: copies_place },
            }),
            None => {
                self.complain(Problem::BadCopies { text: copies.to_owned(), most: MAX_COUNT }, copies_place)
            }
        }
    }

    /// A row with the sum, as spreadsheets have it.
    fn check_sum(&mut self, written: &str, place: Range<usize>) {
        let sum: u64 = self.entries.iter().map(|entry| u64::from(entry.copies.value)).sum();
        if self.problems.is_empty() && count(written).map(u64::from) != Some(sum) {
            self.complain(Problem::WrongSum { written: written.to_owned(), sum }, place);
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

fn heading(record: &StringRecord) -> Option<Columns> {
    let find =
        |names: &[&str]| record.iter().position(|field| names.contains(&field.to_lowercase().as_str()));
    Some(Columns { to: find(&TO)?, copies: find(&COPIES)? })
}

/// A number of copies: digits, full-width ones too, and 份 behind them.
fn count(text: &str) -> Option<u32> {
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
    let value = digits.parse().ok().filter(|_| is_number)?;
    (1..=MAX_COUNT).contains(&value).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_people_write_them() {
        for (text, expected) in [
            ("12", Some(12)),
            ("１２份", Some(12)),
            (" 7 份", Some(7)),
            ("0", None),
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
