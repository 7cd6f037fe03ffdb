//! PDFs read back: boxes, fonts, text, identifier; what standards ask for is in `pdf_standards.rs`.

use crate::support;

use std::collections::BTreeMap;

use hongtou::diagnostic::Problem;
use hongtou::fonts::FontBook;
use hongtou::page::{Bookmark, Colour, Item, Page, Pages};
use hongtou::pdf;
use hongtou::units::Length;
use lopdf::{Dictionary, Document, Object};
use support::*;

const FANG: &str = "FandolFang-Regular.ttf";
const LATIN: &str = "LiberationSerif-Regular.ttf";

fn two_faces() -> FontBook {
    book(&[FANG, LATIN])
}

fn sample(book: &FontBook) -> Pages {
    let (x, y, size) = (Length::mm(28), Length::mm(60), Length::pt(16));
    let mut name = run(book, 0, "工作动态", x, Length::mm(40), Length::pt(48));
    name.colour = red();
    let mut lead = run(book, 0, "三是调研对接", x, y + Length::pt(58), size);
    lead.embolden = Some(Length::from_emu(5_000));
    let first = a4(vec![
        Item::Text(name),
        rule(x, Length::mm(50), Length::mm(156), Length::from_emu(25_400), red()),
        Item::Text(run(book, 0, "各部门要认真贯彻落实，", x, y, size)),
        Item::Text(run(book, 1, "2021 Office", x, y + Length::pt(29), size)),
        Item::Text(lead),
    ]);
    let second = a4(vec![Item::Text(run(book, 0, "落实工作。", x, y, size))]);
    let mut pages = document(vec![first, second]);
    let entry = |title: &str, level, page| Bookmark { title: title.to_owned(), level, page, y };
    pages.bookmarks = vec![entry("工作动态", 1, 0), entry("一、落实", 2, 1), entry("二、对接", 2, 1)];
    pages
}

fn written(pages: &Pages, book: &FontBook) -> Document {
    let bytes = pdf::write(pages, book).expect("a PDF");
    Document::load_mem(&bytes).expect("a PDF that can be read back")
}

fn page_dictionary(document: &Document, number: u32) -> &Dictionary {
    document.get_dictionary(document.get_pages()[&number]).unwrap()
}

fn follow<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &str) -> &'a Object {
    document.dereference(dictionary.get(key.as_bytes()).unwrap_or_else(|_| panic!("no {key}"))).unwrap().1
}

fn fonts_of(document: &Document) -> BTreeMap<Vec<u8>, &Dictionary> {
    document.get_page_fonts(document.get_pages()[&1]).unwrap()
}

fn descendant<'a>(document: &'a Document, font: &'a Dictionary) -> &'a Dictionary {
    let list = follow(document, font, "DescendantFonts").as_array().unwrap();
    document.dereference(&list[0]).unwrap().1.as_dict().unwrap()
}

/// Codes and the text that each gives back.
fn to_unicode(document: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let table = follow(document, font, "ToUnicode").as_stream().unwrap().get_plain_content().unwrap();
    let table = String::from_utf8(table).unwrap();
    let units = |hex: &str| -> Vec<u16> {
        (0..hex.len()).step_by(4).map(|at| u16::from_str_radix(&hex[at..at + 4], 16).unwrap()).collect()
    };
    let entries = table
        .lines()
        .filter(|line| line.starts_with('<') && !line.ends_with("<FFFF>"))
        .filter_map(|line| line.split_once("> <"));
    entries
        .map(|(code, text)| {
            (units(&code[1..])[0], String::from_utf16(&units(text.trim_end_matches('>'))).unwrap())
        })
        .collect()
}

/// The text of a page, run by run, by the fonts' own tables.
fn text_of(document: &Document, number: u32) -> String {
    let id = document.get_pages()[&number];
    let fonts = document.get_page_fonts(id).unwrap();
    let content = lopdf::content::Content::decode(&document.get_page_content(id)).unwrap();
    let mut table = BTreeMap::new();
    let mut text = String::new();
    for operation in &content.operations {
        match operation.operator.as_str() {
            "Tf" => table = to_unicode(document, fonts[operation.operands[0].as_name().unwrap()]),
            "TJ" => {
                for part in operation.operands[0].as_array().unwrap() {
                    let Ok(codes) = part.as_str() else { continue };
                    for code in codes.chunks(2) {
                        text.push_str(&table[&u16::from_be_bytes([code[0], code[1]])]);
                    }
                }
            }
            _ => {}
        }
    }
    text
}

#[test]
fn boxes_are_corners_and_all_there() {
    let book = two_faces();
    let document = written(&sample(&book), &book);
    assert_eq!(document.version, "1.6");
    for key in ["MediaBox", "CropBox", "BleedBox", "TrimBox"] {
        let corners = follow(&document, page_dictionary(&document, 1), key).as_array().unwrap();
        let corners: Vec<f32> = corners.iter().map(|corner| corner.as_float().unwrap()).collect();
        assert_eq!(corners, [0.0, 0.0, 595.2756, 841.8898], "{key}");
    }
}

#[test]
fn fonts_are_subsets_and_embedded() {
    let book = two_faces();
    let document = written(&sample(&book), &book);
    let fonts = fonts_of(&document);
    assert_eq!(fonts.len(), 2);
    for font in fonts.values() {
        let name = String::from_utf8(font.get(b"BaseFont").unwrap().as_name().unwrap().to_vec()).unwrap();
        let (tag, rest) = name.split_once('+').expect("a subset's tag");
        assert!(tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()), "{name}");
        assert!(["FandolFang-Regular", "LiberationSerif"].contains(&rest), "{name}");
        let descendant = descendant(&document, font);
        assert_eq!(descendant.get(b"Subtype").unwrap().as_name().unwrap(), b"CIDFontType2");
        let descriptor = follow(&document, descendant, "FontDescriptor").as_dict().unwrap();
        let file =
            follow(&document, descriptor, "FontFile2").as_stream().unwrap().get_plain_content().unwrap();
        let face = ttf_parser::Face::parse(&file, 0);
        // Without cmap and OS/2 the subset is no face to the outside, but its tables must be sound.
        assert!(face.is_ok(), "{name}: {face:?}");
        assert!(face.unwrap().number_of_glyphs() < 60);
    }
}

#[test]
fn text_comes_back_through_the_tables() {
    let book = two_faces();
    let document = written(&sample(&book), &book);
    assert_eq!(text_of(&document, 1), "工作动态各部门要认真贯彻落实，2021 Office三是调研对接");
    assert_eq!(text_of(&document, 2), "落实工作。");
}

#[test]
fn widths_are_those_of_the_face_and_an_em_goes_unsaid() {
    let book = two_faces();
    let document = written(&sample(&book), &book);
    let fonts = fonts_of(&document);
    let of = |name: &str| {
        let font = fonts.values().find(|font| {
            String::from_utf8_lossy(font.get(b"BaseFont").unwrap().as_name().unwrap()).ends_with(name)
        });
        descendant(&document, font.unwrap()).get(b"W").unwrap().as_array().unwrap()
    };
    assert!(of("FandolFang-Regular").is_empty(), "every hanzi is an em wide");
    // Space, 0, 1, 2 in the order of the face: 0.25 em, then digits of 0.5 em.
    let latin = of("LiberationSerif");
    assert_eq!(latin[0].as_i64().unwrap(), 1);
    let widths: Vec<f32> =
        latin[1].as_array().unwrap().iter().map(|width| width.as_float().unwrap()).collect();
    assert_eq!(widths[..4], [250.0, 500.0, 500.0, 500.0]);
}

#[test]
fn a_glyph_of_two_characters_gives_both_back() {
    // Where a face has no U+2015, U+2014's glyph shows it.
    let book = book(&[FANG]);
    let mut dashes = run(&book, 0, "中——文", Length::mm(20), Length::mm(20), Length::pt(16));
    dashes.text = "中—―文".to_owned();
    let document = written(&document(vec![a4(vec![Item::Text(dashes)])]), &book);
    assert_eq!(text_of(&document, 1), "中—―文");
    let fonts = fonts_of(&document);
    assert_eq!(fonts.len(), 2);
    let files: Vec<_> = fonts.values().map(|font| descendant(&document, font) as *const _).collect();
    assert_eq!(files[0], files[1], "one font file serves both");
}

#[test]
fn a_cluster_of_several_glyphs_gives_its_text_once() {
    let book = book(&[LATIN]);
    let mut accented = run(&book, 0, "eab", Length::mm(20), Length::mm(20), Length::pt(16));
    // A letter and a mark, each with a glyph: the first has the text of both.
    accented.text = "e\u{301}b".to_owned();
    (accented.glyphs[0].text_start, accented.glyphs[0].text_end) = (0, 3);
    (accented.glyphs[1].text_start, accented.glyphs[1].text_end) = (3, 3);
    (accented.glyphs[2].text_start, accented.glyphs[2].text_end) = (3, 4);
    accented.glyphs[1].rise = Length::pt(2);
    let document = written(&document(vec![a4(vec![Item::Text(accented)])]), &book);
    assert_eq!(text_of(&document, 1), "e\u{301}b");
}

#[test]
fn same_pages_same_bytes() {
    let book = two_faces();
    let first = pdf::write(&sample(&book), &book).unwrap();
    // Another document between, for packages that count.
    pdf::write(&document(vec![a4(Vec::new())]), &book).unwrap();
    let again = pdf::write(&sample(&book), &two_faces()).unwrap();
    assert!(first == again);
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert!(first == alone.install(|| pdf::write(&sample(&book), &book).unwrap()));
    let mut other = sample(&book);
    other.metadata.title.push('！');
    assert_ne!(id(&first), id(&pdf::write(&other, &book).unwrap()), "another content, another identifier");
}

fn id(bytes: &[u8]) -> Vec<u8> {
    let document = Document::load_mem(bytes).unwrap();
    let ids = document.trailer.get(b"ID").unwrap().as_array().unwrap();
    assert_eq!(ids[0], ids[1]);
    let id = ids[0].as_str().unwrap().to_vec();
    assert_eq!(id.len(), 16);
    assert_ne!(id, [0; 16]);
    id
}

#[test]
fn metadata_language_and_bookmarks() {
    let book = two_faces();
    let document = written(&sample(&book), &book);
    let utf16 = |object: &Object| {
        let bytes = object.as_str().unwrap();
        let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        String::from_utf16(&units).unwrap().trim_start_matches('\u{FEFF}').to_owned()
    };
    let info = follow(&document, &document.trailer, "Info").as_dict().unwrap();
    assert_eq!(utf16(info.get(b"Title").unwrap()), "工作动态（第12期）");
    assert_eq!(info.get(b"CreationDate").unwrap().as_str().unwrap(), b"D:20210329000000+08'00'");
    let catalog = document.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"zh-CN");
    assert_eq!(catalog.get(b"PageMode").unwrap().as_name().unwrap(), b"UseOutlines");
    assert!(catalog.get(b"PageLabels").is_err(), "1, 2 needs no labels");
    let top = follow(&document, follow(&document, catalog, "Outlines").as_dict().unwrap(), "First");
    let top = top.as_dict().unwrap();
    assert_eq!(utf16(top.get(b"Title").unwrap()), "工作动态");
    assert_eq!(top.get(b"Count").unwrap().as_i64().unwrap(), 2);
    let heading = follow(&document, top, "Last").as_dict().unwrap();
    assert_eq!(utf16(heading.get(b"Title").unwrap()), "二、对接");
    let target = heading.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
    assert_eq!(target, document.get_pages()[&2]);
}

#[test]
fn page_numbers_that_do_not_begin_with_1_are_labelled() {
    let book = two_faces();
    let mut pages = sample(&book);
    pages.pages[0].number = 7;
    pages.pages[1].number = 8;
    let document = written(&pages, &book);
    let labels = follow(&document, document.catalog().unwrap(), "PageLabels").as_dict().unwrap();
    let ranges = labels.get(b"Nums").unwrap().as_array().unwrap();
    assert_eq!(ranges.len(), 2);
    assert_eq!(ranges[1].as_dict().unwrap().get(b"St").unwrap().as_i64().unwrap(), 7);
}

#[test]
fn inks_are_cmyk_or_spot() {
    let book = book(&[FANG]);
    let spot = Colour { cmyk: [0, 800, 800, 0], spot: Some("公文红 Red".into()) };
    let mut title = run(&book, 0, "红头", Length::mm(20), Length::mm(20), Length::pt(30));
    title.colour = spot.clone();
    title.embolden = Some(Length::pt(1));
    let line = rule(Length::mm(20), Length::mm(30), Length::mm(100), Length::pt(1), red());
    let black = rule(Length::mm(20), Length::mm(40), Length::mm(100), Length::pt(1), Colour::BLACK);
    let again = rule(Length::mm(20), Length::mm(50), Length::mm(100), Length::pt(1), red());
    let document = written(&document(vec![a4(vec![Item::Text(title), line, black, again])]), &book);
    let id = document.get_pages()[&1];
    let content = String::from_utf8_lossy(&document.get_page_content(id)).into_owned();
    assert!(content.contains("/S0 cs 1 scn") && content.contains("/S0 CS 1 SCN"), "{content}");
    assert!(content.contains("0 .8 .8 0 k"), "{content}");
    // Black alone leaves the inks below it.
    let switches: Vec<&str> = content.lines().filter(|line| line.ends_with(" gs")).collect();
    assert_eq!(switches, ["/Over gs", "/Out gs"]);
    assert!(content.contains("/Over gs\n0 0 0 1 k") && content.contains("/Out gs\n0 .8 .8 0 k"), "{content}");
    let operators = content.split_whitespace();
    assert!(operators.into_iter().all(|word| !["rg", "RG", "g", "G"].contains(&word)), "{content}");
    let resources = follow(&document, page_dictionary(&document, 1), "Resources").as_dict().unwrap();
    let spaces = resources.get(b"ColorSpace").unwrap().as_dict().unwrap();
    let space = spaces.get(b"S0").unwrap().as_array().unwrap();
    assert_eq!(space[1].as_name().unwrap(), "公文红 Red".as_bytes());
    let states = resources.get(b"ExtGState").unwrap().as_dict().unwrap();
    for (name, on) in [("Over", true), ("Out", false)] {
        let state = states.get(name.as_bytes()).unwrap().as_dict().unwrap();
        for key in ["OP", "op"] {
            assert_eq!(state.get(key.as_bytes()).unwrap().as_bool().unwrap(), on, "{name} {key}");
        }
        assert_eq!(state.get(b"OPM").unwrap().as_i64().unwrap(), i64::from(on), "{name}");
    }
}

fn refused(pages: &Pages, book: &FontBook) -> Problem {
    pdf::write(pages, book).unwrap_err().remove(0).problem
}

#[test]
fn a_spot_ink_has_one_alternate() {
    let book = book(&[FANG]);
    let spot = |cmyk| Colour { cmyk, spot: Some("Red".into()) };
    let line = |y, cmyk| rule(Length::mm(20), Length::mm(y), Length::mm(100), Length::pt(1), spot(cmyk));
    let other = line(60, [0, 0, 0, 500]);
    let pages = document(vec![a4(vec![line(30, [0, 800, 800, 0]), other, line(40, [0, 1000, 800, 0])])]);
    assert_eq!(refused(&pages, &book), Problem::SpotOfTwoColours { ink: "Red".to_owned() });
    written(&document(vec![a4(vec![line(30, [0, 800, 800, 0]), line(40, [0, 800, 800, 0])])]), &book);
    // A separation of this name would print on every plate.
    let all = Colour { cmyk: [0, 0, 0, 1000], spot: Some("All".into()) };
    let pages = document(vec![a4(vec![rule(Length::ZERO, Length::ZERO, Length::mm(9), Length::mm(9), all)])]);
    assert_eq!(refused(&pages, &book), Problem::ReservedInk { ink: "All".to_owned() });
}

#[test]
fn what_cannot_be_written_is_said() {
    let book = two_faces();
    assert_eq!(refused(&document(Vec::new()), &book), Problem::NoPages);
    let flat = Page { width: Length::ZERO, ..a4(Vec::new()) };
    assert!(matches!(
        refused(&document(vec![a4(Vec::new()), flat]), &book),
        Problem::PageSize { page: 2, .. }
    ));

    let mut foreign = run(&book, 0, "中", Length::ZERO, Length::ZERO, Length::pt(16));
    foreign.glyphs[0].id = 65_000;
    let pages = document(vec![a4(vec![Item::Text(foreign)])]);
    assert_eq!(refused(&pages, &book), Problem::ForeignGlyph { face: 0, glyph: 65_000 });
    // ISO 19005-2, 6.2.11.8: no reference to .notdef.
    let mut notdef = run(&book, 0, "中", Length::ZERO, Length::ZERO, Length::pt(16));
    notdef.glyphs[0].id = 0;
    let pages = document(vec![a4(vec![Item::Text(notdef)])]);
    assert_eq!(refused(&pages, &book), Problem::ForeignGlyph { face: 0, glyph: 0 });

    let other = run(&book, 1, "A", Length::ZERO, Length::ZERO, Length::pt(16));
    let pages = document(vec![a4(vec![Item::Text(other)])]);
    let fewer = support::book(&[FANG]);
    assert!(matches!(refused(&pages, &fewer), Problem::ForeignGlyph { face: 1, .. }));
}

#[test]
fn odd_pages_are_written_all_the_same() {
    let book = two_faces();
    let mut odd = run(&book, 0, "中文", Length::ZERO, Length::from_emu(i64::MIN), Length::pt(16));
    odd.glyphs[0].x = Length::from_emu(i64::MAX);
    odd.glyphs[1].rise = Length::from_emu(i64::MAX);
    // Ranges beyond the text, glyphs without text, no size.
    odd.glyphs[0].text_end = 999;
    odd.glyphs[1].text_start = 7;
    let mut sizeless = run(&book, 0, "中", Length::ZERO, Length::ZERO, Length::pt(16));
    sizeless.size = Length::ZERO;
    let mut empty = run(&book, 0, "中", Length::ZERO, Length::ZERO, Length::pt(16));
    empty.glyphs.clear();
    let far = Length::from_emu(i64::MAX);
    let nothing = rule(Length::ZERO, Length::ZERO, Length::ZERO, Length::mm(1), red());
    let everything = rule(far, far, far, far, red());
    let items = [odd, sizeless, empty].map(Item::Text).into_iter().chain([nothing, everything]).collect();
    let mut pages = document(vec![a4(items), a4(Vec::new())]);
    pages.bookmarks = vec![Bookmark { title: String::new(), level: 0, page: 99, y: Length::ZERO }];
    assert_eq!(written(&pages, &book).get_pages().len(), 2);
    pages.metadata = Default::default();
    let bytes = pdf::write_as(&pages, &book, &pdf::Settings::plain()).unwrap();
    assert_eq!(Document::load_mem(&bytes).unwrap().get_pages().len(), 2);
    assert!(!hongtou::svg::page(&pages.pages[0], &book).is_empty());
    assert!(!hongtou::png::page(&pages.pages[0], &book, 20).unwrap().is_empty());
}

/// The origins of a page's glyphs in points from the lower left corner, as a reader's pen finds them.
fn origins(document: &Document, number: u32) -> Vec<(f64, f64)> {
    let id = document.get_pages()[&number];
    let fonts = document.get_page_fonts(id).unwrap();
    let content = lopdf::content::Content::decode(&document.get_page_content(id)).unwrap();
    let value = |object: &Object| f64::from(object.as_float().unwrap());
    let (mut widths, mut size, mut across, mut pen, mut y) = (BTreeMap::new(), 0.0, 1.0, 0.0, 0.0);
    let mut found = Vec::new();
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "Tf" => {
                widths = declared_widths(descendant(document, fonts[operands[0].as_name().unwrap()]));
                size = value(&operands[1]);
            }
            "Tm" => (across, pen, y) = (value(&operands[0]), value(&operands[4]), value(&operands[5])),
            "TJ" => {
                for part in operands[0].as_array().unwrap() {
                    let Ok(codes) = part.as_str() else {
                        pen -= value(part) / 1000.0 * size * across;
                        continue;
                    };
                    for code in codes.chunks(2) {
                        found.push((pen, y));
                        let code = u16::from_be_bytes([code[0], code[1]]);
                        pen += widths.get(&code).unwrap_or(&1000.0) / 1000.0 * size * across;
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn declared_widths(font: &Dictionary) -> BTreeMap<u16, f64> {
    let mut widths = BTreeMap::new();
    for pair in font.get(b"W").unwrap().as_array().unwrap().chunks(2) {
        let first = pair[0].as_i64().unwrap() as u16;
        for (width, code) in pair[1].as_array().unwrap().iter().zip(first..) {
            widths.insert(code, f64::from(width.as_float().unwrap()));
        }
    }
    widths
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn every_glyph_is_in_its_place_to_a_thousandth_of_a_point(
        size in 60_000i64..900_000,
        condensed in proptest::option::of(200_000i64..1_000_000),
        moves in proptest::collection::vec((-40_000i64..400_000, 0i64..3), 1..60),
    ) {
        let book = two_faces();
        let size = Length::from_emu(size);
        let mut items = Vec::new();
        for face in 0..2 {
            let text: String = if face == 0 { "国" } else { "m" }.repeat(moves.len());
            let mut line = run(&book, face, &text, Length::ZERO, Length::mm(50), size);
            if let Some(millionths) = condensed {
                line.width = line.width.times(Length::from_emu(millionths), Length::from_emu(1_000_000));
            }
            let mut x = Length::mm(20);
            for (glyph, (step, rise)) in line.glyphs.iter_mut().zip(&moves) {
                (glyph.x, glyph.rise) = (x, Length::from_emu(rise * 777));
                x += Length::from_emu(*step);
            }
            items.push(line);
        }
        let expected: Vec<(f64, f64)> = items
            .iter()
            .flat_map(|line| line.glyphs.iter().map(|glyph| {
                (glyph.x.to_pt(), (Length::mm(297) - line.y + glyph.rise).to_pt())
            }))
            .collect();
        let pages = document(vec![a4(items.into_iter().map(Item::Text).collect())]);
        let found = origins(&written(&pages, &book), 1);
        assert_eq!(found.len(), expected.len());
        for ((x, y), (right_x, right_y)) in found.into_iter().zip(expected) {
            assert!((x - right_x).abs() < 0.001 && (y - right_y).abs() < 0.001, "{x} {y}: {right_x} {right_y}");
        }
    }
}

#[test]
fn content_is_short_and_plain() {
    let book = book(&[FANG]);
    let (x, y) = (Length::pt(72), Length::mm(297) - Length::pt(700));
    let mut line = run(&book, 0, "一二三", x, y, Length::pt(16));
    line.glyphs[2].x += Length::pt(4);
    let mut bold = run(&book, 0, "一", x, y, Length::pt(16));
    bold.embolden = Some(Length::from_emu(6_350));
    let plain = run(&book, 0, "二", x, y, Length::from_emu(133_350));
    let mut items = vec![rule(x, y, Length::pt(100), Length::from_emu(6_350), red())];
    items.extend([line, bold, plain].map(Item::Text));
    let document = written(&document(vec![a4(items)]), &book);
    let content = document.get_page_content(document.get_pages()[&1]);
    let lines: Vec<String> =
        content.split(|byte| *byte == b'\n').map(|line| line.escape_ascii().to_string()).collect();
    // 二 is code 1, 三 is 2, 一 is 3: the order of the face.
    let expected = [
        "/Artifact<</Type/Layout>>BDC",
        "0 .8 .8 0 k",
        "72 699.5 100 .5 re f",
        "EMC",
        "/P<</MCID 0>>BDC",
        "/Over gs",
        "0 0 0 1 k",
        "BT",
        "/T0 16 Tf",
        "1 0 0 1 72 700 Tm",
        r"[(\x00\x03\x00\x01)-250(\x00\x02)]TJ",
        "0 0 0 1 K",
        "1 j",
        ".5 w",
        "2 Tr",
        "1 0 0 1 72 700 Tm",
        r"[(\x00\x03)]TJ",
        "0 Tr",
        "/T0 10.5 Tf",
        "1 0 0 1 72 700 Tm",
        r"[(\x00\x01)]TJ",
        "ET",
        "EMC",
    ];
    assert_eq!(lines[..expected.len()], expected);
}

#[test]
fn a_variable_face_is_embedded_as_the_instance_that_it_is_set_in() {
    use hongtou::fonts::FontSearch;
    use hongtou::layouts::{FacePlace, FaceSpec, RoleSpec};
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts/variable.ttf");
    let face = FaceSpec { weight: Some(900), ..FaceSpec::at(FacePlace::File(path.to_owned())) };
    let roles = [RoleSpec { name: "a".to_owned(), written: None, faces: vec![face] }];
    let (book, _) = FontBook::open(&roles, &FontSearch::default()).unwrap();
    let text = run(&book, 0, "一二", Length::mm(28), Length::mm(50), Length::pt(16));
    let document = written(&document(vec![a4(vec![Item::Text(text)])]), &book);
    let font = fonts_of(&document).into_values().next().unwrap();
    let descriptor = follow(&document, descendant(&document, font), "FontDescriptor").as_dict().unwrap();
    let name = descriptor.get(b"FontName").unwrap().as_name().unwrap();
    assert!(name.ends_with(b"+TestVariable-ExtraLight_900wght"), "{}", String::from_utf8_lossy(name));
    let Object::Stream(stream) = follow(&document, descriptor, "FontFile2") else { panic!("no font file") };
    let file = stream.decompressed_content().unwrap();
    let face = ttf_parser::Face::parse(&file, 0).unwrap();
    assert!(!face.is_variable());
    let ink = face.glyph_bounding_box(ttf_parser::GlyphId(1)).unwrap();
    // 40 in the weight 200, 240 in the weight 900.
    assert_eq!(ink.y_max - ink.y_min, 240);
}

#[test]
fn a_spread_text_has_advances_that_reach_to_its_next_character() {
    let book = two_faces();
    let (size, y) = (Length::pt(66), Length::mm(50));
    let mut name = run(&book, 0, "工作简报", Length::mm(28), y, size);
    name.part = hongtou::page::Part::Title;
    let step = Length::pt(125);
    for (index, glyph) in name.glyphs.iter_mut().enumerate() {
        glyph.x = Length::mm(28) + step * index as i64;
    }
    let plain = run(&book, 0, "工作", Length::mm(28), Length::mm(90), Length::pt(16));
    let document = written(&document(vec![a4(vec![Item::Text(name), Item::Text(plain)])]), &book);
    let mut declared = Vec::new();
    for font in fonts_of(&document).into_values() {
        let descendant = descendant(&document, font);
        let widths = follow(&document, descendant, "W").as_array().unwrap();
        let of_codes = widths.iter().filter_map(|part| part.as_array().ok()).flatten();
        let wide: Vec<f32> = of_codes.map(|width| width.as_float().unwrap()).collect();
        let descriptor = follow(&document, descendant, "FontDescriptor").as_dict().unwrap();
        let Object::Stream(stream) = follow(&document, descriptor, "FontFile2") else {
            panic!("no font file")
        };
        let file = stream.decompressed_content().unwrap();
        let face = ttf_parser::Face::parse(&file, 0).unwrap();
        // The file says the same of its glyphs as the document (ISO 19005-2, 6.2.11.5).
        let advance = face.glyph_hor_advance(ttf_parser::GlyphId(1)).unwrap();
        let expected = wide.first().copied().unwrap_or(1000.0);
        assert!(
            (f32::from(advance) - expected).abs() <= 1.0,
            "{advance} in the file, {expected} in the document"
        );
        declared.push(advance);
    }
    declared.sort_unstable();
    // 125 pt at 66 pt are 1.893 em.
    assert_eq!(declared, [1000, 1893]);
}
