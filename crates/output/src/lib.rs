//! Finished pages → PDF, SVG, PNG. Nothing is laid out here.

pub mod inks;
pub mod outline;
pub mod pdf;
pub mod png;
pub mod raster;
pub mod run;
pub mod svg;
