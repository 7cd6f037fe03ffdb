//! The grid used evenly: full-width characters are as wide as a cell, everything else is as wide as it is.
//!
//! GB/T 9704 5.2.3 asks for 28 characters a line that fill the type area. A line of full-width characters alone then
//! stands in the cells without being told to; a line with digits, Latin letters or compressed marks is justified like
//! any other, and the next line is in the cells again.

use super::adjust::ROUNDING;
use super::class::Class;
use super::paragraph::Paragraph;
use hongtou_base::units::Length;

/// Widens the characters of a paragraph from their em to the cell, each with its ink in the middle.
///
/// Marks are half an em and so become half a cell, with half a cell of blank. A character whose em is more than a tenth
/// off the cell, such as one of another size, keeps its own width.
pub fn widen_to_pitch(paragraph: &mut Paragraph<'_>, cell: Length) {
    for cluster in &mut paragraph.clusters {
        let em = cluster.em;
        if cluster.class.is_western() || cluster.class == Class::Invisible || (cell - em).abs() > em / 10 {
            continue;
        }
        let full = cluster.lead + cluster.width + cluster.trail;
        let halves = ((full * 4).emu() + em.emu()).div_euclid((em * 2).emu().max(1));
        if (full - em.ratio(halves, 2)).abs() > ROUNDING {
            continue;
        }
        let before = cluster.width;
        cluster.lead = cluster.lead.ratio(cell.emu(), em.emu());
        cluster.trail = cluster.trail.ratio(cell.emu(), em.emu());
        cluster.width = cell.ratio(halves, 2) - cluster.lead - cluster.trail;
        let shift = (cluster.width - before) / 2;
        let glyphs = cluster.glyphs.start as usize..cluster.glyphs.end as usize;
        paragraph.glyphs[glyphs].iter_mut().for_each(|glyph| glyph.dx += shift);
    }
}
