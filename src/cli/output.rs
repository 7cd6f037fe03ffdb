//! Writing files whole or not at all: to temporary files in the same folders, which then take the names together.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

use hongtou::diagnostic::{Diagnostic, Problem, WriteFault};
use hongtou::files::target_of;
use hongtou::pdf::Failure;
use hongtou::whole_file;
use tempfile::NamedTempFile;

/// What is to be removed when the user presses Ctrl-C.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// How much is gathered before it is written.
const BUFFER: usize = 1 << 16;

/// What a shell reports for a program that Ctrl-C ended.
pub const INTERRUPTED: i32 = 130;

/// Writes one file; if that fails, what was there before is still there.
///
/// # Errors
/// What the file system says.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
    let mut files = StagedFiles::default();
    files.add(path, bytes)?;
    files.commit()
}

/// Files of a run that take their names together: all of them, or none.
#[derive(Default)]
pub struct StagedFiles {
    files: Vec<Staged>,
    /// Files that go when the others have their names.
    outdated: Vec<PathBuf>,
    /// Dropped after the files in it.
    folder: Option<NewFolder>,
}

/// A file that is written and has not its name yet.
struct Staged {
    /// As the user wrote it.
    path: PathBuf,
    /// Where it goes: a link stays a link.
    target: PathBuf,
    file: NamedTempFile,
}

impl StagedFiles {
    /// Makes a folder for files; it is removed where no file comes to be in it.
    ///
    /// # Errors
    /// What the file system says.
    pub fn make_folder(&mut self, folder: &Path) -> Result<(), Vec<Diagnostic>> {
        if !folder.is_dir() {
            fs::create_dir(folder).map_err(|error| cannot_write(folder, &error))?;
            self.folder = Some(NewFolder(folder.to_owned()));
        }
        Ok(())
    }

    /// Adds a file.
    ///
    /// # Errors
    /// What the file system says.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
        self.add_with(path, |out| Ok(out.write_all(bytes)?))
    }

    /// Adds a file that is written while it is made.
    ///
    /// # Errors
    /// What the file system says, and what `fill` does.
    pub fn add_with(
        &mut self,
        path: &Path,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<(), Vec<Diagnostic>> {
        let target = target_of(path);
        let is_device = fs::metadata(&target).is_ok_and(|data| !data.is_file() && !data.is_dir());
        let staged = if is_device { fill_device(&target, fill) } else { self.stage(path, target, fill) };
        staged.map_err(|failure| match failure {
            Failure::Problems(problems) => problems,
            Failure::File(error) => cannot_write(path, &error),
        })
    }

    fn stage(
        &mut self,
        path: &Path,
        target: PathBuf,
        fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut out = BufWriter::with_capacity(BUFFER, temporary_for(&target)?);
        fill(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        self.files.push(Staged { path: path.to_owned(), target, file });
        Ok(())
    }

    /// Adds a file that is removed when the others have their names.
    pub fn outdate(&mut self, path: PathBuf) {
        self.outdated.push(path);
    }

    /// Gives all files their names; where one cannot have its own, everything is as it was before.
    ///
    /// # Errors
    /// What the file system says.
    pub fn commit(mut self) -> Result<(), Vec<Diagnostic>> {
        // Ctrl-C waits until it is one or the other.
        let mut temporary = lock();
        let mut before = Vec::new();
        let renamed = self.rename_all(&mut temporary, &mut before);
        match renamed {
            Err(_) => before.into_iter().rev().for_each(Kept::restore),
            Ok(()) => self.folder.take().into_iter().for_each(NewFolder::keep),
        }
        renamed
    }

    fn rename_all(
        &mut self,
        temporary: &mut Vec<PathBuf>,
        before: &mut Vec<Kept>,
    ) -> Result<(), Vec<Diagnostic>> {
        for Staged { path, target, file } in self.files.drain(..) {
            let name = file.path().to_owned();
            let renamed = keep(&target, before).and_then(|()| Ok(file.persist(&target).map(drop)?));
            temporary.retain(|waiting| *waiting != name);
            renamed.map_err(|error| cannot_write(&path, &error))?;
        }
        for path in &self.outdated {
            keep(path, before)
                .and_then(|()| fs::remove_file(path))
                .map_err(|error| cannot_write(path, &error))?;
        }
        Ok(())
    }
}

impl Drop for StagedFiles {
    fn drop(&mut self) {
        let dropped: Vec<PathBuf> =
            self.files.drain(..).map(|staged| staged.file.path().to_owned()).collect();
        lock().retain(|waiting| !dropped.contains(waiting));
    }
}

/// A name as it was before a file took it.
struct Kept {
    target: PathBuf,
    /// The file that had the name; nothing where there was none.
    file: Option<tempfile::TempPath>,
}

/// Keeps what has a name now, so that it can be given back.
fn keep(target: &Path, before: &mut Vec<Kept>) -> io::Result<()> {
    let file = match fs::metadata(target) {
        Ok(data) if data.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(_) => Some(second_name(target)?),
        Err(_) => None,
    };
    before.push(Kept { target: target.to_owned(), file });
    Ok(())
}

/// A second name for a file, or a copy where the file system knows no second names.
fn second_name(target: &Path) -> io::Result<tempfile::TempPath> {
    let spare = whole_file::temporary_in(whole_file::folder_of(target))?.into_temp_path();
    fs::remove_file(&spare)?;
    fs::hard_link(target, &spare).or_else(|_| fs::copy(target, &spare).map(drop))?;
    Ok(spare)
}

impl Kept {
    fn restore(self) {
        // Nothing more can be done where the disk refuses this, too.
        let _ = match self.file {
            Some(file) => file.persist(&self.target).map_err(io::Error::from),
            None => fs::remove_file(&self.target),
        };
    }
}

/// A folder that goes when it is dropped, if it is empty.
struct NewFolder(PathBuf);

impl NewFolder {
    fn keep(mut self) {
        self.0 = PathBuf::new();
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        // One with somebody's file in it stays.
        let _ = fs::remove_dir(&self.0);
    }
}

fn fill_device(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
    fill(&mut out)?;
    Ok(out.flush()?)
}

/// A temporary file beside the target, which Ctrl-C removes.
fn temporary_for(target: &Path) -> io::Result<NamedTempFile> {
    remove_on_interrupt();
    let mut temporary = lock();
    let file = whole_file::temporary_in(whole_file::folder_of(target))?;
    temporary.push(file.path().to_owned());
    Ok(file)
}

/// Sets the handler up when the first file is written: before that there is nothing to remove.
fn remove_on_interrupt() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let handler = || {
            for path in lock().drain(..) {
                let _ = fs::remove_file(path);
            }
            std::process::exit(INTERRUPTED);
        };
        // Without a handler Ctrl-C still ends the program; only a temporary file may stay. A batch has its own.
        let _ = ctrlc::set_handler(handler);
    });
}

fn lock() -> std::sync::MutexGuard<'static, Vec<PathBuf>> {
    TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner)
}

/// That a file cannot be written.
pub fn cannot_write(path: &Path, fault: impl Into<WriteFault>) -> Vec<Diagnostic> {
    let problem = Problem::CannotWrite { path: path.to_owned(), fault: fault.into() };
    vec![Diagnostic::error(problem)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("issue.pdf");
        write(&path, b"first").unwrap();
        write(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(names_in(folder.path()), ["issue.pdf"]);
    }

    #[test]
    #[cfg(unix)]
    fn the_file_can_be_read_by_those_who_can_read_any_new_file() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("ours"), folder.path().join("plain"));
        write(&ours, b"").unwrap();
        fs::write(&plain, b"").unwrap();
        let mode = |path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }

    #[test]
    fn folders_are_no_files_and_missing_folders_are_named() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().to_owned(), folder.path().join("no/issue.pdf")] {
            let problems = write(&path, b"").unwrap_err();
            assert_eq!(problems[0].problem.code(), "cannot-write");
        }
        assert_eq!(names_in(folder.path()), [""; 0]);
    }

    #[test]
    fn where_one_file_cannot_have_its_name_all_names_are_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("old"), "before").unwrap();
        let mut files = StagedFiles::default();
        for name in ["old", "new", "taken"] {
            files.add(&path(name), b"after").unwrap();
        }
        // Somebody makes a folder of this name meanwhile.
        fs::create_dir(path("taken")).unwrap();
        assert!(files.commit().is_err());
        assert_eq!(fs::read_to_string(path("old")).unwrap(), "before");
        assert_eq!(names_in(folder.path()), ["old", "taken"]);
    }

    #[test]
    fn where_an_outdated_file_cannot_go_all_names_are_as_before() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["old", "outdated"] {
            fs::write(path(name), "before").unwrap();
        }
        fs::create_dir(path("folder")).unwrap();
        for (outdated, succeeds) in [(["outdated", "folder"].as_slice(), false), (&["outdated"], true)] {
            let mut files = StagedFiles::default();
            files.add(&path("old"), b"after").unwrap();
            outdated.iter().for_each(|name| files.outdate(path(name)));
            assert_eq!(files.commit().is_ok(), succeeds);
            assert_eq!(fs::read_to_string(path("old")).unwrap() == "after", succeeds);
            assert_eq!(path("outdated").exists(), !succeeds);
        }
        assert_eq!(names_in(folder.path()), ["folder", "old"]);
    }

    #[test]
    fn a_folder_for_files_that_never_came_is_not_left() {
        let folder = tempfile::tempdir().unwrap();
        let new = folder.path().join("new");
        let mut files = StagedFiles::default();
        files.make_folder(&new).unwrap();
        files.add(&new.join("a"), b"a").unwrap();
        drop(files);
        assert_eq!(names_in(folder.path()), [""; 0]);

        let mut files = StagedFiles::default();
        files.make_folder(&new).unwrap();
        files.add(&new.join("a"), b"a").unwrap();
        files.commit().unwrap();
        assert_eq!(names_in(&new), ["a"]);
    }
}
