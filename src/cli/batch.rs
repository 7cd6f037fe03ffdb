//! `hongtou batch`: many issues in one go.

mod interrupt;
mod progress;
mod summary;

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::{Args, ValueEnum};
use hongtou::batch::{self, Finding, IndexBy, NamePattern, Order, Report, Shard, Status};
use hongtou::diagnostic::{Diagnostic, Note, OutputKind, Problem};
use hongtou::files::{FilePlan, Replaces};
use hongtou::{Workshop, batch::Watcher};

use super::{Console, Exit, Global, output};
use progress::Progress;

const EXAMPLES: &str = "\
Examples:
  hongtou batch archive/ -o pdf/                          every issue below a folder
  hongtou batch 2020/*.toml 2021/ -o pdf/ --report report.csv
  hongtou batch archive/ -o pdf/ --name \"{folder}/{stem}\"  the folders as they are
  hongtou batch 2021/ -o pdf/ --volume 2021.pdf --index pinyin
  hongtou batch archive/ -o pdf/ --shard 2/8 --report 2.json
  hongtou batch --merge-reports 1.json 2.json -o all.json

Names are made of: {year} {month} {day} {number} {total} {title} {issuer} {article} {layout} {folder} {stem};
{number:03} has three digits at least, and a slash makes a folder.";

/// Typeset every issue of an archive, but those whose PDFs are as they should be
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Batch {
    /// Issues, folders with issues, patterns such as "20*/*.toml"; or reports, with --merge-reports
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// The folder for the PDFs, made if it is not there; with --merge-reports, the file for the report
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// How the PDFs are named
    #[arg(long, value_name = "PATTERN", default_value = "{year}-{number:03}-{title}")]
    name: String,
    /// The layout, instead of those that the issues name: a bundled one's name, or a layout file
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// How many issues are worked on at once; otherwise as many as the machine has cores
    #[arg(short, long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Make all PDFs again, and replace files that hongtou did not make
    #[arg(long)]
    force: bool,
    /// Go on after an issue that has errors; this is usual
    #[arg(long, conflicts_with = "fail_fast")]
    keep_going: bool,
    /// Begin no other issue after one that has errors
    #[arg(long)]
    fail_fast: bool,
    /// Write what came of each issue to a file, as CSV if its name ends in .csv, else as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Do one part of the work, such as 2/8; every part is done by someone once
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// Bind all issues into one PDF as well: cover, contents, the issues in the order of their dates
    #[arg(long, value_name = "FILE", conflicts_with = "shard")]
    volume: Option<PathBuf>,
    /// Add an index of articles to the volume
    #[arg(long, value_name = "ORDER", requires = "volume")]
    index: Option<Index>,
    /// Put the JSON reports of several parts together
    #[arg(long, conflicts_with_all = ["name", "layout", "jobs", "fail_fast", "report", "shard", "volume"])]
    merge_reports: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Index {
    /// By the pinyin of the titles
    Pinyin,
    /// By the offices that the articles come from
    Office,
}

impl From<Index> for IndexBy {
    fn from(index: Index) -> IndexBy {
        match index {
            Index::Pinyin => IndexBy::Pinyin,
            Index::Office => IndexBy::Office,
        }
    }
}

/// A report takes the place of an older one, and of nothing else.
const REPORT: Replaces = Replaces::Kind(OutputKind::OwnReport, Report::is_one);

impl Batch {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        if self.merge_reports {
            return self.merge(console);
        }
        let order = self.order(console)?;
        let workshop = Workshop::new(global.options(self.layout.as_deref()));
        let progress = Progress::new(console);
        interrupt::listen(console);
        let report = batch::run(&order, &workshop, &progress);
        progress.end();
        let report = report?;
        summary::print(&report, console)?;
        if let Some(path) = &self.report {
            write(&report, path)?;
        }
        if let Some(path) = &self.volume {
            self.bind(path, &report, &order, &workshop, console)?;
        }
        Ok(if progress.stopped() { Exit::Interrupted } else { exit(&report) })
    }

    /// Binds the volume; one that lacks an issue is none.
    fn bind(
        &self,
        path: &Path,
        report: &Report,
        order: &Order,
        workshop: &Workshop,
        console: &Console,
    ) -> Result<(), Vec<Diagnostic>> {
        let lacking = report.count(Status::Failed) + report.count(Status::NotReached);
        if lacking > 0 {
            return Err(vec![Diagnostic::error(Problem::VolumeLacks { path: path.to_owned(), lacking })]);
        }
        let start = Instant::now();
        let (bytes, pages) = batch::bind(order, self.index.map(IndexBy::from), workshop)?;
        output::write(path, &bytes)?;
        console.say_note(&Note::Pages { path: path.to_owned(), count: pages });
        console.step("volume", start);
        Ok(())
    }

    fn order(&self, console: &Console) -> Result<Order, Vec<Diagnostic>> {
        let name: Result<NamePattern, Problem> = self.name.parse();
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Ok(Order {
            paths: self.paths.clone(),
            folder: self.output.clone(),
            name: name.map_err(|problem| vec![Diagnostic::error(problem)])?,
            jobs: self.jobs.map_or(cores, NonZeroUsize::get),
            force: self.force,
            fail_fast: self.fail_fast,
            shard: self.shard,
            language: console.language(),
            files: self.plan()?,
        })
    }

    /// What is written beside the PDFs.
    fn plan(&self) -> Result<FilePlan, Vec<Diagnostic>> {
        let mut plan = FilePlan::new(self.force);
        plan.reads_named_layout(self.layout.as_deref());
        plan.makes_folder(&self.output);
        self.report.iter().for_each(|path| plan.writes(path, REPORT));
        self.volume.iter().for_each(|path| plan.writes(path, Replaces::PDF));
        plan.check()?;
        Ok(plan)
    }

    /// Puts reports together; all that cannot be read are named at once.
    fn merge(&self, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let mut plan = FilePlan::new(self.force);
        self.paths.iter().for_each(|path| plan.reads(path));
        plan.writes(&self.output, REPORT);
        plan.check()?;
        let mut reports = Vec::new();
        let mut problems = Vec::new();
        for path in &self.paths {
            match fs::read_to_string(path) {
                Ok(text) => match Report::from_json(&text) {
                    Some(report) => reports.push(report),
                    None => problems.push(Problem::BadReport { path: path.clone() }),
                },
                Err(error) => {
                    problems.push(Problem::CannotRead { path: path.clone(), reason: error.to_string() });
                }
            }
        }
        if !problems.is_empty() {
            return Err(problems.into_iter().map(Diagnostic::error).collect());
        }
        let report = Report::merge(reports);
        summary::print(&report, console)?;
        write(&report, &self.output)?;
        Ok(exit(&report))
    }
}

fn write(report: &Report, path: &Path) -> Result<(), Vec<Diagnostic>> {
    let is_csv = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let bytes = if is_csv { report.to_csv() } else { report.to_json().into_bytes() };
    output::write(path, &bytes)
}

/// The gravest error decides; an issue that was not reached is an error of the run.
fn exit(report: &Report) -> Exit {
    let errors = report.findings().filter(|finding| finding.is_error());
    let worst = errors.map(|error: &Finding| match error.blame.as_str() {
        "machine" => Exit::MachineFailed,
        _ => Exit::BadInput,
    });
    let not_reached = (report.count(Status::NotReached) > 0).then_some(Exit::BadInput);
    worst.chain(not_reached).max().unwrap_or(Exit::Done)
}
