//! Files → sources: UTF-8, GB 18030 or UTF-16.

use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use super::source::{MAX_FILE_SIZE, Source};
use super::{Diagnostic, Problem};
use crate::encoding::decode;

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// A file that cannot be read, that is larger than [`MAX_FILE_SIZE`], or that is not a text.
    pub fn read(path: &Path) -> Result<Arc<Source>, Vec<Diagnostic>> {
        let failed = |error: std::io::Error| {
            let problem = Problem::CannotRead { path: path.to_owned(), reason: error.to_string() };
            vec![Diagnostic::error(problem)]
        };
        let file = std::fs::File::open(path).map_err(failed)?;
        let mut bytes = Vec::new();
        // One byte more than is taken, so that a pipe or a growing file cannot go on for ever.
        file.take(MAX_FILE_SIZE + 1).read_to_end(&mut bytes).map_err(failed)?;
        let size = bytes.len() as u64;
        if size > MAX_FILE_SIZE {
            let size = std::fs::metadata(path).map_or(size, |data| data.len().max(size));
            let problem = Problem::FileTooLarge { path: path.to_owned(), size, limit: MAX_FILE_SIZE };
            return Err(vec![Diagnostic::error(problem)]);
        }
        Source::from_bytes(path.display().to_string(), bytes)
    }

    /// The text in the bytes of a file: UTF-8, GB 18030 or UTF-16.
    ///
    /// # Errors
    /// Bytes that are none of these; the diagnostic's place is in a text that shows them as U+FFFD.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Arc<Source>, Vec<Diagnostic>> {
        // The usual case takes the bytes as they are.
        let error = match String::from_utf8(bytes) {
            Ok(text) => return Ok(Source::new(name, text)),
            Err(error) => error,
        };
        if let Some((text, encoding)) = decode(error.as_bytes()) {
            return Ok(Source::in_encoding(name.into(), text, encoding));
        }
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
        let shown = Source::new(name, String::from_utf8_lossy(error.as_bytes()));
        // The mark is at the head of the bytes but not of the text.
        let mark =
            if error.as_bytes().starts_with("\u{FEFF}".as_bytes()) { '\u{FEFF}'.len_utf8() } else { 0 };
        let start = offset - mark.min(offset);
        let span = start..start + '\u{FFFD}'.len_utf8();
        Err(vec![Diagnostic::error_at(Problem::NotUtf8 { byte, offset }, &shown, span)])
    }

    /// That the file is in another encoding than UTF-8.
    pub fn encoding_warning(self: &Arc<Source>) -> Option<Diagnostic> {
        let encoding = self.encoding?;
        Some(Diagnostic::warning_at(Problem::OtherEncoding { encoding }, self, 0..0))
    }
}
