//! A paragraph ready to be broken: boxes with gaps between them, and their running sums.

use std::collections::BTreeMap;

use super::box_glyph::BoxGlyph;
use super::cell_pair::CellPair;
use super::class::Class;
use super::segment::Cluster;
use super::spacing::{Break, Gap, UnitBreak};
use crate::document::RichText;
use crate::fonts::FaceId;
use hongtou_base::units::Length;
use hongtou_format::layouts::{Edge, TextRules};

/// A paragraph as boxes and gaps.
#[derive(Debug)]
pub struct Paragraph<'a> {
    /// Its text.
    pub text: &'a RichText,
    /// Its boxes.
    pub clusters: Vec<Cluster>,
    /// The glyphs of all boxes.
    pub glyphs: Vec<BoxGlyph>,
    /// The gap after each box but the last.
    pub gaps: Vec<Gap>,
    /// In the grid: the width of a cell. The boxes are then whole cells, those of marks half a cell with half a cell
    /// of blank.
    pub cell: Option<Length>,
    /// In the grid: the marks that may share a cell, in their order.
    pub cell_pairs: Vec<CellPair>,
    /// Whether marks at the edges keep their blanks whatever the layout says: a label is no line of a paragraph.
    pub whole_marks: bool,
    /// Where lines must end, whatever fits: indices after their last boxes.
    pub required_ends: Vec<usize>,
    /// The hyphens that end a line, by the gap in which it ends.
    pub hyphens: BTreeMap<usize, Hyphen>,
    /// Widths of all boxes and gaps before each box.
    sums: Vec<Length>,
}

/// A hyphen that is set only where a line ends.
#[derive(Debug, Clone, Copy)]
pub struct Hyphen {
    /// Its face.
    pub face: FaceId,
    /// Its glyph.
    pub glyph: u16,
    /// Its width.
    pub width: Length,
    /// How far it is raised.
    pub rise: Length,
}

/// The widths of marks at the edges of lines.
#[derive(Debug, Clone, Copy)]
pub struct Edges {
    /// An opening mark at a paragraph's start, after the indent.
    pub paragraph_start: Edge,
    /// An opening mark at another line's start.
    pub start: Edge,
    /// A closing or pausing mark at a line's end.
    pub end: Edge,
}

impl Edges {
    /// The edges that a layout asks for.
    pub fn of(rules: &TextRules) -> Edges {
        Edges {
            paragraph_start: rules.paragraph_start_opening,
            start: rules.line_start_opening,
            end: rules.line_end_mark,
        }
    }
}

impl<'a> Paragraph<'a> {
    /// A paragraph of boxes; gaps come later, with [`Paragraph::set_gaps`].
    pub fn new(text: &'a RichText, clusters: Vec<Cluster>) -> Paragraph<'a> {
        Paragraph {
            text,
            clusters,
            glyphs: Vec::new(),
            gaps: Vec::new(),
            cell: None,
            cell_pairs: Vec::new(),
            whole_marks: false,
            required_ends: Vec::new(),
            hyphens: BTreeMap::new(),
            sums: Vec::new(),
        }
    }

    /// Gives the paragraph its gaps, and sums up.
    pub fn set_gaps(&mut self, gaps: Vec<Gap>) {
        self.gaps = gaps;
        self.sums.clear();
        self.sums.reserve(self.clusters.len() + 1);
        let mut sum = Length::ZERO;
        for (index, cluster) in self.clusters.iter().enumerate() {
            self.sums.push(sum);
            sum += cluster.width + self.gaps.get(index).map_or(Length::ZERO, Gap::natural);
        }
        self.sums.push(sum);
    }

    /// The boxes `start..end` as a paragraph of their own, without glyphs: enough to break it.
    pub fn part(&self, start: usize, end: usize) -> Paragraph<'a> {
        let mut part = Paragraph::new(self.text, self.clusters[start..end].to_vec());
        part.cell = self.cell;
        part.whole_marks = self.whole_marks;
        part.cell_pairs = self.cell_pairs(start, end).iter().map(|pair| pair.earlier(start)).collect();
        part.hyphens =
            self.hyphens.range(start..end - 1).map(|(gap, hyphen)| (gap - start, *hyphen)).collect();
        part.set_gaps(self.gaps[start..end - 1].to_vec());
        part
    }

    /// How many boxes there are.
    pub fn len(&self) -> usize {
        self.clusters.len()
    }

    /// Width of the boxes `start..end` and the gaps between them, without what the edges add.
    pub fn inner_width(&self, start: usize, end: usize) -> Length {
        let Some(last) = end.checked_sub(1).filter(|&last| last >= start) else { return Length::ZERO };
        self.sums[last] - self.sums[start] + self.clusters[last].width
    }

    /// The end of the line `start..end` without the blanks at its end.
    pub fn end_without_blanks(&self, start: usize, end: usize) -> usize {
        let is_blank = |cluster: &Cluster| matches!(cluster.class, Class::Space | Class::WideSpace);
        let blanks = self.clusters[start..end].iter().rev().take_while(|cluster| is_blank(cluster)).count();
        end - blanks
    }

    /// The natural width of the line `start..end`, with the blanks of the marks at its edges.
    pub fn line_width(&self, start: usize, end: usize, edges: Edges) -> Length {
        self.start_blank(start, edges) + self.inner_width(start, end) + self.end_blank(end, edges)
    }

    /// The least width of the line `start..end` before anything inside it is squeezed.
    pub fn least_width(&self, start: usize, end: usize, edges: Edges) -> Length {
        let fit = |edge| if edge == Edge::Fit { Edge::Half } else { edge };
        let edges = Edges {
            paragraph_start: fit(edges.paragraph_start),
            start: fit(edges.start),
            end: fit(edges.end),
        };
        self.line_width(start, end, edges) - self.overhang(end, edges)
    }

    /// By how much the line `start..end` is over `measure` before anything inside it is compressed; negative if short.
    ///
    /// Where the layout lets marks at the edges fit, that at the end gives up its blank first, then that at the start.
    pub fn excess(&self, start: usize, end: usize, edges: Edges, measure: Length) -> Length {
        let mut excess = self.line_width(start, end, edges) - self.overhang(end, edges) - measure;
        if excess > Length::ZERO && edges.end == Edge::Fit {
            let half = Edges { end: Edge::Half, ..edges };
            excess -= self.end_blank(end, edges) - self.end_blank(end, half);
        }
        let edge = if start == 0 { edges.paragraph_start } else { edges.start };
        if excess > Length::ZERO && edge == Edge::Fit {
            let half = Edges { paragraph_start: Edge::Half, start: Edge::Half, ..edges };
            excess -= self.start_blank(start, edges) - self.start_blank(start, half);
        }
        excess
    }

    /// The blank before the line's first box.
    pub fn start_blank(&self, start: usize, edges: Edges) -> Length {
        let edge = if start == 0 { edges.paragraph_start } else { edges.start };
        let lead = self.clusters.get(start).map_or(Length::ZERO, |cluster| cluster.lead);
        match edge {
            _ if self.cell.is_some() || self.whole_marks => lead,
            Edge::Full | Edge::Fit => lead,
            Edge::Half | Edge::Hang => Length::ZERO,
        }
    }

    /// The blank after the line's last box.
    pub fn end_blank(&self, end: usize, edges: Edges) -> Length {
        let last = end.checked_sub(1).and_then(|last| self.clusters.get(last));
        let trail = last.map_or(Length::ZERO, |cluster| cluster.trail);
        if let Some(hyphen) = self.hyphen(end) {
            return hyphen.width;
        }
        match edges.end {
            _ if self.cell.is_some() || self.whole_marks => trail,
            Edge::Full | Edge::Fit => trail,
            Edge::Half | Edge::Hang => Length::ZERO,
        }
    }

    /// The hyphen at the end of a line.
    pub fn hyphen(&self, end: usize) -> Option<&Hyphen> {
        if self.hyphens.is_empty() {
            return None;
        }
        self.hyphens.get(&end.checked_sub(1)?)
    }

    /// How far the line's last mark may stand outside the measure.
    pub fn overhang(&self, end: usize, edges: Edges) -> Length {
        let Some(last) = end.checked_sub(1).and_then(|last| self.clusters.get(last)) else {
            return Length::ZERO;
        };
        // Marks side by side do not hang.
        let is_alone = end < 2 || self.clusters.get(end - 2).is_none_or(|before| !before.class.is_mark());
        let may_hang = edges.end == Edge::Hang
            && !self.whole_marks
            && is_alone
            && matches!(last.class, Class::Pause | Class::Stop)
            && !self.text.text[last.start as usize..].starts_with(['；', '：']);
        match (may_hang, self.cell) {
            (false, _) => Length::ZERO,
            (true, None) => last.width,
            (true, Some(_)) => last.width + last.trail,
        }
    }

    /// In the grid: the marks of the line `start..end` that may share a cell.
    pub fn cell_pairs(&self, start: usize, end: usize) -> &[CellPair] {
        let from = self.cell_pairs.partition_point(|pair| pair.first < start);
        let count = self.cell_pairs[from..].partition_point(|pair| pair.first + 2 <= end);
        &self.cell_pairs[from..from + count]
    }

    /// In the grid: by how much the line `start..end` becomes shorter if all its pairs of marks share a cell.
    pub fn cell_room(&self, start: usize, end: usize) -> Length {
        self.cell.map_or(Length::ZERO, |cell| cell * self.cell_pairs(start, end).len() as i64)
    }

    /// Whether the box `end` is one of three or more marks in a row that may not begin a line.
    ///
    /// Between such marks the rules give way where a line has no other end (CLREQ 3.1.4).
    pub fn is_relief(&self, end: usize) -> bool {
        let is_mark = |cluster: &&Cluster| cluster.class.is_blank_after();
        let (before, after) = self.clusters.split_at(end.min(self.len()));
        let following = after.iter().take_while(is_mark).take(3).count();
        following > 0 && following + before.iter().rev().take_while(is_mark).take(2).count() >= 3
    }

    /// Whether a line may end after the box `end - 1`.
    pub fn may_end(&self, end: usize) -> bool {
        end == self.len()
            || end
                .checked_sub(1)
                .and_then(|gap| self.gaps.get(gap))
                .is_some_and(|g| matches!(g.line_break, Break::Allowed | Break::Hyphen))
    }

    /// The place of a unit that a line would end in after the box `end - 1`, if it is one where units may be broken.
    pub fn unit_break(&self, end: usize) -> Option<UnitBreak> {
        match self.gaps.get(end.checked_sub(1)?)?.line_break {
            Break::Unit(place) => Some(place),
            Break::Allowed | Break::Hyphen | Break::Forbidden => None,
        }
    }
}
