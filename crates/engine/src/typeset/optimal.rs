//! Optimal breaking: the lines of a paragraph are chosen together, for the most even grey.
//!
//! Total fit after Knuth and Plass ("Breaking Paragraphs into Lines", 1981): the cheapest way to each possible
//! line end is kept, once for each density of the line that ends there.
//! Starts from which no line can reach any more are dropped, so the work for each end is bounded by the characters
//! that go into one line.

use super::constraints::{Constraints, LineEnd, unlawful_end};
use super::cost::{self, DENSITIES, Density, Judge, Judgement};
use super::paragraph::Paragraph;
use crate::page::Ending;

/// The cheapest way to a line end.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// The index after the last box before the break.
    end: usize,
    /// The line that begins here, from 0.
    line: usize,
    cost: i64,
    density: Density,
    /// The node at the line's start; its own index for the paragraph's start.
    from: usize,
    /// Why it ends there, if no rule allows it.
    unlawful: Option<Ending>,
}

/// The lines of a paragraph that cost least together.
///
/// A line that a rule forbids is made only where there is no other way.
pub fn optimal(paragraph: &Paragraph<'_>, constraints: &Constraints<'_>) -> Vec<LineEnd> {
    let mut search = Search::new(paragraph, constraints);
    let mut end = 1;
    while end <= paragraph.len() {
        search.drop_unreachable(end);
        if search.active.is_empty() {
            end = search.force();
        } else if paragraph.may_end(end) || paragraph.unit_break(end).is_some() {
            search.end_lines(end);
            if end == paragraph.len() && !search.is_reached() {
                // The boxes would fit, but not with the blanks of the marks at the line's edges.
                search.give_up_active();
                end = search.force();
            }
        }
        end += 1;
    }
    search.lines()
}

struct Search<'a> {
    paragraph: &'a Paragraph<'a>,
    constraints: &'a Constraints<'a>,
    judge: Judge<'a>,
    nodes: Vec<Node>,
    /// Nodes from which a line may still reach further, in the order of their ends.
    active: Vec<usize>,
    /// The nodes that were dropped last.
    dropped: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(paragraph: &'a Paragraph<'a>, constraints: &'a Constraints<'a>) -> Search<'a> {
        let start = Node { end: 0, line: 0, cost: 0, density: Density::Even, from: 0, unlawful: None };
        Search {
            paragraph,
            constraints,
            judge: Judge::new(paragraph, constraints),
            nodes: vec![start],
            active: vec![0],
            dropped: Vec::new(),
        }
    }

    /// Drops the starts from which not even the boxes up to `end` fit any more.
    fn drop_unreachable(&mut self, end: usize) {
        let (paragraph, judge, constraints, nodes) =
            (self.paragraph, &self.judge, self.constraints, &self.nodes);
        let reaches = |&index: &usize| {
            let Node { end: start, line, .. } = nodes[index];
            let least = paragraph.inner_width(start, end) - judge.room(start, end);
            least - paragraph.overhang(end, constraints.edges) <= (constraints.measure)(line)
        };
        // Active starts are in order, and a later start reaches at least as far.
        let first = self.active.iter().position(reaches).unwrap_or(self.active.len());
        if first > 0 {
            self.dropped.clear();
            self.dropped.extend(self.active.drain(..first));
        }
    }

    /// Adds the cheapest lines that end at `end`, one for each density.
    fn end_lines(&mut self, end: usize) {
        let mut best: [Option<Node>; DENSITIES] = [None; DENSITIES];
        for &index in &self.active {
            let from = self.nodes[index];
            let Some(Judgement { cost, density }) = self.judge.line(from.end, end, from.line) else {
                continue;
            };
            let cost = from.cost + cost + self.judge.contrast(from.density, density);
            let slot = &mut best[density as usize];
            if slot.is_none_or(|node| cost < node.cost) {
                *slot = Some(Node { end, line: from.line + 1, cost, density, from: index, unlawful: None });
            }
        }
        for node in best.into_iter().flatten() {
            self.active.push(self.nodes.len());
            self.nodes.push(node);
        }
    }

    /// Whether a line ends with the paragraph.
    fn is_reached(&self) -> bool {
        self.nodes.last().is_some_and(|node| node.end == self.paragraph.len())
    }

    fn give_up_active(&mut self) {
        self.dropped.clear();
        self.dropped.append(&mut self.active);
    }

    /// Parts a line against the rules, after as many boxes as fit; gives the index after it.
    fn force(&mut self) -> usize {
        let cheapest = self.dropped.iter().copied().min_by_key(|&index| (self.nodes[index].cost, index));
        let index = cheapest.unwrap_or(0);
        let from = self.nodes[index];
        let measure = (self.constraints.measure)(from.line);
        let fits =
            |&end: &usize| self.paragraph.least_width(from.end, end, self.constraints.edges) <= measure;
        let longest = (from.end + 1..=self.paragraph.len()).take_while(fits).last().unwrap_or(from.end + 1);
        let LineEnd { end, ending } = unlawful_end(self.paragraph, from.end, longest);
        self.active.push(self.nodes.len());
        self.nodes.push(Node {
            end,
            line: from.line + 1,
            cost: from.cost + cost::unlawful(ending),
            density: Density::Even,
            from: index,
            unlawful: Some(ending),
        });
        end
    }

    /// The cheapest way to the paragraph's end.
    fn lines(&self) -> Vec<LineEnd> {
        let count = self.paragraph.len();
        let ends = self.nodes.iter().enumerate().filter(|(_, node)| node.end == count);
        let mut lines = Vec::new();
        let Some((mut index, _)) = ends.min_by_key(|(index, node)| (node.cost, *index)) else { return lines };
        while self.nodes[index].end > 0 {
            let node = self.nodes[index];
            lines.push(LineEnd { end: node.end, ending: self.ending(&node) });
            index = node.from;
        }
        lines.reverse();
        lines
    }

    /// Why a line ends where it does.
    fn ending(&self, node: &Node) -> Ending {
        if let Some(ending) = node.unlawful {
            return ending;
        }
        if node.end == self.paragraph.len() {
            return Ending::Last;
        }
        if self.paragraph.unit_break(node.end).is_some() {
            return Ending::Unit;
        }
        let from = self.nodes[node.from];
        let measure = (self.constraints.measure)(from.line);
        let more = self.paragraph.least_width(from.end, node.end + 1, self.constraints.edges);
        match (more <= measure, self.paragraph.may_end(node.end + 1)) {
            (false, _) => Ending::Full,
            (true, false) => Ending::Prohibited,
            (true, true) => Ending::Even,
        }
    }
}
