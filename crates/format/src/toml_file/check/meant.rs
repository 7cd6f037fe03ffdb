//! What was meant by a value of the wrong type, where its text shows it.

use crate::toml_file::slips::written_date;
use hongtou_base::diagnostic::ValueKind;

/// The line to write instead of a value, as it is in the file.
pub(super) fn value(path: &str, wanted: &[ValueKind], written: &str) -> Option<String> {
    let key = path.rsplit('.').next().unwrap_or_default();
    let inner = written.trim_matches(['"', '\'', '“', '”']).trim();
    match wanted.first()? {
        ValueKind::Date => {
            let (length, date) = written_date(inner)?;
            (length == inner.len()).then(|| format!("{key} = {date}"))
        }
        ValueKind::Whole => {
            let number = whole_float(inner).or_else(|| only_number(inner))?;
            Some(format!("{key} = {number}"))
        }
        ValueKind::Tables => Some(format!("[[{}]]", table(path))),
        ValueKind::Table => Some(format!("[{}]", table(path))),
        _ => None,
    }
}

/// A number with a decimal point or an exponent that is whole nevertheless, such as 1e3 or 12.0.
fn whole_float(text: &str) -> Option<String> {
    const EXACT: f64 = 1e15;
    let number: f64 = text.replace('_', "").parse().ok()?;
    let is_whole = number.fract() == 0.0 && number.abs() <= EXACT && text.contains(['.', 'e', 'E']);
    is_whole.then(|| format!("{number:.0}"))
}

/// The one number in a short text such as 第12期.
fn only_number(text: &str) -> Option<String> {
    const LONGEST: usize = 20;
    let ascii =
        |c: char| if ('０'..='９').contains(&c) { char::from_u32(u32::from(c) - 0xFEE0) } else { Some(c) };
    let text: String = text.chars().take(LONGEST + 1).filter_map(ascii).collect();
    let digits: Vec<&str> =
        text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let [only] = digits.as_slice() else { return None };
    let number = only.trim_start_matches('0');
    let is_plain = text.chars().count() <= LONGEST && !text.contains(['.', '-']) && !number.is_empty();
    is_plain.then(|| number.to_owned())
}

/// The path of a table without the counters of lists.
fn table(path: &str) -> String {
    let plain = path.split('[').map(|part| part.split_once(']').map_or(part, |(_, rest)| rest));
    plain.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_in_another_form_is_written_as_the_key_takes_it() {
        let meant = |wanted, written| value("masthead.key", &[wanted], written);
        assert_eq!(meant(ValueKind::Date, "\"2026年3月6日\"").as_deref(), Some("key = 2026-03-06"));
        assert_eq!(meant(ValueKind::Whole, "\"第１２期\"").as_deref(), Some("key = 12"));
        assert_eq!(meant(ValueKind::Whole, "\"2026年第12期\""), None);
        assert_eq!(meant(ValueKind::Whole, "1.5"), None);
        assert_eq!(meant(ValueKind::Whole, "12.0").as_deref(), Some("key = 12"));
        assert_eq!(meant(ValueKind::Whole, "1e3").as_deref(), Some("key = 1000"));
        assert_eq!(value("article[2].photo", &[ValueKind::Table], "1").as_deref(), Some("[article.photo]"));
    }
}
