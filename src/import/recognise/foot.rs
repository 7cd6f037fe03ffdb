//! The foot: 报, 发, 送, 本期增发, 抄送, 审核, 责任编辑, 电话, 共印…份.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::{Match, Regex};

use super::super::date::{date_at_end, number};
use super::super::marks::ends_sentence;
use super::super::parts::{Key, Parts};
use super::super::report::{Report, Rule};
use super::super::unit::{Origin, Unit};
use super::form::Form;
use super::head::{is_office, iso};
use super::{keep, plain};
use crate::issue::Date;

/// The labels, as patterns, and their keys; none where an issue has no place for it. A blank may stand between any two
/// characters of a label.
const LABELS: [(&str, Option<Key>); 31] = [
    ("本期增发", Some(Key::Extra)),
    ("增发", Some(Key::Extra)),
    ("抄报", Some(Key::Report)),
    ("呈报", Some(Key::Report)),
    ("报送", Some(Key::Report)),
    ("报", Some(Key::Report)),
    ("下发", Some(Key::Issue)),
    ("发", Some(Key::Issue)),
    ("抄送", Some(Key::CopyTo)),
    ("分送", Some(Key::Send)),
    ("送", Some(Key::Send)),
    ("审核", Some(Key::Reviewer)),
    ("审稿", Some(Key::Reviewer)),
    ("审签", Some(Key::Reviewer)),
    ("核稿", Some(Key::Reviewer)),
    ("责任编辑", Some(Key::Editor)),
    ("责编", Some(Key::Editor)),
    ("编辑", Some(Key::Editor)),
    ("联系电话", Some(Key::Phone)),
    ("电话", Some(Key::Phone)),
    ("签发", None),
    ("主编", None),
    ("编审", None),
    ("校对", None),
    ("撰稿", None),
    ("电子邮箱", None),
    ("邮箱", None),
    ("传真", None),
    ("网址", None),
    ("地址", None),
    ("邮编", None),
];

/// The labels as one pattern, each in a group of its own.
fn any_label() -> String {
    let spread =
        |label: &str| label.chars().map(|character| character.to_string()).collect::<Vec<_>>().join(r"\s*");
    let labels = LABELS.iter().enumerate();
    let labels: Vec<String> =
        labels.map(|(index, (label, _))| format!("(?P<l{index}>{})", spread(label))).collect();
    labels.join("|")
}

/// One label at the start of a text or within it, with its colon.
static LABEL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"(?:^|\s|，|；)(?:{})\s*[：:]\s*", any_label())).ok());

/// A label in a cell of its own, which needs no colon.
static CELL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!(r"^(?:{})\u{{3000}}+", any_label())).ok());

/// The number of copies, at the end of a line or as a line of its own.
static COPIES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = "(?P<number>[0-9０-９〇零一二三四五六七八九十百千]+)";
    Regex::new(&format!(
        r"\s*(?:[（(]\s*(?:共\s*)?印(?:\s*数|刷)?\s*[：:]?\s*{number}\s*份?\s*[）)]|(?:^|\s)(?:共印|印数[：:]|印发)\s*{}\s*份)\s*$",
        number.replace("number", "bare")
    ))
    .ok()
});

/// How many lines of no known form may stand below the foot: a page number, an address.
const MOST_BELOW: usize = 3;
/// How long such a line may be, in characters.
const LONGEST_BELOW: usize = 40;

/// Where the foot begins: the first unit from which on every unit belongs to it.
pub(super) fn start(units: &[Unit]) -> usize {
    let mut start = units.len();
    for (index, unit) in units.iter().enumerate().rev() {
        let text = unit.text();
        let prints = units.get(index + 1).is_some_and(|next| prints_alone(&next.text()));
        if is_of_foot(&text, is_row(unit)) || prints && is_office(&text) {
            start = index;
            continue;
        }
        let is_below = start == units.len()
            && units.len() - index <= MOST_BELOW
            && text.chars().count() <= LONGEST_BELOW
            && !ends_sentence(&text);
        if !is_below && !goes_on(units, index) {
            break;
        }
    }
    start
}

/// Whether a unit goes on with the text of a label above it.
fn goes_on(units: &[Unit], index: usize) -> bool {
    index > 0 && !ends_sentence(&units[index - 1].text())
}

/// Whether a line says who prints and when, or how many copies, and no more.
pub(super) fn is_printed_or_counted(text: &str) -> bool {
    copies(text).is_some_and(|(at, _)| at == 0) || printed(text).is_some()
}

fn is_of_foot(text: &str, is_row: bool) -> bool {
    labels(text, is_row).first().is_some_and(|(found, _)| found.start() == 0)
        || copies(text).is_some_and(|(at, _)| at == 0)
        || printed(text).is_some()
}

/// 印发机关 and 印发日期: 县委办公室　2021年3月29日印发.
fn printed(text: &str) -> Option<(String, Date)> {
    let (printer, date) = date_at_end(text.trim().strip_suffix("印发")?.trim_end())?;
    Some((printer.trim().to_owned(), date))
}

/// Whether a line says the day of printing alone, the office above it.
fn prints_alone(text: &str) -> bool {
    printed(text).is_some_and(|(printer, _)| printer.is_empty())
}

/// The key for a label: bulletins have no 抄送, which is their 送, and documents no 送, which is their 抄送, unless they
/// have that as well.
fn key_in(parts: &Parts, key: Key, all: &BTreeSet<Key>) -> Key {
    let other = match (key, parts.form) {
        (Key::CopyTo, Form::Bulletin) => Key::Send,
        (Key::Send, form) if form != Form::Bulletin => Key::CopyTo,
        _ => return key,
    };
    if all.contains(&other) { key } else { other }
}

fn is_row(unit: &Unit) -> bool {
    unit.place.origin == Origin::TableRow
}

/// The labels in a text; one of those who receive an issue stands at the start alone.
fn labels(text: &str, is_row: bool) -> Vec<(Match<'_>, Option<Key>)> {
    let in_cell = CELL.as_ref().filter(|pattern| is_row && pattern.is_match(text));
    // Most lines have no colon, and need no closer look.
    let with_colon = LABEL.as_ref().filter(|_| text.contains(['：', ':']));
    let Some(pattern) = in_cell.or(with_colon) else { return Vec::new() };
    let mut labels = Vec::new();
    for found in pattern.captures_iter(text) {
        let key = LABELS.iter().enumerate().find(|(index, _)| found.name(&format!("l{index}")).is_some());
        let (Some(whole), Some((_, (_, key)))) = (found.get(0), key) else { continue };
        if whole.start() == 0 || is_of_people(*key) {
            labels.push((whole, *key));
        }
    }
    labels
}

/// Whether a label stands with others on a line: people, and how to reach them.
fn is_of_people(key: Option<Key>) -> bool {
    matches!(key, None | Some(Key::Reviewer | Key::Editor | Key::Phone))
}

/// Where the number of copies begins, and what it is.
fn copies(text: &str) -> Option<(usize, u32)> {
    let found = COPIES.as_ref().filter(|_| text.contains('印'))?.captures(text)?;
    let copies = number(found.name("number").or(found.name("bare"))?.as_str())?;
    Some((found.get(0)?.start(), copies))
}

/// Places the units of the foot.
pub(super) fn place(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let mut open: Option<Key> = None;
    let unit_labels: BTreeSet<Key> = units
        .iter()
        .filter_map(|unit| labels(&unit.text(), is_row(unit)).first().and_then(|(_, key)| *key))
        .collect();
    for (index, unit) in units.iter().enumerate() {
        let text = unit.text();
        let mut rest = text.as_str();
        if let Some((at, number)) = copies(rest).filter(|_| parts.copies.is_none()) {
            parts.copies = Some(number);
            report.whole(Rule::Label, unit.place, &rest[at..], number.to_string());
            rest = rest[..at].trim_end();
        }
        plain(unit, report);
        if let Some((printer, date)) = printed(rest).filter(|_| parts.printed.is_none()) {
            report.whole(Rule::Label, unit.place, rest, format!("{printer}{}", iso(date)));
            parts.printer = Some(printer).filter(|printer| !printer.is_empty()).or(parts.printer.take());
            parts.printed = Some(date);
            continue;
        }
        let prints = units.get(index + 1).is_some_and(|next| prints_alone(&next.text()));
        if prints && parts.printer.is_none() && is_office(rest) {
            parts.printer = Some(rest.to_owned());
            continue;
        }
        let found = labels(rest, is_row(unit));
        let Some((first, _)) = found.first() else {
            let unfinished = open.filter(|key| parts.foot(*key).is_some_and(|text| !ends_sentence(text)));
            match unfinished {
                Some(key) => go_on(key, unit, rest, parts, report),
                None if !rest.is_empty() => keep(unit, rest, parts, report),
                None => {}
            }
            continue;
        };
        if first.start() > 0 {
            keep(unit, rest[..first.start()].trim(), parts, report);
        }
        let ends = found.iter().skip(1).map(|(label, _)| label.start()).chain([rest.len()]);
        for ((label, key), end) in found.iter().zip(ends) {
            let value = rest[label.end()..end].trim();
            let key = key.map(|key| key_in(parts, key, &unit_labels));
            let Some(key) = key.filter(|key| parts.foot(*key).is_none() && !value.is_empty()) else {
                keep(unit, rest[label.start()..end].trim(), parts, report);
                continue;
            };
            report.whole(Rule::Label, unit.place, label.as_str().trim(), "");
            parts.foot.push((key, value.to_owned()));
            // People's names end without a full stop, and are never parted.
            open = Some(key).filter(|key| !is_of_people(Some(*key)));
        }
    }
}

/// Adds a line to a text that a page's end or a line's end parted.
fn go_on(key: Key, unit: &Unit, rest: &str, parts: &mut Parts, report: &mut Report) {
    if let Some((_, text)) = parts.foot.iter_mut().find(|(found, _)| *found == key) {
        text.push_str(rest);
        report.whole(Rule::Joined, unit.place, "", "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_in_every_form() {
        for text in [
            "（共印 720 份）",
            "（共印720份）",
            "共印720份",
            "(印720份)",
            "（印数：720份）",
            "（共印七百二十份）",
        ] {
            assert_eq!(copies(text).map(|(_, copies)| copies), Some(720), "{text}");
        }
        assert_eq!(copies("印发了720份材料。"), None);
    }

    #[test]
    fn one_line_may_have_several_people() {
        let keys = |text| labels(text, false).into_iter().map(|(_, key)| key).collect::<Vec<_>>();
        assert_eq!(
            keys("审　核：方伟喜　　责任编辑：胡海　电话：123"),
            [Some(Key::Reviewer), Some(Key::Editor), Some(Key::Phone)]
        );
        assert_eq!(keys("签发：张明　核稿：李红　邮箱：a@b.cn"), [None, Some(Key::Reviewer), None]);
        assert_eq!(keys("报：各位领导。"), [Some(Key::Report)]);
        assert_eq!(keys("各地报：省里"), []);
    }
}
