//! Who receives how many copies, and which: the recipients' shares, checked against the copies printed.

mod file;
mod headings;
mod table;
mod workbook;

use std::collections::BTreeMap;
use std::sync::Arc;

use hongtou_base::diagnostic::{Diagnostic, Place, Problem, Source};
use hongtou_format::issue::Issue;
use hongtou_format::toml_file::Placed;

pub use table::read;

/// A list of recipients as written.
#[derive(Debug, Clone)]
pub struct List {
    /// The file that it stands in.
    pub source: Arc<Source>,
    /// The recipients in its order.
    pub entries: Vec<Entry>,
    /// What the user should look at: rows that are no recipients.
    pub warnings: Vec<Diagnostic>,
}

/// A recipient as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The office.
    pub to: Placed<String>,
    /// How many copies it receives.
    pub copies: Placed<u32>,
}

impl List {
    /// The list that stands in an issue.
    pub fn of_issue(issue: &Issue) -> List {
        let entry = |allotment: &hongtou_format::issue::Allotment| Entry {
            to: Placed { value: allotment.to.value.clone(), span: allotment.to.span.clone() },
            copies: allotment.copies.clone(),
        };
        let entries = issue.distribution.allotment.iter().map(entry).collect();
        List { source: Arc::clone(&issue.source), entries, warnings: Vec::new() }
    }

    /// Where a character is first written in the name of a recipient.
    pub fn place_of(&self, character: char) -> Option<Place> {
        self.entries.iter().find_map(|entry| {
            let name = &entry.to;
            let written = self.source.text.get(name.span.clone()).unwrap_or_default();
            let start = name.span.start + written.find(character)?;
            Some(Place { source: Arc::clone(&self.source), span: start..start + character.len_utf8() })
        })
    }

    /// How many copies the recipients get together.
    pub fn sum(&self) -> u64 {
        self.entries.iter().map(|entry| u64::from(entry.copies.value)).sum()
    }
}

/// What one recipient gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The office, or what the rest is for.
    pub to: String,
    /// How many copies.
    pub copies: u32,
    /// The index of its first copy, from 0.
    pub start: u32,
}

/// Shares out copies in the order of the list; what is left goes to `rest`.
///
/// # Errors
/// Recipients that are there twice, and more copies than are printed; both with their places.
pub fn share_out(list: &List, copies: u32, rest: &str) -> Result<Vec<Share>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut shares = Vec::with_capacity(list.entries.len() + 1);
    let mut given = 0u64;
    let mut full = false;
    for (index, entry) in list.entries.iter().enumerate() {
        let name = bare(&entry.to.value);
        if let Some(first) = known.insert(name, index) {
            let first_line = list.source.text[..list.entries[first].to.span.start].matches('\n').count() + 1;
            let problem = Problem::DuplicateRecipient { name: entry.to.value.clone(), first_line };
            problems.push(Diagnostic::error_at(problem, &list.source, entry.to.span.clone()));
        }
        let start = given;
        given += u64::from(entry.copies.value);
        if given > u64::from(copies) && !full {
            full = true;
            let problem = Problem::AllotmentExceeds { allotted: list.sum(), copies };
            problems.push(Diagnostic::error_at(problem, &list.source, entry.copies.span.clone()));
        }
        let share =
            Share { to: entry.to.value.trim().to_owned(), copies: entry.copies.value, start: start as u32 };
        shares.push(share);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let left = copies - given as u32;
    if left > 0 {
        shares.push(Share { to: rest.to_owned(), copies: left, start: given as u32 });
    }
    Ok(shares)
}

/// A name without its blanks: written differently, it is the same office.
fn bare(name: &str) -> String {
    name.chars().filter(|character| !character.is_whitespace()).collect()
}
