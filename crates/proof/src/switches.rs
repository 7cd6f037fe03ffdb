//! Which rules are turned off, and which places are excused.
//!
//! - `[check]` of the issue: `off = ["rule", …]`, for that issue;
//! - `[check]` of its layout, with the same key, for all issues that are set in it;
//! - `hongtou.toml` beside the issue or in a folder above: `[check]` with the same key, for all issues there;
//! - a comment `# hongtou: allow rule` on the line of the place, or on the lines of comment above it.
//!   A text of several lines has no room for comments, so its comment stands above its key and may name the words
//!   that it excuses: `# hongtou: allow rule 平稳过度`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::finding::Finding;
use super::rules::rule;
use hongtou_base::diagnostic::{Diagnostic, Place, Problem, Source};
use hongtou_format::issue::Issue;
use hongtou_format::project::settings_file;
use hongtou_format::toml_file::{self, Placed};

/// How a comment that excuses a place begins.
const ALLOW: &str = "hongtou: allow";

/// The rules that are turned off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Switches {
    off: BTreeSet<String>,
}

/// `hongtou.toml`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// How issues are proofread.
    check: Option<Check>,
}

/// How issues are proofread.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Check {
    /// Rules that are turned off.
    #[serde(default)]
    off: Vec<Placed<String>>,
}

impl Switches {
    /// These switches, and with them those of a list of rules; each has the place that names it.
    ///
    /// # Errors
    /// Rules of the list that do not exist.
    pub fn and<'a>(
        mut self,
        named: impl Iterator<Item = (&'a str, Option<Place>)>,
    ) -> Result<Switches, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        for (name, place) in named {
            match rule(name) {
                Some(_) => drop(self.off.insert(name.to_owned())),
                None => problems.push(Diagnostic { place, ..Diagnostic::error(unknown(name)) }),
            }
        }
        if problems.is_empty() { Ok(self) } else { Err(problems) }
    }

    /// These switches, and with them those of an issue.
    ///
    /// # Errors
    /// Rules that the issue names and that do not exist.
    pub fn and_of(self, issue: &Issue) -> Result<Switches, Vec<Diagnostic>> {
        let place = |span: &Range<usize>| Place { source: Arc::clone(&issue.source), span: span.clone() };
        self.and(issue.check_off.iter().map(|text| (text.value.as_str(), Some(place(&text.span)))))
    }

    /// Whether a rule is turned off.
    pub fn is_off(&self, id: &str) -> bool {
        self.off.contains(id)
    }

    /// Comments that would excuse something and name no rule.
    pub fn misnamed(issue: &Issue) -> Vec<Diagnostic> {
        let source = &issue.source;
        if !source.text.contains(ALLOW) {
            return Vec::new();
        }
        let texts = LongTexts::of(&source.text);
        let mut wrong = Vec::new();
        for (at, _) in source.text.match_indices(ALLOW) {
            let line = source.line_span(at);
            let comment = source.text[line.start..at].trim_end().ends_with('#');
            let rest = &source.text[at + ALLOW.len()..line.end];
            let name = rest.split_whitespace().next().unwrap_or_default();
            if comment && texts.key_of(at) == at && rule(name).is_none() {
                let start = at + ALLOW.len() + (rest.len() - rest.trim_start().len());
                wrong.push(Diagnostic::warning_at(unknown(name), source, start..start + name.len()));
            }
        }
        wrong
    }

    /// Leaves out findings that a comment excuses.
    pub fn excuse(&self, findings: &mut Vec<Finding>, source: &Source) {
        if source.text.contains(ALLOW) {
            let texts = LongTexts::of(&source.text);
            findings.retain(|finding| !is_excused(finding, source, &texts));
        }
    }
}

/// A name that no rule has.
fn unknown(name: &str) -> Problem {
    let known = super::all().chain(super::of_pages()).map(|rule| rule.id.to_owned()).collect();
    Problem::UnknownName { kind: "rule", name: name.to_owned(), known }
}

/// The switches of the nearest `hongtou.toml` in a folder or above it; none if there is none.
///
/// # Errors
/// Everything that is wrong with the file.
pub fn settings_of(folder: &Path) -> Result<Switches, Vec<Diagnostic>> {
    let Some(path) = settings_file(folder) else { return Ok(Switches::default()) };
    let source = Source::read(&path)?;
    let settings: Settings = toml_file::read(&source)?;
    let off = settings.check.map(|check| check.off).unwrap_or_default();
    let place = |span: &Range<usize>| Place { source: Arc::clone(&source), span: span.clone() };
    Switches::default().and(off.iter().map(|name| (name.value.as_str(), Some(place(&name.span)))))
}

/// Whether a comment at the finding's line, above it, or above the key of its text excuses it.
fn is_excused(finding: &Finding, source: &Source, texts: &LongTexts) -> bool {
    let start = finding.span.start.min(source.text.len());
    let line = source.line_span(start);
    let key_line = source.line_span(texts.key_of(start));
    let marked = source.text.get(finding.span.clone()).unwrap_or_default();
    let ends = source.text[line.clone()].rsplit_once('#').map(|(_, comment)| comment);
    // In a text of several lines # is no comment.
    let ends = ends.filter(|_| line == key_line);
    let mut comments: Vec<&str> = ends.into_iter().collect();
    comments.extend(comments_above(source, key_line.start));
    comments.iter().any(|comment| allows(comment, finding.rule.id, marked, &source.text[line.clone()]))
}

/// The comment lines right above a place, without `#`.
fn comments_above(source: &Source, start: usize) -> impl Iterator<Item = &str> {
    let above = source.text[..start].lines().rev().map(str::trim);
    above.map_while(|line| line.strip_prefix('#'))
}

/// Where the quotes of texts of several lines stand in a file.
struct LongTexts([Vec<usize>; 2]);

impl LongTexts {
    fn of(text: &str) -> LongTexts {
        LongTexts(["\"\"\"", "'''"].map(|quotes| text.match_indices(quotes).map(|(at, _)| at).collect()))
    }

    /// Where the value begins that a place of the file belongs to.
    fn key_of(&self, at: usize) -> usize {
        for quotes in &self.0 {
            // Within a text of several lines, an odd number of its quotes stands before.
            let before = quotes.partition_point(|&quote| quote < at);
            if before % 2 == 1 {
                return quotes[before - 1];
            }
        }
        at
    }
}

/// Whether a comment allows the rule; words behind the rule limit it to the line or stretch that has them.
fn allows(comment: &str, id: &str, marked: &str, line: &str) -> bool {
    let Some(rest) = comment.trim().strip_prefix(ALLOW) else { return false };
    let mut words = rest.trim().splitn(2, char::is_whitespace);
    let named = words.next().is_some_and(|name| name == id);
    let excerpt = words.next().unwrap_or_default().trim();
    named
        && (excerpt.is_empty()
            || marked.contains(excerpt)
            || excerpt.contains(marked) && line.contains(excerpt))
}
