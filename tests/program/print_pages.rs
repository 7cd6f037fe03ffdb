//! `check` says where the pages of the print ended elsewhere than those of the layout.

use crate::support;

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use support::examples;
use support::seed::SEED;

const RULES: [&str; 2] = ["print-page", "print-page-words"];

fn hongtou(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.args(["--bundled-fonts", "--lang", "en"]).args(arguments).current_dir(folder);
    command.output().unwrap()
}

/// The seed as it is imported, changed.
fn imported(change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("old.md"), SEED).unwrap();
    assert!(hongtou(folder.path(), &["import", "old.md"]).status.success());
    let path = folder.path().join("old.toml");
    let text = change(&std::fs::read_to_string(&path).unwrap());
    std::fs::write(path, text).unwrap();
    folder
}

/// What is said of pages: rule, line and message, and the exit code.
fn said(folder: &Path, more: &[&str]) -> (Vec<(String, u64, String)>, i32) {
    let output = hongtou(folder, &[&["check", "old.toml", "--format", "json"], more].concat());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found =
        json.as_array().unwrap().iter().filter(|found| RULES.contains(&found["code"].as_str().unwrap()));
    let text = |found: &Value, key: &str| found[key].as_str().unwrap().to_owned();
    let found = found.map(|f| (text(f, "code"), f["line"].as_u64().unwrap(), text(f, "message")));
    (found.collect(), output.status.code().unwrap())
}

/// The line on which a text stands.
fn line(folder: &Path, words: &str) -> u64 {
    let text = std::fs::read_to_string(folder.join("old.toml")).unwrap();
    1 + text.lines().position(|line| line.contains(words)).unwrap() as u64
}

#[test]
fn nothing_is_said_where_the_pages_end_as_those_of_the_print() {
    let folder = imported(str::to_owned);
    assert_eq!(said(folder.path(), &[]), (Vec::new(), 0));
    // The numbers themselves are right in the seed.
    let folder = imported(|text| text.replace("? of the print", " of the print"));
    assert_eq!(said(folder.path(), &[]), (Vec::new(), 0));
}

#[test]
fn each_page_that_ends_elsewhere_is_told_with_both_ends_and_how_far_they_are() {
    let folder = imported(str::to_owned);
    let (found, code) = said(folder.path(), &["--layout", "bulletin-grid"]);
    assert_eq!((found.len(), code), (3, 0));
    let pages = examples::set(&examples::path("issue-245"), "issue-245", "bulletin-grid").pages.pages;
    for (index, (rule, at, message)) in found.iter().enumerate() {
        assert_eq!(rule, "print-page");
        assert_eq!(*at, line(folder.path(), &format!("# page {}?", index + 1)));
        let last = examples::body_lines(&pages[index]).last().unwrap();
        let ending: String = last.text.chars().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect();
        assert!(message.contains(&format!("{ending}”: +")), "{ending}: {message}");
    }
    // Counted on the text itself: from …视频会议， to the end of page 1.
    let body = std::fs::read_to_string(examples::path("issue-245")).unwrap();
    let rest = body.split("全组召开视频会议，").nth(1).unwrap();
    let end = examples::body_lines(&pages[0]).last().unwrap().text.clone();
    let end: String = end.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
    let more = rest[..rest.find(&end).unwrap() + end.len()].chars().count();
    assert!(found[0].2.contains(&format!(": +{more} characters, +0 lines")), "{}", found[0].2);
}

#[test]
fn a_page_whose_number_is_certain_is_held_against_that_page() {
    let folder = imported(|text| text.replace("# page 2? of", "# page 3 of"));
    let (found, code) = said(folder.path(), &[]);
    let [(rule, _, message)] = &found[..] else { panic!("{found:?}") };
    assert_eq!((rule.as_str(), code), ("print-page", 0));
    assert!(message.starts_with("page 3 of the print ends after “…"), "{message}");
    assert!(message.contains(", +22 lines"), "{message}");
}

#[test]
fn words_that_are_no_longer_there_are_told() {
    let folder = imported(|text| {
        let mended = text.replace("全组召开视频会议", "全组开视频会");
        mended.replacen("…全组开视频会，", "…全组召开视频会议，", 1)
    });
    let (found, code) = said(folder.path(), &[]);
    let rules: Vec<&str> = found.iter().map(|(rule, ..)| rule.as_str()).collect();
    assert!(rules.contains(&"print-page-words"), "{found:?}");
    assert_eq!(code, 0);
}

#[test]
fn the_rule_is_turned_off_excused_and_explained() {
    let grid = ["--layout", "bulletin-grid"];
    let folder = imported(|text| format!("{text}\n[check]\noff = [\"print-page\"]\n"));
    assert_eq!(said(folder.path(), &grid), (Vec::new(), 0));
    let folder = imported(|text| text.replacen("# page 1?", "# hongtou: allow print-page\n# page 1?", 1));
    assert_eq!(said(folder.path(), &grid).0.len(), 0);
    for rule in RULES {
        let output = hongtou(folder.path(), &["check", "--explain", rule]);
        assert!(String::from_utf8(output.stdout).unwrap().starts_with(rule));
    }
}

#[test]
fn other_programs_are_told_as_well() {
    let folder = imported(str::to_owned);
    let output =
        hongtou(folder.path(), &["check", "old.toml", "--format", "sarif", "--layout", "bulletin-grid"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let run = &json["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.iter().filter(|result| result["ruleId"] == "print-page").count(), 3);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for id in RULES {
        assert!(rules.iter().any(|rule| rule["id"] == id), "{id}");
    }
}

#[test]
fn a_line_of_a_text_is_no_comment() {
    let folder = imported(|text| {
        let line = "\n\n# page 9 of the print ends after: …不存在\n\n二、";
        text.replacen("\n\n二、", line, 1)
    });
    assert!(said(folder.path(), &[]).0.iter().all(|(rule, ..)| rule != "print-page-words"));
}
