//! A broken and adjusted line → positioned glyph runs.

use super::adjust::AdjustedLine;
use super::class::Class;
use super::constraints::LineEnd;
use super::paragraph::{Hyphen, Paragraph};
use super::segment::Cluster;
use crate::fonts::FaceId;
use crate::page::{ElementId, Glyph, GlyphRun, Item, LargestGap, LineReport, Part};
use hongtou_base::units::{HorizontalScale, Length};
use hongtou_format::layouts::{Layout, Style};

/// A line of glyphs; positions count from the left edge of the frame and from the baseline.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its glyphs.
    pub runs: Vec<GlyphRun>,
    /// Dots and rules under characters.
    pub marks: Vec<Item>,
    /// Where its first cell begins.
    pub x: Length,
    /// Its width, the blanks at its edges included.
    pub width: Length,
    /// How it came to its width.
    pub report: LineReport,
}

/// Where a line of a paragraph stands.
pub struct Place {
    /// Where the line's first cell begins.
    pub x: Length,
    /// What its width should be.
    pub measure: Length,
    /// The number of the line, from 0.
    pub line: usize,
}

/// The glyphs of the line `start..line_end.end`.
pub fn build(
    paragraph: &Paragraph<'_>,
    start: usize,
    line_end: LineEnd,
    adjusted: AdjustedLine,
    place: &Place,
    layout: &Layout,
    mark: &mut dyn FnMut(&mut Vec<Item>, &Cluster, Length),
) -> Line {
    let mut marks = Vec::new();
    let mut builder = Builder { paragraph, layout, runs: Vec::new(), x: place.x };
    let mut cell = builder.x;
    builder.x += adjusted.start_blank;
    let end = line_end.end;
    for index in start..end {
        let cluster = &paragraph.clusters[index];
        let box_start = builder.x;
        let last = index + 1 == end;
        let (gap, own) = if last {
            (adjusted.end_blank, adjusted.end_blank)
        } else {
            let gap = adjusted.gaps[index - start];
            // The blank of an opening mark belongs to its own cell, not to the one before it.
            // What pads a Western run before such a mark does not.
            let lead = paragraph.clusters[index + 1].lead.min(paragraph.gaps[index].before.natural);
            (gap, if lead > Length::ZERO { (gap - lead).max(Length::ZERO) } else { gap })
        };
        let cell_end = box_start + cluster.width + own;
        mark(&mut marks, cluster, box_start);
        builder.push(cluster, box_start, cell, cell_end - cell);
        cell = cell_end;
        builder.x = box_start + cluster.width + gap;
    }
    let width = builder.x - place.x;
    if let Some(hyphen) = paragraph.hyphen(end) {
        builder.push_hyphen(&paragraph.clusters[end - 1], hyphen);
    }
    let first = &paragraph.clusters[start];
    let last = &paragraph.clusters[end - 1];
    let source = paragraph.text.source_of(first.start as usize);
    let largest_gap = largest_gap(paragraph, start, end, &adjusted.gaps);
    let report = LineReport {
        block: 0,
        style: layout.style_of(first.style).name.clone(),
        line: place.line as u32 + 1,
        x: place.x,
        y: Length::ZERO,
        measure: place.measure,
        natural: adjusted.natural,
        adjustments: adjusted.adjustments,
        largest_gap,
        ending: line_end.ending,
        text: paragraph.text.text[first.start as usize..last.end as usize].to_owned(),
        source: source.map_or(u32::MAX, |offset| offset as u32),
    };
    Line { runs: builder.runs, marks, x: place.x, width, report }
}

/// The widest of the gaps `gaps` of the line `start..end`, beside no space that the text has.
fn largest_gap(paragraph: &Paragraph<'_>, start: usize, end: usize, gaps: &[Length]) -> Option<LargestGap> {
    let clusters = &paragraph.clusters;
    let is_space = |index: usize| matches!(clusters[index].class, Class::Space | Class::WideSpace);
    (start..end.saturating_sub(1))
        .filter(|&index| !is_space(index) && !is_space(index + 1))
        .map(|index| LargestGap {
            width: gaps[index - start] - paragraph.gaps[index].blanks(),
            at: clusters[index + 1].start - clusters[start].start,
        })
        // Of equal gaps the first.
        .rev()
        .max_by_key(|gap| gap.width)
}

struct Builder<'a> {
    paragraph: &'a Paragraph<'a>,
    layout: &'a Layout,
    runs: Vec<GlyphRun>,
    x: Length,
}

impl Builder<'_> {
    /// A hyphen is shown and not part of the text.
    fn push_hyphen(&mut self, cluster: &Cluster, hyphen: &Hyphen) {
        let style = self.layout.style_of(cluster.style);
        let mut run = new_run(hyphen.face, style.size, style);
        let start = self.x - hyphen.width;
        run.glyphs.push(Glyph {
            id: hyphen.glyph,
            x: start,
            rise: hyphen.rise,
            cell: start,
            advance: hyphen.width,
            text_start: 0,
            text_end: 0,
            source: u32::MAX,
        });
        self.runs.push(run);
    }

    fn push(&mut self, cluster: &Cluster, box_start: Length, cell: Length, advance: Length) {
        let Some(face) = cluster.face else { return };
        let style = self.layout.style_of(cluster.style);
        let field = self.paragraph.text.field_of(cluster.start as usize);
        let fits = self.runs.last().is_some_and(|run| {
            run.face == face
                && run.field.as_ref() == field
                && run.size == cluster.size
                && run.embolden == style.embolden
                && run.colour == style.colour
        });
        if !fits {
            self.runs.push(GlyphRun { field: field.cloned(), ..new_run(face, cluster.size, style) });
        }
        let Some(run) = self.runs.last_mut() else { return };
        let text = &self.paragraph.text.text[cluster.start as usize..cluster.end as usize];
        let text_start = run.text.len() as u32;
        match text {
            // A tab is a blank, on paper and to those who copy the text from there.
            "\t" => run.text.push(' '),
            _ => run.text.push_str(text),
        }
        let source = self.paragraph.text.source_of(cluster.start as usize);
        let glyphs = cluster.glyphs.start as usize..cluster.glyphs.end as usize;
        for (index, glyph) in self.paragraph.glyphs[glyphs].iter().enumerate() {
            let start = if index == 0 { text_start } else { run.text.len() as u32 };
            run.glyphs.push(Glyph {
                id: glyph.id,
                x: box_start + glyph.dx,
                rise: glyph.rise,
                cell,
                advance: if index == 0 { advance } else { Length::ZERO },
                text_start: start,
                text_end: run.text.len() as u32,
                source: source.map_or(u32::MAX, |offset| offset as u32),
            });
        }
    }
}

fn new_run(face: FaceId, size: Length, style: &Style) -> GlyphRun {
    GlyphRun {
        face,
        size,
        width: HorizontalScale::FULL,
        colour: style.colour.clone(),
        embolden: style.embolden,
        y: Length::ZERO,
        text: String::new(),
        glyphs: Vec::new(),
        part: Part::Paragraph,
        block: 0,
        element: ElementId::default(),
        field: None,
    }
}
