//! What was measured, and how it compares with what was asked for.

use hongtou_base::units::Length;
use hongtou_format::layouts::Requirement;

/// What was measured, and whether it is as it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// What was asked for.
    pub requirement: Requirement,
    /// What was found on the page where it is worst; `None` if the element is not on the pages.
    pub found: Option<Found>,
    /// Whether it is as it should be.
    pub verdict: Verdict,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The value.
    pub value: Value,
    /// The number of the page.
    pub page: u32,
    /// On how many pages it was measured.
    pub pages: usize,
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A length.
    Length(Length),
    /// A number.
    Number(i64),
    /// A word.
    Word(String),
}

/// Whether a measured value is as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Holds,
    /// It is not, and the standard says shall (规定).
    Fails,
    /// It is not, and the standard does not say shall.
    Departs,
    /// The element is not on the pages.
    Absent,
}

/// How many rows have each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows that are as they should be.
    pub holds: usize,
    /// Departures from what shall be.
    pub fails: usize,
    /// Departures from what should be.
    pub departs: usize,
    /// Elements that are not on the pages.
    pub absent: usize,
}
