//! The first page shows text, no signature stands alone, and the pitch is adjusted for it as far as the layout allows.

use std::path::Path;

use hongtou::diagnostic::{Problem, Severity};
use hongtou::page::{Element, Item, Page, Pages, Region};
use hongtou::{Job, Options, measure, open, typeset};
use proptest::prelude::*;

use crate::support;

/// A document that leaves what the arguments say to the caller.
#[derive(Debug)]
struct Draft {
    layout: &'static str,
    organs: usize,
    title: String,
    addressee: String,
    body: String,
    attachments: usize,
    remark: bool,
    sealed: bool,
    /// Paragraphs of a regulation that it issues; none if empty.
    issued: Vec<String>,
}

impl Draft {
    fn new(body: &str) -> Draft {
        Draft {
            layout: "document",
            organs: 1,
            title: "关于印发澄湖县农村公路养护管理办法的通知".to_owned(),
            addressee: "各乡镇人民政府，县直各单位：".to_owned(),
            body: body.to_owned(),
            attachments: 0,
            remark: false,
            sealed: true,
            issued: Vec::new(),
        }
    }

    fn text(&self) -> String {
        let organs: Vec<String> =
            (1..=self.organs).map(|number| format!("\"澄湖县第{number}工作领导小组\"")).collect();
        let joint =
            if self.organs > 1 { format!("organs = [{}]\n", organs.join(", ")) } else { String::new() };
        let attachments: String = (1..=self.attachments)
            .map(|number| format!("[[attachment]]\ntitle = \"实施细则之{number}\"\n"))
            .collect();
        let issued = match self.issued.as_slice() {
            [] => String::new(),
            paragraphs => format!(
                "[[issued]]\ntitle = \"农村公路养护管理办法\"\nbody = \"\"\"\n{}\n\n第二条　本办法自印发之日起施行。\n\"\"\"\n",
                paragraphs.join("\n\n")
            ),
        };
        let attachments = issued + &attachments;
        let remark = if self.remark { "remark = \"此件公开发布\"\n" } else { "" };
        format!(
            "layout = \"{}\"\n[masthead]\ntitle = \"澄湖县人民政府文件\"\ncode = \"澄政发\"\nnumber = 8\n\
             issuer = \"澄湖县人民政府\"\ndate = 2026-04-08\n{joint}[[article]]\ntitle = \"{}\"\n\
             addressee = \"{}\"\nbody = \"\"\"\n{}\n\"\"\"\n{attachments}[signature]\nsealed = {}\n{remark}\
             [distribution]\ncopy_to = \"县委办公室，县人大常委会办公室。\"\n\
             [colophon]\nprinter = \"澄湖县人民政府办公室\"\nprinted = 2026-04-09\n",
            self.layout, self.title, self.addressee, self.body, self.sealed
        )
    }

    fn set(&self) -> (Job, Pages, Vec<hongtou::diagnostic::Diagnostic>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("issue.toml");
        std::fs::write(&path, self.text()).unwrap();
        let options =
            Options { bundled_fonts: true, font_dirs: vec![support::FONTS.into()], ..Options::default() };
        let job = open(Path::new(&path), &options).unwrap_or_else(|problems| panic!("{problems:?}"));
        let (pages, warnings) = typeset(&job).unwrap_or_else(|problems| panic!("{problems:?}"));
        (job, pages, warnings)
    }
}

/// The baselines of an element's lines on a page, by the beginning of its name.
fn baselines(pages: &Pages, page: &Page, name: &str) -> Vec<i64> {
    let Pages { elements, .. } = pages;
    let of = |element: &Element| element.name.starts_with(name);
    let mut lines: Vec<i64> = page
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text(run) if of(&elements[run.element.index()]) => Some(run.y.emu()),
            _ => None,
        })
        .collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

fn text_lines(pages: &Pages, page: &Page) -> usize {
    let body = baselines(pages, page, "article.body").len();
    let levels: usize = (1..=4).map(|level| baselines(pages, page, &format!("level-{level}")).len()).sum();
    body + levels
}

const SHORT: &str = "《澄湖县农村公路养护管理办法》已经2026年4月2日县政府第31次常务会议审议通过，现印发给你们，请认真贯彻执行。";

#[test]
fn a_short_text_with_its_signature_stays_on_the_first_page_whose_pitch_is_adjusted() {
    let draft = Draft { attachments: 1, remark: true, ..Draft::new(SHORT) };
    let draft = Draft {
        title: "澄湖县人民政府关于印发澄湖县农村公路养护管理办法的通知".to_owned(), ..draft
    };
    let (job, pages, warnings) = draft.set();
    assert!(warnings.is_empty(), "{warnings:?}");
    let first = &pages.pages[0];
    assert_eq!(text_lines(&pages, first), 2);
    assert_eq!(baselines(&pages, first, "closing.seal").len(), 2);
    let adjusted = first.adjusted.expect("another pitch");
    assert_eq!((adjusted.lines, adjusted.usual_lines), (24, 22));
    assert!(pages.pages[1..].iter().all(|page| page.adjusted.is_none()));
    let measured = measure::measure(&pages, &job.layout, &job.fonts);
    assert!(measure::holds(&measured), "{measured:#?}");
}

#[test]
fn where_no_pitch_helps_the_text_is_on_both_pages() {
    let draft = Draft { attachments: 4, remark: true, ..Draft::new(SHORT) };
    let (_, pages, warnings) = draft.set();
    assert!(warnings.is_empty(), "{warnings:?}");
    let signed = pages.pages.iter().position(|page| !baselines(&pages, page, "closing.seal").is_empty());
    let signed = &pages.pages[signed.expect("a signature")];
    assert!(text_lines(&pages, &pages.pages[0]) > 0);
    let above = text_lines(&pages, signed) + baselines(&pages, signed, "closing.attachments").len();
    assert!(above >= 2, "{above} lines with the signature");
}

#[test]
fn an_addressee_of_a_whole_page_is_said_to_leave_no_room_for_text() {
    let addressee = format!("{}：", "各乡镇人民政府，县直各单位，".repeat(40));
    let (_, _, warnings) = Draft { addressee, ..Draft::new(SHORT) }.set();
    let problem = warnings.iter().find(|warning| warning.problem.code() == "no-text-on-first-page");
    let problem = problem.expect("a warning").clone();
    assert_eq!(problem.severity, Severity::Warning);
    assert!(problem.place.is_some());
    assert_eq!(problem.as_checked().severity, Severity::Error);
}

fn draft() -> impl Strategy<Value = Draft> {
    let paragraph = prop_oneof![
        4 => (1..220_usize).prop_map(|count| format!("{}。", "为进一步做好农村公路养护工作".chars().cycle().take(count).collect::<String>())),
        1 => Just("一、加强组织领导".to_owned()),
        1 => Just("（一）落实责任".to_owned()),
    ];
    let body = proptest::collection::vec(paragraph, 1..9);
    let article = (1..90_usize).prop_map(|count| {
        format!(
            "第一条　{}。",
            "县政府有关部门应当落实工作责任".chars().cycle().take(count).collect::<String>()
        )
    });
    let provision = prop_oneof![
        1 => Just("第一章　总则".to_owned()),
        1 => Just("第一节　一般规定".to_owned()),
        1 => Just("有关部门履行下列职责：".to_owned()),
        4 => article,
    ];
    let issued = proptest::collection::vec(provision, 0..40);
    let flags = (any::<bool>(), any::<bool>());
    (body, 1..4_usize, 0..7_usize, flags, 6..44_usize, 1..60_usize, issued).prop_map(
        |(body, organs, attachments, (remark, sealed), title, addressee, issued)| Draft {
            layout: "document",
            organs,
            title: "关于进一步做好全县农村公路养护管理和安全生产工作的通知"
                .chars()
                .cycle()
                .take(title)
                .collect(),
            addressee: format!(
                "{}：",
                "各乡镇人民政府，".chars().cycle().take(addressee).collect::<String>()
            ),
            // The last paragraph is text, not a heading, and there is enough of it for two pages.
            body: format!("{}\n\n{}。", body.join("\n\n"), "请结合实际认真贯彻执行".repeat(12)),
            attachments,
            remark,
            sealed,
            issued,
        },
    )
}

/// The lines of the grid that stay empty at the foot of a page; `None` where it has no running text.
fn empty_lines(pages: &Pages, page: &Page, usual: u32) -> Option<i64> {
    let own = |element: &Element| element.region == Region::Text;
    let last = page.items.iter().filter_map(|item| match item {
        Item::Text(run) if own(&pages.elements[run.element.index()]) => Some(run.y - page.type_area.y),
        _ => None,
    });
    let lines = i64::from(page.grid_lines(usual));
    // A baseline is in the lower half of its line, and above its lower edge.
    Some(lines - last.max()?.emu() * lines / page.type_area.height.emu() - 1)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_page_ends_with_few_empty_lines_or_a_warning_says_so(draft in draft().prop_map(|draft| Draft { issued: Vec::new(), ..draft })) {
        let (job, pages, warnings) = draft.set();
        let most = job.layout.pagination.most_empty_lines.expect("the layout says it");
        let reported: Vec<(u32, u32)> = warnings
            .iter()
            .filter_map(|warning| match warning.problem {
                Problem::EmptyLines { page, lines, most: said } if said == most => Some((page, lines)),
                _ => None,
            })
            .collect();
        let empty: Vec<Option<i64>> =
            pages.pages.iter().map(|page| empty_lines(&pages, page, job.layout.lines)).collect();
        let last = empty.iter().rposition(Option::is_some).expect("a page with text");
        let too_many: Vec<(u32, u32)> = (0..last)
            .filter_map(|index| Some((index as u32 + 1, empty[index]? as u32)))
            .filter(|(_, lines)| *lines > most)
            .collect();
        prop_assert_eq!(too_many, reported, "{}", draft.text());
    }

    #[test]
    fn every_document_shows_text_first_and_never_a_signature_alone(draft in draft()) {
        let (job, pages, warnings) = draft.set();
        prop_assert!(warnings.iter().all(|w| w.problem.code() != "no-text-on-first-page"), "{}", draft.text());
        prop_assert!(text_lines(&pages, &pages.pages[0]) > 0, "{}", draft.text());
        let count = pages.pages.len();
        for (index, page) in pages.pages.iter().enumerate() {
            let text = text_lines(&pages, page);
            let notes = baselines(&pages, page, "closing.attachments").len();
            let signed = baselines(&pages, page, "closing.seal").len() + baselines(&pages, page, "closing.plain").len();
            let remarks = baselines(&pages, page, "closing.remark").len();
            prop_assert!(signed == 0 || text + notes > 1 || index == 0, "page {index} of {}", draft.text());
            prop_assert!(remarks == 0 || signed > 0, "the remark alone on page {index} of {}", draft.text());
            // No heading is the last on its page.
            let last = page.items.iter().filter_map(|item| match item {
                Item::Text(run) if pages.elements[run.element.index()].name != "page-number" => Some(run),
                _ => None,
            });
            let last = last.max_by_key(|run| run.y).map(|run| &pages.elements[run.element.index()].name);
            let is_heading = |name: &String| name.starts_with("level-") || ["chapter", "section"].contains(&name.as_str());
            prop_assert!(last.is_none_or(|name| !is_heading(name)), "page {index} of {}", draft.text());
            // Imprint on the last page, which is an even one.
            let is_last = index + 1 == count;
            prop_assert_eq!(!baselines(&pages, page, "imprint.printed").is_empty(), is_last);
            if let Some(adjusted) = page.adjusted {
                let limits = job.layout.pagination;
                prop_assert!(adjusted.lines <= adjusted.usual_lines + limits.more_lines);
                prop_assert!(adjusted.lines + limits.fewer_lines >= adjusted.usual_lines);
            }
        }
        prop_assert_eq!(count % 2, 0);
    }
}
