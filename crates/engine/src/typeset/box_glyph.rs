//! A glyph with its position in the box of its cluster.

use hongtou_base::units::Length;

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
