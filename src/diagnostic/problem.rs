//! Everything that can be wrong, as facts without words.

use std::path::PathBuf;

use crate::units::Length;

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
    /// No face of a role could be opened.
    NoFace { role: String, tried: Vec<String> },
    /// A font file cannot be used.
    BadFont { path: PathBuf, reason: String },
    /// A face's licence bits (OS/2 fsType) forbid to embed it, or to embed a subset of it.
    NoEmbedding { path: PathBuf, name: String },
    /// Pages name a glyph that the fonts handed over with them do not have.
    ForeignGlyph { face: usize, glyph: u16 },
    /// There is no page to write.
    NoPages,
    /// A page is too small or too large for the format. `page` counts from 1.
    PageSize { page: usize, width: Length, height: Length },
    /// A picture's resolution is out of bounds, or its page would give too many pixels.
    PictureSize { dpi: u32, width: Length, height: Length },
    /// The PDF packages refused what we gave them.
    PdfWriter { reason: String },
}

impl Problem {
    /// A stable name for scripts.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::CannotRead { .. } => "cannot-read",
            Problem::CannotWrite { .. } => "cannot-write",
            Problem::NoGlyph { .. } => "no-glyph",
            Problem::NoFace { .. } => "no-face",
            Problem::BadFont { .. } => "bad-font",
            Problem::NoEmbedding { .. } => "no-embedding",
            Problem::ForeignGlyph { .. } => "foreign-glyph",
            Problem::NoPages => "no-pages",
            Problem::PageSize { .. } => "page-size",
            Problem::PictureSize { .. } => "picture-size",
            Problem::PdfWriter { .. } => "pdf-writer",
        }
    }
}
