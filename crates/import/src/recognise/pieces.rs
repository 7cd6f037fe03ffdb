//! What a line at the head is made of: 期号, 总期号, office, date, marks, people.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::super::date::{date_at_end, number, year};
use super::super::marks::is_han;
use super::kept::compact;
use super::labels::{is_of_people, labels};
use hongtou_format::issue::Date;

/// The longest name of a bulletin or an office, in characters.
pub(super) const LONGEST_NAME: usize = 60;
/// The longest of several offices on a line, of which the form alone says nothing, in characters.
const LONGEST_OFFICE: usize = 20;
/// How many of them there may be.
const MOST_OFFICES: usize = 4;

const DIGITS: &str = "[0-9０-９〇○零一二三四五六七八九十百千廿卅壹贰叁肆伍陆柒捌玖拾佰]+";

/// 第12期, with its year before it and its total behind it; also 第18号, 〔2025〕18号, 18期, No.18, 第18—19期, and what
/// kind of issue it is.
static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let year = r"[（(〔\[［【]?(?P<year>[0-9０-９〇○零一二三四五六七八九]{4})年?[）)〕\]］】]?";
    let total = format!("[（(〔]?总第?(?P<total>{DIGITS})[期号]?[）)〕]?");
    let several = format!("(?P<more>[—–－~～、至-]+第?{DIGITS})?");
    compiled(&format!(
        "^(?:{year})?[（(〔]?(?P<kind>增刊|专刊|特刊)?(?:第(?P<number>{DIGITS}){several}[期号]|(?P<plain>[0-9０-９]{{1,5}})(?P<unit>[期号])|(?:No|NO|no|№)[.．]?(?P<no>[0-9０-９]{{1,5}}))[）)〕]?(?:[（(](?P<behind>增刊|专刊|特刊)[）)])?(?:{total})?$"
    ))
});

/// 总第245期.
static TOTAL: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled(&format!("^[（(〔]?总第?(?P<total>{DIGITS})[期号]?[）)〕]?$")));

static SECRECY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled("^(?:绝密|机密|秘密)(?:★[0-9０-９一二三四五六七八九十]{0,4}(?:年|个?月|[天日]|长期)?)?$")
});
static URGENCY: LazyLock<Option<Regex>> = LazyLock::new(|| compiled("^(?:特急|加急|平急|特提)$"));
static NOTE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        "^[（(【]?(?:内部(?:资料|参阅|材料|情况|刊物|文件).{0,20}|.{0,12}(?:注意保存|妥善保管)|[会阅用]后(?:收回|退回|销毁)|(?:不得|请勿)(?:翻印|外传|公开).{0,10}|仅供.{1,12}(?:参阅|参考|阅))[）)】]?$",
    )
});
static COPY: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled(r"^(?:(?:编号|份号|№|No\.?)[：:]?)?(?P<copy>[0-9]{6})$"));

/// 4月12日.
static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let number = "[0-9０-９〇○一二三四五六七八九十廿卅]{1,3}";
    compiled(&format!("^(?P<month>{number})月(?P<day>{number})日$"))
});

/// How bulletins' names end.
pub(super) static NAME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        "^[\\p{Han}（）]{2,20}(?:简报|动态|快报|专报|快讯|简讯|通讯|通报|参阅|参考|内参|信息|摘报|要情)$",
    )
});

/// What stands behind an office that makes a bulletin.
const MAKES: [&str; 11] =
    ["主办", "承办", "主编", "编印", "编发", "编辑", "编制", "印发", "出版", "印", "编"];

/// How offices' names end.
static OFFICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(&format!(
        "(?:办公室|办公厅|委员会|小组|指挥部|政府|中心|协会|学会|研究室|党校|学校|大学|公司|集团|银行|[总支大中]队|[局部厅委办院处科室会组署编社])(?:{})?$",
        MAKES.join("|")
    ))
});

/// What stands before it.
static MAKER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        "^(?:(?:编发|编印|主办|承办|编辑|印发|编写|编制|发布|主编|制作)?(?:单位|部门|机关|机构)|编印|主办|承办|编发|主编|编)[：:]",
    )
});

/// What stands before a date and says what it is.
static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled("(?:(?:出刊|出版|编印|编发|印发|印制|发布|刊发|成文)?(?:日期|时间)|出刊|出版|编印|印发)[：:]$")
});

/// What stands behind a date: the hour, the day of the week, and what was done on that day.
static BEHIND_DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let hour = "[0-2]?[0-9](?:时(?:[0-9]{1,2}分)?|[:：][0-9]{2})";
    compiled(&format!(
        "(?:(?P<hour>{hour})|[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?)*(?:印发|编印|编发|印制|出版|出刊|发布|印|编|出|发)?(?P<close>[）)])?$"
    ))
});

static WEEKDAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled("^[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?$"));

/// 2025年8月, of a bulletin that comes once a month.
static MONTH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(
        "^[（(]?[0-9０-９〇○零一二三四五六七八九]{4}年[0-9０-９一二三四五六七八九十]{1,2}月(?:号|刊)?[）)]?$",
    )
});

/// What a piece of a line in the masthead is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Number {
        number: u32,
        total: Option<u32>,
        year: Option<u16>,
        /// Whether it is that of a supplement.
        extra: bool,
        /// What else it says, for which there is no key: a kind of issue, the last number of several.
        more: Option<String>,
    },
    Total(u32),
    /// A date, and the hour behind it.
    Date(Date, Option<String>),
    /// A month and a day, of the year that stands before the number.
    Day(u32, u32),
    /// A year and a month without a day.
    Month,
    /// The day of the week, beside the date.
    Weekday,
    /// An office with the date behind it, without so much as a blank.
    IssuerAndDate(String, Date, Option<String>),
    Secrecy,
    Urgency,
    Note,
    CopyNumber(String),
    /// Who made the issue, with labels as in the foot.
    People,
    /// An office, or a name, beside something that is known.
    Issuer,
    Name,
    Other,
}

pub(super) fn is(pattern: &LazyLock<Option<Regex>>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

/// Tells what a piece is.
pub(super) fn classify(text: &str) -> Piece {
    let text = compact(text);
    if let Some(found) = COPY.as_ref().and_then(|pattern| pattern.captures(&text)) {
        return Piece::CopyNumber(found.name("copy").map_or("", |copy| copy.as_str()).to_owned());
    }
    if let Some(number) = issue_number(&text) {
        return number;
    }
    if let Some(found) = TOTAL.as_ref().and_then(|pattern| pattern.captures(&text))
        && let Some(total) = found.name("total").and_then(|part| number(part.as_str()))
    {
        return Piece::Total(total);
    }
    if let Some((before, date, hour)) = dated(&text) {
        if before.is_empty() {
            return Piece::Date(date, hour);
        }
        if is_office(office_name(before)) {
            return Piece::IssuerAndDate(before.to_owned(), date, hour);
        }
    }
    if let Some(found) = DAY.as_ref().and_then(|pattern| pattern.captures(&text)) {
        let part = |name| found.name(name).and_then(|part| number(part.as_str()));
        if let (Some(month), Some(day)) = (part("month"), part("day")) {
            return Piece::Day(month, day);
        }
    }
    match () {
        () if is(&SECRECY, &text) => Piece::Secrecy,
        () if is(&URGENCY, &text) => Piece::Urgency,
        () if is(&NOTE, &text) => Piece::Note,
        () if is(&MONTH, &text) => Piece::Month,
        () if is(&WEEKDAY, &text) => Piece::Weekday,
        () if is_marked_office(&text) => Piece::Issuer,
        () if names_people(&text) => Piece::People,
        () => Piece::Other,
    }
}

/// 期号 in all its forms.
fn issue_number(text: &str) -> Option<Piece> {
    let found = NUMBER.as_ref()?.captures(text)?;
    let part = |name| found.name(name).and_then(|part| number(part.as_str()));
    let year = found.name("year").and_then(|part| year(part.as_str()));
    // 18号 alone may be a day.
    if year.is_none() && found.name("unit").is_some_and(|unit| unit.as_str() == "号") {
        return None;
    }
    let number = part("number").or(part("plain")).or(part("no"))?;
    let kind = found.name("kind").or(found.name("behind")).map(|kind| kind.as_str());
    let several = found.name("more").map(|more| format!("{}期", more.as_str()));
    let more = several.or(kind.filter(|kind| *kind != "增刊").map(str::to_owned));
    Some(Piece::Number { number, total: part("total"), year, extra: kind == Some("增刊"), more })
}

/// The date at the end of a text without blanks, what stands before it, and the hour.
fn dated(text: &str) -> Option<(&str, Date, Option<String>)> {
    let behind = BEHIND_DATE.as_ref()?.captures(text)?;
    let at = behind.get(0)?.start();
    let (before, date) = date_at_end(&text[..at])?;
    let before = match behind.name("close") {
        Some(_) => before.strip_suffix(['（', '(']).unwrap_or(before),
        None => before,
    };
    let label = DATED.as_ref()?.find(before).map_or(before.len(), |label| label.start());
    Some((&before[..label], date, behind.name("hour").map(|hour| hour.as_str().to_owned())))
}

/// Whether a text is an office in brackets, or behind a label.
fn is_marked_office(text: &str) -> bool {
    let name = office_name(text);
    (in_brackets(text).is_some() || is(&MAKER, text)) && is_office(name)
}

/// What stands in the brackets around a text.
pub(super) fn in_brackets(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    (!inner.contains(['（', '(', '）', ')'])).then_some(inner)
}

/// Whether a text says who made an issue, and no more.
fn names_people(text: &str) -> bool {
    let labels = labels(text, false);
    labels.first().is_some_and(|label| label.start == 0 && label.end < text.len())
        && labels.iter().all(|label| is_of_people(label.key))
}

/// An office's name without the 编 or 主办 behind it, the label before it, and brackets around it.
pub(super) fn office_name(text: &str) -> &str {
    let text = text.trim();
    let text = in_brackets(text).unwrap_or(text).trim();
    let label = MAKER.as_ref().and_then(|pattern| pattern.find(text)).map_or(0, |label| label.end());
    let text = text[label..].trim();
    let shorter =
        MAKES.iter().find_map(|end| text.strip_suffix(end).map(str::trim_end).filter(|name| is_office(name)));
    shorter.unwrap_or(text)
}

pub(super) fn is_office(text: &str) -> bool {
    text.chars().count() <= LONGEST_NAME && is(&OFFICE, text)
}

/// The pieces of a line and what each is, if anything of it is known: wide blanks part them, or single ones where
/// everything between them is known.
pub(super) fn pieces(text: &str) -> Option<Vec<(&str, Piece)>> {
    static WIDE: LazyLock<Option<Regex>> = LazyLock::new(|| compiled(r"[ \u{A0}]{2,}|\u{3000}+"));
    let text = text.trim();
    // A name whose characters stand apart is one piece.
    let wide = if is_spread(text) { None } else { known(WIDE.as_ref()?.split(text).collect()) };
    let certain = |pieces: &Vec<(&str, Piece)>| pieces.iter().all(is_certain);
    let narrow =
        || if is_spread(text) { None } else { known(text.split_whitespace().collect()).filter(certain) };
    if let Some(pieces) = wide.clone().filter(certain).or_else(narrow) {
        return Some(pieces);
    }
    match classify(text) {
        Piece::Other => wide.or_else(|| name_and_number(text)),
        whole => Some(vec![(text, whole)]),
    }
}

/// A bulletin's name with its number behind it, without so much as a blank.
fn name_and_number(text: &str) -> Option<Vec<(&str, Piece)>> {
    let text = Some(text).filter(|text| text.contains('期') && text.chars().count() <= LONGEST_NAME)?;
    text.char_indices().find_map(|(at, _)| {
        let (name, rest) = text.split_at(at);
        let number = if is(&NAME, name) { classify(rest) } else { return None };
        matches!(number, Piece::Number { .. }).then(|| vec![(name, Piece::Name), (rest, number)])
    })
}

fn is_certain((_, piece): &(&str, Piece)) -> bool {
    !matches!(piece, Piece::Name | Piece::Other)
}

/// What pieces are that stand on a line with one that is known; at most one of them goes by its neighbours.
fn known(pieces: Vec<&str>) -> Option<Vec<(&str, Piece)>> {
    let pieces: Vec<(&str, Piece)> = pieces
        .into_iter()
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .map(|piece| (piece, classify(piece)))
        .collect();
    let has = |is: fn(&Piece) -> bool| pieces.iter().any(|(_, piece)| is(piece));
    let beside = if has(|piece| matches!(piece, Piece::Secrecy | Piece::Urgency | Piece::CopyNumber(_))) {
        Piece::Note
    } else if has(|piece| matches!(piece, Piece::Number { .. } | Piece::Total(_))) {
        Piece::Name
    } else {
        Piece::Issuer
    };
    if pieces.len() < 2
        || !has(|piece| !matches!(piece, Piece::Other | Piece::People)) && has(|piece| *piece == Piece::Other)
    {
        return None;
    }
    // Offices that issue it together stand beside each other before the date.
    let may_be_office = |(text, piece): &(&str, Piece)| {
        *piece != Piece::Other || text.chars().count() <= LONGEST_OFFICE && text.chars().all(is_han)
    };
    let is_dated = has(|piece| matches!(piece, Piece::Date(..)));
    let most = if is_dated && beside == Piece::Issuer && pieces.iter().all(may_be_office) {
        MOST_OFFICES
    } else {
        1
    };
    let mut guessed = 0;
    let named = pieces.into_iter().map(|(text, piece)| match piece {
        Piece::Other if is_office(text) => (text, Piece::Issuer),
        Piece::Other => {
            guessed += 1;
            (text, beside.clone())
        }
        piece => (text, piece),
    });
    let named: Vec<(&str, Piece)> = named.collect();
    (guessed <= most).then_some(named)
}

/// Whether the characters stand apart, as in 工 作 动 态.
pub(super) fn is_spread(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.len() > 1 && words.iter().all(|word| word.chars().count() == 1 && word.chars().all(is_han))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_issues_are_known_in_every_form() {
        for (text, number, total) in [
            ("第 12 期", 12, None),
            ("第十二期", 12, None),
            ("2021年第12期（总第245期）", 12, Some(245)),
            ("〔2021〕第12期", 12, None),
            ("（第３期）", 3, None),
            ("第12期 总第245期", 12, Some(245)),
        ] {
            let Piece::Number { number: found, total: found_total, .. } = classify(text) else {
                panic!("{text}: {:?}", classify(text));
            };
            assert_eq!((found, found_total), (number, total), "{text}");
        }
        assert_eq!(classify("（总第二百四十五期）"), Piece::Total(245));
        assert_eq!(classify("第十二期工作动态"), Piece::Other);
    }

    #[test]
    fn a_line_may_hold_office_and_date() {
        let texts =
            |text| pieces(text).unwrap_or_default().into_iter().map(|(text, _)| text).collect::<Vec<_>>();
        assert_eq!(texts("县委办公室　　　2021年3月29日"), ["县委办公室", "2021年3月29日"]);
        assert_eq!(texts("第12期 县委办公室 2021年3月29日"), ["第12期", "县委办公室", "2021年3月29日"]);
        assert_eq!(texts("临江信息　　第12期"), ["临江信息", "第12期"]);
        assert_eq!(texts("特急　　会后收回"), ["特急", "会后收回"]);
        assert!(matches!(classify("县委办公室2021年3月29日"), Piece::IssuerAndDate(..)));
        assert_eq!(pieces("工　作　动　态"), None);
    }
}
