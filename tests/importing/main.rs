//! Old files → issue files.

#[path = "../support/mod.rs"]
mod support;

mod bulletins;
mod documents;
mod docx;
mod files;
mod heads;
mod hostile;
mod properties;
mod title_lines;
