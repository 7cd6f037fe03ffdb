//! `hongtou layouts`: the bundled page designs, and what a layout takes from which clause.

use clap::Args;
use comfy_table::{Table, presets};
use hongtou::diagnostic::{Diagnostic, Language, Note, note};
use hongtou::layouts::{self, Citation};

use super::{Console, Exit, Global};

const EXAMPLES: &str = "\
Examples:
  hongtou layouts                                 the bundled layouts
  hongtou layouts document                        what it takes from which clause
  hongtou layouts my/own.toml                     and what it writes instead
  hongtou render issue.toml --layout bulletin-grid";

/// List the bundled layouts, or the values of a layout with their clauses
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Layouts {
    /// A bundled layout's name, or a layout file
    #[arg(value_name = "NAME|FILE")]
    layout: Option<String>,
}

impl Layouts {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let list = match &self.layout {
            None => bundled()?,
            Some(name) => {
                cited(&layouts::load_named(name, &global.allow_dirs)?.citations, console.language())
            }
        };
        console.write_text(&list)?;
        Ok(Exit::Done)
    }
}

fn bundled() -> Result<String, Vec<Diagnostic>> {
    let mut list = String::new();
    for (name, _) in layouts::BUNDLED {
        let layout = layouts::load_named(name, &[])?;
        list.push_str(&format!("{name:<24}{}\n", layout.description));
    }
    Ok(list)
}

fn cited(citations: &[Citation], language: Language) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(note(&Note::Clauses, language).split('\t'));
    for Citation { key, value, clause, strength, instead } in citations {
        let instead = instead.as_deref().unwrap_or_default();
        table.add_row([key, value, clause, strength.word(), instead]);
    }
    format!("{table}\n")
}
