//! Values that carry their clause: `{ value = "37mm", clause = "5.2.1", strength = "规定" }`.
//!
//! Any value of a layout may be written so. The file is then checked and read as if the value stood alone; the
//! clause goes into a list of its own.

use std::sync::Arc;

use serde_json::{Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Strength;
use hongtou_base::diagnostic::{Diagnostic, Problem, Source};
use hongtou_base::nearest::nearest;

/// A value of a layout with the clause that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The key, such as `page.head`.
    pub key: String,
    /// The value where the clause is named, as the file has it.
    pub value: String,
    /// The clause; empty if it is not named.
    pub clause: String,
    /// How strongly it is asked for.
    pub strength: Strength,
    /// What a layout further down wrote instead, if one did.
    pub instead: Option<String>,
}

/// The words for the strengths, in the order of their weight.
pub const STRENGTHS: [(&str, Strength); 6] = [
    ("规定", Strength::Shall),
    ("一般", Strength::Usual),
    ("推荐", Strength::Recommended),
    ("可以", Strength::May),
    ("实务", Strength::Practice),
    ("推算", Strength::Derived),
];

impl Strength {
    /// Its word.
    pub fn word(self) -> &'static str {
        STRENGTHS.iter().find(|(_, strength)| *strength == self).map_or("", |(word, _)| word)
    }
}

/// Takes the clauses out of a file's tree, so that values stand alone in it.
pub struct Citations<'a> {
    source: &'a Arc<Source>,
    /// What was found, in the order of the file.
    pub found: Vec<Citation>,
    /// Strengths that are none.
    pub problems: Vec<Diagnostic>,
}

impl<'a> Citations<'a> {
    /// Nothing yet.
    pub fn new(source: &'a Arc<Source>) -> Citations<'a> {
        Citations { source, found: Vec::new(), problems: Vec::new() }
    }

    /// Takes them out of a table; `path` is its key and a full stop, or nothing.
    pub fn take(&mut self, path: &str, table: &mut DeTable<'_>) {
        for (key, value) in table.iter_mut() {
            let path = format!("{path}{}", key.get_ref());
            self.take_from(&path, value);
        }
    }

    fn take_from<'v>(&mut self, path: &str, node: &mut Spanned<DeValue<'v>>) {
        if let Some(value) = self.cited(path, node) {
            *node = value;
            return;
        }
        match node.get_mut() {
            DeValue::Table(table) => self.take(&format!("{path}."), table),
            DeValue::Array(list) => {
                for (index, item) in list.iter_mut().enumerate() {
                    self.take_from(&format!("{path}[{index}]"), item);
                }
            }
            _ => {}
        }
    }

    /// The value of a table that is a value with its clause.
    fn cited<'v>(&mut self, path: &str, node: &Spanned<DeValue<'v>>) -> Option<Spanned<DeValue<'v>>> {
        let DeValue::Table(table) = node.get_ref() else { return None };
        let value = table.get("value")?;
        let is_known = |key: &str| matches!(key, "value" | "clause" | "strength");
        if table.len() < 2 || !table.keys().all(|key| is_known(key.get_ref())) {
            return None;
        }
        let text = |name: &str| match table.get(name).map(|value| (value.span(), value.get_ref())) {
            Some((span, DeValue::String(text))) => Some((span, text.clone())),
            _ => None,
        };
        let strength = match text("strength") {
            None => Strength::Shall,
            Some((span, word)) => self.strength(path, span, &word),
        };
        let clause = text("clause").map(|(_, clause)| clause.into_owned()).unwrap_or_default();
        let written = self.source.text.get(value.span()).unwrap_or_default().to_owned();
        self.found.push(Citation { key: path.to_owned(), value: written, clause, strength, instead: None });
        Some(value.clone())
    }

    fn strength(&mut self, path: &str, span: std::ops::Range<usize>, word: &str) -> Strength {
        if let Some((_, strength)) = STRENGTHS.iter().find(|(known, _)| *known == word) {
            return *strength;
        }
        let words = STRENGTHS.iter().map(|(word, _)| *word);
        let problem = Problem::NotOneOf {
            key: format!("{path}.strength"),
            found: word.to_owned(),
            nearest: nearest(word, words.clone()).map(str::to_owned),
            allowed: words.map(str::to_owned).collect(),
        };
        self.problems.push(Diagnostic::error_at(problem, self.source, span));
        Strength::Shall
    }
}

/// Lets every value of a schema be written with its clause.
pub fn allow(schema: &mut Value) {
    let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
        if let Some(others) = schema.get_mut("additionalProperties").filter(|others| others.is_object()) {
            allow_in(others);
        }
        return;
    };
    for (name, property) in properties {
        // What a layout says of itself is no value of its page.
        if !matches!(name.as_str(), "extends" | "description" | "measures") {
            allow_in(property);
        }
    }
}

fn allow_in(property: &mut Value) {
    if property.get("properties").is_some()
        || property.get("additionalProperties").is_some_and(Value::is_object)
    {
        return allow(property);
    }
    if let Some(items) = property.get_mut("items").filter(|items| items.get("properties").is_some()) {
        return allow(items);
    }
    let words: Vec<&str> = STRENGTHS.iter().map(|(word, _)| *word).collect();
    let description = property.get("description").cloned().unwrap_or_default();
    let alone = property.take();
    *property = json!({
        "description": description,
        "anyOf": [
            alone.clone(),
            {
                "type": "object",
                "additionalProperties": false,
                "required": ["value"],
                "minProperties": 2,
                "properties": {
                    "value": alone,
                    "clause": { "type": "string", "description": "The clause that the value comes from." },
                    "strength": { "enum": words, "description": "How strongly the clause asks for it." },
                },
            },
        ],
    });
}
