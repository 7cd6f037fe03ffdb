//! `hongtou check`: what is wrong with issues, what a proofreader would mark in them, and whether their pages
//! keep the standard.

mod explain;
mod mend;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use hongtou::batch::{Neighbours, issue_files};
use hongtou::diagnostic::{Diagnostic, Language, Note, Problem, Severity, to_json};
use hongtou::files::{FilePlan, Replaces};
use hongtou::measure::{self, Measured};
use hongtou::page::{Metadata, Page, Pages};
use hongtou::project::settings_file;
use hongtou::proof::{Beside, Edit, Finding, Fixes, Rule, to_sarif};
use hongtou::review::{Review, review};
use hongtou::sheet::{Form, SHEET, Sheet};
use hongtou::{Job, Workshop, pdf};
use serde_json::{Value, json};

use super::{Console, Exit, Global, output};

const EXAMPLES: &str = "\
Examples:
  hongtou check issue.toml
  hongtou check issues/*.toml --format json       for scripts and editors
  hongtou check issue.toml --lang zh              用中文说明
  hongtou check archive/ --format sarif           all issues of a folder, for code hosts
  hongtou check issue.toml --fix --dry-run        what would be fixed by machine
  hongtou check issue.toml --fix=all --dry-run    fixes that may change the sense as well
  hongtou check --explain share                   why a rule is one, with examples
  hongtou check issue.toml --measure              measure the finished pages, clause by clause
  hongtou check issue.toml --measure --pdf proof.pdf   the same as a sheet to file";

/// See what is wrong with issues: files, layouts, pages, and the text itself
///
/// The text is read as a proofreader of official documents would; what he marks are warnings, but for the certain.
/// Rules are turned off by `[check] off = ["rule"]` in an issue, in its layout, or in a hongtou.toml beside or above it,
/// and a single place is excused by a comment: `# hongtou: allow rule`.
/// Number, total and date are held against those of the issue before it in the folder.
///
/// With --measure the finished pages are measured against the clauses of GB/T 9704 that the layout names.
/// Only a departure from what the standard prescribes (规定) is a failure; all else is shown, and no more.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Check {
    /// The issues, or folders of them
    #[arg(value_name = "ISSUE.toml|DIR", required_unless_present = "explain")]
    issues: Vec<PathBuf>,
    /// How to write what was found
    #[arg(long, default_value = "text")]
    format: Format,
    /// Fix what can only have been meant in one way, or all that a machine can fix, and nothing else in the file
    #[arg(
        long,
        value_name = "WHICH",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "certain",
        conflicts_with = "measure"
    )]
    fix: Option<Which>,
    /// With --fix: show what would be mended, and leave the files as they are
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Say why a rule is one, with a bad and a good example
    #[arg(long, value_name = "RULE", conflicts_with = "issues", value_parser = explain::rule_named)]
    explain: Option<&'static Rule>,
    /// The layout, instead of the one that an issue names: a bundled one's name, or a layout file
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// Measure the finished pages in millimetres against the clauses
    #[arg(long)]
    measure: bool,
    /// Write the measures as a PDF that can be filed
    #[arg(long, value_name = "FILE", requires = "measure")]
    pdf: Option<PathBuf>,
    /// With --pdf: replace a file that is not a PDF
    #[arg(long, requires = "pdf")]
    force: bool,
}

/// How to write what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// SARIF 2.1.0, for editors and code hosts
    Sarif,
}

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    /// Where nothing else can have been meant
    Certain,
    /// Those that may change the sense as well
    All,
}

impl Which {
    fn fixes(self) -> Fixes {
        match self {
            Which::Certain => Fixes::Certain,
            Which::All => Fixes::All,
        }
    }
}

/// An issue that was set, read and measured.
struct Proof {
    job: Job,
    pages: Pages,
    measured: Vec<Measured>,
    warnings: Vec<Diagnostic>,
    findings: Vec<Finding>,
}

/// What a run found.
#[derive(Default)]
struct Found {
    /// What is wrong with files and pages.
    others: Vec<Diagnostic>,
    /// What the proofreader marked.
    findings: Vec<Finding>,
    /// All of it, issue by issue.
    all: Vec<Diagnostic>,
    /// How many issues were looked at.
    issues: usize,
    /// What the pages' pitch was adjusted to, issue by issue.
    notes: Vec<Note>,
    /// The issues that were measured.
    proofs: Vec<(PathBuf, Proof)>,
}

impl Check {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        if let Some(rule) = self.explain {
            console.write(explain::explain(rule, console.language()).as_bytes())?;
            return Ok(Exit::Done);
        }
        let workshop = Workshop::new(global.options(self.layout.as_deref()));
        let mut plan = FilePlan::new(self.force);
        plan.reads_named_layout(self.layout.as_deref());
        let found = self.read_all(&workshop, &mut plan, console)?;
        self.say(&found, console)?;
        if let Some(path) = &self.pdf {
            workshop.settings().iter().for_each(|used| plan.reads_layout(&used.layout, &used.fonts));
            plan.check()?;
            write_sheets(path, &found.proofs, global, console.language())?;
        }
        let holds = found.proofs.iter().all(|(_, proof)| measure::holds(&proof.measured));
        let errors: Vec<Diagnostic> =
            found.all.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        Ok(match (errors.is_empty(), holds) {
            (true, true) => Exit::Done,
            (true, false) => Exit::BadInput,
            (false, _) => Exit::for_errors(&errors),
        })
    }

    /// Reads every issue, and holds them against each other; of those to be measured the pages are kept.
    ///
    /// # Errors
    /// That there are no issues.
    fn read_all(
        &self,
        workshop: &Workshop,
        plan: &mut FilePlan,
        console: &Console,
    ) -> Result<Found, Vec<Diagnostic>> {
        let (files, lost) = issue_files(&self.issues);
        if files.is_empty() && lost.is_empty() {
            return Err(vec![Diagnostic::error(Problem::NoIssues { paths: self.issues.clone() })]);
        }
        let neighbours = Neighbours::around(files.iter().map(|file| (file.path.as_path(), file.named)));
        for file in &files {
            plan.reads(&file.path);
            let settings = settings_file(file.path.parent().unwrap_or(Path::new("")));
            settings.iter().for_each(|path| plan.reads(path));
        }
        neighbours.paths().for_each(|path| plan.reads(path));
        self.pdf.iter().for_each(|path| plan.writes(path, Replaces::PDF));
        plan.check()?;
        let mut found = Found { all: lost.clone(), others: lost, ..Found::default() };
        for file in files {
            let proof = self
                .mend(&file.path, workshop, console)
                .and_then(|()| prove(&file.path, &neighbours.of(&file.path), workshop, self.measure));
            found.issues += usize::from(proof.is_ok() || !file.is_none());
            match proof {
                Ok(mut proof) => {
                    if let Some(which) = self.fix.filter(|_| self.dry_run) {
                        // The difference has shown them.
                        let shown = |edit: &Edit| which.fixes().take(edit);
                        proof.findings.retain(|finding| !finding.edit.as_ref().is_some_and(shown));
                    }
                    found.add(&proof);
                    if self.measure {
                        found.proofs.push((file.path, proof));
                    }
                }
                Err(_) if file.is_none() => {}
                Err(problems) => {
                    found.all.extend(problems.iter().cloned());
                    found.others.extend(problems);
                }
            }
        }
        Ok(found)
    }

    fn mend(&self, path: &Path, workshop: &Workshop, console: &Console) -> Result<(), Vec<Diagnostic>> {
        match self.fix {
            Some(which) => mend::mend(path, workshop, which.fixes(), self.dry_run, console),
            None => Ok(()),
        }
    }

    fn say(&self, found: &Found, console: &Console) -> Result<(), Vec<Diagnostic>> {
        let language = console.language();
        match (self.format, self.measure) {
            (Format::Text, _) => {
                console.print(&found.all);
                if !found.findings.is_empty() || (found.issues > 1 && !found.all.is_empty()) {
                    console.say_note(&found.summary());
                }
                found.notes.iter().for_each(|note| console.say_note(note));
                for (path, proof) in &found.proofs {
                    let table = measure::to_text(&proof.measured, language);
                    console.write_text(&format!("{}\n{table}\n", path.display()))?;
                }
            }
            (Format::Json, false) => {
                console.write(format!("{:#}\n", to_json(&found.all, language)).as_bytes())?;
            }
            (Format::Json, true) => {
                let proofs: Vec<Value> =
                    found.proofs.iter().map(|(path, proof)| proof_to_json(path, proof)).collect();
                let json = json!({ "diagnostics": to_json(&found.all, language), "issues": proofs });
                console.write(format!("{json:#}\n").as_bytes())?;
            }
            (Format::Sarif, _) => {
                let sarif = to_sarif(&found.findings, &found.others, language);
                console.write(format!("{sarif:#}\n").as_bytes())?;
            }
        }
        Ok(())
    }
}

impl Found {
    /// What was found, in a line.
    fn summary(&self) -> Note {
        let errors = self.all.iter().filter(|found| found.severity == Severity::Error).count();
        let edits = || self.findings.iter().filter_map(|finding| finding.edit.as_ref());
        let fixable = edits().filter(|edit| edit.certain).count();
        let offered = edits().count() - fixable;
        Note::Checked { issues: self.issues, errors, warnings: self.all.len() - errors, fixable, offered }
    }

    fn add(&mut self, proof: &Proof) {
        self.others.extend(proof.warnings.iter().cloned());
        self.all.extend(proof.warnings.iter().cloned());
        self.all.extend(proof.findings.iter().map(Finding::diagnostic));
        self.findings.extend(proof.findings.iter().cloned());
        self.notes.extend(proof.pages.pages.iter().filter_map(Page::adjusted_note));
    }
}

/// Sets an issue, so that everything that can be wrong with it shows, reads it, and measures its pages.
fn prove(
    path: &Path,
    beside: &Beside<'_>,
    workshop: &Workshop,
    measure: bool,
) -> Result<Proof, Vec<Diagnostic>> {
    let job = workshop.open(path)?;
    let (pages, more) = hongtou::typeset(&job)?;
    let Review { warnings: misnamed, findings } = review(&job, &pages, path, beside)?;
    let measured = if measure { measure::measure(&pages, &job.layout, &job.fonts) } else { Vec::new() };
    // What is still to be filled in is a finding of the proofreader.
    let more = more.into_iter().filter(|warning| warning.problem != Problem::ToFillIn);
    let more = more.map(Diagnostic::as_checked);
    let warnings = job.warnings.iter().cloned().chain(more).chain(misnamed).collect();
    Ok(Proof { job, pages, measured, warnings, findings })
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
    proofs: &[(PathBuf, Proof)],
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
