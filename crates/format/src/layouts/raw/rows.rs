//! The rows of masthead, running text and imprint, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// The head of the first page.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMasthead {
    /// How many lines of the grid it takes; as many as it needs if left out.
    #[schemars(range(min = 0, max = 500))]
    pub lines: Option<u32>,
    /// The names of its rows from the top downward.
    #[serde(default)]
    pub order: Vec<String>,
    /// Its rows by name.
    #[serde(default)]
    pub rows: BTreeMap<String, RawRow>,
}

/// A part of the running text.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSection {
    /// The names of its rows in reading order.
    #[serde(default)]
    pub order: Vec<String>,
    /// Its rows by name.
    #[serde(default)]
    pub rows: BTreeMap<String, RawRow>,
}

/// The foot of the last page.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawImprint {
    /// The names of its rows from the top downward; the last one ends on the lower edge of the type area.
    #[serde(default)]
    pub order: Vec<String>,
    /// Its rows by name.
    #[serde(default)]
    pub rows: BTreeMap<String, RawRow>,
    /// Blank pages fill the pages up to a multiple of this number, so that the imprint's page is the last of them.
    #[schemars(range(min = 1, max = 64))]
    pub fill: Option<u32>,
}

/// A row: texts at left, centre and right, or a paragraph, or a body, or a rule, or a signature.
///
/// Texts may name fields of the issue, such as `{masthead.number}`.
/// A text of which a field is absent is left out; a row of which nothing is left is left out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRow {
    /// The style of its texts; `body` if left out.
    pub style: Option<String>,
    /// Text at the left.
    pub left: Option<String>,
    /// Text in the middle.
    pub centre: Option<String>,
    /// Text at the right.
    pub right: Option<String>,
    /// With `centre` alone, in masthead and imprint: on how many lines its text may be set, broken by sense, where it
    /// would have to be condensed on fewer; 1 if left out.
    #[schemars(range(min = 1, max = 3))]
    pub lines: Option<u32>,
    /// Names at the right, in columns.
    pub names: Option<RawNames>,
    /// Names below each other in the middle, with a text beside all of them.
    pub stack: Option<RawStack>,
    /// A paragraph over several lines.
    pub paragraph: Option<String>,
    /// The list of the issue of which each entry is a paragraph.
    pub each: Option<String>,
    /// With `each` of lists of names: the space between two columns, in whole em; 1em if left out.
    pub column_gap: Option<String>,
    /// With `each`: before each entry where there are several, with `{index}` in it.
    pub number: Option<String>,
    /// The field of the issue whose paragraphs, headings and lead-ins are set here.
    pub body: Option<String>,
    /// The field of the issue of whose parts, chapters and sections a list is set here, below the label.
    pub contents: Option<String>,
    /// With `body`: whether numbered paragraphs are headings; true if left out.
    pub levels: Option<bool>,
    /// With `body`: words that, at the start of a paragraph, are set in `opening_style`, such as 会议议定.
    pub openings: Option<Vec<String>>,
    /// With `openings`: their style.
    pub opening_style: Option<String>,
    /// With `body`: the style of lead-ins; `lead-in` if left out.
    pub lead_in: Option<String>,
    /// Before the paragraph.
    pub label: Option<String>,
    /// The style of the label; the row's own if left out.
    pub label_style: Option<String>,
    /// Whether the lines hang beside the label; true if left out.
    pub hang: Option<bool>,
    /// A rule.
    pub rule: Option<RawRule>,
    /// Who signs, and when.
    pub signature: Option<RawSignature>,
    /// Space above the row; in running text whole lines of the grid.
    pub gap: Option<String>,
    /// In running text: whether the row is set close to the row above, whose space below then comes below this one.
    pub close: Option<bool>,
    /// Space between the characters of the row above and the row, instead of a gap.
    pub below: Option<String>,
    /// The row below which this one stands, instead of the one before it; both may stand beside each other.
    pub under: Option<String>,
    /// Distance of the row's upper edge from what `from` names, instead of a gap.
    pub at: Option<String>,
    /// Whether `at` is where the ink begins, not the em box.
    pub at_ink: Option<bool>,
    /// What `at` is measured from; the type area if left out.
    pub from: Option<RawFrom>,
    /// How far the left and right texts stand in from the type area's edges.
    pub inset: Option<String>,
    /// A field or list of the issue without which the row is left out.
    pub with: Option<String>,
    /// A field or list of the issue with which the row is left out.
    pub without: Option<String>,
    /// What the row is to a reader who does not see it; a paragraph if left out.
    pub part: Option<RawPart>,
}

/// What the place of a row is measured from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawFrom {
    /// The upper edge of the type area.
    #[default]
    TypeArea,
    /// The upper edge of the page; a rule then stands in the middle of the page, not of the type area.
    Page,
    /// The lower edge of the page, from which the row's lower edge keeps the distance; likewise in the middle.
    PageFoot,
}

/// Names at the right of a row, in columns (签发人, GB/T 9704 7.2.6).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawNames {
    /// The list of the issue.
    pub each: String,
    /// Before the first name; the names of further lines stand below the first one.
    pub label: String,
    /// The style of the names; the row's own if left out.
    pub style: Option<String>,
    /// How many names stand on a line.
    #[schemars(range(min = 1, max = 10))]
    pub per_line: u32,
    /// Space between names on a line.
    pub gap: String,
}

/// Names below each other, spread to the width of the longest, with a text beside all of them
/// (联合行文, GB/T 9704 7.2.4).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawStack {
    /// The list of the issue.
    pub each: String,
    /// The text beside the names, in the middle of their height.
    pub suffix: Option<String>,
    /// Space between the names and the text.
    pub gap: Option<String>,
}

/// Who signs, and when (GB/T 9704 7.3.5).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSignature {
    /// How it is signed.
    pub kind: RawSigning,
    /// The list of organs.
    pub each: String,
    /// The date.
    pub date: String,
    /// How far the date stands in from the right (`seal` and `stamp`), or the organ (`plain`).
    pub inset: String,
    /// With `plain`: how far the date's first character stands right of the organ's.
    pub shift: Option<String>,
    /// With `seal`: the diameter of a seal; with `stamp`: the width of the stamp.
    pub width: Option<String>,
    /// With `stamp`: its height.
    pub height: Option<String>,
    /// With `seal`: how far the middle of organ and date is below that of the seal.
    pub low: Option<String>,
    /// The least space between two seals.
    pub apart: Option<String>,
    /// With `stamp`: the post of the person, left of the stamp.
    pub post: Option<String>,
    /// With `stamp`: space between post and stamp.
    pub post_gap: Option<String>,
    /// With `stamp`: space between the stamp and the line of the date.
    pub date_gap: Option<String>,
}

/// How a document is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawSigning {
    /// With a seal on organ and date (7.3.5.1).
    Seal,
    /// With organ and date alone (7.3.5.2).
    Plain,
    /// With a stamped signature (7.3.5.3).
    Stamp,
}

/// What a row is to a reader who does not see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPart {
    /// The title of the whole document.
    Title,
    /// The heading of an article or an attachment, with a bookmark.
    Heading,
    /// A paragraph.
    Paragraph,
}

/// A rule.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRule {
    /// Its height.
    pub weight: String,
    /// Its length; that of the type area if left out.
    pub width: Option<String>,
    /// The name of its colour; black if left out.
    pub colour: Option<String>,
}
