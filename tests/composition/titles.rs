//! Titles by sense: each line of `cases/titles.txt` is a title with `|` where its lines end.

use std::fmt::Write;

use hongtou::document::RichText;
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::layouts;
use hongtou::typeset::{Frame, Line, Typesetter};

use crate::support;

/// The lines of titles in the style of the layout `bulletin`, each by its text and by where its ink begins and ends.
struct TitleSetter {
    layout: layouts::Layout,
    fonts: FontBook,
}

impl TitleSetter {
    fn new() -> TitleSetter {
        let layout = layouts::load("bulletin", "".as_ref(), &[]).unwrap();
        let search =
            FontSearch { folders: vec![support::FONTS.into()], bundled_only: true, ..FontSearch::default() };
        let (fonts, _) = FontBook::open(&layout.roles, &search).unwrap();
        TitleSetter { layout, fonts }
    }

    fn lines(&self, title: &str) -> Vec<Line> {
        let style = self.layout.style("title").unwrap();
        let frame = Frame::of(self.layout.style_of(style), self.layout.page.type_width());
        let mut text = RichText::default();
        text.push_literal(title, style);
        Typesetter::new(&self.layout, &self.fonts).unwrap().paragraph(&text, frame)
    }

    fn broken(&self, title: &str) -> String {
        self.lines(title).iter().map(|line| line.report.text.as_str()).collect::<Vec<_>>().join("|")
    }
}

/// All titles of the table.
fn titles() -> Vec<&'static str> {
    include_str!("../cases/titles.txt").lines().filter(|line| !line.starts_with('#')).collect()
}

#[test]
fn words_and_lists_of_titles_are_whole_and_no_line_is_the_kind_of_document_alone() {
    let setter = TitleSetter::new();
    // Each of these was broken once where `|` is.
    let broken = [
        "大督|查",
        "外商投资|企业",
        "个人所得|税",
        "棉粮、|糖粮",
        "石桥、|白鹭",
        "云|溪县",
        "的|通知",
        "先进|单位",
        "人民|医院",
        "城乡|建设局",
        "年度|报告",
        "部分行政|规范性",
        "农村饮水|安全",
    ];
    for title in titles() {
        let lines = setter.broken(&title.replace('|', ""));
        for wrong in broken {
            assert!(!lines.contains(wrong), "{lines}");
        }
        for line in lines.split('|').skip(1) {
            assert!(!line.starts_with(['的', ' ', '　']), "{lines}");
            assert!(
                !["通知", "意见", "批复", "函", "公告", "决定", "通报", "报告"].contains(&line),
                "{lines}"
            );
        }
    }
}

#[test]
fn organs_with_blanks_of_any_kind_between_them_are_broken_at_these_and_nowhere_else() {
    let setter = TitleSetter::new();
    let organs = ["云溪县财政局", "云溪县人力资源和社会保障局", "云溪县教育局", "国家税务总局云溪县税务局"];
    for blank in [" ", "\u{3000}", "、"] {
        let lines = setter.broken(&format!("{}关于提高城乡居民基础养老金标准的通知", organs.join(blank)));
        for organ in organs {
            assert!(lines.split('|').any(|line| line.contains(organ)), "{organ} in {lines}");
        }
    }
}

#[test]
fn a_blank_at_the_end_of_a_line_does_not_move_it_from_the_middle() {
    let setter = TitleSetter::new();
    let middle = setter.layout.page.type_width() / 2;
    let lines = setter
        .lines("云溪县人民法院　云溪县人民检察院　云溪县公安局　云溪县司法局关于敦促在逃人员投案自首的通告");
    assert!(lines[0].report.text.ends_with('　'), "{}", lines[0].report.text);
    for line in &lines {
        let glyphs: Vec<_> = line
            .runs
            .iter()
            .flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)))
            .filter(|(run, glyph)| {
                let text = &run.text[glyph.text_start as usize..glyph.text_end as usize];
                !text.trim().is_empty()
            })
            .map(|(_, glyph)| glyph)
            .collect();
        let (first, last) = (glyphs[0], glyphs[glyphs.len() - 1]);
        let found = (first.cell + last.cell + last.advance) / 2;
        assert!((found - middle).to_mm().abs() < 0.3, "{}: {}", line.report.text, found.to_mm());
    }
}

#[test]
fn titles_are_parted_by_sense() {
    let setter = TitleSetter::new();
    let titles = titles();
    let mut wrong = String::new();
    let mut all = String::new();
    for expected in &titles {
        let found = setter.broken(&expected.replace('|', ""));
        writeln!(all, "{found}").unwrap();
        if found != *expected {
            writeln!(wrong, "{found}").unwrap();
        }
    }
    if std::env::var_os("BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/titles.txt");
        let head: String = std::fs::read_to_string(path)
            .unwrap()
            .lines()
            .take_while(|line| line.starts_with('#'))
            .fold(String::new(), |head, line| head + line + "\n");
        std::fs::write(path, head + &all).unwrap();
        return;
    }
    assert!(titles.len() >= 100);
    assert!(wrong.is_empty(), "\n{wrong}");
}
