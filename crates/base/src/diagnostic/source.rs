//! Text files that diagnostics point into, and the way from a byte to its line and column.

use std::sync::{Arc, OnceLock};

use crate::encoding::OtherEncoding;

/// The largest file that is read, in bytes: some ten thousand pages.
pub const MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

/// A text file that diagnostics can point into.
#[derive(Debug)]
pub struct Source {
    /// Its name as the user knows it.
    pub name: String,
    /// Its text, without a byte order mark.
    pub text: String,
    /// The encoding that the file was saved in, if it is not UTF-8.
    pub encoding: Option<OtherEncoding>,
    /// Whether messages may show its lines: the name of the file, or of the file that a link leads to, says that it
    /// is one of those that hongtou reads. A program that checks issues of other people gives no other file away.
    pub shows_lines: bool,
    index: OnceLock<LineIndex>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Source) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for Source {}

impl Source {
    /// A source that can be shared by diagnostics.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Source> {
        Source::in_encoding(name.into(), text.into(), None, true)
    }

    pub(super) fn in_encoding(
        name: String,
        mut text: String,
        encoding: Option<OtherEncoding>,
        shows_lines: bool,
    ) -> Arc<Source> {
        if text.starts_with('\u{FEFF}') {
            text.drain(..'\u{FEFF}'.len_utf8());
        }
        Arc::new(Source { name, text, encoding, shows_lines, index: OnceLock::new() })
    }

    /// Line and column, both from 1, of a byte offset; columns are counted in characters.
    ///
    /// The first call looks through the text once; after that, a call costs the same wherever it points.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = floor(&self.text, offset);
        let index = self.index();
        let line = index.line(offset);
        let column = index.characters(&self.text, offset) - index.characters(&self.text, index.starts[line]);
        (line + 1, column + 1)
    }

    /// The bytes of the line that an offset is in, its line end left out.
    pub fn line_span(&self, offset: usize) -> std::ops::Range<usize> {
        let index = self.index();
        let line = index.line(offset.min(self.text.len()));
        let start = index.starts[line];
        let end = index.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        start..end
    }

    fn index(&self) -> &LineIndex {
        self.index.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// The last place at or before the offset where a character begins.
pub fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Where lines begin, and how many characters there are before each block of the text.
#[derive(Debug)]
struct LineIndex {
    /// Byte offsets of the lines' first characters; the first is 0.
    starts: Vec<usize>,
    /// The number of characters that begin before each multiple of [`BLOCK`].
    characters: Vec<usize>,
}

/// So long a stretch may be counted anew for each question; lines can be megabytes long.
const BLOCK: usize = 1024;

impl LineIndex {
    fn new(text: &str) -> LineIndex {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut count = 0;
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            count += starting(block);
            characters.push(count);
        }
        LineIndex { starts, characters }
    }

    fn line(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start <= offset) - 1
    }

    fn characters(&self, text: &str, offset: usize) -> usize {
        let block = offset / BLOCK;
        self.characters[block] + starting(&text.as_bytes()[block * BLOCK..offset])
    }
}

/// How many characters begin in the bytes.
fn starting(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;

    #[test]
    fn columns_count_characters() {
        let source = Source::new("test", "省\r\n第二b\n");
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(source.text.find('b').unwrap()), (2, 3));
        assert_eq!(source.line_column(99), (3, 1));
        assert_eq!(&source.text[source.line_span(1)], "省");
        assert_eq!(&source.text[source.line_span(6)], "第二b");
        assert_eq!(source.line_span(99), 13..13);
    }

    #[test]
    fn columns_are_right_far_along_a_long_line() {
        let source = Source::new("test", format!("省\n{}x", "省a".repeat(5_000)));
        assert_eq!(source.line_column(source.text.find('x').unwrap()), (2, 10_001));
        assert_eq!(source.line_column(4 + 4 * 1_000 + 3), (2, 2_002));
    }

    #[test]
    fn a_byte_that_is_not_utf_8_has_its_place() {
        let bytes = b"\xEF\xBB\xBFa = 1\nb = \"\xB9\xE3\"".to_vec();
        let error = Source::from_bytes("test", bytes).unwrap_err().remove(0);
        assert_eq!(error.problem, Problem::NotUtf8 { byte: 0xB9, offset: 14 });
        let place = error.place.unwrap();
        assert_eq!(place.source.line_column(place.span.start), (2, 6));
    }
}
