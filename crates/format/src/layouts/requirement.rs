//! What is measured on the finished pages, and what it should be.

use super::{PageChoice, Strength};
use hongtou_base::units::Length;

/// What is measured on the finished pages, and what it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// Its name in the layout.
    pub name: String,
    /// What it is, in words.
    pub what: String,
    /// The clause of the standard.
    pub clause: String,
    /// How strongly the standard asks for it.
    pub strength: Strength,
    /// What is measured.
    pub subject: Subject,
    /// What it should be.
    pub wanted: Wanted,
    /// On which pages it is measured.
    pub pages: PageChoice,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The distance from one edge to another, each `element.edge`.
    Distance {
        /// The first edge.
        from: EdgeName,
        /// The second edge.
        to: EdgeName,
    },
    /// A figure of an element.
    Figure(EdgeName),
}

/// An edge or a figure of an element, such as `masthead.name` and `ink-top`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EdgeName {
    /// The element.
    pub element: String,
    /// The edge or figure.
    pub edge: String,
}

/// What a measured value should be.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// A length between two bounds.
    Length {
        /// What it should be, if there is one figure for it.
        is: Option<Length>,
        /// The least.
        least: Option<Length>,
        /// The most.
        most: Option<Length>,
        /// How far it may be off.
        within: Length,
        /// Whether it is asked for in lines of the grid.
        in_lines: bool,
    },
    /// A number between two bounds.
    Number {
        /// The least.
        least: Option<i64>,
        /// The most.
        most: Option<i64>,
    },
    /// A word, such as the name of a colour mixture.
    Word(String),
}

/// The edges of an element that can be measured, from the top or the left of the page.
pub const EDGES: [&str; 24] = [
    "baseline",
    "binding",
    "bottom",
    "centre",
    "centre-y",
    "common-left",
    "common-right",
    "first-ink-top",
    "fore-edge",
    "ink-bottom",
    "ink-left",
    "ink-right",
    "ink-top",
    "last-baseline",
    "last-line-bottom",
    "last-line-left",
    "last-line-right",
    "last-line-top",
    "left",
    "line-bottom",
    "line-top",
    "right",
    "text-above",
    "top",
];

/// The figures of an element that can be measured beside its edges.
pub const FIGURES: [&str; 6] = ["colour", "lines", "off-grid", "page-in-two", "pitch", "size"];

/// The elements of every document that can be measured, beside the rows of its layout.
pub const ELEMENTS: [&str; 17] = [
    "chapter",
    "contents.entry",
    "contents.title",
    "level-1",
    "level-2",
    "level-3",
    "level-4",
    "level-5",
    "page",
    "page-number",
    "part",
    "running-head",
    "seal",
    "section",
    "subpart",
    "text",
    "type-area",
];
