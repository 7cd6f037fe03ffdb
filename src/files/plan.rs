//! The files of a run, and whether they keep apart.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::identity::{marks, target_of};
use super::kind::{is_own_page, is_own_pdf, is_pdf, is_png, is_svg};
use hongtou_base::diagnostic::{Diagnostic, OutputKind, Problem, WriteFault};
use hongtou_base::whole_file::folder_of;
use hongtou_engine::fonts::FontBook;
use hongtou_format::layouts::Layout;

/// Which file an output may take the place of.
#[derive(Debug, Clone, Copy)]
pub enum Replaces {
    /// None, unless it is forced.
    Nothing,
    /// None, whatever the user says: the command has no such option.
    Never,
    /// One of this kind; the function recognises it.
    Kind(OutputKind, fn(&Path) -> bool),
    /// Any one: the command has other means to know it for its own.
    Anything,
}

impl Replaces {
    /// A PDF, whoever made it: the user named the file.
    pub const PDF: Replaces = Replaces::Kind(OutputKind::Pdf, is_pdf);
    /// A PDF that hongtou made: hongtou chose the name.
    pub const OWN_PDF: Replaces = Replaces::Kind(OutputKind::OwnPdf, is_own_pdf);
    /// A PNG picture.
    pub const PNG: Replaces = Replaces::Kind(OutputKind::Png, is_png);
    /// An SVG drawing.
    pub const SVG: Replaces = Replaces::Kind(OutputKind::Svg, is_svg);
    /// A page with drawings that hongtou made.
    pub const OWN_PAGE: Replaces = Replaces::Kind(OutputKind::OwnPage, is_own_page);
}

/// What a run reads and what it writes.
#[derive(Debug, Clone, Default)]
pub struct FilePlan {
    inputs: Vec<PathBuf>,
    outputs: Vec<Output>,
    /// Folders that the command makes itself.
    folders: Vec<PathBuf>,
    force: bool,
}

#[derive(Debug, Clone)]
struct Output {
    path: PathBuf,
    replaces: Replaces,
}

impl FilePlan {
    /// A plan without files; with `force` any file is replaced that the run does not read.
    pub fn new(force: bool) -> FilePlan {
        FilePlan { force, ..FilePlan::default() }
    }

    /// Adds a file that is read.
    pub fn reads(&mut self, path: &Path) {
        self.inputs.push(path.to_owned());
    }

    /// Adds the layout that the command line names, if it names a file.
    pub fn reads_named_layout(&mut self, name: Option<&str>) {
        let files = name.filter(|name| name.ends_with(".toml"));
        self.inputs.extend(files.map(PathBuf::from));
    }

    /// Adds what a layout was read from, with its fonts and its output profile.
    pub fn reads_layout(&mut self, layout: &Layout, fonts: &FontBook) {
        // A bundled layout has a name that is not a path; then there is no such file, and nothing to keep.
        self.inputs.extend(layout.sources.iter().map(|source| PathBuf::from(&source.name)));
        self.inputs.extend(layout.output_profile.iter().map(|profile| profile.path.clone()));
        self.inputs.extend(fonts.faces().map(|(_, face)| face.path().to_owned()));
    }

    /// Adds a file that is written.
    pub fn writes(&mut self, path: &Path, replaces: Replaces) {
        self.outputs.push(Output { path: path.to_owned(), replaces });
    }

    /// Adds a folder that the command makes if it is not there.
    pub fn makes_folder(&mut self, folder: &Path) {
        self.folders.push(folder.to_owned());
    }

    /// Holds all files against each other, and the outputs against what is there.
    ///
    /// # Errors
    /// Everything that is in the way, at once.
    pub fn check(&self) -> Result<(), Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut known = HashMap::new();
        for input in &self.inputs {
            for mark in marks(input) {
                known.entry(mark).or_insert((input, true));
            }
        }
        for output in &self.outputs {
            let marks = marks(&output.path);
            if let Some((other, is_input)) = marks.iter().find_map(|mark| known.get(mark)).copied() {
                problems.push(clash(output, other, is_input));
                continue;
            }
            known.extend(marks.into_iter().map(|mark| (mark, (&output.path, false))));
            problems.extend(self.in_the_way(output));
        }
        if problems.is_empty() {
            return Ok(());
        }
        Err(problems.into_iter().map(Diagnostic::error).collect())
    }

    /// Why an output cannot be written where nothing else of the run is in its way.
    fn in_the_way(&self, output: &Output) -> Option<Problem> {
        let path = &output.path;
        let cannot_write = |fault| Some(Problem::CannotWrite { path: path.clone(), fault });
        if names_folder(path) && !path.is_dir() {
            let folder = path.components().collect::<PathBuf>();
            return cannot_write(match folder.exists() {
                true => WriteFault::NotAFolder { folder },
                false => WriteFault::NoFolder { folder },
            });
        }
        let target = target_of(path);
        let Ok(there) = fs::metadata(&target) else {
            let folder = folder_of(&target);
            return match fs::metadata(folder) {
                Ok(data) if data.is_dir() => None,
                Ok(_) => cannot_write(WriteFault::NotAFolder { folder: folder.to_owned() }),
                Err(_) if self.folders.iter().any(|made| folder.starts_with(made)) => None,
                Err(_) => cannot_write(WriteFault::NoFolder { folder: folder.to_owned() }),
            };
        };
        if there.is_dir() {
            return cannot_write(WriteFault::IsFolder);
        }
        // Somebody made an empty file to keep the name, and a device is not replaced.
        if self.force || !there.is_file() || there.len() == 0 {
            return None;
        }
        match output.replaces {
            Replaces::Anything => None,
            Replaces::Never => cannot_write(WriteFault::Exists),
            Replaces::Nothing => Some(Problem::WouldOverwrite { path: path.clone() }),
            Replaces::Kind(kind, is_one) => {
                (!is_one(&target)).then(|| Problem::WouldReplace { path: path.clone(), kind })
            }
        }
    }
}

/// Whether a path ends as those of folders do, which `Path` itself overlooks.
fn names_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}

fn clash(output: &Output, other: &Path, is_input: bool) -> Problem {
    let (path, other) = (output.path.clone(), other.to_owned());
    match is_input {
        true => Problem::OutputIsInput { path, input: other },
        false => Problem::OutputTwice { path, other },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(plan: &FilePlan) -> Vec<&'static str> {
        let problems = plan.check().err().unwrap_or_default();
        problems.iter().map(|problem| problem.problem.code()).collect()
    }

    #[test]
    fn everything_in_the_way_is_named_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for (name, text) in [("a.toml", "a"), ("old.pdf", "%PDF-1.7"), ("notes.pdf", "notes"), ("empty", "")]
        {
            fs::write(path(name), text).unwrap();
        }
        let pdf = Replaces::PDF;
        let mut plan = FilePlan::new(false);
        plan.reads(&path("a.toml"));
        for name in ["A.toml", "old.pdf", "new.pdf", "NEW.pdf", "notes.pdf", "empty", "no/new.pdf", ""] {
            plan.writes(&path(name), pdf);
        }
        plan.writes(&path("a.toml/new.pdf"), pdf);
        let found = [
            "output-is-input",
            "output-twice",
            "would-replace",
            "cannot-write",
            "cannot-write",
            "cannot-write",
        ];
        assert_eq!(codes(&plan), found);
        plan.force = true;
        assert_eq!(codes(&plan).len(), found.len() - 1, "only what is there is forced");
    }

    #[test]
    fn folders_that_are_made_need_not_be_there() {
        let folder = tempfile::tempdir().unwrap();
        let mut plan = FilePlan::new(false);
        plan.writes(&folder.path().join("new/a.pdf"), Replaces::Nothing);
        assert_eq!(codes(&plan), ["cannot-write"]);
        plan.makes_folder(&folder.path().join("new"));
        assert_eq!(codes(&plan), [""; 0]);
    }

    #[cfg(unix)]
    #[test]
    fn any_number_of_outputs_can_go_to_a_device() {
        let mut plan = FilePlan::new(false);
        plan.reads("/dev/null".as_ref());
        plan.writes("/dev/null".as_ref(), Replaces::Nothing);
        plan.writes("/dev/null".as_ref(), Replaces::Nothing);
        assert_eq!(codes(&plan), [""; 0]);
    }
}
