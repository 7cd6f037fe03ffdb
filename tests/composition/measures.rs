//! The finished pages against the clauses: every example keeps what is prescribed, and what is changed shows.

use crate::support;

use std::process::Command;

use hongtou::measure::{self, Value, Verdict};
use hongtou::{Options, open, typeset};
use serde_json::Value as Json;
use support::examples::{all, path};

/// What an issue's pages measure in a layout of the user's, which extends a bundled one.
fn in_own_layout(example: &str, base: &str, layout: &str) -> Vec<measure::Measured> {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.toml");
    std::fs::write(&own, format!("extends = \"{base}\"\n{layout}")).unwrap();
    let options = Options {
        layout: Some(own.to_str().unwrap().to_owned()),
        font_dirs: vec![support::FONTS.into()],
        bundled_fonts: true,
        ..Options::default()
    };
    let job = open(&path(example), &options).unwrap();
    let (pages, _) = typeset(&job).unwrap();
    measure::measure(&pages, &job.layout, &job.fonts)
}

/// The names of the measures with a verdict.
fn with_verdict(measured: &[measure::Measured], verdict: Verdict) -> Vec<String> {
    measured.iter().filter(|m| m.verdict == verdict).map(|m| m.requirement.name.clone()).collect()
}

#[test]
fn every_example_keeps_what_the_standard_prescribes() {
    for issue in all() {
        let measured = measure::measure(&issue.pages, &issue.job.layout, &issue.job.fonts);
        assert_eq!(with_verdict(&measured, Verdict::Fails), [""; 0], "{}", issue.name);
        let held = with_verdict(&measured, Verdict::Holds).len();
        assert!(held >= 20, "{}: {held} measures hold", issue.name);
    }
}

#[test]
fn a_head_of_36_millimetres_is_allowed_and_one_of_35_is_not() {
    let head = |mm: u32| {
        let layout = format!("[page]\nhead = \"{mm}mm\"\nfoot = \"{}mm\"", 72 - mm);
        with_verdict(&in_own_layout("document", "document", &layout), Verdict::Fails)
    };
    assert_eq!(head(37), [""; 0]);
    assert_eq!(head(36), [""; 0]);
    assert_eq!(head(35), ["a3-head"]);
}

#[test]
fn what_fails_names_its_clause_what_is_required_and_what_was_measured() {
    let measured = in_own_layout("document", "document", "[page]\nhead = \"35mm\"\nfoot = \"37mm\"");
    let head = measured.iter().find(|m| m.requirement.name == "a3-head").unwrap();
    assert_eq!(head.requirement.clause, "5.2.1");
    let found = head.found.as_ref().unwrap();
    assert_eq!(found.value, Value::Length(hongtou::units::Length::mm(35)));
    let text = measure::to_text(&measured, hongtou::diagnostic::Language::Chinese);
    let row = text.lines().find(|line| line.contains("天头")).unwrap();
    for part in ["5.2.1", "规定", "37 ± 1 mm", "35 mm", "不符"] {
        assert!(row.contains(part), "{row}");
    }
}

/// Each with a line of a layout and the measure that it breaks.
#[test]
fn each_wrong_millimetre_shows() {
    for (layout, broken) in [
        ("[masthead.rows.name]\nat = \"34mm\"", "d1-name-top"),
        ("[masthead.rows.rule]\nbelow = \"3mm\"", "d4-rule-below"),
        ("[masthead.rows.rule.rule]\nwidth = \"150mm\"", "d5-rule-length"),
        ("[page_number]\ntop = \"8mm\"", "h1-page-number-top"),
        ("[page_number]\ninset = \"2em\"", "h2-page-number-odd"),
        ("[page_number]\ninset = \"2em\"", "h3-page-number-even"),
        ("[styles.addressee]\nfirst_line_indent = \"2em\"", "e1-addressee-left"),
        ("[attachment.rows.title]\ngap = \"0line\"", "f7-attachment-title"),
        ("[imprint.rows.printed]\ninset = \"2em\"", "g6-printer-left"),
        ("[styles.body]\ncolour = \"red\"", "b8-colour"),
        ("[page]\nbinding = \"30mm\"\nfore_edge = \"24mm\"", "a4-binding"),
    ] {
        let failed = with_verdict(&in_own_layout("document", "document", layout), Verdict::Fails);
        assert!(failed.iter().any(|name| name == broken), "{layout}: {failed:?}");
    }
}

#[test]
fn what_is_only_usual_or_recommended_departs_and_does_not_fail() {
    let layout = "[imprint.rows.rule-first.rule]\nweight = \"0.5mm\"\n[styles.title]\nsize = \"小二\"";
    let measured = in_own_layout("document", "document", layout);
    assert_eq!(with_verdict(&measured, Verdict::Departs), ["c1-title-size", "g1-rule-first"]);
    assert!(measure::holds(&measured));
}

#[test]
fn a_measure_can_be_overruled_by_one_line() {
    let layout = "[masthead.rows.name]\nat = \"30mm\"\n[measures.d1-name-top]\nis = \"30mm\"";
    let measured = in_own_layout("document", "document", layout);
    assert_eq!(with_verdict(&measured, Verdict::Fails), [""; 0]);
}

fn hongtou(arguments: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(arguments)
        .args(["--bundled-fonts", "--font-dir", support::FONTS])
        .output()
        .unwrap()
}

#[test]
fn the_command_writes_a_table_json_and_a_sheet_and_fails_only_for_what_is_prescribed() {
    let folder = tempfile::tempdir().unwrap();
    let sheet = folder.path().join("proof.pdf");
    let issue = path("document");
    let issue = issue.to_str().unwrap();
    let output = hongtou(&["check", issue, "--measure", "--lang", "zh", "--pdf", sheet.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8(output.stdout).unwrap().contains("天头"));
    assert!(std::fs::read(&sheet).unwrap().starts_with(b"%PDF-1.6"));

    let output = hongtou(&["check", issue, "--measure", "--format", "json"]);
    let json: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["issues"][0]["holds"], true);
    let head = json["issues"][0]["measures"].as_array().unwrap().iter().find(|m| m["name"] == "a3-head");
    assert_eq!(head.unwrap()["measured"]["value"], 37.0);

    let own = folder.path().join("own.toml");
    std::fs::write(&own, "extends = \"document\"\n[page]\nhead = \"35mm\"\nfoot = \"37mm\"\n").unwrap();
    let output = hongtou(&["check", issue, "--measure", "--layout", own.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_bytes_of_the_sheet_are_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let file = folder.path().join(name);
        let issue = path("letter");
        hongtou(&["check", issue.to_str().unwrap(), "--measure", "--pdf", file.to_str().unwrap()]);
        std::fs::read(file).unwrap()
    };
    assert!(write("a.pdf") == write("b.pdf"));
}

/// A layout of the user's, without Rust: README shows it.
#[test]
fn a_short_layout_of_the_users_own_works() {
    let layout = "[colours]\nblue = { cmyk = [100, 60, 0, 20] }\n[styles.name]\ncolour = \"blue\"\n\
                  [styles.body]\nsize = \"小二\"\n[page_number]\nnot_on_first = true\n";
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own.toml");
    std::fs::write(&own, format!("extends = \"bulletin\"\n{layout}")).unwrap();
    let options = Options {
        layout: Some(own.to_str().unwrap().to_owned()),
        bundled_fonts: true,
        font_dirs: vec![support::FONTS.into()],
        ..Options::default()
    };
    let job = open(&path("issue-245"), &options).unwrap();
    let (pages, warnings) = typeset(&job).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    let has_number = |index: usize| {
        let page = &pages.pages[index];
        page.items.iter().any(|item| match item {
            hongtou::page::Item::Text(run) => pages.elements[run.element.index()].name == "page-number",
            _ => false,
        })
    };
    assert!(!has_number(0) && has_number(1));
    let measured = measure::measure(&pages, &job.layout, &job.fonts);
    assert_eq!(with_verdict(&measured, Verdict::Fails), ["d2-name-colour"]);
}

/// GB/T 9704 7.3.5.1: seals stand beside each other without touching, inside the type area, each on its organ.
#[test]
fn the_places_of_seals_are_kept_clear_side_by_side_and_shown_in_the_proof() {
    let issue = support::examples::finished("document-joint", "document");
    let page = issue.pages.pages.last().unwrap();
    assert_eq!(page.kept_clear.len(), 3);
    for pair in page.kept_clear.windows(2) {
        assert!(pair[0].x + pair[0].width < pair[1].x, "{pair:?}");
        assert_eq!(pair[0].y, pair[1].y);
    }
    let area = &page.type_area;
    let inside = |seal: &hongtou::page::Area| seal.x >= area.x && seal.x + seal.width <= area.x + area.width;
    assert!(page.kept_clear.iter().all(inside), "{:?}", page.kept_clear);
    let folder = tempfile::tempdir().unwrap();
    let output = hongtou(&[
        "press",
        path("document-joint").to_str().unwrap(),
        "--copies",
        "1",
        "--proof",
        "-o",
        folder.path().to_str().unwrap(),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let proof = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    assert!(proof.into_iter().any(|path| path.to_str().unwrap().ends_with("-proof.pdf")));
}
