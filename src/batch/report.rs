//! What came of a batch: for people a table, for programs JSON or CSV.

use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Shard;
use super::order::Entry;
use super::outcome::{Finding, Outcome, Status};

/// What came of a batch, or of several parts of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The version of the program.
    pub version: String,
    /// The part of the work, such as 2/8.
    pub shard: Option<String>,
    /// How long it took; of several parts, the longest.
    pub seconds: f64,
    /// Every issue, sorted by path.
    pub issues: Vec<Outcome>,
    /// What is wrong beside the issues themselves: folders that cannot be read, numbers that do not run on.
    pub across: Vec<Finding>,
}

impl Report {
    pub(super) fn new(
        entries: Vec<Entry>,
        across: Vec<Finding>,
        shard: Option<Shard>,
        time: Duration,
    ) -> Report {
        let mut issues: Vec<Outcome> = entries.into_iter().filter_map(|entry| entry.outcome).collect();
        issues.sort_by(|one, other| one.issue.cmp(&other.issue));
        Report {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            shard: shard.map(|shard| shard.to_string()),
            seconds: time.as_secs_f64(),
            issues,
            across,
        }
    }

    /// Puts the reports of several parts together.
    pub fn merge(reports: Vec<Report>) -> Report {
        let mut merged = Report {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            shard: None,
            seconds: 0.0,
            issues: Vec::new(),
            across: Vec::new(),
        };
        for report in reports {
            merged.seconds = merged.seconds.max(report.seconds);
            merged.issues.extend(report.issues);
            merged.across.extend(report.across);
        }
        merged.issues.sort_by(|one, other| (&one.issue, one.status).cmp(&(&other.issue, other.status)));
        // A part that was done twice tells of its issues twice; the better outcome counts.
        merged.issues.dedup_by(|later, kept| later.issue == kept.issue);
        merged.across.sort();
        merged.across.dedup();
        merged
    }

    /// How many issues ended so.
    pub fn count(&self, status: Status) -> usize {
        self.issues.iter().filter(|outcome| outcome.status == status).count()
    }

    /// All findings.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.across.iter().chain(self.issues.iter().flat_map(|outcome| &outcome.findings))
    }

    /// The report as JSON.
    pub fn to_json(&self) -> String {
        // Strings, numbers and lists cannot fail.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Whether a file is a report of a batch, in either form.
    pub fn is_one(path: &Path) -> bool {
        let Ok(text) = std::fs::read_to_string(path) else { return false };
        text.trim_start_matches('\u{FEFF}').starts_with(&COLUMNS.join(","))
            || Report::from_json(&text).is_some()
    }

    /// A report that [`Report::to_json`] wrote; nothing if it is none.
    pub fn from_json(text: &str) -> Option<Report> {
        serde_json::from_str(text).ok()
    }

    /// The issues as CSV, a line each; a mark at the head tells spreadsheets that it is UTF-8.
    pub fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer("\u{FEFF}".as_bytes().to_vec());
        let mut write = |row: [String; 8]| {
            // Memory takes what it is given.
            let _ = writer.write_record(row);
        };
        write(COLUMNS.map(str::to_owned));
        for outcome in &self.issues {
            write(outcome.row());
        }
        writer.into_inner().unwrap_or_default()
    }
}

const COLUMNS: [&str; 8] =
    ["issue", "output", "status", "pages", "milliseconds", "errors", "warnings", "findings"];
