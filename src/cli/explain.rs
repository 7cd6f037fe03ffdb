//! `hongtou explain`: why each line breaks where it does.

mod report;

use std::path::PathBuf;

use clap::Args;
use hongtou::diagnostic::Diagnostic;

use super::{Console, Exit, Global, ReportFormat};

const EXAMPLES: &str = "\
Examples:
  hongtou explain issue.toml
  hongtou explain issue.toml --line 24            the paragraph on line 24 of the file
  hongtou explain issue.toml --format json        with the place of every character";

/// See why each line breaks where it does, and how it came to its width
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Explain {
    /// The issue
    #[arg(value_name = "ISSUE.toml")]
    issue: PathBuf,
    /// Only lines with text from this line of the issue file
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    line: Option<u32>,
    /// The layout, instead of the one that the issue names
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// How to write it
    #[arg(long, default_value = "text")]
    format: ReportFormat,
}

impl Explain {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let job = hongtou::open(&self.issue, &global.options(self.layout.as_deref()))?;
        console.print(&job.warnings);
        let (pages, warnings) = hongtou::typeset(&job)?;
        console.print(&warnings);
        let lines = report::lines(&pages, &job.issue.source, self.line);
        let text = match self.format {
            ReportFormat::Text => report::text(&lines, console.language()),
            ReportFormat::Json => format!("{:#}\n", report::json(&lines)),
        };
        console.write_text(&text)?;
        Ok(Exit::Done)
    }
}
