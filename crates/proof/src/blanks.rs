//! What a draft leaves open.

use std::ops::Range;

use super::marks::is_han;
use super::passage::Passage;
use super::pattern::pattern;
use super::rule::Part;
use super::sink::Sink;
use hongtou_format::issue::Issue;

/// Everything that must still be filled in.
pub fn check(issue: &Issue, passages: &[Passage<'_>], sink: &mut Sink<'_>) {
    passages.iter().for_each(|passage| blanks(passage, sink));
    blanks_in_heads(issue, passages, sink);
    placeholders(issue, sink);
}

/// XX户, ×××万元, ____人, 2026年 月 日: what a draft leaves open.
fn blanks(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let open = pattern!(
        r"(?:X{2,}|Ｘ{2,}|×{2,}|_{2,})(?:万|亿|余)?(?:元|户|人|名|家|亩|公里|次|件|台|吨|%|％)|\d{4}年[ 　]+月[ 　]*日?"
    );
    for found in open.find_iter(&passage.plain) {
        sink.report(passage, "placeholder", found.range(), &[]);
    }
}

/// ××县, XX局, 某某办公室 in what is no running text, where nobody is left unnamed: a template that was filled in by half.
fn blanks_in_heads(issue: &Issue, passages: &[Passage<'_>], sink: &mut Sink<'_>) {
    let is_head =
        |passage: &&Passage<'_>| matches!(passage.part, Part::Title | Part::Line | Part::Distribution);
    for passage in passages.iter().filter(is_head) {
        for found in open_names(&passage.plain) {
            sink.report(passage, "placeholder", found, &[]);
        }
    }
    let (masthead, signature, colophon) = (&issue.masthead, &issue.signature, &issue.colophon);
    let lists = [&masthead.organs, &masthead.signers, &signature.organs].into_iter().flatten();
    let optional = [&masthead.code, &signature.post, &colophon.reviewer, &colophon.editor, &colophon.printer];
    for text in lists.chain(optional.into_iter().flatten()) {
        for found in open_names(&text.value) {
            sink.report_span("placeholder", Part::Data, text.source_span(found), &[]);
        }
    }
}

/// The names that a text leaves open; a person whose given name is withheld, such as 张××, is not one.
fn open_names(text: &str) -> Vec<Range<usize>> {
    // With their number or unit they are found in any text.
    let open = pattern!(r"X{2,}|Ｘ{2,}|×{2,}|_{2,}|某{2,}|某(?:省|市|县|区|乡|镇)人民政府");
    // 张××, 赵某某: behind a name only what an organ or a matter is called by is open.
    let organ = pattern!(
        r"^(?:省|市|县|区|州|镇|乡|村|街道|局|厅|办公室|委员会|公司|单位|机关|人民|工作|会议|项目|活动)"
    );
    let counted = pattern!(r"^(?:万|亿|余)?(?:元|户|人|名|家|亩|公里|次|件|台|吨|%|％)");
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_open = |found: &Range<usize>| {
        let (before, after) = (&text[..found.start], &text[found.end..]);
        let behind_a_name = before.chars().next_back().is_some_and(is_han);
        (!behind_a_name || organ.is_match(after))
            && !counted.is_match(after)
            && !is_latin(before.chars().next_back())
            && !is_latin(after.chars().next())
    };
    open.find_iter(text).map(|found| found.range()).filter(is_open).collect()
}

/// 【待填…】 anywhere in the file but in a comment of its own line.
fn placeholders(issue: &Issue, sink: &mut Sink<'_>) {
    for span in issue.open_places() {
        sink.report_span("placeholder", Part::Data, span, &[]);
    }
}
