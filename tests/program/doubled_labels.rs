//! Values that carry what the layout adds: set once, reported, and fixed.

use std::path::Path;

use hongtou::diagnostic::Source;
use hongtou::document::{BlockContent, Document, RichText, RowText, build};
use hongtou::doubled::doubled_labels;
use hongtou::issue::Issue;
use hongtou::layouts::{Layout, load};
use hongtou::proof::{Beside, Fixes, Switches, fix, proofread_beside};

fn layout(name: &str) -> Layout {
    load(name, Path::new(""), &[]).unwrap()
}

/// An issue that has everything which the layouts of documents need; `more` is added to it.
fn issue(masthead: &str, article: &str, more: &str) -> Issue {
    let text = format!(
        "[masthead]\ntitle = '临江县人民政府文件'\nnumber = 3\nissuer = '临江县人民政府'\ndate = 2026-03-16\n{masthead}\n\
         [[article]]\ntitle = '关于做好春耕备耕工作的通知'\nbody = '各地要抓紧备耕。'\n{article}\n{more}\n"
    );
    let source = Source::new("doubled.toml", text);
    Issue::parse(&source).unwrap_or_else(|problems| panic!("{problems:?}\n{}", source.text))
}

/// Every text that is set, in order.
fn texts(document: &Document) -> Vec<String> {
    let mut all: Vec<&RichText> = Vec::new();
    for row in document.masthead.iter().chain(&document.imprint) {
        match &row.content {
            RowText::Cells { cells, names, .. } => {
                all.extend(cells.iter().flatten());
                all.extend(names.iter().flat_map(|names| std::iter::once(&names.label).chain(&names.names)));
            }
            RowText::Stack { names, suffix, .. } => all.extend(names.iter().chain(suffix)),
            RowText::Paragraph { label, text, .. } => all.extend([label, text]),
            RowText::Rule { .. } => {}
        }
    }
    for block in &document.blocks {
        match &block.content {
            BlockContent::Paragraph { text, label } => {
                all.extend(label.iter().flat_map(|label| [&label.outer, &label.number]).chain([text]));
            }
            BlockContent::Cells { cells, .. } => all.extend(cells.iter().flatten()),
            BlockContent::Signature(signature) => all.extend(&signature.organs),
        }
    }
    all.into_iter().map(|text| text.text.clone()).collect()
}

#[test]
fn a_label_that_the_value_carries_is_set_once_reported_and_fixed() {
    let attachments = |first: &str, second: &str| {
        format!("[[attachment]]\ntitle = '{first}'\nbody = '甲。'\n[[attachment]]\ntitle = '{second}'\n")
    };
    let cases: [(&str, [String; 3], [String; 3]); 8] = [
        (
            "bulletin",
            ["", "", "[distribution]\nreport = '报：县委。'"].map(Into::into),
            ["", "", "[distribution]\nreport = '县委。'"].map(Into::into),
        ),
        (
            "bulletin",
            ["", "source = '（县农业农村局供稿）'", ""].map(Into::into),
            ["", "source = '县农业农村局供稿'", ""].map(Into::into),
        ),
        (
            "bulletin",
            ["", "note = '【编者按】春耕在即。'", ""].map(Into::into),
            ["", "note = '春耕在即。'", ""].map(Into::into),
        ),
        (
            "document",
            ["code = '临政发〔2026〕'", "", ""].map(Into::into),
            ["code = '临政发'", "", ""].map(Into::into),
        ),
        (
            "document",
            ["code = '临政发'", "", "[signature]\nremark = '（此件公开发布）'"].map(Into::into),
            ["code = '临政发'", "", "[signature]\nremark = '此件公开发布'"].map(Into::into),
        ),
        (
            "document",
            ["code = '临政发'\nsigners = ['签发人：王明', '李华']", "", ""].map(Into::into),
            ["code = '临政发'\nsigners = ['王明', '李华']", "", ""].map(Into::into),
        ),
        (
            "document",
            ["code = '临政发'\norgans = ['临江县人民政府文件', '临江县农业农村局']", "", ""].map(Into::into),
            ["code = '临政发'\norgans = ['临江县人民政府', '临江县农业农村局']", "", ""].map(Into::into),
        ),
        (
            "document",
            ["code = '临政发'".into(), String::new(), attachments("1.名单", "附件2：任务分工")],
            ["code = '临政发'".into(), String::new(), attachments("名单", "任务分工")],
        ),
    ];
    for (name, wrong, right) in cases {
        let layout = layout(name);
        let [wrong, right] =
            [wrong, right].map(|[masthead, article, more]| issue(&masthead, &article, &more));
        let [set, wanted] = [&wrong, &right].map(|issue| texts(&build(issue, &layout).unwrap().0));
        assert_eq!(set, wanted, "{name}: {}", wrong.source.text);
        let doubled = doubled_labels(&wrong, &layout);
        let found = proofread_beside(&wrong, &Beside::default(), &doubled, &Switches::default());
        let labels: Vec<_> =
            found.iter().filter(|finding| finding.rule.id == "doubled-label").cloned().collect();
        assert_eq!(labels.len(), doubled.len(), "{name}: {}", wrong.source.text);
        assert_eq!(fix(&wrong.source.text, &labels, Fixes::Certain).0, right.source.text);
        assert_eq!(doubled_labels(&right, &layout), [], "{name}: {}", right.source.text);
    }
}

/// What is left out as doubled keeps its way back to the file, escapes and all.
#[test]
fn the_rest_of_a_value_keeps_its_place_in_the_file() {
    let issue = issue("", "", "[distribution]\nreport = \"报\\uFF1A县\\u59D4。\"");
    let (document, _) = build(&issue, &layout("bulletin")).unwrap();
    let text = document.imprint.iter().find_map(|row| match &row.content {
        RowText::Paragraph { text, .. } => Some(text),
        _ => None,
    });
    let text = text.unwrap();
    assert_eq!(text.text, "县委。");
    let rest = |at: usize| &issue.source.text[text.source_of(at).unwrap()..];
    assert!(
        rest(0).starts_with("县\\u59D4") && rest(3).starts_with("\\u59D4。") && rest(6).starts_with("。\"")
    );
}

/// 抄报：, 分送： and 出席人员： are the writer's labels, and are set instead of the layout's.
#[test]
fn a_label_of_the_value_s_own_is_set_instead_of_the_layout_s() {
    for (name, more, label, rest) in [
        ("bulletin", "[distribution]\nreport = '抄报：县委。'", "抄报：", "县委。"),
        ("minutes", "[distribution]\ncopy_to = '分送: 县委办公室。'", "分送：", "县委办公室。"),
        ("minutes", "[fields]\npresent = '出席人员：李华、张三'", "出席人员：", "李华、张三"),
        (
            "minutes",
            "[fields]\npresent = '县委办：李华，县政府办：张三'",
            "出席：",
            "县委办：李华，县政府办：张三",
        ),
    ] {
        let layout = layout(name);
        let issue = issue("", "", more);
        let set = texts(&build(&issue, &layout).unwrap().0);
        assert!(set.concat().contains(&format!("{label}{rest}")), "{name}: {set:?}");
        let usual = if name == "bulletin" { "报：抄报" } else { "抄送：分送" };
        assert!(!set.concat().contains(usual), "{name}: {set:?}");
        assert_eq!(doubled_labels(&issue, &layout), [], "{more}");
    }
}
