//! A font file's bytes: mapped into memory, or copied where the file may be written over while it is in use.

use std::fs::{self, File};
use std::ops::Deref;
use std::path::Path;

use memmap2::Mmap;

use hongtou_base::diagnostic::Problem;

/// How the bytes of a font file are kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Keeping {
    /// Mapped: only what is looked at is read. For a run that is over soon.
    #[default]
    Mapped,
    /// Read whole: whoever writes over the file changes nothing here. For a program that stays.
    Copied,
}

/// The bytes of a font file.
#[derive(Debug)]
pub enum FontFile {
    /// As the system maps them.
    Mapped(Mmap),
    /// As they were when they were read.
    Copied(Vec<u8>),
}

impl Deref for FontFile {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            FontFile::Mapped(map) => map,
            FontFile::Copied(bytes) => bytes,
        }
    }
}

impl FontFile {
    /// Opens an ordinary file that is not empty.
    ///
    /// # Errors
    /// [`Problem::CannotRead`] if it cannot be opened, [`Problem::BadFont`] if it cannot be a font.
    pub fn open(path: &Path, keeping: Keeping) -> Result<FontFile, Problem> {
        let unreadable =
            |error: std::io::Error| Problem::CannotRead { path: path.to_owned(), reason: error.to_string() };
        let bad = |reason: &str| Problem::BadFont { path: path.to_owned(), reason: reason.to_owned() };
        // Asked before the file is opened: opening a pipe would wait for its writer, and
        // Windows does not open a folder at all.
        let metadata = fs::metadata(path).map_err(unreadable)?;
        if metadata.is_dir() {
            return Err(bad("it is a folder"));
        }
        if !metadata.is_file() {
            return Err(bad("it is not an ordinary file"));
        }
        if metadata.len() == 0 {
            return Err(bad("it is empty"));
        }
        if keeping == Keeping::Copied {
            return fs::read(path).map(FontFile::Copied).map_err(unreadable);
        }
        let file = File::open(path).map_err(unreadable)?;
        // A map of a file that another program shortens while we read is undefined;
        // font files are replaced, not shortened, by every installer we know of.
        #[allow(unsafe_code)]
        unsafe { Mmap::map(&file) }.map(FontFile::Mapped).map_err(unreadable)
    }
}
