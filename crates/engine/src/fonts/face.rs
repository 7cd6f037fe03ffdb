//! One face: a font file parsed once.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rustybuzz::{UnicodeBuffer, Variation, script};
use self_cell::self_cell;
use ttf_parser::{GlyphId, OutlineBuilder, Permissions, Tag};
use xxhash_rust::xxh3::xxh3_128;

use super::choice::{self, Chosen, FaceChoice};
use super::file::{FontFile, Keeping};
use super::ink::{InkBox, InkCache};
use super::{names, soundness, stand_in};
use hongtou_base::diagnostic::{Problem, Refusal};
use hongtou_base::units::Length;

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
    /// The weight that a variable face is turned to; `None` for the one that it has where nothing is said.
    weight: Option<u16>,
    /// What a user should know of how the face was chosen.
    notes: Vec<Problem>,
    font: ParsedFont,
    /// Made when a text is first shaped: reading GSUB and GPOS costs more than all the rest of opening.
    shaper: OnceLock<Option<Shaper>>,
    content_hash: OnceLock<u128>,
    inks: InkCache,
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
        Face::open_kept(path, &FaceChoice::of_index(index), Keeping::Mapped)
    }

    /// The same for a choice among a file's faces, the file kept as is wanted.
    pub(super) fn open_kept(path: &Path, choice: &FaceChoice, keeping: Keeping) -> Result<Face, Problem> {
        let bad = |reason| Problem::BadFont { path: path.to_owned(), reason };
        let file = Arc::new(FontFile::open(path, keeping)?);
        let chosen = choice.in_file(&file).map_err(bad)?;
        let font = ParsedFont::try_new(file, |data| {
            let mut face = soundness::parse(data, chosen.index)?;
            choice.weight.map_or(Ok(()), |weight| choice::set_weight(&mut face, weight))?;
            Ok(face)
        })
        .map_err(bad)?;
        let tables = font.borrow_dependent();
        let notes = notes(path, tables, choice, &chosen);
        let weight = choice.weight.filter(|_| choice::weights(tables).is_some());
        Ok(Face {
            path: path.to_owned(),
            index: chosen.index,
            weight,
            notes,
            font,
            shaper: OnceLock::new(),
            content_hash: OnceLock::new(),
            inks: InkCache::default(),
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

    /// The weight that a variable face is turned to; `None` for the one that it has where nothing is said.
    pub fn weight(&self) -> Option<u16> {
        self.weight
    }

    /// What a user should know of how the face was chosen.
    pub(super) fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// The name to show of it: its full name, else its file's.
    pub(super) fn shown_name(&self) -> String {
        let file = || self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        names::shown(self.tables()).unwrap_or_else(file)
    }

    /// Why the face must not be embedded as a subset (OS/2 `fsType`); a face that says nothing forbids nothing.
    pub fn refusal(&self) -> Option<Refusal> {
        let tables = self.tables();
        tables.tables().os2?;
        if tables.permissions() == Some(Permissions::Restricted) {
            Some(Refusal::Embedding)
        } else if !tables.is_outline_embedding_allowed() {
            Some(Refusal::Outlines)
        } else if !tables.is_subsetting_allowed() {
            Some(Refusal::Subsets)
        } else {
            None
        }
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

    /// The glyph that shows a character: one with ink, unless the character prints nothing.
    ///
    /// The two dashes — and ―, the two hyphens and all blanks may be shown by each other's glyphs.
    pub fn glyph(&self, character: char) -> Option<u16> {
        let glyph = self.mapped_glyph(self.shown(character)?)?;
        (stand_in::is_blank(character) || self.ink(glyph).is_some()).then_some(glyph)
    }

    /// The character of the face's own map whose glyph shows a character.
    fn shown(&self, character: char) -> Option<char> {
        let mut choices = stand_in::shown_by(character).into_iter().flatten();
        choices.find(|&choice| self.mapped_glyph(choice).is_some())
    }

    /// The glyph of the face's own character map.
    pub(super) fn mapped_glyph(&self, character: char) -> Option<u16> {
        self.tables().glyph_index(character).map(|glyph| glyph.0).filter(|&glyph| glyph != 0)
    }

    /// Whether the face's character map and its table of outlines have something for a character.
    ///
    /// Faster than [`Face::glyph`], which reads the outline: this is for counting many thousands.
    pub(super) fn has_outline_of(&self, character: char) -> bool {
        let glyf = self.tables().tables().glyf;
        self.mapped_glyph(character)
            .is_some_and(|glyph| glyf.is_none_or(|outlines| outlines.bbox(GlyphId(glyph)).is_some()))
    }

    /// A glyph's advance in font units.
    pub fn advance(&self, glyph: u16) -> i32 {
        i32::from(self.tables().glyph_hor_advance(GlyphId(glyph)).unwrap_or(0))
    }

    /// Where a glyph's ink is; `None` if it has none. Found once for each glyph.
    pub fn ink(&self, glyph: u16) -> Option<InkBox> {
        let tables = self.tables();
        self.inks.get_or(glyph, tables.number_of_glyphs(), || tables.glyph_bounding_box(GlyphId(glyph)))
    }

    /// The box that a TrueType file declares for a glyph's ink, read without walking the outline: some thirty times
    /// as fast as [`Face::ink`], and the same in a sound file. Other files, and variable ones, have it from the outline.
    pub fn declared_ink(&self, glyph: u16) -> Option<InkBox> {
        let tables = self.tables();
        match tables.tables().glyf {
            Some(outlines) if !tables.is_variable() => {
                let declared = outlines.bbox(GlyphId(glyph))?;
                let [x_min, y_min, x_max, y_max] =
                    [declared.x_min, declared.y_min, declared.x_max, declared.y_max].map(i32::from);
                (x_min < x_max && y_min < y_max).then_some(InkBox { x_min, y_min, x_max, y_max })
            }
            _ => self.ink(glyph),
        }
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
    /// A character for which the face has no glyph comes out as glyph 0, which must never be printed.
    pub fn shape(&self, text: &str, language: &str) -> Vec<Shaped> {
        let Some(shaper) = self.shaper() else { return self.map_only(text) };
        let mut buffer = UnicodeBuffer::new();
        for (offset, character) in text.char_indices() {
            buffer.add(self.shown(character).unwrap_or(character), offset as u32);
        }
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
            Shaper::try_new(file, |data| {
                let mut face = rustybuzz::Face::from_slice(data, self.index).ok_or(())?;
                let wght = Tag::from_bytes(b"wght");
                let turned = self.weight.map(|weight| Variation { tag: wght, value: f32::from(weight) });
                face.set_variations(turned.as_slice());
                Ok::<_, ()>(face)
            })
            .ok()
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

/// What a user should know of a face that nothing is wrong with.
fn notes(path: &Path, face: &Tables<'_>, choice: &FaceChoice, chosen: &Chosen) -> Vec<Problem> {
    let path = || path.to_owned();
    let mut notes = Vec::new();
    if let Some(faces) = &chosen.guessed {
        notes.push(Problem::FirstOfCollection { path: path(), faces: faces.clone() });
    }
    match (choice::weights(face), choice.weight) {
        (Some(choice::Weights { from, to, usual }), None) => {
            let style = choice::usual_style(face);
            notes.push(Problem::VariableFace { path: path(), style, weight: usual, from, to });
        }
        (None, Some(weight)) if face.weight().to_number() != weight => {
            let own = face.weight().to_number();
            notes.push(Problem::WeightNotUsed { path: path(), weight, own });
        }
        _ => {}
    }
    if face.tables().os2.is_none() {
        notes.push(Problem::EmbeddingNotStated { path: path() });
    }
    notes
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({})", self.path.display())
    }
}
