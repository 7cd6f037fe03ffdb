//! Ctrl-C: the first ends the batch after the issues that are under way, the second at once.

use std::sync::atomic::{AtomicBool, Ordering};

use hongtou::diagnostic::{Note, note};

use crate::cli::Console;
use crate::cli::output::INTERRUPTED;

static PRESSED: AtomicBool = AtomicBool::new(false);

/// Whether Ctrl-C was pressed.
pub fn pressed() -> bool {
    PRESSED.load(Ordering::Relaxed)
}

/// Listens from now on.
pub fn listen(console: &Console) {
    let text = note(&Note::Stopping, console.language());
    let handler = move || {
        if PRESSED.swap(true, Ordering::Relaxed) {
            // Temporary files stay in the batch's own folder, which the next batch clears.
            std::process::exit(INTERRUPTED);
        }
        eprintln!("\n{text}");
    };
    // Without a handler Ctrl-C ends the program at once, which a batch survives too.
    let _ = ctrlc::set_handler(handler);
}
