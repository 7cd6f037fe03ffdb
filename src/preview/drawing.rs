//! One page of an edition, or what stands around the pages of a sheet, as a drawing: all of it, or what one plate shows.

use crate::press::plates::Plate;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::Page;
use hongtou_output::run::Side;
use hongtou_output::svg;

/// The page as a plate shows it; nothing moves.
pub fn draw(page: &Page, fonts: &FontBook, plate: Plate) -> String {
    if plate == Plate::All {
        return svg::page(page, fonts);
    }
    let mut page = page.clone();
    page.items.retain(|item| plate.shows(item.colour()));
    svg::page(&page, fonts)
}

/// The paper of a side with its marks; the pages are put on it by the browser.
pub fn marks(side: &Side, fonts: &FontBook) -> String {
    let paper = side.paper();
    let items = side.marks.clone();
    svg::page(&Page { width: paper.width, height: paper.height, items, ..Page::default() }, fonts)
}
