//! `hongtou batch` as its users see it: nothing lost, nothing done twice, the same bytes whatever happens.

use crate::support::archive;
use crate::support::batch as place;

use std::fs;
use std::path::Path;

use archive::{Archive, Fault};
use hongtou::batch::{self, NamePattern, Order, Outcome, Watcher};
use hongtou::diagnostic::{Diagnostic, Language};
use hongtou::{Options, Workshop};
use place::{Place, across, code, count, hongtou, pdfs, short, stderr, text};
use serde_json::Value;

#[test]
fn bytes_do_not_depend_on_jobs_or_order_or_what_went_before() {
    let place = Place::new(&Archive { issues: 12, ..Archive::default() });
    assert_eq!(place.run(&["--jobs", "1"]).0, 0);
    let one = place.pdfs();
    assert_eq!(one.len(), 12);

    let many = place.folder.path().join("many");
    let files = |range: std::ops::Range<usize>| range.map(|i| place.issue(&Archive::default().name(i)));
    let mut command = hongtou();
    command.arg("batch").args(files(6..12)).args(files(0..6)).args(["--jobs", "4", "-o"]).arg(&many);
    assert_eq!(code(&command.output().unwrap()), 0);
    assert!(pdfs(&many) == one, "four jobs give other bytes than one");

    for index in [0, 7] {
        let alone = place.folder.path().join("alone.pdf");
        let mut command = hongtou();
        command.arg("render").arg(place.issue(&Archive::default().name(index))).arg("-o").arg(&alone);
        assert_eq!(code(&command.output().unwrap()), 0);
        assert!(Some(&fs::read(&alone).unwrap()) == one.values().nth(index), "render gives other bytes");
    }
}

#[test]
fn a_second_run_renders_nothing_and_a_change_only_what_changed() {
    let archive = short(8);
    let place = Place::new(&archive);
    assert_eq!(count(&place.run(&[]).1, "rendered"), 8);
    let before = place.pdfs();
    let (code, report) = place.run(&[]);
    assert_eq!((code, count(&report, "unchanged")), (0, 8));

    // A new time stamp is no change.
    let first = place.issue(&archive.name(0));
    fs::write(&first, archive.issue(0)).unwrap();
    assert_eq!(count(&place.run(&[]).1, "unchanged"), 8);

    fs::write(&first, archive.issue(0).replace("综合科", "秘书科")).unwrap();
    let (_, report) = place.run(&[]);
    assert_eq!((count(&report, "rendered"), count(&report, "unchanged")), (1, 7));
    assert_eq!(report["issues"][0]["status"], "rendered");
    let after = place.pdfs();
    assert_eq!(before.iter().filter(|(name, bytes)| after[*name] != **bytes).count(), 1);

    assert_eq!(count(&place.run(&["--force"]).1, "rendered"), 8);
    assert!(place.pdfs() == after);
    // Another layout changes every issue, and back again.
    assert_eq!(count(&place.run(&["--layout", "bulletin-grid"]).1, "rendered"), 8);
    assert_eq!(count(&place.run(&[]).1, "rendered"), 8);
    assert!(place.pdfs() == after);
}

#[test]
fn a_layout_or_a_font_that_changed_makes_its_issues_anew() {
    let own = |text: String| format!("layout = \"county.toml\"\n{text}");
    let place = Place::with(&[
        ("a.toml", own(text("甲", 1, "2021-01-01"))),
        ("b.toml", text("乙", 1, "2021-01-01")),
        ("county.toml", "extends = \"base.toml\"\n".to_owned()),
        ("base.toml", "extends = \"bulletin\"\n[styles.name]\nsize = \"54pt\"\n".to_owned()),
    ]);
    let (code, report) = place.run(&[]);
    assert_eq!((code, count(&report, "rendered")), (0, 2), "layouts are no issues: {report}");
    fs::write(place.issue("base.toml"), "extends = \"bulletin\"\n[styles.name]\nsize = \"50pt\"\n").unwrap();
    let (_, report) = place.run(&[]);
    assert_eq!((count(&report, "rendered"), count(&report, "unchanged")), (1, 1));

    // Another file under the name of a face.
    let fonts = place.folder.path().join("fonts");
    fs::create_dir(&fonts).unwrap();
    let bundled = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    fs::copy(bundled.join("LiberationSerif-Bold.ttf"), fonts.join("LiberationSerif-Regular.ttf")).unwrap();
    let folder = fonts.to_str().unwrap();
    assert_eq!(count(&place.run(&["--font-dir", folder]).1, "rendered"), 2);
    assert_eq!(count(&place.run(&["--font-dir", folder]).1, "unchanged"), 2);
}

#[test]
fn a_pdf_that_is_missing_or_damaged_is_made_again() {
    let place = Place::new(&short(4));
    place.run(&[]);
    let whole = place.pdfs();
    let names: Vec<&String> = whole.keys().collect();
    fs::remove_file(place.out().join(names[0])).unwrap();
    fs::write(place.out().join(names[1]), &whole[names[1]][..100]).unwrap();
    let mut damaged = whole[names[2]].clone();
    damaged[500] ^= 1;
    fs::write(place.out().join(names[2]), damaged).unwrap();
    let (_, report) = place.run(&[]);
    assert_eq!((count(&report, "rendered"), count(&report, "unchanged")), (3, 1));
    assert!(place.pdfs() == whole);
}

#[test]
fn a_manifest_of_another_program_or_of_nobody_is_thrown_away() {
    let place = Place::new(&short(3));
    place.run(&[]);
    let whole = place.pdfs();
    let manifest = place.out().join(".hongtou/all/manifest.jsonl");
    let good = fs::read_to_string(&manifest).unwrap();
    let version = env!("CARGO_PKG_VERSION");
    for text in [
        good.replacen(&format!("\"program\":\"{version}"), "\"program\":\"0.0.9", 1),
        good.replacen("\"manifest\":1", "\"manifest\":2", 1),
        String::new(),
        "{".to_owned(),
        "\u{0}\u{1}\n\n[]".to_owned(),
    ] {
        fs::write(&manifest, text).unwrap();
        assert_eq!(count(&place.run(&[]).1, "rendered"), 3);
    }
    // A torn line costs its own PDF alone, and the next line stands on its own.
    fs::write(&manifest, &good[..good.len() - 20]).unwrap();
    assert_eq!(count(&place.run(&[]).1, "rendered"), 1);
    assert_eq!(count(&place.run(&[]).1, "unchanged"), 3);
    fs::write(&manifest, [good.as_bytes(), b"\xFF\xFE{\"output\":"].concat()).unwrap();
    assert_eq!(count(&place.run(&[]).1, "unchanged"), 3);
    assert!(place.pdfs() == whole);
}

#[test]
fn faults_stop_no_other_issue_and_the_report_says_which_and_why() {
    let archive = Archive { faulty: 300, ..short(40) };
    let place = Place::new(&archive);
    let faults: Vec<Option<Fault>> = (0..40).map(|index| archive.fault(index)).collect();
    let faulty = faults.iter().filter(|fault| fault.is_some()).count();
    assert!((5..30).contains(&faulty), "{faulty}");
    let (code, report) = place.run(&[]);
    assert_eq!(code, 1);
    assert_eq!((count(&report, "failed"), count(&report, "rendered")), (faulty, 40 - faulty));
    assert_eq!(place.pdfs().len(), 40 - faulty);
    for (index, fault) in faults.iter().enumerate() {
        let issue = &report["issues"][index];
        assert_eq!(issue["issue"], place.issue(&archive.name(index)).to_str().unwrap());
        let said = issue["findings"].as_array().unwrap();
        match fault {
            None => assert!(said.is_empty() && issue["pages"].as_u64() > Some(0), "{issue}"),
            Some(Fault::NoIssuer) => assert_eq!(said[0]["code"], "missing-key"),
            Some(Fault::NoSuchDay) => assert_eq!(said[0]["code"], "no-such-date"),
            Some(Fault::OpenBold) => assert_eq!(said[0]["code"], "unclosed-bold"),
            Some(Fault::NoGlyph) => {
                assert_eq!((&said[0]["code"], &said[0]["line"]), (&"no-glyph".into(), &11.into()))
            }
            Some(Fault::Torn) => assert!(!said.is_empty()),
        }
    }
    // A PDF from before stays when its issue goes bad.
    let good = faults.iter().position(Option::is_none).unwrap();
    let before = place.pdfs();
    fs::write(place.issue(&archive.name(good)), "").unwrap();
    assert_eq!(count(&place.run(&[]).1, "failed"), faulty + 1);
    assert!(place.pdfs() == before);
}

#[test]
fn fail_fast_begins_nothing_after_a_failure() {
    let archive = short(12);
    let place = Place::new(&archive);
    let bad = archive.issue(0).replace("取得新成效", "取得新成效\u{13000}");
    fs::write(place.issue(&archive.name(0)), bad).unwrap();
    let (code, report) = place.run(&["--fail-fast", "--jobs", "1"]);
    assert_eq!(code, 1);
    assert_eq!((count(&report, "failed"), count(&report, "not-reached")), (1, 11));
    assert!(place.pdfs().is_empty());
    assert_eq!(count(&place.run(&["--keep-going"]).1, "rendered"), 11);
}

#[test]
fn two_issues_with_one_name_are_an_error_before_anything_is_written() {
    let place = Place::with(&[
        ("a.toml", text("动态", 1, "2021-01-01")),
        ("sub/b.toml", text("动态", 1, "2021-01-01")),
        ("c.toml", text("动态", 2, "2021-01-08")),
    ]);
    let output = place.batch(&[]).output().unwrap();
    assert_eq!(code(&output), 1, "{output:?}");
    let said = stderr(&output);
    assert!(
        said.contains("a.toml and ")
            && said.contains("sub/b.toml would both be written to 2021-001-动态.pdf"),
        "{said}"
    );
    assert!(!place.out().exists());
    let (code, report) = place.run(&["--name", "{folder}/{stem}"]);
    assert_eq!((code, count(&report, "rendered")), (0, 3));
    assert_eq!(place.pdfs().into_keys().collect::<Vec<_>>(), ["a.pdf", "c.pdf", "sub/b.pdf"]);
}

#[test]
fn names_are_safe_whatever_the_issues_are_called() {
    let long = "长".repeat(200);
    let place = Place::with(&[
        ("with blanks and 'quotes'.toml", text("甲 乙", 1, "2021-01-01")),
        ("🎉 emoji.toml", text("🎉", 2, "2021-01-01").replace("title = \"🎉\"", "title = \"喜报\"")),
        (&format!("{}.toml", "长".repeat(80)), text(&long, 3, "2021-01-01").replace(&long, "长名")),
        ("slash.toml", text("甲/乙:丙", 4, "2021-01-01")),
    ]);
    let (code, report) = place.run(&["--name", "{number}-{stem}-{title}-{article}"]);
    assert_eq!((code, count(&report, "rendered")), (0, 4), "{report}");
    let names: Vec<String> = place.pdfs().into_keys().collect();
    assert_eq!(names[0], "1-with blanks and 'quotes'-甲 乙-题目.pdf");
    assert_eq!(names[1], "2-🎉 emoji-喜报-题目.pdf");
    assert!(names[2].starts_with("3-长长") && names[2].len() < 150, "{}", names[2]);
    assert_eq!(names[3], "4-slash-甲_乙_丙-题目.pdf");
}

#[test]
fn numbers_totals_and_dates_are_held_against_each_other() {
    let total = |text: String, total: u32| text.replace("issuer", &format!("total = {total}\nissuer"));
    let place = Place::with(&[
        ("2020-9.toml", total(text("动态", 9, "2020-12-01"), 109)),
        ("2021-1.toml", total(text("动态", 1, "2021-01-05"), 110)),
        ("2021-2.toml", total(text("动态", 2, "2021-01-12"), 112)),
        ("2021-2b.toml", total(text("动态", 2, "2021-01-13"), 112)),
        ("2021-5.toml", total(text("动态", 5, "2021-01-11"), 115)),
        // The count of another series is its own, and so is that of a supplement in a layout of its own.
        ("other.toml", text("专报", 7, "2021-03-01")),
        ("supplement.toml", format!("layout = \"bulletin-grid\"\n{}", text("动态", 1, "2021-02-01"))),
        // The first of a year is number 1.
        ("2022-3.toml", total(text("动态", 3, "2022-01-05"), 118)),
        // One that counts on over the year lacks none, and should begin at 1.
        ("2023-4.toml", total(text("动态", 4, "2023-01-05"), 119)),
    ]);
    let (code, report) = place.run(&["--name", "{stem}"]);
    assert_eq!((code, count(&report, "rendered")), (0, 9));
    assert_eq!(
        across(&report),
        [
            "total-wrong",
            "number-twice",
            "numbers-missing",
            "date-back",
            "numbers-missing",
            "number-not-restarted"
        ],
        "{report}"
    );
    assert_eq!(report["across"][1]["line"], 3);
    let message = report["across"][2]["message"].as_str().unwrap();
    assert!(message.contains("numbers 3 to 4 of 2021"), "{message}");
    let message = report["across"][4]["message"].as_str().unwrap();
    assert!(message.contains("numbers 1 to 2 of 2022"), "{message}");

    let good = Place::new(&Archive { issues: 9, a_year: 4, ..short(9) });
    assert!(across(&good.run(&[]).1).is_empty());
}

#[test]
fn the_parts_make_the_whole_and_their_reports_too() {
    let place = Place::new(&Archive { faulty: 150, ..short(20) });
    let (whole_code, whole) = place.run(&[]);
    let all = place.pdfs();
    fs::remove_dir_all(place.out()).unwrap();
    let mut reports = Vec::new();
    for index in 1..=3 {
        let (_, report) = place.run(&["--shard", &format!("{index}/3")]);
        let path = place.folder.path().join(format!("{index}.json"));
        fs::copy(place.report(), &path).unwrap();
        assert!(report["issues"].as_array().unwrap().len() < 20);
        reports.push(path);
    }
    assert!(place.pdfs() == all);
    let merged = place.folder.path().join("all.json");
    let mut command = hongtou();
    let output =
        command.args(["batch", "--merge-reports"]).args(&reports).arg("-o").arg(&merged).output().unwrap();
    assert_eq!(code(&output), whole_code);
    let merged: Value = serde_json::from_str(&fs::read_to_string(merged).unwrap()).unwrap();
    let plain = |report: &Value| -> Vec<(Value, Value, Value)> {
        let issues = report["issues"].as_array().unwrap().iter();
        issues
            .map(|issue| (issue["issue"].clone(), issue["status"].clone(), issue["output"].clone()))
            .collect()
    };
    assert_eq!(plain(&merged), plain(&whole));
    // What one machine made, another that does the whole finds as it should be.
    assert_eq!(count(&place.run(&[]).1, "rendered"), 0);

    fs::write(&reports[0], "{}").unwrap();
    let mut command = hongtou();
    let output = command
        .args(["batch", "--merge-reports"])
        .args(&reports)
        .arg("-o")
        .arg(place.report())
        .output()
        .unwrap();
    assert!(code(&output) == 1 && stderr(&output).contains("1.json is no report of a batch"), "{output:?}");
}

#[test]
fn a_report_can_be_a_table_for_spreadsheets() {
    let place = Place::with(&[("a.toml", text("动态", 1, "2021-01-01")), ("b, \"c\".toml", String::new())]);
    let path = place.folder.path().join("report.csv");
    let output = place.batch(&[]).arg("--report").arg(&path).output().unwrap();
    // The option is there twice.
    assert_eq!(code(&output), 2);
    let mut command = hongtou();
    command.arg("batch").arg(place.issues()).arg("-o").arg(place.out()).arg("--report").arg(&path);
    assert_eq!(code(&command.output().unwrap()), 1);
    let bytes = fs::read(path).unwrap();
    let text = std::str::from_utf8(&bytes).unwrap().strip_prefix('\u{FEFF}').unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0][1], &rows[0][2]), ("2021-001-动态.pdf", "rendered"));
    assert!(rows[1][0].ends_with("b, \"c\".toml") && &rows[1][2] == "failed", "{rows:?}");
}

#[test]
fn patterns_find_what_a_shell_would_and_nothing_found_is_an_error() {
    let place = Place::with(&[
        ("2020/a.toml", text("动态", 1, "2020-01-01")),
        ("2021/a.toml", text("动态", 1, "2021-01-01")),
        ("2021/.hidden.toml", text("动态", 2, "2021-01-01")),
        ("2021/notes.txt", String::new()),
    ]);
    let run = |paths: &[&str]| {
        let mut command = hongtou();
        command.current_dir(place.issues()).arg("batch").args(paths).arg("-o").arg(place.out());
        command.output().unwrap()
    };
    assert_eq!(code(&run(&["20*/*.toml", "2021/a.toml", "2021"])), 0);
    assert_eq!(place.pdfs().len(), 2);
    for nothing in [&["*.toml"][..], &["2021/*.txt2"], &["["]] {
        let output = run(nothing);
        assert_ne!(code(&output), 0, "{nothing:?}");
        assert!(!stderr(&output).is_empty());
    }
    fs::create_dir(place.issue("empty")).unwrap();
    assert_eq!(code(&run(&["empty"])), 2);
    // A file that is not there is its own failure; the others are rendered.
    fs::remove_dir_all(place.out()).unwrap();
    let output = run(&["2020", "no-such.toml"]);
    assert_eq!((code(&output), place.pdfs().len()), (3, 1));
    assert!(stderr(&output).contains("cannot read no-such.toml"), "{}", stderr(&output));
}

#[test]
fn wrong_command_lines_are_refused() {
    let place = Place::with(&[("a.toml", text("动态", 1, "2020-01-01"))]);
    for wrong in
        [&["--name", "{nmber}"][..], &["--shard", "3/2"], &["--jobs", "0"], &["--keep-going", "--fail-fast"]]
    {
        let output = place.batch(wrong).output().unwrap();
        assert_eq!(code(&output), 2, "{wrong:?}: {output:?}");
    }
    let said = stderr(&place.batch(&["--name", "{nmber}"]).output().unwrap());
    assert!(said.contains("did you mean {number}?"), "{said}");
}

/// Someone who takes one issue away and changes another when all have been read and none is set.
struct Meddler {
    gone: std::path::PathBuf,
    changed: std::path::PathBuf,
}

impl Watcher for Meddler {
    fn planned(&self, _: usize) {
        fs::remove_file(&self.gone).unwrap();
        fs::write(&self.changed, text("动态", 9, "2021-01-01")).unwrap();
    }

    fn finished(&self, _: &Outcome, _: &[Diagnostic]) {}

    fn said(&self, _: &[Diagnostic]) {}

    fn stopped(&self) -> bool {
        false
    }
}

#[test]
fn issues_that_vanish_or_change_under_way_are_failures_of_their_own() {
    let names = ["a.toml", "b.toml", "c.toml"];
    let issues: Vec<(&str, String)> =
        names.iter().zip(1..).map(|(name, number)| (*name, text("动态", number, "2021-01-01"))).collect();
    let place = Place::with(&issues);
    let order = Order {
        paths: vec![place.issues()],
        folder: place.out(),
        name: NamePattern::default(),
        jobs: 2,
        force: false,
        fail_fast: false,
        shard: None,
        language: Language::English,
        files: hongtou::files::FilePlan::default(),
    };
    let workshop = Workshop::new(Options { bundled_fonts: true, ..Options::default() });
    let meddler = Meddler { gone: place.issue("a.toml"), changed: place.issue("b.toml") };
    let report = batch::run(&order, &workshop, &meddler).unwrap();
    let codes: Vec<Option<&str>> = report
        .issues
        .iter()
        .map(|issue| issue.findings.first().map(|finding| finding.code.as_str()))
        .collect();
    assert_eq!(codes, [Some("cannot-read"), Some("changed-meanwhile"), None]);
    assert_eq!(place.pdfs().into_keys().collect::<Vec<_>>(), ["2021-003-动态.pdf"]);
}
