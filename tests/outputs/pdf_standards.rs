//! What PDFs say of themselves for each purpose: output intents, identifiers, and what must be stated.

use crate::support;

use hongtou::diagnostic::{Diagnostic, Problem, Statement};
use hongtou::fonts::FontBook;
use hongtou::page::{Item, Pages};
use hongtou::pdf::{self, OutputProfile, Purpose, Settings};
use hongtou::units::Length;
use lopdf::{Dictionary, Document, Object};
use support::{a4, document, run};

fn fonts() -> FontBook {
    support::book(&["FandolFang-Regular.ttf"])
}

/// Two pages of text.
fn sample(book: &FontBook) -> Pages {
    let line = |text| Item::Text(run(book, 0, text, Length::mm(28), Length::mm(60), Length::pt(16)));
    document(vec![a4(vec![line("各部门要认真贯彻落实，")]), a4(vec![line("落实工作。")])])
}

#[test]
fn all_that_the_document_must_say_and_does_not_is_told_at_once() {
    let book = fonts();
    let mut pages = document(vec![a4(Vec::new())]);
    pages.metadata = Default::default();
    let unstated = |purpose, tags| -> Vec<Statement> {
        let settings = Settings { purpose, tags, ..Settings::default() };
        let problems = pdf::write_as(&pages, &book, &settings).err().unwrap_or_default();
        let what = |diagnostic: Diagnostic| match diagnostic.problem {
            Problem::Unstated { what } => what,
            other => panic!("{other:?}"),
        };
        problems.into_iter().map(what).collect()
    };
    use Statement::{Date, Language, Title};
    assert_eq!(unstated(Purpose::Print, true), [Title, Date, Language]);
    assert_eq!(unstated(Purpose::X4, true), [Title, Date]);
    assert_eq!(unstated(Purpose::A2u, true), [Title, Language]);
    assert_eq!(unstated(Purpose::A2u, false), []);
    assert_eq!(unstated(Purpose::Plain, true), []);
}

#[test]
fn what_a_purpose_does_without_is_not_there() {
    let book = fonts();
    for (purpose, tags, intents, tagged) in [
        (Purpose::Print, true, &["GTS_PDFX", "GTS_PDFA1"][..], true),
        (Purpose::Print, false, &["GTS_PDFX", "GTS_PDFA1"], false),
        (Purpose::X4, true, &["GTS_PDFX"], false),
        (Purpose::A2u, true, &["GTS_PDFA1"], true),
        (Purpose::Plain, true, &[], false),
    ] {
        let settings = Settings { purpose, tags, ..Settings::default() };
        let bytes = pdf::write_as(&sample(&book), &book, &settings).unwrap();
        let document = Document::load_mem(&bytes).unwrap();
        let catalog = document.catalog().unwrap();
        let found: Vec<&[u8]> = match catalog.get(b"OutputIntents") {
            Ok(list) => list.as_array().unwrap().iter().map(|intent| subtype(&document, intent)).collect(),
            Err(_) => Vec::new(),
        };
        assert_eq!(found, intents.iter().map(|name| name.as_bytes()).collect::<Vec<_>>(), "{purpose:?}");
        assert_eq!(catalog.has(b"Metadata"), !intents.is_empty(), "{purpose:?}");
        assert_eq!(catalog.has(b"StructTreeRoot"), tagged, "{purpose:?}");
        let content = document.get_page_content(document.get_pages()[&1]);
        assert_eq!(content.windows(3).any(|window| window == b"BDC"), tagged, "{purpose:?}");
        // Language and overprint are not a matter of standards.
        assert!(catalog.has(b"Lang") && content.windows(8).any(|window| window == b"/Over gs"));
    }
}

fn subtype<'a>(document: &'a Document, intent: &'a Object) -> &'a [u8] {
    document.dereference(intent).unwrap().1.as_dict().unwrap().get(b"S").unwrap().as_name().unwrap()
}

#[test]
fn both_intents_share_one_profile_which_can_be_another() {
    let book = fonts();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/layouts/profiles/FOGRA39L_coated.icc");
    let own = Settings { profile: OutputProfile::read(path.as_ref()).unwrap(), ..Settings::default() };
    for (settings, identifier) in [(Settings::default(), "FOGRA39"), (own, "Custom")] {
        let bytes = pdf::write_as(&sample(&book), &book, &settings).unwrap();
        let document = Document::load_mem(&bytes).unwrap();
        let intents = document.catalog().unwrap().get(b"OutputIntents").unwrap().as_array().unwrap();
        let intents: Vec<&Dictionary> =
            intents.iter().map(|intent| document.dereference(intent).unwrap().1.as_dict().unwrap()).collect();
        let profile = |intent: &Dictionary| intent.get(b"DestOutputProfile").unwrap().as_reference().unwrap();
        assert_eq!(profile(intents[0]), profile(intents[1]));
        let named = intents[0].get(b"OutputConditionIdentifier").unwrap().as_str().unwrap();
        assert_eq!(named, identifier.as_bytes());
        let stream = document.get_object(profile(intents[0])).unwrap().as_stream().unwrap();
        assert!(stream.get_plain_content().unwrap() == std::fs::read(path).unwrap());
    }
}

#[test]
fn the_packet_and_the_trailer_have_the_hash_of_the_file() {
    let book = fonts();
    let bytes = pdf::write(&sample(&book), &book).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    let packet = &text[text.find("<x:xmpmeta").unwrap()..text.find("</x:xmpmeta>").unwrap()];
    let value =
        |property: &str| packet.split(&format!("<{property}>")).nth(1).unwrap().split('<').next().unwrap();
    let trailer = Document::load_mem(&bytes).unwrap().trailer;
    let id = trailer.get(b"ID").unwrap().as_array().unwrap()[0].as_str().unwrap().to_vec();
    let hex: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    let instance = value("xmpMM:InstanceID").replace("uuid:", "").replace('-', "");
    // Two digits of a uuid say how it was made.
    assert_eq!((&instance[..12], &instance[17..]), (&hex[..12], &hex[17..]));
    // Another version of the same document is the same document.
    let mut other = sample(&book);
    other.pages.pop();
    let other = pdf::write(&other, &book).unwrap();
    let other = String::from_utf8_lossy(&other);
    assert!(other.contains(value("xmpMM:DocumentID")) && !other.contains(value("xmpMM:InstanceID")));
}
