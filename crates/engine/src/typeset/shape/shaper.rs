//! What every way of shaping shares: a glyph is found, placed in the box of its cluster, or reported as missing.

use super::super::box_glyph::BoxGlyph;
use super::super::class::Class;
use super::super::roles::{Missing, StyleRoles};
use super::super::segment::Cluster;
use super::super::spacing::MILLION;
use crate::fonts::{Face, FontBook, Found, InkBox, RoleId, Shaped, is_blank, is_ignorable};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Layout, Style};

/// The glyphs of a paragraph while they are found.
pub(super) struct Shaper<'a> {
    pub(super) layout: &'a Layout,
    pub(super) fonts: &'a FontBook,
    pub(super) glyphs: Vec<BoxGlyph>,
    pub(super) missing: &'a mut Vec<Missing>,
}

impl Shaper<'_> {
    /// The glyph for a character: from the role, then from all others.
    pub(super) fn find(&self, role: StyleRoles, character: char) -> Option<Found> {
        let own = self.fonts.find(role.han, character);
        own.or_else(|| self.fonts.find_elsewhere(role.han, role.latin, character))
    }

    /// Reports the character of a cluster that a face does not show.
    pub(super) fn report_of(&mut self, cluster: &Cluster, text: &str, face: &Face, role: RoleId) {
        let mut those = characters(cluster, text).chars();
        let first = those.clone().next().unwrap_or('\u{FFFD}');
        let lacking = those.find(|&character| !is_ignorable(character) && face.glyph(character).is_none());
        self.report(cluster, lacking.unwrap_or(first), role);
    }

    pub(super) fn report(&mut self, cluster: &Cluster, character: char, role: RoleId) {
        self.missing.push(Missing { character, at: cluster.start as usize, role });
    }

    /// One character, one glyph.
    pub(super) fn place_single(&mut self, cluster: &mut Cluster, style: &Style, found: Found) {
        let face = self.fonts.face(found.face);
        let em = style.size;
        let advance = face.scale(face.advance(found.glyph), em);
        let (width, dx) = match cluster.class {
            Class::Opening => (em / 2, em / 2 - em + self.shift_into(found, em, true)),
            class if class.is_blank_after() => (em / 2, self.shift_into(found, em, false)),
            // What an interpunct has beyond half an em is blank, half on either side.
            Class::Interpunct => {
                let width = em.ratio(self.layout.text.interpunct, MILLION).min(em / 2);
                (width, self.centred(found, em, width, advance))
            }
            // GB/T 15834 5.1.9: half an em.
            Class::Solidus => (em / 2, self.centred(found, em, em / 2, advance)),
            Class::Connector if advance > em * 3 / 4 => (em, (em - advance) / 2),
            _ => (advance, Length::ZERO),
        };
        self.push(cluster, found, em, dx, width);
    }

    fn push(&mut self, cluster: &mut Cluster, found: Found, em: Length, dx: Length, width: Length) {
        let first = self.glyphs.len() as u32;
        let rise = em.ratio(i64::from(found.raise), 1000);
        self.glyphs.push(BoxGlyph { id: found.glyph, dx, rise });
        cluster.face = Some(found.face);
        cluster.em = em;
        cluster.size = em;
        cluster.glyphs = first..first + 1;
        cluster.width = width;
    }

    /// How far a mark's glyph must move for its ink to stand in the half of the em that is its box.
    ///
    /// Faces differ in where a mark stands: Fandol centres ？ in its em.
    fn shift_into(&self, found: Found, em: Length, right_half: bool) -> Length {
        let Some((left, right)) = self.ink(found, em) else { return Length::ZERO };
        let half = em / 2;
        if right_half {
            let lacking = half - left;
            let room = em - right;
            if lacking > Length::ZERO { lacking.min(room.max(Length::ZERO)) } else { Length::ZERO }
        } else {
            let excess = right - half;
            if excess > Length::ZERO { -excess.min(left.max(Length::ZERO)) } else { Length::ZERO }
        }
    }

    /// Puts a glyph's ink into the middle of a box.
    fn centred(&self, found: Found, em: Length, width: Length, advance: Length) -> Length {
        match self.ink(found, em) {
            Some((left, right)) => (width - (right - left)) / 2 - left,
            None => (width - advance) / 2,
        }
    }

    fn ink(&self, found: Found, em: Length) -> Option<(Length, Length)> {
        let face = self.fonts.face(found.face);
        let InkBox { x_min, x_max, .. } = face.ink(found.glyph)?;
        Some((face.scale(x_min, em), face.scale(x_max, em)))
    }

    /// ……, an em for each of its characters; what a face's dots lack of that is spread between them.
    pub(super) fn unit(&mut self, cluster: &mut Cluster, characters: &str, style: &Style, found: Found) {
        let em = style.size;
        let width = em * characters.chars().count() as i64;
        let face = self.fonts.face(found.face);
        let shaped = face.shape(characters, &self.layout.text.language);
        let total: Length = shaped.iter().map(|glyph| face.scale(glyph.advance, em)).sum();
        let slack = (width - total) / (shaped.len().max(1) as i64);
        self.lay(cluster, found, &shaped, slack / 2, slack);
        cluster.width = width;
    }

    /// Puts shaped glyphs into a cluster's box from `x` on, with `slack` after each; returns where they end.
    pub(super) fn lay(
        &mut self,
        cluster: &mut Cluster,
        found: Found,
        shaped: &[Shaped],
        x: Length,
        slack: Length,
    ) -> Length {
        let face = self.fonts.face(found.face);
        let em = cluster.em;
        let rise = em.ratio(i64::from(found.raise), 1000);
        let first = self.glyphs.len() as u32;
        let mut x = x;
        for glyph in shaped {
            let dx = x + face.scale(glyph.dx, em);
            self.glyphs.push(BoxGlyph { id: glyph.glyph, dx, rise: rise + face.scale(glyph.dy, em) });
            x += face.scale(glyph.advance, em) + slack;
        }
        cluster.face = Some(found.face);
        cluster.glyphs = first..self.glyphs.len() as u32;
        x
    }
}

pub(super) fn characters<'t>(cluster: &Cluster, text: &'t str) -> &'t str {
    &text[cluster.start as usize..cluster.end as usize]
}

/// The first character of a shaped text that the face does not show: one that became glyph 0, or any at all if
/// nothing of the text has ink.
pub(super) fn absent(face: &Face, text: &str, shaped: &[Shaped]) -> Option<char> {
    if let Some(glyph) = shaped.iter().find(|glyph| glyph.glyph == 0) {
        return text.get(glyph.cluster as usize..).and_then(|rest| rest.chars().next());
    }
    let printed = text.chars().find(|&character| !is_blank(character))?;
    shaped.iter().all(|glyph| face.ink(glyph.glyph).is_none()).then_some(printed)
}
