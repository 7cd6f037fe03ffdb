//! The lines of a file in their order, with what was begun on an earlier one.

use std::ops::Range;

use super::header::{self, header};
use super::line::{KeyLine, is_blank_or_comment, is_sure, key_line, written_date};
use super::quotes::{self, end_of};
use super::slip::{Edit, Slip, line_as_meant};
use hongtou_base::diagnostic::Problem;

/// Every slip that can be recognised; whether one is the cause of a problem is not known here.
pub(super) fn slips(text: &str, lists: &[String]) -> Vec<Slip> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        lines.push(start..start + line.trim_end_matches(['\n', '\r']).len());
        start += line.len();
    }
    let mut scan = Scan { text, lists, lines, slips: Vec::new(), in_list: false };
    let mut next = 0;
    while next < scan.lines.len() {
        next = scan.line(next);
    }
    scan.slips
}

struct Scan<'t> {
    text: &'t str,
    lists: &'t [String],
    lines: Vec<Range<usize>>,
    slips: Vec<Slip>,
    /// Whether a list was begun on an earlier line and not ended.
    in_list: bool,
}

impl Scan<'_> {
    /// Looks at a line outside of texts; the number of the line to look at next.
    fn line(&mut self, index: usize) -> usize {
        let line = self.lines[index].clone();
        if is_blank_or_comment(&self.text[line.clone()]) {
            return index + 1;
        }
        if let Some(header) = header(self.text, &line) {
            self.in_list = false;
            self.slips.extend(header::slip(&header, &line, self.lists));
        } else if let Some(found) = key_line(self.text, &line) {
            self.in_list = false;
            let first = self.slips.len();
            self.sign(&line, &found);
            let next = self.value(index, &line, &found);
            self.join(first, &line);
            return next;
        } else if self.in_list {
            self.list(&line, line.start);
        }
        index + 1
    }

    /// The mark between key and value.
    fn sign(&mut self, line: &Range<usize>, found: &KeyLine) {
        let sign = self.text[found.sign.clone()].chars().next().unwrap_or('=');
        if sign == '=' {
            return;
        }
        let edits = vec![Edit { span: found.key.end..found.value, text: " = ".to_owned() }];
        let meant = line_as_meant(self.text, line, &edits);
        let problem = match sign {
            ':' => Problem::ColonForEquals { meant },
            found => Problem::FullWidthMark { found, wanted: '=', meant },
        };
        self.slips.push(Slip { problem, span: found.sign.clone(), edits, reach: line.clone() });
    }

    /// Full-width marks of one line are one slip: who writes the sign so writes the quotes so.
    fn join(&mut self, first: usize, line: &Range<usize>) {
        let [sign, value] = &mut self.slips[first..] else { return };
        if !matches!(value.problem, Problem::FullWidthMark { .. }) {
            return;
        }
        sign.edits.append(&mut value.edits);
        if let Problem::FullWidthMark { meant, .. } | Problem::ColonForEquals { meant } = &mut sign.problem {
            *meant = line_as_meant(self.text, line, &sign.edits);
        }
        self.slips.truncate(first + 1);
    }

    fn value(&mut self, index: usize, line: &Range<usize>, found: &KeyLine) -> usize {
        let key = &self.text[found.key.clone()];
        let value = &self.text[found.value..line.end];
        if value.starts_with("\"\"\"") || value.starts_with("'''") {
            return self.long_text(index, found.value);
        }
        if value.starts_with('"') {
            if let Some(end) = self.last_line_of_short_text(index, found.value) {
                return end;
            }
            self.slips.extend(quotes::in_value(self.text, line, found.value, key));
        } else if value.starts_with(['“', '”', '＂']) {
            self.typographic(line, found.value);
        } else if value.starts_with('[') {
            self.list(line, found.value + 1);
        } else if let Some((length, date)) = written_date(value)
            && is_blank_or_comment(&value[length..])
            && value[..length] != date
        {
            let span = found.value..found.value + length;
            let problem =
                Problem::DateNotWritten { written: value[..length].to_owned(), meant: date.clone() };
            let edits = vec![Edit { span: span.clone(), text: date }];
            self.slips.push(Slip { problem, span, edits, reach: line.clone() });
        }
        index + 1
    }

    fn list(&mut self, line: &Range<usize>, from: usize) {
        self.slips.extend(quotes::in_list(self.text, line, from));
        self.in_list = !self.text[from..line.end].contains(']');
    }

    /// A text between the quotes of a Chinese keyboard.
    fn typographic(&mut self, line: &Range<usize>, open: usize) {
        let end = end_of(self.text, line);
        let first = self.text[open..].chars().next().unwrap_or_default();
        let last = self.text[..end].chars().next_back().unwrap_or_default();
        let after = open + first.len_utf8();
        if !matches!(last, '”' | '“' | '＂' | '"') || end < after + last.len_utf8() {
            return;
        }
        let edits = vec![
            Edit { span: open..after, text: "\"".to_owned() },
            Edit { span: end - last.len_utf8()..end, text: "\"".to_owned() },
        ];
        let meant = line_as_meant(self.text, line, &edits);
        let problem = Problem::FullWidthMark { found: first, wanted: '"', meant };
        self.slips.push(Slip { problem, span: open..after, edits, reach: line.clone() });
    }

    /// Whether a text between single quotes runs over several lines; the number of the line behind it.
    fn last_line_of_short_text(&mut self, index: usize, open: usize) -> Option<usize> {
        let text = self.text;
        if text[open + 1..self.lines[index].end].contains('"') {
            return None;
        }
        let mut next = index + 1;
        let close = loop {
            let line = self.lines.get(next)?;
            if header(text, line).is_some() || is_sure(text, line) {
                return None;
            }
            let end = end_of(text, line);
            if text[line.start..end].ends_with('"') {
                break end - 1;
            }
            next += 1;
        };
        let long = "\"\"\"".to_owned();
        let edits = vec![
            Edit { span: open..open + 1, text: long.clone() },
            Edit { span: close..close + 1, text: long },
        ];
        let reach = open..close + 1;
        let span = open..self.lines[index].end;
        self.slips.push(Slip { problem: Problem::SeveralLines, span, edits, reach });
        Some(next + 1)
    }

    /// A text between triple quotes; the number of the line behind it.
    fn long_text(&mut self, index: usize, open: usize) -> usize {
        let quotes = &self.text[open..open + 3];
        let mut at = open + 3;
        let mut next = index;
        loop {
            let Some(line) = self.lines.get(next).cloned() else { return self.not_closed(index, open) };
            let from = at.max(line.start);
            match self.text[from..line.end].find(quotes).map(|found| from + found) {
                // The next text begins before this one has ended.
                Some(close)
                    if next > index
                        && is_sure(self.text, &line)
                        && key_line(self.text, &line).is_some_and(|found| found.value == close) =>
                {
                    return self.not_closed(index, open);
                }
                Some(close) if self.text[..close].ends_with('\\') => at = close + 1,
                Some(close) if self.is_inside(next, close) => {
                    self.slips.push(self.inner(&line, open, close));
                    at = close + 3;
                }
                Some(_) => return next + 1,
                None => next += 1,
            }
        }
    }

    /// Whether triple quotes are followed by text, and further ones end it.
    fn is_inside(&self, index: usize, close: usize) -> bool {
        let quotes = &self.text[close..close + 3];
        let after = self.text[close..self.lines[index].end].trim_start_matches(&quotes[..1]);
        let is_text = |line: &Range<usize>| header(self.text, line).is_none() && !is_sure(self.text, line);
        !is_blank_or_comment(after)
            && (after.contains(quotes)
                || self.lines[index + 1..]
                    .iter()
                    .take_while(|line| is_text(line))
                    .any(|line| self.text[(*line).clone()].contains(quotes)))
    }

    /// Triple quotes inside a text.
    fn inner(&self, line: &Range<usize>, open: usize, close: usize) -> Slip {
        let opening = self.text[..open].rfind('\n').map_or(0, |end| end + 1);
        let column = self.text[opening..open].chars().count() + 1;
        let edits = vec![Edit { span: close..close + 3, text: "”".to_owned() }];
        let problem = Problem::QuoteInText { key: String::new(), column, meant: None };
        Slip { problem, span: close..close + 3, edits, reach: line.start..self.text.len() }
    }

    /// A text between triple quotes of which the last ones are missing; the number of the line that it runs into.
    fn not_closed(&mut self, index: usize, open: usize) -> usize {
        let ends = |line: &Range<usize>| header(self.text, line).is_some() || is_sure(self.text, line);
        let next = (index + 1..self.lines.len()).find(|&next| ends(&self.lines[next]));
        let at = next.map_or(self.text.len(), |next| self.lines[next].start);
        let before = next.map(|next| (next + 1, self.text[self.lines[next].clone()].trim().to_owned()));
        let quotes = &self.text[open..open + 3];
        let line_end = if self.text[..at].ends_with('\n') { "" } else { "\n" };
        let edits = vec![Edit { span: at..at, text: format!("{line_end}{quotes}\n") }];
        let problem = Problem::TextNotClosed { before, meant: None };
        self.slips.push(Slip { problem, span: open..open + 3, edits, reach: open..self.text.len() });
        next.unwrap_or(self.lines.len())
    }
}
