//! Files → sources: UTF-8, GB 18030 or UTF-16; and any file read whole, if it is not too large.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::source::{MAX_FILE_SIZE, Source};
use super::{Diagnostic, Problem};
use crate::encoding::decode;

/// Reads a file of at most `limit` bytes.
///
/// A device or a pipe may have no end and says nothing of its size, so not much more than `limit` is ever read.
///
/// # Errors
/// A file that cannot be read, or that has more.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let failed =
        |error: std::io::Error| Problem::CannotRead { path: path.to_owned(), reason: error.to_string() };
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let too_large = |size| Problem::FileTooLarge { path: path.to_owned(), size, limit };
    if size > limit {
        return Err(too_large(Some(size)));
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit { Err(too_large(None)) } else { Ok(bytes) }
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// A file that cannot be read, that is larger than [`MAX_FILE_SIZE`], or that is not a text.
    pub fn read(path: &Path) -> Result<Arc<Source>, Vec<Diagnostic>> {
        let bytes = read_file(path, MAX_FILE_SIZE).map_err(|problem| vec![Diagnostic::error(problem)])?;
        Source::with_lines(path.display().to_string(), bytes, has_shown_name(path))
    }

    /// The text in the bytes of a file: UTF-8, GB 18030 or UTF-16.
    ///
    /// # Errors
    /// Bytes that are none of these; the diagnostic's place is in a text that shows them as U+FFFD.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Source>, Vec<Diagnostic>> {
        Source::with_lines(name.into(), bytes, true)
    }

    fn with_lines(name: String, bytes: Vec<u8>, shows_lines: bool) -> Result<Arc<Source>, Vec<Diagnostic>> {
        // The usual case takes the bytes as they are.
        let error = match String::from_utf8(bytes) {
            Ok(text) => return Ok(Source::in_encoding(name, text, None, shows_lines)),
            Err(error) => error,
        };
        if let Some((text, encoding)) = decode(error.as_bytes()) {
            return Ok(Source::in_encoding(name, text, encoding, shows_lines));
        }
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        let shown = Source::in_encoding(name, text, None, shows_lines);
        // The mark is at the head of the bytes but not of the text.
        let mark =
            if error.as_bytes().starts_with("\u{FEFF}".as_bytes()) { '\u{FEFF}'.len_utf8() } else { 0 };
        let start = offset - mark.min(offset);
        let span = start..start + '\u{FFFD}'.len_utf8();
        Err(vec![Diagnostic::error_at(Problem::NotUtf8 { byte, offset }, &shown, span)])
    }

    /// What is wrong with the file, in words that give away nothing of a file whose name is not that of a TOML file.
    pub fn guarded(&self, problems: Vec<Diagnostic>) -> Vec<Diagnostic> {
        match self.shows_lines {
            true => problems,
            false => vec![Diagnostic::error(Problem::NotNamedToml { path: self.name.clone().into() })],
        }
    }

    /// That the file is in another encoding than UTF-8.
    pub fn encoding_warning(self: &Arc<Source>) -> Option<Diagnostic> {
        let encoding = self.encoding?;
        Some(Diagnostic::warning_at(Problem::OtherEncoding { encoding }, self, 0..0))
    }
}

/// Whether the name of a file, or of the one that a link leads to, says that it is a TOML file.
fn has_shown_name(path: &Path) -> bool {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}
