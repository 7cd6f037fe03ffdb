//! Old files → issues: Word, Markdown and plain text.
//!
//! The steps, each a module:
//!
//! ```text
//! bytes ─► text · docx ─► units ─► furniture · wrap ─► mend ─► recognise ─► join ─► write ─► issue.toml
//! ```
//!
//! Whatever is changed on the way is in the [`Report`]; what has no place stands as comments in the issue file.

mod date;
mod docx;
mod form;
mod furniture;
mod join;
mod marks;
mod mend;
mod parts;
mod paste;
mod pattern;
mod recognise;
mod report;
mod text;
mod unit;
mod wrap;
mod write;

use std::path::Path;

use hongtou_base::diagnostic::{Diagnostic, Problem, read_file};
use hongtou_base::encoding::decode;

pub use form::Form;
pub use parts::{Article, Attachment, Key, Parts, Signature};
pub use report::{Entry, Report, Rule};
pub use unit::{Cell, EndedPage, Origin, Place, Unit};

/// The largest Word file, in bytes; most of a large one are pictures, which are not looked at.
pub const MAX_WORD_SIZE: u64 = 64 << 20;
/// The largest text file, in bytes: some seven hundred pages.
pub const MAX_TEXT_SIZE: u64 = 2 << 20;

/// The most lines or paragraphs with text; so many pages have a fifth of them.
pub const MOST_LINES: usize = 100_000;

/// How files begin that are of no kind that is imported, whatever their names say.
const OTHER_KINDS: [(&[u8], &str); 3] =
    [(b"%PDF-", "PDF"), (b"\xEF\xBB\xBF%PDF-", "PDF"), (b"{\\rtf", "RTF")];

/// A file that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The parts of the issue.
    pub parts: Parts,
    /// The text of the issue file.
    pub toml: String,
    /// What was changed.
    pub report: Report,
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Markdown,
    Text,
}

/// Imports a file; `layout` overrules the one that would be chosen by what the file has.
///
/// # Errors
/// A file that cannot be read, that is too large, damaged or of no known kind, or that holds no text.
pub fn import(path: &Path, layout: Option<&str>) -> Result<Imported, Vec<Diagnostic>> {
    let kind = kind(path)?;
    let limit = if kind == Kind::Word { MAX_WORD_SIZE } else { MAX_TEXT_SIZE };
    let bytes = read(path, limit)?;
    import_bytes(path, &bytes, layout)
}

/// Imports the bytes of a file; its name tells its kind.
///
/// # Errors
/// As [`import`].
pub fn import_bytes(path: &Path, bytes: &[u8], layout: Option<&str>) -> Result<Imported, Vec<Diagnostic>> {
    let kind = kind(path)?;
    let failed = |problem| vec![Diagnostic::error(problem)];
    let path = path.to_owned();
    // A PDF or RTF file is text on its face, whatever its name says.
    if let Some(is) = OTHER_KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, name)| *name) {
        return Err(failed(Problem::OtherKind { path, is }));
    }
    let mut report = Report::default();
    let (mut units, tears_are_pages) = if kind == Kind::Word || docx::is_word(bytes) {
        let (units, pages_known) = docx::units(bytes, &mut report)
            .map_err(|fault| failed(Problem::BadWord { path: path.clone(), fault }))?;
        (units, !pages_known)
    } else {
        // A picture or a program may be UTF-8 by chance, but not without a NUL.
        let decoded = decode(bytes).map(|(text, _)| text).filter(|text| !text.contains('\0'));
        let Some(text) = decoded else { return Err(failed(Problem::NotText { path })) };
        let lines = text::lines(&text);
        if lines > MOST_LINES {
            return Err(failed(Problem::TooManyLines { path, lines, most: MOST_LINES }));
        }
        let (mut units, feeds) = text::units(&text, kind == Kind::Markdown, &mut report);
        let pages_known = furniture::remove(&mut units, feeds, &mut report);
        let is_wrapped = kind == Kind::Text && wrap::unwrap(&mut units, &mut report);
        (units, !pages_known && !is_wrapped)
    };
    if units.len() > MOST_LINES {
        return Err(failed(Problem::TooManyLines { path, lines: units.len(), most: MOST_LINES }));
    }
    for unit in &mut units {
        mend::mend(unit, &mut report);
        unit.trim();
    }
    units.retain(|unit| !unit.cells.is_empty());
    if units.is_empty() {
        return Err(failed(Problem::NothingToImport { path }));
    }
    let mut parts = recognise::recognise(units, layout.and_then(Form::of_layout), &mut report);
    join::join(&mut parts, tears_are_pages, &mut report);
    let toml = write::write(&parts, layout.unwrap_or(parts.layout()));
    Ok(Imported { parts, toml, report })
}

fn kind(path: &Path) -> Result<Kind, Vec<Diagnostic>> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("docx" | "docm" | "doc" | "wps") => Ok(Kind::Word),
        Some("md" | "markdown") => Ok(Kind::Markdown),
        Some("txt" | "text") => Ok(Kind::Text),
        _ => Err(vec![Diagnostic::error(Problem::UnknownKind { path: path.to_owned() })]),
    }
}

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Vec<Diagnostic>> {
    read_file(path, limit).map_err(|problem| vec![Diagnostic::error(problem)])
}
