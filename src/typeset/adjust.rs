//! Line adjustment: brings a line to its measure, rank by rank (CLREQ 3.4.3).

use super::paragraph::{Edges, Paragraph};
use super::spacing::{Glue, MILLION, Stretch};
use crate::layouts::{Edge, TextRules};
use crate::page::{Adjustment, AdjustmentKind};
use crate::units::Length;

/// A line with the width of every gap settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdjustedLine {
    /// The blank before the first box.
    pub start_blank: Length,
    /// The width of each gap inside the line.
    pub gaps: Vec<Length>,
    /// The blank after the last box.
    pub end_blank: Length,
    /// The width before anything was squeezed or stretched.
    pub natural: Length,
    /// What was done, rank by rank.
    pub adjustments: Vec<Adjustment>,
}

/// A thousandth of a millimetre: less is rounding.
pub(super) const ROUNDING: Length = Length::from_emu(36);

/// The order of squeezing (CLREQ 3.4.3); the mark at the line end comes before all of them.
pub const SQUEEZE_ORDER: [AdjustmentKind; 6] = [
    AdjustmentKind::WordSpace,
    AdjustmentKind::Interpunct,
    AdjustmentKind::Bracket,
    AdjustmentKind::Pause,
    AdjustmentKind::Autospace,
    AdjustmentKind::Stop,
];

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
        let short = -line.squeeze(over, edges);
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

    /// Squeezes the line; gives what it is then still over.
    fn squeeze(&mut self, over: Length, edges: Edges) -> Length {
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
        for kind in SQUEEZE_ORDER {
            if over <= Length::ZERO {
                break;
            }
            over -= self.squeeze_kind(kind, over);
        }
        over
    }

    /// Squeezes one kind of space alike in all its places; gives by how much.
    fn squeeze_kind(&mut self, kind: AdjustmentKind, wanted: Length) -> Length {
        let gaps = &self.paragraph.gaps[self.start..];
        let room_of = |glue: Glue| if glue.kind == kind { glue.natural - glue.least } else { Length::ZERO };
        let rooms: Vec<Length> = gaps
            .iter()
            .take(self.line.gaps.len())
            .map(|gap| room_of(gap.after) + room_of(gap.before))
            .collect();
        let amount = wanted.min(rooms.iter().copied().sum());
        let places = rooms.iter().filter(|&&room| room > Length::ZERO).count();
        let shares = shares(amount, &rooms);
        for (gap, share) in self.line.gaps.iter_mut().zip(shares) {
            *gap -= share;
        }
        self.note(kind, -amount, places);
        amount
    }

    fn stretch_to(&mut self, short: Length, rules: &TextRules) {
        match self.paragraph.cell {
            Some(cell) => self.stretch_by_cells(short, cell),
            None => self.stretch(short, rules),
        }
    }

    fn stretch(&mut self, short: Length, rules: &TextRules) {
        let mut short = short;
        for (stretch, kind) in
            [(Stretch::WordSpace, AdjustmentKind::WordSpace), (Stretch::Autospace, AdjustmentKind::Autospace)]
        {
            short -= self.stretch_spaces(stretch, kind, short, rules);
        }
        if short <= Length::ZERO {
            return;
        }
        let open = |stretch: Stretch| stretch != Stretch::Never;
        if !self.stretch_evenly(short, open) {
            // Nothing in the line may open, as in a word longer than the line.
            self.stretch_evenly(short, |_| true);
        }
    }

    /// Stretches one kind of space up to its limit, alike in all its places; gives by how much.
    fn stretch_spaces(
        &mut self,
        stretch: Stretch,
        kind: AdjustmentKind,
        wanted: Length,
        rules: &TextRules,
    ) -> Length {
        let limit = match stretch {
            Stretch::WordSpace => rules.word_space_stretch,
            _ => rules.autospace_stretch,
        };
        let rooms: Vec<Length> = self
            .places()
            .map(|(index, gap)| {
                let em = self.paragraph.clusters[index].em;
                if gap == stretch {
                    (em.ratio(limit, MILLION) - self.line.gaps[index - self.start]).max(Length::ZERO)
                } else {
                    Length::ZERO
                }
            })
            .collect();
        let amount = wanted.min(rooms.iter().copied().sum());
        let places = rooms.iter().filter(|&&room| room > Length::ZERO).count();
        for (gap, share) in self.line.gaps.iter_mut().zip(shares(amount, &rooms)) {
            *gap += share;
        }
        self.note(kind, amount, places);
        amount
    }

    /// Opens all gaps that may open by the same amount; false if there are none.
    pub(super) fn stretch_evenly(&mut self, short: Length, open: impl Fn(Stretch) -> bool) -> bool {
        let weights: Vec<Length> =
            self.places().map(|(_, stretch)| Length::from_emu(i64::from(open(stretch)))).collect();
        let places = weights.iter().filter(|&&weight| weight > Length::ZERO).count();
        if places == 0 {
            return false;
        }
        for (gap, share) in self.line.gaps.iter_mut().zip(shares(short, &weights)) {
            *gap += share;
        }
        self.note(AdjustmentKind::InterCharacter, short, places);
        true
    }

    /// The gaps of the line: the index of the box before each, and how it opens.
    pub(super) fn places(&self) -> impl Iterator<Item = (usize, Stretch)> + '_ {
        (self.start..self.end.saturating_sub(1)).map(|index| (index, self.paragraph.gaps[index].stretch))
    }
}

/// Parts of `amount` in proportion to `weights`; their sum is `amount` to the last unit.
fn shares(amount: Length, weights: &[Length]) -> impl Iterator<Item = Length> + '_ {
    let total: i64 = weights.iter().map(|weight| weight.emu()).sum();
    let mut before = 0;
    let mut given = Length::ZERO;
    weights.iter().map(move |weight| {
        before += weight.emu();
        let until_here = amount.ratio(before, total);
        let share = until_here - given;
        given = until_here;
        share
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_the_last_unit() {
        let weights = [1, 0, 1, 1].map(Length::from_emu);
        let parts: Vec<i64> = shares(Length::from_emu(10), &weights).map(Length::emu).collect();
        assert_eq!(parts, [3, 0, 4, 3]);
        assert_eq!(parts.iter().sum::<i64>(), 10);
    }

    #[test]
    fn nothing_is_shared_where_nothing_may_open() {
        let parts: Vec<_> = shares(Length::from_emu(10), &[Length::ZERO; 3]).collect();
        assert_eq!(parts, [Length::ZERO; 3]);
    }
}
