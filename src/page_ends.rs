//! Where the pages of an older print ended, as comments of the issue file tell, held against the finished pages.
//!
//! A page whose number is certain is held against the page of that number, another one against the nearest end.

use std::sync::Arc;

use hongtou_base::structure::{heading_stop, mark};
use hongtou_engine::page::{Item, Pages, Part, Region};
use hongtou_format::issue::{Issue, PrintPage, Text};
use hongtou_proof::{Finding, Switches, rule};

/// Tells where the finished pages end elsewhere than those of the print; nothing where they agree.
pub fn check(issue: &Issue, pages: &Pages, switches: &Switches) -> Vec<Finding> {
    let comments = PrintPage::all(issue);
    let bodies = issue.bodies();
    if comments.is_empty() {
        return Vec::new();
    }
    let set = Set::of(pages, &bodies);
    let mut findings = Vec::new();
    let mut read: Option<(usize, Plain)> = None;
    for (print, span) in comments {
        let at = bodies.partition_point(|body| body.span.start <= span.start);
        if at == bodies.len() {
            break;
        }
        let (_, plain) = match read.take().filter(|(body, _)| *body == at) {
            Some(same) => read.insert(same),
            None => read.insert((at, Plain::of(bodies[at]))),
        };
        let mut report = |id: &str, facts: Vec<String>| {
            if let Some(rule) = rule(id).filter(|_| !switches.is_off(id)) {
                let (source, span) = (Arc::clone(&issue.source), span.clone());
                findings.push(Finding { rule, source, span, facts, edit: None });
            }
        };
        let Some(end) = plain.find(&print.after) else {
            report("print-page-words", vec![print.number(), print.after.clone()]);
            continue;
        };
        let Some(here) = set.index_of(bodies[at].source_offset(end)) else { continue };
        let Some(page) = set.page_for(&print, here) else { continue };
        let there = set.ends[page];
        if there != here {
            let characters = set.characters[there] as i64 - set.characters[here] as i64;
            let lines = set.glyphs[there].line as i64 - set.glyphs[here].line as i64;
            let facts = [print.after.clone(), (page + 1).to_string(), set.words_at(there)];
            let counts = [signed(characters), signed(lines)];
            report("print-page", [print.number()].into_iter().chain(facts).chain(counts).collect());
        }
    }
    switches.excuse(&mut findings, &issue.source);
    findings
}

fn signed(number: i64) -> String {
    if number < 0 { format!("−{}", -number) } else { format!("+{number}") }
}

/// A body without what is not set: blanks, `**`, the backslash at the start of a paragraph.
struct Plain {
    text: String,
    /// Where each byte of the text stands in the body.
    offsets: Vec<u32>,
    /// Up to where words were found.
    found: usize,
}

/// Whether a `#` makes its line a heading, or ends one, and is not printed.
fn is_heading_mark(body: &str, at: usize) -> bool {
    let start = body[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = body[start..].lines().next().unwrap_or_default();
    let indent = line.len() - line.trim_start().len();
    let Some((said, length)) = mark(&line[indent..]) else { return false };
    let text = start + indent + length;
    at < text
        || heading_stop(Some(said), &body[text..start + line.len()])
            .is_some_and(|(stop, _)| text + stop == at)
}

impl Plain {
    fn of(body: &Text) -> Plain {
        let mut plain = Plain { text: String::new(), offsets: Vec::new(), found: 0 };
        let value = &body.value;
        for (at, character) in value.char_indices() {
            let is_mark = character == '*'
                && (value[at + 1..].starts_with('*') || value[..at].ends_with('*'))
                || character == '\\' && value[..at].trim_end_matches([' ', '\t', '\u{3000}']).ends_with('\n')
                || character == '\\' && at == 0
                || character == '#' && is_heading_mark(value, at);
            if !is_mark && !character.is_whitespace() {
                plain.text.push(character);
                plain.offsets.resize(plain.text.len(), at as u32);
            }
        }
        plain
    }

    /// Where the last character of some words stands in the body; those behind the last ones that were found go first.
    fn find(&mut self, words: &str) -> Option<usize> {
        let words: String = words.chars().filter(|character| !character.is_whitespace()).collect();
        let later = self.text[self.found..].find(&words).map(|at| self.found + at);
        let end = later.or_else(|| self.text.find(&words))? + words.len();
        let last = *self.offsets.get(end.checked_sub(1)?)?;
        self.found = end;
        Some(last as usize)
    }
}

/// The characters of the bodies as they are set.
#[derive(Default)]
struct Set {
    glyphs: Vec<Place>,
    /// The glyphs by their places in the file.
    by_source: Vec<(u32, usize)>,
    /// How many characters there are up to each glyph, with it.
    characters: Vec<usize>,
    /// The last glyph on each page or before it.
    ends: Vec<usize>,
    /// The text of all glyphs, and where each ends in it.
    text: String,
}

/// A character in its place.
struct Place {
    /// Where it stands in the file.
    source: u32,
    page: usize,
    /// The line, counted through all pages.
    line: usize,
    end: usize,
}

impl Set {
    fn of(pages: &Pages, bodies: &[&Text]) -> Set {
        let mut set = Set::default();
        let is_body = |source: u32| {
            let next = bodies.partition_point(|body| body.span.start <= source as usize);
            next.checked_sub(1).is_some_and(|before| bodies[before].span.end > source as usize)
        };
        let (mut line, mut count) = (0, 0);
        for (index, page) in pages.pages.iter().enumerate() {
            let mut baseline = None;
            for item in &page.items {
                let Item::Text(run) = item else { continue };
                let region = pages.elements.get(run.element.index()).map(|element| element.region);
                if run.part == Part::Artifact || region.is_some_and(|region| region != Region::Text) {
                    continue;
                }
                for glyph in &run.glyphs {
                    let text = &run.text[glyph.text_start as usize..glyph.text_end as usize];
                    if text.trim().is_empty() || glyph.source == u32::MAX || !is_body(glyph.source) {
                        continue;
                    }
                    if baseline != Some(run.y) {
                        baseline = Some(run.y);
                        line += 1;
                    }
                    count += text.chars().count();
                    set.text.push_str(text);
                    set.glyphs.push(Place { source: glyph.source, page: index, line, end: set.text.len() });
                    set.characters.push(count);
                }
            }
            set.ends.push(set.glyphs.len().saturating_sub(1));
        }
        set.by_source = set.glyphs.iter().enumerate().map(|(at, glyph)| (glyph.source, at)).collect();
        set.by_source.sort_unstable();
        set
    }

    /// The glyph that shows the character at a place of the file.
    fn index_of(&self, source: usize) -> Option<usize> {
        let next = self.by_source.partition_point(|&(at, _)| at as usize <= source);
        next.checked_sub(1).map(|before| self.by_source[before].1)
    }

    /// The page that a comment is held against: of its number, or the one whose end is nearest.
    fn page_for(&self, print: &PrintPage, here: usize) -> Option<usize> {
        let last = self.ends.len().checked_sub(1)?;
        if print.certain {
            return Some((print.page - 1).min(last));
        }
        let page = self.glyphs[here].page;
        let far = |page: usize| self.characters[self.ends[page]].abs_diff(self.characters[here]);
        (page.saturating_sub(1)..=page).min_by_key(|&page| (far(page), page))
    }

    /// The last words up to a glyph.
    fn words_at(&self, index: usize) -> String {
        const SHOWN: usize = 9;
        let text = &self.text[..self.glyphs[index].end];
        let start = text.char_indices().rev().take(SHOWN).last().map_or(0, |(at, _)| at);
        text[start..].to_owned()
    }
}
