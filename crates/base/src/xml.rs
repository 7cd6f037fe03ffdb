//! What the XML writer leaves to us: text that is fit to stand in a file.

/// A text as XML has it, in an element or in a value between quotes.
///
/// The writer escapes quotes, and `<` outside of them; it takes `&` for the user's own escape.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|&character| is_allowed(character)) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
    out
}

/// XML 1.0, production 2: most control characters may not stand in a file, not even escaped.
pub fn is_allowed(character: char) -> bool {
    !matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_xml_are_escaped_and_what_it_cannot_hold_is_left_out() {
        assert_eq!(text("《a&b》<c>]]>\u{1}\u{FFFE}\t"), "《a&amp;b》&lt;c&gt;]]&gt;\t");
    }
}
