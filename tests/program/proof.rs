//! The proofreader: its rules, a table of cases right and wrong, a corpus of clean prose, the seed.

use crate::support::proof_cases;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use hongtou::diagnostic::{Language, Source};
use hongtou::issue::Issue;
use hongtou::proof::{Finding, Fix, Switches, all, of_pages, proofread};
use proof_cases::{Case, Verdict, cases, findings_of, read};

fn ids(findings: &[Finding]) -> Vec<&'static str> {
    let ids: BTreeSet<_> = findings.iter().map(|finding| finding.rule.id).collect();
    ids.into_iter().collect()
}

fn fix_of(finding: &Finding) -> Fix {
    match &finding.edit {
        None => Fix::ByHand,
        Some(edit) if edit.certain => Fix::Certain,
        Some(_) => Fix::Offered,
    }
}

fn marked(finding: &Finding) -> &str {
    &finding.source.text[finding.span.clone()]
}

#[test]
fn every_rule_finds_its_bad_example_and_nothing_in_its_good_one() {
    let mut wrong = String::new();
    let mut names = BTreeSet::new();
    for rule in all() {
        assert!(names.insert(rule.id), "{} stands twice", rule.id);
        let (bad, good) = (findings_of(rule.bad), findings_of(rule.good));
        if ids(&bad) != [rule.id] {
            writeln!(wrong, "{}: the bad example gives {:?}", rule.id, ids(&bad)).unwrap();
        }
        if !good.is_empty() {
            writeln!(wrong, "{}: the good example gives {:?}", rule.id, ids(&good)).unwrap();
        }
        let fixes: Vec<Fix> = bad.iter().map(fix_of).collect();
        if !fixes.contains(&rule.fix) {
            writeln!(wrong, "{}: is to be fixed {:?} and is {fixes:?}", rule.id, rule.fix).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn words_of_findings_have_no_holes() {
    for rule in all() {
        for finding in findings_of(rule.bad) {
            for language in [Language::English, Language::Chinese] {
                let words = hongtou::diagnostic::words(&finding.diagnostic().problem, language);
                assert!(!words.message.contains(['{', '}']), "{}", words.message);
                assert!(!words.hint.unwrap_or_default().contains(['{', '}']), "{}", rule.id);
            }
        }
    }
}

#[test]
fn the_table_of_cases_holds() {
    let cases = cases();
    assert!(cases.len() >= 300, "{} cases", cases.len());
    let mut wrong = String::new();
    for case in &cases {
        let found = findings_of(&case.text);
        let expected: &[&str] = if case.verdict == Verdict::Wrong { &[&case.rule] } else { &[] };
        if ids(&found) != expected {
            writeln!(wrong, "proof.txt:{}: {:?} in {}", case.line, ids(&found), case.text).unwrap();
        }
        if let (Some(mark), Some(finding)) = (&case.marked, found.first())
            && marked(finding).replace("**", "") != *mark
        {
            writeln!(wrong, "proof.txt:{}: marks {} in {}", case.line, marked(finding), case.text).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The paragraphs of correct prose: each with the reason why a naive rule would fire.
fn clean() -> Vec<(String, String)> {
    let text = read("tests/data/clean_prose.txt");
    let mut paragraphs = Vec::new();
    let mut reason = String::new();
    for line in text.lines() {
        match line.strip_prefix("# ") {
            Some(said) => reason = said.to_owned(),
            None if line.trim().is_empty() => {}
            None => paragraphs.push((std::mem::take(&mut reason), line.to_owned())),
        }
    }
    paragraphs
}

#[test]
fn clean_prose_is_read_in_silence() {
    let clean = clean();
    assert!(clean.len() >= 60, "{} paragraphs", clean.len());
    let mut wrong = String::new();
    for (reason, text) in &clean {
        assert!(!reason.is_empty(), "without a reason: {text}");
        for finding in findings_of(text) {
            writeln!(wrong, "{} at {}: {text}", finding.rule.id, marked(&finding)).unwrap();
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// Prose that was written for measurements, before there were rules.
#[test]
fn prose_that_no_rule_was_made_for_is_read_in_silence() {
    let paragraphs = read("tests/data/paragraphs.txt");
    let paragraphs: Vec<&str> =
        paragraphs.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    assert!(paragraphs.len() >= 10);
    let found = findings_of(&paragraphs.join("\\n"));
    assert!(found.is_empty(), "{:?}", found.iter().map(marked).collect::<Vec<_>>());
}

#[test]
fn the_other_examples_are_read_in_silence() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(".toml") || name == "issue-245.toml" {
            continue;
        }
        seen += 1;
        let found = proofread(&Issue::read(&path).unwrap(), &Switches::default());
        assert!(
            found.is_empty(),
            "{name}: {:?}",
            found.iter().map(|f| (f.rule.id, marked(f))).collect::<Vec<_>>()
        );
    }
    assert!(seen >= 10, "{seen}");
}

/// 县教育局 of one county's article is not that of the next; what is the issuer's own rank is one.
#[test]
fn offices_of_lower_rank_are_held_against_each_other_within_an_article() {
    let two = |issuer: &str, second: &str| {
        let file = format!(
            "[masthead]\ntitle = '动态'\nnumber = 1\nissuer = '{issuer}'\ndate = 2026-06-30\n\
             [[article]]\ntitle = '甲'\nbody = '县教育体育局牵头，县长王建国到会。'\n\
             [[article]]\ntitle = '乙'\nbody = '{second}'\n"
        );
        let source = Source::new("two.toml", file);
        let found = proofread(&Issue::parse(&source).unwrap(), &Switches::default());
        ids(&found).join(" ")
    };
    assert_eq!(two("广东省教育厅", "县教育局牵头，县长王建军到会。"), "");
    assert_eq!(two("临江县教育局", "县教育局牵头，县长王建军到会。"), "person-two-names two-names");
    assert_eq!(two("广东省教育厅", "县教育局牵头，县教育体育局验收，县长王建军到会。"), "two-names");
}

#[test]
fn the_seed_has_its_known_faults_and_no_other() {
    let source = Source::new("issue-245.toml", read("examples/issue-245.toml"));
    let found = proofread(&Issue::parse(&source).unwrap(), &Switches::default());
    let found: Vec<(&str, &str)> = found.iter().map(|finding| (finding.rule.id, marked(finding))).collect();
    assert_eq!(
        found,
        [
            ("word-in-context", "过度"),
            ("item-faces", "三是"),
            ("item-marks", "三是"),
            ("lead-in-stops", "强化理论学习，筑牢思想根基"),
            ("two-names", "省第二扶贫工作组"),
            ("share", "占比31.09%"),
        ]
    );
}

/// Of a rule: wrong lines found and not, right lines in which it was found all the same.
#[derive(Default)]
struct Score {
    found: usize,
    missed: usize,
    false_alarms: usize,
    right: usize,
}

fn scores() -> BTreeMap<&'static str, Score> {
    let mut scores: BTreeMap<&'static str, Score> = all().map(|rule| (rule.id, Score::default())).collect();
    let clean = clean().into_iter().map(|(_, text)| Case {
        rule: String::new(),
        verdict: Verdict::Right,
        text,
        marked: None,
        line: 0,
    });
    for case in cases().into_iter().chain(clean) {
        let fired = ids(&findings_of(&case.text));
        for (id, score) in &mut scores {
            let (due, fires) = (case.rule == *id && case.verdict != Verdict::Right, fired.contains(id));
            match (due, fires) {
                (true, true) => score.found += 1,
                (true, false) => score.missed += 1,
                (false, true) => score.false_alarms += 1,
                (false, false) => {}
            }
            score.right += usize::from(case.rule == *id && case.verdict == Verdict::Right);
        }
    }
    scores
}

fn percent(part: usize, whole: usize) -> String {
    if whole == 0 { "–".to_owned() } else { format!("{:.1}%", 100.0 * part as f64 / whole as f64) }
}

/// `BLESS=1 cargo test --test program proof::` writes it anew.
#[test]
fn the_document_of_rules_is_current() {
    let scores = scores();
    let mut text = String::from(
        "# The rules of the proofreader\n\n\
         > **摘要** `hongtou check` 校对所用的规则；本表由测试生成。召回率和准确率按 `tests/cases/proof.txt` 的用例和\n\
         > `tests/data/clean_prose.txt` 的正确文段统计，用例里标 `~` 的是已知查不出的。\n\
         > 在 `[check] off = [\"规则\"]` 里关闭，用注释 `# hongtou: allow 规则` 放过一处，用 `hongtou check --explain share` 看一条规则的依据和例子。\n\n\
         Written by `BLESS=1 cargo test --test program proof::`; do not edit.\n\
         “Wrong” and “right” are the lines of a rule in `tests/cases/proof.txt`.\n\
         Recall is the share of wrong lines that the rule finds, precision the share of its findings that are right, over\n\
         all lines of the table and all paragraphs of `tests/data/clean_prose.txt`.\n\
         The table was written by those who wrote the rules, so the figures show what the rules are meant to do and what they\n\
         are known to miss (lines with `~`), not how they do on texts that nobody has looked at yet.\n",
    );
    let group = |text: &mut String, name: &str| {
        write!(
            text,
            "\n## {name}\n\n| rule | source | severity | looks at | fixed by | wrong | right | recall | precision |\n\
             | --- | --- | --- | --- | --- | ---: | ---: | ---: | ---: |\n"
        )
        .unwrap();
    };
    let mut last = None;
    for rule in all() {
        if last != Some(rule.group) {
            group(&mut text, &format!("{:?}", rule.group));
            last = Some(rule.group);
        }
        let score = &scores[rule.id];
        let parts: Vec<&str> = rule.parts.iter().map(|part| part.name()).collect();
        writeln!(
            text,
            "| `{}` | {} | {} | {} | {} | {} | {} | {} | {} |",
            rule.id,
            format!("{} {}", rule.authority.name(Language::English), rule.clause).trim_end(),
            format!("{:?}", rule.severity).to_lowercase(),
            parts.join(", "),
            match rule.fix {
                Fix::ByHand => "",
                Fix::Certain => "`--fix`",
                Fix::Offered => "`--fix=all`",
            },
            score.found + score.missed,
            score.right,
            percent(score.found, score.found + score.missed),
            percent(score.found, score.found + score.false_alarms),
        )
        .unwrap();
    }
    let all_lines = cases().len();
    let (found, missed) = scores.values().fold((0, 0), |(f, m), score| (f + score.found, m + score.missed));
    writeln!(
        text,
        "\nIn all: {} rules, {all_lines} lines, {found} of {} wrong ones found ({}), {} paragraphs of clean prose in silence.",
        all().count(),
        found + missed,
        percent(found, found + missed),
        clean().len(),
    )
    .unwrap();
    text.push_str(
        "\n## Pages\n\nThese look at the finished pages; `tests/program/print_pages.rs` has their cases.\n\n\
         | rule | source | severity | why |\n| --- | --- | --- | --- |\n",
    );
    for rule in of_pages() {
        let source = format!("{} {}", rule.authority.name(Language::English), rule.clause);
        let severity = format!("{:?}", rule.severity).to_lowercase();
        writeln!(text, "| `{}` | {} | {severity} | {} |", rule.id, source.trim_end(), rule.why.en).unwrap();
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/proof-rules.md"), &text).unwrap();
    }
    assert!(
        read("docs/proof-rules.md") == text,
        "docs/proof-rules.md is old: BLESS=1 cargo test --test program proof::"
    );
}

mod any_text {
    use super::*;
    use hongtou::proof::{Fixes, fix};
    use proptest::prelude::*;

    /// Marks, numerals and words that rules look at, in any order.
    fn pieces() -> impl Strategy<Value = String> {
        let words = [
            "，",
            "。",
            "、",
            "；",
            "：",
            "？",
            "！",
            "“",
            "”",
            "‘",
            "’",
            "《",
            "》",
            "（",
            "）",
            "(",
            ")",
            "〔",
            "〕",
            ",",
            ".",
            ";",
            ":",
            "-",
            "--",
            "~",
            "…",
            "……",
            "**",
            " ",
            "一、",
            "（一）",
            "1.",
            "1、",
            "（1）",
            "一是",
            "二是",
            "三是",
            "第一、",
            "三项工作：",
            "其中",
            "占比",
            "31.09%",
            "10～20%",
            "5～10万",
            "2月30日",
            "3月29号",
            "2021年03月09日",
            "星期三",
            "60606人次",
            "1.2万元",
            "共计",
            "由20万元增加到30万元，增长60%",
            "国发[2021]12号",
            "“五个一批”（",
            "省第二扶贫协作工作组",
            "省第二扶贫工作组",
            "县长王建国主持",
            "布署",
            "台帐",
            "过度",
            "截止6月",
            "等",
            "工作组",
            "的",
            "各地要抓好落实",
            "abc",
            "𠮷",
            "１２",
            ".5",
            "\n\n",
            "\n",
            "\\\\",
            "\\u002C",
            "\\\n  ",
            "约300余人",
            "百分之30",
            "二零二一年",
            "七、八个",
        ];
        proptest::collection::vec(proptest::sample::select(words.to_vec()), 0..40)
            .prop_map(|words| words.concat())
    }

    fn issue_with(body: &str) -> Option<Issue> {
        let text = format!(
            "[masthead]\ntitle = \"名\" # 注,释\nnumber = 1\nissuer = \"办\"\ndate = 2026-01-05\n\n[[article]]\ntitle = \"题\"\nbody = \"\"\"甲{body}乙\"\"\"\n"
        );
        Issue::parse(&Source::new("any.toml", text)).ok()
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        #[test]
        fn findings_lie_in_the_text_and_mending_comes_to_an_end(body in pieces()) {
            let Some(mut issue) = issue_with(&body) else { return Ok(()) };
            for round in 0.. {
                prop_assert!(round < 30, "mending goes on for ever: {}", issue.source.text);
                let found = proofread(&issue, &Switches::default());
                for finding in &found {
                    prop_assert!(issue.source.text.get(finding.span.clone()).is_some(), "{finding:?}");
                }
                let (fixed, count) = fix(&issue.source.text, &found, Fixes::All);
                if count == 0 {
                    break;
                }
                prop_assert!(fixed.contains("title = \"名\" # 注,释\n"));
                let source = Source::new("any.toml", fixed);
                let parsed = Issue::parse(&source);
                prop_assert!(parsed.is_ok(), "{}", source.text);
                issue = parsed.unwrap();
            }
        }
    }
}
