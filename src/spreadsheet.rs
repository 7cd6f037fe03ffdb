//! Texts as cells of a CSV file: a spreadsheet takes a cell that begins with certain marks for a formula and runs it.

use std::borrow::Cow;

/// What a formula begins with, in Excel, WPS and LibreOffice; after a tab or a line end, too.
const BEGINNINGS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// What makes a spreadsheet take the rest for text.
const GUARD: char = '\'';

/// A text that no spreadsheet takes for a formula.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(BEGINNINGS) { Cow::Owned(format!("{GUARD}{cell}")) } else { Cow::Borrowed(cell) }
}

/// The text that was guarded.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix(GUARD).filter(|rest| rest.starts_with(BEGINNINGS)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_texts_and_texts_stay_as_they_are() {
        for formula in ["=HYPERLINK(\"x\")", "+1", "-2+3", "@SUM(A1)", "\t=1"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
            assert_eq!(unguarded(&guarded(formula)), formula);
        }
        for text in ["县委办公室", "'90年代", "a=b", ""] {
            assert_eq!(guarded(text), text);
            assert_eq!(unguarded(text), text);
        }
    }
}
