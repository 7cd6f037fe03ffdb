//! Marks that come in pairs.

use crate::marks::{at, before, is_han};
use crate::passage::Passage;
use crate::sink::Sink;

const PAIRS: [(char, char); 11] = [
    ('“', '”'),
    ('‘', '’'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
    ('（', '）'),
    ('〔', '〕'),
    ('【', '】'),
    ('〖', '〗'),
    ('［', '］'),
];

/// Marks that do not stand within their own kind, and what stands there instead.
const INNER: [(char, &str); 3] = [('“', "‘ ’"), ('《', "〈 〉"), ('（', "〔 〕")];

pub fn check(passage: &Passage<'_>, next: Option<&Passage<'_>>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let mut open: Vec<(char, usize)> = Vec::new();
    for (index, mark) in text.char_indices() {
        let range = index..index + mark.len_utf8();
        if is_apostrophe(text, index, mark) {
            continue;
        }
        if PAIRS.iter().any(|&(opening, _)| opening == mark) {
            let inner = INNER.iter().find(|&&(outer, _)| outer == mark);
            if let (Some(&(_, wanted)), true) = (inner, open.last().is_some_and(|&(outer, _)| outer == mark))
                && !is_usual_bracket(&text[index..])
            {
                sink.report(passage, "nested-marks", range.clone(), &[&text[range.clone()], wanted]);
            }
            open.push((mark, index));
        } else if let Some(&(opening, closing)) = PAIRS.iter().find(|&&(_, closing)| closing == mark) {
            match open.iter().rposition(|&(other, _)| other == opening) {
                // What was opened since then was never closed.
                Some(found) => {
                    for (mark, at) in open.drain(found + 1..) {
                        report_open(passage, mark, at, sink);
                    }
                    open.pop();
                }
                None if is_list_number(text, index, closing) => {}
                None => sink.report(passage, "unpaired-mark", range.clone(), &[&text[range]]),
            }
        } else if mark == '(' || mark == ')' {
            mixed_width(mark, index, &mut open, passage, sink);
        }
    }
    for (mark, at) in open {
        if !goes_on(passage, next, mark, at) {
            report_open(passage, mark, at, sink);
        }
    }
}

/// A half-width bracket pairs with a full-width one: its width is another rule's matter.
fn mixed_width(
    mark: char,
    index: usize,
    open: &mut Vec<(char, usize)>,
    passage: &Passage<'_>,
    sink: &mut Sink<'_>,
) {
    if mark == '(' {
        open.push(('（', index));
    } else if let Some(found) = open.iter().rposition(|&(other, _)| other == '（') {
        open.remove(found);
    } else if !is_list_number(&passage.plain, index, ')') {
        sink.report(passage, "unpaired-mark", index..index + 1, &[")"]);
    }
}

fn report_open(passage: &Passage<'_>, mark: char, at: usize, sink: &mut Sink<'_>) {
    let length = passage.plain[at..].chars().next().map_or(0, char::len_utf8);
    sink.report(passage, "unpaired-mark", at..at + length, &[&mark.to_string()]);
}

/// A quotation of several paragraphs opens each of them and closes the last.
fn goes_on(passage: &Passage<'_>, next: Option<&Passage<'_>>, mark: char, at: usize) -> bool {
    let next = next.filter(|next| next.body == passage.body && next.body > 0);
    at == 0 && "“「".contains(mark) && next.is_some_and(|next| next.plain.starts_with(mark))
}

/// don’t and O’Neill.
fn is_apostrophe(text: &str, index: usize, mark: char) -> bool {
    // ’21 is a year cut short.
    let digit = at(text, index + mark.len_utf8()).is_some_and(|c| c.is_ascii_digit());
    (mark == '’' && digit)
        || mark == '’'
            && before(text, index).is_some_and(|c| c.is_alphabetic() && !is_han(c))
            && at(text, index + mark.len_utf8()).is_none_or(|c| !is_han(c))
}

/// `1）` at the start of a paragraph or an item.
fn is_list_number(text: &str, index: usize, closing: char) -> bool {
    let digits = text[..index].trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let is_start = digits.is_empty() || digits.ends_with(['。', '；', '：', ' ']);
    matches!(closing, '）' | ')') && digits.len() < index && is_start
}

/// 县（市、区） stands in brackets as it is.
fn is_usual_bracket(text: &str) -> bool {
    const USUAL: [&str; 6] = ["（市、区）", "（区、市）", "（市）", "（区）", "（镇）", "（街道）"];
    USUAL.iter().any(|usual| text.starts_with(usual))
}
