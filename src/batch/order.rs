//! What a batch is asked to do, and what becomes of each issue.

use std::path::PathBuf;

use super::find::Found;
use super::head::Head;
use super::name::NamePattern;
use super::outcome::{Outcome, Status};
use super::shard::Shard;
use crate::files::FilePlan;
use hongtou_base::diagnostic::{Diagnostic, Language};

/// What is to be done.
#[derive(Debug, Clone)]
pub struct Order {
    /// Issue files, folders, and patterns.
    pub paths: Vec<PathBuf>,
    /// The folder that the PDFs go into; it is made if it is not there.
    pub folder: PathBuf,
    /// How the PDFs are named.
    pub name: NamePattern,
    /// How many issues are worked on at once.
    pub jobs: usize,
    /// Whether PDFs that are as they should be are made again.
    pub force: bool,
    /// Whether the first failure ends the batch.
    pub fail_fast: bool,
    /// The part of the work that is done here.
    pub shard: Option<Shard>,
    /// The language of the report.
    pub language: Language,
    /// The other files that the run writes.
    pub files: FilePlan,
}

/// Who looks on, and may stop the batch.
pub trait Watcher: Sync {
    /// So many issues are to be rendered, or found to be as they should be.
    fn planned(&self, issues: usize);
    /// One more is done; with what there is to say of it.
    fn finished(&self, outcome: &Outcome, said: &[Diagnostic]);
    /// Something is to be said that is about no single issue.
    fn said(&self, diagnostics: &[Diagnostic]);
    /// Whether to begin nothing new.
    fn stopped(&self) -> bool;
}

/// An issue of the batch.
pub(super) struct Entry {
    pub found: Found,
    /// Nothing where the issue could not be read.
    pub head: Option<Head>,
    /// The PDF, relative to the output folder.
    pub output: String,
    /// What came of it; nothing as long as it has not been reached.
    pub outcome: Option<Outcome>,
}

impl Entry {
    /// What decides which shard an issue belongs to: the same on every machine, wherever the archive is mounted.
    pub fn shard_key(&self) -> String {
        if self.head.is_some() { self.output.clone() } else { self.found.relative() }
    }

    pub fn failed(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| outcome.status == Status::Failed)
    }
}
