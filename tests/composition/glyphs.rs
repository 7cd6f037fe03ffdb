//! From character to glyph: every character is on paper as a glyph with ink, or is an error that names it.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use hongtou::diagnostic::{Diagnostic, Language, Problem, Source, words};
use hongtou::document::RichText;
use hongtou::fonts::{Face, FontBook, FontSearch};
use hongtou::layouts::{self, FacePlace, FaceSpec, Layout, RoleSpec};
use hongtou::page::{Ending, GlyphRun};
use hongtou::typeset::{Frame, Line, Typesetter};
use hongtou::units::Length;

use crate::support::FONTS;
use crate::support::broken_fonts::{renamed_table, without_outline};

const FANG: &str = "FandolFang-Regular.ttf";
const HEI: &str = "NotoSansSC-Medium.ttf";
const SONG: &str = "NotoSerifSC-Regular.ttf";
const LATIN: &str = "LiberationSerif-Regular.ttf";

static LAYOUT: LazyLock<Layout> =
    LazyLock::new(|| layouts::load("bulletin", Path::new(""), &[]).expect("the bundled layout is whole"));
static BUNDLED: LazyLock<FontBook> = LazyLock::new(|| open(&LAYOUT.roles, Path::new("")));

fn open(roles: &[RoleSpec], folder: &Path) -> FontBook {
    let search = FontSearch { folders: vec![FONTS.into()], bundled_only: true, ..FontSearch::default() };
    FontBook::open(roles, &search.with_base(folder)).expect("every role has a face").0
}

/// The layout's roles, all filled by the same files.
fn filled_by(files: &[&str]) -> Vec<RoleSpec> {
    let face = |file: &&str| FaceSpec::at(FacePlace::File((*file).to_owned()));
    let faces: Vec<FaceSpec> = files.iter().map(face).collect();
    let role = |role: &RoleSpec| RoleSpec { name: role.name.clone(), written: None, faces: faces.clone() };
    LAYOUT.roles.iter().map(role).collect()
}

/// A paragraph in a measure of so many em, and what is wrong with it.
fn set_with(fonts: &FontBook, text: &str, em: i64) -> (Vec<Line>, Vec<Diagnostic>) {
    let style = LAYOUT.style("body").expect("every layout has it");
    let source = Source::new("issue.toml", text);
    let mut setter = Typesetter::new(&LAYOUT, fonts).expect("the layout's roles are filled");
    let mut rich = RichText::default();
    rich.push_literal(text, style);
    let size = LAYOUT.style_of(style).size;
    let frame = Frame { first_line: Length::ZERO, ..Frame::of(LAYOUT.style_of(style), size * em) };
    let lines = setter.paragraph(&rich, frame);
    let (errors, _) = setter.finish(&source);
    (lines, errors)
}

fn set(text: &str) -> Vec<Line> {
    let (lines, errors) = set_with(&BUNDLED, text, 28);
    assert!(errors.is_empty(), "{text}: {errors:?}");
    lines
}

fn runs(lines: &[Line]) -> impl Iterator<Item = &GlyphRun> {
    lines.iter().flat_map(|line| &line.runs)
}

fn written(lines: &[Line]) -> String {
    runs(lines).map(|run| run.text.as_str()).collect()
}

fn has_notdef(lines: &[Line]) -> bool {
    runs(lines).flat_map(|run| &run.glyphs).any(|glyph| glyph.id == 0)
}

/// The characters that errors name.
fn absent(errors: &[Diagnostic]) -> Vec<char> {
    let named = |error: &Diagnostic| match error.problem {
        Problem::NoGlyph { character, .. } => character,
        ref other => panic!("{other:?}"),
    };
    errors.iter().map(named).collect()
}

/// Where the ink of a run's glyphs is, glyph by glyph.
fn ink(fonts: &FontBook, run: &GlyphRun) -> Vec<(Length, Length)> {
    let face = fonts.face(run.face);
    let edges = |glyph: &hongtou::page::Glyph| {
        let ink = face.ink(glyph.id)?;
        Some((glyph.x + face.scale(ink.x_min, run.size), glyph.x + face.scale(ink.x_max, run.size)))
    };
    run.glyphs.iter().filter_map(edges).collect()
}

// Glyph 0.

#[test]
fn glyph_0_never_reaches_the_paper() {
    // Every character of the blocks that texts are made of, in every bundled role, alone and as a pair.
    let blocks =
        ['\u{20}'..='\u{17F}', '\u{2000}'..='\u{27BF}', '\u{3000}'..='\u{33FF}', '\u{FE00}'..='\u{FFEF}'];
    for character in blocks.into_iter().flatten() {
        for text in [
            format!("备种{character}早"),
            format!("吨{character}{character}力"),
            format!("a{character}\u{301}b"),
        ] {
            let (lines, errors) = set_with(&BUNDLED, &text, 28);
            assert!(!errors.is_empty() || !has_notdef(&lines), "{text:?} prints glyph 0");
            assert!(
                errors.is_empty() || absent(&errors).iter().all(|c| text.contains(*c)),
                "{text:?}: {errors:?}"
            );
        }
    }
}

#[test]
fn a_pair_of_u2015_is_the_dash_and_remains_what_was_written() {
    let dash = set("备种320吨——力争早种。");
    let bars = set("备种320吨――力争早种。");
    let glyphs = |lines: &[Line]| -> Vec<(u16, Length)> {
        runs(lines).flat_map(|run| &run.glyphs).map(|glyph| (glyph.id, glyph.x)).collect()
    };
    assert_eq!(glyphs(&bars), glyphs(&dash));
    assert_eq!(written(&bars), "备种320吨――力争早种。");
}

#[test]
fn a_tab_is_a_blank() {
    for text in ["制表\t符", "a\tb", "1\t2", "\t一"] {
        let lines = set(text);
        assert!(!has_notdef(&lines), "{text:?}");
        assert!(!written(&lines).contains('\t'), "{text:?}");
    }
}

#[test]
fn a_letter_and_its_mark_are_one_glyph_where_the_face_has_them_so() {
    let lines = set("cafe\u{301}");
    assert_eq!(runs(&lines).map(|run| run.glyphs.len()).sum::<usize>(), 4);
    assert_eq!(written(&lines), "cafe\u{301}");
}

// Empty outlines.

#[test]
fn a_glyph_without_an_outline_counts_as_missing() {
    let folder = tempfile::tempdir().unwrap();
    let good = fs::read(Path::new(FONTS).join(FANG)).unwrap();
    let glyph = Face::open(&Path::new(FONTS).join(FANG), 0).unwrap().glyph('种').unwrap();
    fs::write(folder.path().join("holes.ttf"), without_outline(&good, usize::from(glyph))).unwrap();
    // The next face of the chain shows it …
    let book = open(&filled_by(&["holes.ttf", SONG]), folder.path());
    let (lines, errors) = set_with(&book, "备种", 28);
    assert!(errors.is_empty());
    let files: Vec<_> = runs(&lines).map(|run| book.face(run.face).path().file_name().unwrap()).collect();
    assert_eq!(files, ["holes.ttf", SONG]);
    // … or it is an error that says where the outline is missing.
    let (_, errors) = set_with(&open(&filled_by(&["holes.ttf"]), folder.path()), "备种", 28);
    assert_eq!(absent(&errors), ['种']);
    let message = words(&errors[0].problem, Language::English).message;
    assert!(message.ends_with("and its glyph in holes.ttf has no outline"), "{message}");
}

#[test]
fn a_blank_needs_no_outline() {
    let lines = set("中\u{3000}文 a\u{A0}b\u{2003}c");
    assert!(!has_notdef(&lines));
}

// The dash.

#[test]
fn a_dash_joins_whatever_the_face() {
    let folder = tempfile::tempdir().unwrap();
    // Without their rules for it, the dashes of these faces leave a fifth of an em between them.
    for file in [HEI, SONG, LATIN] {
        let bytes = fs::read(Path::new(FONTS).join(file)).unwrap();
        fs::write(folder.path().join(format!("plain-{file}")), renamed_table(&bytes, b"GSUB")).unwrap();
    }
    let plain = |file| format!("plain-{file}");
    for file in [FANG.to_owned(), HEI.to_owned(), SONG.to_owned(), plain(HEI), plain(SONG), plain(LATIN)] {
        let book = open(&filled_by(&[&file, FANG]), folder.path());
        for text in ["——", "――", "⸺"] {
            let (lines, errors) = set_with(&book, text, 28);
            assert!(errors.is_empty(), "{file}: {errors:?}");
            let run = runs(&lines).next().unwrap();
            let ink = ink(&book, run);
            for pair in ink.windows(2) {
                assert!(pair[1].0 <= pair[0].1, "{file} leaves a gap in {text}: {ink:?}");
            }
            let (start, end) = (ink.first().unwrap().0, ink.last().unwrap().1);
            assert!(end - start >= run.size * 3 / 2, "{file}: {text} is only {:?} long", end - start);
            let overhang = run.size.ratio(1, 50);
            assert!(start >= -overhang && end <= run.size * 2 + overhang, "{file}: {start:?} to {end:?}");
            assert_eq!(lines[0].width, run.size * 2, "{file}");
            assert_eq!(written(&lines), text);
        }
    }
}

// The ellipsis.

#[test]
fn an_ellipsis_is_one_however_it_was_typed() {
    for text in ["……", "⋯⋯", "‥‥", "………", "⋯", "…⋯"] {
        let lines = set(&format!("他说{text}是的。"));
        assert_eq!(lines.len(), 1, "{text} is on a line of its own");
        // It is not parted either.
        let (lines, _) = set_with(&BUNDLED, &format!("一二三四五六七八九{text}一二三"), 10);
        assert!(lines.iter().any(|line| line.report.text.contains(text)), "{text} is parted");
    }
    for text in ["…………", "⋯⋯⋯⋯"] {
        let lines = set(&format!("全诗{text}完。"));
        assert_eq!(lines.len(), 3, "{text}");
        assert_eq!(lines[0].report.ending, Ending::Ellipsis);
        assert_eq!(lines[1].report.text, text);
    }
}

// Superscripts and subscripts.

#[test]
fn formulas_and_powers_can_be_written() {
    for text in ["CO₂", "PM₂.₅", "10⁻³", "5⁵–⁹", "x⁽ⁿ⁺¹⁾", "SO₄²⁻", "H₃O⁺", "⅓", "☑是☐否☒无"]
    {
        let lines = set(text);
        assert_eq!(written(&lines), text);
        assert!(!has_notdef(&lines));
    }
}

#[test]
fn a_small_digit_of_no_face_is_a_scaled_one_on_the_right_side_of_the_line() {
    let lines = set("10⁻³和x₋₁");
    let small: Vec<(&str, Length, bool)> = runs(&lines)
        .filter(|run| run.text.contains(['⁻', '₋']))
        .map(|run| (run.text.as_str(), run.size, run.glyphs.iter().all(|glyph| glyph.rise > Length::ZERO)))
        .collect();
    // The minus is in no bundled face, so the digit beside it is scaled with it.
    assert_eq!(small.iter().map(|(text, ..)| *text).collect::<Vec<_>>(), ["⁻³", "₋₁"]);
    let em = LAYOUT.style_of(LAYOUT.style("body").unwrap()).size;
    for (text, size, is_above) in small {
        assert!(size < em * 3 / 4 && size > em / 2, "{text}: {size:?}");
        assert_eq!(is_above, text == "⁻³");
    }
}

#[test]
fn a_character_comes_from_another_role_before_it_is_missing() {
    let mut roles = filled_by(&[FANG]);
    let latin = roles.iter_mut().find(|role| role.name == "latin").unwrap();
    latin.faces[0].place = FacePlace::File(LATIN.to_owned());
    let song = roles.iter_mut().find(|role| role.name == "song").unwrap();
    song.faces[0].place = FacePlace::File(SONG.to_owned());
    let book = open(&roles, Path::new(""));
    let (lines, errors) = set_with(&book, "省⅓喆", 28);
    assert!(errors.is_empty(), "{errors:?}");
    let files: Vec<_> = runs(&lines).map(|run| book.face(run.face).path().file_name().unwrap()).collect();
    assert_eq!(files, [FANG, LATIN, SONG]);
}
