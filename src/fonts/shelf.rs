//! Faces that were opened before, for layouts that share them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::Face;
use crate::diagnostic::Problem;

/// Every face that was asked for, mapped and parsed once, or what is wrong with it.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<BTreeMap<(PathBuf, u32), Opened>>);

type Opened = Result<Arc<Face>, Problem>;

impl Shelf {
    /// The face of a file; `index` is its number in a collection, otherwise 0.
    pub(super) fn open(&self, path: &Path, index: u32) -> Opened {
        // Nothing is half done when a thread panics with the lock, so it may be taken over.
        let mut faces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = || Face::open(path, index).map(Arc::new);
        faces.entry((path.to_owned(), index)).or_insert_with(open).clone()
    }
}
