//! Character classes: what a character may do at the edges of a line, and which of its sides is blank.
//!
//! The tables follow GB/T 15834-2011 5.1, CLREQ 3.1 (marks) and 3.1.4 (prohibition rules).

/// What a character is to Chinese composition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Ideographs, kana and other characters an em wide that may stand anywhere.
    Han,
    /// Full-width letters and digits: an em wide like Han characters, and kept together like a word or a number.
    FullWidth,
    /// Signs an em wide, such as ①, → and ㎡: parted like Han characters, without autospace beside digits.
    Sign,
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
    /// The ideographic space: an em wide, and not at a line's start.
    WideSpace,
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
    (Class::Stop, "。．"),
    (Class::Exclamation, "？！"),
    (Class::Dash, "⸺"),
    (Class::Ellipsis, "⋯‥"),
    (Class::Connector, "～—–―〜－"),
    (Class::Interpunct, "·‧・"),
    (Class::Solidus, "／"),
    (Class::Prefix, "￥＄￡￠№§＃｢"),
    (Class::Suffix, "％‰‱℃℉°′″‴々〃〻ー｡｣､･ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"),
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
    if character == '※' {
        return Class::Sign;
    }
    if let Some((class, _)) = TABLE.iter().find(|(_, members)| members.contains(character)) {
        return *class;
    }
    match character {
        '…' => Class::Ellipsis,
        '\u{3000}' => Class::WideSpace,
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}' => Class::Invisible,
        // Latin-1 and the other alphabets that a bulletin may quote a word of.
        '\u{A1}'..='\u{BF}' | '×' | '÷' => match character {
            'ª' | 'µ' | 'º' | '¹' | '²' | '³' => Class::Letter,
            _ => Class::WesternMark,
        },
        '\u{C0}'..='\u{52F}' | '\u{1E00}'..='\u{1FFF}' => Class::Letter,
        // Superscripts and subscripts belong to the word or the number before them: CO₂, m², 10⁻³.
        '\u{2070}'..='\u{209F}' => Class::Letter,
        '\u{2010}'..='\u{205E}' | '€' => Class::WesternMark,
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => Class::FullWidth,
        // Kana, Bopomofo, Hangul, compatibility ideographs.
        '\u{2E80}'..='\u{31FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FFEF}' => Class::Han,
        // Letter-like signs, arrows, operators, enclosed numbers, shapes, squared units.
        '\u{2100}'..='\u{22FF}' | '\u{2460}'..='\u{26FF}' | '\u{3200}'..='\u{33FF}' => Class::Sign,
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

    /// Whether it counts as a character of a line, not as a mark or a space.
    pub fn is_character(self) -> bool {
        matches!(
            self,
            Class::Han | Class::FullWidth | Class::Sign | Class::Letter | Class::Digit | Class::Other
        )
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
    fn every_character_of_the_blocks_of_a_bulletin_has_a_class() {
        let blocks =
            ['\u{A0}'..='\u{FF}', '\u{2000}'..='\u{206F}', '\u{3000}'..='\u{303F}', '\u{FF01}'..='\u{FFEF}'];
        for character in blocks.into_iter().flatten() {
            assert_ne!(class_of(character), Class::Other, "U+{:04X} {character}", character as u32);
        }
    }

    #[test]
    fn common_characters() {
        let row = |text: &str| text.chars().map(class_of).collect::<Vec<_>>();
        assert_eq!(row("中a1 "), [Class::Han, Class::Letter, Class::Digit, Class::Space]);
        assert_eq!(row("〇〡ア"), [Class::Han; 3]);
        assert_eq!(row("１Ａａ"), [Class::FullWidth; 3]);
        assert_eq!(row("①→㎡≤"), [Class::Sign; 4]);
        assert_eq!(row("²⁻₂"), [Class::Letter; 3]);
        assert_eq!(row("%é"), [Class::WesternMark, Class::Letter]);
        assert_eq!(row("😀"), [Class::Other]);
    }
}
