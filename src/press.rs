//! The print run: copies and their numbers, who receives them, sheets, plates, marks.
//!
//! In comes an issue that can be set, and what is ordered ([`Order`]); out go [`hongtou_output::run::Run`]s, which
//! [`hongtou_output::pdf::write_run`] writes, and the forms that go with them ([`forms`]).
//! Pages are set as always, with a place for the number and filled to whole sheets where they are folded; after that
//! nothing is laid out again: pages are only put on sheets.

pub mod allotment;
pub mod forms;
pub mod imposition;
mod job;
pub mod marks;
pub mod measures;
pub mod numbering;
pub mod plates;
pub mod proof;
pub mod sides;

pub use job::{Order, Press, job_name, prepare};
