//! The examples' PDFs judged as a print shop, an archive and a screen reader judge them: two independent checkers that
//! lie beside the project, Ghostscript's plates, and poppler's view of the tags.
//!
//! What is not installed is skipped with a line that says so, unless `HONGTOU_REQUIRE_TOOLS=1`.

use crate::support;

use std::path::{Path, PathBuf};

use hongtou::page::{Colour, GlyphRun, Item, Page};
use hongtou::pdf::{self, Purpose, Settings};
use hongtou::press::imposition::Scheme;
use hongtou::press::plates;
use hongtou::press::{Order, prepare};
use hongtou::units::Length;
use support::examples::{Finished, all, finished, names, runs, set};
use support::seed::beside;
use support::{a4, document, file, rule, said, skip, tool};

/// A layout whose red is an ink of its own.
const SPOT: &str =
    "extends = \"bulletin\"\n[colours]\nred = { cmyk = [0, 80, 80, 0], spot = \"Hong Red\" }\n";

fn spot_layout(folder: &Path) -> String {
    file(folder, "spot.toml", SPOT.as_bytes())
}

/// A checker, and the Python that has its packages; what is missing is said.
fn checker(name: &str) -> Option<[String; 2]> {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/checkers/bin/python");
    let script = beside(&format!("tools/{name}"));
    match script.filter(|_| python.exists()) {
        Some(script) => Some([python, script].map(|path| path.to_str().unwrap().to_owned())),
        None => {
            skip(&format!("../shared/tools/{name} or target/checkers, which .ci/run makes, not found"));
            None
        }
    }
}

/// What a checker says of files; its exit code is not looked at, for its findings are.
fn verdicts(checker: &[String; 2], arguments: &[&str], files: &[String]) -> String {
    let arguments: Vec<&str> = [checker[1].as_str()]
        .iter()
        .chain(arguments)
        .copied()
        .chain(files.iter().map(String::as_str))
        .collect();
    let output = tool(&checker[0], "python3", &arguments).expect("Python is there");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(err.is_empty(), "{err}");
    let judged = out.lines().filter(|line| line.starts_with("PASS ") || line.starts_with("FAILED ")).count();
    assert_eq!(judged, files.len(), "{out}");
    out.into_owned()
}

fn assert_all_pass(checker: &[String; 2], arguments: &[&str], files: &[String]) {
    let said = verdicts(checker, arguments, files);
    let faults: Vec<&str> = said.lines().filter(|line| !line.starts_with("PASS ")).collect();
    assert!(faults.is_empty(), "{arguments:?}: {faults:#?}");
}

fn write(issue: &Finished, settings: &Settings) -> Vec<u8> {
    pdf::write_as(&issue.pages, &issue.job.fonts, settings).unwrap()
}

/// Every example in every layout, the seed in a layout of two inks, and the seed for each purpose of those given.
fn files(folder: &Path, purposes: &[Purpose]) -> Vec<String> {
    let mut files = Vec::new();
    let mut add = |bytes: &[u8]| {
        let name = format!("{}.pdf", files.len());
        files.push(file(folder, &name, bytes));
    };
    all().for_each(|issue| add(&issue.pdf()));
    add(&finished("issue-245", &spot_layout(folder)).pdf());
    let seed = finished("issue-245", "bulletin");
    for &purpose in purposes {
        add(&write(&seed, &Settings { purpose, ..Settings::default() }));
        add(&write(&seed, &Settings { purpose, tags: false, ..Settings::default() }));
    }
    files
}

#[test]
fn a_print_shop_finds_nothing() {
    let Some(checker) = checker("pdfx_check.py") else { return };
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path(), &[Purpose::Print, Purpose::X4]);
    let said = verdicts(&checker, &[], &files);
    // That there is a spot ink is worth a warning, and wanted here; nothing else is.
    let faults: Vec<&str> = said
        .lines()
        .filter(|line| !line.starts_with("PASS ") && !line.contains("[colour.spot] spot colour Hong Red"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_screen_reader_finds_nothing_missing() {
    let Some(checker) = checker("pdfa_check.py") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut files = files(folder.path(), &[]);
    let seed = finished("issue-245", "bulletin");
    let settings = Settings { purpose: Purpose::A2u, ..Settings::default() };
    files.push(file(folder.path(), "a2u.pdf", &write(&seed, &settings)));
    assert_all_pass(&checker, &["--profile", "ua1"], &files);
}

/// The verdicts of the checker of PDF/A, without those that find nothing.
///
/// PDF/X-4 asks for `pdf:Trapped`, which the XMP of 2005 does not have, so the file describes it in an extension
/// schema, as ISO 19005-2, 6.6.2.3.1 allows. The checker knows that, and notes it.
fn faults(said: &str) -> Vec<&str> {
    said.lines()
        .filter(|line| !line.starts_with("PASS ") && !line.starts_with("NOTE   pdf:Trapped is described"))
        .collect()
}

#[test]
fn an_archive_finds_nothing() {
    let Some(checker) = checker("pdfa_check.py") else { return };
    let folder = tempfile::tempdir().unwrap();
    let files = files(folder.path(), &[Purpose::Print]);
    let said = verdicts(&checker, &["--profile", "2u"], &files);
    let faults = faults(&said);
    assert!(faults.is_empty(), "{faults:#?}");
    // Nor in a file that is not for a print shop and does without.
    let seed = finished("issue-245", "bulletin");
    let alone = [true, false].map(|tags| {
        let settings = Settings { purpose: Purpose::A2u, tags, ..Settings::default() };
        file(folder.path(), &format!("a2u-{tags}.pdf"), &write(&seed, &settings))
    });
    assert_all_pass(&checker, &["--profile", "2u"], &alone);
}

/// Press files: numbered, on sheets, with marks, each plate alone.
fn press_files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for layout in ["bulletin".to_owned(), spot_layout(folder)] {
        for scheme in [None, Some(Scheme::Saddle), Some(Scheme::CutStack), Some(Scheme::DuplexShort)] {
            let mut job = support::examples::finished("issue-245", &layout).job;
            let order =
                Order { copies: Some(3), first_number: Some(1), scheme, marks: true, ..Order::default() };
            let (press, _) = prepare(&mut job, &order).unwrap();
            for plate in [plates::Plate::All, plates::Plate::Black, plates::Plate::Red] {
                let run = press.run(plate, "工作动态", &job.layout, &job.fonts);
                let mut bytes = Vec::new();
                pdf::write_run(&run, &job.fonts, &Settings::default(), &mut bytes, &mut |_| {}).unwrap();
                files.push(file(folder, &format!("press-{}.pdf", files.len()), &bytes));
            }
        }
    }
    files
}

#[test]
fn a_print_shop_finds_nothing_in_press_files() {
    let Some(checker) = checker("pdfx_check.py") else { return };
    let folder = tempfile::tempdir().unwrap();
    let said = verdicts(&checker, &[], &press_files(folder.path()));
    let faults: Vec<&str> = said
        .lines()
        .filter(|line| !line.starts_with("PASS ") && !line.contains("[colour.spot] spot colour Hong Red"))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn an_archive_finds_nothing_in_press_files() {
    let Some(checker) = checker("pdfa_check.py") else { return };
    let folder = tempfile::tempdir().unwrap();
    let said = verdicts(&checker, &["--profile", "2u"], &press_files(folder.path()));
    let faults = faults(&said);
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A line that ends within an English word.
const HYPHENATED: &str = r#"
[masthead]
title = "Title & <工作>"
number = 1
issuer = "办公室"
date = 2026-01-31

[[article]]
title = "题目"
body = "各单位要按照Internationalization Telecommunications Administration Responsibilities of Representatives文件办理。"
"#;

#[test]
fn a_hyphen_and_a_title_with_marks_of_xml_pass_too() {
    let (Some(print), Some(archive)) = (checker("pdfx_check.py"), checker("pdfa_check.py")) else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "issue.toml", HYPHENATED.as_bytes());
    let layout = b"extends = \"bulletin\"\n[text]\nhyphenation = true\n";
    let issue = set(path.as_ref(), "hyphenated", &file(folder.path(), "layout.toml", layout));
    let hyphens = issue.pages.pages.iter().flat_map(runs).filter(|run| run.text.is_empty()).count();
    assert!(hyphens > 0, "no line ends within a word");
    let files = [file(folder.path(), "print.pdf", &issue.pdf())];
    assert_all_pass(&print, &[], &files);
    assert_all_pass(&archive, &["--profile", "ua1"], &files);
    let alone = Settings { purpose: Purpose::A2u, ..Settings::default() };
    let files = [file(folder.path(), "a2u.pdf", &write(&issue, &alone))];
    assert_all_pass(&archive, &["--profile", "2u"], &files);
    let Some(output) = tool("pdftotext", "poppler-utils", &["-enc", "UTF-8", &files[0], "-"]) else { return };
    let text: String =
        said("pdftotext", &output).chars().filter(|character| !character.is_whitespace()).collect();
    assert!(text.contains("InternationalizationTelecommunicationsAdministration"), "{text}");
}

// The plates.

const DPI: i64 = 100;

/// A plate: its ink's name and the amount of ink of each pixel, from 0 to 255.
struct Plate {
    ink: String,
    width: usize,
    amounts: Vec<u8>,
}

/// The plates of each page.
fn plates(folder: &Path, pdf: &[u8]) -> Option<Vec<Vec<Plate>>> {
    let pdf = file(folder, "issue.pdf", pdf);
    let out = folder.join("plates");
    std::fs::create_dir_all(&out).unwrap();
    let target = format!("-o{}", out.join("%d.tif").display());
    let resolution = format!("-r{DPI}");
    let arguments = ["-q", "-sDEVICE=tiffsep", "-sCompression=none", &resolution, &target, &pdf];
    let output = tool("gs", "ghostscript", &arguments)?;
    said("gs", &output);
    let mut pages = std::collections::BTreeMap::<usize, Vec<Plate>>::new();
    for entry in std::fs::read_dir(&out).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        // `1.tif` is all plates together, `1(Cyan).tif` is one.
        if let Some((page, ink)) = stem.strip_suffix(')').and_then(|stem| stem.split_once('(')) {
            pages.entry(page.parse().unwrap()).or_default().push(plate(&path, ink));
        }
    }
    std::fs::remove_dir_all(&out).unwrap();
    Some(pages.into_values().collect())
}

fn plate(path: &PathBuf, ink: &str) -> Plate {
    let mut decoder = tiff::decoder::Decoder::new(std::fs::File::open(path).unwrap()).unwrap();
    let (width, _) = decoder.dimensions().unwrap();
    let tiff::decoder::DecodingResult::U8(whites) = decoder.read_image().unwrap() else {
        panic!("a plate has 8 bits")
    };
    Plate {
        ink: ink.to_owned(),
        width: width as usize,
        amounts: whites.into_iter().map(|white| 255 - white).collect(),
    }
}

impl Plate {
    fn most(&self) -> u8 {
        self.amounts.iter().copied().max().unwrap_or_default()
    }

    fn has_ink(&self) -> bool {
        self.most() > 0
    }

    /// The pixels that have ink, as column and row.
    fn inked(&self) -> impl Iterator<Item = (i64, i64)> {
        let inked = self.amounts.iter().enumerate().filter(|(_, amount)| **amount > 0);
        inked.map(|(at, _)| ((at % self.width) as i64, (at / self.width) as i64))
    }
}

/// Where an item's ink may be, in pixels: left, top, right, bottom.
fn reach(item: &Item) -> [i64; 4] {
    let of_run = |run: &GlyphRun| {
        let xs = || run.glyphs.iter().map(|glyph| glyph.x);
        let (left, right) = (xs().min().unwrap_or_default(), xs().max().unwrap_or_default());
        // A dash of two characters is one glyph, and a mark may hang a little over its em box.
        let overhang = run.size / 4;
        [left - overhang, run.y - run.size, right + run.size * 2 + overhang, run.y + run.size * 2 / 5]
    };
    let [left, top, right, bottom] = match item {
        Item::Text(run) => of_run(run),
        Item::Rule(rule) => [rule.x, rule.y, rule.x + rule.width, rule.y + rule.height],
        Item::Dot(dot) => [dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius],
    };
    let pixels = |length: Length| (length.to_mm() / 25.4 * DPI as f64).floor() as i64;
    // A pixel that is touched is inked.
    [pixels(left) - 1, pixels(top) - 1, pixels(right) + 1, pixels(bottom) + 1]
}

fn is_red(item: &Item) -> bool {
    item.colour().cmyk[1] > 0
}

/// Whether a plate has ink where the items of its colour are, on each of them, and nowhere else.
fn assert_only(what: &str, plate: &Plate, page: &Page, red: bool) {
    let reaches: Vec<[i64; 4]> = page.items.iter().filter(|item| is_red(item) == red).map(reach).collect();
    let mut touched = vec![false; reaches.len()];
    for (x, y) in plate.inked() {
        let mut found = false;
        for (reach, touched) in reaches.iter().zip(&mut touched) {
            if reach[0] <= x && x <= reach[2] && reach[1] <= y && y <= reach[3] {
                (*touched, found) = (true, true);
            }
        }
        assert!(found, "{what}: {} at {x}, {y}, where nothing of its colour is", plate.ink);
    }
    assert!(touched.iter().all(|touched| *touched), "{what}: an item without ink on {}", plate.ink);
}

#[test]
fn text_is_on_the_black_plate_and_the_masthead_on_the_plates_of_its_red() {
    let folder = tempfile::tempdir().unwrap();
    for name in names() {
        let issue = finished(&name, "bulletin");
        let Some(plates) = plates(folder.path(), &issue.pdf()) else { return };
        assert_eq!(plates.len(), issue.pages.pages.len());
        for (index, (page, plates)) in issue.pages.pages.iter().zip(&plates).enumerate() {
            let what = format!("{name}, page {}", index + 1);
            let plate = |ink: &str| plates.iter().find(|plate| plate.ink == ink).unwrap();
            assert_eq!(plates.len(), 4, "{what}");
            assert!(!plate("Cyan").has_ink(), "{what}");
            assert_eq!(plate("Black").most(), 255, "{what}");
            assert_only(&what, plate("Black"), page, false);
            assert!(plate("Magenta").amounts == plate("Yellow").amounts, "{what}");
            assert_only(&what, plate("Magenta"), page, true);
            // 80 per cent on the first page, and nothing on the others.
            assert_eq!(plate("Magenta").most(), if index == 0 { 204 } else { 0 }, "{what}");
        }
    }
}

#[test]
fn a_spot_red_makes_exactly_two_plates() {
    let folder = tempfile::tempdir().unwrap();
    let issue = finished("issue-245", &spot_layout(folder.path()));
    let Some(plates) = plates(folder.path(), &issue.pdf()) else { return };
    let mut inks: Vec<&str> =
        plates.iter().flatten().filter(|plate| plate.has_ink()).map(|plate| plate.ink.as_str()).collect();
    inks.sort_unstable();
    inks.dedup();
    assert_eq!(inks, ["Black", "Hong Red"]);
    let first = |ink: &str| plates[0].iter().find(|plate| plate.ink == ink).unwrap();
    assert_eq!(first("Hong Red").most(), 255);
    assert_only("spot", first("Hong Red"), &issue.pages.pages[0], true);
    assert_only("spot", first("Black"), &issue.pages.pages[0], false);
}

#[test]
fn black_lies_on_the_red_and_red_takes_the_place_of_black() {
    let strip = |y, colour| rule(Length::mm(20), Length::mm(y), Length::mm(100), Length::mm(20), colour);
    let red_alone = || Colour { cmyk: [0, 800, 800, 0], spot: None };
    let pages = document(vec![a4(vec![
        strip(40, red_alone()),
        strip(40, Colour::BLACK),
        strip(80, Colour::BLACK),
        strip(80, red_alone()),
    ])]);
    let folder = tempfile::tempdir().unwrap();
    let pdf = pdf::write(&pages, &support::book(&["LiberationSerif-Regular.ttf"])).unwrap();
    let Some(plates) = plates(folder.path(), &pdf) else { return };
    let amounts = |y: i64| {
        let at = |length: i64| (length * DPI * 10 / 254) as usize;
        ["Magenta", "Yellow", "Black"].map(|ink| {
            let plate = plates[0].iter().find(|plate| plate.ink == ink).unwrap();
            plate.amounts[at(y) * plate.width + at(70)]
        })
    };
    assert_eq!(amounts(50), [204, 204, 255], "black overprints");
    assert_eq!(amounts(90), [204, 204, 0], "red does not");
}

// The tags, as poppler sees them.

#[test]
fn poppler_reads_the_seed_by_its_tags() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = file(folder.path(), "issue.pdf", &finished("issue-245", "bulletin").pdf());
    let Some(output) = tool("pdfinfo", "poppler-utils", &["-struct-text", &pdf]) else { return };
    let said = said("pdfinfo", &output);
    let types: Vec<&str> = said
        .lines()
        .filter(|line| !line.trim_start().starts_with('"'))
        .map(|line| line.trim_start().split([' ', ':']).next().unwrap())
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(types[..3], ["Document", "Sect", "H1"], "{said}");
    let count = |kind| types.iter().filter(|found| **found == kind).count();
    // The masthead's name, the article's title, and the three headings 一、 二、 三、 of the seed.
    assert_eq!((count("H1"), count("H2"), count("H3"), count("Sect")), (1, 1, 3, 2), "{said}");
    // Four texts in the masthead, six paragraphs and the source, nine texts in the imprint; the paragraphs that go on
    // over a page are one each.
    assert_eq!(count("P"), 4 + 6 + 1 + 9, "{said}");
    assert!(said.contains("\"广东脱贫攻坚工作动态\""), "{said}");
}

/// A year's volume goes through the same writer as an issue: for a shelf, an archive and a screen reader.
#[test]
fn an_archive_and_a_screen_reader_find_nothing_in_a_volume() {
    let Some(checker) = checker("pdfa_check.py") else { return };
    let folder = tempfile::tempdir().unwrap();
    let volume = folder.path().join("volume.pdf").to_str().unwrap().to_owned();
    let issues = ["issue-245", "three-articles"].map(support::examples::path);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .arg("batch")
        .args(&issues)
        .args(["--bundled-fonts", "--volume", &volume, "-o"])
        .arg(folder.path().join("out"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let said = verdicts(&checker, &["--profile", "ua1"], std::slice::from_ref(&volume));
    assert!(said.lines().all(|line| line.starts_with("PASS ")), "{said}");
    let said = verdicts(&checker, &["--profile", "2u"], &[volume]);
    let faults = faults(&said);
    assert!(faults.is_empty(), "{faults:#?}");
}
