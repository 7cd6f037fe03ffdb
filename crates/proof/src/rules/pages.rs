//! The rules about finished pages. Whoever has the pages applies them: [`crate::page_ends`].

use crate::rule::Authority::Practice;
use crate::rule::Group::Issue;
use crate::rule::{DATA, Fix, Rule, both};
use hongtou_base::diagnostic::Severity::Warning;

/// The rules, each with its words and examples.
#[rustfmt::skip] // Words stand in one line each, so that editors can read them beside each other.
pub const RULES: &[Rule] = &[
    Rule {
        id: "print-page",
        group: Issue,
        authority: Practice,
        clause: "",
        severity: Warning,
        fix: Fix::ByHand,
        parts: DATA,
        in_quotes: true,
        says: both("page {0} of the print ends after “…{1}”, page {2} of this layout after “…{3}”: {4} characters, {5} lines", "原件第 {0} 页止于“…{1}”，按此版式第 {2} 页止于“…{3}”：{4} 字，{5} 行"),
        hint: both("+ is later than in the print, − earlier; choose the layout that the print was set in, or delete the comment", "+ 比原件靠后，− 比原件靠前；可换用原件所用的版式，不必比对的删去注释"),
        why: both("A reprint keeps the pages of the print, so that what is cited by its page is found there.", "重排时页面与原件一致，按页码引用的文字才查得到。"),
        bad: "# page 1 of the print ends after: …视频会议，",
        good: "# page 1 of the print ends after: …视频会议，",
    },
    Rule {
        id: "print-page-words",
        group: Issue,
        authority: Practice,
        clause: "",
        severity: Warning,
        fix: Fix::ByHand,
        parts: DATA,
        in_quotes: true,
        says: both("page {0} of the print ends after words that the body below does not have: “…{1}”", "原件第 {0} 页的末尾“…{1}”在下面的正文中找不到"),
        hint: both("write the words as the body has them, or delete the comment", "按正文改注释中的文字，或删去注释"),
        why: both("A page's end is found again by its last words.", "原件的分页处是按页末文字查找的。"),
        bad: "# page 1 of the print ends after: …视屏会议，",
        good: "# page 1 of the print ends after: …视频会议，",
    },
];
