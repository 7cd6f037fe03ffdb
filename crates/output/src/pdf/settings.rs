//! What a PDF is for, and what it therefore promises.

use super::profile::OutputProfile;
use hongtou_base::diagnostic::{Problem, Statement};
use hongtou_engine::page::Metadata;

/// What a PDF is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// Print, archive and screen reader at once: PDF/X-4, PDF/A-2u, PDF/UA-1.
    #[default]
    Print,
    /// A print shop alone: PDF/X-4, without tags.
    X4,
    /// An archive and screen readers: PDF/A-2u, PDF/UA-1.
    A2u,
    /// Nothing of all that: the smallest file.
    Plain,
}

/// How a PDF is written.
#[derive(Debug, Clone)]
pub struct Settings {
    /// What it is for.
    pub purpose: Purpose,
    /// Whether its text is tagged, if its purpose has tags: without them it is not PDF/UA.
    pub tags: bool,
    /// The printing process that it is made for, if its purpose names one.
    pub profile: OutputProfile,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { purpose: Purpose::default(), tags: true, profile: OutputProfile::default() }
    }
}

impl Settings {
    /// Nothing but the pages, their texts and bookmarks.
    pub fn plain() -> Settings {
        Settings { purpose: Purpose::Plain, ..Settings::default() }
    }

    /// The standards that the file follows.
    pub(super) fn standards(&self) -> Standards {
        let (x4, a2u) = match self.purpose {
            Purpose::Print => (true, true),
            Purpose::X4 => (true, false),
            Purpose::A2u => (false, true),
            Purpose::Plain => (false, false),
        };
        Standards { x4, a2u, ua1: a2u && self.tags }
    }
}

/// The standards that a file follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standards {
    /// PDF/X-4 (ISO 15930-7).
    pub x4: bool,
    /// PDF/A-2, level U (ISO 19005-2).
    pub a2u: bool,
    /// PDF/UA-1 (ISO 14289-1).
    pub ua1: bool,
}

impl Standards {
    /// Whether the file follows one that wants an output intent and XMP.
    pub fn any(self) -> bool {
        self.x4 || self.a2u || self.ua1
    }

    /// What a document does not say and must, for these standards: all of it.
    ///
    /// A title: ISO 15930-7 and ISO 14289-1, 7.1. Dates: ISO 15930-7. A language: ISO 14289-1, 7.2.
    pub fn unstated(self, metadata: &Metadata) -> Vec<Problem> {
        let missing = [
            (metadata.title.trim().is_empty() && (self.x4 || self.ua1), Statement::Title),
            (metadata.date.is_none() && self.x4, Statement::Date),
            (metadata.language.is_empty() && self.ua1, Statement::Language),
        ];
        missing
            .into_iter()
            .filter(|(missing, _)| *missing)
            .map(|(_, what)| Problem::Unstated { what })
            .collect()
    }
}
