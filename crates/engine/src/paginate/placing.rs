//! How far outside the type area a layout places an element: what ink outside is held against.

use hongtou_base::units::Length;

/// How far outside the type area the layout itself places an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Placing {
    /// Beside it: by negative indents, or as a rule that is wider.
    pub over: Length,
    /// Anywhere: it is placed from the edge of the page, or at a distance that the layout names.
    pub anywhere: bool,
}
