//! The issues beside an issue: files of its folder → the heads of the same bulletin, in their order.
//!
//! Only heads are read, and of a large folder only those of the files whose names stand nearest:
//! a folder of ten thousand issues costs what one of a thousand does.
//! What cannot be read as a head is no neighbour; it is told when it is checked itself.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::value::Datetime;

use hongtou_engine::options::USUAL_LAYOUT;
use hongtou_format::issue::Date;
use hongtou_format::layouts;
use hongtou_format::project::SETTINGS_FILE;
use hongtou_proof::{Beside, Count, Neighbour};

/// How much of a file is read: its head stands at its head.
const LONGEST_HEAD: u64 = 16 * 1024;
/// How many names to each side of a checked file are looked at.
const REACH: usize = 400;

/// The issues of a run and of the folders around them, bulletin by bulletin.
#[derive(Debug, Default)]
pub struct Neighbours {
    bulletins: BTreeMap<Bulletin, Vec<Neighbour>>,
    known: BTreeMap<PathBuf, Bulletin>,
    checked: BTreeSet<PathBuf>,
}

/// What makes issues count on from each other: a supplement has a count, and a layout, of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Bulletin {
    title: String,
    issuer: String,
    /// 机关代字: 临政发 and 临政办发 count apart.
    code: Option<String>,
    layout: PathBuf,
}

impl Neighbours {
    /// Reads the heads of the files that are checked, and of those beside the files that the user named.
    pub fn around<'a>(checked: impl Iterator<Item = (&'a Path, bool)> + Clone) -> Neighbours {
        let mut neighbours = Neighbours {
            checked: checked.clone().map(|(path, _)| path.to_owned()).collect(),
            ..Neighbours::default()
        };
        let mut folders: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
        for (path, _) in checked.clone().filter(|(_, named)| *named) {
            folders.entry(path.parent().unwrap_or(Path::new(""))).or_default().push(path);
        }
        let mut paths = neighbours.checked.clone();
        for (folder, named) in folders {
            paths.extend(beside(folder, &named));
        }
        for path in paths {
            neighbours.add(path);
        }
        for issues in neighbours.bulletins.values_mut() {
            issues.sort_by(|a, b| (key(a), &a.path).cmp(&(key(b), &b.path)));
        }
        neighbours
    }

    fn add(&mut self, path: PathBuf) {
        if let Some((bulletin, neighbour)) = read(&path) {
            self.bulletins.entry(bulletin.clone()).or_default().push(neighbour);
            self.known.insert(path, bulletin);
        }
    }

    /// The files that were read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.bulletins.values().flatten().map(|issue| issue.path.as_path())
    }

    /// What stands beside a file.
    pub fn of(&self, path: &Path) -> Beside<'_> {
        let issues = self.known.get(path).and_then(|bulletin| self.bulletins.get(bulletin));
        let Some(issues) = issues else { return Beside::default() };
        let Some(own) = issues.iter().find(|issue| issue.path == path) else { return Beside::default() };
        let first = issues.partition_point(|issue| key(issue) < key(own));
        let end = issues.partition_point(|issue| key(issue) <= key(own));
        Beside {
            before: issues[..first].last(),
            twin: issues[first..end]
                .iter()
                .find(|issue| issue.path != path && !is_same_file(&issue.path, path)),
            after: issues[end..].first().filter(|after| !self.checked.contains(&after.path)),
        }
    }
}

/// Whether one name is a link to the other's file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

/// Where an issue stands in its bulletin.
fn key(issue: &Neighbour) -> (u16, u32) {
    (issue.count.date.year, issue.count.number)
}

/// The files of a folder whose names stand near those of the named ones.
fn beside(folder: &Path, named: &[&Path]) -> Vec<PathBuf> {
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(entries) = fs::read_dir(listed) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".toml") && !name.starts_with('.') && name != SETTINGS_FILE)
        .collect();
    names.sort_by_cached_key(|name| natural(name));
    let named: BTreeSet<&str> = named.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    let mut near = BTreeSet::new();
    for (index, _) in names.iter().enumerate().filter(|(_, name)| named.contains(name.as_str())) {
        near.extend(index.saturating_sub(REACH)..=(index + REACH).min(names.len() - 1));
    }
    near.into_iter().map(|index| folder.join(&names[index])).collect()
}

/// A name as one sorts it by eye: 9 before 10.
fn natural(name: &str) -> Vec<(u64, String)> {
    let mut parts = vec![(0, String::new())];
    for character in name.chars() {
        let last = parts.len() - 1;
        match character.to_digit(10) {
            // What is longer than any number sorts as text.
            Some(digit) if parts[last].0 < u64::MAX / 100 => {
                let begun = !parts[last].1.is_empty();
                if begun {
                    parts.push((u64::from(digit), String::new()));
                } else {
                    parts[last].0 = parts[last].0 * 10 + u64::from(digit);
                }
            }
            _ => parts[last].1.push(character),
        }
    }
    parts
}

/// The keys of a head; others are no matter here.
#[derive(Deserialize)]
struct Head {
    layout: Option<String>,
    masthead: Masthead,
}

#[derive(Deserialize)]
struct Masthead {
    title: String,
    issuer: String,
    code: Option<String>,
    number: u32,
    total: Option<u32>,
    date: Datetime,
}

/// The head of a file; nothing for what has none.
fn read(path: &Path) -> Option<(Bulletin, Neighbour)> {
    // A pipe or a device would keep the reader waiting.
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(LONGEST_HEAD).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    let Head { layout, masthead } = toml::from_str(&head(&text)).ok()?;
    let day = masthead.date.date?;
    let date = Date { year: day.year, month: day.month, day: day.day };
    let layout = layout.unwrap_or_else(|| USUAL_LAYOUT.to_owned());
    let bundled = layouts::BUNDLED.iter().any(|(name, _)| *name == layout);
    let layout = if bundled { PathBuf::from(layout) } else { path.parent()?.join(layout) };
    let bulletin = Bulletin { title: masthead.title, issuer: masthead.issuer, code: masthead.code, layout };
    let path = path.to_owned();
    let count = Count { number: masthead.number, total: masthead.total, date };
    Some((bulletin, Neighbour { path, count }))
}

/// What stands before the first table, and the table `[masthead]`.
fn head(text: &str) -> String {
    let mut kept = String::new();
    let mut keeps = true;
    let mut found = false;
    for line in text.trim_start_matches('\u{FEFF}').lines() {
        if line.trim_start().starts_with('[') {
            if found {
                break;
            }
            found = line.split('#').next().is_some_and(|header| header.trim() == "[masthead]");
            keeps = found;
        }
        if keeps {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_their_numbers() {
        let mut names = ["10.toml", "9.toml", "issue-2.toml", "issue-10.toml", "第11期.toml", "第2期.toml"];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(
            names,
            ["issue-2.toml", "issue-10.toml", "第2期.toml", "第11期.toml", "9.toml", "10.toml"]
        );
    }

    #[test]
    fn a_head_is_what_stands_before_the_first_table_and_the_masthead() {
        let text = "layout = 'a'\n[[article]]\nbody = '''\nno\n'''\n[masthead] # 红头\ntitle = 't'\n[colophon]\neditor = 'e'\n";
        assert_eq!(head(text), "layout = 'a'\n[masthead] # 红头\ntitle = 't'\n");
    }
}
