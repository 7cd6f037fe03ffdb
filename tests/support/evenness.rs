//! How evenly the lines of a text are filled, measured on its glyphs and not on what the typesetter reports.

use std::path::Path;

use hongtou::document::RichText;
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::han::is_han;
use hongtou::layouts::{self, Layout};
use hongtou::page::{Ending, GlyphRun, LineReport};
use hongtou::typeset::{Frame, Line, Typesetter};
use hongtou::units::Length;

/// A full line of running text; gaps in em.
#[derive(Debug, Clone)]
pub struct Evenness {
    /// The largest gap between two advance boxes.
    pub gap: f64,
    /// The two characters beside it.
    pub at: String,
    /// The largest gap between two Han characters.
    pub han: f64,
    /// How far the ink of the last character may reach beyond the measure: the end of its advance box, of a mark the
    /// end of its half.
    pub beyond: f64,
    /// The largest gap by the typesetter's own report.
    pub reported: f64,
    /// Two characters of which the second begins no later than the first, if there are such.
    pub disorder: Option<String>,
    pub text: String,
}

/// A layout with its bundled faces.
pub struct Setting {
    pub layout: Layout,
    pub fonts: FontBook,
}

impl Setting {
    pub fn new(layout: &str) -> Setting {
        let layout = layouts::load(layout, Path::new(""), &[]).expect("a bundled layout");
        let search =
            FontSearch { folders: vec![super::FONTS.into()], bundled_only: true, ..Default::default() };
        let fonts = FontBook::open(&layout.roles, &search).expect("the bundled faces").0;
        Setting { layout, fonts }
    }

    /// The natural space between Han characters and digits or letters, in em.
    pub fn natural(&self) -> f64 {
        self.layout.text.autospace as f64 / 1e6
    }

    /// The lines of each paragraph of running text.
    fn set(&self, paragraphs: &[String]) -> Vec<Vec<Line>> {
        let body = self.layout.style("body").expect("a style for running text");
        let frame = Frame::of(self.layout.style_of(body), self.layout.page.type_width());
        let mut setter = Typesetter::new(&self.layout, &self.fonts).expect("the roles of the layout");
        let set = |paragraph: &String| {
            let mut text = RichText::default();
            text.push_literal(paragraph, body);
            setter.paragraph(&text, frame)
        };
        paragraphs.iter().map(set).collect()
    }

    /// The last lines of the paragraphs that have several.
    pub fn last_lines(&self, paragraphs: &[String]) -> Vec<String> {
        let several = self.set(paragraphs).into_iter().filter(|lines| lines.len() > 1);
        several.filter_map(|lines| Some(lines.last()?.report.text.clone())).collect()
    }

    /// The full lines of paragraphs of running text.
    pub fn lines(&self, paragraphs: &[String]) -> Vec<Evenness> {
        let body = self.layout.style("body").expect("a style for running text");
        let style = self.layout.style_of(body);
        let mut all = Vec::new();
        for lines in self.set(paragraphs) {
            let full =
                lines.iter().filter(|line| !matches!(line.report.ending, Ending::Last | Ending::Ellipsis));
            all.extend(full.map(|line| self.line(line, style.size)));
        }
        all
    }

    /// The only line of a short text.
    pub fn report(&self, text: &str) -> LineReport {
        let mut lines = self.set(&[text.to_owned()]).remove(0);
        assert_eq!(lines.len(), 1, "{text}");
        lines.remove(0).report
    }

    fn line(&self, line: &Line, em: Length) -> Evenness {
        let boxes: Vec<Advance> = line.runs.iter().flat_map(|run| self.boxes(run)).collect();
        let in_em = |length: Length| length.emu() as f64 / em.emu() as f64;
        let (mut gap, mut at, mut han) = (f64::MIN, String::new(), 0.0_f64);
        for pair in boxes.windows(2).filter(|pair| pair.iter().all(|each| !each.text.trim().is_empty())) {
            let width = in_em(pair[1].left - pair[0].right);
            if width > gap {
                (gap, at) = (width, format!("{}{}", pair[0].text, pair[1].text));
            }
            if pair.iter().all(|each| each.text.chars().all(is_han)) {
                han = han.max(width);
            }
        }
        let disorder = boxes.windows(2).find(|pair| pair[1].left <= pair[0].left);
        let last = boxes.iter().rfind(|each| !each.text.trim().is_empty()).expect("a line has characters");
        let end = if is_blank_after(&last.text) { last.right - em / 2 } else { last.right };
        Evenness {
            gap: gap.max(0.0),
            at,
            han,
            beyond: in_em(end - line.report.x - line.report.measure).max(0.0),
            reported: line.report.largest_gap.map_or(0.0, |gap| in_em(gap.width)).max(0.0),
            disorder: disorder.map(|pair| format!("{}{}", pair[0].text, pair[1].text)),
            text: line.report.text.clone(),
        }
    }

    fn boxes(&self, run: &GlyphRun) -> Vec<Advance> {
        let face = self.fonts.face(run.face);
        let mut boxes: Vec<Advance> = Vec::new();
        for glyph in &run.glyphs {
            let right = glyph.x + face.scale(face.advance(glyph.id), run.size);
            if glyph.text_end == glyph.text_start {
                // A further glyph of the same characters.
                if let Some(last) = boxes.last_mut() {
                    last.right = last.right.max(right);
                }
                continue;
            }
            let text = run.text[glyph.text_start as usize..glyph.text_end as usize].to_owned();
            // Faces that centre ？ in its em have it moved into its half: its box is where a face without need has it.
            let left = if is_blank_after(&text) { glyph.cell } else { glyph.x };
            let right = if is_blank_after(&text) { glyph.cell + run.size } else { right };
            boxes.push(Advance { text, left, right });
        }
        boxes
    }
}

struct Advance {
    text: String,
    left: Length,
    right: Length,
}

fn is_blank_after(text: &str) -> bool {
    text.chars().next().is_some_and(|first| "，。、；：？！）》〉”’】〕".contains(first))
}

/// The value below which a share of the values is.
pub fn quantile(values: impl Iterator<Item = f64>, share: f64) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values
        .get(((values.len() as f64 * share) as usize).min(values.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

/// The paragraphs of a file of `tests/data`: its lines, comments left out.
pub fn paragraphs(file: &str) -> Vec<String> {
    let path = format!("{}/tests/data/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a text of tests/data");
    text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}
