//! What the user chooses beside the issue.

use std::path::PathBuf;

use crate::fonts::FontSearch;
use hongtou_format::layouts::Layout;

/// What the user chooses beside the issue.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A layout in place of the one that the issue names: a name, or a path.
    pub layout: Option<String>,
    /// Folders with font files, before all others.
    pub font_dirs: Vec<PathBuf>,
    /// Folders that an issue and its layouts may name files of, beside their own.
    pub allow_dirs: Vec<PathBuf>,
    /// Whether faces installed on the machine are left aside.
    pub bundled_fonts: bool,
    /// To a multiple of how many the pages are filled, by blank ones before the imprint's.
    pub fill: Option<u32>,
}

/// The layout of an issue that names none.
pub const USUAL_LAYOUT: &str = "bulletin";

/// Where the faces of a layout are looked for.
pub fn font_search(options: &Options, layout: &Layout) -> FontSearch {
    let search = FontSearch::standard(&options.font_dirs, options.bundled_fonts);
    let search = search.within(layout.readable.clone());
    match &layout.folder {
        Some(folder) => search.with_base(folder),
        None => search,
    }
}
