//! `hongtou check`: what is wrong with issues.

use std::path::PathBuf;

use clap::Args;
use hongtou::diagnostic::{Diagnostic, to_json};
use hongtou::issue::Issue;

use super::{Console, Exit, ReportFormat};

const EXAMPLES: &str = "\
Examples:
  hongtou check issue.toml
  hongtou check issues/*.toml --format json       for scripts and editors
  hongtou check issue.toml --lang zh              用中文说明";

/// See what is wrong with issues
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// The issues
    #[arg(value_name = "ISSUE.toml", required = true)]
    issues: Vec<PathBuf>,
    /// How to write what was found
    #[arg(long, default_value = "text")]
    format: ReportFormat,
}

impl Check {
    pub fn run(&self, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let found: Vec<Diagnostic> =
            self.issues.iter().filter_map(|path| Issue::read(path).err()).flatten().collect();
        match self.format {
            ReportFormat::Text => console.print(&found),
            ReportFormat::Json => {
                let json = to_json(&found, console.language());
                console.write(format!("{json:#}\n").as_bytes())?;
            }
        }
        Ok(if found.is_empty() { Exit::Done } else { Exit::for_errors(&found) })
    }
}
