//! Our breaks against Unicode's LineBreakTest: where our tables are silent they must agree with UAX #14,
//! and where our tables allow what UAX #14 forbids, each kind of place is listed here with its reason.

use std::collections::{BTreeMap, BTreeSet};

use super::class::Class;
use super::prohibition::{is_ours, prohibit};
use super::segment::segment;
use super::spacing::{Break, Gap, Glue, Stretch};
use crate::document::RichText;
use hongtou_format::layouts::{Prohibition, StyleId};

/// A line of the test: the text, and the byte offsets at which a line may end.
fn case(line: &str) -> Option<(String, Vec<usize>)> {
    let line = line.split('#').next()?.trim();
    let (mut text, mut breaks) = (String::new(), Vec::new());
    for token in line.split_whitespace() {
        match token {
            "÷" => breaks.push(text.len()),
            "×" => {}
            code => text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?),
        }
    }
    (!text.is_empty()).then_some((text, breaks))
}

fn gap() -> Gap {
    Gap { after: Glue::NONE, before: Glue::NONE, stretch: Stretch::Never, line_break: Break::Allowed }
}

/// Where we part from UAX #14: class on the left, class on the right, whether we allow a break, and why.
///
/// This is the whole tailoring that the test can see; every row occurs in it.
const TAILORING: &[(Class, Class, bool, &str)] = &[
    (Class::Closing, Class::Han, true, "LB19: ” closes in Chinese text, whatever stands in the quotation"),
    (Class::Han, Class::Opening, true, "LB19: “ opens in Chinese text, whatever stands in the quotation"),
    (
        Class::Letter,
        Class::Opening,
        true,
        "LB19: the same beside Latin; the test has a German closing “ here",
    ),
    (Class::Digit, Class::Opening, true, "LB19: the same, as in Z-1“莱贝雷希特”号"),
    (
        Class::Closing,
        Class::Letter,
        true,
        "LB19: the same; apostrophes, which the test has here, are told by shape",
    ),
    (
        Class::Space,
        Class::Letter,
        false,
        "LB19, LB14: “ opens, so a word keeps to it over the space of the German text",
    ),
    (Class::Han, Class::Ellipsis, true, "LB22: …… may begin a line below the strict level (CLREQ 3.1.4)"),
    (Class::Sign, Class::Sign, true, "AI: circled numbers and arrows are parted like Han characters"),
    (Class::Han, Class::Sign, true, "AI: the same"),
    (Class::Sign, Class::Prefix, true, "AI: § and № before a number are parted from what is before them"),
    (Class::Han, Class::Prefix, true, "AI: § and № before a number are parted from what is before them"),
    (Class::Other, Class::Other, true, "SA: scripts that need a dictionary are parted between letters"),
    (Class::Invisible, Class::Space, false, "a space does not begin a line"),
    (Class::Letter, Class::Space, false, "a space does not begin a line"),
    (Class::Other, Class::Space, false, "a space does not begin a line"),
    (Class::Space, Class::Space, false, "a space does not begin a line"),
    (Class::WesternMark, Class::Space, false, "a space does not begin a line"),
];

#[test]
fn breaks_agree_with_uax_14_where_our_tables_are_silent() {
    let mut wrong: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut cases = 0;
    for line in include_str!("../../../../tests/data/LineBreakTest.txt").lines() {
        let Some((text, breaks)) = case(line) else { continue };
        cases += 1;
        let mut rich = RichText::default();
        rich.push_literal(&text, StyleId::default());
        let clusters = segment(&rich);
        let mut gaps = vec![gap(); clusters.len() - 1];
        prohibit(&mut gaps, &clusters, &text, Prohibition::Basic);
        for (index, gap) in gaps.iter().enumerate() {
            let (left, right) = (clusters[index].class, clusters[index + 1].class);
            let unicode = breaks.contains(&(clusters[index + 1].start as usize));
            let ours = gap.line_break == Break::Allowed;
            // Where our tables speak they may forbid more than Unicode does, and do so all the time.
            let silent = !is_ours(left) && !is_ours(right);
            if ours == unicode || !ours && !silent {
                continue;
            }
            if let Some(row) =
                TAILORING.iter().position(|&(a, b, allows, _)| (a, b, allows) == (left, right, ours))
            {
                seen.insert(row);
            } else {
                let entry =
                    wrong.entry(format!("{left:?} {right:?} ours {ours}")).or_insert((0, String::new()));
                entry.0 += 1;
                entry.1 = line.split('#').next().unwrap_or_default().to_owned();
            }
        }
    }
    assert!(cases > 5_000, "the test was read");
    assert!(wrong.is_empty(), "{wrong:#?}");
    let unseen: Vec<_> =
        (0..TAILORING.len()).filter(|row| !seen.contains(row)).map(|row| TAILORING[row]).collect();
    assert_eq!(unseen, [], "rows that do not occur");
}
