//! The masthead: name, 期号, 总期号, issuer, date, and what may stand above them.

use std::sync::LazyLock;

use regex::Regex;

use super::super::date::{date_at_end, number};
use super::super::marks::{ends_sentence, is_han};
use super::super::parts::Parts;
use super::super::report::{Report, Rule};
use super::super::unit::Unit;
use super::{compact, plain};
use crate::issue::Date;

/// How far from the top a masthead may reach, in lines.
const MOST_LINES: usize = 16;
/// The longest name of a bulletin or an office, in characters.
const LONGEST_NAME: usize = 60;

const DIGITS: &str = "[0-9０-９〇○零一二三四五六七八九十百千]+";

/// 第12期, with its year before it and its total behind it.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let year = r"[（(〔\[]?(?P<year>[0-9]{4})年?[）)〕\]]?";
    let total = format!("[（(〔]?总第?(?P<total>{DIGITS})期[）)〕]?");
    Regex::new(&format!("^(?:{year})?[（(〔]?第(?P<number>{DIGITS})期[）)〕]?(?:{total})?$")).ok()
});

/// 总第245期.
static TOTAL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("^[（(〔]?总第?(?P<total>{DIGITS})期[）)〕]?$")).ok());

static SECRECY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("^(?:绝密|机密|秘密)(?:★.*)?$").ok());
static URGENCY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("^(?:特急|加急|平急|特提)$").ok());
static NOTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^[（(]?内部(?:资料|参阅|材料|情况|刊物).{0,20}$").ok());
static COPY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:(?:编号|份号|№|No\.?)[：:]?)?(?P<copy>[0-9]{6})$").ok());

/// How offices' names end.
static OFFICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:办公室|办公厅|委员会|小组|指挥部|政府|中心|协会|学会|研究室|[局部厅委办院处科室会组署编社])(?:主办|主编|编印|编)?$").ok()
});

/// What a piece of a line in the masthead is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Number {
        number: u32,
        total: Option<u32>,
        year: Option<u16>,
    },
    Total(u32),
    Date(Date),
    /// An office with the date behind it, without so much as a blank.
    IssuerAndDate(String, Date),
    Secrecy,
    Urgency,
    Note,
    CopyNumber(String),
    Other,
}

fn is(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Tells what a piece is.
fn classify(text: &str) -> Piece {
    let text = compact(text);
    if let Some(found) = NUMBER.as_ref().and_then(|pattern| pattern.captures(&text)) {
        let part = |name| found.name(name).and_then(|part| number(part.as_str()));
        let year = found.name("year").and_then(|year| year.as_str().parse().ok());
        if let Some(number) = part("number") {
            return Piece::Number { number, total: part("total"), year };
        }
    }
    if let Some(found) = TOTAL.as_ref().and_then(|pattern| pattern.captures(&text))
        && let Some(total) = found.name("total").and_then(|part| number(part.as_str()))
    {
        return Piece::Total(total);
    }
    if let Some((before, date)) = date_at_end(&text) {
        if before.is_empty() {
            return Piece::Date(date);
        }
        if is_office(before) {
            return Piece::IssuerAndDate(before.to_owned(), date);
        }
    }
    if let Some(found) = COPY.as_ref().and_then(|pattern| pattern.captures(&text)) {
        return Piece::CopyNumber(found.name("copy").map_or("", |copy| copy.as_str()).to_owned());
    }
    match () {
        () if is(&SECRECY, &text) => Piece::Secrecy,
        () if is(&URGENCY, &text) => Piece::Urgency,
        () if is(&NOTE, &text) => Piece::Note,
        () => Piece::Other,
    }
}

fn is_office(text: &str) -> bool {
    text.chars().count() <= LONGEST_NAME && is(&OFFICE, text)
}

/// The pieces of a line, which wide blanks part.
fn pieces(text: &str) -> Vec<&str> {
    static WIDE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[ \u{A0}]{2,}|\u{3000}+").ok());
    let text = text.trim();
    // A name whose characters stand apart is one piece.
    if is_spread(text) {
        return vec![text];
    }
    let Some(wide) = WIDE.as_ref() else { return vec![text] };
    let pieces: Vec<&str> = wide.split(text).filter(|piece| !piece.trim().is_empty()).collect();
    let all_known = pieces.iter().all(|piece| classify(piece) != Piece::Other || is_office(piece));
    if all_known { pieces } else { vec![text] }
}

/// Whether the characters stand apart, as in 工 作 动 态.
fn is_spread(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() > 1 && words.iter().all(|word| word.chars().count() == 1 && word.chars().all(is_han))
}

/// How many units make the masthead; none if no 期号, no 总期号 and no date is near the top.
pub(super) fn length(units: &[Unit]) -> usize {
    let mut state = Parts::default();
    let mut ignored = Report::default();
    let mut length = 0;
    for (index, unit) in units.iter().take(MOST_LINES).enumerate() {
        if !take(unit, &mut state, &mut ignored) && !take_name(unit, &mut state, &mut ignored) {
            break;
        }
        length = index + 1;
    }
    let found = state.number.is_some() || state.total.is_some() || state.date.is_some();
    if found { length } else { 0 }
}

/// Places the units of the masthead.
pub(super) fn place(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    for unit in &units {
        if !take(unit, parts, report) && !take_name(unit, parts, report) {
            super::unplaced(unit, parts, report);
        }
    }
}

/// Places a unit by its form alone; `false` if nothing in it is new to the masthead.
pub(super) fn take(unit: &Unit, parts: &mut Parts, report: &mut Report) -> bool {
    let text = unit.text();
    let pieces = pieces(&text);
    let known: Vec<Piece> = pieces.iter().map(|piece| classify(piece)).collect();
    let alone = known.len() == 1;
    let fits = |(piece, text): (&Piece, &&str)| match piece {
        Piece::Number { .. } => parts.number.is_none(),
        Piece::Total(_) => parts.total.is_none(),
        Piece::Date(_) => parts.date.is_none(),
        Piece::IssuerAndDate(..) => parts.issuer.is_none() && parts.date.is_none(),
        Piece::Secrecy => parts.secrecy.is_none(),
        Piece::Urgency => parts.urgency.is_none(),
        Piece::Note => parts.note.is_none(),
        Piece::CopyNumber(_) => parts.copy_number.is_none(),
        // An office beside a date or a number, not a line of its own.
        Piece::Other => !alone && parts.issuer.is_none() && is_office(text),
    };
    if !known.iter().zip(&pieces).all(fits) {
        return false;
    }
    plain(unit, report);
    for (piece, text) in known.into_iter().zip(pieces) {
        put(piece, text, unit, parts, report);
    }
    true
}

fn put(piece: Piece, text: &str, unit: &Unit, parts: &mut Parts, report: &mut Report) {
    let text = text.trim();
    let mut label = |written: String| {
        if compact(text) != written {
            report.whole(Rule::Label, unit.place, text, written);
        }
    };
    match piece {
        Piece::Number { number, total, year } => {
            let mut written = number.to_string();
            parts.number = Some(number);
            if let Some(total) = total.filter(|_| parts.total.is_none()) {
                parts.total = Some(total);
                written.push_str(&total.to_string());
            }
            label(written);
            parts.year = year.map(|year| (unit.place, year));
        }
        Piece::Total(total) => {
            parts.total = Some(total);
            label(total.to_string());
        }
        Piece::Date(date) => {
            parts.date = Some(date);
            label(iso(date));
        }
        Piece::IssuerAndDate(issuer, date) => {
            label(format!("{issuer}{}", iso(date)));
            parts.issuer = Some(issuer);
            parts.date = Some(date);
        }
        Piece::Secrecy => parts.secrecy = Some(text.to_owned()),
        Piece::Urgency => parts.urgency = Some(text.to_owned()),
        Piece::Note => parts.note = Some(text.to_owned()),
        Piece::CopyNumber(number) => {
            label(number.clone());
            parts.copy_number = Some(number);
        }
        Piece::Other => parts.issuer = Some(text.to_owned()),
    }
}

/// A date as TOML has it.
pub(in super::super) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

/// Takes a line for the bulletin's name, or for its issuer, by where it stands.
fn take_name(unit: &Unit, parts: &mut Parts, report: &mut Report) -> bool {
    let text = unit.text();
    let text = text.trim();
    if text.chars().count() > LONGEST_NAME || ends_sentence(text) {
        return false;
    }
    let name = if is_spread(text) { compact(text) } else { text.to_owned() };
    let counted = parts.number.is_some() || parts.total.is_some();
    if parts.title.is_none() && !counted && parts.date.is_none() {
        parts.title = Some(name);
    } else if parts.title.is_some()
        && parts.issuer.is_none()
        && (parts.date.is_none() && counted || is_office(&name))
    {
        parts.issuer = Some(name);
    } else {
        return false;
    }
    plain(unit, report);
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_issues_are_known_in_every_form() {
        for (text, number, total) in [
            ("第 12 期", 12, None),
            ("第十二期", 12, None),
            ("2021年第12期（总第245期）", 12, Some(245)),
            ("〔2021〕第12期", 12, None),
            ("（第３期）", 3, None),
            ("第12期 总第245期", 12, Some(245)),
        ] {
            let Piece::Number { number: found, total: found_total, .. } = classify(text) else {
                panic!("{text}: {:?}", classify(text));
            };
            assert_eq!((found, found_total), (number, total), "{text}");
        }
        assert_eq!(classify("（总第二百四十五期）"), Piece::Total(245));
        assert_eq!(classify("第十二期工作动态"), Piece::Other);
    }

    #[test]
    fn a_line_may_hold_office_and_date() {
        assert_eq!(pieces("县委办公室　　　2021年3月29日"), ["县委办公室", "2021年3月29日"]);
        assert!(matches!(classify("县委办公室2021年3月29日"), Piece::IssuerAndDate(..)));
        assert_eq!(pieces("工　作　动　态"), ["工　作　动　态"]);
    }
}
