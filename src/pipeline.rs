//! PLACEHOLDER, to be replaced by the straight line itself: the signatures that the command line is written
//! against. Everything but reading the issue answers that it is not built.

use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Problem};
use crate::fonts::FontBook;
use crate::issue::Issue;
use crate::page::Pages;

/// An issue with the layout and the faces that it is set in.
#[derive(Debug)]
pub struct Job {
    /// The issue.
    pub issue: Issue,
    /// The layout.
    pub layout: Layout,
    /// The layout's faces.
    pub fonts: FontBook,
}

/// What the command line chooses.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A bundled layout's name or a layout file, instead of the one that the issue names.
    pub layout: Option<String>,
    /// Folders in which fonts are looked for first.
    pub font_dirs: Vec<PathBuf>,
    /// Whether installed faces are left aside.
    pub bundled_fonts: bool,
}

/// A page design.
#[derive(Debug)]
pub struct Layout;

impl Layout {
    /// The bundled layouts' names.
    pub fn names() -> &'static [&'static str] {
        &["bulletin", "bulletin-grid"]
    }

    /// The JSON Schema of a layout file, for editors.
    ///
    /// # Errors
    /// Always, until layouts are built.
    pub fn schema() -> Result<serde_json::Value, Vec<Diagnostic>> {
        not_built("describe layout files")
    }
}

/// What a role of a layout resolves to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleReport {
    /// The role's name.
    pub role: String,
    /// The faces found for it, the first choice first.
    pub faces: Vec<FaceReport>,
}

/// A face that fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceReport {
    /// The face's name.
    pub name: String,
    /// Its file.
    pub path: PathBuf,
    /// Why it was chosen, or what it is used for.
    pub why: String,
    /// Name of a character set, how many of its characters the face has, and how many there are.
    pub coverage: Vec<(String, usize, usize)>,
}

/// Reads an issue, its layout and its faces.
///
/// # Errors
/// Everything that is wrong with them.
pub fn open(path: &Path, _options: &Options) -> Result<Job, Vec<Diagnostic>> {
    Issue::read(path)?;
    not_built("open layouts")
}

/// What the roles of the chosen layout resolve to.
///
/// # Errors
/// Everything that is wrong with the layout and its faces.
pub fn font_report(_options: &Options) -> Result<Vec<RoleReport>, Vec<Diagnostic>> {
    not_built("list faces")
}

/// Lays an issue out: the pages, and warnings.
///
/// # Errors
/// Everything that keeps the issue from being set.
pub fn typeset(_job: &Job) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
    not_built("lay out pages")
}

/// Pages → PDF.
pub mod pdf {
    use super::{Diagnostic, FontBook, Pages, not_built};

    /// The pages as one PDF file.
    ///
    /// # Errors
    /// Faces that cannot be subset.
    pub fn write(_pages: &Pages, _fonts: &FontBook) -> Result<Vec<u8>, Vec<Diagnostic>> {
        not_built("write PDF")
    }
}

/// Pages → SVG.
pub mod svg {
    use crate::fonts::FontBook;
    use crate::page::Page;

    /// One page as an SVG file.
    pub fn page(_page: &Page, _fonts: &FontBook) -> String {
        String::new()
    }
}

/// Pages → PNG.
pub mod png {
    use super::{Diagnostic, FontBook, not_built};
    use crate::page::Page;

    /// One page as a PNG file, in dots per inch.
    ///
    /// # Errors
    /// A picture that is too large.
    pub fn page(_page: &Page, _fonts: &FontBook, _dpi: u32) -> Result<Vec<u8>, Vec<Diagnostic>> {
        not_built("write PNG")
    }
}

fn not_built<T>(part: &'static str) -> Result<T, Vec<Diagnostic>> {
    Err(vec![Diagnostic::error(Problem::NotBuilt { part })])
}
