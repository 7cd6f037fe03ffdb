//! Roles → faces: which face shows which character, and what its glyph measures.
//!
//! In comes a layout's list of roles, out goes a [`FontBook`].
//! Files are mapped into memory and parsed once; nothing here knows lines or pages.

mod face;

use std::path::{Path, PathBuf};

pub use face::{Face, FaceId, InkBox, Shaped};

use crate::diagnostic::{Diagnostic, Problem};
use crate::layouts::{FacePlace, RoleSpec};

/// Where faces are looked for.
#[derive(Debug, Clone, Default)]
pub struct FontSearch {
    /// Folders with the bundled files, the first choice first.
    pub folders: Vec<PathBuf>,
    /// Whether faces installed on the machine are left aside, so that every machine gives the same pages.
    pub bundled_only: bool,
}

/// A role in a [`FontBook`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoleId(u16);

/// The faces of a layout, by role.
#[derive(Debug)]
pub struct FontBook {
    faces: Vec<Face>,
    roles: Vec<Role>,
}

#[derive(Debug)]
struct Role {
    name: String,
    faces: Vec<RoleFace>,
}

#[derive(Debug, Clone, Copy)]
struct RoleFace {
    face: FaceId,
    raise: i32,
    hanzi_only: bool,
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
    /// Opens the faces that the roles name.
    ///
    /// # Errors
    /// All roles for which no face was found, and all files that are not usable fonts.
    pub fn open(roles: &[RoleSpec], search: &FontSearch) -> Result<FontBook, Vec<Diagnostic>> {
        let mut book = FontBook { faces: Vec::new(), roles: Vec::new() };
        let mut problems = Vec::new();
        for spec in roles {
            let mut role = Role { name: spec.name.clone(), faces: Vec::new() };
            for face in &spec.faces {
                let FacePlace::File(file) = &face.place else { continue };
                let Some(path) = find_file(file, &search.folders) else { continue };
                match book.face_of_file(&path) {
                    Ok(id) => {
                        role.faces.push(RoleFace { face: id, raise: face.raise, hanzi_only: face.hanzi_only })
                    }
                    Err(problem) => problems.push(Diagnostic::error(problem)),
                }
            }
            if role.faces.is_empty() {
                let tried = spec.faces.iter().map(|face| format!("{:?}", face.place)).collect();
                problems.push(Diagnostic::error(Problem::NoFace { role: spec.name.clone(), tried }));
            }
            book.roles.push(role);
        }
        if problems.is_empty() { Ok(book) } else { Err(problems) }
    }

    /// The role of a name.
    pub fn role(&self, name: &str) -> Option<RoleId> {
        self.roles.iter().position(|role| role.name == name).map(|index| RoleId(index as u16))
    }

    /// The name of a role.
    pub fn role_name(&self, role: RoleId) -> &str {
        &self.roles[role.0 as usize].name
    }

    /// The glyph for a character: from the first face of the role that has it.
    pub fn find(&self, role: RoleId, character: char) -> Option<Found> {
        self.roles[role.0 as usize].faces.iter().find_map(|entry| {
            if entry.hanzi_only && !is_hanzi(character) {
                return None;
            }
            let glyph = self.face(entry.face).glyph(character)?;
            Some(Found { face: entry.face, glyph, raise: entry.raise })
        })
    }

    /// A face.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0 as usize]
    }

    /// All faces, with their numbers.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(index, face)| (FaceId(index as u16), face))
    }

    fn face_of_file(&mut self, path: &Path) -> Result<FaceId, Problem> {
        if let Some(index) = self.faces.iter().position(|face| face.path() == path) {
            return Ok(FaceId(index as u16));
        }
        self.faces.push(Face::open(path, 0)?);
        Ok(FaceId((self.faces.len() - 1) as u16))
    }
}

fn find_file(file: &str, folders: &[PathBuf]) -> Option<PathBuf> {
    folders.iter().map(|folder| folder.join(file)).find(|path| path.is_file())
}

/// Whether a character is a Chinese ideograph, 〇 included.
pub fn is_hanzi(character: char) -> bool {
    matches!(character,
        '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}
