//! `hongtou schema`: what editors complete by.

use clap::Args;
use hongtou::diagnostic::Diagnostic;
use hongtou::issue::Issue;
use hongtou::layouts;

use super::{Console, Exit};

const EXAMPLES: &str = "\
Examples:
  hongtou schema > issue.schema.json
  hongtou schema --layout > layout.schema.json

Editors that know TOML (Taplo, Even Better TOML) complete and check a file whose first line is
  #:schema issue.schema.json";

/// Print the JSON Schema of an issue file
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Schema {
    /// Print that of a layout file instead
    #[arg(long)]
    layout: bool,
}

impl Schema {
    pub fn run(&self, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let schema = if self.layout { layouts::schema() } else { Issue::schema() };
        console.write(format!("{schema:#}\n").as_bytes())?;
        Ok(Exit::Done)
    }
}
