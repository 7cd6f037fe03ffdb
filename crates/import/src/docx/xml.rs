//! One part of a package, read event by event.

use quick_xml::Reader;
use quick_xml::events::Event;

use hongtou_base::diagnostic::WordFault;

/// Reads XML, and refuses what could make much of little: document types, and with them entities.
pub(super) fn each_event(
    part: &[u8],
    name: &str,
    mut take: impl FnMut(&Event<'_>) -> Result<(), WordFault>,
) -> Result<(), WordFault> {
    let damaged = |reason: String| WordFault::Damaged { part: name.to_owned(), reason };
    let mut reader = Reader::from_reader(part);
    let mut depth = 0_usize;
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(|error| damaged(error.to_string()))? {
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(damaged("the end is missing".to_owned())),
            Event::DocType(_) => return Err(WordFault::Doctype { part: name.to_owned() }),
            event => {
                match event {
                    Event::Start(_) if depth >= DEEPEST => {
                        return Err(damaged("elements stand too deep in each other".to_owned()));
                    }
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth = depth.saturating_sub(1),
                    _ => {}
                }
                take(&event)?;
            }
        }
        buffer.clear();
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &quick_xml::events::BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.value.to_string();
    // The entities that XML has without a document type; others stay as they are written.
    Some(quick_xml::escape::unescape(&value).map_or(value.clone(), std::borrow::Cow::into_owned))
}

/// Whether a property such as `w:b` holds: it does if it is there, unless its value says no.
pub(super) fn is_on(element: &quick_xml::events::BytesStart<'_>) -> bool {
    !attribute(element, "val").is_some_and(|value| matches!(value.as_str(), "0" | "false" | "off" | "none"))
}

/// How deep elements may stand in each other; tables in tables in text boxes make some fifty.
const DEEPEST: usize = 400;
