//! What came of a batch: for people a table, for programs JSON or CSV.

use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Entry, Shard};
use crate::diagnostic::{Blame, Diagnostic, Language, Severity, words};
use crate::spreadsheet;

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

/// What came of an issue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The path of its file.
    pub issue: String,
    /// The path of its PDF, from the output folder; empty if it never got a name.
    pub output: String,
    /// How it ended.
    pub status: Status,
    /// How many pages it has.
    pub pages: usize,
    /// How long it took.
    pub milliseconds: f64,
    /// What there is to say of it.
    pub findings: Vec<Finding>,
}

/// How an issue ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Its PDF was made.
    Rendered,
    /// Its PDF is as it should be.
    Unchanged,
    /// It has errors; a PDF from before is still there.
    Failed,
    /// The batch ended before it.
    NotReached,
}

/// A diagnostic without the text that it points into.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// `error` or `warning`.
    pub severity: String,
    /// `input`, `command-line` or `machine`: who has to mend it.
    pub blame: String,
    /// A stable name for scripts.
    pub code: String,
    /// What is wrong.
    pub message: String,
    /// The file that it is about.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column, from 1.
    pub column: Option<usize>,
}

impl Finding {
    /// A diagnostic in words.
    pub fn of(diagnostic: &Diagnostic, language: Language) -> Finding {
        let place = diagnostic.place.as_ref();
        let line_column = place.map(|place| place.source.line_column(place.span.start));
        let path = diagnostic.problem.path().map(|path| path.display().to_string());
        let blame = match diagnostic.problem.blame() {
            Blame::Input => "input",
            Blame::CommandLine => "command-line",
            Blame::Machine => "machine",
        };
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        Finding {
            severity: severity.to_owned(),
            blame: blame.to_owned(),
            code: diagnostic.problem.code().to_owned(),
            message: words(&diagnostic.problem, language).message,
            file: place.map(|place| place.source.name.clone()).or(path),
            line: line_column.map(|(line, _)| line),
            column: line_column.map(|(_, column)| column),
        }
    }

    /// Diagnostics in words.
    pub fn all(diagnostics: &[Diagnostic], language: Language) -> Vec<Finding> {
        /// A file with thousands of errors is wrong as a whole; the first ones show how.
        const MOST: usize = 100;
        diagnostics.iter().take(MOST).map(|diagnostic| Finding::of(diagnostic, language)).collect()
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

impl Outcome {
    /// An outcome without findings.
    pub(super) fn new(path: &Path, output: &str, status: Status) -> Outcome {
        Outcome {
            issue: path.display().to_string(),
            output: output.to_owned(),
            status,
            pages: 0,
            milliseconds: 0.0,
            findings: Vec::new(),
        }
    }

    /// An issue that failed.
    pub(super) fn failed(path: &Path, problems: &[Diagnostic], language: Language) -> Outcome {
        Outcome { findings: Finding::all(problems, language), ..Outcome::new(path, "", Status::Failed) }
    }
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

impl Outcome {
    fn row(&self) -> [String; 8] {
        let errors = self.findings.iter().filter(|finding| finding.is_error()).count();
        let warnings = self.findings.len() - errors;
        let said = |finding: &Finding| match finding.line {
            Some(line) => format!("{line}: {}", finding.message),
            None => finding.message.clone(),
        };
        [
            spreadsheet::guarded(&self.issue).into_owned(),
            spreadsheet::guarded(&self.output).into_owned(),
            self.status.name().to_owned(),
            self.pages.to_string(),
            format!("{:.1}", self.milliseconds),
            errors.to_string(),
            warnings.to_string(),
            spreadsheet::guarded(&self.findings.iter().map(said).collect::<Vec<_>>().join("\n")).into_owned(),
        ]
    }
}

impl Status {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Status::Rendered => "rendered",
            Status::Unchanged => "unchanged",
            Status::Failed => "failed",
            Status::NotReached => "not-reached",
        }
    }
}
