//! The labels of the foot, which heads of bulletins have too: who receives an issue, who made it, how to reach them.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::super::parts::Key;

/// The labels, as patterns, and their keys; none where an issue has no place for it. A blank may stand between any two
/// characters of a label.
const LABELS: [(&str, Option<Key>); 50] = [
    ("本期增发", Some(Key::Extra)),
    ("增发", Some(Key::Extra)),
    ("抄报", Some(Key::Report)),
    ("主报", Some(Key::Report)),
    ("呈报", Some(Key::Report)),
    ("呈送", Some(Key::Report)),
    ("呈", Some(Key::Report)),
    ("报送", Some(Key::Report)),
    ("报", Some(Key::Report)),
    ("下发", Some(Key::Issue)),
    ("印发", Some(Key::Issue)),
    ("印送", Some(Key::Send)),
    ("发送", Some(Key::Issue)),
    ("发", Some(Key::Issue)),
    ("抄送", Some(Key::CopyTo)),
    ("分送", Some(Key::Send)),
    ("主送", Some(Key::Send)),
    ("送", Some(Key::Send)),
    ("审核", Some(Key::Reviewer)),
    ("审稿", Some(Key::Reviewer)),
    ("审签", Some(Key::Reviewer)),
    ("核稿", Some(Key::Reviewer)),
    ("责任编辑", Some(Key::Editor)),
    ("责编", Some(Key::Editor)),
    ("编辑", Some(Key::Editor)),
    ("联系电话", Some(Key::Phone)),
    ("电话", Some(Key::Phone)),
    ("签发人", None),
    ("签发", None),
    ("审批", None),
    ("主编", None),
    ("编审", None),
    ("校对", None),
    ("校核", None),
    ("录入", None),
    ("打印", None),
    ("排版", None),
    ("主题词", None),
    ("主办单位", None),
    ("主办", None),
    ("承办", None),
    ("上一篇", None),
    ("下一篇", None),
    ("撰稿", None),
    ("电子邮箱", None),
    ("邮箱", None),
    ("传真", None),
    ("网址", None),
    ("地址", None),
    ("邮编", None),
];

/// The labels as one pattern, each in a group of its own.
fn any_label() -> String {
    let spread =
        |label: &str| label.chars().map(|character| character.to_string()).collect::<Vec<_>>().join(r"\s*");
    let labels = LABELS.iter().enumerate();
    let labels: Vec<String> =
        labels.map(|(index, (label, _))| format!("(?P<l{index}>{})", spread(label))).collect();
    labels.join("|")
}

/// One label at the start of a text or within it, with its colon.
static LABEL: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled(&format!(r"(?:^|[\s，；。])(?:{})\s*[：:]\s*", any_label())));

/// A label in a cell of its own, which needs no colon.
static CELL: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled(&format!(r"^(?:{})\u{{3000}}+", any_label())));

/// The start of a line that says what it is, known or not: one to five characters and a colon.
static SHORT: LazyLock<Option<Regex>> = LazyLock::new(|| compiled(r"^\p{Han}(?:\s*\p{Han}){0,4}\s*[：:]"));

/// A label in a text, in bytes, with the mark before it and the colon, and its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub start: usize,
    pub end: usize,
    pub key: Option<Key>,
}

/// The labels in a text; one of those who receive an issue stands at the start, or behind a label that does.
pub(super) fn labels(text: &str, is_row: bool) -> Vec<Label> {
    let in_cell = CELL.as_ref().filter(|pattern| is_row && pattern.is_match(text));
    // Most lines have no colon, and need no closer look.
    let with_colon = LABEL.as_ref().filter(|_| text.contains(['：', ':']));
    let Some(pattern) = in_cell.or(with_colon) else { return Vec::new() };
    let mut labels: Vec<Label> = Vec::new();
    for found in pattern.captures_iter(text) {
        let key = LABELS.iter().enumerate().find(|(index, _)| found.name(&format!("l{index}")).is_some());
        let (Some(whole), Some((_, (_, key)))) = (found.get(0), key) else { continue };
        let is_led = labels.first().is_some_and(|label| label.start == 0);
        if whole.start() == 0 || is_led || is_of_people(*key) {
            // A full stop is the end of what stands before it.
            let start = whole.start() + if whole.as_str().starts_with('。') { '。'.len_utf8() } else { 0 };
            labels.push(Label { start, end: whole.end(), key: *key });
        }
    }
    labels
}

/// Whether a label stands with others on a line: people, and how to reach them.
pub(super) fn is_of_people(key: Option<Key>) -> bool {
    matches!(key, None | Some(Key::Reviewer | Key::Editor | Key::Phone))
}

/// Whether a line begins with a short label, known or not.
pub(super) fn is_short_label(text: &str) -> bool {
    SHORT.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_may_have_several_people() {
        let keys = |text| labels(text, false).into_iter().map(|label| label.key).collect::<Vec<_>>();
        assert_eq!(
            keys("审　核：方伟喜　　责任编辑：胡海　电话：123"),
            [Some(Key::Reviewer), Some(Key::Editor), Some(Key::Phone)]
        );
        assert_eq!(keys("签发：张明　核稿：李红　邮箱：a@b.cn"), [None, Some(Key::Reviewer), None]);
        assert_eq!(keys("报：各位领导。"), [Some(Key::Report)]);
        assert_eq!(keys("各地报：省里"), []);
        assert_eq!(
            keys("报：市委办。送：县委领导。　发：各乡镇。"),
            [Some(Key::Report), Some(Key::Send), Some(Key::Issue)]
        );
        assert_eq!(keys("各地 报：省里"), []);
    }
}
