//! Exit codes.

use std::process::ExitCode;

use hongtou::diagnostic::{Blame, Diagnostic, Problem};

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: the input has errors.
    BadInput,
    /// 2: the command line is wrong.
    BadCommandLine,
    /// 3: the machine failed.
    MachineFailed,
    /// 130: the user pressed Ctrl-C.
    Interrupted,
}

impl Exit {
    /// The exit code for errors; where there are several, the gravest.
    pub fn for_errors(diagnostics: &[Diagnostic]) -> Exit {
        diagnostics.iter().map(Exit::for_error).max().unwrap_or(Exit::BadInput)
    }

    fn for_error(diagnostic: &Diagnostic) -> Exit {
        match (diagnostic.problem.blame(), &diagnostic.problem) {
            (Blame::Machine, _) => Exit::MachineFailed,
            (Blame::CommandLine, _) => Exit::BadCommandLine,
            // Without a place in a file, the name was typed.
            (Blame::Input, Problem::UnknownLayout { .. } | Problem::LayoutNotToml { .. })
                if diagnostic.place.is_none() =>
            {
                Exit::BadCommandLine
            }
            (Blame::Input, _) => Exit::BadInput,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Done => 0,
            Exit::BadInput => 1,
            Exit::BadCommandLine => 2,
            Exit::MachineFailed => 3,
            Exit::Interrupted => super::output::INTERRUPTED as u8,
        })
    }
}
