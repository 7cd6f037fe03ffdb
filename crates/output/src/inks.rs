//! Which inks the pages need, and how much of the paper each covers.
//!
//! What a print shop asks before it makes plates.
//!
//! The method: each page is drawn once more, with a channel for each of its colours, smoothed at the edges; the areas
//! are added up and shared out to the inks by their amounts. Solid black leaves what is below it as it is, any other
//! colour takes its place, as the PDF has it. Where solid black lies on a tint of black the two count as both.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;
use tiny_skia::{BlendMode, Color, Paint, Pixmap};

use crate::raster::{self, Brush};
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Item, Page, Pages};

/// The resolution that is drawn at. Smoothed edges make up for what is between the pixels; the test below holds the
/// figures against those at 400.
const DPI: u32 = 150;

/// A picture has three channels, so three colours go into one.
const COLOURS_A_PICTURE: usize = 3;

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
fn amounts(colour: &Colour) -> Vec<(Ink, f64)> {
    if let Some(name) = &colour.spot {
        return vec![(Ink::Spot(Arc::clone(name)), 1.0)];
    }
    let process = [Ink::Cyan, Ink::Magenta, Ink::Yellow, Ink::Black];
    let parts = colour.cmyk.map(|part| f64::from(part.min(1000)) / 1000.0);
    process.into_iter().zip(parts).filter(|(_, part)| *part > 0.0).collect()
}

/// Which part of a page each ink covers.
fn covered(page: &Page, fonts: &FontBook, inks: &[Ink], dpi: u32) -> Result<Vec<f64>, Problem> {
    let brush = Brush::new(page, fonts, dpi);
    let colours: BTreeSet<&Colour> = page.items.iter().map(Item::colour).collect();
    let colours: Vec<&Colour> = colours.into_iter().collect();
    let mut parts = vec![0.0; inks.len()];
    for colours in colours.chunks(COLOURS_A_PICTURE) {
        let mut picture = raster::pixels(page, dpi)?;
        picture.fill(Color::BLACK);
        for item in &page.items {
            brush.draw(&mut picture, item, &paint(item.colour(), colours));
        }
        for (colour, sum) in colours.iter().zip(sums(&picture)) {
            for (ink, amount) in amounts(colour) {
                if let Ok(index) = inks.binary_search(&ink) {
                    parts[index] += sum * amount / area(page, dpi);
                }
            }
        }
    }
    Ok(parts.into_iter().map(|part: f64| part.min(1.0)).collect())
}

/// A colour's own channel in full, and nothing of the others.
fn paint(colour: &Colour, colours: &[&Colour]) -> Paint<'static> {
    let channel = |index: usize| f32::from(u8::from(colours.get(index) == Some(&colour)));
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    let [red, green, blue] = std::array::from_fn(channel);
    paint.set_color(Color::from_rgba(red, green, blue, 1.0).unwrap_or(Color::BLACK));
    if colour.overprints() {
        // What is there stays.
        paint.blend_mode = BlendMode::Lighten;
    }
    paint
}

/// The channels added up, in full pixels.
fn sums(picture: &Pixmap) -> [f64; COLOURS_A_PICTURE] {
    let mut sums = [0u64; COLOURS_A_PICTURE];
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

#[cfg(test)]
mod tests {
    use super::*;
    use hongtou_engine::fonts::FontSearch;
    use hongtou_engine::{document, paginate};
    use hongtou_format::issue::Issue;
    use hongtou_format::layouts;
    use std::path::Path;

    #[test]
    fn a_finer_drawing_gives_the_same_figures() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
        let issue = Issue::read(&root.join("examples/one-page.toml")).unwrap();
        let layout = layouts::load("bulletin", root, &[]).unwrap();
        let search = FontSearch::standard(&[root.join("fonts")], true);
        let (fonts, _) = FontBook::open(&layout.roles, &search).unwrap();
        let (document, _) = document::build(&issue, &layout).unwrap();
        let (pages, _) = paginate::paginate(&document, &issue, &layout, &fonts, None).unwrap();
        let (page, inks) = (&pages.pages[0], used(&pages));
        let coarse = covered(page, &fonts, &inks, DPI).unwrap();
        let fine = covered(page, &fonts, &inks, 400).unwrap();
        for (coarse, fine) in coarse.into_iter().zip(fine) {
            assert!((coarse - fine).abs() < fine * 0.01, "{coarse}, at 400 dpi {fine}");
        }
    }
}
