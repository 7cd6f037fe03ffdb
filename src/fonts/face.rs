//! One face: a font file parsed once.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustybuzz::{UnicodeBuffer, script};
use self_cell::self_cell;
use ttf_parser::{GlyphId, OutlineBuilder};
use xxhash_rust::xxh3::xxh3_128;

use super::file::{FontFile, Keeping};
use super::soundness;
use crate::diagnostic::Problem;
use crate::units::Length;

/// The number of a face in its [`super::FontBook`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    font: ParsedFont,
    /// Made when a text is first shaped: reading GSUB and GPOS costs more than all the rest of opening.
    shaper: OnceLock<Option<Shaper>>,
    content_hash: OnceLock<u128>,
}

type Tables<'a> = ttf_parser::Face<'a>;
type ShapingTables<'a> = rustybuzz::Face<'a>;

self_cell!(
    struct ParsedFont {
        owner: Arc<FontFile>,
        #[covariant]
        dependent: Tables,
    }
);

self_cell!(
    struct Shaper {
        owner: Arc<FontFile>,
        #[covariant]
        dependent: ShapingTables,
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
    /// Maps and parses a font file; `index` is the face's number in a collection, otherwise 0.
    ///
    /// # Errors
    /// [`Problem::CannotRead`] if the file cannot be opened, [`Problem::BadFont`] if no text can be set with it.
    pub fn open(path: &Path, index: u32) -> Result<Face, Problem> {
        Face::open_kept(path, index, Keeping::Mapped)
    }

    /// The same, the file kept as is wanted.
    pub(super) fn open_kept(path: &Path, index: u32, keeping: Keeping) -> Result<Face, Problem> {
        let bad = |reason| Problem::BadFont { path: path.to_owned(), reason };
        let file = Arc::new(FontFile::open(path, keeping)?);
        let font = ParsedFont::try_new(file, |data| soundness::parse(data, index)).map_err(bad)?;
        Ok(Face {
            path: path.to_owned(),
            index,
            font,
            shaper: OnceLock::new(),
            content_hash: OnceLock::new(),
        })
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

    /// A hash of the whole file, reckoned when it is first asked for.
    pub fn content_hash(&self) -> u128 {
        *self.content_hash.get_or_init(|| xxh3_128(self.data()))
    }

    /// The parsed tables, for outputs that embed the face.
    pub fn tables(&self) -> &ttf_parser::Face<'_> {
        self.font.borrow_dependent()
    }

    /// Font units in an em.
    pub fn units_per_em(&self) -> i32 {
        self.tables().units_per_em().into()
    }

    /// The glyph for a character.
    ///
    /// A face without U+2015 ― shows it with the glyph of U+2014 —: both stand for the Chinese dash.
    pub fn glyph(&self, character: char) -> Option<u16> {
        match character {
            '\u{2015}' => self.mapped_glyph('\u{2015}').or_else(|| self.mapped_glyph('\u{2014}')),
            _ => self.mapped_glyph(character),
        }
    }

    /// The glyph that the face's own character map gives.
    pub(super) fn mapped_glyph(&self, character: char) -> Option<u16> {
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
    ///
    /// `language` is a BCP 47 tag, such as `zh-Hans`; a tag that is none is passed over.
    pub fn shape(&self, text: &str, language: &str) -> Vec<Shaped> {
        let Some(shaper) = self.shaper() else { return self.map_only(text) };
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        if let Ok(language) = language.parse() {
            buffer.set_language(language);
        }
        buffer.guess_segment_properties();
        // Marks belong to no script, and a font's rules for Chinese marks, such as the dash of
        // two em, stand under Han alone.
        if language.starts_with("zh") && [script::COMMON, script::UNKNOWN].contains(&buffer.script()) {
            buffer.set_script(script::HAN);
        }
        buffer.set_direction(rustybuzz::Direction::LeftToRight);
        let shaped = rustybuzz::shape(shaper, &[], buffer);
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

    fn shaper(&self) -> Option<&rustybuzz::Face<'_>> {
        let make = || {
            let file = Arc::clone(self.font.borrow_owner());
            Shaper::try_new(file, |data| rustybuzz::Face::from_slice(data, self.index).ok_or(())).ok()
        };
        self.shaper.get_or_init(make).as_ref().map(Shaper::borrow_dependent)
    }

    /// What a text looks like by the character map alone.
    fn map_only(&self, text: &str) -> Vec<Shaped> {
        let one = |(offset, character): (usize, char)| {
            let glyph = self.glyph(character).unwrap_or(0);
            Shaped { glyph, cluster: offset as u32, advance: self.advance(glyph), dx: 0, dy: 0 }
        };
        text.char_indices().map(one).collect()
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({})", self.path.display())
    }
}
