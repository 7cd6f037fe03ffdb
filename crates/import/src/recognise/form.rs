//! Which kind of document an old file is: a bulletin, or one of the forms of GB/T 9704.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::super::date::date_at_end;
use super::super::marks::ends_sentence;
use super::super::unit::Unit;
use super::document::{Mark, marks};
use super::kept::compact;
use super::pieces::{Piece, classify, is_office, pieces};
use super::titles::{is_addressee, is_title};
use crate::form::Form;

/// How far from the top the form is looked for, in lines.
const MOST_LINES: usize = 20;
/// The longest name at the head, in characters.
const LONGEST_NAME: usize = 40;

static ORDER_NUMBER: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled("^第[0-9０-９〇零一二三四五六七八九十百]+号$"));

/// What the running text is.
pub(super) fn form_of(units: &[Unit]) -> Form {
    let texts: Vec<String> = units.iter().take(MOST_LINES).map(Unit::text).collect();
    let flat: Vec<String> = texts.iter().map(|text| compact(text)).collect();
    // The first line that is no mark such as 特急.
    let first = flat.iter().position(|text| classify(text) == Piece::Other && !has_number(text));
    if let Some((at, name)) = first.map(|at| (at, &flat[at])).filter(|(_, name)| is_name(name)) {
        let is_numbered = |text: &String| ORDER_NUMBER.as_ref().is_some_and(|p| p.is_match(text));
        if name.ends_with('令') && flat[at + 1..].iter().take(3).any(is_numbered) {
            return Form::Order;
        }
        if name.ends_with("纪要") && !name.starts_with("关于") {
            return Form::Minutes;
        }
    }
    // 第18号 alone may be the number of a 公告.
    let is_counted = |text: &String| {
        let known = if text.contains('号') && !text.contains(['期', '总']) { None } else { pieces(text) };
        known
            .unwrap_or_default()
            .iter()
            .any(|(_, piece)| matches!(piece, Piece::Number { .. } | Piece::Total(_)))
    };
    // A row of a table in the text may have a number as well.
    let above = texts.iter().take_while(|text| !ends_sentence(text));
    let alone = flat.iter().filter(|text| classify(text) != Piece::Other);
    if above.chain(alone).any(is_counted) {
        return Form::Bulletin;
    }
    if let Some(at) = texts.iter().position(|text| has_number(text)) {
        return of_numbered(&texts[at], &flat[..at]);
    }
    if is_bare(units, &flat) { Form::Document } else { Form::Bulletin }
}

/// A document with 发文字号: by the name above it, or by its code.
fn of_numbered(number: &str, above: &[String]) -> Form {
    if above.iter().any(|text| text.ends_with("文件")) {
        return Form::Document;
    }
    let is_letter_code = marks(number)
        .into_iter()
        .flatten()
        .any(|mark| matches!(mark, Mark::Number { code, .. } if code.ends_with('函')));
    let has_name = above.iter().any(|text| is_office(text) && !is_title(text));
    if is_letter_code || has_name { Form::Letter } else { Form::Document }
}

/// A document without a head, as clerks write it: a title of a document, and either 主送机关 below it, or who signs
/// and when at the end.
fn is_bare(units: &[Unit], flat: &[String]) -> bool {
    let Some(at) = flat.iter().take(4).position(|text| is_title(text)) else { return false };
    let addressed = flat.iter().skip(at + 1).take(2).any(|text| is_addressee(text));
    let signed = units.windows(2).rev().take(MOST_LINES).any(|pair| {
        let date = compact(&pair[1].text());
        date_at_end(&date).is_some_and(|(before, _)| before.is_empty())
            && is_office(&compact(&pair[0].text()))
    });
    addressed || signed
}

fn has_number(text: &str) -> bool {
    marks(text).is_some_and(|marks| marks.iter().any(|mark| matches!(mark, Mark::Number { .. })))
}

fn is_name(text: &str) -> bool {
    text.chars().count() <= LONGEST_NAME && !ends_sentence(text)
}
