//! Who was at a meeting, and who wrote it down, as minutes say it: 主持, 出席, 列席, 请假, 记录.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::super::super::marks::ends_sentence;
use super::super::super::parts::{Parts, People};
use super::super::super::report::{Report, Rule};
use super::super::super::unit::Unit;
use crate::recognise::kept::{compact, plain};

/// The labels.
const LABELS: [&str; 6] = [
    "^(?:出席|参加)(?:人|人员|会议|单位)?$",
    "^(?:请假|缺席)(?:人|人员)?$",
    "^列席(?:人|人员|会议|单位)?$",
    "^主持(?:人)?$",
    "^(?:会议)?记录(?:人|人员)?$",
    "^(?:整理|校核|审核|签发)(?:人)?$",
];
static PATTERNS: LazyLock<Vec<Regex>> =
    LazyLock::new(|| LABELS.iter().filter_map(|label| compiled(label)).collect());

/// The labels that the layout of minutes writes, and its fields.
const FIELDS: [(&str, &str); 3] = [("出席", "present"), ("请假", "excused"), ("列席", "listeners")];

/// The longest label, in characters.
const LONGEST_LABEL: usize = 6;
/// The longest name, in characters; what is longer is a post.
const LONGEST_NAME: usize = 4;
/// How posts end.
const POSTS: [&str; 8] = ["长", "主任", "主席", "书记", "委员", "员", "师", "秘书"];

/// A list that was found.
struct Found {
    label: String,
    /// The field of the layout, if it has one for exactly this label.
    field: Option<&'static str>,
    lines: Vec<(Unit, String)>,
}

/// Takes those who were at the meeting out of the text of minutes.
///
/// 出席, 请假 and 列席 as running text are fields of the layout; where there is another label or a list of names, all are
/// lists with the labels that the file has, in its order.
pub(super) fn take(main: &mut Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let mut found: Vec<Found> = Vec::new();
    let mut rest: Vec<Unit> = Vec::new();
    let mut open = false;
    for unit in main.drain(..) {
        let text = unit.text();
        if let Some((label, field, listed)) = labelled(&text) {
            found.push(Found { label, field, lines: vec![(unit, listed)] });
            open = true;
            continue;
        }
        // Names go on below each other; a paragraph does not.
        let goes_on = open && !ends_sentence(&text) && names(&text).is_some();
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => last.lines.push((unit, text)),
            None => {
                open = false;
                rest.push(unit);
            }
        }
    }
    *main = rest;
    let is_plain = found.iter().enumerate().all(|(index, list)| {
        let is_first = found[..index].iter().all(|other| other.field != list.field);
        list.field.is_some() && is_first && names_of(list).is_none()
    });
    for list in found {
        place(list, is_plain, parts, report);
    }
    parts.fields.sort_by_key(|(field, _)| FIELDS.iter().position(|(_, known)| known == field));
}

/// A line that begins with a label: the label, its field, what is listed.
fn labelled(text: &str) -> Option<(String, Option<&'static str>, String)> {
    let (label, listed) = text.split_once(['：', ':'])?;
    let label = compact(label);
    let is_short = label.chars().count() <= LONGEST_LABEL && !listed.trim().is_empty();
    if !is_short || !PATTERNS.iter().any(|pattern| pattern.is_match(&label)) {
        return None;
    }
    let field = FIELDS.iter().find(|(usual, _)| label == *usual).map(|(_, field)| *field);
    Some((label, field, listed.trim().to_owned()))
}

fn place(list: Found, is_plain: bool, parts: &mut Parts, report: &mut Report) {
    for (unit, _) in &list.lines {
        plain(unit, report);
    }
    let (first, written) = (list.lines[0].0.place, list.lines[0].0.text());
    let colon = if written.find(':') < written.find('：').or(Some(usize::MAX)) && written.contains(':') {
        ":"
    } else {
        "："
    };
    let names = names_of(&list);
    let Found { label, field, lines } = list;
    let joined: String = lines.iter().map(|(_, text)| text.as_str()).collect();
    if let Some(field) = field.filter(|_| is_plain) {
        report.whole(Rule::Label, first, format!("{label}{colon}"), "");
        parts.fields.push((field, joined));
        return;
    }
    report.whole(Rule::Label, first, colon, "");
    let text = names.is_none().then_some(joined);
    parts.people.push(People { label, names: names.unwrap_or_default(), text });
}

/// The names of a list, if it is nothing but names.
fn names_of(list: &Found) -> Option<Vec<String>> {
    let lines = list.lines.iter().map(|(_, text)| names(text));
    Some(lines.collect::<Option<Vec<_>>>()?.concat())
}

/// The names on a line, which blanks part: `王　明　李志远`, `县长　王　明`; none if anything else is there.
fn names(text: &str) -> Option<Vec<String>> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_han = |word: &str| word.chars().all(|c| c.is_alphanumeric() && !c.is_ascii() || c == '·');
    if words.is_empty() || !words.iter().all(|word| is_han(word)) {
        return None;
    }
    let length = |word: &str| word.chars().count();
    let mut names: Vec<String> = Vec::new();
    let mut post: Option<&str> = None;
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let is_post = length(word) > LONGEST_NAME && !word.contains('·')
            || length(word) > 1 && POSTS.iter().any(|end| word.ends_with(end));
        if is_post && words.peek().is_some() && post.is_none() {
            post = Some(word);
            continue;
        }
        let mut name = word.to_owned();
        if length(word) == 1 {
            name.push_str(words.next_if(|next| length(next) == 1)?);
        }
        if length(&name) > LONGEST_NAME && !name.contains('·') {
            return None;
        }
        names.push(post.take().map_or(name.clone(), |post| format!("{post}\u{3000}{name}")));
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_spread_are_one() {
        assert_eq!(names("王　明　李志远　卫　国").unwrap(), ["王明", "李志远", "卫国"]);
        assert_eq!(names("县政协副主席　　韩文博").unwrap(), ["县政协副主席　韩文博"]);
        assert_eq!(names("县长　陈　立").unwrap(), ["县长　陈立"]);
        for text in ["县政府领导班子成员，县财政局负责同志。", "县发展和改革局", "王 A", ""]
        {
            assert_eq!(names(text), None, "{text}");
        }
    }
}
