//! What characters are to a proofreader.

pub use hongtou_base::han::is_han;

/// Whether a mark opens a pair of Chinese marks.
pub fn is_opening(character: char) -> bool {
    "“‘《〈「『（〔【〖［｛".contains(character)
}

/// Whether a mark closes a pair of Chinese marks.
pub fn is_closing(character: char) -> bool {
    "”’》〉」』）〕】〗］｝".contains(character)
}

/// Whether a character belongs to Chinese text: hanzi and Chinese marks.
pub fn is_chinese(character: char) -> bool {
    is_han(character)
        || is_opening(character)
        || is_closing(character)
        || "，。、；：？！…—％".contains(character)
}

/// The last characters of a text, at most so many: what an expression for its end needs to see.
pub fn tail(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().nth(most.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[start..]
}

/// The character before an offset.
pub fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character at an offset.
pub fn at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The sentences of a text with their places; a sentence ends with 。！？ or ；, closing marks included.
pub fn sentences(text: &str, ends: &[char]) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if !ends.contains(&character) {
            continue;
        }
        let mut end = at + character.len_utf8();
        while let Some(&(at, next)) = characters.peek().filter(|&&(_, next)| is_closing(next)) {
            end = at + next.len_utf8();
            characters.next();
        }
        found.push(start..end);
        start = end;
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

/// The number that Chinese numerals up to ninety-nine, or digits, write.
pub fn number(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| "零一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u32);
    let value = |c: char| if c == '两' { Some(2) } else { digit(c) };
    let characters: Vec<char> = text.chars().collect();
    match characters[..] {
        ['十'] => Some(10),
        [a] => value(a).filter(|&n| n > 0),
        ['十', b] => Some(10 + digit(b)?),
        [a, '十'] => Some(10 * digit(a)?),
        [a, '十', b] => Some(10 * digit(a)? + digit(b)?),
        _ => None,
    }
}
