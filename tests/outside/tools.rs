//! PDFs judged by other people's programs: qpdf, poppler, MuPDF, Ghostscript.
//!
//! A program that is not installed is skipped with a line that says so, unless `HONGTOU_REQUIRE_TOOLS=1`.

use crate::support;

use hongtou::page::{Bookmark, Colour, Glyph, GlyphRun, Item, Pages};
use hongtou::pdf;
use hongtou::units::Length;
use support::*;

const FACES: [&str; 2] = ["FandolFang-Regular.ttf", "LiberationSerif-Regular.ttf"];

/// Moves a run's glyphs to the places that a function gives, as justification does.
fn placed(mut run: GlyphRun, place: impl Fn(usize) -> Length) -> GlyphRun {
    for (index, glyph) in run.glyphs.iter_mut().enumerate() {
        glyph.x = place(index);
    }
    run
}

/// A line on the standard's grid, a justified line, squeezed marks, a raised run, a spot colour, a bold lead-in.
fn sample() -> Vec<u8> {
    let book = book(&FACES);
    let (x, size) = (Length::mm(28), Length::pt(16));
    let y = |line: i64| Length::mm(60) + Length::pt(29) * line;
    let grid = "各部门要认真贯彻落实省扶贫工作会议精神扎实做好年度重点";
    let line = |face, text: &str, number| run(&book, face, text, x, y(number), size);
    let on_grid = placed(line(0, grid, 0), |index| x + Length::mm(156).ratio(index as i64, 28));
    let squeezed = placed(line(0, "落实，“精神”、", 1), |index| {
        x + Length::pt([0, 16, 32, 40, 56, 72, 88, 96][index])
    });
    let mut raised = line(1, "2021 Office", 2);
    raised.glyphs.iter_mut().for_each(|glyph: &mut Glyph| glyph.rise = Length::from_emu(12_345));
    let mut lead = line(0, "三是调研对接", 3);
    lead.embolden = Some(Length::from_emu(5_000));
    let mut dashes = line(0, "中——文", 4);
    dashes.text = "中—―文".to_owned();
    let mut spot = line(0, "红头", 5);
    spot.colour = Colour { spot: Some("Red".into()), ..red() };
    // One character shown by two glyphs, of which the second has nothing to say.
    let mut composed = line(1, "eab", 6);
    composed.text = "é:b".replace(':', "");
    let ends = [(0, 2), (2, 2), (2, 3)];
    for (glyph, (start, end)) in composed.glyphs.iter_mut().zip(ends) {
        (glyph.text_start, glyph.text_end) = (start, end);
    }
    let runs = [on_grid, squeezed, raised, lead, dashes, spot, composed].map(Item::Text);
    let line = rule(x, Length::mm(50), Length::mm(156), Length::pt(2), red());
    let mut pages: Pages = document(vec![a4([line].into_iter().chain(runs).collect()), a4(Vec::new())]);
    let entry = |level, page| Bookmark { title: "一、标题".to_owned(), level, page, y: Length::mm(60) };
    pages.bookmarks = vec![entry(1, 0), entry(2, 0), entry(1, 1)];
    pdf::write(&pages, &book).expect("a PDF")
}

fn on_file(test: impl Fn(&str)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    test(&file(folder.path(), "sample.pdf", &sample()));
}

#[test]
fn qpdf_finds_nothing_wrong() {
    on_file(|path| {
        let Some(output) = tool("qpdf", "qpdf", &["--check", path]) else { return };
        let said = said("qpdf", &output);
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    });
}

#[test]
fn pdffonts_sees_subsets_with_their_texts() {
    on_file(|path| {
        let Some(output) = tool("pdffonts", "poppler-utils", &[path]) else { return };
        let said = said("pdffonts", &output);
        let rows: Vec<&str> = said.lines().skip(2).collect();
        // Each face twice: a second table of texts for the dash, and for the letter that is also part of a composed one.
        assert_eq!(rows.len(), 4, "{said}");
        assert!(rows.iter().all(|row| row.contains("yes yes yes")), "{said}");
    });
}

#[test]
fn pdftotext_gives_the_lines_in_order_without_stray_spaces() {
    on_file(|path| {
        let Some(output) = tool("pdftotext", "poppler-utils", &["-enc", "UTF-8", path, "-"]) else { return };
        let said = said("pdftotext", &output);
        let lines: Vec<&str> = said.split(['\n', '\u{C}']).filter(|line| !line.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "各部门要认真贯彻落实省扶贫工作会议精神扎实做好年度重点",
                "落实，“精神”、",
                "2021 Office",
                "三是调研对接",
                "中—―文",
                "红头",
                "éb",
            ]
        );
    });
}

#[test]
fn mutool_gives_the_same_text() {
    on_file(|path| {
        let Some(output) = tool("mutool", "mupdf-tools", &["draw", "-q", "-F", "text", path]) else { return };
        let said = said("mutool", &output);
        for line in ["各部门要认真贯彻落实省扶贫工作会议精神扎实做好年度重点", "2021 Office", "中—―文"]
        {
            assert!(said.contains(line), "no {line} in {said}");
        }
    });
}

#[test]
fn mutool_finds_every_character_of_the_grid_in_its_cell() {
    on_file(|path| {
        let arguments = ["draw", "-q", "-F", "stext", path, "1"];
        let Some(output) = tool("mutool", "mupdf-tools", &arguments) else { return };
        let said = said("mutool", &output);
        let value = |text: &str, key: &str| -> f64 {
            let rest = text.split_once(&format!(" {key}=\"")).expect(key).1;
            rest.split_once('"').expect("a closing quote").0.parse().expect("a number")
        };
        let characters: Vec<&str> = said.split("<char").skip(1).take(27).collect();
        for (index, character) in characters.iter().enumerate() {
            let expected = (28.0 + 156.0 * index as f64 / 28.0) * 72.0 / 25.4;
            let x = value(character, "x");
            // MuPDF shows two to four decimals, from single precision.
            assert!((x - expected).abs() < 0.006, "character {index} at {x}, not {expected}");
        }
    });
}

#[test]
fn ghostscript_draws_the_inks_apart() {
    on_file(|path| {
        let arguments = ["-q", "-o", "-", "-sDEVICE=inkcov", path];
        let Some(output) = tool("gs", "ghostscript", &arguments) else { return };
        let said = said("gs", &output);
        let inks: Vec<f64> = said.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        // Cyan nowhere; magenta and yellow for the red; black for the text.
        assert!(inks[0] == 0.0 && inks[1] > 0.0 && inks[1] == inks[2] && inks[3] > 0.0, "{said}");
    });
}

#[test]
fn a_spread_name_is_found_by_every_reader() {
    let book = book(&FACES);
    let mut name = run(&book, 0, "工作简报", Length::mm(28), Length::mm(60), Length::pt(66));
    name = placed(name, |index| Length::mm(28) + Length::pt(125) * index as i64);
    name.part = hongtou::page::Part::Title;
    let bytes = pdf::write(&document(vec![a4(vec![Item::Text(name)])]), &book).expect("a PDF");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = file(folder.path(), "name.pdf", &bytes);
    for (program, package, arguments) in [
        ("pdftotext", "poppler-utils", &[path.as_str(), "-"][..]),
        ("mutool", "mupdf-tools", &["draw", "-q", "-F", "txt", path.as_str()]),
    ] {
        let Some(output) = tool(program, package, arguments) else { continue };
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("工作简报"), "{program}: {said:?}");
    }
}
