//! Documents of GB/T 9704: what stands on the pages of each example, typed anew, is imported as that example.

use crate::support;
use crate::support::content;
use crate::support::paper;

use std::io::{Cursor, Write};
use std::path::Path;

use content::{not_on_paper, says};
use hongtou::import::{Imported, import_bytes};
use support::examples;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn imported(name: &str, bytes: &[u8], layout: Option<&str>) -> Imported {
    import_bytes(Path::new(name), bytes, layout).unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
}

/// A Word file with a paragraph for each line.
fn word(lines: &[String]) -> Vec<u8> {
    let paragraph = |line: &String| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>");
    let body: String = lines.iter().map(paragraph).collect();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    write!(zip, "<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").unwrap();
    zip.finish().unwrap().into_inner()
}

#[test]
fn every_example_typed_anew_is_imported_as_it_is() {
    // A report has no head on paper, and so nothing of what an issue must have.
    for name in examples::documents().into_iter().filter(|name| examples::layout_of(name) != "report") {
        let finished = examples::finished(&name, &examples::layout_of(&name));
        let lines = paper::lines(&finished.pages);
        let mut expected = says(&std::fs::read_to_string(examples::path(&name)).unwrap());
        not_on_paper(&name, &mut expected);
        let files = [
            ("a.txt", lines.join("\n").into_bytes()),
            ("a.md", lines.join("\n\n").into_bytes()),
            ("a.docx", word(&lines)),
        ];
        for (file, bytes) in files {
            let imported = imported(file, &bytes, None);
            assert!(imported.parts.unplaced.is_empty(), "{name}: {:?}", imported.parts.unplaced);
            assert_eq!(imported.parts.lacking(), Vec::<String>::new(), "{name}\n{}", imported.toml);
            let found = says(&imported.toml);
            for (key, value) in &expected {
                assert_eq!(found.get(key), Some(value), "{name}, {file}, {key}\n{}", imported.toml);
            }
            assert_eq!(found.len(), expected.len(), "{name}, {file}\n{}", imported.toml);
        }
    }
}

/// Chapters, headings, items and articles are recognised in the paragraphs, so these must be what they were.
#[test]
fn the_paragraphs_of_a_report_are_those_of_its_example() {
    let finished = examples::finished("work-report", "report");
    let example = says(&std::fs::read_to_string(examples::path("work-report")).unwrap());
    let body = example["article"][0]["body"].as_str().unwrap().to_owned();
    let lines = paper::lines(&finished.pages);
    for (file, bytes) in [("a.txt", lines.join("\n\n").into_bytes()), ("a.docx", word(&lines))] {
        let found = says(&imported(file, &bytes, Some("document")).toml);
        let text = found["article"][0]["body"].as_str().unwrap();
        assert!(text.ends_with(body.trim()), "{file}: {text}");
    }
}

#[test]
fn a_document_is_set_as_its_example_is() {
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "document",
        "document-issued",
        "document-joint",
        "document-plan",
        "letter",
        "minutes",
        "minutes-columns",
        "order",
        "bulletin-confidential",
    ] {
        let example = examples::finished(name, &examples::layout_of(name));
        let imported = imported("a.txt", paper::lines(&example.pages).join("\n").as_bytes(), None);
        let path = folder.path().join(format!("{name}.toml"));
        std::fs::write(&path, &imported.toml).unwrap();
        let ours = examples::set(&path, name, imported.parts.layout());
        let lines = |pages: &hongtou::page::Pages| -> Vec<(usize, String)> {
            let pages = pages.pages.iter().enumerate();
            let runs = pages.flat_map(|(page, of)| examples::runs(of).map(move |run| (page, run)));
            runs.map(|(page, run)| (page, format!("{:?} {:?} {}", run.y, run.size, run.text))).collect()
        };
        assert_eq!(lines(&ours.pages), lines(&example.pages), "{name}");
    }
}

#[test]
fn a_layout_that_is_chosen_overrules_what_the_file_looks_like() {
    let text = "临江县教育局\n\n临教函〔2026〕18号\n\n关于开展检查的函\n\n县城管局：\n\n请支持。\n\n临江县教育局\n\n2026年5月20日\n";
    assert_eq!(says(&imported("a.txt", text.as_bytes(), None).toml)["layout"].as_str(), Some("letter"));
    let chosen = imported("a.txt", text.as_bytes(), Some("document"));
    assert_eq!(says(&chosen.toml)["layout"].as_str(), Some("document"));
    assert_eq!(chosen.parts.code.as_deref(), Some("临教函"));
    let bulletin = imported("a.txt", text.as_bytes(), Some("bulletin-grid"));
    assert!(bulletin.toml.starts_with("layout = \"bulletin-grid\"\n") && bulletin.parts.code.is_none());
}

/// Text out of PDF files has ⻝ (U+2EDD) for 食: it looks right and is never found.
#[test]
fn radicals_become_the_ordinary_characters_and_are_reported() {
    use hongtou::import::{Rule, import_bytes};
    let text = "关于抓好粮\u{2EDD}生产的通知\n\n各乡镇：\n\n\u{2FAE}完备的\u{2F45}案，二〇二六\u{F98E}补齐，\u{FA0E}字不动。\n";
    let imported = import_bytes(std::path::Path::new("old.txt"), text.as_bytes(), Some("document")).unwrap();
    for expected in ["关于抓好粮食生产的通知", "非完备的方案，二〇二六年补齐，\u{FA0E}字不动。"]
    {
        assert!(imported.toml.contains(expected), "{}", imported.toml);
    }
    assert_eq!(imported.report.count(Rule::Radical), 4);
}

/// Numbers of chapters are followed by one wide blank, and names of two characters are spread by one.
#[test]
fn blanks_of_chapters_and_of_spread_names_are_wide() {
    use hongtou::import::{Rule, import_bytes};
    let text = "养护管理办法\n\n第一章  总  则\n\n第一条 为加强养护，制定本办法。\n\n第二条之一   养护由县里负责。\n\n组长：王  某（县长）、李　某\n";
    let imported = import_bytes(std::path::Path::new("old.txt"), text.as_bytes(), Some("document")).unwrap();
    for expected in ["第一章　总　则", "第一条　为加强", "第二条之一　养护", "组长：王　某（县长）、李　某"]
    {
        assert!(imported.toml.contains(expected), "{expected}: {}", imported.toml);
    }
    assert_eq!(imported.report.count(Rule::Space), 5);
}
