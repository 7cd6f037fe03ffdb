//! The bytes of a layout → a layout and an issue set in it, or problems.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use hongtou::diagnostic::{Language, Source, Style, render};
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::issue::Issue;
use hongtou::layouts;
use hongtou::{document, paginate, pdf};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a temporary folder"));

static ISSUE: LazyLock<Issue> = LazyLock::new(|| {
    let text = include_str!("../../examples/every-mark.toml");
    Issue::parse(&Source::new("issue.toml", text)).expect("an example")
});

fuzz_target!(|data: &[u8]| {
    std::fs::write(FOLDER.path().join("own.toml"), data).expect("a file");
    let layout = match layouts::load("own.toml", FOLDER.path(), &[]) {
        Ok(layout) => layout,
        Err(problems) => {
            assert!(!problems.is_empty());
            render(&problems, Style { colour: false, language: Language::Chinese });
            return;
        }
    };
    let fonts = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fonts"));
    let search = FontSearch { folders: vec![fonts], bundled_only: true, ..FontSearch::default() };
    let Ok((fonts, _)) = FontBook::open(&layout.roles, &search) else { return };
    let Ok((document, _)) = document::build(&ISSUE, &layout) else { return };
    if let Ok((pages, _)) = paginate::paginate(&document, &ISSUE, &layout, &fonts, None) {
        let _ = pdf::write(&pages, &fonts);
    }
});
