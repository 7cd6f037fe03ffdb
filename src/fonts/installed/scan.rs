//! Reads the names of all installed fonts: tens of milliseconds, done when the cache is old.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fontdb::{Database, FaceInfo, Stretch, Style};
use ttf_parser::name_id;

use super::cache::{VERSION, changed, stamp};
use super::{FaceNames, FontFile, Index, Text, comparable};

/// An index of the fonts in some folders and all below them.
///
/// Paths that are not Unicode are passed over, for the index is a text.
pub(super) fn scan(roots: &[PathBuf]) -> Index<'static> {
    let mut walk = Walk::default();
    for root in roots {
        walk.folder(root);
    }
    let text = |path: &Path| path.to_str().map(|path| Text::owned(path.to_owned()));
    Index {
        version: VERSION,
        roots: roots.iter().filter_map(|root| text(root)).collect(),
        folders: walk.folders.iter().filter_map(|(path, time)| Some((text(path)?, *time))).collect(),
        files: walk.files.iter().filter_map(|path| font_file(path)).collect(),
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

fn font_file(path: &Path) -> Option<FontFile<'static>> {
    let name = path.to_str()?;
    let (changed, size) = stamp(path)?;
    let mut database = Database::new();
    database.load_font_file(path).ok()?;
    let faces: Vec<FaceNames> = database.faces().map(|face| face_names(&database, face)).collect();
    (!faces.is_empty()).then(|| FontFile { path: Text::owned(name.to_owned()), changed, size, faces })
}

fn face_names(database: &Database, face: &FaceInfo) -> FaceNames<'static> {
    let families = face.families.iter().map(|(family, _)| family.clone());
    let more = database.with_face_data(face.id, all_names).unwrap_or_default();
    let names: BTreeSet<String> = families
        .chain([face.post_script_name.clone()])
        .chain(more)
        .map(|name| comparable(&name))
        .filter(|name| !name.is_empty())
        .collect();
    FaceNames {
        index: face.index,
        strangeness: strangeness(face),
        names: names.into_iter().map(Text::owned).collect(),
    }
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
