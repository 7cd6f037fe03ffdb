//! Marks under characters: emphasis dots (着重号) and proper-name rules (专名号).
//!
//! CLREQ 3.3.2 and 3.3.3; GB/T 15834 5.1.8. They stand below the em box, move with their characters when a line is
//! stretched, and take no part in its width.

use super::paragraph::Paragraph;
use super::segment::Cluster;
use super::spacing::MILLION;
use crate::document::Mark;
use crate::page::{Dot, ElementId, Item, Rule};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Layout, Style};

/// The descent of the em box below the baseline, in thousandths of an em.
const DESCENT: i64 = 120;

/// What is needed to draw marks.
pub struct MarkBrush<'a> {
    /// The paragraph.
    pub paragraph: &'a Paragraph<'a>,
    /// The layout.
    pub layout: &'a Layout,
}

impl MarkBrush<'_> {
    /// Draws the mark of a cluster whose box begins at `x`.
    pub fn draw(&self, items: &mut Vec<Item>, cluster: &Cluster, x: Length) {
        let Some((mark, start)) = self.paragraph.text.mark_at(cluster.start as usize) else { return };
        let style = self.layout.style_of(cluster.style);
        let below = cluster.em.ratio(DESCENT, 1000) + cluster.em.ratio(self.layout.text.mark_gap, MILLION);
        match mark {
            Mark::EmphasisDot if cluster.class.is_character() => items.push(Item::Dot(Dot {
                x: x + cluster.width / 2,
                y: below,
                radius: cluster.em.ratio(self.layout.text.dot_radius, MILLION),
                colour: style.colour.clone(),
            })),
            Mark::EmphasisDot => {}
            Mark::ProperName => self.rule(items, cluster, style, x, below, start),
        }
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
            element: ElementId::default(),
        }));
    }
}
