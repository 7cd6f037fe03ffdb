//! For bulletins of every kind: what import writes, and what it lists, is together every character of the file.

#[path = "support/balance.rs"]
mod balance;

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
    let source = prop_oneof![6 => Just(""), 1 => Just("（县委办公室供稿）")];
    (label, sentence(), source).prop_map(|(label, text, source)| format!("{label}{text}{source}"))
}

fn head() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        Just("第 12 期"),
        Just("第十二期（总第二百四十五期）"),
        Just("2020年第7期"),
        Just("〔2026〕第3期")
    ];
    let office = prop_oneof![
        Just("县委办公室\n\n2026年2月9日"),
        Just("县委办公室　　二〇二六年二月九日"),
        Just("县委办公室 2026-2-9"),
    ];
    let above = prop_oneof![3 => Just(""), 1 => Just("秘密★1年　　000012\n\n"), 1 => Just("特急\n\n")];
    (above, number, office).prop_map(|(above, number, office)| {
        format!("{above}工 作 动 态\n\n{number}\n\n{office}\n\n春耕备耕准备就绪\n\n")
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
        Just("— 4 —"),
        Just("-----"),
    ];
    prop::collection::vec(line, 0..7).prop_map(|lines| lines.join("\n\n"))
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
