//! hongtou (红头) typesets Chinese government bulletins and official documents.

#![deny(unsafe_code)]
#![warn(missing_docs)]

pub mod diagnostic;
pub mod fonts;
pub mod issue;
pub mod layouts;
pub mod page;
mod pipeline;
pub mod toml_file;
pub mod units;

pub use pipeline::{FaceReport, Job, Layout, Options, RoleReport, font_report, open, pdf, png, svg, typeset};
