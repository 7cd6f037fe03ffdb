//! Everything that can be wrong, as facts without words.

use std::path::{Path, PathBuf};

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

    /// A file is larger than the program takes; both in bytes.
    FileTooLarge { path: PathBuf, size: u64, limit: u64 },
    /// A file is not UTF-8: the first byte that is wrong, and where it is in the file.
    NotUtf8 { byte: u8, offset: usize },
    /// The text is not TOML; the reason is the reader's, in English.
    Syntax { reason: String },
    /// A full-width mark where TOML has an ASCII one.
    FullWidthMark { found: char, wanted: char },
    /// A backslash in a basic string that begins no escape.
    BadEscape,
    /// A string without its closing quotes.
    UnclosedText,
    /// A key is there twice in one table.
    DuplicateKey { key: String },
    /// A key that its table does not know; `home` is the one table that does, as its header has
    /// it between the brackets, and empty for the head of the file.
    UnknownKey { key: String, nearest: Option<String>, home: Option<String>, known: Vec<String> },
    /// A key that must be there and is not.
    MissingKey { table: String, key: String, wanted: ValueKind },
    /// A value of the wrong type.
    WrongType { key: String, wanted: Vec<ValueKind>, found: ValueKind },
    /// A number beyond its bounds, which are written as the schema has them.
    OutOfRange { key: String, found: String, least: Option<String>, most: Option<String> },
    /// A text that is empty or nothing but blanks.
    EmptyText { key: String },
    /// A list with too few or too many entries.
    WrongCount { key: String, found: usize, least: Option<u64>, most: Option<u64> },
    /// A word that is none of those that are allowed.
    NotOneOf { key: String, found: String, allowed: Vec<String>, nearest: Option<String> },

    /// A day that no calendar has.
    NoSuchDate { written: String },
    /// A year that no issue can have.
    YearOutOfRange { year: u16, least: u16, most: u16 },
    /// A control character or a noncharacter in a text.
    ForbiddenCharacter { character: char },
    /// A line end in a text that is one line.
    LineEnd { key: String },
    /// `**` without its second half in the paragraph.
    UnclosedBold,

    /// A `--pages` that names pages which are not there.
    NoSuchPage { page: u32, pages: usize },
    /// More than one page, and one stream to write them to.
    SeveralPagesToOneStream { pages: usize },
    /// A bundled layout that does not exist.
    UnknownLayout { name: String, nearest: Option<String>, known: Vec<String> },
    /// A part of the program that is not there yet.
    NotBuilt { part: &'static str },
}

/// What a value in a TOML file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueKind {
    /// A string.
    Text,
    /// A whole number.
    Whole,
    /// A number, whole or not.
    Number,
    /// True or false.
    Truth,
    /// A date without a time.
    Date,
    /// A time of day, or a date with one.
    Time,
    /// An array.
    List,
    /// An array of tables.
    Tables,
    /// A table.
    Table,
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
            Problem::FileTooLarge { .. } => "file-too-large",
            Problem::NotUtf8 { .. } => "not-utf-8",
            Problem::Syntax { .. } => "syntax",
            Problem::FullWidthMark { .. } => "full-width-mark",
            Problem::BadEscape => "bad-escape",
            Problem::UnclosedText => "unclosed-text",
            Problem::DuplicateKey { .. } => "duplicate-key",
            Problem::UnknownKey { .. } => "unknown-key",
            Problem::MissingKey { .. } => "missing-key",
            Problem::WrongType { .. } => "wrong-type",
            Problem::OutOfRange { .. } => "out-of-range",
            Problem::EmptyText { .. } => "empty-text",
            Problem::WrongCount { .. } => "wrong-count",
            Problem::NotOneOf { .. } => "not-one-of",
            Problem::NoSuchDate { .. } => "no-such-date",
            Problem::YearOutOfRange { .. } => "year-out-of-range",
            Problem::ForbiddenCharacter { .. } => "forbidden-character",
            Problem::LineEnd { .. } => "line-end",
            Problem::UnclosedBold => "unclosed-bold",
            Problem::NoSuchPage { .. } => "no-such-page",
            Problem::SeveralPagesToOneStream { .. } => "several-pages-to-one-stream",
            Problem::UnknownLayout { .. } => "unknown-layout",
            Problem::NotBuilt { .. } => "not-built",
        }
    }

    /// The file that it is about, where it has no place in a text.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Problem::CannotRead { path, .. }
            | Problem::CannotWrite { path, .. }
            | Problem::BadFont { path, .. }
            | Problem::FileTooLarge { path, .. } => Some(path),
            _ => None,
        }
    }

    /// Whether it comes of syntax so broken that what follows may have been swallowed.
    pub fn breaks_syntax(&self) -> bool {
        matches!(self, Problem::Syntax { .. } | Problem::FullWidthMark { .. } | Problem::UnclosedText)
    }

    /// Who has to mend it.
    pub fn blame(&self) -> Blame {
        match self {
            Problem::CannotRead { .. }
            | Problem::CannotWrite { .. }
            | Problem::NoFace { .. }
            | Problem::BadFont { .. }
            | Problem::NotBuilt { .. } => Blame::Machine,
            Problem::NoSuchPage { .. } | Problem::SeveralPagesToOneStream { .. } => Blame::CommandLine,
            _ => Blame::Input,
        }
    }
}

/// Who has to mend a problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blame {
    /// Whoever wrote the file.
    Input,
    /// Whoever typed the command.
    CommandLine,
    /// Whoever keeps the machine: files, folders, fonts.
    Machine,
}
