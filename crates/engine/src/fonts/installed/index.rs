//! What is known of the faces of a machine.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A face that is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledFace {
    pub path: PathBuf,
    /// Its number in a collection.
    pub index: u32,
}

/// The names of all installed faces.
#[derive(Debug)]
pub struct Index {
    /// The folders that were asked for and all below them, with the time when each last changed
    /// in nanoseconds since 1970; 0 for one that is not there.
    pub folders: Vec<(String, u64)>,
    /// The best face for each name, as [`comparable`] gives it.
    pub entries: BTreeMap<String, Entry>,
}

/// What an index says of one name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub name: String,
    pub path: String,
    /// The face's number in a collection.
    pub index: u32,
    /// When the file last changed, in nanoseconds since 1970.
    pub changed: u64,
    /// The file's length in bytes.
    pub size: u64,
}

impl Entry {
    pub fn face(&self) -> InstalledFace {
        InstalledFace { path: PathBuf::from(&self.path), index: self.index }
    }
}
