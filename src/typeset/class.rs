//! Character classes: what a character may do at the edges of a line, and which of its sides is blank.
//!
//! The tables follow GB/T 15834-2011 5.1, CLREQ 3.1 (marks) and 3.1.4 (prohibition rules).

/// What a character is to Chinese composition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Ideographs, kana, full-width letters and other characters an em wide that may stand anywhere.
    Han,
    /// Opening quotes, brackets and title marks: the left half is blank.
    Opening,
    /// Closing quotes, brackets and title marks: the right half is blank.
    Closing,
    /// ， 、 ； ： the right half is blank.
    Pause,
    /// 。 ． the right half is blank.
    Stop,
    /// ？ ！ the right half is blank; two in a row take one em (GB/T 15834 5.1.2).
    Exclamation,
    /// —— and ⸺, two em, never parted (5.1.4).
    Dash,
    /// ……, two em, never parted (5.1.5).
    Ellipsis,
    /// ～ — – between numbers or places (5.1.6).
    Connector,
    /// · (5.1.7).
    Interpunct,
    /// ／ (5.1.9).
    Solidus,
    /// Marks that stand before a number.
    Prefix,
    /// Marks that stand after a number, and small signs that may not begin a line.
    Suffix,
    /// Western letters.
    Letter,
    /// Western digits.
    Digit,
    /// Western marks.
    WesternMark,
    /// A space between Western words.
    Space,
    /// A character without width, such as a zero width space.
    Invisible,
    /// Emoji and other scripts: UAX #14 alone decides.
    Other,
}

/// Characters of each class that is told by a list.
const TABLE: [(Class, &str); 12] = [
    (Class::Opening, "“‘（〔【〖［｛《〈「『〝｟"),
    (Class::Closing, "”’）〕】〗］｝》〉」』〞〟｠"),
    (Class::Pause, "，、；："),
    (Class::Stop, "。．｡"),
    (Class::Exclamation, "？！"),
    (Class::Dash, "⸺"),
    (Class::Ellipsis, "⋯"),
    (Class::Connector, "～—–―〜－"),
    (Class::Interpunct, "·‧・"),
    (Class::Solidus, "／"),
    (Class::Prefix, "￥＄￡￠№§＃"),
    (Class::Suffix, "％‰℃℉°′″々〃〻ー"),
];

/// The class of a character that stands alone; the units —— and …… are found by [`super::segment`].
pub fn class_of(character: char) -> Class {
    match character {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' => Class::Han,
        '0'..='9' => Class::Digit,
        'A'..='Z' | 'a'..='z' => Class::Letter,
        ' ' | '\t' | '\n' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => Class::Space,
        '!'..='~' => Class::WesternMark,
        _ => class_of_rare(character),
    }
}

fn class_of_rare(character: char) -> Class {
    if let Some((class, _)) = TABLE.iter().find(|(_, members)| members.contains(character)) {
        return *class;
    }
    match character {
        '…' => Class::Ellipsis,
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}' => Class::Invisible,
        // Latin-1 and the other alphabets that a bulletin may quote a word of.
        '\u{A1}'..='\u{BF}' | '×' | '÷' => match character {
            'ª' | 'µ' | 'º' => Class::Letter,
            _ => Class::WesternMark,
        },
        '\u{C0}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}' => Class::Letter,
        '‐' | '‑' | '‒' | '†' | '‡' | '•' | '€' => Class::WesternMark,
        // Kana, Bopomofo, compatibility ideographs, enclosed numbers, squared units, full-width forms.
        '\u{2460}'..='\u{24FF}'
        | '\u{2E80}'..='\u{33FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FFEF}'
        | '\u{2190}'..='\u{21FF}'
        | '\u{2200}'..='\u{22FF}'
        | '\u{2500}'..='\u{26FF}' => Class::Han,
        '\u{2100}'..='\u{218F}' | '※' => Class::Han,
        _ => Class::Other,
    }
}

impl Class {
    /// Whether the right half of its em is blank.
    pub fn is_blank_after(self) -> bool {
        matches!(self, Class::Closing | Class::Pause | Class::Stop | Class::Exclamation)
    }

    /// Whether its width is told by the style of punctuation, not by its glyph.
    pub fn is_mark(self) -> bool {
        self.is_blank_after() || self == Class::Opening
    }

    /// Whether it is set from the Latin role, shaped with its neighbours.
    pub fn is_western(self) -> bool {
        matches!(self, Class::Letter | Class::Digit | Class::WesternMark | Class::Space)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_of_the_tables_has_its_class() {
        for (class, members) in TABLE {
            for member in members.chars() {
                assert_eq!(class_of(member), class, "{member}");
            }
        }
    }

    #[test]
    fn common_characters() {
        let row = |text: &str| text.chars().map(class_of).collect::<Vec<_>>();
        assert_eq!(row("中a1 "), [Class::Han, Class::Letter, Class::Digit, Class::Space]);
        assert_eq!(row("〇①〡ア"), [Class::Han; 4]);
        assert_eq!(row("%é"), [Class::WesternMark, Class::Letter]);
        assert_eq!(row("😀"), [Class::Other]);
    }
}
