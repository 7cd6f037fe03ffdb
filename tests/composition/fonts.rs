//! How a layout's roles find their faces, and what is said where they do not.

use crate::support::broken_fonts;

use std::fs;
use std::path::{Path, PathBuf};

use broken_fonts::{collection, collection_of, patched, renamed_table, table_offset};
use hongtou::diagnostic::{Diagnostic, Language, Problem, Refusal, Severity, words};
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
    FaceSpec::at(FacePlace::File(name.to_owned()))
}

fn installed(name: &str) -> FaceSpec {
    FaceSpec::at(FacePlace::Installed(name.to_owned()))
}

fn role(name: &str, faces: &[FaceSpec]) -> RoleSpec {
    RoleSpec { name: name.to_owned(), written: None, faces: faces.to_vec() }
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
        assert_eq!(errors.len(), 1, "one cause, one error: {said:?}");
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

// Faces that must not be embedded.

/// Liberation Serif with other permissions (OS/2 `fsType`).
fn with_permissions(dir: &Path, name: &str, bits: u16) {
    let good = fs::read(fonts().join(LATIN)).unwrap();
    fs::write(dir.join(name), patched(&good, table_offset(&good, b"OS/2") + 8, &bits.to_be_bytes())).unwrap();
}

#[test]
fn a_face_that_must_not_be_embedded_is_told_from_one_that_must_not_be_subset_and_the_next_one_is_taken() {
    let dir = tempfile::tempdir().unwrap();
    let search = bundled().with_base(dir.path());
    for (bits, wanted) in [(0x002, Refusal::Embedding), (0x100, Refusal::Subsets), (0x200, Refusal::Outlines)]
    {
        with_permissions(dir.path(), "own.ttf", bits);
        let (book, warnings) =
            FontBook::open(&[role("fangsong", &[file("own.ttf"), file(SONG)])], &search).unwrap();
        assert_eq!(file_of(&book, '1').as_deref(), Some(SONG));
        let refused =
            |problem: &Problem| matches!(problem, Problem::NoEmbedding { refusal, .. } if *refusal == wanted);
        assert!(warnings.len() == 1 && refused(&warnings[0].problem), "{warnings:?}");
        let errors = FontBook::open(&[role("fangsong", &[file("own.ttf")])], &search).unwrap_err();
        assert!(refused(&errors[0].problem), "{errors:?}");
        let report = report(&[role("fangsong", &[file("own.ttf")])], &search);
        assert!(report.roles[0].tried[0].why.contains("does not allow"), "{report:?}");
    }
}

#[test]
fn a_face_without_an_os2_table_is_used_and_a_warning_says_that_it_states_no_permission() {
    let dir = tempfile::tempdir().unwrap();
    let good = fs::read(fonts().join(LATIN)).unwrap();
    fs::write(dir.path().join("old.ttf"), renamed_table(&good, b"OS/2")).unwrap();
    let search = bundled().with_base(dir.path());
    let (book, warnings) = FontBook::open(&[role("fangsong", &[file("old.ttf")])], &search).unwrap();
    assert_eq!(file_of(&book, '1').as_deref(), Some("old.ttf"));
    assert!(matches!(warnings[0].problem, Problem::EmbeddingNotStated { .. }), "{warnings:?}");
}

// Variable faces.

const VARIABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts/variable.ttf");

#[test]
fn a_variable_face_is_set_in_the_weight_that_the_layout_names() {
    for (weight, height) in [(200, 40), (550, 140), (900, 240)] {
        let spec = FaceSpec { weight: Some(weight), ..file(VARIABLE) };
        let (book, warnings) = FontBook::open(&[role("fangsong", &[spec])], &bundled()).unwrap();
        assert!(warnings.is_empty(), "{warnings:?}");
        let found = book.find(book.role("fangsong").unwrap(), '一').unwrap();
        let ink = book.face(found.face).ink(found.glyph).unwrap();
        assert_eq!(ink.y_max - ink.y_min, height, "weight {weight}");
    }
}

#[test]
fn a_variable_face_without_a_weight_is_named_with_the_one_that_it_is_set_in() {
    let (_, warnings) = FontBook::open(&[role("fangsong", &[file(VARIABLE)])], &bundled()).unwrap();
    let said = messages(&warnings);
    assert!(said[0].ends_with("is a variable font and is set in the weight 200 (ExtraLight)"), "{said:?}");
}

#[test]
fn a_weight_that_a_face_does_not_have_is_said() {
    let heavy = FaceSpec { weight: Some(950), ..file(VARIABLE) };
    let errors = FontBook::open(&[role("fangsong", &[heavy])], &bundled()).unwrap_err();
    assert!(messages(&errors)[0].contains("it has the weights 200 to 900, and not 950"), "{errors:?}");
    let fixed = FaceSpec { weight: Some(700), ..file(LATIN) };
    let (_, warnings) = FontBook::open(&[role("fangsong", &[fixed])], &bundled()).unwrap();
    assert!(
        matches!(warnings[0].problem, Problem::WeightNotUsed { weight: 700, own: 400, .. }),
        "{warnings:?}"
    );
}

// Collections.

/// Liberation Serif under a name of as many characters.
fn renamed(name: &str) -> Vec<u8> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let (old, new) = (utf16("Liberation Serif"), utf16(name));
    assert_eq!(old.len(), new.len());
    let mut font = fs::read(fonts().join(LATIN)).unwrap();
    while let Some(at) = font.windows(old.len()).position(|window| window == old) {
        font[at..at + old.len()].copy_from_slice(&new);
    }
    font
}

fn index_of(dir: &Path, spec: FaceSpec) -> (u32, Vec<Diagnostic>) {
    let search = bundled().with_base(dir);
    let (book, warnings) = FontBook::open(&[role("fangsong", &[spec])], &search).unwrap();
    let index = book.faces().next().unwrap().1.index();
    (index, warnings)
}

#[test]
fn of_a_collection_the_face_for_simplified_chinese_is_taken_or_the_one_that_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let fonts = [renamed("Sans Office  JP "), renamed("Sans Office  SC "), renamed("Sans Office  TC ")];
    fs::write(dir.path().join("office.ttc"), collection_of(&fonts)).unwrap();
    let of = |spec| index_of(dir.path(), spec);
    assert_eq!(of(file("office.ttc")), (1, vec![]));
    assert_eq!(of(FaceSpec { index: Some(2), ..file("office.ttc") }), (2, vec![]));
    assert_eq!(of(file("office.ttc#0")), (0, vec![]));
    let named = FaceSpec { face: Some("sans office  tc".to_owned()), ..file("office.ttc") };
    assert_eq!(of(named), (2, vec![]));
    let absent = FaceSpec { face: Some("Sans Office KR".to_owned()), ..file("office.ttc") };
    let errors =
        FontBook::open(&[role("fangsong", &[absent])], &bundled().with_base(dir.path())).unwrap_err();
    assert!(messages(&errors)[0].contains("it has no face Sans Office KR, but 0 "), "{errors:?}");
}

#[test]
fn a_collection_without_a_chinese_face_gives_its_first_and_a_warning_names_all() {
    let dir = tempfile::tempdir().unwrap();
    let fonts = [renamed("Sans Office  JP "), renamed("Sans Office  TC ")];
    fs::write(dir.path().join("office.ttc"), collection_of(&fonts)).unwrap();
    let (index, warnings) = index_of(dir.path(), file("office.ttc"));
    assert_eq!(index, 0);
    let hint = words(&warnings[0].problem, Language::English).hint.unwrap();
    assert!(hint.contains("0 Sans Office  JP") && hint.contains("1 Sans Office  TC"), "{hint}");
}

// Names.

#[test]
fn a_folder_that_the_user_names_serves_families_too() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("any-name.ttf"), renamed("Office Own Serif")).unwrap();
    let search = FontSearch { named: vec![dir.path().to_owned()], ..bundled() };
    let roles = [role("fangsong", &[installed("Office Own Serif"), file(SONG)])];
    let (book, _) = FontBook::open(&roles, &search).unwrap();
    assert_eq!(file_of(&book, '1').as_deref(), Some("any-name.ttf"));
}

#[test]
fn a_face_whose_names_are_in_gbk_alone_is_found() {
    let dir = tempfile::tempdir().unwrap();
    let good = fs::read(fonts().join(LATIN)).unwrap();
    fs::write(dir.path().join("old.ttf"), broken_fonts::with_gbk_names(&good, "办公室小标宋")).unwrap();
    let search = FontSearch { named: vec![dir.path().to_owned()], ..bundled() };
    let (book, _) = FontBook::open(&[role("fangsong", &[installed("办公室小标宋")])], &search).unwrap();
    assert_eq!(file_of(&book, '1').as_deref(), Some("old.ttf"));
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
