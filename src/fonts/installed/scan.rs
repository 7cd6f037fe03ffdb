//! Reads the names of all installed fonts: tens of milliseconds, done when the cache is old.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fontdb::{Database, FaceInfo, Stretch, Style};
use ttf_parser::name_id;

use super::cache::{changed, stamp};
use super::{Entry, Index, comparable};

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
    let mut database = Database::new();
    if database.load_font_file(file).is_err() {
        return;
    }
    for face in database.faces() {
        let strangeness = strangeness(face);
        for name in names_of(&database, face) {
            if best.get(&name).is_none_or(|(other, _)| strangeness < *other) {
                let path = path.to_owned();
                let entry = Entry { name: name.clone(), path, index: face.index, changed, size };
                best.insert(name, (strangeness, entry));
            }
        }
    }
}

fn names_of(database: &Database, face: &FaceInfo) -> BTreeSet<String> {
    let families = face.families.iter().map(|(family, _)| family.clone());
    let more = database.with_face_data(face.id, all_names).unwrap_or_default();
    let names = families.chain([face.post_script_name.clone()]).chain(more);
    names.map(|name| comparable(&name)).filter(|name| !name.is_empty()).collect()
}

/// The names that an office program shows in its list: families by the older rule (思源宋体 Heavy), full names.
fn all_names(data: &[u8], index: u32) -> Vec<String> {
    let Ok(face) = ttf_parser::Face::parse(data, index) else { return Vec::new() };
    let wanted = [name_id::FAMILY, name_id::FULL_NAME, name_id::TYPOGRAPHIC_FAMILY];
    face.names()
        .into_iter()
        .filter(|name| wanted.contains(&name.name_id))
        .filter_map(|name| name.to_string())
        .collect()
}

/// Upright before slanted, then normal width, then the weight nearest to 400.
fn strangeness(face: &FaceInfo) -> u32 {
    let slanted = u32::from(face.style != Style::Normal);
    let width = u32::from(face.stretch.to_number().abs_diff(Stretch::Normal.to_number()));
    slanted * 100_000 + width * 10_000 + u32::from(face.weight.0.abs_diff(400))
}
