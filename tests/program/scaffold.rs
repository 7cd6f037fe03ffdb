//! `hongtou new`: templates and next issues, in which nothing is found but the places to fill in.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use hongtou::layouts::BUNDLED;
use serde_json::Value;

fn hongtou(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(arguments)
        .arg("--bundled-fonts")
        .env_remove("HONGTOU_FONTS")
        .env("LC_ALL", "C")
        .current_dir(folder)
        .output()
        .unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The codes of all that `check` finds in a file, errors and warnings.
fn rules(folder: &Path, files: &[&str]) -> Vec<String> {
    let output = hongtou(folder, &[&["check", "--format", "json"], files].concat());
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    found.as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

/// A file with every open place filled in, as the comments and the marks say.
fn filled(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let is_open = line.contains("【待填") && !line.starts_with('#');
        let key = line.split(" =").next().unwrap_or_default();
        let value = match key {
            _ if !is_open => line.to_owned(),
            "number" | "total" => format!("{key} = 1"),
            "copies" => format!("{key} = 20"),
            "date" | "printed" => format!("{key} = 2026-03-16"),
            "title" if out.contains("[[article]]") => format!("{key} = \"关于做好春耕备耕工作的通知\""),
            "title" => format!("{key} = \"临江县人民政府文件\""),
            "secrecy" => format!("{key} = \"机密★1年\""),
            "copy_number" => format!("{key} = \"000001\""),
            "report" | "issue" | "send" | "copy_to" => format!("{key} = \"临江县{key}办公室。\""),
            "post" => format!("{key} = \"县长\""),
            "present" | "excused" | "listeners" => format!("{key} = \"县农业农村局有关同志。\""),
            "signers" => format!("{key} = [\"张立春\"]"),
            _ if line.contains(" = ") => format!("{key} = \"临江县人民政府\""),
            _ => "各乡镇要抓好春耕备耕工作。".to_owned(),
        };
        out.push_str(&value.replace("copy_to办公室", "财政局").replace("report办公室", "委办公室"));
        out.push('\n');
    }
    for (key, name) in [("issue", "水利局"), ("send", "民政局")] {
        out = out.replace(&format!("临江县{key}办公室"), &format!("临江县{name}"));
    }
    out
}

#[test]
fn in_the_template_of_each_layout_check_finds_the_places_to_fill_in_and_nothing_else() {
    // The base of all layouts has no head, so that nobody writes an issue for it.
    for (layout, _) in BUNDLED.iter().filter(|(layout, _)| *layout != "gbt9704") {
        let folder = tempfile::tempdir().unwrap();
        let output = hongtou(folder.path(), &["new", "--layout", layout, "-o", "a.toml"]);
        assert!(output.status.success(), "{}", stderr(&output));
        let text = fs::read_to_string(folder.path().join("a.toml")).unwrap();
        let marks = text.matches("【待填").count();
        assert!(marks >= 6, "{text}");
        assert_eq!(rules(folder.path(), &["a.toml"]), vec!["placeholder"; marks], "{layout}");
        fs::write(folder.path().join("a.toml"), filled(&text)).unwrap();
        let output = hongtou(folder.path(), &["check", "a.toml"]);
        assert_eq!((stderr(&output), output.status.code()), ("", Some(0)), "{layout}: {}", filled(&text));
    }
}

/// What is there as a comment is right when the mark of the comment is taken off.
#[test]
fn the_comments_of_a_template_are_keys_that_the_layout_sets() {
    // The base of all layouts has no head, so that nobody writes an issue for it.
    for (layout, _) in BUNDLED.iter().filter(|(layout, _)| *layout != "gbt9704") {
        let folder = tempfile::tempdir().unwrap();
        hongtou(folder.path(), &["new", "--layout", layout, "-o", "a.toml"]);
        let text = filled(&fs::read_to_string(folder.path().join("a.toml")).unwrap());
        let is_key = |line: &str| {
            line.starts_with('[')
                || line.starts_with('"')
                || line.split_once(" = ").is_some_and(|(key, _)| key.is_ascii())
        };
        let in_text = |line: &str| line == "附件正文";
        let uncommented = text.lines().map(|line| match line.strip_prefix("# ") {
            Some(rest) if is_key(rest) || in_text(rest) => rest,
            _ => line,
        });
        fs::write(folder.path().join("a.toml"), uncommented.collect::<Vec<_>>().join("\n")).unwrap();
        let found = rules(folder.path(), &["a.toml"]);
        let wrong = ["unknown-key", "not-set", "layout-needs", "wrong-type", "syntax", "undeclared-field"];
        assert!(found.iter().all(|code| !wrong.contains(&code.as_str())), "{layout}: {found:?}");
    }
}

#[test]
fn a_layout_that_is_not_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = hongtou(folder.path(), &["new", "--layout", "nosuch", "-o", "a.toml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no layout `nosuch`"), "{}", stderr(&output));
    assert!(!folder.path().join("a.toml").exists());
}

#[test]
fn an_issue_with_open_places_is_not_rendered_in_silence() {
    let folder = tempfile::tempdir().unwrap();
    hongtou(folder.path(), &["new", "-o", "a.toml"]);
    let output = hongtou(folder.path(), &["render", "a.toml"]);
    assert_eq!(output.status.code(), Some(1), "number and date are open");
    assert_eq!(stderr(&output).matches("must still be filled in").count(), 13);
    // With number and date filled in, the pages can be looked at, and the open texts are on them.
    let text = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    let is_number =
        |line: &&str| ["number", "total", "copies", "date"].iter().any(|key| line.starts_with(key));
    let text: Vec<String> = text
        .lines()
        .map(|line| if is_number(&line) { filled(line).trim_end().to_owned() } else { line.to_owned() })
        .collect();
    fs::write(folder.path().join("a.toml"), text.join("\n")).unwrap();
    let output = hongtou(folder.path(), &["render", "a.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("must still be filled in").count(), 9);
}

#[test]
fn the_issue_after_a_document_keeps_what_stays_and_leaves_open_what_is_of_the_day() {
    for name in [
        "document",
        "document-joint",
        "document-upward",
        "letter",
        "order",
        "minutes",
        "bulletin-confidential",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let before = format!("{}/examples/{name}.toml", env!("CARGO_MANIFEST_DIR"));
        let output = hongtou(folder.path(), &["new", "--after", &before, "-o", "a.toml"]);
        assert!(output.status.success(), "{name}: {}", stderr(&output));
        let text = fs::read_to_string(folder.path().join("a.toml")).unwrap();
        let old = fs::read_to_string(&before).unwrap();
        for key in ["addressee", "code", "organs", "post", "remark", "printer", "copy_to"] {
            let line =
                |text: &str| text.lines().filter(|line| line.split_whitespace().next() == Some(key)).count();
            assert_eq!(line(&text), line(&old), "{name}: {key}");
        }
        for header in ["[[attachment]]", "[signature]", "[fields]", "[distribution]", "[colophon]"] {
            assert_eq!(text.matches(header).count(), old.matches(header).count(), "{name}: {header}");
        }
        assert!(!text.contains("\nurgency"), "{name}: {text}");
        assert_eq!(text.contains("\nsecrecy = \"【待填"), name == "bulletin-confidential", "{name}: {text}");
        let marks =
            text.lines().filter(|line| !line.starts_with('#')).map(|line| line.matches("【待填").count());
        assert_eq!(rules(folder.path(), &["a.toml"]), vec!["placeholder"; marks.sum()], "{name}");
        fs::write(folder.path().join("a.toml"), filled(&text)).unwrap();
        assert_eq!(rules(folder.path(), &["a.toml"]), [""; 0], "{name}: {}", filled(&text));
    }
}

#[test]
fn the_next_issue_counts_on_and_says_what_is_to_be_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let seed = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/issue-245.toml");
    let next = |date: &[&str], out: &str| {
        let output = hongtou(folder.path(), &[&["new", "--after", seed, "-o", out], date].concat());
        assert!(output.status.success(), "{}", stderr(&output));
        fs::read_to_string(folder.path().join(out)).unwrap()
    };
    let text = next(&["--date", "2021-04-05"], "13.toml");
    for line in [
        "number = 13",
        "total = 246",
        "date = 2021-04-05",
        "copies = 720",
        "title = \"广东脱贫攻坚工作动态\"",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains("信息中心；省人大常委会办公厅"), "the lists stay");
    assert!(!text.contains("2021年是"), "the text does not");
    let open = rules(folder.path(), &["13.toml"]);
    assert_eq!(open, ["placeholder", "placeholder"], "title and body");
    assert_eq!(hongtou(folder.path(), &["check", "13.toml"]).status.code(), Some(1));
    let new_year = next(&["--date", "2022-01-04"], "1.toml");
    assert!(new_year.contains("number = 1\n") && new_year.contains("total = 246"), "{new_year}");
    next(&[], "open.toml");
    let open = rules(folder.path(), &["open.toml"]);
    assert_eq!(open, ["placeholder"; 3], "the date is open too");
    let again = hongtou(folder.path(), &["new", "--after", seed, "-o", "13.toml"]);
    assert_eq!(again.status.code(), Some(3), "a file that is there is not overwritten");
    assert_eq!(hongtou(folder.path(), &["new", "--date", "2021-02-30"]).status.code(), Some(2));
}
