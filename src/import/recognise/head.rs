//! The masthead: name, 期号, 总期号, issuer, date, and what may stand above them.

use std::sync::LazyLock;

use regex::Regex;

use super::super::date::{date_at_end, number, real, year};
use super::super::marks::{ends_sentence, is_han};
use super::super::parts::Parts;
use super::super::report::{Report, Rule};
use super::super::unit::Unit;
use super::{compact, plain};
use crate::document::numbering::numbering;
use crate::issue::Date;

/// How far from the top a masthead may reach, in lines.
const MOST_LINES: usize = 16;
/// The longest name of a bulletin or an office, in characters.
const LONGEST_NAME: usize = 60;

const DIGITS: &str = "[0-9０-９〇○零一二三四五六七八九十百千]+";

/// 第12期, with its year before it and its total behind it.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let year = r"[（(〔\[［【]?(?P<year>[0-9０-９〇○零一二三四五六七八九]{4})年?[）)〕\]］】]?";
    let total = format!("[（(〔]?总第?(?P<total>{DIGITS})期[）)〕]?");
    Regex::new(&format!("^(?:{year})?[（(〔]?(?P<extra>增刊)?第(?P<number>{DIGITS})期[）)〕]?(?:{total})?$"))
        .ok()
});

/// 总第245期.
static TOTAL: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("^[（(〔]?总第?(?P<total>{DIGITS})期[）)〕]?$")).ok());

static SECRECY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("^(?:绝密|机密|秘密)(?:★[0-9０-９一二三四五六七八九十]{0,4}(?:年|个?月|[天日]|长期)?)?$").ok()
});
static URGENCY: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new("^(?:特急|加急|平急|特提)$").ok());
static NOTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^[（(【]?(?:内部(?:资料|参阅|材料|情况|刊物|文件).{0,20}|.{0,12}(?:注意保存|妥善保管)|[会阅用]后(?:收回|退回|销毁)|(?:不得|请勿)(?:翻印|外传|公开).{0,10}|仅供.{1,12}(?:参阅|参考|阅))[）)】]?$",
    )
    .ok()
});
static COPY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:(?:编号|份号|№|No\.?)[：:]?)?(?P<copy>[0-9]{6})$").ok());

/// 4月12日.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = "[0-9０-９〇○一二三四五六七八九十廿卅]{1,3}";
    Regex::new(&format!("^(?P<month>{number})月(?P<day>{number})日$")).ok()
});

/// How bulletins' names end.
static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        "^[\\p{Han}（）]{2,20}(?:简报|动态|快报|专报|快讯|简讯|通讯|通报|参阅|参考|内参|信息|摘报|要情)$",
    )
    .ok()
});

/// How offices' names end.
static OFFICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?:办公室|办公厅|委员会|小组|指挥部|政府|中心|协会|学会|研究室|[局部厅委办院处科室会组署编社])(?:主办|主编|编印|编)?$").ok()
});

/// What a piece of a line in the masthead is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Number {
        number: u32,
        total: Option<u32>,
        year: Option<u16>,
        /// Whether it is that of a supplement.
        extra: bool,
    },
    Total(u32),
    Date(Date),
    /// A month and a day, of the year that stands before the number.
    Day(u32, u32),
    /// An office with the date behind it, without so much as a blank.
    IssuerAndDate(String, Date),
    Secrecy,
    Urgency,
    Note,
    CopyNumber(String),
    /// An office, or a name, beside something that is known.
    Issuer,
    Name,
    Other,
}

fn is(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Tells what a piece is.
pub(super) fn classify(text: &str) -> Piece {
    let text = compact(text);
    if let Some(found) = NUMBER.as_ref().and_then(|pattern| pattern.captures(&text)) {
        let part = |name| found.name(name).and_then(|part| number(part.as_str()));
        let year = found.name("year").and_then(|part| year(part.as_str()));
        if let Some(number) = part("number") {
            return Piece::Number {
                number,
                total: part("total"),
                year,
                extra: found.name("extra").is_some(),
            };
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
    if let Some(found) = DAY.as_ref().and_then(|pattern| pattern.captures(&text)) {
        let part = |name| found.name(name).and_then(|part| number(part.as_str()));
        if let (Some(month), Some(day)) = (part("month"), part("day")) {
            return Piece::Day(month, day);
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

pub(super) fn is_office(text: &str) -> bool {
    text.chars().count() <= LONGEST_NAME && is(&OFFICE, text)
}

/// The pieces of a line and what each is, if anything of it is known: wide blanks part them, or single ones where
/// everything between them is known.
fn pieces(text: &str) -> Option<Vec<(&str, Piece)>> {
    static WIDE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[ \u{A0}]{2,}|\u{3000}+").ok());
    let text = text.trim();
    // A name whose characters stand apart is one piece.
    let wide = if is_spread(text) { None } else { known(WIDE.as_ref()?.split(text).collect()) };
    let certain = |pieces: &Vec<(&str, Piece)>| pieces.iter().all(is_certain);
    let narrow =
        || if is_spread(text) { None } else { known(text.split_whitespace().collect()).filter(certain) };
    if let Some(pieces) = wide.clone().filter(certain).or_else(narrow) {
        return Some(pieces);
    }
    match classify(text) {
        Piece::Other => wide,
        whole => Some(vec![(text, whole)]),
    }
}

fn is_certain((_, piece): &(&str, Piece)) -> bool {
    !matches!(piece, Piece::Name | Piece::Other)
}

/// What pieces are that stand on a line with one that is known; at most one of them goes by its neighbours.
fn known(pieces: Vec<&str>) -> Option<Vec<(&str, Piece)>> {
    let pieces: Vec<(&str, Piece)> = pieces
        .into_iter()
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .map(|piece| (piece, classify(piece)))
        .collect();
    let has = |is: fn(&Piece) -> bool| pieces.iter().any(|(_, piece)| is(piece));
    let beside = if has(|piece| matches!(piece, Piece::Secrecy | Piece::Urgency | Piece::CopyNumber(_))) {
        Piece::Note
    } else if has(|piece| matches!(piece, Piece::Number { .. } | Piece::Total(_))) {
        Piece::Name
    } else {
        Piece::Issuer
    };
    if pieces.len() < 2 || !has(|piece| *piece != Piece::Other) {
        return None;
    }
    let mut guessed = 0;
    let named = pieces.into_iter().map(|(text, piece)| match piece {
        Piece::Other if is_office(text) => (text, Piece::Issuer),
        Piece::Other => {
            guessed += 1;
            (text, beside.clone())
        }
        piece => (text, piece),
    });
    let named: Vec<(&str, Piece)> = named.collect();
    (guessed <= 1).then_some(named)
}

/// Whether the characters stand apart, as in 工 作 动 态.
fn is_spread(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() > 1 && words.iter().all(|word| word.chars().count() == 1 && word.chars().all(is_han))
}

/// How many units make the masthead; none if no 期号, no 总期号 and no date is near the top.
///
/// It ends with the last of these, or with an office below them that nobody has named yet.
pub(super) fn length(units: &[Unit]) -> usize {
    let mut state = Parts::default();
    let mut ignored = Report::default();
    let mut length = 0;
    for (index, unit) in units.iter().take(MOST_LINES).enumerate() {
        let text = unit.text();
        if text.chars().count() > LONGEST_NAME || ends_sentence(&text) {
            break;
        }
        let known = pieces(&text).unwrap_or_default();
        if known.is_empty() && numbering(&text).is_some() {
            break;
        }
        let counts = known.iter().any(|(_, piece)| {
            matches!(
                piece,
                Piece::Number { .. }
                    | Piece::Total(_)
                    | Piece::Date(_)
                    | Piece::Day(..)
                    | Piece::IssuerAndDate(..)
            )
        });
        let is_taken = take(unit, &mut state, &mut ignored);
        if is_taken && counts {
            length = index + 1;
        } else if length == index && length > 0 && state.issuer.is_none() && is_office(&compact(&text)) {
            state.issuer = Some(text);
            length = index + 1;
        } else if !is_taken && state.number.is_some() && state.date.is_some() && length == index {
            break;
        }
    }
    if length == 0 { name_alone(units) } else { length }
}

/// The name of a bulletin at the top, with nothing below it that a masthead has, but for marks above it.
fn name_alone(units: &[Unit]) -> usize {
    let is_mark = |unit: &&Unit| !matches!(classify(&unit.text()), Piece::Other);
    let marks = units.iter().take(MOST_LINES).take_while(is_mark).count();
    let is_name = |unit: &Unit| is(&NAME, &compact(&unit.text()));
    if units.get(marks).is_some_and(is_name) && units.len() > marks + 1 { marks + 1 } else { 0 }
}

/// Places the units of the masthead.
pub(super) fn place(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let mut names: Vec<&Unit> = Vec::new();
    for unit in &units {
        let is_counted = parts.number.is_some() || parts.total.is_some() || parts.date.is_some();
        if take(unit, parts, report) {
            continue;
        }
        if is_counted && parts.issuer.is_none() && (parts.title.is_some() || !names.is_empty()) {
            plain(unit, report);
            parts.issuer = Some(office(&name_of(unit), unit, report));
        } else if !is_counted && parts.title.is_none() {
            names.push(unit);
        } else {
            super::unplaced(unit, parts, report);
        }
    }
    place_names(&names, parts, report);
}

/// Places the lines above the number: the bulletin's name, on one line or several, and the office above or below it.
fn place_names(names: &[&Unit], parts: &mut Parts, report: &mut Report) {
    let is_name = |unit: &&&Unit| !is_office(&name_of(unit));
    let has_name = names.iter().any(|unit| is_name(&unit));
    let mut offices: Vec<&Unit> = Vec::new();
    for (index, unit) in names.iter().enumerate() {
        if has_name != is_name(&unit) || !has_name && index > 0 {
            offices.push(*unit);
            continue;
        }
        plain(unit, report);
        match &mut parts.title {
            None => parts.title = Some(name_of(unit)),
            Some(title) => {
                title.push_str(&name_of(unit));
                report.whole(Rule::Joined, unit.place, "", "");
            }
        }
    }
    for unit in offices {
        match &parts.issuer {
            None => {
                plain(unit, report);
                parts.issuer = Some(office(&name_of(unit), unit, report));
            }
            Some(issuer) if *issuer == name_of(unit) => {
                plain(unit, report);
                report.whole(Rule::Label, unit.place, unit.text(), "");
            }
            Some(_) => super::unplaced(unit, parts, report),
        }
    }
}

/// An office's name without the 编 or 主办 behind it.
fn office(text: &str, unit: &Unit, report: &mut Report) -> String {
    for end in ["主办", "主编", "编印", "编发", "印发", "编"] {
        let name = text.strip_suffix(end).map(str::trim_end);
        if let Some(name) = name.filter(|name| is_office(name)) {
            report.whole(Rule::Label, unit.place, end, "");
            return name.to_owned();
        }
    }
    text.to_owned()
}

/// The name that a line says, its characters together.
fn name_of(unit: &Unit) -> String {
    let text = unit.text();
    let text = text.trim();
    if is_spread(text) { compact(text) } else { text.to_owned() }
}

/// Places a unit by its form alone; `false` if nothing in it is new to the masthead.
pub(super) fn take(unit: &Unit, parts: &mut Parts, report: &mut Report) -> bool {
    let text = unit.text();
    let Some(known) = pieces(&text) else { return false };
    let fits = |(_, piece): &(&str, Piece)| match piece {
        Piece::Number { .. } => parts.number.is_none(),
        Piece::Total(_) => parts.total.is_none(),
        Piece::Date(_) => parts.date.is_none(),
        Piece::Day(month, day) => parts.date.is_none() && day_of(*month, *day, parts, &known).is_some(),
        Piece::IssuerAndDate(..) => parts.issuer.is_none() && parts.date.is_none(),
        Piece::Secrecy => parts.secrecy.is_none(),
        Piece::Urgency => parts.urgency.is_none(),
        Piece::Note => parts.note.is_none(),
        Piece::CopyNumber(_) => parts.copy_number.is_none(),
        Piece::Issuer => parts.issuer.is_none(),
        Piece::Name => parts.title.is_none(),
        Piece::Other => false,
    };
    let same = |piece: &Piece, other: &Piece| std::mem::discriminant(piece) == std::mem::discriminant(other);
    let twice =
        known.iter().enumerate().any(|(at, (_, piece))| known[..at].iter().any(|(_, p)| same(p, piece)));
    if !known.iter().all(fits) || twice && known.iter().any(|(_, piece)| *piece != Piece::Note) {
        return false;
    }
    plain(unit, report);
    if twice {
        parts.note = Some(text.trim().to_owned());
        return true;
    }
    let days: Vec<Option<Date>> = known
        .iter()
        .map(|(_, piece)| match piece {
            Piece::Day(month, day) => day_of(*month, *day, parts, &known),
            _ => None,
        })
        .collect();
    for ((text, piece), day) in known.into_iter().zip(days) {
        put(day.map_or(piece, Piece::Date), text, unit, parts, report);
    }
    true
}

/// A day of the year that stands before the number, above or on the same line.
fn day_of(month: u32, day: u32, parts: &Parts, line: &[(&str, Piece)]) -> Option<Date> {
    let beside = line.iter().find_map(|(_, piece)| match piece {
        Piece::Number { year, .. } => *year,
        _ => None,
    });
    real(parts.year.map(|(_, year)| year).or(beside)?, month, day)
}

fn put(piece: Piece, text: &str, unit: &Unit, parts: &mut Parts, report: &mut Report) {
    let mut label = |written: String| {
        if compact(text) != written {
            report.whole(Rule::Label, unit.place, text, written);
        }
    };
    match piece {
        Piece::Number { number, total, year, extra } => {
            let mut written = number.to_string();
            parts.number = Some(number);
            parts.is_supplement = extra;
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
            parts.issuer = Some(office(&issuer, unit, report));
            parts.date = Some(date);
        }
        // It was made a date, or does not fit.
        Piece::Day(..) => {}
        Piece::Secrecy => parts.secrecy = Some(text.to_owned()),
        Piece::Urgency => parts.urgency = Some(text.to_owned()),
        Piece::Note => parts.note = Some(text.to_owned()),
        Piece::CopyNumber(number) => {
            label(number.clone());
            parts.copy_number = Some(number);
        }
        Piece::Issuer => parts.issuer = Some(office(text, unit, report)),
        Piece::Name | Piece::Other => parts.title = Some(text.to_owned()),
    }
}

/// A date as TOML has it.
pub(in super::super) fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
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
        let texts =
            |text| pieces(text).unwrap_or_default().into_iter().map(|(text, _)| text).collect::<Vec<_>>();
        assert_eq!(texts("县委办公室　　　2021年3月29日"), ["县委办公室", "2021年3月29日"]);
        assert_eq!(texts("第12期 县委办公室 2021年3月29日"), ["第12期", "县委办公室", "2021年3月29日"]);
        assert_eq!(texts("临江信息　　第12期"), ["临江信息", "第12期"]);
        assert_eq!(texts("特急　　会后收回"), ["特急", "会后收回"]);
        assert!(matches!(classify("县委办公室2021年3月29日"), Piece::IssuerAndDate(..)));
        assert_eq!(pieces("工　作　动　态"), None);
    }
}
