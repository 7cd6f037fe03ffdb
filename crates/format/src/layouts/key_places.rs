//! Places of a layout's keys in its files, for problems that show only on the pages.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use hongtou_base::diagnostic::{Place, Source};

/// Where each key of a chain of layouts was last written.
#[derive(Debug, Clone, Default)]
pub struct KeyPlaces(Arc<BTreeMap<String, Place>>);

impl KeyPlaces {
    /// Adds the keys of a file, in place of those that it overrules.
    pub(super) fn note(&mut self, source: &Arc<Source>, spans: &[(String, Range<usize>)]) {
        let place = |span: &Range<usize>| Place { source: Arc::clone(source), span: span.clone() };
        let places = Arc::make_mut(&mut self.0);
        places.insert(String::new(), place(&(0..0)));
        places.extend(spans.iter().map(|(key, span)| (key.clone(), place(span))));
    }

    /// The place of a key, if a layout of the chain writes it.
    pub fn written(&self, key: &str) -> Option<&Place> {
        self.0.get(key)
    }

    /// The place of a key, or of the nearest table around it.
    pub fn find(&self, key: &str) -> Option<Place> {
        let mut key = key;
        loop {
            if let Some(place) = self.0.get(key) {
                return Some(place.clone());
            }
            key = &key[..key.rfind(['.', '[']).unwrap_or(0)];
            if key.is_empty() {
                return self.0.get("").cloned();
            }
        }
    }
}
