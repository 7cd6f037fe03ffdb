//! Numbering levels of a paragraph: 一、 （一） 1. （1） (GB/T 9704 7.3.3).

/// The numbering at the start of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    /// 1 for 一、 to 4 for （1）.
    pub level: u8,
    /// How many bytes the number and its mark take.
    pub length: usize,
}

const CHINESE_NUMERALS: &str = "〇零一二三四五六七八九十百";

/// Digits that a number at the start of a paragraph may have, in either writing.
const MOST_DIGITS: usize = 4;

/// The numbering at the start of a paragraph, if there is one.
///
/// `1.5亿元` is no numbering: a digit follows the point.
pub fn numbering(paragraph: &str) -> Option<Numbering> {
    let (opening, rest) = match paragraph.strip_prefix(['（', '(']) {
        Some(rest) => (paragraph.len() - rest.len(), rest),
        None => (0, paragraph),
    };
    let chinese = leading(rest, |c| CHINESE_NUMERALS.contains(c))?;
    let arabic = leading(rest, |c| c.is_ascii_digit())?;
    let number = chinese.max(arabic);
    if !is_chinese_number(&rest[..chinese]) {
        return None;
    }
    let mut after = rest[number..].chars();
    let mark = after.next()?;
    let level = match (opening > 0, chinese > 0, arabic > 0, mark) {
        (false, true, _, '、') if !is_enumeration(after.as_str()) => 1,
        (true, true, _, '）' | ')') => 2,
        (false, _, true, '.' | '．') if !after.next().is_some_and(|c| c.is_ascii_digit()) => 3,
        (true, _, true, '）' | ')') => 4,
        _ => return None,
    };
    Some(Numbering { level, length: opening + number + mark.len_utf8() })
}

/// Whether what follows 一、 counts on, as in 一、二、三产业. 三、四季度工作 may well be a heading, and is one.
fn is_enumeration(rest: &str) -> bool {
    let after = rest.trim_start_matches(|c| "二三四五六七八九十".contains(c));
    after.len() < rest.len() && after.starts_with('、')
}

/// Whether numerals make a number below a thousand: 十四 does, 十四五 does not.
fn is_chinese_number(numerals: &str) -> bool {
    let is_digit = |c: char| "一二三四五六七八九".contains(c);
    let mut characters = numerals.chars().peekable();
    while let Some(character) = characters.next() {
        if is_digit(character) && characters.peek().is_some_and(|&next| is_digit(next)) {
            return false;
        }
    }
    true
}

/// The length in bytes of the leading characters that `is` holds for; `None` if there are too many.
fn leading(text: &str, is: impl Fn(char) -> bool) -> Option<usize> {
    let count = text.chars().take_while(|&c| is(c)).take(MOST_DIGITS + 1).count();
    (count <= MOST_DIGITS).then(|| text.chars().take(count).map(char::len_utf8).sum())
}

/// Marks that end a sentence.
fn ends_sentence(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '!' | '?')
}

/// Where a numbered paragraph's heading ends, in bytes; `None` if it has none.
///
/// A paragraph without a sentence end is a heading as a whole.
/// Where text follows the first sentence, that sentence is the heading, with the closing marks after it.
/// A paragraph of a single sentence is text.
pub fn heading_end(paragraph: &str) -> Option<usize> {
    let Some(end) = paragraph.find(ends_sentence) else { return Some(paragraph.len()) };
    let rest = &paragraph[end..];
    let after =
        rest.trim_start_matches(|c| ends_sentence(c) || matches!(c, '”' | '’' | '）' | '」' | '』' | '*'));
    (!after.trim().is_empty()).then(|| paragraph.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_told_by_their_marks() {
        let level = |text| numbering(text).map(|numbering| numbering.level);
        assert_eq!(level("一、坚持"), Some(1));
        assert_eq!(level("十二、坚持"), Some(1));
        assert_eq!(level("一、二次供水改造"), Some(1));
        assert_eq!(level("三、四季度工作安排"), Some(1));
        assert_eq!(level("（一）坚持"), Some(2));
        assert_eq!(level("1.坚持"), Some(3));
        assert_eq!(level("1．坚持"), Some(3));
        assert_eq!(level("（1）坚持"), Some(4));
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for text in [
            "一、二、三产业融合",
            "1.5亿元",
            "一是思想动员",
            "2021年",
            "（见附件）",
            "12345.长",
            "一",
            "（）",
            "",
            "十四五、",
        ] {
            assert_eq!(numbering(text), None, "{text}");
        }
    }

    #[test]
    fn a_heading_is_the_paragraph_or_its_first_sentence() {
        assert_eq!(heading_end("一、坚持讲政治"), Some("一、坚持讲政治".len()));
        assert_eq!(heading_end("（一）抓落实。各地要"), Some("（一）抓落实。".len()));
        assert_eq!(heading_end("1.各地要加强领导。"), None);
    }
}
