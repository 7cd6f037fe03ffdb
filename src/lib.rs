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

#![deny(unsafe_code)]
#![warn(missing_docs)]
// A module's text lists its steps, private ones too: it is for those who read the source.
#![allow(rustdoc::private_intra_doc_links)]

pub mod batch;
pub mod colour;
pub mod diagnostic;
pub mod document;
mod encoding;
pub mod files;
pub mod fonts;
pub mod ideographs;
pub mod import;
pub mod inks;
pub mod issue;
pub mod layouts;
pub mod measure;
pub mod nearest;
mod options;
mod outline;
pub mod page;
pub mod page_ends;
pub mod paginate;
pub mod pdf;
mod pipeline;
pub mod png;
pub mod press;
pub mod preview;
pub mod project;
pub mod proof;
mod raster;
pub mod review;
pub mod scaffold;
pub mod sheet;
mod spreadsheet;
mod stamp;
pub mod svg;
pub mod toml_file;
pub mod typeset;
pub mod units;
pub mod whole_file;
mod workshop;
mod xml;

pub use options::{Options, font_search};
pub use pipeline::{open, open_layout, output_profile, typeset};
pub use workshop::{Job, Setting, Workshop};
