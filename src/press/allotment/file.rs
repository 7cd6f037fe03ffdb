//! The file of a list of recipients → its text: a table of a spreadsheet, or CSV in any encoding.

use std::path::Path;
use std::sync::Arc;

use super::workbook;
use hongtou_base::diagnostic::{Diagnostic, MAX_FILE_SIZE, Problem, Source, WorkbookFault, read_file};
use hongtou_base::encoding;

/// What a .xlsx begins with: it is a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";
/// What the older .xls, and .et of WPS, begin with.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0";

/// The rows of a file, a line each.
pub struct TableText {
    pub source: Arc<Source>,
    /// Whether cells are as they are between tabs; otherwise the text is CSV.
    pub is_plain: bool,
}

/// Reads a file.
///
/// # Errors
/// A file that cannot be read, or that is neither a workbook nor a text.
pub fn read(path: &Path) -> Result<TableText, Vec<Diagnostic>> {
    let failed = |problem| vec![Diagnostic::error(problem)];
    let bytes = read_file(path, MAX_FILE_SIZE).map_err(failed)?;
    let name = path.display().to_string();
    let bad = |fault| failed(Problem::BadWorkbook { path: path.to_owned(), fault });
    if bytes.starts_with(COMPOUND) {
        return Err(bad(WorkbookFault::OldForm));
    }
    if bytes.starts_with(ZIP) {
        let text = workbook::text(&bytes).map_err(bad)?;
        return Ok(TableText { source: Source::new(name, text), is_plain: true });
    }
    let text = decode(&bytes).ok_or_else(|| failed(Problem::UnknownEncoding { path: path.to_owned() }))?;
    Ok(TableText { source: Source::new(name, text), is_plain: false })
}

/// The text of a table; one with NUL is another kind of file, whatever its encoding.
fn decode(bytes: &[u8]) -> Option<String> {
    encoding::decode(bytes).map(|(text, _)| text).filter(|text| !text.contains('\0'))
}
