//! What came of one issue of a batch.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::spreadsheet;
use hongtou_base::diagnostic::{Blame, Diagnostic, Language, Severity, words};

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

impl Outcome {
    /// The cells of its line in a table, in the order of the report's columns.
    pub(super) fn row(&self) -> [String; 8] {
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
