//! What is ordered → what is printed: pages put on sides, copies on rounds, plates in files.

use crate::pipeline::typeset;
use crate::workshop::Job;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::Pages;
use hongtou_format::issue::Issue;
use hongtou_format::layouts::Layout;

use super::allotment::{self, List, Share};
use super::imposition::{self, Scheme};
use super::measures::Measures;
use super::numbering;
use super::plates::{Inks, Plate};
use super::sides::Sheets;
use hongtou_output::run::Size;
use hongtou_output::run::{Numbers, Rounds, Run, Side};

/// What the office orders.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// How many copies; the issue's if `None`.
    pub copies: Option<u32>,
    /// The first copy's number, if copies are numbered.
    pub first_number: Option<u32>,
    /// How pages are put on sheets; as they are read if `None`.
    pub scheme: Option<Scheme>,
    /// By how much each sheet of a stapled copy pushes the next inner one outward.
    pub creep: Length,
    /// Whether marks stand around the trim.
    pub marks: bool,
    /// Who receives copies, in place of the issue's own list.
    pub recipients: Option<List>,
    /// What the copies are for that nobody receives.
    pub rest: String,
}

/// A job that can be printed.
#[derive(Debug)]
pub struct Press {
    /// The pages of one copy, without their number.
    pub pages: Pages,
    /// The numbers of the copies.
    pub numbers: Option<Numbers>,
    /// How many copies are printed.
    pub copies: u32,
    /// Who receives them; empty where there is no list.
    pub shares: Vec<Share>,
    /// The list that they come from.
    pub recipients: List,
    /// How pages are put on sheets.
    pub scheme: Option<Scheme>,
    /// The measures of marks and the like.
    pub measures: Measures,
    creep: Length,
    marks: bool,
}

/// Sets an issue for the press; gives the job and warnings.
///
/// # Errors
/// Everything that keeps it from being printed.
pub fn prepare(job: &mut Job, order: &Order) -> Result<(Press, Vec<Diagnostic>), Vec<Diagnostic>> {
    let measures = Measures::bundled()?;
    let list = order.recipients.clone().unwrap_or_else(|| List::of_issue(&job.issue));
    let (copies, more) = copies(&job.issue, order, &list)?;
    let warnings = list.warnings.iter().cloned().chain(more);
    let mut warnings: Vec<Diagnostic> = warnings.collect();
    let shares = match list.entries.is_empty() {
        true => Vec::new(),
        false => allotment::share_out(&list, copies, &order.rest)?,
    };
    if let Some(first) = order.first_number {
        numbering::ask_for(job, first, measures.digits);
    }
    job.fill = order.scheme.and_then(Scheme::fill);
    let (mut pages, of_pages) = typeset(job)?;
    warnings.extend(of_pages);
    let numbers = order
        .first_number
        .map(|first| {
            numbering::take_off(&mut pages, &job.fonts, (first, copies, measures.digits), &job.layout.name)
        })
        .transpose()
        .map_err(|problem| vec![Diagnostic::error(problem)])?;
    pages.bookmarks.clear();
    let (scheme, creep, marks) = (order.scheme, order.creep, order.marks);
    let recipients = list;
    Ok((Press { pages, numbers, copies, shares, recipients, scheme, measures, creep, marks }, warnings))
}

/// What the marks call an issue's job.
pub fn job_name(issue: &Issue) -> String {
    format!("{}　第{}期", issue.masthead.title.value, issue.masthead.number.value)
}

/// How many copies are printed: as ordered, or as the issue says, or as many as are given away.
fn copies(issue: &Issue, order: &Order, list: &List) -> Result<(u32, Vec<Diagnostic>), Vec<Diagnostic>> {
    let printed = issue.distribution.copies.as_ref();
    let copies = order.copies.or(printed.map(|copies| copies.value)).or(u32::try_from(list.sum()).ok());
    let copies =
        copies.filter(|copies| *copies > 0).ok_or_else(|| vec![Diagnostic::error(Problem::NoCopies)])?;
    let differs = printed.filter(|printed| printed.value != copies).map(|printed| {
        let problem = Problem::CopiesDiffer { printed: printed.value, ordered: copies };
        Diagnostic::warning_at(problem, &issue.source, printed.span.clone())
    });
    Ok((copies, differs.into_iter().collect()))
}

impl Press {
    /// The size of a page after trimming.
    pub fn page_size(&self) -> Size {
        self.sheets().page_size()
    }

    /// The sheets of one round.
    pub fn plan(&self) -> Option<imposition::Plan> {
        self.sheets().plan()
    }

    fn sheets(&self) -> Sheets<'_> {
        let Press { pages, scheme, creep, marks, measures, .. } = self;
        Sheets { pages, scheme: *scheme, creep: *creep, marks: *marks, measures }
    }

    /// How many pages of a copy carry nothing.
    pub fn blanks(&self) -> usize {
        self.pages.pages.iter().filter(|page| page.items.is_empty()).count()
    }

    /// The inks of what a plate shows.
    pub fn inks(&self, plate: Plate) -> Inks {
        let mut inks = Inks::of(&plate.of(&self.pages).pages);
        let number = self.numbers.as_ref().map(|numbers| &numbers.pattern.colour);
        number.into_iter().filter(|colour| plate.shows(colour)).for_each(|colour| inks.add(colour));
        inks
    }

    /// What is printed with a plate; `name` stands in the marks.
    pub fn run(&self, plate: Plate, name: &str, layout: &Layout, fonts: &FontBook) -> Run {
        let inks = self.inks(plate);
        let numbers = self.numbers.clone().filter(|numbers| plate.shows(&numbers.pattern.colour));
        let sides = self.sheets().sides(name, &inks, layout, fonts);
        let side_by_side = self.scheme.map_or(1, Scheme::copies_on_a_sheet);
        let copies = if numbers.is_some() { self.copies } else { side_by_side };
        let odd = !copies.is_multiple_of(side_by_side);
        Run {
            pages: plate.of(&self.pages),
            sides_of_the_last: odd.then(|| sides.iter().map(first_copy).collect()),
            sides,
            numbers,
            rounds: Rounds { copies, side_by_side },
            layer: String::new(),
        }
    }
}

/// A side as it is printed where there is no second copy any more.
fn first_copy(side: &Side) -> Side {
    let mut side = side.clone();
    side.placements.retain(|placement| placement.copy == 0);
    side
}
