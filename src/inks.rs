//! Which inks the pages need, and how much of the paper each covers.
//!
//! What a print shop asks before it makes plates.
//!
//! The method: each page is drawn once more, with the amounts of its inks in the place of colours, smoothed at the
//! edges, and the amounts are added up. Solid black leaves the inks below it as they are, any other colour takes their
//! place, as the PDF has it.

use std::sync::Arc;

use rayon::prelude::*;
use tiny_skia::{BlendMode, Color, Paint, Pixmap};

use crate::diagnostic::{Diagnostic, Problem};
use crate::fonts::FontBook;
use crate::page::{Colour, Item, Page, Pages};
use crate::raster::{self, Brush};
use crate::units::Length;

/// The resolution that is drawn at. Smoothed edges make up for what is between the pixels: `tests/inks.rs` holds the
/// figures against those of a drawing at 600.
const DPI: u32 = 150;

/// A picture has three colours, so three inks go into one.
const INKS_A_PICTURE: usize = 3;

/// An ink, which is a plate.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ink {
    /// Process cyan.
    Cyan,
    /// Process magenta.
    Magenta,
    /// Process yellow.
    Yellow,
    /// Process black.
    Black,
    /// An ink of its own, by its name.
    Spot(Arc<str>),
}

/// An ink and how much of the paper it covers.
#[derive(Debug, Clone, PartialEq)]
pub struct InkUse {
    /// The ink.
    pub ink: Ink,
    /// For each page, which part of it is covered, from 0 to 1; half a tint on all of the page is 0.5.
    pub pages: Vec<f64>,
}

impl InkUse {
    /// Which part of all pages together is covered, if they are of one size.
    pub fn mean(&self) -> f64 {
        self.pages.iter().sum::<f64>() / self.pages.len().max(1) as f64
    }
}

/// The inks that the pages need: the process inks in the order of their names, and the others by name.
pub fn used(pages: &Pages) -> Vec<Ink> {
    let colours = pages.pages.iter().flat_map(|page| &page.items).map(Item::colour);
    let mut inks: Vec<Ink> = colours.flat_map(amounts).map(|(ink, _)| ink).collect();
    inks.sort_unstable();
    inks.dedup();
    inks
}

/// The inks that the pages need, and how much of each page every one covers.
///
/// # Errors
/// [`Problem::PictureSize`] for a page without area, or one that is larger than 2 m × 3 m.
pub fn coverage(pages: &Pages, fonts: &FontBook) -> Result<Vec<InkUse>, Vec<Diagnostic>> {
    let inks = used(pages);
    let covered: Result<Vec<Vec<f64>>, Problem> =
        pages.pages.par_iter().map(|page| covered(page, fonts, &inks, DPI)).collect();
    let covered = covered.map_err(|problem| vec![Diagnostic::error(problem)])?;
    let of_ink = |(index, ink)| InkUse { ink, pages: covered.iter().map(|page| page[index]).collect() };
    Ok(inks.into_iter().enumerate().map(of_ink).collect())
}

/// The inks of a colour, each with its amount from 0 to 1.
fn amounts(colour: &Colour) -> Vec<(Ink, f32)> {
    if let Some(name) = &colour.spot {
        return vec![(Ink::Spot(Arc::clone(name)), 1.0)];
    }
    let process = [Ink::Cyan, Ink::Magenta, Ink::Yellow, Ink::Black];
    let parts = colour.cmyk.map(|part| f32::from(part.min(1000)) / 1000.0);
    process.into_iter().zip(parts).filter(|(_, part)| *part > 0.0).collect()
}

/// Which part of a page each ink covers.
fn covered(page: &Page, fonts: &FontBook, inks: &[Ink], dpi: u32) -> Result<Vec<f64>, Problem> {
    let brush = Brush::new(page, fonts, dpi);
    let mut parts = Vec::with_capacity(inks.len());
    for inks in inks.chunks(INKS_A_PICTURE) {
        let mut picture = raster::pixels(page, dpi)?;
        picture.fill(Color::BLACK);
        for item in &page.items {
            brush.draw(&mut picture, item, &paint(item.colour(), inks));
        }
        parts.extend(sums(&picture).into_iter().take(inks.len()).map(|sum| sum / area(page, dpi)));
    }
    Ok(parts)
}

/// The amounts of up to three inks as red, green and blue.
fn paint(colour: &Colour, inks: &[Ink]) -> Paint<'static> {
    let amounts = amounts(colour);
    let amount = |index: usize| {
        let found = inks.get(index).and_then(|ink| amounts.iter().find(|(known, _)| known == ink));
        found.map_or(0.0, |(_, amount)| *amount)
    };
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    let [red, green, blue] = std::array::from_fn(amount);
    paint.set_color(Color::from_rgba(red, green, blue, 1.0).unwrap_or(Color::BLACK));
    if colour.overprints() {
        // The larger amount of each ink stays.
        paint.blend_mode = BlendMode::Lighten;
    }
    paint
}

/// The pixels' amounts added up, in full pixels.
fn sums(picture: &Pixmap) -> [f64; INKS_A_PICTURE] {
    let mut sums = [0u64; INKS_A_PICTURE];
    for pixel in picture.data().chunks_exact(4) {
        for (sum, part) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(*part);
        }
    }
    sums.map(|sum| sum as f64 / 255.0)
}

/// The page's area in pixels, which may end within one.
fn area(page: &Page, dpi: u32) -> f64 {
    let pixels = |length: Length| length.to_mm() / 25.4 * f64::from(dpi);
    pixels(page.width) * pixels(page.height)
}
