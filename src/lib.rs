//! hongtou (红头) typesets Chinese government bulletins and official documents.
//!
//! Data flows one way, and each arrow is a module:
//!
//! ```text
//! issue.toml ─► issue ──┐
//! layouts/*.toml ► layouts ┼─► document ─► typeset ─► paginate ─► page ─► pdf · svg · png
//! fonts/ ─────► fonts ──┘   (what is said) (lines)    (pages)    (finished)
//! ```
//!
//! [`open()`] and [`typeset()`] walk the whole line:
//!
//! ```no_run
//! use std::path::Path;
//! use hongtou::{Options, open, pdf, typeset};
//!
//! # fn main() -> Result<(), Vec<hongtou::diagnostic::Diagnostic>> {
//! let job = open(Path::new("examples/issue-245.toml"), &Options::default())?;
//! let (pages, _warnings) = typeset(&job)?;
//! let bytes = pdf::write(&pages, &job.fonts)?;
//! # Ok(())
//! # }
//! ```

pub mod batch;
pub mod files;
pub mod measure;
pub mod page_ends;
mod pipeline;
pub mod press;
pub mod preview;
pub mod review;
pub mod scaffold;
mod spreadsheet;
mod workshop;

pub use hongtou_base::{
    colour, diagnostic, han, ideographs, labels, nearest, numbering, structure, units, whole_file,
};
pub use hongtou_engine::options::{Options, font_search};
pub use hongtou_engine::{document, fonts, page, paginate, sheet, typeset};
pub use hongtou_format::{doubled, issue, layouts, project, toml_file};
pub use hongtou_import as import;
pub use hongtou_output::{inks, pdf, png, run, svg};
pub use hongtou_proof as proof;
pub use pipeline::{open, open_layout, output_profile, typeset};
pub use workshop::{Job, Setting, Workshop};
