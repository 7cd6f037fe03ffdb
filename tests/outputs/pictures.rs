//! SVG and PNG: well-formed, and ink where it should be.

use crate::support;

use hongtou::diagnostic::Problem;
use hongtou::page::{Item, Page};
use hongtou::units::{HorizontalScale, Length};
use hongtou::{png, svg};
use support::*;
use tiny_skia::Pixmap;

const FANG: &str = "FandolFang-Regular.ttf";

/// A square of a rule, and a heavy glyph beside it.
fn sample(book: &hongtou::fonts::FontBook) -> Page {
    let mut glyph = run(book, 0, "国国", Length::mm(40), Length::mm(60), Length::pt(72));
    glyph.glyphs[1].source = u32::MAX;
    glyph.text.push('\u{1}');
    a4(vec![rule(Length::mm(10), Length::mm(10), Length::mm(20), Length::mm(20), red()), Item::Text(glyph)])
}

/// Red, green and blue at a place in millimetres of a picture of 254 dpi, where a millimetre is ten pixels.
fn at(picture: &Pixmap, x: u32, y: u32) -> [u8; 3] {
    let pixel = picture.pixel(x * 10, y * 10).expect("inside the picture");
    [pixel.red(), pixel.green(), pixel.blue()]
}

#[test]
fn png_has_ink_where_the_page_has_it() {
    let book = book(&[FANG]);
    let bytes = png::page(&sample(&book), &book, 254).unwrap();
    let picture = Pixmap::decode_png(&bytes).unwrap();
    assert_eq!((picture.width(), picture.height()), (2100, 2970));
    assert_eq!(at(&picture, 20, 20), [255, 51, 51]);
    for (x, y) in [(9, 20), (31, 20), (20, 9), (20, 31), (100, 200)] {
        assert_eq!(at(&picture, x, y), [255; 3], "{x} {y}");
    }
    let inked = |x: std::ops::Range<u32>, y: std::ops::Range<u32>| {
        let pixels = x.flat_map(|x| y.clone().map(move |y| (x, y)));
        pixels.filter(|&(x, y)| picture.pixel(x, y).unwrap().red() < 128).count()
    };
    // 72 pt are 25.4 mm: the first glyph's em box is from 40 to 65.4 mm, above the baseline at 60 mm.
    assert!(inked(400..654, 380..640) > 4_000);
    assert_eq!(inked(920..2100, 300..700), 0);
}

#[test]
fn a_condensed_glyph_is_narrower_and_as_high_in_every_picture() {
    let book = book(&[FANG]);
    // Ink of a glyph of 72 pt at 40 mm, on a baseline at 60 mm: left, right, top and bottom in tenths of a millimetre.
    let ink = |percent: u32, embolden: Option<Length>| {
        let mut glyph = run(&book, 0, "国", Length::mm(40), Length::mm(60), Length::pt(72));
        (glyph.width, glyph.embolden) = (HorizontalScale::percent(percent), embolden);
        let page = a4(vec![Item::Text(glyph)]);
        let svg = svg::page(&page, &book);
        let picture = Pixmap::decode_png(&png::page(&page, &book, 254).unwrap()).unwrap();
        let dark = (0..picture.height()).flat_map(|y| (0..picture.width()).map(move |x| (x, y)));
        let dark: Vec<(u32, u32)> = dark.filter(|&(x, y)| picture.pixel(x, y).unwrap().red() < 128).collect();
        let xs = || dark.iter().map(|place| i64::from(place.0));
        let ys = || dark.iter().map(|place| i64::from(place.1));
        let bounds = [xs().min(), xs().max(), ys().min(), ys().max()].map(|edge| edge.expect("ink"));
        (bounds, svg)
    };
    let ([left, right, top, bottom], full) = ink(100, None);
    let (condensed, narrow) = ink(60, None);
    // From the origin on, everything is at 60 % of its distance.
    for (edge, expected) in
        [(0, 400 + (left - 400) * 6 / 10), (1, 400 + (right - 400) * 6 / 10), (2, top), (3, bottom)]
    {
        assert!((condensed[edge] - expected).abs() <= 1, "{condensed:?} of {:?}", [left, right, top, bottom]);
    }
    // The outline of an emboldened glyph is as wide on all sides.
    let (bold, _) = ink(60, Some(Length::mm(2)));
    let grown =
        [condensed[0] - bold[0], bold[1] - condensed[1], condensed[2] - bold[2], bold[3] - condensed[3]];
    assert!(grown.iter().all(|grown| (9..=11).contains(grown)), "{grown:?}");
    let matrix = |svg: &str| -> Vec<f64> {
        let inside = svg.split("matrix(").nth(1).unwrap().split(')').next().unwrap();
        inside.split(' ').map(|part| part.parse().unwrap()).collect()
    };
    let (full, narrow) = (matrix(&full), matrix(&narrow));
    assert!((narrow[0] - full[0] * 0.6).abs() < 1e-5 && narrow[3] == full[3], "{full:?} {narrow:?}");
}

#[test]
fn png_says_its_resolution() {
    let book = book(&[FANG]);
    let bytes = png::page(&a4(Vec::new()), &book, 300).unwrap();
    let at = bytes.windows(4).position(|window| window == b"pHYs").unwrap();
    assert_eq!(bytes[at + 4..at + 8], 11_811u32.to_be_bytes());
}

#[test]
fn png_refuses_what_makes_no_picture() {
    let book = book(&[FANG]);
    let refused = |page: &Page, dpi| {
        let problems = png::page(page, &book, dpi).unwrap_err();
        assert!(matches!(problems[0].problem, Problem::PictureSize { .. }));
    };
    refused(&a4(Vec::new()), 9);
    refused(&a4(Vec::new()), 2401);
    refused(&a4(Vec::new()), 2400);
    refused(&Page { width: Length::ZERO, ..a4(Vec::new()) }, 150);
    refused(&Page { height: Length::from_emu(i64::MAX), ..a4(Vec::new()) }, 150);
}

#[test]
fn svg_draws_each_glyph_once_and_uses_it_often() {
    let book = book(&[FANG]);
    let svg = svg::page(&sample(&book), &book);
    assert!(
        svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"210mm\" height=\"297mm\""),
        "{svg}"
    );
    assert!(svg.contains("viewBox=\"0 0 756000 1069200\""));
    assert_eq!(svg.matches("<path ").count(), 1);
    assert_eq!(svg.matches("<use ").count(), 2);
    assert_eq!(svg.matches("data-source").count(), 1, "the second glyph comes from the layout");
    assert!(svg.contains("aria-label=\"国国\""), "a control character has no place in XML");
    assert!(svg.contains("fill=\"#ff3333\""));
    assert_eq!(svg, svg::page(&sample(&book), &book));
}

#[test]
fn svg_is_well_formed() {
    let book = book(&[FANG]);
    let mut page = sample(&book);
    if let Item::Text(run) = &mut page.items[1] {
        run.text = "<国 & \"国\">".to_owned();
    }
    let svg = svg::page(&page, &book);
    let tree = roxmltree::Document::parse(&svg).unwrap();
    let label = tree.descendants().find_map(|node| node.attribute("aria-label"));
    assert_eq!(label, Some("<国 & \"国\">"));
}
