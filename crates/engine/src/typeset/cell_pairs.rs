//! Two marks side by side in one cell of the grid.
//!
//! A mark takes a cell.
//! Where the cells of a line do not suffice, two marks whose blanks meet share one, each in its half: CLREQ 3.1.6.2
//! lets the two em of a pair become one, and the characters around it keep their columns.
//! Two of ？！ share a cell everywhere (GB/T 15834 5.1.2).

use super::adjust::Adjuster;
use super::cell_pair::{CellPair, Rank};
use super::class::Class;
use super::segment::Cluster;
use super::spacing::{Gap, Glue, are_squeezed};
use hongtou_base::units::Length;

/// The pairs of a paragraph, from its start on.
///
/// In a chain of marks closing and pausing ones are paired from the left and opening ones from the right, so that the
/// one left over has its blank towards the text outside; a closing and an opening one left over are a pair too.
pub fn pairs(clusters: &[Cluster], gaps: &[Gap]) -> Vec<CellPair> {
    let mut pairs = Vec::new();
    let mut index = 0;
    while index < clusters.len() {
        let closing = run(clusters, index, |class| class.is_blank_after());
        let opening = run(clusters, closing, |class| class == Class::Opening);
        let meet = |first: usize| {
            first + 1 < clusters.len()
                && are_squeezed(clusters[first].class, clusters[first + 1].class)
                && has_blank(clusters, gaps, first)
                && has_blank(clusters, gaps, first + 1)
        };
        // The closing marks before `left` are paired, and the opening ones from `right` on.
        let left = closing - (closing - index) % 2;
        let right = closing + (opening - closing) % 2;
        let left_over = (right - left == 2).then_some(left);
        let firsts = (index..left).step_by(2).chain(left_over).chain((right..opening).step_by(2));
        pairs.extend(firsts.filter(|&first| meet(first)).map(|first| CellPair {
            first,
            rank: Rank::of(clusters[first].class, clusters[first + 1].class),
        }));
        index = opening.max(index + 1);
    }
    pairs
}

/// Where a run of marks of one kind that begins at `start` ends.
fn run(clusters: &[Cluster], start: usize, is_member: impl Fn(Class) -> bool) -> usize {
    start + clusters[start..].iter().take_while(|cluster| is_member(cluster.class)).count()
}

/// Whether a mark has a blank, and keeps it beside what follows.
fn has_blank(clusters: &[Cluster], gaps: &[Gap], index: usize) -> bool {
    let Cluster { lead, trail, .. } = clusters[index];
    let is_kept = gaps.get(index).is_none_or(|gap| gap.after.natural > Length::ZERO);
    lead > Length::ZERO || trail > Length::ZERO && is_kept
}

/// Two of ？！ stand in one cell wherever they are; the second of them has no blank.
pub fn share_one_cell(clusters: &[Cluster], gaps: &mut [Gap]) {
    for (gap, pair) in gaps.iter_mut().zip(clusters.windows(2)) {
        if pair.iter().all(|mark| mark.class == Class::Exclamation) && pair[1].trail == Length::ZERO {
            gap.after = Glue::NONE;
        }
    }
}

impl Adjuster<'_> {
    /// Puts pairs of marks into one cell each until the line is no longer over; gives by how much it then still is.
    pub(super) fn squeeze_by_cells(&mut self, over: Length) -> Length {
        let mut pairs = self.paragraph.cell_pairs(self.start, self.end).to_vec();
        // Of one rank the last pair comes first: the line is over at its end.
        pairs.sort_by_key(|pair| (pair.rank, std::cmp::Reverse(pair.first)));
        let mut over = over;
        for CellPair { first, rank } in pairs {
            if over <= Length::ZERO {
                break;
            }
            let given = self.take_blank(first) + self.take_blank(first + 1);
            self.note(rank.kind(), -given, 1);
            over -= given;
        }
        over
    }

    /// Takes a mark's blank away; gives its width.
    fn take_blank(&mut self, index: usize) -> Length {
        let Cluster { lead, trail, .. } = self.paragraph.clusters[index];
        let before = index - self.start;
        *before.checked_sub(1).map_or(&mut self.line.start_blank, |gap| &mut self.line.gaps[gap]) -= lead;
        *self.line.gaps.get_mut(before).unwrap_or(&mut self.line.end_blank) -= trail;
        lead + trail
    }
}
