//! The likeliest slips of people who write issue files by hand: one problem each, at its place, with what to write.

use std::fs;
use std::process::Command;

use hongtou::diagnostic::{Diagnostic, Language, Source, Style, render};
use hongtou::issue::Issue;

const GOOD: &str = r#"[masthead]
title = "工作动态"
number = 12
issuer = "办公室"
date = 2026-03-16

[[article]]
title = "题目"
body = """
第一段，**一是调研**。

第二段。
"""

[[article]]
title = "另一篇"
body = """
第三段。
"""

[distribution]
report = "县委。"
"#;

fn found(from: &str, to: &str) -> Vec<Diagnostic> {
    assert!(GOOD.contains(from), "{from} is not in the good issue");
    Issue::parse(&Source::new("issue.toml", GOOD.replacen(from, to, 1))).unwrap_err()
}

/// Line, column and code of what is found.
fn places(problems: &[Diagnostic]) -> Vec<String> {
    let place = |problem: &Diagnostic| {
        let place = problem.place.as_ref().unwrap();
        let (line, column) = place.source.line_column(place.span.start);
        format!("{line}:{column} {}", problem.problem.code())
    };
    problems.iter().map(place).collect()
}

/// Asserts that a slip is one problem at its place, and that both languages say what to write.
#[track_caller]
fn one(from: &str, to: &str, place: &str, write: &str) {
    let problems = found(from, to);
    assert_eq!(places(&problems), [place], "{to}");
    for (language, word) in [(Language::English, "write "), (Language::Chinese, "请")] {
        let text = render(&problems, Style { language, ..Style::default() });
        assert!(text.contains(write) && text.contains(word), "{to}: {text}");
        assert!(!text.contains("this is not TOML") && !text.contains("不合 TOML"), "{text}");
    }
}

#[test]
fn half_width_quotes_inside_a_text_are_shown_as_they_should_be() {
    for (written, column, meant) in [
        ("\"云溪县\"三个聚焦\"推进\"", 13, "\"云溪县“三个聚焦”推进\""),
        ("\"云溪县\"三个聚焦\"\" # \"注\"", 13, "\"云溪县“三个聚焦”\""),
        ("\"\"三个聚焦\"推进\"", 10, "\"“三个聚焦”推进\""),
        ("\"云溪县\"三个聚焦\"推进", 13, "\"云溪县“三个聚焦”推进\""),
        ("\"三个聚焦\"推进工作", 14, "\"“三个聚焦”推进工作\""),
    ] {
        one("\"题目\"", written, &format!("8:{column} quote-in-text"), &format!("title = {meant}"));
    }
    let list = "names = [\"张\"三\"\", \"李四\"]\n[masthead]";
    one("[masthead]", list, "1:12 quote-in-text", "names = [\"张“三”\", \"李四\"]");
}

#[test]
fn a_text_that_ends_too_early_is_shown_to_its_end() {
    let meant = "report = \"县委常委，县人大常委会。\"";
    one("\"县委。\"", "\"县委常委\"，县人大常委会。", "22:15 quote-in-text", meant);
    // The same with a quote at the end of the line: one quote inside pairs with no other.
    one("\"县委。\"", "\"县委常委\"，县人大常委会。\"", "22:15 quote-in-text", meant);
}

#[test]
fn missing_triple_quotes_are_reported_where_the_text_begins() {
    for (from, line) in [("第二段。\n\"\"\"\n", 9), ("第三段。\n\"\"\"\n", 17)] {
        let problems = found(from, from.split_once('\n').unwrap().0);
        assert_eq!(places(&problems), [format!("{line}:8 unclosed-text")]);
        let text = render(&problems, Style::default());
        let next =
            if line == 9 { "before line 13, `[[article]]`" } else { "before line 19, `[distribution]`" };
        assert!(text.contains(next), "{text}");
    }
}

#[test]
fn triple_quotes_inside_a_text_and_single_ones_around_lines_are_recognised() {
    assert_eq!(places(&found("第二段。", "第二段\"\"\"三个。")), ["12:4 quote-in-text"]);
    assert_eq!(
        places(&found("\"\"\"\n第三段。\n\"\"\"", "\"第三段。\n\n第四段。\"")),
        ["17:8 several-lines"]
    );
}

#[test]
fn a_slip_hides_nothing_else_that_is_wrong() {
    let file = GOOD
        .replace("number = 12", "numbre = 12")
        .replace("\"题目\"", "\"云溪县\"三个聚焦\"推进\"")
        .replace("第二段。\n\"\"\"", "第\\u0007二段。")
        .replace("\"县委。\"", "7");
    let problems = Issue::parse(&Source::new("issue.toml", file)).unwrap_err();
    let expected = [
        "3:1 unknown-key",
        "8:13 quote-in-text",
        "9:8 unclosed-text",
        "12:2 forbidden-character",
        "21:10 wrong-type",
    ];
    assert_eq!(places(&problems), expected);
}

#[test]
fn dates_in_other_forms_are_shown_as_they_should_be() {
    for written in ["2026-3-6", "2026.3.6", "2026年3月6日", "2026/3/6", "２０２６-3-6"] {
        one("2026-03-16", written, "5:8 date-not-written", "2026-03-06");
    }
    one("2026-03-16", "\"2026年3月6日\"", "5:8 wrong-type", "date = 2026-03-06");
    assert_eq!(places(&found("2026-03-16", "2026-2-30")), ["5:8 no-such-date"]);
}

#[test]
fn headers_in_the_wrong_brackets_are_one_error_each() {
    one("[distribution]", "【distribution】", "21:1 full-width-mark", "[distribution]");
    one("[[article]]", "［［article］］", "7:1 full-width-mark", "[[article]]");
    one("[[article]]", "【article】", "7:1 full-width-mark", "[[article]]");
    let single = GOOD.replace("[[article]]", "[article]");
    let problems = Issue::parse(&Source::new("issue.toml", single)).unwrap_err();
    assert_eq!(places(&problems), ["7:1 wrong-type", "15:1 wrong-type"]);
    assert!(render(&problems, Style::default()).contains("write `[[article]]`"));
}

#[test]
fn keys_without_the_marks_of_toml_are_shown_as_they_should_be() {
    one("title = \"题目\"", "title: \"题目\"", "8:6 colon-for-equals", "title = \"题目\"");
    one("title = \"题目\"", "title：“题目”", "8:6 full-width-mark", "title = \"题目\"");
    one("title = \"题目\"", "title = “题目”", "8:9 full-width-mark", "title = \"题目\"");
    one("title = \"题目\"", "title = \"题目”", "8:12 full-width-mark", "title = \"题目\"");
    one("title = \"题目\"", "title = \"题目", "8:9 unclosed-text", "title = \"题目\"");
    one("title = \"题目\"", "title = 题目", "8:9 unquoted", "title = \"题目\"");
}

#[test]
fn chinese_names_of_keys_lead_to_the_key() {
    for (from, to, place, key) in [
        ("number", "期号", "3:1 unknown-key", "`number`"),
        ("issuer", "编印单位", "4:1 unknown-key", "`issuer`"),
        ("[masthead]", "[报头]", "1:2 unknown-key", "`masthead`"),
        ("title = \"题目\"", "to = \"各科室：\"\ntitle = \"题目\"", "8:1 unknown-key", "`addressee`"),
    ] {
        let problems = found(from, to);
        assert_eq!(places(&problems), [place]);
        assert!(render(&problems, Style::default()).contains(&format!("did you mean {key}?")), "{to}");
    }
}

#[test]
fn a_whole_document_number_is_divided_into_its_keys() {
    let number = "number = \"临政发〔2026〕3号\"";
    one("number = 12", number, "3:10 whole-document-number", "code = \"临政发\"");
    one("number = 12", "number = \"第12期\"", "3:10 wrong-type", "number = 12");
}

#[test]
fn a_layout_file_beside_the_issue_is_named_with_its_ending() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("county.toml"), "extends = \"bulletin\"\n").unwrap();
    let issue = folder.path().join("issue.toml");
    fs::write(&issue, format!("layout = \"county\"\n{GOOD}")).unwrap();
    let problems = hongtou::Workshop::new(hongtou::Options::default()).open(&issue).unwrap_err();
    assert!(render(&problems, Style::default()).contains("did you mean `county.toml`?"));
}

#[test]
fn texts_with_quotes_that_are_right_are_no_slips() {
    let file = GOOD
        .replace("\"题目\"", "\"云溪县\\\"三个聚焦\\\"推进\" # \"注\"")
        .replace("第二段。", "[[article]]\n第二段\"三个\"，body = \"\"。\n【附】：");
    assert!(Issue::parse(&Source::new("issue.toml", file.as_str())).is_ok());
    // The only problem is elsewhere, and stays the only one.
    let file = file.replace("number = 12", "number = 0");
    assert_eq!(places(&Issue::parse(&Source::new("issue.toml", file)).unwrap_err()), ["3:10 out-of-range"]);
}

#[test]
fn files_in_gbk_and_utf_16_are_read_with_one_warning_and_saved_as_utf_8() {
    let utf_16: Vec<u8> =
        "\u{FEFF}".encode_utf16().chain(GOOD.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let gbk = encoding_rs::GBK.encode(GOOD).0.into_owned();
    for bytes in [utf_16, gbk] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("issue.toml"), &bytes).unwrap();
        let run = |arguments: &[&str]| {
            let output = Command::new(env!("CARGO_BIN_EXE_hongtou"))
                .args(arguments)
                .args(["--bundled-fonts", "--lang", "en"])
                .current_dir(folder.path())
                .output()
                .unwrap();
            (output.status.code(), String::from_utf8(output.stderr).unwrap())
        };
        let (code, said) = run(&["check", "issue.toml"]);
        assert_eq!((code, said.matches("not UTF-8").count()), (Some(0), 1), "{said}");
        run(&["check", "--fix", "--dry-run", "issue.toml"]);
        assert_eq!(fs::read(folder.path().join("issue.toml")).unwrap(), bytes);
        let (_, said) = run(&["check", "--fix", "issue.toml"]);
        assert!(said.contains("saved as UTF-8"), "{said}");
        assert_eq!(fs::read_to_string(folder.path().join("issue.toml")).unwrap(), GOOD);
    }
}

#[test]
fn what_a_terminal_would_obey_is_shown_in_messages() {
    let folder = tempfile::tempdir().unwrap();
    let name = "a\u{1b}[31m\u{202e}.toml";
    fs::write(folder.path().join(name), GOOD.replace("number = 12", "\"n\u{9b}2J\u{202e}\" = 12")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(["check", name, "no\u{1b}[2J.toml", "--color", "never"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("\\u{1b}[31m\\u{202e}.toml"), "{said}");
    assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{said:?}");
}

#[test]
fn neither_the_system_nor_the_command_line_speaks_english_to_the_chinese() {
    for arguments in [&["check", "nosuch.toml"][..], &["rendr"], &["new", "--date", "2026-02-30"], &["check"]]
    {
        let output =
            Command::new(env!("CARGO_BIN_EXE_hongtou")).args(arguments).args(["--lang", "zh"]).output();
        let said = String::from_utf8(output.unwrap().stderr).unwrap();
        assert!(said.contains("错误"), "{said}");
        for english in ["os error", "No such", "error:", "Usage", "unrecognized", "invalid", "required"] {
            assert!(!said.contains(english), "{arguments:?}: {said}");
        }
    }
}
