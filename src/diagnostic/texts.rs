//! The words for every [`Problem`], one file a language.
//!
//! Messages are one line without a full stop; the hint says how to mend it.

mod en;
mod reasons;
mod zh;

use super::{Problem, visible};

/// The language that diagnostics are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

impl Language {
    /// The language of a locale's name, such as `zh_CN.UTF-8`; English if it is none of ours.
    pub fn of_locale(locale: &str) -> Language {
        if locale.to_ascii_lowercase().starts_with("zh") { Language::Chinese } else { Language::English }
    }
}

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

/// The words for a problem in a language.
pub fn words(problem: &Problem, language: Language) -> Words {
    let problem = &reasons::in_words(problem, language);
    match language {
        Language::English => en::words(problem),
        Language::Chinese => zh::words(problem),
    }
}

/// What is said around the diagnostics of a run.
pub(super) mod frame {
    use super::{Language, en, zh};

    /// That there are more diagnostics than are shown.
    pub fn more(count: usize, language: Language) -> String {
        match language {
            Language::English => en::more(count),
            Language::Chinese => zh::more(count),
        }
    }

    /// What an error and a warning are called.
    pub fn severity(severity: crate::diagnostic::Severity, language: Language) -> &'static str {
        use crate::diagnostic::Severity::{Error, Warning};
        match (language, severity) {
            (Language::English, Error) => "error",
            (Language::English, Warning) => "warning",
            (Language::Chinese, Error) => "错误",
            (Language::Chinese, Warning) => "警告",
        }
    }

    /// What a hint is called.
    pub fn hint(language: Language) -> &'static str {
        match language {
            Language::English => "help",
            Language::Chinese => "提示",
        }
    }
}

fn say(message: impl Into<String>, label: impl Into<String>, hint: impl Into<String>) -> Words {
    Words { message: message.into(), label: label.into(), hint: Some(hint.into()) }
}

/// A word of the user's, fit to stand in a message: one line, and not too long.
fn quoted(word: &str) -> String {
    const LONGEST: usize = 40;
    let cut: String = word.chars().take(LONGEST).collect();
    let mut shown = visible(&cut).into_owned();
    if word.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// A line that the user is to write, whole.
fn shown(line: &str) -> String {
    format!("`{}`", visible(line))
}

/// A character as a message shows it: itself if it can be seen, and its code point.
fn character_name(character: char) -> String {
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
fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes.div_ceil(1024 * 1024))
}

/// How a line of TOML for the key begins, as an example in a hint.
fn example(table: &str, key: &str, kind: super::ValueKind) -> String {
    use super::ValueKind::{Date, List, Number, Table, Tables, Text, Time, Truth, Whole};
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
fn table_name(path: &str) -> String {
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
    use crate::diagnostic::ValueKind;

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

    #[test]
    fn locales_choose_the_language() {
        assert_eq!(Language::of_locale("zh_CN.UTF-8"), Language::Chinese);
        assert_eq!(Language::of_locale("C.UTF-8"), Language::English);
    }
}
