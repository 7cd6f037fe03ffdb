//! Glyph outlines as plain path segments, for the outputs that draw glyphs themselves.
//!
//! In comes a glyph of a face, out goes its path in font units, y upward.
//! Nothing here knows sizes, positions or files.

use std::collections::BTreeMap;

use ttf_parser::OutlineBuilder;

use hongtou_engine::fonts::{Face, FaceId, FontBook};
use hongtou_engine::page::{Item, Page};

/// A step of a path; the last pair is where it ends. Font units, y upward.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Segment {
    /// Begins a contour.
    Move([f32; 2]),
    /// A straight line.
    Line([f32; 2]),
    /// A curve with one control point.
    Quad([f32; 2], [f32; 2]),
    /// A curve with two control points.
    Cubic([f32; 2], [f32; 2], [f32; 2]),
    /// Ends the contour.
    Close,
}

/// A glyph of a face.
pub(crate) type GlyphKey = (FaceId, u16);

/// The outlines of all glyphs of a page that have ink, each once.
///
/// Glyphs that the fonts do not have are left out, as blanks are.
pub(crate) fn of_page(page: &Page, fonts: &FontBook) -> BTreeMap<GlyphKey, Vec<Segment>> {
    let faces: Vec<&Face> = fonts.faces().map(|(_, face)| face).collect();
    let mut outlines = BTreeMap::new();
    for item in &page.items {
        let Item::Text(run) = item else { continue };
        let Some(face) = faces.get(run.face.index()) else { continue };
        for glyph in &run.glyphs {
            outlines.entry((run.face, glyph.id)).or_insert_with(|| of_glyph(face, glyph.id));
        }
    }
    outlines.retain(|_, segments| !segments.is_empty());
    outlines
}

/// The outline of a glyph; empty if it has none.
pub(crate) fn of_glyph(face: &Face, glyph: u16) -> Vec<Segment> {
    let mut path = Path(Vec::new());
    face.outline(glyph, &mut path);
    path.0
}

struct Path(Vec<Segment>);

impl OutlineBuilder for Path {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.push(Segment::Move([x, y]));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.push(Segment::Line([x, y]));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.0.push(Segment::Quad([x1, y1], [x, y]));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.0.push(Segment::Cubic([x1, y1], [x2, y2], [x, y]));
    }

    fn close(&mut self) {
        self.0.push(Segment::Close);
    }
}
