//! Faces that were opened before, for layouts that share them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::Face;
use super::choice::FaceChoice;
use super::file::Keeping;
use hongtou_base::diagnostic::Problem;
use hongtou_base::stamp::{Stamp, stamp};

/// Every face that was asked for, opened and parsed once, or what is wrong with it.
#[derive(Debug, Default)]
pub struct Shelf {
    keeping: Keeping,
    faces: Mutex<BTreeMap<(PathBuf, FaceChoice), Kept>>,
}

#[derive(Debug)]
struct Kept {
    /// When the file had last been written, where that is looked at.
    stamp: Option<Stamp>,
    opened: Opened,
}

type Opened = Result<Arc<Face>, Problem>;

impl Shelf {
    /// A shelf for a program that stays: files are read whole, and opened anew when they have changed.
    pub fn lasting() -> Shelf {
        Shelf { keeping: Keeping::Copied, ..Shelf::default() }
    }

    /// The face of a file that is chosen.
    pub(super) fn open(&self, path: &Path, choice: &FaceChoice) -> Opened {
        // Taken before the file is read, so that a change under way is noticed the next time.
        let stamp = (self.keeping == Keeping::Copied).then(|| stamp(path)).flatten();
        // Nothing is half done when a thread panics with the lock, so it may be taken over.
        let mut faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        let open = || Kept { stamp, opened: Face::open_kept(path, choice, self.keeping).map(Arc::new) };
        let kept = faces.entry((path.to_owned(), choice.clone())).or_insert_with(open);
        if kept.stamp != stamp {
            *kept = open();
        }
        kept.opened.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lasting_shelf_gives_what_the_file_is_now_and_keeps_what_it_gave() {
        let folder = tempfile::tempdir().unwrap();
        let bundled = |name: &str| {
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .ancestors()
                .nth(2)
                .expect("the workspace")
                .join("fonts")
                .join(name)
        };
        let path = folder.path().join("face.ttf");
        let shelf = Shelf::lasting();
        std::fs::copy(bundled("LiberationSerif-Regular.ttf"), &path).unwrap();
        let regular = shelf.open(&path, &FaceChoice::default()).unwrap();
        assert!(Arc::ptr_eq(&regular, &shelf.open(&path, &FaceChoice::default()).unwrap()));
        // Shortened in place: a map of it would end the program.
        std::fs::write(&path, "no font").unwrap();
        assert!(shelf.open(&path, &FaceChoice::default()).is_err());
        assert!(regular.glyph('a').is_some());
        std::fs::copy(bundled("LiberationSerif-Bold.ttf"), &path).unwrap();
        assert_ne!(shelf.open(&path, &FaceChoice::default()).unwrap().content_hash(), regular.content_hash());
    }
}
