//! `hongtou layouts`: the bundled page designs.

use clap::Args;
use hongtou::Layout;
use hongtou::diagnostic::Diagnostic;

use super::{Console, Exit};

const EXAMPLES: &str = "\
Examples:
  hongtou layouts
  hongtou render issue.toml --layout bulletin-grid";

/// List the bundled layouts
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Layouts {}

impl Layouts {
    pub fn run(&self, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let list: String = Layout::names().iter().map(|name| format!("{name}\n")).collect();
        console.write(list.as_bytes())?;
        Ok(Exit::Done)
    }
}
