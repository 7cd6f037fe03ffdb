//! Number, total and date of an issue, held against the issues beside it.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::rule::Part;
use super::sink::Sink;
use hongtou_format::issue::{Date, Issue};

/// An issue as far as another is held against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its file.
    pub path: PathBuf,
    /// Its numbers and date.
    pub count: Count,
}

/// What counts on from issue to issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// 期号.
    pub number: u32,
    /// 总期号.
    pub total: Option<u32>,
    /// The day of issue.
    pub date: Date,
}

/// How an issue does not follow the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// Both have one number in one year.
    Twice,
    /// The number counts on over the new year, in which it begins at 1.
    NotRestarted,
    /// Numbers that no issue has.
    Missing {
        /// The first of them.
        first: u32,
        /// The last of them.
        last: u32,
    },
    /// It is dated before the other.
    DateBack,
    /// The total does not count on.
    TotalWrong {
        /// What it should be.
        due: u32,
    },
}

/// How an issue does not follow the one before: the next number, in a new year from 1; the next total, over the years;
/// the same day, or a later one.
pub fn breaks(before: Count, after: Count) -> Vec<Break> {
    let mut found = Vec::new();
    let new_year = before.date.year != after.date.year;
    let next = before.number.saturating_add(1);
    let twice = !new_year && after.number == before.number;
    let counted_on = new_year && after.number == next;
    let due = if new_year && !counted_on { 1 } else { next };
    let missing = after.number.saturating_sub(due);
    if twice {
        found.push(Break::Twice);
    } else if counted_on {
        found.push(Break::NotRestarted);
    } else if missing > 0 {
        found.push(Break::Missing { first: due, last: after.number - 1 });
    }
    if after.date < before.date {
        found.push(Break::DateBack);
    }
    if let (Some(last), Some(total), false) = (before.total, after.total, twice) {
        // Where numbers are missing, as many totals are missing too.
        let due = last.saturating_add(1).saturating_add(missing);
        if total != due {
            found.push(Break::TotalWrong { due });
        }
    }
    found
}

/// What stands beside an issue; nothing where there is nothing to compare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside<'a> {
    /// The issue before it.
    pub before: Option<&'a Neighbour>,
    /// Another issue with its number.
    pub twin: Option<&'a Neighbour>,
    /// The issue after it, unless that is read in the same run and will say so itself.
    pub after: Option<&'a Neighbour>,
}

pub fn check(issue: &Issue, beside: &Beside<'_>, sink: &mut Sink<'_>) {
    let masthead = &issue.masthead;
    let date = masthead.date.value;
    let number = masthead.number.value.to_string();
    let own = Count {
        number: masthead.number.value,
        total: masthead.total.as_ref().map(|total| total.value),
        date,
    };
    let at_number = &masthead.number.span;
    let mut report = |id: &str, span: &Range<usize>, facts: &[String]| {
        let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
        sink.report_span(id, Part::Data, span.clone(), &facts);
    };
    let dates = |other: &Neighbour| {
        let Count { number, date: others, .. } = other.count;
        [name(other, issue), written(others), number.to_string(), written(date)]
    };
    if let Some(twin) = beside.twin {
        report("number-twice", at_number, &[name(twin, issue), number.clone()]);
    }
    if let Some(after) = beside.after.filter(|after| after.count.date < date) {
        report("date-back", &masthead.date.span, &dates(after));
    }
    let Some(before) = beside.before else { return };
    let last = before.count;
    // Of a bulletin that paused for a year nobody knows how it counts on.
    let is_near = date.year.saturating_sub(last.date.year) <= 1;
    for found in breaks(last, own) {
        match found {
            Break::DateBack => report("date-back", &masthead.date.span, &dates(before)),
            Break::NotRestarted if is_near => {
                report(
                    "number-not-restarted",
                    at_number,
                    &[number.clone(), name(before, issue), last.number.to_string()],
                );
            }
            Break::Missing { first, last: to } if is_near => {
                let lost = if first == to { first.to_string() } else { format!("{first}～{to}") };
                report("numbers-missing", at_number, &[lost, name(before, issue), last.number.to_string()]);
            }
            Break::TotalWrong { due } if is_near => {
                if let (Some(total), Some(last)) = (&masthead.total, last.total) {
                    let facts =
                        [total.value.to_string(), due.to_string(), name(before, issue), last.to_string()];
                    report("total-wrong", &total.span, &facts);
                }
            }
            // Whoever has the same number is the twin.
            Break::Twice | Break::NotRestarted | Break::Missing { .. } | Break::TotalWrong { .. } => {}
        }
    }
}

/// The name of a neighbour's file, with its folder if that is another than the issue's.
fn name(neighbour: &Neighbour, issue: &Issue) -> String {
    let path = &neighbour.path;
    let shown = match path.parent() == Path::new(&issue.source.name).parent() {
        true => path.file_name().map(Path::new).unwrap_or(path),
        false => path,
    };
    shown.display().to_string()
}

fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
