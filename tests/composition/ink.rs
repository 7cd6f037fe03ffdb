//! Ink over other ink, off the page and outside the type area is reported, whatever put it there.

use crate::support;

use std::path::Path;

use hongtou::diagnostic::{Diagnostic, Language, Problem, Severity, Side, words};
use hongtou::page::Pages;
use hongtou::{Options, open, typeset};

const BODY: &str = "甲乙丙丁戊己庚辛壬癸";

/// An issue in a layout of its own that extends another one.
fn set(base: &str, layout: &str, body: &str) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.toml"), format!("extends = \"{base}\"\n{layout}\n")).unwrap();
    let path = folder.path().join("issue.toml");
    let issue = format!(
        "layout = \"own.toml\"\n[masthead]\ntitle = \"工作简报\"\ncode = \"办\"\nnumber = 12\ntotal = 218\n\
         issuer = \"办公室\"\ndate = 2026-04-08\n[[article]]\ntitle = \"标题\"\nbody = \"\"\"\n{body}\n\"\"\"\n\
         [distribution]\nreport = \"县委。\"\ncopy_to = \"县委。\"\n"
    );
    std::fs::write(&path, issue).unwrap();
    let options =
        Options { bundled_fonts: true, font_dirs: vec![support::FONTS.into()], ..Options::default() };
    typeset(&open(Path::new(&path), &options)?)
}

/// What the problems say, in one string.
fn said(problems: &[Diagnostic]) -> String {
    problems.iter().map(|problem| words(&problem.problem, Language::English).message + "; ").collect()
}

fn place_of(problem: &Diagnostic) -> String {
    let place = problem
        .place
        .as_ref()
        .unwrap_or_else(|| panic!("{} has no place", words(&problem.problem, Language::English).message));
    let name = place.source.name.rsplit('/').next().unwrap();
    format!("{name}: {}", &place.source.text[place.span.clone()])
}

/// The pairs of rows that lie over each other, the lower one first.
fn overlaps(problems: &[Diagnostic]) -> Vec<(String, String)> {
    let pairs = problems.iter().filter_map(|problem| match &problem.problem {
        Problem::RowsOverlap { row, other, .. } => Some((row.clone(), other.clone())),
        _ => None,
    });
    pairs.collect()
}

#[test]
fn every_pair_of_overlapping_rows_is_an_error_that_names_both() {
    let long = BODY.repeat(60);
    let cases = [
        ("bulletin", "[grid]\nlines = 60", "masthead.total", "masthead.number"),
        ("bulletin", "[masthead.rows.total]\nat = \"48mm\"", "masthead.total", "masthead.number"),
        (
            "bulletin",
            "[masthead.rows.issuer]\nunder = \"name\"\ngap = \"16mm\"\ninset = \"60mm\"",
            "masthead.issuer",
            "masthead.total",
        ),
        (
            "bulletin",
            "[masthead.rows.rule]\nunder = \"name\"\ngap = \"12mm\"",
            "masthead.rule",
            "masthead.number",
        ),
        ("letter", "[masthead.rows.foot-thick]\nat = \"70mm\"", "article.body", "masthead.foot-thick"),
        ("bulletin", "[page_number]\ntop = \"-17mm\"", "page-number", "article.body"),
        ("bulletin", "[styles.imprint]\npitch = \"5pt\"", "imprint.report", "imprint.rule-first"),
    ];
    for (base, layout, row, other) in cases {
        let problems = set(base, layout, &long).err().unwrap_or_else(|| panic!("{layout} is set"));
        let wanted = (row.to_owned(), other.to_owned());
        assert!(overlaps(&problems).contains(&wanted), "{}", said(&problems));
        for problem in &problems {
            assert_eq!(problem.severity, Severity::Error);
            assert!(problem.place.is_some(), "{layout}: {}", said(&problems));
        }
        for language in [Language::English, Language::Chinese] {
            let message = words(&problems[0].problem, language).message;
            let named = overlaps(&problems)[0].clone();
            assert!(message.contains(&named.0) && message.contains(&named.1), "{message}");
        }
    }
    assert!(set("bulletin", "", &long).is_ok());
    assert!(set("letter", "", &long).is_ok());
}

#[test]
fn an_overlap_is_shown_where_the_layout_places_the_row() {
    let problems = set("bulletin", "[masthead.rows.total]\nat = \"48mm\"", BODY).unwrap_err();
    assert_eq!(place_of(&problems[0]), "own.toml: [masthead.rows.total]");
}

#[test]
fn lines_of_one_row_that_lie_over_each_other_are_an_error() {
    let layout = format!(
        "[imprint.rows.report]\nlabel = \"{}\"\nstyle = \"own\"\n[styles.own]\nlike = \"body\"\n\
        pitch = \"3mm\"",
        "甲".repeat(40)
    );
    let problems = set("bulletin", &layout, BODY).unwrap_err();
    let wanted = ("imprint.report".to_owned(), "imprint.report".to_owned());
    assert!(overlaps(&problems).contains(&wanted), "{}", said(&problems));
}

#[test]
fn ink_off_the_page_is_an_error_at_the_value_that_puts_it_there() {
    let latin = "[[roles.latin]]\nfile = \"LiberationSerif-Regular.ttf\"\nraise = \"100em\"";
    let cases = [
        ("[styles.body]\nfirst_line_indent = \"-100em\"", "\"-100em\"", "article.body", Side::Left),
        ("[styles.body]\nhanging_indent = \"-50em\"", "\"-50em\"", "article.body", Side::Left),
        ("[page_number]\ntop = \"2000mm\"", "\"2000mm\"", "page-number", Side::Bottom),
        ("[page_number]\ninset = \"190mm\"", "\"190mm\"", "page-number", Side::Left),
        (latin, "\"100em\"", "masthead.number", Side::Top),
        (
            "[masthead.rows.rule]\nat = \"300mm\"\nfrom = \"page-foot\"",
            "[masthead.rows.rule]",
            "masthead.rule",
            Side::Top,
        ),
        (
            "[masthead.rows.rule.rule]\nweight = \"1mm\"\nwidth = \"230mm\"",
            "rule",
            "masthead.rule",
            Side::Right,
        ),
    ];
    for (layout, value, element, side) in cases {
        let problems =
            set("bulletin", layout, &BODY.repeat(8)).err().unwrap_or_else(|| panic!("{layout} is set"));
        let off: Vec<&Diagnostic> =
            problems.iter().filter(|problem| matches!(problem.problem, Problem::InkOffPage { .. })).collect();
        let [problem] = off[..] else { panic!("{layout}: {}", said(&problems)) };
        let Problem::InkOffPage { element: found, side: at, page: 1, .. } = &problem.problem else {
            panic!("{}", said(&problems))
        };
        assert_eq!((found.as_str(), *at), (element, side), "{layout}");
        assert!(place_of(problem).starts_with(&format!("own.toml: {value}")), "{}", place_of(problem));
    }
}

#[test]
fn ink_outside_the_type_area_is_a_warning_unless_the_layout_places_it_there() {
    let outside = |layout: &str| -> Vec<Diagnostic> {
        let (_, warnings) =
            set("bulletin", layout, &BODY.repeat(60)).unwrap_or_else(|e| panic!("{layout}: {}", said(&e)));
        warnings.into_iter().filter(|w| matches!(w.problem, Problem::InkOutsideTypeArea { .. })).collect()
    };
    let raised = outside(
        "[[roles.xiaobiaosong]]\nfile = \"NotoSerifSC-Bold.ttf\"\nraise = \"3em\"\n[masthead]\norder = []\nlines = 0",
    );
    assert_eq!(raised.len(), 1, "{}", said(&raised));
    assert!(place_of(&raised[0]).contains("\"3em\""), "{}", place_of(&raised[0]));
    assert_eq!(raised[0].severity, Severity::Warning);
    for placed in [
        "",
        "[styles.body]\nfirst_line_indent = \"-1em\"",
        "[masthead.rows.rule]\nat = \"290mm\"\nfrom = \"page-foot\"",
        "[page_number]\ntop = \"12mm\"",
        "[text]\nline_end_mark = \"hang\"",
    ] {
        assert_eq!(said(&outside(placed)), "", "{placed}");
    }
}
