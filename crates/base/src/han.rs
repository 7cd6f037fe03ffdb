//! Han characters.

/// Whether a character is a Han character, 〇 and compatibility ideographs included.
pub fn is_han(character: char) -> bool {
    matches!(character,
        '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}
