//! hongtou (红头) typesets Chinese government bulletins and official documents.

#![deny(unsafe_code)]
#![warn(missing_docs)]

pub mod diagnostic;
pub mod fonts;
pub mod layouts;
mod outline;
pub mod page;
pub mod pdf;
pub mod png;
pub mod svg;
pub mod units;
