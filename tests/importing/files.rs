//! Old files of many offices and programs, each with the issue that it becomes, word for word.
//!
//! `BLESS=1 cargo test --test importing files::` writes the issues anew: read what has changed.

use crate::support::balance;

use std::path::{Path, PathBuf};

use balance::{Count, balance};
use hongtou::import::import_bytes;
use hongtou::{Options, open, typeset};

/// Files as old programs wrote them, and documents with the structures of those that offices publish.
const FOLDERS: [&str; 2] = [
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/import"),
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/offices"),
];

/// The texts in the folders.
fn files() -> Vec<PathBuf> {
    let entries = FOLDERS.iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let is_text = |path: &PathBuf| {
        path.extension().is_some_and(|end| !["toml", "expected"].contains(&end.to_str().unwrap()))
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).filter(is_text).collect();
    files.sort();
    assert!(files.len() >= 20, "{files:?}");
    files
}

#[test]
fn each_file_becomes_the_issue_beside_it() {
    for path in files() {
        let imported = import_bytes(&path, &std::fs::read(&path).unwrap(), None).unwrap();
        let beside = path.with_extension("toml");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&beside, &imported.toml).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap();
        assert_eq!(imported.toml, expected, "{}", path.display());
    }
}

#[test]
fn no_character_of_them_is_lost() {
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
        };
        let imported = import_bytes(&path, &bytes, None).unwrap();
        if imported.parts.lacking().is_empty() {
            assert_eq!(balance(&text, &imported), Count::new(), "{}\n{}", path.display(), imported.toml);
        }
    }
}

/// Files that say all that an issue needs are set without a touch of the hand.
#[test]
fn they_are_set_as_they_are_imported() {
    let mut set = 0;
    for path in files() {
        let imported = import_bytes(&path, &std::fs::read(&path).unwrap(), None).unwrap();
        if !imported.parts.lacking().is_empty() {
            continue;
        }
        let options = Options { bundled_fonts: true, ..Options::default() };
        let toml: &Path = &path.with_extension("toml");
        let job = open(toml, &options).unwrap_or_else(|problems| panic!("{}: {problems:?}", toml.display()));
        let (pages, warnings) =
            typeset(&job).unwrap_or_else(|problems| panic!("{}: {problems:?}", toml.display()));
        assert!(!pages.pages.is_empty());
        assert!(
            job.warnings.is_empty() && warnings.is_empty(),
            "{}: {:?} {warnings:?}",
            toml.display(),
            job.warnings
        );
        set += 1;
    }
    assert!(set >= 15, "{set}");
}

/// A law has no head; its note, its list of entries without marks and its first chapter are not parts of the title.
#[test]
fn what_is_below_a_title_is_not_taken_for_it() {
    let text = "清溪县议事规则\n\n（2004年3月2日清溪县第十届人民代表大会第二次会议通过）\n\n第一章　总则\n\n\
                第一条　会议由下列人员组成：\n\n主任，\n\n副主任若干人，\n\n委员若干人。\n\n第二条　本规则自公布之日起施行。\n";
    let imported = import_bytes(Path::new("rules.txt"), text.as_bytes(), Some("document")).unwrap();
    let toml = &imported.toml;
    for wanted in [
        "title      = \"清溪县议事规则\"\n",
        "title_note = \"2004年3月2日清溪县第十届人民代表大会第二次会议通过\"\n",
        "\"\"\"\n第一章　总则\n\n第一条",
        "主任，\n\n副主任若干人，\n\n委员若干人。\n",
    ] {
        assert!(toml.contains(wanted), "{wanted}\n{toml}");
    }
    assert!(!toml.contains("of the print"), "{toml}");
}
