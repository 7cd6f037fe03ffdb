//! Where a line may not end: prohibition rules for line start and line end (CLREQ 3.1.4, GB/T 15834 5.1).
//!
//! Where both characters are ours, the tables here decide.
//! Where one of them is Western or of another script, UAX #14 (Unicode 17) must allow the break as well.

use std::borrow::Cow;

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::class::Class;
use super::segment::Cluster;
use super::spacing::{Break, Gap};
use hongtou_format::layouts::Prohibition;

/// Classes that may not begin a line, and the lowest level at which they may not.
const NOT_AT_START: [(Class, Prohibition); 12] = [
    (Class::Closing, Prohibition::Basic),
    (Class::Pause, Prohibition::Basic),
    (Class::Stop, Prohibition::Basic),
    (Class::Exclamation, Prohibition::Basic),
    (Class::Connector, Prohibition::Basic),
    (Class::Interpunct, Prohibition::Basic),
    (Class::Solidus, Prohibition::Basic),
    (Class::Suffix, Prohibition::Basic),
    (Class::Dash, Prohibition::Strict),
    (Class::Ellipsis, Prohibition::Strict),
    (Class::Space, Prohibition::None),
    (Class::WideSpace, Prohibition::None),
];

/// Classes that may not end a line, and the lowest level at which they may not.
const NOT_AT_END: [(Class, Prohibition); 3] = [
    (Class::Opening, Prohibition::Basic),
    (Class::Prefix, Prohibition::Basic),
    (Class::Solidus, Prohibition::Gb),
];

/// Classes whose members stay together at every level: two ellipses are one unit of four em (GB/T 15834 5.1.5), and
/// full-width letters and digits are words and numbers as Western ones are.
const PARTS_OF_UNITS: [Class; 2] = [Class::Ellipsis, Class::FullWidth];

fn is_in(table: &[(Class, Prohibition)], class: Class, level: Prohibition) -> bool {
    table.iter().any(|&(member, from)| member == class && level >= from)
}

/// Whether a class may not begin a line.
pub fn is_prohibited_at_start(class: Class, level: Prohibition) -> bool {
    is_in(&NOT_AT_START, class, level)
}

/// Whether a class may not end a line.
pub fn is_prohibited_at_end(class: Class, level: Prohibition) -> bool {
    is_in(&NOT_AT_END, class, level)
}

/// Marks the gaps in which no line may end.
pub fn prohibit(gaps: &mut [Gap], clusters: &[Cluster], text: &str, level: Prohibition) {
    let mut opportunities = Opportunities { clusters, text, found: None };
    for (index, gap) in gaps.iter_mut().enumerate() {
        let (left, right) = (&clusters[index], &clusters[index + 1]);
        let by_table = is_prohibited_at_end(left.class, level) || is_prohibited_at_start(right.class, level);
        let solidus = level >= Prohibition::Gb && is_solidus(clusters, index, text);
        let one_unit = left.class == right.class && PARTS_OF_UNITS.contains(&left.class);
        let both_ours = is_ours(left.class) && is_ours(right.class);
        let forbidden =
            by_table || one_unit || solidus || !both_ours && !opportunities.allow(right.start as usize);
        if forbidden {
            gap.line_break = Break::Forbidden;
        }
    }
}

/// Whether our tables decide about a class, not UAX #14.
pub fn is_ours(class: Class) -> bool {
    !matches!(
        class,
        Class::Letter | Class::Digit | Class::WesternMark | Class::Space | Class::Invisible | Class::Other
    )
}

/// Whether a cluster is a solidus of half-width form after which no line ends (GB/T 15834 5.1.9).
///
/// In an address of the net it parts what is longer than a line, and there UAX #14 decides.
fn is_solidus(clusters: &[Cluster], index: usize, text: &str) -> bool {
    let Cluster { class, start, end, .. } = clusters[index];
    if class != Class::WesternMark || &text[start as usize..end as usize] != "/" {
        return false;
    }
    let word = clusters[..index].iter().rev().take_while(|c| c.class.is_western() && c.class != Class::Space);
    let word = &text[word.last().map_or(start, |first| first.start) as usize..end as usize];
    !(word.contains("//") || word.starts_with("www."))
}

/// Quotes of Chinese text, and what they are to UAX #14: its class QU does not tell opening from closing.
const QUOTES: [(char, char); 4] = [('“', '（'), ('‘', '（'), ('”', '）'), ('’', '）')];

/// The break opportunities of UAX #14, found only if they are asked for.
struct Opportunities<'a> {
    clusters: &'a [Cluster],
    text: &'a str,
    found: Option<Vec<usize>>,
}

impl Opportunities<'_> {
    fn allow(&mut self, at: usize) -> bool {
        let (clusters, text) = (self.clusters, self.text);
        let found = self.found.get_or_insert_with(|| {
            LineSegmenter::new_17_for_non_complex_scripts(LineBreakOptions::default())
                .segment_str(&with_brackets_for_quotes(clusters, text))
                .collect()
        });
        found.binary_search(&at).is_ok()
    }
}

/// The text with brackets in place of quotes, each of as many bytes; an apostrophe in a word is none.
fn with_brackets_for_quotes<'t>(clusters: &[Cluster], text: &'t str) -> Cow<'t, str> {
    if !text.contains(['“', '‘', '”', '’']) {
        return Cow::Borrowed(text);
    }
    let mut changed = String::with_capacity(text.len());
    for cluster in clusters {
        let own = &text[cluster.start as usize..cluster.end as usize];
        let bracket = QUOTES.iter().find(|(quote, _)| cluster.class.is_mark() && own.starts_with(*quote));
        match bracket {
            Some((quote, bracket)) => {
                changed.push(*bracket);
                changed.push_str(&own[quote.len_utf8()..]);
            }
            None => changed.push_str(own),
        }
    }
    Cow::Owned(changed)
}
