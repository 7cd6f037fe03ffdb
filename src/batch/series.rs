//! Numbers, totals and dates of a series, held against those of the issues before.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Entry;
use super::find::Found;
use super::head::Head;
use crate::diagnostic::{Diagnostic, Place, Problem, Severity, Source};

/// What makes issues a series: they count on from each other.
///
/// A supplement (增刊) has a count of its own. No key of an issue says yet that it is one; a layout of its own does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name<'a> {
    title: &'a str,
    layout: &'a str,
}

/// An issue in its series.
struct Member<'a> {
    found: &'a Found,
    head: &'a Head,
}

/// What does not run on, as warnings: an archive may well begin in the middle or lack an issue.
pub(super) fn check(entries: &[Entry]) -> Vec<Diagnostic> {
    let mut all: BTreeMap<Name<'_>, Vec<Member<'_>>> = BTreeMap::new();
    for Entry { found, head, .. } in entries {
        if let Some(head) = head {
            let series = Name { title: &head.title, layout: &head.layout };
            all.entry(series).or_default().push(Member { found, head });
        }
    }
    let mut warnings = Vec::new();
    for members in all.values_mut() {
        members.sort_by_key(|member| (member.year(), member.head.number.value, &member.found.path));
        for pair in members.windows(2) {
            check_pair(&pair[0], &pair[1], &mut warnings);
        }
    }
    warnings
}

/// What is wrong with an issue beside the one before it.
fn check_pair(before: &Member<'_>, after: &Member<'_>, warnings: &mut Vec<Diagnostic>) {
    let (last, number) = (before.head.number.value, after.head.number.value);
    let title = || after.head.title.clone();
    let new_year = after.year() != before.year();
    let next = last.saturating_add(1);
    // Numbers that go on over the new year lack none; that they do so, `check` says.
    let due = if new_year && number != next { 1 } else { next };
    let year = after.year();
    let at_number = &after.head.number.span;
    if !new_year && number == last {
        let other = before.found.path.clone();
        warnings.push(after.warning(Problem::NumberTwice { title: title(), year, number, other }, at_number));
    } else if number > due {
        let problem = Problem::NumbersMissing { title: title(), year, first: due, last: number - 1 };
        warnings.push(after.warning(problem, at_number));
    }
    if after.head.date.value < before.head.date.value {
        let problem = Problem::DateBack { title: title(), number, other: before.found.path.clone() };
        warnings.push(after.warning(problem, &after.head.date.span));
    }
    // Where numbers are missing, as many totals may be missing too.
    let missing = number.saturating_sub(due);
    if let (Some(last), Some(total)) = (&before.head.total, &after.head.total) {
        let due = last.value.saturating_add(1).saturating_add(missing);
        let doubled = !new_year && number == before.head.number.value;
        if total.value != due && !doubled {
            let problem = Problem::TotalWrong { title: title(), found: total.value, due };
            warnings.push(after.warning(problem, &total.span));
        }
    }
}

impl Member<'_> {
    fn year(&self) -> u16 {
        self.head.date.value.year
    }

    /// A warning with its place; the file is read again, for the batch does not keep texts.
    fn warning(&self, problem: Problem, span: &Range<usize>) -> Diagnostic {
        let source = Source::read(&self.found.path).ok();
        let place = source.map(|source| Place { source, span: span.clone() });
        Diagnostic { severity: Severity::Warning, problem, place }
    }
}
