//! `hongtou fonts`: what each role of a layout resolves to, and why.

use std::path::Path;

use clap::Args;
use hongtou::diagnostic::Diagnostic;
use hongtou::fonts;

use super::{Console, Exit, Global, ReportFormat};

const EXAMPLES: &str = "\
Examples:
  hongtou fonts                                   the faces of the layout bulletin
  hongtou fonts --layout bulletin-grid
  hongtou fonts --bundled-fonts                   without those installed on this machine
  hongtou fonts --font-dir D:\\fonts";

/// Show which face fills each role of a layout, and what it covers
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Fonts {
    /// The layout
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// How to write it
    #[arg(long, default_value = "text")]
    format: ReportFormat,
}

impl Fonts {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let options = global.options(self.layout.as_deref());
        let layout = hongtou::open_layout(&options, Path::new(""), None)?;
        let report = fonts::report(&layout.roles, &hongtou::font_search(&options, &layout));
        let text = match self.format {
            ReportFormat::Text => report.to_text(console.language()),
            ReportFormat::Json => report.to_json() + "\n",
        };
        console.write_text(&text)?;
        Ok(if report.is_complete() { Exit::Done } else { Exit::MachineFailed })
    }
}
