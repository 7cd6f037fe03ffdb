//! Regular expressions of the importer.

use regex::Regex;

/// Compiles a regular expression.
///
/// One that does not compile would match nothing, without a word: where assertions are on, as in tests, it panics.
/// `tests/program/patterns.rs` compiles every one that is a literal.
pub(crate) fn compiled(pattern: &str) -> Option<Regex> {
    let found = Regex::new(pattern);
    debug_assert!(found.is_ok(), "{found:?}");
    found.ok()
}
