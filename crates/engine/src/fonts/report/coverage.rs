//! How much of the Chinese character sets a face covers.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

use encoding_rs::GBK;
use serde::Serialize;

use hongtou_base::han::is_han;

/// How many characters of a set are covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Characters that are covered.
    pub has: usize,
    /// Characters of the set.
    pub of: usize,
}

/// How much of the Chinese character sets is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The hanzi of GB 2312, both levels.
    pub gb2312: Count,
    /// The hanzi of GBK, those of GB 2312 among them, save six without a settled Unicode place.
    pub gbk: Count,
    /// CJK Unified Ideographs, U+4E00–9FFF.
    pub unified: Count,
    /// Extension A, U+3400–4DBF.
    pub extension_a: Count,
    /// Extension B, U+20000–2A6DF.
    pub extension_b: Count,
}

/// The characters of the counted sets that are covered.
///
/// Asked of each face once; a role is the union of its faces.
#[derive(Debug, Clone, Default)]
pub(super) struct Repertoire(BTreeSet<char>);

impl Repertoire {
    pub fn of(covers: impl Fn(char) -> bool) -> Repertoire {
        let blocks = BLOCKS.into_iter().flatten();
        Repertoire(blocks.filter(|character| covers(*character)).collect())
    }

    pub fn add(&mut self, other: &Repertoire) {
        self.0.extend(&other.0);
    }

    /// Without what is not hanzi.
    pub fn hanzi_only(&self) -> Repertoire {
        Repertoire(self.0.iter().copied().filter(|character| is_han(*character)).collect())
    }

    pub fn coverage(&self) -> Coverage {
        let set =
            |set: &[char]| Count { has: set.iter().filter(|c| self.0.contains(c)).count(), of: set.len() };
        let block = |block: RangeInclusive<char>| Count {
            has: self.0.range(block.clone()).count(),
            of: block.count(),
        };
        Coverage {
            gb2312: set(&GB2312_HANZI),
            gbk: set(&GBK_HANZI),
            unified: block(UNIFIED),
            extension_a: block(EXTENSION_A),
            extension_b: block(EXTENSION_B),
        }
    }
}

const UNIFIED: RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';
const EXTENSION_A: RangeInclusive<char> = '\u{3400}'..='\u{4DBF}';
const EXTENSION_B: RangeInclusive<char> = '\u{20000}'..='\u{2A6DF}';
/// Where the counted characters stand: the blocks above, and the radicals and compatibility forms of GBK.
const BLOCKS: [RangeInclusive<char>; 5] =
    ['\u{2E80}'..='\u{2EFF}', EXTENSION_A, UNIFIED, '\u{F900}'..='\u{FAFF}', EXTENSION_B];

/// Level 1 stands in the rows B0–D7, level 2 in D8–F7, all in the columns A1–FE.
static GB2312_HANZI: LazyLock<Vec<char>> = LazyLock::new(|| hanzi_of_codes(0xB0..=0xF7, 0xA1..=0xFE));
static GBK_HANZI: LazyLock<Vec<char>> = LazyLock::new(|| hanzi_of_codes(0x81..=0xFE, 0x40..=0xFE));

/// The hanzi among the two-byte codes of GBK with some first and second bytes.
fn hanzi_of_codes(first: RangeInclusive<u8>, second: RangeInclusive<u8>) -> Vec<char> {
    let codes = first.flat_map(|first| second.clone().map(move |second| [first, second]));
    codes.filter_map(decode).filter(|character| is_ideograph(*character)).collect()
}

fn decode(code: [u8; 2]) -> Option<char> {
    let text = GBK.decode_without_bom_handling_and_without_replacement(&code)?;
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

/// Ideographs, and the radicals that GBK counts among them; 〇 is a symbol in these sets.
fn is_ideograph(character: char) -> bool {
    BLOCKS.iter().any(|block| block.contains(&character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_have_as_many_hanzi_as_the_standards_say() {
        assert_eq!(hanzi_of_codes(0xB0..=0xD7, 0xA1..=0xFE).len(), 3755);
        assert_eq!(hanzi_of_codes(0xD8..=0xF7, 0xA1..=0xFE).len(), 3008);
        assert_eq!(GB2312_HANZI.first(), Some(&'啊'));
        assert_eq!(GB2312_HANZI.last(), Some(&'齄'));
        // GBK has 21,003; six of them have only Private Use codes in the decoding table.
        assert_eq!(GBK_HANZI.len(), 20_997);
    }

    #[test]
    fn counting_asks_for_each_character() {
        let coverage = Repertoire::of(|character| character == '啊').coverage();
        assert_eq!(coverage.gb2312, Count { has: 1, of: 6763 });
        assert_eq!(coverage.unified, Count { has: 1, of: 20_992 });
        assert_eq!(coverage.extension_a, Count { has: 0, of: 6592 });
        assert_eq!(coverage.extension_b, Count { has: 0, of: 42_720 });
    }
}
