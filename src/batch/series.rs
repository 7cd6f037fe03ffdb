//! Numbers, totals and dates of a series, held against those of the issues before.

use std::collections::BTreeMap;
use std::ops::Range;

use super::find::Found;
use super::head::Head;
use super::order::Entry;
use hongtou_base::diagnostic::{Diagnostic, Place, Problem, Severity, Source};
use hongtou_proof::{Break, Count, breaks};

/// What makes issues a series: they count on from each other.
///
/// A supplement (增刊) has a count of its own. No key of an issue says yet that it is one; a layout of its own does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name<'a> {
    title: &'a str,
    /// 机关代字: 临政发 and 临政办发 count apart.
    code: Option<&'a str>,
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
            let series = Name { title: &head.title, code: head.code.as_deref(), layout: &head.layout };
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
    let (title, number, year) = (after.head.title.clone(), after.head.number.value, after.year());
    let other = before.found.path.clone();
    let (at_number, at_date) = (&after.head.number.span, &after.head.date.span);
    for found in breaks(before.count(), after.count()) {
        let (title, other) = (title.clone(), other.clone());
        let (problem, span) = match found {
            Break::Twice => (Problem::NumberTwice { title, year, number, other }, at_number),
            Break::NotRestarted => (Problem::NumberNotRestarted { title, year, number }, at_number),
            Break::Missing { first, last } => {
                (Problem::NumbersMissing { title, year, first, last }, at_number)
            }
            Break::DateBack => (Problem::DateBack { title, number, other }, at_date),
            Break::TotalWrong { due } => match &after.head.total {
                Some(total) => (Problem::TotalWrong { title, found: total.value, due }, &total.span),
                None => continue,
            },
        };
        warnings.push(after.warning(problem, span));
    }
}

impl Member<'_> {
    fn count(&self) -> Count {
        let Head { number, total, date, .. } = self.head;
        Count { number: number.value, total: total.as_ref().map(|total| total.value), date: date.value }
    }

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
