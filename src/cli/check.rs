//! `hongtou check`: what is wrong with issues, and whether their pages keep the standard.

use std::path::{Path, PathBuf};

use clap::Args;
use hongtou::diagnostic::{Diagnostic, Language, Severity, to_json};
use hongtou::measure::{self, Measured};
use hongtou::page::{Metadata, Pages};
use hongtou::sheet::{Form, SHEET, Sheet};
use hongtou::{Job, Options, pdf};
use serde_json::{Value, json};

use super::{Console, Exit, Global, ReportFormat, output};

const EXAMPLES: &str = "\
Examples:
  hongtou check issue.toml
  hongtou check issues/*.toml --format json       for scripts and editors
  hongtou check issue.toml --lang zh              用中文说明
  hongtou check issue.toml --measure              measure the finished pages, clause by clause
  hongtou check issue.toml --measure --pdf proof.pdf   the same as a sheet to file";

/// See what is wrong with issues: the files, their layouts, characters that no font has
///
/// With --measure the finished pages are measured against the clauses of GB/T 9704 that the layout names.
/// Only a departure from what the standard prescribes (规定) is a failure; all else is shown, and no more.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// The issues
    #[arg(value_name = "ISSUE.toml", required = true)]
    issues: Vec<PathBuf>,
    /// How to write what was found
    #[arg(long, default_value = "text")]
    format: ReportFormat,
    /// The layout, instead of the one that an issue names: a bundled one's name, or a layout file
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// Measure the finished pages in millimetres against the clauses
    #[arg(long)]
    measure: bool,
    /// Write the measures as a PDF that can be filed
    #[arg(long, value_name = "FILE", requires = "measure")]
    pdf: Option<PathBuf>,
}

/// An issue that was set and measured.
struct Proof {
    job: Job,
    pages: Pages,
    measured: Vec<Measured>,
    warnings: Vec<Diagnostic>,
}

impl Check {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let options = global.options(self.layout.as_deref());
        if let Some(path) = &self.pdf {
            output::prepare(path)?;
        }
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut proofs: Vec<(&Path, Proof)> = Vec::new();
        for path in &self.issues {
            match prove(path, &options, self.measure) {
                Ok(proof) => {
                    found.extend(proof.warnings.iter().cloned());
                    proofs.push((path, proof));
                }
                Err(problems) => found.extend(problems),
            }
        }
        let language = console.language();
        match (self.format, self.measure) {
            (ReportFormat::Text, false) => console.print(&found),
            (ReportFormat::Json, false) => {
                console.write(format!("{:#}\n", to_json(&found, language)).as_bytes())?;
            }
            (ReportFormat::Text, true) => {
                console.print(&found);
                for (path, proof) in &proofs {
                    let table = measure::to_text(&proof.measured, language);
                    console.write(format!("{}\n{table}\n", path.display()).as_bytes())?;
                }
            }
            (ReportFormat::Json, true) => {
                let proofs: Vec<Value> =
                    proofs.iter().map(|(path, proof)| proof_to_json(path, proof)).collect();
                let json = json!({ "diagnostics": to_json(&found, language), "issues": proofs });
                console.write(format!("{json:#}\n").as_bytes())?;
            }
        }
        if let Some(path) = &self.pdf {
            write_sheets(path, &proofs, global, language)?;
        }
        let errors: Vec<Diagnostic> =
            found.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        let holds = proofs.iter().all(|(_, proof)| measure::holds(&proof.measured));
        Ok(match (errors.is_empty(), holds) {
            (true, true) => Exit::Done,
            (true, false) => Exit::BadInput,
            (false, _) => Exit::for_errors(&errors),
        })
    }
}

/// Sets an issue, so that everything that can be wrong with it shows, and measures its pages.
fn prove(path: &Path, options: &Options, measure: bool) -> Result<Proof, Vec<Diagnostic>> {
    let job = hongtou::open(path, options)?;
    let (pages, more) = hongtou::typeset(&job)?;
    let measured = if measure { measure::measure(&pages, &job.layout, &job.fonts) } else { Vec::new() };
    let warnings = job.warnings.iter().cloned().chain(more).collect();
    Ok(Proof { job, pages, measured, warnings })
}

fn proof_to_json(path: &Path, proof: &Proof) -> Value {
    let mut json = measure::to_json(&proof.measured);
    json["file"] = json!(path.display().to_string());
    json["layout"] = json!(proof.job.layout.name);
    json
}

/// A sheet for each issue, in one file.
fn write_sheets(
    path: &Path,
    proofs: &[(&Path, Proof)],
    global: &Global,
    language: Language,
) -> Result<(), Vec<Diagnostic>> {
    let sheets: Vec<Sheet> = proofs
        .iter()
        .map(|(issue, proof)| {
            let contents = [
                issue.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                proof.pages.metadata.title.clone(),
                proof.job.layout.name.clone(),
                proof.pages.pages.len().to_string(),
            ];
            let keys = measure::about(language).map(str::to_owned);
            let about: Vec<(String, String)> = keys.into_iter().zip(contents).collect();
            measure::sheet(&proof.measured, &about, language)
        })
        .collect();
    let Some((_, first)) = proofs.first() else { return Ok(()) };
    // The sheet carries the issue's date: the same input gives the same bytes.
    let metadata = Metadata {
        title: sheets[0].title.clone(),
        subject: first.pages.metadata.title.clone(),
        ..first.pages.metadata.clone()
    };
    let form = Form::open(SHEET, &global.options(None))?;
    let (pages, _) = form.set(&sheets, metadata)?;
    output::write(path, &pdf::write(&pages, &form.fonts)?)
}
