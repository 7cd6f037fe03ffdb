//! Values with a label of their own: `report = "抄报：县委。"` where the layout writes 报：.
//!
//! The writer's label is set instead of the layout's, so that none is replaced and none is there twice.

use std::sync::Arc;

use super::filling::filled;
use super::rich_text::RichText;
use hongtou_base::labels::{is_variant, split};
use hongtou_format::issue::{Field, Scope, Text};
use hongtou_format::layouts::{Piece, StyleId, Template};

/// The label and the text of a paragraph; `None` if a field is absent.
pub fn label_and_text(
    (label, label_style): (&Template, StyleId),
    (template, style): (&Template, StyleId),
    scope: &Scope<'_>,
) -> Option<(RichText, RichText)> {
    let (mut shown, mut text) = (RichText::default(), RichText::default());
    if let Some((name, value, end)) = labelled(label, template, scope) {
        let field = Arc::from(name);
        shown.push_part(value, (0, end), &field, label_style);
        shown.push_literal("：", label_style);
        let rest = value.value[end..].trim_start_matches(['：', ':']).trim_start();
        text.push_part(value, (value.value.len() - rest.len(), value.value.len()), &field, style);
        return Some((shown, text));
    }
    let text = filled(template, style, scope)?;
    Some((filled(label, label_style, scope).unwrap_or_default(), text))
}

/// The field whose text has a label of its own, the text, and where its label ends.
fn labelled<'t, 'a>(
    label: &Template,
    template: &'t Template,
    scope: &Scope<'a>,
) -> Option<(&'t str, &'a Text, usize)> {
    let ([Piece::Text(label)], [Piece::Field(name)]) = (&label.pieces[..], &template.pieces[..]) else {
        return None;
    };
    let usual = label.strip_suffix(['：', ':'])?;
    let Some(Field::Text(value)) = scope.field(name) else { return None };
    let (own, rest) = split(&value.value)?;
    (is_variant(own, usual) && !rest.trim().is_empty()).then_some((name, value, own.len()))
}
