//! —— in two em, joined whatever the face (GB/T 15834 5.1.4).
//!
//! Many faces draw — shorter than its em, so that two of them leave a gap: some join them by a rule of their own
//! (ligatures), many do not. Whether they join is seen from the ink; where they do not, glyphs overlap.

use super::super::box_glyph::BoxGlyph;
use super::super::roles::StyleRoles;
use super::super::segment::Cluster;
use super::shaper::{Shaper, absent};
use crate::fonts::{Face, Found, Shaped};
use hongtou_base::units::Length;
use hongtou_format::layouts::Style;

/// The least that a dash of two em has of ink, in thousandths of an em: a shorter one is filled up.
const LEAST_INK: i64 = 1_500;
/// By how much glyphs overlap, so that no hairline shows between them, in thousandths of an em.
const OVERLAP: i64 = 20;
/// More glyphs than this for a dash are no dash: the glyph is a dot.
const MOST_GLYPHS: i64 = 8;

impl Shaper<'_> {
    /// —— or ⸺, from the first face that shows it.
    pub(super) fn dash(&mut self, cluster: &mut Cluster, text: &str, style: &Style, role: StyleRoles) {
        let first = text.chars().next().unwrap_or('—');
        let em = style.size;
        let width = em * 2;
        let shown = match self.find(role, first) {
            Some(found) => Some((found, text)),
            // A face without the long dash shows it by two short ones.
            None => self.find(role, '—').map(|found| (found, "——")),
        };
        let Some((found, shown)) = shown else {
            self.report(cluster, first, role.han);
            return;
        };
        let face = self.fonts.face(found.face);
        let shaped = face.shape(shown, &self.layout.text.language);
        match joined_ink(face, &shaped, em) {
            Some((left, right)) if absent(face, shown, &shaped).is_none() && is_long(left, right, em) => {
                let total: Length = shaped.iter().map(|glyph| face.scale(glyph.advance, em)).sum();
                // A glyph made for two em is where its maker wants it; others are centred by their ink.
                let centred = (width - (right - left)) / 2 - left;
                let x = if total == width { Length::ZERO } else { centred };
                self.lay(cluster, found, &shaped, x, Length::ZERO);
            }
            _ => self.overlapped(cluster, found, em),
        }
        cluster.width = width;
    }

    /// A dash of as few glyphs of — as fill it, each over the end of the one before.
    fn overlapped(&mut self, cluster: &mut Cluster, found: Found, em: Length) {
        let face = self.fonts.face(found.face);
        let glyph = face.glyph('—').unwrap_or(found.glyph);
        let Some(ink) = face.ink(glyph) else { return };
        let (left, right) = (face.scale(ink.x_min, em), face.scale(ink.x_max, em));
        let (length, overlap) = (right - left, em.ratio(OVERLAP, 1000));
        let least = em.ratio(LEAST_INK, 1000);
        let fills = |count: i64| length * count - overlap * (count - 1) >= least;
        let count = (2..MOST_GLYPHS).find(|&count| fills(count)).unwrap_or(MOST_GLYPHS);
        // A rule longer than an em overlaps by more, so that it remains in its two em.
        let step = (length - overlap).min((em * 2 - length) / (count - 1)).max(Length::ZERO);
        let start = (em * 2 - length - step * (count - 1)) / 2 - left;
        let rise = em.ratio(i64::from(found.raise), 1000);
        let first = self.glyphs.len() as u32;
        let glyphs = (0..count).map(|index| BoxGlyph { id: glyph, dx: start + step * index, rise });
        self.glyphs.extend(glyphs);
        cluster.face = Some(found.face);
        cluster.glyphs = first..self.glyphs.len() as u32;
    }
}

fn is_long(left: Length, right: Length, em: Length) -> bool {
    right - left >= em.ratio(LEAST_INK, 1000)
}

/// From where to where the ink of shaped glyphs goes, if it nowhere breaks off.
fn joined_ink(face: &Face, shaped: &[Shaped], em: Length) -> Option<(Length, Length)> {
    let mut x = Length::ZERO;
    let mut covered: Option<(Length, Length)> = None;
    for glyph in shaped {
        if let Some(ink) = face.ink(glyph.glyph) {
            let origin = x + face.scale(glyph.dx, em);
            let (left, right) = (origin + face.scale(ink.x_min, em), origin + face.scale(ink.x_max, em));
            covered = match covered {
                Some((_, end)) if left > end => return None,
                Some((start, end)) => Some((start.min(left), end.max(right))),
                None => Some((left, right)),
            };
        }
        x += face.scale(glyph.advance, em);
    }
    covered
}
