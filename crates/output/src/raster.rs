//! Items of a page → pixels, in whatever colour the caller chooses.
//!
//! Shared by the outputs that need pixels: pictures, and the inks' coverage.

use std::collections::BTreeMap;

use tiny_skia::{FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use crate::outline::{self, GlyphKey, Segment};
use hongtou_base::diagnostic::Problem;
use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Dot, GlyphRun, Item, Page, Rule};

/// EMU in an inch.
const EMU_PER_INCH: i64 = 914_400;
/// A4 at 1200 dpi has 139 million pixels; this many need 2 GB of memory.
const MOST_PIXELS: i64 = 200_000_000;

/// As many pixels as a page has at a resolution, all of them transparent.
///
/// # Errors
/// [`Problem::PictureSize`] if the page has no area, or would have more than 200 million pixels.
pub(crate) fn pixels(page: &Page, dpi: u32) -> Result<Pixmap, Problem> {
    let refused = Problem::PictureSize { dpi, width: page.width, height: page.height };
    // Pages beyond this are refused anyway; the bound keeps the product below from overflowing.
    let sane = |length: Length| length > Length::ZERO && length.emu() < 1 << 40;
    if !sane(page.width) || !sane(page.height) {
        return Err(refused);
    }
    let pixels = |length: Length| length.ratio(dpi.into(), EMU_PER_INCH).emu().max(1);
    let (width, height) = (pixels(page.width), pixels(page.height));
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(refused);
    }
    let (Ok(width), Ok(height)) = (u32::try_from(width), u32::try_from(height)) else { return Err(refused) };
    Pixmap::new(width, height).ok_or(refused)
}

/// Draws the items of a page.
pub(crate) struct Brush<'a> {
    fonts: &'a FontBook,
    paths: BTreeMap<GlyphKey, Path>,
    pixels_per_emu: f32,
}

impl<'a> Brush<'a> {
    /// A brush for a page at a resolution in dots per inch; glyphs that the fonts do not have are not drawn.
    pub fn new(page: &Page, fonts: &'a FontBook, dpi: u32) -> Brush<'a> {
        let paths = outline::of_page(page, fonts)
            .into_iter()
            .filter_map(|(key, segments)| Some((key, path(&segments)?)))
            .collect();
        Brush { fonts, paths, pixels_per_emu: dpi as f32 / EMU_PER_INCH as f32 }
    }

    /// Draws an item.
    pub fn draw(&self, picture: &mut Pixmap, item: &Item, paint: &Paint) {
        match item {
            Item::Text(run) => self.text(picture, run, paint),
            Item::Rule(rule) => self.filled(picture, rule, paint),
            Item::Dot(dot) => self.circle(picture, dot, paint),
        }
    }

    fn pixels(&self, length: Length) -> f32 {
        length.emu() as f32 * self.pixels_per_emu
    }

    fn text(&self, picture: &mut Pixmap, run: &GlyphRun, paint: &Paint) {
        let Some((_, face)) = self.fonts.faces().nth(run.face.index()) else { return };
        if run.size <= Length::ZERO || run.width.millionths() == 0 {
            return;
        }
        let scale = self.pixels(run.size) / face.units_per_em().max(1) as f32;
        let across = scale * (f64::from(run.width.millionths()) / 1e6) as f32;
        let outline = run.embolden.filter(|&width| width > Length::ZERO).map(|width| Stroke {
            width: self.pixels(width) / scale,
            line_join: LineJoin::Round,
            ..Stroke::default()
        });
        for glyph in &run.glyphs {
            let Some(path) = self.paths.get(&(run.face, glyph.id)) else { continue };
            let x = self.pixels(glyph.x);
            let y = (run.y.emu() as f32 - glyph.rise.emu() as f32) * self.pixels_per_emu;
            let place = Transform::from_row(across, 0.0, 0.0, -scale, x, y);
            picture.fill_path(path, paint, FillRule::Winding, place, None);
            let Some(stroke) = &outline else { continue };
            if across == scale {
                picture.stroke_path(path, paint, stroke, place, None);
            } else if let Some(placed) = path.clone().transform(place) {
                // The outline is as wide on all sides, as it is in a PDF, where no text matrix reaches it.
                let stroke = Stroke { width: stroke.width * scale, ..stroke.clone() };
                picture.stroke_path(&placed, paint, &stroke, Transform::identity(), None);
            }
        }
    }

    fn filled(&self, picture: &mut Pixmap, rule: &Rule, paint: &Paint) {
        let [x, y, width, height] =
            [rule.x, rule.y, rule.width, rule.height].map(|length| self.pixels(length));
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            // As a path, since `fill_rect` does not blend the edges between pixels.
            let path = PathBuilder::from_rect(rect);
            picture.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    fn circle(&self, picture: &mut Pixmap, dot: &Dot, paint: &Paint) {
        let [x, y, radius] = [dot.x, dot.y, dot.radius].map(|length| self.pixels(length));
        if let Some(path) = PathBuilder::from_circle(x, y, radius) {
            picture.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
    }
}

fn path(segments: &[Segment]) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for segment in segments {
        match *segment {
            Segment::Move([x, y]) => builder.move_to(x, y),
            Segment::Line([x, y]) => builder.line_to(x, y),
            Segment::Quad([x1, y1], [x, y]) => builder.quad_to(x1, y1, x, y),
            Segment::Cubic([x1, y1], [x2, y2], [x, y]) => builder.cubic_to(x1, y1, x2, y2, x, y),
            Segment::Close => builder.close(),
        }
    }
    builder.finish()
}
