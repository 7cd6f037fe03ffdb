//! The examples' PDFs judged by other people's programs: qpdf, poppler, MuPDF, Ghostscript and an independent checker
//! of lines.
//!
//! A program that is not installed is skipped with a line that says so, unless `HONGTOU_REQUIRE_TOOLS=1`.

use crate::support;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use support::examples::{Finished, LAYOUTS, all, characters, finished, names, path, runs};
use support::seed::{beside, text_on_pages};
use support::{file, said, tool};

/// Every example in every layout as a file, one after the other.
fn for_each_file(mut test: impl FnMut(&Finished, &str)) {
    let folder = tempfile::tempdir().unwrap();
    for issue in all() {
        test(&issue, &file(folder.path(), "issue.pdf", &issue.pdf()));
    }
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

// The files.

#[test]
fn qpdf_finds_nothing_wrong() {
    for_each_file(|issue, path| {
        let Some(output) = tool("qpdf", "qpdf", &["--check", path]) else { return };
        let said = said("qpdf", &output);
        assert!(said.contains("No syntax or stream encoding errors"), "{}: {said}", issue.name);
        assert!(output.stderr.is_empty(), "{}: {}", issue.name, String::from_utf8_lossy(&output.stderr));
    });
}

#[test]
fn every_font_is_embedded_as_a_subset_with_its_texts() {
    for_each_file(|issue, path| {
        let Some(output) = tool("pdffonts", "poppler-utils", &[path]) else { return };
        let said = said("pdffonts", &output);
        let (head, rows) = said.split_once("\n---").unwrap();
        // The columns: embedded, subset, with the characters that glyphs stand for.
        let embedded = head.find("emb").unwrap();
        let rows: Vec<&str> = rows.lines().skip(1).collect();
        assert!(rows.len() >= 3, "{}: {said}", issue.name);
        for row in rows {
            assert_eq!(&row[embedded..embedded + 11], "yes yes yes", "{}: {row}", issue.name);
            assert_eq!(row.find('+'), Some(6), "{}: no name of a subset: {row}", issue.name);
        }
    });
}

#[test]
fn ghostscript_interprets_every_page() {
    for_each_file(|issue, path| {
        let arguments = ["-q", "-dPDFSTOPONERROR", "-dPDFSTOPONWARNING", "-o", "-", "-sDEVICE=inkcov", path];
        let Some(output) = tool("gs", "ghostscript", &arguments) else { return };
        let said = said("gs", &output);
        let pages: Vec<&str> = said.lines().filter(|line| line.contains("CMYK OK")).collect();
        assert_eq!(pages.len(), issue.pages.pages.len(), "{}: {said}", issue.name);
        // Cyan on no page, and black on all.
        for page in pages {
            let inks: Vec<f64> = page.split_whitespace().filter_map(|word| word.parse().ok()).collect();
            assert!(inks[0] == 0.0 && inks[3] > 0.0, "{}: {page}", issue.name);
        }
    });
}

#[test]
fn the_seeds_pdf_is_small() {
    /// The profile of the printing process, deflated.
    const PROFILE: usize = 93_000;
    for layout in LAYOUTS {
        let issue = finished("issue-245", layout);
        let (bytes, plain) = (issue.pdf().len(), issue.plain_pdf().len());
        assert!(bytes < 300_000 + PROFILE, "{layout}: {bytes} bytes");
        // Tags, XMP and what belongs to them.
        let more = bytes - plain - PROFILE;
        assert!(more < 10_000, "{layout}: {more} bytes more than a plain file");
        let bytes = plain;
        assert!(bytes < 300_000, "{layout}: {bytes} bytes");
        assert!(bytes > 50_000, "{layout}: {bytes} bytes do not hold three faces of Chinese");
    }
}

/// What the program writes with a number of threads.
fn rendered(name: &str, layout: &str, threads: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(["render", "--bundled-fonts", "--font-dir", support::FONTS, "--layout", layout, "-o", "-"])
        .arg(path(name))
        .env("RAYON_NUM_THREADS", threads)
        .output()
        .unwrap();
    assert!(
        output.status.success() && output.stderr.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output.stdout
}

#[test]
fn the_bytes_are_the_same_at_every_run_and_for_one_thread_and_eight() {
    for name in names() {
        for layout in LAYOUTS {
            let once = rendered(&name, layout, "1");
            assert!(once.starts_with(b"%PDF-"));
            assert!(once == rendered(&name, layout, "8"), "{name}, {layout}: eight threads");
            assert!(once == finished(&name, layout).pdf(), "{name}, {layout}: the library after others");
        }
    }
}

// The text.

/// The text of each page, its page number taken off, in the order that pdftotext finds or that the file has.
fn text_of_pages(pdf: &str, order: &[&str]) -> Option<String> {
    let arguments = [&["-enc", "UTF-8"], order, &[pdf, "-"]].concat();
    let output = tool("pdftotext", "poppler-utils", &arguments)?;
    let said = said("pdftotext", &output);
    let mut text = String::new();
    for (index, page) in said.trim_end_matches('\u{C}').split('\u{C}').enumerate() {
        let number = format!("—{}—", index + 1);
        let page = without_blanks(page);
        let content = page.strip_suffix(&number).unwrap_or_else(|| panic!("{number} does not end {page}"));
        text.push_str(content);
    }
    Some(text)
}

#[test]
fn pdftotext_gives_every_character_of_the_seed_once_and_in_order() {
    let expected = text_on_pages();
    let folder = tempfile::tempdir().unwrap();
    for layout in LAYOUTS {
        let pdf = file(folder.path(), "issue.pdf", &finished("issue-245", layout).pdf());
        // By place on the page, and by place in the file. Issuer and date are on one line, left and right;
        // reviewer, editor and copies too. Both orders read them from the left, as the seed has them.
        for order in [&[][..], &["-raw"], &["-layout"]] {
            let Some(text) = text_of_pages(&pdf, order) else { return };
            for (index, (expected, found)) in expected.chars().zip(text.chars()).enumerate() {
                let before: String = text.chars().take(index).collect();
                assert_eq!(found, expected, "{layout} {order:?}, after {before}");
            }
            assert_eq!(text.chars().count(), expected.chars().count(), "{layout} {order:?}");
        }
    }
}

#[test]
fn pdftotext_gives_the_text_of_every_example_in_the_order_of_its_pages() {
    for_each_file(|issue, path| {
        let Some(output) = tool("pdftotext", "poppler-utils", &["-enc", "UTF-8", "-raw", path, "-"]) else {
            return;
        };
        let mut expected = String::new();
        for page in &issue.pages.pages {
            runs(page).for_each(|run| expected.push_str(&run.text));
        }
        // The order of the file. The leaders and numbers of a contents list come after the other text of their page,
        // for they are known last, so only the characters are compared where there is one.
        let sorted = |text: &str| {
            let mut characters: Vec<char> = without_blanks(text).chars().collect();
            characters.sort_unstable();
            characters
        };
        let found = said("pdftotext", &output);
        assert_eq!(sorted(&found), sorted(&expected), "{}", issue.name);
    });
}

// The places.

/// A character that MuPDF found: the page, the character, and where its origin is, in points.
struct Found {
    page: usize,
    character: char,
    x: f64,
    y: f64,
}

fn characters_found(stext: &str) -> Vec<Found> {
    let tree = roxmltree::Document::parse(stext).unwrap();
    let pages = tree.descendants().filter(|node| node.has_tag_name("page"));
    let mut found = Vec::new();
    for (page, node) in pages.enumerate() {
        for node in node.descendants().filter(|node| node.has_tag_name("char")) {
            let value = |key| node.attribute(key).unwrap().parse().unwrap();
            let character = node.attribute("c").unwrap().chars().next().unwrap();
            found.push(Found { page, character, x: value("x"), y: value("y") });
        }
    }
    found
}

#[test]
fn mutool_finds_every_character_where_the_finished_pages_have_it() {
    let folder = tempfile::tempdir().unwrap();
    for name in names() {
        let issue = finished(&name, "bulletin-grid");
        let pdf = file(folder.path(), "issue.pdf", &issue.pdf());
        let Some(output) = tool("mutool", "mupdf-tools", &["draw", "-q", "-F", "stext", &pdf]) else {
            return;
        };
        let mut found = characters_found(&said("mutool", &output));
        // MuPDF shows blanks where it sees a gap; those are not in the file.
        found.retain(|found| !found.character.is_whitespace());
        let mut compared = 0;
        for (index, page) in issue.pages.pages.iter().enumerate() {
            for placed in runs(page).flat_map(characters) {
                let Some(character) = placed.text.chars().next().filter(|first| !first.is_whitespace())
                else {
                    continue;
                };
                // Two characters of a page stand nowhere in one place, so the one that is there is the one.
                let near = |found: &Found| {
                    // 0.02 mm, in points.
                    const TOLERANCE: f64 = 0.02 * 72.0 / 25.4;
                    found.page == index
                        && found.character == character
                        && (found.x - placed.x.to_pt()).abs() < TOLERANCE
                        && (found.y - placed.y.to_pt()).abs() < TOLERANCE
                };
                let at = found.iter().position(near);
                let at = at.unwrap_or_else(|| panic!("{name}: {} is not at {:?}", placed.text, placed.x));
                // A cluster of several characters is one glyph; MuPDF parts its width among them.
                let length = placed.text.chars().filter(|character| !character.is_whitespace()).count();
                let rest: String = found.drain(at..at + length).map(|found| found.character).collect();
                assert_eq!(rest, placed.text, "{name}");
                compared += 1;
            }
        }
        assert!(compared > 200, "{name}: {compared}");
        let left: String = found.iter().map(|found| found.character).collect();
        assert!(left.is_empty(), "{name}: {left} stand where nothing should");
    }
}

// The lines, by an independent checker that lies beside the project.

/// The checker, if it is there; its absence is said, and is a failure where tools are required.
fn lines_checker() -> Option<PathBuf> {
    let found = beside("tools/lines.py");
    if found.is_none() {
        support::skip("../shared/tools/lines.py not found");
    }
    found
}

fn report(checker: &Path, arguments: &[&str]) -> Option<Value> {
    // The checker runs mutool, and takes no notice if that is missing.
    tool("mutool", "mupdf-tools", &["-v"])?;
    let arguments = [&[checker.to_str().unwrap(), "--json"], arguments].concat();
    let output = tool("python3", "python3", &arguments)?;
    Some(serde_json::from_str(&said("lines.py", &output)).unwrap())
}

/// Whether a note of the checker is a false alarm.
fn is_false_alarm(note: &str) -> bool {
    // A dash of two characters may begin a line (GB/T 15834 5.1.4: it may not be parted; only 连接号, one character
    // wide, may not begin a line, 5.1.6). The checker takes both for the same.
    let dash = note.contains(" starts with —: ——");
    // An interpunct takes half an em (GB/T 15834 5.1.7). The face's own is a whole em wide with the ink in its middle,
    // so a quarter of an em of its blank, 4 pt, reaches over the edge of the type area, and no ink.
    let interpunct = note.contains("right edge off by 4.0 pt") && note.ends_with('·');
    // Of two of ？！ in one em the second is drawn in its half by moving the glyph of a face that centres it.
    let exclamations =
        ["-2.8 pt", "-2.9 pt"].iter().any(|off| note.contains(&format!("right edge off by {off}")))
            && note.ends_with(['？', '！']);
    dash || interpunct || exclamations
}

/// Kinds of notes that are matters of taste, or of the layout: first-fit lines are stretched unevenly, a last line
/// may be of one character, and in the grid marks are squeezed only where a line needs it.
const TASTE: [&str; 3] = [" stretched ", " orphan", " marks not compressed "];

fn assert_sound(what: &str, grid: bool, report: &Value) {
    let notes: Vec<&str> =
        report["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    let faults: Vec<&&str> = notes
        .iter()
        .filter(|note| !is_false_alarm(note) && !TASTE.iter().any(|taste| note.contains(taste)))
        .collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
    // Notes and counts are made apart; these have no false alarm.
    for count in ["forbidden line ends", "broken numbers", "number|unit parted", "broken dashes", "unmapped"]
    {
        assert_eq!(report[count], 0, "{what}: {count}");
    }
    // The checker measures to the end of the glyph's own width. In the grid a character of 15.75 pt stands in the
    // middle of a cell of 15.794 pt, so its width ends 0.022 pt before the cell does.
    let most = if grid { 0.03 } else { 0.011 };
    let interpunct = notes.iter().any(|note| is_false_alarm(note) && note.ends_with(['·', '？', '！']));
    if let Some(off) = report["right edge max pt"].as_f64().filter(|_| !interpunct) {
        assert!(off <= most, "{what}: the right edge is off by {off} pt");
    }
}

#[test]
fn the_checker_of_lines_finds_no_fault_on_any_page() {
    let Some(checker) = lines_checker() else { return };
    let (mut pages, mut full) = (0, 0);
    for_each_file(|issue, path| {
        let grid = issue.job.layout.cells.is_some();
        for page in &issue.pages.pages {
            // The checker does not know that margins are mirrored on even pages.
            let margins = if page.number % 2 == 1 { "37,35,28,26" } else { "37,35,26,28" };
            let number = page.number.to_string();
            let Some(report) = report(&checker, &["--margins", margins, "--pages", &number, path]) else {
                return;
            };
            assert_sound(&format!("{}, page {number}", issue.name), grid, &report);
            pages += 1;
            full += report["full lines"].as_u64().unwrap();
        }
    });
    // The checker passes over the first lines of a page, for it does not see the paragraph that they continue.
    assert!(pages == 0 || full > 120, "{full} full lines on {pages} pages");
}

/// A layout like another with the binding edge always on the left, so that the checker sees all pages at once.
fn unmirrored(folder: &Path, layout: &str) -> String {
    file(folder, "flat.toml", format!("extends = \"{layout}\"\n[page]\nmirror = false\n").as_bytes())
}

#[test]
fn the_checker_of_lines_finds_no_fault_across_pages() {
    let Some(checker) = lines_checker() else { return };
    let folder = tempfile::tempdir().unwrap();
    for layout in LAYOUTS {
        for name in names() {
            let issue = finished(&name, &unmirrored(folder.path(), layout));
            let pdf = file(folder.path(), "issue.pdf", &issue.pdf());
            let Some(report) = report(&checker, &[&pdf]) else { return };
            assert_sound(&format!("{name}, {layout}"), issue.job.layout.cells.is_some(), &report);
            assert!(report["full lines"].as_u64().unwrap() >= 3, "{name}, {layout}: {report}");
        }
    }
}

#[test]
fn the_checker_of_lines_misses_no_character_of_the_seed() {
    let Some(checker) = lines_checker() else { return };
    let folder = tempfile::tempdir().unwrap();
    let source = file(folder.path(), "source.txt", text_on_pages().as_bytes());
    for layout in LAYOUTS {
        let issue = finished("issue-245", layout);
        let pdf = file(folder.path(), "issue.pdf", &issue.pdf());
        let Some(report) = report(&checker, &["--source", &source, &pdf]) else { return };
        assert_eq!(report["chars lost"], 0, "{report}");
        // What is added are the page numbers: two dashes and a digit on each page.
        assert_eq!(report["chars added"], issue.pages.pages.len() * 3, "{report}");
        assert_eq!(report["source text found in order %"], 100.0, "{report}");
    }
}
