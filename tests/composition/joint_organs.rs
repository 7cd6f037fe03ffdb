//! Documents of many organs: names in the red head, the leading one alone, and signatures over several pages.

use std::collections::BTreeMap;

use hongtou::diagnostic::{Diagnostic, Language, Problem, Severity, words};
use hongtou::measure::Verdict;
use hongtou::page::{Area, GlyphRun, Item, Page, Pages};
use hongtou::units::Length;
use hongtou::{Job, Options, Workshop, measure, typeset};

use crate::support;

const ORGANS: [&str; 30] = [
    "临江市发展和改革委员会",
    "临江市教育局",
    "临江市科学技术局",
    "临江市工业和信息化局",
    "临江市公安局",
    "临江市民政局",
    "临江市司法局",
    "临江市财政局",
    "临江市人力资源和社会保障局",
    "临江市自然资源局",
    "临江市生态环境局",
    "临江市住房和城乡建设局",
    "临江市交通运输局",
    "临江市水利局",
    "临江市农业农村局",
    "临江市商务局",
    "临江市文化和旅游局",
    "临江市卫生健康委员会",
    "临江市退役军人事务局",
    "临江市应急管理局",
    "临江市审计局",
    "临江市市场监督管理局",
    "临江市统计局",
    "临江市医疗保障局",
    "临江市林业局",
    "临江市信访局",
    "临江市体育局",
    "临江市税务局",
    "临江市气象局",
    "临江市总工会",
];

/// A document by so many organs, with what its masthead and its signature say besides.
#[derive(Debug, Clone, Copy)]
struct Joint {
    layout: &'static str,
    organs: usize,
    lead_only: bool,
    sealed: bool,
}

impl Joint {
    fn of(organs: usize) -> Joint {
        Joint { layout: "document", organs, lead_only: false, sealed: true }
    }

    fn text(self) -> String {
        let organs: Vec<String> = ORGANS[..self.organs].iter().map(|name| format!("\"{name}\"")).collect();
        let lead = if self.lead_only { "lead_organ_only = true\n" } else { "" };
        let post = if self.layout == "order" { "post = \"主任\"\n" } else { "" };
        format!(
            "layout = \"{}\"\n[masthead]\ntitle = \"临江市发展和改革委员会等部门文件\"\norgans = [{}]\n{lead}\
             code = \"临发改联发\"\nnumber = 8\nissuer = \"临江市发展和改革委员会\"\ndate = 2026-04-08\n\
             [[article]]\ntitle = \"关于做好城市社区嵌入式服务设施建设工作的通知\"\n\
             addressee = \"各县（市、区）人民政府：\"\nbody = \"\"\"\n{}\n\"\"\"\n\
             [signature]\nsealed = {}\n{post}",
            self.layout,
            organs.join(", "),
            "为扎实做好城市社区嵌入式服务设施建设工作，现将有关事项通知如下，请结合实际认真贯彻执行。\n\n"
                .repeat(8),
            self.sealed,
        )
    }
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

    fn set(&self, text: &str) -> Result<(Job, Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
        let path = self.folder.path().join("issue.toml");
        std::fs::write(&path, text).unwrap();
        let job = self.workshop.open(&path)?;
        let (pages, warnings) = typeset(&job)?;
        Ok((job, pages, warnings))
    }
}

/// The runs of an element of a page.
fn runs<'p>(pages: &'p Pages, page: &'p Page, element: &str) -> Vec<&'p GlyphRun> {
    let all = page.items.iter().filter_map(|item| match item {
        Item::Text(run) if pages.elements[run.element.index()].name == element => Some(run),
        _ => None,
    });
    all.collect()
}

/// The texts of the lines of an element, one for each baseline.
fn lines(pages: &Pages, page: &Page, element: &str) -> usize {
    let mut baselines: Vec<Length> = runs(pages, page, element).iter().map(|run| run.y).collect();
    baselines.dedup();
    baselines.len()
}

/// The texts of a signature on a page: each text with its middle, by its baseline.
fn signed(pages: &Pages, page: &Page, element: &str) -> Vec<(Length, String, Length)> {
    let mut texts: BTreeMap<(Length, u32), (String, Length, Length)> = BTreeMap::new();
    for report in page
        .lines
        .iter()
        .filter(|report| report.text.starts_with("临江市") || report.text.starts_with("2026"))
    {
        let on_line = runs(pages, page, element)
            .into_iter()
            .filter(|run| run.y == report.y && run.block == report.block);
        let glyphs = on_line.flat_map(|run| &run.glyphs).filter(|glyph| glyph.cell >= report.x);
        let own: Vec<_> = glyphs.take(report.text.chars().count()).collect();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        texts.insert(
            (report.y, first.cell.emu() as u32),
            (report.text.clone(), first.cell, last.cell + last.advance),
        );
    }
    texts.into_iter().map(|((y, _), (text, left, right))| (y, text, (left + right) / 2)).collect()
}

fn overlap(one: &Area, other: &Area) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}

fn too_many(warnings: &[Diagnostic]) -> Option<(usize, usize)> {
    warnings.iter().find_map(|warning| match warning.problem {
        Problem::TooManyOrgans { count, most, .. } => {
            assert!(warning.place.is_some());
            Some((count, most))
        }
        _ => None,
    })
}

fn assert_measured(what: &str, job: &Job, pages: &Pages) {
    let measured = measure::measure(pages, &job.layout, &job.fonts);
    let failing = measured.iter().find(|measured| measured.verdict == Verdict::Fails);
    assert!(failing.is_none(), "{what}: {failing:#?}");
}

#[test]
fn names_of_organs_shrink_together_so_that_page_1_has_text_up_to_a_limit_that_is_said() {
    let desk = Desk::new();
    let mut limit = None;
    for count in 2..=ORGANS.len() {
        let (job, pages, said) = match desk.set(&Joint::of(count).text()) {
            Ok(set) => set,
            Err(problems) => {
                // With so many, the names alone are taller than the page.
                assert_eq!(too_many(&problems), Some((count, limit.expect("a limit"))), "{problems:?}");
                continue;
            }
        };
        let first = &pages.pages[0];
        if let Some((said_count, most)) = too_many(&said) {
            assert_eq!(said_count, count);
            assert_eq!(*limit.get_or_insert(count - 1), most, "{count} organs");
            continue;
        }
        assert!(limit.is_none(), "{count} organs after {limit:?} were too many");
        let names = runs(&pages, first, "masthead.organs");
        assert_eq!(names.len(), count + 1, "the names and 文件");
        let size = names[0].size;
        assert!(size <= Length::pt(40) && size >= Length::pt(22), "{count}: {size:?}");
        assert!(names.iter().all(|name| name.size == size), "{count}");
        for pair in names[..count].windows(2) {
            assert!(pair[1].y - pair[0].y > pair[0].size, "{count}: the names overlap");
        }
        assert!(
            lines(&pages, first, "article.title") > 0 && lines(&pages, first, "article.body") > 0,
            "{count}"
        );
        assert_measured(&format!("{count} organs"), &job, &pages);
    }
    let limit = limit.expect("thirty names have no room");
    assert!((8..=12).contains(&limit), "{limit}");
}

#[test]
fn too_many_organs_are_a_warning_of_the_pages_and_an_error_of_the_check_in_both_languages() {
    let (_, _, warnings) = Desk::new().set(&Joint::of(14).text()).unwrap();
    let warning = warnings.iter().find(|warning| matches!(warning.problem, Problem::TooManyOrgans { .. }));
    let warning = warning.expect("a warning").clone();
    assert_eq!(warning.severity, Severity::Warning);
    assert!(warnings.iter().all(|warning| warning.problem != Problem::NoTextOnFirstPage), "said twice");
    for (language, parts) in [
        (Language::English, ["14 organs", "22 pt", "7.3.3"]),
        (Language::Chinese, ["14 个机关", "22 pt", "7.3.3"]),
    ] {
        let words = words(&warning.problem, language);
        assert!(parts.iter().all(|part| words.message.contains(part)), "{words:?}");
        assert!(words.hint.as_ref().is_some_and(|hint| hint.contains("lead_organ_only = true")), "{words:?}");
    }
    assert_eq!(warning.as_checked().severity, Severity::Error);
}

#[test]
fn the_leading_organ_alone_is_in_the_head_and_all_of_them_sign() {
    let desk = Desk::new();
    for count in [2, 3, 7, 10, 12, 15, 30] {
        let joint = Joint { lead_only: true, ..Joint::of(count) };
        let (job, pages, warnings) =
            desk.set(&joint.text()).unwrap_or_else(|problems| panic!("{problems:?}"));
        // A signature that a page holds whole moves there with two lines of the text, and leaves room behind: said so.
        let others = |warning: &&Diagnostic| !matches!(warning.problem, Problem::EmptyLines { .. });
        assert!(warnings.iter().find(others).is_none(), "{count}: {warnings:?}");
        let first = &pages.pages[0];
        let head = runs(&pages, first, "masthead.lead-organ");
        let texts: Vec<&str> = head.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(texts.concat(), "临江市发展和改革委员会文件");
        assert!(runs(&pages, first, "masthead.organs").is_empty());
        assert!(lines(&pages, first, "article.body") > 0, "{count}");
        assert_signature(&format!("{count} organs"), &pages, count);
        assert_measured(&format!("{count} organs"), &job, &pages);
    }
}

/// Every organ signs once and in order, each with a seal of its own on it, the date last; and the first row is below
/// lines of the text.
fn assert_signature(what: &str, pages: &Pages, count: usize) {
    let mut names = Vec::new();
    let mut has_begun = false;
    for page in &pages.pages {
        let texts = signed(pages, page, "closing.seal");
        if texts.is_empty() {
            assert!(page.kept_clear.is_empty(), "{what}: seals without names");
            continue;
        }
        if !has_begun {
            assert!(
                page.number == 1 || lines(pages, page, "article.body") >= 2,
                "{what}: page {}",
                page.number
            );
        }
        has_begun = true;
        let organs: Vec<_> = texts.iter().filter(|(_, text, _)| text.starts_with('临')).collect();
        assert_eq!(organs.len(), page.kept_clear.len(), "{what}: a seal for each organ");
        for ((_, name, middle), seal) in organs.iter().zip(&page.kept_clear) {
            let off = (seal.x + seal.width / 2 - *middle).abs();
            assert!(off < Length::mm(1), "{what}: the seal of {name} is {off:?} from its middle");
            let area = &page.type_area;
            let slack = Length::from_emu(36);
            assert!(
                seal.x >= area.x - slack && seal.x + seal.width <= area.x + area.width + slack,
                "{what}: {name}"
            );
            assert!(seal.y >= area.y, "{what}: the seal of {name} is above the type area");
        }
        for (index, seal) in page.kept_clear.iter().enumerate() {
            assert!(
                page.kept_clear[..index].iter().all(|other| !overlap(seal, other)),
                "{what}: seals touch"
            );
            let beside = page.kept_clear.iter().filter(|other| other.y == seal.y).count();
            assert!(beside <= 3, "{what}: {beside} seals in a row");
        }
        names.extend(texts.into_iter().map(|(_, text, _)| text));
    }
    let date = names.pop().expect("a date");
    assert!(date.starts_with("2026年4月8日"), "{what}: {date}");
    assert_eq!(names, ORGANS[..count], "{what}");
}

#[test]
fn a_signature_without_seals_continues_on_the_next_page() {
    let desk = Desk::new();
    for count in [3, 15, 25, 30] {
        let joint = Joint { lead_only: true, sealed: false, ..Joint::of(count) };
        let (job, pages, warnings) =
            desk.set(&joint.text()).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert!(warnings.is_empty(), "{count}: {warnings:?}");
        let pages_signed: Vec<&Page> =
            pages.pages.iter().filter(|page| !runs(&pages, page, "closing.plain").is_empty()).collect();
        // With two lines of the text, some twenty lines fill a page.
        assert_eq!(pages_signed.len(), if count < 20 { 1 } else { 2 }, "{count}");
        assert!(lines(&pages, pages_signed[0], "article.body") >= 2, "{count}");
        let names = pages_signed.iter().flat_map(|page| signed(&pages, page, "closing.plain"));
        let mut names: Vec<String> = names.map(|(_, text, _)| text).collect();
        assert!(names.pop().is_some_and(|date| date.starts_with("2026年4月8日")));
        assert_eq!(names, ORGANS[..count]);
        assert_measured(&format!("{count} organs"), &job, &pages);
    }
}

#[test]
fn letters_name_the_leading_organ_and_orders_all_of_them_or_the_leading_one() {
    let desk = Desk::new();
    let head = |joint: Joint, element: &str| {
        let (job, pages, warnings) =
            desk.set(&joint.text()).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_measured(joint.layout, &job, &pages);
        let unset = |warning: &&Diagnostic| matches!(&warning.problem, Problem::NotSet { name, .. } if name.contains("organ"));
        assert!(warnings.iter().find(unset).is_none(), "{warnings:?}");
        runs(&pages, &pages.pages[0], element).iter().map(|run| run.text.clone()).collect::<Vec<_>>()
    };
    let letter = Joint { layout: "letter", ..Joint::of(3) };
    assert_eq!(head(letter, "masthead.lead-organ").concat(), "临江市发展和改革委员会");
    let order = Joint { layout: "order", ..Joint::of(2) };
    assert_eq!(head(order, "masthead.organs").concat(), "临江市发展和改革委员会临江市教育局令");
    let order = Joint { lead_only: true, ..order };
    assert_eq!(head(order, "masthead.lead-organ").concat(), "临江市发展和改革委员会令");
}

#[test]
fn the_leading_organ_alone_without_organs_is_a_warning() {
    let text = Joint { lead_only: true, ..Joint::of(2) }.text().replace("organs = [", "#");
    let (_, _, warnings) = Desk::new().set(&text).unwrap();
    let unset = |warning: &Diagnostic| {
        matches!(&warning.problem, Problem::NotSet { name, .. } if name == "masthead.lead_organ_only")
            && warning.place.is_some()
    };
    assert!(warnings.iter().any(unset), "{warnings:?}");
}
