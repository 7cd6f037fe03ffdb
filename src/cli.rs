//! The command line: one command, one file.
//!
//! The help texts here are the manual.

mod batch;
mod check;
mod console;
mod exit;
mod explain;
mod fonts;
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

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use hongtou::diagnostic::{Diagnostic, Language};

pub use console::Console;
pub use exit::Exit;

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

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say what is being done, and how long it takes
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Use colours: only on a terminal (auto), always, never; NO_COLOR turns auto off
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub color: ColourChoice,
    /// The language of messages: en or zh; otherwise that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub lang: Option<LanguageChoice>,
    /// Leave installed faces aside, so that every machine gives the same pages
    #[arg(long, global = true)]
    pub bundled_fonts: bool,
    /// Look for fonts in this folder first; may be given several times
    #[arg(long = "font-dir", global = true, value_name = "DIR")]
    pub font_dirs: Vec<PathBuf>,
    /// Let issues and layouts name files of this folder; may be given several times
    ///
    /// Without it they may name files of their own folder and below, of the folder where the nearest hongtou.toml
    /// lies and below, and of the folders with fonts.
    #[arg(long = "allow-dir", global = true, value_name = "DIR")]
    pub allow_dirs: Vec<PathBuf>,
}

impl Arguments {
    /// Reads the command line; a wrong one, and one that asks for help, ends the program.
    pub fn read() -> Arguments {
        help::in_chinese_if_wanted();
        Arguments::try_parse().unwrap_or_else(|error| wrong_line::end(&error))
    }
}

impl Global {
    /// The choices of this command line, with the layout of a command.
    pub fn options(&self, layout: Option<&str>) -> hongtou::Options {
        hongtou::Options {
            layout: layout.map(str::to_owned),
            font_dirs: self.font_dirs.clone(),
            bundled_fonts: self.bundled_fonts,
            allow_dirs: self.allow_dirs.clone(),
            fill: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LanguageChoice {
    En,
    Zh,
}

impl From<LanguageChoice> for Language {
    fn from(choice: LanguageChoice) -> Language {
        match choice {
            LanguageChoice::En => Language::English,
            LanguageChoice::Zh => Language::Chinese,
        }
    }
}

/// How a command writes what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Text,
    /// For programs
    Json,
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
    use clap::CommandFactory;

    #[test]
    fn the_command_line_contradicts_itself_nowhere() {
        Arguments::command().debug_assert();
    }
}
