//! What a break of a title costs, by sense: between which words, in which phrase, before or after which mark.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use crate::han::is_han;
use crate::title_words::{
    ADVERBS, ATTRIBUTES, HEADS, KIND_LONGEST, NOT_FIRST, NOT_LAST, OPENERS, PHRASES, VERBS, WELL_FIRST,
    WELL_LAST,
};

/// A break at a blank, or between an organ and what it says.
const FREE: i64 = 0;
/// A break after 关于, which belongs to what follows.
const AFTER_ABOUT: i64 = 150;
/// A break between long items of a list; short ones are read as one.
const LONG_ITEMS: i64 = 250;
/// A break before an attribute.
const BEFORE_ATTRIBUTE: i64 = 300;
/// A break between two words that is neither after a mark nor before a phrase: as bad as lines that differ by 11 em.
const PLAIN: i64 = 600;
/// A break before a noun that is the head of the words before it, or after a verb or an adverb that needs the next.
const LOOSE: i64 = 1_000;
/// A break between short items of a list.
const SHORT_ITEMS: i64 = 1_500;
/// A break within the name of the organ that issues the document.
const INSIDE_ORGAN: i64 = 1_600;
/// A break before or after a word that belongs to its neighbour.
const TORN: i64 = 2_000;
/// A break inside a word or a phrase.
const INSIDE_WORD: i64 = 4_000;
/// A break inside 《》 or “”, in addition: where what is in them is longer than a line.
const INSIDE_PAIR: i64 = 3_500;
/// A last line that is the kind of document alone: 的通知.
const LONE_KIND: i64 = 8_000;

/// An item of a list is long from this number of characters on.
const LONG_ITEM: usize = 4;

const OPENING: &str = "“‘《〈（〔【「『(";
const CLOSING: &str = "”’》〉）〕】」』)";
/// Marks after which a line ends well.
const WELL_LAST_MARKS: &str = "，：；。！？";
/// Numerals, which belong to what they count.
const NUMERALS: &str = "0123456789〇零一二三四五六七八九十百千万亿两几第.%";

/// A title, and what is known of its words.
pub struct TitleBreaks<'a> {
    text: &'a str,
    /// Where words begin and end.
    words: Vec<usize>,
    /// Where the names of the organs end; 0 if the title does not begin with any.
    organs: usize,
    /// Where the kind of document begins, behind the last 的; the end if there is none.
    kind: usize,
}

impl<'a> TitleBreaks<'a> {
    /// The breaks of a title.
    pub fn of(text: &'a str) -> TitleBreaks<'a> {
        let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
        let mut words: Vec<usize> = segmenter.segment_str(text).collect();
        // What the tables have as one word is one.
        words.retain(|&at| !is_in_one(text, at));
        let opener = OPENERS.iter().filter_map(|word| text.find(word)).min().unwrap_or(0);
        let organs = if depth(&text[..opener]) == 0 && !text[..opener].contains('，') { opener } else { 0 };
        let kind = text.rfind('的').map(|at| at + '的'.len_utf8());
        let kind = kind.filter(|&at| text[at..].chars().count() <= KIND_LONGEST && depth(&text[..at]) == 0);
        TitleBreaks { text, words, organs, kind: kind.unwrap_or(text.len()) }
    }

    /// What a break at an offset costs.
    pub fn cost(&self, at: usize) -> i64 {
        let (before, after) = self.text.split_at(at);
        INSIDE_PAIR * depth(before) + self.cost_of_words(at, before, after)
    }

    fn cost_of_words(&self, at: usize, before: &str, after: &str) -> i64 {
        let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
            return FREE;
        };
        if first.is_whitespace() {
            return INSIDE_WORD;
        }
        // A subtitle begins with its dash.
        if last.is_whitespace() || first == '—' && last != '—' {
            return FREE;
        }
        if self.words.binary_search(&at).is_err() {
            return INSIDE_WORD;
        }
        if at + '的'.len_utf8() >= self.kind && self.kind < self.text.len() {
            return LONE_KIND;
        }
        if self.is_torn(at, last, first) {
            return TORN;
        }
        if at == self.organs {
            return FREE;
        }
        if last == '、' {
            return if at < self.organs { FREE } else { list(before, after) };
        }
        if at < self.organs {
            return INSIDE_ORGAN;
        }
        if WELL_LAST_MARKS.contains(last) || first == '《' {
            return FREE;
        }
        if before.ends_with("关于") {
            return AFTER_ABOUT;
        }
        let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
        let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
        match () {
            _ if ends(&ADVERBS) || ends(&ATTRIBUTES) || ends(&VERBS) || begins(&HEADS) || last == '—' => {
                LOOSE
            }
            _ if begins(&WELL_FIRST) || begins_with_verb(after) || begins(&ADVERBS) || ends(&WELL_LAST) => {
                FREE
            }
            _ if begins(&ATTRIBUTES) => BEFORE_ATTRIBUTE,
            _ => PLAIN,
        }
    }

    /// Whether a word of one character, or a numeral, is parted from what it belongs to.
    fn is_torn(&self, at: usize, last: char, first: char) -> bool {
        let word =
            self.words.iter().rev().find(|&&word| word < at).map_or("", |&start| &self.text[start..at]);
        let next = self.words.iter().find(|&&word| word > at).map_or("", |&end| &self.text[at..end]);
        let is_numeral = |word: &str| !word.is_empty() && word.chars().all(|c| NUMERALS.contains(c));
        let is_single = |word: &str| word.chars().count() == 1;
        // 第六次会议, 第十届会议
        let is_ordinal = word.starts_with('第') && word.ends_with(['次', '届']);
        (is_numeral(word) || is_ordinal) && !is_mark(first)
            || is_single(next) && NOT_FIRST.contains(first)
            || is_single(word) && is_han(last) && (NOT_LAST.contains(last) || !NOT_FIRST.contains(last))
    }
}

/// Whether a text begins with a verb that is not part of a noun, as in 保障工作 and 实施方案.
fn begins_with_verb(text: &str) -> bool {
    let mut rests = VERBS.iter().filter_map(|verb| text.strip_prefix(verb));
    rests.any(|rest| !HEADS.iter().any(|head| rest.starts_with(head)))
}

/// Whether a title may be broken at an offset without tearing a word, a name or its kind.
pub fn may_break(title: &str, at: usize) -> bool {
    let (before, after) = title.split_at(at);
    TitleBreaks::of(title).cost_of_words(at, before, after) < TORN
}

fn is_mark(c: char) -> bool {
    OPENING.contains(c) || CLOSING.contains(c)
}

/// What a break after 、 costs, by the shorter of the items beside it.
fn list(before: &str, after: &str) -> i64 {
    let left = before.trim_end_matches('、');
    let starts = VERBS.iter().chain(&WELL_FIRST).filter_map(|word| Some(left.rfind(word)? + word.len()));
    let mark = left.rfind(is_item_end).map(|at| at + left[at..].chars().next().map_or(0, char::len_utf8));
    let start = starts.chain(mark).max().unwrap_or(0).min(left.len());
    let end = after.find(is_item_end).unwrap_or(after.len());
    let shorter = left[start..].chars().count().min(after[..end].chars().count());
    if shorter >= LONG_ITEM { LONG_ITEMS } else { SHORT_ITEMS }
}

fn is_item_end(c: char) -> bool {
    "、，：；和与及的年".contains(c) || c.is_ascii_digit() || c.is_whitespace() || is_mark(c)
}

/// In how many pairs of marks the end of a text is.
fn depth(text: &str) -> i64 {
    let count = |depth: i64, c: char| match c {
        c if OPENING.contains(c) => depth + 1,
        c if CLOSING.contains(c) => (depth - 1).max(0),
        _ => depth,
    };
    text.chars().fold(0, count)
}

/// Whether a word or a phrase of the tables goes on at `at`.
fn is_in_one(text: &str, at: usize) -> bool {
    let tables = [&PHRASES[..], &VERBS, &HEADS, &ADVERBS, &ATTRIBUTES, &WELL_FIRST, &WELL_LAST];
    tables.iter().flat_map(|table| table.iter()).any(|phrase| {
        phrase.char_indices().skip(1).any(|(into, _)| {
            at.checked_sub(into)
                .and_then(|start| text.get(start..))
                .is_some_and(|rest| rest.starts_with(phrase))
        })
    })
}
