//! What is set: lines, titles, grid, pages, faces, and the seed.

#[path = "../support/mod.rs"]
mod support;

mod any_layout;
mod beside;
mod breakers;
mod evenness;
mod examples;
mod explain;
mod fields;
mod first_page;
mod fonts;
mod glyphs;
mod grid;
mod imprint;
mod ink;
mod joint_organs;
mod line_breaks;
mod long_names;
mod measures;
mod offices;
mod page_edges;
mod properties;
mod reference_pictures;
mod seed;
mod structure;
mod titles;
