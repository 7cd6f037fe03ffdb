//! Clusters → glyphs and widths: the only step of composition that looks into faces.

use super::class::Class;
use super::segment::Cluster;
use super::spacing::MILLION;
use super::{Missing, Paragraph, StyleRoles};
use crate::fonts::{FaceId, FontBook, Found, InkBox, RoleId};
use crate::layouts::{Layout, Style};
use crate::units::Length;

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
            let Some(found) = self.western_face(&clusters[next], text, role) else {
                self.single(&mut clusters[next], text, role);
                next += 1;
                continue;
            };
            let mut end = next + 1;
            while clusters
                .get(end)
                .is_some_and(|c| self.western_face(c, text, role).is_some_and(|f| f.face == found.face))
            {
                end += 1;
            }
            self.shape_run(&mut clusters[next..end], text, style, found, role.latin);
            next = end;
        }
    }

    /// The face that has every character of a Western cluster.
    fn western_face(&self, cluster: &Cluster, text: &str, role: StyleRoles) -> Option<Found> {
        let mut characters = text[cluster.start as usize..cluster.end as usize].chars();
        let first = self.find_western(role.latin, characters.next()?)?;
        let face = self.fonts.face(first.face);
        characters.all(|c| is_ignorable(c) || face.glyph(c).is_some()).then_some(first)
    }

    fn find_western(&self, role: RoleId, character: char) -> Option<Found> {
        let character = if matches!(character, '\t' | '\n' | '\u{A0}') { ' ' } else { character };
        self.fonts.find(role, character)
    }

    fn shape_run(
        &mut self,
        clusters: &mut [Cluster],
        text: &str,
        style: &Style,
        found: Found,
        latin: RoleId,
    ) {
        let base = clusters[0].start;
        let end = clusters[clusters.len() - 1].end;
        let run = &text[base as usize..end as usize];
        if run.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%' | b' ')) {
            // Digits are neither kerned nor joined: they stand in columns.
            for cluster in clusters {
                let character = text[cluster.start as usize..].chars().next().unwrap_or(' ');
                if let Some(found) = self.find_western(latin, character) {
                    self.place_single(cluster, style, found);
                }
            }
            return;
        }
        let face = self.fonts.face(found.face);
        let rise = style.size.ratio(i64::from(found.raise), 1000);
        let shaped = face.shape(run, "en");
        let mut next = 0;
        for index in 0..clusters.len() {
            let (start, end) = (clusters[index].start - base, clusters[index].end - base);
            let first = self.glyphs.len() as u32;
            let mut width = Length::ZERO;
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
            cluster.glyphs = first..self.glyphs.len() as u32;
            cluster.width = width;
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
        cluster.glyphs = self.glyphs.len() as u32..self.glyphs.len() as u32;
        let characters = &text[cluster.start as usize..cluster.end as usize];
        let mut rest = characters.chars();
        let Some(character) = rest.next() else { return };
        if cluster.class == Class::Invisible {
            return;
        }
        if character == '\u{3000}' {
            cluster.width = style.size;
        }
        let Some(found) = self.fonts.find(role.han, character) else {
            self.report(cluster, character, role.han);
            return;
        };
        match (cluster.class, rest.next()) {
            (Class::Dash | Class::Ellipsis, _) => self.unit(cluster, characters, style, found),
            (_, None) => self.place_single(cluster, style, found),
            (_, Some(_)) => self.shaped_single(cluster, characters, style, found, role.han),
        }
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

    /// —— or …… in two em, joined where the face can join it.
    fn unit(&mut self, cluster: &mut Cluster, characters: &str, style: &Style, found: Found) {
        let em = style.size;
        let count = characters.chars().count() as i64;
        let width = if characters.starts_with('⸺') { em * 2 } else { em * count };
        let face = self.fonts.face(found.face);
        let rise = em.ratio(i64::from(found.raise), 1000);
        let shaped = face.shape(characters, &self.layout.text.language);
        let total: Length = shaped.iter().map(|glyph| face.scale(glyph.advance, em)).sum();
        // Parts of a dash that are shorter than an em each are spread, so that the unit keeps its width.
        let slack = (width - total) / (shaped.len().max(1) as i64);
        let first = self.glyphs.len() as u32;
        let mut x = slack / 2;
        for glyph in &shaped {
            let dx = x + face.scale(glyph.dx, em);
            self.glyphs.push(BoxGlyph { id: glyph.glyph, dx, rise: rise + face.scale(glyph.dy, em) });
            x += face.scale(glyph.advance, em) + slack;
        }
        cluster.face = Some(found.face);
        cluster.glyphs = first..self.glyphs.len() as u32;
        cluster.width = width;
    }

    /// A cluster of several characters: a base with marks, or with a variation selector.
    fn shaped_single(
        &mut self,
        cluster: &mut Cluster,
        characters: &str,
        style: &Style,
        found: Found,
        role: RoleId,
    ) {
        let face_id: FaceId = found.face;
        let face = self.fonts.face(face_id);
        if let Some(absent) = characters.chars().find(|&c| !is_ignorable(c) && face.glyph(c).is_none()) {
            self.report(cluster, absent, role);
            return;
        }
        let em = style.size;
        let rise = em.ratio(i64::from(found.raise), 1000);
        let first = self.glyphs.len() as u32;
        let mut x = Length::ZERO;
        for glyph in face.shape(characters, &self.layout.text.language) {
            let dx = x + face.scale(glyph.dx, em);
            self.glyphs.push(BoxGlyph { id: glyph.glyph, dx, rise: rise + face.scale(glyph.dy, em) });
            x += face.scale(glyph.advance, em);
        }
        cluster.face = Some(face_id);
        cluster.glyphs = first..self.glyphs.len() as u32;
        cluster.width = x;
    }
}

/// Whether a character changes its neighbour and needs no glyph of its own.
fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}
