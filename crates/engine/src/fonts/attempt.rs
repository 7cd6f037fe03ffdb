//! What came of one face that a role names.

use super::face::FaceId;
use hongtou_base::diagnostic::Problem;
use hongtou_format::layouts::{FacePlace, FaceSpec};

/// What came of one face that a role names.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub spec: FaceSpec,
    pub outcome: Outcome,
    /// Files that were there and are no usable fonts.
    pub bad: Vec<Problem>,
    /// What a user should know of the face that was opened.
    pub notes: Vec<Problem>,
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
