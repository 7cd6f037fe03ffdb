//! Number, total and date of an issue, held against the issues beside it.

use std::path::{Path, PathBuf};

use super::rule::Part;
use super::sink::Sink;
use crate::issue::{Date, Issue};

/// An issue as far as another is held against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its file.
    pub path: PathBuf,
    /// 期号.
    pub number: u32,
    /// 总期号.
    pub total: Option<u32>,
    /// The day of issue.
    pub date: Date,
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
    let (number, date) = (masthead.number.value, masthead.date.value);
    if let Some(twin) = beside.twin {
        let facts = [&name(twin, issue)[..], &number.to_string()];
        sink.report_span("number-twice", Part::Data, masthead.number.span.clone(), &facts);
    }
    let mut disorder = |other: &Neighbour| {
        let facts = [name(other, issue), written(other.date), other.number.to_string(), written(date)];
        let facts = facts.each_ref().map(String::as_str);
        sink.report_span("date-back", Part::Data, masthead.date.span.clone(), &facts);
    };
    if let Some(before) = beside.before.filter(|before| date < before.date) {
        disorder(before);
    }
    if let Some(after) = beside.after.filter(|after| after.date < date) {
        disorder(after);
    }
    if let Some(before) = beside.before.filter(|before| date.year - before.date.year <= 1) {
        runs_on(issue, before, sink);
    }
}

/// The next number, in a new year from 1; the next total, over the years.
fn runs_on(issue: &Issue, before: &Neighbour, sink: &mut Sink<'_>) {
    let masthead = &issue.masthead;
    let number = masthead.number.value;
    let next = before.number.saturating_add(1);
    let new_year = masthead.date.value.year != before.date.year;
    let counted_on = new_year && number == next && next > 1;
    let due = if new_year && !counted_on { 1 } else { next };
    let missing = number.saturating_sub(due);
    if counted_on {
        let facts = [&number.to_string()[..], &name(before, issue), &before.number.to_string()];
        sink.report_span("number-not-restarted", Part::Data, masthead.number.span.clone(), &facts);
    } else if missing > 0 {
        let lost = if missing == 1 { due.to_string() } else { format!("{due}～{}", number - 1) };
        let facts = [&lost[..], &name(before, issue), &before.number.to_string()];
        sink.report_span("numbers-missing", Part::Data, masthead.number.span.clone(), &facts);
    }
    if let (Some(last), Some(total)) = (before.total, &masthead.total) {
        // Where numbers are missing, as many totals are missing too.
        let due = last.saturating_add(1).saturating_add(missing);
        if total.value != due {
            let facts = [total.value.to_string(), due.to_string(), name(before, issue), last.to_string()];
            let facts = facts.each_ref().map(String::as_str);
            sink.report_span("total-wrong", Part::Data, total.span.clone(), &facts);
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
