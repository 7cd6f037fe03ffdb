//! Tries the faces that a layout names, in its order, and notes what came of each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::installed::{self, InstalledFace};
use super::recent::Recent;
use super::{Face, FaceId, FontBook, FontSearch, Role, RoleFace, Shelf};
use crate::diagnostic::{Diagnostic, Problem, Severity};
use crate::layouts::{FacePlace, FaceSpec, RoleSpec};

/// What came of one face that a role names.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub spec: FaceSpec,
    pub outcome: Outcome,
    /// Files that were there and are no usable fonts.
    pub bad: Vec<Problem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It is in the book.
    Opened(FaceId),
    /// No face of that family is installed.
    NotInstalled,
    /// It would be an installed face, and those are left aside.
    LeftAside,
    /// No folder has the file.
    NotFound,
    /// It is there, and no text can be set with it.
    Bad,
}

impl Attempt {
    /// What the layout asks for, in its own words.
    pub fn wanted(&self) -> String {
        match &self.spec.place {
            FacePlace::Installed(name) | FacePlace::File(name) => name.clone(),
        }
    }
}

/// Opens what can be opened; says nothing yet of what cannot.
pub(super) fn resolve(roles: &[RoleSpec], search: &FontSearch, shelf: &Shelf) -> FontBook {
    let installed = installed_faces(roles, search);
    let mut opener = Opener { search, shelf, installed, faces: Vec::new(), known: BTreeMap::new() };
    let roles = roles.iter().map(|spec| opener.role(spec)).collect();
    FontBook { faces: opener.faces, roles }
}

/// What is wrong with a book: errors, and then warnings.
pub(super) fn problems(book: &FontBook) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    for role in &book.roles {
        let bad = role.attempts.iter().flat_map(|attempt| attempt.bad.iter().cloned());
        if role.faces.is_empty() {
            errors.extend(bad.map(Diagnostic::error));
            let tried = role.attempts.iter().map(Attempt::wanted).collect();
            errors.push(Diagnostic::error(Problem::NoFace { role: role.name.clone(), tried }));
        } else {
            let warning = |problem| Diagnostic { severity: Severity::Warning, problem, place: None };
            warnings.extend(bad.map(warning));
        }
    }
    // Roles share faces; a file is spoken of once, and as an error if it is one anywhere.
    let mut said = Vec::new();
    for list in [&mut errors, &mut warnings] {
        list.retain(|diagnostic| {
            let fresh = !said.contains(&diagnostic.problem);
            said.push(diagnostic.problem.clone());
            fresh
        });
    }
    (errors, warnings)
}

/// The installed faces that the roles name; nothing is read where none can be used.
fn installed_faces(roles: &[RoleSpec], search: &FontSearch) -> BTreeMap<String, InstalledFace> {
    let names: BTreeSet<&str> = roles
        .iter()
        .flat_map(|role| &role.faces)
        .filter_map(|face| match &face.place {
            FacePlace::Installed(name) => Some(name.as_str()),
            FacePlace::File(_) => None,
        })
        .collect();
    if search.bundled_only || names.is_empty() {
        return BTreeMap::new();
    }
    installed::find(&names, &search.installed)
}

struct Opener<'a> {
    search: &'a FontSearch,
    shelf: &'a Shelf,
    installed: BTreeMap<String, InstalledFace>,
    faces: Vec<Arc<Face>>,
    /// What came of the files opened so far, so that each is in the book once however many roles share it.
    known: BTreeMap<(PathBuf, u32), Result<FaceId, Problem>>,
}

impl Opener<'_> {
    fn role(&mut self, spec: &RoleSpec) -> Role {
        let attempts: Vec<Attempt> = spec.faces.iter().map(|face| self.attempt(face)).collect();
        let opened = |attempt: &Attempt| match attempt.outcome {
            Outcome::Opened(face) => Some(RoleFace {
                face,
                raise: attempt.spec.raise,
                hanzi_only: attempt.spec.hanzi_only,
                without: attempt.spec.without.clone(),
            }),
            _ => None,
        };
        let faces = attempts.iter().filter_map(opened).collect();
        Role { name: spec.name.clone(), faces, attempts, recent: Recent::new() }
    }

    fn attempt(&mut self, spec: &FaceSpec) -> Attempt {
        let (outcome, bad) = match &spec.place {
            FacePlace::Installed(_) if self.search.bundled_only => (Outcome::LeftAside, Vec::new()),
            FacePlace::Installed(name) => match self.installed.get(name).cloned() {
                Some(face) => self.first_usable([face.path], face.index, Outcome::NotInstalled),
                None => (Outcome::NotInstalled, Vec::new()),
            },
            FacePlace::File(name) => {
                let (file, index) = file_and_index(name);
                self.first_usable(self.search.candidates(file), index, Outcome::NotFound)
            }
        };
        Attempt { spec: spec.clone(), outcome, bad }
    }

    /// The first of some paths that holds a usable face, and the files before it that do not.
    fn first_usable(
        &mut self,
        paths: impl IntoIterator<Item = PathBuf>,
        index: u32,
        otherwise: Outcome,
    ) -> (Outcome, Vec<Problem>) {
        let mut bad = Vec::new();
        for path in paths.into_iter().filter(|path| path.exists()) {
            match self.open(path, index) {
                Ok(face) => return (Outcome::Opened(face), bad),
                Err(problem) => bad.push(problem),
            }
        }
        (if bad.is_empty() { otherwise } else { Outcome::Bad }, bad)
    }

    fn open(&mut self, path: PathBuf, index: u32) -> Result<FaceId, Problem> {
        let key = (path, index);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let outcome = self.shelf.open(&key.0, index).map(|face| {
            self.faces.push(face);
            FaceId((self.faces.len() - 1) as u16)
        });
        self.known.insert(key, outcome.clone());
        outcome
    }
}

/// `simsun.ttc#1` is the face number 1 of a collection; a name without a number means the face 0.
fn file_and_index(name: &str) -> (&Path, u32) {
    let numbered = name.rsplit_once('#').and_then(|(file, number)| Some((file, number.parse().ok()?)));
    let (file, index) = numbered.unwrap_or((name, 0));
    (Path::new(file), index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_sign_chooses_a_face_of_a_collection() {
        assert_eq!(file_and_index("simsun.ttc#1"), (Path::new("simsun.ttc"), 1));
        assert_eq!(file_and_index("Song.ttf"), (Path::new("Song.ttf"), 0));
        assert_eq!(file_and_index("C#.ttf"), (Path::new("C#.ttf"), 0));
    }
}
