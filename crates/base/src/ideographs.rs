//! Characters that look like an ideograph and are another code point: radicals, and compatibility ideographs.
//!
//! They come along when text is copied out of PDF files. On paper nobody sees the difference, but no search finds them.

mod radicals;

use unicode_normalization::UnicodeNormalization;

/// The ordinary ideograph for a radical or a compatibility ideograph; `None` for every other character.
///
/// The twelve characters of the compatibility block that are unified ideographs, such as U+FA0E, stay as they are.
///
/// ```
/// use hongtou_base::ideographs::ordinary;
///
/// assert_eq!(ordinary('\u{2EDD}'), Some('食')); // CJK RADICAL EAT ONE
/// assert_eq!(ordinary('\u{2FAE}'), Some('非')); // KANGXI RADICAL WRONG
/// assert_eq!(ordinary('\u{F98E}'), Some('年'));
/// assert_eq!(ordinary('\u{FA0E}'), None);
/// assert_eq!(ordinary('年'), None);
/// ```
pub fn ordinary(character: char) -> Option<char> {
    match character {
        '\u{2E80}'..='\u{2EFF}' => {
            let place = radicals::SUPPLEMENT.binary_search_by_key(&character, |&(radical, _)| radical);
            place.ok().map(|place| radicals::SUPPLEMENT[place].1)
        }
        // The Kangxi radicals have a compatibility decomposition, the compatibility ideographs a canonical one.
        '\u{2F00}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            character.nfkc().next().filter(|&ordinary| ordinary != character)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order_and_leads_to_ideographs() {
        assert!(radicals::SUPPLEMENT.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (radical, ideograph) in radicals::SUPPLEMENT {
            assert!(('\u{2E80}'..='\u{2EFF}').contains(&radical), "{radical}");
            assert_eq!(ordinary(ideograph), None, "{radical} leads to {ideograph}");
        }
        // Of the supplement two have a compatibility decomposition; the table agrees.
        for radical in ['\u{2E9F}', '\u{2EF3}'] {
            assert_eq!(ordinary(radical), radical.nfkc().next());
        }
    }

    #[test]
    fn every_kangxi_radical_has_an_ideograph() {
        for code in 0x2F00..=0x2FD5 {
            let radical = char::from_u32(code).unwrap();
            assert!(
                ordinary(radical).is_some_and(|found| ('\u{3400}'..='\u{9FFF}').contains(&found)),
                "{code:X}"
            );
        }
    }

    #[test]
    fn the_twelve_unified_ideographs_among_the_compatibility_ones_stay() {
        for code in
            [0xFA0E, 0xFA0F, 0xFA11, 0xFA13, 0xFA14, 0xFA1F, 0xFA21, 0xFA23, 0xFA24, 0xFA27, 0xFA28, 0xFA29]
        {
            assert_eq!(ordinary(char::from_u32(code).unwrap()), None, "{code:X}");
        }
    }
}
