//! What stands on a page, as the operators that draw it.
//!
//! Each run begins with its own text matrix; within it the pen follows the widths that the document declares for
//! its glyphs, in whole numbers, and is moved where a glyph stands elsewhere. What rounding leaves is known and goes
//! into the next move, so that no glyph is more than 0.001 pt from its place however long the line.

use super::codes::{self, Code, Codes, FaceCodes, RunCodes};
use super::inks::{Inks, Use};
use super::number::{self, near};
use super::tags::{Mark, Stretch};
use super::to_unicode;
use hongtou_base::colour::Colour;
use hongtou_base::units::{HorizontalScale, Length};
use hongtou_engine::page::{Dot, Glyph, GlyphRun, Item, Page, Rule};

/// How far a glyph may stand from its place before the pen is moved, in ten-thousandths of a point.
const TOLERANCE: i64 = 5;

/// Draws a page; the stretches say what its items are, and together are all of them.
pub(super) fn draw(page: &Page, codes: &Codes, inks: &Inks, stretches: &[Stretch]) -> Vec<u8> {
    let mut canvas = Canvas {
        out: Vec::with_capacity(page.items.len() * 128),
        height: page.height,
        inks,
        in_text: false,
        show: Show::Nothing,
        pen: Pen::default(),
        state: State::default(),
    };
    let mut start = 0;
    for stretch in stretches {
        canvas.begin(stretch.mark);
        for item in page.items.get(start..stretch.end).unwrap_or_default() {
            match item {
                Item::Text(run) => canvas.run(run, codes),
                Item::Rule(rule) => canvas.rule(rule),
                Item::Dot(dot) => canvas.dot(dot),
            }
        }
        canvas.end(stretch.mark);
        start = stretch.end;
    }
    canvas.out
}

struct Canvas<'a> {
    out: Vec<u8>,
    height: Length,
    inks: &'a Inks<'a>,
    in_text: bool,
    show: Show,
    pen: Pen,
    state: State<'a>,
}

/// What a reader remembers between operators; nothing is said twice.
#[derive(Default)]
struct State<'a> {
    /// Whether what is drawn leaves the inks below it.
    overprint: bool,
    fill: Option<&'a Colour>,
    stroke: Option<&'a Colour>,
    /// The width of the outline, and whether outlines are on.
    outline: Option<Length>,
    outlined: bool,
    /// The number of the face, the layer, the size.
    font: Option<(usize, usize, Length)>,
}

/// How much of the operator `TJ` is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Nothing,
    Array,
    String,
}

/// Where the reader's pen is.
#[derive(Default)]
struct Pen {
    /// Where the text matrix puts it, in ten-thousandths of a point from the left edge.
    origin: i64,
    /// How far the text matrix is raised above the baseline; `None` before a run's first glyph.
    rise: Option<Length>,
    /// The size as it is written, in ten-thousandths of a point.
    size: i64,
    /// How wide the text matrix makes the em.
    width: HorizontalScale,
    /// How far it went since, in millionths of an em.
    went: i64,
}

impl<'a> Canvas<'a> {
    /// Opens a stretch (ISO 32000-1, 14.6).
    fn begin(&mut self, mark: Mark) {
        match mark {
            Mark::None => {}
            Mark::Content { kind, number } => {
                self.out.push(b'/');
                self.out.extend_from_slice(kind.name().as_bytes());
                self.out.extend_from_slice(b"<</MCID ");
                number::integer(&mut self.out, number as u64);
                self.out.extend_from_slice(b">>BDC\n");
            }
            Mark::Decoration => self.out.extend_from_slice(b"/Artifact<</Type/Layout>>BDC\n"),
            // ISO 32000-1, table 330: a running head is a header, attached to the top edge.
            Mark::RunningHead => self
                .out
                .extend_from_slice(b"/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC\n"),
            Mark::PageNumber => self.out.extend_from_slice(b"/Artifact<</Type/Pagination>>BDC\n"),
        }
    }

    /// Closes it, outside of text as it was opened.
    fn end(&mut self, mark: Mark) {
        self.leave_text();
        if mark != Mark::None {
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    fn rule(&mut self, rule: &'a Rule) {
        // A reader draws a rectangle of no height one device pixel thick, so one without area is left out.
        if rule.width <= Length::ZERO || rule.height <= Length::ZERO {
            return;
        }
        self.leave_text();
        self.fill(&rule.colour);
        let (x, y) = (near(rule.x), near(rule.y));
        let (width, height) = (near(rule.width), near(rule.height));
        self.points(&[x, self.height - y - height, width, height], b"re f");
    }

    fn dot(&mut self, dot: &'a Dot) {
        if dot.radius <= Length::ZERO {
            return;
        }
        self.leave_text();
        self.fill(&dot.colour);
        let (x, y, r) = (near(dot.x), self.height - near(dot.y), near(dot.radius));
        // A quarter of a circle as a Bézier curve: its handles are 0.5523 of the radius long.
        let c = r.ratio(5_523, 10_000);
        self.points(&[x + r, y], b"m");
        self.points(&[x + r, y + c, x + c, y + r, x, y + r], b"c");
        self.points(&[x - c, y + r, x - r, y + c, x - r, y], b"c");
        self.points(&[x - r, y - c, x - c, y - r, x, y - r], b"c");
        self.points(&[x + c, y - r, x + r, y - c, x + r, y], b"c");
        self.out.extend_from_slice(b"f\n");
    }

    /// Lengths in points, and the operator that takes them.
    fn points(&mut self, lengths: &[Length], operator: &[u8]) {
        for &length in lengths {
            number::points(&mut self.out, length);
            self.out.push(b' ');
        }
        self.out.extend_from_slice(operator);
        self.out.push(b'\n');
    }

    fn run(&mut self, run: &'a GlyphRun, codes: &Codes) {
        let size = number::ten_thousandths(run.size);
        let Some(RunCodes { face: wide, last, says_nothing }) = codes.of(run) else { return };
        if size <= 0 || run.width.millionths() == 0 {
            return;
        }
        self.fill(&run.colour);
        self.outline(run);
        self.enter_text();
        self.pen = Pen { size, width: run.width, ..Pen::default() };
        if says_nothing {
            self.begin_actual_text(&run.text);
        }
        for cluster in codes::clusters(run) {
            let face = if cluster.is_last_of(run) { last } else { wide };
            let speaks = says_nothing
                || codes::shares(&cluster)
                    .all(|(glyph, text)| face.code(glyph.id, text).is_some_and(|code| code.says_text));
            if !speaks {
                self.begin_actual_text(cluster.text);
            }
            for (glyph, text) in codes::shares(&cluster) {
                if let Some(code) = face.code(glyph.id, text) {
                    self.glyph(run, face, glyph, code);
                }
            }
            if !speaks {
                self.end_show();
                self.out.extend_from_slice(b"EMC\n");
            }
        }
        self.end_show();
        if says_nothing {
            self.out.extend_from_slice(b"EMC\n");
        }
    }

    fn glyph(&mut self, run: &GlyphRun, face: &FaceCodes, glyph: &Glyph, code: Code) {
        self.font(face, code.layer, run.size);
        if self.pen.rise != Some(glyph.rise) {
            self.place(run, glyph);
        }
        if self.show == Show::Nothing {
            self.out.push(b'[');
            self.show = Show::Array;
        }
        if let Some((thousandths, decimals)) = self.pen.shift(glyph.x) {
            if self.show == Show::String {
                self.out.push(b')');
                self.show = Show::Array;
            }
            number::decimal(&mut self.out, thousandths, decimals);
        }
        if self.show == Show::Array {
            self.out.push(b'(');
            self.show = Show::String;
        }
        literal(&mut self.out, code.code);
        self.pen.went += code.width;
    }

    /// Sets the text matrix to a glyph's origin; here, and in `rule`, y is turned upward.
    fn place(&mut self, run: &GlyphRun, glyph: &Glyph) {
        self.end_show();
        self.pen.origin = number::ten_thousandths(near(glyph.x));
        self.pen.rise = Some(glyph.rise);
        self.pen.went = 0;
        number::decimal(&mut self.out, i64::from(run.width.millionths()), 6);
        self.out.extend_from_slice(b" 0 0 1 ");
        number::points(&mut self.out, near(glyph.x));
        self.out.push(b' ');
        number::points(&mut self.out, self.height - near(run.y) + near(glyph.rise));
        self.out.extend_from_slice(b" Tm\n");
    }

    fn font(&mut self, face: &FaceCodes, layer: usize, size: Length) {
        let font = (face.number, layer, size);
        if self.state.font == Some(font) {
            return;
        }
        self.end_show();
        self.out.push(b'/');
        resource(&mut self.out, face.number, layer);
        self.out.push(b' ');
        number::points(&mut self.out, size);
        self.out.extend_from_slice(b" Tf\n");
        self.state.font = Some(font);
    }

    /// Emboldens by an outline of the same colour; round joins keep the ends of strokes from growing spikes.
    fn outline(&mut self, run: &'a GlyphRun) {
        let width = run.embolden.filter(|width| *width > Length::ZERO);
        if width.is_some() && self.state.stroke != Some(&run.colour) {
            self.inks.choose(&mut self.out, &run.colour, Use::Stroke);
            self.state.stroke = Some(&run.colour);
        }
        if width.is_some() && self.state.outline != width {
            if self.state.outline.is_none() {
                self.out.extend_from_slice(b"1 j\n");
            }
            number::points(&mut self.out, width.unwrap_or_default());
            self.out.extend_from_slice(b" w\n");
            self.state.outline = width;
        }
        if width.is_some() != self.state.outlined {
            self.state.outlined = width.is_some();
            self.out.extend_from_slice(if self.state.outlined { b"2 Tr\n" } else { b"0 Tr\n" });
        }
    }

    fn fill(&mut self, colour: &'a Colour) {
        if self.state.overprint != colour.overprints() {
            self.state.overprint = colour.overprints();
            Inks::overprint(&mut self.out, self.state.overprint);
        }
        if self.state.fill != Some(colour) {
            self.inks.choose(&mut self.out, colour, Use::Fill);
            self.state.fill = Some(colour);
        }
    }

    fn begin_actual_text(&mut self, text: &str) {
        self.end_show();
        self.out.extend_from_slice(b"/Span<</ActualText");
        to_unicode::hex(&mut self.out, std::iter::once(0xFEFF).chain(text.encode_utf16()));
        self.out.extend_from_slice(b">>BDC\n");
    }

    fn end_show(&mut self) {
        self.out.extend_from_slice(match self.show {
            Show::Nothing => b"",
            Show::Array => b"]TJ\n",
            Show::String => b")]TJ\n",
        });
        self.show = Show::Nothing;
    }

    fn enter_text(&mut self) {
        if !self.in_text {
            self.out.extend_from_slice(b"BT\n");
            self.in_text = true;
        }
    }

    fn leave_text(&mut self) {
        if self.in_text {
            self.out.extend_from_slice(b"ET\n");
            self.in_text = false;
        }
    }
}

impl Pen {
    /// The number in `TJ` that takes the pen to a position, and its decimals; `None` if it is near enough.
    ///
    /// The number is in thousandths of an em, to the left, with as many decimals as the size needs.
    /// The pen goes where the number takes it, so what rounding leaves is made good by the next glyph.
    fn shift(&mut self, x: Length) -> Option<(i64, u32)> {
        // EMU to ten-thousandths of a point is ×100÷127; to millionths of an em a division by the size more.
        let distance = i128::from(near(x).emu()) * 100 - i128::from(self.origin) * 127;
        // The pen goes in the text's own space, which the text matrix makes narrower.
        let em = i128::from(self.size) * i128::from(self.width.millionths());
        let wanted = (distance * 1_000_000_000_000).div_euclid(em * 127) as i64;
        let gap = wanted - self.went;
        let off = |millionths: i64| i128::from(millionths.abs()) * em / 1_000_000_000_000;
        if off(gap) <= i128::from(TOLERANCE) {
            return None;
        }
        let decimals =
            (0..3).find(|&decimals| off(500 / 10i64.pow(decimals)) <= i128::from(TOLERANCE)).unwrap_or(3);
        let step = 1000 / 10i64.pow(decimals);
        let steps = (gap + step / 2).div_euclid(step);
        self.went += steps * step;
        Some((-steps, decimals))
    }
}

/// The name of a layer of a face among the resources.
pub(super) fn resource(out: &mut Vec<u8>, face: usize, layer: usize) {
    out.push(b'T');
    number::integer(out, face as u64);
    if layer > 0 {
        out.push(b'.');
        number::integer(out, layer as u64);
    }
}

/// Appends a code's two bytes as part of a string in parentheses (PDF 32000-1, 7.3.4.2).
fn literal(out: &mut Vec<u8>, code: u16) {
    for byte in code.to_be_bytes() {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pen_never_strays_however_long_the_line() {
        // 16 pt characters on a grid of 156 mm ÷ 28, with an advance that is no whole number of thousandths.
        let mut pen = Pen { size: 160_000, rise: Some(Length::ZERO), ..Pen::default() };
        for index in 0..1_000_000i64 {
            let x = Length::mm(156).ratio(index, 28);
            pen.shift(x);
            let drawn = pen.went as f64 * 16.0 / 1e6;
            assert!((drawn - x.to_pt()).abs() < 0.001, "{index}: {drawn} for {}", x.to_pt());
            pen.went += 443_848;
            if x > Length::mm(500) {
                break;
            }
        }
    }

    #[test]
    fn a_glyph_in_its_place_needs_no_move() {
        let mut pen = Pen { size: 160_000, ..Pen::default() };
        pen.went = 1_000_000;
        assert_eq!(pen.shift(Length::pt(16)), None);
        assert_eq!(pen.shift(Length::pt(24)), Some((-50_000, 2)));
    }

    #[test]
    fn bytes_with_a_meaning_are_escaped() {
        let mut out = Vec::new();
        for code in [0x2829, 0x5C0D, 0x0A00] {
            literal(&mut out, code);
        }
        assert_eq!(out, b"\\(\\)\\\\\\r\n\0");
    }
}
