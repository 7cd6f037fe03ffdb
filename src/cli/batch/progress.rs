//! How far a batch is: a bar on a terminal, a line now and then elsewhere.

use std::io::{IsTerminal, stderr};
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use hongtou::batch::{Outcome, Status, Watcher};
use hongtou::diagnostic::{Diagnostic, Note, note};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::interrupt;
use crate::cli::Console;

/// How many lines there are where there is no terminal.
const LINES: usize = 10;

/// Tells the user how far the batch is, and what is wrong as soon as it is known.
pub struct Progress<'a> {
    console: &'a Console,
    bar: ProgressBar,
    state: Mutex<State>,
}

struct State {
    /// When rendering began; nothing as long as issues are only read.
    begun: Option<Instant>,
    all: usize,
    done: usize,
}

impl<'a> Progress<'a> {
    pub fn new(console: &'a Console) -> Progress<'a> {
        let shown = stderr().is_terminal() && !console.is_quiet();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) =
            ProgressStyle::with_template("{bar:30} {pos}/{len}  {per_sec}  {elapsed} < {eta}  {msg}")
        {
            bar.set_style(style);
        }
        if shown {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Progress { console, bar, state: Mutex::new(State { begun: None, all: 0, done: 0 }) }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }

    /// The line that is due now, where there is no terminal.
    fn line(&self) -> Option<Note> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let begun = state.begun?;
        state.done += 1;
        let (done, all) = (state.done, state.all);
        let due = all > LINES && done * LINES / all > (done - 1) * LINES / all;
        if !self.bar.is_hidden() || !due {
            return None;
        }
        let rate = done as f64 / begun.elapsed().as_secs_f64().max(0.001);
        let left = ((all - done.min(all)) as f64 / rate.max(0.001)).ceil() as u64;
        Some(Note::Progress { done, all, rate, left })
    }
}

impl Watcher for Progress<'_> {
    fn planned(&self, issues: usize) {
        self.bar.set_length(issues as u64);
        self.bar.reset();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = State { begun: Some(Instant::now()), all: issues, done: 0 };
    }

    fn finished(&self, outcome: &Outcome, said: &[Diagnostic]) {
        self.said(said);
        if self.console.is_verbose() && outcome.status == Status::Rendered {
            let text = format!("{}: {:.1} ms", outcome.output, outcome.milliseconds);
            self.bar.suspend(|| self.console.note(&text));
        }
        self.bar.inc(1);
        if let Some(line) = self.line() {
            self.console.note(&note(&line, self.console.language()));
        }
    }

    fn said(&self, diagnostics: &[Diagnostic]) {
        if !diagnostics.is_empty() {
            self.bar.suspend(|| self.console.print(diagnostics));
        }
    }

    fn stopped(&self) -> bool {
        interrupt::pressed()
    }
}
