//! Writing files whole or not at all: to a temporary file in the same folder, which then takes the name.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

use hongtou::diagnostic::{Diagnostic, Problem};
use hongtou::pdf::Failure;
use hongtou::whole_file;

/// What is to be removed when the user presses Ctrl-C.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// How much is gathered before it is written.
const BUFFER: usize = 1 << 16;

/// What a shell reports for a program that Ctrl-C ended.
pub const INTERRUPTED: i32 = 130;

/// Finds out before the work begins whether there is anywhere to write.
///
/// # Errors
/// A folder that is missing, or a folder in the place of the file.
pub fn prepare(path: &Path) -> Result<(), Vec<Diagnostic>> {
    if path.is_dir() {
        return Err(cannot_write(path, "this is a folder"));
    }
    let folder = folder_of(path);
    match fs::metadata(folder) {
        Ok(data) if data.is_dir() => Ok(()),
        Ok(_) => Err(cannot_write(path, &format!("{} is no folder", folder.display()))),
        Err(_) => Err(cannot_write(path, &format!("there is no folder {}", folder.display()))),
    }
}

/// Writes a file; if that fails, what was there before is still there.
///
/// # Errors
/// What the file system says.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Vec<Diagnostic>> {
    write_with(path, |out| Ok(out.write_all(bytes)?))
}

/// The same for a file that is written while it is made.
///
/// # Errors
/// What the file system says, and what `fill` does.
pub fn write_with(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>,
) -> Result<(), Vec<Diagnostic>> {
    prepare(path)?;
    // A link stays a link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let is_device = fs::metadata(&target).is_ok_and(|data| !data.is_file());
    let written = if is_device { fill_device(&target, fill) } else { replace(&target, fill) };
    written.map_err(|failure| match failure {
        Failure::Problems(problems) => problems,
        Failure::File(error) => cannot_write(path, &error.to_string()),
    })
}

fn fill_device(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut out = BufWriter::new(fs::OpenOptions::new().write(true).open(path)?);
    fill(&mut out)?;
    Ok(out.flush()?)
}

fn replace(path: &Path, fill: impl FnOnce(&mut dyn Write) -> Result<(), Failure>) -> Result<(), Failure> {
    remove_on_interrupt();
    let file = whole_file::temporary_in(folder_of(path))?;
    let temporary = file.path().to_owned();
    lock().push(temporary.clone());
    let mut out = BufWriter::with_capacity(BUFFER, file);
    let filled =
        fill(&mut out).and_then(|()| Ok(out.into_inner().map_err(io::IntoInnerError::into_error)?));
    // Where writing failed, dropping the file removes it.
    let renamed = filled.and_then(|file| Ok(file.persist(path).map(drop).map_err(|error| error.error)?));
    lock().retain(|waiting| *waiting != temporary);
    renamed
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

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// That a file cannot be written.
pub fn cannot_write(path: &Path, reason: &str) -> Vec<Diagnostic> {
    let problem = Problem::CannotWrite { path: path.to_owned(), reason: reason.to_owned() };
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
}
