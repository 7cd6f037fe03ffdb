//! What the document says of itself, and the file around it.

use lopdf::{Dictionary, Object, SaveOptions, StringFormat, dictionary};
use xxhash_rust::xxh3::xxh3_128;

use super::skeleton::{Skeleton, refused};
use super::{name, text_string};
use crate::diagnostic::Problem;
use crate::page::{Metadata, Page, PageLabel, Pages};

/// The name and version of this program.
const MAKER: &str = concat!("hongtou ", env!("CARGO_PKG_VERSION"));
/// Stands in the file until its content is known; as long as the identifier.
const NO_ID: [u8; 16] = [0; 16];

/// Fills the catalog and the information dictionary.
///
/// XMP and output intents belong here too, when a standard asks for them.
pub(super) fn set(skeleton: &mut Skeleton, pages: &Pages) -> Result<(), Problem> {
    let metadata = &pages.metadata;
    let info = skeleton.add(info(metadata));
    let id = Object::String(NO_ID.to_vec(), StringFormat::Hexadecimal);
    let trailer = &mut skeleton.document.trailer;
    trailer.set("Info", info);
    trailer.set("ID", vec![id.clone(), id]);

    let catalog = skeleton.catalog()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", name(if pages.bookmarks.is_empty() { "UseNone" } else { "UseOutlines" }));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if !metadata.language.is_empty() {
        catalog.set("Lang", text_string(&metadata.language));
    }
    let own = (!pages.labels.is_empty()).then(|| given_labels(&pages.labels));
    if let Some(labels) = own.or_else(|| page_labels(&pages.pages)) {
        catalog.set("PageLabels", labels);
    }
    Ok(())
}

fn info(metadata: &Metadata) -> Dictionary {
    let mut info = Dictionary::new();
    let said = [("Title", &metadata.title), ("Author", &metadata.author), ("Subject", &metadata.subject)];
    for (key, value) in said.into_iter().filter(|(_, value)| !value.is_empty()) {
        info.set(key, text_string(value));
    }
    for key in ["Creator", "Producer"] {
        info.set(key, Object::string_literal(MAKER));
    }
    if let Some((year, month, day)) = metadata.date {
        // The day begins at midnight in Beijing; the clock of the machine is not asked.
        let date = format!("D:{year:04}{month:02}{day:02}000000+08'00'");
        info.set("CreationDate", Object::string_literal(date.clone()));
        info.set("ModDate", Object::string_literal(date));
    }
    info
}

/// What the document calls its pages.
fn given_labels(labels: &[PageLabel]) -> Dictionary {
    let mut ranges = Vec::new();
    for label in labels {
        let mut entry = Dictionary::new();
        if !label.prefix.is_empty() {
            entry.set("P", text_string(&label.prefix));
        }
        if let Some(number) = label.number {
            entry.set("S", name("D"));
            entry.set("St", i64::from(number.max(1)));
        }
        ranges.extend([Object::Integer(label.page as i64), entry.into()]);
    }
    dictionary! { "Nums" => ranges }
}

/// The pages' numbers for the reader's window, where they are not simply 1, 2, 3 (PDF 32000-1, 12.4.2).
fn page_labels(pages: &[Page]) -> Option<Dictionary> {
    let mut ranges = Vec::new();
    let mut expected = None;
    for (index, page) in pages.iter().enumerate() {
        if expected != Some(page.number) {
            let label = dictionary! { "S" => name("D"), "St" => i64::from(page.number.max(1)) };
            ranges.extend([Object::Integer(index as i64), label.into()]);
        }
        expected = page.number.checked_add(1);
    }
    let plain = ranges.len() == 2 && pages.first().is_some_and(|page| page.number <= 1);
    (!plain).then(|| dictionary! { "Nums" => ranges })
}

/// Writes the file: version 1.6, small objects packed together, the identifier a hash of all before it.
pub(super) fn save(mut skeleton: Skeleton) -> Result<Vec<u8>, Problem> {
    let document = &mut skeleton.document;
    document.version = "1.6".to_owned();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(200)
        .compression_level(6)
        .build();
    let mut file = Vec::with_capacity(1 << 18);
    document.save_with_options(&mut file, options).map_err(refused)?;
    file.push(b'\n');
    stamp(&mut file);
    Ok(file)
}

/// Replaces the two empty identifiers, which stand in the trailer at the end, by a hash of the file.
fn stamp(file: &mut [u8]) {
    let hex = |id: &[u8]| id.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    let empty = format!("[<{0}><{0}>]", hex(&NO_ID));
    let hash = xxh3_128(file).to_be_bytes();
    let stamped = format!("[<{0}><{0}>]", hex(&hash));
    if let Some(at) = file.windows(empty.len()).rposition(|window| window == empty.as_bytes()) {
        file[at..at + stamped.len()].copy_from_slice(stamped.as_bytes());
    }
}
