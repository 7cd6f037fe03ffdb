//! Texts beside each other keep their distance, or take two lines.

use crate::support;

use std::path::PathBuf;

use hongtou::page::{GlyphRun, Item, Pages};
use hongtou::units::Length;
use hongtou::{Options, open, typeset};

fn set(issue: &str) -> Pages {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue.toml");
    std::fs::write(&path, issue).unwrap();
    let font_dirs = vec![PathBuf::from(support::FONTS)];
    let job = open(&path, &Options { bundled_fonts: true, font_dirs, ..Options::default() }).unwrap();
    typeset(&job).unwrap_or_else(|problems| panic!("{issue}: {} problems", problems.len())).0
}

/// The size of a row's characters, and so the least distance of its texts; documents have 15.75 pt.
fn least(name: &str) -> Length {
    if name.starts_with("imprint") { Length::pt(14) } else { Length::pt(63) / 4 }
}

/// The texts of a line: block, characters, left and right edge.
type Texts = Vec<(u32, String, Length, Length)>;

/// The lines of an element: baseline, and its texts from left to right with their left and right edges.
fn lines(pages: &Pages, name: &str) -> Vec<(Length, Texts)> {
    let mut lines: Vec<(Length, Texts)> = Vec::new();
    let own = |run: &&GlyphRun| pages.elements[run.element.index()].name == name;
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let runs = items.filter_map(|item| if let Item::Text(run) = item { Some(run) } else { None }).filter(own);
    for run in runs {
        assert!(run.size >= least(name), "{} is made smaller", run.text);
        let (first, last) = (run.glyphs.first().unwrap(), run.glyphs.last().unwrap());
        let (left, right) = (first.cell, last.cell + last.advance);
        match lines.iter_mut().find(|(y, _)| *y == run.y) {
            Some((_, texts)) => match texts.last_mut() {
                Some(text) if text.0 == run.block => {
                    text.1.push_str(&run.text);
                    text.3 = right;
                }
                _ => texts.push((run.block, run.text.clone(), left, right)),
            },
            None => lines.push((run.y, vec![(run.block, run.text.clone(), left, right)])),
        }
    }
    lines
}

fn bulletin(issuer: &str) -> String {
    format!(
        "layout = \"bulletin\"\n[masthead]\ntitle = \"工作简报\"\nnumber = 8\nissuer = \"{issuer}\"\n\
         date = 2026-11-24\n[[article]]\ntitle = \"标题\"\nbody = \"\"\"\n正文。\n\"\"\"\n"
    )
}

#[test]
fn an_issuer_of_any_length_keeps_an_em_from_the_date_at_its_full_size() {
    let names = "中共澄湖县委全面深化改革委员会办公室、澄湖县发展和改革委员会、澄湖县财政局、澄湖县审计局";
    let mut seen = [0; 3];
    for count in 2..=names.chars().count() {
        let issuer: String = names.chars().take(count).collect();
        let lines = lines(&set(&bulletin(&issuer)), "masthead.issuer");
        let said: String = lines.iter().flat_map(|(_, texts)| texts).map(|text| text.1.as_str()).collect();
        assert_eq!(said, format!("{issuer}2026年11月24日"));
        for (_, texts) in &lines {
            for pair in texts.windows(2) {
                assert!(pair[1].2 - pair[0].3 >= Length::pt(16), "{issuer}: {:?}", pair[1].2 - pair[0].3);
            }
        }
        seen[lines.len() - 1] += 1;
    }
    assert!(seen[0] > 10 && seen[1] > 10, "{seen:?}");
}

#[test]
fn a_long_issuer_is_broken_between_organs_with_the_date_on_its_last_line() {
    let first = "中共澄湖县委全面深化改革委员会办公室、";
    let second = "澄湖县发展和改革委员会办公室";
    let lines = lines(&set(&bulletin(&format!("{first}{second}"))), "masthead.issuer");
    let texts: Vec<Vec<&str>> =
        lines.iter().map(|(_, texts)| texts.iter().map(|text| text.1.as_str()).collect()).collect();
    assert_eq!(texts, [vec![first], vec![second, "2026年11月24日"]]);
}

#[test]
fn an_issuer_that_fills_a_line_has_the_date_below_it() {
    let issuer = "澄湖县全面深化改革工作领导小组办公室";
    let lines = lines(&set(&bulletin(issuer)), "masthead.issuer");
    let texts: Vec<&str> = lines.iter().flat_map(|(_, texts)| texts).map(|text| text.1.as_str()).collect();
    assert_eq!((lines.len(), texts), (2, vec![issuer, "2026年11月24日"]));
}

#[test]
fn a_long_printer_and_signers_beside_a_long_number_keep_their_distance() {
    let document = |code: &str, printer: &str| {
        format!(
            "layout = \"document\"\n[masthead]\ntitle = \"澄湖县人民政府文件\"\ncode = \"{code}\"\nnumber = 8\n\
             issuer = \"澄湖县人民政府\"\ndate = 2026-04-08\nsigners = [\"王小明\", \"李大海\", \"赵长江\"]\n\
             [[article]]\ntitle = \"关于农村公路养护的请示\"\nbody = \"\"\"\n请批示。\n\"\"\"\n[colophon]\n\
             printer = \"{printer}\"\nprinted = 2026-04-09\n"
        )
    };
    for count in 2..=14 {
        let code: String = "澄湖县农村公路养护管理办公室发".chars().take(count).collect();
        let printer = code.repeat(3);
        let pages = set(&document(&code, &printer));
        for name in ["masthead.number-upward", "imprint.printed"] {
            for (_, texts) in lines(&pages, name) {
                for pair in
                    texts.windows(2).filter(|pair| pair[0].1.contains('号') || name.starts_with("imprint"))
                {
                    assert!(pair[1].2 - pair[0].3 >= least(name), "{code}: {} {}", pair[0].1, pair[1].1);
                }
            }
        }
    }
}
