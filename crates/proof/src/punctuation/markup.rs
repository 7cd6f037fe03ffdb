//! Marks of Markdown and HTML that an issue does not have, and that are printed as they are.

use crate::marks::before;
use crate::passage::Passage;
use crate::pattern::pattern;
use crate::sink::Sink;

/// A longer mark is shown with its beginning.
const LONGEST_SHOWN: usize = 24;

pub fn check(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    if !text.contains(['|', '[', '`', '<', '&', '*', '~', '-', '+', '>', '_', '#']) {
        return;
    }
    // Lists, quotations, tables, headings without a blank, rules: at the start of a line.
    let at_start =
        pattern!(r"^(?:[-*+] +[^\s\d]|> ?\S|\|[^|\n]+\||#{1,6}\p{Han}|(?:-{3,}|\*{3,}|_{3,})$|```)");
    for start in std::iter::once(0).chain(passage.lines.iter().map(|&(at, _)| at)) {
        // 话题 between two # has no blank either.
        let line = &text[start..];
        if let Some(found) = at_start.find(line)
            && !(line.starts_with('#') && line[1..].contains('#') && !line.starts_with("##"))
        {
            let mark = found.as_str();
            let length = mark.trim_end_matches(|c: char| !"|`-*+>#_".contains(c)).len();
            report(passage, start..start + length.max(1), sink);
        }
    }
    let within = pattern!(
        r"!\[[^\]]{0,80}\]\([^)]{0,300}\)|\[[^\]]{1,80}\]\([!-~]{1,300}\)|\[\^[^\]]{1,20}\]|`[^`]{1,80}`|~~[^~]{1,80}~~|\*[^*\s]{1,40}\*|</?(?:br|p|b|i|u|strong|em|span|div|table|tr|td|th|img|a|font|h[1-6])(?:\s[^<>]{0,200})?/?>|&(?:nbsp|lt|gt|amp|quot|ldquo|rdquo|mdash|hellip|middot|emsp|ensp|#\d{2,5});"
    );
    for found in within.find_iter(text) {
        // 2*3*4 is a product.
        let product = found.as_str().starts_with('*')
            && before(text, found.start()).is_some_and(|c| c.is_ascii_alphanumeric() || c == '*');
        if !product {
            report(passage, found.range(), sink);
        }
    }
}

fn report(passage: &Passage<'_>, range: std::ops::Range<usize>, sink: &mut Sink<'_>) {
    let mark = &passage.plain[range.clone()];
    let shown: String = match mark.chars().count() > LONGEST_SHOWN {
        true => mark.chars().take(LONGEST_SHOWN).chain(['…']).collect(),
        false => mark.to_owned(),
    };
    sink.report(passage, "markup", range, &[&shown]);
}
