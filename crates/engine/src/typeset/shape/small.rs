//! What no face has and can be set from glyphs that they have: small digits (CO₂, 10⁻³) and boxes with a mark (☑).
//!
//! The text remains what was written: only the glyphs are another character's.

use super::super::box_glyph::BoxGlyph;
use super::super::roles::StyleRoles;
use super::super::segment::Cluster;
use super::shaper::{Shaper, characters};
use crate::fonts::{Face, Found};
use hongtou_base::units::Length;
use hongtou_format::layouts::Style;

/// Superscripts and subscripts, each with the character that it is a small form of.
const SMALL: [(&str, &str, Level); 2] = [
    ("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", "0123456789+−=()ni", Level::Above),
    ("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₒₓₕₖₗₘₙₚₛₜ", "0123456789+−=()aeoxhklmnpst", Level::Below),
];

/// Signs made of one glyph over another; the first keeps its place, the others are centred on it.
const COMPOSED: [(char, &str); 3] = [('☐', "□"), ('☑', "□✓"), ('☒', "□×")];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Above,
    Below,
}

/// The size of small digits and their distance from the baseline, in thousandths of an em, where the face has none
/// to take them from.
const USUAL: [(Level, i64, i64); 2] = [(Level::Above, 600, 330), (Level::Below, 600, -150)];

/// The character that a superscript or subscript is a small form of.
fn base(character: char) -> Option<(char, Level)> {
    // Nearly all text is outside these three blocks.
    if !matches!(character, '\u{B2}'..='\u{B9}' | '\u{2070}'..='\u{209F}') {
        return None;
    }
    SMALL.iter().find_map(|(small, bases, level)| {
        let place = small.chars().position(|known| known == character)?;
        Some((bases.chars().nth(place)?, *level))
    })
}

/// Whether a character is a superscript or subscript.
pub(super) fn is_small(character: char) -> bool {
    base(character).is_some()
}

impl Shaper<'_> {
    /// How many small characters at the start of some clusters are to be scaled; none if the face has them all.
    ///
    /// They are scaled together: a minus from one place and a digit from another would differ in size.
    pub(super) fn scaled_run(&self, clusters: &[Cluster], text: &str, role: StyleRoles) -> usize {
        let small = |cluster: &Cluster| {
            let mut characters = characters(cluster, text).chars();
            characters.next().filter(|&character| is_small(character) && characters.next().is_none())
        };
        let Some(first) = clusters.first().and_then(small) else { return 0 };
        let face = self.fonts.find(role.latin, first).map(|found| found.face);
        let run = || clusters.iter().map_while(small);
        let in_face =
            |character| self.fonts.find(role.latin, character).is_some_and(|found| Some(found.face) == face);
        if run().all(in_face) { 0 } else { run().count() }
    }

    /// A superscript or subscript, from the scaled glyph of the character that it is a small form of.
    pub(super) fn small(&mut self, cluster: &mut Cluster, text: &str, role: StyleRoles) {
        let em = self.layout.style_of(cluster.style).size;
        cluster.em = em;
        cluster.size = em;
        cluster.glyphs = self.glyphs.len() as u32..self.glyphs.len() as u32;
        let Some(character) = characters(cluster, text).chars().next() else { return };
        let found = base(character).and_then(|(base, level)| {
            let latin = self.fonts.find(role.latin, base);
            Some((latin.or_else(|| self.find(role, base))?, level))
        });
        let Some((found, level)) = found else {
            self.report(cluster, character, role.latin);
            return;
        };
        let face = self.fonts.face(found.face);
        let (size, shift) = proportions(face, level, em);
        let rise = em.ratio(i64::from(found.raise), 1000) + shift;
        let first = self.glyphs.len() as u32;
        self.glyphs.push(BoxGlyph { id: found.glyph, dx: Length::ZERO, rise });
        cluster.face = Some(found.face);
        cluster.size = size;
        cluster.glyphs = first..first + 1;
        cluster.width = face.scale(face.advance(found.glyph), size);
    }

    /// A sign from glyphs over each other; false if it is not such a sign, or no face has all of its parts.
    pub(super) fn compose(
        &mut self,
        cluster: &mut Cluster,
        character: char,
        style: &Style,
        role: StyleRoles,
    ) -> bool {
        let Some((_, parts)) = COMPOSED.iter().find(|(sign, _)| *sign == character) else { return false };
        let mut parts = parts.chars();
        let Some(first) = parts.next() else { return false };
        let has_all = |found: &Found| {
            let face = self.fonts.face(found.face);
            parts.clone().all(|part| face.glyph(part).is_some())
        };
        let Some(found) = self.fonts.candidates(role.han, role.latin, first).find(has_all) else {
            return false;
        };
        self.place_single(cluster, style, found);
        let face = self.fonts.face(found.face);
        let Some(frame) = face.ink(found.glyph) else { return false };
        let em = cluster.em;
        for glyph in parts.filter_map(|part| face.glyph(part)) {
            let Some(ink) = face.ink(glyph) else { continue };
            let dx = (frame.x_min + frame.x_max - ink.x_min - ink.x_max) / 2;
            let dy = (frame.y_min + frame.y_max - ink.y_min - ink.y_max) / 2;
            let rise = em.ratio(i64::from(found.raise), 1000) + face.scale(dy, em);
            self.glyphs.push(BoxGlyph { id: glyph, dx: face.scale(dx, em), rise });
        }
        cluster.glyphs.end = self.glyphs.len() as u32;
        true
    }
}

/// The size of small digits and their distance from the baseline: those of the face's own, if it has some.
fn proportions(face: &Face, level: Level, em: Length) -> (Length, Length) {
    let own = || {
        let sample = if level == Level::Above { '²' } else { '₂' };
        let (small, full) = (face.ink(face.glyph(sample)?)?, face.ink(face.glyph('2')?)?);
        let height = |ink: crate::fonts::InkBox| i64::from(ink.y_max - ink.y_min);
        let size = em.ratio(height(small), height(full));
        Some((size, face.scale(small.y_min, em) - face.scale(full.y_min, size)))
    };
    own().unwrap_or_else(|| {
        let usual = USUAL.iter().find(|(known, ..)| *known == level);
        let (size, shift) = usual.map_or((1000, 0), |&(_, size, shift)| (size, shift));
        (em.ratio(size, 1000), em.ratio(shift, 1000))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_small_character_has_the_one_that_it_is_a_small_form_of() {
        for (small, bases, level) in SMALL {
            assert_eq!(small.chars().count(), bases.chars().count());
            for (small, wanted) in small.chars().zip(bases.chars()) {
                assert_eq!(base(small), Some((wanted, level)), "{small}");
            }
        }
        for other in ['2', 'µ', '¶', '·', '\u{2080}', '\u{20A0}'].into_iter().filter(|&c| c != '₀') {
            assert_eq!(base(other), None, "{other}");
        }
    }
}
