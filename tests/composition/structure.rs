//! Regulations, plans, minutes and reports: chapters, articles, headings, items, lists of persons.

use hongtou::fonts::FaceId;
use hongtou::page::{Item, Page, Part};
use hongtou::units::Length;
use proptest::prelude::*;

use crate::support::examples::{
    Finished, LAYOUTS, documents, finished, layout_of, path, runs, set, set_with_warnings,
};

const HEADINGS: [&str; 10] = [
    "level-1",
    "level-2",
    "level-3",
    "level-4",
    "level-5",
    "part",
    "subpart",
    "chapter",
    "section",
    "contents-title",
];

/// A document with a body, set.
fn document(layout: &str, body: &str, rest: &str) -> Finished {
    set_text(&document_text(layout, body, rest), layout)
}

/// The text of a document with a body.
fn document_text(layout: &str, body: &str, rest: &str) -> String {
    // A warning is a failure: only these set it.
    let code = if ["document", "letter"].contains(&layout) { "code = \"云政发\"\n" } else { "" };
    format!(
        "layout = \"{layout}\"\n[masthead]\ntitle = \"云溪县人民政府文件\"\n{code}number = 3\nissuer = \"云溪县人民政府\"\ndate = 2026-03-02\n[[article]]\ntitle = \"关于有关事项的通知\"\nbody = '''\n{body}\n'''\n{rest}"
    )
}

/// An issue, set.
fn set_text(text: &str, layout: &str) -> Finished {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue.toml");
    std::fs::write(&path, text).unwrap();
    set(&path, "a document", layout)
}

/// The lines of running text of a page from the top downward: style and text.
fn lines(page: &Page) -> Vec<(String, String)> {
    let mut lines: Vec<_> = page.lines.iter().collect();
    lines.sort_by_key(|line| line.y);
    let is_text = |style: &str| {
        !style.starts_with("imprint") && !["page-number", "line", "name", "mark"].contains(&style)
    };
    lines
        .into_iter()
        .filter(|line| is_text(&line.style))
        .map(|line| (line.style.clone(), line.text.clone()))
        .collect()
}

fn all_lines(issue: &Finished) -> Vec<(String, String)> {
    issue.pages.pages.iter().flat_map(lines).collect()
}

/// The face that characters in hei have.
fn hei(issue: &Finished) -> FaceId {
    let fonts = &issue.job.fonts;
    fonts.find(fonts.role("hei").expect("a role"), '一').expect("a glyph").face
}

fn bookmarks(issue: &Finished) -> Vec<String> {
    issue.pages.bookmarks.iter().map(|mark| format!("{} {}", mark.level, mark.title)).collect()
}

#[test]
fn an_issued_text_follows_on_a_page_of_its_own_and_is_no_attachment() {
    let issue = finished("document-issued", "document");
    let all = all_lines(&issue);
    assert!(all.iter().all(|(_, text)| !text.contains("附件")), "{all:?}");
    let title =
        |page: &Page| lines(page).first().is_some_and(|(_, text)| text == "澄湖县农村公路养护管理办法");
    let pages: Vec<usize> =
        (0..issue.pages.pages.len()).filter(|&index| title(&issue.pages.pages[index])).collect();
    assert_eq!(pages.len(), 1);
    assert!(all.iter().any(|(style, text)| style == "under-title" && text.starts_with("（2026年4月2日")));
    // Page 1 has the text of the notice, not of the regulation.
    assert!(pages[0] > 0 && lines(&issue.pages.pages[0]).iter().any(|(_, text)| text.contains("现印发")));
}

#[test]
fn chapters_have_bookmarks_and_a_contents_list_and_articles_a_number_in_hei() {
    let issue = finished("document-issued", "document");
    let chapters = ["4 第一章　总　则", "4 第二章　养护与管理", "4 第三章　附　则"];
    let marks = bookmarks(&issue);
    assert_eq!(marks.iter().filter(|mark| mark.starts_with('4')).collect::<Vec<_>>(), chapters.each_ref());
    let contents: Vec<(String, String)> = all_lines(&issue)
        .into_iter()
        .filter(|(style, text)| style == "contents" && text.starts_with('第'))
        .collect();
    assert_eq!(contents.len(), 3);
    for ((_, entry), chapter) in contents.iter().zip(chapters) {
        assert_eq!(entry, &chapter[2..]);
    }
    let numbers = all_lines(&issue)
        .into_iter()
        .filter(|(style, text)| style == "contents" && text.parse::<u32>().is_ok());
    assert_eq!(numbers.count(), 3, "page numbers");
    let hei = hei(&issue);
    let articles: Vec<&str> = issue
        .pages
        .pages
        .iter()
        .flat_map(runs)
        .filter(|run| run.face == hei && run.text.starts_with('第') && run.text.ends_with('条'))
        .map(|run| run.text.as_str())
        .collect();
    assert_eq!(articles.len(), 20, "{articles:?}");
}

#[test]
fn an_attachment_has_its_own_addressee_signature_and_date() {
    let issue = finished("document-plan", "document");
    let last: Vec<String> = all_lines(&issue).into_iter().map(|(_, text)| text).collect();
    for text in ["各成员单位：", "（共4个单位）", "云溪县城乡供水一体化领导小组办公室", "2025年12月26日"]
    {
        assert!(last.iter().any(|line| line == text), "{text} is not in {last:?}");
    }
    // The year of the number is not that of the date.
    let head: String = runs(&issue.pages.pages[0]).map(|run| run.text.as_str()).collect();
    assert!(
        head.contains("云政办发〔2025〕46号") && last.iter().any(|line| line == "2026年1月5日"),
        "{head}"
    );
}

#[test]
fn a_plan_has_five_levels() {
    let issue = finished("document-plan", "document");
    let levels: Vec<String> =
        bookmarks(&issue).into_iter().map(|mark| mark.replace('\u{3000}', "")).collect();
    assert_eq!(
        levels[1..6],
        [
            "1 云溪县城乡供水一体化实施方案",
            "2 一、总体要求",
            "3 （一）指导思想。",
            "3 （二）基本原则。",
            "3 （三）主要目标。"
        ]
    );
    assert!(levels.contains(&"4 1.新建骨干水源".to_owned()), "{levels:?}");
    // （1）（2）（3） end with semicolons, （一）（二） of the attachment too.
    assert!(!levels.iter().any(|mark| mark.contains("关停") || mark.contains("县水利局")), "{levels:?}");
}

#[test]
fn names_are_in_columns_beside_their_labels() {
    let issue = finished("minutes-columns", "minutes");
    // The second line of 出席 begins below the first name.
    let start = |names: &str| {
        let mut lines = issue.pages.pages.iter().flat_map(|page| &page.lines);
        lines.find(|line| line.text.starts_with(names)).expect(names).x
    };
    let all: Vec<String> = all_lines(&issue).into_iter().map(|(_, text)| text).collect();
    let labels = ["主持：", "出席：", "列席：", "请假：", "记录："];
    let order: Vec<usize> = labels
        .iter()
        .map(|label| all.iter().position(|line| line.starts_with(label)).expect("a label"))
        .collect();
    assert!(order.is_sorted(), "{all:?}");
    assert_eq!(start("吴　强　郑海涛　冯　静"), start("王　明　李志远　赵　敏"));
    let imprint: String = issue.pages.pages.iter().flat_map(runs).map(|run| run.text.as_str()).collect();
    assert!(imprint.contains("分送：") && imprint.contains("抄送："));
}

#[test]
fn what_a_line_with_a_colon_announces_is_on_its_page() {
    let mut turned = 0;
    for count in 8..40 {
        let filler = "会议听取了汇报。\n\n".repeat(count);
        let issue = document("document", &format!("{filler}会议议定：\n\n由县水利局牵头落实各项工作。"), "");
        for page in &issue.pages.pages {
            let lines = lines(page);
            let at = lines.iter().position(|(_, text)| text == "会议议定：");
            turned += usize::from(at == Some(0));
            assert!(at.is_none_or(|at| at + 1 < lines.len()), "with {count} lines before it");
        }
    }
    assert!(turned > 0, "it is never moved to a new page");
}

#[test]
fn a_long_paragraph_that_announces_a_list_ends_on_the_page_of_the_list() {
    let announcing = format!("{}依照下列规定处理：", "县政府有关部门应当落实工作责任，".repeat(9));
    let mut broken = 0;
    for count in 8..40 {
        let filler = "会议听取了汇报。\n\n".repeat(count);
        let issue = document("document", &format!("{filler}{announcing}\n\n（一）责令改正；"), "");
        let pages: Vec<_> = issue.pages.pages.iter().map(lines).collect();
        let ends = |text: &str| text.ends_with("理：");
        let page = pages.iter().find(|page| page.iter().any(|(_, text)| ends(text))).expect("its end");
        let at = page.iter().position(|(_, text)| ends(text)).expect("its end");
        assert!(at + 1 < page.len(), "with {count} lines before it");
        assert!(at > 0, "its last line is alone, with {count} lines before it");
        broken += usize::from(!page.iter().any(|(_, text)| text.starts_with("县政府有关部门")));
    }
    assert!(broken > 0, "it is never broken itself");
}

/// A report of three pages.
fn report(title: &str) -> String {
    let body = "全市上下扎实工作，完成了各项任务。\n\n".repeat(60);
    let head = "title = \"工作报告\"\nnumber = 1\nissuer = \"临江市人民政府\"\ndate = 2026-01-20\n";
    format!(
        "layout = \"report\"\n[masthead]\n{head}[[article]]\ntitle = \"{title}\"\nbody = \"\"\"\n{body}\"\"\"\n"
    )
}

/// The running head of a page, line by line.
fn running_head(issue: &Finished, page: &Page) -> Vec<String> {
    let name = |run: &hongtou::page::GlyphRun| issue.pages.elements[run.element.index()].name.as_str();
    let mut lines: Vec<(Length, String)> = Vec::new();
    for run in runs(page).filter(|run| name(run) == "running-head") {
        assert_eq!(run.part, Part::Artifact);
        assert!(run.y < page.type_area.y, "it is above the type area");
        match lines.last_mut().filter(|(y, _)| *y == run.y) {
            Some((_, text)) => text.push_str(&run.text),
            None => lines.push((run.y, run.text.clone())),
        }
    }
    lines.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_report_has_its_title_above_the_text_of_the_pages_after_the_first() {
    let issue = set_text(&report("政府工作报告"), "report");
    let heads: Vec<_> = issue.pages.pages.iter().map(|page| running_head(&issue, page)).collect();
    assert_eq!(heads, [vec![], vec!["政府工作报告".to_owned()], vec!["政府工作报告".to_owned()]]);
}

#[test]
fn a_long_running_head_takes_two_lines_and_ends_where_a_short_one_does() {
    let title =
        "关于临江市二〇二五年国民经济和社会发展计划执行情况与二〇二六年国民经济和社会发展计划草案的报告";
    let (short, long) = (set_text(&report("工作报告"), "report"), set_text(&report(title), "report"));
    let last = |issue: &Finished| {
        let page = &issue.pages.pages[1];
        runs(page).filter(|run| run.y < page.type_area.y).map(|run| run.y).max()
    };
    assert!(last(&short).is_some());
    assert_eq!(last(&short), last(&long));
    let lines = running_head(&long, &long.pages.pages[1]);
    assert_eq!((lines.len(), lines.concat().as_str()), (2, title));
}

#[test]
fn no_layout_but_that_of_reports_has_a_running_head_and_one_that_extends_it_can_do_without() {
    let issue = document("document", &"会议听取了汇报。\n\n".repeat(60), "");
    assert!(issue.pages.pages.iter().all(|page| running_head(&issue, page).is_empty()));
    let folder = tempfile::tempdir().unwrap();
    let layout = folder.path().join("plain.toml");
    std::fs::write(&layout, "extends = \"report\"\n[running_head]\ntext = \"\"\n").unwrap();
    let path = folder.path().join("issue.toml");
    std::fs::write(&path, report("政府工作报告")).unwrap();
    let issue = set(&path, "a report", layout.to_str().unwrap());
    assert!(issue.pages.pages.iter().all(|page| running_head(&issue, page).is_empty()));
}

#[test]
fn digits_of_headings_in_hei_are_as_heavy_as_the_characters_beside_them() {
    let body = "一、审议《规划（2026—2035年）》AB\n\n正文。\n\n二、审议3个方案\n\n正文。";
    for layout in
        LAYOUTS.iter().map(|&name| name.to_owned()).chain(documents().iter().map(|name| layout_of(name)))
    {
        // An order needs a post and a confidential bulletin a grade: their examples have them.
        if ["order", "bulletin-confidential"].contains(&layout.as_str()) {
            continue;
        }
        let issue = document(&layout, body, "");
        let hei = hei(&issue);
        let headings = issue.pages.pages.iter().flat_map(runs).filter(|run| run.part == Part::Heading(2));
        let mut digits = headings.filter(|run| run.text.contains(|c: char| c.is_ascii_digit())).peekable();
        assert!(digits.peek().is_some() && digits.all(|run| run.face == hei), "{layout}");
    }
}

#[test]
fn the_last_word_on_a_heading_is_the_issue_s() {
    let issue =
        document("document", "## 没有序号的小标题\n\n正文。\n\n# 一、春节：# 放假。\n\n\\二、正文", "");
    assert_eq!(bookmarks(&issue)[1..], ["3 没有序号的小标题"]);
    let text: Vec<String> = all_lines(&issue).into_iter().map(|(_, text)| text).collect();
    assert!(
        text.iter().any(|line| line == "一、春节：放假。") && text.iter().any(|line| line == "二、正文"),
        "{text:?}"
    );
    assert!(text.iter().all(|line| !line.contains('#')), "{text:?}");
}

/// Paragraphs of a regulation or of a document with sections, of any lengths.
fn paragraphs() -> impl Strategy<Value = Vec<String>> {
    let text = |most: usize| {
        (1..most).prop_map(|count| {
            format!("{}。", "县政府有关部门应当落实工作责任".chars().cycle().take(count).collect::<String>())
        })
    };
    let section = (any::<u8>(), text(90)).prop_map(|(kind, text)| match kind % 6 {
        0 => "第一章　总则".to_owned(),
        1 => "一、工作任务".to_owned(),
        2 => format!("第一条　{text}"),
        3 => "（一）明确责任".to_owned(),
        4 => "有关部门履行下列职责：".to_owned(),
        _ => text,
    });
    proptest::collection::vec(section, 20..120)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_heading_is_the_last_line_of_a_page(paragraphs in paragraphs()) {
        let body = paragraphs.join("\n\n") + "\n\n特此通知。";
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("issue.toml");
        std::fs::write(&file, document_text("document", &body, "")).unwrap();
        // Chains of headings may leave many empty lines, which is warned of.
        let (issue, warnings) = set_with_warnings(&file, "a document", "document");
        prop_assert!(warnings.iter().all(|warning| warning.problem.code() == "empty-lines"));
        for page in &issue.pages.pages {
            let lines = lines(page);
            let Some((style, text)) = lines.last() else { continue };
            prop_assert!(!HEADINGS.contains(&style.as_str()), "{text}");
        }
    }
}

#[test]
fn a_work_report_has_its_note_and_byline_below_its_title() {
    let issue = finished("work-report", "report");
    let first = lines(&issue.pages.pages[0]);
    let styles: Vec<&str> = first.iter().take(3).map(|(style, _)| style.as_str()).collect();
    assert_eq!(styles, ["title", "under-title", "under-title"], "{first:?}");
    let baselines: Vec<Length> = issue.pages.pages[0]
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Text(run) => Some(run.y),
            _ => None,
        })
        .collect();
    // Title and what is close to it are on lines of the grid that follow each other; a line is free below.
    let mut distinct = baselines.clone();
    distinct.dedup();
    let pitch = issue.job.layout.pitch();
    assert!(distinct[2] - distinct[1] < pitch * 3 / 2 && distinct[3] - distinct[2] > pitch * 3 / 2);
    assert!((13..=17).contains(&issue.pages.pages.len()), "{} pages", issue.pages.pages.len());
}

/// The texts of the lines of a page, from the top downward.
fn texts(page: &Page) -> Vec<String> {
    lines(page).into_iter().map(|(_, text)| text).collect()
}

#[test]
fn a_note_of_the_whole_issue_is_above_the_contents_list() {
    let text = "note = \"两篇材料供参考。\"\n[masthead]\ntitle = \"工作动态\"\nnumber = 3\nissuer = \"办公室\"\ndate = 2026-01-03\n[[article]]\ntitle = \"甲镇建台账\"\nbody = \"正文。\"\n[[article]]\ntitle = \"乙村办书屋\"\nbody = \"正文。\"\n";
    let issue = set_text(text, "bulletin");
    let first = texts(&issue.pages.pages[0]);
    let at = |wanted: &str| first.iter().position(|text| text.contains(wanted)).expect(wanted);
    assert!(at("两篇材料供参考") < at("本期要目") && at("本期要目") < at("乙村办书屋"), "{first:?}");
}

#[test]
fn the_printed_name_of_who_signs_an_order_stands_where_the_stamp_would() {
    let order = |name: &str| {
        let text = std::fs::read_to_string(path("order")).unwrap();
        set_text(&text.replace("post = \"县长\"", &format!("post = \"县长\"\n{name}")), "order")
    };
    let (stamped, printed) = (order(""), order("name = \"王　明\""));
    assert!(texts(&printed.pages.pages[0]).contains(&"县长　王　明".to_owned()));
    let clear = |issue: &Finished| issue.pages.pages.iter().map(|page| page.kept_clear.len()).sum::<usize>();
    assert_eq!((clear(&stamped), clear(&printed)), (1, 0));
    assert!(texts(&printed.pages.pages[0]).contains(&"2026年8月12日".to_owned()));
}

#[test]
fn an_enclosure_may_have_a_date_alone_or_organs_alone() {
    let last = |keys: &str| {
        let rest = format!("[[issued]]\ntitle = \"工作规则\"\nbody = \"正文。\"\n{keys}");
        let issue = document("document", "现印发给你们。", &rest);
        issue.pages.pages.iter().flat_map(texts).collect::<Vec<_>>()
    };
    assert!(last("date = 2025-12-01").contains(&"2025年12月1日".to_owned()));
    assert!(
        last("organs = [\"县水利局\", \"县财政局\"]")
            .ends_with(&["县水利局".to_owned(), "县财政局".to_owned()])
    );
    let both = last("organs = [\"县水利局\"]\ndate = 2025-12-01");
    assert!(both.ends_with(&["县水利局".to_owned(), "2025年12月1日".to_owned()]), "{both:?}");
}

#[test]
fn a_title_of_two_lines_is_one_entry_of_the_list_of_attachments() {
    let rest = "[[attachment]]\ntitle = \"县级领导干部\\n包联名单\"\nbody = \"正文。\"\n";
    let issue = document("document", "现印发给你们。", rest);
    let all: Vec<String> = issue.pages.pages.iter().flat_map(texts).collect();
    assert!(
        all.contains(&"县级领导干部包联名单".to_owned()) && all.contains(&"包联名单".to_owned()),
        "{all:?}"
    );
}

#[test]
fn recipients_and_persons_keep_the_labels_and_the_order_of_the_file() {
    let lists = ["抄报", "主报", "分送", "印送"]
        .map(|label| format!("[[distribution.recipients]]\nlabel = \"{label}\"\ntext = \"县委办公室。\"\n"));
    let issue = document("document", "现印发给你们。", &lists.concat());
    let page = issue.pages.pages.last().unwrap();
    let mut lines: Vec<_> = page.lines.iter().filter(|line| line.text.ends_with('：')).collect();
    lines.sort_by_key(|line| line.y);
    let labels: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(labels, ["抄报：", "主报：", "分送：", "印送："]);
}
