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
        Problem::NoEmbedding { path, name } => say(
            format!("the face {name} ({}) does not allow to be embedded in a PDF", path.display()),
            "",
            "name another face in the layout's role, or use a licence of the face that allows it",
        ),
        Problem::ForeignGlyph { face, glyph } => say(
            format!("the pages show glyph {glyph} of face {face}, which the fonts do not have"),
            "",
            "write the pages with the fonts that they were made with; if you did, please report it",
        ),
        Problem::NoPages => say("there is no page to write".to_owned(), "", "ask for pages that exist"),
        Problem::PageSize { page, width, height } => say(
            format!("page {page} measures {:.1} × {:.1} mm", width.to_mm(), height.to_mm()),
            "",
            "a PDF's pages measure from 1.1 mm to 5080 mm; correct the layout's page",
        ),
        Problem::PictureSize { dpi, width, height } => say(
            format!(
                "a page of {:.1} × {:.1} mm at {dpi} dpi makes no picture",
                width.to_mm(),
                height.to_mm()
            ),
            "",
            "choose --dpi from 10 to 2400, so that a page has at most 200 million pixels",
        ),
        Problem::PdfWriter { reason } => say(
            format!("the PDF could not be put together: {reason}"),
            "",
            "please report it with the issue file",
        ),
    }
}

fn say(message: String, label: &str, hint: &str) -> Text {
    Text { message, label: label.to_owned(), hint: Some(hint.to_owned()) }
}
