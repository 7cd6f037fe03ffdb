//! A string of a TOML file that knows where in the file each of its characters stands.

use std::ops::Range;

use super::Placed;
use hongtou_base::diagnostic::Source;

/// A text with its way back to the file.
///
/// ```
/// use hongtou_base::diagnostic::Source;
/// use hongtou_format::toml_file::{Placed, Text};
///
/// let source = Source::new("a.toml", r#"title = "a\u4E00b""#);
/// let text = Text::locate(Placed { value: "a一b".to_owned(), span: 8..18 }, &source);
/// let after_the_escape = text.value.find('b').unwrap();
/// assert_eq!(&source.text[text.source_offset(after_the_escape)..], "b\"");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The text; line ends are `\n`, whatever they are in the file.
    pub value: String,
    /// Where it stands in the file, its quotes included, in bytes.
    pub span: Range<usize>,
    /// From which offset in the value on (first), at which offset in the file (second), both run side by side.
    jumps: Vec<(u32, u32)>,
}

impl Text {
    /// A text of a file, with its places found.
    pub fn locate(text: Placed<String>, source: &Source) -> Text {
        let Placed { value, span } = text;
        let token = source.text.get(span.clone()).unwrap_or_default();
        match decode(token, span.start) {
            Some((value, jumps)) => Text { value, span, jumps },
            // Only where the parser has already complained of the string.
            None => Text { value, jumps: vec![(0, span.start as u32)], span },
        }
    }

    /// Where in the file the byte of the value stands.
    ///
    /// An offset behind the value gives the place where the text ends.
    pub fn source_offset(&self, offset: usize) -> usize {
        let offset = offset.min(self.value.len());
        let next = self.jumps.partition_point(|&(value, _)| value as usize <= offset);
        match next.checked_sub(1).and_then(|index| self.jumps.get(index)) {
            Some(&(value, file)) => file as usize + (offset - value as usize),
            None => self.span.start,
        }
    }

    /// Up to which offset the value runs beside the file without a jump, from `offset` on.
    pub fn contiguous_until(&self, offset: usize) -> usize {
        let next = self.jumps.partition_point(|&(value, _)| value as usize <= offset);
        self.jumps.get(next).map_or(self.value.len(), |&(value, _)| value as usize)
    }

    /// The text of a range of the value, each character with its place in the file.
    pub fn part(&self, range: Range<usize>) -> Text {
        let first = (0, self.source_offset(range.start) as u32);
        let inside = |&&(value, _): &&(u32, u32)| (range.start + 1..=range.end).contains(&(value as usize));
        let later = self.jumps.iter().filter(inside).map(|&(value, file)| (value - range.start as u32, file));
        Text {
            value: self.value[range.clone()].to_owned(),
            span: self.span.clone(),
            jumps: std::iter::once(first).chain(later).collect(),
        }
    }

    /// Where in the file a stretch of the value stands.
    pub fn source_span(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_offset(range.start);
        start..self.source_offset(range.end).max(start)
    }
}

/// Decodes a string token as it stands in the file; `None` if it is not one.
fn decode(token: &str, start: usize) -> Option<(String, Vec<(u32, u32)>)> {
    let (delimiter, multi_line) = match token {
        _ if token.starts_with("\"\"\"") || token.starts_with("'''") => (token.get(..3)?, true),
        _ if token.starts_with(['"', '\'']) => (token.get(..1)?, false),
        _ => return None,
    };
    let body = token.strip_prefix(delimiter)?.strip_suffix(delimiter)?;
    let mut reader = Reader {
        rest: body,
        offset: start + delimiter.len(),
        value: String::with_capacity(body.len()),
        jumps: Vec::new(),
    };
    if multi_line {
        reader.skip_line_end();
    }
    reader.mark();
    reader.run(delimiter.starts_with('"'), multi_line)?;
    Some((reader.value, reader.jumps))
}

struct Reader<'a> {
    rest: &'a str,
    /// Where `rest` begins in the file.
    offset: usize,
    value: String,
    jumps: Vec<(u32, u32)>,
}

impl Reader<'_> {
    fn run(&mut self, escapes: bool, multi_line: bool) -> Option<()> {
        while let Some(plain) = self.rest.find(['\\', '\r']) {
            self.value.push_str(&self.rest[..plain]);
            self.skip(plain);
            if self.rest.starts_with("\r\n") {
                self.skip(1);
            } else if escapes && self.rest.starts_with('\\') {
                self.skip(1);
                self.escape(multi_line)?;
            } else {
                // A backslash of a literal string stands for itself.
                let width = self.rest.chars().next()?.len_utf8();
                self.value.push_str(&self.rest[..width]);
                self.skip(width);
                continue;
            }
            self.mark();
        }
        self.value.push_str(self.rest);
        Some(())
    }

    fn escape(&mut self, multi_line: bool) -> Option<()> {
        let letter = self.rest.chars().next()?;
        if multi_line && letter.is_ascii_whitespace() {
            let blanks = self.rest.len() - self.rest.trim_start_matches([' ', '\t', '\r', '\n']).len();
            self.skip(blanks);
            return Some(());
        }
        self.skip(letter.len_utf8());
        let character = match letter {
            'b' => '\u{8}',
            't' => '\t',
            'n' => '\n',
            'f' => '\u{C}',
            'r' => '\r',
            'e' => '\u{1B}',
            '"' | '\\' => letter,
            'x' => self.code_point(2)?,
            'u' => self.code_point(4)?,
            'U' => self.code_point(8)?,
            _ => return None,
        };
        self.value.push(character);
        Some(())
    }

    fn code_point(&mut self, digits: usize) -> Option<char> {
        let code = u32::from_str_radix(self.rest.get(..digits)?, 16).ok()?;
        self.skip(digits);
        char::from_u32(code)
    }

    fn skip_line_end(&mut self) {
        if self.rest.starts_with("\r\n") {
            self.skip(2);
        } else if self.rest.starts_with('\n') {
            self.skip(1);
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
        self.offset += bytes;
    }

    /// Notes that what follows in the value is what follows in the file.
    fn mark(&mut self) {
        let jump = (self.value.len() as u32, self.offset as u32);
        match self.jumps.last_mut() {
            Some(last) if last.0 == jump.0 => *last = jump,
            _ => self.jumps.push(jump),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text of `t = …`, as a field of an issue would have it.
    fn text_of(token: &str) -> (String, Text) {
        #[derive(serde::Deserialize)]
        struct File {
            t: Placed<String>,
        }
        let file = format!("t = {token}\n");
        let parsed: File = toml::from_str(&file).unwrap();
        let source = Source::new("test", file.clone());
        (file, Text::locate(parsed.t, &source))
    }

    /// What stands in the file where a character of the value came from, up to the end of the line.
    fn in_file(token: &str, character: char) -> String {
        let (file, text) = text_of(token);
        let offset = text.source_offset(text.value.find(character).unwrap());
        file[offset..].lines().next().unwrap().to_owned()
    }

    #[test]
    fn a_plain_string_runs_beside_the_file() {
        assert_eq!(in_file("\"省第二\"", '第'), "第二\"");
        assert_eq!(in_file("'C:\\第'", '第'), "第'");
    }

    #[test]
    fn escapes_are_longer_in_the_file() {
        assert_eq!(in_file(r#""\u4E00\t\x41省""#, '一'), r#"\u4E00\t\x41省""#);
        assert_eq!(in_file(r#""\u4E00\t\x41省""#, 'A'), r#"\x41省""#);
        assert_eq!(in_file(r#""\u4E00\t\x41省""#, '省'), "省\"");
    }

    #[test]
    fn the_first_line_end_and_a_line_ending_backslash_are_not_in_the_value() {
        let token = "\"\"\"\n省\\\n   第二\"\"\"";
        let (_, text) = text_of(token);
        assert_eq!(text.value, "省第二");
        assert_eq!(in_file(token, '第'), "第二\"\"\"");
    }

    #[test]
    fn windows_line_ends_become_plain_ones() {
        let token = "\"\"\"\r\n省\r\n\r\n第二\"\"\"";
        let (_, text) = text_of(token);
        assert_eq!(text.value, "省\n\n第二");
        assert_eq!(in_file(token, '第'), "第二\"\"\"");
    }

    #[test]
    fn the_end_of_the_text_has_a_place_too() {
        let (file, text) = text_of("\"省\"");
        assert_eq!(&file[text.source_offset(3)..], "\"\n");
        assert_eq!(text.source_offset(99), text.source_offset(3));
    }

    proptest! {
        #[test]
        fn the_value_is_the_one_that_the_toml_reader_gives(
            pieces in proptest::collection::vec(
                prop_oneof![
                    Just("\\n".to_owned()), Just("\\\\".to_owned()), Just("\\\"".to_owned()),
                    Just("\\u7701".to_owned()), Just("\\U00020BB7".to_owned()), Just("\\e".to_owned()),
                    Just("\n".to_owned()), Just("\r\n".to_owned()), Just("\\\n  ".to_owned()),
                    Just("\\  \r\n\t".to_owned()), Just("\"".to_owned()), "[a-z 省𠮷，]{1,4}",
                ], 0..12)
        ) {
            let file = format!("t = \"\"\"{}x\"\"\"", pieces.concat());
            if let Ok(table) = file.parse::<toml::Table>() {
                let source = Source::new("test", file.clone());
                let text = Text::locate(Placed { value: String::new(), span: 4..file.len() }, &source);
                prop_assert_eq!(&text.value, &table["t"].as_str().unwrap().replace("\r\n", "\n"));
                for (offset, character) in text.value.char_indices() {
                    let there = file[text.source_offset(offset)..].chars().next().unwrap();
                    prop_assert!(there == character || there == '\\' , "{there:?} for {character:?}");
                }
            }
        }
    }
}
