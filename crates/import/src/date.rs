//! Numbers and dates as bulletins write them.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use hongtou_format::issue::{Date, FIRST_YEAR, LAST_YEAR, MAX_COUNT};

/// The digits of a Chinese number, and those of a year: their places are their values.
const DIGITS: [&str; 10] = [
    "〇○零0０",
    "一壹1１",
    "二贰2２",
    "三叁3３",
    "四肆4４",
    "五伍5５",
    "六陆6６",
    "七柒7７",
    "八捌8８",
    "九玖9９",
];

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let digit = "[0-9０-９〇○零一二三四五六七八九]";
    let number = "[0-9０-９〇○零一二三四五六七八九十廿卅]{1,3}";
    compiled(&format!(
        r"(?P<y>{digit}{{4}})\s*(?:年\s*(?P<m>{number})\s*月\s*(?P<d>{number})\s*日|[-./](?P<m2>\d{{1,2}})[-./](?P<d2>\d{{1,2}}))"
    ))
});

/// A date at the end of a text, and what stands before it.
pub(super) fn date_at_end(text: &str) -> Option<(&str, Date)> {
    let found = DATE.as_ref()?.captures_iter(text).last()?;
    let whole = found.get(0)?;
    if whole.end() != text.len() {
        return None;
    }
    let part = |names: [&str; 2]| names.into_iter().find_map(|name| found.name(name));
    let year = year(part(["y", "y"])?.as_str())?;
    let month = number(part(["m", "m2"])?.as_str())?;
    let day = number(part(["d", "d2"])?.as_str())?;
    let date = real(year, month, day)?;
    Some((&text[..whole.start()], date))
}

pub(super) fn real(year: u16, month: u32, day: u32) -> Option<Date> {
    let days = match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let fits = (1..=days).contains(&day) && (FIRST_YEAR..=LAST_YEAR).contains(&year);
    fits.then_some(Date { year, month: month as u8, day: day as u8 })
}

fn digit(character: char) -> Option<u32> {
    DIGITS.iter().position(|forms| forms.contains(character)).map(|value| value as u32)
}

/// A year, digit by digit: 二〇二一.
pub(super) fn year(text: &str) -> Option<u16> {
    let mut year = 0;
    for character in text.chars() {
        year = year * 10 + digit(character)?;
    }
    u16::try_from(year).ok()
}

/// A number in digits or in Chinese: 245, 二百四十五, 二四五.
pub(super) fn number(text: &str) -> Option<u32> {
    let has_unit = text.contains(['十', '拾', '百', '佰', '千', '廿', '卅']);
    let mut sum: u32 = 0;
    let mut last: Option<u32> = None;
    for character in text.chars() {
        let (unit, times) = match character {
            '十' | '拾' => (10, last.unwrap_or(1)),
            '百' | '佰' => (100, last.unwrap_or(1)),
            '千' => (1000, last.unwrap_or(1)),
            '廿' => (10, 2),
            '卅' => (10, 3),
            _ => {
                let value = digit(character)?;
                last = Some(if has_unit {
                    value
                } else {
                    last.unwrap_or(0).checked_mul(10)?.checked_add(value)?
                });
                continue;
            }
        };
        sum = sum.checked_add(unit * times)?;
        last = None;
    }
    let number = sum.checked_add(last.unwrap_or(0))?;
    (!text.is_empty() && (1..=MAX_COUNT).contains(&number)).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_script() {
        for (text, value) in [
            ("12", 12),
            ("２４５", 245),
            ("十二", 12),
            ("二百四十五", 245),
            ("二四五", 245),
            ("二百零五", 205),
            ("二十", 20),
            ("廿一", 21),
            ("贰拾壹", 21),
        ] {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in ["", "〇", "第", "99999999"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_read_at_the_end_of_a_line() {
        let march = Date { year: 2021, month: 3, day: 29 };
        for text in [
            "2021年3月29日",
            "2021 年 3 月 29 日",
            "二〇二一年三月二十九日",
            "二○二一年三月廿九日",
            "2021-03-29",
            "2021.3.29",
        ] {
            assert_eq!(date_at_end(text), Some(("", march)), "{text}");
        }
        assert_eq!(date_at_end("办公室　2021年3月29日"), Some(("办公室　", march)));
        for text in ["2021年2月30日", "2021年3月", "2021年3月29日起", "1234年1月1日"] {
            assert_eq!(date_at_end(text), None, "{text}");
        }
    }
}
