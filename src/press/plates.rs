//! Plates: what of the pages is printed in black, and what in colour (套打: paper whose red is printed already).

use std::collections::BTreeSet;

use hongtou_base::colour::Colour;
use hongtou_engine::page::{Page, Pages};

/// What of the pages a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plate {
    /// Everything.
    All,
    /// What is black alone.
    Black,
    /// Everything else.
    Red,
}

impl Plate {
    /// Whether the plate shows a colour.
    pub fn shows(self, colour: &Colour) -> bool {
        match self {
            Plate::All => true,
            Plate::Black => is_black(colour),
            Plate::Red => !is_black(colour),
        }
    }

    /// The pages with what the plate shows of them; nothing moves.
    pub fn of(self, pages: &Pages) -> Pages {
        let mut pages = pages.clone();
        for page in &mut pages.pages {
            page.items.retain(|item| self.shows(item.colour()));
        }
        pages
    }
}

fn is_black(colour: &Colour) -> bool {
    colour.spot.is_none() && colour.cmyk[..3] == [0; 3]
}

/// The inks that pages are printed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inks {
    /// Which of cyan, magenta, yellow and black are used.
    pub process: [bool; 4],
    /// Spot inks by their names, with what stands for them on a screen.
    pub spots: BTreeSet<Colour>,
}

impl Inks {
    /// The inks of all items of the pages.
    pub fn of<'a>(pages: impl IntoIterator<Item = &'a Page>) -> Inks {
        let mut inks = Inks::default();
        for item in pages.into_iter().flat_map(|page| &page.items) {
            inks.add(item.colour());
        }
        inks
    }

    /// Adds the inks of a colour.
    pub fn add(&mut self, colour: &Colour) {
        if colour.spot.is_some() {
            self.spots.insert(colour.clone());
            return;
        }
        for (used, part) in self.process.iter_mut().zip(colour.cmyk) {
            *used |= part > 0;
        }
    }

    /// Each ink at full strength, spot inks first.
    pub fn solids(&self) -> Vec<Colour> {
        let process = (0..4).filter(|&index| self.process[index]).map(|index| {
            let mut cmyk = [0; 4];
            cmyk[index] = 1000;
            Colour { cmyk, spot: None }
        });
        self.spots.iter().cloned().chain(process).collect()
    }

    /// The colours in which a mark is drawn, one over the other, to stand on every plate and on no other one.
    ///
    /// Black comes last: it leaves the inks below it.
    pub fn registration(&self) -> Vec<Colour> {
        let process = self.process.map(|used| if used { 1000 } else { 0 });
        let mixture = (process != [0; 4]).then_some(Colour { cmyk: process, spot: None });
        self.spots.iter().cloned().chain(mixture).collect()
    }
}
