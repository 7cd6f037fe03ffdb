//! Marks: half-width ones, pairs, ellipses, marks after numbers and at the end of titles.

mod blanks;
mod markup;
mod pairs;
mod radicals;

use super::marks::{at, before, is_chinese, is_closing, is_han};
use super::passage::Passage;
use super::pattern::pattern;
use super::rule::Part;
use super::sink::Sink;
use hongtou_base::structure::Said;

/// Looks through a passage; `next` is the one after it.
pub fn check(passage: &Passage<'_>, next: Option<&Passage<'_>>, sink: &mut Sink<'_>) {
    half_width(passage, sink);
    half_width_brackets(passage, sink);
    blanks::check(passage, sink);
    radicals::check(passage, sink);
    markup::check(passage, sink);
    dashes_and_ellipses(passage, sink);
    repeated(passage, sink);
    enumeration(passage, sink);
    after_number(passage, sink);
    document_number(passage, sink);
    title_end(passage, sink);
    pairs::check(passage, next, sink);
}

/// `,` `;` `:` `?` `!` `.` where Chinese has full-width ones.
fn half_width(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    for (index, mark) in text.char_indices() {
        let Some(full) = full_width(mark) else { continue };
        // What stands behind the number of a heading is that rule's matter.
        if pattern!(r"^(?:[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[）)])$")
            .is_match(&text[..index])
        {
            continue;
        }
        let (left, right) = (before(text, index), at(text, index + 1));
        let chinese_left = left.is_some_and(is_chinese);
        let chinese_right = right.is_some_and(is_chinese);
        let wrong = match mark {
            // A point is a decimal, an abbreviation or a numbering point unless Chinese is on both its sides.
            '.' => {
                left.is_some_and(|c| is_han(c) || is_closing(c) || "，、；：。".contains(c))
                    && (right.is_none() || chinese_right)
            }
            // Between Western words and digits it is theirs.
            _ => {
                chinese_left || (chinese_right && left.is_some_and(|c| c.is_ascii_alphanumeric() || c == '%'))
            }
        };
        if wrong {
            let range = index..index + 1;
            let facts = [&text[range.clone()], full];
            // `.` between hanzi may have been meant for ·.
            if mark == '.' && right.is_some() {
                sink.report(passage, "half-width-mark", range, &facts);
            } else {
                sink.fix(passage, "half-width-mark", range, &facts, full);
            }
        }
    }
    straight_quotes(passage, sink);
}

/// `"` and `'` where Chinese has pairs of its own; where they come in pairs, and no others are there, it is plain which.
fn straight_quotes(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let mut doubles: Vec<usize> = Vec::new();
    for found in pattern!("[\"']").find_iter(text) {
        let (left, right) = (before(text, found.start()), at(text, found.end()));
        let chinese = |c: Option<char>| c.is_some_and(is_chinese);
        let wrong = match found.as_str() {
            "\"" => chinese(left) || chinese(right),
            _ => chinese(left) && (chinese(right) || right.is_none()),
        };
        match found.as_str() {
            "\"" if wrong => doubles.push(found.start()),
            _ if wrong => {
                sink.report(passage, "half-width-mark", found.range(), &[found.as_str(), "‘ ’"]);
            }
            _ => {}
        }
    }
    let paired = doubles.len().is_multiple_of(2)
        && doubles.len() == text.matches('"').count()
        && !text.contains(['“', '”']);
    for (index, at) in doubles.into_iter().enumerate() {
        let range = at..at + 1;
        if paired {
            let wanted = if index % 2 == 0 { "“" } else { "”" };
            sink.fix(passage, "half-width-mark", range, &["\"", wanted], wanted);
        } else {
            sink.report(passage, "half-width-mark", range, &["\"", "“ ”"]);
        }
    }
}

fn full_width(mark: char) -> Option<&'static str> {
    Some(match mark {
        ',' => "，",
        ';' => "；",
        ':' => "：",
        '?' => "？",
        '!' => "！",
        '.' => "。",
        _ => return None,
    })
}

/// `(` and `)` around Chinese, or behind it.
fn half_width_brackets(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (index, mark) in text.char_indices() {
        match mark {
            '(' => {
                let after_chinese = before(text, index).is_some_and(is_chinese);
                let rest = &text[index + 1..];
                let inside = &rest[..rest.find([')', '）']).unwrap_or(rest.len())];
                let numbering = index == 0 && inside.chars().all(|c| c.is_ascii_digit());
                let wrong = after_chinese || numbering || inside.chars().any(is_chinese);
                if wrong {
                    sink.fix(passage, "half-width-mark", index..index + 1, &["(", "（"], "（");
                }
                open.push((index, wrong));
            }
            '（' => open.push((index, true)),
            ')' => {
                let wrong = match open.pop() {
                    Some((_, wrong)) => wrong,
                    None => before(text, index).is_some_and(is_chinese),
                };
                if wrong {
                    sink.fix(passage, "half-width-mark", index..index + 1, &[")", "）"], "）");
                }
            }
            '）' => drop(open.pop()),
            _ => {}
        }
    }
}

fn dashes_and_ellipses(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let chinese_beside = |range: &std::ops::Range<usize>| {
        before(text, range.start).is_some_and(is_chinese) || at(text, range.end).is_some_and(is_chinese)
    };
    for found in pattern!(r"\.{3,}|。{3,}|[…⋯‥]+|·{3,}|-{2,}|－{2,}|─{2,}|―+").find_iter(text) {
        let marks = found.as_str();
        let count = marks.chars().count();
        let wanted = match marks.chars().next() {
            Some('-' | '－' | '─') => "——",
            // What converters from GB 2312 make of its dash.
            Some('―') if count == 1 => "—",
            Some('―') => "——",
            // Two ellipses side by side stand for a whole passage left out.
            Some('⋯' | '‥') if count == 4 => "…………",
            _ => "……",
        };
        let right = marks.chars().all(|c| c == '…') && count % 2 == 0;
        if !right && chinese_beside(&found.range()) {
            sink.fix(passage, "dash-ellipsis", found.range(), &[marks, wanted], wanted);
        }
    }
    for found in pattern!("……等|等……").find_iter(text) {
        sink.report(passage, "ellipsis-etc", found.range(), &[]);
    }
}

/// Marks that stand twice, or two that shut each other out.
fn repeated(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let pattern = pattern!(
        "，{2,}|、{2,}|；{2,}|：{2,}|。{2,}|[！？]{4,}|[，、；：][，、；：。]|[？！]。|。[，、；：]|。[”’]。"
    );
    for found in pattern.find_iter(&passage.plain) {
        let marks = found.as_str();
        let mut kinds: Vec<char> = marks.chars().collect();
        let length = kinds.len();
        kinds.dedup();
        match kinds[..] {
            // Three full stops are a misspelt ellipsis.
            ['。'] if length > 2 => {}
            ['，' | '、' | '；' | '：' | '。'] => {
                sink.fix(passage, "repeated-mark", found.range(), &[marks], &kinds[0].to_string());
            }
            _ => sink.report(passage, "repeated-mark", found.range(), &[marks]),
        }
    }
}

/// 、 before 等, and between quoted words or names of works.
fn enumeration(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    for found in pattern!("、等").find_iter(text) {
        // 等级, 等额 and 等待 are words of their own.
        if !at(text, found.end()).is_some_and(|c| "级额次待候于效距差位外值同边腰".contains(c))
        {
            let mark = found.start()..found.start() + "、".len();
            sink.fix(passage, "comma-before-deng", mark, &[], "");
        }
    }
    for found in pattern!("”、“|》、《").find_iter(text) {
        if !mixed_list(text, found.range()) {
            let start = found.start() + "”".len();
            sink.fix(passage, "comma-between-quotes", start..start + "、".len(), &[found.as_str()], "");
        }
    }
}

/// So many items to each side are looked at.
const LONGEST_LIST: usize = 40;

/// Whether the list around a 、 has items without marks too: “甲”、“乙”、丙 keeps its commas.
fn mixed_list(text: &str, around: std::ops::Range<usize>) -> bool {
    let (opening, closing) =
        if text[around.clone()].starts_with('”') { ('“', '”') } else { ('《', '》') };
    let mut first = around.start;
    for _ in 0..LONGEST_LIST {
        let Some(start) = text[..first].rfind(opening) else { break };
        let Some(before_comma) = text[..start].strip_suffix('、') else { break };
        match before_comma.strip_suffix(closing) {
            Some(item) => first = item.len(),
            None => return true,
        }
    }
    let mut last = around.end;
    for _ in 0..LONGEST_LIST {
        let Some(end) = text[last..].find(closing).map(|end| last + end + closing.len_utf8()) else { break };
        let rest = &text[end..];
        match rest.strip_prefix('、') {
            Some(next) if next.starts_with(opening) => last = end + "、".len() + opening.len_utf8(),
            Some(_) => return true,
            None => break,
        }
    }
    false
}

/// The mark behind a number at the start of a paragraph.
fn after_number(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    if passage.said == Some(Said::Text) {
        return;
    }
    let text = &passage.plain;
    let first = pattern!(r"^([一二三四五六七八九十]{1,3})([.．，,])\p{Han}");
    if let Some(found) = first.captures(text) {
        sink.fix(passage, "numbering-mark", found.get(2).unwrap().range(), &[&found[2], "、"], "、");
    }
    if let Some(found) =
        pattern!(r"^[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]([、，,.．])").captures(text)
    {
        sink.fix(passage, "numbering-mark", found.get(1).unwrap().range(), &[&found[1], ""], "");
    }
    if let Some(found) = pattern!(r"^\d{1,2}([、，])[^\d]").captures(text) {
        sink.fix(passage, "numbering-mark", found.get(1).unwrap().range(), &[&found[1], "."], ".");
    }
    for found in pattern!(r"(?:^|[。；：，])第[一二三四五六七八九十](、)\p{Han}").captures_iter(text)
    {
        let mark = found.get(1).unwrap();
        // 第一、二、三产业 counts things.
        if !at(text, mark.end()).is_some_and(|c| "一二三四五六七八九十第".contains(c)) {
            sink.fix(passage, "numbering-mark", mark.range(), &["、", "，"], "，");
        }
    }
}

/// Orders and announcements have 第 before their number: 县政府令〔2003〕第7号.
const WITH_ORDINAL: [&str; 5] = ["令", "公告", "通告", "布告", "决定"];

/// 国发〔2021〕12号.
fn document_number(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let pattern = pattern!(r"\p{Han}([\[（(【［〔﹝])((?:19|20)\d\d)([\]）)】］〕﹞])(第?)(0*)(\d+)号");
    for found in pattern.captures_iter(&passage.plain) {
        let (Some(whole), Some(open)) = (found.get(0), found.get(1)) else { continue };
        let code = &passage.plain[..open.start()];
        let ordinal = if WITH_ORDINAL.iter().any(|word| code.ends_with(word)) { &found[4] } else { "" };
        let range = open.start()..whole.end();
        let wanted = format!("〔{}〕{ordinal}{}号", &found[2], &found[6]);
        let shown = &passage.plain[range.clone()];
        if shown == wanted {
            continue;
        }
        // Other brackets are the same number; without 第 or a zero it may be cited otherwise than it was issued.
        if &found[4] == ordinal && found[5].is_empty() {
            sink.fix(passage, "document-number", range, &[shown, &wanted], &wanted);
        } else {
            sink.offer(passage, "document-number", range, &[shown, &wanted], &wanted);
        }
    }
}

/// No 。，、；： at the end of a title.
fn title_end(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let Some(mark) = passage.plain.chars().next_back().filter(|c| "。，、；：,;:.".contains(*c)) else {
        return;
    };
    if passage.part == Part::Title {
        let start = passage.plain.len() - mark.len_utf8();
        sink.fix(passage, "title-mark", start..passage.plain.len(), &[&passage.plain[start..]], "");
    }
}
