//! A TOML file and a schema → a typed value, or everything that is wrong with the file.
//!
//! The schema is derived from the type by schemars, so what editors complete, what is checked and what is
//! deserialised is one and the same. Nothing here knows what the file is about.
//!
//! 1. [`syntax`]: the parser's errors, all of them, with a tree of what could be read;
//! 2. [`check`](check()): the tree against the schema; what does not fit is reported and taken out of the tree;
//! 3. deserialising what is left, so that rules beyond the schema can be reported in the same run.
//!
//! Where the file has problems, [`slips`] looks for those that people make by hand.

mod check;
mod schema;
mod slips;
mod syntax;
mod text;

use std::ops::Range;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use hongtou_base::diagnostic::{Diagnostic, Problem, Source};

pub(crate) use check::sort_by_place;
pub use check::{Checked, check, check_prepared};
pub use schema::{date_schema, schema_of, shared_schema_of};
pub use slips::read_as_meant;
pub use text::Text;

/// How a text begins that is in the place of a value which is still to be filled in.
pub const PLACEHOLDER: &str = "【待填";

/// A value and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Byte offsets into the file; of a text, the quotes included.
    pub span: Range<usize>,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<T>::deserialize(deserializer)?;
        Ok(Placed { span: spanned.span(), value: spanned.into_inner() })
    }
}

/// To a schema, a value is the same with and without its place.
impl<T: JsonSchema> JsonSchema for Placed<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}

/// A file as a value of the type.
///
/// # Errors
/// Everything that is wrong with the file, in its order.
pub fn read<T: DeserializeOwned + JsonSchema>(source: &Arc<Source>) -> Result<T, Vec<Diagnostic>> {
    match read_partly(source) {
        (Some(value), problems) if problems.is_empty() => Ok(value),
        (_, problems) => Err(source.guarded(problems)),
    }
}

/// What of a file fits the type, and everything that does not.
///
/// There is a value even where there are problems, if the type takes a table from which keys are missing;
/// it is good for finding more problems and for nothing else.
pub fn read_partly<T: DeserializeOwned + JsonSchema>(source: &Arc<Source>) -> (Option<T>, Vec<Diagnostic>) {
    let (checked, mut problems) = check(source, &schema::shared_schema_of::<T>());
    match T::deserialize(checked.into_deserializer()) {
        Ok(value) => (Some(value), problems),
        Err(error) => {
            // The consequence of a reported problem; on its own it would be a rule that no schema can say.
            if problems.is_empty() {
                let reason = error.message().to_owned();
                problems.push(Diagnostic::error_at(
                    Problem::Syntax { reason },
                    source,
                    error.span().unwrap_or(0..0),
                ));
            }
            (None, problems)
        }
    }
}
