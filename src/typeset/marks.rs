//! Marks under characters: emphasis dots (着重号) and proper-name rules (专名号).
//!
//! CLREQ 3.3.2 and 3.3.3; GB/T 15834 5.1.8. They stand below the em box, move with their characters when a line is
//! stretched, and take no part in its width.

use super::paragraph::Paragraph;
use super::segment::Cluster;
use super::spacing::MILLION;
use crate::document::Mark;
use crate::fonts::{Face, FontBook, RoleId};
use crate::layouts::{Layout, Style};
use crate::page::{Glyph, GlyphRun, Item, Part, Rule};
use crate::units::Length;

/// The descent of the em box below the baseline, in thousandths of an em.
const DESCENT: i64 = 120;

/// The character whose glyph is the dot.
const DOT: char = '·';

/// What is needed to draw marks.
pub struct MarkBrush<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph<'a>,
    /// The layout.
    pub layout: &'a Layout,
    /// The faces.
    pub fonts: &'a FontBook,
}

impl MarkBrush<'_> {
    /// Draws the mark of a cluster whose box begins at `x`; `role` is where the dot comes from.
    pub fn draw(&self, items: &mut Vec<Item>, cluster: &Cluster, x: Length, role: RoleId) {
        let Some((mark, start)) = self.paragraph.text.mark_at(cluster.start as usize) else { return };
        let style = self.layout.style_of(cluster.style);
        let below = cluster.em.ratio(DESCENT, 1000) + cluster.em.ratio(self.layout.text.mark_gap, MILLION);
        match mark {
            Mark::EmphasisDot if cluster.class.is_character() => {
                items.extend(self.dot(cluster, style, x, below, role));
            }
            Mark::EmphasisDot => {}
            Mark::ProperName => self.rule(items, cluster, style, x, below, start),
        }
    }

    /// A dot whose ink has its middle under the middle of the box.
    fn dot(&self, cluster: &Cluster, style: &Style, x: Length, below: Length, role: RoleId) -> Option<Item> {
        let found = self.fonts.find(role, DOT)?;
        let face: &Face = self.fonts.face(found.face);
        let ink = face.ink(found.glyph)?;
        let middle = |low: i32, high: i32| (face.scale(low, cluster.em) + face.scale(high, cluster.em)) / 2;
        let glyph = Glyph {
            id: found.glyph,
            x: x + cluster.width / 2 - middle(ink.x_min, ink.x_max),
            rise: -below - middle(ink.y_min, ink.y_max),
            cell: x,
            advance: Length::ZERO,
            text_start: 0,
            text_end: 0,
            source: u32::MAX,
        };
        Some(Item::Text(GlyphRun {
            face: found.face,
            size: cluster.em,
            colour: style.colour.clone(),
            embolden: None,
            y: Length::ZERO,
            text: String::new(),
            glyphs: vec![glyph],
            part: Part::Artifact,
            block: 0,
        }))
    }

    /// A rule under a box; it goes on from the one under the box before, if that is of the same name.
    fn rule(
        &self,
        items: &mut Vec<Item>,
        cluster: &Cluster,
        style: &Style,
        x: Length,
        below: Length,
        name_start: usize,
    ) {
        // Two names side by side do not run together.
        let inset = cluster.em.ratio(80_000, MILLION);
        let right = x + cluster.width - inset;
        if cluster.start as usize > name_start
            && let Some(Item::Rule(rule)) = items.last_mut()
        {
            rule.width = right - rule.x;
            return;
        }
        items.push(Item::Rule(Rule {
            x: x + inset,
            y: below,
            width: (right - x - inset).max(Length::ZERO),
            height: cluster.em.ratio(self.layout.text.mark_weight, MILLION),
            colour: style.colour.clone(),
        }));
    }
}
