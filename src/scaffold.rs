//! Files to begin an issue with: a template made from a layout, or the issue that follows another.
//!
//! Everything that is still to be written is a text 【待填…】 in the place of the value, of numbers and dates too: whoever
//! fills it in replaces it, and until then the issue is not taken for finished.

mod next;
mod template;

use std::fmt::Write;

use hongtou_format::issue::{Date, PLACEHOLDER, Text};
use hongtou_format::layouts::Layout;

pub use next::next;
pub use template::template;

/// What of an issue a layout sets, and what it needs.
struct Wanted<'a> {
    layout: &'a Layout,
    sources: std::collections::BTreeSet<&'a str>,
}

impl<'a> Wanted<'a> {
    fn of(layout: &'a Layout) -> Wanted<'a> {
        Wanted { layout, sources: layout.sources() }
    }

    fn sets(&self, name: &str) -> bool {
        // A date is set by its parts.
        self.sources.contains(name) || self.sources.contains(format!("{name}.day").as_str())
    }

    fn needs(&self, name: &str) -> bool {
        self.layout.requires.iter().any(|needed| needed == name)
    }
}

/// A value that is still to be filled in.
fn open(what: &str) -> String {
    format!("\"{PLACEHOLDER}{what}】\"")
}

fn pair(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

fn list(out: &mut String, key: &str, texts: &[Text]) {
    if !texts.is_empty() {
        let texts: Vec<String> = texts.iter().map(quoted).collect();
        pair(out, key, &format!("[{}]", texts.join(", ")));
    }
}

/// A text as TOML has it.
fn quoted(text: &Text) -> String {
    toml_text(&text.value)
}

fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn written(date: Option<Date>, what: &str) -> String {
    date.map_or_else(|| open(what), |date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day))
}
