//! Whether a value begins or ends with what the layout writes before or behind it.

use std::ops::Range;

/// Brackets, with their halves; one kind written for another is the same label.
const OPENING: &str = "（(【〔[［﹝〖";
const CLOSING: &str = "）)】〕]］﹞〗";

/// The bytes of a value that are its own; `None` if it carries nothing of what is written before or behind it.
///
/// `before` is a label and what else is written, such as a number; `after` is what follows, piece by piece.
/// A label is a label in any width and with any blanks: `报 :` is 报：.
pub fn own_part(value: &str, before: &[String], after: &[String]) -> Option<Range<usize>> {
    if before.iter().chain(after).all(String::is_empty) {
        return None;
    }
    let (mut before, mut after) = (before.to_vec(), after.to_vec());
    let whole = trimmed(value, 0..value.len());
    let mut kept = whole.clone();
    if takes_brackets(&mut before, &mut after)
        && let Some(inner) = within_brackets(&value[kept.clone()])
    {
        kept = trimmed(value, kept.start + inner.start..kept.start + inner.end);
    }
    let length = front(&value[kept.clone()], &before);
    kept = trimmed(value, kept.start + length..kept.end);
    let length = back(&value[kept.clone()], &after);
    kept = trimmed(value, kept.start..kept.end - length);
    (kept != whole && !kept.is_empty()).then_some(kept)
}

fn trimmed(value: &str, range: Range<usize>) -> Range<usize> {
    let text = &value[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..(start + text.trim().len())
}

/// Takes the brackets that the layout sets around the value out of what it writes, and says whether there are any.
fn takes_brackets(before: &mut [String], after: &mut [String]) -> bool {
    let (Some((first, open)), Some((last, close))) = (unclosed(before), unopened(after)) else {
        return false;
    };
    before[first].remove(open);
    after[last].remove(close);
    true
}

/// The piece and the place of the last bracket that is not closed.
fn unclosed(pieces: &[String]) -> Option<(usize, usize)> {
    let mut open = Vec::new();
    for (piece, text) in pieces.iter().enumerate() {
        for (at, mark) in text.char_indices() {
            if OPENING.contains(mark) {
                open.push((piece, at));
            } else if CLOSING.contains(mark) {
                open.pop();
            }
        }
    }
    open.pop()
}

/// The piece and the place of the first bracket that closes what was opened before.
fn unopened(pieces: &[String]) -> Option<(usize, usize)> {
    let mut depth = 0;
    for (piece, text) in pieces.iter().enumerate() {
        for (at, mark) in text.char_indices() {
            if OPENING.contains(mark) {
                depth += 1;
            } else if CLOSING.contains(mark) {
                if depth == 0 {
                    return Some((piece, at));
                }
                depth -= 1;
            }
        }
    }
    None
}

/// What is within the brackets around a text; `None` where the first bracket is not closed by the last character.
fn within_brackets(text: &str) -> Option<Range<usize>> {
    let first = text.chars().next().filter(|&mark| OPENING.contains(mark))?;
    let last = text.chars().next_back().filter(|&mark| CLOSING.contains(mark))?;
    let mut depth = 0;
    for (at, mark) in text.char_indices() {
        depth += i32::from(OPENING.contains(mark)) - i32::from(CLOSING.contains(mark));
        if depth == 0 && at + mark.len_utf8() < text.len() {
            return None;
        }
    }
    (depth == 0).then(|| first.len_utf8()..text.len() - last.len_utf8())
}

/// How many bytes at the start of a text are what the layout writes before it.
fn front(text: &str, before: &[String]) -> usize {
    let whole = before.concat();
    let parts = before.iter().map(String::as_str);
    let mut length = 0;
    // 附件1：名单 carries the label and the number under one mark, 附件：1.名单 one behind the other.
    for piece in std::iter::once(whole.as_str()).chain(parts) {
        length += label_length(&text[length..], piece).unwrap_or(0);
    }
    length
}

/// What parts a label from what it labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// ： or a closing bracket: 编者按： is 【编者按】.
    Colon,
    /// The point of a number.
    Point,
}

fn mark_of(character: char) -> Option<Mark> {
    match character {
        '：' | ':' => Some(Mark::Colon),
        _ if CLOSING.contains(character) => Some(Mark::Colon),
        '.' | '．' | '、' => Some(Mark::Point),
        _ => None,
    }
}

/// How many bytes at the start of a text a label takes, with its mark and the blanks behind it.
fn label_length(text: &str, label: &str) -> Option<usize> {
    let mut letters = label.chars().filter(|c| c.is_alphanumeric());
    let wanted: Vec<Mark> = label.chars().filter_map(mark_of).collect();
    let mut due = Some(letters.next()?);
    let mut depth = 0;
    let mut bold = 0;
    let mut marked = false;
    let mut blank = false;
    let mut end = text.len();
    for (at, character) in text.char_indices() {
        match due {
            _ if character == '*' => bold += 1,
            Some(letter) if character == letter => due = letters.next(),
            Some(_) if character.is_whitespace() => {}
            Some(_) if OPENING.contains(character) => depth += 1,
            None if character.is_whitespace() => blank = true,
            None if mark_of(character).is_some_and(|mark| wanted.contains(&mark)) => {
                depth -= i32::from(CLOSING.contains(character));
                marked = true;
            }
            Some(_) => return None,
            None => {
                end = at;
                break;
            }
        }
    }
    let digits = label.chars().all(|c| !c.is_alphanumeric() || c.is_ascii_digit());
    let word = !digits && label.chars().filter(|c| c.is_alphanumeric()).count() > 1;
    // 1.5亿元 has no number before it.
    let fraction = digits && text[end..].starts_with(|c: char| c.is_ascii_digit());
    let parted = marked || word && (blank || wanted.is_empty());
    // A lead-in is in bold as a whole, so `**` and what it opens go together.
    let whole = due.is_none() && depth == 0 && bold % 4 == 0;
    (whole && parted && !fraction && end < text.len()).then_some(end)
}

/// How many bytes at the end of a text are what the layout writes behind it, or the first pieces of that.
fn back(text: &str, after: &[String]) -> usize {
    let mut longest = 0;
    for count in 1..=after.len() {
        let written = after[..count].concat();
        longest = ending_length(text, &written).unwrap_or(longest);
    }
    longest
}

fn ending_length(text: &str, written: &str) -> Option<usize> {
    let plain = |c: &char| !c.is_whitespace();
    let letters = written.chars().filter(|c| c.is_alphanumeric()).count();
    let marks = written.chars().filter(plain).count() - letters;
    let depth = |open: &str| written.chars().filter(|&c| open.contains(c)).count();
    // A single character, 市 or 号, may well be the value's own.
    if letters == 0 || letters == 1 && marks == 0 || depth(OPENING) != depth(CLOSING) {
        return None;
    }
    let mut found = text.char_indices().rev().filter(|(_, c)| plain(c));
    let mut start = text.len();
    for wanted in written.chars().rev().filter(plain) {
        let (at, character) = found.next()?;
        if !is_same(character, wanted) {
            return None;
        }
        start = at;
    }
    (start > 0).then(|| text.len() - start)
}

/// Whether two characters are one in another width or form.
fn is_same(one: char, other: char) -> bool {
    let both = |set: &str| set.contains(one) && set.contains(other);
    one == other || both(OPENING) || both(CLOSING) || both("：:") || both("，,")
}

#[cfg(test)]
mod tests {
    use super::own_part;

    /// The value as it should be, where `before|value|after` is how it is set; pieces are parted by `+`.
    fn own(set: &str) -> Option<String> {
        let parts: Vec<&str> = set.split('|').collect();
        let pieces = |text: &str| -> Vec<String> {
            text.split('+').filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
        };
        own_part(parts[1], &pieces(parts[0]), &pieces(parts[2])).map(|kept| parts[1][kept].to_owned())
    }

    #[test]
    fn a_label_in_any_width_and_with_any_blanks_is_one() {
        for (set, wanted) in [
            ("报：|报：县委。|", "县委。"),
            ("报：|报:县委。|", "县委。"),
            ("报：| 报 ： 县委。|", "县委。"),
            ("【编者按】|【编者按】春耕在即。|", "春耕在即。"),
            ("【编者按】|编者按：春耕在即。|", "春耕在即。"),
            ("【编者按】|**编者按：**春耕在即。|", "春耕在即。"),
            ("电话：|电话 5226666|", "5226666"),
            ("（|（县农业农村局供稿）|）", "县农业农村局供稿"),
            ("（作者：|作者：王明|）", "王明"),
            ("（作者：|（作者：王明）|）", "王明"),
            ("（作者：|（王明）|）", "王明"),
            ("（|（此件公开发布)|）", "此件公开发布"),
            ("|临政发〔2026〕|〔+2026+〕+3+号", "临政发"),
            ("|临政发[2026]3号|〔+2026+〕+3+号", "临政发"),
            ("附件：+1. |1.名单|", "名单"),
            ("附件：+1. |附件1：名单|", "名单"),
            ("附件：+1. |附件：1.名单|", "名单"),
            ("附件：|附件：名单|", "名单"),
            ("|县人民政府文件|文件", "县人民政府"),
        ] {
            assert_eq!(own(set).as_deref(), Some(wanted), "{set}");
        }
    }

    #[test]
    fn what_only_looks_like_a_label_is_the_value_s_own() {
        for set in [
            "报：|报社、县委。|",
            "送：|送变电公司。|",
            "发：|发展改革局。|",
            "（|县农业农村局（种植业科）|）",
            "（|（试行）稿（二）|）",
            "附件：+1. |1.5亿元项目清单|",
            "附件：+1. |1号楼清单|",
            "附件：|1.名单|",
            "附件：+1. |2.名单|",
            "【编者按】|（编者按：全文如下）|",
            "【编者按】|**编者按：全文**如下|",
            "报：|报：|",
            "|临政发|〔+2026+〕+3+号",
            "|临政发〔2025〕|〔+2026+〕+3+号",
            "|文件|文件",
            "|3号|号",
            "||",
        ] {
            assert_eq!(own(set), None, "{set}");
        }
    }
}
