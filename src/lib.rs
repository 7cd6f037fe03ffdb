//! hongtou (红头) typesets Chinese government bulletins and official documents.

#![deny(unsafe_code)]
#![warn(missing_docs)]

pub mod diagnostic;
pub mod document;
pub mod fonts;
pub mod issue;
pub mod layouts;
mod outline;
pub mod page;
pub mod paginate;
pub mod pdf;
pub mod pipeline;
pub mod png;
pub mod svg;
pub mod toml_file;
pub mod typeset;
pub mod units;
