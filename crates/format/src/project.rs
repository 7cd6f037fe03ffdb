//! The folder of a project, and the folders that files named in its issues and layouts are read from.
//!
//! An issue may come from anyone. What it names is therefore read from its own folder and below, from the project's,
//! and from the folders that the user of the program allows; a link counts as the file that it leads to.

use std::path::{Component, Path, PathBuf};

/// Settings for all issues of its folder and of the folders below; its folder is the project's.
pub const SETTINGS_FILE: &str = "hongtou.toml";

/// The nearest `hongtou.toml` in a folder or above it.
pub fn settings_file(folder: &Path) -> Option<PathBuf> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    folder.ancestors().map(|above| above.join(SETTINGS_FILE)).find(|path| path.is_file())
}

/// Folders that files may be read from, and all folders below them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadableFolders(Vec<PathBuf>);

impl ReadableFolders {
    /// The folders of what is named in a folder: this one, that of its project, and further ones.
    pub fn of(folder: &Path, further: &[PathBuf]) -> ReadableFolders {
        let project = settings_file(folder).and_then(|file| file.parent().map(Path::to_owned));
        let own = std::iter::once(folder.to_owned()).chain(project);
        ReadableFolders(own.chain(further.iter().cloned()).map(|folder| real(&folder)).collect())
    }

    /// The folders, from the root on and without links.
    pub fn folders(&self) -> &[PathBuf] {
        &self.0
    }

    /// Whether a file is in one of them, links followed; it need not exist.
    pub fn contain(&self, path: &Path) -> bool {
        let path = real(path);
        self.0.iter().any(|folder| path.starts_with(folder))
    }
}

/// The path from the root on, without links and `..`; of a path that does not exist, as far as it does.
fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, mut real)) = existing else { return path };
    for part in path.strip_prefix(above).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => {
                real.pop();
            }
            Component::Normal(name) => real.push(name),
            _ => {}
        }
    }
    real
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_where_its_links_lead_whether_it_exists_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(path("issues/own")).unwrap();
        std::fs::write(path("outside.toml"), "").unwrap();
        std::fs::write(path("issues/own/inside.toml"), "").unwrap();
        let readable = ReadableFolders::of(&path("issues"), &[]);
        for inside in ["own/inside.toml", "own/none.toml", "none/none.toml", "../issues/own/inside.toml"] {
            assert!(readable.contain(&path("issues").join(inside)), "{inside}");
        }
        for outside in ["../outside.toml", "../none.toml", "none/../../outside.toml", "own/../../none/a.toml"]
        {
            assert!(!readable.contain(&path("issues").join(outside)), "{outside}");
        }
        assert!(ReadableFolders::of(&path("issues"), &[path("")]).contain(&path("outside.toml")));
        std::fs::write(path("hongtou.toml"), "").unwrap();
        assert!(ReadableFolders::of(&path("issues"), &[]).contain(&path("outside.toml")));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_folder_is_outside() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::create_dir(path("issues")).unwrap();
        std::fs::write(path("outside.toml"), "").unwrap();
        std::os::unix::fs::symlink(path("outside.toml"), path("issues/link.toml")).unwrap();
        std::os::unix::fs::symlink(path(""), path("issues/up")).unwrap();
        let readable = ReadableFolders::of(&path("issues"), &[]);
        assert!(!readable.contain(&path("issues/link.toml")));
        assert!(!readable.contain(&path("issues/up/outside.toml")));
        assert!(!readable.contain(&path("issues/up/none.toml")));
        assert!(readable.contain(&path("issues/up/issues/a.toml")));
    }
}
