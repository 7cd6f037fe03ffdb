//! The table from codes to the text that they stand for (PDF 32000-1, 9.10.3).

use super::codes::UsedGlyph;
use super::number;

/// The most entries that a section of the table may have (Adobe technical note 5014).
const SECTION: usize = 100;

const HEAD: &[u8] = b"/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
";

const TAIL: &[u8] = b"endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

/// The table of one layer of a face.
pub(super) fn table(glyphs: &[UsedGlyph], layer: usize) -> Vec<u8> {
    let entries: Vec<(u16, &str)> =
        glyphs.iter().filter_map(|glyph| Some((glyph.code, *glyph.texts.get(layer)?))).collect();
    let mut out = Vec::with_capacity(HEAD.len() + TAIL.len() + entries.len() * 16);
    out.extend_from_slice(HEAD);
    for section in entries.chunks(SECTION) {
        number::integer(&mut out, section.len() as u64);
        out.extend_from_slice(b" beginbfchar\n");
        for (code, text) in section {
            hex(&mut out, [*code]);
            // Not needed by the grammar, but by readers that part the words at spaces.
            out.push(b' ');
            hex(&mut out, text.encode_utf16());
            out.push(b'\n');
        }
        out.extend_from_slice(b"endbfchar\n");
    }
    out.extend_from_slice(TAIL);
    out
}

/// Appends 16-bit units as a string of hexadecimal digits.
pub(super) fn hex(out: &mut Vec<u8>, units: impl IntoIterator<Item = u16>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push(b'<');
    for unit in units {
        for shift in [12, 8, 4, 0] {
            out.push(DIGITS[usize::from(unit >> shift & 15)]);
        }
    }
    out.push(b'>');
}
