//! Reads the names of all installed fonts: tens of milliseconds, done when the cache is old.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ttf_parser::{Face, Style, Width};

use super::cache::{changed, stamp};
use super::index::{Entry, Index};
use crate::fonts::file::{FontFile, Keeping};
use crate::fonts::names;
use crate::fonts::names::comparable;

/// An index of the fonts in some folders and all below them.
///
/// Paths that are not Unicode are passed over, for the index is a text.
pub(super) fn scan(roots: &[PathBuf]) -> Index {
    let mut walk = Walk::default();
    for root in roots {
        walk.folder(root);
    }
    let mut best = BTreeMap::new();
    for path in &walk.files {
        read_names(path, &mut best);
    }
    let unicode = |(path, time): &(PathBuf, u64)| Some((path.to_str()?.to_owned(), *time));
    Index {
        folders: walk.folders.iter().filter_map(unicode).collect(),
        entries: best.into_iter().map(|(name, (_, entry))| (name, entry)).collect(),
    }
}

#[derive(Default)]
struct Walk {
    folders: Vec<(PathBuf, u64)>,
    files: Vec<PathBuf>,
    /// Folders as they really are, so that a link to a folder above it does no harm.
    seen: BTreeSet<PathBuf>,
}

impl Walk {
    fn folder(&mut self, folder: &Path) {
        // The time is taken first: what is added while we read makes the index old.
        self.folders.push((folder.to_owned(), changed(folder)));
        let fresh = fs::canonicalize(folder).is_ok_and(|real| self.seen.insert(real));
        let Ok(entries) = fs::read_dir(folder) else { return };
        if !fresh {
            return;
        }
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            // As links are followed, the kind is asked of the path and not of the entry.
            match fs::metadata(&path) {
                Ok(data) if data.is_dir() => self.folder(&path),
                Ok(data) if data.is_file() && has_font_ending(&path) => self.files.push(path),
                _ => {}
            }
        }
    }
}

fn has_font_ending(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The best face for each name so far, with its [`strangeness`].
type Best = BTreeMap<String, (u32, Entry)>;

/// Puts the faces of a file where they are the best for one of their names; the first of equals stays.
fn read_names(file: &Path, best: &mut Best) {
    let (Some(path), Some((changed, size))) = (file.to_str(), stamp(file)) else { return };
    let Ok(data) = FontFile::open(file, Keeping::Mapped) else { return };
    for index in 0..ttf_parser::fonts_in_collection(&data).unwrap_or(1) {
        let Ok(face) = Face::parse(&data, index) else { continue };
        let strangeness = strangeness(&face);
        for name in names_of(&face) {
            if best.get(&name).is_none_or(|(other, _)| strangeness < *other) {
                let path = path.to_owned();
                let entry = Entry { name: name.clone(), path, index, changed, size };
                best.insert(name, (strangeness, entry));
            }
        }
    }
}

/// The names that an office program shows in its list: families by the older rule (思源宋体 Heavy), full names.
fn names_of(face: &Face<'_>) -> BTreeSet<String> {
    names::known_by(face).map(|name| comparable(&name)).collect()
}

/// Upright before slanted, then normal width, then the weight nearest to 400.
fn strangeness(face: &Face<'_>) -> u32 {
    let slanted = u32::from(face.style() != Style::Normal);
    let width = u32::from(face.width().to_number().abs_diff(Width::Normal.to_number()));
    slanted * 100_000 + width * 10_000 + u32::from(face.weight().to_number().abs_diff(400))
}
