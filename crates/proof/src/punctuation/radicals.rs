//! Radicals and compatibility ideographs in the place of ordinary characters.

use crate::passage::Passage;
use crate::sink::Sink;
use hongtou_base::ideographs::ordinary;

/// ⻝ for 食: looks right, and no search finds it.
pub fn check(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    for (at, character) in passage.plain.char_indices() {
        let Some(wanted) = ordinary(character) else { continue };
        let code = format!("U+{:04X}", u32::from(character));
        let (shown, wanted) = (character.to_string(), wanted.to_string());
        let range = at..at + character.len_utf8();
        sink.fix(passage, "radical-as-character", range, &[&shown, &code, &wanted], &wanted);
    }
}
