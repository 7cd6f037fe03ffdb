//! Where a line may not end: prohibition rules for line start and line end (CLREQ 3.1.4, GB/T 15834 5.1).
//!
//! Between Western characters, and where other scripts meet, UAX #14 decides.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::class::Class;
use super::segment::Cluster;
use super::spacing::{Break, Gap};
use crate::layouts::Prohibition;

/// Classes that may not begin a line, and the lowest level at which they may not.
const NOT_AT_START: [(Class, Prohibition); 11] = [
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
];

/// Classes that may not end a line, and the lowest level at which they may not.
const NOT_AT_END: [(Class, Prohibition); 3] = [
    (Class::Opening, Prohibition::Basic),
    (Class::Prefix, Prohibition::Basic),
    (Class::Solidus, Prohibition::Gb),
];

fn is_in(table: &[(Class, Prohibition)], class: Class, level: Prohibition) -> bool {
    table.iter().any(|&(member, from)| member == class && rank(level) >= rank(from))
}

fn rank(level: Prohibition) -> u8 {
    match level {
        Prohibition::None => 0,
        Prohibition::Basic => 1,
        Prohibition::Gb => 2,
        Prohibition::Strict => 3,
    }
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
    let mut opportunities = Opportunities::new(text);
    for (index, gap) in gaps.iter_mut().enumerate() {
        let (left, right) = (&clusters[index], &clusters[index + 1]);
        let forbidden = match (is_ours(left.class), is_ours(right.class)) {
            (false, false) => !opportunities.allow(right.start as usize),
            _ => {
                is_prohibited_at_end(left.class, level)
                    || is_prohibited_at_start(right.class, level)
                    || western_edge(left, right, text)
            }
        };
        if forbidden {
            gap.line_break = Break::Forbidden;
        }
    }
}

/// Whether our tables decide about a class, not UAX #14.
fn is_ours(class: Class) -> bool {
    !matches!(
        class,
        Class::Letter | Class::Digit | Class::WesternMark | Class::Space | Class::Invisible | Class::Other
    )
}

/// Whether a Western mark beside a Chinese character keeps to it: `）,` or `(中`.
fn western_edge(left: &Cluster, right: &Cluster, text: &str) -> bool {
    let first = |cluster: &Cluster| text[cluster.start as usize..].chars().next();
    let opens = left.class == Class::WesternMark
        && matches!(first(left), Some('(' | '[' | '{' | '$' | '#' | '"' | '\''));
    let closes = right.class == Class::WesternMark
        && matches!(
            first(right),
            Some(')' | ']' | '}' | ',' | '.' | ';' | ':' | '!' | '?' | '%' | '"' | '\'')
        );
    opens || closes
}

/// The break opportunities of UAX #14, found only if they are asked for.
struct Opportunities<'a> {
    text: &'a str,
    found: Option<Vec<usize>>,
}

impl<'a> Opportunities<'a> {
    fn new(text: &'a str) -> Opportunities<'a> {
        Opportunities { text, found: None }
    }

    fn allow(&mut self, at: usize) -> bool {
        let text = self.text;
        let found = self.found.get_or_insert_with(|| {
            LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default())
                .segment_str(text)
                .collect()
        });
        found.binary_search(&at).is_ok()
    }
}
