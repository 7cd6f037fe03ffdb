//! One page → PNG: the glyphs' outlines filled on white paper.
//!
//! In comes a finished page, out goes a picture with its resolution noted, in sRGB.
//! It is for looking at, not for print.

use std::collections::BTreeMap;

use libdeflater::{CompressionLvl, Compressor};
use tiny_skia::{FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use crate::diagnostic::{Diagnostic, Problem};
use crate::fonts::FontBook;
use crate::outline::{self, GlyphKey, Segment};
use crate::page::{Colour, Dot, GlyphRun, Item, Page, Rule};
use crate::units::Length;

/// EMU in an inch.
const EMU_PER_INCH: i64 = 914_400;
/// The resolutions that are of use: from a thumbnail to a platesetter's.
const DPI: std::ops::RangeInclusive<u32> = 10..=2400;
/// A4 at 1200 dpi has 139 million pixels; this many need 2 GB of memory.
const MOST_PIXELS: i64 = 200_000_000;

/// Draws a page at a resolution in dots per inch.
///
/// Glyphs that the fonts do not have are not drawn.
///
/// # Errors
/// [`Problem::PictureSize`] if the resolution is not within 10 to 2400, the page has no area, or the picture would
/// have more than 200 million pixels.
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
            Item::Dot(dot) => circle(&mut picture, dot, pixels_per_emu),
        }
    }
    Ok(encode(&picture, dpi))
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
        let y = (run.y.emu() as f32 - glyph.rise.emu() as f32) * pixels_per_emu;
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

fn circle(picture: &mut Pixmap, dot: &Dot, pixels_per_emu: f32) {
    let pixels = |length: Length| length.emu() as f32 * pixels_per_emu;
    if let Some(path) = PathBuilder::from_circle(pixels(dot.x), pixels(dot.y), pixels(dot.radius)) {
        picture.fill_path(&path, &ink(&dot.colour), FillRule::Winding, Transform::identity(), None);
    }
}

fn ink(colour: &Colour) -> Paint<'static> {
    let [r, g, b] = colour.to_rgb();
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(r, g, b, 255);
    paint
}

/// Writes the file: RGB of 8 bits, each line as its difference from the one above, which leaves little of white paper.
///
/// The package's own encoder keeps the transparency that paper does not have; a page of text then takes twice as long.
fn encode(picture: &Pixmap, dpi: u32) -> Vec<u8> {
    /// The most that a chunk may hold is 2³¹ − 1 bytes.
    const CHUNK: usize = 1 << 30;
    let mut header = Vec::new();
    header.extend(picture.width().to_be_bytes());
    header.extend(picture.height().to_be_bytes());
    // 8 bits of each of three colours; deflate, filters, no interlace.
    header.extend([8, 2, 0, 0, 0]);
    let per_metre = ((f64::from(dpi) / 0.0254).round() as u32).to_be_bytes();
    let size = [&per_metre[..], &per_metre[..], &[1]].concat();

    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut file, b"IHDR", &header);
    chunk(&mut file, b"pHYs", &size);
    for part in deflate(&filtered(picture)).chunks(CHUNK) {
        chunk(&mut file, b"IDAT", part);
    }
    chunk(&mut file, b"IEND", &[]);
    file
}

/// The lines of the picture, each with the number of its filter (PNG 9.2: 2 is "up") before it.
fn filtered(picture: &Pixmap) -> Vec<u8> {
    let width = picture.width() as usize;
    let mut lines = Vec::with_capacity((width * 3 + 1) * picture.height() as usize);
    let mut above = vec![[0u8; 4]; width];
    for line in picture.data().chunks_exact(width * 4) {
        lines.push(2);
        for (pixel, above) in line.chunks_exact(4).zip(&mut above) {
            // Paper and ink are opaque, so the colours are not weakened by transparency.
            for part in 0..3 {
                lines.push(pixel[part].wrapping_sub(above[part]));
                above[part] = pixel[part];
            }
        }
    }
    lines
}

fn deflate(data: &[u8]) -> Vec<u8> {
    /// Of 12; higher ones gain little on pictures of text.
    const LEVEL: i32 = 4;
    let mut compressor = Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default());
    let mut out = vec![0; compressor.zlib_compress_bound(data.len())];
    // The bound is what the library itself says it needs.
    let length = compressor.zlib_compress(data, &mut out).unwrap_or(0);
    out.truncate(length);
    out
}

fn chunk(file: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(kind);
    file.extend(data);
    let checksum = libdeflater::crc32(&file[start..]);
    file.extend(checksum.to_be_bytes());
}
