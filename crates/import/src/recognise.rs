//! Units → the parts of an issue: head, foot, and the articles between them.

mod articles;
mod document;
mod foot;
mod form;
mod head;
mod kept;
mod labels;
mod pieces;
mod source;
mod titles;

pub(super) use kept::iso;

use self::kept::{compact, unplaced};
use super::form::Form;
use super::furniture::is_page_number;
use super::marks::is_drawn_rule;
use super::parts::Parts;
use super::report::{Report, Rule};
use super::unit::{Origin, Unit};

/// Sorts the units into the parts of an issue; each is placed, or kept as unplaced.
///
/// The form is told by the head, unless it is given.
pub(super) fn recognise(units: Vec<Unit>, form: Option<Form>, report: &mut Report) -> Parts {
    let (running, beside): (Vec<Unit>, Vec<Unit>) =
        units.into_iter().partition(|unit| unit.place.origin.is_running());
    let running: Vec<Unit> = running.into_iter().filter(|unit| !drawn_rule(unit, report)).collect();
    let form = form.unwrap_or_else(|| form::form_of(&running));
    let mut parts = Parts { form, ..Parts::default() };
    match form {
        Form::Bulletin => bulletin(running, &mut parts, report),
        _ => document::place(running, &mut parts, report),
    }
    for unit in beside {
        let is_running = matches!(unit.place.origin, Origin::Header | Origin::Footer);
        if is_running && says_nothing_new(&unit.text(), &parts) {
            report.whole(Rule::Furniture, unit.place, unit.text(), "");
            continue;
        }
        // Running heads and feet may say what the first page does not.
        if !head::take(&unit, &mut parts, report) {
            unplaced(&unit, &mut parts, report);
        }
    }
    // The year before the number is that of the date, or has a key of its own.
    let another = parts.year.filter(|(_, year)| parts.date.is_none_or(|date| date.year != *year));
    if let (Some((place, year)), Some(_)) = (another, parts.date) {
        report.whole(Rule::Label, place, "", year.to_string());
        parts.number_year = Some(year);
    } else if let Some((place, year)) = another {
        let year = format!("{year}年");
        report.whole(Rule::Unplaced, place, "", year.clone());
        parts.unplaced.push((place, year));
    }
    parts
}

/// Whether a line is known by its form alone, so that it neither goes on with another one nor is gone on with.
pub(super) fn is_line_of_its_own(text: &str) -> bool {
    const LONGEST: usize = 60;
    if text.chars().count() > LONGEST {
        return false;
    }
    let flat = compact(text);
    pieces::classify(&flat) != pieces::Piece::Other
        || document::is_attachment_mark(text)
        || foot::is_printed_or_counted(text)
        || document::marks(text).is_some()
}

/// Whether a running head or foot is a page number, or repeats the name at the head.
fn says_nothing_new(text: &str, parts: &Parts) -> bool {
    let flat = compact(text);
    is_page_number(&flat) || parts.title.as_deref().is_some_and(|title| compact(title) == flat)
}

/// Sorts the running text of a bulletin.
fn bulletin(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let head = head::length(&units);
    let foot = head + foot::start(&units[head..]);
    let mut units = units.into_iter();
    let heading: Vec<Unit> = units.by_ref().take(head).collect();
    let middle: Vec<Unit> = units.by_ref().take(foot - head).collect();
    head::place(heading, parts, report);
    foot::place(units.collect(), parts, report);
    articles::place(middle, parts, report);
}

/// Rules that somebody drew with characters are the layout's.
fn drawn_rule(unit: &Unit, report: &mut Report) -> bool {
    let text = unit.text();
    let drawn = is_drawn_rule(&text);
    if drawn {
        report.whole(Rule::DrawnRule, unit.place, text, "");
    }
    drawn
}
