//! One wrong value of a layout is one error, at the line where the user wrote it.

use std::path::Path;

use hongtou::diagnostic::{Diagnostic, Severity};
use hongtou::layouts::{BUNDLED, load};
use toml::{Table, Value};

/// Keys of strings and numbers in a layout; values that carry a clause are taken alone.
fn leaves(prefix: &str, table: &Table, found: &mut Vec<(String, Value)>) {
    for (key, value) in table {
        let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
        match value {
            Value::Table(table) if table.contains_key("value") && table.contains_key("clause") => {
                found.push((path, table["value"].clone()));
            }
            Value::Table(table) => leaves(&path, table, found),
            Value::String(_) | Value::Integer(_) | Value::Float(_) => found.push((path, value.clone())),
            _ => {}
        }
    }
}

/// What is wrong with a layout that extends another one and says one thing of its own, on line 2.
fn problems_of(base: &str, line: &str) -> Vec<Diagnostic> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.toml"), format!("extends = \"{base}\"\n{line}\n")).unwrap();
    load("own.toml", folder.path(), &[]).err().unwrap_or_default()
}

/// Fails unless there is one error, and it is at the user's line.
fn assert_one_at_line_2(problems: &[Diagnostic], line: &str) {
    let shown: Vec<String> = problems
        .iter()
        .map(|problem| {
            let place = problem.place.as_ref().unwrap();
            let line = place.source.line_column(place.span.start).0;
            format!("{}:{line} {:?}", place.source.name, problem.problem)
        })
        .collect();
    assert_eq!(problems.len(), 1, "{line}: {shown:#?}");
    assert!(Path::new(&shown[0]).to_string_lossy().contains("own.toml:2"), "{line}: {shown:?}");
    assert_eq!(problems[0].severity, Severity::Error);
}

#[test]
fn each_wrong_value_of_a_layout_is_one_error_at_the_line_of_the_user() {
    let mut seen = std::collections::BTreeSet::new();
    let mut errors = 0;
    for base in ["gbt9704", "bulletin", "bulletin-grid", "document", "letter"] {
        let text = BUNDLED.iter().find(|(name, _)| *name == base).unwrap().1;
        let mut found = Vec::new();
        leaves("", &text.parse().unwrap(), &mut found);
        for (nth, (key, value)) in found.into_iter().filter(|(key, _)| key != "extends").enumerate() {
            if !seen.insert(key.clone()) {
                continue;
            }
            let wrong: &[&str] = match value {
                Value::String(_) => &["\"7zz\"", "\"{nosuch}\"", "\"2001mm\"", "\"1900mm\"", "\"-9mm\"", "7"],
                _ => &["-1", "1000000000", "\"7zz\""],
            };
            // Two of them for each key, others for the next one: all would take half a minute.
            for wrong in wrong.iter().cycle().skip(nth).take(2) {
                let line = format!("{key} = {wrong}");
                let problems = problems_of(base, &line);
                if !problems.is_empty() {
                    assert_one_at_line_2(&problems, &line);
                    errors += 1;
                }
            }
        }
    }
    assert!(errors > 500, "only {errors} of the wrong values are errors");
}

#[test]
fn names_lists_and_likenesses_that_are_wrong_are_one_error_each_at_the_line_of_the_user() {
    for line in [
        "styles.body.like = \"body\"",
        "styles.body.like = \"nosuch\"",
        "styles.body.like = \"level-1\"",
        "styles.body.first_line_indent = \"155mm\"",
        "styles.own.align = \"left\"",
        "styles.own.pitch = \"0mm\"\nstyles.own.like = \"body\"",
        "roles.fangsong = []",
        "roles.fangsong = [{}]",
        "roles.fangsong = [{ file = \"a.ttf\", family = \"A\" }]",
        "roles.fangsong = [{ file = \"a.ttf\", raise = \"1mm\" }]",
        "roles.fangsong = [{ family = \"A\", index = 1 }]",
        "masthead.order = [\"nosuch\"]",
        "article.order = [\"title\", \"nosuch\", \"body\"]",
        "requires = [\"masthead.nosuch\"]",
        "not_printed = [\"nosuch\"]",
        "page.width = \"60mm\"",
        "page.binding = \"180mm\"",
        "page.head = \"400mm\"",
        "grid.lines = 0",
        "colours.red.cmyk = [0, 1]",
        "text.line_squeeze = [\"nosuch\"]",
        "measures.own = { what = \"a\", from = \"nosuch.nosuch\", to = \"page.top\", is = \"1mm\" }",
        "measures.own = { what = \"a\", of = \"body.lines\" }",
        "article.rows.body.lead_in = \"nosuch\"",
        "article.rows.own.left = \"{nosuch}\"\narticle.order = [\"own\"]",
        "article.rows.own.style = \"body\"\narticle.order = [\"own\", \"body\"]",
        "extends = \"bulletin\"",
    ] {
        assert_one_at_line_2(&problems_of("document", line), line);
    }
}

#[test]
fn a_role_that_many_styles_inherit_is_unknown_once_and_where_it_is_written() {
    let problems = problems_of("gbt9704", "styles.body.role = \"nosuch\"");
    assert_one_at_line_2(&problems, "role");
    assert_eq!(problems[0].problem.code(), "unknown-name");
    // The number is under a rule in `letter`; the order, which leaves that out, is the user's.
    let line = "masthead.order = [\"number-right\"]";
    assert_one_at_line_2(&problems_of("letter", line), line);
}

#[test]
fn two_wrong_values_are_two_errors() {
    let problems = problems_of("bulletin", "styles.body.size = \"16\"\nstyles.title.colour = \"redd\"");
    let codes: Vec<&str> = problems.iter().map(|problem| problem.problem.code()).collect();
    assert_eq!(codes, ["bad-measure", "unknown-name"]);
}
