//! Golden line breaks: each case of `cases/line_breaks.txt` reads as text, and names the rule that it holds.

use std::fmt::Write;

use hongtou::document::RichText;
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::layouts::{self, Align, Layout};
use hongtou::typeset::{Frame, Typesetter};

mod support;

struct Case {
    rule: String,
    settings: String,
    measure: f64,
    expected: String,
}

fn cases() -> Vec<Case> {
    let text = include_str!("cases/line_breaks.txt");
    let (mut rule, mut settings) = (String::new(), String::new());
    let mut cases = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(next) = line.strip_prefix("= ") {
            rule = next.to_owned();
            settings.clear();
        } else if let Some(setting) = line.strip_prefix("@ ") {
            writeln!(settings, "{setting}").unwrap();
        } else {
            let (measure, expected) = line.split_once(": ").expect("a measure and a text");
            let measure = measure.parse().expect("a measure in em");
            cases.push(Case {
                rule: rule.clone(),
                settings: settings.clone(),
                measure,
                expected: expected.to_owned(),
            });
        }
    }
    cases
}

/// The `bulletin` layout with other settings of `[text]`.
fn layout(settings: &str) -> Layout {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("extends = \"bulletin\"\n[text]\n{settings}");
    std::fs::write(folder.path().join("case.toml"), text).unwrap();
    layouts::load("case.toml", folder.path(), &[]).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn broken(case: &Case) -> String {
    let layout = layout(&case.settings);
    let search =
        FontSearch { folders: vec![support::FONTS.into()], bundled_only: true, ..FontSearch::default() };
    let (fonts, _) = FontBook::open(&layout.roles, &search).unwrap();
    let mut setter = Typesetter::new(&layout, &fonts).unwrap();
    let style = layout.style("body").unwrap();
    let mut text = RichText::default();
    text.push_literal(&case.expected.replace('|', ""), style);
    let em = layout.style_of(style).size;
    let frame = Frame {
        width: em.ratio((case.measure * 1000.0) as i64, 1000),
        first_line: hongtou::units::Length::ZERO,
        other_lines: hongtou::units::Length::ZERO,
        right: hongtou::units::Length::ZERO,
        align: Align::Justify,
        cells: false,
    };
    let lines = setter.paragraph(&text, frame);
    lines.iter().map(|line| line.report.text.as_str()).collect::<Vec<_>>().join("|")
}

#[test]
fn lines_break_where_the_rules_say() {
    let mut wrong = String::new();
    let cases = cases();
    for case in &cases {
        let found = broken(case);
        if found != case.expected {
            writeln!(wrong, "{}\n  wanted {}\n  found  {found}", case.rule, case.expected).unwrap();
        }
    }
    assert!(cases.len() > 50, "the cases were read");
    assert!(wrong.is_empty(), "\n{wrong}");
}
