//! The two breakers against each other, on arbitrary text.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::adjust::Limits;
use super::breaking::{break_lines, cost, is_unlawful};
use super::constraints::{Constraints, LineEnd};
use super::paragraph::{Edges, Paragraph};
use super::{Cells, Typesetter, spacing};
use crate::document::RichText;
use crate::fonts::{FontBook, FontSearch};
use hongtou_base::units::Length;
use hongtou_format::layouts::{self, Breaker, Edge, Layout, Squeeze};

static SETTING: LazyLock<(Layout, FontBook)> = LazyLock::new(|| {
    let layout = layout();
    let fonts = fonts(&layout);
    (layout, fonts)
});

fn layout() -> Layout {
    let mut layout = layouts::load("bulletin", "".as_ref(), &[]).unwrap();
    layout.text.line_squeeze =
        vec![Squeeze::WordSpace, Squeeze::Bracket, Squeeze::Pause, Squeeze::Autospace, Squeeze::Stop];
    layout.text.line_end_mark = Edge::Fit;
    layout.text.last_line = 2;
    layout
}

fn fonts(layout: &Layout) -> FontBook {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fonts").into();
    let search = FontSearch { folders: vec![folder], bundled_only: true, ..FontSearch::default() };
    FontBook::open(&layout.roles, &search).unwrap().0
}

/// Text with marks, numbers and words in it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[一二三四五六七八九十百千]{1,6}",
        2 => "[，。、；：！？]",
        1 => "[（《“][甲乙丙丁]{1,4}[）》”]",
        1 => "[，。、：）》”]{2,4}",
        1 => "[0-9]{1,5}(\\.[0-9]{1,2})?[年月日个%]?",
        1 => "[a-z]{1,9}",
        1 => Just("——".to_owned()),
    ];
    proptest::collection::vec(piece, 1..60).prop_map(|pieces| pieces.concat())
}

/// Whether every line but a forced one ends where it may and fits.
fn is_lawful(paragraph: &Paragraph<'_>, lines: &[LineEnd]) -> bool {
    lines.iter().all(|line| is_unlawful(line.ending) || paragraph.may_end(line.end))
        && lines.last().is_some_and(|line| line.end == paragraph.len())
        && lines.windows(2).all(|pair| pair[0].end < pair[1].end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn optimal_lines_cost_no_more_than_first_fit(text in text(), measure in 2_i64..60) {
        let (layout, fonts) = &*SETTING;
        let mut setter = Typesetter::new(layout, fonts).unwrap();
        let style = layout.style("body").unwrap();
        let mut rich = RichText::default();
        rich.push_literal(&text, style);
        let paragraph = setter.prepare(&rich, Cells::None);
        let width = layout.style_of(style).size * measure;
        let measure = |line: usize| if line == 0 { width * 3 / 4 } else { width };
        let squeeze: Vec<_> =
            layout.text.line_squeeze.iter().map(|&kind| spacing::squeeze_kind(kind)).collect();
        let constraints =
            Constraints { measure: &measure, edges: Edges::of(&layout.text), squeeze: &squeeze, last_line: 2, limits: Limits::of(&layout.text) };
        let greedy = break_lines(&paragraph, Breaker::FirstFit, &constraints);
        let best = break_lines(&paragraph, Breaker::Optimal, &constraints);
        prop_assert!(is_lawful(&paragraph, &greedy), "{greedy:?}");
        prop_assert!(is_lawful(&paragraph, &best), "{best:?}");
        let (greedy_cost, best_cost) =
            (cost(&paragraph, &greedy, &constraints), cost(&paragraph, &best, &constraints));
        prop_assert!(best_cost <= greedy_cost, "{best_cost} > {greedy_cost}\n{best:?}\n{greedy:?}");
    }
}

#[test]
fn marks_whose_blanks_do_not_fit_are_parted_by_force() {
    let (layout, fonts) = &*SETTING;
    let mut setter = Typesetter::new(layout, fonts).unwrap();
    let style = layout.style("body").unwrap();
    let mut rich = RichText::default();
    rich.push_literal("七《丁》", style);
    let paragraph = setter.prepare(&rich, Cells::None);
    let width = layout.style_of(style).size * 2;
    let measure = |line: usize| if line == 0 { width * 3 / 4 } else { width };
    let constraints = Constraints {
        measure: &measure,
        edges: Edges::of(&layout.text),
        squeeze: &[],
        last_line: 2,
        limits: Limits::of(&layout.text),
    };
    let lines = break_lines(&paragraph, Breaker::Optimal, &constraints);
    assert_eq!(lines.last().map(|line| line.end), Some(paragraph.len()));
}

#[test]
fn an_empty_measure_still_comes_to_an_end() {
    let (layout, fonts) = &*SETTING;
    let mut setter = Typesetter::new(layout, fonts).unwrap();
    let mut rich = RichText::default();
    rich.push_literal("一二，三——abc", layout.style("body").unwrap());
    let paragraph = setter.prepare(&rich, Cells::None);
    let constraints = Constraints {
        measure: &|_| Length::ZERO,
        edges: Edges::of(&layout.text),
        squeeze: &[],
        limits: Limits::of(&layout.text),
        last_line: 1,
    };
    for breaker in [Breaker::FirstFit, Breaker::Optimal] {
        let lines = break_lines(&paragraph, breaker, &constraints);
        assert_eq!(lines.last().map(|line| line.end), Some(paragraph.len()));
    }
}
