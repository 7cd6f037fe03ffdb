//! Colours: process inks as they are, spot inks by a colour space of their own.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, dictionary};

use super::number;
use super::object::name;
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::Problem;
use hongtou_engine::page::{Item, Pages};

/// Names that mean all plates, none, and the process inks (ISO 32000-1, 8.6.6.4), and no name at all.
const RESERVED: [&str; 7] = ["", "All", "None", "Cyan", "Magenta", "Yellow", "Black"];

/// The spot inks of a document, in the order of their names.
pub(super) struct Inks<'a>(Vec<&'a Colour>);

/// Whether a colour is for areas or for lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    Fill,
    Stroke,
}

impl<'a> Inks<'a> {
    /// Collects the spot inks of a document.
    ///
    /// # Errors
    /// [`Problem::SpotOfTwoColours`]: an ink has one alternate (ISO 19005-2, 6.2.4.4); [`Problem::ReservedInk`].
    pub fn of(pages: &'a Pages) -> Result<Inks<'a>, Problem> {
        let colours = pages.pages.iter().flat_map(|page| &page.items).map(Item::colour);
        // By name first: two colours of one name stand side by side.
        let spots: BTreeSet<(&str, &Colour)> =
            colours.filter_map(|colour| Some((colour.spot.as_deref()?, colour))).collect();
        let spots: Vec<&Colour> = spots.into_iter().map(|(_, colour)| colour).collect();
        let name = |colour: &Colour| colour.spot.as_deref().unwrap_or_default().to_owned();
        if let Some(colour) = spots.iter().find(|colour| RESERVED.contains(&name(colour).as_str())) {
            return Err(Problem::ReservedInk { ink: name(colour) });
        }
        if let Some(pair) = spots.windows(2).find(|pair| pair[0].spot == pair[1].spot) {
            return Err(Problem::SpotOfTwoColours { ink: name(pair[0]) });
        }
        Ok(Inks(spots))
    }

    /// Appends the operator that lets what is drawn from now on leave the inks below it, or take their place.
    pub fn overprint(out: &mut Vec<u8>, on: bool) {
        out.extend_from_slice(if on { b"/Over gs\n" } else { b"/Out gs\n" });
    }

    /// The graphics states of [`Inks::overprint`], for the pages' resources (ISO 32000-1, 11.7.4).
    ///
    /// Mode 1: an ink of which a colour has nothing stays as it is.
    pub fn graphics_states() -> Dictionary {
        let state = |on: bool| {
            dictionary! {
                "Type" => name("ExtGState"),
                "OP" => on,
                "op" => on,
                "OPM" => i64::from(on),
            }
        };
        dictionary! { "Over" => state(true), "Out" => state(false) }
    }

    /// Appends the operators that choose a colour.
    pub fn choose(&self, out: &mut Vec<u8>, colour: &Colour, usage: Use) {
        if let Ok(index) = self.0.binary_search_by_key(&&colour.spot, |known| &known.spot) {
            out.extend_from_slice(b"/S");
            number::integer(out, index as u64);
            out.extend_from_slice(if usage == Use::Fill { b" cs 1 scn\n" } else { b" CS 1 SCN\n" });
            return;
        }
        for part in colour.cmyk {
            number::decimal(out, part.min(1000).into(), 3);
            out.push(b' ');
        }
        out.extend_from_slice(if usage == Use::Fill { b"k\n" } else { b"K\n" });
    }

    /// The colour spaces of the spot inks, for the pages' resources (PDF 32000-1, 8.6.6.4).
    pub fn colour_spaces(&self) -> Option<Dictionary> {
        if self.0.is_empty() {
            return None;
        }
        let mut spaces = Dictionary::new();
        for (index, colour) in self.0.iter().enumerate() {
            let ink = colour.spot.as_deref().unwrap_or_default();
            let space = vec![name("Separation"), name(ink), name("DeviceCMYK"), tint(colour).into()];
            spaces.set(format!("S{index}"), Object::Array(space));
        }
        Some(spaces)
    }
}

/// The function from the amount of the ink to the process inks that stand in for it.
fn tint(colour: &Colour) -> Dictionary {
    let full = colour.cmyk.map(|part| match part.min(1000) {
        0 => Object::Integer(0),
        1000 => Object::Integer(1),
        part => Object::Real(f32::from(part) / 1000.0),
    });
    dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => vec![0.into(), 0.into(), 0.into(), 0.into()],
        "C1" => full.to_vec(),
        "N" => 1,
    }
}
