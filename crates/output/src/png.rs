//! One page → PNG: the glyphs' outlines filled on white paper.
//!
//! In comes a finished page, out goes a picture with its resolution noted, in sRGB.
//! It is for looking at, not for print.

use libdeflater::{CompressionLvl, Compressor};
use tiny_skia::{Color, Paint, Pixmap};

use crate::raster::{self, Brush};
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::Page;

/// The resolutions that are of use: from a thumbnail to a platesetter's.
const DPI: std::ops::RangeInclusive<u32> = 10..=2400;

/// Draws a page at a resolution in dots per inch.
///
/// Glyphs that the fonts do not have are not drawn.
///
/// # Errors
/// [`Problem::PictureSize`] if the resolution is not within 10 to 2400, the page has no area, or the picture would
/// have more than 200 million pixels.
pub fn page(page: &Page, fonts: &FontBook, dpi: u32) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let mut picture = paper(page, dpi).map_err(|problem| vec![Diagnostic::error(problem)])?;
    let brush = Brush::new(page, fonts, dpi);
    for item in &page.items {
        brush.draw(&mut picture, item, &ink(item.colour()));
    }
    Ok(encode(&picture, dpi))
}

fn paper(page: &Page, dpi: u32) -> Result<Pixmap, Problem> {
    if !DPI.contains(&dpi) {
        return Err(Problem::PictureSize { dpi, width: page.width, height: page.height });
    }
    let mut picture = raster::pixels(page, dpi)?;
    picture.fill(Color::WHITE);
    Ok(picture)
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
