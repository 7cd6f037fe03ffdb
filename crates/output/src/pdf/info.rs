//! What the document says of itself, and the file around it.

use lopdf::{Dictionary, Object, SaveOptions, Stream, StringFormat, dictionary};
use memchr::memmem;
use xxhash_rust::xxh3::xxh3_128;

use super::object::{deflated, name, text_string};
use super::profile::OutputProfile;
use super::settings::{Settings, Standards};
use super::skeleton::{Skeleton, refused};
use super::stated::{MAKER, Stated};
use super::xmp;
use hongtou_base::diagnostic::Problem;
use hongtou_engine::page::{Page, PageLabel, Pages};

/// Stands in the file until its content is known; as long as the identifier.
const NO_ID: [u8; 16] = [0; 16];

/// Fills the catalog and the information dictionary.
pub(super) fn set(skeleton: &mut Skeleton, pages: &Pages, settings: &Settings) -> Result<(), Problem> {
    let (standards, stated) = (settings.standards(), Stated::of(&pages.metadata));
    let info = skeleton.add(info(&stated, standards));
    let id = Object::String(NO_ID.to_vec(), StringFormat::Hexadecimal);
    let trailer = &mut skeleton.document.trailer;
    trailer.set("Info", info);
    trailer.set("ID", vec![id.clone(), id]);
    let standard = standards.any().then(|| {
        let metadata = dictionary! { "Type" => name("Metadata"), "Subtype" => name("XML") };
        // Not compressed, so that programs which know no PDF find it.
        let packet = Stream::new(metadata, xmp::packet(&stated, standards)).with_compression(false);
        (skeleton.add(packet), output_intents(skeleton, &settings.profile, standards))
    });

    let catalog = skeleton.catalog()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", name(if pages.bookmarks.is_empty() { "UseNone" } else { "UseOutlines" }));
    // ISO 14289-1, 7.1: a reader's window shows the title, not the name of the file.
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if !stated.language.is_empty() {
        catalog.set("Lang", text_string(&stated.language));
    }
    let own = (!pages.labels.is_empty()).then(|| given_labels(&pages.labels));
    if let Some(labels) = own.or_else(|| page_labels(&pages.pages)) {
        catalog.set("PageLabels", labels);
    }
    if let Some((metadata, intents)) = standard {
        catalog.set("Metadata", metadata);
        catalog.set("OutputIntents", intents);
    }
    Ok(())
}

/// Whether the bytes are a PDF that hongtou made.
pub fn is_own(bytes: &[u8]) -> bool {
    let maker = MAKER.split_once(' ').map_or(MAKER, |(name, _)| name).as_bytes();
    // Not packed into an object stream, the producer is there as it is written; a whole document is slow to load.
    if memchr::memmem::find(bytes, &[b"/Producer(", maker].concat()).is_some()
        || memchr::memmem::find(bytes, &[b"/Producer (", maker].concat()).is_some()
    {
        return true;
    }
    let producer = lopdf::Document::load_mem(bytes).ok().and_then(|document| {
        let info = document.trailer.get(b"Info").ok()?.as_reference().ok()?;
        Some(document.get_dictionary(info).ok()?.get(b"Producer").ok()?.as_str().ok()?.to_owned())
    });
    producer.is_some_and(|producer| producer.starts_with(maker))
}

fn info(stated: &Stated, standards: Standards) -> Dictionary {
    let mut info = Dictionary::new();
    let said = [("Title", &stated.title), ("Author", &stated.author), ("Subject", &stated.subject)];
    for (key, value) in said.into_iter().filter(|(_, value)| !value.is_empty()) {
        info.set(key, text_string(value));
    }
    for key in ["Creator", "Producer"] {
        info.set(key, Object::string_literal(MAKER));
    }
    if let Some(date) = stated.pdf_date() {
        info.set("CreationDate", Object::string_literal(date.clone()));
        info.set("ModDate", Object::string_literal(date));
    }
    if standards.x4 {
        // ISO 15930-7 wants it said: no colour is spread under another.
        info.set("Trapped", name("False"));
    }
    info
}

/// The printing process that the inks are for: one for each standard that asks, with the same profile
/// (ISO 32000-1, 14.11.5; ISO 19005-2, 6.2.3).
fn output_intents(skeleton: &mut Skeleton, profile: &OutputProfile, standards: Standards) -> Vec<Object> {
    let stream = deflated(profile.data.to_vec(), dictionary! { "N" => 4 });
    let stream = skeleton.add(stream);
    let intent = |subtype: &str| {
        let (identifier, registry) = profile.registered().map_or(("Custom", None), |(n, r)| (n, Some(r)));
        let mut intent = dictionary! {
            "Type" => name("OutputIntent"),
            "S" => name(subtype),
            "OutputConditionIdentifier" => text_string(identifier),
            "Info" => text_string(profile.description()),
            "DestOutputProfile" => stream.clone(),
        };
        if let Some(registry) = registry {
            intent.set("RegistryName", text_string(registry));
        }
        Object::Dictionary(intent)
    };
    let asked = [(standards.x4, "GTS_PDFX"), (standards.a2u, "GTS_PDFA1")];
    asked.into_iter().filter(|(asks, _)| *asks).map(|(_, subtype)| intent(subtype)).collect()
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
    part_ends(&mut file);
    stamp(&mut file);
    Ok(file)
}

/// Parts the last byte of a stream from the line end that follows it, where they look like one.
///
/// lopdf ends the line before `endstream` with LF. After data that end with CR the two make one line end, and whoever
/// counts up to it (ISO 19005-2, 6.1.7.1) finds a byte less than Length says. CR alone ends a line as well
/// (ISO 32000-1, 7.2.2), and two of them are two ends.
fn part_ends(file: &mut [u8]) {
    let places: Vec<usize> = memmem::find_iter(file, b"\r\nendstream").collect();
    for place in places {
        file[place + 1] = b'\r';
    }
}

/// Replaces the empty identifiers, two in the trailer and one in the XMP, by a hash of the file.
fn stamp(file: &mut [u8]) {
    let hex = |id: &[u8]| id.iter().map(|byte| format!("{byte:02X}")).collect::<String>();
    let hash = xxh3_128(file);
    let pair = |id: &[u8]| format!("[<{0}><{0}>]", hex(id));
    replace_last(file, &pair(&NO_ID), &pair(&hash.to_be_bytes()));
    replace_last(file, xmp::NO_ID, &xmp::uuid(hash));
}

/// Replaces the last of the places where a text stands by another of the same length.
fn replace_last(file: &mut [u8], old: &str, new: &str) {
    debug_assert_eq!(old.len(), new.len());
    if let Some(at) = memmem::rfind(file, old.as_bytes()) {
        file[at..at + new.len()].copy_from_slice(new.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hongtou_engine::page::Metadata;

    #[test]
    fn a_stream_that_ends_with_cr_keeps_its_last_byte() {
        let mut file = b"stream\nab\r\nendstream stream\nab\n\nendstream".to_vec();
        part_ends(&mut file);
        assert_eq!(file, b"stream\nab\r\rendstream stream\nab\n\nendstream");
    }

    #[test]
    fn what_is_said_is_the_same_in_both_places() {
        let metadata = Metadata {
            title: " 工作\r\n动态\u{1}&<标题> ".to_owned(),
            date: Some((2021, 3, 29)),
            ..Metadata::default()
        };
        let stated = Stated::of(&metadata);
        assert_eq!(stated.title, "工作  动态 &<标题>");
        let standards = Settings::default().standards();
        let packet = String::from_utf8(xmp::packet(&stated, standards)).unwrap();
        let tree = roxmltree::Document::parse(&packet).unwrap();
        let text = |name: &str| {
            let node = tree.descendants().find(|node| node.tag_name().name() == name);
            node.unwrap_or_else(|| panic!("no {name}")).descendants().find_map(|node| node.text()).unwrap()
        };
        assert_eq!(text("CreateDate"), "2021-03-29T00:00:00+08:00");
        let title = tree.descendants().find(|node| node.tag_name().name() == "title").unwrap();
        let title: String =
            title.descendants().filter_map(|node| node.is_text().then(|| node.text()).flatten()).collect();
        assert_eq!(title.trim(), stated.title);
    }
}
