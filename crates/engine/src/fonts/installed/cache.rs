//! The cache file: an index of the installed fonts in the user's cache folder.
//!
//! It is valid while no font folder has changed, which is asked of the folders alone.
//! Whatever is wrong with it, it is thrown away and made anew; it is never a reason to fail.
//!
//! A first line of JSON says what the index is good for; then comes one line of JSON for each name, in the
//! order of the names. A machine may have thousands of them, so a name is found by halving,
//! and no other line is read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::index::{Entry, Index, InstalledFace};
use super::places::InstalledPlaces;
use crate::fonts::names::comparable;

/// Counted up when the form of the file changes.
const VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Header {
    version: u32,
    roots: Vec<PathBuf>,
    folders: Vec<(String, u64)>,
    /// The length of all other lines: a file that was cut short is no cache.
    bytes: usize,
}

/// The faces of some names; `None` if there is no cache, or if it is old, damaged or foreign.
pub(super) fn find(
    names: &BTreeSet<&str>,
    places: &InstalledPlaces,
) -> Option<BTreeMap<String, InstalledFace>> {
    let bytes = fs::read(file(places)?).ok()?;
    let header_end = bytes.iter().position(|byte| *byte == b'\n')?;
    let header: Header = serde_json::from_slice(&bytes[..header_end]).ok()?;
    let lines = &bytes[header_end + 1..];
    if !is_valid(&header, lines.len(), &places.folders) {
        return None;
    }
    let mut found = BTreeMap::new();
    for name in names {
        if let Some(entry) = entry_of(&comparable(name), lines).ok()? {
            // A font that was changed in its place leaves its folder as it was.
            if stamp(Path::new(&entry.path)) != Some((entry.changed, entry.size)) {
                return None;
            }
            found.insert((*name).to_owned(), entry.face());
        }
    }
    Some(found)
}

fn is_valid(header: &Header, bytes: usize, roots: &[PathBuf]) -> bool {
    header.version == VERSION
        && header.bytes == bytes
        && header.roots == roots
        && header.folders.iter().all(|(folder, time)| changed(Path::new(folder)) == *time)
}

/// The line of a name, found by halving.
fn entry_of(name: &str, mut lines: &[u8]) -> serde_json::Result<Option<Entry>> {
    while !lines.is_empty() {
        let middle = lines.len() / 2;
        let start = lines[..middle].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let end =
            lines[middle..].iter().position(|byte| *byte == b'\n').map_or(lines.len(), |at| middle + at);
        let entry: Entry = serde_json::from_slice(&lines[start..end])?;
        match name.cmp(&entry.name) {
            std::cmp::Ordering::Equal => return Ok(Some(entry)),
            std::cmp::Ordering::Less => lines = &lines[..start],
            std::cmp::Ordering::Greater => lines = lines.get(end + 1..).unwrap_or_default(),
        }
    }
    Ok(None)
}

/// Writes the index; where that is not possible, the next start reads the fonts again.
pub(super) fn write(places: &InstalledPlaces, index: &Index) {
    if let Some(file) = file(places) {
        // Another process sees the old file or the new one, never half of one.
        let _ = write_whole(&file, &places.folders, index);
    }
}

fn write_whole(file: &Path, roots: &[PathBuf], index: &Index) -> io::Result<()> {
    let mut lines = Vec::new();
    for entry in index.entries.values() {
        serde_json::to_writer(&mut lines, entry)?;
        lines.push(b'\n');
    }
    let (roots, folders) = (roots.to_vec(), index.folders.clone());
    let header = Header { version: VERSION, roots, folders, bytes: lines.len() };
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer(&mut temporary, &header)?;
    temporary.write_all(b"\n")?;
    temporary.write_all(&lines)?;
    temporary.persist(file)?;
    Ok(())
}

fn file(places: &InstalledPlaces) -> Option<PathBuf> {
    places.cache.as_ref().map(|folder| folder.join("fonts.jsonl"))
}

/// When a folder last changed, in nanoseconds since 1970; 0 if it is not there.
pub(super) fn changed(folder: &Path) -> u64 {
    stamp(folder).map_or(0, |(changed, _)| changed)
}

/// When a file or folder last changed, in nanoseconds since 1970, and its size in bytes.
pub(super) fn stamp(path: &Path) -> Option<(u64, u64)> {
    let metadata = fs::metadata(path).ok()?;
    let since_1970 = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some((u64::try_from(since_1970.as_nanos()).unwrap_or(0), metadata.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_by_halving_and_no_other() {
        let entry = |name: &str| {
            let (name, path) = (name.to_owned(), "x".repeat(name.len() % 7));
            Entry { name, path, index: 0, changed: 0, size: 0 }
        };
        for count in 0..40 {
            let mut names: Vec<String> = (0..count).map(|n| format!("仿宋{}", n * n)).collect();
            names.sort();
            let lines: String =
                names.iter().map(|name| serde_json::to_string(&entry(name)).unwrap() + "\n").collect();
            for name in &names {
                assert_eq!(entry_of(name, lines.as_bytes()).unwrap(), Some(entry(name)));
            }
            for name in ["", "仿宋", "仿宋3", "龍"] {
                assert_eq!(entry_of(name, lines.as_bytes()).unwrap(), None);
            }
        }
    }
}
