//! Many issues in one go, with one set of layouts and fonts.
//!
//! 1. `find`: files, folders and patterns become a list of issue files.
//! 2. `head`: each issue is read, and what the batch must know of all issues at once is kept of it.
//! 3. `name`: each issue gets the name of its PDF; two issues with one name end the batch before it writes.
//! 4. `series`: numbers, totals and dates are held against those of the issues before.
//! 5. `render`: what changed is rendered, side by side, and put into the `store`.
//! 6. [`Report`]: what came of each issue.
//!
//! Of an issue no more than its head is kept, so memory does not grow with the texts.
//! The bytes of a PDF depend on its issue, layout and fonts alone: not on the number of jobs, nor on their order.

mod find;
mod head;
mod name;
mod neighbours;
mod order;
mod outcome;
mod program;
mod render;
mod report;
mod series;
mod shard;
mod store;
mod volume;

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::time::Instant;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::Workshop;
use crate::files::Replaces;
use hongtou_base::diagnostic::{Diagnostic, Problem, Source};

use find::Found;

pub use name::{NAME_FIELDS, NamePattern};
pub use neighbours::Neighbours;
use order::Entry;
pub use order::{Order, Watcher};
pub use outcome::{Finding, Outcome, Status};
pub use report::Report;
pub use shard::Shard;
use store::Store;
pub use volume::{IndexBy, bind};

/// The most threads: more wait for each other on any machine.
const MOST_THREADS: usize = 512;

/// Renders a batch.
///
/// What is wrong with single issues stops no other; it is told to the watcher and stands in the report.
///
/// # Errors
/// What is wrong with the batch as a whole: nothing found, two issues with one output, no output folder.
/// Nothing has been written then.
pub fn run(order: &Order, workshop: &Workshop, watcher: &dyn Watcher) -> Result<Report, Vec<Diagnostic>> {
    let start = Instant::now();
    let (found, lost) = find::find(&order.paths);
    if found.is_empty() && lost.is_empty() {
        return Err(vec![Diagnostic::error(Problem::NoIssues { paths: order.paths.clone() })]);
    }
    let pool = pool(threads(order.jobs, found.len()))?;
    let mut entries = pool.install(|| read(found, order, workshop, watcher));
    name_outputs(&mut entries, order)?;
    keep_apart(&entries, order, workshop)?;
    // Every shard reads all heads, and the first one speaks for all.
    let first = order.shard.is_none_or(|shard| shard.index == 1);
    let mut across = lost;
    if first {
        across.extend(series::check(&entries));
    } else {
        across.clear();
    }
    watcher.said(&across);
    if let Some(shard) = order.shard {
        entries.retain(|entry| shard.has(&entry.shard_key()));
    }
    let store = Store::open(&order.folder, order.shard)?;
    render::render(&mut entries, order, workshop, &store, &pool, watcher);
    let across = across.iter().map(|diagnostic| Finding::of(diagnostic, order.language)).collect();
    Ok(Report::new(entries, across, order.shard, start.elapsed()))
}

/// A file that may be an issue.
#[derive(Debug, Clone)]
pub struct IssueFile {
    /// Where it is.
    pub path: PathBuf,
    /// Whether the user named it, not a folder that it is in.
    pub named: bool,
}

impl IssueFile {
    /// Whether it lies in a folder of issues without being one: a layout.
    pub fn is_none(&self) -> bool {
        !self.named && Source::read(&self.path).is_ok_and(|source| head::is_layout(&source))
    }
}

/// The files that paths, folders and patterns stand for, each once; and what could not be looked into.
pub fn issue_files(paths: &[PathBuf]) -> (Vec<IssueFile>, Vec<Diagnostic>) {
    let (found, problems) = find::find(paths);
    (found.into_iter().map(|found| IssueFile { path: found.path, named: found.named }).collect(), problems)
}

/// The number of threads for a number of issues: where there are fewer issues than cores, the cores without one help
/// with the parts of the others.
fn threads(jobs: usize, issues: usize) -> usize {
    let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    jobs.min(issues.max(cores)).min(MOST_THREADS)
}

fn pool(jobs: usize) -> Result<ThreadPool, Vec<Diagnostic>> {
    ThreadPoolBuilder::new()
        .num_threads(jobs.max(1))
        .build()
        .map_err(|error| vec![Diagnostic::error(Problem::NoThreads { reason: error.to_string() })])
}

/// Reads the heads of all issues; those that cannot be read are finished with it.
fn read(found: Vec<Found>, order: &Order, workshop: &Workshop, watcher: &dyn Watcher) -> Vec<Entry> {
    let one = |found: Found| -> Option<Entry> {
        let (head, outcome) = match head::read(&found, workshop) {
            Ok(Some(head)) => (Some(head), None),
            // A file that is no issue.
            Ok(None) => return None,
            Err(problems) => {
                let outcome = Outcome::failed(&found.path, &problems, order.language);
                // Each shard reads all issues; each failure is told by one.
                if order.shard.is_none_or(|shard| shard.has(&found.relative())) {
                    watcher.finished(&outcome, &problems);
                }
                (None, Some(outcome))
            }
        };
        Some(Entry { found, head, output: String::new(), outcome })
    };
    found.into_par_iter().filter_map(one).collect()
}

/// Gives every issue the name of its PDF.
fn name_outputs(entries: &mut [Entry], order: &Order) -> Result<(), Vec<Diagnostic>> {
    for entry in entries.iter_mut() {
        if let Some(head) = &entry.head {
            entry.output = order.name.output(head, &entry.found);
        }
    }
    let named = entries.iter().filter(|entry| entry.head.is_some());
    let doubles = name::doubles(named.map(|entry| (entry.output.as_str(), &entry.found.path)));
    if doubles.is_empty() { Ok(()) } else { Err(doubles) }
}

/// Sees that no PDF, report or volume is a file that the batch reads, nor another one that it writes.
fn keep_apart(entries: &[Entry], order: &Order, workshop: &Workshop) -> Result<(), Vec<Diagnostic>> {
    let mut plan = order.files.clone();
    plan.makes_folder(&order.folder);
    for entry in entries {
        plan.reads(&entry.found.path);
        if entry.head.is_some() {
            // Whether it may take the place of a file is asked when its turn comes: see `render`.
            plan.writes(&order.folder.join(&entry.output), Replaces::Anything);
        }
    }
    workshop.settings().iter().for_each(|used| plan.reads_layout(&used.layout, &used.fonts));
    plan.check()
}
