//! Word files → units. The file comes from anywhere: nothing in it is trusted.

mod body;
mod numbers;
mod relations;
mod styles;
mod xml;

use std::io::{Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

use self::xml::{attribute, each_event};
use super::report::{Report, Rule};
use super::unit::{Origin, Unit};
use hongtou_base::diagnostic::WordFault;

/// The most parts that a file may have; one with a thousand pictures has some two thousand.
const MOST_PARTS: usize = 10_000;
/// The longest part that is read, in bytes, and the most that is read in all: XML of some thousand pages.
const LONGEST_PART: u64 = 24 << 20;
const LONGEST_IN_ALL: u64 = 40 << 20;
/// How many times as long as its packed form a part may be, where it is long at all: XML reaches some 50.
const MOST_RATIO: u64 = 200;
/// Below this a part is harmless, however well it packs.
const HARMLESS: u64 = 1 << 20;

/// The start of every zip file, of the old Word's and encrypted files, and of the record at a zip file's end.
const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const END_RECORD: &[u8] = b"PK\x05\x06";

/// Whether bytes begin as a Word file does, a new or an old one.
pub(super) fn is_word(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// The paragraphs of a Word file.
///
/// # Errors
/// A file that is damaged, or that could do harm.
///
/// Says as well whether every page's end is known.
pub(super) fn units(bytes: &[u8], report: &mut Report) -> Result<(Vec<Unit>, bool), WordFault> {
    if bytes.starts_with(COMPOUND) {
        return Err(WordFault::OldOrEncrypted);
    }
    let mut package = Package::open(bytes)?;
    package.tell(report)?;
    let main = package.main_part()?;
    let relations = package.relations(&main)?;
    // A file that names no such part may have one by its usual name.
    let named = |kind: &str, usual: &str| {
        let target = relations.iter().find(|relation| relation.kind == kind).map(|r| r.target.clone());
        target.unwrap_or_else(|| usual.to_owned())
    };
    let styles = named("styles", "word/styles.xml");
    let styles = styles::read(&package.part(&styles)?.unwrap_or_default())?;
    let numbers = named("numbering", "word/numbering.xml");
    let numbers = numbers::read(&package.part(&numbers)?.unwrap_or_default())?;
    let document = package.part(&main)?.ok_or(WordFault::NoDocument)?;
    let mut reader = body::Body::new(&styles, &numbers, report);
    reader.read(&document, &main, Origin::Paragraph)?;
    drop(document);
    for (kind, start, origin) in BESIDE {
        let mut names = package.names_like(start);
        let related = relations.iter().filter(|relation| relation.kind == kind);
        names.extend(related.map(|relation| relation.target.clone()).filter(|name| package.has(name)));
        names.sort();
        names.dedup();
        for name in names {
            let part = package.part(&name)?.unwrap_or_default();
            reader.read(&part, &name, origin)?;
        }
    }
    let pages = pages(&package.part("docProps/app.xml")?.unwrap_or_default())?;
    Ok(reader.finish(pages))
}

/// How many pages the file says that it has; 0 if it does not say.
fn pages(part: &[u8]) -> Result<u32, WordFault> {
    let (mut inside, mut pages) = (false, 0);
    each_event(part, "docProps/app.xml", |event| {
        match event {
            Event::Start(element) => inside = element.local_name().as_ref() == "Pages",
            Event::End(_) => inside = false,
            Event::Text(text) if inside => pages = text.trim().parse().unwrap_or(0),
            _ => {}
        }
        Ok(())
    })?;
    Ok(pages)
}

/// Parts with text beside the running one: what the running one calls them, and the starts of their usual names.
const BESIDE: [(&str, &str, Origin); 5] = [
    ("header", "word/header", Origin::Header),
    ("footer", "word/footer", Origin::Footer),
    ("footnotes", "word/footnotes", Origin::Note),
    ("endnotes", "word/endnotes", Origin::Note),
    ("comments", "word/comments.", Origin::Comment),
];

/// The zip file.
struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of its parts, in order.
    names: Vec<String>,
    /// How many bytes were unpacked.
    read: u64,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Package<'a>, WordFault> {
        let at = memchr::memmem::rfind(bytes, END_RECORD);
        let count = at.and_then(|at| bytes.get(at + 10..at + 12)).ok_or(WordFault::Truncated)?;
        // Before anything is set up for each of them.
        let parts = usize::from(u16::from_le_bytes([count[0], count[1]]));
        if parts > MOST_PARTS {
            return Err(WordFault::TooManyParts { parts, most: MOST_PARTS });
        }
        let damaged_zip = |error: zip::result::ZipError| WordFault::Damaged {
            part: "zip".to_owned(),
            reason: error.to_string(),
        };
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged_zip)?;
        if archive.len() > MOST_PARTS {
            return Err(WordFault::TooManyParts { parts: archive.len(), most: MOST_PARTS });
        }
        let mut names = Vec::new();
        for name in archive.file_names() {
            let name = name.map_err(damaged_zip)?.into_owned();
            let leaves = name.split(['/', '\\']).any(|step| step == "..");
            if leaves || name.starts_with(['/', '\\']) || name.contains([':', '\0']) {
                return Err(WordFault::UnsafeName { name });
            }
            names.push(name);
        }
        names.sort();
        Ok(Package { archive, names, read: 0 })
    }

    /// Macros, embedded objects and links to the outside are told, and nothing is done with them.
    fn tell(&mut self, report: &mut Report) -> Result<(), WordFault> {
        let names = self.names.clone();
        for name in &names {
            if name.to_ascii_lowercase().ends_with("vbaproject.bin") {
                report.file(Rule::Macros, name.clone());
            }
            if name.starts_with("word/embeddings/") || name.starts_with("word/activeX/") {
                report.file(Rule::Picture, name.clone());
            }
        }
        for name in names.iter().filter(|name| name.starts_with("word/_rels/") && name.ends_with(".rels")) {
            let part = self.part(name)?.unwrap_or_default();
            for target in external(&part, name)? {
                report.file(Rule::ExternalLink, target);
            }
        }
        Ok(())
    }

    fn names_like(&self, start: &str) -> Vec<String> {
        let is = |name: &&String| name.starts_with(start) && name.ends_with(".xml");
        self.names.iter().filter(is).cloned().collect()
    }

    /// A part, unpacked; `None` if there is none of that name.
    fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, WordFault> {
        let damaged = |reason: String| WordFault::Damaged { part: name.to_owned(), reason };
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(damaged(error.to_string())),
        };
        let (said, packed) = (file.size(), file.compressed_size());
        let limit = LONGEST_PART.min(LONGEST_IN_ALL - self.read);
        let too_long = || WordFault::TooLong { part: name.to_owned(), limit };
        if said > limit {
            return Err(too_long());
        }
        if said > HARMLESS && said / packed.max(1) > MOST_RATIO {
            return Err(WordFault::Bomb { part: name.to_owned(), times: said / packed.max(1) });
        }
        // What the head says need not be so.
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| damaged(error.to_string()))?;
        let length = bytes.len() as u64;
        if length > limit {
            return Err(too_long());
        }
        if length > HARMLESS && length / packed.max(1) > MOST_RATIO {
            return Err(WordFault::Bomb { part: name.to_owned(), times: length / packed.max(1) });
        }
        self.read += length;
        Ok(Some(bytes))
    }
}

/// The targets outside of the file that a part of relationships names; links of text among them.
fn external(part: &[u8], name: &str) -> Result<Vec<String>, WordFault> {
    let mut targets = Vec::new();
    each_event(part, name, |event| {
        if let Event::Start(element) | Event::Empty(element) = event
            && attribute(element, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("External"))
        {
            targets.extend(attribute(element, "Target"));
        }
        Ok(())
    })?;
    Ok(targets)
}
