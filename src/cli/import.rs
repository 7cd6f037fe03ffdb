//! `hongtou import`: Word files, Markdown and plain text become issue files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use hongtou::diagnostic::{Diagnostic, Note, OutputKind, Problem};
use hongtou::files::{FilePlan, Replaces};
use hongtou::import::{self, Entry, Imported, Rule};
use hongtou::layouts::{self, BUNDLED};
use hongtou::pdf::Failure;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::output::{self, StagedFiles};
use super::{Console, Exit, Global};

const EXAMPLES: &str = "\
Examples:
  hongtou import old.docx                       write old.toml beside it
  hongtou import scan.md -o issue.toml          choose the name
  hongtou import archive/*.docx -o issues       a folder for them all
  hongtou import old.txt --report changes.json  list every change with its place
  hongtou import 请示.docx --layout document      say what it is, where the file does not

Then look at what was not placed, and run `hongtou check`.";

/// Make issue files of Word files (.docx), Markdown (.md) and plain text (.txt)
///
/// Bulletins and the documents of GB/T 9704 are told apart, and a layout chosen by what a file has.
/// Masthead, titles, headings, lead-ins, source lines, attachments, signatures and the foot are recognised.
/// Paragraphs that ends of lines or pages have torn are joined, page numbers between them and spaces of autospace
/// dropped, half-width marks between Han made full-width; each change is listed.
/// What has no place in an issue is kept in comments at the end of the file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Import {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The issue file, or a folder that exists; otherwise beside each file, with .toml
    #[arg(short, long, value_name = "ISSUE.toml|DIR")]
    output: Option<PathBuf>,
    /// The layout, instead of the one that goes with what a file is: a bundled one's name, or a layout file
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// List every change with its place in this file, as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Replace files that are there already, but never one that is read
    #[arg(long)]
    force: bool,
}

impl Import {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let mut plan = FilePlan::new(self.force);
        let layout = self.layout(global, &mut plan)?;
        let outputs = self.outputs()?;
        self.files.iter().for_each(|file| plan.reads(file));
        outputs.iter().for_each(|path| plan.writes(path, Replaces::Nothing));
        let report = Replaces::Kind(OutputKind::OwnReport, is_report);
        self.report.iter().for_each(|path| plan.writes(path, report));
        plan.check()?;
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut reports: Vec<FileReport> = Vec::new();
        for (file, to) in self.files.iter().zip(&outputs) {
            match import::import(file, layout.as_deref()) {
                Ok(imported) => {
                    output::write(to, imported.toml.as_bytes())?;
                    say(file, to, &imported, console);
                    found.extend(lacking(to, &imported));
                    if self.report.is_some() {
                        reports.push(FileReport::new(file, to, imported));
                    }
                }
                Err(problems) => found.extend(problems),
            }
        }
        if let Some(path) = &self.report {
            let mut files = StagedFiles::default();
            files.add_with(path, |out| {
                serde_json::to_writer_pretty(&mut *out, &reports)
                    .map_err(|error| Failure::File(error.into()))?;
                Ok(out.write_all(b"\n")?)
            })?;
            files.commit()?;
        }
        if found.is_empty() { Ok(Exit::Done) } else { Err(found) }
    }

    /// The layout that was chosen, as an issue names it: a bundled one's name, or a path that holds from everywhere.
    fn layout(&self, global: &Global, plan: &mut FilePlan) -> Result<Option<String>, Vec<Diagnostic>> {
        let Some(name) = &self.layout else { return Ok(None) };
        let layout = layouts::load_named(name, &global.allow_dirs)?;
        layout.sources.iter().for_each(|source| plan.reads(source.name.as_ref()));
        if BUNDLED.iter().any(|(bundled, _)| bundled == name) {
            return Ok(Some(name.clone()));
        }
        let path = std::path::absolute(name).map_err(|error| {
            let reason = error.to_string();
            vec![Diagnostic::error(Problem::CannotRead { path: PathBuf::from(name), reason })]
        })?;
        Ok(Some(path.to_string_lossy().into_owned()))
    }

    /// Where each file goes; nothing is written before all of them can be.
    fn outputs(&self) -> Result<Vec<PathBuf>, Vec<Diagnostic>> {
        let failed = |problem| Err(vec![Diagnostic::error(problem)]);
        let outputs: Vec<PathBuf> = match &self.output {
            Some(folder) if folder.is_dir() => self
                .files
                .iter()
                .map(|file| folder.join(file.file_name().unwrap_or_default()).with_extension("toml"))
                .collect(),
            Some(path) if self.files.len() > 1 => {
                return failed(Problem::SeveralToOneFile { path: path.clone(), files: self.files.len() });
            }
            Some(path) => vec![path.clone()],
            None => self.files.iter().map(|file| file.with_extension("toml")).collect(),
        };
        let mut sources: BTreeMap<&PathBuf, Vec<PathBuf>> = BTreeMap::new();
        for (file, to) in self.files.iter().zip(&outputs) {
            sources.entry(to).or_default().push(file.clone());
        }
        if let Some((to, issues)) = sources.into_iter().find(|(_, files)| files.len() > 1) {
            return failed(Problem::SameOutput { output: to.display().to_string(), issues });
        }
        Ok(outputs)
    }
}

fn say(file: &Path, to: &Path, imported: &Imported, console: &Console) {
    let count = |rule| imported.report.count(rule);
    let (joined, spaces, marks) = (count(Rule::Joined), count(Rule::Space), count(Rule::Punctuation));
    let unplaced = count(Rule::Unplaced);
    console.say_note(&Note::Imported {
        from: file.display().to_string(),
        to: to.display().to_string(),
        joined,
        spaces,
        marks,
        others: imported.report.entries.len() - joined - spaces - marks - unplaced,
    });
    for (place, text) in imported.parts.articles.iter().flat_map(|article| &article.may_be_titles) {
        console.say_note(&Note::MayBeTitle { place: place.to_string(), text: text.clone() });
    }
    for (place, text) in &imported.parts.unplaced {
        console.say_note(&Note::Unplaced { place: place.to_string(), text: text.clone() });
    }
}

/// What came of one file.
#[derive(Debug, Serialize)]
struct FileReport {
    file: String,
    issue: String,
    lacking: Vec<String>,
    changes: Vec<Entry>,
}

impl FileReport {
    fn new(file: &Path, to: &Path, imported: Imported) -> FileReport {
        FileReport {
            file: file.display().to_string(),
            issue: to.display().to_string(),
            lacking: imported.parts.lacking(),
            changes: imported.report.entries,
        }
    }
}

/// Whether a file is a report that this command wrote.
fn is_report(path: &Path) -> bool {
    let read = || serde_json::from_slice::<Vec<ReadReport>>(&fs::read(path).ok()?).ok();
    read().is_some()
}

/// By what a report of one file is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)] // That the keys are there is all that is asked.
struct ReadReport {
    file: IgnoredAny,
    issue: IgnoredAny,
    lacking: IgnoredAny,
    changes: IgnoredAny,
}

/// What the issue needs and the file does not say.
fn lacking(to: &Path, imported: &Imported) -> Option<Diagnostic> {
    let keys = imported.parts.lacking();
    let problem = Problem::ImportLacks { path: to.to_owned(), keys };
    (!imported.parts.lacking().is_empty()).then(|| Diagnostic::error(problem))
}
