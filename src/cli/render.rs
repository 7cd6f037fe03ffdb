//! `hongtou render`: the main job.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::error::ErrorKind;
use clap::{Args, ValueEnum};
use hongtou::diagnostic::{Diagnostic, Note, Problem};
use hongtou::files::{FilePlan, Replaces};
use hongtou::page::{Page, Pages};
use hongtou::{Job, pdf, png, svg};

use super::output::{self, StagedFiles};
use super::page_ranges::PageRanges;
use super::{Console, Exit, Global};

const EXAMPLES: &str = "\
Examples:
  hongtou render issue.toml                       issue.pdf beside the issue
  hongtou render issue.toml -o out/245.pdf        or -o out, which is out/issue.pdf
  hongtou render issue.toml -o - | lpr            the PDF to standard output
  hongtou render issue.toml --layout bulletin-grid
  hongtou render issue.toml --output-profile PSOuncoated_v3_FOGRA52.icc
  hongtou render issue.toml --profile plain       a small file to send by mail
  hongtou render issue.toml -o page.png --pages 1 --dpi 300
  hongtou render issue.toml --format svg          issue-1.svg, issue-2.svg, …";

/// Typeset an issue
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct Render {
    /// The issue
    #[arg(value_name = "ISSUE.toml")]
    issue: PathBuf,
    /// Where to write it: a file, a folder that exists, or `-` for standard output; otherwise beside the issue
    #[arg(short, long, value_name = "FILE|DIR")]
    output: Option<PathBuf>,
    /// Replace a file of another kind, or a PDF beside the issue that hongtou did not make
    #[arg(long)]
    force: bool,
    /// The layout, instead of the one that the issue names: a bundled one's name, or a layout file
    #[arg(long, value_name = "NAME|FILE")]
    layout: Option<String>,
    /// The format; otherwise that of the output's ending, or pdf
    #[arg(long)]
    format: Option<Format>,
    /// Dots per inch of a png
    #[arg(long, value_name = "N", default_value_t = 150, value_parser = clap::value_parser!(u32).range(20..=1200))]
    dpi: u32,
    /// The pages to write, counted from 1, such as 1-3,5,8-
    #[arg(long, value_name = "RANGES")]
    pages: Option<PageRanges>,
    /// What a pdf is for
    #[arg(long, default_value = "print", hide_default_value = true)]
    profile: Profile,
    /// Leave out the tags that tell a screen reader what is a heading and what a paragraph
    #[arg(long)]
    no_tags: bool,
    /// The ICC profile of the press and the paper, instead of the one that the layout names, or FOGRA39
    #[arg(long, value_name = "FILE.icc")]
    output_profile: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Profile {
    /// Print shop, archive and screen reader at once: PDF/X-4, PDF/A-2u, PDF/UA-1 (the usual one)
    Print,
    /// A print shop alone: PDF/X-4, without tags
    X4,
    /// An archive and screen readers: PDF/A-2u, PDF/UA-1
    A2u,
    /// Neither: no profile, no tags, the smallest file
    Plain,
}

impl From<Profile> for pdf::Purpose {
    fn from(profile: Profile) -> pdf::Purpose {
        match profile {
            Profile::Print => pdf::Purpose::Print,
            Profile::X4 => pdf::Purpose::X4,
            Profile::A2u => pdf::Purpose::A2u,
            Profile::Plain => pdf::Purpose::Plain,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// All pages in one file
    Pdf,
    /// A drawing a page
    Svg,
    /// A picture a page
    Png,
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Svg => "svg",
            Format::Png => "png",
        }
    }
}

impl Render {
    pub fn run(&self, global: &Global, console: &Console) -> Result<Exit, Vec<Diagnostic>> {
        self.refuse_contradictions();
        let format = self.format();
        let target = self.target(format);
        let mut plan = self.plan(format, target.as_ref())?;
        let start = Instant::now();
        let job = hongtou::open(&self.issue, &global.options(self.layout.as_deref()))?;
        console.print(&job.warnings);
        console.step("read", start);
        plan.reads_layout(&job.layout, &job.fonts);
        plan.check()?;
        let start = Instant::now();
        let (settings, set) = (self.settings(format, &job), hongtou::typeset(&job));
        let (settings, (pages, warnings)) = both(settings, set)?;
        console.step("typeset", start);
        console.print(&warnings);
        pages.pages.iter().filter_map(Page::adjusted_note).for_each(|note| console.say_note(&note));
        let pages = match &self.pages {
            Some(ranges) => ranges.select(pages)?,
            None => pages,
        };
        let start = Instant::now();
        match &target {
            Some(target) => {
                if format != Format::Pdf {
                    let replaces = target.replaces(format);
                    target.pictures(&pages).iter().for_each(|path| plan.writes(path, replaces));
                    plan.check()?;
                }
                self.write_files(&job, &pages, format, &settings, target, console)?;
            }
            None => self.write_stream(&job, &pages, format, &settings, console)?,
        }
        console.step("write", start);
        Ok(Exit::Done)
    }

    fn refuse_contradictions(&self) {
        if self.profile == Profile::Plain && self.output_profile.is_some() {
            let message = "--profile plain writes no output profile, and --output-profile names one";
            command().error(ErrorKind::ArgumentConflict, message).exit()
        }
    }

    /// How a PDF is to be written.
    fn settings(&self, format: Format, job: &Job) -> Result<pdf::Settings, Vec<Diagnostic>> {
        let (purpose, tags) = (self.profile.into(), !self.no_tags);
        // Where no profile is written, one that cannot be read is no fault.
        if format != Format::Pdf || self.profile == Profile::Plain {
            return Ok(pdf::Settings { purpose, tags, ..pdf::Settings::default() });
        }
        let profile = hongtou::output_profile(self.output_profile.as_deref(), &job.layout)?;
        Ok(pdf::Settings { purpose, tags, profile })
    }

    /// The format that the command line names, or the output's ending, or PDF.
    fn format(&self) -> Format {
        let file = self.output.as_deref().filter(|path| !path.is_dir());
        let ending = file.and_then(Path::extension).and_then(OsStr::to_str);
        match (self.format, ending) {
            (Some(format), _) => format,
            (None, None) => Format::Pdf,
            (None, Some(ending)) => Format::from_str(ending, true).unwrap_or_else(|_| {
                let message = format!("no format ends in .{ending}: name one with --format pdf, svg or png");
                command().error(ErrorKind::ValueValidation, message).exit()
            }),
        }
    }

    /// The file to write, or nothing for standard output.
    fn target(&self, format: Format) -> Option<Target> {
        let usual = || self.issue.with_extension(format.ending());
        match &self.output {
            Some(path) if path == Path::new("-") => None,
            Some(folder) if folder.is_dir() => {
                let path = folder.join(usual().file_name().unwrap_or_default());
                Some(Target { path, is_named: false })
            }
            Some(path) => Some(Target { path: path.clone(), is_named: true }),
            None => Some(Target { path: usual(), is_named: false }),
        }
    }

    /// What is read and written, as far as the command line says it.
    fn plan(&self, format: Format, target: Option<&Target>) -> Result<FilePlan, Vec<Diagnostic>> {
        let mut plan = FilePlan::new(self.force);
        plan.reads(&self.issue);
        self.output_profile.iter().for_each(|profile| plan.reads(profile));
        plan.reads_named_layout(self.layout.as_deref());
        let inputs = plan.clone();
        match target {
            Some(target) if format == Format::Pdf => plan.writes(&target.path, target.replaces(format)),
            // How many pages there are is not known yet, and so what the files are called.
            Some(target) => plan.writes(&target.path, Replaces::Anything),
            None => {}
        }
        plan.check()?;
        Ok(if format == Format::Pdf { plan } else { inputs })
    }

    fn write_files(
        &self,
        job: &Job,
        pages: &Pages,
        format: Format,
        settings: &pdf::Settings,
        target: &Target,
        console: &Console,
    ) -> Result<(), Vec<Diagnostic>> {
        if format == Format::Pdf {
            output::write(&target.path, &pdf::write_as(pages, &job.fonts, settings)?)?;
            let (path, count) = (target.path.clone(), pages.pages.len());
            console.say_note(&Note::Pages { path, count });
            return Ok(());
        }
        let mut files = StagedFiles::default();
        for (index, path) in target.pictures(pages).iter().enumerate() {
            files.add(path, &self.picture(job, pages, format, index)?)?;
        }
        files.commit()?;
        for path in target.pictures(pages) {
            console.say_note(&Note::Pages { path, count: 1 });
        }
        Ok(())
    }

    fn write_stream(
        &self,
        job: &Job,
        pages: &Pages,
        format: Format,
        settings: &pdf::Settings,
        console: &Console,
    ) -> Result<(), Vec<Diagnostic>> {
        let bytes = match (format, pages.pages.len()) {
            (Format::Pdf, _) => pdf::write_as(pages, &job.fonts, settings)?,
            (_, 1) => self.picture(job, pages, format, 0)?,
            (_, pages) => return Err(vec![Diagnostic::error(Problem::SeveralPagesToOneStream { pages })]),
        };
        console.write(&bytes)
    }

    fn picture(
        &self,
        job: &Job,
        pages: &Pages,
        format: Format,
        index: usize,
    ) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let page = &pages.pages[index];
        match format {
            Format::Png => png::page(page, &job.fonts, self.dpi),
            Format::Svg | Format::Pdf => Ok(svg::page(page, &job.fonts).into_bytes()),
        }
    }
}

/// Where the pages go.
struct Target {
    path: PathBuf,
    /// Whether the user named the file; otherwise it is called like the issue.
    is_named: bool,
}

impl Target {
    fn replaces(&self, format: Format) -> Replaces {
        match format {
            Format::Pdf if self.is_named => Replaces::PDF,
            Format::Pdf => Replaces::OWN_PDF,
            Format::Svg => Replaces::SVG,
            Format::Png => Replaces::PNG,
        }
    }

    /// The files of pages that are written one by one.
    fn pictures(&self, pages: &Pages) -> Vec<PathBuf> {
        match pages.pages.as_slice() {
            [_] => vec![self.path.clone()],
            // The pages' own numbers, so that pages 2 and 3 of an issue are called that.
            several => several.iter().map(|page| numbered(&self.path, page.number)).collect(),
        }
    }
}

/// Both values, or all that is wrong with either.
fn both<A, B>(
    first: Result<A, Vec<Diagnostic>>,
    second: Result<B, Vec<Diagnostic>>,
) -> Result<(A, B), Vec<Diagnostic>> {
    match (first, second) {
        (Ok(first), Ok(second)) => Ok((first, second)),
        (Err(mut problems), Err(more)) => {
            problems.extend(more);
            Err(problems)
        }
        (Err(problems), Ok(_)) | (Ok(_), Err(problems)) => Err(problems),
    }
}

/// `page.png` → `page-3.png`
fn numbered(path: &Path, number: u32) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}

/// The command as clap knows it, for what is wrong with its line.
fn command() -> clap::Command {
    Render::augment_args(clap::Command::new("hongtou").bin_name("hongtou render"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_numbered_before_the_ending() {
        assert_eq!(numbered("out/245.2.png".as_ref(), 3), Path::new("out/245.2-3.png"));
        assert_eq!(numbered("page".as_ref(), 1), Path::new("page-1"));
    }
}
