//! From an issue file to finished pages: the only place that knows the order of the steps.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::fonts::{FontBook, FontSearch};
use crate::issue::Issue;
use crate::layouts::{self, Layout};
use crate::page::Pages;
use crate::pdf::OutputProfile;
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
    /// To a multiple of how many the pages are filled, by blank ones before the imprint's.
    pub fill: Option<u32>,
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
    /// As [`Options::fill`].
    pub fill: Option<u32>,
}

/// Reads an issue, its layout and its fonts.
///
/// # Errors
/// Everything that is wrong with the files.
pub fn open(path: &Path, options: &Options) -> Result<Job, Vec<Diagnostic>> {
    let issue = Issue::read(path)?;
    let layout = open_layout(options, path.parent().unwrap_or(Path::new("")), Some(&issue))?;
    let (fonts, warnings) = FontBook::open(&layout.roles, &font_search(options, &layout))?;
    Ok(Job { issue, layout, fonts, warnings, fill: options.fill })
}

/// The layout that the user chose, or that the issue in `folder` names, or the usual one.
///
/// # Errors
/// Everything that is wrong with the layout.
pub fn open_layout(
    options: &Options,
    folder: &Path,
    issue: Option<&Issue>,
) -> Result<Layout, Vec<Diagnostic>> {
    let named = issue.and_then(|issue| Some((issue, issue.layout.as_ref()?)));
    match (&options.layout, named) {
        (Some(chosen), _) => layouts::load(chosen, Path::new(""), &[]),
        (None, Some((issue, named))) => layouts::load(&named.value, folder, &[]).map_err(|mut problems| {
            // A layout that cannot be found is wrong where it is named.
            for problem in problems.iter_mut().filter(|problem| problem.place.is_none()) {
                problem.place = Some(Place { source: Arc::clone(&issue.source), span: named.span.clone() });
            }
            problems
        }),
        (None, None) => layouts::load(USUAL_LAYOUT, folder, &[]),
    }
}

/// Where the faces of a layout are looked for.
pub fn font_search(options: &Options, layout: &Layout) -> FontSearch {
    let search = FontSearch::standard(&options.font_dirs, options.bundled_fonts);
    match &layout.folder {
        Some(folder) => search.with_base(folder),
        None => search,
    }
}

/// The printing process that the user chose, or that the layout names, or that which the program carries.
///
/// # Errors
/// A file that is no profile of a CMYK printing process; one that the layout names is wrong where it names it.
pub fn output_profile(chosen: Option<&Path>, layout: &Layout) -> Result<OutputProfile, Vec<Diagnostic>> {
    let (path, place) = match (chosen, &layout.output_profile) {
        (Some(path), _) => (path, None),
        (None, Some(named)) => (named.path.as_path(), named.place.clone()),
        (None, None) => return Ok(OutputProfile::fogra39()),
    };
    OutputProfile::read(path).map_err(|problem| vec![Diagnostic { place, ..Diagnostic::error(problem) }])
}

/// Sets an issue on pages; gives the pages and warnings.
///
/// # Errors
/// Everything that keeps the pages from being finished.
pub fn typeset(job: &Job) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
    // What the issue says, in reading order and in the layout's styles. No positions yet.
    let (document, mut warnings) = document::build(&job.issue, &job.layout)?;
    // Paragraphs become lines of exactly the measure, and lines become pages. From here on nothing moves.
    let (pages, more) = paginate::paginate(&document, &job.issue, &job.layout, &job.fonts, job.fill)?;
    warnings.extend(more);
    Ok((pages, warnings))
}
