//! Clusters → glyphs and widths: the only step of composition that looks into faces.
//!
//! Whatever way a character takes here, glyph 0 never leaves: it is a box or a hole on paper, so its character is
//! reported as missing. `dash` joins the two em of ——, `small` sets what no face has from glyphs that they have.

mod dash;
mod small;

use super::class::Class;
use super::segment::Cluster;
use super::spacing::MILLION;
use super::{Missing, Paragraph, StyleRoles};
use crate::fonts::{Face, FontBook, Found, InkBox, RoleId, Shaped, is_blank, is_ignorable};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Layout, Style};

/// A glyph in its cluster's box.
#[derive(Debug, Clone, Copy)]
pub struct BoxGlyph {
    /// The glyph's number in the cluster's face.
    pub id: u16,
    /// Distance of its origin from the left edge of the box.
    pub dx: Length,
    /// How far it is raised.
    pub rise: Length,
}

/// Finds the glyphs of a paragraph's clusters and gives each its width.
///
/// Characters that no face has are added to `missing`.
pub fn shape(
    paragraph: &mut Paragraph<'_>,
    layout: &Layout,
    fonts: &FontBook,
    roles: &[StyleRoles],
    missing: &mut Vec<Missing>,
) {
    let glyphs = Vec::with_capacity(paragraph.clusters.len());
    let mut shaper = Shaper { layout, fonts, glyphs, missing };
    let text = paragraph.text.text.as_str();
    let clusters = &mut paragraph.clusters;
    let mut next = 0;
    while next < clusters.len() {
        let style = clusters[next].style;
        let role = roles[style.index()];
        let end = shaper.western_end(clusters, next, text);
        if end > next {
            shaper.western(&mut clusters[next..end], text, role);
            next = end;
        } else {
            shaper.single(&mut clusters[next], text, role);
            next += 1;
        }
    }
    clusters.retain(|cluster| cluster.start < cluster.end);
    paragraph.glyphs = shaper.glyphs;
}

struct Shaper<'a> {
    layout: &'a Layout,
    fonts: &'a FontBook,
    glyphs: Vec<BoxGlyph>,
    missing: &'a mut Vec<Missing>,
}

impl Shaper<'_> {
    /// Where a run of Western characters of one style that begins at `from` ends.
    fn western_end(&self, clusters: &[Cluster], from: usize, text: &str) -> usize {
        let style = clusters[from].style;
        let mut end = from;
        loop {
            while clusters.get(end).is_some_and(|c| c.class.is_western() && c.style == style) {
                end += 1;
            }
            // An apostrophe inside a Western word is no quotation mark.
            let apostrophe = end > from
                && clusters
                    .get(end)
                    .is_some_and(|c| text[c.start as usize..].starts_with('’') && c.style == style)
                && clusters[end - 1].class == Class::Letter
                && clusters.get(end + 1).is_some_and(|c| c.class == Class::Letter && c.style == style);
            if !apostrophe {
                return end;
            }
            end += 1;
        }
    }

    fn western(&mut self, clusters: &mut [Cluster], text: &str, role: StyleRoles) {
        let style = self.layout.style_of(clusters[0].style);
        for cluster in clusters.iter_mut() {
            if cluster.class.is_blank_after() {
                cluster.class = Class::Letter;
            }
        }
        let mut next = 0;
        while next < clusters.len() {
            let scaled = self.scaled_run(&clusters[next..], text, role);
            if scaled > 0 {
                clusters[next..next + scaled].iter_mut().for_each(|cluster| self.small(cluster, text, role));
                next += scaled;
                continue;
            }
            let Some(found) = self.western_face(&clusters[next], text, role) else {
                self.single(&mut clusters[next], text, role);
                next += 1;
                continue;
            };
            let mut end = next + 1;
            while clusters
                .get(end)
                .is_some_and(|c| self.western_face(c, text, role).is_some_and(|f| f.face == found.face))
                && self.scaled_run(&clusters[end..], text, role) == 0
            {
                end += 1;
            }
            self.shape_run(&mut clusters[next..end], text, style, found, role);
            next = end;
        }
    }

    /// The face of the Latin role that shows a Western cluster.
    fn western_face(&self, cluster: &Cluster, text: &str, role: StyleRoles) -> Option<Found> {
        let characters = characters(cluster, text);
        let mut rest = characters.chars();
        let found = self.fonts.find(role.latin, rest.next()?)?;
        if rest.as_str().is_empty() {
            return Some(found);
        }
        // A letter with its marks may be one character to the face, which shaping finds out.
        let face = self.fonts.face(found.face);
        absent(face, characters, &face.shape(characters, WESTERN)).is_none().then_some(found)
    }

    fn shape_run(
        &mut self,
        clusters: &mut [Cluster],
        text: &str,
        style: &Style,
        found: Found,
        role: StyleRoles,
    ) {
        let base = clusters[0].start;
        let end = clusters[clusters.len() - 1].end;
        let run = &text[base as usize..end as usize];
        if run.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%' | b' ')) {
            // Digits are neither kerned nor joined: they stand in columns.
            for cluster in clusters {
                let character = text[cluster.start as usize..].chars().next().unwrap_or(' ');
                if let Some(found) = self.fonts.find(role.latin, character) {
                    self.place_single(cluster, style, found);
                }
            }
            return;
        }
        let face = self.fonts.face(found.face);
        let rise = style.size.ratio(i64::from(found.raise), 1000);
        let shaped = face.shape(run, WESTERN);
        let mut next = 0;
        for index in 0..clusters.len() {
            let (start, end) = (clusters[index].start - base, clusters[index].end - base);
            let first = self.glyphs.len() as u32;
            let mut width = Length::ZERO;
            let from = next;
            while let Some(glyph) = shaped.get(next).filter(|glyph| glyph.cluster < end) {
                self.glyphs.push(BoxGlyph {
                    id: glyph.glyph,
                    dx: width + face.scale(glyph.dx, style.size),
                    rise: rise + face.scale(glyph.dy, style.size),
                });
                width += face.scale(glyph.advance, style.size);
                next += 1;
            }
            let cluster = &mut clusters[index];
            cluster.face = Some(found.face);
            cluster.em = style.size;
            cluster.size = style.size;
            cluster.glyphs = first..self.glyphs.len() as u32;
            cluster.width = width;
            if shaped[from..next].iter().any(|glyph| glyph.glyph == 0) {
                self.report_of(&clusters[index], text, face, role.latin);
                continue;
            }
            let cluster = &clusters[index];
            if cluster.glyphs.is_empty() && index > 0 && start < end {
                self.join_to_previous(clusters, index);
            }
        }
    }

    /// A ligature shows this cluster with the one before it.
    fn join_to_previous(&self, clusters: &mut [Cluster], index: usize) {
        let end = clusters[index].end;
        clusters[index].start = end;
        if let Some(previous) = clusters[..index].iter_mut().rev().find(|c| c.start < c.end) {
            previous.end = end;
        }
    }

    /// A cluster that is not shaped with its neighbours.
    fn single(&mut self, cluster: &mut Cluster, text: &str, role: StyleRoles) {
        let style = self.layout.style_of(cluster.style);
        cluster.em = style.size;
        cluster.size = style.size;
        cluster.glyphs = self.glyphs.len() as u32..self.glyphs.len() as u32;
        let characters = characters(cluster, text);
        let mut rest = characters.chars();
        let Some(character) = rest.next() else { return };
        if cluster.class == Class::Invisible {
            return;
        }
        if character == '\u{3000}' {
            cluster.width = style.size;
        }
        if rest.next().is_some() || cluster.class == Class::Dash {
            self.several(cluster, characters, style, role);
            return;
        }
        match self.find(role, character) {
            Some(found) if cluster.class == Class::Ellipsis => self.unit(cluster, characters, style, found),
            Some(found) => self.place_single(cluster, style, found),
            None if small::is_small(character) => self.small(cluster, text, role),
            None if self.compose(cluster, character, style, role) => {}
            None => self.report(cluster, character, role.han),
        }
    }

    /// The glyph for a character: from the role, then from all others.
    fn find(&self, role: StyleRoles, character: char) -> Option<Found> {
        let own = self.fonts.find(role.han, character);
        own.or_else(|| self.fonts.find_elsewhere(role.han, role.latin, character))
    }

    /// A cluster of several characters, from the first face that shows them all: a dash or an ellipsis, a base with
    /// marks or with a variation selector.
    fn several(&mut self, cluster: &mut Cluster, characters: &str, style: &Style, role: StyleRoles) {
        let Some(first) = characters.chars().next() else { return };
        if cluster.class == Class::Dash {
            self.dash(cluster, characters, style, role);
            return;
        }
        // The usual case first: the list of all candidates asks each face.
        let usual = self.find(role, first).into_iter();
        for found in usual.chain(self.fonts.candidates(role.han, role.latin, first)) {
            let face = self.fonts.face(found.face);
            let shaped = face.shape(characters, &self.layout.text.language);
            if absent(face, characters, &shaped).is_some() {
                continue;
            }
            if cluster.class == Class::Ellipsis {
                self.unit(cluster, characters, style, found);
            } else {
                cluster.width = self.lay(cluster, found, &shaped, Length::ZERO, Length::ZERO);
            }
            return;
        }
        let face = self.find(role, first).map(|found| self.fonts.face(found.face));
        let lacking = |character: &char| {
            !is_ignorable(*character) && face.is_none_or(|face| face.glyph(*character).is_none())
        };
        self.report(cluster, characters.chars().find(lacking).unwrap_or(first), role.han);
    }

    /// Reports the character of a cluster that a face does not show.
    fn report_of(&mut self, cluster: &Cluster, text: &str, face: &Face, role: RoleId) {
        let mut those = characters(cluster, text).chars();
        let first = those.clone().next().unwrap_or('\u{FFFD}');
        let lacking = those.find(|&character| !is_ignorable(character) && face.glyph(character).is_none());
        self.report(cluster, lacking.unwrap_or(first), role);
    }

    fn report(&mut self, cluster: &Cluster, character: char, role: RoleId) {
        self.missing.push(Missing { character, at: cluster.start as usize, role });
    }

    /// One character, one glyph.
    fn place_single(&mut self, cluster: &mut Cluster, style: &Style, found: Found) {
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
    fn unit(&mut self, cluster: &mut Cluster, characters: &str, style: &Style, found: Found) {
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
    fn lay(
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

/// The language of Western words to shaping.
const WESTERN: &str = "en";

fn characters<'t>(cluster: &Cluster, text: &'t str) -> &'t str {
    &text[cluster.start as usize..cluster.end as usize]
}

/// The first character of a shaped text that the face does not show: one that became glyph 0, or any at all if
/// nothing of the text has ink.
fn absent(face: &Face, text: &str, shaped: &[Shaped]) -> Option<char> {
    if let Some(glyph) = shaped.iter().find(|glyph| glyph.glyph == 0) {
        return text.get(glyph.cluster as usize..).and_then(|rest| rest.chars().next());
    }
    let printed = text.chars().find(|&character| !is_blank(character))?;
    shaped.iter().all(|glyph| face.ink(glyph.glyph).is_none()).then_some(printed)
}
