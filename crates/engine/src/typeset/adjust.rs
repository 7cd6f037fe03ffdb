//! Line adjustment: brings a line to its measure (CLREQ 3.4.3).

use super::distribution::{
    MOST_BESIDE_MARK, MOST_BETWEEN_HAN, Place, closing_share, distribute, opening_share, parts,
};
use super::paragraph::{Edges, Paragraph};
use super::spacing::{Gap, Glue, MILLION, Stretch, squeeze_kind};
use crate::page::{Adjustment, AdjustmentKind};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Edge, Squeeze, TextRules};

/// A line with the width of every gap settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustedLine {
    /// The blank before the first box.
    pub start_blank: Length,
    /// The width of each gap inside the line.
    pub gaps: Vec<Length>,
    /// The blank after the last box.
    pub end_blank: Length,
    /// The width before anything was compressed or expanded.
    pub natural: Length,
    /// What was done, kind by kind.
    pub adjustments: Vec<Adjustment>,
}

/// A thousandth of a millimetre: less is rounding.
pub(super) const ROUNDING: Length = Length::from_emu(36);

/// The kinds of space that may be compressed, in the order of CLREQ 3.4.3; the mark at the line end comes before all of
/// them.
pub const SQUEEZE_ORDER: [AdjustmentKind; 6] = [
    AdjustmentKind::WordSpace,
    AdjustmentKind::Interpunct,
    AdjustmentKind::Bracket,
    AdjustmentKind::Pause,
    AdjustmentKind::Autospace,
    AdjustmentKind::Stop,
];

/// Limits of expansion: how far a gap opens before the others take its part.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    word_space: i64,
    autospace: i64,
}

impl Limits {
    /// The limits that a layout asks for.
    pub fn of(rules: &TextRules) -> Limits {
        Limits { word_space: rules.word_space_stretch, autospace: rules.autospace_stretch }
    }

    /// By how much the gap after the box `index` may open.
    pub fn room(self, paragraph: &Paragraph<'_>, index: usize) -> Length {
        let (gap, em) = (&paragraph.gaps[index], paragraph.clusters[index].em);
        let up_to = |limit| (em.ratio(limit, MILLION) - gap.natural()).max(Length::ZERO);
        match gap.stretch {
            Stretch::WordSpace => up_to(self.word_space),
            Stretch::Autospace => up_to(self.autospace),
            Stretch::Character if gap.is_beside_blank() => em.ratio(MOST_BESIDE_MARK, 1000),
            // A character that is widened to its cell has a part of the gap in its box.
            Stretch::Character => {
                let in_box = (paragraph.clusters[index].width - em).max(Length::ZERO);
                (em.ratio(MOST_BETWEEN_HAN, 1000) - in_box).max(Length::ZERO)
            }
            Stretch::Never => Length::ZERO,
        }
    }
}

/// Settles the gaps of the line `start..end`.
///
/// A line that is over `measure` is squeezed.
/// A line that is short is stretched if `justify` says so.
pub fn adjust(
    paragraph: &Paragraph<'_>,
    start: usize,
    end: usize,
    measure: Length,
    justify: bool,
    rules: &TextRules,
) -> AdjustedLine {
    let edges = Edges::of(rules);
    let mut line = Adjuster::new(paragraph, start, end, edges);
    let hanging = paragraph.overhang(end, edges);
    if let Some(cell) = paragraph.cell {
        line.keep_padding(cell, measure + hanging + paragraph.cell_room(start, end));
    }
    let over = line.width() - measure;
    if over > hanging {
        let over = line.squeeze_by_cells(over - hanging);
        let short = -line.squeeze(over, edges, &rules.line_squeeze);
        // A mark at the edge that gives way gives all of its blank, which may be more than was wanted.
        if justify && short > Length::ZERO {
            line.stretch_to(short, rules);
        }
    } else if justify && over != Length::ZERO {
        // A mark that hangs leaves the measure to what is before it.
        let short = if over > Length::ZERO { hanging - over } else { -over };
        line.stretch_to(short, rules);
    }
    line.line
}

pub(super) struct Adjuster<'a> {
    pub(super) paragraph: &'a Paragraph<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: AdjustedLine,
}

impl<'a> Adjuster<'a> {
    fn new(paragraph: &'a Paragraph<'a>, start: usize, end: usize, edges: Edges) -> Adjuster<'a> {
        let line = AdjustedLine {
            start_blank: paragraph.start_blank(start, edges),
            gaps: paragraph.gaps[start..end.saturating_sub(1).max(start)]
                .iter()
                .map(|g| g.natural())
                .collect(),
            end_blank: paragraph.end_blank(end, edges),
            natural: paragraph.line_width(start, end, edges),
            adjustments: Vec::new(),
        };
        Adjuster { paragraph, start, end, line }
    }

    pub(super) fn width(&self) -> Length {
        let boxes: Length = self.paragraph.clusters[self.start..self.end].iter().map(|c| c.width).sum();
        let gaps: Length = self.line.gaps.iter().copied().sum();
        self.line.start_blank + boxes + gaps + self.line.end_blank
    }

    pub(super) fn note(&mut self, kind: AdjustmentKind, amount: Length, places: usize) {
        // What rounding leaves over is put somewhere, and is not worth a word.
        if amount.abs() > ROUNDING {
            self.line.adjustments.push(Adjustment { kind, amount, places: places as u32 });
        }
    }

    /// Notes a change; what one kind of space gave in two steps is one change to whoever reads of it.
    fn note_step(&mut self, kind: AdjustmentKind, amount: Length, places: usize) {
        let is_opening = amount > Length::ZERO;
        let mut noted = self.line.adjustments.iter_mut();
        match noted.find(|noted| noted.kind == kind && (noted.amount > Length::ZERO) == is_opening) {
            Some(noted) => {
                noted.amount += amount;
                noted.places = noted.places.max(places as u32);
            }
            None => self.note(kind, amount, places),
        }
    }

    /// Squeezes the line; gives what it is then still over.
    fn squeeze(&mut self, over: Length, edges: Edges, first: &[Squeeze]) -> Length {
        let mut over = over;
        if edges.end == Edge::Fit
            && self.line.end_blank > Length::ZERO
            && self.paragraph.hyphen(self.end).is_none()
        {
            over -= self.line.end_blank;
            self.note(AdjustmentKind::LineEndMark, -self.line.end_blank, 1);
            self.line.end_blank = Length::ZERO;
        }
        let start = if self.start == 0 { edges.paragraph_start } else { edges.start };
        if start == Edge::Fit && over > Length::ZERO {
            over -= self.line.start_blank;
            self.note(AdjustmentKind::Bracket, -self.line.start_blank, 1);
            self.line.start_blank = Length::ZERO;
        }
        // What the layout does not let be compressed gives way only where characters would overprint.
        let is_first = |kind| first.iter().any(|&squeeze| squeeze_kind(squeeze) == kind);
        let is_tracking = |kind| kind == AdjustmentKind::InterCharacter;
        over -= self.compress(over, is_first);
        over -= self.compress(over, is_tracking);
        over - self.compress(over, |kind| !is_first(kind) && !is_tracking(kind))
    }

    /// Compresses spaces of the line together; returns by how much.
    fn compress(&mut self, over: Length, gives: impl Fn(AdjustmentKind) -> bool) -> Length {
        if over <= Length::ZERO {
            return Length::ZERO;
        }
        let gaps = &self.paragraph.gaps[self.start..][..self.line.gaps.len()];
        let spaces: Vec<Glue> = gaps.iter().flat_map(|gap| [gap.after, gap.before]).collect();
        let place = |glue: &Glue| Place {
            share: if gives(glue.kind) { closing_share(glue.kind) } else { 0 },
            room: (glue.natural - glue.least).max(Length::ZERO),
        };
        let places: Vec<Place> = spaces.iter().map(place).collect();
        let changes = distribute(over, &places);
        for (index, change) in changes.iter().enumerate() {
            self.line.gaps[index / 2] -= *change;
        }
        let kinds = spaces.iter().map(|glue| glue.kind);
        self.note_changes(kinds.zip(changes.iter().map(|change| -*change)).collect());
        changes.into_iter().sum()
    }

    fn stretch_to(&mut self, short: Length, rules: &TextRules) {
        match self.paragraph.cell {
            Some(cell) => self.stretch_by_cells(short, cell),
            None => self.stretch(short, rules),
        }
    }

    fn stretch(&mut self, short: Length, rules: &TextRules) {
        let limits = Limits::of(rules);
        let (paragraph, start) = (self.paragraph, self.start);
        let room = |index: usize| limits.room(paragraph, start + index);
        let mut rest = short - self.expand(short, opening_share, room);
        // If it keeps those between Han characters within their limit, the space beside a number may have as much again.
        let spaces = (0..self.line.gaps.len())
            .filter(|&index| paragraph.gaps[start + index].stretch == Stretch::Autospace);
        if rest <= spaces.map(room).sum() {
            rest -= self.expand(rest, |stretch| i64::from(stretch == Stretch::Autospace), room);
        }
        // Beyond all limits the widest gaps take nothing, or everything opens, as in a word longer than the line.
        let is_character = |stretch| stretch == Stretch::Character;
        if rest > Length::ZERO
            && !self.stretch_evenly(rest, is_character)
            && !self.stretch_evenly(rest, |stretch| stretch != Stretch::Never)
        {
            self.stretch_evenly(rest, |_| true);
        }
    }

    /// Expands the gaps of the line together by at most `short`; returns by how much.
    fn expand(
        &mut self,
        short: Length,
        share: impl Fn(Stretch) -> i64,
        room: impl Fn(usize) -> Length,
    ) -> Length {
        if short <= Length::ZERO {
            return Length::ZERO;
        }
        let gaps = &self.paragraph.gaps[self.start..][..self.line.gaps.len()];
        let place = |(index, gap): (usize, &Gap)| Place { share: share(gap.stretch), room: room(index) };
        let places: Vec<Place> = gaps.iter().enumerate().map(place).collect();
        let changes = distribute(short, &places);
        let kinds = gaps.iter().map(Gap::expansion_kind);
        self.line.gaps.iter_mut().zip(&changes).for_each(|(gap, change)| *gap += *change);
        self.note_changes(kinds.zip(changes.iter().copied()).collect());
        changes.into_iter().sum()
    }

    /// Notes changes kind by kind, in the order of CLREQ 3.4.3.
    fn note_changes(&mut self, changes: Vec<(AdjustmentKind, Length)>) {
        for kind in SQUEEZE_ORDER.into_iter().chain([AdjustmentKind::InterCharacter]) {
            let of_kind = changes.iter().filter(|(its, change)| *its == kind && *change != Length::ZERO);
            let places = of_kind.clone().count();
            self.note_step(kind, of_kind.map(|(_, change)| *change).sum(), places);
        }
    }

    /// Opens all gaps that may open by the same amount; false if there are none.
    pub(super) fn stretch_evenly(&mut self, short: Length, open: impl Fn(Stretch) -> bool) -> bool {
        let weights: Vec<i64> = self.places().map(|(_, stretch)| i64::from(open(stretch))).collect();
        let places = weights.iter().filter(|&&weight| weight > 0).count();
        if places == 0 {
            return false;
        }
        for (gap, part) in self.line.gaps.iter_mut().zip(parts(short, &weights)) {
            *gap += part;
        }
        self.note_step(AdjustmentKind::InterCharacter, short, places);
        true
    }

    /// The gaps of the line: the index of the box before each, and how it opens.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, Stretch)> + '_ {
        (self.start..self.end.saturating_sub(1)).map(|index| (index, self.paragraph.gaps[index].stretch))
    }
}
