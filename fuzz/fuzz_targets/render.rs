//! The bytes of an issue → a PDF in memory, or problems; `bulletin` or its grid by the first byte.
#![no_main]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use hongtou::diagnostic::{Diagnostic, Language, Source, Style, render, to_json};
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::issue::Issue;
use hongtou::layouts::{self, Layout};
use hongtou::{document, paginate, pdf};
use libfuzzer_sys::fuzz_target;

static SET: LazyLock<[(Layout, FontBook); 2]> = LazyLock::new(|| {
    ["bulletin", "bulletin-grid"].map(|name| {
        let layout = layouts::load(name, Path::new(""), &[]).expect("a bundled layout");
        let fonts = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fonts"));
        let search = FontSearch { folders: vec![fonts], bundled_only: true, ..FontSearch::default() };
        let fonts = FontBook::open(&layout.roles, &search).expect("the bundled faces").0;
        (layout, fonts)
    })
});

fuzz_target!(|data: &[u8]| {
    let (layout, fonts) = &SET[usize::from(data.first().is_some_and(|byte| byte % 2 == 1))];
    if let Err(problems) = bytes_to_pdf(data, layout, fonts) {
        assert!(!problems.is_empty());
        render(&problems, Style { colour: false, language: Language::Chinese });
        to_json(&problems, Language::English);
    }
});

fn bytes_to_pdf(data: &[u8], layout: &Layout, fonts: &FontBook) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let source = Source::from_bytes("issue.toml", data.to_vec())?;
    let issue = Issue::parse(&source)?;
    let (document, _) = document::build(&issue, layout)?;
    let (pages, _) = paginate::paginate(&document, &issue, layout, fonts, None)?;
    pdf::write(&pages, fonts)
}
