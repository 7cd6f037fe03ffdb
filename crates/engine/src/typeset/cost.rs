//! What a line costs: how far its gaps are from their natural width, and how it differs from the line before.
//!
//! Costs are whole numbers without a unit; their size is explained at each constant.

use super::adjust::SQUEEZE_ORDER;
use super::constraints::{Constraints, LineEnd};
use super::distribution::{MOST_BETWEEN_HAN, UNIT, closing_share, opening_share};
use super::paragraph::Paragraph;
use super::spacing::{Break, Glue, Stretch, UnitBreak};
use crate::page::{AdjustmentKind, Ending};
use hongtou_base::units::Length;

/// A line that is broken against the rules costs more than any paragraph of lines that are not.
const FORCED: i64 = 1_000_000_000_000;

/// A line that ends between marks in a row: better than to break a word or a number.
const RELIEF: i64 = FORCED / 2;

/// The last line has too few characters: as bad as a line whose gaps open by about 0.35 em each, so that on a measure of
/// 28 em it is left only where the paragraph has no other lines.
const SHORT_LAST_LINE: i64 = 20_000_000;

/// Two lines side by side of which one is loose and one is tight: as bad as gaps that open by 0.04 em each, for each
/// step of difference.
const CONTRAST: i64 = 2_500;

/// A hyphen: as bad as gaps that open by 0.04 em each.
const HYPHEN: i64 = 2_500;

/// Each line costs a little, so that of two ways of the same grey the shorter one is taken.
const LINE: i64 = 50;

/// The level, in thousandths of an em, above which a line is conspicuous as a whole.
const CONSPICUOUS: i64 = 30;

/// The level above which it is a hole.
const LOOSE: i64 = 58;

/// What each thousandth of an em above [`LOOSE`] costs: as much as three lines just below it, so that a hole is left only
/// where no other lines are possible.
const HOLE: i64 = 45_000;

/// What a line costs beside that in which gaps are wider than any limit: as much as a level higher by a tenth of an em.
const BEYOND_LIMITS: i64 = 100 * HOLE;

/// The highest level that is told from others.
const HIGHEST: i64 = 2_000;

/// The cost of a line in which a gap between two Han characters opens by `level` thousandths of an em.
///
/// The square, as in least squares; beyond [`CONSPICUOUS`] the fourth power takes over, so that two lines of 0.03 em are
/// better than one of 0.06 beside one that is perfect: the eye finds the worst line of a page and not its mean.
fn cost_of_level(level: i64) -> i64 {
    let level = level.min(HIGHEST);
    let square = level * level;
    square + square * square / (CONSPICUOUS * CONSPICUOUS)
}

/// The cost of a line whose gaps open by `level` thousandths of an em, holes counted.
fn cost_of_opening(level: i64) -> i64 {
    cost_of_level(level) + (level.min(HIGHEST) - LOOSE).max(0) * HOLE
}

/// What it costs to break a unit: as much as a line of the level at which breaking it is the lesser evil. A line at
/// 60 thousandths has gaps of 0.06 em between all Han characters.
fn cost_of_unit(place: UnitBreak) -> i64 {
    match place {
        UnitBreak::Address => cost_of_level(35),
        UnitBreak::Telephone => cost_of_level(40),
        UnitBreak::Multiplier => cost_of_level(45),
        UnitBreak::Counter => cost_of_level(60),
        UnitBreak::Code => cost_of_level(75),
        UnitBreak::LastCharacter => cost_of_opening(64),
    }
}

/// The level of a line in which the gaps between Han characters are compressed because its marks do not suffice: it is
/// made only where another line would have holes.
const TRACKED: i64 = 61;

/// By how much that level rises to where those gaps have given what they can.
const MORE_TRACKED: i64 = 4;

/// How dense a line looks beside its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Density {
    /// Its marks lose more than a quarter of an em.
    Tight,
    /// Its gaps open by less than 0.03 em.
    Even,
    /// Less than 0.06 em.
    Loose,
    /// More.
    VeryLoose,
}

/// How many densities there are.
pub const DENSITIES: usize = 4;

/// What it costs that a line ends where it may not.
pub fn unlawful(ending: Ending) -> i64 {
    match ending {
        Ending::Forced => FORCED,
        Ending::Relief => RELIEF,
        Ending::Full | Ending::Prohibited | Ending::Even | Ending::Unit | Ending::Last | Ending::Ellipsis => {
            0
        }
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

/// Gaps that change alike: their shares and their rooms together.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    share: i64,
    room: Length,
}

/// How many groups of gaps there are that compress, by their kind.
const KINDS: usize = SQUEEZE_ORDER.len();

/// How many groups of gaps there are that expand: word spaces, Han|Latin, beside marks, and all others.
const OPENINGS: usize = 4;

/// What is before a box, summed up from the paragraph's start.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    closing: [Group; KINDS],
    opening: [Group; OPENINGS],
    /// By how much gaps between Han characters may be compressed.
    tracking: Length,
    /// Characters that are not marks.
    characters: u32,
}

/// Sums over a paragraph, so that a line is judged in constant time.
pub struct Judge<'a> {
    paragraph: &'a Paragraph<'a>,
    constraints: &'a Constraints<'a>,
    /// What is before each box.
    sums: Vec<Sums>,
}

impl<'a> Judge<'a> {
    /// Sums up a paragraph.
    pub fn new(paragraph: &'a Paragraph<'a>, constraints: &'a Constraints<'a>) -> Judge<'a> {
        let count = paragraph.len();
        let mut sums = Vec::with_capacity(count + 1);
        let mut sum = Sums::default();
        for index in 0..=count {
            sums.push(sum);
            if let Some(gap) = paragraph.gaps.get(index) {
                for glue in [gap.after, gap.before] {
                    if glue.kind == AdjustmentKind::InterCharacter {
                        sum.tracking += glue.natural - glue.least;
                    }
                    if let Some(kind) = kind(glue, constraints) {
                        sum.closing[kind].share += closing_share(glue.kind);
                        sum.closing[kind].room += glue.natural - glue.least;
                    }
                }
                let group = match gap.stretch {
                    Stretch::WordSpace => 0,
                    Stretch::Autospace => 1,
                    Stretch::Character if gap.is_beside_blank() => 2,
                    Stretch::Character | Stretch::Never => 3,
                };
                sum.opening[group].share += opening_share(gap.stretch);
                sum.opening[group].room += constraints.limits.room(paragraph, index);
            }
            sum.characters +=
                u32::from(paragraph.clusters.get(index).is_some_and(|c| c.class.is_character()));
        }
        Judge { paragraph, constraints, sums }
    }

    /// By how much the gaps inside the line may be compressed.
    pub fn room(&self, start: usize, end: usize) -> Length {
        let (before, after) = (&self.sums[start], &self.sums[end - 1]);
        let rooms = after.closing.iter().zip(&before.closing).map(|(after, before)| after.room - before.room);
        rooms.sum::<Length>() + self.tracking(start, end) + self.paragraph.cell_room(start, end)
    }

    /// By how much the gaps between the Han characters of the line may be compressed.
    fn tracking(&self, start: usize, end: usize) -> Length {
        self.sums[end - 1].tracking - self.sums[start].tracking
    }

    /// How many characters the line has, marks not counted.
    pub fn characters(&self, start: usize, end: usize) -> u32 {
        self.sums[end].characters - self.sums[start].characters
    }

    /// What the line is worth; `None` if it does not fit.
    pub fn line(&self, start: usize, end: usize, line: usize) -> Option<Judgement> {
        let paragraph = self.paragraph;
        let measure = (self.constraints.measure)(line);
        let excess = paragraph.excess(start, end, self.constraints.edges, measure);
        let is_last = end == paragraph.len();
        let mut judgement = if excess > Length::ZERO {
            self.compressed(excess, start, end)?
        } else if is_last {
            Judgement { cost: 0, density: Density::Even }
        } else {
            self.expanded(-excess, start, end)
        };
        judgement.cost += LINE;
        if is_last && start > 0 && self.characters(start, end) < self.constraints.last_line {
            judgement.cost += SHORT_LAST_LINE;
        }
        judgement.cost += match paragraph.gaps.get(end - 1).map(|gap| gap.line_break) {
            Some(Break::Hyphen) => HYPHEN,
            Some(Break::Unit(place)) => cost_of_unit(place),
            Some(Break::Allowed | Break::Forbidden) | None => 0,
        };
        Some(judgement)
    }

    fn compressed(&self, over: Length, start: usize, end: usize) -> Option<Judgement> {
        // Two marks of the strict grid that share a cell lose half an em each.
        let shared_cells = self.paragraph.cell_room(start, end);
        let mut level =
            if shared_cells > Length::ZERO { 500 * UNIT / closing_share(AdjustmentKind::Pause) } else { 0 };
        let over = over - shared_cells;
        if over > Length::ZERO {
            let (before, after) = (&self.sums[start].closing, &self.sums[end - 1].closing);
            level = match self.level(over, before, after, start) {
                Ok(compressed) => level.max(compressed),
                Err(rest) => return self.tracked(rest, start, end),
            }
        }
        let density = if level > CONSPICUOUS { Density::Tight } else { Density::Even };
        Some(Judgement { cost: cost_of_level(level), density })
    }

    /// A line in which marks and spaces have given all that they can, and `rest` is over.
    fn tracked(&self, rest: Length, start: usize, end: usize) -> Option<Judgement> {
        let room = self.tracking(start, end);
        if rest > room {
            return None;
        }
        let level = TRACKED + MORE_TRACKED * rest.emu() / room.emu().max(1);
        Some(Judgement { cost: cost_of_opening(level), density: Density::Tight })
    }

    fn expanded(&self, short: Length, start: usize, end: usize) -> Judgement {
        let (before, after) = (&self.sums[start].opening, &self.sums[end - 1].opening);
        let (level, beyond) = match self.level(short, before, after, start) {
            Ok(level) if level <= MOST_BETWEEN_HAN => (level, 0),
            // From here on other gaps open more so that those between Han characters do not.
            Ok(_) => (self.even_level(short, before, after, start), 0),
            Err(_) => (self.even_level(short, before, after, start), BEYOND_LIMITS),
        };
        let density = match level {
            _ if level <= CONSPICUOUS => Density::Even,
            _ if level <= LOOSE => Density::Loose,
            _ => Density::VeryLoose,
        };
        Judgement { cost: cost_of_opening(level) + beyond, density }
    }

    /// The level at which the groups together would open by `amount` if none had a limit, but at least that at which
    /// gaps between Han characters meet theirs.
    fn even_level<const N: usize>(
        &self,
        amount: Length,
        before: &[Group; N],
        after: &[Group; N],
        start: usize,
    ) -> i64 {
        let em = self.paragraph.clusters[start].em.emu().max(1);
        let total: i64 = after.iter().zip(before).map(|(after, before)| after.share - before.share).sum();
        let level = (amount.emu() * UNIT).saturating_mul(1000).checked_div(total * em).unwrap_or(HIGHEST);
        level.max(MOST_BETWEEN_HAN)
    }

    /// The level at which the groups together change by `amount`, in thousandths of an em: [`super::distribution`] with
    /// groups for gaps. If they have not enough room, what is left.
    fn level<const N: usize>(
        &self,
        amount: Length,
        before: &[Group; N],
        after: &[Group; N],
        start: usize,
    ) -> Result<i64, Length> {
        let em = self.paragraph.clusters[start].em.emu().max(1);
        let mut rest = amount.emu();
        let mut groups = [Group::default(); N];
        let mut total = 0;
        for ((group, before), after) in groups.iter_mut().zip(before).zip(after) {
            *group = Group { share: after.share - before.share, room: after.room - before.room };
            total += group.share;
        }
        let mut highest = 0;
        while total > 0 {
            let level_before = (rest, total);
            highest = (rest * UNIT / total).saturating_mul(1000) / em;
            for group in groups.iter_mut().filter(|group| group.share > 0) {
                // rest ÷ total ≥ room ÷ share, without a division.
                if level_before.0 * group.share >= group.room.emu() * level_before.1 {
                    rest -= group.room.emu();
                    total -= group.share;
                    group.share = 0;
                }
            }
            if total == level_before.1 {
                return Ok(highest);
            }
        }
        if rest <= 0 { Ok(highest) } else { Err(Length::from_emu(rest)) }
    }

    /// What it costs that two lines follow each other.
    pub fn contrast(&self, before: Density, after: Density) -> i64 {
        let steps = (before as i64 - after as i64).abs();
        // One step is hardly seen.
        (steps - 1).max(0) * CONTRAST
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

/// The group of a space that the layout lets be compressed.
fn kind(glue: Glue, constraints: &Constraints<'_>) -> Option<usize> {
    if glue.natural <= glue.least || !constraints.squeeze.contains(&glue.kind) {
        return None;
    }
    SQUEEZE_ORDER.iter().position(|&kind| kind == glue.kind)
}
