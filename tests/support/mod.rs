//! Pages made by hand, the examples' pages, the seed, and outside tools.
#![allow(dead_code)] // Each test file uses its own part.

pub mod archive;
pub mod balance;
pub mod batch;
pub mod breakers;
pub mod broken_fonts;
pub mod content;
pub mod evenness;
pub mod examples;
pub mod imprint;
pub mod paper;
pub mod proof_cases;
pub mod seed;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use hongtou::fonts::{FontBook, FontSearch, RoleId};
use hongtou::layouts::{FacePlace, FaceSpec, RoleSpec};
use hongtou::page::{Colour, ElementId, Glyph, GlyphRun, Item, Metadata, Page, Pages, Part, Rule};
use hongtou::units::Length;

/// The folder of the bundled faces.
pub const FONTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/");

/// Roles named a, b, c … for files of `fonts/`, or for absolute paths.
pub fn book(files: &[&str]) -> FontBook {
    let spec = |(index, file): (usize, &&str)| RoleSpec {
        written: None,
        name: role_name(index),
        faces: vec![FaceSpec::at(FacePlace::File((*file).to_owned()))],
    };
    let roles: Vec<RoleSpec> = files.iter().enumerate().map(spec).collect();
    let search =
        FontSearch { folders: vec![PathBuf::from(FONTS)], bundled_only: true, ..FontSearch::default() };
    FontBook::open(&roles, &search).expect("the faces of fonts/ are there").0
}

pub fn role(book: &FontBook, index: usize) -> RoleId {
    book.role(&role_name(index)).expect("the role was opened")
}

fn role_name(index: usize) -> String {
    char::from(b'a' + index as u8).to_string()
}

/// A run of characters side by side, each on its own advance.
pub fn run(book: &FontBook, face: usize, text: &str, x: Length, y: Length, size: Length) -> GlyphRun {
    let role = role(book, face);
    let mut glyphs = Vec::new();
    let mut pen = x;
    let mut id = None;
    for (start, character) in text.char_indices() {
        let found = book.find(role, character).unwrap_or_else(|| panic!("no glyph for {character}"));
        id = Some(found.face);
        let advance = book.face(found.face).scale(book.face(found.face).advance(found.glyph), size);
        glyphs.push(Glyph {
            id: found.glyph,
            x: pen,
            rise: Length::ZERO,
            cell: pen,
            advance,
            text_start: start as u32,
            text_end: (start + character.len_utf8()) as u32,
            source: start as u32,
        });
        pen += advance;
    }
    let face = id.unwrap_or_else(|| book.faces().next().expect("a face").0);
    GlyphRun {
        face,
        size,
        width: hongtou::units::HorizontalScale::FULL,
        colour: Colour::BLACK,
        embolden: None,
        y,
        text: text.to_owned(),
        glyphs,
        part: Part::Paragraph,
        block: 0,
        element: ElementId::default(),
        field: None,
    }
}

/// An A4 page.
pub fn a4(items: Vec<Item>) -> Page {
    Page { width: Length::mm(210), height: Length::mm(297), number: 1, items, ..Page::default() }
}

/// A document of pages numbered from 1.
pub fn document(pages: Vec<Page>) -> Pages {
    let number = |(index, page): (usize, Page)| Page { number: index as u32 + 1, ..page };
    Pages {
        pages: pages.into_iter().enumerate().map(number).collect(),
        bookmarks: Vec::new(),
        metadata: Metadata {
            title: "工作动态（第12期）".to_owned(),
            author: "办公室".to_owned(),
            subject: "第12期".to_owned(),
            language: "zh-CN".to_owned(),
            date: Some((2021, 3, 29)),
        },
        ..Pages::default()
    }
}

/// Red as GB/T 9704 6.2 has it.
pub fn red() -> Colour {
    Colour { cmyk: [0, 800, 800, 0], spot: None }
}

/// A rule.
pub fn rule(x: Length, y: Length, width: Length, height: Length, colour: Colour) -> Item {
    Item::Rule(Rule { x, y, width, height, colour, element: ElementId::default() })
}

/// Says that something is not tested, past the test runner, which keeps what a passing test prints to itself.
///
/// With `HONGTOU_REQUIRE_TOOLS=1` it is a failure.
pub fn skip(reason: &str) {
    let line = format!("SKIPPED: {reason}\n");
    assert!(std::env::var_os("HONGTOU_REQUIRE_TOOLS").is_none_or(|value| value != "1"), "{line}");
    std::io::stderr().write_all(line.as_bytes()).expect("a standard error");
}

/// Runs an outside tool; `None`, and a line that says so, if it is not installed.
///
/// With `HONGTOU_REQUIRE_TOOLS=1` a missing tool is a failure.
pub fn tool(name: &str, package: &str, arguments: &[&str]) -> Option<Output> {
    match Command::new(name).args(arguments).output() {
        Ok(output) => Some(output),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            skip(&format!("{name} not found; install with apt-get install {package}"));
            None
        }
        Err(error) => panic!("{name}: {error}"),
    }
}

/// Compares what a file should hold with what it holds; with `BLESS=1`, writes it.
pub fn golden(path: &Path, expected: &str) {
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder that can be made");
        std::fs::write(path, expected).expect("a file that can be written");
        return;
    }
    let held = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert!(held == expected, "{} is out of date: BLESS=1 cargo test", path.display());
}

/// What a tool wrote to its standard output; fails if the tool failed.
pub fn said(name: &str, output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{name} failed:\n{out}\n{err}");
    out.into_owned()
}

/// A file in a folder that goes when the test ends.
pub fn file(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("the temporary folder is writable");
    path.to_str().expect("a plain path").to_owned()
}
