//! What the report on a layout's faces says.

use std::path::PathBuf;

use serde::Serialize;

use super::coverage::Coverage;
use hongtou_base::diagnostic::{Language, Problem, words};

/// What the roles of a layout resolve to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The folders that files were looked for in, the first choice first.
    pub folders: Vec<PathBuf>,
    /// Whether installed faces were left aside.
    pub bundled_only: bool,
    /// The roles, in the layout's order.
    pub roles: Vec<RoleReport>,
    /// The faces that the roles use; [`AttemptReport::face`] counts them from 0.
    pub faces: Vec<FaceReport>,
}

/// What one role resolves to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoleReport {
    /// The role's name.
    pub name: String,
    /// Whether it has a face at all.
    pub usable: bool,
    /// The faces that were tried, in order.
    pub tried: Vec<AttemptReport>,
    /// What its faces cover together.
    pub coverage: Coverage,
}

/// What came of one face that a role names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AttemptReport {
    /// What the layout asks for: a family name or a file.
    pub wanted: String,
    /// `installed` or `file`.
    pub kind: &'static str,
    /// `first-choice`, `fallback`, `not-installed`, `left-aside`, `not-found` or `bad`.
    pub outcome: &'static str,
    /// The outcome in words, with the reason.
    pub why: String,
    /// The face, if one was found: an index into [`Report::faces`].
    pub face: Option<usize>,
    /// How far its glyphs are raised, in thousandths of an em.
    pub raise: i32,
    /// Whether only hanzi are taken from it.
    pub hanzi_only: bool,
    /// What is wrong with the files that were there.
    #[serde(skip)]
    pub problems: Vec<Problem>,
}

/// One face.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FaceReport {
    /// The file.
    pub path: PathBuf,
    /// Its number in a collection, otherwise 0.
    pub index: u32,
    /// The weight that it is set in, if it is a variable font and a weight is asked for.
    pub weight: Option<u16>,
    /// The family name: Chinese if the font has one.
    pub family: Option<String>,
    /// The version, as the font has it.
    pub version: Option<String>,
    /// The PostScript name.
    pub postscript_name: Option<String>,
    /// What the font's maker allows (`fsType`): `installable`, `editable`, `preview-and-print`,
    /// `restricted`; `unknown` if the font does not say.
    pub embedding: &'static str,
    /// Whether a part of the font may be embedded.
    pub subsetting: bool,
    /// What it covers.
    pub coverage: Coverage,
}

/// What is wrong, one after the other.
pub(super) fn reasons(problems: &[Problem], language: Language) -> String {
    let join = if language == Language::Chinese { "；" } else { "; " };
    problems.iter().map(|problem| words(problem, language).message).collect::<Vec<_>>().join(join)
}
