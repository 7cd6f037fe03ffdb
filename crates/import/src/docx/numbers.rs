//! Numbers that Word counts itself: 一、 （一） 1. are not in the text, and are written out here.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::xml::{attribute, each_event};
use hongtou_base::diagnostic::WordFault;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// The label with `%1` for the number of the first level.
    text: String,
}

/// The lists of a file.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    patterns: HashMap<String, HashMap<usize, Level>>,
    pattern_of: HashMap<String, String>,
}

/// How far each list has counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: HashMap<(String, usize), u32>,
}

/// The deepest level of a list.
const LEVELS: usize = 9;

impl Numbers {
    /// The label of the next paragraph of a list; `None` if the list has none, or a dot alone.
    pub(super) fn next(&self, list: &str, level: usize, counters: &mut Counters) -> Option<String> {
        let pattern = self.pattern_of.get(list)?;
        let levels = self.patterns.get(pattern)?;
        let own = levels.get(&level)?;
        let start = |level: usize| levels.get(&level).map_or(1, |level| level.start);
        let count = counters.counts.entry((pattern.clone(), level)).and_modify(|count| *count += 1);
        let _ = count.or_insert_with(|| start(level));
        for deeper in level + 1..LEVELS {
            counters.counts.remove(&(pattern.clone(), deeper));
        }
        if own.format == "bullet" || own.format == "none" {
            return None;
        }
        let mut label = own.text.clone();
        for at in 0..LEVELS {
            let place = format!("%{}", at + 1);
            if label.contains(&place) {
                let count = counters.counts.get(&(pattern.clone(), at)).copied().unwrap_or_else(|| start(at));
                let format = levels.get(&at).map_or("decimal", |level| level.format.as_str());
                label = label.replace(&place, &shown(count, format));
            }
        }
        Some(label)
    }
}

/// A count as a list shows it.
fn shown(count: u32, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "chineseLegalSimplified"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "japaneseDigitalTenThousand" => chinese(count),
        "decimalFullWidth" | "decimalFullWidth2" => count
            .to_string()
            .chars()
            .map(|c| char::from_u32(u32::from(c) - 0x30 + 0xFF10).unwrap_or(c))
            .collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&count) => {
            char::from_u32(0x2460 + count - 1).map(String::from).unwrap_or_default()
        }
        "decimalZero" => format!("{count:02}"),
        "upperLetter" | "lowerLetter" if (1..=26).contains(&count) => {
            let letter = char::from(b'A' + (count - 1) as u8);
            if format == "upperLetter" { letter.to_string() } else { letter.to_ascii_lowercase().to_string() }
        }
        _ => count.to_string(),
    }
}

/// A number below a thousand in Chinese; greater ones in digits.
fn chinese(count: u32) -> String {
    const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |value: u32| DIGITS[(value % 10) as usize];
    let (hundreds, tens, ones) = (count / 100, count / 10 % 10, count % 10);
    if count == 0 || count >= 1000 {
        return count.to_string();
    }
    let mut text = String::new();
    if hundreds > 0 {
        text.push_str(digit(hundreds));
        text.push('百');
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => text.push('零'),
        0 => {}
        1 if hundreds == 0 => text.push('十'),
        _ => {
            text.push_str(digit(tens));
            text.push('十');
        }
    }
    if ones > 0 {
        text.push_str(digit(ones));
    }
    text
}

/// Reads the part with the lists; nothing if it is empty.
pub(super) fn read(part: &[u8]) -> Result<Numbers, WordFault> {
    let mut numbers = Numbers::default();
    let (mut pattern, mut list, mut level) = (String::new(), String::new(), 0_usize);
    each_event(part, "word/numbering.xml", |event| {
        let (Event::Start(element) | Event::Empty(element)) = event else { return Ok(()) };
        let value = || attribute(element, "val").unwrap_or_default();
        let own = |numbers: &mut Numbers, change: &dyn Fn(&mut Level)| {
            if let Some(level) = numbers.patterns.get_mut(&pattern).and_then(|levels| levels.get_mut(&level))
            {
                change(level);
            }
        };
        match element.local_name().as_ref() {
            "abstractNum" => {
                pattern = attribute(element, "abstractNumId").unwrap_or_default();
                numbers.patterns.insert(pattern.clone(), HashMap::new());
            }
            "lvl" => {
                level = attribute(element, "ilvl").and_then(|level| level.parse().ok()).unwrap_or(0);
                let empty = Level { start: 1, format: "decimal".to_owned(), text: String::new() };
                if let Some(levels) = numbers.patterns.get_mut(&pattern) {
                    levels.insert(level, empty);
                }
            }
            "start" => own(&mut numbers, &|level| level.start = value().parse().unwrap_or(1)),
            "numFmt" => own(&mut numbers, &|level| level.format = value()),
            "lvlText" => own(&mut numbers, &|level| level.text = value()),
            "num" => list = attribute(element, "numId").unwrap_or_default(),
            "abstractNumId" => {
                numbers.pattern_of.insert(list.clone(), value());
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_shown_as_word_shows_them() {
        for (count, format, text) in [
            (1, "chineseCounting", "一"),
            (10, "chineseCountingThousand", "十"),
            (21, "japaneseCounting", "二十一"),
            (105, "chineseCounting", "一百零五"),
            (3, "decimalEnclosedCircle", "③"),
            (12, "decimal", "12"),
        ] {
            assert_eq!(shown(count, format), text);
        }
    }
}
