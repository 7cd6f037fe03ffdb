//! Layouts and fonts, read once for however many issues.
//!
//! In come issues, out go [`Job`]s: an issue with its layout and its fonts, which all jobs share.
//! What a workshop holds never changes a page: it is what reading the files anew would give.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use xxhash_rust::xxh3::Xxh3;

use hongtou_base::diagnostic::{Diagnostic, Place};
use hongtou_engine::fonts::{FontBook, Shelf};
use hongtou_engine::options::{Options, USUAL_LAYOUT, font_search};
use hongtou_format::issue::Issue;
use hongtou_format::layouts::{self, Layout};

/// An issue with what it is set in.
#[derive(Debug)]
pub struct Job {
    /// What is to be set.
    pub issue: Issue,
    /// How it is to be set.
    pub layout: Arc<Layout>,
    /// What it is to be set with.
    pub fonts: Arc<FontBook>,
    /// What was wrong and could be got round: font files that are damaged while another face fills the role.
    pub warnings: Vec<Diagnostic>,
    /// As [`Options::fill`].
    pub fill: Option<u32>,
}

/// A layout with its fonts.
#[derive(Debug)]
pub struct Setting {
    /// How issues are set.
    pub layout: Arc<Layout>,
    /// What they are set with.
    pub fonts: Arc<FontBook>,
    /// Font files that are damaged while another face fills the role.
    pub warnings: Vec<Diagnostic>,
    fingerprint: OnceLock<u128>,
}

type Opened = Result<Arc<Setting>, Vec<Diagnostic>>;

/// Layouts and fonts for a run of the program.
#[derive(Debug, Default)]
pub struct Workshop {
    options: Options,
    shelf: Arc<Shelf>,
    settings: Mutex<BTreeMap<LayoutName, Opened>>,
}

/// What a layout is called, and from where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LayoutName {
    name: String,
    /// The folder that the name is relative to; empty for a name of a bundled layout.
    folder: PathBuf,
    /// Whether the user of the program names it, and not an issue.
    is_typed: bool,
}

impl Workshop {
    /// An empty workshop; layouts and fonts are read when an issue first needs them.
    pub fn new(options: Options) -> Workshop {
        Workshop { options, ..Workshop::default() }
    }

    /// The same, with faces from a shelf that others share.
    pub fn with_shelf(options: Options, shelf: Arc<Shelf>) -> Workshop {
        Workshop { options, shelf, ..Workshop::default() }
    }

    /// Reads an issue, and finds its layout and its fonts.
    ///
    /// # Errors
    /// Everything that is wrong with the files.
    pub fn open(&self, path: &Path) -> Result<Job, Vec<Diagnostic>> {
        let issue = Issue::read(path)?;
        self.job(issue, path.parent().unwrap_or(Path::new("")))
    }

    /// An issue of a folder, with its layout and its fonts.
    ///
    /// # Errors
    /// Everything that is wrong with the layout and the fonts.
    pub fn job(&self, issue: Issue, folder: &Path) -> Result<Job, Vec<Diagnostic>> {
        let setting = self.setting(&issue, folder)?;
        let (layout, fonts) = (Arc::clone(&setting.layout), Arc::clone(&setting.fonts));
        Ok(Job { issue, layout, fonts, warnings: setting.warnings.clone(), fill: self.options.fill })
    }

    /// The layout and the fonts of an issue of a folder.
    ///
    /// # Errors
    /// Everything that is wrong with the layout and the fonts.
    pub fn setting(&self, issue: &Issue, folder: &Path) -> Opened {
        let name = LayoutName::of(&self.options, folder, Some(issue));
        // Whoever waits here waits for a layout that is being read, and mostly needs the same one.
        let mut settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = settings.entry(name).or_insert_with_key(|name| self.open_setting(name)).clone();
        opened.map_err(|problems| at_name(problems, &self.options, Some(issue)))
    }

    /// The layouts that were opened so far, with their fonts.
    pub fn settings(&self) -> Vec<Arc<Setting>> {
        let settings = self.settings.lock().unwrap_or_else(PoisonError::into_inner);
        settings.values().filter_map(|opened| opened.as_ref().ok().cloned()).collect()
    }

    fn open_setting(&self, name: &LayoutName) -> Opened {
        let layout = name.load(&self.options.allow_dirs)?;
        let search = font_search(&self.options, &layout);
        let (fonts, warnings) = FontBook::open_from(&self.shelf, &layout.roles, &search)?;
        let (layout, fonts) = (Arc::new(layout), Arc::new(fonts));
        Ok(Arc::new(Setting { layout, fonts, warnings, fingerprint: OnceLock::new() }))
    }
}

impl Setting {
    /// A hash of all that an issue's pages depend on beside the issue: the layout's files and the fonts.
    pub fn fingerprint(&self) -> u128 {
        *self.fingerprint.get_or_init(|| {
            let mut hash = Xxh3::new();
            for source in &self.layout.sources {
                hash.update(&(source.text.len() as u64).to_le_bytes());
                hash.update(source.text.as_bytes());
            }
            hash.update(&self.fonts.fingerprint().to_le_bytes());
            hash.digest128()
        })
    }
}

impl LayoutName {
    /// The layout that the user chose, or that the issue of the folder names, or the usual one.
    pub fn of(options: &Options, folder: &Path, issue: Option<&Issue>) -> LayoutName {
        let named = issue.and_then(|issue| issue.layout.as_ref()).map(|named| named.value.as_str());
        let (name, folder) = match (&options.layout, named) {
            (Some(chosen), _) => (chosen.as_str(), Path::new("")),
            (None, Some(named)) => (named, folder),
            (None, None) => (USUAL_LAYOUT, Path::new("")),
        };
        // A bundled layout is the same from everywhere.
        let bundled = layouts::BUNDLED.iter().any(|(bundled, _)| *bundled == name);
        let folder = if bundled { PathBuf::new() } else { folder.to_owned() };
        LayoutName { name: name.to_owned(), folder, is_typed: options.layout.is_some() }
    }

    /// Reads the layout; `further` are folders that files may be read from beside its own.
    pub fn load(&self, further: &[PathBuf]) -> Result<Layout, Vec<Diagnostic>> {
        match self.is_typed {
            true => layouts::load_named(&self.name, further),
            false => layouts::load(&self.name, &self.folder, further),
        }
    }
}

/// The problems of a layout: one that cannot be found is wrong where the issue names it.
pub(crate) fn at_name(
    mut problems: Vec<Diagnostic>,
    options: &Options,
    issue: Option<&Issue>,
) -> Vec<Diagnostic> {
    let named =
        issue.filter(|_| options.layout.is_none()).and_then(|issue| Some((issue, issue.layout.as_ref()?)));
    let Some((issue, named)) = named else { return problems };
    for problem in problems.iter_mut().filter(|problem| problem.place.is_none()) {
        problem.place = Some(Place { source: Arc::clone(&issue.source), span: named.span.clone() });
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use hongtou_base::diagnostic::Source;

    fn issue(layout: &str) -> Issue {
        let text = format!(
            "layout = \"{layout}\"\n[masthead]\ntitle = \"动态\"\nnumber = 1\nissuer = \"办\"\ndate = 2021-03-29\n\
             [[article]]\ntitle = \"题\"\nbody = \"文。\"\n"
        );
        Issue::parse(&Source::new("issue.toml", text)).unwrap()
    }

    fn workshop() -> Workshop {
        Workshop::new(Options { bundled_fonts: true, ..Options::default() })
    }

    #[test]
    fn a_layout_is_read_once_and_faces_are_shared_between_layouts() {
        let workshop = workshop();
        let open = |layout, folder: &str| workshop.setting(&issue(layout), Path::new(folder)).unwrap();
        let one = open("bulletin", "a");
        assert!(Arc::ptr_eq(&one, &open("bulletin", "b")));
        let grid = open("bulletin-grid", "a");
        assert!(!Arc::ptr_eq(&one, &grid));
        let (joined, _) = FontBook::joined(&[Arc::clone(&one.fonts), Arc::clone(&grid.fonts)]);
        assert_eq!(joined.faces().count(), one.fonts.faces().count());
        assert_ne!(one.fingerprint(), grid.fingerprint());
        assert_eq!(
            one.fingerprint(),
            self::workshop().setting(&issue("bulletin"), Path::new("")).unwrap().fingerprint()
        );
    }

    #[test]
    fn layouts_of_one_name_in_two_folders_are_two() {
        let folder = tempfile::tempdir().unwrap();
        for (name, size) in [("a", "54pt"), ("b", "50pt")] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            let text = format!("extends = \"bulletin\"\n[styles.name]\nsize = \"{size}\"\n");
            std::fs::write(folder.path().join(name).join("own.toml"), text).unwrap();
        }
        let workshop = workshop();
        let open = |name: &str| workshop.setting(&issue("own.toml"), &folder.path().join(name)).unwrap();
        assert_ne!(open("a").fingerprint(), open("b").fingerprint());
    }

    #[test]
    fn a_layout_that_is_not_there_is_wrong_in_each_issue_that_names_it() {
        let workshop = workshop();
        for _ in 0..2 {
            let problems = workshop.setting(&issue("no-such"), Path::new("")).unwrap_err();
            assert_eq!(
                (problems[0].problem.code(), problems[0].place.as_ref().unwrap().span.start),
                ("unknown-layout", 9)
            );
        }
    }
}
