//! The parser's errors → diagnostics.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeTable;

use hongtou_base::diagnostic::{Diagnostic, Problem, Source, floor};

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
    let mark = at.and_then(|found| Some((found, ascii_mark(found)?)));
    let is_bare = |at: &char| at.is_control() && !matches!(at, '\n' | '\r' | '\t');
    // An escape comes first: whatever stands behind its backslash is innocent.
    let problem = if error.message().contains("escape") && text[..span.start].ends_with('\\') {
        span = span.start - 1..span.start;
        Problem::BadEscape
    } else if let Some(character) = at.filter(is_bare) {
        span.end = span.start + character.len_utf8();
        Problem::ForbiddenCharacter { character }
    } else if let Some((found, wanted)) = mark {
        span.end = span.start + found.len_utf8();
        Problem::FullWidthMark { found, wanted, meant: None }
    } else if error.message() == "duplicate key" {
        Problem::DuplicateKey { key: text[span.clone()].to_owned() }
    } else if error.message().contains(" string") && at.is_none_or(|at| matches!(at, '\r' | '\n')) {
        Problem::UnclosedText
    } else if error.message().starts_with("string values must be quoted") {
        Problem::Unquoted { meant: quoted_value(text, &span) }
    } else {
        Problem::Syntax { reason: error.message().to_owned() }
    };
    Diagnostic::error_at(problem, source, span)
}

/// The line with the rest of it, which is a text, between quotes; nothing if it is too long to be shown.
fn quoted_value(text: &str, span: &Range<usize>) -> Option<String> {
    const LONGEST: usize = 60;
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let rest = text[span.start..].lines().next()?.trim_end();
    let value = rest.split(" #").next()?.trim_end();
    let fits = value.chars().count() <= LONGEST && !value.contains(['"', '\\']);
    fits.then(|| format!("{}\"{value}\"", text[start..span.start].trim_start()))
}

/// What a mark of a Chinese keyboard stands for when it is typed by mistake.
fn ascii_mark(mark: char) -> Option<char> {
    Some(match mark {
        '“' | '”' | '＂' | '「' | '」' => '"',
        '‘' | '’' | '＇' => '\'',
        '【' | '［' | '〔' => '[',
        '】' | '］' | '〕' => ']',
        '，' | '、' => ',',
        '：' | '＝' => '=',
        '　' => ' ',
        // The full-width forms follow ASCII in its own order.
        '！'..='～' => char::from_u32(u32::from(mark) - 0xFEE0)?,
        _ => return None,
    })
}
