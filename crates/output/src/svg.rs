//! One page → SVG: outlines of the glyphs, each drawn once and used many times.
//!
//! In comes a finished page, out goes a file that looks the same on every machine.
//! Each run carries its text as a label, and each glyph the place in the issue file that it comes from,
//! so that a preview can lead a click back to the source.

use std::collections::BTreeMap;
use std::fmt::Write;

use xmlwriter::{Indent, Options, XmlWriter};

use crate::outline::{self, GlyphKey, Segment};
use hongtou_base::colour::Colour;
use hongtou_base::units::Length;
use hongtou_base::xml;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Dot, GlyphRun, Item, Page, Rule};

/// EMU in a unit of the drawing: 3,600 units a millimetre, so that whole numbers are fine enough
/// and an A4 page still counts in numbers that a browser's single precision holds.
const EMU_PER_UNIT: i64 = 10;

/// Draws a page.
///
/// Width and height are in millimetres; inside, 3,600 units make a millimetre, from the page's top left corner.
/// `data-source` on a glyph is the offset of its first character in the issue file, in bytes.
/// Glyphs that the fonts do not have are not drawn.
pub fn page(page: &Page, fonts: &FontBook) -> String {
    let outlines = outline::of_page(page, fonts);
    let mut xml = XmlWriter::new(Options { indent: Indent::None, ..Options::default() });
    xml.start_element("svg");
    xml.write_attribute("xmlns", "http://www.w3.org/2000/svg");
    xml.write_attribute_fmt("width", format_args!("{}mm", decimal(page.width.to_mm())));
    xml.write_attribute_fmt("height", format_args!("{}mm", decimal(page.height.to_mm())));
    xml.write_attribute_fmt("viewBox", format_args!("0 0 {} {}", units(page.width), units(page.height)));
    xml.write_attribute("role", "img");
    define_glyphs(&mut xml, &outlines);
    paper(&mut xml, page);
    for item in &page.items {
        match item {
            Item::Text(run) => text(&mut xml, run, &outlines, fonts),
            Item::Rule(rule) => filled(&mut xml, rule),
            Item::Dot(dot) => circle(&mut xml, dot),
        }
    }
    xml.end_document()
}

fn define_glyphs(xml: &mut XmlWriter, outlines: &BTreeMap<GlyphKey, Vec<Segment>>) {
    xml.start_element("defs");
    for (&key, segments) in outlines {
        let mut path = PathText::default();
        segments.iter().for_each(|segment| path.step(segment));
        xml.start_element("path");
        xml.write_attribute("id", &name(key));
        xml.write_attribute("d", &path.out);
        xml.end_element();
    }
    xml.end_element();
}

/// A path's text, each step told from the last point, in hundredths of a font unit at the finest.
#[derive(Default)]
struct PathText {
    out: String,
    /// Where the last step ended, and where the contour began, in hundredths.
    at: [i64; 2],
    start: [i64; 2],
}

impl PathText {
    fn step(&mut self, segment: &Segment) {
        match *segment {
            Segment::Move(end) => {
                self.points('m', &[end]);
                self.start = self.at;
            }
            Segment::Line(end) => self.points('l', &[end]),
            Segment::Quad(control, end) => self.points('q', &[control, end]),
            Segment::Cubic(first, second, end) => self.points('c', &[first, second, end]),
            Segment::Close => {
                self.out.push('z');
                self.at = self.start;
            }
        }
    }

    fn points(&mut self, command: char, points: &[[f32; 2]]) {
        self.out.push(command);
        let from = self.at;
        for (index, point) in points.iter().enumerate() {
            // Rounded before the difference is taken, so that errors do not add up.
            self.at = point.map(|part| (f64::from(part) * 100.0).round() as i64);
            for (axis, (to, from)) in self.at.into_iter().zip(from).enumerate() {
                let distance = to - from;
                // A minus sign parts numbers as well as a space does.
                if (index, axis) != (0, 0) && distance >= 0 {
                    self.out.push(' ');
                }
                hundredths(&mut self.out, distance);
            }
        }
    }
}

fn hundredths(out: &mut String, value: i64) {
    // Writing to a String cannot fail.
    let _ = match value % 100 {
        0 => write!(out, "{}", value / 100),
        _ => write!(out, "{}", value as f64 / 100.0),
    };
}

fn paper(xml: &mut XmlWriter, page: &Page) {
    xml.start_element("rect");
    xml.write_attribute("width", &units(page.width));
    xml.write_attribute("height", &units(page.height));
    xml.write_attribute("fill", "#ffffff");
    xml.end_element();
}

fn filled(xml: &mut XmlWriter, rule: &Rule) {
    xml.start_element("rect");
    xml.write_attribute("x", &units(rule.x));
    xml.write_attribute("y", &units(rule.y));
    xml.write_attribute("width", &units(rule.width));
    xml.write_attribute("height", &units(rule.height));
    xml.write_attribute("fill", &hex(&rule.colour));
    xml.end_element();
}

fn circle(xml: &mut XmlWriter, dot: &Dot) {
    xml.start_element("circle");
    xml.write_attribute("cx", &units(dot.x));
    xml.write_attribute("cy", &units(dot.y));
    xml.write_attribute("r", &units(dot.radius));
    xml.write_attribute("fill", &hex(&dot.colour));
    xml.end_element();
}

/// A run is a group whose units are those of its face, so that the outlines need no transform of their own.
fn text(xml: &mut XmlWriter, run: &GlyphRun, outlines: &BTreeMap<GlyphKey, Vec<Segment>>, fonts: &FontBook) {
    let Some((_, face)) = fonts.faces().nth(run.face.index()) else { return };
    if run.size <= Length::ZERO || run.width.millionths() == 0 {
        return;
    }
    let em = f64::from(face.units_per_em().max(1));
    let in_font_units = |length: Length| decimal(length.emu() as f64 * em / run.size.emu() as f64);
    let width = f64::from(run.width.millionths()) / 1e6;
    let across = |length: Length| decimal(length.emu() as f64 * em / run.size.emu() as f64 / width);
    let scale = run.size.emu() as f64 / EMU_PER_UNIT as f64 / em;
    let colour = hex(&run.colour);

    xml.start_element("g");
    xml.write_attribute_fmt(
        "transform",
        format_args!("matrix({:.6} 0 0 -{scale:.6} 0 {})", scale * width, units(run.y)),
    );
    xml.write_attribute("fill", &colour);
    if let Some(width) = run.embolden {
        xml.write_attribute("stroke", &colour);
        xml.write_attribute("stroke-width", &in_font_units(width));
        xml.write_attribute("stroke-linejoin", "round");
    }
    xml.write_attribute("aria-label", &xml::text(&run.text));
    for glyph in &run.glyphs {
        if !outlines.contains_key(&(run.face, glyph.id)) {
            continue;
        }
        xml.start_element("use");
        xml.write_attribute_fmt("href", format_args!("#{}", name((run.face, glyph.id))));
        xml.write_attribute("x", &across(glyph.x));
        if glyph.rise != Length::ZERO {
            xml.write_attribute("y", &in_font_units(glyph.rise));
        }
        if glyph.source != u32::MAX {
            xml.write_attribute("data-source", &glyph.source);
        }
        xml.end_element();
    }
    xml.end_element();
}

fn name((face, glyph): GlyphKey) -> String {
    format!("g{}-{glyph}", face.index())
}

fn units(length: Length) -> i64 {
    length.ratio(1, EMU_PER_UNIT).emu()
}

/// At most two decimals: a hundredth of a font unit, or of a millimetre.
fn decimal(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

fn hex(colour: &Colour) -> String {
    let [r, g, b] = colour.to_rgb();
    format!("#{r:02x}{g:02x}{b:02x}")
}
