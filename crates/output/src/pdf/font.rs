//! Faces as PDF embeds them: a subset of the glyphs, and what a reader must know of it (PDF 32000-1, 9.7).

use lopdf::{Dictionary, Object, StringFormat, dictionary};
use ttf_parser::{PlatformId, RawFace, Tag};
use xxhash_rust::xxh3::Xxh3;

use super::codes::{Codes, FaceCodes};
use super::object::{deflated, name};
use super::skeleton::Skeleton;
use super::{compress, content, spread, to_unicode};
use hongtou_base::diagnostic::Problem;
use hongtou_engine::fonts::Face;

/// PDF 32000-1, table 123: the glyphs are not those of a Latin alphabet.
const SYMBOLIC: i64 = 1 << 2;
const FIXED_PITCH: i64 = 1;
const ITALIC: i64 = 1 << 6;

/// A face ready to be put into the document.
pub(super) struct Embedded {
    kind: Kind,
    /// The subset, compressed.
    file: Vec<u8>,
    /// Its length before that.
    length: usize,
    /// The tables of texts, one a layer, compressed.
    texts: Vec<Vec<u8>>,
}

/// How the outlines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    TrueType,
    Cff,
}

/// Subsets a face and compresses it. Each face depends on its own glyphs alone.
pub(super) fn embed(codes: &FaceCodes) -> Result<Embedded, Problem> {
    let face = codes.face;
    may_embed(face)?;
    let bad = |reason: &str| Problem::BadFont { path: face.path().to_owned(), reason: reason.to_owned() };
    let mut subset = subset(codes).map_err(|error| bad(&format!("no subset can be made of it: {error}")))?;
    if codes.extra > 0 && !spread::widen(&mut subset, codes.extra) {
        return Err(bad("its advances cannot be read (hmtx)"));
    }
    // A CFF face is embedded as its bare table, a TrueType face as a whole file.
    let cff = RawFace::parse(&subset, 0).ok().and_then(|raw| raw.table(Tag::from_bytes(b"CFF ")));
    let (kind, file) = match cff {
        Some(table) => (Kind::Cff, table),
        None => (Kind::TrueType, subset.as_slice()),
    };
    let texts =
        (0..codes.layers()).map(|layer| compress::text(&to_unicode::table(&codes.glyphs, layer))).collect();
    Ok(Embedded { kind, length: file.len(), file: compress::font(file), texts })
}

/// Asked when faces are chosen; a caller may have chosen them in another way.
fn may_embed(face: &Face) -> Result<(), Problem> {
    match face.refusal() {
        Some(refusal) => {
            Err(Problem::NoEmbedding { path: face.path().to_owned(), name: postscript_name(face), refusal })
        }
        None => Ok(()),
    }
}

/// The glyphs that are used; of a variable face those of the instance that it is turned to, as a face that is not
/// variable.
fn subset(codes: &FaceCodes) -> Result<Vec<u8>, subsetter::Error> {
    let face = codes.face;
    let is_variable = face.tables().is_variable();
    let weight = face.weight().map(|weight| (subsetter::Tag::new(b"wght"), f32::from(weight)));
    if is_variable {
        subsetter::subset_with_variations(face.data(), face.index(), weight.as_slice(), &codes.remapper())
    } else {
        subsetter::subset(face.data(), face.index(), &codes.remapper())
    }
}

/// Adds the faces to the document and gives the dictionary that names their layers for the pages.
pub(super) fn add(skeleton: &mut Skeleton, codes: &Codes, faces: Vec<Embedded>) -> Dictionary {
    let mut resources = Dictionary::new();
    for (codes, embedded) in codes.faces().iter().zip(faces) {
        let base = format!("{}+{}", tag(codes), postscript_name(codes.face));
        let kind = embedded.kind;
        let file = font_file(skeleton, embedded.file, embedded.length, kind);
        let descriptor = skeleton.add(descriptor(codes.face, &base, file, kind));
        let descendant = skeleton.add(cid_font(codes, &base, descriptor, kind));
        for (layer, texts) in embedded.texts.into_iter().enumerate() {
            let texts = skeleton.add(deflated(texts, Dictionary::new()));
            let font = skeleton.add(dictionary! {
                "Type" => name("Font"),
                "Subtype" => name("Type0"),
                "BaseFont" => name(&base),
                "Encoding" => name("Identity-H"),
                "DescendantFonts" => vec![descendant.clone()],
                "ToUnicode" => texts,
            });
            let mut key = Vec::new();
            content::resource(&mut key, codes.number, layer);
            resources.set(key, font);
        }
    }
    resources
}

fn font_file(skeleton: &mut Skeleton, file: Vec<u8>, length: usize, kind: Kind) -> Object {
    let dictionary = match kind {
        Kind::TrueType => dictionary! { "Length1" => length as i64 },
        Kind::Cff => dictionary! { "Subtype" => name("CIDFontType0C") },
    };
    skeleton.add(deflated(file, dictionary))
}

fn cid_font(codes: &FaceCodes, base: &str, descriptor: Object, kind: Kind) -> Dictionary {
    let text = |text: &str| Object::String(text.into(), StringFormat::Literal);
    let mut font = dictionary! {
        "Type" => name("Font"),
        "Subtype" => name(if kind == Kind::Cff { "CIDFontType0" } else { "CIDFontType2" }),
        "BaseFont" => name(base),
        "CIDSystemInfo" => dictionary! {
            "Registry" => text("Adobe"),
            "Ordering" => text("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "DW" => 1000,
        "W" => widths(codes),
    };
    if kind == Kind::TrueType {
        font.set("CIDToGIDMap", name("Identity"));
    }
    font
}

/// The advances that differ from an em, each stretch of codes with its first code before it.
///
/// Three decimals, as in [`super::codes`]: the pen in the content follows the same numbers.
fn widths(codes: &FaceCodes) -> Object {
    let mut array: Vec<Object> = Vec::new();
    let mut next = None;
    for glyph in codes.glyphs.iter().filter(|glyph| glyph.width != 1_000_000) {
        let width = match glyph.width % 1000 {
            0 => Object::Integer(glyph.width / 1000),
            _ => Object::Real((glyph.width as f64 / 1000.0) as f32),
        };
        match array.last_mut() {
            Some(Object::Array(stretch)) if next == Some(glyph.code) => stretch.push(width),
            _ => array.extend([i64::from(glyph.code).into(), Object::Array(vec![width])]),
        }
        next = glyph.code.checked_add(1);
    }
    Object::Array(array)
}

fn descriptor(face: &Face, base: &str, file: Object, kind: Kind) -> Dictionary {
    let tables = face.tables();
    let units = i64::from(tables.units_per_em().max(1));
    let scaled = |value: i16| Object::Integer((i64::from(value) * 1000 + units / 2).div_euclid(units));
    let bounds = tables.global_bounding_box();
    let mut flags = SYMBOLIC;
    if tables.is_monospaced() {
        flags |= FIXED_PITCH;
    }
    if tables.is_italic() {
        flags |= ITALIC;
    }
    // No face says how thick its stems are; this is the usual estimate from its weight.
    let weight = face.weight().unwrap_or_else(|| tables.weight().to_number());
    let stem = 10 + 220 * (i64::from(weight) - 50).clamp(0, 950) / 900;
    dictionary! {
        "Type" => name("FontDescriptor"),
        "FontName" => name(base),
        "Flags" => flags,
        "FontBBox" => [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled).to_vec(),
        "ItalicAngle" => tables.italic_angle(),
        "Ascent" => scaled(tables.ascender()),
        "Descent" => scaled(tables.descender()),
        "CapHeight" => scaled(tables.capital_height().unwrap_or(tables.ascender())),
        "StemV" => stem,
        match kind { Kind::TrueType => "FontFile2", Kind::Cff => "FontFile3" } => file,
    }
}

/// Six letters that tell subsets of the same face apart (PDF 32000-1, 9.6.4), from the glyphs in it.
fn tag(codes: &FaceCodes) -> String {
    let mut hash = Xxh3::new();
    hash.update(postscript_name(codes.face).as_bytes());
    if codes.extra > 0 {
        hash.update(&codes.extra.to_le_bytes());
    }
    for glyph in &codes.glyphs {
        hash.update(&glyph.id.to_le_bytes());
    }
    let mut rest = hash.digest();
    let mut letter = || {
        let letter = b'A' + (rest % 26) as u8;
        rest /= 26;
        char::from(letter)
    };
    std::array::from_fn::<char, 6, _>(|_| letter()).iter().collect()
}

/// The face's name for printers; the file's name if it has none.
fn postscript_name(face: &Face) -> String {
    let names = face.tables().names();
    let own = names
        .into_iter()
        .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
        .filter(|name| name.platform_id != PlatformId::Macintosh || name.is_unicode())
        .find_map(|name| name.to_string());
    let stem = || face.path().file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let printable = |name: String| -> String {
        let fits = |character: &char| character.is_ascii_graphic() && !"[](){}<>/%".contains(*character);
        name.chars().filter(fits).take(63).collect()
    };
    let name = own
        .map(printable)
        .filter(|name| !name.is_empty())
        .or_else(|| stem().map(printable))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "Face".to_owned());
    // Adobe's technical note 5902 names an instance so.
    face.weight().map_or(name.clone(), |weight| format!("{name}_{weight}wght"))
}
