//! Why a file cannot be written, as far as the user can do something about it.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

/// Windows: another program has the file open (`ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`).
const LOCKED_ON_WINDOWS: [i32; 2] = [32, 33];

/// Why a file cannot be written.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // The variants say what their fields are.
pub enum WriteFault {
    /// There is a folder of this name.
    IsFolder,
    /// The folder for it is not there.
    NoFolder { folder: PathBuf },
    /// What should be the folder for it is a file.
    NotAFolder { folder: PathBuf },
    /// There is a file of this name.
    Exists,
    /// The user has no right to write there.
    Denied,
    /// The disk, or the user's share of it, is full.
    Full,
    /// The disk can only be read.
    ReadOnly,
    /// Another program has the file open.
    InUse,
    /// The name is too long, or has characters that the file system does not take.
    BadName,
    /// What the system says in its own words.
    Other { reason: String },
}

impl From<&io::Error> for WriteFault {
    fn from(error: &io::Error) -> WriteFault {
        if cfg!(windows) && error.raw_os_error().is_some_and(|code| LOCKED_ON_WINDOWS.contains(&code)) {
            return WriteFault::InUse;
        }
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => WriteFault::Full,
            ErrorKind::ReadOnlyFilesystem => WriteFault::ReadOnly,
            ErrorKind::PermissionDenied => WriteFault::Denied,
            ErrorKind::AlreadyExists => WriteFault::Exists,
            ErrorKind::IsADirectory => WriteFault::IsFolder,
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => WriteFault::InUse,
            ErrorKind::InvalidFilename => WriteFault::BadName,
            _ => WriteFault::Other { reason: error.to_string() },
        }
    }
}

/// What a file is that an output may take the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// A PDF.
    Pdf,
    /// A PDF that hongtou made.
    OwnPdf,
    /// A PNG picture.
    Png,
    /// An SVG drawing.
    Svg,
    /// A page with the drawings of an issue.
    OwnPage,
    /// A report of the command that writes one.
    OwnReport,
    /// A list of recipients that hongtou made.
    OwnList,
    /// A job sheet that hongtou made.
    OwnJobSheet,
}
