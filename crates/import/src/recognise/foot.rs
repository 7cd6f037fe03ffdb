//! The foot: 报, 发, 送, 本期增发, 抄送, 审核, 责任编辑, 电话, 共印…份.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::super::date::{date_at_end, number};
use super::super::marks::ends_sentence;
use super::super::parts::{Key, Parts};
use super::super::report::{Report, Rule};
use super::super::unit::{Origin, Unit};
use super::kept::iso;
use super::labels::{is_of_people, is_short_label, labels};
use super::pieces::is_office;
use crate::form::Form;
use crate::recognise::kept::{compact, keep, plain};
use hongtou_base::labels::is_variant;
use hongtou_format::issue::Date;

/// The number of copies, at the end of a line or as a line of its own.
static COPIES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = |name: &str| format!("(?P<{name}>[0-9０-９〇零一二三四五六七八九十百千]+)");
    let (in_brackets, bare, after) = (number("number"), number("bare"), number("after"));
    // 印发 and 印 may say much else, and need 份 behind the number; 印数 and the like need a colon before it.
    compiled(&format!(
        r"\s*(?:[（(]\s*(?:本期\s*)?(?:共\s*)?印(?:\s*[数刷发制])?(?:份数)?\s*[：:]?\s*{in_brackets}\s*份?\s*[）)]|(?:^|\s)(?:本期\s*)?(?:共\s*)?印(?:[发刷制])?\s*[：:]?\s*{bare}\s*份|(?:^|\s)(?:共\s*)?(?:印\s*数|份\s*数|印[刷发制]份数|印[刷发制]数量?)\s*[：:]\s*{after}\s*份?)[。.]?\s*$",
    ))
});

/// How many lines of no known form may stand below the foot: a page number, an address.
const MOST_BELOW: usize = 3;
/// How long such a line may be, in characters.
const LONGEST_BELOW: usize = 40;
/// The shortest line that may be a full one, in characters.
const FULL_LINE: usize = 24;
/// The longest line of a page of the web, in characters.
const LONGEST_OF_WEB: usize = 200;

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
    index > 0 && is_open(&units[index - 1].text())
}

/// Whether a list of those who receive an issue goes on behind a text: a ； parts two of them.
fn is_open(text: &str) -> bool {
    text.ends_with(['；', ';']) || !ends_sentence(text)
}

/// Whether a line says who prints and when, or how many copies, and no more.
pub(super) fn is_printed_or_counted(text: &str) -> bool {
    copies(text).is_some_and(|(at, _)| at == 0) || printed(text).is_some()
}

fn is_of_foot(text: &str, is_row: bool) -> bool {
    labels(text, is_row).first().is_some_and(|label| label.start == 0)
        || copies(text).is_some_and(|(at, _)| at == 0)
        || printed(text).is_some()
        || is_of_web(text)
}

/// Whether a line belongs to the page of the web that a document stood on.
fn is_of_web(text: &str) -> bool {
    const WORDS: [&str; 9] = [
        "打印本页",
        "打印此页",
        "关闭窗口",
        "关闭本页",
        "返回顶部",
        "ICP备",
        "公网安备",
        "网站标识码",
        "网站地图",
    ];
    text.chars().count() <= LONGEST_OF_WEB && WORDS.iter().any(|word| text.contains(word))
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

/// The key for a label: bulletins have no 抄送, which is their 送, unless they have that as well; documents have 抄送
/// alone, and keep every other label as it is: 分送, 抄报, 主报.
fn key_in(parts: &mut Parts, key: Key, label: &str, all: &BTreeSet<Key>) -> Key {
    match (key, parts.form) {
        (Key::CopyTo, Form::Bulletin) if !all.contains(&Key::Send) => Key::Send,
        (Key::Report | Key::Issue | Key::Send, form) if form != Form::Bulletin => {
            let is_label = |c: char| c.is_alphanumeric();
            parts.recipient_labels.push(compact(label).chars().filter(|&c| is_label(c)).collect());
            Key::Recipients(parts.recipient_labels.len() - 1)
        }
        _ => key,
    }
}

fn is_row(unit: &Unit) -> bool {
    unit.place.origin == Origin::TableRow
}

/// Where the number of copies begins, and what it is.
fn copies(text: &str) -> Option<(usize, u32)> {
    let found = COPIES.as_ref().filter(|_| text.contains('印'))?.captures(text)?;
    let copies = number(["number", "bare", "after"].into_iter().find_map(|name| found.name(name))?.as_str())?;
    Some((found.get(0)?.start(), copies))
}

/// Places the units of the foot.
pub(super) fn place(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let mut open: Option<Key> = None;
    let mut is_torn = false;
    let unit_labels: BTreeSet<Key> = units
        .iter()
        .flat_map(|unit| {
            labels(&unit.text(), is_row(unit)).into_iter().filter_map(|label| label.key).collect::<Vec<_>>()
        })
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
        if is_of_web(rest) {
            keep(unit, rest, parts, report);
            open = None;
            continue;
        }
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
        if rest.is_empty() {
            continue;
        }
        let found = labels(rest, is_row(unit));
        let Some(first) = found.first() else {
            // A line with a label that is not known says something else.
            let goes_on = |key: &Key| parts.foot(*key).is_some_and(is_open) && !is_short_label(rest);
            match open.filter(goes_on) {
                Some(key) => go_on(key, unit, rest, is_torn, parts, report),
                None => {
                    keep(unit, rest, parts, report);
                    open = None;
                }
            }
            is_torn = tears(unit);
            continue;
        };
        is_torn = tears(unit);
        if first.start > 0 {
            keep(unit, rest[..first.start].trim(), parts, report);
        }
        let ends = found.iter().skip(1).map(|label| label.start).chain([rest.len()]);
        for (label, end) in found.iter().zip(ends) {
            let value = rest[label.end..end].trim();
            let written = &rest[label.start..label.end];
            let key = label.key.map(|key| key_in(parts, key, written, &unit_labels));
            let Some(key) = key.filter(|key| parts.foot(*key).is_none() && !value.is_empty()) else {
                keep(unit, rest[label.start..end].trim(), parts, report);
                open = None;
                continue;
            };
            let written = rest[label.start..label.end].trim();
            match (key, own_label(key, written)) {
                (Key::Recipients(kept), _) => {
                    let kept = &parts.recipient_labels[kept];
                    report.whole(Rule::Label, unit.place, written.replacen(kept, "", 1), "");
                    parts.foot.push((key, value.to_owned()));
                }
                // A label that the layout does not have is kept with its text, and set.
                (_, Some(own)) => {
                    if written != own {
                        report.whole(Rule::Label, unit.place, written, own.clone());
                    }
                    parts.foot.push((key, format!("{own}{value}")));
                }
                (_, None) => {
                    report.whole(Rule::Label, unit.place, written, "");
                    parts.foot.push((key, value.to_owned()));
                }
            }
            // People's names end without a full stop, and are never parted.
            open = Some(key).filter(|key| !is_of_people(Some(*key)));
        }
    }
}

/// The label with its colon, where it is not the one that the bundled layouts write for the key but names the same.
fn own_label(key: Key, written: &str) -> Option<String> {
    let usual = match key {
        Key::Report => "报",
        Key::Issue => "发",
        Key::Send => "送",
        Key::CopyTo => "抄送",
        Key::Extra | Key::Reviewer | Key::Editor | Key::Phone | Key::Recipients(_) => return None,
    };
    let is_letter = |c: &char| c.is_alphabetic();
    let own: String = written.chars().filter(is_letter).collect();
    is_variant(&own, usual).then(|| format!("{own}："))
}

/// Whether a line may end amid a word: a full one, or the last of a page.
fn tears(unit: &Unit) -> bool {
    unit.cells.len() >= FULL_LINE || unit.cells.last().is_some_and(|cell| cell.page_end.is_some())
}

/// Adds a line to a text that a page's end or a line's end parted; a short line ends with a whole name, and the next
/// name stands behind a comma.
fn go_on(key: Key, unit: &Unit, rest: &str, is_torn: bool, parts: &mut Parts, report: &mut Report) {
    if let Some((_, text)) = parts.foot.iter_mut().find(|(found, _)| *found == key) {
        const MARKS: [char; 7] = ['，', '、', '；', ';', ',', '（', '：'];
        let comma = if is_torn || text.ends_with(MARKS) || rest.starts_with(MARKS) { "" } else { "，" };
        text.push_str(comma);
        text.push_str(rest);
        report.whole(Rule::Joined, unit.place, "", comma);
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
            "印：720份",
            "印720份",
            "本期印发720份",
            "印刷份数：720",
            "印　数：720",
        ] {
            assert_eq!(copies(text).map(|(_, copies)| copies), Some(720), "{text}");
        }
        assert_eq!(copies("印发了720份材料。"), None);
    }
}
