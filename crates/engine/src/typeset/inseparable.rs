//! Units that are never parted: numbers with their signs and counters, 第12期, 〔2021〕12号, ordinals.
//!
//! GB/T 9704-1999 8.2.3 and the usage of offices; CLREQ has the clause without a text.

use super::class::Class;
use super::segment::Cluster;
use super::spacing::{Break, Gap, UnitBreak};

/// Counters and units that stay with the number before them, the longest first where one begins another.
const COUNTERS: [&str; 28] = [
    "个工作日",
    "个自然村",
    "个行政村",
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "个百分点",
    "百分点",
    "工作日",
    "自然村",
    "行政村",
    "个季度",
    "个月",
    "季度",
    "毫米",
    "人次",
    "公里",
    "公斤",
    "公顷",
    "千瓦",
    "小时",
    "分钟",
    "亿元",
    "万元",
    "美元",
    "周岁",
    "周年",
];

/// Single characters that stay with the number before them.
const SHORT_COUNTERS: &str = "年月日号时分秒期届名人次个位户村镇乡县市省区条项批件份页元角万亿千百十余多倍岁周天家所间台辆趟列吨斤克米里亩顷度级点层册卷章节款场座套处支只种类组队笔例楼室㎡㎏㎞㎝㎜㎎㏄";

/// Multipliers after which another counter may follow: 10亿元, 3万多人.
const MULTIPLIERS: &str = "十百千万亿余多几";

const CHINESE_NUMERALS: &str = "〇零一二三四五六七八九十百千";

/// Signs that join digits to one number when digits stand on both sides.
const JOINERS: [char; 8] = ['.', ',', ':', '/', '-', '－', '．', '：'];

/// Signs that stay with the number before them.
const SUFFIXES: &str = "%％‰℃°′″+";

/// Signs that stay with the number after them.
const PREFIXES: &str = "￥$＄€£№§±+-－−第";

/// Numbers of notes, which stay with the character before them.
const NOTE_NUMBERS: &str = "¹²³⁰⁴⁵⁶⁷⁸⁹";

/// The longest name of an organ in the number of a document, and how much of it is kept where it cannot be told from
/// the words before it.
const LONGEST_CODE: usize = 8;
const LEAST_OF_CODE: usize = 2;

/// The longest ordinal in Chinese numerals after 第 that is kept whole.
const LONGEST_ORDINAL: usize = 6;

/// Forbids breaks inside the names that the issue lists.
pub fn keep_names(gaps: &mut [Gap], clusters: &[Cluster], text: &str, names: &[String]) {
    for (at, name) in names.iter().flat_map(|name| text.match_indices(name.as_str())) {
        let index = |offset: usize| clusters.partition_point(|cluster| (cluster.start as usize) < offset);
        let (start, end) = (index(at), index(at + name.len()));
        let last = end.saturating_sub(1).min(gaps.len());
        for gap in gaps.get_mut(start..last).unwrap_or_default() {
            gap.line_break = Break::Forbidden;
        }
    }
}

/// Forbids breaks inside units; with `strict`, inside whole dates too (GB/T 9704-1999 8.2.3).
pub fn keep_units(gaps: &mut [Gap], clusters: &[Cluster], text: &str, strict: bool) {
    let characters = Characters { clusters, text };
    if strict {
        characters.keep_dates(gaps);
    }
    let mut index = 0;
    while index < clusters.len() {
        index = match characters.at(index) {
            Some(_) if characters.is_digit(index) => characters.keep_number(gaps, index),
            Some('第') => characters.keep_ordinal(gaps, index),
            Some(c) if NOTE_NUMBERS.contains(c) => characters.keep_note(gaps, index),
            _ => index + 1,
        };
    }
    characters.keep_numbering(gaps);
}

struct Characters<'a> {
    clusters: &'a [Cluster],
    text: &'a str,
}

impl Characters<'_> {
    /// The character of a cluster that is one character long.
    fn at(&self, index: usize) -> Option<char> {
        let cluster = self.clusters.get(index)?;
        self.text[cluster.start as usize..cluster.end as usize].chars().next()
    }

    fn is_digit(&self, index: usize) -> bool {
        self.at(index).is_some_and(|character| matches!(character, '0'..='9' | '０'..='９'))
            || self.is_placeholder(index)
    }

    /// Whether a digit is to be filled in: ××年×月×日, 20××年.
    fn is_placeholder(&self, index: usize) -> bool {
        self.at(index) == Some('×') && self.clusters[index].class == Class::Sign
    }

    /// Whether the mark at `index` joins the digits beside it to one number.
    fn is_joiner(&self, index: usize) -> bool {
        let thousands = (index + 1..).take_while(|&next| self.is_full_width_digit(next)).take(4).count() == 3;
        match self.at(index) {
            // Among full-width digits a comma parts thousands, or the members of a list.
            Some('，') => thousands && self.is_full_width_digit(index - 1),
            Some(mark) => JOINERS.contains(&mark) && self.is_digit(index + 1),
            None => false,
        }
    }

    fn is_full_width_digit(&self, index: usize) -> bool {
        self.at(index).is_some_and(|character| matches!(character, '０'..='９'))
    }

    fn is_in(&self, index: usize, members: &str) -> bool {
        self.at(index).is_some_and(|character| members.contains(character))
    }

    /// Keeps a number whole, with what stands before and after it; gives the index after it.
    fn keep_number(&self, gaps: &mut [Gap], start: usize) -> usize {
        let mut end = start;
        while self.is_digit(end) || self.is_joiner(end) {
            end += 1;
        }
        while self.is_in(end, SUFFIXES) {
            end += 1;
        }
        let before = match start.checked_sub(1) {
            Some(before) if self.is_in(before, PREFIXES) || self.at(before) == Some('〕') => before,
            _ => start,
        };
        let counter_end = end + self.counter_length(end);
        if self.at(before) != Some('第') {
            self.open_before_counter(gaps, end, counter_end);
        }
        self.keep_code(gaps, before);
        forbid(gaps, before, counter_end);
        end.max(start + 1)
    }

    /// Lets a line end before the last characters of a long counter, if need be: 1,380万|立方米, 4.6个|工作日, else
    /// 86.4|平方公里; at the very last before the one character after 万 or 亿: 412.68亿|元.
    ///
    /// 年, 月, 日, 号 and other counters of one character are never on another line than the digits.
    fn open_before_counter(&self, gaps: &mut [Gap], end: usize, counter_end: usize) {
        // 百分点 and 千瓦 begin with a multiplier that is none.
        let is_counter = |at: usize| COUNTERS.iter().any(|counter| self.stands_at(at, counter));
        let is_multiplier =
            |&at: &usize| self.at(at) == Some('个') || self.is_in(at, "十百千万亿") && !is_counter(at);
        let from = end + (end..counter_end).take_while(is_multiplier).count();
        // 万元 and 亿元 begin with a part of the number.
        let (at, place) = if is_counter(from) && !self.is_in(from, "万亿") {
            (from, if from > end { UnitBreak::Multiplier } else { UnitBreak::Counter })
        } else if counter_end > end + 1 && self.is_in(counter_end - 2, "万亿") {
            (counter_end - 1, UnitBreak::LastCharacter)
        } else {
            return;
        };
        if let Some(gap) = at.checked_sub(1).and_then(|gap| gaps.get_mut(gap))
            && gap.line_break == Break::Allowed
        {
            gap.line_break = Break::Unit(place);
        }
    }

    /// Keeps the name of an organ with the year of its document's number: 临政办发〔2026〕12号.
    ///
    /// It ends with 发, 函 and the like; where it begins is told by a mark before it, as in （临政办发〔2026〕12号）.
    fn keep_code(&self, gaps: &mut [Gap], number: usize) {
        let Some(bracket) = number.checked_sub(1).filter(|&before| self.at(before) == Some('〔')) else {
            return;
        };
        let is_han = |cluster: &&Cluster| cluster.class == Class::Han;
        let han = self.clusters[..bracket].iter().rev().take_while(is_han).count();
        let code = if han <= LONGEST_CODE { han } else { LEAST_OF_CODE };
        forbid_softly(gaps, bracket - code.min(bracket), bracket + 1, UnitBreak::Code);
    }

    /// How many clusters after a number are its counter.
    fn counter_length(&self, start: usize) -> usize {
        let mut index = start;
        loop {
            // 千瓦 begins with a multiplier, and is none.
            if let Some(counter) = COUNTERS.iter().find(|counter| self.stands_at(index, counter)) {
                return index + counter.chars().count() - start;
            }
            if !self.is_in(index, MULTIPLIERS) || index == start + 3 {
                break;
            }
            index += 1;
        }
        if self.is_in(index, SHORT_COUNTERS) { index + 1 - start } else { index - start }
    }

    fn stands_at(&self, index: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(offset, character)| self.at(index + offset) == Some(character))
    }

    /// Keeps the number of a note with the character before it.
    fn keep_note(&self, gaps: &mut [Gap], index: usize) -> usize {
        forbid(gaps, index.saturating_sub(1), index + 1);
        index + 1
    }

    /// Keeps 第十二期 whole; 第12期 is kept by its number.
    fn keep_ordinal(&self, gaps: &mut [Gap], start: usize) -> usize {
        let mut end = start + 1;
        while self.is_in(end, CHINESE_NUMERALS) && end <= start + LONGEST_ORDINAL {
            end += 1;
        }
        if end > start + 1 {
            forbid(gaps, start, end + self.counter_length(end));
        }
        end
    }

    /// Keeps 2021年3月29日 and 二〇二一年三月二十九日 whole.
    fn keep_dates(&self, gaps: &mut [Gap]) {
        let mut index = 0;
        while index < self.clusters.len() {
            let end = self.date_end(index);
            if end > index {
                forbid(gaps, index, end);
            }
            index = end.max(index + 1);
        }
    }

    /// Where a date that begins at `start` ends; `start` if there is none.
    fn date_end(&self, start: usize) -> usize {
        let mut end = start;
        for unit in ['年', '月', '日'] {
            let digits = (end..self.clusters.len())
                .take_while(|&index| self.is_digit(index) || self.is_in(index, CHINESE_NUMERALS))
                .count();
            if digits > 0 && self.at(end + digits) == Some(unit) {
                end += digits + 1;
            }
        }
        end
    }

    /// Keeps the numbering at a paragraph's start with the character after it.
    fn keep_numbering(&self, gaps: &mut [Gap]) {
        if let Some(numbering) = hongtou_base::numbering::numbering(self.text) {
            let length = self.clusters.partition_point(|cluster| (cluster.start as usize) < numbering.length);
            forbid(gaps, 0, length + 1);
        }
    }
}

/// Forbids breaks between the clusters `start..end`; a place where a unit may be broken stays one.
pub fn forbid(gaps: &mut [Gap], start: usize, end: usize) {
    change(gaps, start, end, Break::Forbidden);
}

/// Between the clusters `start..end` allows no other break than that of a unit.
pub fn forbid_softly(gaps: &mut [Gap], start: usize, end: usize, place: UnitBreak) {
    change(gaps, start, end, Break::Unit(place));
}

fn change(gaps: &mut [Gap], start: usize, end: usize, to: Break) {
    let last = end.saturating_sub(1).min(gaps.len());
    for gap in gaps.get_mut(start..last).unwrap_or_default() {
        if gap.line_break == Break::Allowed {
            gap.line_break = to;
        }
    }
}
