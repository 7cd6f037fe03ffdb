//! The files that users write: issues and layouts, from TOML to values of which every rule holds.

pub mod doubled;
pub mod issue;
pub mod layouts;
pub mod project;
pub mod toml_file;
