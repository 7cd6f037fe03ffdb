//! What can be said to a user: where, what, and how to mend it.
//!
//! [`Problem`] holds the facts; the words stand in [`texts`], so that a second language is one more file.

mod language;
mod notes;
mod problem;
mod read;
mod render;
mod source;
mod texts;
mod visible;
mod write_fault;

use std::ops::Range;
use std::sync::Arc;

pub use crate::encoding::OtherEncoding;
pub use language::Language;
pub use notes::{Note, note};
pub use problem::{
    Blame, MeasureFault, Problem, ProfileFault, Proofread, ProposedFix, Refusal, Side, Statement,
    TextTooLong, ValueKind, WordFault, WorkbookFault,
};
pub use read::read_file;
pub use render::{Style, render, to_json};
pub use source::floor;
pub use source::{MAX_FILE_SIZE, Source};
pub use texts::{Words, words};
pub use visible::{visible, visible_lines};
pub use write_fault::{OutputKind, WriteFault};

/// A stretch of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// Byte offsets into its text.
    pub span: Range<usize>,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The output is made, and the user should look.
    Warning,
    /// No output is made.
    Error,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What it is.
    pub problem: Problem,
    /// Where it is, if it is in a text.
    pub place: Option<Place>,
}

impl Diagnostic {
    /// An error that has a place.
    pub fn error_at(problem: Problem, source: &Arc<Source>, span: Range<usize>) -> Diagnostic {
        let place = Some(Place { source: Arc::clone(source), span });
        Diagnostic { severity: Severity::Error, problem, place }
    }

    /// An error without a place in a text.
    pub fn error(problem: Problem) -> Diagnostic {
        Diagnostic { severity: Severity::Error, problem, place: None }
    }

    /// The problem as a check of the issue sees it: pages that can be made, and that the standard does not allow, are
    /// an error there.
    #[must_use]
    pub fn as_checked(self) -> Diagnostic {
        let severity = match self.problem {
            Problem::NoTextOnFirstPage | Problem::TooManyOrgans { .. } => Severity::Error,
            _ => self.severity,
        };
        Diagnostic { severity, ..self }
    }

    /// A warning without a place in a text.
    pub fn warning(problem: Problem) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, problem, place: None }
    }

    /// A warning that has a place.
    pub fn warning_at(problem: Problem, source: &Arc<Source>, span: Range<usize>) -> Diagnostic {
        let place = Some(Place { source: Arc::clone(source), span });
        Diagnostic { severity: Severity::Warning, problem, place }
    }
}
