//! Where faces are looked for.

use std::env;
use std::path::{Component, Path, PathBuf};

use super::installed::InstalledPlaces;
use hongtou_format::project::ReadableFolders;

/// Where faces are looked for.
///
/// [`FontSearch::default`] looks nowhere; [`FontSearch::standard`] is what the program uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FontSearch {
    /// Folders with the bundled files, the first choice first.
    pub folders: Vec<PathBuf>,
    /// Those of the folders that the user named: faces are looked for in them by family as well.
    pub named: Vec<PathBuf>,
    /// Whether faces installed on the machine are left aside, so that every machine gives the same pages.
    pub bundled_only: bool,
    /// The folder that relative paths in a layout start from: the layout's own.
    pub base: Option<PathBuf>,
    /// Where the font files may be that a layout names by a path of its own; anywhere if `None`.
    pub readable: Option<ReadableFolders>,
    /// Where the machine's own faces are.
    pub installed: InstalledPlaces,
}

impl FontSearch {
    /// The search of the program, first choice first: the folders of `--font-dir` (`extra`), those of
    /// `$HONGTOU_FONTS`, beside the executable, `../share/hongtou/fonts`, and the checkout it was built in.
    ///
    /// Folders that the user named are kept even if they do not exist, so that a message can show them.
    pub fn standard(extra: &[PathBuf], bundled_only: bool) -> FontSearch {
        let mut folders = extra.to_vec();
        if let Some(list) = env::var_os("HONGTOU_FONTS") {
            folders.extend(env::split_paths(&list).filter(|folder| !folder.as_os_str().is_empty()));
        }
        let named = folders.clone();
        let executable = env::current_exe().ok();
        let mut own: Vec<PathBuf> = executable.as_deref().map(folders_of_executable).unwrap_or_default();
        own.push(
            Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the workspace").join("fonts"),
        );
        for folder in own {
            if folder.is_dir() && !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        let installed = InstalledPlaces::standard();
        FontSearch { folders, named, bundled_only, base: None, readable: None, installed }
    }

    /// The same search for a layout in a folder, which its relative paths start from.
    pub fn with_base(self, folder: impl Into<PathBuf>) -> FontSearch {
        FontSearch { base: Some(folder.into()), ..self }
    }

    /// The same search for a layout whose files may be in these folders, or in those with fonts.
    pub fn within(self, readable: ReadableFolders) -> FontSearch {
        FontSearch { readable: Some(readable), ..self }
    }

    /// Whether a layout may name this file: it is where the layout's files may be, or among the fonts.
    pub(super) fn may_read(&self, path: &Path) -> bool {
        let Some(readable) = &self.readable else { return true };
        // What is in a folder with fonts, a link too, is there because whoever keeps that folder wants it.
        let is_below = |folder: &PathBuf| {
            path.strip_prefix(folder)
                .is_ok_and(|rest| rest.components().all(|part| matches!(part, Component::Normal(_))))
        };
        self.folders.iter().chain(&self.installed.folders).any(is_below) || readable.contain(path)
    }

    /// Where a file of a layout may be, first choice first; the paths need not exist.
    ///
    /// A bare name is meant for the font folders, a path with folders in it for the layout's own folder.
    pub(super) fn candidates(&self, file: &Path) -> Vec<PathBuf> {
        if file.is_absolute() {
            return vec![file.to_owned()];
        }
        let in_base = self.base.iter();
        let in_folders = self.folders.iter();
        let bare = file.components().all(|part| matches!(part, Component::Normal(_)))
            && file.components().count() == 1;
        let folders: Vec<&PathBuf> =
            if bare { in_folders.chain(in_base).collect() } else { in_base.chain(in_folders).collect() };
        folders.into_iter().map(|folder| folder.join(file)).collect()
    }
}

/// The folders that belong to an executable, whether unpacked, installed, or just built.
fn folders_of_executable(executable: &Path) -> Vec<PathBuf> {
    let Some(home) = executable.parent() else { return Vec::new() };
    let mut folders = vec![home.join("fonts"), home.to_owned()];
    if let Some(prefix) = home.parent() {
        folders.push(prefix.join("share/hongtou/fonts"));
    }
    // target/debug/hongtou, and target/debug/deps/… for tests: the checkout may have been moved since.
    let built = |folder: &&Path| folder.ends_with("target/debug") || folder.ends_with("target/release");
    if let Some(checkout) = executable.ancestors().find(built).and_then(|folder| folder.ancestors().nth(2)) {
        folders.push(checkout.join("fonts"));
    }
    folders
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(list: &[&str]) -> Vec<PathBuf> {
        list.iter().map(PathBuf::from).collect()
    }

    #[test]
    fn a_bare_name_is_looked_for_in_the_font_folders_and_then_beside_the_layout() {
        let search =
            FontSearch { folders: paths(&["/a", "/b"]), ..FontSearch::default() }.with_base("/layout");
        assert_eq!(
            search.candidates(Path::new("Song.ttf")),
            paths(&["/a/Song.ttf", "/b/Song.ttf", "/layout/Song.ttf"])
        );
        assert_eq!(
            search.candidates(Path::new("own/Song.ttf")),
            paths(&["/layout/own/Song.ttf", "/a/own/Song.ttf", "/b/own/Song.ttf"])
        );
        assert_eq!(search.candidates(Path::new("/x/Song.ttf")), paths(&["/x/Song.ttf"]));
    }

    #[test]
    fn an_executable_brings_its_folders() {
        assert_eq!(
            folders_of_executable(Path::new("/usr/bin/hongtou")),
            paths(&["/usr/bin/fonts", "/usr/bin", "/usr/share/hongtou/fonts"])
        );
        assert_eq!(
            folders_of_executable(Path::new("/src/hongtou/target/debug/deps/fonts-1")).last(),
            Some(&PathBuf::from("/src/hongtou/fonts"))
        );
    }

    #[test]
    fn what_the_user_names_comes_first() {
        let search = FontSearch::standard(&paths(&["/named/by/user"]), true);
        assert_eq!(search.folders.first(), Some(&PathBuf::from("/named/by/user")));
        assert_eq!(search.named.first(), Some(&PathBuf::from("/named/by/user")));
        assert!(search.bundled_only);
    }
}
