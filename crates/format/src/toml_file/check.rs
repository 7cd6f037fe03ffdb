//! A tree and a schema → the tree without what does not fit, and a diagnostic for everything that does not.

mod checker;
mod kind;
mod meant;
mod unknown;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value as Schema;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{PLACEHOLDER, syntax};
use checker::Checker;
use hongtou_base::diagnostic::{Diagnostic, Problem, Source, ValueKind};
use hongtou_base::nearest::nearest;
use kind::{alternatives, found_kind, has_kind, wanted_kind, wanted_kinds};

/// A file's tree, from which everything that does not fit its schema was taken out.
#[derive(Debug)]
pub struct Checked<'a>(Spanned<DeTable<'a>>);

impl<'a> Checked<'a> {
    /// For `serde`.
    pub fn into_deserializer(self) -> toml::Deserializer<'a> {
        toml::Deserializer::from(self.0)
    }
}

/// Holds a file against a schema.
///
/// Understood of the schema: `type`, `properties`, `required`, `additionalProperties`, `items`, `minItems`,
/// `maxItems`, `enum`, `const`, `minimum`, `maximum`, `minLength` (1 or none), `format` (`date`), `anyOf`,
/// `oneOf`, `allOf`, `$ref`. The problems are in the order of the file.
pub fn check<'a>(source: &'a Arc<Source>, schema: &Schema) -> (Checked<'a>, Vec<Diagnostic>) {
    check_prepared(source, |_| schema)
}

/// Holds a file against the schema that `prepare` chooses for its tree, after it has prepared the tree.
pub fn check_prepared<'a, 's>(
    source: &'a Arc<Source>,
    prepare: impl FnOnce(&mut DeTable<'a>) -> &'s Schema,
) -> (Checked<'a>, Vec<Diagnostic>) {
    let (mut tree, syntax_errors) = syntax::parse(source);
    let schema = prepare(tree.get_mut());
    let mut checker = Checker { source, root: schema, problems: Vec::new(), missing: Vec::new() };
    let span = tree.span();
    let table = checker.table("", span.clone(), tree.into_inner(), checker.resolve(schema));
    let Checker { mut problems, missing, .. } = checker;
    // A date that does not exist is a syntax error to the parser, and is already reported in better words.
    let said: HashSet<_> = problems.iter().filter_map(span_of).collect();
    let unsaid =
        syntax_errors.into_iter().filter(|error| span_of(error).is_none_or(|span| !said.contains(&span)));
    let unsaid: Vec<_> = unsaid.collect();
    let line_of = |problem: &Diagnostic| source.line_span(span_of(problem).unwrap_or_default().start).start;
    let broken: HashSet<_> =
        unsaid.iter().filter(|error| error.problem.breaks_syntax()).map(line_of).collect();
    if broken.is_empty() {
        // A key under another name is not missing as well.
        problems.extend(
            missing.into_iter().filter(|missing| !unknown::explains(&problems, missing)).collect::<Vec<_>>(),
        );
    } else {
        // What seems to be missing may have been swallowed, and what stands on a broken line be misread.
        problems.retain(|problem| !broken.contains(&line_of(problem)));
    }
    problems.extend(unsaid);
    sort_by_place(&mut problems);
    (Checked(Spanned::new(span, table)), problems)
}

fn span_of(problem: &Diagnostic) -> Option<Range<usize>> {
    problem.place.as_ref().map(|place| place.span.clone())
}

/// Puts diagnostics of one file into the file's order.
pub(crate) fn sort_by_place(problems: &mut [Diagnostic]) {
    problems.sort_by_key(|problem| span_of(problem).map(|span| (span.start, span.end)));
}

impl<'a> Checker<'a> {
    /// The value without what does not fit, or nothing if the value itself does not.
    fn value<'v>(
        &mut self,
        path: &str,
        node: Spanned<DeValue<'v>>,
        schema: &'a Schema,
    ) -> Option<Spanned<DeValue<'v>>> {
        let schema = self.choose(node.get_ref(), self.resolve(schema));
        let span = node.span();
        if let DeValue::Datetime(when) = node.get_ref()
            && when.date.is_none()
            && when.time.is_none()
        {
            let written = self.written(&span).to_owned();
            self.report(Problem::NoSuchDate { written }, span);
            return None;
        }
        let wanted = wanted_kinds(schema);
        let found = found_kind(node.get_ref());
        if !wanted.is_empty() && !wanted.iter().any(|&kind| has_kind(found, kind)) {
            if matches!(node.get_ref(), DeValue::String(text) if text.contains(PLACEHOLDER)) {
                self.report(Problem::ToFillIn, span);
                return None;
            }
            let meant = meant::value(path, &wanted, self.written(&span));
            self.report(Problem::WrongType { key: path.to_owned(), wanted, found, meant }, span);
            return None;
        }
        let value = match node.into_inner() {
            DeValue::Table(table) => DeValue::Table(self.table(path, span.clone(), table, schema)),
            DeValue::Array(list) => DeValue::Array(self.list(path, span.clone(), list, schema)?),
            DeValue::String(text) => {
                self.text(path, &span, &text, schema)?;
                DeValue::String(text)
            }
            number @ (DeValue::Integer(_) | DeValue::Float(_)) => {
                self.number(path, &span, &number, schema)?;
                number
            }
            other => other,
        };
        Some(Spanned::new(span, value))
    }

    fn table<'v>(
        &mut self,
        path: &str,
        span: Range<usize>,
        table: DeTable<'v>,
        schema: &'a Schema,
    ) -> DeTable<'v> {
        let properties = schema.get("properties").and_then(Schema::as_object);
        let others = schema.get("additionalProperties");
        self.missing(path, span, &table, schema);
        let mut fitting = DeTable::new();
        for (key, value) in table {
            let here = join(path, key.get_ref());
            let known = properties.and_then(|properties| properties.get(key.get_ref().as_ref()));
            let value = match (known, others) {
                (Some(schema), _) => self.value(&here, value, schema),
                (None, Some(Schema::Bool(false))) => {
                    self.unknown(here, &key, schema);
                    None
                }
                (None, Some(schema)) => self.value(&here, value, schema),
                (None, None) => Some(value),
            };
            if let Some(value) = value {
                fitting.insert(key, value);
            }
        }
        fitting
    }

    fn missing(&mut self, path: &str, span: Range<usize>, table: &DeTable<'_>, schema: &'a Schema) {
        let required = schema.get("required").and_then(Schema::as_array).into_iter().flatten();
        for key in required.filter_map(Schema::as_str).filter(|key| !table.contains_key(*key)) {
            let value = schema.get("properties").and_then(|properties| properties.get(key));
            let wanted = value.map_or(ValueKind::Text, |schema| wanted_kind(self.resolve(schema)));
            let problem = Problem::MissingKey { table: path.to_owned(), key: key.to_owned(), wanted };
            self.missing.push(Diagnostic::error_at(problem, self.source, span.clone()));
        }
    }

    fn list<'v>(
        &mut self,
        path: &str,
        span: Range<usize>,
        list: DeArray<'v>,
        schema: &'a Schema,
    ) -> Option<DeArray<'v>> {
        let least = schema.get("minItems").and_then(Schema::as_u64);
        let most = schema.get("maxItems").and_then(Schema::as_u64);
        let found = list.len();
        if least.is_some_and(|least| (found as u64) < least) || most.is_some_and(|most| found as u64 > most) {
            self.report(Problem::WrongCount { key: path.to_owned(), found, least, most }, span);
            return None;
        }
        let items = schema.get("items");
        let fitting = list.into_iter().enumerate().filter_map(|(index, item)| match items {
            Some(schema) => self.value(&format!("{path}[{}]", index + 1), item, schema),
            None => Some(item),
        });
        Some(fitting.collect())
    }

    fn text(&mut self, path: &str, span: &Range<usize>, text: &str, schema: &'a Schema) -> Option<()> {
        let allowed = allowed_words(schema);
        let problem = if !allowed.is_empty() && !allowed.contains(&text) {
            let nearest = nearest(text, allowed.iter().copied()).map(str::to_owned);
            let allowed = allowed.into_iter().map(str::to_owned).collect();
            Problem::NotOneOf { key: path.to_owned(), found: text.to_owned(), allowed, nearest }
        } else if schema.get("minLength").and_then(Schema::as_u64) > Some(0) && text.trim().is_empty() {
            Problem::EmptyText { key: path.to_owned() }
        } else {
            return Some(());
        };
        self.report(problem, span.clone());
        None
    }

    fn number(
        &mut self,
        path: &str,
        span: &Range<usize>,
        number: &DeValue<'_>,
        schema: &'a Schema,
    ) -> Option<()> {
        let (least, most) = (schema.get("minimum"), schema.get("maximum"));
        let value = match number {
            DeValue::Integer(whole) => i128::from_str_radix(whole.as_str(), whole.radix())
                .map_or(f64::INFINITY, |whole| whole as f64),
            DeValue::Float(float) => float.as_str().replace('_', "").parse().unwrap_or(f64::NAN),
            _ => return Some(()),
        };
        let least_value = least.and_then(Schema::as_f64).unwrap_or(f64::NEG_INFINITY);
        // No number that a file holds is larger than what the deserialiser takes.
        let most_value = most.and_then(Schema::as_f64).unwrap_or(i64::MAX as f64);
        if (least_value..=most_value).contains(&value) {
            return Some(());
        }
        let found = self.written(span).to_owned();
        let [least, most] = [least, most].map(|bound| bound.map(Schema::to_string));
        self.report(Problem::OutOfRange { key: path.to_owned(), found, least, most }, span.clone());
        None
    }

    /// Follows references.
    fn resolve(&self, schema: &'a Schema) -> &'a Schema {
        let mut schema = schema;
        // A chain of references that is longer than this is a ring.
        for _ in 0..32 {
            let next = if let Some(reference) = schema.get("$ref").and_then(Schema::as_str) {
                self.root.pointer(reference.trim_start_matches('#'))
            } else if let Some([only]) = schema.get("allOf").and_then(Schema::as_array).map(Vec::as_slice) {
                Some(only)
            } else {
                None
            };
            match next {
                Some(next) => schema = next,
                None => break,
            }
        }
        schema
    }

    /// Of alternatives, the one that the value is probably meant for; otherwise the schema itself.
    fn choose(&self, value: &DeValue<'_>, schema: &'a Schema) -> &'a Schema {
        if !allowed_words(schema).is_empty() {
            return schema;
        }
        let alternatives: Vec<&Schema> = alternatives(schema).map(|schema| self.resolve(schema)).collect();
        let found = found_kind(value);
        let mut of_this_kind = alternatives
            .into_iter()
            .filter(|alternative| wanted_kinds(alternative).iter().any(|&kind| has_kind(found, kind)));
        let Some(first) = of_this_kind.next() else { return schema };
        let DeValue::Table(table) = value else { return first };
        // Among tables, the one with most of the keys.
        let fit = |schema: &Schema| {
            let properties = schema.get("properties").and_then(Schema::as_object);
            table
                .keys()
                .filter(|key| properties.is_some_and(|known| known.contains_key(key.get_ref().as_ref())))
                .count()
        };
        let mut best = (fit(first), first);
        for other in of_this_kind {
            if fit(other) > best.0 {
                best = (fit(other), other);
            }
        }
        best.1
    }

    /// A value as it is in the file.
    fn written(&self, span: &Range<usize>) -> &'a str {
        self.source.text.get(span.clone()).unwrap_or_default()
    }

    fn report(&mut self, problem: Problem, span: Range<usize>) {
        self.problems.push(Diagnostic::error_at(problem, self.source, span));
    }
}

/// The words of an enumeration, however the schema spells it; empty if it is none.
fn allowed_words(schema: &Schema) -> Vec<&str> {
    if let Some(words) = schema.get("enum").and_then(Schema::as_array) {
        return words.iter().filter_map(Schema::as_str).collect();
    }
    if let Some(word) = schema.get("const").and_then(Schema::as_str) {
        return vec![word];
    }
    let mut words = Vec::new();
    for alternative in alternatives(schema) {
        match allowed_words(alternative) {
            none if none.is_empty() => return none,
            some => words.extend(some),
        }
    }
    words
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Code, place and words of what is wrong with a file.
    fn problems(file: &str, schema: &Schema) -> Vec<(&'static str, String)> {
        let source = Source::new("test.toml", file);
        let (_, problems) = check(&source, schema);
        let marked = |problem: &Diagnostic| file[problem.place.as_ref().unwrap().span.clone()].to_owned();
        problems.iter().map(|problem| (problem.problem.code(), marked(problem))).collect()
    }

    fn page() -> Schema {
        json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["name"],
            "properties": {
                "name": { "type": "string", "minLength": 1 },
                "side": { "enum": ["odd", "even"] },
                "size": { "anyOf": [{ "type": "string" }, { "$ref": "#/$defs/size" }] },
                "lines": { "type": "array", "maxItems": 2, "items": { "type": "number", "minimum": 0 } },
            },
            "$defs": { "size": {
                "type": "object", "additionalProperties": false, "properties": { "width": { "type": "integer" } }
            } },
        })
    }

    #[test]
    fn a_file_that_fits_has_no_problems() {
        let file = "name = 'a'\nside = 'odd'\nsize = { width = 3 }\nlines = [1, 2.5]\n";
        assert_eq!(problems(file, &page()), []);
        assert_eq!(problems("name = 'a'\nsize = 'A4'\n", &page()), []);
    }

    #[test]
    fn all_problems_come_at_once_and_in_the_order_of_the_file() {
        let file = "nmae = 'a'\nside = 'left'\nsize = { widht = 3 }\nlines = ['a', -1]\n";
        let expected = [
            ("unknown-key", "nmae"),
            ("not-one-of", "'left'"),
            ("unknown-key", "widht"),
            ("wrong-type", "'a'"),
            ("out-of-range", "-1"),
        ];
        assert_eq!(problems(file, &page()), expected.map(|(code, place)| (code, place.to_owned())));
    }

    #[test]
    fn what_a_broken_string_may_have_swallowed_is_not_called_missing() {
        let codes: Vec<_> = problems("side = 'odd\nfoo = 1\n", &page()).into_iter().map(|p| p.0).collect();
        assert_eq!(codes, ["unclosed-text", "unknown-key"]);
    }
}
