//! A PDF file that is written while it is made: objects leave memory as soon as they are whole.
//!
//! Small objects are packed into object streams; at the end stands the table of where everything is, with the
//! hash of all that was written before it as the file's identifier (PDF 32000-1, 7.5.7, 7.5.8).

use std::io::{self, Write};

use xxhash_rust::xxh3::Xxh3;

use super::compress;
use super::number;
use super::serial;

/// How many objects stand in an object stream.
const PACKED: usize = 200;

/// A file on its way out.
pub(super) struct Growing<'w> {
    out: &'w mut dyn Write,
    hash: Xxh3,
    written: u64,
    /// Where each object is, by its number.
    places: Vec<Place>,
    /// Numbers and offsets of the objects in `bodies`.
    packed: Vec<(u32, usize)>,
    bodies: Vec<u8>,
}

/// Where an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Nowhere,
    /// At an offset in the file.
    At(u64),
    /// In an object stream, so many objects in.
    In(u32, u32),
}

impl<'w> Growing<'w> {
    /// Begins a file in which the object numbers below `next` are given away already.
    pub fn begin(out: &'w mut dyn Write, next: u32) -> io::Result<Growing<'w>> {
        let mut file = Growing {
            out,
            hash: Xxh3::new(),
            written: 0,
            places: vec![Place::Nowhere; next.max(1) as usize],
            packed: Vec::new(),
            bodies: Vec::new(),
        };
        // PDF 32000-1, 7.5.2: bytes above 127 say that the file is not text.
        file.put(b"%PDF-1.6\n%\xE7\xBA\xA2\xE5\xA4\xB4\n")?;
        Ok(file)
    }

    /// A number for an object.
    pub fn number(&mut self) -> u32 {
        self.numbers(1)
    }

    /// Numbers for so many objects, one after the other; gives the first.
    pub fn numbers(&mut self, count: usize) -> u32 {
        let first = self.places.len() as u32;
        self.places.resize(self.places.len() + count, Place::Nowhere);
        first
    }

    /// Writes an object as it is: streams, which cannot be packed.
    pub fn object(&mut self, number: u32, body: &[u8]) -> io::Result<()> {
        self.note(number, Place::At(self.written));
        let mut head = Vec::with_capacity(16);
        number::integer(&mut head, number.into());
        head.extend_from_slice(b" 0 obj\n");
        self.put(&head)?;
        self.put(body)?;
        self.put(b"\nendobj\n")
    }

    /// Writes a stream whose dictionary begins with `entries`.
    pub fn stream(&mut self, number: u32, entries: &[u8], content: &[u8]) -> io::Result<()> {
        let mut body = Vec::with_capacity(content.len() + entries.len() + 48);
        body.extend_from_slice(b"<<");
        body.extend_from_slice(entries);
        body.extend_from_slice(b"/Length ");
        number::integer(&mut body, content.len() as u64);
        body.extend_from_slice(b">>");
        serial::body(&mut body, content);
        self.object(number, &body)
    }

    /// Adds an object that is no stream to those that are packed together.
    pub fn pack(&mut self, number: u32, body: &[u8]) -> io::Result<()> {
        self.packed.push((number, self.bodies.len()));
        self.bodies.extend_from_slice(body);
        self.bodies.push(b'\n');
        if self.packed.len() == PACKED { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.packed.is_empty() {
            return Ok(());
        }
        let stream = self.number();
        let mut content = Vec::with_capacity(self.bodies.len() + self.packed.len() * 16);
        let packed = std::mem::take(&mut self.packed);
        for (index, &(number, offset)) in packed.iter().enumerate() {
            self.note(number, Place::In(stream, index as u32));
            number::integer(&mut content, number.into());
            content.push(b' ');
            number::integer(&mut content, offset as u64);
            content.push(b' ');
        }
        let entries = format!("/Type/ObjStm/N {}/First {}/Filter/FlateDecode", packed.len(), content.len());
        content.append(&mut self.bodies);
        self.stream(stream, entries.as_bytes(), &compress::text(&content))
    }

    /// Writes the table of objects and what the trailer says, and ends the file.
    pub fn end(mut self, root: u32, info: u32) -> io::Result<()> {
        self.flush()?;
        let number = self.number();
        let start = self.written;
        self.note(number, Place::At(start));
        let table = compress::text(&self.table());
        let identifier = format!("{:032X}", self.hash.digest128());
        let entries = format!(
            "/Type/XRef/Size {}/W[1 5 2]/Root {root} 0 R/Info {info} 0 R/ID[<{identifier}><{identifier}>]\
             /Filter/FlateDecode/DecodeParms<</Predictor 12/Columns {COLUMNS}>>",
            self.places.len()
        );
        self.stream(number, entries.as_bytes(), &table)?;
        let end = format!("startxref\n{start}\n%%EOF\n");
        self.put(end.as_bytes())?;
        self.out.flush()
    }

    /// The rows of the table, each as the difference from the row above (PNG's predictor “up”).
    fn table(&self) -> Vec<u8> {
        let mut table = Vec::with_capacity(self.places.len() * (COLUMNS + 1));
        let mut above = [0u8; COLUMNS];
        for place in &self.places {
            let row = row(*place);
            table.push(2);
            table.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = row;
        }
        table
    }

    fn note(&mut self, number: u32, place: Place) {
        if let Some(known) = self.places.get_mut(number as usize) {
            *known = place;
        }
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.written += bytes.len() as u64;
        self.out.write_all(bytes)
    }
}

/// Bytes of a row: what it is, where it is, the index in an object stream.
const COLUMNS: usize = 8;

fn row(place: Place) -> [u8; COLUMNS] {
    let (kind, at, index) = match place {
        Place::Nowhere => (0, 0, u16::MAX),
        Place::At(offset) => (1, offset, 0),
        Place::In(stream, index) => (2, stream.into(), index as u16),
    };
    let [_, _, _, a, b, c, d, e] = at.to_be_bytes();
    let [f, g] = index.to_be_bytes();
    [kind, a, b, c, d, e, f, g]
}
