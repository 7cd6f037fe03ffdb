//! `hongtou press`: everything that the print shop and the office need for a run.

mod desk;

use std::path::PathBuf;
use std::time::Instant;

use clap::{Args, ValueEnum};
use hongtou::Job;
use hongtou::diagnostic::{Diagnostic, Problem};
use hongtou::files::FilePlan;
use hongtou::issue::MAX_COUNT;
use hongtou::layouts::Measure;
use hongtou::pdf::Settings;
use hongtou::press::imposition::Scheme;
use hongtou::press::plates::Plate;
use hongtou::press::{self, Order, allotment, forms, proof};
use hongtou::sheet::{Form, SHEET, SLIP};
use hongtou::units::Length;

use super::{Console, Exit, Global};
use desk::{ALLOTMENT, ALLOTMENT_CSV, Desk, JOB_SHEET, JOB_SHEET_JSON, PROOF, SLIPS};

const EXAMPLES: &str = "\
Examples:
  hongtou press issue.toml -o job                       the pages, the job sheet, the allotment list
  hongtou press issue.toml -o job --numbered            each copy with its number (份号), from 000001 on
  hongtou press issue.toml -o job --impose saddle-a3 --marks
  hongtou press issue.toml -o job --numbered --impose cut-stack-a3 --allotment list.csv --slips
  hongtou press issue.toml -o job --plates black        for paper whose red masthead is printed already

Into the folder go, named like the issue:
  …-press.pdf                           what is printed; or …-black.pdf and …-red.pdf
  …-job-sheet.pdf, …-job-sheet.json     作业单
  …-allotment.pdf, …-allotment.csv      分发单, where there are recipients
  …-slips.pdf                           领取单, with --slips
  …-proof.pdf                           pages under their grid, with --proof

All of them are written, or none; those of an older job of the issue are replaced as a whole.";

/// Make a print job: numbered copies, sheets, plates, and the forms that go with them
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Press {
    /// The issue
    #[arg(value_name = "ISSUE.toml")]
    issue: PathBuf,
    /// The folder to write to; it is made if it is not there
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// The layout, instead of the one that the issue names: a bundled one's name, or a layout file
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// How many copies are printed; otherwise as many as the issue says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_COUNT)))]
    copies: Option<u32>,
    /// Print its number on each copy; without it the file holds one copy, to be printed many times
    #[arg(long)]
    numbered: bool,
    /// The number of the first copy
    #[arg(long, value_name = "N", default_value_t = 1, requires = "numbered")]
    first_number: u32,
    /// Who receives how many copies: a CSV file or a workbook, instead of the issue's own list
    #[arg(long, value_name = "FILE.csv|.xlsx")]
    allotment: Option<PathBuf>,
    /// What the copies are for that nobody receives
    #[arg(long, value_name = "NAME", default_value = "存档")]
    rest: String,
    /// Make a slip for each recipient, too
    #[arg(long)]
    slips: bool,
    /// How pages are put on sheets; otherwise page by page, as they are read
    #[arg(long, value_name = "SCHEME")]
    impose: Option<Impose>,
    /// By how much each sheet of a stapled copy pushes the next inner one outward, such as 0.2mm
    #[arg(long, value_name = "LENGTH", default_value = "0mm", hide_default_value = true, value_parser = length)]
    creep: Length,
    /// Put marks outside the trim: trim, fold, staples, registration, colour bar, the job's name
    #[arg(long)]
    marks: bool,
    /// Which plates to write
    #[arg(long, value_name = "PLATES", default_value = "all")]
    plates: Plates,
    /// The ICC profile of the press and the paper, instead of the one that the layout names, or FOGRA39
    #[arg(long, value_name = "FILE")]
    output_profile: Option<PathBuf>,
    /// Replace files in the folder that hongtou did not make
    #[arg(long)]
    force: bool,
    /// Write a proof, too: pages under their grid, type area and trim, which do not print
    #[arg(long)]
    proof: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Impose {
    /// Two pages on A3, folded and stapled in the fold; filled to a multiple of four pages
    SaddleA3,
    /// Two copies on A3, cut in the middle; the left pile goes on the right one
    CutStackA3,
    /// Single sheets, turned about the long edge
    DuplexLong,
    /// Single sheets, turned about the short edge
    DuplexShort,
}

impl From<Impose> for Scheme {
    fn from(impose: Impose) -> Scheme {
        match impose {
            Impose::SaddleA3 => Scheme::Saddle,
            Impose::CutStackA3 => Scheme::CutStack,
            Impose::DuplexLong => Scheme::DuplexLong,
            Impose::DuplexShort => Scheme::DuplexShort,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Plates {
    /// One file with everything
    All,
    /// What is black alone
    Black,
    /// Everything but that
    Red,
    /// Black and red as two files
    Separate,
}

fn length(text: &str) -> Result<Length, String> {
    match Measure::parse(text) {
        Ok(Measure::Fixed(length)) if !length.is_negative() && length < Length::mm(5) => Ok(length),
        _ => Err("write a length below 5mm, such as 0.2mm".to_owned()),
    }
}

impl Press {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        let start = Instant::now();
        let options = global.options(self.layout.as_deref());
        let mut desk = Desk::new(&self.output, &self.issue, console);
        let mut plan = FilePlan::new(self.force);
        plan.reads_named_layout(self.layout.as_deref());
        plan.makes_folder(&self.output);
        [Some(&self.issue), self.allotment.as_ref(), self.output_profile.as_ref()]
            .into_iter()
            .flatten()
            .for_each(|path| plan.reads(path));
        let inputs = plan.clone();
        self.suffixes(self.allotment.is_some()).iter().for_each(|suffix| desk.plan(&mut plan, suffix));
        plan.check()?;
        let mut job = hongtou::open(&self.issue, &options)?;
        console.print(&job.warnings);
        let order = self.order()?;
        // Only now it is known whether the issue has a list of its own.
        let has_list = self.allotment.is_some() || !job.issue.distribution.allotment.is_empty();
        let (mut plan, suffixes) = (inputs, self.suffixes(has_list));
        plan.reads_layout(&job.layout, &job.fonts);
        suffixes.iter().for_each(|suffix| desk.plan(&mut plan, suffix));
        desk.plan_outdated(&mut plan, &suffixes);
        plan.check()?;
        let (press, warnings) = press::prepare(&mut job, &order)?;
        console.print(&warnings);
        if self.slips && press.shares.is_empty() {
            return Err(vec![Diagnostic::error(Problem::SlipsWithoutRecipients)]);
        }
        console.step("typeset", start);
        desk.files.make_folder(&self.output)?;
        self.make(&mut desk, &press, &job, &options)?;
        desk.finish()?;
        Ok(Exit::Done)
    }

    /// Makes everything that belongs to the job; nothing has its name yet afterwards.
    fn make(
        &self,
        desk: &mut Desk<'_>,
        press: &press::Press,
        job: &Job,
        options: &hongtou::Options,
    ) -> Result<(), Vec<Diagnostic>> {
        let name = press::job_name(&job.issue);
        let profile = hongtou::output_profile(self.output_profile.as_deref(), &job.layout)?;
        let settings = Settings { profile, ..Settings::default() };
        for &(plate, suffix) in self.plates() {
            let run = press.run(plate, &name, &job.layout, &job.fonts);
            desk.run(suffix, &run, job, &settings)?;
        }
        if self.proof {
            let run = proof::run(&press.pages, &job.layout, &press.measures);
            // Layers that a printer leaves out are against PDF/X and PDF/A.
            desk.run(PROOF, &run, job, &Settings::plain())?;
        }
        let form = Form::open(SHEET, options)?;
        if !press.shares.is_empty() {
            let list = forms::allotment_list(press, &job.issue);
            desk.form(ALLOTMENT, &form, &[list], forms::metadata("分发单", &job.issue), &press.recipients)?;
            desk.file(ALLOTMENT_CSV, &forms::allotment_csv(press))?;
        }
        if self.slips {
            let slips = forms::slips(press, &job.issue);
            desk.form(
                SLIPS,
                &Form::open(SLIP, options)?,
                &slips,
                forms::metadata("领取单", &job.issue),
                &press.recipients,
            )?;
        }
        let plates: Vec<Plate> = self.plates().iter().map(|(plate, _)| *plate).collect();
        let start = Instant::now();
        let job_sheet = forms::JobSheet::of(press, job, &plates, desk.names())?;
        desk.console.step("ink coverage", start);
        desk.form(
            JOB_SHEET,
            &form,
            &[job_sheet.to_sheet()],
            forms::metadata("作业单", &job.issue),
            &press.recipients,
        )?;
        desk.file(JOB_SHEET_JSON, job_sheet.to_json().as_bytes())
    }

    /// What the files are called that the command line asks for, behind the name of the issue.
    fn suffixes(&self, has_list: bool) -> Vec<&'static str> {
        let mut suffixes: Vec<&str> = self.plates().iter().map(|(_, suffix)| *suffix).collect();
        suffixes.extend(self.proof.then_some(PROOF));
        suffixes.extend([ALLOTMENT, ALLOTMENT_CSV].into_iter().filter(|_| has_list));
        suffixes.extend(self.slips.then_some(SLIPS));
        suffixes.extend([JOB_SHEET, JOB_SHEET_JSON]);
        suffixes
    }

    fn order(&self) -> Result<Order, Vec<Diagnostic>> {
        let recipients = self.allotment.as_deref().map(allotment::read).transpose()?;
        Ok(Order {
            copies: self.copies,
            first_number: self.numbered.then_some(self.first_number),
            scheme: self.impose.map(Scheme::from),
            creep: self.creep,
            marks: self.marks,
            recipients,
            rest: self.rest.clone(),
        })
    }

    /// The plates with the names of their files.
    fn plates(&self) -> &'static [(Plate, &'static str)] {
        match self.plates {
            Plates::All => &[(Plate::All, "press.pdf")],
            Plates::Black => &[(Plate::Black, "black.pdf")],
            Plates::Red => &[(Plate::Red, "red.pdf")],
            Plates::Separate => &[(Plate::Black, "black.pdf"), (Plate::Red, "red.pdf")],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_are_called_here_as_everywhere() {
        for impose in Impose::value_variants() {
            let name = impose.to_possible_value().unwrap();
            assert_eq!(Scheme::of_name(name.get_name()), Some(Scheme::from(*impose)));
        }
        assert_eq!(Impose::value_variants().len(), Scheme::NAMED.len());
    }
}
