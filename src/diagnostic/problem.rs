//! Everything that can be wrong, as facts without words.

use std::path::PathBuf;

/// What is wrong.
///
/// Each variant's words stand in [`super::texts`]; its code is stable, so that scripts can rely on it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // The variants say what their fields are.
pub enum Problem {
    /// A file could not be read.
    CannotRead { path: PathBuf, reason: String },
    /// A file could not be written.
    CannotWrite { path: PathBuf, reason: String },
    /// No face of a role covers a character.
    NoGlyph { character: char, role: String },
    /// No face of a role covers a character, and some of the faces that the layout names are missing.
    NoGlyphAndMissingFaces { character: char, role: String, missing: Vec<String> },
    /// No face of a role could be opened.
    NoFace { role: String, tried: Vec<String> },
    /// A font file cannot be used.
    BadFont { path: PathBuf, reason: String },
}

impl Problem {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::CannotRead { .. } => "cannot-read",
            Problem::CannotWrite { .. } => "cannot-write",
            Problem::NoGlyph { .. } | Problem::NoGlyphAndMissingFaces { .. } => "no-glyph",
            Problem::NoFace { .. } => "no-face",
            Problem::BadFont { .. } => "bad-font",
        }
    }
}
