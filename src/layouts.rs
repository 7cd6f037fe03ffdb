//! layouts/*.toml → [`Layout`]: page, type area, grid, styles, blocks.

use crate::units::Length;

/// A role and the faces that may fill it, the first choice first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSpec {
    /// The role's name: fangsong, xiaobiaosong, hei, kai, song, latin, or the layout's own.
    pub name: String,
    /// The faces in order of preference; later ones also stand in for characters that earlier ones lack.
    pub faces: Vec<FaceSpec>,
}

/// One face that may fill a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceSpec {
    /// Where the face is looked for.
    pub place: FacePlace,
    /// How far its glyphs are raised, in thousandths of an em: for faces that sit low in their em box.
    pub raise: i32,
    /// Whether it stands in for hanzi alone, so that no punctuation is taken from it.
    pub hanzi_only: bool,
}

/// Where a face is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacePlace {
    /// Among the faces installed on the machine, by family name.
    Installed(String),
    /// A file of `fonts/`, or a path relative to the layout.
    File(String),
}

/// A point in the page's own measure, kept here until the layout language uses it.
pub type Em = Length;
