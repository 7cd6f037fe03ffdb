//! Renders what changed, side by side.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use rayon::ThreadPool;

use super::head::{Head, folder_of, hash_of};
use super::order::{Entry, Order, Watcher};
use super::outcome::{Finding, Outcome, Status};
use super::store::{self, Store};
use crate::{Workshop, pdf, typeset};
use hongtou_base::diagnostic::{Diagnostic, Problem, Source};
use hongtou_format::issue::Issue;

/// Renders the entries that have not failed yet; each has its outcome afterwards.
pub(super) fn render(
    entries: &mut [Entry],
    order: &Order,
    workshop: &Workshop,
    store: &Store,
    pool: &ThreadPool,
    watcher: &dyn Watcher,
) {
    let waiting: Vec<usize> = (0..entries.len()).filter(|&index| entries[index].outcome.is_none()).collect();
    watcher.planned(waiting.len());
    let failed = AtomicBool::new(entries.iter().any(Entry::failed));
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(waiting.len()));
    let shared: &[Entry] = entries;
    let work = || {
        let ended = || watcher.stopped() || (order.fail_fast && failed.load(Ordering::Relaxed));
        while !ended() {
            let Some(&index) = waiting.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
            let outcome = one(&shared[index], order, workshop, store, watcher);
            if outcome.status == Status::Failed {
                failed.store(true, Ordering::Relaxed);
            }
            done.lock().unwrap_or_else(PoisonError::into_inner).push((index, outcome));
        }
    };
    // Not a parallel iterator: a worker that waits for the parts of an issue would begin others meanwhile,
    // and so hold several in memory at once. Here it helps with issues that are under way, or waits.
    pool.broadcast(|_| work());
    for (index, outcome) in done.into_inner().unwrap_or_else(PoisonError::into_inner) {
        entries[index].outcome = Some(outcome);
    }
    for entry in entries.iter_mut().filter(|entry| entry.outcome.is_none()) {
        entry.outcome = Some(Outcome::new(&entry.found.path, &entry.output, Status::NotReached));
    }
}

/// Sees to one issue, and tells of it.
fn one(entry: &Entry, order: &Order, workshop: &Workshop, store: &Store, watcher: &dyn Watcher) -> Outcome {
    let path = &entry.found.path;
    let start = Instant::now();
    let Some(head) = &entry.head else { return Outcome::new(path, &entry.output, Status::NotReached) };
    let known = if order.force { None } else { store.current(&entry.output, head.inputs) };
    let (mut outcome, said) = match known {
        Some(record) => {
            let outcome = Outcome::new(path, &entry.output, Status::Unchanged);
            (Outcome { pages: record.pages, findings: record.warnings.clone(), ..outcome }, Vec::new())
        }
        None => match make(path, head, &entry.output, order, workshop, store) {
            Ok((pages, warnings)) => {
                let findings = Finding::all(&warnings, order.language);
                let outcome = Outcome::new(path, &entry.output, Status::Rendered);
                (Outcome { pages, findings, ..outcome }, warnings)
            }
            Err(problems) => {
                let outcome = Outcome::failed(path, &problems, order.language);
                (Outcome { output: entry.output.clone(), ..outcome }, problems)
            }
        },
    };
    outcome.milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    watcher.finished(&outcome, &said);
    outcome
}

/// Renders an issue into the store; gives the number of pages, and warnings.
fn make(
    path: &Path,
    head: &Head,
    output: &str,
    order: &Order,
    workshop: &Workshop,
    store: &Store,
) -> Result<(usize, Vec<Diagnostic>), Vec<Diagnostic>> {
    if !order.force {
        store.may_write(output)?;
    }
    let source = Source::read(path)?;
    if hash_of(&source) != head.text {
        // Its name was given and its number checked by what it said before.
        return Err(vec![Diagnostic::error(Problem::ChangedMeanwhile { path: path.to_owned() })]);
    }
    let job = workshop.job(Issue::parse(&source)?, folder_of(path))?;
    let (pages, warnings) = typeset(&job)?;
    let bytes = pdf::write(&pages, &job.fonts)?;
    let count = pages.pages.len();
    let record = store::record(output, head.inputs, &bytes, count, Finding::all(&warnings, order.language));
    store.put(record, &bytes)?;
    Ok((count, warnings))
}
