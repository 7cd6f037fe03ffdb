//! For bulletins of every kind: what import writes, and what it lists, is together every character of the file.

use crate::support::balance;

use std::path::Path;

use balance::{Count, balance};
use hongtou::diagnostic::Source;
use hongtou::import::{Imported, import_bytes};
use hongtou::issue::Issue;
use proptest::prelude::*;

fn sentence() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[我县抓好落实各地要认真做春耕备耕工作组织发展]{1,12}",
        2 => " ?[0-9]{1,4} ?(亿元|人次|户|%)",
        1 => "[（(][一-三县镇村]{1,4}[)）]",
        1 => "“[早实严细]{1,4}”",
        1 => "\\*\\*[强化学习]{2,6}[。，]?\\*\\*",
        1 => "( ?[A-Za-z]{1,6} ?){1,3}",
        1 => "[,;:，；：、]",
        1 => Just("\u{B}".to_owned()),
        1 => Just("**".to_owned()),
        1 => Just("\\".to_owned()),
        1 => Just("\"\"\"".to_owned()),
        1 => "['\"][早实严细]{1,4}['\"]",
        1 => "(\\.|\\.\\.\\.|…|。。。|--|—|－－|｡)",
        1 => Just("\u{FFFE}𠮷é★".to_owned()),
    ];
    (
        prop::collection::vec(piece, 1..12),
        prop_oneof![4 => Just("。"), 1 => Just("；"), 1 => Just("，"), 1 => Just("")],
    )
        .prop_map(|(pieces, end)| pieces.concat() + end)
}

fn paragraph() -> impl Strategy<Value = String> {
    let label = prop_oneof![
        6 => Just(""), 1 => Just("一、"), 1 => Just("（二）"), 1 => Just("(3)"), 1 => Just("1."), 1 => Just("编者按："),
        1 => Just("　　"), 1 => Just("# "), 1 => Just("报："), 1 => Just("审核："),
    ];
    let source = prop_oneof![6 => Just(""), 1 => Just("（县委办公室供稿）"), 1 => Just("\n\n（县委办 韩雪）\n\n2.稳就业")];
    (label, sentence(), source).prop_map(|(label, text, source)| format!("{label}{text}{source}"))
}

fn head() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        Just("第 12 期"),
        Just("第十二期（总第二百四十五期）"),
        Just("2020年第7期"),
        Just("〔2026〕第3期"),
        Just("第18—19期（总第306号）"),
        Just("第12期　　签发人：王明\n\n（专刊之三）"),
    ];
    let office = prop_oneof![
        Just("县委办公室\n\n2026年2月9日"),
        Just("县委办公室　　二〇二六年二月九日"),
        Just("县委办公室 2026-2-9"),
        Just("编印：县委办公室　　时间：2026年2月9日18时（星期一）"),
        Just("县委办\n\n县政府办编印（2026年2月9日）\n\n签发：王明　编辑：李红"),
    ];
    let above = prop_oneof![3 => Just(""), 1 => Just("秘密★1年　　000012\n\n"), 1 => Just("特急\n\n")];
    let column = prop_oneof![2 => Just(""), 1 => Just("【乡镇动态】\n\n"), 1 => Just("【导读】\n\n1.春耕备耕\n\n准备就绪\n\n")];
    (above, number, office, column).prop_map(|(above, number, office, column)| {
        format!("{above}工 作 动 态\n\n{number}\n\n{office}\n\n{column}春耕备耕准备就绪\n\n")
    })
}

fn foot() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("报：县委，县政府。"),
        Just("发：各镇,各村。"),
        Just("抄送：各县（市、区）"),
        Just("审　核：王明　　责任编辑：李华"),
        Just("(共印 480 份)"),
        Just("县委办公室　2026年2月9日印发"),
        Just("电话：0591-1234567"),
        Just("报：县委。送：县政府；\n\n县政协　发：各镇"),
        Just("备注：存档\n\n主题词：信息"),
        Just("— 4 —"),
        Just("-----"),
    ];
    prop::collection::vec(line, 0..7).prop_map(|lines| lines.join("\n\n"))
}

fn document_head() -> impl Strategy<Value = String> {
    let marks =
        prop_oneof![Just(""), Just("000012\n\n"), Just("机密★1年\n\n特急\n\n"), Just("000012　　特急\n\n")];
    let name = prop_oneof![
        Just("临江县水利局文件"),
        Just("临 江 县 水 利 局 文 件"),
        Just("临江县水利局"),
        Just("临江县水利局\n\n临江县财政局　　文件"),
    ];
    let number = prop_oneof![
        Just("临水发〔2026〕12号"),
        Just("临水发[2026] 12 号　　　签发人：王明　李 红"),
        Just("签发人：王明\n\n临水发〔2025〕12号　　　李红"),
        Just("加急　　临水函（2026）第12号"),
    ];
    let title = prop_oneof![
        Just("关于做好防汛工作的通知"),
        Just("关于做好\n\n防汛工作的通知"),
        Just("**关于做好防汛工作的通知**"),
    ];
    (marks, name, number, title)
        .prop_map(|(marks, name, number, title)| format!("{marks}{name}\n\n{number}\n\n{title}\n\n"))
}

fn document_close() -> impl Strategy<Value = String> {
    let list = prop_oneof![
        2 => Just(""),
        1 => Just("附件：名单\n\n"),
        1 => Just("附件：1.名单\n\n2. 办法\n\n"),
        1 => Just("附件:1.名单　2.办\n\n法\n\n"),
    ];
    let signature = prop_oneof![
        Just("临江县水利局\n\n2026年2月9日"),
        Just("县水利局　　县财政局\n\n二〇二六年二月九日"),
        Just("临江县水利局2026年2月9日"),
    ];
    let remark = prop_oneof![Just(""), Just("\n\n（此件公开发布）"), Just("\n\n（甲）\n\n(联系人:王明)")];
    let attached = prop_oneof![
        2 => Just(""),
        1 => Just("\n\n附件1\n\n名单\n\n甲、乙。\n\n附件 2\n\n办法\n\n第一条 为了工作。"),
        1 => Just("\n\n附件\n\n别的名单\n\n甲。"),
        1 => Just("\n\n管理办法\n\n第一条　为了工作。"),
    ];
    let foot = prop_oneof![
        Just(""),
        Just("\n\n抄送：县委办。\n\n县水利局办公室　　2026年2月10日印发"),
        Just("\n\n分送：各镇。\n\n县水利局办公室\n\n2026年2月10日印发\n\n（共印60份）"),
    ];
    (list, signature, remark, attached, foot).prop_map(|(list, signature, remark, attached, foot)| {
        format!("{list}{signature}{remark}{attached}{foot}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn no_character_is_lost(
        head in head(),
        body in prop::collection::vec(paragraph(), 1..10),
        foot in foot(),
        name in prop_oneof![Just("a.md"), Just("a.txt")],
    ) {
        // The first paragraph is text, so that there is a body.
        let source = format!("{head}我县抓好落实。\n\n{}\n\n{foot}\n", body.join("\n\n"));
        let imported = import_bytes(Path::new(name), source.as_bytes(), None).expect("a text");
        if imported.parts.lacking().is_empty() {
            prop_assert_eq!(balance(&source, &imported), Count::new(), "{}\n{}", source, imported.toml);
        }
    }

    #[test]
    fn no_character_of_a_document_is_lost(
        head in document_head(),
        body in prop::collection::vec(paragraph(), 1..8),
        close in document_close(),
        name in prop_oneof![Just("a.md"), Just("a.txt")],
    ) {
        let source = format!("{head}各乡镇人民政府：\n\n现将有关事项通知如下。\n\n{}\n\n{close}\n", body.join("\n\n"));
        let imported = import_bytes(Path::new(name), source.as_bytes(), None).expect("a text");
        if imported.parts.lacking().is_empty() {
            prop_assert_eq!(balance(&source, &imported), Count::new(), "{}\n{}", source, imported.toml);
        }
    }

    #[test]
    fn what_was_imported_is_imported_again_without_a_change(body in prop::collection::vec(sentence(), 1..6)) {
        let head = "工作动态\n\n第12期\n\n县委办公室\n\n2026年2月9日\n\n题目\n\n";
        let once = import_bytes(Path::new("a.md"), format!("{head}我县抓好落实。\n\n{}\n", body.join("。\n\n")).as_bytes(), None).expect("a text");
        let source = Source::new("a.toml", once.toml.clone());
        let issue = Issue::parse(&source).expect("an issue");
        let again = issue.articles[0].body.value.split("\n\n").map(|paragraph| {
            let paragraph = paragraph.trim();
            paragraph.strip_prefix('\\').unwrap_or(paragraph).to_owned()
        }).collect::<Vec<_>>().join("\n\n");
        let twice = import_bytes(Path::new("a.md"), format!("{head}{again}\n").as_bytes(), None).expect("a text");
        let body = |imported: &Imported| {
            let source = Source::new("a.toml", imported.toml.clone());
            Issue::parse(&source).expect("an issue").articles[0].body.value.clone()
        };
        prop_assert_eq!(body(&twice), body(&once));
    }
}
