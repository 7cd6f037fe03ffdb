//! Whether a line is a title of a document, or whom it is addressed to.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::kept::compact;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 120;

/// How titles of documents end.
static KIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        "(?:通知|请示|报告|批复|函|复函|意见|决定|通报|公告|通告|议案|决议|公报|命令)(?:[（(].{1,12}[）)])?$",
    )
});

/// Whether a text is the title of a document, or its last line.
pub(super) fn is_title(text: &str) -> bool {
    let text = compact(text);
    text.chars().count() <= LONGEST_TITLE
        && !text.contains(['。', '：', ':'])
        && KIND.as_ref().is_some_and(|pattern| pattern.is_match(&text))
}

/// Whether a text is 主送机关.
pub(super) fn is_addressee(text: &str) -> bool {
    const LONGEST: usize = 300;
    let text = compact(text);
    text.ends_with(['：', ':'])
        && text.chars().count() <= LONGEST
        && !text.contains(['。', '；'])
        && !text.trim_end_matches(['：', ':']).ends_with("如下")
        && !text.starts_with("附件")
}
