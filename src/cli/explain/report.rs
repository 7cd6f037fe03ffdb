//! The lines of finished pages → a table for people, JSON for programs.

use std::fmt::Write;

use hongtou::diagnostic::{Language, Source, note};
use hongtou::page::{AdjustmentKind, Ending, Glyph, GlyphRun, Item, LineReport, Page, Pages, Part};
use hongtou::units::Length;
use serde_json::{Value, json};

/// A line with what stands on it.
pub struct Line<'a> {
    page: &'a Page,
    report: &'a LineReport,
    characters: Vec<Character<'a>>,
    /// Size of the em of the first character.
    em: Option<Length>,
}

/// One cluster of a line.
struct Character<'a> {
    text: &'a str,
    glyph: &'a Glyph,
    /// Line and column in the issue file; none where the layout supplied it.
    place: Option<(usize, usize)>,
}

/// The lines of the pages; of those only that show something of a line of the issue file, if one is given.
pub fn lines<'a>(pages: &'a Pages, source: &Source, only: Option<u32>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for page in &pages.pages {
        let runs: Vec<&GlyphRun> = page
            .items
            .iter()
            .filter_map(|item| match item {
                // Leaders and page numbers are in no line of the text.
                Item::Text(run) => Some(run).filter(|run| run.part != Part::Artifact),
                Item::Rule(_) | Item::Dot(_) => None,
            })
            .collect();
        // Runs and lines are both in reading order: a line's runs are looked for from where the last one's were.
        let mut from = 0;
        for report in &page.lines {
            let belongs = |run: &&GlyphRun| run.block == report.block && run.y == report.y;
            let start = runs[from..].iter().position(belongs).map_or(from, |at| from + at);
            let count = runs[start..].iter().take_while(|run| belongs(run)).count();
            let on_line = &runs[start..start + count];
            from = start + count;
            let characters: Vec<_> = on_line.iter().flat_map(|run| characters(run, source)).collect();
            let shows =
                |wanted| characters.iter().any(|each| each.place.is_some_and(|(line, _)| line == wanted));
            if only.is_none_or(|line| shows(line as usize)) {
                let em = on_line.first().map(|run| run.size);
                lines.push(Line { page, report, characters, em });
            }
        }
    }
    lines
}

fn characters<'a>(run: &'a GlyphRun, source: &Source) -> Vec<Character<'a>> {
    let with_text = run.glyphs.iter().filter(|glyph| glyph.text_start < glyph.text_end);
    with_text
        .map(|glyph| Character {
            text: run.text.get(glyph.text_start as usize..glyph.text_end as usize).unwrap_or_default(),
            glyph,
            place: (glyph.source != u32::MAX).then(|| source.line_column(glyph.source as usize)),
        })
        .collect()
}

/// The heads of the table, as wide as its columns: a Chinese character takes two.
const ENGLISH_HEADS: &str = "page block line  measure  natural   change  ending      text\n";
const CHINESE_HEADS: &str = "  页    块   行     行宽     原宽     增减  行末        文字\n";

/// The lines for people; widths in millimetres.
pub fn text(lines: &[Line<'_>], language: Language) -> String {
    let english = language == Language::English;
    let mut text = String::from(if english { ENGLISH_HEADS } else { CHINESE_HEADS });
    let mut shown = None;
    for Line { page, report, em, .. } in lines {
        if let Some(adjusted) = page.adjusted_note().filter(|_| shown != Some(page.number)) {
            let _ = writeln!(text, "{}", note(&adjusted, language));
        }
        shown = Some(page.number);
        let change = report.adjustments.iter().map(|adjustment| adjustment.amount).sum::<Length>();
        let _ = writeln!(
            text,
            "{:>4} {:>5} {:>4} {:>8.3} {:>8.3} {:>+8.3}  {}  {}",
            page.number,
            report.block,
            report.line,
            report.measure.to_mm(),
            report.natural.to_mm(),
            change.to_mm(),
            if english { format!("{:<10}", ending(report.ending)) } else { ending_in_chinese(report.ending) },
            report.text,
        );
        for adjustment in &report.adjustments {
            let em = em.filter(|em| *em > Length::ZERO && adjustment.places > 0).map(|em| {
                let each = adjustment.amount.to_mm() / f64::from(adjustment.places) / em.to_mm();
                if english { format!(", {each:+.4} em each") } else { format!("，每处 {each:+.4} 字") }
            });
            let places = adjustment.places;
            let what = match english {
                true => {
                    format!(
                        "{} at {places} place{}",
                        kind(adjustment.kind),
                        if places == 1 { "" } else { "s" }
                    )
                }
                false => format!("{} {places} 处", kind_in_chinese(adjustment.kind)),
            };
            let amount = adjustment.amount.to_mm();
            let _ = writeln!(text, "{:34}{amount:>+8.3}  {what}{}", "", em.unwrap_or_default());
        }
        if let Some(largest) = largest_gap(report, *em, language) {
            let _ = writeln!(text, "{:44}{largest}", "");
        }
    }
    text
}

/// The largest gap of a justified line, with the characters beside it.
fn largest_gap(report: &LineReport, em: Option<Length>, language: Language) -> Option<String> {
    let gap = report.largest_gap.filter(|_| !report.adjustments.is_empty())?;
    let em = em.filter(|em| *em > Length::ZERO)?;
    let (before, after) = report.text.split_at_checked(gap.at as usize)?;
    let (before, after) = (before.chars().next_back()?, after.chars().next()?);
    let width = gap.width.to_mm() / em.to_mm();
    Some(match language {
        Language::English => format!("largest gap {width:.3} em, between {before} and {after}"),
        Language::Chinese => format!("最大空隙 {width:.3} 字，在“{before}”与“{after}”之间"),
    })
}

/// The lines for programs; lengths in millimetres from the top left corner of the page.
pub fn json(lines: &[Line<'_>]) -> Value {
    lines.iter().map(line_to_json).collect()
}

fn line_to_json(line: &Line<'_>) -> Value {
    let Line { page, report, characters, em } = line;
    let adjustments: Vec<_> = report
        .adjustments
        .iter()
        .map(|each| json!({ "kind": kind(each.kind).replace(' ', "-"), "mm": mm(each.amount), "places": each.places }))
        .collect();
    json!({
        "page": page.number,
        "adjusted": page.adjusted.map(|adjusted| {
            let usual = json!({ "lines": adjusted.usual_lines, "cells": adjusted.usual_cells });
            json!({ "lines": adjusted.lines, "cells": adjusted.cells, "usual": usual })
        }),
        "block": report.block,
        "style": report.style,
        "line": report.line,
        "text": report.text,
        "x": mm(report.x),
        "y": mm(report.y),
        "em": em.map(mm),
        "measure": mm(report.measure),
        "natural": mm(report.natural),
        "adjustments": adjustments,
        "ending": ending(report.ending),
        "largest_gap": report.largest_gap.map(|gap| json!({ "mm": mm(gap.width), "at": gap.at })),
        "characters": characters.iter().map(character_to_json).collect::<Vec<_>>(),
    })
}

fn character_to_json(character: &Character<'_>) -> Value {
    let glyph = character.glyph;
    json!({
        "text": character.text,
        "x": mm(glyph.cell),
        "advance": mm(glyph.advance),
        "source": character.place.map(|(line, column)| json!([line, column])),
    })
}

/// Millimetres to the thousandth of a micron, so that sums stay exact to what can be measured.
fn mm(length: Length) -> f64 {
    (length.to_mm() * 1e6).round() / 1e6
}

fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Full => "full",
        Ending::Prohibited => "prohibited",
        Ending::Even => "even",
        Ending::Unit => "unit",
        Ending::Last => "last",
        Ending::Ellipsis => "ellipsis",
        Ending::Relief => "relief",
        Ending::Forced => "forced",
    }
}

/// As wide as its column: a Chinese character takes two.
fn ending_in_chinese(ending: Ending) -> String {
    let word = match ending {
        Ending::Full => "排满",
        Ending::Prohibited => "避头尾",
        Ending::Even => "匀排",
        Ending::Unit => "单元内断",
        Ending::Last => "段末",
        Ending::Ellipsis => "省略号",
        Ending::Relief => "疏解",
        Ending::Forced => "强断",
    };
    format!("{word}{}", " ".repeat(10 - 2 * word.chars().count()))
}

fn kind_in_chinese(kind: AdjustmentKind) -> &'static str {
    match kind {
        AdjustmentKind::LineEndMark => "行末标点",
        AdjustmentKind::WordSpace => "西文词距",
        AdjustmentKind::Interpunct => "间隔号",
        AdjustmentKind::Bracket => "括号引号",
        AdjustmentKind::Pause => "句内点号",
        AdjustmentKind::Autospace => "汉西间距",
        AdjustmentKind::Stop => "句末点号",
        AdjustmentKind::InterCharacter => "字间",
    }
}

fn kind(kind: AdjustmentKind) -> &'static str {
    match kind {
        AdjustmentKind::LineEndMark => "line-end mark",
        AdjustmentKind::WordSpace => "word space",
        AdjustmentKind::Interpunct => "interpunct",
        AdjustmentKind::Bracket => "bracket",
        AdjustmentKind::Pause => "pausing mark",
        AdjustmentKind::Autospace => "autospace",
        AdjustmentKind::Stop => "stop",
        AdjustmentKind::InterCharacter => "between characters",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hongtou::page::{Adjustment, LargestGap};

    fn page() -> Pages {
        let report = LineReport {
            block: 7,
            style: "body".to_owned(),
            line: 2,
            x: Length::mm(28),
            y: Length::mm(100),
            measure: Length::mm(156),
            natural: Length::mm(157),
            adjustments: vec![Adjustment { kind: AdjustmentKind::Pause, amount: Length::mm(-1), places: 2 }],
            largest_gap: Some(LargestGap { width: Length::mm(1), at: 6 }),
            ending: Ending::Full,
            text: "传达省委组织部，".to_owned(),
            source: 3,
        };
        Pages { pages: vec![Page { number: 1, lines: vec![report], ..Page::default() }], ..Pages::default() }
    }

    #[test]
    fn a_line_is_one_row_and_each_adjustment_another() {
        let pages = page();
        let source = Source::new("issue.toml", "");
        let expected = "\
page block line  measure  natural   change  ending      text
   1     7    2  156.000  157.000   -1.000  full        传达省委组织部，
                                    -1.000  pausing mark at 2 places
";
        assert_eq!(text(&lines(&pages, &source, None), Language::English), expected);
        let expected = [
            CHINESE_HEADS,
            "   1     7    2  156.000  157.000   -1.000  排满        传达省委组织部，\n",
            "                                    -1.000  句内点号 2 处\n",
        ]
        .concat();
        assert_eq!(text(&lines(&pages, &source, None), Language::Chinese), expected);
    }

    #[test]
    fn programs_get_the_same_in_millimetres() {
        let pages = page();
        let source = Source::new("issue.toml", "");
        let all = json(&lines(&pages, &source, None));
        assert_eq!(all[0]["natural"], 157.0);
        assert_eq!(all[0]["adjustments"][0], json!({ "kind": "pausing-mark", "mm": -1.0, "places": 2 }));
        assert_eq!(json(&lines(&pages, &source, Some(9))), json!([]));
    }
}
