//! 合订本: the issues of a batch bound into one document.
//!
//! In come the issues' finished pages, out goes one PDF: a cover, a contents list, the issues in the order of their
//! dates, and if wanted an index of their articles.
//! Nothing is laid out again: an issue's pages are those of its own PDF, with the volume's running number added in
//! the upper margin. Faces are shared, so a glyph is embedded once however many issues show it.
//!
//! 1. `gather`: the issues are set, and sorted.
//! 2. `plan`: on which page each begins. Issues begin on right-hand pages, as their margins want.
//! 3. `front`: cover, contents and index are set by the layout of the first issue.
//! 4. `binder`: everything is put behind each other.

mod binder;
mod front;
mod gather;
mod index;
mod list;
mod plan;
mod words;

use crate::Workshop;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::Pages;
use hongtou_output::pdf;

use super::Order;
use binder::Binder;
use front::Front;
pub use plan::IndexBy;
use plan::Plan;

/// Binds the issues of a batch; gives the PDF and the number of its pages.
///
/// # Errors
/// Everything that is wrong with any issue, and what keeps the volume's own pages from being set.
pub fn bind(
    order: &Order,
    index: Option<IndexBy>,
    workshop: &Workshop,
) -> Result<(Vec<u8>, usize), Vec<Diagnostic>> {
    let issues = gather::gather(order, workshop)?;
    let Some(first) = issues.first() else {
        return Err(vec![Diagnostic::error(Problem::NoIssues { paths: order.paths.clone() })]);
    };
    let books: Vec<_> = issues.iter().map(|issue| issue.fonts.clone()).collect();
    let (fonts, faces) = FontBook::joined(&books);
    let front = Front::new(&issues, &first.layout, &first.fonts, index);
    // The numbers in the contents do not change how many pages it takes.
    let contents = front.contents(&Plan::none(&issues))?.pages.len();
    let plan = Plan::of(&issues, contents);
    let mut binder = Binder::new(&first.layout, &first.fonts, &front.running_title(), &faces[0]);
    binder.append_own(front.cover()?, words::COVER);
    binder.turn_to_right_hand();
    binder.append_own(front.contents(&plan)?, words::CONTENTS);
    for (issue, faces) in issues.iter().zip(&faces) {
        binder.turn_to_right_hand();
        binder.append(issue.pages.clone(), faces, &front.label(issue));
    }
    if let Some(pages) = front.index(&plan)? {
        binder.turn_to_right_hand();
        binder.append_own(pages, words::INDEX);
    }
    let pages = Pages { metadata: front.metadata(), bookmarks: front.bookmarks(&plan), ..binder.finish()? };
    Ok((pdf::write(&pages, &fonts)?, pages.pages.len()))
}
