//! What stands on every page of a text that was taken from pages: page numbers, running heads and feet.
//!
//! They part paragraphs, and tell where pages end and which ones they are.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::date::number;
use super::report::{Report, Rule};
use super::unit::{EndedPage, Unit};

/// The longest line that may be a running head, in characters.
const LONGEST: usize = 60;
/// How many lines of a page's head or foot are looked at.
const MOST_LINES: usize = 2;
/// How many lines from the top a running head takes its words from.
const TOP: usize = 4;

/// — 1 —, -1-, 第 1 页, 第1页 共4页, 1/4.
static PAGE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        r"^(?:[-－—–―·•~～]+\s*(?P<a>[0-9０-９]{1,4})\s*[-－—–―·•~～]+|第\s*(?P<b>[0-9０-９]{1,4})\s*页(?:[\s，,/／]*共\s*[0-9０-９]{1,4}\s*页)?|(?P<c>[0-9]{1,4})\s*[/／]\s*[0-9]{1,4})$",
    )
});

/// Takes page numbers, running heads and feet out; says whether every page's end is known.
///
/// `feeds` is whether form feeds tell of the pages already.
pub(super) fn remove(units: &mut Vec<Unit>, feeds: bool, report: &mut Report) -> bool {
    let numbers = page_numbers(units, feeds);
    let is_last = |index: usize| units[index].cells.last().is_some_and(|cell| cell.page_end.is_some());
    let mut goes = vec![false; units.len()];
    numbers.iter().for_each(|&(index, _)| goes[index] = true);
    let mut ends: Vec<usize> = (0..units.len()).filter(|&index| goes[index] || is_last(index)).collect();
    ends.dedup();
    repeated(units, &ends, &mut goes);
    if !goes.contains(&true) {
        return feeds;
    }
    let consecutive = numbers.first().is_some_and(|&(_, page)| page <= 2);
    let mut kept: Vec<Unit> = Vec::with_capacity(units.len());
    let mut of_page: HashMap<usize, u32> = numbers.iter().copied().collect();
    for (index, unit) in std::mem::take(units).into_iter().enumerate() {
        if !goes[index] {
            kept.push(unit);
            continue;
        }
        report.whole(Rule::Furniture, unit.place, unit.text(), "");
        let told = unit.cells.iter().find_map(|cell| cell.page_end);
        let counted = of_page
            .remove(&index)
            .filter(|_| !feeds)
            .map(|page| if consecutive { EndedPage::of(page) } else { EndedPage::UNKNOWN });
        if let (Some(page), Some(last)) =
            (told.or(counted), kept.last_mut().and_then(|unit| unit.cells.last_mut()))
        {
            last.page_end = last.page_end.or(Some(page));
        }
    }
    *units = kept;
    feeds || consecutive
}

/// Whether the foot of a page is its number, or the field that Word shows it in.
pub(super) fn is_page_number(text: &str) -> bool {
    let is_mark = |c: char| "-－—–―·•第页共/，".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits <= 8 && text.chars().all(|c| c.is_ascii_digit() || is_mark(c))
}

/// The lines that are page numbers, with the pages: they count on by one, or stand at a form feed.
fn page_numbers(units: &[Unit], feeds: bool) -> Vec<(usize, u32)> {
    let page = |unit: &Unit| {
        if unit.cells.len() > LONGEST / 2 {
            return None;
        }
        let text = unit.text();
        let found = PAGE.as_ref()?.captures(text.trim())?;
        number(["a", "b", "c"].into_iter().find_map(|name| found.name(name))?.as_str())
    };
    let numbers: Vec<(usize, u32)> =
        units.iter().enumerate().filter_map(|(index, unit)| Some((index, page(unit)?))).collect();
    let counts_on = numbers.len() > 1 && numbers.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    let at_feed = |&&(index, _): &&(usize, u32)| {
        let unit: &Unit = &units[index];
        feeds && unit.cells.last().is_some_and(|cell| cell.page_end.is_some())
    };
    match counts_on {
        true => numbers,
        false => numbers.iter().filter(at_feed).copied().collect(),
    }
}

/// Marks the lines at the heads and feet of pages that stand on several, or that say what the first lines of the file
/// say.
fn repeated(units: &[Unit], ends: &[usize], goes: &mut [bool]) {
    let top: String = units.iter().take(TOP).map(|unit| key(&unit.text())).collect();
    let heads = ends.iter().filter(|&&end| end + 1 < units.len()).flat_map(|&end| {
        let next = end + 1..units.len().min(end + 1 + 2 * MOST_LINES);
        next.filter(|&index| !goes[index]).take(MOST_LINES).collect::<Vec<_>>()
    });
    let heads: Vec<usize> = heads.collect();
    let feet = ends.iter().filter(|&&end| goes[end]).filter_map(|&end| end.checked_sub(1));
    let feet: Vec<usize> = feet.filter(|&index| !goes[index]).collect();
    for (lines, is_head) in [(heads, true), (feet, false)] {
        let keyed: Vec<(usize, String)> = lines
            .into_iter()
            .filter(|&index| units[index].cells.len() <= LONGEST)
            .map(|index| (index, key(&units[index].text())))
            .filter(|(_, key)| key.chars().count() > 1)
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        keyed.iter().for_each(|(_, key)| *counts.entry(key).or_default() += 1);
        for (index, key) in &keyed {
            let is_of_top =
                is_head && *index >= TOP && key.chars().count() > 3 && top.starts_with(key.as_str());
            if counts[key.as_str()] > 1 || is_of_top {
                goes[*index] = true;
            }
        }
    }
}

/// What of a line is the same on every page: no blanks, brackets and page numbers.
fn key(text: &str) -> String {
    let is_part = |c: &char| !c.is_whitespace() && !"（）()〔〕[]-－—–".contains(*c);
    text.chars().filter(is_part).collect()
}

#[cfg(test)]
mod tests {
    use super::super::unit::Origin;
    use super::*;

    fn units(lines: &[&str]) -> Vec<Unit> {
        let unit = |(index, text): (usize, &&str)| {
            let mut unit = Unit::new(Origin::Line, index + 1);
            text.chars().for_each(|character| unit.push(character, false));
            unit
        };
        lines.iter().enumerate().map(unit).collect()
    }

    fn removed(lines: &[&str]) -> (Vec<String>, Vec<(String, u16)>, bool) {
        let (mut units, mut report) = (units(lines), Report::default());
        let known = remove(&mut units, false, &mut report);
        let ends = units
            .iter()
            .filter_map(|unit| Some((unit.text(), unit.cells.last()?.page_end?.number()?)))
            .collect();
        (report.entries.into_iter().map(|entry| entry.found).collect(), ends, known)
    }

    #[test]
    fn page_numbers_and_running_heads_go_and_leave_the_ends_of_pages() {
        let (found, ends, known) = removed(&[
            "工作简报",
            "第 5 期",
            "题目",
            "正文一",
            "— 1 —",
            "工作简报 第 5 期",
            "正文二",
            "— 2 —",
            "工作简报 第 5 期",
            "正文三",
        ]);
        assert_eq!(found, ["— 1 —", "工作简报 第 5 期", "— 2 —", "工作简报 第 5 期"]);
        assert_eq!(ends, [("正文一".to_owned(), 1), ("正文二".to_owned(), 2)]);
        assert!(known);
    }

    #[test]
    fn a_number_alone_is_no_page() {
        let (found, ends, known) = removed(&["题目", "正文", "— 4 —", "3", "1/2", "抄送：各镇。"]);
        assert_eq!((found.len(), ends.len(), known), (0, 0, false));
    }
}
