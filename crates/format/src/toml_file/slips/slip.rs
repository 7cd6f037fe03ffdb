//! One slip.

use std::ops::Range;

use hongtou_base::diagnostic::Problem;

/// One slip.
#[derive(Debug)]
pub struct Slip {
    pub problem: Problem,
    /// The bytes that are marked.
    pub span: Range<usize>,
    /// What makes the text as it was meant.
    pub edits: Vec<Edit>,
    /// Where the parser may report what the slip led to.
    pub reach: Range<usize>,
}

/// Bytes of a file, and what was meant in their place.
#[derive(Debug, Clone)]
pub struct Edit {
    pub span: Range<usize>,
    pub text: String,
}

/// A range of a text with those of the edits that lie in it; they are in order.
pub fn apply(text: &str, range: Range<usize>, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(range.len());
    let mut at = range.start;
    for edit in edits.iter().filter(|edit| edit.span.start >= range.start && edit.span.end <= range.end) {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..range.end]);
    out
}

/// How a line was meant, if it is short enough to be shown in a hint.
pub fn line_as_meant(text: &str, line: &Range<usize>, edits: &[Edit]) -> Option<String> {
    const LONGEST: usize = 90;
    let meant = apply(text, line.clone(), edits);
    let meant = meant.trim();
    (meant.chars().count() <= LONGEST).then(|| meant.to_owned())
}
