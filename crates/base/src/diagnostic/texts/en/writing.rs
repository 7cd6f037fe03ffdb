//! What is said in English about files that cannot be written, or had better not be.

use std::path::Path;

use crate::diagnostic::texts::words::{Words, say};
use crate::diagnostic::{OutputKind, WriteFault};

pub fn cannot_write(path: &Path, fault: &WriteFault) -> Words {
    let (reason, hint) = match fault {
        WriteFault::IsFolder => ("it is a folder".to_owned(), "write the name of a file in it"),
        WriteFault::NoFolder { folder } => {
            (format!("there is no folder {}", folder.display()), "make the folder first, or correct its name")
        }
        WriteFault::NotAFolder { folder } => {
            (format!("{} is a file, not a folder", folder.display()), "choose a folder that exists")
        }
        WriteFault::Exists => (
            "there is a file of this name already".to_owned(),
            "choose another name, or remove the file first",
        ),
        WriteFault::Denied => (
            "you have no permission to write there".to_owned(),
            "choose a folder of your own, or ask the administrator for the permission",
        ),
        WriteFault::Full => {
            ("the disk is full".to_owned(), "make room on the disk, or choose a folder on another one")
        }
        WriteFault::ReadOnly => {
            ("the disk can only be read".to_owned(), "choose a folder on a disk that can be written to")
        }
        WriteFault::InUse => {
            ("another program has the file open".to_owned(), "close it there, or choose another name")
        }
        WriteFault::BadName => {
            ("the disk does not take this name".to_owned(), "choose a shorter name of ordinary characters")
        }
        WriteFault::Other { reason } => (reason.clone(), "check the folder and the disk"),
    };
    say(format!("cannot write {}: {reason}", path.display()), "", hint)
}

pub fn output_is_input(path: &Path, input: &Path) -> Words {
    let message = if path == input {
        format!("{} is read by this run, and would be written over", path.display())
    } else {
        format!("{} is the same file as {}, which this run reads", path.display(), input.display())
    };
    say(message, "", "choose another name for the output; names that differ in case alone count as the same")
}

pub fn output_twice(path: &Path, other: &Path) -> Words {
    let message = if path == other {
        format!("this run would write {} twice", path.display())
    } else {
        format!("{} and {} are the same file, and this run would write both", other.display(), path.display())
    };
    say(message, "", "choose another name for one of them; names that differ in case alone count as the same")
}

pub fn would_replace(path: &Path, kind: OutputKind) -> Words {
    let kind = match kind {
        OutputKind::Pdf => "a PDF",
        OutputKind::OwnPdf => "a PDF made by hongtou",
        OutputKind::Png => "a PNG picture",
        OutputKind::Svg => "an SVG drawing",
        OutputKind::OwnPage => "a page made by hongtou",
        OutputKind::OwnReport => "an older report of this command",
        OutputKind::OwnList => "an allotment list made by hongtou",
        OutputKind::OwnJobSheet => "a job sheet made by hongtou",
    };
    say(
        format!("{} is there already, and is not {kind}", path.display()),
        "",
        "choose another name for the output, or replace the file with --force",
    )
}
