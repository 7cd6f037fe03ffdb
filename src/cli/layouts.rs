//! `hongtou layouts`: the bundled page designs.

use std::path::Path;

use clap::Args;
use hongtou::diagnostic::Diagnostic;
use hongtou::layouts;

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
        let mut list = String::new();
        for (name, _) in layouts::BUNDLED {
            let layout = layouts::load(name, Path::new(""), &[])?;
            list.push_str(&format!("{name:<24}{}\n", layout.description));
        }
        console.write(list.as_bytes())?;
        Ok(Exit::Done)
    }
}
