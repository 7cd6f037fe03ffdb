//! What can be said to a user: where, what, and how to mend it.
//!
//! [`Problem`] holds the facts; the words stand in [`texts`], so that a second language is one more file.

mod problem;
mod texts;

use std::ops::Range;
use std::sync::Arc;

pub use problem::Problem;
pub use texts::{Text, text};

/// A text file that diagnostics can point into.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// Its name as the user knows it.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl Source {
    /// A source that can be shared by diagnostics.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Arc::new(Source { name: name.into(), text: text.into() })
    }

    /// Line and column, both from 1, of a byte offset; columns are counted in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let before = &self.text[..offset];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

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

    /// A warning that has a place.
    pub fn warning_at(problem: Problem, source: &Arc<Source>, span: Range<usize>) -> Diagnostic {
        let place = Some(Place { source: Arc::clone(source), span });
        Diagnostic { severity: Severity::Warning, problem, place }
    }
}
