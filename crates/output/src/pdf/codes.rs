//! Which code stands for which glyph, and which text a code gives back when it is copied or searched.
//!
//! A code is the glyph's number in the subset of its face.
//! A glyph that shows two texts (U+2014 and, for want of an own glyph, U+2015) needs the same code with two
//! meanings: the face then has several *layers*, which are fonts to a reader but share one font file and differ in
//! their table of texts alone. All readers follow that, which cannot be said of `ActualText`.

use subsetter::GlyphRemapper;

use super::spread::Spread;
use hongtou_base::diagnostic::Problem;
use hongtou_engine::fonts::{Face, FontBook};
use hongtou_engine::page::{Glyph, GlyphRun, Item, Pages};

/// More layers than this have no use in honest text; what they would have held gets an `ActualText`.
const MOST_LAYERS: usize = 8;

/// More fonts than this for spread texts of one face are not worth their bytes; what is beyond gets an `ActualText`.
const MOST_SPREADS: usize = 16;

/// What a glyph without text stands for alone: the hyphen at a line's end (ISO 32000-1, 14.8.2.2.3).
const SOFT_HYPHEN: &str = "\u{AD}";
/// What a glyph stands for whose text the glyphs before it have: nothing that could be seen, or part a word.
const WORD_JOINER: &str = "\u{2060}";

/// The codes of all faces of a document.
pub(super) struct Codes<'a> {
    /// By the face's number: what its advances are longer by, and where in `faces` it is so; sorted.
    by_face: Vec<Vec<(u16, usize)>>,
    faces: Vec<FaceCodes<'a>>,
}

/// The codes of one face, or of one with the longer advances of a spread text.
pub(super) struct FaceCodes<'a> {
    /// The face.
    pub face: &'a Face,
    /// What its advances are longer by, in font units.
    pub extra: u16,
    /// Its number among the faces of the document, in order of the fonts' numbers.
    pub number: usize,
    /// Its glyphs, in the order of their numbers in the face.
    pub glyphs: Vec<UsedGlyph<'a>>,
    /// Index into `glyphs` and one, by number in the face; 0 for a glyph that is not used.
    slots: Vec<u16>,
}

/// A glyph that the document shows.
pub(super) struct UsedGlyph<'a> {
    /// Its number in the face.
    pub id: u16,
    /// Its number in the subset, which is its code.
    pub code: u16,
    /// Its advance in millionths of an em, as the document declares it.
    pub width: i64,
    /// The texts that it stands for, one a layer; sorted. Never none: ISO 19005-2, 6.2.11.7.2, wants one for each code.
    pub texts: Vec<&'a str>,
    /// What it stands for if nowhere for a text.
    stand_in: &'static str,
}

/// How to show a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Code {
    /// The layer of the face.
    pub layer: usize,
    /// The code.
    pub code: u16,
    /// The advance in millionths of an em.
    pub width: i64,
    /// Whether the code gives the text back; one without text never does, as readers make up their own.
    pub says_text: bool,
}

/// Characters and the glyphs that show them together.
pub(super) struct Cluster<'r> {
    /// The glyphs.
    pub glyphs: &'r [Glyph],
    /// The characters.
    pub text: &'r str,
}

/// Gives codes to all glyphs of a document.
///
/// Codes follow the order of the glyphs in their faces, so they do not depend on the order of the pages.
///
/// # Errors
/// [`Problem::ForeignGlyph`].
pub(super) fn assign<'a>(pages: &'a Pages, fonts: &'a FontBook) -> Result<Codes<'a>, Problem> {
    let faces: Vec<&Face> = fonts.faces().map(|(_, face)| face).collect();
    let mut used: Vec<Vec<FaceCodes>> = faces.iter().map(|_| Vec::new()).collect();
    for run in pages.pages.iter().flat_map(|page| &page.items).filter_map(as_run) {
        let index = run.face.index();
        let foreign = |glyph| Problem::ForeignGlyph { face: index, glyph };
        let spread = faces.get(index).map_or(Spread::default(), |face| Spread::of(run, face));
        for cluster in clusters(run) {
            let extra = if cluster.is_last_of(run) { 0 } else { spread.extra };
            let stand_in = if cluster.text.is_empty() { SOFT_HYPHEN } else { WORD_JOINER };
            for (glyph, text) in shares(&cluster) {
                let Some(face) = faces.get(index) else { return Err(foreign(glyph.id)) };
                let place = place_for(&mut used[index], face, extra);
                let codes = &mut used[index][place];
                codes.note(glyph.id, text, stand_in).ok_or(foreign(glyph.id))?;
            }
        }
    }
    let mut codes = Codes { by_face: Vec::with_capacity(used.len()), faces: Vec::new() };
    for mut variants in used {
        variants.sort_by_key(|face| face.extra);
        let mut places = Vec::with_capacity(variants.len());
        for mut face in variants {
            places.push((face.extra, codes.faces.len()));
            face.number = codes.faces.len();
            face.settle();
            codes.faces.push(face);
        }
        codes.by_face.push(places);
    }
    Ok(codes)
}

/// Where among the variants of a face the glyphs with some longer advance belong.
fn place_for<'a>(variants: &mut Vec<FaceCodes<'a>>, face: &'a Face, extra: u16) -> usize {
    if let Some(place) = variants.iter().position(|known| known.extra == extra) {
        return place;
    }
    let extra = if variants.len() > MOST_SPREADS { 0 } else { extra };
    let plain = variants.iter().position(|known| known.extra == extra);
    plain.unwrap_or_else(|| {
        variants.push(FaceCodes::new(face, extra));
        variants.len() - 1
    })
}

fn as_run(item: &Item) -> Option<&GlyphRun> {
    match item {
        Item::Text(run) => Some(run),
        Item::Rule(_) | Item::Dot(_) => None,
    }
}

impl<'a> Codes<'a> {
    /// The faces that the document uses.
    pub fn faces(&self) -> &[FaceCodes<'a>] {
        &self.faces
    }

    /// The codes of a run's face; `None` for a run without glyphs.
    pub fn of(&self, run: &GlyphRun) -> Option<RunCodes<'_, 'a>> {
        let variants = self.by_face.get(run.face.index())?;
        let face = self.faces.get(variants.first()?.1)?.face;
        let spread = Spread::of(run, face);
        let of_extra = |extra: u16| {
            let (_, place) = variants.iter().find(|(known, _)| *known == extra)?;
            self.faces.get(*place)
        };
        let wide = of_extra(spread.extra);
        let last = of_extra(0).or(wide)?;
        let says_nothing = spread.is_uneven || wide.is_none();
        Some(RunCodes { face: wide.unwrap_or(last), last, says_nothing })
    }
}

/// The codes of a run.
pub(super) struct RunCodes<'c, 'a> {
    /// Those of its glyphs.
    pub face: &'c FaceCodes<'a>,
    /// Those of its last cluster: a spread text ends where its last glyph does.
    pub last: &'c FaceCodes<'a>,
    /// Whether the gaps in it look like blanks to readers, so that an `ActualText` must say the text.
    pub says_nothing: bool,
}

impl Cluster<'_> {
    /// Whether nothing of the run comes after it.
    pub fn is_last_of(&self, run: &GlyphRun) -> bool {
        match (self.glyphs.last(), run.glyphs.last()) {
            (Some(own), Some(last)) => std::ptr::eq(own, last),
            _ => false,
        }
    }
}

impl<'a> FaceCodes<'a> {
    fn new(face: &'a Face, extra: u16) -> FaceCodes<'a> {
        let slots = vec![0; usize::from(face.tables().number_of_glyphs())];
        FaceCodes { face, extra, number: 0, glyphs: Vec::new(), slots }
    }

    /// Notes a glyph and a text that it stands for; `None` if the face does not have it.
    ///
    /// Glyph 0 is the face's sign for a character that it does not have, and is in no file (ISO 19005-2, 6.2.11.8).
    fn note(&mut self, id: u16, text: &'a str, stand_in: &'static str) -> Option<()> {
        if id == 0 {
            return None;
        }
        let slot = self.slots.get_mut(usize::from(id))?;
        if *slot == 0 {
            self.glyphs.push(UsedGlyph { id, code: 0, width: 0, texts: Vec::new(), stand_in });
            // A face has at most 65,535 glyphs, so the number of those used fits.
            *slot = self.glyphs.len() as u16;
        }
        let texts = &mut self.glyphs[usize::from(*slot) - 1].texts;
        if !text.is_empty() && texts.len() < MOST_LAYERS && !texts.contains(&text) {
            texts.push(text);
        }
        Some(())
    }

    /// Sorts what was noted and numbers it.
    fn settle(&mut self) {
        self.glyphs.sort_unstable_by_key(|glyph| glyph.id);
        let remapper = self.remapper();
        let units = i64::from(self.face.units_per_em().max(1));
        for (index, glyph) in self.glyphs.iter_mut().enumerate() {
            self.slots[usize::from(glyph.id)] = index as u16 + 1;
            glyph.code = remapper.get(glyph.id).unwrap_or(0);
            let advance = i64::from(self.face.advance(glyph.id)) + i64::from(self.extra);
            glyph.width = (advance * 1_000_000 + units / 2).div_euclid(units);
            if glyph.texts.is_empty() {
                glyph.texts.push(glyph.stand_in);
            }
            glyph.texts.sort_unstable();
        }
    }

    /// Old and new numbers of the glyphs, as the subset has them.
    pub fn remapper(&self) -> GlyphRemapper {
        let mut remapper = GlyphRemapper::new();
        for glyph in &self.glyphs {
            remapper.remap(glyph.id);
        }
        remapper
    }

    /// How many layers the face needs.
    pub fn layers(&self) -> usize {
        self.glyphs.iter().map(|glyph| glyph.texts.len()).max().unwrap_or(0).max(1)
    }

    /// The code for a glyph that shows a text.
    pub fn code(&self, id: u16, text: &str) -> Option<Code> {
        let slot = usize::from(*self.slots.get(usize::from(id))?).checked_sub(1)?;
        let glyph = self.glyphs.get(slot)?;
        let layer = glyph.texts.iter().position(|known| *known == text);
        Some(Code {
            layer: layer.unwrap_or(0),
            code: glyph.code,
            width: glyph.width,
            says_text: layer.is_some(),
        })
    }
}

/// The clusters of a run, in reading order.
pub(super) fn clusters(run: &GlyphRun) -> impl Iterator<Item = Cluster<'_>> {
    let mut rest = run.glyphs.as_slice();
    std::iter::from_fn(move || {
        let (first, others) = rest.split_first()?;
        let followers = others.iter().take_while(|glyph| own_text(run, glyph).is_empty()).count();
        let (glyphs, after) = rest.split_at(followers + 1);
        rest = after;
        Some(Cluster { glyphs, text: own_text(run, first) })
    })
}

fn own_text<'r>(run: &'r GlyphRun, glyph: &Glyph) -> &'r str {
    run.text.get(glyph.text_start as usize..glyph.text_end as usize).unwrap_or("")
}

/// Each glyph of a cluster with its share of the characters, which is all for a glyph alone.
///
/// A letter and its mark get a character each, so that the text comes back without further means; the last glyph
/// gets what is left, and glyphs beyond the characters get nothing.
pub(super) fn shares<'r>(cluster: &Cluster<'r>) -> impl Iterator<Item = (&'r Glyph, &'r str)> {
    let mut rest = cluster.text;
    let last = cluster.glyphs.len().saturating_sub(1);
    cluster.glyphs.iter().enumerate().map(move |(index, glyph)| {
        let end = if index == last { rest.len() } else { rest.chars().next().map_or(0, char::len_utf8) };
        let (share, after) = rest.split_at(end);
        rest = after;
        (glyph, share)
    })
}
