//! A file that is read whole, if it is not too large.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::Problem;

/// Reads a file of at most `limit` bytes.
///
/// A device or a pipe may have no end and says nothing of its size, so not much more than `limit` is ever read.
///
/// # Errors
/// A file that cannot be read, or that has more.
pub fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Problem> {
    let failed =
        |error: std::io::Error| Problem::CannotRead { path: path.to_owned(), reason: error.to_string() };
    let file = File::open(path).map_err(failed)?;
    let size = file.metadata().map_err(failed)?.len();
    let too_large = |size| Problem::FileTooLarge { path: path.to_owned(), size, limit };
    if size > limit {
        return Err(too_large(Some(size)));
    }
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit { Err(too_large(None)) } else { Ok(bytes) }
}
