//! 附件说明 below the text, and the attachments themselves.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::super::super::marks::ends_sentence;
use super::super::super::parts::{Attachment, Parts};
use super::super::super::report::{Report, Rule};
use super::super::super::unit::Unit;
use super::around;
use super::lines::{body, is_mark, is_title_line};
use crate::recognise::kept::{compact, keep, plain};
use hongtou_base::numbering::{article, division};

/// The most lines that the title of an attachment takes.
const MOST_TITLE_LINES: usize = 4;
/// The longest entry of 附件说明, in characters.
const LONGEST_ENTRY: usize = 120;

/// A number before an entry: 1. or 1．or 1、.
static ENTRY: LazyLock<Option<Regex>> = LazyLock::new(|| compiled(r"^[0-9０-９]{1,2}\s*[.．、]\s*"));

/// An entry of 附件说明.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    title: String,
    /// The unit that it stands in.
    unit: Unit,
}

/// Takes 附件说明 off the end of the text.
pub(super) fn list(main: &mut Vec<Unit>, report: &mut Report) -> Vec<Listed> {
    let is_label = |unit: &Unit| {
        let flat = compact(&unit.text());
        flat.strip_prefix("附件：").or(flat.strip_prefix("附件:")).is_some_and(|rest| !rest.is_empty())
    };
    let Some(start) = main.iter().rposition(is_label) else { return Vec::new() };
    let is_entry = |unit: &Unit| {
        let text = unit.text();
        text.chars().count() <= LONGEST_ENTRY && !ends_sentence(&text) && !text.contains('。')
    };
    if !main[start..].iter().all(is_entry) {
        return Vec::new();
    }
    let mut listed: Vec<Listed> = Vec::new();
    for unit in main.split_off(start) {
        plain(&unit, report);
        let text = unit.text();
        let mut rest = text.trim();
        let mut dropped = String::new();
        if listed.is_empty() {
            let end = rest
                .find(['：', ':'])
                .map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
            dropped.push_str(&rest[..end]);
            rest = rest[end..].trim_start();
        }
        for (is_new, entry) in entries(rest, &mut dropped) {
            match listed.last_mut().filter(|_| !is_new) {
                Some(last) => {
                    last.title.push_str(entry);
                    report.whole(Rule::Joined, unit.place, "", "");
                }
                None => listed.push(Listed { title: entry.to_owned(), unit: unit.clone() }),
            }
        }
        if !dropped.is_empty() {
            report.whole(Rule::Label, unit.place, dropped, "");
        }
    }
    listed
}

/// The entries of a line, each with whether it has a number; the numbers are added to what is dropped.
fn entries<'a>(line: &'a str, dropped: &mut String) -> Vec<(bool, &'a str)> {
    let Some(pattern) = ENTRY.as_ref() else { return vec![(false, line)] };
    let mut starts = vec![0];
    let blanks = line.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    starts.extend(blanks.filter(|&at| pattern.is_match(&line[at..])));
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let mut entries = Vec::new();
    for (&start, end) in starts.iter().zip(ends) {
        let entry = line[start..end].trim();
        let number = pattern.find(entry).map_or("", |found| found.as_str());
        dropped.push_str(number);
        if entry.len() > number.len() {
            entries.push((!number.is_empty(), &entry[number.len()..]));
        }
    }
    entries
}

/// Places the attachments; those that are only listed have no text.
///
/// What has no mark and is not listed is no attachment: the document issues it.
pub(super) fn place(units: Vec<Unit>, listed: Vec<Listed>, parts: &mut Parts, report: &mut Report) {
    let mut unmarked: Vec<Unit> = Vec::new();
    let mut sections: Vec<Vec<Unit>> = Vec::new();
    for unit in units {
        if is_mark(&unit.text()) {
            plain(&unit, report);
            report.whole(Rule::Label, unit.place, unit.text(), "");
            sections.push(Vec::new());
        } else {
            sections.last_mut().unwrap_or(&mut unmarked).push(unit);
        }
    }
    if !unmarked.is_empty() {
        // One that is bound without its mark is listed all the same.
        if listed.len() > sections.len() {
            sections.insert(0, unmarked);
        } else {
            let issued = attachment(unmarked, None, 1, parts, report);
            parts.attachments.push(Attachment { is_issued: true, ..issued });
        }
    }
    let count = sections.len().max(listed.len());
    let mut listed = listed.into_iter();
    let mut sections = sections.into_iter();
    for index in 0..count {
        let attachment =
            attachment(sections.next().unwrap_or_default(), listed.next(), index + 1, parts, report);
        parts.attachments.push(attachment);
    }
}

fn attachment(
    mut section: Vec<Unit>,
    listed: Option<Listed>,
    number: usize,
    parts: &mut Parts,
    report: &mut Report,
) -> Attachment {
    let lines = listed.as_ref().and_then(|listed| same_title(&section, &listed.title));
    let own = title_lines(&section);
    let title = match (lines, listed) {
        (Some(lines), Some(listed)) => {
            for unit in section.drain(..lines) {
                plain(&unit, report);
                report.whole(Rule::Label, unit.place, unit.text(), "");
            }
            listed.title
        }
        (_, Some(listed)) if own == 0 => listed.title,
        (_, listed) if own > 0 => {
            let mut title = String::new();
            for unit in section.drain(..own) {
                plain(&unit, report);
                if !title.is_empty() {
                    report.whole(Rule::Joined, unit.place, "", "");
                }
                title.push_str(&unit.text());
            }
            if let Some(listed) = listed {
                keep(&listed.unit, &listed.title, parts, report);
            }
            title
        }
        _ => {
            let title = format!("附件{number}");
            report.file_made(title.clone());
            title
        }
    };
    let mut attachment = Attachment { title, ..Attachment::default() };
    around::take(&mut section, &mut attachment, report);
    section.iter_mut().for_each(|unit| body(unit, report));
    Attachment { body: section, ..attachment }
}

/// How the titles of texts end that are issued or attached.
const KINDS: [&str; 22] = [
    "办法",
    "规定",
    "条例",
    "细则",
    "方案",
    "意见",
    "计划",
    "规划",
    "名单",
    "清单",
    "分工",
    "要点",
    "预案",
    "制度",
    "规则",
    "章程",
    "标准",
    "指南",
    "目录",
    "报告",
    "安排",
    "一览表",
];

/// How many lines at the start are the title: one, or more where only a later one says what kind of text it is.
fn title_lines(section: &[Unit]) -> usize {
    let lines = section.iter().take(MOST_TITLE_LINES).map(Unit::text);
    let lines: Vec<String> =
        lines.take_while(|text| is_title_line(text) && !around::is_around(text)).collect();
    let says_kind = |text: &String| {
        let text = text.trim_end_matches(['）', ')']);
        let name = text.rsplit_once(['（', '(']).map_or(text, |(name, _)| name);
        KINDS.iter().any(|kind| name.ends_with(kind))
    };
    let is_division = |text: &String| division(text).is_some() || article(text).is_some();
    match lines.iter().take_while(|text| !is_division(text)).position(says_kind) {
        Some(last) => last + 1,
        None => lines.len().min(1),
    }
}

/// How many lines say the title that is listed.
fn same_title(section: &[Unit], title: &str) -> Option<usize> {
    let title = compact(title);
    let mut said = String::new();
    for (index, unit) in section.iter().take(MOST_TITLE_LINES).enumerate() {
        said.push_str(&compact(&unit.text()));
        if said == title {
            return Some(index + 1);
        }
        if !title.starts_with(&said) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_alone() {
        for text in ["附件", "附件1", "附件 2", "附件：", "附件三"] {
            assert!(is_mark(text), "{text}");
        }
        for text in ["附件：名单", "附件1的说明", "见附件"] {
            assert!(!is_mark(text), "{text}");
        }
    }

    #[test]
    fn a_line_may_list_several() {
        let mut dropped = String::new();
        assert_eq!(entries("1.甲 2．乙丙", &mut dropped), [(true, "甲"), (true, "乙丙")]);
        assert_eq!(dropped, "1.2．");
        assert_eq!(entries("2026年分配办法", &mut dropped), [(false, "2026年分配办法")]);
    }
}
