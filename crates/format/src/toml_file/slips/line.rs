//! Lines as their author meant them: a key and its value, or neither.

use std::ops::Range;

/// A line with a key and the beginning of its value; byte offsets into the file.
#[derive(Debug)]
pub(super) struct KeyLine {
    pub key: Range<usize>,
    /// The mark between key and value, without the blanks around it.
    pub sign: Range<usize>,
    /// Where the value begins.
    pub value: usize,
}

/// A line as a key and a value, whatever mark is between them.
pub(super) fn key_line(text: &str, line: &Range<usize>) -> Option<KeyLine> {
    let written = &text[line.clone()];
    let start = line.start + written.len() - trim(written).len();
    let rest = &text[start..line.end];
    let length = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))?;
    let key = start..start + length;
    let rest = &text[key.end..line.end];
    let sign_start = key.end + rest.len() - trim(rest).len();
    let sign = text[sign_start..line.end].chars().next().filter(|c| matches!(c, '=' | '＝' | ':' | '：'))?;
    let sign_end = sign_start + sign.len_utf8();
    let rest = &text[sign_end..line.end];
    let value = sign_end + rest.len() - trim(rest).len();
    (length > 0).then_some(KeyLine { key, sign: sign_start..sign_end, value })
}

/// Whether a line can only be a key with its value, so that a text before it must have ended.
pub(super) fn is_sure(text: &str, line: &Range<usize>) -> bool {
    key_line(text, line).is_some_and(|found| {
        let is_key = text[found.key].bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'.'));
        let begins = text[found.value..line.end].starts_with(['"', '\'', '[', '“', '0', '1', '2', '3'])
            || text[found.value..line.end].starts_with(['4', '5', '6', '7', '8', '9'])
            || matches!(text[found.value..line.end].trim_end(), "true" | "false");
        is_key && begins && text[found.sign] == *"="
    })
}

/// Whether what is left of a line is nothing that TOML reads.
pub(super) fn is_blank_or_comment(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\r']);
    rest.is_empty() || rest.starts_with('#')
}

/// Without blanks in front, those of a Chinese keyboard included.
pub(super) fn trim(text: &str) -> &str {
    text.trim_start_matches([' ', '\t', '\u{3000}'])
}

/// A date as people write one, such as 2026.3.16 or 2026年3月16日 → its token and the date as TOML has it.
pub(in crate::toml_file) fn written_date(value: &str) -> Option<(usize, String)> {
    let mut parts = [0_u32; 3];
    let mut at = 0;
    for (index, part) in parts.iter_mut().enumerate() {
        let rest = &value[at..];
        let length = rest.find(|c: char| digit(c).is_none()).unwrap_or(rest.len());
        let digits: Vec<u32> = rest[..length].chars().filter_map(digit).collect();
        let fits = if index == 0 { digits.len() == 4 } else { matches!(digits.len(), 1 | 2) };
        if !fits {
            return None;
        }
        *part = digits.iter().fold(0, |sum, digit| sum * 10 + digit);
        at += length;
        let next = value[at..].chars().next();
        let joins = |c: &char| match index {
            0 => matches!(c, '.' | '/' | '-' | '年' | '．' | '／' | '－' | '—' | '–' | '。' | '、'),
            1 => matches!(c, '.' | '/' | '-' | '月' | '．' | '／' | '－' | '—' | '–' | '。' | '、'),
            _ => matches!(c, '日' | '号'),
        };
        match next.filter(joins) {
            Some(mark) => at += mark.len_utf8(),
            None if index == 2 => {}
            None => return None,
        }
    }
    let date = format!("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]);
    date.parse::<toml::value::Datetime>().ok().map(|_| (at, date))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        c => c.to_digit(10),
    }
}

#[cfg(test)]
mod tests {
    use super::written_date;

    #[test]
    fn dates_as_people_write_them_are_known() {
        for written in
            ["2026-3-6", "2026.3.6", "2026/03/06", "2026年3月6日", "２０２６．３．６", "2026。3。6"]
        {
            assert_eq!(written_date(written), Some((written.len(), "2026-03-06".to_owned())), "{written}");
        }
        for written in ["2026-2-30", "26-3-6", "2026-3", "2026年3月", "12", "2026.123.4", ""] {
            assert_eq!(written_date(written), None, "{written}");
        }
    }
}
