//! Files that are written whole or not at all: to a temporary file, which then takes the name.

use std::io;
use std::path::Path;

use tempfile::NamedTempFile;

/// What the names of temporary files end in.
pub const ENDING: &str = ".part";

/// A temporary file in a folder; it goes when it is dropped without having been given a name.
///
/// # Errors
/// What the file system says.
pub fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".hongtou-").suffix(ENDING);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any other new file: what the umask leaves of this. A temporary file's own would be 600.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// The folder that a path is in; the current one for a bare name.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
