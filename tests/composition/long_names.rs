//! Names of 1 to 40 characters in the red head: smaller first, then condensed, then on a second line where the layout
//! says so, and refused only where no office would print them.

use std::path::Path;

use hongtou::diagnostic::{Diagnostic, Language, Problem, Words, words};
use hongtou::measure::Verdict;
use hongtou::page::{GlyphRun, Item, Page, Pages};
use hongtou::units::{HorizontalScale, Length};
use hongtou::{Job, Options, Workshop, measure, typeset};

use crate::support;

/// Forty characters of real names of organs.
const NAME: &str = "临江市乡村振兴和巩固拓展脱贫攻坚成果工作领导小组办公室综合协调督查信息会议文件";

fn name_of(count: usize) -> String {
    NAME.chars().cycle().take(count).collect()
}

fn issue(layout: &str, name: &str) -> String {
    let is_bulletin = layout.starts_with("bulletin") || layout.ends_with(".toml");
    let code = if is_bulletin { "" } else { "code = \"临振组\"\n" };
    let signature = if layout == "order" { "[signature]\npost = \"市长\"\n" } else { "" };
    format!(
        "layout = \"{layout}\"\n[masthead]\ntitle = \"{name}\"\nnumber = 12\nissuer = \"临江市乡村振兴局\"\n\
         date = 2026-11-24\n{code}[[article]]\ntitle = \"关于做好帮扶工作的通知\"\n\
         body = \"{}\"\n{signature}",
        "现就做好防止返贫动态监测和帮扶工作的有关事项通知如下。".repeat(3)
    )
}

struct Desk {
    workshop: Workshop,
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let options =
            Options { bundled_fonts: true, font_dirs: vec![support::FONTS.into()], ..Options::default() };
        Desk { workshop: Workshop::new(options), folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn set(&self, layout: &str, name: &str) -> Result<(Job, Pages), Vec<Diagnostic>> {
        let path = self.path().join("issue.toml");
        std::fs::write(&path, issue(layout, name)).unwrap();
        let job = self.workshop.open(&path)?;
        let (pages, _) = typeset(&job)?;
        Ok((job, pages))
    }
}

/// The runs of an element of the first page.
fn runs<'p>(pages: &'p Pages, element: &str) -> Vec<&'p GlyphRun> {
    let of = |page: &'p Page| {
        page.items.iter().filter_map(|item| match item {
            Item::Text(run) if pages.elements[run.element.index()].name == element => Some(run),
            _ => None,
        })
    };
    of(&pages.pages[0]).collect()
}

/// Left and right of the ink of a run.
fn ink(run: &GlyphRun, job: &Job) -> (Length, Length) {
    let face = job.fonts.face(run.face);
    let edge = |units| run.width.of(face.scale(units, run.size));
    let boxes = run.glyphs.iter().filter_map(|glyph| {
        let ink = face.ink(glyph.id)?;
        Some((glyph.x + edge(ink.x_min), glyph.x + edge(ink.x_max)))
    });
    boxes.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1))).expect("ink")
}

fn too_long(problems: &[Diagnostic]) -> (usize, usize) {
    let found = problems.iter().find_map(|diagnostic| match &diagnostic.problem {
        Problem::TextTooLong(long) => {
            assert!(long.is_name && diagnostic.place.is_some(), "{diagnostic:?}");
            Some((long.text.chars().count(), long.most))
        }
        _ => None,
    });
    found.unwrap_or_else(|| panic!("{problems:?}"))
}

#[test]
fn names_of_1_to_40_characters_are_smaller_and_then_condensed_until_no_office_would_print_them() {
    let desk = Desk::new();
    for layout in ["document", "letter", "bulletin", "bulletin-even", "order", "minutes"] {
        let (mut size, mut width) = (Length::pt(2_000), HorizontalScale::FULL);
        for count in 1..=40 {
            let name = name_of(count);
            let context = format!("{count} characters in {layout}");
            let (job, pages) = match desk.set(layout, &name) {
                Ok(set) if count <= 28 => set,
                Ok(_) => panic!("{context} were printed"),
                Err(problems) => {
                    assert!(count > 28, "{context}: {problems:?}");
                    assert_eq!(too_long(&problems), (count, 28), "{context}");
                    continue;
                }
            };
            let found = runs(&pages, "masthead.name");
            let [run] = found[..] else { panic!("{context}: {} runs", found.len()) };
            assert_eq!(run.text, name);
            // Never larger or wider than a shorter name, and condensed only at the smallest size.
            assert!(run.size <= size && run.width <= width, "{context}: {:?} {:?}", run.size, run.width);
            assert!(run.width == HorizontalScale::FULL || run.size == Length::pt(26), "{context}");
            assert!(run.size >= Length::pt(26) && run.width >= HorizontalScale::percent(60), "{context}");
            (size, width) = (run.size, run.width);
            // A twentieth of a millimetre for rounding.
            let slack = Length::from_emu(1_800);
            let page = &pages.pages[0];
            let room = page.type_area.width;
            // The name of a letter is in the middle of the page, as its rules are (10.1).
            let start = if layout == "letter" { (page.width - room) / 2 } else { page.type_area.x };
            let (left, right) = ink(run, &job);
            assert!(
                left >= start - slack && right <= start + room + slack,
                "{context}: {left:?} to {right:?}"
            );
            let em = run.width.of(run.size);
            let apart = |pair: &[hongtou::page::Glyph]| pair[1].x - pair[0].x >= em - slack;
            assert!(run.glyphs.windows(2).all(apart), "{context}: characters overlap");
            let measured = measure::measure(&pages, &job.layout, &job.fonts);
            let failing = measured.iter().find(|measured| measured.verdict == Verdict::Fails);
            assert!(failing.is_none(), "{context}: {failing:#?}");
        }
        assert!(width < HorizontalScale::percent(62), "{layout} condensed nothing");
    }
}

#[test]
fn a_layout_with_two_lines_breaks_a_long_name_by_sense() {
    let desk = Desk::new();
    let layout = "extends = \"bulletin\"\n[masthead.rows.name]\nlines = 2\n";
    std::fs::write(desk.path().join("ours.toml"), layout).unwrap();
    let (_, pages) = desk.set("ours.toml", &name_of(17)).unwrap();
    assert_eq!(runs(&pages, "masthead.name").len(), 1, "17 characters have room on one line at 26 pt");
    let (job, pages) = desk.set("ours.toml", "临江市全面深化改革委员会办公室工作简报").unwrap();
    let lines = runs(&pages, "masthead.name");
    let texts: Vec<&str> = lines.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(texts, ["临江市全面深化改革", "委员会办公室工作简报"]);
    // The characters of one line are below those of the other, and the issue's number below both.
    assert!(lines[1].y - lines[0].y >= lines[1].size, "{:?}", lines[1].y - lines[0].y);
    let number = runs(&pages, "masthead.number")[0];
    assert!(number.y - number.size > lines[1].y);
    let type_area = pages.pages[0].type_area;
    for line in &lines {
        let (left, right) = ink(line, &job);
        assert!(left >= type_area.x && right <= type_area.x + type_area.width, "{}", line.text);
        assert_eq!((line.size, line.width), (lines[0].size, HorizontalScale::FULL));
        let middle = (left + right) / 2 - (type_area.x + type_area.width / 2);
        assert!(middle.abs() < Length::mm(1), "{} is {middle:?} from the middle", line.text);
    }
    // Beyond two full lines both are condensed; beyond that the name is refused, in words of its own.
    let (_, pages) = desk.set("ours.toml", &name_of(40)).unwrap();
    let lines = runs(&pages, "masthead.name");
    assert_eq!(lines.len(), 2);
    assert!(lines[0].width < HorizontalScale::FULL && lines[0].width == lines[1].width);
    let problems = desk.set("ours.toml", &name_of(60)).expect_err("60 characters on two lines");
    assert_eq!(too_long(&problems), (60, 28));
}

#[test]
fn lines_of_a_row_that_is_not_alone_in_the_middle_are_an_error_of_the_layout() {
    let desk = Desk::new();
    for (row, part) in [("left = \"左\"\nlines = 2", "masthead"), ("centre = \"中\"\nlines = 2", "article")]
    {
        let layout =
            format!("extends = \"bulletin\"\n[{part}]\norder = [\"own\"]\n[{part}.rows.own]\n{row}\n");
        std::fs::write(desk.path().join("ours.toml"), layout).unwrap();
        let problems = desk.set("ours.toml", "工作简报").expect_err("a row with lines");
        let found = problems.iter().find(|diagnostic| diagnostic.problem == Problem::LinesNotHere);
        assert!(found.is_some_and(|found| found.place.is_some()), "{part}: {problems:?}");
    }
}

#[test]
fn a_name_that_is_too_long_is_refused_in_both_languages_with_what_to_do() {
    let desk = Desk::new();
    let problems = desk.set("document", &name_of(31)).expect_err("31 characters");
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    let english = words(&problem.problem, Language::English);
    let chinese = words(&problem.problem, Language::Chinese);
    let hint = |words: &Words| words.hint.clone().expect("a hint");
    for said in ["31 characters", "a line holds 28", "26 pt", "60 %"] {
        assert!(english.message.contains(said), "{}", english.message);
    }
    for said in ["31 个字", "28 个字", "26 pt", "60%"] {
        assert!(chinese.message.contains(said), "{}", chinese.message);
    }
    assert!(hint(&english).contains("short name") && hint(&english).contains("lines = 2"), "{english:?}");
    assert!(hint(&chinese).contains("规范化简称") && hint(&chinese).contains("lines = 2"), "{chinese:?}");
}
