//! By what a file is known to be another one than before.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// When a file was written last, and how long it is; two that are alike are held to be one.
pub type Stamp = (SystemTime, u64);

/// The stamp of a file as it is now; none if it cannot be asked.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}
