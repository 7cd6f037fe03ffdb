//! 版头: 份号, 密级, 紧急程度, the organs' names, 发文字号, 签发人; of minutes and orders number, office and date.

use std::iter::Peekable;
use std::sync::LazyLock;
use std::vec::IntoIter;

use regex::Regex;

use crate::pattern::compiled;

use super::super::super::date::number;
use super::super::super::marks::{ends_sentence, is_han};
use super::super::super::parts::Parts;
use super::super::super::report::{Report, Rule};
use super::super::super::unit::Unit;
use super::super::head;
use super::super::labels::is_short_label;
use super::super::pieces::{Piece, classify, is_office};
use super::super::titles::is_title;
use crate::form::Form;
use crate::recognise::kept::{compact, plain, unplaced};

/// How far from the top a head may reach, in lines.
const MOST_LINES: usize = 40;
/// The longest name of an organ, in characters.
const LONGEST_NAME: usize = 40;
/// The longest line of what stands above a document, in characters.
const LONGEST_ABOVE: usize = 120;

/// 临政发〔2026〕12号: the brackets of every keyboard.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        r"^(?P<code>[\p{Han}（）]{1,20})[〔\[（(【［﹝](?P<year>[0-9]{4})[〕\]）)】］﹞]第?(?P<number>[0-9０-９]{1,6})号$",
    )
});
/// 第9号, 第23期, 〔2026〕23号, （23）, （2026年第2号）.
static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        r"^(?:[〔\[（(](?P<year>[0-9]{4})[〕\]）)])?(?:[（(](?P<of>[0-9]{4})年第(?P<inner>[0-9]{1,4})号[）)]|第?(?P<number>[0-9０-９〇零一二三四五六七八九十百]{1,6})[号期]|[（(](?:第)?(?P<bare>[0-9]{1,4})(?:[号期])?[）)])$",
    )
});

/// What a piece of a line in the head says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Mark {
    /// 发文字号.
    Number { code: String, year: u16, number: u32 },
    /// 签发人.
    Signers(Vec<String>),
    /// A further signer, beside the number.
    Name(String),
    /// What bulletins have as well: 密级, 紧急程度, 份号, a remark.
    Common(Piece, String),
}

/// The marks of a line that has nothing else.
pub(in super::super) fn marks(text: &str) -> Option<Vec<Mark>> {
    let (before, signers) = match text.find("签发人") {
        Some(at) => (&text[..at], Some(&text[at + "签发人".len()..])),
        None => (text, None),
    };
    // What stands beside the number is parted from it by blanks; it may have blanks in it all the same.
    let pieces: Vec<&str> = before.split_whitespace().collect();
    let mut marks: Vec<Mark> = match pieced(&pieces) {
        Some(marks) => marks,
        None => vec![mark(before)?],
    };
    if let Some(signers) = signers {
        let signers = names(signers.trim_start().strip_prefix(['：', ':'])?);
        marks.push(Mark::Signers(signers?));
    }
    (!marks.is_empty()).then_some(marks)
}

/// What each piece of a line says; a name is one only beside the number.
fn pieced(pieces: &[&str]) -> Option<Vec<Mark>> {
    let is_numbered = pieces.iter().any(|piece| matches!(mark(piece), Some(Mark::Number { .. })));
    let name = |piece: &str| {
        let names = names(piece).filter(|names| is_numbered && piece.chars().count() > 1 && names.len() == 1);
        names.map(|names| Mark::Name(names.concat()))
    };
    pieces.iter().map(|piece| mark(piece).or_else(|| name(piece))).collect()
}

fn mark(text: &str) -> Option<Mark> {
    let flat = compact(text);
    if let Some(found) = NUMBER.as_ref().and_then(|pattern| pattern.captures(&flat)) {
        let part = |name: &str| found.name(name).map_or("", |part| part.as_str());
        let (code, year) = (part("code").to_owned(), part("year").parse().ok()?);
        return Some(Mark::Number { code, year, number: number(part("number"))? });
    }
    let common = classify(&flat);
    let is_common = matches!(common, Piece::Secrecy | Piece::Urgency | Piece::Note | Piece::CopyNumber(_));
    is_common.then(|| Mark::Common(common, text.trim().to_owned()))
}

/// Names of persons, parted by blanks or marks; of two characters they may stand apart.
fn names(text: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    let mut single = false;
    for word in text.split(|c: char| c.is_whitespace() || "、，,".contains(c)).filter(|word| !word.is_empty())
    {
        let length = word.chars().count();
        if !(1..=4).contains(&length) && !word.contains('·') || !word.chars().all(|c| is_han(c) || c == '·')
        {
            return None;
        }
        match names.last_mut().filter(|_| single && length == 1) {
            Some(name) => name.push_str(word),
            None => names.push(word.to_owned()),
        }
        single = length == 1 && !single;
    }
    Some(names)
}

/// Places the lines of the head.
pub(super) fn place(units: &mut Peekable<IntoIter<Unit>>, parts: &mut Parts, report: &mut Report) {
    let counted = matches!(parts.form, Form::Order | Form::Minutes);
    let mut names: Vec<Unit> = Vec::new();
    for _ in 0..MOST_LINES {
        let Some(unit) = units.peek() else { break };
        let text = unit.text();
        let is_done = parts.number.is_some();
        if marks(&text).is_some() {
            if let Some(unit) = units.next() {
                mark_line(&unit, parts, report);
            }
        } else if counted && !is_done && count(&text).is_some() {
            if let Some(unit) = units.next() {
                count_line(&unit, parts, report);
            }
        } else if parts.form == Form::Minutes && !names.is_empty() && head::take(unit, parts, report) {
            units.next();
        } else if parts.form == Form::Minutes
            && parts.issuer.is_none()
            && is_done
            && is_office(&compact(&text))
        {
            parts.issuer = Some(compact(&text));
            plain(unit, report);
            units.next();
        } else if !parts.signers.is_empty() && is_signers(&text, parts) {
            if let Some(unit) = units.next() {
                plain(&unit, report);
                parts.signers.extend(self::names(&unit.text()).unwrap_or_default());
            }
        } else if !is_done && !counted && is_above(&text) {
            units.next().iter().for_each(|unit| unplaced(unit, parts, report));
        } else if !is_done && is_name(&text, parts.form) {
            names.extend(units.next());
        } else {
            break;
        }
    }
    name(names, parts, report);
}

/// Whether a line stands above a document, on a web page or a telegram: where it is found, and what is said of it.
pub(super) fn is_above(text: &str) -> bool {
    let is_label = is_short_label(text) && !text.ends_with(['：', ':']);
    text.chars().count() <= LONGEST_ABOVE
        && !text.contains('。')
        && !text.starts_with("附件")
        && (is_label || text.contains(['>', '＞']))
}

/// A line of further signers, below that of the first ones: names of no more than four characters.
fn is_signers(text: &str, parts: &Parts) -> bool {
    // A title stands below the signers, and is longer.
    parts.code.is_some() && names(text).is_some_and(|names| names.iter().all(|name| name.chars().count() > 1))
}

/// Whether a line names an organ at the head.
fn is_name(text: &str, form: Form) -> bool {
    let flat = compact(text);
    let is_short = flat.chars().count() <= LONGEST_NAME && !ends_sentence(&flat);
    let is_of_form = match form {
        Form::Order => flat.ends_with('令'),
        Form::Minutes => flat.ends_with("纪要"),
        _ => flat.ends_with("文件") || is_office(&flat) || is_office(flat.trim_end_matches("文件")),
    };
    is_short && is_of_form && (matches!(form, Form::Order | Form::Minutes) || !is_title(&flat))
}

/// Takes the marks of a line.
pub(super) fn mark_line(unit: &Unit, parts: &mut Parts, report: &mut Report) {
    let text = unit.text();
    plain(unit, report);
    let mut written = String::new();
    for mark in marks(&text).unwrap_or_default() {
        match mark {
            Mark::Number { code, year, number } if parts.number.is_none() => {
                written.push_str(&format!("{code}{number}"));
                (parts.code, parts.number) = (Some(code), Some(number));
                parts.year = Some((unit.place, year));
            }
            Mark::Signers(signers) if parts.signers.is_empty() => {
                written.push_str(&signers.concat());
                parts.signers = signers;
            }
            Mark::Name(name) if !parts.signers.is_empty() => {
                written.push_str(&name);
                parts.signers.push(name);
            }
            Mark::Common(piece, text) if common(&piece, &text, parts) => {
                written.push_str(&if let Piece::CopyNumber(copy) = piece { copy } else { text });
            }
            // There already: kept as it stands.
            Mark::Number { code, year, number } => {
                let text = format!("{code}〔{year}〕{number}号");
                written.push_str(&text);
                parts.unplaced.push((unit.place, text));
            }
            Mark::Signers(signers) => {
                let text = signers.join(" ");
                written.push_str(&text);
                parts.unplaced.push((unit.place, text));
            }
            Mark::Name(text) | Mark::Common(_, text) => {
                written.push_str(&text);
                parts.unplaced.push((unit.place, text));
            }
        }
    }
    if compact(&text) != compact(&written) {
        report.whole(Rule::Label, unit.place, text, written);
    }
}

fn common(piece: &Piece, text: &str, parts: &mut Parts) -> bool {
    let place = match piece {
        Piece::Secrecy => &mut parts.secrecy,
        Piece::Urgency => &mut parts.urgency,
        Piece::Note => &mut parts.note,
        _ => &mut parts.copy_number,
    };
    let is_free = place.is_none();
    if is_free {
        *place = Some(if let Piece::CopyNumber(copy) = piece { copy.clone() } else { text.to_owned() });
    }
    is_free
}

/// The number of an order or of minutes, and its year.
pub(super) fn count(text: &str) -> Option<(u32, Option<u16>)> {
    let flat = compact(text);
    let found = COUNT.as_ref()?.captures(&flat)?;
    let count = number(["number", "bare", "inner"].into_iter().find_map(|name| found.name(name))?.as_str())?;
    Some((count, found.name("year").or(found.name("of")).and_then(|year| year.as_str().parse().ok())))
}

pub(super) fn count_line(unit: &Unit, parts: &mut Parts, report: &mut Report) {
    let Some((number, year)) = count(&unit.text()) else { return };
    plain(unit, report);
    report.whole(Rule::Label, unit.place, unit.text(), number.to_string());
    parts.number = Some(number);
    parts.year = year.map(|year| (unit.place, year));
}

/// The name at the head, or the organs that stand below each other there, with 文件 beside them.
fn name(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    for unit in &units {
        plain(unit, report);
    }
    let texts: Vec<String> = units.iter().map(|unit| compact(&unit.text())).collect();
    match &texts[..] {
        [] => {}
        [name] => parts.title = Some(name.clone()),
        _ => {
            for (unit, text) in units.iter().zip(&texts) {
                let organ = text.trim_end_matches("文件");
                if organ.len() < text.len() {
                    report.whole(Rule::Label, unit.place, "文件", "");
                }
                if !organ.is_empty() {
                    parts.organs.push(organ.to_owned());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_known_in_every_writing() {
        for text in
            ["临政发〔2026〕12号", "临政发[2026]12 号", "临政发（2026）第12号", "临政发【2026】１２号"]
        {
            let mark = Mark::Number { code: "临政发".to_owned(), year: 2026, number: 12 };
            assert_eq!(marks(text), Some(vec![mark]), "{text}");
        }
        let found = marks("临水联发〔2026〕8号　　签发人：张某某　李　某").unwrap();
        assert_eq!(found[1], Mark::Signers(vec!["张某某".to_owned(), "李某".to_owned()]));
        assert_eq!(marks("加急　　　临政办函〔2026〕27号").unwrap().len(), 2);
        for text in ["关于印发〔2026〕12号文件的通知", "第12号", "签发人", "2026年12号", ""]
        {
            assert_eq!(marks(text), None, "{text}");
        }
    }

    #[test]
    fn orders_and_minutes_are_counted() {
        assert_eq!(count("（2026年第9号）"), Some((9, Some(2026))));
        for text in ["第 9 号", "第九号", "第９期", "（9）", "〔2026〕9号"] {
            assert_eq!(count(text).map(|(number, _)| number), Some(9), "{text}");
        }
    }
}
