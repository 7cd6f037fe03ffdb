//! Texts whose quotes are not where they should be.

use std::ops::Range;

use super::line::is_blank_or_comment;
use super::slip::{Edit, Slip, line_as_meant};
use hongtou_base::diagnostic::Problem;

/// The slip in a text on one line that begins with `"` at `open`; the whole value is one text.
pub(super) fn in_value(text: &str, line: &Range<usize>, open: usize, key: &str) -> Option<Slip> {
    let quotes = quotes(text, open + 1..line.end);
    let ends = |quote: &usize| is_blank_or_comment(&text[quote + 1..line.end]);
    if let Some(last) = quotes.iter().position(ends) {
        return (last > 0).then(|| inner(text, line, open, &quotes[..last], key));
    }
    match quotes.as_slice() {
        [] => open_ended(text, line, open, key),
        [only] => Some(closed_early(text, line, open, *only, key)),
        several => {
            let mut slip = inner(text, line, open, several, key);
            slip.edits.push(insert(end_of(text, line), "\""));
            Some(reworded(slip, text, line, open, key))
        }
    }
}

/// The slips in the texts of a list that is written from `from` to the end of the line.
pub(super) fn in_list(text: &str, line: &Range<usize>, from: usize) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut at = from;
    while let Some(open) = text[at..line.end].find(['"', '#']).map(|found| at + found) {
        if text[open..].starts_with('#') {
            break;
        }
        let quotes = quotes(text, open + 1..line.end);
        let ends = |quote: &usize| {
            let rest = text[quote + 1..line.end].trim_start();
            rest.is_empty() || rest.starts_with([',', ']', '#', '}', '，', '、', '】', '］'])
        };
        let Some(last) = quotes.iter().position(ends) else { break };
        if last > 0 {
            slips.push(inner(text, line, open, &quotes[..last], ""));
        }
        at = quotes[last] + 1;
    }
    slips
}

/// Quotes inside of a text that ends where it should.
///
/// The last of an odd number has no other to pair with, as in `"县委常委"，县人大。"`, and is taken out.
fn inner(text: &str, line: &Range<usize>, open: usize, inner: &[usize], key: &str) -> Slip {
    let typographic = |index: usize| match index % 2 {
        0 if index + 1 == inner.len() => "",
        0 => "“",
        _ => "”",
    };
    let edits = inner
        .iter()
        .enumerate()
        .map(|(index, at)| Edit { span: *at..at + 1, text: typographic(index).to_owned() });
    let slip = Slip {
        problem: Problem::UnclosedText,
        span: inner[0]..inner[0] + 1,
        edits: edits.collect(),
        reach: line.clone(),
    };
    reworded(slip, text, line, open, key)
}

/// A text that is followed by more: its end belongs at the end of the line, or its quotes belong to it.
fn closed_early(text: &str, line: &Range<usize>, open: usize, quote: usize, key: &str) -> Slip {
    let end = insert(end_of(text, line), "\"");
    let follows = text[quote + 1..].chars().next().unwrap_or_default();
    // 县委常委，县人大…: the list continues. “三个聚焦”推进…: the sentence does.
    let edits = if follows.is_alphanumeric() {
        vec![Edit { span: open..open + 1, text: "\"“".to_owned() }, replace(quote, "”"), end]
    } else {
        vec![Edit { span: quote..quote + 1, text: String::new() }, end]
    };
    let slip = Slip { problem: Problem::UnclosedText, span: quote..quote + 1, edits, reach: line.clone() };
    reworded(slip, text, line, open, key)
}

/// A text without a further quote on its line; one that ends with a typographic quote was meant to end there.
fn open_ended(text: &str, line: &Range<usize>, open: usize, key: &str) -> Option<Slip> {
    let end = end_of(text, line);
    let mark = text[..end].chars().next_back().filter(|mark| matches!(mark, '”' | '“' | '＂'));
    let (problem, span, edit) = match mark {
        // A ” whose “ is in the text belongs to the text.
        Some(found) if !text[open..end - found.len_utf8()].contains('“') => {
            let span = end - found.len_utf8()..end;
            let edit = Edit { span: span.clone(), text: "\"".to_owned() };
            let meant = line_as_meant(text, line, std::slice::from_ref(&edit));
            (Problem::FullWidthMark { found, wanted: '"', meant }, span, edit)
        }
        _ if key.is_empty() => return None,
        _ => {
            let edit = insert(end, "\"");
            let meant = line_as_meant(text, line, std::slice::from_ref(&edit));
            (Problem::TextNotClosed { before: None, meant }, open..end, edit)
        }
    };
    Some(Slip { problem, span, edits: vec![edit], reach: line.clone() })
}

/// The slip in the words for quotes inside a text.
fn reworded(slip: Slip, text: &str, line: &Range<usize>, open: usize, key: &str) -> Slip {
    let column = text[line.start..open].chars().count() + 1;
    let meant = line_as_meant(text, line, &slip.edits);
    Slip { problem: Problem::QuoteInText { key: key.to_owned(), column, meant }, ..slip }
}

fn insert(at: usize, text: &str) -> Edit {
    Edit { span: at..at, text: text.to_owned() }
}

fn replace(at: usize, text: &str) -> Edit {
    Edit { span: at..at + 1, text: text.to_owned() }
}

/// Where a line ends, without the blanks there.
pub(super) fn end_of(text: &str, line: &Range<usize>) -> usize {
    line.start + text[line.clone()].trim_end().len()
}

/// Where there is a `"` that no backslash is before.
fn quotes(text: &str, range: Range<usize>) -> Vec<usize> {
    let mut escaped = false;
    let is_quote = |(at, byte): (usize, &u8)| {
        let here = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        here.then_some(range.start + at)
    };
    text.as_bytes()[range.clone()].iter().enumerate().filter_map(is_quote).collect()
}
