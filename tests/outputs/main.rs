//! What is written: PDF and its standards, SVG, PNG, inks, tags, forms, the print run.

#[path = "../support/mod.rs"]
mod support;

mod imposition;
mod inks;
mod pdf;
mod pdf_standards;
mod pictures;
mod sheet;
mod tags;
