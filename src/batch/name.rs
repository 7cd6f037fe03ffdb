//! Names of PDFs, from a pattern, safe on every file system.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use sanitize_filename::{Options, sanitize_with_options};
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use super::find::Found;
use super::head::Head;
use hongtou_base::diagnostic::{Diagnostic, Problem};

/// What a pattern can name.
pub const NAME_FIELDS: [&str; 11] =
    ["article", "day", "folder", "issuer", "layout", "month", "number", "stem", "title", "total", "year"];

/// The longest part of a path, in bytes: file systems take 255, some that encrypt names only 143.
const LONGEST: usize = 140;
/// The widest number that a pattern may ask for.
const WIDEST: usize = 20;

/// How PDFs are named, such as `{year}-{number:03}-{title}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePattern(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field {
        name: &'static str,
        /// How many digits a number has at least.
        width: usize,
    },
}

impl Default for NamePattern {
    fn default() -> NamePattern {
        let field = |name, width| Piece::Field { name, width };
        let dash = || Piece::Text("-".to_owned());
        NamePattern(vec![field("year", 0), dash(), field("number", 3), dash(), field("title", 0)])
    }
}

impl FromStr for NamePattern {
    type Err = Problem;

    fn from_str(pattern: &str) -> Result<NamePattern, Problem> {
        let bad = |part: &str| Problem::BadNamePattern {
            part: part.to_owned(),
            known: NAME_FIELDS.map(str::to_owned).to_vec(),
        };
        let mut pieces = Vec::new();
        let mut rest = pattern;
        while let Some(at) = rest.find(['{', '}']) {
            let (text, field) = rest.split_at(at);
            let end = field.find('}').filter(|_| field.starts_with('{')).ok_or_else(|| bad(field))?;
            if !text.is_empty() {
                pieces.push(Piece::Text(text.to_owned()));
            }
            pieces.push(Piece::field(&field[1..end]).ok_or_else(|| bad(&field[..=end]))?);
            rest = &field[end + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        if pieces.is_empty() { Err(bad(pattern)) } else { Ok(NamePattern(pieces)) }
    }
}

impl Piece {
    /// `number:03` → a field.
    fn field(text: &str) -> Option<Piece> {
        let (name, format) = text.split_once(':').map_or((text, None), |(name, format)| (name, Some(format)));
        let name = *NAME_FIELDS.iter().find(|field| **field == name)?;
        let is_number = ["day", "month", "number", "total", "year"].contains(&name);
        let width = match format {
            None => 0,
            Some(format) if is_number => format.parse().ok().filter(|width| *width <= WIDEST)?,
            Some(_) => return None,
        };
        Some(Piece::Field { name, width })
    }
}

impl NamePattern {
    /// The path of an issue's PDF, relative to the output folder, with `/` between its parts.
    ///
    /// Folders come from the pattern and from `{folder}` alone; a slash in a title is no folder.
    pub(super) fn output(&self, head: &Head, found: &Found) -> String {
        let mut path = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => path.push_str(text),
                Piece::Field { name: "folder", .. } => path.push_str(&folder(found)),
                Piece::Field { name, width } => {
                    path.push_str(&value(name, *width, head, found).replace(['/', '\\'], "_"));
                }
            }
        }
        let parts: Vec<String> =
            path.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".").map(safe).collect();
        if parts.is_empty() { "_.pdf".to_owned() } else { parts.join("/") + ".pdf" }
    }
}

fn folder(found: &Found) -> String {
    let parts = found.below.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

fn value(name: &str, width: usize, head: &Head, found: &Found) -> String {
    let number = |number: u32| format!("{number:0width$}");
    let date = head.date.value;
    match name {
        "article" => head.article.clone(),
        "day" => number(date.day.into()),
        "issuer" => head.issuer.clone(),
        "layout" => head.layout.clone(),
        "month" => number(date.month.into()),
        "number" => number(head.number.value),
        "stem" => found.path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
        "title" => head.title.clone(),
        "total" => head.total.as_ref().map(|total| number(total.value)).unwrap_or_default(),
        "year" => number(date.year.into()),
        _ => String::new(),
    }
}

/// A part of a path that every file system takes, and that stays itself when the archive is copied to another.
fn safe(part: &str) -> String {
    // What is not seen would make two names that look alike; a name from a Mac may come in parts.
    let seen: String = part.nfc().filter(|character| !is_unseen(*character)).collect();
    // Windows drops blanks and dots at the end.
    let seen = seen.trim().trim_end_matches(['.', ' ']);
    let cleaned = |text: &str, replacement| {
        sanitize_with_options(text, Options { windows: true, truncate: false, replacement })
    };
    let mut name = cleaned(seen, "_");
    if cleaned(seen, "").is_empty() || name.starts_with('.') {
        // A device's name (CON, COM1), nothing at all, or a name that hides the file.
        name = cleaned(&format!("_{seen}"), "_");
    }
    shortened(name)
}

/// Marks of direction, joiners and the like.
fn is_unseen(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A long name is cut; a hash of all of it keeps two that begin alike apart.
fn shortened(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let hash = xxh3_64(name.as_bytes()) as u32;
    let end = (0..=LONGEST - 9).rev().find(|&end| name.is_char_boundary(end)).unwrap_or(0);
    format!("{}-{hash:08x}", name[..end].trim_end_matches([' ', '.']))
}

/// Issues whose PDFs would be one file, on a file system that does not tell capitals from small letters.
pub(super) fn doubles<'a>(named: impl Iterator<Item = (&'a str, &'a PathBuf)>) -> Vec<Diagnostic> {
    let mut by_output: BTreeMap<String, Vec<(&str, &PathBuf)>> = BTreeMap::new();
    for (output, issue) in named {
        by_output.entry(output.to_lowercase()).or_default().push((output, issue));
    }
    let same = by_output.into_values().filter(|issues| issues.len() > 1);
    same.map(|issues| {
        let output = issues[0].0.to_owned();
        let issues = issues.into_iter().map(|(_, issue)| issue.clone()).collect();
        Diagnostic::error(Problem::SameOutput { output, issues })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use hongtou_format::issue::{Date, Placed};

    fn output(pattern: &str, title: &str) -> String {
        let placed = |value| Placed { value, span: 0..0 };
        let head = Head {
            code: None,
            title: title.to_owned(),
            issuer: "办公室".to_owned(),
            number: placed(7),
            total: Some(placed(145)),
            date: Placed { value: Date { year: 2021, month: 3, day: 9 }, span: 0..0 },
            layout: "bulletin".to_owned(),
            article: "题目".to_owned(),
            text: 0,
            inputs: 0,
        };
        let path = PathBuf::from("in/a b/第七期.toml");
        let found = Found { path, below: PathBuf::from("a b"), named: false };
        pattern.parse::<NamePattern>().unwrap().output(&head, &found)
    }

    #[test]
    fn fields_are_filled_and_numbers_padded() {
        let all = "{year}-{month:02}-{day:2}-{number:03}-{total}-{title}-{issuer}-{layout}-{article}-{stem}";
        assert_eq!(output(all, "动态"), "2021-03-09-007-145-动态-办公室-bulletin-题目-第七期.pdf");
        assert_eq!(output("{folder}/{year}/{number}", ""), "a b/2021/7.pdf");
    }

    #[test]
    fn the_usual_pattern_is_the_one_in_the_manual() {
        assert_eq!("{year}-{number:03}-{title}".parse(), Ok(NamePattern::default()));
    }

    #[test]
    fn wrong_patterns_are_refused() {
        for wrong in
            ["", "{", "}", "{year", "{nmber}", "{title:03}", "{number:x}", "{number:99}", "a}b", "{}"]
        {
            assert!(wrong.parse::<NamePattern>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_a_file_system_refuses_is_replaced() {
        assert_eq!(output("{title}", "甲/乙\\丙"), "甲_乙_丙.pdf");
        assert_eq!(output("{title}", "a:b*c?d\"e<f>g|h\u{7}"), "a_b_c_d_e_f_g_h.pdf");
        assert_eq!(output("{title}", "../../etc/passwd"), "_.._.._etc_passwd.pdf");
        assert_eq!(output("../{title}", "甲"), "_/甲.pdf");
        assert_eq!(output("{title}", " 甲 . "), "甲.pdf");
        assert_eq!(output("{title}", "CON"), "_CON.pdf");
        assert_eq!(output("{title}", "com1"), "_com1.pdf");
        assert_eq!(output("{title}", "甲\u{202E}乙\u{200B}"), "甲乙.pdf");
        assert_eq!(output("{title}", "e\u{301}"), "é.pdf");
        assert_eq!(output("{title}", "🎉动态"), "🎉动态.pdf");
        assert_eq!(output("{title}", "  "), "_.pdf");
    }

    #[test]
    fn long_names_are_cut_and_still_differ() {
        let (one, other) =
            (output("{title}", &"长".repeat(200)), output("{title}", &("长".repeat(199) + "短")));
        assert!(one.len() <= LONGEST + 4 && one.starts_with("长长"), "{one}");
        assert_ne!(one, other);
    }

    #[test]
    fn names_that_differ_in_capitals_alone_are_one_file() {
        let (a, b, c) = (PathBuf::from("a.toml"), PathBuf::from("b.toml"), PathBuf::from("c.toml"));
        let found = doubles([("Report.pdf", &a), ("x.pdf", &b), ("report.pdf", &c)].into_iter());
        let same = Problem::SameOutput { output: "Report.pdf".to_owned(), issues: vec![a, c] };
        assert_eq!(found, [Diagnostic::error(same)]);
    }
}
