//! Import: the seed as it came, files of every kind, and bulletins that put things elsewhere.

use crate::support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hongtou::diagnostic::{Diagnostic, Source};
use hongtou::import::{Imported, Rule, import_bytes};
use hongtou::issue::Issue;
use hongtou::{Options, open, typeset};
use support::seed::{SEED, TORN_AFTER, text_of_record};

fn imported(name: &str, bytes: &[u8]) -> Imported {
    import_bytes(Path::new(name), bytes, None).unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
}

fn text(text: &str) -> Imported {
    imported("issue.txt", text.as_bytes())
}

fn issue(imported: &Imported) -> Issue {
    let source = Source::new("issue.toml", imported.toml.clone());
    Issue::parse(&source).unwrap_or_else(|problems| panic!("{problems:?}\n{}", imported.toml))
}

/// The file without its comments: what is set.
fn content(toml: &str) -> String {
    toml.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n")
}

fn example() -> String {
    std::fs::read_to_string(support::examples::path("issue-245")).unwrap()
}

#[test]
fn the_seed_becomes_the_example() {
    let imported = imported("issue-245.md", SEED.as_bytes());
    assert_eq!(content(&imported.toml), content(&example()));
    assert!(imported.parts.unplaced.is_empty() && imported.parts.lacking().is_empty());
}

#[test]
fn every_repair_of_the_seed_is_listed_and_no_other() {
    let (_, mended) = text_of_record(SEED);
    let report = imported("issue-245.md", SEED.as_bytes()).report;
    let marks = mended.commas + mended.semicolons + mended.opening_brackets + mended.closing_brackets;
    let counts = [Rule::Space, Rule::Punctuation, Rule::Joined].map(|rule| report.count(rule));
    assert_eq!(counts, [mended.spaces, marks, mended.joined]);
    let labels = report.count(Rule::Label);
    assert_eq!(report.entries.len(), counts.iter().sum::<usize>() + labels);
    // Each is where it says.
    let lines: Vec<&str> = SEED.lines().collect();
    for entry in report.entries.iter().filter(|e| matches!(e.rule, Rule::Space | Rule::Punctuation)) {
        let line = lines[entry.place.unwrap().number - 1];
        let there = line.chars().nth(entry.column as usize - 1).unwrap().to_string();
        assert_eq!(there, entry.found, "{entry:?}");
    }
}

#[test]
fn the_seed_is_set_as_the_example_is_and_its_pages_end_where_the_comments_say() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue-245.toml");
    let imported = imported("issue-245.md", SEED.as_bytes());
    std::fs::write(&path, &imported.toml).unwrap();
    let options = Options { bundled_fonts: true, ..Options::default() };
    let pages = |path: &Path| typeset(&open(path, &options).unwrap()).unwrap().0;
    let (ours, theirs) = (pages(&path), pages(&support::examples::path("issue-245")));
    assert_eq!(ours.pages.len(), theirs.pages.len());
    for (ours, theirs) in ours.pages.iter().zip(&theirs.pages) {
        let lines = |page: &hongtou::page::Page| -> Vec<String> {
            support::examples::runs(page).map(|run| format!("{:?} {}", run.y, run.text)).collect()
        };
        assert_eq!(lines(ours), lines(theirs));
    }
    let comments: Vec<&str> = imported.toml.lines().filter_map(|l| l.strip_prefix("# page ")).collect();
    assert_eq!(comments.len(), TORN_AFTER.len());
    for (index, (comment, torn)) in comments.iter().zip(TORN_AFTER).enumerate() {
        let (page, after) = comment.split_once(" of the print ends after: …").unwrap();
        // A text that torn paragraphs alone tell of: the number is the least that the page can have.
        assert_eq!(page, format!("{}?", index + 1));
        assert!(torn.ends_with(after) || after.ends_with(torn), "{after}");
        let lines = support::examples::body_lines(&ours.pages[index]);
        let last: String = lines.last().map(|line| format!("{line:?}")).unwrap();
        assert!(last.contains(&after[after.len() - '字'.len_utf8() * 3..]), "{after}: {last}");
    }
}

#[test]
fn one_text_is_one_issue_in_every_encoding() {
    let utf_8 = text(SEED);
    assert_eq!(content(&utf_8.toml), content(&example()));
    let mut marked = "\u{FEFF}".as_bytes().to_vec();
    marked.extend(SEED.as_bytes());
    let (gb, _, lost) = encoding_rs::GB18030.encode(SEED);
    assert!(!lost);
    let mut utf_16 = vec![0xFF, 0xFE];
    utf_16.extend(SEED.encode_utf16().flat_map(u16::to_le_bytes));
    let windows = SEED.replace('\n', "\r\n").into_bytes();
    for bytes in [marked, gb.into_owned(), utf_16, windows] {
        assert_eq!(imported("issue.txt", &bytes), utf_8);
    }
}

/// A bulletin that puts things elsewhere than the seed does.
const OTHER: &str = "\
秘密★1年                    内部资料，注意保存
特急

工　作　简　报

2026年第七期（总第一百零六期）
临江县人民政府办公室　　　　二〇二六年二月九日

━━━━━━━━━━━━━━━━

本期要目
1.春耕备耕工作准备就绪……1
2.青石镇推动整改……2

编者按：两地做法现予刊发，供参考。

春耕备耕工作准备就绪
——我县抓早抓实

　　截至 2 月 8 日，全县已备足种子 320 吨。
　　一、早谋划
　　县里组织 12 个工作专班。（县农业农村局供稿）

青石镇推动整改
　　一、列清单
　　镇里用 12 天走访 23 个村。
　　（来源：青石镇人民政府）

抄报：县委、县政府领导同志。
抄送：各兄弟县（市、区）人民政府办公室，
县直各单位。
本期增发：青石镇各村。
审　核：王小明　　责任编辑：李华　电话：0591-1234567
共印四百八十份
— 4 —
";

#[test]
fn parts_are_found_wherever_bulletins_put_them() {
    let imported = text(OTHER);
    let issue = issue(&imported);
    let of = |text: &Option<hongtou::issue::Text>| text.as_ref().map_or(String::new(), |t| t.value.clone());
    let masthead = &issue.masthead;
    assert_eq!(masthead.title.value, "工作简报");
    assert_eq!((masthead.number.value, masthead.total.as_ref().unwrap().value), (7, 106));
    assert_eq!(masthead.issuer.value, "临江县人民政府办公室");
    let date = masthead.date.value;
    assert_eq!((date.year, date.month, date.day), (2026, 2, 9));
    assert_eq!(of(&masthead.secrecy), "秘密★1年");
    assert_eq!(of(&masthead.note), "内部资料，注意保存");
    assert_eq!(of(&masthead.urgency), "特急");
    let [first, second] = &issue.articles[..] else { panic!("{}", imported.toml) };
    assert_eq!(first.title.value, "春耕备耕工作准备就绪\n——我县抓早抓实");
    assert_eq!(of(&first.note).trim(), "两地做法现予刊发，供参考。");
    assert_eq!(
        first.body.value.trim(),
        "截至2月8日，全县已备足种子320吨。\n\n一、早谋划\n\n县里组织12个工作专班。"
    );
    assert_eq!(of(&first.source), "县农业农村局供稿");
    assert_eq!(second.title.value, "青石镇推动整改");
    assert_eq!(of(&second.source), "来源：青石镇人民政府");
    let distribution = &issue.distribution;
    // Labels that the layout does not have are kept, and set.
    assert_eq!(of(&distribution.report), "抄报：县委、县政府领导同志。");
    assert_eq!(of(&distribution.send), "抄送：各兄弟县（市、区）人民政府办公室，县直各单位。");
    assert_eq!(of(&distribution.extra), "青石镇各村。");
    assert_eq!(distribution.copies.as_ref().unwrap().value, 480);
    let colophon = &issue.colophon;
    assert_eq!(
        [of(&colophon.reviewer), of(&colophon.editor), of(&colophon.phone)],
        ["王小明", "李华", "0591-1234567"]
    );
    let unplaced: Vec<&str> = imported.parts.unplaced.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(unplaced, ["— 4 —"]);
    assert!(
        imported.toml.contains(&format!("\n# line {}: — 4 —\n", OTHER.lines().count())),
        "{}",
        imported.toml
    );
}

#[test]
fn what_is_not_found_is_said_in_the_file() {
    let imported = text("关于春耕的报告\n\n春耕已经开始。\n");
    assert_eq!(
        imported.parts.lacking(),
        ["masthead.title", "masthead.number", "masthead.issuer", "masthead.date"]
    );
    for key in ["title", "number", "issuer", "date"] {
        assert!(imported.toml.contains(&format!("# {key} was not found in the file")), "{}", imported.toml);
    }
    // What remains is well-formed, and hongtou names what to add.
    let problems = Issue::parse(&Source::new("issue.toml", imported.toml.clone())).unwrap_err();
    assert!(problems.iter().all(|problem| problem.problem.code() == "missing-key"), "{problems:?}");
}

#[test]
fn characters_that_toml_or_the_body_would_read_stay_themselves() {
    let body = "\\一、路径是C:\\temp\"\"\"，注**意。\n\n他说\"好。";
    let imported = text(&format!("报\n\n第1期\n\n办公室\n\n2026年1月5日\n\n题目\"甲\\乙\n\n{body}\n"));
    let issue = issue(&imported);
    assert_eq!(issue.articles[0].title.value, "题目\"甲\\乙");
    assert_eq!(
        issue.articles[0].body.value.trim_end(),
        "\\\\一、路径是C:\\temp\"\"\"，注＊＊意。\n\n他说\"好。"
    );
}

#[test]
fn a_form_feed_is_a_page_end_and_bold_goes_over_it() {
    let head = "报\n\n第1期\n\n办公室\n\n2026年1月5日\n\n题目\n\n";
    let imported =
        imported("a.md", format!("{head}我县认真部署，**强化理论\u{C}\n\n学习**。再抓落实。\n").as_bytes());
    let issue = issue(&imported);
    assert!(
        imported.toml.contains("# page 1 of the print ends after: …认真部署，强化理论\n"),
        "{}",
        imported.toml
    );
    assert!(
        issue.articles[0].body.value.contains("我县认真部署，**强化理论学习**。再抓落实。"),
        "{}",
        imported.toml
    );
}

// The command.

fn hongtou(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    command.args(arguments).current_dir(folder).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn folder_with(files: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let path = folder.path().to_owned();
    (folder, path)
}

#[test]
fn the_command_writes_reports_and_overwrites_nothing() {
    let (_folder, path) = folder_with(&[("a.md", SEED.as_bytes())]);
    let output = hongtou(&["import", "a.md", "--report", "changes.json"], &path);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).starts_with("a.md → a.toml: 3 paragraphs joined, "), "{}", said(&output));
    let report: serde_json::Value =
        serde_json::from_slice(&std::fs::read(path.join("changes.json")).unwrap()).unwrap();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for change in report[0]["changes"].as_array().unwrap() {
        *rules.entry(change["rule"].as_str().unwrap()).or_default() += 1;
    }
    let (_, mended) = text_of_record(SEED);
    assert_eq!(rules["space"], mended.spaces);
    assert_eq!(rules["joined"], mended.joined);
    assert_eq!(hongtou(&["check", "a.toml"], &path).status.code(), Some(0));

    std::fs::write(path.join("a.toml"), "mine").unwrap();
    let output = hongtou(&["import", "a.md"], &path);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--force"), "{}", said(&output));
    assert_eq!(std::fs::read_to_string(path.join("a.toml")).unwrap(), "mine");
    assert_eq!(hongtou(&["import", "a.md", "--force"], &path).status.code(), Some(0));
    assert_ne!(std::fs::read_to_string(path.join("a.toml")).unwrap(), "mine");
}

#[test]
fn several_files_go_to_a_folder_and_one_that_fails_keeps_none_back() {
    let (_folder, path) =
        folder_with(&[("a.md", SEED.as_bytes()), ("b.txt", OTHER.as_bytes()), ("c.docx", b"no zip")]);
    std::fs::create_dir(path.join("out")).unwrap();
    let output = hongtou(&["import", "a.md", "b.txt", "c.docx", "-o", "out"], &path);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains(": — 4 —\n"), "{}", said(&output));
    assert!(said(&output).contains("c.docx cannot be imported: "), "{}", said(&output));
    for name in ["out/a.toml", "out/b.toml"] {
        assert_eq!(hongtou(&["check", name], &path).status.code(), Some(0), "{name}");
    }
    assert_eq!(hongtou(&["import", "a.md", "b.txt", "-o", "x.toml"], &path).status.code(), Some(2));
    std::fs::write(path.join("a.txt"), SEED).unwrap();
    let output = hongtou(&["import", "a.md", "a.txt", "--force"], &path);
    assert!(said(&output).contains("a.toml"), "{}", said(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn what_is_lacking_is_an_error_and_the_file_is_there_all_the_same() {
    let (_folder, path) = folder_with(&[("a.txt", "题目\n\n正文。\n".as_bytes())]);
    let output = hongtou(&["import", "a.txt"], &path);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("lacks masthead.title, masthead.number"), "{}", said(&output));
    assert!(path.join("a.toml").exists());
}

#[test]
fn files_that_are_no_text_are_refused() {
    let codes = |name: &str, bytes: &[u8]| -> Vec<&'static str> {
        let problems: Vec<Diagnostic> = import_bytes(Path::new(name), bytes, None).unwrap_err();
        problems.iter().map(|problem| problem.problem.code()).collect()
    };
    assert_eq!(codes("a.txt", b"\xFF\xFF\xFF"), ["not-text"]);
    assert_eq!(codes("a.txt", b"a\0b"), ["not-text"]);
    assert_eq!(codes("a.txt", b" \n\n"), ["nothing-to-import"]);
    assert_eq!(codes("a.txt", "甲\n".repeat(100_001).as_bytes()), ["too-many-lines"]);
    assert_eq!(codes("a.pdf", b"%PDF"), ["unknown-kind"]);
    assert_eq!(codes("a.docx", b""), ["bad-word-file"]);
    assert_eq!(codes("a.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), ["bad-word-file"]);
}

#[test]
fn a_layout_is_chosen_by_name_or_file_and_must_be_there() {
    let (_folder, path) = folder_with(&[
        ("a.md", SEED.as_bytes()),
        ("own.toml", "extends = \"bulletin\"\ndescription = \"我们的版式\"\n".as_bytes()),
    ]);
    let layout = |more: &[&str]| {
        let output = hongtou(&[&["import", "a.md", "--force", "--layout"], more].concat(), &path);
        let text = std::fs::read_to_string(path.join("a.toml")).unwrap_or_default();
        (output.status.code(), text.lines().next().unwrap_or_default().to_owned(), said(&output))
    };
    assert_eq!(layout(&["bulletin-grid"]).1, "layout = \"bulletin-grid\"");
    let (code, line, _) = layout(&["own.toml"]);
    assert_eq!(code, Some(0));
    assert!(line.ends_with("own.toml\"") && line.starts_with("layout = \"/"), "{line}");
    assert_eq!(hongtou(&["check", "a.toml"], &path).status.code(), Some(0));
    let (code, _, said) = layout(&["bulletine"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("bulletine"), "{said}");
}
