//! Text of users and names of files as a terminal may show them.

use std::borrow::Cow;
use std::fmt::Write;

/// A text in which every character that moves, colours or hides others is written by its number: `\u{202e}`.
///
/// Control characters, marks of direction, and characters without a width.
pub fn visible(text: &str) -> Cow<'_, str> {
    escape(text, is_hidden)
}

/// The same for text of several lines and columns, whose line ends and tabs stay.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escape(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t'))
}

fn escape(text: &str, is_escaped: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_escaped) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_escaped(character) {
            let _ = write!(out, "{}", character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206F}' | '\u{061C}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown_and_not_obeyed() {
        assert_eq!(
            visible("省\u{1b}[31m\u{9b}2J\u{202e}gpj\u{2066}\u{200b}\n"),
            "省\\u{1b}[31m\\u{9b}2J\\u{202e}gpj\\u{2066}\\u{200b}\\u{a}"
        );
        assert_eq!(visible_lines("a\tb\n\u{7f}"), "a\tb\n\\u{7f}");
        assert!(matches!(visible("工作动态。"), Cow::Borrowed(_)));
    }
}
