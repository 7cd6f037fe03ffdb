//! What the words of every language are made of.

use crate::diagnostic::{ValueKind, visible};

/// The words for a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// What is wrong, in one line.
    pub message: String,
    /// What is said at the marked place; may be empty.
    pub label: String,
    /// How to mend it.
    pub hint: Option<String>,
}

pub fn say(message: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Words {
    Words { message: message.into(), label: label.into(), hint: Some(hint.into()) }
}

/// A word of the user's, fit to stand in a message: one line, and not too long.
pub fn quoted(word: &str) -> String {
    const LONGEST: usize = 40;
    let cut: String = word.chars().take(LONGEST).collect();
    let mut shown = visible(&cut).into_owned();
    if word.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// A line that the user is to write, whole.
pub fn shown(line: &str) -> String {
    format!("`{}`", visible(line))
}

/// A character as a message shows it: itself if it can be seen, and its code point.
pub fn character_name(character: char) -> String {
    let code = u32::from(character);
    // What is for private use looks different, or like nothing, on every machine.
    let private = matches!(code, 0xE000..=0xF8FF | 0xF_0000..);
    if character.is_control() || character.is_whitespace() || private {
        format!("U+{code:04X}")
    } else {
        format!("{character} (U+{code:04X})")
    }
}

/// Numbers as people read them: 64 MB.
pub fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1024 * 1024))
}

/// How a line of TOML for the key begins, as an example in a hint.
pub fn example(table: &str, key: &str, kind: ValueKind) -> String {
    use ValueKind::{Date, List, Number, Table, Tables, Text, Time, Truth, Whole};
    let path = if table.is_empty() { key.to_owned() } else { format!("{}.{key}", table_name(table)) };
    match kind {
        Text => format!("{key} = \"…\""),
        Whole => format!("{key} = 1"),
        Number => format!("{key} = 1.5"),
        Truth => format!("{key} = true"),
        Date | Time => format!("{key} = 2026-01-31"),
        List => format!("{key} = […]"),
        Tables => format!("[[{path}]]"),
        Table => format!("[{path}]"),
    }
}

/// The path of a table without the counters of lists: `article[2]` → `article`.
pub fn table_name(path: &str) -> String {
    let mut name = String::new();
    let mut inside = false;
    for character in path.chars() {
        match character {
            '[' => inside = true,
            ']' => inside = false,
            _ if inside => {}
            other => name.push(other),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_toml() {
        assert_eq!(example("masthead", "title", ValueKind::Text), "title = \"…\"");
        assert_eq!(example("", "article", ValueKind::Tables), "[[article]]");
        assert_eq!(example("article[2]", "photo", ValueKind::Table), "[article.photo]");
    }

    #[test]
    fn what_the_user_wrote_cannot_spoil_a_message() {
        assert_eq!(quoted("a\u{1b}[31m\nb"), "`a\\u{1b}[31m\\u{a}b`");
        assert_eq!(quoted(&"长".repeat(1000)).chars().count(), 43);
    }
}
