//! The words for every [`Problem`], in English.
//!
//! Messages are lower case without a full stop; the hint says how to mend it.

use super::Problem;

/// The words for a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What is wrong, in one line.
    pub message: String,
    /// What is said at the marked place; may be empty.
    pub label: String,
    /// How to mend it.
    pub hint: Option<String>,
}

/// The words for a problem.
pub fn text(problem: &Problem) -> Text {
    match problem {
        Problem::CannotRead { path, reason } => say(
            format!("cannot read {}: {reason}", path.display()),
            "",
            "check the name and that you may read it",
        ),
        Problem::CannotWrite { path, reason } => say(
            format!("cannot write {}: {reason}", path.display()),
            "",
            "choose a folder that exists and that you may write to, with -o",
        ),
        Problem::NoGlyph { character, role } => say(
            format!("no face of the role {role} has the character {character} (U+{:04X})", *character as u32),
            "this character",
            "name a face that has it in the layout's role, or write another character",
        ),
        Problem::NoGlyphAndMissingFaces { character, role, missing } => say(
            format!(
                "no face of the role {role} has the character {character} (U+{:04X}), and of its faces {} could not be opened",
                *character as u32,
                missing.join(", "),
            ),
            "this character",
            "put the missing files of fonts/ beside the program, or name their folder with --font-dir or $HONGTOU_FONTS",
        ),
        Problem::NoFace { role, tried } => say(
            format!("no face for the role {role} was found (tried {})", tried.join(", ")),
            "",
            "put the files of fonts/ beside the program, or name their folder with --font-dir or $HONGTOU_FONTS",
        ),
        Problem::BadFont { path, reason } => say(
            format!("{} is not a usable font: {reason}", path.display()),
            "",
            "replace the file, or take it out of the layout's role",
        ),
    }
}

fn say(message: String, label: &str, hint: &str) -> Text {
    Text { message, label: label.to_owned(), hint: Some(hint.to_owned()) }
}
