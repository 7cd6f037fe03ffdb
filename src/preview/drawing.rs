//! One page of an edition as a drawing: all of it, or what one plate shows.

use crate::fonts::FontBook;
use crate::page::Page;
use crate::press::plates::Plate;
use crate::svg;

/// The page as a plate shows it; nothing moves.
pub fn draw(page: &Page, fonts: &FontBook, plate: Plate) -> String {
    if plate == Plate::All {
        return svg::page(page, fonts);
    }
    let mut page = page.clone();
    page.items.retain(|item| plate.shows(item.colour()));
    svg::page(&page, fonts)
}
