//! A layout file as written: what `hongtou schema --layout` describes and every layout is checked by.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// A hongtou layout: how a bulletin or document is set.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "hongtou layout")]
pub struct RawLayout {
    /// The layout that this one starts from: a bundled name, or a path relative to this file.
    #[allow(dead_code)] // Followed in the table, before the layout is one.
    pub extends: Option<String>,
    /// What the layout is for, in one line.
    pub description: Option<String>,
    /// What the output says of itself.
    #[serde(default)]
    pub document: RawDocument,
    /// The printing process that the output is made for.
    #[serde(default)]
    pub output: RawOutput,
    /// The page and its margins.
    pub page: RawPage,
    /// The lines and cells of the type area.
    pub grid: RawGrid,
    /// How text is broken and spaced.
    #[serde(default)]
    pub text: RawText,
    /// Colours by name; `black` must be among them.
    pub colours: BTreeMap<String, RawColour>,
    /// Faces by role, the first choice first.
    pub roles: BTreeMap<String, Vec<RawFace>>,
    /// Styles by name.
    pub styles: BTreeMap<String, RawStyle>,
    /// What of an issue must be there, by the names of its fields.
    #[serde(default)]
    pub requires: Vec<String>,
    /// What an issue may say under `[fields]` besides; rows name it as `{fields.NAME}`.
    #[serde(default)]
    pub fields: BTreeMap<String, RawField>,
    /// The head of the first page.
    #[serde(default)]
    pub masthead: RawMasthead,
    /// The contents list.
    pub contents: Option<RawContents>,
    /// The running text of each article.
    #[serde(default)]
    pub article: RawSection,
    /// What comes after the last article, such as 附件说明, 署名 and 成文日期.
    #[serde(default)]
    pub closing: RawSection,
    /// Each attachment that has a text, from the top of a page of its own.
    #[serde(default)]
    pub attachment: RawSection,
    /// The foot of the last page.
    #[serde(default)]
    pub imprint: RawImprint,
    /// The page numbers; none if left out.
    pub page_number: Option<RawPageNumber>,
    /// What `hongtou check --measure` measures on the finished pages, and what it should be.
    #[serde(default)]
    pub measures: BTreeMap<String, RawRequirement>,
}

/// A name that an issue may give a text under `[fields]`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawField {
    /// What the text is for.
    #[allow(dead_code)] // For the reader of the layout.
    pub description: Option<String>,
}

/// What the output says of itself, in templates such as "{masthead.title}".
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDocument {
    /// The title; the masthead's if left out.
    pub title: Option<String>,
    /// The subject.
    pub subject: Option<String>,
}

/// The printing process that the output is made for.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOutput {
    /// The ICC profile of the press and the paper, a CMYK one, relative to this layout; FOGRA39 if left out.
    #[schemars(length(min = 1))]
    pub profile: Option<String>,
}

/// The page and its margins, as measures such as "210mm".
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPage {
    /// Width of the trimmed page.
    pub width: String,
    /// Height of the trimmed page.
    pub height: String,
    /// Margin above the type area (天头).
    pub head: String,
    /// Margin below the type area (地脚).
    pub foot: String,
    /// Margin on the binding edge (订口).
    pub binding: String,
    /// Margin on the fore-edge (切口).
    pub fore_edge: String,
    /// Whether even pages have their binding edge on the right.
    #[serde(default)]
    pub mirror: bool,
}

/// The lines and cells of the type area.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawGrid {
    /// Lines on a full page.
    #[schemars(range(min = 1, max = 500))]
    pub lines: u32,
    /// Characters on a full line; if given, every character of a justified paragraph stands in a cell.
    #[schemars(range(min = 2, max = 500))]
    pub cells: Option<u32>,
}

/// How text is broken and spaced.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawText {
    /// BCP 47 tag of the language, for shaping and for the output's metadata; zh-Hans if left out.
    pub language: Option<String>,
    /// How line ends are chosen; first-fit if left out.
    pub breaker: Option<RawBreaker>,
    /// Which marks may not begin or end a line (CLREQ 3.1.4); gb if left out.
    pub prohibition: Option<RawProhibition>,
    /// How wide marks are that have a blank half; full-width if left out.
    pub punctuation: Option<RawPunctuation>,
    /// Whether adjacent marks lose the blank between them; true if left out.
    pub pair_squeeze: Option<bool>,
    /// The width of an opening mark at a paragraph's start, after the indent; full if left out.
    pub paragraph_start_opening: Option<RawEdge>,
    /// The width of an opening mark at a line's start; full if left out.
    pub line_start_opening: Option<RawEdge>,
    /// The width of a closing or pausing mark at a line's end; half at the levels gb and strict, full at the others, if
    /// left out.
    pub line_end_mark: Option<RawEdge>,
    /// What may be squeezed to take in a mark that cannot begin the next line, in ranks of CLREQ 3.4.3.
    pub line_squeeze: Option<Vec<RawSqueeze>>,
    /// Space between Han and Western characters.
    pub autospace: Option<String>,
    /// To what that space may be squeezed.
    pub autospace_squeeze: Option<String>,
    /// To what that space may be stretched before all other gaps open.
    pub autospace_stretch: Option<String>,
    /// To what the space between Western words may be squeezed.
    pub word_space_squeeze: Option<String>,
    /// To what the space between Western words may be stretched before other gaps open.
    pub word_space_stretch: Option<String>,
    /// Width of an interpunct (·).
    pub interpunct: Option<String>,
    /// Distance of an emphasis dot's middle, or of a proper-name rule, below the em box; 0.12em if left out.
    pub mark_gap: Option<String>,
    /// Radius of an emphasis dot; 0.05em if left out.
    pub dot_radius: Option<String>,
    /// Weight of a proper-name rule; 0.04em if left out.
    pub mark_weight: Option<String>,
    /// How many characters the last line of a paragraph has at least, marks not counted; 1 if left out.
    #[schemars(range(min = 1, max = 10))]
    pub last_line: Option<u32>,
    /// How many lines of a paragraph stay together at the foot of a page; 1 if left out.
    #[schemars(range(min = 1, max = 10))]
    pub orphans: Option<u32>,
    /// How many lines of a paragraph stay together at the head of a page; 1 if left out.
    #[schemars(range(min = 1, max = 10))]
    pub widows: Option<u32>,
    /// Whether years and whole dates are never parted (GB/T 9704-1999 8.2.3); false if left out.
    pub strict_numbers: Option<bool>,
    /// Whether English words may be hyphenated; false if left out.
    pub hyphenation: Option<bool>,
}

/// How line ends are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawBreaker {
    /// Each line takes what fits, as Word does.
    FirstFit,
    /// The lines of a paragraph are chosen together, for the most even grey.
    Optimal,
}

/// Prohibition rules for line start and line end (CLREQ 3.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawProhibition {
    /// Every mark may stand everywhere.
    None,
    /// CLREQ's recommendation.
    Basic,
    /// Basic, and no solidus at a line's end (GB/T 15834 5.1.9).
    Gb,
    /// GB, and no dash or ellipsis at a line's start.
    Strict,
}

/// How wide marks are that have a blank half (CLREQ 3.1.6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPunctuation {
    /// One em (全角式).
    FullWidth,
    /// 。？！ one em, all others half an em (开明式).
    Kaiming,
    /// Half an em (半角式).
    HalfWidth,
}

/// The width of a mark at the edge of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawEdge {
    /// One em.
    Full,
    /// Half an em.
    Half,
    /// One em if there is room, else half an em.
    Fit,
    /// At a line's end: half an em, or, for ，。、 that would not fit, outside the measure.
    Hang,
}

/// What may be squeezed in a line (CLREQ 3.4.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawSqueeze {
    /// Spaces between Western words.
    WordSpace,
    /// Both sides of an interpunct.
    Interpunct,
    /// Brackets, quotes and title marks.
    Bracket,
    /// ，、；：
    Pause,
    /// The space between Han and Western characters.
    Autospace,
    /// 。？！
    Stop,
}

/// A colour.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawColour {
    /// Cyan, magenta, yellow and black in per cent.
    #[schemars(inner(range(min = 0, max = 100)), length(min = 4, max = 4))]
    pub cmyk: Vec<f64>,
    /// The name of a spot ink that is printed instead; `cmyk` is then what stands for it on a screen.
    pub spot: Option<String>,
}

/// One face that may fill a role: an installed one by `family`, or a file by `file`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFace {
    /// Family or full name of a face installed on the machine.
    pub family: Option<String>,
    /// A file of the fonts folder, or a path relative to this layout.
    pub file: Option<String>,
    /// By how much its glyphs are raised, in em, such as "0.07em".
    pub raise: Option<String>,
    /// Characters that are not taken from this face though it has them.
    pub without: Option<String>,
    /// Whether it stands in for hanzi alone.
    #[serde(default)]
    pub hanzi_only: bool,
}

/// A style. What it leaves out is as in the style that it is `like`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawStyle {
    /// The style that this one starts from.
    pub like: Option<String>,
    /// The role of Han characters and marks.
    pub role: Option<String>,
    /// The role of Western letters and digits.
    pub latin: Option<String>,
    /// Size of the characters: "16pt" or "三号".
    pub size: Option<String>,
    /// For `align = "spread"`: the size below which the text is not made smaller to fit.
    pub min_size: Option<String>,
    /// The name of a colour.
    pub colour: Option<String>,
    /// Width of an outline that emboldens a face which has no bold.
    pub embolden: Option<String>,
    /// How lines stand in the measure.
    pub align: Option<RawAlign>,
    /// Whether a justified paragraph stands in the cells of the grid, if the layout has cells; true if left out.
    pub cells: Option<bool>,
    /// Indent of a paragraph's first line.
    pub first_line_indent: Option<String>,
    /// Indent of a paragraph's other lines.
    pub hanging_indent: Option<String>,
    /// Indent of all lines on the left.
    pub left_indent: Option<String>,
    /// Indent of all lines on the right.
    pub right_indent: Option<String>,
    /// Space before the paragraph, whole lines of the grid in running text.
    pub space_before: Option<String>,
    /// Space after the paragraph, whole lines of the grid in running text.
    pub space_after: Option<String>,
    /// Distance of baselines in the masthead and the imprint; running text keeps to the grid.
    pub pitch: Option<String>,
    /// Space added between all characters.
    pub letter_space: Option<String>,
    /// Whether the paragraph stays on the page of the one after it.
    pub keep_with_next: Option<bool>,
    /// Whether lines end by sense, in a trapezium or a diamond, as those of a title do; false if left out.
    pub by_sense: Option<bool>,
}

/// How lines stand in the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawAlign {
    /// All lines but the last fill the measure.
    Justify,
    /// From the left.
    Left,
    /// In the middle.
    Centre,
    /// To the right.
    Right,
    /// One line, its characters spread over the measure.
    Spread,
}

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
    /// Names at the right, in columns.
    pub names: Option<RawNames>,
    /// Names below each other in the middle, with a text beside all of them.
    pub stack: Option<RawStack>,
    /// A paragraph over several lines.
    pub paragraph: Option<String>,
    /// The list of the issue of which each entry is a paragraph.
    pub each: Option<String>,
    /// With `each`: before each entry where there are several, with `{index}` in it.
    pub number: Option<String>,
    /// The field of the issue whose paragraphs, headings and lead-ins are set here.
    pub body: Option<String>,
    /// With `body`: whether numbered paragraphs are headings; true if left out.
    pub levels: Option<bool>,
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

/// The contents list.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawContents {
    /// From how many articles on there is a contents list.
    #[schemars(range(min = 1, max = 10000))]
    pub from_articles: u32,
    /// Its heading; none if left out.
    pub title: Option<String>,
    /// What fills the line up to the page number; no page numbers if left out.
    pub leader: Option<String>,
}

/// The page numbers.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPageNumber {
    /// The style.
    pub style: String,
    /// The text, with `{page}` in it, and `{pages}` for how many there are.
    pub text: String,
    /// Distance of the dash's ink from the type area's lower edge.
    pub top: String,
    /// How far it stands in from the edge of the type area.
    pub inset: String,
    /// Whether all numbers stand in the middle; else on the right of odd pages and the left of even ones.
    #[serde(default)]
    pub centre: bool,
    /// Whether the first page has no number.
    #[serde(default)]
    pub not_on_first: bool,
}

/// What is measured on the finished pages: a distance `from` one edge `to` another, or a figure `of` an element.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRequirement {
    /// What it is, in words.
    pub what: String,
    /// The clause of the standard.
    pub clause: Option<String>,
    /// How strongly the standard asks for it.
    pub strength: RawStrength,
    /// The edge that the distance is measured from, such as `page.top`.
    pub from: Option<String>,
    /// The edge that it is measured to, such as `masthead.name.ink-top`; downward and to the right is positive.
    pub to: Option<String>,
    /// A figure of an element, such as `body.size`.
    pub of: Option<String>,
    /// What it should be: a measure such as "37mm", or a word.
    pub is: Option<String>,
    /// The least that it may be.
    pub least: Option<String>,
    /// The most that it may be.
    pub most: Option<String>,
    /// How far it may be off; a hundredth of a millimetre if left out.
    pub within: Option<String>,
    /// On which pages it is measured; on all that have both edges if left out.
    pub pages: Option<RawPages>,
}

/// How strongly a standard asks for something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum RawStrength {
    /// Shall: only a departure from this is a fault.
    #[default]
    #[serde(rename = "规定")]
    Shall,
    /// As a rule.
    #[serde(rename = "一般")]
    Usual,
    /// Recommended.
    #[serde(rename = "推荐")]
    Recommended,
    /// Permitted.
    #[serde(rename = "可以")]
    May,
    /// The practice of offices; the standard is silent.
    #[serde(rename = "实务")]
    Practice,
    /// Follows from other figures by arithmetic.
    #[serde(rename = "推算")]
    Derived,
}

/// Pages of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPages {
    /// All of them.
    #[default]
    Every,
    /// The first one.
    First,
    /// All but the first one.
    AfterFirst,
    /// Those with odd numbers.
    Odd,
    /// Those with even numbers.
    Even,
    /// The last one.
    Last,
}
