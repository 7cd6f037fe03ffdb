//! Lines over the limits of evenness are left only where no lawful lines of their paragraph have fewer of them.

use super::adjust::{self, AdjustedLine};
use super::class::Class;
use super::constraints::LineEnd;
use super::paragraph::{Edges, Paragraph};
use super::{Cells, Frame, Typesetter};
use crate::document::RichText;
use crate::fonts::{FontBook, FontSearch};
use hongtou_base::units::Length;
use hongtou_format::layouts::{self, Layout};

/// How much wider than the natural space between Han and digits a gap is at most, and how wide one between two Han
/// characters, in ten-thousandths of an em; rounding included.
const MOST: i64 = 1_205;
const MOST_HAN: i64 = 605;

struct Trial<'a> {
    paragraph: &'a Paragraph<'a>,
    layout: &'a Layout,
    frame: Frame,
}

impl Trial<'_> {
    fn adjusted(&self, start: usize, end: usize, line: usize) -> AdjustedLine {
        let justify = end < self.paragraph.len();
        adjust::adjust(self.paragraph, start, end, self.frame.measure(line), justify, &self.layout.text)
    }

    /// Whether the line fits, and its gaps are within the limits; `None` if it does not fit.
    fn is_even(&self, start: usize, end: usize, line: usize) -> Option<bool> {
        let paragraph = self.paragraph;
        let edges = Edges::of(&self.layout.text);
        // Most pairs of a start and an end are far off.
        let em = paragraph.clusters[start].em;
        let natural = paragraph.least_width(start, end, edges);
        if natural > self.frame.measure(line) + em * 12 {
            return None;
        }
        let adjusted = self.adjusted(start, end, line);
        let boxes: Length = paragraph.clusters[start..end].iter().map(|cluster| cluster.width).sum();
        let gaps: Length = adjusted.gaps.iter().copied().sum();
        let width = adjusted.start_blank + boxes + gaps + adjusted.end_blank;
        if width > self.frame.measure(line) + Length::from_emu(100) {
            return None;
        }
        if end < paragraph.len() && width < self.frame.measure(line) - Length::from_emu(100) {
            // A lone character has no gap that could open.
            return Some(false);
        }
        let autospace = self.layout.text.autospace / 100;
        let within = |(offset, gap): (usize, &Length)| {
            let (left, right) =
                (&paragraph.clusters[start + offset], &paragraph.clusters[start + offset + 1]);
            let gap = *gap - paragraph.gaps[start + offset].blanks();
            let is_space = |class| matches!(class, Class::Space | Class::WideSpace);
            if is_space(left.class) || is_space(right.class) {
                return true;
            }
            if left.class == Class::Han && right.class == Class::Han {
                return gap + (left.width - left.em) <= em.ratio(MOST_HAN, 10_000);
            }
            gap <= em.ratio(autospace + MOST, 10_000)
        };
        Some(adjusted.gaps.iter().enumerate().all(within))
    }

    fn count(&self, lines: &[LineEnd]) -> usize {
        let starts = [0].into_iter().chain(lines.iter().map(|line| line.end));
        starts
            .zip(lines)
            .enumerate()
            .filter(|&(line, (start, end))| !self.is_even(start, end.end, line).expect("a line that fits"))
            .count()
    }

    /// The fewest uneven lines of all lawful ways to break the paragraph, and where they end.
    fn fewest(&self) -> (usize, Vec<String>) {
        let paragraph = self.paragraph;
        // From line 1 on all lines have the same measure, so a start is all that a line needs to know.
        let mut fewest: Vec<Option<usize>> = vec![None; paragraph.len() + 1];
        let mut from = vec![0; paragraph.len() + 1];
        fewest[0] = Some(0);
        for end in 1..=paragraph.len() {
            if !paragraph.may_end(end) && paragraph.unit_break(end).is_none() {
                continue;
            }
            for start in (0..end).rev() {
                let Some(before) = fewest[start] else { continue };
                let is_short = end == paragraph.len()
                    && start > 0
                    && self.characters(start, end) < self.layout.text.last_line;
                let even = if is_short { None } else { self.is_even(start, end, usize::from(start > 0)) };
                let Some(even) = even else { continue };
                let count = before + usize::from(!even);
                if fewest[end].is_none_or(|other| count < other) {
                    (fewest[end], from[end]) = (Some(count), start);
                }
            }
        }
        let mut ends = vec![paragraph.len()];
        while let Some(&end) = ends.last().filter(|&&end| end > 0) {
            ends.push(from[end]);
        }
        let text = |pair: &[usize]| {
            let (start, end) = (paragraph.clusters[pair[1]].start, paragraph.clusters[pair[0] - 1].end);
            paragraph.text.text[start as usize..end as usize].to_owned()
        };
        let lines = ends.windows(2).rev().map(text).collect();
        (fewest[paragraph.len()].expect("lawful lines"), lines)
    }

    fn characters(&self, start: usize, end: usize) -> u32 {
        self.paragraph.clusters[start..end].iter().filter(|cluster| cluster.class.is_character()).count()
            as u32
    }
}

#[test]
fn no_lawful_lines_have_fewer_over_the_limits() {
    let files = [
        include_str!("../../../../tests/data/figures.txt"),
        include_str!("../../../../tests/data/clean_prose.txt"),
        include_str!("../../../../tests/data/paragraphs.txt"),
    ];
    let texts =
        files.iter().flat_map(|file| file.lines()).filter(|line| !line.is_empty() && !line.starts_with('#'));
    for name in ["document", "bulletin-even"] {
        let layout = layouts::load(name, "".as_ref(), &[]).unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fonts").into();
        let search = FontSearch { folders: vec![folder], bundled_only: true, ..FontSearch::default() };
        let fonts = FontBook::open(&layout.roles, &search).unwrap().0;
        let mut setter = Typesetter::new(&layout, &fonts).unwrap();
        let style = layout.style("body").unwrap();
        let frame = Frame::of(layout.style_of(style), layout.page.type_width());
        let cells = setter.cells(frame.cells);
        assert!(!matches!(cells, Cells::Strict(_)));
        let mut uneven = 0;
        for text in texts.clone() {
            let mut rich = RichText::default();
            rich.push_literal(text, style);
            let paragraph = setter.prepare(&rich, cells);
            let lines = setter.break_lines(&paragraph, &|line| frame.measure(line), None);
            let trial = Trial { paragraph: &paragraph, layout: &layout, frame };
            let count = trial.count(&lines);
            if count > 0 {
                uneven += count;
                let (fewest, lines) = trial.fewest();
                assert_eq!(count, fewest, "{name}: {lines:#?}");
            }
        }
        assert!(uneven > 0, "{name}: the test has nothing to try");
    }
}
