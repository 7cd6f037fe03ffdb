//! A row of the masthead, the running text or the imprint.

use super::style_id::StyleId;
use super::{From, RowPart, Signing, Template};
use crate::issue::Scope;
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::Place;
use hongtou_base::units::Length;

/// A row of the masthead, the running text or the imprint.
#[derive(Debug, Clone)]
pub struct Row {
    /// What the layout calls it, such as `masthead.name`.
    pub name: String,
    /// Where the layout describes it, such as `masthead.rows.name`.
    pub key: String,
    /// Where that is in the layout's file, for diagnostics.
    pub place: Option<Place>,
    /// What it holds.
    pub content: RowContent,
    /// Where it stands.
    pub placement: Placement,
    /// A field or list of the issue without which the row is left out.
    pub with: Option<String>,
    /// A field or list of the issue with which the row is left out.
    pub without: Option<String>,
}

impl Row {
    /// Whether an issue has what the row needs, and not what rules it out.
    pub fn is_shown(&self, scope: &Scope<'_>) -> bool {
        self.with.as_deref().is_none_or(|name| scope.has(name))
            && !self.without.as_deref().is_some_and(|name| scope.has(name))
    }
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Placement {
    /// Space above it; in running text, that of its style if `None`.
    pub gap: Option<Length>,
    /// Space between the characters of the row above and the row, instead of a gap.
    pub below: Option<Length>,
    /// The name of the row below which it stands, instead of the one before it.
    pub under: Option<String>,
    /// Distance of its upper edge from what `from` names, instead of a gap.
    pub at: Option<Length>,
    /// Whether `at` is where the ink begins.
    pub at_ink: bool,
    /// Whether it is set close to the row above in running text, whose space below comes below this one.
    pub close: bool,
    /// What `at` is measured from.
    pub from: From,
}

/// What a row holds.
#[derive(Debug, Clone)]
pub enum RowContent {
    /// Texts at left, centre and right.
    Cells {
        /// Their style.
        style: StyleId,
        /// The texts; each may be absent.
        cells: [Option<Template>; 3],
        /// Names at the right, instead of a text.
        names: Option<Names>,
        /// How far the left and right ones stand in from the type area's edges.
        inset: Length,
        /// On how many lines the text in the middle may be set.
        lines: usize,
        /// What they are to a reader who does not see them.
        part: RowPart,
    },
    /// Names below each other with a text beside all of them.
    Stack {
        /// The style.
        style: StyleId,
        /// The list of the issue.
        each: String,
        /// The text beside them.
        suffix: Template,
        /// Space between the names and the text.
        gap: Length,
        /// What they are to a reader who does not see them.
        part: RowPart,
    },
    /// A paragraph, or one for each entry of a list.
    Paragraph {
        /// The style of the paragraph.
        style: StyleId,
        /// The label; may be empty.
        label: Template,
        /// The style of the label.
        label_style: StyleId,
        /// Whether the lines hang beside the label.
        hang: bool,
        /// The text.
        text: ParagraphText,
        /// What it is to a reader who does not see it.
        part: RowPart,
    },
    /// The paragraphs, headings and lead-ins of a text of the issue.
    Body {
        /// The style of its paragraphs.
        style: StyleId,
        /// The style of lead-ins.
        lead_in: StyleId,
        /// Whether numbered paragraphs are headings.
        levels: bool,
        /// Words that are set in a style of their own at the start of a paragraph.
        openings: Vec<String>,
        /// Their style.
        opening_style: StyleId,
        /// Before the first paragraph.
        label: Template,
        /// The style of the label.
        label_style: StyleId,
        /// The name of the field.
        field: String,
    },
    /// A list of the parts, chapters and sections of a text of the issue.
    Contents {
        /// The style of its entries.
        style: StyleId,
        /// Its heading; may be empty.
        label: Template,
        /// The style of the heading.
        label_style: StyleId,
        /// The name of the field.
        field: String,
    },
    /// A rule.
    Rule {
        /// Its height.
        weight: Length,
        /// Its length; that of the type area if `None`.
        width: Option<Length>,
        /// Its colour.
        colour: Colour,
    },
    /// Who signs, and when.
    Signature(Box<Signature>),
}

/// The text of a row's paragraph.
#[derive(Debug, Clone)]
pub enum ParagraphText {
    /// One paragraph.
    One(Template),
    /// A paragraph for each entry of a list.
    Each {
        /// The list of the issue.
        list: String,
        /// Space between two columns of names, in em.
        column_gap: usize,
        /// Before each entry where there are several, with `index` as its field.
        number: Template,
    },
}

/// Names at the right of a row, in columns.
#[derive(Debug, Clone)]
pub struct Names {
    /// The list of the issue.
    pub each: String,
    /// Before the first name.
    pub label: Template,
    /// The style of the names.
    pub style: StyleId,
    /// How many names stand on a line.
    pub per_line: usize,
    /// Space between names on a line.
    pub gap: Length,
}

/// Who signs, and when (GB/T 9704 7.3.5).
#[derive(Debug, Clone)]
pub struct Signature {
    /// The style.
    pub style: StyleId,
    /// How it is signed.
    pub kind: Signing,
    /// The list of organs.
    pub each: String,
    /// The date.
    pub date: Template,
    /// How far the date or the organ stands in from the right.
    pub inset: Length,
    /// How far the date's first character stands right of the organ's.
    pub shift: Length,
    /// The width of a seal or stamp.
    pub width: Length,
    /// Its height.
    pub height: Length,
    /// How far the middle of organ and date is below that of the seal.
    pub low: Length,
    /// The least space between two seals.
    pub apart: Length,
    /// The post of the person, left of the stamp.
    pub post: Template,
    /// Space between post and stamp.
    pub post_gap: Length,
    /// Space between stamp and date.
    pub date_gap: Length,
}
