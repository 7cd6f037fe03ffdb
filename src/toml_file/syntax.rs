//! The parser's errors → diagnostics.

use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use crate::diagnostic::{Diagnostic, Problem, Source, floor};

/// The tree of what could be read, and every syntax error.
pub(super) fn parse(source: &Arc<Source>) -> (Spanned<DeTable<'_>>, Vec<Diagnostic>) {
    let (tree, errors) = DeTable::parse_recoverable(&source.text);
    (tree, errors.iter().map(|error| diagnostic(source, error)).collect())
}

fn diagnostic(source: &Arc<Source>, error: &toml::de::Error) -> Diagnostic {
    let text = &source.text;
    let mut span = error.span().unwrap_or(0..0);
    span.start = floor(text, span.start);
    span.end = floor(text, span.end.max(span.start));
    let at = text[span.start..].chars().next();
    let problem = match at {
        Some(character) if character.is_control() && !matches!(character, '\n' | '\r' | '\t') => {
            span.end = span.start + character.len_utf8();
            Problem::ForbiddenCharacter { character }
        }
        _ if error.message() == "duplicate key" => {
            Problem::DuplicateKey { key: text[span.clone()].to_owned() }
        }
        _ => Problem::Syntax { reason: error.message().to_owned() },
    };
    Diagnostic::error_at(problem, source, span)
}
