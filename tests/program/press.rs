//! Print jobs as the office and the print shop get them: numbers, sheets, plates, marks, recipients, forms.
//!
//! What needs a tool that is not installed is skipped with a line that says so.

use crate::support;

use std::path::Path;
use std::process::{Command, Output};

use hongtou::Job;
use hongtou::Options;
use hongtou::diagnostic::{Diagnostic, Problem};
use hongtou::page::Item;
use hongtou::pdf::{self, Settings};
use hongtou::press::allotment::{self, List};
use hongtou::press::imposition::Scheme;
use hongtou::press::plates::Plate;
use hongtou::press::{Order, Press, prepare};
use hongtou::run::Side;
use hongtou::units::Length;
use support::{file, said, tool};
use tempfile::TempDir;

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/issue-245.toml");

fn order() -> Order {
    Order { rest: "存档".to_owned(), ..Order::default() }
}

fn job(layout: &str) -> Job {
    let options = Options { layout: Some(layout.to_owned()), bundled_fonts: true, ..Options::default() };
    hongtou::open(SEED.as_ref(), &options).expect("the seed")
}

fn made(order: &Order) -> (Press, Job) {
    let mut job = job("bulletin");
    let (press, _) = prepare(&mut job, order).expect("a job");
    (press, job)
}

fn written(press: &Press, job: &Job, plate: Plate) -> Vec<u8> {
    let run = press.run(plate, "工作动态", &job.layout, &job.fonts);
    let mut bytes = Vec::new();
    pdf::write_run(&run, &job.fonts, &Settings::default(), &mut bytes, &mut |_| {}).expect("a PDF");
    bytes
}

/// The program's `press` on the seed.
fn press(folder: &TempDir, arguments: &[&str]) -> Output {
    let out = folder.path().join("job");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.args(["press", SEED, "--bundled-fonts", "--lang", "en", "-o"]).arg(out).args(arguments);
    command.output().expect("the program")
}

fn path(folder: &TempDir, suffix: &str) -> String {
    folder.path().join("job").join(format!("issue-245-{suffix}")).to_str().expect("a plain path").to_owned()
}

/// The numbers of six digits in a file, page by page, from left to right.
fn numbers(pdf: &str) -> Option<Vec<Vec<u32>>> {
    let output = tool("pdftotext", "poppler-utils", &["-raw", pdf, "-"])?;
    let text = said("pdftotext", &output);
    let of_page = |page: &str| -> Vec<u32> {
        let words = page.split_whitespace();
        let is_number = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
        words.filter(is_number).map(|word| word.parse().unwrap()).collect()
    };
    Some(text.split('\u{c}').map(of_page).collect())
}

fn check_syntax(pdf: &str) {
    if let Some(output) = tool("qpdf", "qpdf", &["--check", pdf]) {
        said("qpdf", &output);
    }
}

fn pages_in(pdf: &str) -> Option<usize> {
    let output = tool("qpdf", "qpdf", &["--show-npages", pdf])?;
    Some(said("qpdf", &output).trim().parse().unwrap())
}

// Numbers.

#[test]
fn all_720_copies_have_their_number_and_share_their_pages() {
    let folder = tempfile::tempdir().unwrap();
    said("hongtou", &press(&folder, &["--numbered"]));
    let pdf = path(&folder, "press.pdf");
    check_syntax(&pdf);
    let issue = hongtou::typeset(&job("bulletin")).unwrap().0;
    let single = pdf::write(&issue, &job("bulletin").fonts).unwrap().len();
    let size = std::fs::metadata(&pdf).unwrap().len() as usize;
    assert!(size < single * 3 + 720 * 1024, "{size} bytes, one copy {single}");
    let Some(found) = numbers(&pdf) else { return };
    let found: Vec<u32> = found.into_iter().flatten().collect();
    assert_eq!(found, (1..=720).collect::<Vec<u32>>());
    assert_eq!(pages_in(&pdf), Some(720 * issue.pages.len()));
}

/// A hundred thousand in a release build; the bench measures as many.
#[test]
fn very_many_copies_fit() {
    let copies: u32 = if cfg!(debug_assertions) { 5_000 } else { 100_000 };
    let order = Order { copies: Some(copies), first_number: Some(1), ..order() };
    let (press, job) = made(&order);
    let bytes = written(&press, &job, Plate::All);
    assert!(bytes.len() < 3 * 400_000 + copies as usize * 1024, "{} bytes", bytes.len());
    let folder = tempfile::tempdir().unwrap();
    let pdf = file(folder.path(), "many.pdf", &bytes);
    let Some(pages) = pages_in(&pdf) else { return };
    assert_eq!(pages, copies as usize * press.pages.pages.len());
    let last = pages.to_string();
    let first_of_last = (pages - press.pages.pages.len() + 1).to_string();
    let arguments = ["-raw", "-f", &first_of_last, "-l", &last, &pdf, "-"];
    let Some(output) = tool("pdftotext", "poppler-utils", &arguments) else { return };
    assert!(said("pdftotext", &output).contains(&format!("{copies:06}")));
}

#[test]
fn the_number_stands_where_the_layout_has_it() {
    // GB/T 9704 7.2.1: 3 号, the upper left corner of the type area, its first line.
    let order = Order { first_number: Some(7), ..order() };
    let (press, job) = made(&order);
    let numbers = press.numbers.as_ref().unwrap();
    let area = press.pages.pages[0].type_area;
    let run = numbers.run(4);
    assert_eq!(run.text, "000011");
    assert_eq!((numbers.page, run.size), (0, Length::pt(16)));
    assert_eq!(run.glyphs[0].x, area.x);
    assert!(run.y > area.y && run.y < area.y + job.layout.pitch());
    // Another layout, another place.
    let mut confidential = self::job("bulletin-confidential");
    confidential.issue.masthead.secrecy = Some(confidential.issue.masthead.title.clone());
    let (press, _) = prepare(&mut confidential, &order).unwrap();
    let run = press.numbers.unwrap().run(0);
    assert!(run.glyphs[0].x > area.x + area.width / 2, "编号 stands at the upper right");
}

/// The number is found by where it comes from: a name or a code may have the same digits.
#[test]
fn a_name_that_has_the_digits_of_the_number_is_not_renumbered() {
    for (layout, title) in
        [("letter", "某县人民政府000001"), ("bulletin", "000001"), ("bulletin", "动态000001")]
    {
        let mut job = job(layout);
        if layout == "letter" {
            let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/letter.toml");
            let options = Options { bundled_fonts: true, ..Options::default() };
            job = hongtou::open(example.as_ref(), &options).expect("the example");
        }
        job.issue.masthead.title.value = title.to_owned();
        let order = Order { first_number: Some(1), copies: Some(3), ..order() };
        let (press, _) = prepare(&mut job, &order).expect("a job");
        let numbers = press.numbers.as_ref().expect("numbers");
        let left: String = press.pages.pages[0]
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Text(run) if run.field.as_deref() == Some("masthead.title") => Some(run.text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(left, title, "{layout}");
        assert_eq!(numbers.pattern.field.as_deref(), Some("masthead.copy_number"));
        assert_eq!(numbers.run(2).text, "000003");
    }
}

#[test]
fn a_layout_that_shows_the_number_twice_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let layout = "extends = \"bulletin\"\n[masthead]\norder = [\"copy-number\", \"name\", \"again\"]\n\
                  [masthead.rows.again]\nstyle = \"line\"\nleft = \"{masthead.copy_number}\"\n";
    let layout = file(folder.path(), "twice.toml", layout.as_bytes());
    let order = Order { first_number: Some(1), ..order() };
    assert!(matches!(problem_of(&order, &layout), Problem::SeveralPlacesForNumber { places: 2, .. }));
}

#[test]
fn numbering_moves_nothing_else() {
    let (plain, _) = made(&order());
    let (numbered, _) = made(&Order { first_number: Some(1), ..order() });
    for (plain, numbered) in plain.pages.pages.iter().zip(&numbered.pages.pages) {
        let places = |page: &hongtou::page::Page| -> Vec<(Length, String)> {
            let text = |item: &Item| match item {
                Item::Text(run) => Some((run.y, run.text.clone())),
                _ => None,
            };
            page.items.iter().filter_map(text).collect()
        };
        assert_eq!(places(plain), places(numbered));
    }
}

fn problem_of(order: &Order, layout: &str) -> Problem {
    let mut job = job(layout);
    prepare(&mut job, order).expect_err("a problem").swap_remove(0).problem
}

#[test]
fn numbers_that_run_out_and_layouts_without_a_place_are_told() {
    let order = Order { first_number: Some(999_500), ..order() };
    assert!(matches!(problem_of(&order, "bulletin"), Problem::NumbersRunOut { first: 999_500, .. }));
    let folder = tempfile::tempdir().unwrap();
    let layout = "extends = \"bulletin\"\n[masthead]\norder = [\"name\", \"number\", \"rule\"]\n";
    let layout = file(folder.path(), "bare.toml", layout.as_bytes());
    let order = Order { first_number: Some(1), ..order };
    assert!(matches!(problem_of(&order, &layout), Problem::NoPlaceForNumber { .. }));
}

#[test]
fn the_same_job_gives_the_same_bytes() {
    let order = Order { copies: Some(9), first_number: Some(1), marks: true, ..order() };
    for scheme in [None, Some(Scheme::Saddle), Some(Scheme::CutStack), Some(Scheme::DuplexShort)] {
        let order = Order { scheme, ..order.clone() };
        let bytes = || {
            let (press, job) = made(&order);
            written(&press, &job, Plate::All)
        };
        assert!(bytes() == bytes(), "{scheme:?}");
    }
}

// Sheets.

#[test]
fn cut_and_stacked_the_numbers_are_in_order() {
    for copies in [1u32, 2, 7, 40] {
        let order = Order {
            copies: Some(copies),
            first_number: Some(100),
            scheme: Some(Scheme::CutStack),
            ..order()
        };
        let (press, job) = made(&order);
        let folder = tempfile::tempdir().unwrap();
        let pdf = file(folder.path(), "cut.pdf", &written(&press, &job, Plate::All));
        check_syntax(&pdf);
        let Some(found) = numbers(&pdf) else { return };
        let fronts: Vec<Vec<u32>> = found.into_iter().filter(|numbers| !numbers.is_empty()).collect();
        let pile = |place: usize| fronts.iter().filter_map(move |numbers| numbers.get(place).copied());
        let stack: Vec<u32> = pile(0).chain(pile(1)).collect();
        assert_eq!(stack, (100..100 + copies).collect::<Vec<u32>>());
    }
}

/// A word and its box in points: left, top, right, bottom.
pub type Word = (String, [f64; 4]);

/// The words of each page.
pub fn words(pdf: &str) -> Option<Vec<Vec<Word>>> {
    let output = tool("pdftotext", "poppler-utils", &["-bbox", pdf, "-"])?;
    let text = said("pdftotext", &output);
    let text = text.split_once("?>").map_or(text.as_str(), |(_, rest)| rest);
    let text = text.split_once("<body>").expect("a body").1;
    let pages = text.split("<page ").skip(1);
    let word = |line: &str| -> Option<Word> {
        let line = line.trim().strip_prefix("<word ")?;
        let number = |key: &str| -> f64 {
            let rest = line.split_once(&format!("{key}=\"")).unwrap().1;
            rest.split('"').next().unwrap().parse().unwrap()
        };
        let written = line.split_once('>')?.1.strip_suffix("</word>")?;
        Some((written.to_owned(), ["xMin", "yMin", "xMax", "yMax"].map(number)))
    };
    Some(pages.map(|page| page.lines().filter_map(word).collect()).collect())
}

/// Every word of a side stands where the plan puts its page.
fn assert_words_in_place(scheme: Scheme) {
    let plain = Order { copies: Some(1), ..order() };
    let (mut press, job) = made(&Order { scheme: Some(scheme), ..plain });
    let folder = tempfile::tempdir().unwrap();
    let imposed = press.run(Plate::All, "", &job.layout, &job.fonts);
    let sheets = file(folder.path(), "sheets.pdf", &written(&press, &job, Plate::All));
    press.scheme = None;
    let pages = file(folder.path(), "pages.pdf", &written(&press, &job, Plate::All));
    let (Some(sheets), Some(pages)) = (words(&sheets), words(&pages)) else { return };
    assert_eq!(sheets.len(), imposed.sides.len());
    let mut compared = 0;
    for (side, found) in imposed.sides.iter().zip(&sheets) {
        for placement in &side.placements {
            let page = &press.pages.pages[placement.page];
            for (text, place) in &pages[placement.page] {
                let moved = placed(*place, side, placement, page);
                let near = |other: &[f64; 4]| moved.iter().zip(other).all(|(a, b)| (a - b).abs() < 0.02);
                assert!(
                    found.iter().any(|(other, place)| other == text && near(place)),
                    "{scheme:?}: {text} of page {} is not at {moved:?}",
                    placement.page + 1
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared} words");
}

fn placed(
    [left, top, right, bottom]: [f64; 4],
    side: &Side,
    placement: &hongtou::run::Placement,
    page: &hongtou::page::Page,
) -> [f64; 4] {
    let (x, y) = ((side.margin + placement.x).to_pt(), (side.margin + placement.y).to_pt());
    let (width, height) = (page.width.to_pt(), page.height.to_pt());
    if placement.upside_down {
        return [x + width - right, y + height - bottom, x + width - left, y + height - top];
    }
    [left + x, top + y, right + x, bottom + y]
}

#[test]
fn pages_stand_on_the_sheets_where_the_plan_puts_them() {
    for scheme in [Scheme::Saddle, Scheme::CutStack, Scheme::DuplexLong] {
        assert_words_in_place(scheme);
    }
}

#[test]
fn turned_about_the_short_edge_backs_stand_on_their_heads() {
    let (press, job) = made(&Order { copies: Some(1), scheme: Some(Scheme::DuplexShort), ..order() });
    let bytes = written(&press, &job, Plate::All);
    let folder = tempfile::tempdir().unwrap();
    let pdf = file(folder.path(), "short.pdf", &bytes);
    let Some(output) = tool("pdftotext", "poppler-utils", &["-raw", "-f", "2", "-l", "2", &pdf, "-"]) else {
        return;
    };
    said("pdftotext", &output);
    let run = press.run(Plate::All, "", &job.layout, &job.fonts);
    assert!(run.sides[1].placements[0].upside_down && !run.sides[0].placements[0].upside_down);
    let Some(words) = words(&pdf) else { return };
    // The page number of page 2 stands at the lower left; on its head it stands at the upper right.
    let number = words[1].iter().find(|(text, _)| text.contains('2') && text.chars().count() < 4);
    let (_, place) = number.expect("page 2 has its number");
    assert!(place[0] > 300.0 && place[1] < 200.0, "{place:?}");
}

#[test]
fn marks_stand_outside_the_trim_and_within_the_paper() {
    for scheme in [None, Some(Scheme::Saddle), Some(Scheme::CutStack), Some(Scheme::DuplexLong)] {
        let (press, job) = made(&Order { marks: true, scheme, ..order() });
        for side in press.run(Plate::All, "工作动态　第12期", &job.layout, &job.fonts).sides {
            assert!(side.marks.len() > 20);
            let (paper, trim) = (side.paper(), side.trim);
            let (left, top) = (side.margin, side.margin);
            let mut has_name = false;
            for mark in &side.marks {
                let [x, y, right, bottom] = match mark {
                    Item::Rule(rule) => [rule.x, rule.y, rule.x + rule.width, rule.y + rule.height],
                    Item::Text(run) => {
                        has_name = true;
                        let last = run.glyphs.last().unwrap();
                        [run.glyphs[0].x, run.y - run.size, last.x + run.size, run.y + run.size / 4]
                    }
                    Item::Dot(_) => panic!("no mark is a dot"),
                };
                let zero = Length::ZERO;
                assert!(x >= zero && y >= zero && right <= paper.width && bottom <= paper.height, "{mark:?}");
                let beside = right <= left || x >= left + trim.width;
                let above_or_below = bottom <= top || y >= top + trim.height;
                assert!(beside || above_or_below, "{scheme:?}: {mark:?} is within the trim");
            }
            assert!(has_name);
        }
    }
}

#[test]
fn staples_are_marked_70_mm_from_head_and_foot() {
    let (press, job) = made(&Order { marks: true, scheme: Some(Scheme::Saddle), ..order() });
    let weight = press.measures.staple_weight;
    for side in press.run(Plate::All, "", &job.layout, &job.fonts).sides {
        let heights: Vec<Length> = side
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Item::Rule(rule) if rule.height == weight => Some(rule.y + rule.height / 2 - side.margin),
                _ => None,
            })
            .collect();
        assert!(!heights.is_empty());
        for height in heights {
            let from_edge = height.min(side.trim.height - height);
            assert!((from_edge - Length::mm(70)).abs() < Length::mm(1) / 100, "{from_edge:?}");
        }
    }
}

// Plates.

/// The ink on each page, in thousandths: cyan, magenta, yellow, black.
fn ink(pdf: &str) -> Option<Vec<[f64; 4]>> {
    let output = tool("gs", "ghostscript", &["-q", "-o", "-", "-sDEVICE=inkcov", pdf])?;
    let line = |line: &str| {
        let mut parts = line.split_whitespace().map_while(|part| part.parse().ok());
        Some([parts.next()?, parts.next()?, parts.next()?, parts.next()?])
    };
    Some(said("gs", &output).lines().filter_map(line).collect())
}

#[test]
fn black_and_red_are_two_files_of_one_size_that_share_no_ink() {
    let folder = tempfile::tempdir().unwrap();
    let arguments =
        ["--numbered", "--copies", "2", "--plates", "separate", "--impose", "saddle-a3", "--marks"];
    said("hongtou", &press(&folder, &arguments));
    let (black, red) = (path(&folder, "black.pdf"), path(&folder, "red.pdf"));
    let (Some(black_ink), Some(red_ink)) = (ink(&black), ink(&red)) else { return };
    // What is red is the same on every copy, so its file holds one.
    assert_eq!(black_ink.len(), red_ink.len() * 2);
    for (black, red) in black_ink.iter().zip(red_ink.iter().cycle()) {
        // Marks are on every plate, so every page of each has ink.
        assert!(black[3] > 0.0 && black[..3] == [0.0; 3], "{black:?}");
        assert!(red[1] > 0.0 && red[2] > 0.0 && red[0] == 0.0 && red[3] == 0.0, "{red:?}");
    }
    let Some(boxes) = tool("pdfinfo", "poppler-utils", &["-box", &black]) else { return };
    let boxes_of = |output: &Output| -> Vec<String> {
        said("pdfinfo", output).lines().filter(|line| line.contains("Box")).map(str::to_owned).collect()
    };
    let red_boxes = tool("pdfinfo", "poppler-utils", &["-box", &red]).unwrap();
    assert_eq!(boxes_of(&boxes), boxes_of(&red_boxes));
}

#[test]
fn the_plates_together_are_the_pages() {
    let (press, _) = made(&order());
    let count =
        |plate: Plate| -> usize { plate.of(&press.pages).pages.iter().map(|page| page.items.len()).sum() };
    assert!(count(Plate::Red) > 0);
    assert_eq!(count(Plate::Black) + count(Plate::Red), count(Plate::All));
}

// Recipients.

fn read(folder: &TempDir, bytes: &[u8]) -> Result<List, Vec<Diagnostic>> {
    let path = file(folder.path(), "list.csv", bytes);
    allotment::read(Path::new(&path))
}

const LIST: &str = "单位,份数\r\n省扶贫办综合处,12\r\n\"省委办公厅，省府办公厅\",30份\r\n";

#[test]
fn lists_are_read_in_every_encoding_that_offices_write() {
    let folder = tempfile::tempdir().unwrap();
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(LIST.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let gb18030 = encoding_rs::GB18030.encode(LIST).0.into_owned();
    let with_mark = [b"\xEF\xBB\xBF", LIST.as_bytes()].concat();
    for bytes in [LIST.as_bytes().to_vec(), with_mark, gb18030, utf16, LIST.replace(',', "\t").into_bytes()] {
        let list = read(&folder, &bytes).unwrap();
        let found: Vec<(&str, u32)> =
            list.entries.iter().map(|entry| (entry.to.value.as_str(), entry.copies.value)).collect();
        assert_eq!(found, [("省扶贫办综合处", 12), ("省委办公厅，省府办公厅", 30)]);
    }
}

#[test]
fn columns_are_found_by_their_headings_and_sums_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    let list = read(&folder, "序号,收文单位,备注,份数\n1,甲,,3\n2,乙,急,4\n,合计,,7\n".as_bytes()).unwrap();
    assert_eq!(list.sum(), 7);
    let problems = read(&folder, "甲,3\n乙,4\n合计,8\n".as_bytes()).unwrap_err();
    assert_eq!(problems[0].problem, Problem::WrongSum { written: "8".into(), sum: 7 });
}

fn found(list: &List) -> Vec<(&str, u32)> {
    list.entries.iter().map(|entry| (entry.to.value.as_str(), entry.copies.value)).collect()
}

#[test]
fn a_total_row_is_no_recipient_however_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    for total in
        ["合 计", "合　计", "合计：", "合计（份）", "共计", "小计", "总数", "合計", "印数合计", "TOTAL", ""]
    {
        let text = format!("收文单位,份数\n县委办公室,20\n县政府办公室,40\n{total},60\n");
        let list = read(&folder, text.as_bytes()).unwrap();
        assert_eq!(found(&list), [("县委办公室", 20), ("县政府办公室", 40)], "{total}");
        let wrong = text.replace("60", "61");
        assert!(total.is_empty() || read(&folder, wrong.as_bytes()).is_err(), "{total}");
    }
    // Under a heading of numbers the total stands in another column.
    let list = read(&folder, "序号,单位,份数\n1,甲,3\n2,乙,4\n合 计,,7\n".as_bytes()).unwrap();
    assert_eq!(list.sum(), 7);
    // 小计 sums what is above it up to the last one, 合计 all of it.
    let list = read(&folder, "甲,3\n乙,4\n小计,7\n丙,5\n丁,6\n小计,11\n合计,18\n".as_bytes()).unwrap();
    assert_eq!((list.entries.len(), list.sum(), list.warnings.len()), (4, 18, 0));
}

#[test]
fn a_last_row_that_is_the_sum_of_those_above_it_is_taken_for_the_total_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let list = read(&folder, "甲,20\n乙,40\n全县,60\n".as_bytes()).unwrap();
    assert_eq!(list.sum(), 60);
    assert_eq!(list.warnings[0].problem, Problem::TakenForTotal { name: "全县".into(), sum: 60 });
    assert_eq!(lines(&list.warnings), [3]);
    // The way out that the warning names.
    let list = read(&folder, "甲,20\n乙,40\n丙,60\n合计,120\n".as_bytes()).unwrap();
    assert_eq!((list.sum(), list.warnings.len()), (120, 0));
    // One row above says nothing, and a row in the middle is no last one.
    assert_eq!(read(&folder, "甲,20\n乙,20\n".as_bytes()).unwrap().sum(), 40);
    assert_eq!(read(&folder, "甲,1\n乙,2\n丙,3\n丁,9\n".as_bytes()).unwrap().sum(), 15);
}

#[test]
fn titles_above_the_heading_and_headings_of_many_kinds_are_read() {
    let folder = tempfile::tempdir().unwrap();
    for heading in
        ["收文单位,份数", "单位,发送份数", "主送单位,数量（份）", "单 位,份 数", "领取单位,印发份数"]
    {
        let text = format!("《工作动态》第12期分发表,\n2021年3月29日,\n{heading}\n甲,3\n乙,4\n");
        assert_eq!(found(&read(&folder, text.as_bytes()).unwrap()), [("甲", 3), ("乙", 4)], "{heading}");
    }
}

#[test]
fn an_office_that_gets_no_copies_is_left_out_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let list = read(&folder, "甲,3\n乙,0\n丙,4份\n".as_bytes()).unwrap();
    assert_eq!(found(&list), [("甲", 3), ("丙", 4)]);
    assert_eq!(list.warnings[0].problem, Problem::NoCopiesFor { name: "乙".into() });
    assert_eq!(lines(&list.warnings), [2]);
}

/// A workbook with one sheet of rows, numbers as numbers.
fn workbook(rows: &str) -> Vec<u8> {
    use std::io::Write;
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let packages = "http://schemas.openxmlformats.org/package/2006";
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{packages}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
                 <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"表\" sheetId=\"1\" \
                 r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{packages}/relationships\"><Relationship Id=\"r1\" \
                 Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("{head}{text}").as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A row of a workbook that begins in column B, its number first; texts and numbers.
fn row(number: u32, cells: &[&str]) -> String {
    let cell = |(index, text): (usize, &&str)| {
        let place = format!("{}{number}", char::from(b'B' + index as u8));
        match text.parse::<f64>() {
            Ok(value) => format!("<c r=\"{place}\"><v>{value}</v></c>"),
            Err(_) => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    let cells: String = cells.iter().enumerate().map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

#[test]
fn a_workbook_is_read_as_a_table_and_its_rows_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let rows = [
        row(1, &["第12期分发表"]),
        row(3, &["单位", "份数"]),
        row(4, &["甲，乙", "3"]),
        row(5, &["\"丙\"", "4"]),
        row(7, &["合 计", "7"]),
    ];
    let list = read(&folder, &workbook(&rows.concat())).unwrap();
    assert_eq!(found(&list), [("甲，乙", 3), ("\"丙\"", 4)]);
    let wrong = [rows[1].clone(), row(4, &["甲", "1.5"]), row(6, &["乙", "-2"])].concat();
    let problems = read(&folder, &workbook(&wrong)).unwrap_err();
    assert_eq!(lines(&problems), [4, 6], "the rows of the sheet");
    let place = problems[0].place.as_ref().unwrap();
    assert_eq!(&place.source.text[place.span.clone()], "1.5");
}

#[test]
fn workbooks_that_are_none_or_mean_harm_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let whole = workbook(&row(1, &["甲", "3"]));
    let far = workbook(&format!("{}{}", row(1, &["甲", "3"]), row(1_048_576, &["乙", "4"])));
    let long = workbook(&format!("<!--{}-->", " ".repeat(70 << 20)));
    for (bytes, fault) in [
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old".to_vec(), "OldForm"),
        (far, "TooLarge"),
        (long, "TooLarge"),
        (whole[..whole.len() / 2].to_vec(), "Damaged"),
        (b"PK\x03\x04 nothing".to_vec(), "Damaged"),
    ] {
        let problem = read(&folder, &bytes).unwrap_err().swap_remove(0).problem;
        assert!(matches!(problem, Problem::BadWorkbook { .. }), "{problem:?}");
        assert!(format!("{problem:?}").contains(fault), "{problem:?}");
    }
    assert!(matches!(read(&folder, &workbook("")).unwrap_err()[0].problem, Problem::NoRecipients { .. }));
}

/// The lines that problems point at.
fn lines(problems: &[Diagnostic]) -> Vec<usize> {
    let line = |problem: &Diagnostic| {
        let place = problem.place.as_ref().expect("a place");
        place.source.text[..place.span.start].matches('\n').count() + 1
    };
    problems.iter().map(line).collect()
}

#[test]
fn every_row_that_is_wrong_is_told_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let text = "甲,-3\n乙,\n丙,99999999999\n丁,十二\n戊,5\n,6\n己\n庚,7,8\n";
    let problems = read(&folder, text.as_bytes()).unwrap_err();
    assert_eq!(lines(&problems), [1, 2, 3, 4, 6, 7, 8]);
    let bad = problems.iter().filter(|problem| matches!(problem.problem, Problem::BadCopies { .. })).count();
    assert_eq!(bad, 4);
    assert!(matches!(problems[4].problem, Problem::EmptyText { .. }));
    assert_eq!(problems[6].problem, Problem::TableColumns { found: 3 });
    // What is marked is the number itself.
    let place = problems[0].place.as_ref().unwrap();
    assert_eq!(&place.source.text[place.span.clone()], "-3");
}

#[test]
fn recipients_that_are_there_twice_or_get_too_much_are_told_with_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let list = read(&folder, "甲,3\n乙,4\n 甲 ,5\n丙,1\n".as_bytes()).unwrap();
    let problems = allotment::share_out(&list, 10, "存档").unwrap_err();
    assert_eq!(problems[0].problem, Problem::DuplicateRecipient { name: "甲".into(), first_line: 1 });
    assert_eq!(problems[1].problem, Problem::AllotmentExceeds { allotted: 13, copies: 10 });
    assert_eq!(lines(&problems), [3, 3]);
}

#[test]
fn what_is_left_goes_to_the_archive_and_serials_follow_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let list = read(&folder, LIST.as_bytes()).unwrap();
    let shares = allotment::share_out(&list, 50, "备用").unwrap();
    let found: Vec<(&str, u32, u32)> =
        shares.iter().map(|share| (share.to.as_str(), share.start, share.copies)).collect();
    assert_eq!(found, [("省扶贫办综合处", 0, 12), ("省委办公厅，省府办公厅", 12, 30), ("备用", 42, 8)]);
    assert_eq!(allotment::share_out(&list, 42, "备用").unwrap().len(), 2);
}

#[test]
fn files_that_are_no_lists_are_told() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(read(&folder, b"").unwrap_err()[0].problem, Problem::NoRecipients { .. }));
    assert!(matches!(
        read(&folder, b"\xFF\x00\x81").unwrap_err()[0].problem,
        Problem::UnknownEncoding { .. }
    ));
    let missing = allotment::read(&folder.path().join("none.csv")).unwrap_err();
    assert!(matches!(missing[0].problem, Problem::CannotRead { .. }));
}

// Forms.

fn text_of(pdf: &str) -> Option<String> {
    let output = tool("pdftotext", "poppler-utils", &["-raw", pdf, "-"])?;
    Some(said("pdftotext", &output).chars().filter(|character| !character.is_whitespace()).collect())
}

#[test]
fn the_job_has_its_sheet_its_list_and_its_slips() {
    let folder = tempfile::tempdir().unwrap();
    let list = file(folder.path(), "list.csv", LIST.as_bytes());
    let arguments =
        ["--numbered", "--allotment", &list, "--slips", "--impose", "saddle-a3", "--rest", "备用", "--proof"];
    said("hongtou", &press(&folder, &arguments));
    let json = std::fs::read_to_string(path(&folder, "job-sheet.json")).unwrap();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["copies"], 720);
    assert_eq!(json["numbers"], serde_json::json!(["000001", "000720"]));
    assert_eq!(json["pages"].as_u64().unwrap() % 4, 0);
    assert_eq!(json["sheets"].as_u64().unwrap(), json["sheets_each"].as_u64().unwrap() * 720);
    assert_eq!(json["sheet_mm"], serde_json::json!([420.0, 297.0]));
    assert_eq!(json["staples_mm"], 70.0);
    let inks: Vec<&str> =
        json["inks"].as_array().unwrap().iter().map(|ink| ink["name"].as_str().unwrap()).collect();
    assert_eq!(inks, ["品红（M）", "黄（Y）", "黑（K）"]);
    let csv = std::fs::read(path(&folder, "allotment.csv")).unwrap();
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.starts_with('\u{FEFF}'), "Excel and WPS know UTF-8 by its mark");
    assert!(csv.contains("2,省委办公厅，省府办公厅,30,000013,000042\r\n"), "{csv}");
    assert!(csv.ends_with("3,备用,678,000043,000720\r\n"), "{csv}");
    for suffix in ["press.pdf", "proof.pdf", "job-sheet.pdf", "allotment.pdf", "slips.pdf"] {
        check_syntax(&path(&folder, suffix));
    }
    let Some(sheet) = text_of(&path(&folder, "job-sheet.pdf")) else { return };
    for expected in
        ["印刷作业单", "广东脱贫攻坚工作动态", "720份", "000001—000720", "60—80克", "70毫米", "骑马订"]
    {
        assert!(sheet.contains(expected), "{expected}: {sheet}");
    }
    let list = text_of(&path(&folder, "allotment.pdf")).unwrap();
    assert!(list.contains("000013—000042") && list.contains("合计720"), "{list}");
    assert_eq!(pages_in(&path(&folder, "slips.pdf")), Some(3));
}

#[test]
fn without_numbers_the_file_holds_one_copy() {
    let folder = tempfile::tempdir().unwrap();
    said("hongtou", &press(&folder, &[]));
    let pages = hongtou::typeset(&job("bulletin")).unwrap().0.pages.len();
    let Some(found) = pages_in(&path(&folder, "press.pdf")) else { return };
    assert_eq!(found, pages);
}

#[test]
fn a_job_that_cannot_be_made_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let list = file(folder.path(), "list.csv", "甲,721\n".as_bytes());
    let output = press(&folder, &["--allotment", &list]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("721 copies are given away, and 720 are printed"), "{said}");
    assert!(!folder.path().join("job").exists());
}

/// Ctrl-C in the middle of a long file.
#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("job");
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command
        .args(["press", SEED, "--bundled-fonts", "--numbered", "--copies", "900000", "-q", "-o"])
        .arg(&out);
    let mut program = command.stderr(std::process::Stdio::null()).spawn().unwrap();
    let files = || std::fs::read_dir(&out).map(Iterator::count).unwrap_or_default();
    let start = std::time::Instant::now();
    while files() == 0 && start.elapsed() < std::time::Duration::from_secs(60) {
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert_eq!(files(), 1, "the file is being written");
    let kill = Command::new("kill").args(["-INT", &program.id().to_string()]).status().unwrap();
    assert!(kill.success());
    assert_eq!(program.wait().unwrap().code(), Some(130));
    assert_eq!(files(), 0);
}

#[test]
fn another_number_of_copies_than_the_issue_prints_is_worth_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let output = press(&folder, &["--copies", "800"]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("800 copies are printed, and the issue says 720"), "{said}");
}

#[test]
fn a_proof_shows_the_grid_in_a_layer_that_does_not_print() {
    let (press, job) = made(&order());
    let run = hongtou::press::proof::run(&press.pages, &job.layout, &press.measures);
    // 21 lines between 22 bands, and two frames of four rules.
    assert!(run.sides.iter().all(|side| side.overlay.len() == 21 + 8));
    let mut bytes = Vec::new();
    pdf::write_run(&run, &job.fonts, &Settings::plain(), &mut bytes, &mut |_| {}).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let pdf = file(folder.path(), "proof.pdf", &bytes);
    let target = folder.path().join("flat.pdf").to_str().unwrap().to_owned();
    let Some(output) = tool("qpdf", "qpdf", &["--qdf", "--object-streams=disable", &pdf, &target]) else {
        return;
    };
    said("qpdf", &output);
    let text = String::from_utf8_lossy(&std::fs::read(target).unwrap()).into_owned();
    assert!(text.contains("/PrintState /OFF") && text.contains("/OC/L BDC"));
}

#[test]
fn slips_want_recipients() {
    let folder = tempfile::tempdir().unwrap();
    let output = press(&folder, &["--slips"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("distribution.allotment"));
}
