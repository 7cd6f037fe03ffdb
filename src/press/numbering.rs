//! 份号: the number of each copy (GB/T 9704 7.2.1), in the place and the style that the layout gives it.
//!
//! A copy is set with a number as the issue would have it; then the number is taken off the page, and its digits are
//! exchanged for those of every other copy. It is found by the field that its characters come from, never by what they
//! look like: a code or a name may have the same digits. Digits are equally wide in every face that offices set numbers with.

use crate::workshop::Job;
use hongtou_base::diagnostic::Problem;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{GlyphRun, Item, Pages};
use hongtou_format::toml_file::{Placed, Text};

use hongtou_output::run::Numbers;

/// The field of the issue that has the number.
const FIELD: &str = "masthead.copy_number";

/// Gives the issue a number, so that the layout sets it, and makes way for it.
pub fn ask_for(job: &mut Job, first: u32, digits: usize) {
    let start = job.issue.masthead.title.span.start;
    let placed = Placed { value: written(first, digits), span: start..start };
    job.issue.masthead.copy_number = Some(Text::locate(placed, &job.issue.source));
}

fn written(number: u32, digits: usize) -> String {
    format!("{number:0digits$}")
}

/// Takes the number off the pages.
///
/// # Errors
/// A layout without a place for it or with several, numbers that have more digits than there is room for, a face without digits.
pub fn take_off(
    pages: &mut Pages,
    fonts: &FontBook,
    (first, copies, digits): (u32, u32, usize),
    layout: &str,
) -> Result<Numbers, Problem> {
    let last = u64::from(first) + u64::from(copies.max(1)) - 1;
    if last >= 10u64.pow(digits as u32) {
        return Err(Problem::NumbersRunOut { first, copies, digits });
    }
    let no_place = || Problem::NoPlaceForNumber { layout: layout.to_owned() };
    let (page, pattern) = match take_field(pages).as_slice() {
        [] => return Err(no_place()),
        [(page, run)] => (*page, run.clone()),
        places => {
            return Err(Problem::SeveralPlacesForNumber { layout: layout.to_owned(), places: places.len() });
        }
    };
    let face = fonts.face(pattern.face);
    let mut glyphs = [0; 10];
    for (digit, glyph) in ('0'..='9').zip(&mut glyphs) {
        *glyph = face.glyph(digit).ok_or_else(no_place)?;
    }
    if pattern.glyphs.len() != digits {
        return Err(no_place());
    }
    Ok(Numbers { first, page, pattern, digits: glyphs })
}

/// Takes the runs off the pages that show the number, wherever they are, with the index of their page.
fn take_field(pages: &mut Pages) -> Vec<(usize, GlyphRun)> {
    let mut taken = Vec::new();
    for (index, page) in pages.pages.iter_mut().enumerate() {
        page.items.retain(|item| match item {
            Item::Text(run) if run.field.as_deref() == Some(FIELD) => {
                taken.push((index, run.clone()));
                false
            }
            _ => true,
        });
    }
    taken
}
