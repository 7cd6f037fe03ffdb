//! How a layout's roles find their faces, and what is said where they do not.

use crate::support::broken_fonts;

use std::fs;
use std::path::{Path, PathBuf};

use broken_fonts::{collection, patched, renamed_table, table_offset};
use hongtou::diagnostic::{Diagnostic, Language, Problem, Severity, words};
use hongtou::fonts::{FontBook, FontSearch, InstalledPlaces, report};
use hongtou::layouts::{FacePlace, FaceSpec, RoleSpec};

const FANG: &str = "FandolFang-Regular.ttf";
const SONG: &str = "NotoSerifSC-Regular.ttf";
const KAI_FALLBACK: &str = "HongtouFallbackKai-Light.ttf";
const LATIN: &str = "LiberationSerif-Regular.ttf";

fn fonts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")
}

fn file(name: &str) -> FaceSpec {
    FaceSpec { place: FacePlace::File(name.to_owned()), raise: 0, hanzi_only: false, without: Vec::new() }
}

fn installed(name: &str) -> FaceSpec {
    FaceSpec {
        place: FacePlace::Installed(name.to_owned()),
        raise: 0,
        hanzi_only: false,
        without: Vec::new(),
    }
}

fn role(name: &str, faces: &[FaceSpec]) -> RoleSpec {
    RoleSpec { name: name.to_owned(), faces: faces.to_vec() }
}

/// The bundled files and nothing of the machine.
fn bundled() -> FontSearch {
    FontSearch { folders: vec![fonts()], bundled_only: true, ..FontSearch::default() }
}

fn open(faces: &[FaceSpec]) -> FontBook {
    FontBook::open(&[role("fangsong", faces)], &bundled()).expect("the bundled faces are usable").0
}

/// The file that a character of the first role is taken from.
fn file_of(book: &FontBook, character: char) -> Option<String> {
    let found = book.find(book.role("fangsong")?, character)?;
    Some(book.face(found.face).path().file_name()?.to_string_lossy().into_owned())
}

fn messages(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(|diagnostic| words(&diagnostic.problem, Language::English).message).collect()
}

// Which face a character comes from.

#[test]
fn a_character_comes_from_the_first_face_that_has_it() {
    let book = open(&[FaceSpec { raise: 75, ..file(FANG) }, file(SONG)]);
    let role = book.role("fangsong").unwrap();
    assert_eq!(file_of(&book, '省').as_deref(), Some(FANG));
    assert_eq!(book.find(role, '省').unwrap().raise, 75);
    // Names of people need characters that the first face lacks.
    for name in ['喆', '祎', '玥', '㎡'] {
        assert_eq!(file_of(&book, name).as_deref(), Some(SONG), "{name}");
        assert_eq!(book.find(role, name).unwrap().raise, 0);
    }
    assert_eq!(book.role_name(role), "fangsong");
    assert_eq!(book.role("heiti"), None);
}

#[test]
fn a_face_for_hanzi_alone_gives_no_marks() {
    let hanzi_alone = FaceSpec { hanzi_only: true, ..file(KAI_FALLBACK) };
    let book = open(&[file(LATIN), hanzi_alone, file(SONG)]);
    assert_eq!(file_of(&book, '喆').as_deref(), Some(KAI_FALLBACK));
    assert_eq!(file_of(&book, '，').as_deref(), Some(SONG));
    assert_eq!(file_of(&book, '1').as_deref(), Some(LATIN));
}

#[test]
fn the_horizontal_bar_is_shown_by_the_em_dash_where_a_face_lacks_it() {
    let book = open(&[file(FANG), file(SONG)]);
    let role = book.role("fangsong").unwrap();
    assert_eq!(book.find(role, '\u{2015}'), book.find(role, '\u{2014}'));
    assert_eq!(file_of(&book, '\u{2015}').as_deref(), Some(FANG));
}

#[test]
fn an_interpunct_does_not_stand_in_for_another() {
    let book = open(&[file(LATIN), file(SONG)]);
    assert_eq!(file_of(&book, '·').as_deref(), Some(LATIN));
    assert_eq!(file_of(&book, '・').as_deref(), Some(SONG));
    assert_eq!(file_of(&open(&[file(LATIN)]), '・'), None);
}

#[test]
fn a_character_that_no_face_has_is_not_found_however_often_it_is_asked_for() {
    let book = open(&[file(FANG), file(SONG)]);
    let role = book.role("fangsong").unwrap();
    for _ in 0..2 {
        for character in ['\u{E000}', '\u{1F600}', '\u{10FFFF}'] {
            assert_eq!(book.find(role, character), None);
        }
    }
    let problem = Problem::NoGlyph {
        character: '\u{E000}',
        role: "fangsong".to_owned(),
        missing: Vec::new(),
        empty: Vec::new(),
        others: 0,
    };
    assert_eq!(book.no_glyph(role, '\u{E000}'), problem);
}

#[test]
fn roles_share_the_faces_they_have_in_common() {
    let roles = [role("song", &[file(SONG)]), role("fangsong", &[file(FANG), file(SONG)])];
    let (book, warnings) = FontBook::open(&roles, &bundled()).unwrap();
    assert_eq!(book.faces().count(), 2);
    assert!(warnings.is_empty());
}

#[test]
fn a_book_can_be_used_by_several_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    let book = open(&[file(FANG), file(SONG)]);
    shared(&book);
    let expected: Vec<_> = ('\u{4E00}'..'\u{5000}').map(|c| file_of(&book, c)).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                assert_eq!(('\u{4E00}'..'\u{5000}').map(|c| file_of(&book, c)).collect::<Vec<_>>(), expected);
            });
        }
    });
}

#[test]
fn shaping_joins_the_dashes_that_the_character_map_leaves_apart() {
    let book = open(&[file(SONG)]);
    let (_, face) = book.faces().next().unwrap();
    let dashes = face.shape("——", "zh-Hans");
    assert_eq!(dashes.iter().map(|glyph| glyph.advance).sum::<i32>(), 2 * face.units_per_em());
    let apart = face.advance(face.glyph('—').unwrap());
    assert!(apart < face.units_per_em());
}

// Where faces are found.

/// A machine on which Liberation Serif is installed.
fn machine(dir: &Path) -> InstalledPlaces {
    let folder = dir.join("installed");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(fonts().join(LATIN), folder.join("latin.ttf")).unwrap();
    InstalledPlaces { folders: vec![folder], cache: Some(dir.join("cache")) }
}

#[test]
fn an_installed_face_is_taken_before_the_bundled_one() {
    let dir = tempfile::tempdir().unwrap();
    let roles = [role("fangsong", &[installed("方正仿宋简体"), installed("Liberation Serif"), file(FANG)])];
    let search = FontSearch { installed: machine(dir.path()), bundled_only: false, ..bundled() };
    let (book, warnings) = FontBook::open(&roles, &search).unwrap();
    assert!(warnings.is_empty());
    assert_eq!(file_of(&book, '1').as_deref(), Some("latin.ttf"));
    assert_eq!(file_of(&book, '省').as_deref(), Some(FANG));
}

#[test]
fn with_bundled_fonts_alone_no_installed_face_is_even_looked_at() {
    let dir = tempfile::tempdir().unwrap();
    let roles = [role("fangsong", &[installed("Liberation Serif"), file(FANG)])];
    let search = FontSearch { installed: machine(dir.path()), ..bundled() };
    let (book, _) = FontBook::open(&roles, &search).unwrap();
    assert_eq!(file_of(&book, '1').as_deref(), Some(FANG));
    assert!(!dir.path().join("cache").exists());

    let search = FontSearch { bundled_only: false, ..search };
    FontBook::open(&[role("fangsong", &[file(FANG)])], &search).unwrap();
    assert!(!dir.path().join("cache").exists(), "no role names an installed face");
}

#[test]
fn a_layout_may_bring_its_own_face() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("own")).unwrap();
    fs::copy(fonts().join(LATIN), dir.path().join("own/face.ttf")).unwrap();
    let search = bundled().with_base(dir.path());
    let absolute = dir.path().join("own/face.ttf").to_string_lossy().into_owned();
    for place in ["own/face.ttf", "./own/face.ttf", &absolute] {
        let (book, _) = FontBook::open(&[role("fangsong", &[file(place)])], &search).unwrap();
        assert_eq!(file_of(&book, '1').as_deref(), Some("face.ttf"), "{place}");
    }
}

#[test]
fn a_role_without_any_face_is_an_error_that_names_what_was_tried() {
    let roles = [role("fangsong", &[installed("仿宋_GB2312"), file("None.ttf")]), role("empty", &[])];
    let errors = FontBook::open(&roles, &bundled()).unwrap_err();
    let tried = vec!["仿宋_GB2312".to_owned(), "None.ttf".to_owned()];
    assert_eq!(errors[0].problem, Problem::NoFace { role: "fangsong".to_owned(), tried });
    assert_eq!(errors[1].problem, Problem::NoFace { role: "empty".to_owned(), tried: vec![] });
}

#[test]
fn a_missing_fallback_is_named_when_a_character_needs_it() {
    let roles = [role("fangsong", &[installed("仿宋_GB2312"), file(FANG), file("Rare.ttf")])];
    let (book, warnings) = FontBook::open(&roles, &bundled()).unwrap();
    assert!(warnings.is_empty());
    let role = book.role("fangsong").unwrap();
    assert_eq!(book.find(role, '喆'), None);
    assert_eq!(book.missing(role), ["Rare.ttf"]);
    let problem = book.no_glyph(role, '喆');
    assert_eq!(problem.code(), "no-glyph");
    let words = words(&problem, Language::English);
    assert_eq!(
        words.message,
        "no face of the role fangsong or of another role has the character 喆 (U+5586), and of its faces Rare.ttf could not be opened"
    );
    let hint = words.hint.unwrap();
    assert!(hint.starts_with("put the missing files of fonts/ beside the program"), "{hint}");
}

// Files that are no usable fonts.

/// Every kind of bad file, with a part of what is said of it.
fn bad_files(dir: &Path) -> Vec<(String, &'static str)> {
    let good = fs::read(fonts().join(LATIN)).unwrap();
    let head = table_offset(&good, b"head");
    let maxp = table_offset(&good, b"maxp");
    let files: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.ttf", vec![], "it is empty"),
        ("text.ttf", b"This is a text.".to_vec(), "not a TrueType or OpenType file"),
        ("short.ttf", good[..3].to_vec(), "not a TrueType or OpenType file"),
        ("directory-cut.ttf", good[..40].to_vec(), "its table directory cannot be read"),
        ("truncated.ttf", good[..good.len() / 2].to_vec(), "it is truncated: its table"),
        ("web.ttf", b"wOF2 and so on".to_vec(), "it is a web font"),
        ("no-cmap.ttf", renamed_table(&good, b"cmap"), "no Unicode character map (cmap)"),
        ("no-glyf.ttf", renamed_table(&good, b"glyf"), "no readable outlines (glyf or CFF)"),
        ("no-hmtx.ttf", renamed_table(&good, b"hmtx"), "no advances (hmtx)"),
        ("no-head.ttf", renamed_table(&good, b"head"), "head table is missing or damaged"),
        ("no-em.ttf", patched(&good, head + 18, &[0, 0]), "units of the em must be 16 to 16384"),
        ("no-glyphs.ttf", patched(&good, maxp + 4, &[0, 0]), "it must have glyphs"),
        ("collection.ttc#3", collection(&good), "it has one face, number 0; there is no number 3"),
    ];
    fs::create_dir(dir.join("folder.ttf")).unwrap();
    let mut list = vec![("folder.ttf".to_owned(), "it is a folder")];
    for (name, bytes, reason) in files {
        fs::write(dir.join(name.split('#').next().unwrap()), bytes).unwrap();
        list.push((name.to_owned(), reason));
    }
    list
}

#[test]
fn a_bad_file_is_an_error_where_it_is_the_role_s_only_face() {
    let dir = tempfile::tempdir().unwrap();
    let search = bundled().with_base(dir.path());
    for (name, reason) in bad_files(dir.path()) {
        let errors = FontBook::open(&[role("fangsong", &[file(&name)])], &search).expect_err(&name);
        let said = messages(&errors);
        assert!(said[0].contains(reason), "{name}: {said:?}");
        assert!(said[0].contains(name.split('#').next().unwrap()), "{said:?}");
        assert!(errors.iter().all(|error| error.severity == Severity::Error));
        assert!(matches!(errors[1].problem, Problem::NoFace { .. }));
    }
}

#[test]
fn a_bad_file_is_a_warning_where_the_role_has_another_face() {
    let dir = tempfile::tempdir().unwrap();
    let search = bundled().with_base(dir.path());
    for (name, reason) in bad_files(dir.path()) {
        let roles = [role("fangsong", &[file(&name), file(FANG)]), role("kai", &[file(&name), file(SONG)])];
        let (book, warnings) = FontBook::open(&roles, &search).expect(&name);
        assert_eq!(file_of(&book, '省').as_deref(), Some(FANG));
        assert_eq!(warnings.len(), 1, "a file is spoken of once: {warnings:?}");
        assert_eq!(warnings[0].severity, Severity::Warning);
        assert!(messages(&warnings)[0].contains(reason), "{name}: {warnings:?}");
    }
}

#[test]
fn a_bad_file_in_one_folder_does_not_hide_the_good_one_in_the_next() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(FANG), "no font").unwrap();
    let search = FontSearch { folders: vec![dir.path().to_owned(), fonts()], ..bundled() };
    let (book, warnings) = FontBook::open(&[role("fangsong", &[file(FANG)])], &search).unwrap();
    assert_eq!(file_of(&book, '省').as_deref(), Some(FANG));
    assert_eq!(warnings.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_refused_without_waiting_for_its_writer() {
    let dir = tempfile::tempdir().unwrap();
    let pipe = dir.path().join("pipe.ttf");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if made.is_ok_and(|status| status.success()) {
        let roles = [role("fangsong", &[file("pipe.ttf")])];
        let errors = FontBook::open(&roles, &bundled().with_base(dir.path())).unwrap_err();
        assert!(messages(&errors)[0].contains("it is not an ordinary file"));
    }
}

#[test]
fn a_collection_gives_the_face_that_is_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let good = fs::read(fonts().join(LATIN)).unwrap();
    fs::write(dir.path().join("latin.ttc"), collection(&good)).unwrap();
    for name in ["latin.ttc", "latin.ttc#0"] {
        let search = bundled().with_base(dir.path());
        let (book, _) = FontBook::open(&[role("fangsong", &[file(name)])], &search).unwrap();
        assert_eq!(file_of(&book, '1').as_deref(), Some("latin.ttc"));
    }
}

#[test]
fn a_damaged_font_is_refused_or_read_but_never_a_panic() {
    let dir = tempfile::tempdir().unwrap();
    for name in broken_fonts::damaged(&fs::read(fonts().join(LATIN)).unwrap(), dir.path()) {
        let search = bundled().with_base(dir.path());
        let Ok((book, _)) = FontBook::open(&[role("fangsong", &[file(&name)])], &search) else { continue };
        let (_, face) = book.faces().next().unwrap();
        for glyph in (0..face.tables().number_of_glyphs()).step_by(31).chain([u16::MAX]) {
            face.ink(glyph);
            face.advance(glyph);
            face.outline(glyph, &mut broken_fonts::Nowhere);
        }
        face.shape("Difficult 2021 VAT", "en");
        for character in ('\0'..'\u{3000}').step_by(97) {
            file_of(&book, character);
        }
    }
}

// The report.

#[test]
fn the_report_says_what_was_tried_and_what_was_found() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("bad.ttf"), "no font").unwrap();
    let search = FontSearch { bundled_only: false, ..bundled() }.with_base(dir.path());
    let raised = FaceSpec { raise: 75, ..file(FANG) };
    let rare = FaceSpec { hanzi_only: true, ..file(KAI_FALLBACK) };
    let faces = [installed("仿宋_GB2312"), file("bad.ttf"), file("None.ttf"), raised, rare];
    let report = report(&[role("fangsong", &faces), role("none", &[installed("方正小标宋简体")])], &search);

    let outcomes: Vec<_> = report.roles[0].tried.iter().map(|tried| tried.outcome).collect();
    assert_eq!(outcomes, ["not-installed", "bad", "not-found", "first-choice", "fallback"]);
    assert!(report.roles[0].usable);
    assert!(!report.roles[1].usable);
    assert!(!report.is_complete());
    assert_eq!(report.faces.len(), 2);
    assert_eq!(report.faces[0].coverage.gb2312.has, 6763);
    assert_eq!(report.roles[0].coverage.gbk.of, 20_997);
    assert!(report.roles[0].coverage.gbk.has > report.faces[0].coverage.gbk.has);

    let text = report.to_text(Language::English);
    assert!(text.contains("1. 仿宋_GB2312 (installed face): no face of this name is installed"), "{text}");
    assert!(text.contains(&format!("4. {FANG} → [0], raised by 75/1000 em")), "{text}");
    assert!(text.contains("none  (no face was found)"), "{text}");
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(json["roles"][0]["tried"][3]["raise"], 75);
    assert_eq!(json["faces"][0]["coverage"]["gb2312"]["has"], 6763);
}

#[test]
fn the_report_says_when_installed_faces_are_left_aside() {
    let report = report(&[role("fangsong", &[installed("仿宋_GB2312"), file(FANG)])], &bundled());
    assert_eq!(report.roles[0].tried[0].outcome, "left-aside");
    assert!(
        report
            .to_text(Language::English)
            .contains("仿宋_GB2312 (installed face): only bundled fonts are used")
    );
    let chinese = report.to_text(Language::Chinese);
    assert!(chinese.contains("仿宋_GB2312（本机安装的字体）: 只用自带字体"), "{chinese}");
}
