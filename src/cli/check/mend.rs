//! `--fix`: what a machine can mend, and nothing else in the file.

use std::io::IsTerminal;
use std::path::Path;

use hongtou::Workshop;
use hongtou::diagnostic::{Diagnostic, Note, Source};
use hongtou::doubled::doubled_labels;
use hongtou::issue::Issue;
use hongtou::proof::{Beside, Fixes, diff, fix, proofread_beside};

use super::{Console, output};

/// Mending one thing may bring out the next; so often is enough.
const MOST_ROUNDS: usize = 4;
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Mends a file, or shows what would be mended.
///
/// # Errors
/// Everything that is wrong with the file, and what the file system says.
pub fn mend(
    path: &Path,
    workshop: &Workshop,
    fixes: Fixes,
    dry_run: bool,
    console: &Console,
) -> Result<(), Vec<Diagnostic>> {
    let before = Source::read(path)?;
    if let Some(encoding) = before.encoding {
        if !dry_run {
            output::write(path, before.text.as_bytes())?;
        }
        console.say_note(&Note::SavedAsUtf8 { path: path.to_owned(), encoding, done: !dry_run });
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let layout = workshop.setting(&Issue::parse(&before)?, folder)?;
    let around = hongtou::review::switches(path, &layout.layout)?;
    let (mut text, mut mended) = (before.text.clone(), 0);
    for _ in 0..MOST_ROUNDS {
        let issue = Issue::parse(&Source::new(before.name.clone(), text.clone()))?;
        let switches = around.clone().and_of(&issue)?;
        let doubled = doubled_labels(&issue, &layout.layout);
        let found = proofread_beside(&issue, &Beside::default(), &doubled, &switches);
        let (fixed, count) = fix(&text, &found, fixes);
        if count == 0 {
            break;
        }
        (text, mended) = (fixed, mended + count);
    }
    if mended == 0 {
        return Ok(());
    }
    if dry_run {
        let difference = diff(&before.name, &before.text, &text);
        // A difference that is piped on must be the bytes of the file.
        if std::io::stdout().is_terminal() {
            console.write_text(&difference)?;
        } else {
            console.write(difference.as_bytes())?;
        }
    } else {
        // The source leaves the mark out, and the file keeps it.
        let marked = std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(BYTE_ORDER_MARK));
        let mark = if marked { BYTE_ORDER_MARK } else { b"" };
        output::write(path, &[mark, text.as_bytes()].concat())?;
    }
    console.say_note(&Note::Mended { path: path.to_owned(), count: mended, done: !dry_run });
    Ok(())
}
