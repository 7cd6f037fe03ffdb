//! Values with a label of their own: `report = "抄报：县委。"` where the layout writes 报：.
//!
//! The writer's label is set instead of the layout's, so that none is replaced and none is there twice.

use std::sync::Arc;

use super::filling::filled;
use super::rich_text::RichText;
use crate::issue::{Field, Scope, Text};
use crate::layouts::{Piece, StyleId, Template};

/// The longest label, in hanzi.
const LONGEST: usize = 6;

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
        let rest = value.value[end..].trim_start_matches(is_colon).trim_start();
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
    let usual = label.strip_suffix(is_colon)?;
    let Some(Field::Text(value)) = scope.field(name) else { return None };
    let (own, rest) = split(&value.value)?;
    (is_variant(own, usual) && !rest.trim().is_empty()).then_some((name, value, own.len()))
}

fn is_colon(character: char) -> bool {
    matches!(character, '：' | ':')
}

/// The label at the start of a text and what is behind its colon.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once(is_colon)?;
    let hanzi = label.chars().filter(|c| !c.is_whitespace()).count();
    let is_label =
        (1..=LONGEST).contains(&hanzi) && label.chars().all(|c| c.is_alphabetic() || c.is_whitespace());
    is_label.then_some((label, rest))
}

/// Whether one label names the same as another: 抄报 and 报, 分送 and 抄送, 出席人员 and 出席.
pub fn is_variant(own: &str, usual: &str) -> bool {
    let letters = |text: &str| -> Vec<char> { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let (own, usual) = (letters(own), letters(usual));
    own != usual
        && !usual.is_empty()
        && (own.last() == usual.last()
            || own.starts_with(&usual) && usual.len() > 1
            || own.len() == 2 && own.first() == usual.first() && usual.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_name_the_same_are_variants() {
        for (own, usual) in [
            ("抄报", "报"),
            ("分送", "抄送"),
            ("报送", "报"),
            ("下发", "发"),
            ("出席人员", "出席"),
            ("分　送", "抄送"),
        ] {
            assert!(is_variant(own, usual), "{own} {usual}");
        }
        for (own, usual) in
            [("县委办", "出席"), ("发改委", "发"), ("报", "报"), ("参加", "出席"), ("县委", "")]
        {
            assert!(!is_variant(own, usual), "{own} {usual}");
        }
    }
}
