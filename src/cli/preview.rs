//! `hongtou preview`: the page as it will print, in the browser, while it is being written.

use std::path::{Path, PathBuf};

use clap::Args;
use hongtou::diagnostic::Diagnostic;
use hongtou::files::{FilePlan, Replaces};
use hongtou::preview::{Editor, Preview as Server, Settings, once};

use super::output::StagedFiles;
use super::{Console, Exit, Global};

const EXAMPLES: &str = "\
Examples:
  hongtou preview issue.toml
  hongtou preview issue.toml --editor 'code -g {file}:{line}:{column}'
  hongtou preview issue.toml --port 8000 --no-open   print the address, open nothing
  hongtou preview issue.toml --once out/             out/index.html, to send by mail";

/// See the pages in the browser while writing; they follow every save
///
/// The server answers this machine alone, at an address that nobody else knows. Ctrl-C ends it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Preview {
    /// The issue
    #[arg(value_name = "ISSUE.toml")]
    issue: PathBuf,
    /// The layout, instead of the one that the issue names: a bundled one's name, or a layout file
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// The port; otherwise a free one
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// What a click on text opens: a command with {file}, {line} and {column} in it
    #[arg(long, value_name = "CMD")]
    editor: Option<String>,
    /// Open no browser
    #[arg(long)]
    no_open: bool,
    /// Write the pages as one HTML file into a folder, and serve nothing
    #[arg(long, value_name = "DIR", conflicts_with_all = ["port", "editor", "no_open"])]
    once: Option<PathBuf>,
    /// With --once: replace an index.html that hongtou did not make
    #[arg(long, requires = "once")]
    force: bool,
}

impl Preview {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let options = global.options(self.layout.as_deref());
        if let Some(folder) = &self.once {
            return self.write(&options, folder, console);
        }
        let editor = self.editor.as_deref().map(Editor::parse).transpose()?;
        let server = Server::bind(Settings { issue: self.issue.clone(), options, port: self.port, editor })?;
        let address = server.address();
        console.write(format!("{address}\n").as_bytes())?;
        if !self.no_open && open::that_detached(server.entry()).is_err() {
            // The address stands above; whoever has no browser here copies it.
            console.note(&address);
        }
        server.serve()?;
        Ok(Exit::Done)
    }

    fn write(
        &self,
        options: &hongtou::Options,
        folder: &Path,
        console: &Console,
    ) -> Result<Exit, Vec<Diagnostic>> {
        let path = folder.join("index.html");
        let mut plan = FilePlan::new(self.force);
        plan.reads_named_layout(self.layout.as_deref());
        plan.reads(&self.issue);
        plan.makes_folder(folder);
        plan.writes(&path, Replaces::OWN_PAGE);
        plan.check()?;
        let job = hongtou::open(&self.issue, options)?;
        plan.reads_layout(&job.layout, &job.fonts);
        plan.check()?;
        let (pages, warnings) = hongtou::typeset(&job)?;
        console.print(&job.warnings);
        console.print(&warnings);
        let mut files = StagedFiles::default();
        files.make_folder(folder)?;
        files.add(&path, once(&job, &pages).as_bytes())?;
        files.commit()?;
        console.note(&path.display().to_string());
        Ok(Exit::Done)
    }
}
