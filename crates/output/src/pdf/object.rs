//! Objects of PDF that several parts of a file need.

use lopdf::{Dictionary, Object, Stream};

use super::number;
use hongtou_engine::page::Page;

/// A stream whose content is compressed already.
pub fn deflated(content: Vec<u8>, mut dictionary: Dictionary) -> Stream {
    dictionary.set("Filter", name("FlateDecode"));
    Stream::new(dictionary, content).with_compression(false)
}

pub fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A string for people (PDF 32000-1, 7.9.2.2): plain if it is ASCII, else UTF-16 with the mark that says so.
pub fn text_string(text: &str) -> Object {
    let bytes = if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        text.as_bytes().to_vec()
    } else {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
    };
    Object::String(bytes, lopdf::StringFormat::Literal)
}

/// A page's rectangle, from its lower left corner to its upper right.
pub fn corners(page: &Page) -> Object {
    Object::Array(vec![0.into(), 0.into(), number::object(page.width), number::object(page.height)])
}
