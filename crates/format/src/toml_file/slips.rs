//! The likeliest slips of people who write TOML by hand, and the file as they meant it.
//!
//! The parser reports where it could not continue, which is seldom where the slip is and often many times over.
//! So a file with problems is looked through line by line: each slip that is recognised is one problem at its own
//! place, and the text as it was meant is read instead, so that everything else that is wrong is found in the same run.

mod header;
mod line;
mod quotes;
mod scan;
mod slip;

use std::sync::Arc;

use serde_json::Value as Schema;

pub(super) use line::written_date;

use self::slip::{Edit, Slip, apply};
use super::check::sort_by_place;
use hongtou_base::diagnostic::{Diagnostic, Place, Problem, Source};

/// Reads a file; where slips keep it from being read, their problems and those of the text as it was meant.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn read_as_meant<T>(
    source: &Arc<Source>,
    schema: &Schema,
    read: impl Fn(&Arc<Source>) -> Result<T, Vec<Diagnostic>>,
) -> Result<T, Vec<Diagnostic>> {
    let problems = match read(source) {
        Ok(value) => return Ok(value),
        Err(problems) => problems,
    };
    let slips: Vec<Slip> = scan::slips(&source.text, &header::lists_of(schema))
        .into_iter()
        .filter(|slip| problems.iter().any(|problem| explains(slip, problem)))
        .collect();
    if slips.is_empty() {
        return Err(problems);
    }
    let meant = Meant::new(source, &slips);
    let mut others = read(&meant.source).err().unwrap_or_default();
    // A text that is read no better was not meant.
    if broken(&others) >= broken(&problems).max(1) {
        return Err(problems);
    }
    others.iter_mut().filter_map(|problem| problem.place.as_mut()).for_each(|place| meant.restore(place));
    others.extend(slips.into_iter().map(|slip| Diagnostic::error_at(slip.problem, source, slip.span)));
    sort_by_place(&mut others);
    Err(others)
}

/// Whether a problem may result from a slip.
fn explains(slip: &Slip, problem: &Diagnostic) -> bool {
    problem.place.as_ref().is_some_and(|place| {
        place.span.start <= slip.reach.end && place.span.end.max(place.span.start) >= slip.reach.start
    })
}

/// The number of problems of a text that cannot be read as it is written.
fn broken(problems: &[Diagnostic]) -> usize {
    let is_broken = |problem: &&Diagnostic| {
        problem.problem.breaks_syntax() || matches!(problem.problem, Problem::WrongType { .. })
    };
    problems.iter().filter(is_broken).count()
}

/// The text as it was meant, and the way back to the file.
struct Meant<'a> {
    file: &'a Arc<Source>,
    source: Arc<Source>,
    edits: Vec<Edit>,
}

impl<'a> Meant<'a> {
    fn new(file: &'a Arc<Source>, slips: &[Slip]) -> Meant<'a> {
        let mut edits: Vec<Edit> = slips.iter().flat_map(|slip| slip.edits.iter().cloned()).collect();
        edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
        edits.dedup_by(|next, last| next.span.start < last.span.end);
        let source = Source::new(file.name.clone(), apply(&file.text, 0..file.text.len(), &edits));
        Meant { file, source, edits }
    }

    /// Moves a place in the text as it was meant to where it is in the file.
    fn restore(&self, place: &mut Place) {
        if Arc::ptr_eq(&place.source, &self.source) {
            let span = self.offset(place.span.start)..self.offset(place.span.end);
            *place = Place { source: Arc::clone(self.file), span: span.start..span.end.max(span.start) };
        }
    }

    fn offset(&self, meant: usize) -> usize {
        // How much longer the text as it was meant is, up to the place.
        let (mut added, mut removed) = (0, 0);
        for edit in &self.edits {
            let start = edit.span.start + added - removed;
            if meant < start {
                break;
            }
            if meant < start + edit.text.len() {
                return edit.span.start;
            }
            added += edit.text.len();
            removed += edit.span.len();
        }
        (meant + removed - added).min(self.file.text.len())
    }
}
