//! What a rule found, and what mends it.

use std::ops::Range;
use std::sync::Arc;

use super::rule::Rule;
use hongtou_base::diagnostic::{Diagnostic, Language, Place, Problem, Proofread, ProposedFix, Source};

/// In this order a rule's words stand in a diagnostic.
const LANGUAGES: [Language; 2] = [Language::English, Language::Chinese];

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// The file.
    pub source: Arc<Source>,
    /// Where in the file, in bytes.
    pub span: Range<usize>,
    /// What fills the rule's words.
    pub facts: Vec<String>,
    /// What mends it, where the machine can.
    pub edit: Option<Edit>,
}

/// A change of a stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What goes, in bytes.
    pub span: Range<usize>,
    /// What comes in its place.
    pub new: String,
    /// Whether nothing else can have been meant; otherwise somebody has to agree.
    pub certain: bool,
}

impl Finding {
    /// The finding as a diagnostic, which can be printed in either language.
    pub fn diagnostic(&self) -> Diagnostic {
        let words = Proofread {
            rule: self.rule.id,
            says: LANGUAGES.map(|language| self.rule.says.filled(&self.facts, language)),
            hint: LANGUAGES.map(|language| self.rule.hint.filled(&self.facts, language)),
            source: LANGUAGES.map(|language| self.rule.source(language)),
            fix: self.edit.as_ref().map(|edit| ProposedFix {
                span: edit.span.clone(),
                text: edit.new.clone(),
                certain: edit.certain,
            }),
        };
        Diagnostic {
            severity: self.rule.severity,
            problem: Problem::Proofread(Box::new(words)),
            place: Some(Place { source: Arc::clone(&self.source), span: self.span.clone() }),
        }
    }
}
