//! What is said to the user: results to standard output, everything else to standard error.

use std::env;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::PathBuf;
use std::time::Instant;

use hongtou::diagnostic::{
    self, Diagnostic, Language, Note, Problem, Severity, Style, render, visible_lines,
};

use super::global::{ColourChoice, Global};

/// Where a command says what it has to say.
#[derive(Debug)]
pub struct Console {
    style: Style,
    quiet: bool,
    verbose: bool,
}

impl Console {
    /// A console as the command line and the environment want it.
    pub fn new(global: &Global) -> Console {
        let colour = match global.color {
            ColourChoice::Always => true,
            ColourChoice::Never => false,
            ColourChoice::Auto => !is_set("NO_COLOR") && io::stderr().is_terminal(),
        };
        let language = global.lang.map_or_else(language_of_environment, Language::from);
        Console { style: Style { colour, language }, quiet: global.quiet, verbose: global.verbose }
    }

    /// The language of messages.
    pub fn language(&self) -> Language {
        self.style.language
    }

    /// Prints errors, and warnings unless the user wants quiet.
    pub fn print(&self, diagnostics: &[Diagnostic]) {
        if !self.quiet {
            return self.say(&render(diagnostics, self.style));
        }
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
        let errors: Vec<_> = diagnostics.iter().filter(is_error).cloned().collect();
        self.say(&render(&errors, self.style));
    }

    /// Says in a line what was done.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            self.say(&format!("{}\n", visible_lines(text)));
        }
    }

    /// Says a note in the user's language.
    pub fn say_note(&self, note: &Note) {
        self.note(&diagnostic::note(note, self.language()));
    }

    /// Whether nothing but errors is said.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Whether everything is said.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// Says how long a step took, if the user wants to know.
    pub fn step(&self, name: &str, since: Instant) {
        if self.verbose {
            let milliseconds = since.elapsed().as_secs_f64() * 1000.0;
            self.say_note(&Note::Took { step: name.to_owned(), milliseconds });
        }
    }

    /// Writes a result for people to standard output: no name of a file and no text of an issue moves the terminal.
    ///
    /// # Errors
    /// As [`Console::write`].
    pub fn write_text(&self, text: &str) -> Result<(), Vec<Diagnostic>> {
        self.write(visible_lines(text).as_bytes())
    }

    /// Writes a result to standard output.
    ///
    /// # Errors
    /// When it cannot be written; a reader that has had enough is no error.
    pub fn write(&self, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
        let mut out = io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                let path = PathBuf::from("standard output");
                let problem = Problem::CannotWrite { path, fault: (&error).into() };
                Err(vec![Diagnostic::error(problem)])
            }
            _ => Ok(()),
        }
    }

    fn say(&self, text: &str) {
        // Nobody can be told that nobody listens.
        let _ = io::stderr().lock().write_all(text.as_bytes());
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}

/// POSIX: the first of these that is set decides.
pub fn language_of_environment() -> Language {
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find(|name| is_set(name)).and_then(env::var_os);
    locale.map_or(Language::English, |locale| Language::of_locale(&locale.to_string_lossy()))
}
