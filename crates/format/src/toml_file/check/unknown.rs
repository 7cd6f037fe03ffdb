//! Keys that a table does not know: which was meant, or where it belongs.

use serde_json::Value as Schema;
use toml::Spanned;
use toml::de::DeString;

use super::checker::Checker;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::nearest::nearest;

/// The extension of a schema that holds what else people call a key.
const NAMES: &str = "x-names";

/// How many names a table's header has at most.
const DEEPEST_HEADER: usize = 3;

/// Whether a key is missing because it was written under another name.
pub(super) fn explains(problems: &[Diagnostic], missing: &Diagnostic) -> bool {
    let Problem::MissingKey { table, key, .. } = &missing.problem else { return false };
    problems.iter().any(|problem| match &problem.problem {
        Problem::UnknownKey { key: path, nearest: Some(nearest), .. } => {
            nearest == key && path.rsplit_once('.').map_or("", |(table, _)| table) == table
        }
        _ => false,
    })
}

impl<'a> Checker<'a> {
    pub(super) fn unknown(&mut self, path: String, key: &Spanned<DeString<'_>>, schema: &'a Schema) {
        let properties = schema.get("properties").and_then(Schema::as_object);
        let known: Vec<String> = properties.into_iter().flat_map(|keys| keys.keys().cloned()).collect();
        let word = key.get_ref();
        let nearest = self.synonym(word, schema).or_else(|| {
            // What a table calls by another name may be a key of another table, and is meant here all the same.
            nearest(word, known.iter().map(String::as_str)).map(str::to_owned)
        });
        let home = if nearest.is_none() { self.home_of(word) } else { None };
        self.report(Problem::UnknownKey { key: path, nearest, home, known }, key.span());
    }

    /// The key of a table that people call by this word, as the schema's `x-names` has them.
    fn synonym(&self, word: &str, schema: &'a Schema) -> Option<String> {
        let word: String = word.chars().filter(|c| !c.is_whitespace()).collect();
        let properties = schema.get("properties").and_then(Schema::as_object)?;
        let calls = |schema: &Schema| {
            let names = schema.get(NAMES).and_then(Schema::as_array).into_iter().flatten();
            names.filter_map(Schema::as_str).any(|name| name == word)
        };
        properties.iter().find(|(_, schema)| calls(schema)).map(|(key, _)| key.clone())
    }

    /// The table highest in the schema that knows a key, unless several are as high.
    ///
    /// Of tables that are as high, the one that needs the key comes first.
    fn home_of(&self, key: &str) -> Option<String> {
        let mut homes = Vec::new();
        self.homes_of(key, self.root, &mut Vec::new(), &mut homes);
        let first = homes.iter().map(|(rank, _)| *rank).min()?;
        homes.retain(|(rank, _)| *rank == first);
        if homes.len() == 1 { homes.pop().map(|(_, name)| name) } else { None }
    }

    /// The tables of the schema that know a key, with their ranks: in TOML a key easily slips below the wrong header.
    fn homes_of(
        &self,
        key: &str,
        table: &'a Schema,
        path: &mut Vec<&'a str>,
        homes: &mut Vec<(usize, String)>,
    ) {
        let table = self.resolve(table);
        let (table, is_list) = table.get("items").map_or((table, false), |items| (self.resolve(items), true));
        let Some(properties) = table.get("properties").and_then(Schema::as_object) else { return };
        if properties.contains_key(key) {
            let name = path.join(".");
            let required = table.get("required").and_then(Schema::as_array).into_iter().flatten();
            let is_optional = !required.filter_map(Schema::as_str).any(|required| required == key);
            let rank = path.len() * 2 + usize::from(is_optional);
            homes.push((rank, if is_list { format!("[{name}]") } else { name }));
        }
        // Schemas may contain themselves.
        if path.len() < DEEPEST_HEADER {
            for (name, schema) in properties {
                path.push(name);
                self.homes_of(key, schema, path, homes);
                path.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["title", "number", "issuer", "issue"];
        assert_eq!(nearest("titel", names), Some("title"));
        assert_eq!(nearest("Issuer", names), Some("issuer"));
        assert_eq!(nearest("layout", names), None);
        assert_eq!(nearest("标题", names), None);
    }
}
