//! Where the keys of a layout are written, in it or in one of the layouts that it extends.
//!
//! Problems of its values point there, those that show only on the pages as well.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use hongtou_base::diagnostic::{Place, Source};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The keys of a file, such as `roles.song[0].file`, and the bytes of their values.
pub(super) type KeySpans = Vec<(String, Range<usize>)>;

/// Where each key of a chain of layouts was last written.
#[derive(Debug, Clone, Default)]
pub struct KeyPlaces(Arc<BTreeMap<String, WrittenKey>>);

#[derive(Debug, Clone)]
struct WrittenKey {
    /// Number of `extends` between the user's layout and the file; 0 for the layout itself.
    distance: usize,
    place: Place,
}

impl KeyPlaces {
    /// Notes the keys of a file over those of the files that it extends.
    pub(super) fn note(&mut self, distance: usize, source: &Arc<Source>, spans: &[(String, Range<usize>)]) {
        // A list replaces a list as a whole, so no entry of the older one is left.
        let lists: BTreeSet<&str> =
            spans.iter().filter_map(|(key, _)| Some(key.split_once('[')?.0)).collect();
        let keys = Arc::make_mut(&mut self.0);
        keys.retain(|key, _| key.split_once('[').is_none_or(|(list, _)| !lists.contains(list)));
        let written = |span: &Range<usize>| WrittenKey {
            distance,
            place: Place { source: Arc::clone(source), span: span.clone() },
        };
        keys.insert(String::new(), written(&(0..0)));
        keys.extend(spans.iter().map(|(key, span)| (key.clone(), written(span))));
    }

    /// The place of a key, if a layout of the chain writes it.
    pub fn written(&self, key: &str) -> Option<&Place> {
        self.0.get(key).map(|written| &written.place)
    }

    /// The place of a key, or of the nearest table around it.
    pub fn find(&self, key: &str) -> Option<Place> {
        self.nearest(key).map(|written| written.place.clone())
    }

    /// Of keys that cause a problem together, the one that is written nearest to the user: in their own file rather
    /// than in one that it extends; the first of several.
    pub(super) fn nearest_to_user<'k>(&self, keys: &[&'k str]) -> &'k str {
        let distance = |key: &&&str| self.0.get(**key).map_or(usize::MAX, |written| written.distance);
        keys.iter().min_by_key(distance).copied().unwrap_or_default()
    }

    fn nearest(&self, key: &str) -> Option<&WrittenKey> {
        let mut key = key;
        loop {
            if let Some(written) = self.0.get(key) {
                return Some(written);
            }
            key = &key[..key.rfind(['.', '[']).unwrap_or(0)];
            if key.is_empty() {
                return self.0.get("");
            }
        }
    }
}

/// Notes where each key of a table is written; `prefix` is the table's own key and a full stop, or empty.
pub(super) fn note_table(spans: &mut KeySpans, prefix: &str, table: &DeTable<'_>) {
    for (key, value) in table {
        note_value(spans, format!("{prefix}{}", key.get_ref()), value);
    }
}

fn note_value(spans: &mut KeySpans, path: String, value: &Spanned<DeValue<'_>>) {
    match value.get_ref() {
        DeValue::Table(table) => note_table(spans, &format!("{path}."), table),
        DeValue::Array(array) => {
            for (index, element) in array.iter().enumerate() {
                note_value(spans, format!("{path}[{index}]"), element);
            }
        }
        _ => {}
    }
    spans.push((path, value.span()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_the_users_own_leaves_no_place_of_the_list_that_it_replaces() {
        let (base, own) = (Source::new("base", "0123456789"), Source::new("own", "0123456789"));
        let mut places = KeyPlaces::default();
        places.note(1, &base, &[("roles.a[0].raise".into(), 1..2), ("roles.a[0]".into(), 1..3)]);
        places.note(0, &own, &[("roles.a[0].file".into(), 4..5), ("roles.a[0]".into(), 4..6)]);
        assert_eq!(places.find("roles.a[0].raise").unwrap().span, 4..6);
        assert_eq!(places.nearest_to_user(&["page.width", "roles.a[0].file"]), "roles.a[0].file");
    }
}
