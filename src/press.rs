//! The print run: copies and their numbers, who receives them, sheets, plates, marks.
//!
//! In come finished pages; out goes a [`Run`](crate::pdf), which the PDF writer writes, and the forms that go with it.
//! Nothing is laid out again: pages are only put on sheets.

pub mod imposition;
