//! From an issue file to finished pages: the only place that knows the order of the steps.

use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::fonts::{FontBook, FontSearch};
use crate::issue::Issue;
use crate::layouts::{self, Layout};
use crate::page::Pages;
use crate::{document, paginate};

/// What the user chooses beside the issue.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A layout in place of the one that the issue names: a name, or a path.
    pub layout: Option<String>,
    /// Folders with font files, before all others.
    pub font_dirs: Vec<PathBuf>,
    /// Whether faces installed on the machine are left aside.
    pub bundled_fonts: bool,
}

/// The layout of an issue that names none.
pub const USUAL_LAYOUT: &str = "bulletin";

/// An issue with what it is set in.
#[derive(Debug)]
pub struct Job {
    /// What is to be set.
    pub issue: Issue,
    /// How it is to be set.
    pub layout: Layout,
    /// What it is to be set with.
    pub fonts: FontBook,
    /// What was wrong and could be got round: font files that are damaged while another face fills the role.
    pub warnings: Vec<Diagnostic>,
}

/// Reads an issue, its layout and its fonts.
///
/// # Errors
/// Everything that is wrong with the files.
pub fn open(path: &Path, options: &Options) -> Result<Job, Vec<Diagnostic>> {
    let issue = Issue::read(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let layout = match (&options.layout, &issue.layout) {
        (Some(chosen), _) => layouts::load(chosen, Path::new(""), &[])?,
        (None, Some(named)) => layouts::load(&named.value, folder, &[])?,
        (None, None) => layouts::load(USUAL_LAYOUT, folder, &[])?,
    };
    let mut search = FontSearch::standard(&options.font_dirs, options.bundled_fonts);
    if let Some(folder) = &layout.folder {
        search = search.with_base(folder);
    }
    let (fonts, warnings) = FontBook::open(&layout.roles, &search)?;
    Ok(Job { issue, layout, fonts, warnings })
}

/// Sets an issue on pages; gives the pages and warnings.
///
/// # Errors
/// Everything that keeps the pages from being finished.
pub fn typeset(job: &Job) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
    // What the issue says, in reading order and in the layout's styles. No positions yet.
    let document = document::build(&job.issue, &job.layout)?;
    // Paragraphs become lines of exactly the measure, and lines become pages. From here on nothing moves.
    paginate::paginate(&document, &job.issue, &job.layout, &job.fonts)
}
