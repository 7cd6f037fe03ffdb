//! What keeps the preview from writing a file.

use std::path::Path;

use hongtou_base::diagnostic::{Diagnostic, Problem};

pub fn cannot_write(path: &Path, error: &std::io::Error) -> Vec<Diagnostic> {
    let problem = Problem::CannotWrite { path: path.to_owned(), fault: error.into() };
    vec![Diagnostic::error(problem)]
}
