//! Colours of print.

use std::sync::Arc;

/// An ink or a mixture of the four process inks.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Colour {
    /// Cyan, magenta, yellow and black, in thousandths.
    pub cmyk: [u16; 4],
    /// The name of a spot ink of which `cmyk` is the alternate.
    pub spot: Option<Arc<str>>,
}

impl Colour {
    /// Black alone (GB/T 9704 6.2: BL 100 %).
    pub const BLACK: Colour = Colour { cmyk: [0, 0, 0, 1000], spot: None };

    /// Whether it leaves the inks below it as they are: solid black alone does, so that no white shows at its edges
    /// where the plates are not quite in register.
    pub fn overprints(&self) -> bool {
        *self == Colour::BLACK
    }

    /// What a screen shows for it: red, green and blue.
    pub fn to_rgb(&self) -> [u8; 3] {
        let [c, m, y, k] = self.cmyk.map(|part| 1000 - u32::from(part.min(1000)));
        [c, m, y].map(|part| ((part * k * 255 + 500_000) / 1_000_000) as u8)
    }
}
