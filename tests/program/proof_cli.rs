//! `hongtou check` as a proofreader, and `hongtou new`: what the program does to files.

use crate::support::proof_cases;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use proof_cases::file;
use serde_json::Value;
use tempfile::TempDir;

fn hongtou(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.args(["--bundled-fonts", "--lang", "en"]).args(arguments).current_dir(folder);
    command.output().unwrap()
}

fn folder_with(name: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The rules that `check --format json` names, in their order.
fn rules(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = hongtou(folder, &[&["check", "--format", "json"], arguments].concat());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    json.as_array().unwrap().iter().map(|found| found["code"].as_str().unwrap().to_owned()).collect()
}

const FAULTY: &str = "各村要抓落实,并于3月29号前完成工作布署。";

#[test]
fn findings_are_warnings_with_rule_place_and_help() {
    let folder = folder_with("a.toml", &file(FAULTY));
    let output = hongtou(folder.path(), &["check", "a.toml"]);
    assert_eq!(output.status.code(), Some(0));
    let said = stderr(&output);
    for part in
        ["warning: `,` is half as wide", "[half-width-mark]", "a.toml:", "help: write ，", "[day-hao]"]
    {
        assert!(said.contains(part), "{part}: {said}");
    }
    let chinese = hongtou(folder.path(), &["check", "a.toml", "--lang", "zh"]);
    assert!(stderr(&chinese).contains("中文里用了半角的 , [half-width-mark]"), "{}", stderr(&chinese));
}

#[test]
fn what_is_certain_is_an_error() {
    let folder = folder_with("a.toml", &file("会议定于2月30日召开，请准时参加。"));
    let output = hongtou(folder.path(), &["check", "a.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("error: no calendar has 2月30日"));
}

#[test]
fn render_does_not_proofread() {
    let folder = folder_with("a.toml", &file(FAULTY));
    let output = hongtou(folder.path(), &["render", "a.toml", "-o", "a.pdf", "--quiet"]);
    assert_eq!((output.status.code(), &stderr(&output)[..]), (Some(0), ""));
}

/// Everything around the faults that an editor would not want to lose: comments, order, quotes, line ends, escapes.
const ODD: &str = "\u{FEFF}# 说明,不改\r\n[masthead]\r\ndate=2026-06-30 # 日期,不改\r\ntitle   = \"工作动态\"\r\nissuer = '办,公室'\r\nnumber = 0x0C\r\n\r\n[[article]]\r\n  title = \"抓落\\u5B9E,见\\u6210效\"\r\nbody = \"\"\"\r\n各村要抓落实,\\\r\n   并于3月29号前完成工作布署\\u002C不得拖延。\r\n\"\"\"\r\n";

#[test]
fn fix_changes_the_faults_and_no_other_byte() {
    let folder = folder_with("a.toml", ODD);
    let shown = hongtou(folder.path(), &["check", "--fix", "--dry-run", "a.toml"]);
    assert!(stdout(&shown).contains("\n+"), "{}", stdout(&shown));
    assert_eq!(fs::read_to_string(folder.path().join("a.toml")).unwrap(), ODD, "--dry-run writes nothing");
    let output = hongtou(folder.path(), &["check", "--fix", "a.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let expected = ODD
        .replace("'办,公室'", "'办，公室'")
        .replace("\\u5B9E,见", "\\u5B9E，见")
        .replace("抓落实,\\", "抓落实，\\")
        .replace("29号", "29日")
        .replace("布署", "部署");
    let fixed = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    assert_eq!(fixed, expected);
    // A mark that is written as an escape is told and left to the editor.
    assert_eq!(rules(folder.path(), &["a.toml"]), ["half-width-mark"]);
    assert!(stderr(&output).contains("a.toml: 5 mended"), "{}", stderr(&output));
}

/// A blank may part names, 第 be part of a number, a word be doubled on purpose.
#[test]
fn fix_leaves_alone_what_may_have_another_sense_and_fix_all_does_not() {
    let text = file(
        "会议由张三 李四主持。\n\n组长（王 某）\n\n县政府令〔2003〕第7号和国发〔2003〕第7号都要落实，各级工作组工作组于3月29号到位。",
    );
    let folder = folder_with("a.toml", &text);
    let file_now = || fs::read_to_string(folder.path().join("a.toml")).unwrap();
    let output = hongtou(folder.path(), &["check", "a.toml"]);
    let end = "; --fix fixes 2, --fix=all 2 more: read them first\n";
    assert!(stderr(&output).ends_with(end), "{}", stderr(&output));
    let chinese = hongtou(folder.path(), &["check", "a.toml", "--lang", "zh"]);
    let end = "其中 2 处可用 --fix 改正，另有 2 处核对后可用 --fix=all 改\n";
    assert!(stderr(&chinese).ends_with(end), "{}", stderr(&chinese));
    assert!(hongtou(folder.path(), &["check", "--fix", "a.toml"]).status.success());
    let certain = text.replace("王 某", "王　某").replace("29号", "29日");
    assert_eq!(file_now(), certain);
    assert!(hongtou(folder.path(), &["check", "--fix=all", "a.toml"]).status.success());
    let all = certain.replace("国发〔2003〕第7号", "国发〔2003〕7号").replace("工作组工作组", "工作组");
    assert_eq!(file_now(), all);
    assert_eq!(rules(folder.path(), &["a.toml"]), ["blank-between-hanzi"]);
}

#[test]
fn straight_quotes_in_pairs_and_lists_without_a_stop_are_mended() {
    let text = file("抓好\"三项工作\"和\"两个重点\"。\\n他说\"要抓好落实。")
        + "[distribution]\nsend = '市教育局，市财政局；'\n";
    let folder = folder_with("a.toml", &text);
    assert!(hongtou(folder.path(), &["check", "--fix", "a.toml"]).status.success());
    let expected = text
        .replace("\"三项工作\"和\"两个重点\"", "“三项工作”和“两个重点”")
        .replace("市财政局；", "市财政局。");
    assert_eq!(fs::read_to_string(folder.path().join("a.toml")).unwrap(), expected);
    // One that stands alone may be either half.
    assert_eq!(rules(folder.path(), &["a.toml"]), ["half-width-mark"]);
}

#[test]
fn a_last_line_counts_what_was_found() {
    let folder = folder_with("a.toml", &file(FAULTY));
    let said =
        |arguments: &[&str]| stderr(&hongtou(folder.path(), &[&["check", "a.toml"], arguments].concat()));
    assert!(
        said(&[]).ends_with("issues checked: 1; errors: 0; warnings: 3; --fix fixes 3\n"),
        "{}",
        said(&[])
    );
    assert!(said(&["--lang", "zh"]).ends_with("检查 1 期：错误 0 处，警告 3 处，其中 3 处可用 --fix 改正\n"));
    assert_eq!(said(&["--quiet"]), "");
    // What the difference shows is not told again.
    assert!(!said(&["--fix", "--dry-run"]).contains("[day-hao]"));
    fs::write(folder.path().join("a.toml"), file("各村要抓落实。")).unwrap();
    assert_eq!(said(&[]), "", "of a clean issue nothing is said");
}

#[test]
fn fix_takes_out_a_label_that_the_layout_writes() {
    let text = file("各村要抓落实。") + "[distribution]\nreport = '报：省乡村振兴局。' # 报\n";
    let folder = folder_with("a.toml", &text);
    assert_eq!(rules(folder.path(), &["a.toml"]), ["doubled-label"]);
    assert!(hongtou(folder.path(), &["check", "--fix", "a.toml"]).status.success());
    let fixed = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    assert_eq!(fixed, text.replace("'报：省", "'省"));
    assert_eq!(rules(folder.path(), &["a.toml"]), [""; 0]);
}

#[test]
fn fix_leaves_a_clean_file_alone() {
    let folder = folder_with("a.toml", &file("各村要抓落实。"));
    let path = folder.path().join("a.toml");
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    assert!(hongtou(folder.path(), &["check", "--fix", "a.toml"]).status.success());
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[test]
fn rules_are_turned_off_in_the_issue_and_in_the_folder() {
    let folder = folder_with("a.toml", &file(FAULTY));
    assert_eq!(rules(folder.path(), &["a.toml"]), ["half-width-mark", "day-hao", "wrong-word"]);
    let off = format!("{}\n[check]\noff = [\"day-hao\"]\n", file(FAULTY));
    fs::write(folder.path().join("a.toml"), off).unwrap();
    assert_eq!(rules(folder.path(), &["a.toml"]), ["half-width-mark", "wrong-word"]);
    fs::write(folder.path().join("hongtou.toml"), "[check]\noff = [\"wrong-word\"]\n").unwrap();
    assert_eq!(rules(folder.path(), &["a.toml"]), ["half-width-mark"]);
    // The settings of a folder above hold too, and are no issue themselves.
    fs::create_dir(folder.path().join("2026")).unwrap();
    fs::rename(folder.path().join("a.toml"), folder.path().join("2026/a.toml")).unwrap();
    assert_eq!(rules(folder.path(), &["."]), ["half-width-mark"]);
}

#[test]
fn a_layout_turns_rules_off_for_the_issues_that_are_set_in_it() {
    let issue = |layout: &str| format!("layout = \"{layout}\"\n{}", file(FAULTY));
    let folder = folder_with("a.toml", &issue("own.toml"));
    let layout = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    layout("own.toml", "extends = \"bulletin\"\n[check]\noff = [\"day-hao\", \"wrong-word\"]\n");
    assert_eq!(rules(folder.path(), &["a.toml"]), ["half-width-mark"]);
    // What the folder and the issue turn off comes to it.
    layout("hongtou.toml", "[check]\noff = [\"half-width-mark\"]\n");
    assert_eq!(rules(folder.path(), &["a.toml"]), [""; 0]);
    fs::remove_file(folder.path().join("hongtou.toml")).unwrap();
    // Along `extends` a list is inherited, or replaced as a whole, as all lists of layouts are.
    layout("heir.toml", "extends = \"own.toml\"\n");
    layout("free.toml", "extends = \"own.toml\"\n[check]\noff = [\"day-hao\"]\n");
    assert_eq!(rules(folder.path(), &["a.toml", "--layout", "heir.toml"]), ["half-width-mark"]);
    assert_eq!(rules(folder.path(), &["a.toml", "--layout", "free.toml"]), ["half-width-mark", "wrong-word"]);
    // --fix leaves alone what is turned off.
    assert!(hongtou(folder.path(), &["check", "--fix", "a.toml"]).status.success());
    let mended = fs::read_to_string(folder.path().join("a.toml")).unwrap();
    assert_eq!(mended, issue("own.toml").replace("落实,", "落实，"));
    layout("own.toml", "extends = \"bulletin\"\n[check]\noff = [\"day-hao\", \"wrong-wort\"]\n");
    let output = hongtou(folder.path(), &["check", "a.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("own.toml:3:19"), "{}", stderr(&output));
    assert!(hongtou(folder.path(), &["render", "a.toml"]).status.success(), "rendering knows no rules");
}

#[test]
fn a_rule_that_does_not_exist_is_an_error_that_names_the_nearest() {
    let folder = folder_with("a.toml", &format!("{}\n[check]\noff = [\"day-hoa\"]\n", file(FAULTY)));
    let output = hongtou(folder.path(), &["check", "a.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("day-hao"), "{}", stderr(&output));
    fs::write(folder.path().join("hongtou.toml"), "[check]\nof = []\n").unwrap();
    let output = hongtou(folder.path(), &["check", "a.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("hongtou.toml:2"), "{}", stderr(&output));
}

#[test]
fn comments_excuse_single_places() {
    let two = "各村要抓落实,见成效。\\n会议于3月29号召开,请参加。";
    let check = |comment: &str, at: &str| {
        let text = file(two).replacen(at, &format!("{comment}{at}"), 1);
        let folder = folder_with("a.toml", &text);
        rules(folder.path(), &["a.toml"])
    };
    assert_eq!(check("", "body ="), ["half-width-mark", "day-hao", "half-width-mark"]);
    // Above its key a comment excuses a text of several lines; words limit it to the lines that have them.
    assert_eq!(check("# hongtou: allow half-width-mark\n", "body ="), ["day-hao"]);
    assert_eq!(
        check("# hongtou: allow half-width-mark 抓落实,见\n", "body ="),
        ["day-hao", "half-width-mark"]
    );
    assert_eq!(check("# hongtou: allow wrong-word\n", "body =").len(), 3, "another rule");
    // A blank line ends the comment's reach.
    assert_eq!(check("# hongtou: allow half-width-mark\n\n", "body =").len(), 3);
    // Inside the text # is text.
    assert_eq!(check("\n# hongtou: allow half-width-mark\n", "各村").len(), 3);
    // A comment that names no rule excuses nothing, and says so.
    assert_eq!(check("# hongtou: allow half-width-marks\n", "body =")[0], "unknown-name");
    let end = file("title: 抓落实,见成效").replace("见成效'", "见成效' # hongtou: allow half-width-mark");
    let folder = folder_with("a.toml", &end);
    assert_eq!(rules(folder.path(), &["a.toml"]), [""; 0]);
}

#[test]
fn json_has_sources_and_fixes() {
    let folder = folder_with("a.toml", &file(FAULTY));
    let output = hongtou(folder.path(), &["check", "--format", "json", "a.toml"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let comma = &json[0];
    assert_eq!((&comma["source"], &comma["fix"]["text"]), (&"GB/T 15834—2011 5.1".into(), &"，".into()));
    assert_eq!(comma["fix"]["span"], comma["span"]);
    fs::write(folder.path().join("a.toml"), file("会议定于2月30日召开。")).unwrap();
    let output = hongtou(folder.path(), &["check", "--format", "json", "a.toml"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((&json[0]["fix"], &json[0]["source"]), (&Value::Null, &"arithmetic and calendar".into()));
}

#[test]
fn sarif_has_rules_places_and_fixes() {
    let folder = folder_with("a.toml", &file(FAULTY));
    fs::write(folder.path().join("b.toml"), "[masthead]\n").unwrap();
    let output = hongtou(folder.path(), &["check", "--format", "sarif", "."]);
    assert_eq!(output.status.code(), Some(1));
    let log: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let known: Vec<&str> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    let results = run["results"].as_array().unwrap();
    let found = results.iter().find(|result| result["ruleId"] == "day-hao").unwrap();
    assert!(known.contains(&"day-hao"));
    let place = &found["locations"][0]["physicalLocation"];
    assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with("a.toml"));
    let line = file(FAULTY).lines().position(|line| line.contains("3月29号")).unwrap() + 1;
    assert_eq!(place["region"]["startLine"], line);
    assert_eq!(place["region"]["startColumn"], 14);
    let fix = &found["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(fix["insertedContent"]["text"], "日");
    assert!(
        results.iter().any(|result| result["ruleId"] == "missing-key"),
        "what is wrong with files is in it too"
    );
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for rule in hongtou::proof::all() {
        let output = hongtou(folder.path(), &["check", "--explain", rule.id]);
        let text = stdout(&output);
        assert!(output.status.success(), "{}", rule.id);
        for part in ["Bad:", "Good:", rule.why.en, rule.clause] {
            assert!(text.contains(part), "{}: {part}", rule.id);
        }
    }
    assert_eq!(hongtou(folder.path(), &["check", "--explain", "no-such"]).status.code(), Some(2));
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    let output = command.args(["check", "--explain", "share", "--lang", "zh"]).output().unwrap();
    assert!(stdout(&output).contains("依据：") || stdout(&output).contains("依据:"));
}

#[test]
fn neighbours_of_a_folder_are_held_against_each_other() {
    let folder = folder_with("12.toml", &file("各村要抓落实。"));
    let next =
        file("各村要抓落实。").replace("number = 12", "number = 14").replace("2026-06-30", "2026-06-01");
    fs::write(folder.path().join("14.toml"), next).unwrap();
    assert_eq!(rules(folder.path(), &["."]), ["numbers-missing", "date-back"]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let nothing = hongtou(folder.path(), &["check", "empty"]);
    assert_eq!(nothing.status.code(), Some(2), "{}", stderr(&nothing));
}

/// 临政发 and 临政办发 are two series of one office, and count apart.
#[test]
fn documents_of_another_code_are_another_series() {
    let document = |code: &str, number: u32, date: &str| {
        file("各村要抓落实。")
            .replace("number = 12", &format!("code = '{code}'\nnumber = {number}"))
            .replace("2026-06-30", date)
            .replace("[masthead]", "layout = 'document'\n[masthead]")
    };
    let folder = folder_with("a.toml", &document("临政发", 3, "2026-06-30"));
    fs::write(folder.path().join("b.toml"), document("临政办发", 14, "2026-06-01")).unwrap();
    assert_eq!(rules(folder.path(), &["."]), [""; 0]);
    fs::write(folder.path().join("b.toml"), document("临政发", 14, "2026-06-01")).unwrap();
    assert_eq!(rules(folder.path(), &["."]), ["numbers-missing", "date-back"]);
}

#[test]
fn a_single_issue_is_held_against_the_others_of_its_folder() {
    let text = |number: u32, total: u32, date: &str| {
        let numbers = format!("number = {number}\ntotal = {total}");
        file("各村要抓落实。").replace("number = 12", &numbers).replace("2026-06-30", date)
    };
    let folder = folder_with("12.toml", &text(12, 245, "2026-06-15"));
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    let check = |name: &str| rules(folder.path(), &[name]);
    assert_eq!(check("12.toml"), [""; 0], "nothing to compare");
    put("13.toml", &text(13, 246, "2026-06-30"));
    assert_eq!(check("13.toml"), [""; 0]);
    assert_eq!(check("12.toml"), [""; 0]);
    put("13.toml", &text(14, 250, "2026-06-01"));
    assert_eq!(check("13.toml"), ["numbers-missing", "total-wrong", "date-back"]);
    assert_eq!(check("12.toml"), ["date-back"], "the one before hears of what is its matter too");
    assert_eq!(
        rules(folder.path(), &["12.toml", "13.toml"]),
        ["numbers-missing", "total-wrong", "date-back"]
    );
    put("13.toml", &text(12, 246, "2026-06-30"));
    assert_eq!(check("13.toml"), ["number-twice"]);
    // Another bulletin, another office, another layout, what is no issue, what is broken: no neighbours.
    let other = text(12, 246, "2026-06-30");
    put("13.toml", &other.replace("乡村振兴工作动态", "情况通报"));
    put("14.toml", &other.replace("临江市", "清河市"));
    put("15.toml", &format!("layout = \"bulletin-grid\"\n{other}"));
    put("16.toml", "[masthead]\ntitle = ");
    put("17.toml", "");
    fs::write(folder.path().join("18.toml"), [0xFF, 0xFE, 0x00]).unwrap();
    fs::create_dir(folder.path().join("19.toml")).unwrap();
    assert_eq!(check("12.toml"), [""; 0]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("12.toml"), folder.path().join("latest.toml")).unwrap();
    assert_eq!(check("12.toml"), [""; 0], "a link to it is no other issue");
    #[cfg(unix)]
    assert_eq!(check("latest.toml"), [""; 0]);
    // These are rules: they can be turned off, and a place can be excused.
    put(
        "13.toml",
        &text(14, 247, "2026-06-30").replace("number =", "# hongtou: allow numbers-missing\nnumber ="),
    );
    assert_eq!(check("13.toml"), [""; 0]);
    let named =
        text(13, 246, "2026-06-01").replace("[masthead]", "[check]\noff = [\"date-back\"]\n[masthead]");
    put("13.toml", &named);
    assert_eq!(check("13.toml"), [""; 0]);
}

/// A head is all that is read of a neighbour, and a large folder is not read to its end.
#[test]
fn a_folder_of_ten_thousand_issues_is_no_burden() {
    let folder = tempfile::tempdir().unwrap();
    let text = |number: usize| file("各村要抓落实。").replace("number = 12", &format!("number = {number}"));
    for number in 1..=10_000 {
        fs::write(folder.path().join(format!("{number}.toml")), text(number)).unwrap();
    }
    fs::write(folder.path().join("777.toml"), text(776)).unwrap();
    assert_eq!(rules(folder.path(), &["777.toml"]), ["number-twice"]);
    assert_eq!(rules(folder.path(), &["778.toml"]), ["numbers-missing"]);
    assert_eq!(rules(folder.path(), &["5000.toml"]), [""; 0]);
}
