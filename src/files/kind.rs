//! What a file is, by its first bytes: whether an output may take its place.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use memchr::memmem;

use hongtou_output::pdf;

/// Enough to recognise a format by.
const HEAD: u64 = 1024;

/// Whether a file is a PDF.
pub fn is_pdf(path: &Path) -> bool {
    // ISO 32000-1 7.5.2, and Acrobat's note 13: the header is somewhere in the first 1,024 bytes.
    memmem::find(&head(path), b"%PDF-").is_some()
}

/// Whether a file is a PDF that hongtou made.
pub fn is_own_pdf(path: &Path) -> bool {
    is_pdf(path) && fs::read(path).is_ok_and(|bytes| pdf::is_own(&bytes))
}

/// Whether a file is a PNG picture.
pub fn is_png(path: &Path) -> bool {
    head(path).starts_with(b"\x89PNG\r\n\x1A\n")
}

/// Whether a file is an SVG drawing.
pub fn is_svg(path: &Path) -> bool {
    memmem::find(&head(path), b"<svg").is_some()
}

/// Whether a file is a page with the drawings of an issue that hongtou made.
pub fn is_own_page(path: &Path) -> bool {
    let marker = format!("name=\"generator\" content=\"{}", crate::preview::GENERATOR);
    memmem::find(&head(path), marker.as_bytes()).is_some()
}

fn head(path: &Path) -> Vec<u8> {
    let mut head = Vec::new();
    if let Ok(file) = File::open(path) {
        // What cannot be read is not recognised.
        let _ = file.take(HEAD).read_to_end(&mut head);
    }
    head
}
