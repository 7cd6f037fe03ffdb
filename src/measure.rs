//! The finished pages held against the clauses: element, clause, required, measured, verdict.
//!
//! In come finished pages and what a layout says should be measured on them; out goes a table.
//! Everything is measured on what stands on the pages: on the ink (glyph outlines, rules) where an edge is called
//! `ink-…`, on the em boxes and cells elsewhere. What the layout set is not looked at.
//!
//! [`edges`] finds where an element's edges are, [`figures`] its other figures.

mod edges;
mod figures;
mod report;
mod verdict;
mod words;

pub use edges::{MeasuredLine, Ruler};
pub use report::{sheet, to_json, to_text};
pub use verdict::{Counts, Found, Measured, Value, Verdict};
pub use words::about;

use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Page, Pages};
use hongtou_format::layouts::{EdgeName, Layout, PageChoice, Requirement, Strength, Subject, Wanted};

/// Measures everything that a layout asks for, in the order of the names that it gives them.
pub fn measure(pages: &Pages, layout: &Layout, fonts: &FontBook) -> Vec<Measured> {
    let ruler = Ruler::new(pages, fonts);
    layout.requirements.iter().map(|requirement| measure_one(&ruler, requirement)).collect()
}

/// Whether nothing that the standard prescribes is departed from.
pub fn holds(measured: &[Measured]) -> bool {
    measured.iter().all(|measured| measured.verdict != Verdict::Fails)
}

fn measure_one(ruler: &Ruler<'_>, requirement: &Requirement) -> Measured {
    let chosen = ruler.pages.pages.iter().enumerate().filter(|(index, page)| {
        let last = index + 1 == ruler.pages.pages.len();
        match requirement.pages {
            PageChoice::Every => true,
            PageChoice::First => *index == 0,
            PageChoice::AfterFirst => *index > 0,
            PageChoice::Odd => !page.number.is_multiple_of(2),
            PageChoice::Even => page.number.is_multiple_of(2),
            PageChoice::Last => last,
        }
    });
    let values: Vec<(&Page, Value)> =
        chosen.filter_map(|(_, page)| Some((page, value(ruler, page, &requirement.subject)?))).collect();
    let worst = values.iter().max_by_key(|(page, value)| {
        // Of pages that are off alike, the first.
        (departure_on(page, value, requirement), std::cmp::Reverse(page.number))
    });
    let Some((page, value)) = worst else {
        return Measured { requirement: requirement.clone(), found: None, verdict: Verdict::Absent };
    };
    let verdict = match (departure_on(page, value, requirement), requirement.strength) {
        (departure, _) if departure <= Length::ZERO => Verdict::Holds,
        (_, Strength::Shall) => Verdict::Fails,
        _ => Verdict::Departs,
    };
    let found = Found { value: value.clone(), page: page.number, pages: values.len() };
    Measured { requirement: requirement.clone(), found: Some(found), verdict }
}

fn value(ruler: &Ruler<'_>, page: &Page, subject: &Subject) -> Option<Value> {
    match subject {
        Subject::Distance { from, to } => {
            let edge = |name: &EdgeName| ruler.edge(page, &name.element, &name.edge);
            Some(Value::Length(edge(to)? - edge(from)?))
        }
        Subject::Figure(name) => figures::figure(ruler, page, &name.element, &name.edge),
    }
}

/// By how much a value is more off than it may be on a page.
///
/// Where the pitch of a page was adjusted, a space that is asked for in lines is one in lines of that page.
fn departure_on(page: &Page, value: &Value, requirement: &Requirement) -> Length {
    let usual = departure(value, &requirement.wanted);
    match (page.adjusted, &requirement.wanted) {
        (Some(adjusted), Wanted::Length { is, least, most, within, in_lines: true }) => {
            let own = |length: &Option<Length>| {
                length.map(|length| length.ratio(adjusted.usual_lines.into(), adjusted.lines.max(1).into()))
            };
            let (is, least, most) = (own(is), own(least), own(most));
            usual.min(departure(value, &Wanted::Length { is, least, most, within: *within, in_lines: true }))
        }
        _ => usual,
    }
}

/// By how much a value is more off than it may be; nothing or less if it is as it should be.
fn departure(value: &Value, wanted: &Wanted) -> Length {
    let one = Length::mm(1);
    match (value, wanted) {
        (Value::Length(value), Wanted::Length { is, least, most, within, .. }) => {
            let off = is.map(|is| (*value - is).abs());
            let below = least.map(|least| least - *value);
            let above = most.map(|most| *value - most);
            [off, below, above].into_iter().flatten().max().unwrap_or(Length::ZERO) - *within
        }
        (Value::Number(value), Wanted::Number { least, most }) => {
            let below = least.map(|least| least - value);
            let above = most.map(|most| value - most);
            one * [below, above].into_iter().flatten().max().unwrap_or(0)
        }
        (Value::Word(value), Wanted::Word(word)) if value == word => Length::ZERO,
        // A value of another kind than was asked for.
        _ => one,
    }
}
