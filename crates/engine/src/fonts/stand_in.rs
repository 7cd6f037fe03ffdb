//! Characters that print nothing, and characters that another one's glyph may show.

/// Whether a character prints nothing: blanks, controls of joining and direction, fillers.
///
/// Any other character whose glyph has no outline is missing from its face.
pub fn is_blank(character: char) -> bool {
    character.is_whitespace() || is_ignorable(character) || matches!(character, '\u{2800}')
}

/// Whether a character only changes its neighbours or the line, and needs no glyph (Unicode: default ignorable).
pub fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{E0000}'..='\u{E0FFF}')
}

/// The characters whose glyphs may show a character, the first choice first.
///
/// Characters that only look alike, such as the interpuncts · ‧ ・, do not show each other.
pub(super) fn shown_by(character: char) -> [Option<char>; 3] {
    match character {
        // Converters from GB 2312 write its dash so; where a face has both, U+2015 is often lower or shorter.
        '\u{2015}' => [Some('\u{2014}'), Some('\u{2015}'), None],
        // Nothing else in a line can be meant by them.
        '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            [Some(' '), None, None]
        }
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => [Some(character), Some(' '), None],
        '\u{2010}' => [Some('\u{2010}'), Some('-'), None],
        '\u{2011}' => [Some('\u{2011}'), Some('\u{2010}'), Some('-')],
        _ => [Some(character), None, None],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_prints_nothing_is_told_from_what_must_print() {
        for blank in
            ['\t', ' ', '\u{A0}', '\u{2003}', '\u{3000}', '\u{200B}', '\u{FE0F}', '\u{E0100}', '\u{3164}']
        {
            assert!(is_blank(blank), "U+{:04X}", blank as u32);
        }
        for printed in ['省', '—', '，', '-', '\u{E000}', '\u{301}', '\0', '\u{FFFD}'] {
            assert!(!is_blank(printed), "U+{:04X}", printed as u32);
        }
    }
}
