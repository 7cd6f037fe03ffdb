//! Regular expressions of the rules.

/// A regular expression that is compiled once.
macro_rules! pattern {
    ($text:expr) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($text).expect("the pattern is one"));
        &*PATTERN
    }};
}
pub(super) use pattern;
