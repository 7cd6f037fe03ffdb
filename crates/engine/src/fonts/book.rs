//! The faces of a layout, by role.

use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::attempt::{Attempt, Outcome};
use super::face::{Face, FaceId};
use super::recent::{self, Recent};
use hongtou_base::diagnostic::{Place, Problem};
use hongtou_base::han::is_han;

/// A role in a [`FontBook`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleId(u16);

/// The faces of a layout, by role.
#[derive(Debug, Default)]
pub struct FontBook {
    pub(super) faces: Vec<Arc<Face>>,
    pub(super) roles: Vec<Role>,
}

#[derive(Debug)]
pub(super) struct Role {
    pub(super) name: String,
    /// Where the layout names its faces.
    pub(super) written: Option<Place>,
    /// The faces that were found, in the layout's order.
    pub(super) faces: Vec<RoleFace>,
    /// What came of every face that the layout names.
    pub(super) attempts: Vec<Attempt>,
    pub(super) recent: Recent,
}

#[derive(Debug, Clone)]
pub(super) struct RoleFace {
    pub(super) face: FaceId,
    pub(super) raise: i32,
    pub(super) hanzi_only: bool,
    pub(super) without: Vec<char>,
}

/// A character's glyph and the face it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The face.
    pub face: FaceId,
    /// The glyph's number in it.
    pub glyph: u16,
    /// How far the glyph is raised, in thousandths of an em.
    pub raise: i32,
}

impl FontBook {
    /// The role of a name.
    pub fn role(&self, name: &str) -> Option<RoleId> {
        self.roles.iter().position(|role| role.name == name).map(|index| RoleId(index as u16))
    }

    /// The name of a role.
    pub fn role_name(&self, role: RoleId) -> &str {
        &self.roles[role.0 as usize].name
    }

    /// The glyph for a character: from the first face of the role that shows it.
    ///
    /// Characters that look alike, such as · (U+00B7), ‧ (U+2027) and ・ (U+30FB), remain what they are;
    /// for the few that share a glyph see [`Face::glyph`].
    pub fn find(&self, role: RoleId, character: char) -> Option<Found> {
        let role = &self.roles[role.0 as usize];
        let (place, glyph) = role.recent.get_or(character, || self.search(role, character))?;
        let entry = role.faces.get(usize::from(place))?;
        Some(Found { face: entry.face, glyph, raise: entry.raise })
    }

    /// The glyph for a character that the role's own faces do not show: from the Latin role's, then from all others,
    /// in the layout's order.
    pub fn find_elsewhere(&self, role: RoleId, latin: RoleId, character: char) -> Option<Found> {
        let others =
            (0..self.roles.len() as u16).map(RoleId).filter(|&other| other != role && other != latin);
        std::iter::once(latin).chain(others).find_map(|role| self.find(role, character))
    }

    /// The faces that may show a text which begins with a character: the role's own, the Latin role's, all others.
    ///
    /// Each with the glyph of that character; whether it shows the rest too is found by shaping.
    pub fn candidates(
        &self,
        role: RoleId,
        latin: RoleId,
        character: char,
    ) -> impl Iterator<Item = Found> + '_ {
        let all = (0..self.roles.len() as u16).map(RoleId);
        let others = all.filter(move |&other| other != role && other != latin);
        [role, latin].into_iter().chain(others).flat_map(move |role| {
            let role = &self.roles[role.0 as usize];
            role.faces.iter().filter_map(move |entry| {
                let glyph = self.shows(entry, character)?;
                Some(Found { face: entry.face, glyph, raise: entry.raise })
            })
        })
    }

    fn search(&self, role: &Role, character: char) -> recent::Place {
        let mut faces = role.faces.iter().enumerate();
        faces.find_map(|(place, entry)| Some((place as u16, self.shows(entry, character)?)))
    }

    /// The glyph by which a face of a role shows a character, if it may and can.
    fn shows(&self, entry: &RoleFace, character: char) -> Option<u16> {
        if entry.hanzi_only && !is_han(character) || entry.without.contains(&character) {
            return None;
        }
        self.face(entry.face).glyph(character)
    }

    /// The problem of a character that no face shows.
    ///
    /// It names the role's faces that could not be opened, because one of them might have had it, and those whose
    /// glyph for it is empty or damaged.
    pub fn no_glyph(&self, role: RoleId, character: char) -> Problem {
        Problem::NoGlyph {
            character,
            role: self.role_name(role).to_owned(),
            missing: self.missing(role),
            empty: self.with_empty_glyph(role, character),
            others: 0,
        }
    }

    /// The files of a role whose glyph for a character has no outline.
    fn with_empty_glyph(&self, role: RoleId, character: char) -> Vec<String> {
        let faces = self.roles[role.0 as usize].faces.iter().map(|entry| self.face(entry.face));
        faces
            .filter(|face| face.mapped_glyph(character).is_some() && face.glyph(character).is_none())
            .map(|face| face.path().file_name().unwrap_or_default().to_string_lossy().into_owned())
            .collect()
    }

    /// The role's files that the layout names and that were not found or are no usable fonts.
    pub fn missing(&self, role: RoleId) -> Vec<String> {
        let gone = |attempt: &&Attempt| matches!(attempt.outcome, Outcome::NotFound | Outcome::Bad);
        self.roles[role.0 as usize].attempts.iter().filter(gone).map(Attempt::wanted).collect()
    }

    /// A face.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.index()]
    }

    /// All faces, with their numbers.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(index, face)| (FaceId(index as u16), face.as_ref()))
    }

    /// One book with the faces of several, each once, and for each of them its faces' numbers in the new one.
    ///
    /// It has no roles: it is for pages that are set already.
    pub fn joined(books: &[Arc<FontBook>]) -> (FontBook, Vec<Vec<FaceId>>) {
        let mut joined = FontBook::default();
        let numbers =
            books.iter().map(|book| book.faces.iter().map(|face| joined.add(face)).collect()).collect();
        (joined, numbers)
    }

    fn add(&mut self, face: &Arc<Face>) -> FaceId {
        let known = self.faces.iter().position(|known| Arc::ptr_eq(known, face));
        let index = known.unwrap_or_else(|| {
            self.faces.push(Arc::clone(face));
            self.faces.len() - 1
        });
        FaceId(index as u16)
    }

    /// A hash of all that the book can show: the roles, and the contents of the files that fill them.
    pub fn fingerprint(&self) -> u128 {
        let mut hash = Xxh3::new();
        for role in &self.roles {
            hash.update(role.name.as_bytes());
            for entry in &role.faces {
                let face = self.face(entry.face);
                hash.update(&face.content_hash().to_le_bytes());
                hash.update(&face.index().to_le_bytes());
                hash.update(&face.weight().unwrap_or(0).to_le_bytes());
            }
            // No face begins like this, so roles do not run into each other.
            hash.update(&[0; 32]);
        }
        hash.digest128()
    }
}
