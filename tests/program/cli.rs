//! The program as its users see it: what it prints, and its exit codes.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str = r#"#:schema issue.schema.json
[masthead]
title = "工作动态"
number = 12
issuer = "办公室"
date = 2021-03-29

[[article]]
title = "题目"
body = "第一段。"
"#;

/// The program with arguments, in an environment that does not depend on who runs the test.
fn hongtou(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.args(arguments).env_remove("NO_COLOR");
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command
}

fn run(arguments: &[&str]) -> Output {
    hongtou(arguments).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// A folder with one issue in it.
fn issue(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_good_issue_is_checked_in_silence() {
    let (_folder, file) = issue(GOOD);
    let output = run(&["check", path(&file)]);
    assert_eq!((code(&output), stdout(&output), stderr(&output)), (0, "", ""));
}

#[test]
fn a_bad_issue_is_shown_with_its_line_and_a_way_to_mend_it() {
    let (folder, _) = issue(&GOOD.replace("issuer", "isuer").replace("03-29", "02-30"));
    let output = hongtou(&["check", "issue.toml"]).current_dir(folder.path()).output().unwrap();
    let expected = "\
error: unknown key `masthead.isuer`
 --> issue.toml:5:1
  |
5 | isuer = \"办公室\"
  | ^^^^^ no such key
  |
  = help: did you mean `issuer`?

error: the day `2021-02-30` does not exist
 --> issue.toml:6:8
  |
6 | date = 2021-02-30
  |        ^^^^^^^^^^ no such day
  |
  = help: write year-month-day as it is in the calendar: 2026-01-31
";
    assert_eq!(stderr(&output), expected);
    assert_eq!((code(&output), stdout(&output)), (1, ""));
}

#[test]
fn problems_are_also_written_for_programs() {
    let (_folder, file) = issue(&GOOD.replace("number = 12", "number = 0"));
    let output = run(&["check", "--format", "json", path(&file)]);
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(code(&output), 1);
    assert_eq!(found.as_array().unwrap().len(), 1);
    assert_eq!(found[0]["code"], "out-of-range");
    assert_eq!(found[0]["line"], 4);
    assert_eq!(found[0]["column"], 10);
    assert_eq!(found[0]["file"], path(&file));

    let (_folder, file) = issue(GOOD);
    let output = run(&["check", "--format", "json", path(&file)]);
    assert_eq!((code(&output), stdout(&output)), (0, "[]\n"));
}

#[test]
fn several_issues_are_checked_and_the_gravest_decides_the_exit_code() {
    let (folder, good) = issue(GOOD);
    let bad = folder.path().join("bad.toml");
    std::fs::write(&bad, "").unwrap();
    let output = run(&["check", path(&good), path(&bad)]);
    assert_eq!(code(&output), 1);
    assert_eq!(stderr(&output).matches("bad.toml:1:1").count(), 2);
    assert_eq!(code(&run(&["check", path(&good), path(&bad), "no-such.toml"])), 3);
}

#[test]
fn what_cannot_be_read_is_the_machines_failure() {
    let (folder, _) = issue(GOOD);
    // A folder that is checked stands for its issues; elsewhere it is no issue.
    for (command, file) in [("check", "no-such.toml"), ("check", "no/such/issue.toml"), ("explain", ".")] {
        let output = hongtou(&[command, file]).current_dir(folder.path()).output().unwrap();
        assert_eq!(code(&output), 3, "{file}");
        assert!(stderr(&output).starts_with(&format!("error: cannot read {file}: ")), "{}", stderr(&output));
    }
}

#[test]
fn a_wrong_command_line_has_its_own_exit_code() {
    let wrong: &[&[&str]] = &[
        &[],
        &["chekc"],
        &["check"],
        &["render", "issue.toml", "--dpi", "0"],
        &["render", "issue.toml", "--dpi", "100000"],
        &["render", "issue.toml", "--pages", "3-1"],
        &["render", "issue.toml", "-o", "issue.docx"],
        &["render", "issue.toml", "--format", "tiff"],
        &["explain", "issue.toml", "--line", "0"],
        &["check", "issue.toml", "--quiet", "--verbose"],
        &["check", "issue.toml", "--lang", "fr"],
    ];
    for arguments in wrong {
        let output = run(arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", stderr(&output));
    }
}

#[test]
fn every_command_has_examples_in_its_help() {
    for command in ["render", "check", "batch", "explain", "import", "fonts", "layouts", "schema"] {
        let output = run(&[command, "--help"]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains(&format!("Examples:\n  hongtou {command}")), "{command}");
    }
    assert!(stdout(&run(&["--help"])).contains("Exit codes:"));
}

#[test]
fn help_is_in_chinese_where_chinese_is_spoken() {
    let chinese = run(&["render", "--lang", "zh", "--help"]);
    assert_eq!((code(&chinese), stderr(&chinese)), (0, ""));
    assert!(stdout(&chinese).contains("用法：hongtou render") && stdout(&chinese).contains("示例："));
    let mut command = hongtou(&["press", "-h"]);
    let by_environment = command.env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert!(stdout(&by_environment).contains("骑马订"), "{}", stdout(&by_environment));
    // What is said on the command line counts for more.
    let mut command = hongtou(&["press", "-h", "--lang=en"]);
    let overruled = command.env("LANG", "zh_CN.UTF-8").output().unwrap();
    assert!(stdout(&overruled).contains("Usage:"), "{}", stdout(&overruled));
}

#[test]
fn messages_are_in_the_language_of_the_user() {
    let (_folder, file) = issue("");
    let chinese = |command: &mut Command| stderr(&command.output().unwrap()).starts_with("错误: 文件缺少");
    let check = || hongtou(&["check", path(&file)]);
    assert!(!chinese(&mut check()));
    assert!(chinese(check().env("LANG", "zh_CN.UTF-8")));
    assert!(chinese(check().args(["--lang", "zh"])));
    assert!(!chinese(check().env("LANG", "zh_CN.UTF-8").env("LC_ALL", "C")));
    assert!(!chinese(check().env("LANG", "zh_CN.UTF-8").args(["--lang", "en"])));
}

#[test]
fn colours_are_for_terminals_or_for_those_who_ask() {
    let (_folder, file) = issue("");
    let coloured = |command: &mut Command| stderr(&command.output().unwrap()).contains('\u{1b}');
    let check = || hongtou(&["check", path(&file)]);
    assert!(!coloured(&mut check()));
    assert!(coloured(check().args(["--color", "always"])));
    assert!(coloured(check().args(["--color", "always"]).env("NO_COLOR", "1")));
    assert!(!coloured(check().args(["--color", "never"])));
}

#[test]
fn the_schema_knows_every_key_and_what_it_means() {
    let output = run(&["schema"]);
    let schema: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(schema["required"], serde_json::json!(["masthead", "article"]));
    let masthead = &schema["properties"]["masthead"];
    assert_eq!(masthead["required"], serde_json::json!(["title", "number", "issuer", "date"]));
    assert_eq!(masthead["properties"]["date"]["format"], "date");
    assert_eq!(masthead["properties"]["total"]["type"], "integer");
    assert_eq!(masthead["properties"]["total"]["maximum"], 1_000_000);
    assert_every_property_is_described(&schema);
}

fn assert_every_property_is_described(schema: &Value) {
    if let Some(properties) = schema["properties"].as_object() {
        for (key, property) in properties {
            assert!(property["description"].is_string(), "{key} is not described");
            assert_eq!(property["type"].as_str().map(str::is_empty), Some(false), "{key} has no type");
            assert_every_property_is_described(property);
            assert_every_property_is_described(&property["items"]);
        }
    }
}

#[test]
fn the_layouts_are_listed_one_a_line() {
    let output = run(&["layouts"]);
    assert_eq!(code(&output), 0);
    let names: Vec<&str> = stdout(&output).lines().map(|line| line.split_once("  ").unwrap().0).collect();
    let bundled: Vec<&str> = hongtou::layouts::BUNDLED.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, bundled);
}

#[test]
fn an_output_that_cannot_be_written_is_refused_before_the_work_begins() {
    let (folder, file) = issue(GOOD);
    for (output, reason) in [
        ("no/such/issue.pdf", "there is no folder no/such"),
        ("issue.toml/issue.pdf", "issue.toml is a file, not a folder"),
    ] {
        let arguments = ["render", path(&file), "--format", "pdf", "-o", output];
        let result = hongtou(&arguments).current_dir(folder.path()).output().unwrap();
        let expected = format!("error: cannot write {output}: {reason}\n");
        assert_eq!(code(&result), 3);
        assert!(stderr(&result).starts_with(&expected), "{}", stderr(&result));
    }
}

#[test]
fn an_issue_is_never_written_over() {
    let (folder, file) = issue(GOOD);
    let arguments = ["render", "issue.toml", "--format", "pdf", "-o", "./issue.toml"];
    let output = hongtou(&arguments).current_dir(folder.path()).output().unwrap();
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("which this run reads"), "{}", stderr(&output));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), GOOD);
}

#[test]
fn a_bad_issue_leaves_no_file_behind() {
    let (folder, file) = issue("");
    for command in ["render", "explain"] {
        assert_eq!(code(&run(&[command, path(&file)])), 1);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_reader_who_has_had_enough_is_no_error() {
    let mut child = hongtou(&["schema"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), stderr(&output)), (0, ""));
}

#[test]
fn ten_megabytes_on_one_line_with_thousands_of_problems_are_reported_in_time() {
    let body = format!("{}\\u0001", "字".repeat(1_000)).repeat(3_500);
    let (_folder, file) = issue(&GOOD.replace("第一段。", &body));
    let output = run(&["check", path(&file)]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).len() < 50_000, "{} bytes", stderr(&output).len());
    assert!(stderr(&output).contains("and 3450 more"));
}

/// The PDF that the program writes to its standard output.
fn rendered(issue: &Path, arguments: &[&str]) -> Output {
    run(&[&["render", path(issue), "--bundled-fonts", "-o", "-"], arguments].concat())
}

#[test]
fn a_profile_says_what_a_pdf_is_for() {
    let (_folder, issue) = issue(GOOD);
    let has = |arguments: &[&str], text: &str| {
        let output = rendered(&issue, arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {}", stderr(&output));
        assert!(output.stdout.starts_with(b"%PDF-1.6\n"));
        output.stdout.windows(text.len()).any(|window| window == text.as_bytes())
    };
    let (x4, a2u, ua1) = ("PDF/X-4</pdfxid:", "<pdfaid:conformance>U<", "<pdfuaid:part>1<");
    for (arguments, expected) in [
        (&[][..], [true, true, true]),
        (&["--no-tags"], [true, true, false]),
        (&["--profile", "x4"], [true, false, false]),
        (&["--profile", "a2u"], [false, true, true]),
        (&["--profile", "a2u", "--no-tags"], [false, true, false]),
        (&["--profile", "plain"], [false, false, false]),
    ] {
        assert_eq!([x4, a2u, ua1].map(|text| has(arguments, text)), expected, "{arguments:?}");
    }
}

#[test]
fn an_output_profile_is_checked_and_the_command_line_goes_before_the_layout() {
    let (folder, issue) = issue(GOOD);
    let profile = concat!(env!("CARGO_MANIFEST_DIR"), "/layouts/profiles/FOGRA39L_coated.icc");
    assert_eq!(code(&rendered(&issue, &["--output-profile", profile])), 0);

    let bytes = std::fs::read(profile).unwrap();
    let cut = folder.path().join("cut.icc");
    std::fs::write(&cut, &bytes[..5000]).unwrap();
    // What is in a file is the input's fault, whether it is broken or too large; what cannot be read is the machine's.
    for (file, expected, exit) in [
        (path(&cut), "it says that it has 121368 bytes and has 5000", 1),
        (path(&issue), "it is no ICC profile", 1),
        ("/dev/zero", "has more than the 8 MB that are read", 1),
        (path(folder.path()), "cannot read", 3),
        ("/nowhere.icc", "cannot read", 3),
    ] {
        if cfg!(windows) && file.starts_with("/dev") {
            continue;
        }
        let output = rendered(&issue, &["--output-profile", file]);
        assert_eq!(code(&output), exit, "{file}");
        assert!(output.stdout.is_empty() && stderr(&output).contains(expected), "{}", stderr(&output));
    }
    let contradiction = rendered(&issue, &["--output-profile", profile, "--profile", "plain"]);
    assert_eq!(code(&contradiction), 2);

    // A layout's own is looked for beside it, and is wrong where it is named.
    let layout = folder.path().join("own.toml");
    std::fs::write(&layout, "extends = \"bulletin\"\n[output]\nprofile = \"cut.icc\"\n").unwrap();
    let heir = folder.path().join("heir.toml");
    std::fs::write(&heir, "extends = \"own.toml\"\n").unwrap();
    let output = rendered(&issue, &["--layout", path(&heir)]);
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("own.toml:3:11"), "{}", stderr(&output));
    assert_eq!(code(&rendered(&issue, &["--layout", path(&heir), "--output-profile", profile])), 0);
    assert_eq!(code(&rendered(&issue, &["--layout", path(&heir), "--profile", "plain"])), 0);
    std::fs::write(&cut, &bytes).unwrap();
    let output = rendered(&issue, &["--layout", path(&heir)]);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    // What is wrong with the profile and what is wrong with the pages is said in one run.
    std::fs::write(&cut, b"").unwrap();
    std::fs::write(&issue, GOOD.replace("第一段", "第\u{10FFFD}段")).unwrap();
    let output = rendered(&issue, &["--layout", path(&heir)]);
    assert!(
        stderr(&output).contains("no ICC profile") && stderr(&output).contains("U+10FFFD"),
        "{}",
        stderr(&output)
    );
}
