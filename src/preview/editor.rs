//! The editor that a click opens: a command with places for file, line and column; no shell sees it.

use std::path::Path;
use std::process::{Command, Stdio};

use hongtou_base::diagnostic::{Diagnostic, Problem};

/// A command that opens a file at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

impl Editor {
    /// Reads a command such as `code -g {file}:{line}:{column}`; without `{file}` the file comes last.
    ///
    /// # Errors
    /// A command that is empty, or whose quotes are not closed.
    pub fn parse(command: &str) -> Result<Editor, Vec<Diagnostic>> {
        let bad = || vec![Diagnostic::error(Problem::BadEditor { command: command.to_owned() })];
        let mut words = shell_words::split(command).map_err(|_| bad())?.into_iter();
        let program = words.next().filter(|program| !program.is_empty()).ok_or_else(bad)?;
        let mut arguments: Vec<String> = words.collect();
        if !arguments.iter().any(|argument| argument.contains("{file}")) {
            arguments.push("{file}".to_owned());
        }
        Ok(Editor { program, arguments })
    }

    /// Opens a file; does not wait until the editor is closed.
    ///
    /// # Errors
    /// A program that cannot be started.
    pub fn open(&self, file: &Path, line: usize, column: usize) -> Result<(), Vec<Diagnostic>> {
        let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        let fill = |argument: &String| {
            // The file comes last: its name may have braces.
            let argument =
                argument.replace("{line}", &line.to_string()).replace("{column}", &column.to_string());
            argument.replace("{file}", &file.to_string_lossy())
        };
        let mut command = Command::new(&self.program);
        command.args(self.arguments.iter().map(fill));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| {
            let reason = error.to_string();
            vec![Diagnostic::error(Problem::NoEditor { program: self.program.clone(), reason })]
        })?;
        // Somebody must take note of its end, or it stays in the system's list until ours.
        std::thread::spawn(move || child.wait());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_words_and_the_file_has_a_place() {
        let editor = Editor::parse("code -g '{file}:{line}'").unwrap();
        assert_eq!(editor.arguments, ["-g", "{file}:{line}"]);
        assert_eq!(Editor::parse("gedit").unwrap().arguments, ["{file}"]);
        for bad in ["", "  ", "code 'x"] {
            assert_eq!(Editor::parse(bad).unwrap_err()[0].problem.code(), "bad-editor");
        }
    }
}
