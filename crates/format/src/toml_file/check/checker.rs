//! What is known while a tree is held against a schema.

use std::sync::Arc;

use serde_json::Value as Schema;

use hongtou_base::diagnostic::{Diagnostic, Source};

pub struct Checker<'a> {
    pub source: &'a Arc<Source>,
    pub root: &'a Schema,
    pub problems: Vec<Diagnostic>,
    /// The problems that are reported only if all of the file could be read.
    pub missing: Vec<Diagnostic>,
}
