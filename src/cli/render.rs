//! `hongtou render`: the main job.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, ValueEnum};
use hongtou::diagnostic::{Diagnostic, Note, Problem};
use hongtou::page::Pages;
use hongtou::{Job, pdf, png, svg};

use super::page_ranges::PageRanges;
use super::{Arguments, Console, Exit, Global, output};

const EXAMPLES: &str = "\
Examples:
  hongtou render issue.toml                       issue.pdf beside the issue
  hongtou render issue.toml -o out/245.pdf
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
    /// Where to write it; `-` is standard output. Otherwise beside the issue, with the format's ending
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
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
        let target = self.target(format)?;
        let start = Instant::now();
        let job = hongtou::open(&self.issue, &global.options(self.layout.as_deref()))?;
        console.print(&job.warnings);
        console.step("read", start);
        let start = Instant::now();
        let (settings, set) = (self.settings(format, &job), hongtou::typeset(&job));
        let (settings, (pages, warnings)) = both(settings, set)?;
        console.step("typeset", start);
        console.print(&warnings);
        let pages = match &self.pages {
            Some(ranges) => ranges.select(pages)?,
            None => pages,
        };
        let start = Instant::now();
        match target {
            Some(path) => self.write_files(&job, &pages, format, &settings, &path, console)?,
            None => self.write_stream(&job, &pages, format, &settings, console)?,
        }
        console.step("write", start);
        Ok(Exit::Done)
    }

    fn refuse_contradictions(&self) {
        if self.profile == Profile::Plain && self.output_profile.is_some() {
            let message = "--profile plain writes no output profile, and --output-profile names one";
            Arguments::command().error(ErrorKind::ArgumentConflict, message).exit()
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
        let ending = self.output.as_deref().and_then(Path::extension).and_then(OsStr::to_str);
        match (self.format, ending) {
            (Some(format), _) => format,
            (None, None) => Format::Pdf,
            (None, Some(ending)) => Format::from_str(ending, true).unwrap_or_else(|_| {
                let message = format!("no format ends in .{ending}: name one with --format pdf, svg or png");
                Arguments::command().error(ErrorKind::ValueValidation, message).exit()
            }),
        }
    }

    /// The file to write, or nothing for standard output.
    fn target(&self, format: Format) -> Result<Option<PathBuf>, Vec<Diagnostic>> {
        let path = match &self.output {
            Some(path) if path == Path::new("-") => return Ok(None),
            Some(path) => path.clone(),
            None => self.issue.with_extension(format.ending()),
        };
        let inputs =
            [(Some(self.issue.as_path()), "issue"), (self.layout.as_deref().map(Path::new), "layout")];
        for (input, name) in inputs {
            let input = input.and_then(|input| input.canonicalize().ok());
            if input.is_some() && input == path.canonicalize().ok() {
                return Err(output::cannot_write(&path, &format!("this is the {name} itself")));
            }
        }
        output::prepare(&path)?;
        Ok(Some(path))
    }

    fn write_files(
        &self,
        job: &Job,
        pages: &Pages,
        format: Format,
        settings: &pdf::Settings,
        path: &Path,
        console: &Console,
    ) -> Result<(), Vec<Diagnostic>> {
        let count = pages.pages.len();
        if format == Format::Pdf {
            output::write(path, &pdf::write_as(pages, &job.fonts, settings)?)?;
            console.say_note(&Note::Pages { path: path.to_owned(), count });
            return Ok(());
        }
        for index in 0..count {
            // The page's own number, so that pages 2 and 3 of an issue are called that.
            let number = pages.pages[index].number as usize;
            let path = if count == 1 { path.to_owned() } else { numbered(path, number) };
            output::write(&path, &self.picture(job, pages, format, index)?)?;
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
fn numbered(path: &Path, number: usize) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}"));
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
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
