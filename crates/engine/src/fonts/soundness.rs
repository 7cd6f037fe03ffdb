//! Whether the bytes of a font file can be set with, and if not, why.
//!
//! The parser passes over a table that it cannot read, so a truncated file would show up
//! much later as a page of empty glyphs. Everything a page needs is therefore asked for here.

use ttf_parser::{Face, FaceParsingError, RawFace, Tag};

/// Parses a face and makes sure that text can be set with it.
///
/// # Errors
/// The reason, in words that follow "is not a usable font:".
pub(super) fn parse(data: &[u8], index: u32) -> Result<Face<'_>, String> {
    kind(data)?;
    has_face(data, index)?;
    let damaged = |error| reason(error).to_owned();
    whole(data, &RawFace::parse(data, index).map_err(damaged)?)?;
    let face = Face::parse(data, index).map_err(damaged)?;
    usable(&face)?;
    Ok(face)
}

fn kind(data: &[u8]) -> Result<(), String> {
    match data.get(..4) {
        Some(b"wOFF" | b"wOF2") => Err("it is a web font (WOFF); use the .ttf or .otf file".to_owned()),
        Some([0, 1, 0, 0] | b"OTTO" | b"true" | b"ttcf") => Ok(()),
        _ => Err("it is not a TrueType or OpenType file".to_owned()),
    }
}

fn has_face(data: &[u8], index: u32) -> Result<(), String> {
    let faces = ttf_parser::fonts_in_collection(data).unwrap_or(1);
    if index < faces {
        return Ok(());
    }
    Err(match faces {
        0 => "it is a collection without faces".to_owned(),
        1 => format!("it has one face, number 0; there is no number {index}"),
        _ => format!("it has {faces} faces, numbers 0 to {}; there is no number {index}", faces - 1),
    })
}

/// Every table of the directory must lie inside the file, save the signature, which nobody reads.
fn whole(data: &[u8], raw: &RawFace<'_>) -> Result<(), String> {
    let length = data.len() as u64;
    for record in raw.table_records {
        let end = u64::from(record.offset) + u64::from(record.length);
        if end > length && record.tag != Tag::from_bytes(b"DSIG") {
            let table = record.tag;
            return Err(format!(
                "it is truncated: its table {table} ends at byte {end}, the file at byte {length}"
            ));
        }
    }
    Ok(())
}

fn usable(face: &Face<'_>) -> Result<(), String> {
    let tables = face.tables();
    let unicode = tables.cmap.is_some_and(|cmap| cmap.subtables.into_iter().any(|part| part.is_unicode()));
    if !unicode {
        return Err("it has no Unicode character map (cmap)".to_owned());
    }
    if tables.glyf.is_none() && tables.cff.is_none() && tables.cff2.is_none() {
        let bitmaps = [b"CBDT", b"sbix", b"EBDT"].iter().any(|tag| has_table(face, tag));
        return Err(match bitmaps {
            true => "it has bitmaps but no outlines",
            false => "it has no readable outlines (glyf or CFF)",
        }
        .to_owned());
    }
    if tables.hmtx.is_none() {
        return Err("it has no advances (hmtx)".to_owned());
    }
    Ok(())
}

fn has_table(face: &Face<'_>, tag: &[u8; 4]) -> bool {
    face.raw_face().table(Tag::from_bytes(tag)).is_some()
}

fn reason(error: FaceParsingError) -> &'static str {
    match error {
        FaceParsingError::MalformedFont => "it is damaged: its table directory cannot be read",
        FaceParsingError::UnknownMagic => "it is not a TrueType or OpenType file",
        FaceParsingError::FaceIndexOutOfBounds => "it has no face of that number",
        FaceParsingError::NoHeadTable => {
            "its head table is missing or damaged (the units of the em must be 16 to 16384)"
        }
        FaceParsingError::NoHheaTable => "its hhea table is missing or damaged",
        FaceParsingError::NoMaxpTable => "its maxp table is missing or damaged (it must have glyphs)",
    }
}
