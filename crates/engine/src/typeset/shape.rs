//! Clusters → glyphs and widths: the only step of composition that looks into faces.
//!
//! Whatever way a character takes here, glyph 0 never leaves: it is a box or a hole on paper, so its character is
//! reported as missing. `dash` joins the two em of ——, `small` sets what no face has from glyphs that they have.

mod dash;
mod shaper;
mod small;

use super::box_glyph::BoxGlyph;
use super::class::Class;
use super::paragraph::Paragraph;
use super::roles::{Missing, StyleRoles};
use super::segment::Cluster;
use crate::fonts::{FontBook, Found, is_ignorable};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Layout, Style};
use shaper::{Shaper, absent, characters};

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
}

/// The language of Western words to shaping.
const WESTERN: &str = "en";
