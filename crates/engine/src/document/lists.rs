//! Lists with labels, 出席 or 分送: each beside its label, names in columns.

use std::ops::Range;
use std::sync::Arc;

use super::rich_text::RichText;
use hongtou_base::han::is_han;
use hongtou_base::units::Length;
use hongtou_format::issue::{LabelledList, ListEntries, Scope, Text};
use hongtou_format::layouts::{Layout, ParagraphText, Piece, Row, RowContent, StyleId};

const IDEOGRAPHIC_SPACE: &str = "\u{3000}";

/// The lists of a row, each with its label.
pub fn labelled(row: &Row, scope: &Scope<'_>, layout: &Layout) -> Vec<(RichText, RichText)> {
    let RowContent::Paragraph { style, label, label_style, text, .. } = &row.content else {
        return Vec::new();
    };
    let ParagraphText::Each { list, column_gap, .. } = text else { return Vec::new() };
    let is_spread = is_spread(scope.labelled(list));
    let field: Arc<str> = list.as_str().into();
    let filled = |entry: &LabelledList| {
        let mut shown = RichText::default();
        for piece in &label.pieces {
            match piece {
                Piece::Text(literal) => shown.push_literal(literal, *label_style),
                Piece::Field(name) if name == "label" => shown.push_text(&entry.label, &field, *label_style),
                Piece::Field(name) => {
                    if let Some(value) = scope.field(name) {
                        shown.push_field(&value, &name.as_str().into(), *label_style);
                    }
                }
            }
        }
        let mut listed = RichText::default();
        match &entry.entries {
            ListEntries::Text(text) => listed.push_text(text, &field, *style),
            ListEntries::Names(names) => {
                let room = room(layout, *style).saturating_sub(width(&shown.text));
                let columns = Columns { field: &field, style: *style, is_spread, room, gap: *column_gap };
                columns.push(&mut listed, names);
            }
        }
        (shown, listed)
    };
    scope.labelled(list).iter().map(filled).collect()
}

/// How many em a first line holds.
fn room(layout: &Layout, style: StyleId) -> usize {
    let style = layout.style_of(style);
    let indent = style.left_indent + style.first_line_indent + style.right_indent;
    let room = (layout.page.type_width() - indent).max(Length::ZERO);
    (room.emu() / style.size.emu().max(1)) as usize
}

/// A person of a list: what stands before the name, and the name, as ranges of the text.
struct Person<'a> {
    text: &'a Text,
    post: Range<usize>,
    name: Range<usize>,
}

impl Person<'_> {
    /// `县政协副主席　韩文博`: the name is what comes after the last blank.
    fn of(text: &Text) -> Person<'_> {
        let value = text.value.trim_end();
        let name = value
            .rfind(char::is_whitespace)
            .map_or(0, |blank| blank + value[blank..].chars().next().map_or(0, char::len_utf8));
        let post = value[..name].trim().len();
        Person { text, post: 0..post, name: name..value.len() }
    }

    fn post(&self) -> &str {
        &self.text.value[self.post.clone()]
    }

    fn name(&self) -> &str {
        &self.text.value[self.name.clone()]
    }

    /// Width of the name in em.
    fn name_width(&self, is_spread: bool) -> usize {
        if is_spread && is_of_han(self.name(), 2) { 3 } else { width(self.name()) }
    }
}

/// How names are set in columns.
struct Columns<'a> {
    /// The name of the list in the issue.
    field: &'a Arc<str>,
    style: StyleId,
    /// Whether names of two characters are spread to three.
    is_spread: bool,
    /// Width of a line in em, the label taken off.
    room: usize,
    /// Space between two columns in em.
    gap: usize,
}

impl Columns<'_> {
    /// Adds names in columns of one width, each column to the right of a gap; posts before them in columns too.
    fn push(&self, text: &mut RichText, names: &[Text]) {
        let Columns { field, style, is_spread, room, gap } = *self;
        let people: Vec<Person<'_>> = names.iter().map(Person::of).collect();
        let posts = people.iter().map(|person| width(person.post())).max().unwrap_or(0);
        let before_name = if posts > 0 { posts + 1 } else { 0 };
        let longest = people.iter().map(|person| person.name_width(is_spread)).max().unwrap_or(0);
        let column = before_name + longest;
        let per_line = ((room + gap) / (column + gap).max(1)).max(1);
        let blank =
            |text: &mut RichText, count: usize| text.push_literal(&IDEOGRAPHIC_SPACE.repeat(count), style);
        for (index, person) in people.iter().enumerate() {
            if index > 0 && index % per_line == 0 {
                text.push_literal("\n", style);
            } else if index > 0 {
                blank(text, longest - people[index - 1].name_width(is_spread) + gap);
            }
            text.push_part(person.text, (person.post.start, person.post.end), field, style);
            blank(text, before_name - width(person.post()));
            let Range { start, end } = person.name;
            match person.name().chars().next().filter(|_| is_spread && is_of_han(person.name(), 2)) {
                Some(first) => {
                    text.push_part(person.text, (start, start + first.len_utf8()), field, style);
                    blank(text, 1);
                    text.push_part(person.text, (start + first.len_utf8(), end), field, style);
                }
                None => text.push_part(person.text, (start, end), field, style),
            }
        }
    }
}

/// Whether names of two characters are spread to three, 王　某: where any list of the issue has one of three.
fn is_spread(lists: &[LabelledList]) -> bool {
    let names = |list: &LabelledList| match &list.entries {
        ListEntries::Names(names) => names.iter().any(|name| is_of_han(Person::of(name).name(), 3)),
        ListEntries::Text(_) => false,
    };
    lists.iter().any(names)
}

/// Whether a name is of so many Han characters and nothing else.
fn is_of_han(name: &str, count: usize) -> bool {
    name.chars().count() == count && name.chars().all(is_han)
}

/// The width of a text in em, rounded up: a Western character takes half an em.
fn width(text: &str) -> usize {
    let halves: usize = text.chars().map(|c| if c.is_ascii() || c == '·' { 1 } else { 2 }).sum();
    halves.div_ceil(2)
}
