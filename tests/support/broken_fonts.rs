//! Makes bad fonts out of a good one.

use std::fs;
use std::path::Path;

use ttf_parser::OutlineBuilder;

/// Where the table directory says that a table begins.
pub fn table_offset(font: &[u8], tag: &[u8; 4]) -> usize {
    let record = record_of(font, tag);
    number(&font[record + 8..])
}

/// The font with some bytes replaced.
pub fn patched(font: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    let mut font = font.to_vec();
    font[at..at + bytes.len()].copy_from_slice(bytes);
    font
}

/// The font with a table under a name that nobody looks for.
pub fn renamed_table(font: &[u8], tag: &[u8; 4]) -> Vec<u8> {
    patched(font, record_of(font, tag), b"zzzz")
}

/// The font with a glyph whose outline has no contours.
pub fn without_outline(font: &[u8], glyph: usize) -> Vec<u8> {
    let long = font[table_offset(font, b"head") + 51] == 1;
    let loca = table_offset(font, b"loca");
    let offset = match long {
        true => number(&font[loca + 4 * glyph..]),
        false => 2 * usize::from(u16::from_be_bytes([font[loca + 2 * glyph], font[loca + 2 * glyph + 1]])),
    };
    patched(font, table_offset(font, b"glyf") + offset, &[0, 0])
}

/// A collection of one face.
pub fn collection(font: &[u8]) -> Vec<u8> {
    collection_of(&[font.to_vec()])
}

/// A collection of some faces, which share nothing.
pub fn collection_of(fonts: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"ttcf\0\x01\0\0".to_vec();
    file.extend((fonts.len() as u32).to_be_bytes());
    let mut start = file.len() + 4 * fonts.len();
    for font in fonts {
        file.extend((start as u32).to_be_bytes());
        start += font.len().next_multiple_of(4);
    }
    for font in fonts {
        let start = file.len();
        let mut font = font.clone();
        for record in records(&font) {
            // Offsets count from the start of the file.
            let offset = number(&font[record + 8..]) + start;
            font[record + 8..record + 12].copy_from_slice(&(offset as u32).to_be_bytes());
        }
        font.resize(font.len().next_multiple_of(4), 0);
        file.extend(font);
    }
    file
}

/// The font with all its names one name, in GBK (Windows, encoding 3).
pub fn with_gbk_names(font: &[u8], name: &str) -> Vec<u8> {
    let (bytes, ..) = encoding_rs::GBK.encode(name);
    let table = table_offset(font, b"name");
    let short = |at: usize| usize::from(u16::from_be_bytes([font[at], font[at + 1]]));
    let strings = table + short(table + 4);
    let mut changed = font.to_vec();
    for record in (0..short(table + 2)).map(|index| table + 6 + 12 * index) {
        for (at, value) in [(0, 3), (2, 3), (4, 0x0804), (8, bytes.len() as u16), (10, 0)] {
            changed[record + at..record + at + 2].copy_from_slice(&u16::to_be_bytes(value));
        }
    }
    changed[strings..strings + bytes.len()].copy_from_slice(&bytes);
    changed
}

/// Writes copies of a font with bytes changed at random places, the same in every run; gives their names.
pub fn damaged(font: &[u8], dir: &Path) -> Vec<String> {
    let mut random = SplitMix64(2026);
    let mut names = Vec::new();
    for tag in
        [b"cmap", b"glyf", b"loca", b"hmtx", b"head", b"hhea", b"maxp", b"GSUB", b"GPOS", b"name", b"OS/2"]
    {
        let record = record_of(font, tag);
        let (start, length) = (number(&font[record + 8..]), number(&font[record + 12..]));
        for round in 0..6 {
            let mut copy = font.to_vec();
            // The first bytes of a table steer the most.
            for _ in 0..1 + random.below(20) {
                let reach = if random.below(2) == 0 { length.min(64) } else { length };
                copy[start + random.below(reach)] = random.below(256) as u8;
            }
            let name = format!("{}-{round}.ttf", String::from_utf8_lossy(tag).replace('/', ""));
            fs::write(dir.join(&name), copy).unwrap();
            names.push(name);
        }
    }
    names
}

/// Takes an outline and forgets it.
pub struct Nowhere;

impl OutlineBuilder for Nowhere {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}

fn records(font: &[u8]) -> impl Iterator<Item = usize> + use<> {
    let tables = usize::from(u16::from_be_bytes([font[4], font[5]]));
    (0..tables).map(|table| 12 + 16 * table)
}

fn record_of(font: &[u8], tag: &[u8; 4]) -> usize {
    records(font).find(|&record| &font[record..record + 4] == tag).expect("the table is there")
}

fn number(bytes: &[u8]) -> usize {
    u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
}

struct SplitMix64(u64);

impl SplitMix64 {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}
