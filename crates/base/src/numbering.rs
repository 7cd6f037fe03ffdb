//! Numbers at the start of a paragraph: 一、 （一） 1. （1） ① (GB/T 9704 7.3.3), 1.1, 第×章, 第×条.

/// The numbering at the start of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    /// 1 for 一、 to 4 for （1）, and 5 for ①.
    pub level: u8,
    /// How many bytes the number and its mark take.
    pub length: usize,
    /// The number.
    pub number: u32,
}

/// The deepest level of numbering.
pub const LEVELS: usize = 5;

/// 编, 分编, 章 or 节 at the start of a paragraph that is its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DivisionNumber {
    /// 0 for 编, 1 for 分编, 2 for 章, 3 for 节.
    pub rank: u8,
    /// The number of bytes of `第×章`.
    pub length: usize,
    /// Where its name begins.
    pub name: usize,
}

/// The ranks of divisions, the outermost first.
pub const DIVISIONS: [&str; 4] = ["编", "分编", "章", "节"];

/// 第×条 at the start of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleNumber {
    /// The number of bytes of `第×条`, or of `第×条之一`.
    pub length: usize,
    /// Where its text begins.
    pub text: usize,
    /// The number.
    pub number: u32,
}

const CHINESE_NUMERALS: &str = "〇零一二三四五六七八九十百";
const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";

/// Digits that a number at the start of a paragraph may have, in either writing.
const MOST_DIGITS: usize = 4;

/// Numerals of 第×条: 第一千二百六十条 is the longest that exists.
const MOST_ARTICLE_DIGITS: usize = 8;

/// Characters of the name of a chapter; what is longer is a sentence.
const LONGEST_NAME: usize = 40;

/// The numbering at the start of a paragraph, if there is one.
///
/// `1.5亿元` is no numbering: a digit follows the point.
pub fn numbering(paragraph: &str) -> Option<Numbering> {
    if let Some(circled) = circled(paragraph) {
        return Some(circled);
    }
    let (opening, rest) = match paragraph.strip_prefix(['（', '(']) {
        Some(rest) => (paragraph.len() - rest.len(), rest),
        None => (0, paragraph),
    };
    let chinese = leading(rest, MOST_DIGITS, |c| CHINESE_NUMERALS.contains(c))?;
    let arabic = leading(rest, MOST_DIGITS, |c| c.is_ascii_digit())?;
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
    let value = value(&rest[..number])?;
    Some(Numbering { level, length: opening + number + mark.len_utf8(), number: value })
}

/// ① and its like; ①② is a list of them.
fn circled(paragraph: &str) -> Option<Numbering> {
    let first = paragraph.chars().next()?;
    let number = CIRCLED.chars().position(|c| c == first)?;
    let next = paragraph.chars().nth(1)?;
    let is_list = CIRCLED.contains(next) || "、～—-".contains(next);
    (!is_list).then_some(Numbering { level: 5, length: first.len_utf8(), number: number as u32 + 1 })
}

/// 1.1, 1.1.1, as plans and technical documents number their sections; without a point it is 1.
///
/// Whether it is one, and not 1.5亿元, only the other paragraphs show.
pub fn decimal(paragraph: &str) -> Option<Numbering> {
    let mut length = 0;
    let mut parts = 0;
    let mut last = 0;
    loop {
        let digits = leading(&paragraph[length..], 2, |c| c.is_ascii_digit())?;
        if digits == 0 {
            return None;
        }
        last = paragraph[length..length + digits].parse().unwrap_or(last);
        length += digits;
        parts += 1;
        match paragraph[length..].strip_prefix('.') {
            Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => length += 1,
            _ => break,
        }
    }
    let rest = &paragraph[length..];
    let name = rest.trim_start();
    let is_parted = name.len() < rest.len();
    let first = name.chars().next()?;
    let is_name = !first.is_ascii() && first.is_alphanumeric() && (is_parted || !UNITS.contains(first));
    (is_name && parts <= LEVELS && last > 0).then_some(Numbering { level: parts as u8, length, number: last })
}

/// What follows a number that counts or measures.
const UNITS: &str = "亿万千百十元个名户人家亩公吨米倍次年月日号时天小分岁级版折件台套项条处所平立厘毫位场期类篇本辆种批多余至到";

/// 第×编, 第×分编, 第×章 or 第×节 with its name, alone in its paragraph.
pub fn division(paragraph: &str) -> Option<DivisionNumber> {
    let (numerals, after) = ordinal(paragraph)?;
    value(numerals)?;
    let rank =
        if after.starts_with("分编") { 1 } else { DIVISIONS.iter().position(|d| after.starts_with(d))? };
    let length = paragraph.len() - after.len() + DIVISIONS[rank].len();
    let rest = &paragraph[length..];
    let name = rest.trim_start();
    let is_parted = name.len() < rest.len() || name.is_empty();
    // 第二节课 is no 节, 第一编辑部 no 编: without a blank only 章 is one.
    let is_name = name.chars().count() <= LONGEST_NAME
        && !name.contains(|c| ends_sentence(c) || matches!(c, '，' | '；' | '：' | ','));
    (is_name && (is_parted || rank == 2)).then_some(DivisionNumber {
        rank: rank as u8,
        length,
        name: paragraph.len() - name.len(),
    })
}

/// 第×条 at the start of a paragraph; `第三条规定的情形` begins a sentence.
pub fn article(paragraph: &str) -> Option<ArticleNumber> {
    let (numerals, after) = ordinal(paragraph)?;
    let number = value(numerals)?;
    let mut rest = after.strip_prefix("条")?;
    if let Some(inserted) = rest.strip_prefix("之") {
        let digits = leading(inserted, MOST_DIGITS, |c| CHINESE_NUMERALS.contains(c))?;
        if digits > 0 {
            rest = &inserted[digits..];
        }
    }
    let text = rest.trim_start();
    let is_parted = text.len() < rest.len();
    let is_sentence = REFERRING.iter().any(|word| text.starts_with(word));
    (!text.is_empty() && (is_parted || !is_sentence)).then_some(ArticleNumber {
        length: paragraph.len() - rest.len(),
        text: paragraph.len() - text.len(),
        number,
    })
}

/// What follows 第×条 where a sentence speaks of it.
const REFERRING: [&str; 16] =
    ["第", "规定", "所", "的", "、", "和", "至", "中", "及", "或", "与", "，", "。", "修改", "之", "款"];

/// 第 and numerals: the numerals, and what follows them.
fn ordinal(paragraph: &str) -> Option<(&str, &str)> {
    let rest = paragraph.strip_prefix('第')?;
    let is_numeral = |c: char| CHINESE_NUMERALS.contains(c) || c == '千' || c.is_ascii_digit();
    let length = leading(rest, MOST_ARTICLE_DIGITS, is_numeral)?;
    (length > 0).then(|| rest.split_at(length))
}

/// What numerals say, in digits or in Chinese, up to 9,999.
fn value(numerals: &str) -> Option<u32> {
    if let Ok(number) = numerals.parse() {
        return Some(number);
    }
    let mut total = 0;
    let mut digit = None;
    for numeral in numerals.chars() {
        let unit = match numeral {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            '〇' | '零' => {
                digit = None;
                continue;
            }
            _ => {
                digit = Some("一二三四五六七八九".chars().position(|c| c == numeral)? as u32 + 1);
                continue;
            }
        };
        total += digit.take().unwrap_or(1) * unit;
    }
    Some(total + digit.unwrap_or(0))
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

/// The length in bytes of the leading characters that `is` holds for; `None` if there are more than `most`.
fn leading(text: &str, most: usize, is: impl Fn(char) -> bool) -> Option<usize> {
    let count = text.chars().take_while(|&c| is(c)).take(most + 1).count();
    (count <= most).then(|| text.chars().take(count).map(char::len_utf8).sum())
}

/// Marks that end a sentence.
pub(super) fn ends_sentence(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '!' | '?')
}

/// Where a numbered paragraph's heading ends, in bytes; `None` if it has none.
///
/// A paragraph without a sentence end is a heading as a whole.
/// Where text follows the first sentence, that sentence is the heading, with the closing marks after it.
/// A paragraph of a single sentence is text.
/// This is the paragraph alone: what it is in its series, [`outline`](crate::structure::outline) decides.
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
        let level = |text| numbering(text).map(|numbering| (numbering.level, numbering.number));
        assert_eq!(level("一、坚持"), Some((1, 1)));
        assert_eq!(level("十二、坚持"), Some((1, 12)));
        assert_eq!(level("一、二次供水改造"), Some((1, 1)));
        assert_eq!(level("三、四季度工作安排"), Some((1, 3)));
        assert_eq!(level("（一）坚持"), Some((2, 1)));
        assert_eq!(level("（二十一）坚持"), Some((2, 21)));
        assert_eq!(level("1.坚持"), Some((3, 1)));
        assert_eq!(level("1．坚持"), Some((3, 1)));
        assert_eq!(level("（1）坚持"), Some((4, 1)));
        assert_eq!(level("③坚持"), Some((5, 3)));
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
            "①②③",
            "①、②两项",
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

    #[test]
    fn divisions_have_a_rank_and_a_name() {
        let found = |text: &str| division(text).map(|found| (found.rank, text[found.name..].to_owned()));
        assert_eq!(found("第一章　总则"), Some((2, "总则".to_owned())));
        assert_eq!(found("第一章总则"), Some((2, "总则".to_owned())));
        assert_eq!(found("第十二章  附  则"), Some((2, "附  则".to_owned())));
        assert_eq!(found("第二编　物权"), Some((0, "物权".to_owned())));
        assert_eq!(found("第一分编　通则"), Some((1, "通则".to_owned())));
        assert_eq!(found("第三节 责任"), Some((3, "责任".to_owned())));
        for text in ["第一章规定了总则。", "第二节课后服务", "第一编辑部", "第章　总则", "第一章，总则"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn articles_are_told_from_sentences_about_them() {
        let found = |text: &str| article(text).map(|found| (found.number, text[found.text..].to_owned()));
        assert_eq!(found("第一条　为了"), Some((1, "为了".to_owned())));
        assert_eq!(found("第一百二十三条 为了"), Some((123, "为了".to_owned())));
        assert_eq!(found("第二十条之一　为了"), Some((20, "为了".to_owned())));
        assert_eq!(found("第12条 为了"), Some((12, "为了".to_owned())));
        assert_eq!(found("第三条本办法"), Some((3, "本办法".to_owned())));
        for text in ["第三条规定的情形", "第三条、第四条", "第三条第二款", "第三条", "第三百货公司"]
        {
            assert_eq!(found(text), None, "{text}");
        }
    }

    #[test]
    fn decimals_number_sections_and_measure_things() {
        let found = |text| decimal(text).map(|found| (found.level, found.number));
        assert_eq!(found("1 总则"), Some((1, 1)));
        assert_eq!(found("1.1编制目的"), Some((2, 1)));
        assert_eq!(found("2.3.4　人员保障"), Some((3, 4)));
        for text in ["1.5亿元", "2.3个百分点", "12人到场", "2026年", "1.1", "1.", "0.0 x"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
