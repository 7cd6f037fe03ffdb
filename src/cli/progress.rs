//! How far a long job has come: a bar on a terminal, a line now and then elsewhere.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use hongtou::diagnostic::Note;
use indicatif::{ProgressBar, ProgressStyle};

use super::Console;

/// Jobs that take no longer show nothing; and how often a line is written.
const PATIENCE: Duration = Duration::from_secs(1);
/// How many steps pass between two looks at the clock.
const STRIDE: u32 = 64;

/// The progress of one job.
pub struct Progress<'a> {
    console: &'a Console,
    name: String,
    steps: u32,
    last: Instant,
    bar: Option<ProgressBar>,
}

impl<'a> Progress<'a> {
    /// A job of so many steps.
    pub fn new(console: &'a Console, name: String, steps: u32) -> Progress<'a> {
        Progress { console, name, steps, last: Instant::now(), bar: None }
    }

    /// Says that so many steps are done.
    pub fn done(&mut self, steps: u32) {
        if let Some(bar) = &self.bar {
            return bar.set_position(steps.into());
        }
        if !steps.is_multiple_of(STRIDE) || self.last.elapsed() < PATIENCE || self.console.is_quiet() {
            return;
        }
        self.last = Instant::now();
        if io::stderr().is_terminal() {
            self.bar = Some(self.open_bar());
        } else {
            self.console.say_note(&Note::Steps { name: self.name.clone(), done: steps, all: self.steps });
        }
    }

    fn open_bar(&self) -> ProgressBar {
        let bar = ProgressBar::new(self.steps.into());
        // A style that cannot be read leaves the usual one.
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        bar.set_message(self.name.clone());
        bar
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
