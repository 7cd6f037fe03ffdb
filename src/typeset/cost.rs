//! What a line costs: how far its gaps are from their natural width, and how it differs from the line before.
//!
//! Costs are whole numbers without a unit; their size is explained at each constant.

use super::adjust::SQUEEZE_ORDER;
use super::breaking::{Constraints, LineEnd};
use super::paragraph::Paragraph;
use super::spacing::{Break, Glue, Stretch};
use crate::page::Ending;
use crate::units::Length;

/// A line that is parted against the rules costs more than any paragraph of lines that are not.
const FORCED: i64 = 1_000_000_000_000;

/// A line that ends between marks in a row: better than to part a word or a number.
const RELIEF: i64 = FORCED / 2;

/// The last line has too few characters: as bad as a line whose gaps open by 0.5 em each (500² = 250,000).
const SHORT_LAST_LINE: i64 = 250_000;

/// What a mark loses is seen less than what a gap gains: marks that lose 0.4 em each are as bad as gaps that open by
/// 0.05 em each (400 ÷ 8 = 50, 50² = 2,500). Of 4, 6, 8 and 10 this is the least at which optimal breaking has at
/// no measure of `docs/breakers.md` a worse line, a larger mean or a less even grey than first-fit.
const SQUEEZE_TO_STRETCH: i64 = 8;

/// A loose line beside a tight one: as bad as gaps that open by 0.05 em each, for each step of difference.
const CONTRAST: i64 = 2_500;

/// A hyphen: as bad as gaps that open by 0.05 em each.
const HYPHEN: i64 = 2_500;

/// Each line costs a little, so that of two ways of the same grey the shorter one is taken.
const LINE: i64 = 50;

/// How dense a line looks beside its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Density {
    /// Some of its marks lose more than a quarter of an em.
    Tight,
    /// Its gaps open by less than 0.04 em.
    Even,
    /// Less than 0.09 em.
    Loose,
    /// More.
    VeryLoose,
}

/// How many densities there are.
pub const DENSITIES: usize = 4;

/// How many ranks there are of what may be squeezed.
const RANKS: usize = SQUEEZE_ORDER.len();

/// The rank of a space that the layout lets be squeezed.
fn rank(glue: Glue, constraints: &Constraints<'_>) -> Option<usize> {
    if glue.natural <= glue.least || !constraints.squeeze.contains(&glue.kind) {
        return None;
    }
    SQUEEZE_ORDER.iter().position(|&kind| kind == glue.kind)
}

/// What it costs that a line ends where it may not.
pub fn unlawful(ending: Ending) -> i64 {
    match ending {
        Ending::Forced => FORCED,
        Ending::Relief => RELIEF,
        Ending::Full | Ending::Prohibited | Ending::Even | Ending::Last | Ending::Ellipsis => 0,
    }
}

/// What a line is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judgement {
    /// Its cost.
    pub cost: i64,
    /// How dense it looks.
    pub density: Density,
}

/// Sums over a paragraph, so that a line is judged in constant time.
pub struct Judge<'a> {
    paragraph: &'a Paragraph<'a>,
    constraints: &'a Constraints<'a>,
    /// Room of the gaps before each box, and in how many places, by rank.
    room: Vec<[(Length, u32); RANKS]>,
    /// Gaps that open, before each box.
    opening: Vec<u32>,
    /// Characters that are no marks, before each box.
    characters: Vec<u32>,
}

impl<'a> Judge<'a> {
    /// Sums up a paragraph.
    pub fn new(paragraph: &'a Paragraph<'a>, constraints: &'a Constraints<'a>) -> Judge<'a> {
        let count = paragraph.len();
        let mut judge = Judge {
            paragraph,
            constraints,
            room: Vec::with_capacity(count + 1),
            opening: Vec::with_capacity(count + 1),
            characters: Vec::with_capacity(count + 1),
        };
        let (mut room, mut opening, mut characters) = ([(Length::ZERO, 0); RANKS], 0, 0);
        for index in 0..=count {
            judge.room.push(room);
            judge.opening.push(opening);
            judge.characters.push(characters);
            if let Some(gap) = paragraph.gaps.get(index) {
                for glue in [gap.after, gap.before] {
                    if let Some(rank) = rank(glue, constraints) {
                        room[rank].0 += glue.natural - glue.least;
                        room[rank].1 += 1;
                    }
                }
                opening += u32::from(gap.stretch != Stretch::Never);
            }
            characters += u32::from(paragraph.clusters.get(index).is_some_and(|c| c.class.is_character()));
        }
        judge
    }

    /// By how much the gaps inside the line may be squeezed.
    pub fn room(&self, start: usize, end: usize) -> Length {
        self.ranks(start, end).map(|(room, _)| room).sum::<Length>() + self.paragraph.cell_room(start, end)
    }

    /// The room of each rank, and in how many places.
    fn ranks(&self, start: usize, end: usize) -> impl Iterator<Item = (Length, u32)> {
        let (before, after) = (self.room[start], self.room[end - 1]);
        (0..RANKS).map(move |rank| (after[rank].0 - before[rank].0, after[rank].1 - before[rank].1))
    }

    /// How many characters the line has, marks not counted.
    pub fn characters(&self, start: usize, end: usize) -> u32 {
        self.characters[end] - self.characters[start]
    }

    /// What the line is worth; `None` if it does not fit.
    pub fn line(&self, start: usize, end: usize, line: usize) -> Option<Judgement> {
        let (paragraph, edges) = (self.paragraph, self.constraints.edges);
        let measure = (self.constraints.measure)(line);
        let width = paragraph.line_width(start, end, edges) - paragraph.overhang(end, edges);
        let is_last = end == paragraph.len();
        let mut judgement = if width > measure {
            // The blank of a mark at the edge is squeezed first, and costs nothing: it is not seen.
            let least = paragraph.least_width(start, end, edges);
            self.squeezed(least - measure, start, end)?
        } else if is_last {
            Judgement { cost: 0, density: Density::Even }
        } else {
            self.stretched(measure - width, start, end)
        };
        judgement.cost += LINE;
        if is_last && start > 0 && self.characters(start, end) < self.constraints.last_line {
            judgement.cost += SHORT_LAST_LINE;
        }
        if self.is_hyphen(end) {
            judgement.cost += HYPHEN;
        }
        Some(judgement)
    }

    /// What the marks of the most squeezed rank lose, each; ranks are squeezed one after the other.
    fn squeezed(&self, over: Length, start: usize, end: usize) -> Option<Judgement> {
        let em = self.paragraph.clusters[start].em.max(Length::from_emu(1));
        let mut over = over;
        let mut deepest = 0;
        let shared_cells = self.paragraph.cell_room(start, end);
        if over > Length::ZERO && shared_cells > Length::ZERO {
            // Two marks in one cell lose half an em each.
            deepest = 500;
            over -= shared_cells;
        }
        for (room, places) in self.ranks(start, end) {
            if over <= Length::ZERO {
                break;
            }
            let amount = over.min(room);
            let each = amount.ratio(1000, em.emu()).emu() / i64::from(places.max(1));
            deepest = deepest.max(each);
            over -= amount;
        }
        if over > Length::ZERO {
            return None;
        }
        let density = if deepest > 250 { Density::Tight } else { Density::Even };
        Some(Judgement { cost: (deepest / SQUEEZE_TO_STRETCH).pow(2), density })
    }

    /// The square of what each gap opens by, in thousandths of an em: 0.1 em each cost 100² = 10,000.
    fn stretched(&self, short: Length, start: usize, end: usize) -> Judgement {
        let gaps = i64::from(self.opening[end - 1] - self.opening[start]).max(1);
        let em = self.paragraph.clusters[start].em.max(Length::from_emu(1));
        let each = (short.ratio(1000, em.emu()).emu() / gaps).min(1_000_000);
        let density = match each {
            ..40 => Density::Even,
            40..90 => Density::Loose,
            _ => Density::VeryLoose,
        };
        Judgement { cost: each * each, density }
    }

    /// What it costs that two lines follow each other.
    pub fn contrast(&self, before: Density, after: Density) -> i64 {
        let steps = (before as i64 - after as i64).abs();
        // One step is hardly seen.
        (steps - 1).max(0) * CONTRAST
    }

    fn is_hyphen(&self, end: usize) -> bool {
        self.paragraph.gaps.get(end - 1).is_some_and(|gap| gap.line_break == Break::Hyphen)
    }

    /// What all lines cost together.
    pub fn total(&self, lines: &[LineEnd]) -> i64 {
        let mut total = 0;
        let mut before = Density::Even;
        let mut start = 0;
        for (index, line) in lines.iter().enumerate() {
            let judgement = self.line(start, line.end, index);
            let unlawful = if judgement.is_none() { FORCED } else { unlawful(line.ending) };
            let Judgement { cost, density } =
                judgement.unwrap_or(Judgement { cost: 0, density: Density::Even });
            total += cost + self.contrast(before, density) + unlawful;
            before = density;
            start = line.end;
        }
        total
    }
}
