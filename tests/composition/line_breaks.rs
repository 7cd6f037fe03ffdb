//! Golden line breaks and widths: each case of `cases/line_breaks.txt` and `cases/widths.txt` reads as text, and
//! names the rule that it holds.

use std::fmt::Write;

use hongtou::document::RichText;
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::layouts::{self, Align, CellUse, Layout};
use hongtou::page::{AdjustmentKind, Ending, LineReport};
use hongtou::typeset::{Frame, Typesetter};
use hongtou::units::Length;

use crate::support;

struct Case {
    rule: String,
    settings: String,
    names: Vec<String>,
    /// Whether it is set in the cells of the grid.
    grid: bool,
    /// What stands before the colon: a measure, or a width.
    em: f64,
    /// The text, with `|` where its lines end.
    expected: String,
    /// What was done to its first line, if the case says so.
    adjustments: Option<String>,
}

fn cases(file: &str) -> Vec<Case> {
    let (mut rule, mut settings, mut names, mut grid) = (String::new(), String::new(), Vec::new(), false);
    let mut cases = Vec::new();
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(next) = line.strip_prefix("= ") {
            rule = next.to_owned();
            settings.clear();
            names.clear();
            grid = false;
        } else if line == "@grid" {
            grid = true;
        } else if let Some(list) = line.strip_prefix("@names = ") {
            names = list.split(' ').map(str::to_owned).collect();
        } else if let Some(setting) = line.strip_prefix("@ ") {
            writeln!(settings, "{setting}").unwrap();
        } else {
            let (em, text) = line.split_once(": ").expect("a number of em and a text");
            let (text, adjustments) = text.split_once(" ~ ").map_or((text, None), |(t, a)| (t, Some(a)));
            for expected in alternatives(&text.replace("\\-", "\u{AD}")) {
                cases.push(Case {
                    rule: rule.clone(),
                    settings: settings.clone(),
                    names: names.clone(),
                    grid,
                    em: em.parse().expect("a number of em"),
                    expected,
                    adjustments: adjustments.map(str::to_owned),
                });
            }
        }
    }
    cases
}

/// `甲{，。}乙` is 甲，乙 and 甲。乙; `甲{—— ……}乙` is 甲——乙 and 甲……乙.
fn alternatives(text: &str) -> Vec<String> {
    let Some((before, rest)) = text.split_once('{') else { return vec![text.to_owned()] };
    let (members, after) = rest.split_once('}').expect("a closing brace");
    let members: Vec<String> = if members.contains(' ') {
        members.split(' ').map(str::to_owned).collect()
    } else {
        members.chars().map(String::from).collect()
    };
    members.iter().map(|member| format!("{before}{member}{after}")).collect()
}

/// The layout `base` with other settings of `[text]`.
fn layout(base: &str, settings: &str) -> Layout {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("extends = \"{base}\"\n[text]\n{settings}");
    std::fs::write(folder.path().join("case.toml"), text).unwrap();
    layouts::load("case.toml", folder.path(), &[]).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The faces of the `bulletin` layout.
fn fonts() -> FontBook {
    let search =
        FontSearch { folders: vec![support::FONTS.into()], bundled_only: true, ..FontSearch::default() };
    FontBook::open(&layout("bulletin", "").roles, &search).unwrap().0
}

/// What cases without a grid start from, beside the layout `bulletin`.
const PLAIN: &str = "last_line = 1\n";

/// How the strict grid is used: each line takes what fits, and a mark hangs where the cells are full.
const STRICT: &str = "breaker = \"first-fit\"\nline_squeeze = []\nlast_line = 1\nline_end_mark = \"hang\"\n";

/// The lines of a case; all on one line if it has no measure.
fn lines(case: &Case, fonts: &FontBook, measure: Option<f64>) -> Vec<LineReport> {
    let (base, usual) = if case.grid { ("bulletin-grid", STRICT) } else { ("bulletin", PLAIN) };
    let is_said = |line: &&str| case.settings.contains(line.split(' ').next().unwrap_or_default());
    let usual: Vec<&str> = usual.lines().filter(|line| !is_said(line)).collect();
    let layout = layout(base, &format!("{}\n{}", usual.join("\n"), case.settings));
    let mut setter = Typesetter::new(&layout, fonts).unwrap().keep_names(&case.names);
    let style = layout.style("body").unwrap();
    let mut text = RichText::default();
    text.push_literal(&case.expected.replace('|', ""), style);
    // Without a measure the text stands on one line of a paragraph.
    let measure = measure.unwrap_or(1_000.0);
    let em = em_of(case, &layout);
    let frame = Frame {
        width: em.ratio((measure * 1000.0).round() as i64, 1000),
        first_line: Length::ZERO,
        other_lines: Length::ZERO,
        right: Length::ZERO,
        align: Align::Justify,
        cells: if case.grid { CellUse::Strict } else { CellUse::None },
        by_sense: false,
        most_lines: 1,
    };
    setter.paragraph(&text, frame).into_iter().map(|line| line.report).collect()
}

/// What a case counts in: em, or cells of the grid.
fn em_of(case: &Case, layout: &Layout) -> Length {
    match layout.cells {
        Some(cells) if case.grid => layout.page.type_width().ratio(1, i64::from(cells)),
        _ => layout.style_of(layout.style("body").unwrap()).size,
    }
}

/// What was done to a line, such as `bracket -0.5, pause -0.25`; nothing is `none`.
fn adjustments(line: &LineReport, em: Length) -> String {
    let name = |kind| match kind {
        AdjustmentKind::LineEndMark => "line-end-mark",
        AdjustmentKind::WordSpace => "word-space",
        AdjustmentKind::Interpunct => "interpunct",
        AdjustmentKind::Bracket => "bracket",
        AdjustmentKind::Pause => "pause",
        AdjustmentKind::Autospace => "autospace",
        AdjustmentKind::Stop => "stop",
        AdjustmentKind::InterCharacter => "inter-character",
    };
    let one = |kind, amount: Length| {
        format!("{} {:+}", name(kind), amount.ratio(1000, em.emu()).emu() as f64 / 1000.0)
    };
    let all: Vec<String> = line.adjustments.iter().map(|step| one(step.kind, step.amount)).collect();
    if all.is_empty() { "none".to_owned() } else { all.join(", ") }
}

#[test]
fn lines_break_where_the_rules_say() {
    let fonts = fonts();
    let mut wrong = String::new();
    let cases = cases(include_str!("../cases/line_breaks.txt"));
    for case in &cases {
        let lines = lines(case, &fonts, Some(case.em));
        let mut expected = case.expected.clone();
        let mut found = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("|");
        if let Some(wanted) = &case.adjustments {
            let em = if case.grid { Length::mm(156).ratio(1, 28) } else { Length::pt(16) };
            write!(expected, " ~ {wanted}").unwrap();
            write!(found, " ~ {}", adjustments(&lines[0], em)).unwrap();
        }
        if found != expected {
            let Case { rule, em, .. } = case;
            writeln!(wrong, "{rule}\n  wanted {em}: {expected}\n  found  {em}: {found}").unwrap();
        }
    }
    assert!(cases.len() >= 600, "the cases were read: {}", cases.len());
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn the_optimal_breaker_keeps_the_rules() {
    const NOT_AT_START: &str = "，。、；：？！”’）〕】〗］｝》〉」』～－–—·／";
    const NOT_AT_END: &str = "“‘（〔【〖［｛《〈「『";
    let fonts = fonts();
    let mut wrong = String::new();
    for mut case in cases(include_str!("../cases/line_breaks.txt")) {
        let has = |setting: &str| case.settings.contains(setting);
        let (gb, free) = (has("\"gb\"") || has("\"strict\""), has("\"none\""));
        if free || has("breaker") {
            continue;
        }
        case.settings.push_str("breaker = \"optimal\"");
        let lines = lines(&case, &fonts, Some(case.em));
        let forced = |index: usize| matches!(lines[index].ending, Ending::Forced | Ending::Relief);
        for (index, line) in lines.iter().enumerate() {
            let starts = index > 0 && !forced(index - 1) && !line.text.starts_with("——");
            let ends = index + 1 < lines.len() && !forced(index);
            if starts && line.text.starts_with(|c| NOT_AT_START.contains(c))
                || ends && line.text.ends_with(|c| NOT_AT_END.contains(c) || gb && c == '／')
                || ends && lines[index + 1].text.starts_with('—') && line.text.ends_with('—')
                || line.natural > line.measure && line.adjustments.is_empty() && !has_hanging(&case)
            {
                writeln!(wrong, "{}\n  {}: {}", case.rule, case.em, line.text).unwrap();
            }
        }
        let whole: usize = case
            .names
            .iter()
            .map(|name| lines.iter().map(|l| l.text.matches(name).count()).sum::<usize>())
            .sum();
        let text = case.expected.replace('|', "");
        let wanted: usize = case.names.iter().map(|name| text.matches(name).count()).sum();
        if whole != wanted {
            writeln!(wrong, "{}\n  a name is parted in {text}", case.rule).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn has_hanging(case: &Case) -> bool {
    case.grid || case.settings.contains("\"hang\"")
}

#[test]
fn marks_are_as_wide_as_the_rules_say() {
    let fonts = fonts();
    let mut wrong = String::new();
    let cases = cases(include_str!("../cases/widths.txt"));
    for case in &cases {
        let [line] = &lines(case, &fonts, None)[..] else { panic!("{} is not one line", case.expected) };
        let found = line.natural.ratio(1000, Length::pt(16).emu()).emu() as f64 / 1000.0;
        if (found - case.em).abs() > 0.0015 {
            let Case { rule, em, expected, .. } = case;
            writeln!(wrong, "{rule}\n  wanted {em}: {expected}\n  found  {found}").unwrap();
        }
    }
    assert!(cases.len() >= 60, "the cases were read: {}", cases.len());
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// A case without settings.
fn plain(em: f64, expected: &str) -> Case {
    let (rule, settings) = (String::new(), String::new());
    Case {
        rule,
        settings,
        names: Vec::new(),
        grid: false,
        em,
        expected: expected.to_owned(),
        adjustments: None,
    }
}

#[test]
fn the_number_of_a_heading_keeps_to_the_character_after_it() {
    let fonts = fonts();
    // At a paragraph's start there is no earlier end, so the unit can only be parted by force.
    for (em, heading) in [(2.0, "一、总则"), (2.5, "（一）目的"), (1.5, "1.目的"), (2.5, "（1）目的")]
    {
        let endings: Vec<Ending> =
            lines(&plain(em, heading), &fonts, Some(em)).iter().map(|line| line.ending).collect();
        assert_eq!(endings[0], Ending::Forced, "{heading}");
        let wider = lines(&plain(4.0, heading), &fonts, Some(4.0));
        assert!(wider.iter().all(|line| line.ending != Ending::Forced), "{heading}");
    }
}

#[test]
fn a_change_of_face_does_not_disturb_the_squeeze() {
    const TEXT: &str = "甲乙（丙）。丁戊。”“己庚（‘辛’）》，壬癸？！子丑：《寅》、卯辰。";
    let fonts = fonts();
    let layout = layout("bulletin", "line_squeeze = [\"bracket\", \"pause\"]\nline_end_mark = \"fit\"");
    let (body, lead) = (layout.style("body").unwrap(), layout.style("lead-in").unwrap());
    let frame = Frame::of(layout.style_of(body), Length::pt(16) * 9);
    let set = |at: usize| {
        let mut text = RichText::default();
        text.push_literal(&TEXT[..at], lead);
        text.push_literal(&TEXT[at..], body);
        let mut setter = Typesetter::new(&layout, &fonts).unwrap();
        let lines = setter.paragraph(&text, frame);
        let report = |line: LineReport| (line.text, line.natural, format!("{:?}", line.adjustments));
        lines.into_iter().map(|line| report(line.report)).collect::<Vec<_>>()
    };
    let plain = set(0);
    assert!(plain.len() > 2);
    for (at, _) in TEXT.char_indices() {
        assert_eq!(set(at), plain, "bold until {at}");
    }
}
