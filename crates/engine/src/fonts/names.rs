//! The names of a face, in whatever encoding its name table has them.

use encoding_rs::GBK;
use ttf_parser::name::Name;
use ttf_parser::{Face, PlatformId, name_id};

/// The encodings of names that are GBK or its older part: on Windows, and on the Macintosh of old.
const WINDOWS_PRC: u16 = 3;
const MACINTOSH_ROMAN: u16 = 0;
const MACINTOSH_SIMPLIFIED: u16 = 25;

/// Simplified Chinese as used in China, as language of a name on Windows.
const CHINESE_CHINA: u16 = 0x0804;

/// A name as text; `None` for encodings that no face of ours has.
pub(super) fn text(name: &Name<'_>) -> Option<String> {
    let text = match (name.platform_id, name.encoding_id) {
        _ if name.is_unicode() => name.to_string()?,
        (PlatformId::Windows, WINDOWS_PRC) | (PlatformId::Macintosh, MACINTOSH_SIMPLIFIED) => gbk(name.name)?,
        (PlatformId::Macintosh, MACINTOSH_ROMAN) if name.name.is_ascii() => {
            String::from_utf8_lossy(name.name).into_owned()
        }
        _ => return None,
    };
    Some(text).filter(|text| !text.trim().is_empty())
}

/// GBK; some faces write its ASCII letters as two bytes, the first one zero.
fn gbk(bytes: &[u8]) -> Option<String> {
    let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
    GBK.decode_without_bom_handling_and_without_replacement(&bytes).map(|text| text.into_owned())
}

/// The names that people know a face by: family, full name, PostScript name, in all languages.
pub(super) fn known_by(face: &Face<'_>) -> impl Iterator<Item = String> {
    let wanted =
        [name_id::FAMILY, name_id::FULL_NAME, name_id::TYPOGRAPHIC_FAMILY, name_id::POST_SCRIPT_NAME];
    face.names().into_iter().filter(move |name| wanted.contains(&name.name_id)).filter_map(|name| text(&name))
}

/// The name to show of a face: its full name, else its family.
pub(super) fn shown(face: &Face<'_>) -> Option<String> {
    // The names for the Macintosh come first in the table and are the poorer ones.
    let named = |id, is_old: bool| {
        let of_id = face.names().into_iter().filter(move |name| name.name_id == id);
        of_id
            .filter(|name| (name.platform_id == PlatformId::Macintosh) == is_old)
            .find_map(|name| text(&name))
    };
    let of = |id| named(id, false).or_else(|| named(id, true));
    of(name_id::FULL_NAME).or_else(|| of(name_id::FAMILY))
}

/// A name as names are compared: people write them with other capitals and stray spaces.
pub(super) fn comparable(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Whether a face of a collection is the one with the forms of simplified Chinese, by its names.
pub(super) fn is_simplified_chinese(face: &Face<'_>) -> bool {
    let says_so = |name: String| {
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| matches!(word, "SC" | "CN" | "GB" | "GBK" | "GB2312" | "GB18030" | "Hans" | "PRC"))
            || name.contains('简')
    };
    known_by(face).any(says_so)
}

/// Whether a face has a name in the language of China, as those of SimSun and Microsoft YaHei do.
pub(super) fn is_named_in_chinese(face: &Face<'_>) -> bool {
    let of_china = |name: Name<'_>| {
        name.platform_id == PlatformId::Windows
            && name.language_id == CHINESE_CHINA
            && name.name_id == name_id::FAMILY
    };
    face.names().into_iter().any(of_china)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gbk_is_read_with_and_without_zeros_before_ascii() {
        let (bytes, ..) = GBK.encode("方正小标宋GBK");
        assert_eq!(gbk(&bytes).as_deref(), Some("方正小标宋GBK"));
        let padded: Vec<u8> = bytes
            .iter()
            .flat_map(|byte| if byte.is_ascii() { vec![0, *byte] } else { vec![*byte] })
            .collect();
        assert_eq!(gbk(&padded).as_deref(), Some("方正小标宋GBK"));
        assert_eq!(gbk(&[0xFF, 0xFF]), None);
    }
}
