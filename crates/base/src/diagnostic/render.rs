//! Diagnostics → text with marked excerpts for people, JSON for programs.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use serde_json::{Value, json};

use super::texts::{frame, words};
use super::{Diagnostic, Language, Place, Problem, Severity, floor, visible, visible_lines};

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether colours are used.
    pub colour: bool,
    /// The language of the words.
    pub language: Language,
}

/// So many are printed; more than that nobody reads before mending the first.
const MOST_SHOWN: usize = 50;
/// A line of more bytes is cut before it is given to the renderer, which measures all of it.
const LONGEST_LINE: usize = 16 * 1024;
/// How many characters of a cut line are shown before and behind the marked place.
const CONTEXT: usize = 60;
/// The longest stretch that is marked, in characters.
const LONGEST_MARK: usize = 40;

/// The diagnostics as text: each with its place, an excerpt and a hint, cut after the first fifty.
pub fn render(diagnostics: &[Diagnostic], style: Style) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let mut text = String::new();
    for diagnostic in diagnostics.iter().take(MOST_SHOWN) {
        text.push_str(&renderer.render(&[group(diagnostic, style.language)]));
        text.push_str("\n\n");
    }
    if diagnostics.len() > MOST_SHOWN {
        text.push_str(&frame::more(diagnostics.len() - MOST_SHOWN, style.language));
        text.push('\n');
    } else if text.ends_with("\n\n") {
        text.pop();
    }
    text
}

fn group(diagnostic: &Diagnostic, language: Language) -> Group<'static> {
    let words = words(&diagnostic.problem, language);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let level = level.with_name(frame::severity(diagnostic.severity, language));
    let mut elements: Vec<Element<'static>> = Vec::new();
    if let Some(place) = &diagnostic.place {
        mark(place, visible(&words.label).into_owned(), &mut elements);
    }
    if let Some(hint) = words.hint {
        elements
            .push(Level::HELP.with_name(frame::hint(language)).message(visible(&hint).into_owned()).into());
    }
    level.primary_title(visible(&words.message).into_owned()).elements(elements)
}

/// Adds where a place is and what stands there.
fn mark(place: &Place, label: String, elements: &mut Vec<Element<'static>>) {
    let name = visible(&place.source.name).into_owned();
    let (line, column) = place.source.line_column(place.span.start);
    let excerpt = excerpt(place);
    if excerpt.text.trim().is_empty() || !place.source.shows_lines {
        elements.push(Origin::path(name).line(line).char_column(column).into());
        return;
    }
    let annotation = AnnotationKind::Primary.span(excerpt.mark).label(Some(label));
    let snippet = Snippet::source(excerpt.text).line_start(line).annotation(annotation);
    if excerpt.cut {
        elements.push(Origin::path(name).line(line).char_column(column).into());
        elements.push(snippet.into());
    } else {
        elements.push(snippet.path(name).into());
    }
}

struct Excerpt {
    text: String,
    /// The marked bytes of `text`.
    mark: Range<usize>,
    /// Whether `text` is less than the line, so that columns cannot be counted in it.
    cut: bool,
}

/// The line of a place, cut to a window if it is very long; merely long ones the renderer trims by itself.
fn excerpt(place: &Place) -> Excerpt {
    let text = &place.source.text;
    let line = place.source.line_span(place.span.start);
    let start = floor(text, place.span.start).clamp(line.start, line.end);
    let end = floor(text, place.span.end).clamp(start, line.end);
    let end = forward(text, start, LONGEST_MARK).min(end);
    let cut = line.len() > LONGEST_LINE;
    let (from, to) = if cut {
        (back(text, start, CONTEXT).max(line.start), forward(text, end, CONTEXT).min(line.end))
    } else {
        (line.start, line.end)
    };
    // What the terminal would obey is shown, and the mark moves along.
    let [before, marked, after] = [from..start, start..end, end..to].map(|range| visible_lines(&text[range]));
    let mark = before.len()..before.len() + marked.len();
    Excerpt { text: [before, marked, after].concat(), mark, cut }
}

fn forward(text: &str, offset: usize, characters: usize) -> usize {
    text[offset..].char_indices().nth(characters).map_or(text.len(), |(at, _)| offset + at)
}

fn back(text: &str, offset: usize, characters: usize) -> usize {
    text[..offset].char_indices().rev().take(characters).last().map_or(offset, |(at, _)| at)
}

/// The diagnostics as a JSON array; every one of them.
///
/// Of each: `severity`, `code`, `message`, `hint`, and where it has a place `file`, `line` and `column` (from 1,
/// in characters), `end_line`, `end_column`, and `span`, the two byte offsets into the text of the file,
/// a byte order mark not counted.
pub fn to_json(diagnostics: &[Diagnostic], language: Language) -> Value {
    diagnostics.iter().map(|diagnostic| one_to_json(diagnostic, language)).collect()
}

fn one_to_json(diagnostic: &Diagnostic, language: Language) -> Value {
    let words = words(&diagnostic.problem, language);
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut value = json!({
        "severity": severity,
        "code": diagnostic.problem.code(),
        "message": words.message,
        "hint": words.hint,
    });
    if let Problem::Proofread(found) = &diagnostic.problem {
        value["source"] = json!(match language {
            Language::English => &found.source[0],
            Language::Chinese => &found.source[1],
        });
        value["fix"] = match &found.fix {
            Some(fix) => json!({
                "span": [fix.span.start, fix.span.end],
                "text": fix.text,
                "certain": fix.certain,
            }),
            None => Value::Null,
        };
    }
    if let Some(path) = diagnostic.problem.path() {
        value["file"] = json!(path.display().to_string());
    }
    if let Some(Place { source, span }) = &diagnostic.place {
        let (line, column) = source.line_column(span.start);
        let (end_line, end_column) = source.line_column(span.end);
        value["file"] = json!(source.name);
        value["line"] = json!(line);
        value["column"] = json!(column);
        value["end_line"] = json!(end_line);
        value["end_column"] = json!(end_column);
        value["span"] = json!([span.start, span.end]);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Problem, Source};

    fn plain(diagnostic: Diagnostic) -> String {
        render(&[diagnostic], Style::default())
    }

    #[test]
    fn a_diagnostic_has_its_place_an_excerpt_and_a_hint() {
        let source = Source::new("issue.toml", "[masthead]\ntitel = \"工作动态\"\n");
        let problem = Problem::UnknownKey {
            key: "masthead.titel".to_owned(),
            nearest: Some("title".to_owned()),
            home: None,
            known: Vec::new(),
        };
        let expected = "\
error: unknown key `masthead.titel`
 --> issue.toml:2:1
  |
2 | titel = \"工作动态\"
  | ^^^^^ no such key
  |
  = help: did you mean `title`?
";
        assert_eq!(plain(Diagnostic::error_at(problem, &source, 11..16)), expected);
    }

    #[test]
    fn chinese_characters_are_two_columns_wide_in_the_excerpt() {
        let source = Source::new("issue.toml", "body = \"三是**调研\"");
        let text = plain(Diagnostic::error_at(Problem::UnclosedBold, &source, 14..16));
        assert!(text.contains("1 | body = \"三是**调研\"\n  |             ^^ opened here\n"), "{text}");
        assert!(text.contains("issue.toml:1:11"), "{text}");
    }

    #[test]
    fn a_long_line_is_trimmed_to_the_marked_place() {
        for hanzi in [1_000, 100_000] {
            let source = Source::new("issue.toml", format!("{}**{}", "省".repeat(hanzi), "第".repeat(hanzi)));
            let text = plain(Diagnostic::error_at(Problem::UnclosedBold, &source, 3 * hanzi..3 * hanzi + 2));
            assert!(text.contains(&format!("issue.toml:1:{}", hanzi + 1)), "{text}");
            assert!(text.contains("省**第"), "{text}");
            assert!(text.len() < 1_000, "{text}");
        }
    }

    #[test]
    fn fifty_are_shown_and_the_rest_counted() {
        let source = Source::new("issue.toml", "**");
        let many = vec![Diagnostic::error_at(Problem::UnclosedBold, &source, 0..2); 53];
        let text = render(&many, Style::default());
        assert_eq!(text.matches("error:").count(), 50);
        assert!(
            text.ends_with("and 3 more; mend these first, or see all with `hongtou check --format json`\n")
        );
    }

    #[test]
    fn json_has_all_of_it() {
        let source = Source::new("issue.toml", "a = 1\n二 = **");
        let all = to_json(&[Diagnostic::error_at(Problem::UnclosedBold, &source, 12..14)], Language::English);
        assert_eq!(all[0]["code"], "unclosed-bold");
        assert_eq!((&all[0]["line"], &all[0]["column"]), (&json!(2), &json!(5)));
        assert_eq!(all[0]["span"], json!([12, 14]));
    }
}
