//! The roles that a style takes its glyphs from, and the characters that no face of them has.

use crate::fonts::RoleId;

/// The roles of a style, found.
#[derive(Debug, Clone, Copy)]
pub struct StyleRoles {
    /// The role of Chinese characters and marks.
    pub han: RoleId,
    /// The role of Western characters.
    pub latin: RoleId,
}

/// A character that no face has.
#[derive(Debug, Clone, Copy)]
pub struct Missing {
    /// The character.
    pub character: char,
    /// Its byte offset in the text of the paragraph.
    pub at: usize,
    /// The role that was asked for it.
    pub role: RoleId,
}
