//! Issues and layouts → finished pages: fonts, blocks in reading order, lines, pages.

pub mod document;
pub mod fonts;
pub mod options;
pub mod page;
pub mod paginate;
pub mod sheet;
pub mod typeset;
