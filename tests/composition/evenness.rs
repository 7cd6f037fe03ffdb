//! Lines that no eye stops at: the worst lines of official prose with many figures, in every bundled layout.
//!
//! A line that is over a limit is listed in `cases/uneven_lines.txt` with the reason, or the test fails; so it does if a
//! listed line is within the limits.

use std::fmt::Write;

use hongtou::document;
use hongtou::issue::Issue;
use hongtou::page::Part;
use hongtou::typeset::class::class_of;

use crate::support::evenness::{Evenness, Setting, paragraphs, quantile};
use crate::support::examples;

/// Of 100 lines 95 have no gap that is wider than the natural space between Han and digits by more than this, in em.
const MOST_OF_95: f64 = 0.05;

/// And none has one that is wider by more than this, but for rounding.
const MOST: f64 = 0.1205;

/// No gap between two Han characters is wider.
const MOST_HAN: f64 = 0.0605;

/// Kerning brings a letter nearer to what is after it than its own advance is wide.
const KERNING: f64 = 0.02;

/// Lines over the limits: fewer than one in 500 is aimed at; these texts are hard ones.
const EXCEPTIONS_IN_1000: usize = 10;

/// The layouts that choose the lines of a paragraph together, those with the same rules for text in one row.
const EVEN: [&[&str]; 3] = [
    &["document", "letter", "minutes", "order", "report"],
    &["bulletin-even", "bulletin-confidential", "bulletin-supplement"],
    &["bulletin-grid"],
];

fn prose() -> Vec<String> {
    ["figures.txt", "clean_prose.txt", "paragraphs.txt"].into_iter().flat_map(paragraphs).collect()
}

/// The paragraphs of running text of an example.
fn body(name: &str, setting: &Setting) -> Vec<String> {
    let issue = Issue::read(&examples::path(name)).expect("a sound example");
    let (document, _) = document::build(&issue, &setting.layout).expect("a sound example");
    let texts = document.blocks.iter().filter(|block| block.part == Part::Paragraph);
    // A line that the writer ended is not filled.
    texts.filter_map(|block| block.text()).flat_map(|text| text.text.lines().map(str::to_owned)).collect()
}

fn is_over(line: &Evenness, natural: f64) -> bool {
    line.gap > natural + MOST || line.han > MOST_HAN
}

/// The lines that are known to be over, of a layout.
fn listed(layout: &str) -> Vec<&'static str> {
    let list = include_str!("../cases/uneven_lines.txt").lines();
    let of_layout = list.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    let of_layout = of_layout.filter(|(names, _)| names.split(' ').any(|name| name == layout));
    of_layout.map(|(_, line)| line.split_once(" ~ ").expect("a line and its reason").0).collect()
}

#[test]
fn no_eye_stops_at_a_line_of_official_prose() {
    let prose = prose();
    assert!(prose.len() >= 418, "{}", prose.len());
    let mut report = String::new();
    for layout in EVEN.into_iter().flatten() {
        let setting = Setting::new(layout);
        let natural = setting.natural();
        let lines = setting.lines(&prose);
        assert!(lines.len() > 600, "{layout}: {} lines", lines.len());
        let p95 = quantile(lines.iter().map(|line| line.gap), 0.95);
        assert!(p95 <= natural + MOST_OF_95, "{layout}: p95 {p95:.3}");
        let beyond: Vec<&Evenness> = lines.iter().filter(|line| line.beyond > KERNING).collect();
        assert!(beyond.is_empty(), "{layout}: beyond the edge: {beyond:#?}");
        let listed = listed(layout);
        let over: Vec<&Evenness> = lines.iter().filter(|line| is_over(line, natural)).collect();
        assert!(over.len() * 1000 < lines.len() * EXCEPTIONS_IN_1000, "{layout}: {} lines", over.len());
        for Evenness { gap, at, han, text, .. } in
            over.iter().filter(|line| !listed.contains(&line.text.as_str()))
        {
            writeln!(report, "not listed: {layout}: {text} ~ {gap:.3} at {at}, Han {han:.3}").unwrap();
        }
        for text in listed.iter().filter(|text| !over.iter().any(|line| line.text == **text)) {
            writeln!(report, "within the limits: {layout}: {text}").unwrap();
        }
    }
    assert!(report.is_empty(), "\n{report}");
}

#[test]
fn no_eye_stops_at_a_line_of_the_examples() {
    for name in examples::all_names() {
        let layouts = match examples::layout_of(&name).as_str() {
            "bulletin" => vec!["bulletin-even".to_owned(), "bulletin-grid".to_owned()],
            other => vec![other.to_owned()],
        };
        for layout in layouts {
            let setting = Setting::new(&layout);
            let listed = [listed(&layout), listed(&format!("example-{layout}"))].concat();
            for line in setting.lines(&body(&name, &setting)) {
                let is_listed = listed.contains(&line.text.as_str());
                assert!(is_listed || !is_over(&line, setting.natural()), "{name}, {layout}: {line:?}");
            }
        }
    }
}

#[test]
fn on_the_breaks_of_the_print_the_seed_is_even_too() {
    let setting = Setting::new("bulletin");
    let lines = setting.lines(&body("issue-245", &setting));
    assert!(lines.len() > 50);
    assert!(quantile(lines.iter().map(|line| line.gap), 0.95) <= 0.30);
    let over: Vec<&str> =
        lines.iter().filter(|line| is_over(line, 0.25)).map(|line| line.text.as_str()).collect();
    assert_eq!(over, listed("bulletin"));
}

#[test]
fn no_paragraph_ends_with_a_lone_character() {
    let mut prose = prose();
    prose.push(
        "“一”是开头有引号的段落，（二）不是标题的括号开头的段落，【三】方头括号开头的段落，都应当对齐版心左边的两个字。"
            .to_owned(),
    );
    for layout in EVEN.into_iter().flatten().chain(&["bulletin"]) {
        for last in Setting::new(layout).last_lines(&prose) {
            let characters = last.chars().filter(|&character| class_of(character).is_character()).count();
            assert!(characters > 1, "{layout}: {last}");
        }
    }
}

#[test]
fn what_explain_calls_the_largest_gap_is_the_largest_gap() {
    for layout in ["document", "bulletin-even"] {
        let setting = Setting::new(layout);
        for line in setting.lines(&prose()) {
            // A face that does not fill the em of a sign, such as ℃, leaves a blank inside its box.
            if line.at.chars().all(|c| hongtou::han::is_han(c) || c.is_ascii_digit()) {
                let off = (line.reported - line.gap).abs();
                assert!(off < 0.005, "{layout}: {line:?}");
            }
        }
    }
}

/// Programs that take the text out of a PDF sort the characters of a line by where their boxes begin.
#[test]
fn a_box_never_begins_before_that_of_the_character_before_it() {
    let mut prose = prose();
    // So much to compress that the brackets give all that they may.
    prose.push(
        "按照GB/T 9704-2012《党政机关公文格式》第7.3.5条和GB/T 15834-2011《标点符号用法》的规定编排。"
            .repeat(4),
    );
    prose.push("采用Revit《模型》、Excel《台账》、MATLAB《程序》、Civil（三维）、NaCl（化工）、Git《版本》管理资料，".repeat(9));
    for layout in ["document", "bulletin-even"] {
        for line in Setting::new(layout).lines(&prose) {
            assert_eq!(line.disorder, None, "{layout}: {}", line.text);
        }
    }
}
