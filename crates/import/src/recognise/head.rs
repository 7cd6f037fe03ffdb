//! The masthead: name, 期号, 总期号, issuer, date, and what may stand above them.

use super::super::date::real;
use super::super::marks::ends_sentence;
use super::super::parts::Parts;
use super::super::report::{Report, Rule};
use super::super::unit::Unit;
use super::labels::labels;
use super::pieces::{
    LONGEST_NAME, NAME, Piece, classify, in_brackets, is, is_office, is_spread, office_name, pieces,
};
use crate::recognise::kept::{compact, iso, keep, plain, unplaced};
use hongtou_base::numbering::numbering;
use hongtou_format::issue::Date;

/// How far from the top a masthead may reach, in lines.
const MOST_LINES: usize = 16;

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
                    | Piece::Date(..)
                    | Piece::Day(..)
                    | Piece::Month
                    | Piece::IssuerAndDate(..)
            )
        });
        let is_taken = take(unit, &mut state, &mut ignored);
        let is_next = length == index && length > 0;
        if is_taken && (counts || is_next) || is_next && in_brackets(&text).is_some() {
            length = index + 1;
        } else if is_next && is_issuer(units, index, &state) {
            state.issuer = Some(text);
            length = index + 1;
        } else if !is_taken && state.number.is_some() && state.date.is_some() && length == index {
            break;
        }
    }
    if length == 0 { name_alone(units) } else { length }
}

/// Whether an unmarked line names an office that issues it: the only one so far, or one of several above the date.
fn is_issuer(units: &[Unit], index: usize, state: &Parts) -> bool {
    let is_dated = |unit: &Unit| {
        let text = unit.text();
        let known = pieces(&text).unwrap_or_default();
        known.iter().any(|(_, piece)| matches!(piece, Piece::Date(..) | Piece::IssuerAndDate(..)))
    };
    let more_follow = || state.date.is_none() && units.get(index + 1).is_some_and(is_dated);
    is_office(&compact(&units[index].text())) && (state.issuer.is_none() || more_follow())
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
        let is_in_brackets = in_brackets(unit.text().trim()).is_some();
        let is_one_more = parts.date.is_none() && is_office(&name_of(unit));
        if is_counted
            && !is_in_brackets
            && (parts.issuer.is_none() || is_one_more)
            && (parts.title.is_some() || !names.is_empty())
        {
            plain(unit, report);
            add_issuer(&name_of(unit), unit, parts, report);
        } else if !is_counted && parts.title.is_none() {
            names.push(unit);
        } else {
            unplaced(unit, parts, report);
        }
    }
    place_names(&names, parts, report);
}

/// Places the lines above the number: the bulletin's name, on one line or several, and the office above or below it.
fn place_names(names: &[&Unit], parts: &mut Parts, report: &mut Report) {
    // A number of no known form, or a remark, is no part of the name.
    let is_remark = |unit: &Unit| {
        let text = compact(&unit.text());
        let is_number =
            text.contains(['期', '号', '刊']) && text.contains(|c: char| c.is_numeric()) && !is(&NAME, &text);
        is_number || in_brackets(&text).is_some()
    };
    let (remarks, names): (Vec<&Unit>, Vec<&Unit>) = match names.iter().all(|unit| is_remark(unit)) {
        true => (Vec::new(), names.to_vec()),
        false => names.iter().partition(|unit| is_remark(unit)),
    };
    for unit in remarks {
        unplaced(unit, parts, report);
    }
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
            Some(_) => unplaced(unit, parts, report),
        }
    }
}

/// An office's name, and no more.
fn office(text: &str, unit: &Unit, report: &mut Report) -> String {
    let name = office_name(text);
    if name.len() < text.len() {
        report.whole(Rule::Label, unit.place, text.replacen(name, "", 1), "");
    }
    name.to_owned()
}

/// Adds an office to those that issue it.
fn add_issuer(text: &str, unit: &Unit, parts: &mut Parts, report: &mut Report) {
    let name = office(text, unit, report);
    match &mut parts.issuer {
        None => parts.issuer = Some(name),
        Some(issuer) if *issuer == name => report.whole(Rule::Label, unit.place, name, ""),
        Some(issuer) => {
            issuer.push('、');
            issuer.push_str(&name);
            report.whole(Rule::Joined, unit.place, "", "、");
        }
    }
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
        Piece::Date(..) | Piece::Month => parts.date.is_none(),
        Piece::Day(month, day) => parts.date.is_none() && day_of(*month, *day, parts, &known).is_some(),
        Piece::IssuerAndDate(..) => parts.date.is_none(),
        Piece::Secrecy => parts.secrecy.is_none(),
        Piece::Urgency => parts.urgency.is_none(),
        Piece::Note => parts.note.is_none() || parts.number.is_none() && parts.date.is_none(),
        Piece::People | Piece::Weekday => true,
        Piece::CopyNumber(_) => parts.copy_number.is_none(),
        Piece::Issuer => parts.issuer.is_none() || parts.date.is_none(),
        Piece::Name => parts.title.is_none(),
        Piece::Other => false,
    };
    let same = |piece: &Piece, other: &Piece| std::mem::discriminant(piece) == std::mem::discriminant(other);
    let may_be_twice = |piece: &Piece| matches!(piece, Piece::People | Piece::Issuer);
    let twice = known
        .iter()
        .enumerate()
        .any(|(at, (_, piece))| known[..at].iter().any(|(_, p)| same(p, piece) && !may_be_twice(p)));
    let are_notes = known.iter().all(|(_, piece)| *piece == Piece::Note);
    if !known.iter().all(fits) || twice && !are_notes {
        return false;
    }
    plain(unit, report);
    if are_notes {
        add_note(text.trim(), parts);
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
        put(day.map_or(piece, |day| Piece::Date(day, None)), text, unit, parts, report);
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
        Piece::Number { number, total, year, extra, more } => {
            let mut written = number.to_string();
            parts.number = Some(number);
            parts.is_supplement = extra;
            if let Some(total) = total.filter(|_| parts.total.is_none()) {
                parts.total = Some(total);
                written.push_str(&total.to_string());
            }
            written.push_str(more.as_deref().unwrap_or_default());
            label(written);
            if let Some(more) = more {
                keep(unit, &more, parts, report);
            }
            parts.year = year.map(|year| (unit.place, year));
        }
        Piece::Total(total) => {
            parts.total = Some(total);
            label(total.to_string());
        }
        Piece::Date(date, hour) => {
            parts.date = Some(date);
            label(iso(date) + hour.as_deref().unwrap_or_default());
            keep_hour(hour, unit, parts, report);
        }
        Piece::IssuerAndDate(issuer, date, hour) => {
            label(format!("{issuer}{}{}", iso(date), hour.as_deref().unwrap_or_default()));
            add_issuer(&issuer, unit, parts, report);
            parts.date = Some(date);
            keep_hour(hour, unit, parts, report);
        }
        // The date says it.
        Piece::Weekday => label(String::new()),
        // A day of the month is not said.
        Piece::Month => keep(unit, text, parts, report),
        Piece::People => add_people(text, unit, parts, report),
        // It was made a date, or does not fit.
        Piece::Day(..) => {}
        Piece::Secrecy => parts.secrecy = Some(text.to_owned()),
        Piece::Urgency => parts.urgency = Some(text.to_owned()),
        Piece::Note => add_note(text, parts),
        Piece::CopyNumber(number) => {
            label(number.clone());
            parts.copy_number = Some(number);
        }
        Piece::Issuer => add_issuer(text, unit, parts, report),
        Piece::Name | Piece::Other => parts.title = Some(text.to_owned()),
    }
}

/// A remark, beside the one that is there.
fn add_note(text: &str, parts: &mut Parts) {
    let note = parts.note.take().map_or(String::new(), |note| note + "\u{3000}");
    parts.note = Some(note + text);
}

fn keep_hour(hour: Option<String>, unit: &Unit, parts: &mut Parts, report: &mut Report) {
    if let Some(hour) = hour {
        keep(unit, &hour, parts, report);
    }
}

/// Who made the issue, as the foot says it elsewhere.
fn add_people(text: &str, unit: &Unit, parts: &mut Parts, report: &mut Report) {
    let found = labels(text, false);
    let ends = found.iter().skip(1).map(|label| label.start).chain([text.len()]);
    for (label, end) in found.iter().zip(ends) {
        let value = text[label.end..end].trim();
        match label.key.filter(|key| parts.foot(*key).is_none() && !value.is_empty()) {
            Some(key) => {
                report.whole(Rule::Label, unit.place, text[label.start..label.end].trim(), "");
                parts.foot.push((key, value.to_owned()));
            }
            None => keep(unit, text[label.start..end].trim(), parts, report),
        }
    }
}
