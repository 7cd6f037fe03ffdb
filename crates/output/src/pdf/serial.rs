//! Objects as bytes, for files that are written while they are made; lopdf writes whole documents only.

use std::io::Write;

use lopdf::{Dictionary, Object, Stream, StringFormat};

/// Appends an object that is no stream.
pub(super) fn object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(true) => out.extend_from_slice(b"true"),
        Object::Boolean(false) => out.extend_from_slice(b"false"),
        Object::Integer(value) => text(out, value),
        // Never with an exponent, and as few digits as tell it from its neighbours.
        Object::Real(value) => text(out, value),
        Object::Name(value) => name(out, value),
        Object::String(value, StringFormat::Hexadecimal) => hexadecimal(out, value),
        Object::String(value, StringFormat::Literal) => literal(out, value),
        Object::Array(values) => {
            out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                self::object(out, value);
            }
            out.push(b']');
        }
        Object::Dictionary(value) => dictionary(out, value),
        Object::Stream(stream) => dictionary(out, &stream.dict),
        Object::Reference((number, generation)) => text(out, &format_args!("{number} {generation} R")),
    }
}

/// Appends a stream, its length as it is.
pub(super) fn stream(out: &mut Vec<u8>, stream: &Stream) {
    let mut dict = stream.dict.clone();
    dict.set("Length", stream.content.len() as i64);
    dictionary(out, &dict);
    body(out, &stream.content);
}

/// Appends a stream's content between its keywords.
///
/// Data that end with CR are followed by CR, as CR and LF together are one line end, and whoever counts up to it
/// finds a byte less than Length says (ISO 19005-2, 6.1.7.1).
pub(super) fn body(out: &mut Vec<u8>, content: &[u8]) {
    out.extend_from_slice(b"stream\n");
    out.extend_from_slice(content);
    out.push(if content.ends_with(b"\r") { b'\r' } else { b'\n' });
    out.extend_from_slice(b"endstream");
}

fn dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        name(out, key);
        out.push(b' ');
        object(out, value);
    }
    out.extend_from_slice(b">>");
}

/// PDF 32000-1, 7.3.5: what is no regular character is written as its code.
fn name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        if byte.is_ascii_graphic() && !b"#()<>[]{}/%".contains(&byte) {
            out.push(byte);
        } else {
            text(out, &format_args!("#{byte:02X}"));
        }
    }
}

fn literal(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'(');
    for &byte in value {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            // A reader takes a bare carriage return for a line feed.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn hexadecimal(out: &mut Vec<u8>, value: &[u8]) {
    out.push(b'<');
    for byte in value {
        text(out, &format_args!("{byte:02X}"));
    }
    out.push(b'>');
}

fn text(out: &mut Vec<u8>, value: &dyn std::fmt::Display) {
    // Writing to a vector does not fail.
    let _ = write!(out, "{value}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    #[test]
    fn objects_are_written_as_the_standard_has_them() {
        let value = Object::Dictionary(dictionary! {
            "A B" => vec![Object::Integer(-1), Object::Real(0.5), Object::Null, Object::Boolean(true)],
            "S" => Object::String(b"a(b\\\r".to_vec(), StringFormat::Literal),
            "H" => Object::String(vec![0xFE, 1], StringFormat::Hexadecimal),
            "R" => Object::Reference((12, 0)),
        });
        let mut out = Vec::new();
        object(&mut out, &value);
        let expected = b"<</A#20B [-1 .5 null true]/S (a\\(b\\\\\\r)/H <FE01>/R 12 0 R>>";
        let expected = String::from_utf8_lossy(expected).replace(" .5", " 0.5");
        assert_eq!(String::from_utf8_lossy(&out), expected);
    }

    #[test]
    fn small_and_large_numbers_have_no_exponent() {
        for (value, expected) in [(1e-7f32, "0.0000001"), (1e10, "10000000000"), (-595.2756, "-595.2756")] {
            let mut out = Vec::new();
            object(&mut out, &Object::Real(value));
            assert_eq!(String::from_utf8_lossy(&out), expected);
        }
    }
}
