//! An issue that was set → what its author should know of it beside what typesetting says: a proofreader's findings,
//! comments that excuse nothing, and where the pages of an older print ended.

use std::path::Path;

use crate::page_ends;
use crate::workshop::Job;
use hongtou_base::diagnostic::Diagnostic;
use hongtou_engine::page::Pages;
use hongtou_format::doubled::doubled_labels;
use hongtou_format::layouts::Layout;
use hongtou_proof::{Beside, Finding, Switches, proofread_beside, settings_of};

/// What was found in an issue.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// Comments that would excuse something and name no rule.
    pub warnings: Vec<Diagnostic>,
    /// What a proofreader would mark, in the order of the file.
    pub findings: Vec<Finding>,
}

/// Reads an issue of a path, beside the issues around it, by the rules that its folder, its layout and it leave on.
///
/// # Errors
/// Settings that cannot be read, or that name rules which do not exist.
pub fn review(job: &Job, pages: &Pages, path: &Path, beside: &Beside<'_>) -> Result<Review, Vec<Diagnostic>> {
    let switches = switches(path, &job.layout)?.and_of(&job.issue)?;
    let doubled = doubled_labels(&job.issue, &job.layout);
    let mut findings = proofread_beside(&job.issue, beside, &doubled, &switches);
    findings.extend(page_ends::check(&job.issue, pages, &switches));
    findings.sort_by_key(|finding| finding.span.start);
    Ok(Review { warnings: Switches::misnamed(&job.issue), findings })
}

/// What the folder of an issue and its layout turn off.
///
/// # Errors
/// As [`review`].
pub fn switches(path: &Path, layout: &Layout) -> Result<Switches, Vec<Diagnostic>> {
    let named = layout.check_off.iter().map(|(name, place)| (name.as_str(), place.clone()));
    settings_of(path.parent().unwrap_or(Path::new("")))?.and(named)
}
