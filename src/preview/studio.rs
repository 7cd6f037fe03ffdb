//! Choices → editions: an issue is set when somebody looks and something has changed since.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tempfile::TempDir;
use tokio::sync::watch;

use super::choice::{Base, Choice};
use super::edition::{Edition, Look};
use super::fault::cannot_write;
use crate::pipeline::typeset;
use crate::press::measures::Measures;
use crate::workshop::Workshop;
use hongtou_base::diagnostic::Diagnostic;
use hongtou_engine::fonts::Shelf;
use hongtou_engine::options::Options;
use hongtou_format::issue::Issue;

/// So many choices are kept; more than two at once nobody looks at, and trying values makes many.
const ROOMS: usize = 6;

/// Where issues are set.
#[derive(Debug)]
pub struct Studio {
    issue: PathBuf,
    /// The issue's folder, from the root on.
    folder: PathBuf,
    options: Options,
    /// For layouts that are tried; goes with the studio.
    scratch: TempDir,
    /// How many changes there were.
    revision: watch::Sender<u64>,
    /// The same of layouts and fonts alone.
    settings: AtomicU64,
    rooms: Mutex<Vec<Arc<Room>>>,
    /// The last good pages of the choices that were looked at first, not beside another.
    latest: Mutex<Option<Arc<Edition>>>,
    /// The faces of all rooms; copies, for a font may be written over while it is looked at.
    shelf: Arc<Shelf>,
    /// The folders where layouts and fonts were found.
    folders: Mutex<BTreeSet<PathBuf>>,
}

/// One choice, and what came of it.
#[derive(Debug)]
struct Room {
    choice: Choice,
    desk: Mutex<Desk>,
}

#[derive(Debug, Default)]
struct Desk {
    prepared: Option<Prepared>,
    look: Option<Look>,
}

/// Layouts and fonts as they were read.
#[derive(Debug)]
struct Prepared {
    /// The count of changes to layouts and fonts at which they were.
    settings: u64,
    /// The layout that the choice starts from.
    base: String,
    workshop: Workshop,
}

impl Studio {
    pub fn new(issue: PathBuf, options: Options) -> Result<Studio, Vec<Diagnostic>> {
        let scratch = tempfile::tempdir().map_err(|error| cannot_write(&std::env::temp_dir(), &error))?;
        let from_root = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let folder = from_root(&issue).parent().map(Path::to_owned).unwrap_or_default();
        let folders =
            options.font_dirs.iter().filter(|folder| folder.is_dir()).map(|folder| from_root(folder));
        Ok(Studio {
            folders: Mutex::new(folders.collect()),
            issue,
            folder,
            options,
            scratch,
            revision: watch::Sender::new(1),
            settings: AtomicU64::new(0),
            rooms: Mutex::default(),
            latest: Mutex::default(),
            shelf: Arc::new(Shelf::lasting()),
        })
    }

    /// The issue's file.
    pub fn issue(&self) -> &Path {
        &self.issue
    }

    /// The folder of the issue, from the root on.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folders beside the issue's in which a change may change pages.
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        lock(&self.folders).clone()
    }

    /// The count of changes, and whoever wants to know when it moves.
    pub fn revisions(&self) -> watch::Receiver<u64> {
        self.revision.subscribe()
    }

    /// Says that a file has changed; `settings` if it may be a layout or a font.
    pub fn changed(&self, settings: bool) {
        if settings {
            self.settings.fetch_add(1, Ordering::SeqCst);
        }
        self.revision.send_modify(|revision| *revision += 1);
    }

    /// What a choice gives now.
    ///
    /// Whoever asks for the same at the same time waits for the one who was first.
    pub fn look(&self, choice: &Choice) -> Look {
        let room = self.room(choice);
        let mut desk = lock(&room.desk);
        // Taken before anything is read, so that a change under way is looked at once more.
        let revision = *self.revision.borrow();
        if let Some(look) = desk.look.as_ref().filter(|look| look.revision == revision) {
            return look.clone();
        }
        let last = desk.look.take().filter(|look| !look.stand_in).and_then(|look| look.edition);
        let mut look = match self.set(choice, &mut desk) {
            Ok(edition) => {
                let (problems, edition) = (edition.warnings.clone(), Arc::new(edition));
                Look { revision, edition: Some(edition), current: true, stand_in: false, problems }
            }
            Err(problems) => {
                // What was wrong is read anew, and its folders are watched, although nothing came of them.
                desk.prepared = None;
                problems.iter().for_each(|problem| self.note_problem(problem));
                let stand_in = last.is_none();
                let edition = last.or_else(|| lock(&self.latest).clone());
                Look { revision, edition, current: false, stand_in, problems }
            }
        };
        look.problems.iter_mut().for_each(|problem| self.forget_place(problem));
        desk.look = Some(look.clone());
        look
    }

    /// Keeps what was looked at, to be shown in place of a choice that cannot be set.
    pub fn keep(&self, look: &Look) {
        if let Some(edition) = look.edition.as_ref().filter(|_| !look.stand_in) {
            *lock(&self.latest) = Some(Arc::clone(edition));
        }
    }

    /// A layout file with the values of a choice.
    pub fn layout_text(&self, choice: &Choice) -> Result<String, Vec<Diagnostic>> {
        let issue = Issue::read(&self.issue)?;
        let named = issue.layout.as_ref().map(|layout| layout.value.as_str());
        let base = Base::new(&self.options, named, self.folder());
        let name = choice.base_name(&base);
        // What cannot be set is not written.
        let tried = choice.options(&self.options, &name, self.scratch.path())?;
        let layout = hongtou_format::layouts::load_named(&name, &tried.allow_dirs)?;
        hongtou_format::layouts::load_named(tried.layout.as_deref().unwrap_or(&name), &tried.allow_dirs)
            .map_err(|mut problems| {
                problems.iter_mut().for_each(|problem| self.forget_place(problem));
                problems
            })?;
        // Beside the issue, a layout of that folder is known by its file's name.
        let short = Path::new(&name).strip_prefix(self.folder()).ok().and_then(Path::to_str);
        Ok(choice.to_layout(short.unwrap_or(&name), &layout))
    }

    fn set(&self, choice: &Choice, desk: &mut Desk) -> Result<Edition, Vec<Diagnostic>> {
        let settings = self.settings.load(Ordering::SeqCst);
        let issue = Issue::read(&self.issue)?;
        let named = issue.layout.as_ref().map(|layout| layout.value.clone());
        if let Some(named) = &named {
            self.note_folder(&self.folder().join(named));
        }
        let base = choice.base_name(&Base::new(&self.options, named.as_deref(), self.folder()));
        let prepared = match desk.prepared.take() {
            Some(prepared) if prepared.settings == settings && prepared.base == base => prepared,
            _ => {
                let options = choice.options(&self.options, &base, self.scratch.path())?;
                let workshop = Workshop::with_shelf(options, Arc::clone(&self.shelf));
                Prepared { settings, base, workshop }
            }
        };
        let Prepared { workshop, .. } = desk.prepared.insert(prepared);
        let job = workshop.job(issue, self.issue.parent().unwrap_or(Path::new("")))?;
        self.note_folders(&job);
        let (pages, more) = typeset(&job)?;
        let warnings = job.warnings.iter().cloned().chain(more).collect();
        let edition = Edition::new(job, pages, warnings, choice.changes_values());
        match choice.scheme() {
            Some(scheme) => Ok(edition.imposed(scheme, Measures::bundled()?)),
            None => Ok(edition),
        }
    }

    /// The folders of files that something is wrong with.
    fn note_problem(&self, problem: &Diagnostic) {
        let place = problem.place.as_ref().map(|place| Path::new(&place.source.name));
        place.into_iter().chain(problem.problem.path()).for_each(|file| self.note_folder(file));
    }

    /// A value that was tried, and a bundled layout, stand in no file that the user could open.
    fn forget_place(&self, problem: &mut Diagnostic) {
        problem.place.take_if(|place| {
            let path = Path::new(&place.source.name);
            !path.is_file() || path.starts_with(self.scratch.path())
        });
    }

    fn note_folders(&self, job: &crate::workshop::Job) {
        for source in &job.layout.sources {
            self.note_folder(Path::new(&source.name));
        }
        for (_, face) in job.fonts.faces() {
            self.note_folder(face.path());
        }
    }

    /// Bundled layouts have no folder; their names are no paths.
    fn note_folder(&self, file: &Path) {
        let Some(folder) = file.parent().filter(|folder| folder.is_dir()) else { return };
        if !folder.starts_with(self.scratch.path()) {
            lock(&self.folders).insert(folder.to_owned());
        }
    }

    fn room(&self, choice: &Choice) -> Arc<Room> {
        let mut rooms = lock(&self.rooms);
        let room = match rooms.iter().position(|room| room.choice == *choice) {
            Some(index) => rooms.remove(index),
            None => Arc::new(Room { choice: choice.clone(), desk: Mutex::default() }),
        };
        // The latest stands last; the first goes.
        if rooms.len() >= ROOMS {
            rooms.remove(0);
        }
        rooms.push(Arc::clone(&room));
        room
    }
}

/// A desk on which setting failed is a desk all the same.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
