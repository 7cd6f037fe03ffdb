//! `hongtou check`: what is wrong with issues.

use std::path::{Path, PathBuf};

use clap::Args;
use hongtou::Options;
use hongtou::diagnostic::{Diagnostic, Severity, to_json};

use super::{Console, Exit, Global, ReportFormat};

const EXAMPLES: &str = "\
Examples:
  hongtou check issue.toml
  hongtou check issues/*.toml --format json       for scripts and editors
  hongtou check issue.toml --lang zh              用中文说明";

/// See what is wrong with issues: the files, their layouts, characters that no font has
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
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let options = global.options(None);
        let found: Vec<Diagnostic> = self.issues.iter().flat_map(|path| problems(path, &options)).collect();
        match self.format {
            ReportFormat::Text => console.print(&found),
            ReportFormat::Json => {
                let json = to_json(&found, console.language());
                console.write(format!("{json:#}\n").as_bytes())?;
            }
        }
        let errors: Vec<Diagnostic> =
            found.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        Ok(if errors.is_empty() { Exit::Done } else { Exit::for_errors(&errors) })
    }
}

/// What is wrong with an issue, its layout, its fonts, and its characters in them.
fn problems(path: &Path, options: &Options) -> Vec<Diagnostic> {
    let set = hongtou::open(path, options).and_then(|job| {
        let (_, warnings) = hongtou::typeset(&job)?;
        Ok(job.warnings.into_iter().chain(warnings).collect())
    });
    set.unwrap_or_else(|errors| errors)
}
