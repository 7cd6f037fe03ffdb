//! Files, folders and patterns → issue files.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use glob::MatchOptions;
use walkdir::{DirEntry, WalkDir};

use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_format::project::SETTINGS_FILE;

/// A file that is, or may be, an issue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// Its path, as the user would write it.
    pub path: PathBuf,
    /// The folders between the path that the user named and the file.
    pub below: PathBuf,
    /// Whether the user named it, by name or by a pattern; else it was found in a folder.
    pub named: bool,
}

impl Found {
    /// Its path from the path that the user named.
    pub fn relative(&self) -> String {
        let name = self.path.file_name().unwrap_or_default();
        self.below.join(name).to_string_lossy().replace('\\', "/")
    }
}

/// All issue files, each once, sorted by their paths; and what could not be looked into.
pub(super) fn find(paths: &[PathBuf]) -> (Vec<Found>, Vec<Diagnostic>) {
    let mut finder = Finder::default();
    for path in paths {
        finder.add(path);
    }
    let mut found = finder.found;
    found.sort();
    // One file by two ways, a link or two patterns, is one issue.
    let mut known = BTreeSet::new();
    found.retain(|file| known.insert(fs::canonicalize(&file.path).unwrap_or_else(|_| file.path.clone())));
    (found, finder.problems)
}

#[derive(Default)]
struct Finder {
    found: Vec<Found>,
    problems: Vec<Diagnostic>,
}

impl Finder {
    fn add(&mut self, path: &Path) {
        if path.is_dir() {
            self.add_folder(path);
        } else if !path.exists() && has_wildcard(path) {
            self.add_pattern(path);
        } else {
            // A file that is not there is found to be missing when it is read.
            self.add_file(path.to_owned(), PathBuf::new(), true);
        }
    }

    fn add_file(&mut self, path: PathBuf, below: PathBuf, named: bool) {
        self.found.push(Found { path, below, named });
    }

    fn add_folder(&mut self, folder: &Path) {
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter();
        for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry)) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_toml(entry.path()) && !is_settings(&entry) => {
                    let below = entry.path().parent().and_then(|parent| parent.strip_prefix(folder).ok());
                    let below = below.map(Path::to_owned).unwrap_or_default();
                    self.add_file(entry.into_path(), below, false);
                }
                Ok(_) => {}
                Err(error) => self.problems.push(cannot_walk(folder, &error)),
            }
        }
    }

    fn add_pattern(&mut self, pattern: &Path) {
        // As a shell has it: a star stands for no hidden file.
        let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
        let matches = pattern.to_str().and_then(|pattern| glob::glob_with(pattern, options).ok());
        let Some(matches) = matches else {
            let problem = Problem::NoIssues { paths: vec![pattern.to_owned()] };
            return self.problems.push(Diagnostic::error(problem));
        };
        let before = self.found.len() + self.problems.len();
        for path in matches {
            match path {
                Ok(path) if path.is_dir() => self.add_folder(&path),
                Ok(path) => self.add_file(path, PathBuf::new(), true),
                Err(error) => self.problems.push(Diagnostic::error(Problem::CannotRead {
                    path: error.path().to_owned(),
                    reason: error.error().to_string(),
                })),
            }
        }
        if self.found.len() + self.problems.len() == before {
            let problem = Problem::NoIssues { paths: vec![pattern.to_owned()] };
            self.problems.push(Diagnostic::error(problem));
        }
    }
}

/// What is wrong with a folder: a link that leads back is a warning, for everything is found without it.
fn cannot_walk(folder: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().unwrap_or(folder).to_owned();
    if let Some(ancestor) = error.loop_ancestor() {
        return Diagnostic::warning(Problem::LinkLoop { path, back_to: ancestor.to_owned() });
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    Diagnostic::error(Problem::CannotRead { path, reason })
}

fn has_wildcard(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn is_toml(path: &Path) -> bool {
    path.extension().and_then(OsStr::to_str).is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

/// The proofreader's settings lie among the issues.
fn is_settings(entry: &DirEntry) -> bool {
    entry.file_name() == SETTINGS_FILE
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}
