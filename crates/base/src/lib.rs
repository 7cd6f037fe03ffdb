//! What everything else of hongtou stands on: lengths, colours, what Chinese text is made of, files and what is wrong with them.

pub mod colour;
pub mod diagnostic;
pub mod encoding;
pub mod han;
pub mod ideographs;
pub mod labels;
pub mod nearest;
pub mod numbering;
pub mod stamp;
pub mod structure;
#[cfg(test)]
mod structure_test;
pub mod title_breaks;
mod title_words;
pub mod units;
pub mod whole_file;
pub mod xml;
