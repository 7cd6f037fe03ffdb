//! What a run reads and what it writes: nothing that is read is written over, and nothing is lost unasked.
//!
//! Every command puts the names of its files into a [`FilePlan`] and has it checked before it works.
//! The rule is the same for all of them:
//!
//! 1. No output is an input, and no two outputs are one file. Links lead to the file that they point to, and names
//!    that differ in case alone are the same name, because many file systems take them for one.
//! 2. A file that is there already is replaced only where the user expects it: by a file of the same kind where the
//!    user named it, by one that hongtou made itself where hongtou chose the name. All else needs `--force`.
//! 3. The folder that a file is to be written to is there, unless the command makes it.

mod identity;
mod kind;
mod plan;

pub use identity::target_of;
pub use kind::is_own_pdf;
pub use plan::{FilePlan, Replaces};
