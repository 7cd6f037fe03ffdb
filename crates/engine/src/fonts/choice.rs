//! Which face of a file is meant, and which instance of a variable one.

use ttf_parser::{Face, Tag, name_id};

use super::names;
use hongtou_format::layouts::FaceSpec;

/// Which face of a file is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceChoice {
    /// Its number in a collection.
    pub index: Option<u32>,
    /// Its name in a collection.
    pub name: Option<String>,
    /// The weight of the instance of a variable face, as fonts count it: 400 is regular, 700 is bold.
    pub weight: Option<u16>,
}

/// The face of a file that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// Its number.
    pub index: u32,
    /// The names of all faces, if it is the first one only because nothing says which is meant.
    pub guessed: Option<Vec<String>>,
}

impl FaceChoice {
    /// The face of a number.
    pub fn of_index(index: u32) -> FaceChoice {
        FaceChoice { index: Some(index), ..FaceChoice::default() }
    }

    /// What a layout says, beside a number in the file's name.
    pub(super) fn of_spec(spec: &FaceSpec, index: Option<u32>) -> FaceChoice {
        FaceChoice { index: spec.index.or(index), name: spec.face.clone(), weight: spec.weight }
    }

    /// The number of the face in a file.
    ///
    /// # Errors
    /// The reason why there is no such face, in words that follow "is not a usable font:".
    pub(super) fn in_file(&self, data: &[u8]) -> Result<Chosen, String> {
        let count = ttf_parser::fonts_in_collection(data);
        let chosen = |index| Ok(Chosen { index, guessed: None });
        match (self.index, &self.name, count) {
            (Some(index), ..) => chosen(index),
            (None, None, None | Some(0 | 1)) => chosen(0),
            (None, Some(name), count) => match find(data, count.unwrap_or(1), |face| has_name(face, name)) {
                Some(index) => chosen(index),
                None => {
                    Err(format!("it has no face {name}, but {}", list(data, count.unwrap_or(1)).join(", ")))
                }
            },
            (None, None, Some(count)) => {
                let simplified = find(data, count, names::is_simplified_chinese)
                    .or_else(|| find(data, count, names::is_named_in_chinese));
                match simplified {
                    Some(index) => chosen(index),
                    None => Ok(Chosen { index: 0, guessed: Some(list(data, count)) }),
                }
            }
        }
    }
}

fn find(data: &[u8], count: u32, is_meant: impl Fn(&Face<'_>) -> bool) -> Option<u32> {
    (0..count).find(|&index| Face::parse(data, index).is_ok_and(|face| is_meant(&face)))
}

fn has_name(face: &Face<'_>, name: &str) -> bool {
    names::known_by(face).any(|known| names::comparable(&known) == names::comparable(name))
}

/// The faces of a file with their numbers.
fn list(data: &[u8], count: u32) -> Vec<String> {
    let name = |index| Face::parse(data, index).ok().and_then(|face| names::shown(&face));
    (0..count.min(64)).map(|index| format!("{index} {}", name(index).unwrap_or_default())).collect()
}

const WEIGHT: Tag = Tag::from_bytes(b"wght");

/// The weights that a variable face can be set in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Weights {
    pub from: u16,
    pub to: u16,
    /// The one that it has where nothing is said.
    pub usual: u16,
}

/// The weights of a variable face; `None` if it has but one.
pub(super) fn weights(face: &Face<'_>) -> Option<Weights> {
    let axis = face.variation_axes().into_iter().find(|axis| axis.tag == WEIGHT)?;
    let whole = |value: f32| value.round().clamp(1.0, 1000.0) as u16;
    Some(Weights { from: whole(axis.min_value), to: whole(axis.max_value), usual: whole(axis.def_value) })
}

/// Turns a variable face to a weight.
///
/// # Errors
/// The reason why it does not have that weight, in words that follow "is not a usable font:".
pub(super) fn set_weight(face: &mut Face<'_>, weight: u16) -> Result<(), String> {
    let Some(Weights { from, to, .. }) = weights(face) else { return Ok(()) };
    if !(from..=to).contains(&weight) {
        return Err(format!("it has the weights {from} to {to}, and not {weight}"));
    }
    face.set_variation(WEIGHT, f32::from(weight));
    Ok(())
}

/// The name of the style that a face has where nothing is said, such as ExtraLight.
pub(super) fn usual_style(face: &Face<'_>) -> Option<String> {
    let of =
        |id| face.names().into_iter().filter(move |name| name.name_id == id).find_map(|n| names::text(&n));
    of(name_id::TYPOGRAPHIC_SUBFAMILY).or_else(|| of(name_id::SUBFAMILY))
}
