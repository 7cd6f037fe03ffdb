//! Numerals, ranges, dates, units.

use std::ops::Range;

use super::marks::{at, before, is_han};
use super::passage::Passage;
use super::pattern::pattern;
use super::sink::Sink;
use hongtou_format::issue::Date;

/// The years that a date without one can be of.
#[derive(Debug, Clone)]
pub struct Years {
    /// The day of issue.
    pub issued: Date,
    /// The years in the title above the text: 关于2026年部分节假日安排的通知 is issued in 2025.
    pub titled: Vec<i32>,
}

impl Years {
    /// The years for a text below a title.
    pub fn below(title: &str, issued: Date) -> Years {
        let years = pattern!(r"(\d{4})年").captures_iter(title);
        Years { issued, titled: years.filter_map(|year| year[1].parse().ok()).collect() }
    }
}

/// Looks through a passage.
pub fn check(passage: &Passage<'_>, years: &Years, sink: &mut Sink<'_>) {
    digits(passage, sink);
    ranges(passage, sink);
    years_and_days(passage, sink);
    approximate(passage, sink);
    units(passage, sink);
    days_that_exist(passage, years, sink);
}

fn digits(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    for found in pattern!("[０-９]+").find_iter(text) {
        let plain: String = found.as_str().chars().filter_map(half_width_digit).collect();
        sink.fix(passage, "full-width-digit", found.range(), &[found.as_str(), &plain], &plain);
    }
    for found in pattern!(r"\d(％)").captures_iter(text) {
        let mark = found.get(1).unwrap();
        sink.fix(passage, "full-width-digit", mark.range(), &["％", "%"], "%");
    }
    for found in pattern!(r"\.\d+").find_iter(text) {
        let free = before(text, found.start()).is_none_or(|c| is_han(c) || "，（：、。；".contains(c));
        // Behind a hanzi a numbered section such as 第一节.1 would be strange, so it is a fraction.
        if free && found.start() > 0 {
            let wanted = format!("0{}", found.as_str());
            sink.fix(passage, "leading-zero", found.range(), &[found.as_str(), &wanted], &wanted);
        }
    }
    for found in pattern!(r"百分之(\d+(?:\.\d+)?)").captures_iter(text) {
        let whole = found.get(0).unwrap();
        let wanted = format!("{}%", &found[1]);
        sink.fix(passage, "percent-word", whole.range(), &[whole.as_str(), &wanted], &wanted);
    }
}

fn half_width_digit(digit: char) -> Option<char> {
    char::from_u32(u32::from(digit).checked_sub(0xFEE0)?)
}

fn ranges(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let pattern = pattern!(r"(\d+(?:\.\d+)?)([%％‰])?(~|～|—|–|-|－)(\d+(?:\.\d+)?)(%|％|‰|万|亿)?");
    for found in pattern.captures_iter(text) {
        let whole = found.get(0).unwrap();
        let (first, dash) = (found.get(1).unwrap(), found.get(3).unwrap());
        if is_part_of_code(text, whole.range()) {
            continue;
        }
        let unit = found.get(5).map_or("", |unit| unit.as_str());
        let counted =
            found.get(2).is_some() || !unit.is_empty() || at(text, whole.end()).is_some_and(is_measure);
        match dash.as_str() {
            "~" => sink.fix(passage, "range-mark", dash.range(), &[dash.as_str(), "～"], "～"),
            // Between years and days other marks are good as well: which one, an office decides.
            "-" | "－" | "–" if counted && at(text, whole.end()).is_some_and(|c| "年月日时".contains(c)) =>
            {
                sink.report(passage, "range-mark", dash.range(), &[dash.as_str(), "～"]);
            }
            "-" | "－" | "–" if counted => {
                sink.fix(passage, "range-mark", dash.range(), &[dash.as_str(), "～"], "～");
            }
            _ => {}
        }
        let shown = [whole.as_str(), unit];
        match unit {
            "%" | "％" | "‰" if found.get(2).is_none() => sink.fix(
                passage,
                "range-percent",
                whole.range(),
                &shown,
                &format!("{}{unit}{}", &text[first.range()], &text[first.end()..whole.end()]),
            ),
            // 5～10万 may be 5万～10万 or what it says: a machine cannot know.
            "万" | "亿" if "～~".contains(dash.as_str()) => {
                sink.report(passage, "range-unit", whole.range(), &shown);
            }
            _ => {}
        }
    }
}

/// Telephone numbers, standards and ISO dates have hyphens of their own.
fn is_part_of_code(text: &str, range: Range<usize>) -> bool {
    let belongs = |c: char| c.is_ascii_alphanumeric() || "-–—－./_〔".contains(c);
    before(text, range.start).is_some_and(belongs)
        || at(text, range.end).is_some_and(|c| "-–－/.".contains(c) || c.is_ascii_alphanumeric())
}

/// What is counted in ranges.
fn is_measure(character: char) -> bool {
    "年月日天个人户名万亿元岁周时分倍米吨亩件项次".contains(character)
}

fn years_and_days(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    for found in pattern!(r"([’']?\d{2})年\d{1,2}月").captures_iter(text) {
        let year = found.get(1).unwrap();
        let free = before(text, year.start())
            .is_none_or(|c| !c.is_ascii_digit() && !"〇零一二三四五六七八九历达近满经计时长约个".contains(c));
        // 15年6月 may be a time served; a day behind it makes it a date.
        if free {
            sink.report(passage, "two-digit-year", found.get(0).unwrap().range(), &[year.as_str()]);
        }
    }
    for found in pattern!(r"\d{1,2}月\d{1,2}(号)").captures_iter(text) {
        let hao = found.get(1).unwrap();
        if !at(text, hao.end()).is_some_and(|c| "楼线文令院门台机井".contains(c)) {
            sink.fix(passage, "day-hao", hao.range(), &[found.get(0).unwrap().as_str()], "日");
        }
    }
    for found in pattern!(r"\d{4}年(0?)\d{1,2}月(?:(0?)\d{1,2}日)?").captures_iter(text) {
        for group in [1, 2] {
            if let Some(zero) = found.get(group).filter(|zero| !zero.is_empty()) {
                sink.fix(passage, "date-zero", zero.range(), &[found.get(0).unwrap().as_str()], "");
            }
        }
    }
    // A circle, a Latin O and a digit are all typed for 〇.
    for found in pattern!(r"[一二][〇零○◯ＯOoо0０一二三四五六七八九]{3}年").find_iter(text)
    {
        let wrong = |c: char| "零○◯ＯOoо0０".contains(c);
        if found.as_str().contains(wrong) {
            let wanted = found.as_str().replace(wrong, "〇");
            sink.fix(passage, "year-zero", found.range(), &[found.as_str(), &wanted], &wanted);
        }
    }
}

const NUMERALS: &str = "一二三四五六七八九";

fn approximate(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let pattern = pattern!(
        r"([一二三四五六七八九])、([一二三四五六七八九])([十百千万]?(?:个|名|天|户|家|人|岁|年|次|里|倍|亩|元|万|千|百))"
    );
    for found in pattern.captures_iter(text) {
        let whole = found.get(0).unwrap();
        let place = |group: usize| NUMERALS.find(&found[group]).map(|at| at / "一".len());
        let neighbours = place(1).zip(place(2)).is_some_and(|(a, b)| b == a + 1);
        // 第三、四个 counts; 一、二、三年级 lists; a paragraph may begin with 一、.
        let free = before(text, whole.start()).is_some_and(|c| !"第、一二三四五六七八九十年级".contains(c));
        let lists = at(text, whole.end()).is_some_and(|c| "级期段审".contains(c))
            || &found[3] == "年" && at(text, whole.end()) == Some('级');
        if neighbours && free && !lists {
            let wanted = whole.as_str().replace('、', "");
            sink.offer(passage, "approximate-number", whole.range(), &[whole.as_str(), &wanted], &wanted);
        }
    }
    for found in pattern!(r"([1-9])、([1-9])(个|名|天|户|家)").captures_iter(text) {
        let whole = found.get(0).unwrap();
        let digit = |group: usize| found[group].parse::<u32>().unwrap_or(0);
        let free =
            before(text, whole.start()).is_some_and(|c| !c.is_ascii_digit() && !"第、.-月日年".contains(c));
        if digit(2) == digit(1) + 1 && free {
            let numeral = |group: usize| NUMERALS.chars().nth(digit(group) as usize - 1).unwrap();
            let wanted = format!("{}{}{}", numeral(1), numeral(2), &found[3]);
            sink.offer(passage, "approximate-number", whole.range(), &[whole.as_str(), &wanted], &wanted);
        }
    }
    for found in pattern!(r"\d+几[个名年天家人万户岁次]").find_iter(text) {
        sink.report(passage, "approximate-number", found.range(), &[found.as_str(), "几十、十几或者“余”"]);
    }
    let pattern = pattern!(
        r"(?:大约|约|近|将近|超过|超)有?\d[\d,.]*(?:万|亿)?(?:多|余)(?:万|亿)?\p{Han}|(?:大约|约|近|将近|超过)有?\d[\d,.]*(?:万|亿)?[%％]?\p{Han}{0,3}?左右|\d[\d,.]*(?:万|亿)?(?:多余|余多|几余)[人户名个家次亩元]"
    );
    for found in pattern.find_iter(text) {
        // 1.5公里以内 is a place; 近20年来 is a time.
        let distance = before(text, found.start()).is_some_and(|c| "条合公制签附靠临".contains(c));
        if !distance {
            sink.report(passage, "double-approximation", found.range(), &[found.as_str()]);
        }
    }
}

/// Units as they are not written, and as they are.
const UNITS: [(&str, &str); 13] = [
    ("KG", "kg"),
    ("Kg", "kg"),
    ("KM", "km"),
    ("Km", "km"),
    ("CM", "cm"),
    ("MM", "mm"),
    ("KW", "kW"),
    ("Kw", "kW"),
    ("kw", "kW"),
    ("KV", "kV"),
    ("Kv", "kV"),
    ("kv", "kV"),
    ("公分", "厘米"),
];

fn units(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    for found in pattern!(r"\d(KG|Kg|KM|Km|CM|MM|KW|Kw|kw|KV|Kv|kv|公分)").captures_iter(text) {
        let unit = found.get(1).unwrap();
        let whole_word = at(text, unit.end()).is_none_or(|c| !c.is_ascii_alphanumeric() || c == 'h');
        if let (Some(&(_, wanted)), true) =
            (UNITS.iter().find(|(wrong, _)| *wrong == unit.as_str()), whole_word)
        {
            sink.fix(passage, "unit-symbol", unit.range(), &[unit.as_str(), wanted], wanted);
        }
    }
    for found in
        pattern!(r"(?:减少|下降|降低|缩小|缩短|减轻)了?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十]+)倍")
            .find_iter(text)
    {
        sink.report(passage, "less-by-times", found.range(), &[found.as_str()]);
    }
}

fn days_that_exist(passage: &Passage<'_>, years: &Years, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    let pattern =
        pattern!(r"((?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号])(?:（?(?:星期|周)([一二三四五六日天])）?)?");
    let written: Vec<(usize, i32, u32)> = pattern!(r"(\d{4})年(\d{1,2})月")
        .captures_iter(text)
        .filter_map(|year| Some((year.get(0)?.start(), year[1].parse().ok()?, year[2].parse().ok()?)))
        .collect();
    // The last year that the text names before a date; behind 2024年12月28日 1月1日 is of the next.
    let named = |at: usize, month: u32| {
        let before = written.partition_point(|&(start, ..)| start < at);
        written[..before].last().map(|&(_, year, named)| if month < named { year + 1 } else { year })
    };
    for found in pattern.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        if before(text, whole.start()).is_some_and(|c| c.is_ascii_digit()) {
            continue;
        }
        let part = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
        let (Some(written), Some(month), Some(day)) = (found.get(1), part(3), part(4)) else { continue };
        let year = part(2).map(|year| year as i32);
        let dates =
            possible_days(year, (month, day), years, named(whole.start(), month), &text[..whole.start()]);
        if dates.is_empty() && (year.is_some() || date(2024, month, day).is_none()) {
            sink.report(passage, "no-such-date", written.range(), &[written.as_str()]);
        } else if let Some(weekday) = found.get(5) {
            check_weekday(passage, weekday.as_str(), &dates, whole.range(), sink);
        }
    }
    // 11月30日至31日, 6月28—31日.
    let ends = pattern!(r"(?:(\d{4})年)?(\d{1,2})月\d{1,2}日?(?:至|到|—|～|-)(\d{1,2})日");
    for found in ends.captures_iter(text) {
        let part = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
        let (Some(whole), Some(month), Some(day)) = (found.get(0), part(2), part(3)) else { continue };
        let year = part(1).map_or(2024, |year| year as i32);
        if date(year, month, day).is_none() && date(year, month, 1).is_some() {
            sink.report(passage, "no-such-date", whole.range(), &[whole.as_str()]);
        }
    }
    // 星期四（7月2日）.
    let reversed = pattern!(r"(?:星期|周)([一二三四五六日天])（(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日）");
    for found in reversed.captures_iter(text) {
        let part = |group: usize| found.get(group).and_then(|part| part.as_str().parse::<u32>().ok());
        if let (Some(whole), Some(month), Some(day)) = (found.get(0), part(3), part(4)) {
            let year = part(2).map(|year| year as i32);
            let dates =
                possible_days(year, (month, day), years, named(whole.start(), month), &text[..whole.start()]);
            check_weekday(passage, &found[1], &dates, whole.range(), sink);
        }
    }
}

/// A day without its year that is so near to the day of issue is of that time.
const NEAR: i64 = 100;

/// The days that a date can be: without its year one of a year that is named, or the one near the day of issue, or one
/// of this year and the last.
fn possible_days(
    year: Option<i32>,
    (month, day): (u32, u32),
    years: &Years,
    named: Option<i32>,
    text_before: &str,
) -> Vec<time::Date> {
    let issued = years.issued;
    let this = i32::from(issued.year);
    let days = |years: &[i32]| -> Vec<time::Date> {
        years.iter().filter_map(|&year| date(year, month, day)).collect()
    };
    if let Some(year) = year {
        return days(&[year]);
    }
    // The year that the title or the text before names counts more than the one nearest to the day of issue.
    let named: Vec<i32> = years.titled.iter().copied().chain(named).collect();
    let of_named = days(&named);
    if !of_named.is_empty() {
        return of_named;
    }
    let last_year = ["去年", "上年", "前年"].iter().any(|word| text_before.ends_with(word));
    let of_issue = date(this, u32::from(issued.month), u32::from(issued.day)).filter(|_| !last_year);
    let mut near = days(&[this - 1, this, this + 1]);
    near.retain(|day| of_issue.is_some_and(|issue| (*day - issue).whole_days().abs() <= NEAR));
    if near.is_empty() { days(&[this, this - 1]) } else { near }
}

fn check_weekday(
    passage: &Passage<'_>,
    written: &str,
    dates: &[time::Date],
    range: Range<usize>,
    sink: &mut Sink<'_>,
) {
    let right = |date: &time::Date| names_weekday(written, date.weekday());
    if let (Some(date), false) = (dates.first(), dates.iter().any(right)) {
        sink.report(passage, "weekday", range.clone(), &[&passage.plain[range], name_of(date.weekday())]);
    }
}

fn date(year: i32, month: u32, day: u32) -> Option<time::Date> {
    let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
    time::Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
}

fn name_of(day: time::Weekday) -> &'static str {
    ["一", "二", "三", "四", "五", "六", "日"][usize::from(day.number_days_from_monday())]
}

fn names_weekday(written: &str, day: time::Weekday) -> bool {
    written == name_of(day) || (written == "天" && day == time::Weekday::Sunday)
}
