//! The command line: one command, one file.
//!
//! The help texts here are the manual.

mod batch;
mod check;
mod console;
mod exit;
mod explain;
mod fonts;
mod global;
mod help;
mod import;
mod layouts;
mod new;
mod output;
mod page_ranges;
mod press;
mod preview;
mod progress;
mod render;
mod schema;
mod wrong_line;

use clap::{CommandFactory, Parser, Subcommand};
use hongtou::diagnostic::Diagnostic;

pub use console::Console;
pub use exit::Exit;
pub use global::{Global, ReportFormat};

/// Typeset Chinese government bulletins: TOML to print-ready PDF.
#[derive(Debug, Parser)]
#[command(version, max_term_width = 100, after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

const EXAMPLES: &str = "\
Examples:
  hongtou render issue.toml               write issue.pdf beside the issue
  hongtou check issues/*.toml             see what is wrong with some issues
  hongtou batch archive/ -o pdf/          render every issue of a folder
  hongtou import old.docx                 write old.toml from a Word file, Markdown or text
  hongtou preview issue.toml              see the pages in the browser while writing
  hongtou explain issue.toml --line 24    see why the lines of a paragraph break where they do

Exit codes:
  0  done
  1  the input has errors
  2  the command line is wrong
  3  the machine failed: a file, a folder, a font";

impl Arguments {
    /// Reads the command line; a wrong one, and one that asks for help, ends the program.
    pub fn read() -> Arguments {
        help::in_chinese_if_wanted(Arguments::command());
        Arguments::try_parse().unwrap_or_else(|error| wrong_line::end(&error))
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Render(render::Render),
    Check(check::Check),
    New(new::New),
    Batch(batch::Batch),
    Explain(explain::Explain),
    Import(import::Import),
    Press(press::Press),
    Preview(preview::Preview),
    Fonts(fonts::Fonts),
    Layouts(layouts::Layouts),
    Schema(schema::Schema),
}

impl Command {
    /// Does the command's job.
    ///
    /// # Errors
    /// What kept it from being done, not yet printed.
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        match self {
            Command::Render(render) => render.run(global, console),
            Command::Check(check) => check.run(global, console),
            Command::New(new) => new.run(global, console),
            Command::Batch(batch) => batch.run(global, console),
            Command::Explain(explain) => explain.run(global, console),
            Command::Press(press) => press.run(global, console),
            Command::Import(import) => import.run(global, console),
            Command::Preview(preview) => preview.run(global, console),
            Command::Fonts(fonts) => fonts.run(global, console),
            Command::Layouts(layouts) => layouts.run(global, console),
            Command::Schema(schema) => schema.run(console),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Arguments::command().debug_assert();
    }
}
