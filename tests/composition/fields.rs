//! Every run on a page knows what of the issue it shows.

use std::collections::BTreeSet;

use crate::support::examples::all;
use hongtou::issue::{FIELDS, LISTS};
use hongtou::page::Item;

#[test]
fn a_run_shows_one_field_of_the_issue_or_what_the_layout_supplied() {
    let mut seen = BTreeSet::new();
    for issue in all() {
        for item in issue.pages.pages.iter().flat_map(|page| &page.items) {
            let Item::Text(run) = item else { continue };
            let written = run.glyphs.iter().filter(|glyph| glyph.source != u32::MAX).count();
            match run.field.as_deref() {
                Some(name) => {
                    assert_eq!(written, run.glyphs.len(), "{}: {name}: {}", issue.name, run.text);
                    let known =
                        FIELDS.contains(&name) || LISTS.contains(&name) || name.starts_with("fields.");
                    assert!(known || name == "index", "{}: {name}: {}", issue.name, run.text);
                    seen.insert(name.to_owned());
                }
                None => assert_eq!(written, 0, "{}: {}", issue.name, run.text),
            }
        }
    }
    for name in [
        "masthead.title",
        "masthead.number",
        "masthead.organs",
        "article.title",
        "article.body",
        "attachments",
    ] {
        assert!(seen.contains(name), "{name} is in none of the examples: {seen:?}");
    }
}

#[test]
fn the_runs_of_a_field_are_what_the_issue_says_in_it() {
    // A backslash before a number, and what is not seen, are in the file alone.
    let is_shown = |c: &char| !c.is_whitespace() && !matches!(c, '\\' | '\u{AD}' | '\u{200B}' | '\u{2060}');
    let bare = |text: &str| text.chars().filter(is_shown).collect::<String>();
    for issue in all() {
        let shown = |name: &str| -> String {
            let items = issue.pages.pages.iter().flat_map(|page| &page.items);
            let runs = items.filter_map(|item| match item {
                Item::Text(run) if run.field.as_deref() == Some(name) => Some(run.text.as_str()),
                _ => None,
            });
            bare(&runs.collect::<String>())
        };
        let masthead = &issue.job.issue.masthead;
        for (name, said) in [
            ("masthead.title", masthead.title.value.clone()),
            ("masthead.number", masthead.number.value.to_string()),
        ] {
            let shown = shown(name);
            assert!(shown.is_empty() || shown == bare(&said), "{}: {name}: {shown}", issue.name);
        }
        let bodies: String =
            issue.job.issue.articles.iter().map(|article| bare(&article.body.value)).collect();
        // Lead-ins are marked by ** in the file.
        assert_eq!(shown("article.body"), bodies.replace("**", ""), "{}", issue.name);
    }
}
