//! The words for every [`Problem`], one file a language.
//!
//! Messages are one line without a full stop; the hint says how to mend it.

mod en;
mod reasons;
mod words;
mod zh;

use super::Problem;
use super::language::Language;
pub use words::Words;

/// The words for a problem in a language.
pub fn words(problem: &Problem, language: Language) -> Words {
    let problem = &reasons::in_words(problem, language);
    match language {
        Language::English => en::words(problem),
        Language::Chinese => zh::words(problem),
    }
}

/// What is said around the diagnostics of a run.
pub(super) mod frame {
    use super::{Language, en, zh};

    /// That there are more diagnostics than are shown.
    pub fn more(count: usize, language: Language) -> String {
        match language {
            Language::English => en::more(count),
            Language::Chinese => zh::more(count),
        }
    }

    /// What an error and a warning are called.
    pub fn severity(severity: crate::diagnostic::Severity, language: Language) -> &'static str {
        use crate::diagnostic::Severity::{Error, Warning};
        match (language, severity) {
            (Language::English, Error) => "error",
            (Language::English, Warning) => "warning",
            (Language::Chinese, Error) => "错误",
            (Language::Chinese, Warning) => "警告",
        }
    }

    /// What a hint is called.
    pub fn hint(language: Language) -> &'static str {
        match language {
            Language::English => "help",
            Language::Chinese => "提示",
        }
    }
}
