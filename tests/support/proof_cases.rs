//! The lines of `tests/cases/proof.txt` and of `tests/data/clean_prose.txt` as issues.

use std::cmp::Ordering;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use hongtou::diagnostic::Source;
use hongtou::issue::{Date, Issue};
use hongtou::layouts::Layout;
use hongtou::proof::{Beside, Count, Finding, Neighbour, Switches, proofread_beside};

/// What a line of the table says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// `-`: the rule finds it.
    Wrong,
    /// `+`: no rule finds anything.
    Right,
    /// `~`: wrong, and known not to be found.
    Missed,
}

#[derive(Debug, Clone)]
pub struct Case {
    pub rule: String,
    pub verdict: Verdict,
    /// Without the brackets around the place.
    pub text: String,
    /// What is marked, where the line says so.
    pub marked: Option<String>,
    pub line: usize,
}

pub fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn cases() -> Vec<Case> {
    let table = read("tests/cases/proof.txt");
    let mut rule = String::new();
    let mut cases = Vec::new();
    for (index, line) in table.lines().enumerate() {
        if let Some(name) = line.strip_prefix("== ") {
            rule = name.trim().to_owned();
            continue;
        }
        let (verdict, text) = match (line.get(..2), line.get(2..)) {
            (Some("- "), Some(text)) => (Verdict::Wrong, text),
            (Some("+ "), Some(text)) => (Verdict::Right, text),
            (Some("~ "), Some(text)) => (Verdict::Missed, text),
            _ if line.trim().is_empty() || line.starts_with('#') => continue,
            _ => panic!("tests/cases/proof.txt:{}: {line}", index + 1),
        };
        let marked = text.split_once('⟦').and_then(|(_, rest)| Some(rest.split_once('⟧')?.0.to_owned()));
        let text = text.replace(['⟦', '⟧'], "");
        cases.push(Case { rule: rule.clone(), verdict, text, marked, line: index + 1 });
    }
    cases
}

/// An issue with the text of a line in its place; `\n` parts paragraphs, `⏎` lines.
pub fn file(line: &str) -> String {
    let quoted = |text: &str| format!("'''\n{}\n'''", text.replace("\\n", "\n\n").replace('⏎', "\n"));
    let (mut title, mut body, mut masthead, mut tail) =
        ("工作动态".to_owned(), "各项工作有序推进，成效明显。".to_owned(), String::new(), String::new());
    let mut note = String::new();
    let (place, text) = line.split_once(": ").unwrap_or(("body", line));
    match place {
        "title" => title = text.to_owned(),
        "note" => note = format!("note = {}\n", quoted(text)),
        "report" | "issue" | "send" | "extra" | "copy_to" => {
            tail = format!("[distribution]\n{place} = '{text}'\n");
        }
        "lists" => tail = format!("[distribution]\n{}\n", text.replace(" / ", "\n")),
        "total" => masthead = format!("total = {text}\n"),
        "beside" => {
            masthead =
                text.split_once(" total ").map_or(String::new(), |(_, total)| format!("total = {total}\n"))
        }
        "source" | "author" => note = format!("{place} = '{text}'\n"),
        "phone" => tail = format!("[colophon]\nphone = '{text}'\n"),
        "printed" => tail = format!("[colophon]\nprinted = {text}\n"),
        "copies" => {
            let (all, given) = text.split_once(" of which ").unwrap();
            tail = format!(
                "[distribution]\ncopies = {all}\n[[distribution.allotment]]\nto = \"县委办公室\"\ncopies = {given}\n"
            );
        }
        _ => body = line.to_owned(),
    }
    format!(
        "[masthead]\ntitle = \"乡村振兴工作动态\"\nnumber = 12\n{masthead}issuer = \"临江市乡村振兴工作领导小组办公室\"\n\
         date = 2026-06-30\n\n[[article]]\ntitle = '{title}'\n{note}body = {}\n\n{tail}",
        quoted(&body)
    )
}

/// What the proofreader finds in a line of the table.
///
/// `beside: NUMBER TOTAL DATE` is the issue before the one of the line, or one with its number, or the one after it;
/// `-` stands for no total.
pub fn findings_of(line: &str) -> Vec<Finding> {
    let Some(text) = line.strip_prefix("beside: ") else { return findings(&file(line)) };
    let words: Vec<&str> = text.split(' ').collect();
    let date: Vec<u16> = words[2].split('-').map(|part| part.parse().unwrap()).collect();
    let neighbour = Neighbour {
        path: "other.toml".into(),
        count: Count {
            number: words[0].parse().unwrap(),
            total: words[1].parse().ok(),
            date: Date { year: date[0], month: date[1] as u8, day: date[2] as u8 },
        },
    };
    let issue = parse(&file(line));
    let own = (issue.masthead.date.value.year, issue.masthead.number.value);
    let other = Some(&neighbour);
    let beside = match (neighbour.count.date.year, neighbour.count.number).cmp(&own) {
        Ordering::Less => Beside { before: other, ..Beside::default() },
        Ordering::Equal => Beside { twin: other, ..Beside::default() },
        Ordering::Greater => Beside { after: other, ..Beside::default() },
    };
    proofread_beside(&issue, &beside, &[], &Switches::default())
}

fn parse(file: &str) -> Issue {
    let source = Source::new("case.toml", file.to_owned());
    Issue::parse(&source).unwrap_or_else(|problems| panic!("{file}: {problems:?}"))
}

/// What the proofreader finds in a file that is set in the layout `bulletin`.
pub fn findings(file: &str) -> Vec<Finding> {
    let issue = parse(file);
    static BULLETIN: LazyLock<Layout> =
        LazyLock::new(|| hongtou::layouts::load("bulletin", Path::new(""), &[]).unwrap());
    let doubled = hongtou::doubled::doubled_labels(&issue, &BULLETIN);
    proofread_beside(&issue, &Beside::default(), &doubled, &Switches::default())
}
