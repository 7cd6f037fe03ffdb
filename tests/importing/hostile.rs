//! Word files and texts that are damaged, or made to harm: refused within 2 s and 200 MB, with a reason.

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use hongtou::diagnostic::{Problem, WordFault};
use hongtou::import::{Imported, Rule, import_bytes};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const LONGEST: Duration = Duration::from_secs(2);
const MOST_MEMORY: u64 = 200 << 20;

/// A Word file of the parts.
fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, packed).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document with a body.
fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A sound bulletin.
fn sound() -> String {
    let lines = ["工作动态", "第12期", "县委办公室", "2021年3月29日", "题目", "我县抓好落实。"];
    document(&lines.map(paragraph).concat())
}

fn fault(bytes: &[u8]) -> WordFault {
    let problems = import_bytes(Path::new("a.docx"), bytes, None).expect_err("a fault");
    match &problems[..] {
        [diagnostic] => match &diagnostic.problem {
            Problem::BadWord { fault, .. } => fault.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn imported(bytes: &[u8]) -> Imported {
    import_bytes(Path::new("a.docx"), bytes, None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Runs the program on a file, and sees to its time and memory.
fn run(name: &str, bytes: &[u8]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    let start = Instant::now();
    // More memory than that the system does not give it.
    let limit = format!("ulimit -v {}; exec \"$0\" import \"$1\" --lang en", MOST_MEMORY / 1024);
    let output = Command::new("sh")
        .args(["-c", &limit, env!("CARGO_BIN_EXE_hongtou"), name])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let time = start.elapsed();
    let beginning: String = String::from_utf8_lossy(bytes).chars().skip(28).take(20).collect();
    assert!(time < LONGEST, "{name}: {time:?} {beginning:?}");
    output
}

fn refused(name: &str, bytes: &[u8], words: &str) {
    let output = run(name, bytes);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("error: ") && said.contains(words) && said.contains("help: "), "{said}");
}

#[test]
fn a_sound_file_is_imported() {
    let imported = imported(&docx(&[("word/document.xml", sound().as_bytes())]));
    assert!(imported.parts.lacking().is_empty(), "{}", imported.toml);
    assert_eq!(run("a.docx", &docx(&[("word/document.xml", sound().as_bytes())])).status.code(), Some(0));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut bomb = sound().into_bytes();
    bomb.resize(20 << 20, b' ');
    let bytes = docx(&[("word/document.xml", &bomb)]);
    assert!(bytes.len() < 100_000);
    assert!(matches!(fault(&bytes), WordFault::Bomb { times, .. } if times > 200));
    refused("a.docx", &bytes, "times as long");
    bomb.resize(40 << 20, b' ');
    let bytes = docx(&[("word/document.xml", &bomb)]);
    assert!(matches!(fault(&bytes), WordFault::TooLong { .. }));
    refused("a.docx", &bytes, "more than the 24 MB");
}

#[test]
fn a_bomb_that_understates_its_length_is_not_unpacked_either() {
    let mut bomb = sound().into_bytes();
    bomb.resize(40 << 20, b' ');
    let mut bytes = docx(&[("word/document.xml", &bomb)]);
    let real = (40_u32 << 20).to_le_bytes();
    let mut at = 0;
    let mut changed = 0;
    while let Some(found) = bytes[at..].windows(4).position(|window| window == real) {
        bytes[at + found..at + found + 4].copy_from_slice(&1000_u32.to_le_bytes());
        at += found + 4;
        changed += 1;
    }
    assert!(changed >= 1, "the length stands in the directory");
    let fault = fault(&bytes);
    assert!(
        matches!(fault, WordFault::TooLong { .. } | WordFault::Bomb { .. } | WordFault::Damaged { .. }),
        "{fault:?}"
    );
    refused("a.docx", &bytes, "cannot be imported");
}

#[test]
fn bombs_in_parts_beside_the_text_are_found_too() {
    let long = vec![b' '; 20 << 20];
    for part in [
        "word/styles.xml",
        "word/numbering.xml",
        "word/header1.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
    ] {
        let bytes = docx(&[("word/document.xml", sound().as_bytes()), (part, &long)]);
        assert!(matches!(fault(&bytes), WordFault::Bomb { part: found, .. } if found == part), "{part}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let mut bomb = String::from("<!DOCTYPE lolz [<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\">");
    for (index, name) in ('b'..='j').enumerate() {
        let before = char::from(b'a' + index as u8);
        bomb.push_str(&format!("<!ENTITY {name} \"{}\">", format!("&{before};").repeat(10)));
    }
    bomb.push_str("]>");
    let bytes = docx(&[("word/document.xml", (bomb + &document(&paragraph("&j;"))).as_bytes())]);
    assert!(matches!(fault(&bytes), WordFault::Doctype { .. }));
    refused("a.docx", &bytes, "document type");
    let outside = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let bytes =
        docx(&[("word/document.xml", (outside.to_owned() + &document(&paragraph("&x;"))).as_bytes())]);
    assert!(matches!(fault(&bytes), WordFault::Doctype { .. }));
    let bytes = docx(&[("word/document.xml", document(&paragraph("&j;")).as_bytes())]);
    assert!(matches!(fault(&bytes), WordFault::Entity { .. }));
    refused("a.docx", &bytes, "unknown entity");
}

#[test]
fn the_entities_of_xml_itself_are_characters() {
    let text = "甲&amp;乙&lt;丙&#x4E01;&#20887;";
    let body = sound().replace("我县抓好落实", text);
    let imported = imported(&docx(&[("word/document.xml", body.as_bytes())]));
    assert!(imported.toml.contains("甲&乙<丙丁冗。"), "{}", imported.toml);
}

#[test]
fn a_file_cut_off_anywhere_is_refused_and_never_a_panic() {
    let whole = docx(&[("word/document.xml", sound().as_bytes()), ("word/styles.xml", b"<w:styles/>")]);
    for length in 0..whole.len() {
        assert!(import_bytes(Path::new("a.docx"), &whole[..length], None).is_err(), "{length}");
    }
    refused("a.docx", &whole[..whole.len() / 2], "its end is missing");
    let text = sound();
    for (length, _) in text.char_indices() {
        let bytes = docx(&[("word/document.xml", &text.as_bytes()[..length])]);
        assert!(import_bytes(Path::new("a.docx"), &bytes, None).is_err(), "{length}");
    }
}

#[test]
fn a_byte_changed_anywhere_is_never_a_panic() {
    let whole = docx(&[("word/document.xml", sound().as_bytes())]);
    for at in 0..whole.len() {
        for value in [0, 0xFF, whole[at] ^ 1] {
            let mut bytes = whole.clone();
            bytes[at] = value;
            let _ = import_bytes(Path::new("a.docx"), &bytes, None);
        }
    }
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in ["../../evil.xml", "word/../../evil.xml", "/etc/passwd", "..\\evil.xml", "C:evil.xml"] {
        let bytes = docx(&[("word/document.xml", sound().as_bytes()), (name, b"x")]);
        assert!(matches!(fault(&bytes), WordFault::UnsafeName { .. }), "{name}");
    }
    let bytes = docx(&[("../../evil.xml", b"x"), ("word/document.xml", sound().as_bytes())]);
    refused("a.docx", &bytes, "leads out of the file");
}

#[test]
fn too_many_parts_are_refused_before_they_are_looked_at() {
    let names: Vec<String> = (0..10_001).map(|number| format!("word/media/{number}")).collect();
    let mut parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let document = sound();
    parts.push(("word/document.xml", document.as_bytes()));
    let bytes = docx(&parts);
    assert!(matches!(fault(&bytes), WordFault::TooManyParts { parts: 10_002, .. }));
    refused("a.docx", &bytes, "10002 parts");
}

#[test]
fn macros_and_links_are_told_and_left_alone() {
    let relationships = "<Relationships><Relationship Id=\"rId1\" TargetMode=\"External\" \
        Target=\"http://example.invalid/a.dotm\"/><Relationship Id=\"rId2\" Target=\"styles.xml\"/></Relationships>";
    let bytes = docx(&[
        ("word/document.xml", sound().as_bytes()),
        ("word/vbaProject.bin", b"\xD0\xCF macro"),
        ("word/_rels/document.xml.rels", relationships.as_bytes()),
    ]);
    let report = imported(&bytes).report;
    let found = |rule| -> Vec<&str> {
        report.entries.iter().filter(|entry| entry.rule == rule).map(|entry| entry.found.as_str()).collect()
    };
    assert_eq!(found(Rule::Macros), ["word/vbaProject.bin"]);
    assert_eq!(found(Rule::ExternalLink), ["http://example.invalid/a.dotm"]);
}

#[test]
fn a_hundred_megabytes_of_text_are_refused_unread() {
    let text = "我县抓好落实。\n".repeat((100 << 20) / 22);
    for name in ["a.txt", "a.md", "a.docx"] {
        refused(name, text.as_bytes(), "more than the ");
    }
}

#[test]
fn the_longest_text_that_is_taken_keeps_within_the_limits() {
    // Debug builds are slow: a part of it in them, all of it in others.
    let size = if cfg!(debug_assertions) { 1 << 18 } else { (2 << 20) - 4096 };
    let head = "报\n\n第1期\n\n办公室\n\n2026年1月5日\n\n题目\n\n";
    let text = head.to_owned() + &"我县抓好 3 项落实,成效明显。\n\n".repeat(size / 42);
    let output = run("a.txt", text.as_bytes());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn elements_too_deep_in_each_other_are_refused() {
    let deep = "<w:p>".repeat(50_000) + &"</w:p>".repeat(50_000);
    let bytes = docx(&[("word/document.xml", document(&(deep + &paragraph("好。"))).as_bytes())]);
    assert!(matches!(fault(&bytes), WordFault::Damaged { .. }));
    refused("a.docx", &bytes, "too deep");
}

#[test]
fn texts_made_to_take_long_do_not() {
    let head = "报\n\n第1期\n\n办公室\n\n2026年1月5日\n\n";
    // Debug builds are slow, and the machine may have other work.
    let size = if cfg!(debug_assertions) { 1 << 16 } else { 2_000_000 };
    let many = |unit: &str| unit.repeat(size / unit.len());
    let cases = [
        format!("{head}题目\n\n一、起\n好\n{}", many("题目\n")),
        format!("{head}本期要目\n{}", many("甲乙\n")),
        format!("{head}题目\n\n好{}", many("**")),
        format!("{head}题目\n\n好{}", many("*甲")),
        format!("{head}题目\n\n好。\n{}", many("甲\u{C}")),
        format!("{head}题目\n\n好{}", many("(")),
        format!("{head}题目\n\n好。\n{}", many("报：甲，\n")),
        format!("{head}题目\n\n好。\n{}", many("甲乙丙丁，\n")),
        format!("{head}题目\n\n好{}", many("甲\"乙“丙\"丁”")),
        format!("{head}题目\n\n好{}", many("甲...乙--丙…")),
        format!("{head}题目\n\n好{}", many("甲.乙—")),
        format!("{head}题目\n\n好{}.", many("甲.2021年")),
        format!("{head}题目\n\n好{}", many("甲 ")),
        format!("{head}题目\n\n好。\n{}", many("- 1 -\n")),
        format!("{head}题目\n\n好。\n{}", many("甲\n- 1 -\n乙\n- 2 -\n")),
        format!("{head}题目\n\n好。\n{}", many("县委办公室　2026年1月5日\n")),
        format!(
            "{head}题目\n\n好。\n{}\n{}",
            "甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛\n".repeat(9),
            many("甲\n")
        ),
        format!("{head}题目\n\n好。\n{}", many("甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚辛\n")),
        format!("{head}题目\n\n好。\n\n{}", many("甲乙\n\n好。\n好。\n\n")),
        format!("县水利局文件\n县水发〔2026〕1号\n关于工作的通知\n各镇：\n好。\n{}", many("附件\n")),
        format!(
            "县水利局文件\n县水发〔2026〕1号\n关于工作的通知\n各镇：\n好。\n{}",
            many("县委办\n2026年1月5日\n")
        ),
        format!("县水利局文件\n县水发〔2026〕1号\n关于工作的通知\n各镇：\n好。\n附件：{}", many("1.甲\n")),
        format!("县水利局文件\n{}", many("县水利局\n")),
    ];
    let marked = [many(">"), many("> - 甲\n"), many("|甲|乙|\n"), many("| - |\n"), many("# 甲\n")];
    let cases = cases.into_iter().map(|case| ("a.txt", case));
    let marked = marked.into_iter().map(|text| ("a.md", format!("{head}题目\n\n好。\n\n{text}")));
    for (name, case) in cases.chain(marked) {
        let output = run(name, case.as_bytes());
        let beginning: String = case.chars().skip(30).take(20).collect();
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{beginning}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
