//! 份号: the number of each copy (GB/T 9704 7.2.1), in the place and the style that the layout gives it.
//!
//! A copy is set with a number as the issue would have it; then the number is taken off the page, and its digits
//! stand in for those of every other copy. Digits are equally wide in every face that offices set numbers with.

use crate::diagnostic::Problem;
use crate::fonts::FontBook;
use crate::page::{Glyph, GlyphRun, Item, Pages, Region};
use crate::toml_file::{Placed, Text};
use crate::workshop::Job;

use super::run::Numbers;

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
/// A layout without a place for it, numbers that have more digits than there is room for, a face without digits.
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
    let number = written(first, digits);
    let (page, item, start) = find(pages, &number).ok_or_else(no_place)?;
    let items = &mut pages.pages[page].items;
    let Item::Text(run) = items.remove(item) else { return Err(no_place()) };
    let [before, pattern, after] = part(run, start, start + number.len());
    let rest = [before, after].into_iter().filter(|run| !run.glyphs.is_empty()).map(Item::Text);
    items.splice(item..item, rest);
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

/// Where a number stands in the masthead: page, item, offset in the item's text.
fn find(pages: &Pages, number: &str) -> Option<(usize, usize, usize)> {
    let in_masthead = |run: &GlyphRun| {
        pages.elements.get(run.element.index()).is_some_and(|element| element.region == Region::Masthead)
    };
    pages.pages.iter().enumerate().find_map(|(page, on_it)| {
        on_it.items.iter().enumerate().find_map(|(item, there)| match there {
            Item::Text(run) if in_masthead(run) => Some((page, item, run.text.find(number)?)),
            _ => None,
        })
    })
}

/// A run as three: what stands before a stretch of its text, the stretch, what stands after it.
fn part(run: GlyphRun, start: usize, end: usize) -> [GlyphRun; 3] {
    let bounds = [0..start, start..end, end..run.text.len()];
    bounds.map(|range| {
        let inside = |glyph: &&Glyph| range.contains(&(glyph.text_start as usize));
        let moved = |glyph: &Glyph| Glyph {
            text_start: glyph.text_start - range.start as u32,
            text_end: glyph.text_end - range.start as u32,
            ..*glyph
        };
        let glyphs = run.glyphs.iter().filter(inside).map(moved).collect();
        GlyphRun { text: run.text[range.clone()].to_owned(), glyphs, ..run.clone() }
    })
}
