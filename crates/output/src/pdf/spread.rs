//! Names whose characters are spread over a measure, so that readers still find their words.
//!
//! A reader takes a gap between two glyphs for a blank, or for the end of a line, so a search for 工作简报 would not
//! find the name of a bulletin. `ActualText` helps with some readers only. What all of them go by is where the advance
//! of a glyph ends: so spread glyphs are shown by a font of their own, the same outlines with advances that include
//! the gap. Where that is not possible the text is said in `ActualText` as well.

use ttf_parser::{RawFace, Tag};

use hongtou_base::units::Length;
use hongtou_engine::fonts::Face;
use hongtou_engine::page::{Glyph, GlyphRun, Part};

/// The least gap that readers take for a blank, in thousandths of an em.
const LEAST_GAP: i64 = 80;

/// How the glyphs of a run are spread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Spread {
    /// What all their advances are to be longer by, in font units; 0 for a run that is not spread.
    pub extra: u16,
    /// Whether gaps remain that readers take for blanks.
    pub is_uneven: bool,
}

impl Spread {
    /// How a run is spread, seen from where its glyphs are.
    pub fn of(run: &GlyphRun, face: &Face) -> Spread {
        // A line of running text that is opened a little keeps the advances of its face, and its right edge.
        if run.part != Part::Title {
            return Spread::default();
        }
        let least = run.size.ratio(LEAST_GAP, 1000);
        let advance = |glyph: &Glyph| run.width.of(face.scale(face.advance(glyph.id), run.size));
        let gap = |pair: &[Glyph]| pair[1].x - pair[0].x - advance(&pair[0]);
        if run.size <= Length::ZERO || run.glyphs.windows(2).map(gap).next().is_none_or(|first| first < least)
        {
            return Spread::default();
        }
        let gaps = || run.glyphs.windows(2).map(gap);
        let (Some(narrowest), Some(widest)) = (gaps().min(), gaps().max()) else { return Spread::default() };
        if narrowest < least {
            return Spread::default();
        }
        let em = run.width.of(run.size).emu().max(1);
        let units = narrowest.emu() * i64::from(face.units_per_em()) / em;
        let is_uneven = widest - narrowest >= least;
        let longest = run.glyphs.iter().map(|glyph| face.advance(glyph.id)).max().unwrap_or(0);
        let fits = |extra: &u16| is_true_type(face) && longest + i32::from(*extra) <= i32::from(u16::MAX);
        match u16::try_from(units).ok().filter(fits) {
            Some(extra) => Spread { extra, is_uneven },
            None => Spread { extra: 0, is_uneven: true },
        }
    }
}

/// A face with outlines in a CFF table has its advances inside the outlines.
fn is_true_type(face: &Face) -> bool {
    face.tables().tables().glyf.is_some()
}

/// Makes all advances of a TrueType file longer, in its tables as in the document (ISO 19005-2, 6.2.11.5).
///
/// False, and the file as it was, if its tables cannot be read.
pub(super) fn widen(file: &mut [u8], extra: u16) -> bool {
    let Some((metrics, count)) = metrics(file) else { return false };
    let Some(head) = table(file, b"head").filter(|head| head.len() >= 12) else { return false };
    let Some(hhea) = table(file, b"hhea").filter(|hhea| hhea.len() >= 36) else { return false };
    for at in (0..count).map(|index| metrics.start + 4 * index) {
        let advance = u16::from_be_bytes([file[at], file[at + 1]]).saturating_add(extra);
        file[at..at + 2].copy_from_slice(&advance.to_be_bytes());
    }
    // advanceWidthMax
    let at = hhea.start + 10;
    let longest = u16::from_be_bytes([file[at], file[at + 1]]).saturating_add(extra);
    file[at..at + 2].copy_from_slice(&longest.to_be_bytes());
    for tag in [b"hmtx", b"hhea"] {
        note_checksum(file, tag);
    }
    // checkSumAdjustment: of the whole file, with a zero in its place.
    let at = head.start + 8;
    file[at..at + 4].fill(0);
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(checksum(file));
    file[at..at + 4].copy_from_slice(&adjustment.to_be_bytes());
    true
}

type Range = std::ops::Range<usize>;

/// Where the advances begin, and how many there are.
fn metrics(file: &[u8]) -> Option<(Range, usize)> {
    let hhea = table(file, b"hhea").filter(|hhea| hhea.len() >= 36)?;
    let count = file.get(hhea.start + 34..hhea.start + 36)?;
    let count = usize::from(u16::from_be_bytes([count[0], count[1]]));
    let hmtx = table(file, b"hmtx")?;
    (hmtx.len() >= 4 * count).then_some((hmtx, count))
}

fn table(file: &[u8], tag: &[u8; 4]) -> Option<Range> {
    let raw = RawFace::parse(file, 0).ok()?;
    let record = raw.table_records.into_iter().find(|record| record.tag == Tag::from_bytes(tag))?;
    let start = record.offset as usize;
    let range = start..start.checked_add(record.length as usize)?;
    file.get(range.clone()).is_some().then_some(range)
}

fn note_checksum(file: &mut [u8], tag: &[u8; 4]) {
    let Some(range) = table(file, tag) else { return };
    let sum = checksum(&file[range]);
    let tables = usize::from(u16::from_be_bytes([file[4], file[5]]));
    let records = (0..tables).map(|index| 12 + 16 * index);
    for record in records {
        if file.get(record..record + 4) == Some(&tag[..]) {
            file[record + 4..record + 8].copy_from_slice(&sum.to_be_bytes());
        }
    }
}

/// The sum of a table's words, the last one filled up with zeros.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum: u32, word| {
        let mut whole = [0; 4];
        whole[..word.len()].copy_from_slice(word);
        sum.wrapping_add(u32::from_be_bytes(whole))
    })
}
