//! Heads of bulletins in the forms that offices write them, each with what import makes of it.

use crate::support::balance;

use std::path::Path;

use balance::{Count, balance};
use hongtou::import::{Imported, import_bytes};

/// What stands below every head here.
const REST: &str = "\n\n学雷锋活动启动\n\n8月3日，全县学雷锋活动启动。\n报：市委办。\n";

/// Imports a head with an article below it, of which nothing may be lost.
fn import(head: &str) -> Imported {
    let source = format!("{head}{REST}");
    let imported = import_bytes(Path::new("a.txt"), source.as_bytes(), None).unwrap();
    if imported.parts.lacking().is_empty() {
        assert_eq!(balance(&source, &imported), Count::new(), "{source}\n{}", imported.toml);
    }
    let titles: Vec<_> = imported.parts.articles.iter().map(|article| article.title.as_deref()).collect();
    assert_eq!(titles, [Some("学雷锋活动启动")], "{source}\n{}", imported.toml);
    imported
}

fn kept(imported: &Imported) -> Vec<&str> {
    imported.parts.unplaced.iter().map(|(_, text)| text.as_str()).collect()
}

fn date(imported: &Imported) -> String {
    imported.parts.date.map_or(String::new(), |date| format!("{}-{}-{}", date.year, date.month, date.day))
}

#[test]
fn an_office_and_a_date_are_known_with_what_stands_around_them() {
    for (lines, issuer, day, kept_words) in [
        ("清河县防汛办        2025年7月29日18时", "清河县防汛办", "2025-7-29", &["18时"][..]),
        ("清河县委办公室        2025年8月4日（星期一）", "清河县委办公室", "2025-8-4", &[]),
        ("清河县委办公室    2025年8月4日    星期一", "清河县委办公室", "2025-8-4", &[]),
        ("清河县委办公室编印    2025年8月4日印", "清河县委办公室", "2025-8-4", &[]),
        ("清河县委办公室主办    2025年8月4日出版", "清河县委办公室", "2025-8-4", &[]),
        ("清河县委办公室（2025年8月4日）", "清河县委办公室", "2025-8-4", &[]),
        ("清河县委办公室\n（2025年8月4日）", "清河县委办公室", "2025-8-4", &[]),
        ("编发单位：清河县委办公室    时间：2025年8月4日", "清河县委办公室", "2025-8-4", &[]),
        ("编印：清河县委办公室\n出刊日期：2025年7月8日", "清河县委办公室", "2025-7-8", &[]),
        ("主办单位：清河县委办公室\n2025年7月8日", "清河县委办公室", "2025-7-8", &[]),
        ("（清河县委办公室）\n2025年7月8日", "清河县委办公室", "2025-7-8", &[]),
        ("2025年7月8日\n县发展改革局编发", "县发展改革局", "2025-7-8", &[]),
        ("清河县委组织部  清河县委党校  2025年6月30日", "清河县委组织部、清河县委党校", "2025-6-30", &[]),
        (
            "中共清河县委督查室\n清河县人民政府督查室        2025年8月4日",
            "中共清河县委督查室、清河县人民政府督查室",
            "2025-8-4",
            &[],
        ),
    ] {
        let imported = import(&format!("工作简报\n第18期\n{lines}"));
        let parts = &imported.parts;
        assert_eq!(parts.title.as_deref(), Some("工作简报"), "{lines}");
        assert_eq!(parts.number, Some(18), "{lines}");
        assert_eq!(parts.issuer.as_deref(), Some(issuer), "{lines}");
        assert_eq!(date(&imported), day, "{lines}");
        assert_eq!(kept(&imported), kept_words, "{lines}");
    }
}

#[test]
fn a_month_without_a_day_is_kept_and_the_date_is_missing() {
    let imported = import("工作简报\n第18期\n清河县委办公室　　2025年8月");
    assert_eq!(imported.parts.issuer.as_deref(), Some("清河县委办公室"));
    assert_eq!(imported.parts.lacking(), ["masthead.date"]);
    assert_eq!(kept(&imported), ["2025年8月"]);
}

#[test]
fn people_at_the_head_are_no_part_of_its_names() {
    for head in [
        "政务信息专报\n第37期　　　　　　签发人：王建国\n清河县政府办公室　　2025年8月4日",
        "政务信息专报\n第37期\n清河县政府办公室　　2025年8月4日\n签发：王建国",
        "政务信息专报\n第37期\n签发：王建国\n清河县政府办公室　　2025年8月4日",
    ] {
        let imported = import(head);
        let parts = &imported.parts;
        assert_eq!(parts.title.as_deref(), Some("政务信息专报"), "{head}");
        assert_eq!((parts.number, parts.issuer.as_deref()), (Some(37), Some("清河县政府办公室")), "{head}");
        assert!(kept(&imported)[0].starts_with("签发") && kept(&imported)[0].ends_with("：王建国"), "{head}");
    }
    let imported = import("工作简报\n第3期\n签发：王建国　　编辑：赵倩\n清河县政府办公室　　2025年8月4日");
    assert_eq!(kept(&imported), ["签发：王建国"]);
    assert!(imported.toml.contains("editor = \"赵倩\""), "{}", imported.toml);
}

#[test]
fn several_remarks_stand_beside_each_other() {
    let imported = import("内部刊物\n注意保存\n信访工作简报\n第3期\n清河县信访局　　2025年8月4日");
    assert_eq!(imported.parts.note.as_deref(), Some("内部刊物　注意保存"));
    assert_eq!(imported.parts.title.as_deref(), Some("信访工作简报"));
}

#[test]
fn a_line_in_brackets_below_the_number_is_kept() {
    let imported = import(
        "学习教育简报\n第19期\n（中央八项规定精神专刊之三）\n县委学习教育工作专班办公室\n2025年5月21日",
    );
    assert_eq!(imported.parts.issuer.as_deref(), Some("县委学习教育工作专班办公室"));
    assert_eq!(kept(&imported), ["（中央八项规定精神专刊之三）"]);
}

#[test]
fn numbers_of_issues_are_known_in_every_form() {
    for (line, number, total, kept_words) in [
        ("〔2025〕18号", 18, None, &[][..]),
        ("[2025]18期", 18, None, &[]),
        ("18期", 18, None, &[]),
        ("第18号", 18, None, &[]),
        ("第廿一期", 21, None, &[]),
        ("第 贰拾壹 期", 21, None, &[]),
        ("NO.18", 18, None, &[]),
        ("第18期（增刊）", 18, None, &[]),
        ("第18期（专刊）", 18, None, &["专刊"]),
        ("专刊第3期", 3, None, &["专刊"]),
        ("第18—19期", 18, None, &["—19期"]),
        ("第18期（总第306号）", 18, Some(306), &[]),
        ("第2期（总20）", 2, Some(20), &[]),
    ] {
        let imported = import(&format!("清河工作简报\n{line}\n清河县委办公室　　2025年8月4日"));
        let parts = &imported.parts;
        assert_eq!(parts.title.as_deref(), Some("清河工作简报"), "{line}");
        assert_eq!((parts.number, parts.total), (Some(number), total), "{line}");
        assert_eq!(kept(&imported), kept_words, "{line}");
        assert_eq!(parts.is_supplement, line.contains("增刊"), "{line}");
    }
    let imported = import("清河组工信息〔2025〕第22期\n清河县委组织部　　2025年8月4日");
    assert_eq!(imported.parts.title.as_deref(), Some("清河组工信息"));
    assert_eq!(imported.parts.number, Some(22));
    // What is not known is kept, and no part of the name.
    let imported = import("清河工作简报\n2025年第甲3期\n清河县委办公室　　2025年8月4日");
    assert_eq!(imported.parts.title.as_deref(), Some("清河工作简报"));
    assert_eq!(kept(&imported), ["2025年第甲3期"]);
}
