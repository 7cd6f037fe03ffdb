//! Which paths name the same file.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use file_id::FileId;
use unicode_normalization::UnicodeNormalization;

use hongtou_base::whole_file::folder_of;

/// The number of links that are followed one after the other; systems allow about as many.
const MOST_LINKS: usize = 40;

/// Something that two paths have in common if they name the same file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    /// The file itself: device and inode, so that hard links are found.
    File(FileId),
    /// A name in a folder, its case folded: volumes of Windows and macOS take `A.pdf` and `a.pdf` for one file.
    Name(PathBuf, String),
}

/// The marks of a path; none for devices and pipes, which any number of outputs can be written to.
pub fn marks(path: &Path) -> Vec<Mark> {
    let target = target_of(path);
    let metadata = fs::metadata(&target);
    if metadata.as_ref().is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        return Vec::new();
    }
    let mut marks: Vec<Mark> = name(&target).into_iter().collect();
    if fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink()) {
        marks.extend(name(path));
    }
    if metadata.is_ok() {
        marks.extend(file_id::get_file_id(&target).ok().map(Mark::File));
    }
    marks
}

/// The file that a path leads to over links, whether it is there or not.
pub fn target_of(path: &Path) -> PathBuf {
    if let Ok(target) = fs::canonicalize(path) {
        return target;
    }
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        let Ok(next) = fs::read_link(&target) else { break };
        target = folder_of(&target).join(next);
    }
    target
}

fn name(path: &Path) -> Option<Mark> {
    let name = path.file_name()?.to_string_lossy();
    // macOS stores names decomposed: the same name in two spellings.
    let folded = name.nfc().collect::<String>().to_lowercase();
    Some(Mark::Name(canonical_folder(folder_of(path)), folded))
}

/// A folder without links; of one that is still to be made, the part that is there.
fn canonical_folder(folder: &Path) -> PathBuf {
    let mut missing: Vec<OsString> = Vec::new();
    let mut there = folder;
    loop {
        if let Ok(canonical) = fs::canonicalize(there) {
            return missing.iter().rev().fold(canonical, |path, name| path.join(name));
        }
        let Some(name) = there.file_name() else { return folder.to_owned() };
        missing.push(name.to_owned());
        there = folder_of(there);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_same(one: &Path, other: &Path) -> bool {
        let marks = marks(one);
        super::marks(other).iter().any(|mark| marks.contains(mark))
    }

    #[test]
    fn spellings_of_a_path_and_of_a_name_are_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("Ausgabe-é.toml");
        fs::write(&file, "").unwrap();
        fs::create_dir(folder.path().join("sub")).unwrap();
        for same in ["Ausgabe-é.toml", "sub/../Ausgabe-é.toml", "./AUSGABE-É.TOML", "ausgabe-e\u{301}.toml"]
        {
            assert!(is_same(&file, &folder.path().join(same)), "{same}");
        }
        for other in ["ausgabe.toml", "sub/Ausgabe-é.toml"] {
            assert!(!is_same(&file, &folder.path().join(other)), "{other}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_lead_to_the_file_even_where_it_is_not_there_yet() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("file"), "").unwrap();
        fs::hard_link(path("file"), path("hard")).unwrap();
        std::os::unix::fs::symlink("file", path("soft")).unwrap();
        std::os::unix::fs::symlink("soft", path("softer")).unwrap();
        std::os::unix::fs::symlink("later", path("dangling")).unwrap();
        std::os::unix::fs::symlink("circle", path("circle")).unwrap();
        for link in ["hard", "soft", "softer"] {
            assert!(is_same(&path("file"), &path(link)), "{link}");
        }
        assert!(is_same(&path("later"), &path("dangling")));
        assert!(!is_same(&path("file"), &path("circle")));
    }

    #[test]
    fn folders_that_are_not_there_yet_have_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        assert!(is_same(&path("new/deep/a.pdf"), &path("./new/deep/a.pdf")));
        assert!(!is_same(&path("new/a.pdf"), &path("other/a.pdf")));
    }
}
