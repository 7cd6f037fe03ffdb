//! Blanks: those that the page has anyway, those that print holes, and those that are right.

use std::ops::Range;

use crate::marks::{at, before, is_chinese, is_han, tail};
use crate::passage::Passage;
use crate::pattern::pattern;
use crate::rule::Part;
use crate::sink::Sink;
use hongtou_base::numbering::{article, division};

/// The blank that is as wide as a hanzi.
const WIDE: &str = "\u{3000}";

pub fn check(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    invisible(passage, sink);
    let text = &passage.plain;
    for found in pattern!(r"[ \t\u{A0}\u{2000}-\u{200A}\u{202F}\u{205F}\u{3000}]+").find_iter(text) {
        let (Some(left), Some(right)) = (before(text, found.start()), at(text, found.end())) else {
            continue;
        };
        // Between organs that issue a document together a title has a blank as wide as a hanzi.
        if is_chinese(left) && is_chinese(right) && found.as_str() != WIDE {
            sink.fix(passage, "title-blank", found.range(), &[], WIDE);
        }
        match meaning(passage, found.range(), left, right) {
            Meaning::Right => {}
            Meaning::Wide if found.as_str() == WIDE => {}
            Meaning::Wide => sink.fix(passage, "blank-width", found.range(), &[], WIDE),
            Meaning::BetweenHanzi => sink.report(passage, "blank-between-hanzi", found.range(), &[]),
            Meaning::Superfluous => sink.fix(passage, "stray-space", found.range(), &[], ""),
            Meaning::One => sink.fix(passage, "stray-space", found.range(), &[], " "),
        }
    }
}

/// Characters that nobody sees: they keep words from being found, and some faces print holes for them.
fn invisible(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let pattern = pattern!(
        r"[\u{AD}\u{180E}\u{200B}\u{200C}\u{200E}\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2064}\u{2066}-\u{2069}\u{FEFF}]+"
    );
    for found in pattern.find_iter(&passage.plain) {
        let codes: Vec<String> = found.as_str().chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        sink.fix(passage, "invisible-character", found.range(), &[&codes.join(" ")], "");
    }
}

/// What a blank is for.
enum Meaning {
    /// It is as it should be.
    Right,
    /// It parts what is spread, so it is one blank as wide as a hanzi: 王　某.
    Wide,
    /// It is between hanzi: only the writer knows whether it is to go.
    BetweenHanzi,
    /// The page has a gap there, or needs none.
    Superfluous,
    /// One blank is enough.
    One,
}

fn meaning(passage: &Passage<'_>, range: Range<usize>, left: char, right: char) -> Meaning {
    let text = &passage.plain;
    let blank = &text[range.clone()];
    let (front, rest) = (&text[..range.start], &text[range.end..]);
    // Layouts set the blank behind 第一条 and within 总　则, whatever the file has there.
    let of_section = |end: usize| range.start <= end;
    if article(text).is_some_and(|article| of_section(article.length))
        || passage.part == Part::Body && division(text).is_some()
    {
        return Meaning::Right;
    }
    if is_spread(front, rest) {
        return Meaning::Wide;
    }
    let wide = blank.contains(WIDE);
    // `“ ”` shows the marks themselves; a label keeps its distance from a name: 附件1 名单.
    let shown = "“‘".contains(left) && "”’".contains(right);
    let label = pattern!(r"(附件|表|图|附表|附图)\d*$").is_match(tail(front, 8));
    // 2026年 月 日 is still to be filled in.
    let open = matches!((left, right), ('年', '月') | ('月', '日'));
    if shown || label || open {
        return Meaning::Right;
    }
    let hanzi = is_han(left) && is_han(right);
    let beside_digit = left.is_ascii_digit() && is_han(right) || is_han(left) && right.is_ascii_digit();
    if wide {
        // Lines without a sentence are arranged by hand: 时间：3月5日　地点：县政府.
        let is_sentence = text.contains(['。', '！', '？', '，']);
        let arranged = pattern!(r"^\p{Han}{2,6}：").is_match(rest) || is_list_of_names(text, &range);
        // The surname of a name of two hanzi is alone: 王　某任组长.
        let mut front = front.chars().rev();
        let surname = front.next().is_some_and(is_han) && front.next().is_none_or(|c| !is_han(c));
        return match hanzi || beside_digit {
            true if is_sentence && !arranged && !surname => Meaning::BetweenHanzi,
            _ => Meaning::Right,
        };
    }
    if hanzi {
        // A title of two organs has a blank between them: 《中共临江县委办公室 临江县人民政府办公室关于…》.
        return if passage.is_quoted(&range) { Meaning::Right } else { Meaning::BetweenHanzi };
    }
    let marks = is_chinese(left) && is_chinese(right);
    let mark_and_digit =
        is_chinese(left) && right.is_ascii_digit() || left.is_ascii_digit() && is_chinese(right);
    let percent = left.is_ascii_digit() && "%％‰℃".contains(right);
    match marks || mark_and_digit || percent {
        true => Meaning::Superfluous,
        false if blank.chars().count() > 1 => Meaning::One,
        false => Meaning::Right,
    }
}

/// Whether a blank parts two hanzi that are each alone: 总　则, 王　某.
fn is_spread(front: &str, rest: &str) -> bool {
    let mut left = front.chars().rev();
    let mut right = rest.chars();
    let hanzi = left.next().is_some_and(is_han) && right.next().is_some_and(is_han);
    let alone = |next: Option<char>| next.is_none_or(|c| !is_han(c) && !c.is_alphanumeric());
    hanzi && alone(left.next()) && alone(right.next())
}

/// A list of names is shorter, in bytes; what is longer is a table, and is not looked through for each of its blanks.
const LONGEST_LIST: usize = 2000;

/// Whether a blank is in a list of names: 出席：张　三　李四　王五六.
fn is_list_of_names(text: &str, range: &Range<usize>) -> bool {
    const ENDS: [char; 12] = ['。', '，', '；', '：', '！', '？', '、', '（', '）', '“', '”', '\n'];
    let start = text[..range.start].rfind(ENDS).map_or(0, |at| at + at_length(text, at));
    let end = text[range.end..].find(ENDS).map_or(text.len(), |at| range.end + at);
    if end - start > LONGEST_LIST {
        return false;
    }
    let names = text[start..end].split_whitespace();
    let labelled = text[..start].ends_with('：');
    names.clone().all(|name| name.chars().count() <= 4) && names.count() >= if labelled { 2 } else { 3 }
}

fn at_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
