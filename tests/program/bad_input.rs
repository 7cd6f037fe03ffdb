//! What is said of issue files that are not right: each problem with its line and column, all of them at once.

use hongtou::diagnostic::{Diagnostic, Language, Problem, Source, Style, render, to_json};
use hongtou::issue::Issue;
use proptest::prelude::*;

/// An issue with nothing wrong; the tests spoil a copy of it.
const GOOD: &str = r#"[masthead]
title = "工作动态"
number = 12
issuer = "办公室"
date = 2021-03-29

[[article]]
title = "题目"
body = """
第一段，**一是调研**。

第二段。
"""
"#;

/// The codes of the problems with their lines and columns.
fn problems(file: &str) -> Vec<String> {
    match Issue::parse(&Source::new("issue.toml", file)) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(code_and_place).collect(),
    }
}

fn code_and_place(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().expect("problems of a text have a place");
    let (line, column) = place.source.line_column(place.span.start);
    format!("{line}:{column} {}", diagnostic.problem.code())
}

/// The problems of the good issue in which one text was replaced.
fn spoilt(from: &str, to: &str) -> Vec<String> {
    assert!(GOOD.contains(from), "{from} is not in the good issue");
    problems(&GOOD.replacen(from, to, 1))
}

#[test]
fn a_good_issue_is_read() {
    let issue = Issue::parse(&Source::new("issue.toml", GOOD)).unwrap();
    assert_eq!(issue.masthead.title.value, "工作动态");
    assert_eq!((issue.masthead.number.value, issue.masthead.date.value.day), (12, 29));
    assert_eq!(issue.articles[0].body.value, "第一段，**一是调研**。\n\n第二段。\n");
    let second = issue.articles[0].body.value.find("第二段").unwrap();
    assert!(GOOD[issue.articles[0].body.source_offset(second)..].starts_with("第二段"));
}

#[test]
fn a_layout_finds_every_field_by_its_name() {
    let file = GOOD.replace("number = 12", "number = 0b1100\ntotal = 245");
    let issue = Issue::parse(&Source::new("issue.toml", file.as_str())).unwrap();
    let field = |name| issue.field(name).map(|field| field.as_str().to_owned());
    assert_eq!(field("masthead.number").as_deref(), Some("12"));
    assert_eq!(field("masthead.total").as_deref(), Some("245"));
    assert_eq!(field("masthead.month").as_deref(), Some("3"));
    assert_eq!(field("masthead.title").as_deref(), Some("工作动态"));
    assert_eq!(field("colophon.editor"), None);
    assert_eq!(field("masthead.colour"), None);
    assert!(hongtou::issue::FIELDS.is_sorted());
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
    let windows = format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n"));
    let issue = Issue::parse(&Source::new("issue.toml", windows.as_str())).unwrap();
    assert_eq!(issue.articles[0].body.value, "第一段，**一是调研**。\n\n第二段。\n");
    assert_eq!(problems(&windows.replace("调研**", "调研")), ["10:5 unclosed-bold"]);
}

#[test]
fn an_empty_file_lacks_everything() {
    assert_eq!(problems(""), ["1:1 missing-key", "1:1 missing-key"]);
    assert_eq!(problems("# nothing\n"), ["1:1 missing-key", "1:1 missing-key"]);
    assert_eq!(problems("article = []\n"), ["1:1 missing-key", "1:11 wrong-count"]);
}

#[test]
fn text_that_is_not_toml_has_its_place() {
    assert_eq!(spoilt("number = 12", "number 12"), ["3:8 syntax"]);
    assert_eq!(spoilt("[masthead]", "[masthead"), ["1:10 syntax"]);
    assert_eq!(spoilt("\"办公室\"", "\"办公室"), ["4:10 unclosed-text"]);
    assert_eq!(spoilt("第二段。\n\"\"\"", "第二段。"), ["9:8 unclosed-text"]);
}

#[test]
fn a_lone_backslash_is_for_literal_strings() {
    assert_eq!(spoilt("第二段", "\\第二段"), ["12:1 bad-escape"]);
    assert_eq!(spoilt("第二段", "\\（二）第二段"), ["12:1 bad-escape"]);
    assert_eq!(spoilt("第二段", "\\\\第二段"), [""; 0]);
    assert_eq!(problems(&GOOD.replace("\"\"\"", "'''").replace("第二段", "\\第二段")), [""; 0]);
}

#[test]
fn marks_of_a_chinese_keyboard_are_named() {
    let mark = |found, wanted, meant: Option<&str>| Problem::FullWidthMark {
        found,
        wanted,
        meant: meant.map(str::to_owned),
    };
    for (from, to, problem) in [
        ("number = 12", "number ＝ 12", mark('＝', '=', Some("number = 12"))),
        ("number = 12", "number：12", mark('：', '=', Some("number = 12"))),
        ("number = 12", "number = １2", mark('１', '1', None)),
        ("\"办公室\"", "“办公室”", mark('“', '"', Some("issuer = \"办公室\""))),
        ("[masthead]", "【masthead】", mark('【', '[', Some("[masthead]"))),
    ] {
        let file = GOOD.replacen(from, to, 1);
        let found = Issue::parse(&Source::new("issue.toml", file)).unwrap_err();
        assert_eq!(found[0].problem, problem, "{to}");
    }
}

#[test]
fn unknown_keys_name_the_nearest() {
    assert_eq!(spoilt("issuer", "isuer"), ["4:1 unknown-key"]);
    let file = GOOD.replace("issuer", "isuer");
    let found = Issue::parse(&Source::new("issue.toml", file)).unwrap_err();
    assert!(
        matches!(&found[0].problem, Problem::UnknownKey { key, nearest, .. }
            if key == "masthead.isuer" && nearest.as_deref() == Some("issuer")),
        "{found:?}"
    );
}

#[test]
fn keys_below_the_wrong_header_are_told_where_they_belong() {
    for (line, belongs) in [
        ("layout = \"bulletin\"", Some("")),
        ("copies = 720", Some("distribution")),
        ("body = \"……\"", Some("[article]")),
        ("colour = \"red\"", None),
    ] {
        let file = GOOD.replace("number = 12", &format!("number = 12\n{line}"));
        let found = Issue::parse(&Source::new("issue.toml", file)).unwrap_err();
        let Problem::UnknownKey { home, .. } = &found[0].problem else { panic!("{found:?}") };
        assert_eq!(home.as_deref(), belongs, "{line}");
    }
}

#[test]
fn missing_keys_point_at_their_table() {
    assert_eq!(spoilt("title = \"题目\"\n", ""), ["7:1 missing-key"]);
    assert_eq!(spoilt("number = 12\nissuer = \"办公室\"\n", ""), ["1:1 missing-key", "1:1 missing-key"]);
}

#[test]
fn values_have_the_right_type() {
    assert_eq!(spoilt("number = 12", "number = \"12\""), ["3:10 wrong-type"]);
    assert_eq!(spoilt("number = 12", "number = 12.0"), ["3:10 wrong-type"]);
    assert_eq!(spoilt("\"办公室\"", "[\"办公室\"]"), ["4:10 wrong-type"]);
    assert_eq!(spoilt("2021-03-29", "\"2021-03-29\""), ["5:8 wrong-type"]);
    assert_eq!(spoilt("2021-03-29", "2021-03-29T10:00:00"), ["5:8 wrong-type"]);
    assert_eq!(spoilt("2021-03-29", "10:00:00"), ["5:8 wrong-type"]);
    assert_eq!(spoilt("[[article]]", "[article]"), ["7:1 wrong-type"]);
}

#[test]
fn dates_are_in_the_calendar() {
    assert_eq!(spoilt("2021-03-29", "2021-02-30"), ["5:8 no-such-date"]);
    assert_eq!(spoilt("2021-03-29", "2021-02-29"), ["5:8 no-such-date"]);
    assert_eq!(spoilt("2021-03-29", "2021-13-01"), ["5:8 no-such-date"]);
    assert_eq!(spoilt("2021-03-29", "2020-02-29"), [""; 0]);
    assert_eq!(spoilt("2021-03-29", "1948-12-31"), ["5:8 year-out-of-range"]);
}

#[test]
fn counts_are_sane() {
    for count in ["0", "-1", "1000001", "99999999999999999999999"] {
        assert_eq!(spoilt("number = 12", &format!("number = {count}")), ["3:10 out-of-range"], "{count}");
    }
    assert_eq!(spoilt("number = 12", "number = 1_000_000"), [""; 0]);
}

#[test]
fn texts_are_not_empty() {
    assert_eq!(spoilt("\"办公室\"", "\"\""), ["4:10 empty-text"]);
    assert_eq!(spoilt("\"办公室\"", "\"　 \""), ["4:10 empty-text"]);
    assert_eq!(problems(&GOOD.replace("第一段，**一是调研**。\n\n第二段。", " \n\n\t")), ["9:8 empty-text"]);
}

#[test]
fn control_characters_and_noncharacters_are_not_set() {
    assert_eq!(spoilt("第二段", "第\u{1}二段"), ["12:2 forbidden-character"]);
    assert_eq!(spoilt("第二段", "第\u{C}二段"), ["12:2 forbidden-character"]);
    assert_eq!(spoilt("第二段", "第\\u0001二段"), ["12:2 forbidden-character"]);
    assert_eq!(spoilt("第二段", "第\u{85}二段"), ["12:2 forbidden-character"]);
    assert_eq!(spoilt("第二段", "第\u{FFFF}二段"), ["12:2 forbidden-character"]);
    assert_eq!(spoilt("\"办公室\"", "\"办\\t公室\""), ["4:12 forbidden-character"]);
    assert_eq!(spoilt("\"办公室\"", "\"办\\n公室\""), ["4:12 line-end"]);
    assert_eq!(spoilt("第二段", "第\t二段"), [""; 0]);
}

#[test]
fn bold_is_closed_in_its_paragraph() {
    assert_eq!(spoilt("调研**", "调研"), ["10:5 unclosed-bold"]);
    assert_eq!(spoilt("调研**", "调研\n\n**"), ["10:5 unclosed-bold", "12:1 unclosed-bold"]);
    assert_eq!(spoilt("调研**", "调研\n**"), [""; 0]);
}

#[test]
fn all_problems_of_a_file_come_at_once() {
    let file = GOOD
        .replace("number = 12", "numbre = 12")
        .replace("2021-03-29", "2021-02-30")
        .replace("\"题目\"", "7")
        .replace("调研**", "调研")
        .replace("第二段", "第\\u0007二段");
    let expected = [
        "3:1 unknown-key",
        "5:8 no-such-date",
        "8:9 wrong-type",
        "10:5 unclosed-bold",
        "12:2 forbidden-character",
    ];
    assert_eq!(problems(&file), expected);
}

#[test]
fn a_thousand_problems_are_found_in_time_that_grows_with_the_file() {
    let file = GOOD.replace("第二段。", &"**\n\n".repeat(1_000));
    assert_eq!(problems(&file).len(), 1_000);
}

#[test]
fn a_file_that_is_not_utf_8_names_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("damaged.toml");
    std::fs::write(&path, b"[masthead]\ntitle = \"\xB9\xE5\xB7\xA5\xE4\xBD\x9C\"\n").unwrap();
    let found = Issue::read(&path).unwrap_err();
    assert_eq!(found.iter().map(code_and_place).collect::<Vec<_>>(), ["2:10 not-utf-8"]);
    assert_eq!(found[0].problem, Problem::NotUtf8 { byte: 0xB9, offset: 20 });
}

#[test]
fn a_file_that_cannot_be_read_says_why() {
    for path in ["no/such/issue.toml", "."] {
        let found = Issue::read(path.as_ref()).unwrap_err();
        assert_eq!(found[0].problem.code(), "cannot-read");
    }
}

proptest! {
    /// Whatever a file says, it is read or there are problems, and these can be printed.
    #[test]
    fn no_file_makes_the_reader_stumble(
        pieces in proptest::collection::vec(prop_oneof![
            Just("[masthead]\n"), Just("[[article]]\n"), Just("[distribution]\n"), Just("title"), Just("number"),
            Just("date"), Just("body"), Just(" = "), Just("＝"), Just("2021-02-29"), Just("10:00"), Just("12"),
            Just("-1e9"), Just("\""), Just("\"\"\""), Just("'"), Just("\n"), Just("\r\n"), Just("\r"), Just("**"),
            Just("省"), Just("𠮷"), Just("\\u0001"), Just("\\"), Just("\u{1}"), Just("\u{FEFF}"), Just("{"), Just("}"),
            Just("["), Just("]"), Just(","), Just("."), Just("#"), Just("“"), Just("\u{301}"), Just("　"),
        ], 0..60)
    ) {
        reads_or_complains(pieces.concat().into_bytes());
    }

    #[test]
    fn no_bytes_make_the_reader_stumble(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        reads_or_complains(bytes);
    }

    /// A good issue in which a few characters were struck out and others typed.
    #[test]
    fn no_slip_of_the_hand_makes_the_reader_stumble(
        slips in proptest::collection::vec((any::<prop::sample::Index>(), any::<char>()), 1..5)
    ) {
        let mut characters: Vec<char> = GOOD.chars().collect();
        for (at, character) in slips {
            let at = at.index(characters.len());
            characters[at] = character;
        }
        reads_or_complains(characters.into_iter().collect::<String>().into_bytes());
    }
}

fn reads_or_complains(bytes: Vec<u8>) {
    let read = Source::from_bytes("issue.toml", bytes).and_then(|source| Issue::parse(&source));
    let Err(found) = read else { return };
    assert!(!found.is_empty());
    for language in [Language::English, Language::Chinese] {
        let text = render(&found, Style { colour: false, language });
        assert!(text.contains("issue.toml:"), "{text}");
        assert_eq!(to_json(&found, language).as_array().map(Vec::len), Some(found.len()));
    }
}

#[test]
fn a_list_of_persons_has_names_or_a_text() {
    let list = |keys: &str| problems(&format!("{GOOD}[[people]]\nlabel = \"出席\"\n{keys}"));
    assert_eq!(list(""), ["15:10 people-without-names"]);
    assert_eq!(list("names = [\"王明\"]\ntext = \"王明\"\n"), ["15:10 people-without-names"]);
    assert_eq!(list("names = [\"王明\"]\n"), Vec::<String>::new());
    assert_eq!(list("text = \"王明，李志远。\"\n"), Vec::<String>::new());
}

#[test]
fn what_is_issued_is_checked_as_an_attachment_is() {
    let issued = |keys: &str| problems(&format!("{GOOD}[[issued]]\n{keys}"));
    assert_eq!(issued("body = \"**正文\"\n"), ["14:1 missing-key", "15:9 unclosed-bold"]);
    assert_eq!(issued("title = \"办法\"\ndate = 1900-01-01\n"), ["16:8 year-out-of-range"]);
    assert_eq!(spoilt("number = 12", "number = 12\nnumber_year = 1900"), ["4:15 out-of-range"]);
}
