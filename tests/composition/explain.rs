//! `hongtou explain` on real pages: every character of every line in its place.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

fn explain(example: &str, more: &[&str]) -> Vec<Value> {
    let issue = format!("{}/examples/{example}.toml", env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.args(["explain", &issue, "--bundled-fonts", "--format", "json"]).args(more);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap_or_else(|| panic!("no {key} in {value}"))
}

/// Two roundings to a millionth of a millimetre.
const ROUNDING: f64 = 3e-6;

#[test]
fn the_characters_of_a_line_are_its_text_and_tile_it() {
    for example in ["issue-245", "three-articles", "every-mark", "one-page"] {
        for layout in ["bulletin", "bulletin-grid"] {
            for line in explain(example, &["--layout", layout]) {
                let characters = line["characters"].as_array().unwrap();
                let text: String = characters.iter().filter_map(|each| each["text"].as_str()).collect();
                assert_eq!(line["text"], text, "{example} in {layout}");
                let first = characters.first().expect("a line has characters");
                assert!((number(first, "x") - number(&line, "x")).abs() < ROUNDING, "{text}");
                for pair in characters.windows(2) {
                    let end = number(&pair[0], "x") + number(&pair[0], "advance");
                    assert!((end - number(&pair[1], "x")).abs() < ROUNDING, "{text}: {pair:?}");
                }
            }
        }
    }
}

#[test]
fn texts_beside_each_other_share_a_baseline_and_no_block() {
    let mut rows: BTreeMap<(i64, i64), Vec<i64>> = BTreeMap::new();
    for line in explain("three-articles", &[]).iter().filter(|line| line["style"] != "contents") {
        let micrometres = (number(line, "y") * 1000.0).round() as i64;
        let row = rows.entry((line["page"].as_i64().unwrap(), micrometres)).or_default();
        row.push(line["block"].as_i64().unwrap());
    }
    let mut beside: Vec<_> = rows.into_values().filter(|blocks| blocks.len() > 1).collect();
    assert_eq!(beside.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2, 2, 2, 3]);
    for blocks in &mut beside {
        blocks.dedup();
        assert!(blocks.len() > 1, "{blocks:?}");
    }
}

#[test]
fn a_line_of_the_file_chooses_the_lines_that_show_it() {
    let all = explain("issue-245", &[]);
    let shown = explain("issue-245", &["--line", "20"]);
    assert!(shown.len() > 1 && shown.len() < all.len());
    let source = include_str!("../../examples/issue-245.toml").lines().nth(19).unwrap();
    let text: String = shown.iter().filter_map(|line| line["text"].as_str()).collect();
    assert_eq!(text, source);
    assert!(explain("issue-245", &["--line", "9999"]).is_empty());
}

#[test]
fn every_line_that_was_changed_says_its_largest_gap() {
    let mut said = 0;
    for line in explain("document", &[]) {
        let text = line["text"].as_str().unwrap();
        let Some(at) = line["largest_gap"]["at"].as_u64() else {
            assert!(text.chars().count() < 2, "{text} has a gap");
            continue;
        };
        assert!(text.is_char_boundary(at as usize) && at > 0, "{text}: {at}");
        said += usize::from(number(&line["largest_gap"], "mm") > 0.1);
    }
    assert!(said > 10, "{said}");
    let issue = format!("{}/examples/document.toml", env!("CARGO_MANIFEST_DIR"));
    for (language, words) in [("C", "largest gap 0."), ("zh_CN.UTF-8", "最大空隙 0.")] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        command.args(["explain", &issue, "--bundled-fonts"]).env("LC_ALL", language).env("LANG", language);
        let said = String::from_utf8(command.output().unwrap().stdout).unwrap();
        assert!(said.matches(words).count() > 10, "{said}");
    }
}
