//! What kind of character it is, for repairs.

pub(super) use hongtou_base::han::is_han;

/// What autospace stands beside: digits, Latin letters, and the signs that belong to a number.
pub(super) fn is_digit_or_latin(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '%' | '‰' | '℃')
}

/// A Chinese character, or a mark as wide as one.
pub(super) fn is_wide(character: char) -> bool {
    is_han(character)
        || matches!(character, '\u{3001}'..='\u{303F}' | '\u{FF01}'..='\u{FF60}' | '“' | '”' | '‘' | '’' | '—' | '…')
}

/// What no text of an issue may have: control characters, and code points that are no characters.
pub(super) fn is_forbidden(character: char) -> bool {
    let code = u32::from(character);
    character.is_control() || (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// A mark that ends a sentence, or what may stand after it.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['”', '’', '）', ')', '」', '』', '"']);
    text.ends_with(['。', '！', '？', '…', '!', '?', '：', ':', '；', ';', '.'])
}

/// Whether a line is nothing but a rule drawn with characters.
pub(super) fn is_drawn_rule(text: &str) -> bool {
    let is_part =
        |character: char| matches!(character, '-' | '_' | '=' | '*' | '—' | '─' | '━' | '＿' | '－' | '·');
    let drawn = text.chars().filter(|&character| is_part(character)).count();
    // A red star stands between two rules.
    let is_star = text.trim().chars().all(|character| matches!(character, '★' | '☆'));
    (is_star && !text.trim().is_empty())
        || drawn >= 3 && text.chars().all(|character| is_part(character) || character.is_whitespace())
}

/// A space as programs put it between Han and digits; an ideographic one somebody typed.
pub(super) fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{2005}'..='\u{200A}' | '\u{202F}')
}
