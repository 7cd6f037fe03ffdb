//! Headers of tables in the brackets of a Chinese keyboard, or in one pair of brackets instead of two.

use std::ops::Range;

use serde_json::Value as Schema;

use super::line::{is_blank_or_comment, trim};
use super::slip::{Edit, Slip};
use hongtou_base::diagnostic::{Problem, ValueKind};

/// Brackets of a Chinese keyboard that are written for [ and ].
const OPENING: [char; 5] = ['[', '【', '［', '〔', '〖'];
const CLOSING: [char; 5] = [']', '】', '］', '〕', '〗'];

/// A line that is the header of a table.
pub(super) struct Header<'t> {
    pub name: &'t str,
    /// From the first bracket to the last.
    pub span: Range<usize>,
    /// The first bracket that is not ASCII.
    foreign: Option<char>,
    is_double: bool,
}

/// The names of a schema's lists of tables, as their headers have them.
pub(super) fn lists_of(schema: &Schema) -> Vec<String> {
    let mut names = Vec::new();
    collect(schema, "", &mut names);
    names
}

fn collect(schema: &Schema, path: &str, names: &mut Vec<String>) {
    for (key, part) in schema.get("properties").and_then(Schema::as_object).into_iter().flatten() {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        if part.pointer("/items/properties").is_some() {
            names.push(path);
        } else if path.matches('.').count() < 2 {
            collect(part, &path, names);
        }
    }
}

/// The header that a line is.
pub(super) fn header<'t>(text: &'t str, line: &Range<usize>) -> Option<Header<'t>> {
    let written = &text[line.clone()];
    let start = line.start + written.len() - trim(written).len();
    let rest = &text[start..line.end];
    let name_start = rest.find(|c: char| !OPENING.contains(&c) && !c.is_whitespace())?;
    let (opening, rest) = rest.split_at(name_start);
    let name_end = rest.find(|c: char| CLOSING.contains(&c))?;
    let (name, rest) = rest.split_at(name_end);
    let name = name.trim_end();
    let end = rest.find(|c: char| !CLOSING.contains(&c)).unwrap_or(rest.len());
    let (closing, rest) = rest.split_at(end);
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-.".contains(&b));
    let opened = opening.chars().filter(|c| !c.is_whitespace()).count();
    if !is_name || opened == 0 || !is_blank_or_comment(trim(rest)) {
        return None;
    }
    Some(Header {
        name,
        span: start..line.end - rest.len(),
        foreign: opening.chars().chain(closing.chars()).find(|c| !c.is_ascii() && *c != '\u{3000}'),
        is_double: opened > 1,
    })
}

/// What is wrong with a header, if it is a slip.
pub(super) fn slip(header: &Header<'_>, line: &Range<usize>, lists: &[String]) -> Option<Slip> {
    let is_list = lists.iter().any(|list| list == header.name);
    let double = header.is_double || is_list;
    let meant = if double { format!("[[{}]]", header.name) } else { format!("[{}]", header.name) };
    let problem = match header.foreign {
        Some(found) => {
            let wanted = if OPENING.contains(&found) { '[' } else { ']' };
            Problem::FullWidthMark { found, wanted, meant: Some(meant.clone()) }
        }
        None if is_list && !header.is_double => Problem::WrongType {
            key: header.name.to_owned(),
            wanted: vec![ValueKind::Tables],
            found: ValueKind::Table,
            meant: Some(meant.clone()),
        },
        None => return None,
    };
    // The parser reports the second header of a list, and the keys below it; the first one is as wrong.
    let reach = if header.foreign.is_some() { line.clone() } else { 0..usize::MAX };
    let edits = vec![Edit { span: header.span.clone(), text: meant }];
    Some(Slip { problem, span: header.span.clone(), edits, reach })
}
