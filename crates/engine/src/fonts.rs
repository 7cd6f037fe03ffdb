//! Roles → faces: which face shows which character, and what its glyph measures.
//!
//! In comes a layout's list of roles, out goes a [`FontBook`].
//! Files are mapped into memory and parsed once; nothing here knows lines or pages.
//!
//! 1. [`FontSearch`] says where files and installed faces are looked for.
//! 2. `resolve` tries the faces of every role in the layout's order and notes what came of each.
//! 3. [`FontBook::find`] goes through a role's faces, character by character.
//! 4. [`report()`] tells a user all of this.

mod attempt;
mod book;
mod choice;
mod face;
mod file;
mod ink;
mod installed;
mod names;
mod recent;
mod report;
mod resolve;
mod search;
mod shelf;
mod soundness;
mod stand_in;

pub use book::{FontBook, Found, RoleId};
pub use face::{Face, FaceId, Shaped};
pub use ink::InkBox;
pub use installed::InstalledPlaces;
pub use report::{AttemptReport, Count, Coverage, FaceReport, Report, RoleReport, report};
pub use search::FontSearch;
pub use shelf::Shelf;
pub use stand_in::{is_blank, is_ignorable};

use hongtou_base::diagnostic::Diagnostic;
use hongtou_format::layouts::RoleSpec;

impl FontBook {
    /// Opens the faces that the roles name.
    ///
    /// The second value holds warnings: files that are no usable fonts, where the role has another face.
    /// A face that is not there at all is no warning, for most offices have but some of the faces
    /// that a layout names; [`FontBook::no_glyph`] names it once a character needs it.
    ///
    /// # Errors
    /// All roles for which no face was found, and all files that are not usable fonts.
    pub fn open(
        roles: &[RoleSpec],
        search: &FontSearch,
    ) -> Result<(FontBook, Vec<Diagnostic>), Vec<Diagnostic>> {
        FontBook::open_from(&Shelf::default(), roles, search)
    }

    /// The same, with faces that were opened before taken from a shelf.
    ///
    /// # Errors
    /// As [`FontBook::open`].
    pub fn open_from(
        shelf: &Shelf,
        roles: &[RoleSpec],
        search: &FontSearch,
    ) -> Result<(FontBook, Vec<Diagnostic>), Vec<Diagnostic>> {
        let book = resolve::resolve(roles, search, shelf);
        let (errors, warnings) = resolve::problems(&book);
        if errors.is_empty() { Ok((book, warnings)) } else { Err([errors, warnings].concat()) }
    }
}
