//! Files that change → the studio's count of changes.
//!
//! Folders are watched, not files: an editor that saves by renaming puts another file in the place of the first.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::studio::Studio;
use hongtou_base::stamp::{Stamp, stamp};

/// A save is over when nothing has happened for so long; most editors do several things for one.
const QUIET: Duration = Duration::from_millis(8);
/// But nobody waits longer than this for the first of many saves.
const LONGEST: Duration = Duration::from_millis(60);
/// The issue's file is looked at so often without being told: where the system tells nothing (network drives), or
/// the folder itself was exchanged.
const GLANCE: Duration = Duration::from_secs(1);

/// Endings of files that pages depend on beside the issue.
const ENDINGS: [&str; 6] = ["toml", "ttf", "otf", "ttc", "otc", "icc"];

/// Watches an issue and what it is set with, until the studio is gone.
pub fn watch(studio: &Arc<Studio>) -> notify::Result<()> {
    let (sender, events) = mpsc::channel();
    let watcher = notify::recommended_watcher(sender)?;
    let mut post = Post {
        watcher,
        watched: BTreeSet::new(),
        stamp: stamp(studio.issue()),
        name: studio.issue().file_name().map(PathBuf::from).unwrap_or_default(),
    };
    post.watch_folders(studio);
    let studio = Arc::downgrade(studio);
    std::thread::Builder::new().name("watch".to_owned()).spawn(move || post.stand(&events, &studio))?;
    Ok(())
}

/// What has changed since it was last asked.
#[derive(Default)]
struct Changes {
    issue: bool,
    settings: bool,
}

struct Post {
    watcher: RecommendedWatcher,
    watched: BTreeSet<PathBuf>,
    /// Of the issue's file.
    stamp: Option<Stamp>,
    name: PathBuf,
}

impl Post {
    fn stand(&mut self, events: &Receiver<notify::Result<Event>>, studio: &Weak<Studio>) {
        loop {
            let mut changes = Changes::default();
            match events.recv_timeout(GLANCE) {
                Ok(event) => self.gather(event, events, &mut changes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let Some(studio) = studio.upgrade() else { return };
            let stamp = stamp(studio.issue());
            if stamp != self.stamp {
                self.stamp = stamp;
                changes.issue = true;
            }
            if changes.issue || changes.settings {
                studio.changed(changes.settings);
            }
            if self.watch_folders(&studio) {
                // What changed there between being read and being watched, nobody told us.
                studio.changed(true);
            }
        }
    }

    /// Takes an event and those that follow at once.
    fn gather(
        &self,
        first: notify::Result<Event>,
        events: &Receiver<notify::Result<Event>>,
        changes: &mut Changes,
    ) {
        let end = Instant::now() + LONGEST;
        self.take(&first, changes);
        while let Some(left) = end.checked_duration_since(Instant::now()) {
            let Ok(event) = events.recv_timeout(QUIET.min(left)) else { return };
            self.take(&event, changes);
        }
    }

    fn take(&self, event: &notify::Result<Event>, changes: &mut Changes) {
        let Ok(event) = event else {
            // Events were lost: anything may have changed.
            *changes = Changes { issue: true, settings: true };
            return;
        };
        // Reading is no change; ours would tell us of themselves for ever.
        let written = AccessKind::Close(AccessMode::Write);
        if matches!(event.kind, EventKind::Access(kind) if kind != written) {
            return;
        }
        if event.need_rescan() {
            *changes = Changes { issue: true, settings: true };
        }
        for path in &event.paths {
            let name = path.file_name().unwrap_or_default();
            if Path::new(name) == self.name {
                changes.issue = true;
            } else if may_be_setting(path) {
                changes.settings = true;
            }
        }
    }

    /// Watches the folders that the last edition was made from, too; one that is gone is tried again.
    /// Gives whether there is one more.
    fn watch_folders(&mut self, studio: &Studio) -> bool {
        let mut more = false;
        let mut wanted = studio.folders();
        wanted.insert(studio.folder().to_owned());
        for folder in wanted {
            if !folder.is_dir() {
                self.watched.remove(&folder);
            } else if !self.watched.contains(&folder)
                && self.watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok()
            {
                more |= self.watched.insert(folder);
            }
        }
        more
    }
}

/// Whether a file may be a layout, a font or a profile; an editor's lock (`.#issue.toml`) is none.
fn may_be_setting(path: &Path) -> bool {
    let is_lock = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".#"));
    let ends = |ending: &str| path.extension().is_some_and(|own| own.eq_ignore_ascii_case(ending));
    !is_lock && ENDINGS.iter().any(|ending| ends(ending))
}
