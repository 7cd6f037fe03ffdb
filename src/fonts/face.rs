//! One face: a font file mapped into memory and parsed once.

use std::fmt;
use std::fs::File;
use std::path::{Path, PathBuf};

use memmap2::Mmap;
use rustybuzz::UnicodeBuffer;
use self_cell::self_cell;
use ttf_parser::{GlyphId, OutlineBuilder};

use crate::diagnostic::Problem;
use crate::units::Length;

/// The number of a face in its [`super::FontBook`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FaceId(pub(super) u16);

impl FaceId {
    /// The number, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A face of a font file.
pub struct Face {
    path: PathBuf,
    index: u32,
    font: MappedFont,
}

type ParsedFont<'a> = rustybuzz::Face<'a>;

self_cell!(
    struct MappedFont {
        owner: Mmap,
        #[covariant]
        dependent: ParsedFont,
    }
);

/// Where a glyph's ink is, in font units from its origin, y upward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InkBox {
    /// Left edge.
    pub x_min: i32,
    /// Lower edge.
    pub y_min: i32,
    /// Right edge.
    pub x_max: i32,
    /// Upper edge.
    pub y_max: i32,
}

/// A glyph that shaping gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shaped {
    /// The glyph's number.
    pub glyph: u16,
    /// Byte offset in the shaped text of the cluster that it belongs to.
    pub cluster: u32,
    /// Advance in font units.
    pub advance: i32,
    /// Offset of its origin in font units, to the right.
    pub dx: i32,
    /// Offset of its origin in font units, upward.
    pub dy: i32,
}

impl Face {
    /// Maps and parses a font file.
    ///
    /// # Errors
    /// [`Problem::CannotRead`] or [`Problem::BadFont`].
    pub fn open(path: &Path, index: u32) -> Result<Face, Problem> {
        let unreadable =
            |error: std::io::Error| Problem::CannotRead { path: path.to_owned(), reason: error.to_string() };
        let file = File::open(path).map_err(unreadable)?;
        let bad = |reason: &str| Problem::BadFont { path: path.to_owned(), reason: reason.to_owned() };
        if !file.metadata().map_err(unreadable)?.is_file() {
            return Err(bad("it is not a file"));
        }
        // A map of a file that another program shortens while we read is undefined;
        // font files are replaced, not shortened, by every installer we know of.
        #[allow(unsafe_code)]
        let map = unsafe { Mmap::map(&file) }.map_err(unreadable)?;
        let font = MappedFont::try_new(map, |data| {
            ParsedFont::from_slice(data, index).ok_or_else(|| bad("it is damaged or of an unknown kind"))
        })?;
        Ok(Face { path: path.to_owned(), index, font })
    }

    fn parsed(&self) -> &ParsedFont<'_> {
        self.font.borrow_dependent()
    }

    /// The file it was read from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its number in a collection; 0 in a file with one face.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The whole file.
    pub fn data(&self) -> &[u8] {
        self.font.borrow_owner()
    }

    /// The parsed tables, for outputs that embed the face.
    pub fn tables(&self) -> &ttf_parser::Face<'_> {
        self.parsed()
    }

    /// Font units in an em.
    pub fn units_per_em(&self) -> i32 {
        self.parsed().units_per_em()
    }

    /// The glyph for a character.
    pub fn glyph(&self, character: char) -> Option<u16> {
        self.tables().glyph_index(character).map(|glyph| glyph.0).filter(|&glyph| glyph != 0)
    }

    /// A glyph's advance in font units.
    pub fn advance(&self, glyph: u16) -> i32 {
        i32::from(self.tables().glyph_hor_advance(GlyphId(glyph)).unwrap_or(0))
    }

    /// Where a glyph's ink is; `None` if it has none.
    pub fn ink(&self, glyph: u16) -> Option<InkBox> {
        let rect = self.tables().glyph_bounding_box(GlyphId(glyph))?;
        Some(InkBox {
            x_min: rect.x_min.into(),
            y_min: rect.y_min.into(),
            x_max: rect.x_max.into(),
            y_max: rect.y_max.into(),
        })
    }

    /// Draws a glyph's outline in font units, y upward; false if it has none.
    pub fn outline(&self, glyph: u16, builder: &mut dyn OutlineBuilder) -> bool {
        self.tables().outline_glyph(GlyphId(glyph), builder).is_some()
    }

    /// Font units of this face as a length at a size.
    pub fn scale(&self, units: i32, size: Length) -> Length {
        size.ratio(i64::from(units), i64::from(self.units_per_em().max(1)))
    }

    /// Shapes a text of one script, left to right, in the order of reading.
    pub fn shape(&self, text: &str, language: &str) -> Vec<Shaped> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        if let Ok(language) = language.parse() {
            buffer.set_language(language);
        }
        buffer.guess_segment_properties();
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        let shaped = rustybuzz::shape(self.parsed(), &[], buffer);
        shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| Shaped {
                glyph: info.glyph_id as u16,
                cluster: info.cluster,
                advance: position.x_advance,
                dx: position.x_offset,
                dy: position.y_offset,
            })
            .collect()
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({})", self.path.display())
    }
}
