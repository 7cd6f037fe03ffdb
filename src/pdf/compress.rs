//! Deflate, at the levels that measuring chose.

use libdeflater::{CompressionLvl, Compressor};

/// For glyph outlines, which are most of a file and hardly compress: for a bulletin of four pages level 6 takes
/// 4.5 ms more and saves 1.7 % of the file, level 9 takes 12 ms more and saves 2.2 %.
const FONT_LEVEL: i32 = 1;
/// For page content and tables, which are small and compress well.
const TEXT_LEVEL: i32 = 6;

/// Compresses a font file.
pub(super) fn font(data: &[u8]) -> Vec<u8> {
    zlib(data, FONT_LEVEL)
}

/// Compresses page content or a table of text.
pub(super) fn text(data: &[u8]) -> Vec<u8> {
    zlib(data, TEXT_LEVEL)
}

/// Compresses as well as the library can: for what is compressed once and kept.
#[cfg(test)]
pub(super) fn best(data: &[u8]) -> Vec<u8> {
    zlib(data, 12)
}

fn zlib(data: &[u8], level: i32) -> Vec<u8> {
    let level = CompressionLvl::new(level).unwrap_or_default();
    let mut compressor = Compressor::new(level);
    let mut out = vec![0; compressor.zlib_compress_bound(data.len())];
    // The bound is what the library itself says it needs, so there is always room;
    // were there none, the empty stream would show at once.
    let length = compressor.zlib_compress(data, &mut out).unwrap_or(0);
    out.truncate(length);
    out.shrink_to_fit();
    out
}
