//! Bytes of a text file → its text, in whichever encoding it was saved.

use encoding_rs::{Encoding, GB18030, UTF_8};

/// An encoding other than UTF-8 that a text file was saved in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherEncoding {
    /// GB 18030, and with it GBK and GB 2312: what Windows calls ANSI in China.
    Gb18030,
    /// UTF-16, with its byte order mark: what Notepad calls Unicode.
    Utf16,
}

impl OtherEncoding {
    /// Its name as editors show it.
    pub fn name(self) -> &'static str {
        match self {
            OtherEncoding::Gb18030 => "GBK (GB 18030)",
            OtherEncoding::Utf16 => "UTF-16",
        }
    }
}

/// The text in bytes: as the byte order mark says, else UTF-8, else GB 18030, which old programs write.
///
/// `None` if it is none of these.
pub fn decode(bytes: &[u8]) -> Option<(String, Option<OtherEncoding>)> {
    let (encoding, other) = match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_8 => (encoding, None),
        Some((encoding, _)) => (encoding, Some(OtherEncoding::Utf16)),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, None),
        None if is_damaged_utf_8(bytes) => return None,
        None => (GB18030, Some(OtherEncoding::Gb18030)),
    };
    let (text, _, is_broken) = encoding.decode(bytes);
    // A text of another encoding has no NUL; a program or a picture has.
    let is_text = !is_broken && (other.is_none() || !text.contains('\0'));
    is_text.then(|| (text.into_owned(), other))
}

/// Whether most of what is not ASCII is UTF-8 all the same: read as GB 18030, such a text is other characters.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| c.len_utf8() > 2).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound > broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_in_every_encoding() {
        let text = "标题 = \"工作动态\"\n";
        let utf_16 = |order: fn(u16) -> [u8; 2]| {
            "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
        };
        let gbk = GB18030.encode(text).0.into_owned();
        for (bytes, other) in [
            (text.as_bytes().to_vec(), None),
            (format!("\u{FEFF}{text}").into_bytes(), None),
            (utf_16(u16::to_le_bytes), Some(OtherEncoding::Utf16)),
            (utf_16(u16::to_be_bytes), Some(OtherEncoding::Utf16)),
            (gbk, Some(OtherEncoding::Gb18030)),
        ] {
            assert_eq!(decode(&bytes), Some((text.to_owned(), other)));
        }
    }

    #[test]
    fn damaged_files_are_not_taken_for_another_encoding() {
        let mut text = "标题是工作动态".as_bytes().to_vec();
        text.remove(4);
        assert_eq!(decode(&text), None);
        assert_eq!(decode(b"\xFF\xFF\xFFab"), None);
        assert_eq!(decode(b"PK\x03\x04\0\0\xB9\xE3\0"), None);
    }
}
