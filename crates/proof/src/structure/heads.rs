//! Numbered paragraphs.

use crate::passage::Passage;
use hongtou_base::numbering::numbering;
use hongtou_base::structure::Role;

/// A numbered paragraph.
pub struct Head<'p, 'a> {
    pub passage: &'p Passage<'a>,
    pub level: u8,
    /// How many bytes its number takes, the mark included.
    pub length: usize,
    pub number: u32,
    /// What it is in its series.
    pub role: Role,
    /// Whether the paragraph is nothing but a heading.
    pub whole: bool,
    /// Which paragraph of its body it is.
    pub index: usize,
}

/// The numbered paragraphs of a body.
pub fn heads<'p, 'a>(body: &'p [Passage<'a>], roles: &[Role]) -> Vec<Head<'p, 'a>> {
    let roles = roles.iter().enumerate();
    roles.zip(body).filter_map(|((index, role), passage)| head(index, passage, *role)).collect()
}

fn head<'p, 'a>(index: usize, passage: &'p Passage<'a>, role: Role) -> Option<Head<'p, 'a>> {
    let found = numbering(&passage.plain).filter(|_| passage.said.is_none())?;
    let whole = matches!(role, Role::Heading { .. });
    Some(Head { passage, level: found.level, length: found.length, number: found.number, role, whole, index })
}
