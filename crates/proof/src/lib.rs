//! An issue → what a proofreader of official documents would mark in it.
//!
//! 1. `passage`: titles, paragraphs and lines as the reader sees them, with their way back to the file.
//! 2. `punctuation`, `numbers`, `structure`, `facts`, `recipients`: rules look through passages and report to a `sink`.
//! 3. `succession` holds numbers and date against those of the issues beside it, if they are given.
//! 4. `switches`: what is turned off, or excused by a comment, is left out.
//! 5. [`fix`] gives the file with the mechanical faults mended, [`to_sarif`] the findings for other programs.
//!
//! The rules are data (`rules`): id, source, severity, where they apply, words in both languages, examples.
//! Nothing here knows layouts, fonts or pages.

mod blanks;
mod facts;
mod finding;
mod fix;
mod labels;
mod marks;
mod numbers;
mod passage;
mod pattern;
mod punctuation;
mod recipients;
mod rule;
mod rules;
mod sarif;
mod sink;
mod structure;
mod succession;
mod switches;

use std::ops::Range;

use hongtou_format::doubled::DoubledLabel;
use hongtou_format::issue::Issue;

pub use finding::{Edit, Finding};
pub use fix::{Fixes, diff, fix};
pub use rule::{Authority, Both, Fix, Group, Part, Rule};
pub use rules::{all, of_pages, rule};
pub use sarif::to_sarif;
pub use succession::{Beside, Break, Count, Neighbour, breaks};
pub use switches::{Switches, settings_of};

/// Reads an issue as a proofreader would; what is found comes in the order of the file.
pub fn proofread(issue: &Issue, switches: &Switches) -> Vec<Finding> {
    proofread_beside(issue, &Beside::default(), &[], switches)
}

/// As [`proofread`]; number, total and date are compared with the issues beside it, and values that carry a label of
/// the issue's layout ([`hongtou_format::doubled::doubled_labels`]) are reported.
pub fn proofread_beside(
    issue: &Issue,
    beside: &Beside<'_>,
    doubled: &[DoubledLabel],
    switches: &Switches,
) -> Vec<Finding> {
    let passages = passage::passages(issue);
    let mut sink = sink::Sink::new(&issue.source, switches);
    let mut years = numbers::Years::below("", issue.masthead.date.value);
    for (index, passage) in passages.iter().enumerate() {
        if passage.part == Part::Title {
            years = numbers::Years::below(&passage.plain, issue.masthead.date.value);
        }
        punctuation::check(passage, passages.get(index + 1), &mut sink);
        numbers::check(passage, &years, &mut sink);
        facts::check_passage(passage, &mut sink);
    }
    structure::check(&passages, &mut sink);
    blanks::check(issue, &passages, &mut sink);
    facts::check_bodies(&passages, recipients::rank_of_issuer(&issue.masthead.issuer.value), &mut sink);
    recipients::check(issue, &mut sink);
    labels::check(doubled, &mut sink);
    succession::check(issue, beside, &mut sink);
    let mut findings = sink.findings;
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.rule.id));
    findings.dedup();
    drop_within_markup(&mut findings);
    switches.excuse(&mut findings, &issue.source);
    findings
}

/// Leaves out what is found within a mark of Markdown: the mark goes as a whole.
fn drop_within_markup(findings: &mut Vec<Finding>) {
    let is_markup = |finding: &Finding| finding.rule.id == "markup";
    let mut marks: Vec<Range<usize>> =
        findings.iter().filter(|finding| is_markup(finding)).map(|finding| finding.span.clone()).collect();
    marks.sort_by_key(|mark| mark.start);
    let within = |span: &Range<usize>| {
        let next = marks.partition_point(|mark| mark.start <= span.start);
        next.checked_sub(1).is_some_and(|index| span.end <= marks[index].end)
    };
    findings.retain(|finding| is_markup(finding) || !within(&finding.span));
}
