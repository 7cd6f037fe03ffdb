//! The files of a job: written together, in place of those of an older job of the same issue.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use hongtou::Job;
use hongtou::diagnostic::{Diagnostic, Note, OutputKind, Problem};
use hongtou::files::{FilePlan, Replaces};
use hongtou::page::Metadata;
use hongtou::pdf::{self, Settings};
use hongtou::press::allotment::List;
use hongtou::press::forms;
use hongtou::run::Run;
use hongtou::sheet::{Form, Sheet};

use super::super::Console;
use super::super::output::StagedFiles;
use super::super::progress::Progress;

pub const PROOF: &str = "proof.pdf";
pub const ALLOTMENT: &str = "allotment.pdf";
pub const ALLOTMENT_CSV: &str = "allotment.csv";
pub const SLIPS: &str = "slips.pdf";
pub const JOB_SHEET: &str = "job-sheet.pdf";
pub const JOB_SHEET_JSON: &str = "job-sheet.json";

/// Everything that a job can have; an older job's file of another name is somebody else's.
const ALL: [&str; 9] =
    ["press.pdf", "black.pdf", "red.pdf", PROOF, ALLOTMENT, ALLOTMENT_CSV, SLIPS, JOB_SHEET, JOB_SHEET_JSON];

/// Where the files of a job are gathered until all of them are there.
pub struct Desk<'a> {
    pub console: &'a Console,
    pub files: StagedFiles,
    folder: &'a Path,
    /// The issue's name, which all names begin with.
    stem: String,
    /// What was made, in order, with what is said of it when it has its name.
    made: Vec<(String, Option<Note>)>,
    /// The files of an older job that this job does not replace.
    outdated: Vec<PathBuf>,
}

impl<'a> Desk<'a> {
    pub fn new(folder: &'a Path, issue: &Path, console: &'a Console) -> Desk<'a> {
        let stem = issue.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Desk { console, files: StagedFiles::default(), folder, stem, made: Vec::new(), outdated: Vec::new() }
    }

    fn name(&self, suffix: &str) -> String {
        format!("{}-{suffix}", self.stem)
    }

    fn path(&self, suffix: &str) -> PathBuf {
        self.folder.join(self.name(suffix))
    }

    /// The names of what was made so far.
    pub fn names(&self) -> Vec<String> {
        self.made.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Adds a file to what the run writes.
    pub fn plan(&self, plan: &mut FilePlan, suffix: &str) {
        let replaces = match suffix {
            ALLOTMENT_CSV => Replaces::Kind(OutputKind::OwnList, is_own_list),
            JOB_SHEET_JSON => Replaces::Kind(OutputKind::OwnJobSheet, is_job_sheet),
            _ => Replaces::OWN_PDF,
        };
        plan.writes(&self.path(suffix), replaces);
    }

    /// Adds the files of an older job, by its job sheet, that this job has no other ones for: they are removed, and so
    /// what is true of files that are written is true of them.
    pub fn plan_outdated(&mut self, plan: &mut FilePlan, suffixes: &[&str]) {
        let Some(listed) = read(&self.path(JOB_SHEET_JSON)) else { return };
        // A name in a file could lead anywhere: only those are believed that a job can have.
        for suffix in ALL.into_iter().filter(|suffix| !suffixes.contains(suffix)) {
            let path = self.path(suffix);
            if listed.contains(&self.name(suffix)) && path.is_file() {
                self.plan(plan, suffix);
                self.outdated.push(path);
            }
        }
    }

    pub fn run(
        &mut self,
        suffix: &str,
        run: &Run,
        job: &Job,
        settings: &Settings,
    ) -> Result<(), Vec<Diagnostic>> {
        let start = Instant::now();
        let path = self.path(suffix);
        let rounds = run.rounds.count();
        let mut progress = Progress::new(self.console, path.display().to_string(), rounds);
        self.files.add_with(&path, |out| {
            pdf::write_run(run, &job.fonts, settings, out, &mut |done| progress.done(done))
        })?;
        drop(progress);
        let sides = run.sides.len() * rounds as usize;
        self.made.push((self.name(suffix), Some(Note::Sides { path, count: sides })));
        self.console.step(suffix, start);
        Ok(())
    }

    pub fn form(
        &mut self,
        suffix: &str,
        form: &Form,
        sheets: &[Sheet],
        metadata: Metadata,
        recipients: &List,
    ) -> Result<(), Vec<Diagnostic>> {
        let set = form.set(sheets, metadata);
        let (pages, warnings) = set.map_err(|problems| at_recipients(problems, recipients))?;
        self.console.print(&warnings);
        self.file(suffix, &pdf::write(&pages, &form.fonts)?)
    }

    pub fn file(&mut self, suffix: &str, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
        self.files.add(&self.path(suffix), bytes)?;
        self.made.push((self.name(suffix), None));
        Ok(())
    }

    /// Gives all files their names, takes away what an older job of the issue has beside them, and says so.
    pub fn finish(mut self) -> Result<(), Vec<Diagnostic>> {
        self.outdated.iter().for_each(|path| self.files.outdate(path.clone()));
        self.files.commit()?;
        for (name, note) in self.made {
            match note {
                Some(note) => self.console.say_note(&note),
                None => self.console.note(&self.folder.join(name).display().to_string()),
            }
        }
        for path in self.outdated {
            self.console.say_note(&Note::Removed { path });
        }
        Ok(())
    }
}

/// The problems of a form: what is wrong with the name of a recipient is wrong where it is written.
fn at_recipients(mut problems: Vec<Diagnostic>, recipients: &List) -> Vec<Diagnostic> {
    for problem in &mut problems {
        if let Problem::NoGlyph { character, .. } = problem.problem
            && let Some(place) = recipients.place_of(character)
        {
            problem.place = Some(place);
        }
    }
    problems
}

/// The files that a job sheet lists; nothing if it is none.
fn read(path: &Path) -> Option<Vec<String>> {
    forms::files_of_job(&fs::read_to_string(path).ok()?)
}

fn is_job_sheet(path: &Path) -> bool {
    read(path).is_some()
}

fn is_own_list(path: &Path) -> bool {
    fs::read(path).is_ok_and(|bytes| forms::is_allotment_csv(&bytes))
}
