//! Templates filled with what an issue says.

use std::sync::Arc;

use super::rich_text::RichText;
use hongtou_format::issue::{Field, Scope, Text};
use hongtou_format::layouts::{Piece, StyleId, Template};

/// The texts of a list of the issue, in a style.
pub fn texts(list: &str, scope: &Scope<'_>, style: StyleId) -> Vec<RichText> {
    let field = Arc::from(list);
    let rich = |text: &Text| {
        let mut rich = RichText::default();
        // A title's line ends are those of its own page, not of the list that names it.
        rich.push_joined(text, &field, style);
        rich
    };
    scope.list(list).into_iter().map(rich).collect()
}

/// The template with the issue's fields in it; `None` if a field is absent.
pub fn filled(template: &Template, style: StyleId, scope: &Scope<'_>) -> Option<RichText> {
    let mut text = RichText::default();
    fill_with(&mut text, template, style, |name| scope.field(name)).then_some(text)
}

/// Adds a template to a text, and says whether every field was there.
pub fn fill_with<'a>(
    text: &mut RichText,
    template: &Template,
    style: StyleId,
    field: impl Fn(&str) -> Option<Field<'a>>,
) -> bool {
    let mut complete = true;
    for piece in &template.pieces {
        match piece {
            Piece::Text(literal) => text.push_literal(literal, style),
            Piece::Field(name) => match field(name) {
                Some(value) => text.push_field(&value, &Arc::from(name.as_str()), style),
                None => complete = false,
            },
        }
    }
    complete
}

/// A template as plain text on one line; empty if a field is absent.
pub fn plain(template: &Template, scope: &Scope<'_>) -> String {
    filled(template, StyleId::default(), scope).map(|text| text.text.replace('\n', "")).unwrap_or_default()
}
