//! The number of a style.

/// The number of a style in its [`super::Layout`].
///
/// The default is the first style that a layout has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StyleId(pub(crate) u16);

impl StyleId {
    /// The number, from 0.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}
