//! What a value is, and what a schema wants it to be.

use serde_json::Value as Schema;
use toml::de::DeValue;

use hongtou_base::diagnostic::ValueKind;

pub(super) fn found_kind(value: &DeValue<'_>) -> ValueKind {
    match value {
        DeValue::String(_) => ValueKind::Text,
        DeValue::Integer(_) => ValueKind::Whole,
        DeValue::Float(_) => ValueKind::Number,
        DeValue::Boolean(_) => ValueKind::Truth,
        DeValue::Datetime(when) if when.date.is_some() && when.time.is_none() && when.offset.is_none() => {
            ValueKind::Date
        }
        DeValue::Datetime(_) => ValueKind::Time,
        DeValue::Array(_) => ValueKind::List,
        DeValue::Table(_) => ValueKind::Table,
    }
}

pub(super) fn has_kind(found: ValueKind, wanted: ValueKind) -> bool {
    found == wanted
        || matches!(
            (found, wanted),
            (ValueKind::Whole, ValueKind::Number) | (ValueKind::List, ValueKind::Tables)
        )
}

/// What a schema takes; empty if it takes everything.
pub(super) fn wanted_kinds(schema: &Schema) -> Vec<ValueKind> {
    let mut kinds: Vec<ValueKind> = match schema.get("type") {
        Some(Schema::String(name)) => kind_of_type(name, schema).into_iter().collect(),
        Some(Schema::Array(names)) => {
            names.iter().filter_map(Schema::as_str).filter_map(|name| kind_of_type(name, schema)).collect()
        }
        _ if schema.get("enum").is_some() || schema.get("const").is_some() => vec![ValueKind::Text],
        _ => alternatives(schema).flat_map(wanted_kinds).collect(),
    };
    kinds.sort();
    kinds.dedup();
    kinds
}

/// What is best written where a schema takes several kinds.
pub(super) fn wanted_kind(schema: &Schema) -> ValueKind {
    wanted_kinds(schema).first().copied().unwrap_or(ValueKind::Text)
}

fn kind_of_type(name: &str, schema: &Schema) -> Option<ValueKind> {
    Some(match name {
        "string" if schema.get("format").and_then(Schema::as_str) == Some("date") => ValueKind::Date,
        "string" => ValueKind::Text,
        "integer" => ValueKind::Whole,
        "number" => ValueKind::Number,
        "boolean" => ValueKind::Truth,
        "array" if schema.pointer("/items/type").and_then(Schema::as_str) == Some("object") => {
            ValueKind::Tables
        }
        "array" => ValueKind::List,
        "object" => ValueKind::Table,
        _ => return None,
    })
}

pub fn alternatives(schema: &Schema) -> impl Iterator<Item = &Schema> {
    ["anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten()
}
