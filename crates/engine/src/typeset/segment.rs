//! Text → clusters: what is one character to composition, with its class and style.

use unicode_segmentation::UnicodeSegmentation;

use super::class::{Class, class_of};
use crate::document::RichText;
use crate::fonts::FaceId;
use hongtou_base::units::Length;
use hongtou_format::layouts::StyleId;

/// One grapheme cluster, or one of the units —— and …… (GB/T 15834 5.1.4, 5.1.5), with what shaping found for it.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// Where its characters begin in the text.
    pub start: u32,
    /// Where they end.
    pub end: u32,
    /// Its class.
    pub class: Class,
    /// Its style.
    pub style: StyleId,
    /// The face of its glyphs; `None` if it has none.
    pub face: Option<FaceId>,
    /// Its glyphs: a range of [`super::Paragraph::glyphs`].
    pub glyphs: std::ops::Range<u32>,
    /// The width of its box: half an em for marks, whose blank half is part of the gap beside them.
    pub width: Length,
    /// The blank before its box when it stands alone: half an em for opening marks.
    pub lead: Length,
    /// The blank after its box when it stands alone: half an em for closing and pausing marks.
    pub trail: Length,
    /// Its em.
    pub em: Length,
    /// The size of its glyphs: its em, except where a digit is made small.
    pub size: Length,
}

/// The clusters of a text, without glyphs.
pub fn segment(text: &RichText) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::with_capacity(text.text.len() / 3 + 1);
    let mut spans = text.spans().iter();
    let mut span = spans.next();
    for (start, grapheme) in text.text.grapheme_indices(true) {
        while span.is_some_and(|current| current.end <= start) {
            span = spans.next();
        }
        let (Some(character), Some(span)) = (grapheme.chars().next(), span) else { continue };
        let end = start + grapheme.len();
        if let Some(last) = clusters.last_mut()
            && let Some(class) = pair_unit(text, last, character)
            && last.style == span.style
        {
            last.class = class;
            last.end = end as u32;
            continue;
        }
        clusters.push(Cluster {
            start: start as u32,
            end: end as u32,
            class: class_of(character),
            style: span.style,
            face: None,
            glyphs: 0..0,
            width: Length::ZERO,
            lead: Length::ZERO,
            trail: Length::ZERO,
            em: Length::ZERO,
            size: Length::ZERO,
        });
    }
    for index in 0..clusters.len() {
        if let Some(class) = class_in_context(&clusters, index, text) {
            clusters[index].class = class;
        }
    }
    clusters
}

/// The class of a character that is Western or Chinese by what is beside it.
///
/// ×× are places to fill in, and as wide as the characters that will be there; only in 3×5 and A×B it is a sign between
/// numbers or letters. ° ′ ″ after a digit belong to it: from a Chinese face they would stand in an em of their own.
fn class_in_context(clusters: &[Cluster], index: usize, text: &RichText) -> Option<Class> {
    let cluster = &clusters[index];
    let is_operand = |cluster: &Cluster| matches!(cluster.class, Class::Letter | Class::Digit);
    let is_space = |cluster: &&Cluster| cluster.class == Class::Space;
    match &text.text[cluster.start as usize..cluster.end as usize] {
        "×" => {
            let before = clusters[..index].iter().rev().find(|cluster| !is_space(cluster));
            let after = clusters[index + 1..].iter().find(|cluster| !is_space(cluster));
            let is_between = before.is_some_and(is_operand) && after.is_some_and(is_operand);
            Some(if is_between { Class::WesternMark } else { Class::Sign })
        }
        "°" | "′" | "″" => {
            let before = clusters.get(index.checked_sub(1)?)?;
            let is_western = matches!(before.class, Class::Digit | Class::WesternMark);
            is_western.then_some(Class::WesternMark)
        }
        _ => None,
    }
}

/// The class of the unit that a character makes with the cluster before it: —— or ……
///
/// Up to three ellipsis marks are one ellipsis, however it was typed (……, ⋯⋯, ‥‥, ………): only from four on are they
/// the ellipsis of four em that takes a line of its own.
fn pair_unit(text: &RichText, last: &Cluster, character: char) -> Option<Class> {
    let previous = &text.text[last.start as usize..last.end as usize];
    if matches!(previous, "—" | "―") && matches!(character, '—' | '―') {
        return Some(Class::Dash);
    }
    if last.class != Class::Ellipsis || !is_ellipsis_mark(character) {
        return None;
    }
    let marks = previous.chars().count();
    let following = text.text[last.end as usize..].chars().take_while(|&c| is_ellipsis_mark(c)).count();
    // A third mark belongs to the two before it if no fourth one follows.
    let is_joined = marks == 1 || marks == 2 && following == 1;
    is_joined.then_some(Class::Ellipsis)
}

fn is_ellipsis_mark(character: char) -> bool {
    class_of(character) == Class::Ellipsis
}
