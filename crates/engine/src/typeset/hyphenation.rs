//! Hyphens: where an English word may be parted, and the hyphen that then ends the line.
//!
//! A soft hyphen in the text parts a word in any layout; the dictionary's places only where the layout allows them.

use hypher::Lang;

use super::class::Class;
use super::paragraph::{Hyphen, Paragraph};
use super::spacing::Break;
use crate::fonts::{FontBook, RoleId};
use hongtou_base::units::Length;
use hongtou_format::layouts::StyleId;

/// Letters that a word has at least to be parted.
const SHORTEST: usize = 5;

/// Allows breaks with a hyphen.
pub fn hyphenate(
    paragraph: &mut Paragraph<'_>,
    dictionary: bool,
    fonts: &FontBook,
    role: impl Fn(StyleId) -> RoleId,
) {
    for gap in hyphen_gaps(paragraph, dictionary) {
        let cluster = &paragraph.clusters[gap];
        let Some(found) = fonts.find(role(cluster.style), '-') else { continue };
        let em = paragraph.clusters[gap.saturating_sub(1)].em.max(cluster.em);
        let face = fonts.face(found.face);
        let hyphen = Hyphen {
            face: found.face,
            glyph: found.glyph,
            width: face.scale(face.advance(found.glyph), em),
            rise: em.ratio(i64::from(found.raise), 1000),
        };
        if hyphen.width > Length::ZERO {
            paragraph.gaps[gap].line_break = Break::Hyphen;
            paragraph.hyphens.insert(gap, hyphen);
        }
    }
}

/// The gaps in which a word may be parted.
fn hyphen_gaps(paragraph: &Paragraph<'_>, dictionary: bool) -> Vec<usize> {
    let clusters = &paragraph.clusters;
    let text = &paragraph.text.text;
    let mut gaps = Vec::new();
    let mut index = 0;
    while index < clusters.len() {
        if text[clusters[index].start as usize..].starts_with('\u{AD}') {
            // Not before a mark that may not begin a line.
            let may_end = index < paragraph.gaps.len() && paragraph.may_end(index + 1);
            gaps.extend(may_end.then_some(index));
        }
        let length = clusters[index..].iter().take_while(|cluster| cluster.class == Class::Letter).count();
        if dictionary && length >= SHORTEST {
            let word = &text[clusters[index].start as usize..clusters[index + length - 1].end as usize];
            gaps.extend(breaks(word).into_iter().filter_map(|offset| {
                let at = clusters[index].start as usize + offset;
                let next = clusters[index..index + length].iter().position(|c| c.start as usize == at)?;
                (index + next).checked_sub(1)
            }));
        }
        index += length.max(1);
    }
    gaps
}

/// Byte offsets at which an English word may be parted.
fn breaks(word: &str) -> Vec<usize> {
    if !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Vec::new();
    }
    let mut offset = 0;
    let mut offsets: Vec<usize> = hypher::hyphenate(word, Lang::English)
        .map(|syllable| {
            offset += syllable.len();
            offset
        })
        .collect();
    offsets.pop();
    offsets
}

#[cfg(test)]
mod tests {
    use super::breaks;

    #[test]
    fn english_words_are_parted_between_syllables() {
        assert_eq!(breaks("extensive"), [2, 5]);
        assert_eq!(breaks("naïveté"), [0; 0]);
    }
}
