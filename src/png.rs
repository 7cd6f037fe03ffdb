//! One page → PNG: the glyphs' outlines filled on white paper.
//!
//! In comes a finished page, out goes a picture with its resolution noted, in sRGB.
//! It is for looking at, not for print.

use std::collections::BTreeMap;

use tiny_skia::{FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use crate::diagnostic::{Diagnostic, Problem};
use crate::fonts::FontBook;
use crate::outline::{self, GlyphKey, Segment};
use crate::page::{Colour, GlyphRun, Item, Page, Rule};
use crate::units::Length;

/// EMU in an inch.
const EMU_PER_INCH: i64 = 914_400;
/// The resolutions that are of use: from a thumbnail to a platesetter's.
const DPI: std::ops::RangeInclusive<u32> = 10..=2400;
/// More pixels than this would need 1.6 GB of memory.
const MOST_PIXELS: i64 = 400_000_000;

/// Draws a page at a resolution in dots per inch.
///
/// Glyphs that the fonts do not have are not drawn.
///
/// # Errors
/// [`Problem::PictureSize`] if the resolution is not within 10 to 2400, the page has no area, or the picture would
/// have more than 400 million pixels.
pub fn page(page: &Page, fonts: &FontBook, dpi: u32) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut picture = paper(page, dpi).map_err(|problem| vec![Diagnostic::error(problem)])?;
    let pixels_per_emu = dpi as f32 / EMU_PER_INCH as f32;
    let paths: BTreeMap<GlyphKey, Path> = outline::of_page(page, fonts)
        .into_iter()
        .filter_map(|(key, segments)| Some((key, path(&segments)?)))
        .collect();
    for item in &page.items {
        match item {
            Item::Text(run) => text(&mut picture, run, &paths, fonts, pixels_per_emu),
            Item::Rule(rule) => filled(&mut picture, rule, pixels_per_emu),
        }
    }
    let png = picture
        .encode_png()
        .map_err(|error| vec![Diagnostic::error(Problem::PngWriter { reason: error.to_string() })])?;
    Ok(with_resolution(png, dpi))
}

fn paper(page: &Page, dpi: u32) -> Result<Pixmap, Problem> {
    let refused = Problem::PictureSize { dpi, width: page.width, height: page.height };
    // Pages beyond this are refused anyway; the bound keeps the product below from overflowing.
    let sane = |length: Length| length > Length::ZERO && length.emu() < 1 << 40;
    if !DPI.contains(&dpi) || !sane(page.width) || !sane(page.height) {
        return Err(refused);
    }
    let pixels = |length: Length| length.ratio(dpi.into(), EMU_PER_INCH).emu().max(1);
    let (width, height) = (pixels(page.width), pixels(page.height));
    if width.saturating_mul(height) > MOST_PIXELS {
        return Err(refused);
    }
    let (Ok(width), Ok(height)) = (u32::try_from(width), u32::try_from(height)) else { return Err(refused) };
    let mut picture = Pixmap::new(width, height).ok_or(refused)?;
    picture.fill(tiny_skia::Color::WHITE);
    Ok(picture)
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

fn text(
    picture: &mut Pixmap,
    run: &GlyphRun,
    paths: &BTreeMap<GlyphKey, Path>,
    fonts: &FontBook,
    pixels_per_emu: f32,
) {
    let Some((_, face)) = fonts.faces().nth(run.face.index()) else { return };
    if run.size <= Length::ZERO {
        return;
    }
    let paint = ink(&run.colour);
    let scale = run.size.emu() as f32 * pixels_per_emu / face.units_per_em().max(1) as f32;
    let outline = run.embolden.filter(|&width| width > Length::ZERO).map(|width| Stroke {
        width: width.emu() as f32 * pixels_per_emu / scale,
        line_join: LineJoin::Round,
        ..Stroke::default()
    });
    for glyph in &run.glyphs {
        let Some(path) = paths.get(&(run.face, glyph.id)) else { continue };
        let x = glyph.x.emu() as f32 * pixels_per_emu;
        let y = (run.y - glyph.rise).emu() as f32 * pixels_per_emu;
        let place = Transform::from_row(scale, 0.0, 0.0, -scale, x, y);
        picture.fill_path(path, &paint, FillRule::Winding, place, None);
        if let Some(stroke) = &outline {
            picture.stroke_path(path, &paint, stroke, place, None);
        }
    }
}

fn filled(picture: &mut Pixmap, rule: &Rule, pixels_per_emu: f32) {
    let pixels = |length: Length| length.emu() as f32 * pixels_per_emu;
    let rect = Rect::from_xywh(pixels(rule.x), pixels(rule.y), pixels(rule.width), pixels(rule.height));
    if let Some(rect) = rect {
        // As a path, since `fill_rect` does not blend the edges between pixels.
        let path = PathBuilder::from_rect(rect);
        picture.fill_path(&path, &ink(&rule.colour), FillRule::Winding, Transform::identity(), None);
    }
}

fn ink(colour: &Colour) -> Paint<'static> {
    let [r, g, b] = colour.to_rgb();
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(r, g, b, 255);
    paint
}

/// Adds the chunk `pHYs` (PNG 11.3.4.3), so that the picture is placed at its natural size.
fn with_resolution(mut png: Vec<u8>, dpi: u32) -> Vec<u8> {
    /// The signature and the chunk IHDR, which is always the first.
    const HEAD: usize = 8 + 25;
    if png.len() < HEAD {
        return png;
    }
    let per_metre = (f64::from(dpi) / 0.0254).round() as u32;
    let mut chunk = b"pHYs".to_vec();
    chunk.extend(per_metre.to_be_bytes());
    chunk.extend(per_metre.to_be_bytes());
    chunk.push(1);
    let checksum = libdeflater::crc32(&chunk);
    let length = (chunk.len() as u32 - 4).to_be_bytes();
    let bytes = length.into_iter().chain(chunk).chain(checksum.to_be_bytes());
    png.splice(HEAD..HEAD, bytes);
    png
}
