//! Tries the faces that a layout names, in its order, and notes what came of each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::attempt::{Attempt, Outcome};
use super::book::{FontBook, Role, RoleFace};
use super::choice::FaceChoice;
use super::installed::{self, InstalledFace, InstalledPlaces};
use super::recent::Recent;
use super::{Face, FaceId, FontSearch, Shelf};
use hongtou_base::diagnostic::{Diagnostic, Problem, Severity};
use hongtou_format::layouts::{FacePlace, FaceSpec, RoleSpec};

/// Opens what can be opened; says nothing yet of what cannot.
pub(super) fn resolve(roles: &[RoleSpec], search: &FontSearch, shelf: &Shelf) -> FontBook {
    let (named, installed) = faces_by_name(roles, search);
    let mut opener = Opener { search, shelf, named, installed, faces: Vec::new(), known: BTreeMap::new() };
    let roles = roles.iter().map(|spec| opener.role(spec)).collect();
    FontBook { faces: opener.faces, roles }
}

/// What is wrong with a book: errors, and then warnings.
pub(super) fn problems(book: &FontBook) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let (mut errors, mut warnings) = (Vec::new(), Vec::new());
    for role in &book.roles {
        let severity = if role.faces.is_empty() { Severity::Error } else { Severity::Warning };
        for attempt in &role.attempts {
            let at_face = |severity, problem: &Problem| {
                let place = attempt.spec.written.clone();
                Diagnostic { severity, problem: problem.clone(), place }
            };
            warnings.extend(attempt.notes.iter().map(|problem| at_face(Severity::Warning, problem)));
            let list = if role.faces.is_empty() { &mut errors } else { &mut warnings };
            list.extend(attempt.bad.iter().map(|problem| at_face(severity, problem)));
        }
        // Where each file is there and cannot be used, all is said.
        let are_bad =
            !role.attempts.is_empty() && role.attempts.iter().all(|attempt| attempt.outcome == Outcome::Bad);
        if role.faces.is_empty() && !are_bad {
            let tried = role.attempts.iter().map(Attempt::wanted).collect();
            let problem = Problem::NoFace { role: role.name.clone(), tried };
            errors.push(Diagnostic { place: role.written.clone(), ..Diagnostic::error(problem) });
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

type ByName = BTreeMap<String, InstalledFace>;

/// The faces that the roles name, in the folders that the user named and among the installed ones; nothing is read
/// where none can be used.
fn faces_by_name(roles: &[RoleSpec], search: &FontSearch) -> (ByName, ByName) {
    let names: BTreeSet<&str> = roles
        .iter()
        .flat_map(|role| &role.faces)
        .filter_map(|face| match &face.place {
            FacePlace::Installed(name) => Some(name.as_str()),
            FacePlace::File(_) => None,
        })
        .collect();
    let find = |places: &InstalledPlaces, is_wanted: bool| match is_wanted && !names.is_empty() {
        true => installed::find(&names, places),
        false => BTreeMap::new(),
    };
    let named = InstalledPlaces {
        folders: search.named.clone(),
        // A cache of its own: the other one is old as soon as its folders are others.
        cache: search.installed.cache.as_ref().map(|cache| cache.join("named")),
    };
    (find(&named, !search.named.is_empty()), find(&search.installed, !search.bundled_only))
}

struct Opener<'a> {
    search: &'a FontSearch,
    shelf: &'a Shelf,
    /// Faces of the folders that the user named, by their names.
    named: ByName,
    installed: ByName,
    faces: Vec<Arc<Face>>,
    /// Outcomes of the files opened so far, so that each is in the book once however many roles share it.
    known: BTreeMap<(PathBuf, FaceChoice), Result<FaceId, Problem>>,
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
        Role {
            name: spec.name.clone(),
            written: spec.written.clone(),
            faces,
            attempts,
            recent: Recent::new(),
        }
    }

    fn attempt(&mut self, spec: &FaceSpec) -> Attempt {
        let (outcome, bad) = match &spec.place {
            FacePlace::Installed(name) => {
                let by_name = self.named.get(name).or_else(|| self.installed.get(name)).cloned();
                match by_name {
                    Some(face) => {
                        let choice = FaceChoice { weight: spec.weight, ..FaceChoice::of_index(face.index) };
                        self.first_usable([face.path], &choice, Outcome::NotInstalled)
                    }
                    None if self.search.bundled_only => (Outcome::LeftAside, Vec::new()),
                    None => (Outcome::NotInstalled, Vec::new()),
                }
            }
            FacePlace::File(name) => {
                let (file, index) = file_and_index(name);
                let choice = FaceChoice::of_spec(spec, index);
                let (inside, outside): (Vec<_>, Vec<_>) =
                    self.search.candidates(file).into_iter().partition(|path| self.search.may_read(path));
                let found = self.first_usable(inside, &choice, Outcome::NotFound);
                // Whether there is a file outside is not said.
                match found.0 == Outcome::NotFound && !outside.is_empty() {
                    true => (Outcome::Bad, vec![Problem::OutsideFolders { path: name.into() }]),
                    false => found,
                }
            }
        };
        let notes = match outcome {
            Outcome::Opened(face) => self.faces[face.index()].notes().to_vec(),
            _ => Vec::new(),
        };
        Attempt { spec: spec.clone(), outcome, bad, notes }
    }

    /// The first of some paths that holds a usable face, and the files before it that do not.
    fn first_usable(
        &mut self,
        paths: impl IntoIterator<Item = PathBuf>,
        choice: &FaceChoice,
        otherwise: Outcome,
    ) -> (Outcome, Vec<Problem>) {
        let mut bad = Vec::new();
        for path in paths.into_iter().filter(|path| path.exists()) {
            match self.open(path, choice) {
                Ok(face) => return (Outcome::Opened(face), bad),
                Err(problem) => bad.push(problem),
            }
        }
        (if bad.is_empty() { otherwise } else { Outcome::Bad }, bad)
    }

    fn open(&mut self, path: PathBuf, choice: &FaceChoice) -> Result<FaceId, Problem> {
        let key = (path, choice.clone());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let opened = self.shelf.open(&key.0, choice).and_then(|face| match face.refusal() {
            // Found here, so that the next face of the role is tried, and not when the PDF is written.
            Some(refusal) => {
                let name = face.shown_name();
                Err(Problem::NoEmbedding { path: face.path().to_owned(), name, refusal })
            }
            None => Ok(self.number(face)),
        });
        self.known.insert(key, opened.clone());
        opened
    }

    /// The number of a face in the book; one that was chosen in another way before has its number already.
    fn number(&mut self, face: Arc<Face>) -> FaceId {
        let same = |known: &Arc<Face>| {
            known.path() == face.path() && known.index() == face.index() && known.weight() == face.weight()
        };
        let index = self.faces.iter().position(same).unwrap_or_else(|| {
            self.faces.push(face);
            self.faces.len() - 1
        });
        FaceId(index as u16)
    }
}

/// `simsun.ttc#1` is the face number 1 of a collection; a name without a number leaves the choice open.
fn file_and_index(name: &str) -> (&Path, Option<u32>) {
    let numbered = name.rsplit_once('#').and_then(|(file, number)| Some((file, Some(number.parse().ok()?))));
    let (file, index) = numbered.unwrap_or((name, None));
    (Path::new(file), index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_sign_chooses_a_face_of_a_collection() {
        assert_eq!(file_and_index("simsun.ttc#1"), (Path::new("simsun.ttc"), Some(1)));
        assert_eq!(file_and_index("Song.ttf"), (Path::new("Song.ttf"), None));
        assert_eq!(file_and_index("C#.ttf"), (Path::new("C#.ttf"), None));
    }
}
