//! 印迹不在应在之处：其说明。

use crate::diagnostic::Side;
use crate::diagnostic::texts::words::{Words, quoted, say};
use crate::units::Length;

/// Ink of a row over that of another one, or of itself.
pub(super) fn overlap(row: &str, other: &str, page: u32) -> Words {
    let message = if row == other {
        format!("第 {page} 页 {row} 的各行互相重叠")
    } else {
        format!("第 {page} 页 {row} 与 {other} 重叠")
    };
    say(
        message,
        "由此处排定",
        "请在自己的版式里减小字号或加大距离（at、gap、below、pitch、每面行数），或删去其中一项",
    )
}

/// Ink that lies off the page.
pub(super) fn off_page(element: &str, text: &str, page: u32, (side, by): (Side, Length)) -> Words {
    let (what, by, side) = (named(element, text), by.to_mm(), side_of(side));
    say(
        format!("{what}超出第 {page} 页的{side}边 {by:.1} 毫米，印不出来"),
        "由此处引起",
        "请改正引起超出的缩进、距离或升降值，或缩短文字",
    )
}

/// Ink outside the type area.
pub(super) fn outside(element: &str, text: &str, page: u32, (side, by): (Side, Length)) -> Words {
    let (what, by, side) = (named(element, text), by.to_mm(), side_of(side));
    say(
        format!("{what}超出第 {page} 页版心的{side}边 {by:.1} 毫米"),
        "",
        "请缩短文字，或改正版式中引起超出的值",
    )
}

fn named(element: &str, text: &str) -> String {
    match text {
        "" => format!("分隔线 {element} "),
        _ => format!("{}（{element}）", quoted(text)),
    }
}

fn side_of(side: Side) -> &'static str {
    match side {
        Side::Left => "左",
        Side::Right => "右",
        Side::Top => "上",
        Side::Bottom => "下",
    }
}
