//! What each role resolves to and why, for `hongtou fonts`.
//!
//! In come a layout's roles, out goes a [`Report`]: as data, as JSON, and as a text to read.

mod coverage;
mod kinds;
mod text;

use std::path::PathBuf;

use ttf_parser::{Permissions, name_id};

use super::attempt::{Attempt, Outcome};
use super::book::{FontBook, Role};
use super::resolve::resolve;
use super::{Face, FaceId, FontSearch, Shelf, names};
use coverage::Repertoire;
pub use coverage::{Count, Coverage};
use hongtou_base::diagnostic::Language;
use hongtou_format::layouts::{FacePlace, RoleSpec};
use kinds::reasons;
pub use kinds::{AttemptReport, FaceReport, Report, RoleReport};

/// Tries all faces of the roles and reports what came of each; takes some milliseconds for the counting.
pub fn report(roles: &[RoleSpec], search: &FontSearch) -> Report {
    let book = resolve(roles, search, &Shelf::default());
    let covered = |face: &Face| Repertoire::of(|character| face.has_outline_of(character));
    let repertoires: Vec<Repertoire> = book.faces().map(|(_, face)| covered(face)).collect();
    let role = |role| role_report(&book, role, &repertoires, search);
    Report {
        folders: search.folders.clone(),
        bundled_only: search.bundled_only,
        roles: book.roles.iter().map(role).collect(),
        faces: book
            .faces()
            .zip(&repertoires)
            .map(|((_, face), covered)| face_report(face, covered))
            .collect(),
    }
}

impl Report {
    /// Whether every role has a face.
    pub fn is_complete(&self) -> bool {
        self.roles.iter().all(|role| role.usable)
    }

    /// The report as indented JSON, with a line end.
    pub fn to_json(&self) -> String {
        // The data has neither maps with odd keys nor numbers that JSON lacks, and paths are made
        // readable before, so there is nothing to fail.
        serde_json::to_string_pretty(&self.readable_paths()).unwrap_or_default() + "\n"
    }

    /// The report as a text for a terminal, with a line end; no line depends on the machine but the paths.
    pub fn to_text(&self, language: Language) -> String {
        text::text(self, language)
    }

    /// Paths that are not Unicode cannot stand in JSON as they are.
    fn readable_paths(&self) -> Report {
        let readable = |path: &PathBuf| PathBuf::from(path.to_string_lossy().into_owned());
        let mut report = self.clone();
        report.folders = report.folders.iter().map(readable).collect();
        for face in &mut report.faces {
            face.path = readable(&face.path);
        }
        report
    }
}

fn role_report(book: &FontBook, role: &Role, repertoires: &[Repertoire], search: &FontSearch) -> RoleReport {
    let first = role.faces.first().map(|entry| entry.face);
    let mut covered = Repertoire::default();
    for entry in &role.faces {
        let face = &repertoires[entry.face.index()];
        if entry.hanzi_only { covered.add(&face.hanzi_only()) } else { covered.add(face) }
    }
    RoleReport {
        name: role.name.clone(),
        usable: first.is_some(),
        tried: role.attempts.iter().map(|attempt| attempt_report(book, attempt, first, search)).collect(),
        coverage: covered.coverage(),
    }
}

fn attempt_report(
    book: &FontBook,
    attempt: &Attempt,
    first: Option<FaceId>,
    search: &FontSearch,
) -> AttemptReport {
    let (outcome, why) = match attempt.outcome {
        Outcome::Opened(face) if Some(face) == first => ("first-choice", found(book.face(face), attempt)),
        Outcome::Opened(face) => ("fallback", found(book.face(face), attempt)),
        Outcome::NotInstalled => ("not-installed", "no face of this name is installed".to_owned()),
        Outcome::LeftAside => ("left-aside", "only bundled fonts are used".to_owned()),
        Outcome::NotFound => ("not-found", not_found(search)),
        Outcome::Bad => ("bad", reasons(&attempt.bad, Language::English)),
    };
    let (kind, face) = match (&attempt.spec.place, attempt.outcome) {
        (FacePlace::Installed(_), Outcome::Opened(face)) => ("installed", Some(face.index())),
        (FacePlace::Installed(_), _) => ("installed", None),
        (FacePlace::File(_), Outcome::Opened(face)) => ("file", Some(face.index())),
        (FacePlace::File(_), _) => ("file", None),
    };
    AttemptReport {
        wanted: attempt.wanted(),
        kind,
        outcome,
        why,
        face,
        raise: attempt.spec.raise,
        hanzi_only: attempt.spec.hanzi_only,
        problems: attempt.bad.clone(),
    }
}

fn found(face: &Face, attempt: &Attempt) -> String {
    let mut found = format!("found at {}", face.path().display());
    if !attempt.bad.is_empty() {
        found += &format!("; before it, {}", reasons(&attempt.bad, Language::English));
    }
    if !attempt.notes.is_empty() {
        found += &format!("; {}", reasons(&attempt.notes, Language::English));
    }
    found
}

fn not_found(search: &FontSearch) -> String {
    match search.folders.len() {
        0 => "there is no folder with fonts to look in".to_owned(),
        1 => "the folder with fonts does not have it".to_owned(),
        folders => format!("none of the {folders} folders with fonts has it"),
    }
}

fn face_report(face: &Face, covered: &Repertoire) -> FaceReport {
    let tables = face.tables();
    FaceReport {
        path: face.path().to_owned(),
        index: face.index(),
        weight: face.weight(),
        family: name(face, name_id::TYPOGRAPHIC_FAMILY).or_else(|| name(face, name_id::FAMILY)),
        version: name(face, name_id::VERSION),
        postscript_name: name(face, name_id::POST_SCRIPT_NAME),
        embedding: match tables.permissions() {
            Some(Permissions::Installable) => "installable",
            Some(Permissions::Editable) => "editable",
            Some(Permissions::PreviewAndPrint) => "preview-and-print",
            Some(Permissions::Restricted) => "restricted",
            None => "unknown",
        },
        subsetting: tables.is_subsetting_allowed(),
        coverage: covered.coverage(),
    }
}

/// A name of the face: in Chinese if it is there, else the first that can be read.
fn name(face: &Face, id: u16) -> Option<String> {
    let of_id = || face.tables().names().into_iter().filter(move |name| name.name_id == id);
    let chinese = of_id().find(|name| name.language().primary_language() == "Chinese");
    chinese.and_then(|name| names::text(&name)).or_else(|| of_id().find_map(|name| names::text(&name)))
}
