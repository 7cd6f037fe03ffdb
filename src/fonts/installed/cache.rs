//! The cache file: an index of the installed fonts in the user's cache folder.
//!
//! It is valid while no font folder has changed, which is asked of the folders alone.
//! Whatever is wrong with it, it is thrown away and made anew; it is never a reason to fail.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::{Index, InstalledPlaces};

/// Counted up when the form of the index changes.
pub(super) const VERSION: u32 = 1;

/// Shows the index to a reader, if there is one and it is valid.
pub(super) fn with_index<T>(places: &InstalledPlaces, read: impl FnOnce(&Index) -> T) -> Option<T> {
    let bytes = fs::read(file(places)?).ok()?;
    let index: Index = serde_json::from_slice(&bytes).ok()?;
    is_valid(&index, &places.folders).then(|| read(&index))
}

fn is_valid(index: &Index, roots: &[PathBuf]) -> bool {
    index.version == VERSION
        && index.roots.iter().map(|root| Path::new(root.0.as_ref())).eq(roots.iter().map(PathBuf::as_path))
        && index.folders.iter().all(|(folder, time)| changed(Path::new(folder.0.as_ref())) == *time)
}

/// Writes the index; where that is not possible, the next start reads the fonts again.
pub(super) fn write(places: &InstalledPlaces, index: &Index) {
    if let Some(file) = file(places) {
        // Another process sees the old file or the new one, never half of one.
        let _ = write_whole(&file, index);
    }
}

fn write_whole(file: &Path, index: &Index) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(&serde_json::to_vec(index)?)?;
    temporary.persist(file)?;
    Ok(())
}

fn file(places: &InstalledPlaces) -> Option<PathBuf> {
    places.cache.as_ref().map(|folder| folder.join("fonts.json"))
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
