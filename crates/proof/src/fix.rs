//! Findings → the file with the mechanical faults mended.
//!
//! Each edit is a stretch of the file itself: comments, order, blanks and escapes elsewhere stay as they are.

use similar::TextDiff;

use super::{Edit, Finding};

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixes {
    /// Those where nothing else can have been meant.
    Certain,
    /// Those that may change the sense as well.
    All,
}

impl Fixes {
    /// Whether an edit is one of them.
    pub fn take(self, edit: &Edit) -> bool {
        edit.certain || self == Fixes::All
    }
}

/// The text with every edit done, and how many those are; of two that touch the same bytes the first is done.
pub fn fix(text: &str, findings: &[Finding], fixes: Fixes) -> (String, usize) {
    let edits = findings.iter().filter_map(|finding| finding.edit.as_ref());
    let mut edits: Vec<&Edit> = edits.filter(|edit| fixes.take(edit)).collect();
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end, !edit.certain));
    edits.dedup();
    let mut fixed = String::with_capacity(text.len());
    let (mut done, mut count) = (0, 0);
    for edit in edits {
        if edit.span.start < done {
            continue;
        }
        fixed.push_str(&text[done..edit.span.start]);
        fixed.push_str(&edit.new);
        done = edit.span.end;
        count += 1;
    }
    fixed.push_str(&text[done..]);
    (fixed, count)
}

/// What changes between two states of a file, as a unified diff.
pub fn diff(name: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().context_radius(1).header(name, name).to_string()
}
