//! From an issue file to finished pages: the only place that knows the order of the steps.

use std::path::Path;

use crate::workshop::{self, Job, Workshop};
use crate::{document, paginate};
use hongtou_base::diagnostic::Diagnostic;
use hongtou_engine::options::Options;
use hongtou_engine::page::Pages;
use hongtou_format::issue::Issue;
use hongtou_format::layouts::Layout;
use hongtou_output::pdf::OutputProfile;

/// Reads an issue, its layout and its fonts.
///
/// For more than one issue, a [`Workshop`] reads layouts and fonts once.
///
/// # Errors
/// Everything that is wrong with the files.
pub fn open(path: &Path, options: &Options) -> Result<Job, Vec<Diagnostic>> {
    Workshop::new(options.clone()).open(path)
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
    let named = workshop::LayoutName::of(options, folder, issue);
    named.load(&options.allow_dirs).map_err(|problems| workshop::at_name(problems, options, issue))
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
