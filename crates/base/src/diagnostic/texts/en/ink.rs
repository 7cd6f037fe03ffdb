//! Words for ink that is where it should not be.

use crate::diagnostic::Side;
use crate::diagnostic::texts::words::{Words, quoted, say};
use crate::units::Length;

/// Ink of a row over that of another one, or of itself.
pub(super) fn overlap(row: &str, other: &str, page: u32) -> Words {
    let message = if row == other {
        format!("lines of {row} lie over each other on page {page}")
    } else {
        format!("{row} lies over {other} on page {page}")
    };
    say(
        message,
        "placed here",
        "in a layout of your own, make sizes smaller or distances larger (at, gap, below, pitch, the lines of the \
         grid), or leave one of the texts out",
    )
}

/// Ink that lies off the page.
pub(super) fn off_page(element: &str, text: &str, page: u32, (side, by): (Side, Length)) -> Words {
    let (what, by, side) = (named(element, text), by.to_mm(), side_of(side));
    say(
        format!("{what} lies {by:.1} mm beyond the {side} edge of page {page}, where nothing is printed"),
        "placed there by this",
        "correct the indent, the distance or the raise that puts it there, or shorten the text",
    )
}

/// Ink outside the type area.
pub(super) fn outside(element: &str, text: &str, page: u32, (side, by): (Side, Length)) -> Words {
    let (what, by, side) = (named(element, text), by.to_mm(), side_of(side));
    say(
        format!("{what} lies {by:.1} mm beyond the {side} edge of the type area on page {page}"),
        "",
        "shorten the text, or correct the value of the layout that puts it there",
    )
}

fn named(element: &str, text: &str) -> String {
    match text {
        "" => format!("the rule {element}"),
        _ => format!("{} ({element})", quoted(text)),
    }
}

fn side_of(side: Side) -> &'static str {
    match side {
        Side::Left => "left",
        Side::Right => "right",
        Side::Top => "upper",
        Side::Bottom => "lower",
    }
}
