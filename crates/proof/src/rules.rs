//! All rules, as data.

mod facts;
mod issue;
mod numbers;
mod pages;
mod punctuation;
mod structure;

use super::rule::Rule;

const GROUPS: [&[Rule]; 5] =
    [punctuation::RULES, numbers::RULES, structure::RULES, facts::RULES, issue::RULES];

/// All rules, group by group.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    GROUPS.into_iter().flatten()
}

/// The rules that look at finished pages, not at the text.
pub fn of_pages() -> impl Iterator<Item = &'static Rule> {
    pages::RULES.iter()
}

/// The rule with a name.
pub fn rule(id: &str) -> Option<&'static Rule> {
    all().chain(of_pages()).find(|rule| rule.id == id)
}
