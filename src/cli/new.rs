//! `hongtou new`: a file to begin an issue with.

use std::path::{Path, PathBuf};

use clap::Args;
use hongtou::diagnostic::Diagnostic;
use hongtou::files::{FilePlan, Replaces};
use hongtou::issue::{Date, FIRST_YEAR, Issue, LAST_YEAR};
use hongtou::open_layout;
use hongtou::scaffold::{next, template};

use super::{Console, Exit, Global, output};

const EXAMPLES: &str = "\
Examples:
  hongtou new -o issue.toml                                   a template with comments
  hongtou new --after issue-12.toml --date 2026-07-15 -o issue-13.toml
  hongtou new --after issue-12.toml                           the same to standard output, its date left open";

/// Begin an issue: a template, or the issue that follows another
///
/// A template has what its layout needs, and what it may have as comments.
/// After another issue the number and the total count on, in a new year the number begins at 1,
/// and name, issuer, addressee, signature, distribution and colophon are taken over; secrecy and urgency are not.
/// What is still to be written is 【待填…】, and `hongtou check` names every such place.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct New {
    /// The issue before
    #[arg(long, value_name = "ISSUE.toml")]
    after: Option<PathBuf>,
    /// The day of issue, such as 2026-07-15; otherwise the file says that it is to be filled in
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// The layout of a template
    #[arg(long, value_name = "NAME", default_value = "bulletin-even", conflicts_with = "after")]
    layout: String,
    /// The file to write, which must not be there yet; otherwise standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A day that exists, in a year that an issue can have.
fn day(text: &str) -> Result<Date, String> {
    let wrong = || "write a day that exists, such as 2026-07-15".to_owned();
    let parsed: toml::value::Datetime = text.parse().map_err(|_| wrong())?;
    let day = parsed.date.filter(|_| parsed.time.is_none()).ok_or_else(wrong)?;
    let known = (FIRST_YEAR..=LAST_YEAR).contains(&day.year);
    known.then_some(Date { year: day.year, month: day.month, day: day.day }).ok_or_else(wrong)
}

impl New {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let mut plan = FilePlan::new(false);
        self.after.iter().for_each(|before| plan.reads(before));
        // Somebody's work may be in a file of this name.
        self.output.iter().for_each(|path| plan.writes(path, Replaces::Never));
        plan.check()?;
        let text = match &self.after {
            Some(path) => {
                let before = Issue::read(path)?;
                let folder = path.parent().unwrap_or(Path::new(""));
                let layout = open_layout(&global.options(None), folder, Some(&before))?;
                next(&before, &layout, self.date)
            }
            None => {
                let options = global.options(Some(&self.layout));
                template(&open_layout(&options, Path::new(""), None)?, &self.layout, self.date)
            }
        };
        match &self.output {
            Some(path) => output::write(path, text.as_bytes())?,
            None => console.write(text.as_bytes())?,
        }
        Ok(Exit::Done)
    }
}
