//! `hongtou fonts`: what each role of a layout resolves to, and why.

use std::fmt::Write;

use clap::Args;
use hongtou::diagnostic::Diagnostic;
use hongtou::{FaceReport, RoleReport};

use super::{Console, Exit, Global};

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
}

impl Fonts {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let roles = hongtou::font_report(&global.options(self.layout.as_deref()))?;
        console.write(table(&roles).as_bytes())?;
        Ok(Exit::Done)
    }
}

/// ```text
/// fangsong
///   1  FandolFang R  bundled
///      fonts/FandolFang-Regular.ttf
///      8105: 6638 of 8105
/// ```
fn table(roles: &[RoleReport]) -> String {
    let mut text = String::new();
    for role in roles {
        let _ = writeln!(text, "{}", role.role);
        for (index, face) in role.faces.iter().enumerate() {
            add_face(&mut text, index + 1, face);
        }
    }
    text
}

fn add_face(text: &mut String, number: usize, face: &FaceReport) {
    let _ = writeln!(text, "  {number}  {}  {}", face.name, face.why);
    let _ = writeln!(text, "     {}", face.path.display());
    for (set, has, of) in &face.coverage {
        let _ = writeln!(text, "     {set}: {has} of {of}");
    }
}
