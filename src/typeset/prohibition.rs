//! Where a line may not end: prohibition rules for line start and line end (CLREQ 3.1.4, GB/T 15834 5.1).
//!
//! Where both characters are ours, the tables here decide.
//! Where one of them is Western or of another script, UAX #14 (Unicode 17) must allow the break as well.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;

use super::class::Class;
use super::segment::Cluster;
use super::spacing::{Break, Gap};
use crate::layouts::Prohibition;

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
    let mut opportunities = Opportunities::new(text);
    for (index, gap) in gaps.iter_mut().enumerate() {
        let (left, right) = (&clusters[index], &clusters[index + 1]);
        let by_table = is_prohibited_at_end(left.class, level) || is_prohibited_at_start(right.class, level);
        let one_unit = left.class == right.class && PARTS_OF_UNITS.contains(&left.class);
        let both_ours = is_ours(left.class) && is_ours(right.class);
        let forbidden = by_table || one_unit || !both_ours && !opportunities.allow(right.start as usize);
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
            LineSegmenter::new_17_for_non_complex_scripts(LineBreakOptions::default())
                .segment_str(text)
                .collect()
        });
        found.binary_search(&at).is_ok()
    }
}
