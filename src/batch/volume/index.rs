//! The index of a volume: its articles by the pinyin of their titles, or by office.

use std::collections::BTreeMap;

use pinyin::ToPinyin;

use super::plan::IndexBy;

/// An article, and the volume's page that it begins on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub title: &'a str,
    pub office: &'a str,
    /// Index of the page.
    pub page: usize,
}

/// The groups of an index, each with its heading, all in order.
pub(super) fn groups<'a>(entries: Vec<Entry<'a>>, by: IndexBy) -> Vec<(String, Vec<Entry<'a>>)> {
    let mut groups: BTreeMap<(SortKey, String), Vec<Entry<'a>>> = BTreeMap::new();
    for entry in entries {
        let heading = match by {
            IndexBy::Pinyin => initial(entry.title),
            IndexBy::Office => entry.office.to_owned(),
        };
        groups.entry((sort_key(&heading), heading)).or_default().push(entry);
    }
    let sorted = |mut entries: Vec<Entry<'a>>| {
        entries.sort_by_cached_key(|entry| (sort_key(entry.title), entry.page));
        entries
    };
    groups.into_iter().map(|((_, heading), entries)| (heading, sorted(entries))).collect()
}

/// What a text is sorted by: syllable by syllable, as dictionaries do; of characters with one reading, by themselves.
type SortKey = Vec<(String, char)>;

fn sort_key(text: &str) -> SortKey {
    let letters = text.chars().filter(|character| character.is_alphanumeric());
    let syllable = |character: char| match character.to_pinyin() {
        Some(pinyin) => pinyin.plain().to_owned(),
        None => character.to_lowercase().to_string(),
    };
    letters.map(|character| (syllable(character), character)).collect()
}

/// The letter that a title is found under.
fn initial(title: &str) -> String {
    let key = sort_key(title);
    let first = key.first().and_then(|(syllable, _)| syllable.chars().next());
    match first {
        Some(letter) if letter.is_ascii_alphabetic() => letter.to_ascii_uppercase().to_string(),
        // Figures and whatever has no reading.
        _ => "0—9".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(title: &'static str, office: &'static str, page: usize) -> Entry<'static> {
        Entry { title, office, page }
    }

    #[test]
    fn titles_are_sorted_by_their_syllables() {
        let entries = vec![
            entry("县政府", "乙", 1),
            entry("《安全》", "甲", 2),
            entry("西安", "乙", 3),
            entry("2021年", "甲", 4),
        ];
        let groups = groups(entries, IndexBy::Pinyin);
        let titles: Vec<&str> =
            groups.iter().flat_map(|(_, entries)| entries).map(|entry| entry.title).collect();
        assert_eq!(titles, ["2021年", "《安全》", "西安", "县政府"]);
        let headings: Vec<&str> = groups.iter().map(|(heading, _)| heading.as_str()).collect();
        assert_eq!(headings, ["0—9", "A", "X"]);
    }

    #[test]
    fn offices_are_groups() {
        let entries = vec![entry("乙", "水务局", 1), entry("甲", "水务局", 2), entry("丙", "财政局", 3)];
        let groups = groups(entries, IndexBy::Office);
        assert_eq!(groups[0].0, "财政局");
        assert_eq!(groups[1].1.iter().map(|entry| entry.title).collect::<Vec<_>>(), ["甲", "乙"]);
    }
}
