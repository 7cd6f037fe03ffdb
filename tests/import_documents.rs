//! Documents of GB/T 9704: what stands on the pages of each example, typed anew, is imported as that example.

#[path = "support/content.rs"]
mod content;
#[path = "support/paper.rs"]
mod paper;
mod support;

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
    for name in examples::documents() {
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
