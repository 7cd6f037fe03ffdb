//! A paragraph ready to be broken: boxes with gaps between them, and their running sums.

use super::class::Class;
use super::segment::Cluster;
use super::shape::BoxGlyph;
use super::spacing::{Break, Gap, blank_after, blank_before};
use crate::document::RichText;
use crate::layouts::{Edge, TextRules};
use crate::units::Length;

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
    /// In the grid: the width of a cell. The boxes are then whole cells, with the blanks of marks inside them.
    pub cell: Option<Length>,
    /// Widths of all boxes and gaps before each box.
    sums: Vec<Length>,
    /// Whether each box is the second of two ？！, which take one em together.
    second_exclamations: Vec<bool>,
}

/// The widths of marks at the edges of lines.
#[derive(Debug, Clone, Copy)]
pub struct Edges {
    /// An opening mark at a line's start.
    pub start: Edge,
    /// A closing or pausing mark at a line's end.
    pub end: Edge,
}

impl Edges {
    /// The edges that a layout asks for.
    pub fn of(rules: &TextRules) -> Edges {
        Edges { start: rules.line_start_opening, end: rules.line_end_mark }
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
            sums: Vec::new(),
            second_exclamations: Vec::new(),
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
        let mut run = 0_usize;
        let mut is_second = |cluster: &Cluster| {
            run = if cluster.class == Class::Exclamation { run + 1 } else { 0 };
            run > 0 && run.is_multiple_of(2)
        };
        self.second_exclamations = self.clusters.iter().map(&mut is_second).collect();
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

    /// The natural width of the line `start..end`, with the blanks of the marks at its edges.
    pub fn line_width(&self, start: usize, end: usize, edges: Edges) -> Length {
        self.start_blank(start, edges) + self.inner_width(start, end) + self.end_blank(end, edges)
    }

    /// The least width of the line `start..end` before anything inside it is squeezed.
    pub fn least_width(&self, start: usize, end: usize, edges: Edges) -> Length {
        let fit = |edge| if edge == Edge::Fit { Edge::Half } else { edge };
        let edges = Edges { start: fit(edges.start), end: fit(edges.end) };
        self.line_width(start, end, edges) - self.overhang(end, edges)
    }

    /// The blank before the line's first box.
    pub fn start_blank(&self, start: usize, edges: Edges) -> Length {
        if self.cell.is_some() {
            return Length::ZERO;
        }
        match edges.start {
            Edge::Full | Edge::Fit => self.clusters.get(start).map_or(Length::ZERO, blank_before),
            Edge::Half | Edge::Hang => Length::ZERO,
        }
    }

    /// The blank after the line's last box.
    pub fn end_blank(&self, end: usize, edges: Edges) -> Length {
        let Some(last) = end.checked_sub(1).and_then(|last| self.clusters.get(last)) else {
            return Length::ZERO;
        };
        if self.cell.is_some() {
            return Length::ZERO;
        }
        match edges.end {
            Edge::Full | Edge::Fit if !self.second_exclamations[end - 1] => blank_after(last),
            _ => Length::ZERO,
        }
    }

    /// How far the line's last mark may stand outside the measure.
    pub fn overhang(&self, end: usize, edges: Edges) -> Length {
        let Some(last) = end.checked_sub(1).and_then(|last| self.clusters.get(last)) else {
            return Length::ZERO;
        };
        let may_hang = edges.end == Edge::Hang
            && matches!(last.class, Class::Pause | Class::Stop)
            && !self.text.text[last.start as usize..].starts_with(['；', '：']);
        if may_hang { last.width } else { Length::ZERO }
    }

    /// Whether a line may end after the box `end - 1`.
    pub fn may_end(&self, end: usize) -> bool {
        end == self.len()
            || end
                .checked_sub(1)
                .and_then(|gap| self.gaps.get(gap))
                .is_some_and(|g| g.line_break == Break::Allowed)
    }
}
