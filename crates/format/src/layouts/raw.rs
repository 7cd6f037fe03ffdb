//! A layout file as written: what `hongtou schema --layout` describes and every layout is checked by.

mod requirement;
mod rows;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use requirement::*;
pub use rows::*;

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
    /// How lines become pages.
    #[serde(default)]
    pub pagination: RawPagination,
    /// Colours by name; `black` must be among them.
    pub colours: BTreeMap<String, RawColour>,
    /// Faces by role, the first choice first.
    pub roles: BTreeMap<String, Vec<RawFace>>,
    /// Styles by name.
    pub styles: BTreeMap<String, RawStyle>,
    /// What of an issue must be there, by the names of its fields.
    #[serde(default)]
    pub requires: Vec<String>,
    /// What every issue says and the layout leaves off its pages on purpose, by the names of its fields.
    #[serde(default)]
    pub not_printed: Vec<String>,
    /// What an issue may say under `[fields]` besides; rows name it as `{fields.NAME}`.
    #[serde(default)]
    pub fields: BTreeMap<String, RawField>,
    /// The head of the first page.
    #[serde(default)]
    pub masthead: RawMasthead,
    /// The contents list.
    pub contents: Option<RawContents>,
    /// What comes before the contents list, such as the editor's note of the whole issue.
    #[serde(default)]
    pub front: RawSection,
    /// The running text of each article.
    #[serde(default)]
    pub article: RawSection,
    /// What comes after the last article, such as 附件说明, 署名 and 成文日期.
    #[serde(default)]
    pub closing: RawSection,
    /// Each text that a document issues or forwards, from the top of a page of its own.
    #[serde(default)]
    pub issued: RawSection,
    /// Each attachment that has a text, from the top of a page of its own.
    #[serde(default)]
    pub attachment: RawSection,
    /// The foot of the last page.
    #[serde(default)]
    pub imprint: RawImprint,
    /// The page numbers; none if left out.
    pub page_number: Option<RawPageNumber>,
    /// The running head above the type area; none if left out.
    pub running_head: Option<RawRunningHead>,
    /// What `hongtou check --measure` measures on the finished pages, and what it should be.
    #[serde(default)]
    pub measures: BTreeMap<String, RawRequirement>,
    /// How `hongtou check` reads the issues that are set in this layout.
    #[serde(default)]
    pub check: RawCheck,
}

/// How `hongtou check` reads the issues that are set in this layout.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCheck {
    /// Rules of the proofreader that are turned off.
    #[serde(default)]
    #[schemars(length(max = 1_000), inner(length(min = 1)))]
    pub off: Vec<String>,
}

/// A name that an issue may give a text under `[fields]`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawField {
    /// What the text is for.
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

/// How lines become pages, and by how much the pitch may be adjusted where signature and text have no room otherwise.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPagination {
    /// Whether the first page must show text of an article (GB/T 9704 7.3.3); false if left out.
    pub text_on_first_page: Option<bool>,
    /// By how many lines a page may have fewer than the grid (GB/T 9704 7.3.5.5); 0 if left out.
    #[schemars(range(min = 0, max = 10))]
    pub fewer_lines: Option<u32>,
    /// By how many lines a page may have more than the grid; 0 if left out.
    #[schemars(range(min = 0, max = 10))]
    pub more_lines: Option<u32>,
    /// By how many cells the lines of the text may have fewer than the grid; 0 if left out.
    #[schemars(range(min = 0, max = 10))]
    pub fewer_cells: Option<u32>,
    /// How many lines a page may leave empty at its foot, unless the text ends there or the next block begins a page;
    /// more are reported; any number if left out.
    #[schemars(range(min = 1, max = 500))]
    pub most_empty_lines: Option<u32>,
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
    /// By how much the gap between two Han characters may be compressed where marks and spaces do not suffice; 0 if left
    /// out.
    pub character_squeeze: Option<String>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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
    /// The number of the face in a collection (.ttc), from 0.
    #[schemars(range(max = 255))]
    pub index: Option<u32>,
    /// The name of the face in a collection, such as "Noto Sans CJK SC"; the one for simplified Chinese if left out.
    #[schemars(length(min = 1))]
    pub face: Option<String>,
    /// The weight of a variable font, such as 400 for regular and 700 for bold.
    #[schemars(range(min = 1, max = 1000))]
    pub weight: Option<u16>,
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
    /// The size below which texts beside each other, names and stacks are not made smaller to fit; with
    /// `align = "spread"` that of the style if left out, else half of it.
    pub min_size: Option<String>,
    /// How far a text that is still too wide at `min_size` is condensed, in percent of its width; not at all if left
    /// out.
    #[schemars(range(min = 20, max = 100))]
    pub condense: Option<u32>,
    /// The name of a colour.
    pub colour: Option<String>,
    /// Width of an outline that emboldens a face which has no bold.
    pub embolden: Option<String>,
    /// How lines stand in the measure.
    pub align: Option<RawAlign>,
    /// How a justified paragraph uses the cells of the grid, if the layout has cells: even, strict, or none; strict if
    /// left out. `true` is another word for strict, `false` for none.
    pub cells: Option<RawCells>,
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
    /// The least space between texts of a row that are beside each other; zero if left out.
    pub apart: Option<String>,
    /// Whether the paragraph stays on the page of the one after it.
    pub keep_with_next: Option<bool>,
    /// Whether lines end by sense, in a trapezium or a diamond, as those of a title do; false if left out.
    pub by_sense: Option<bool>,
}

/// How a justified paragraph uses the cells of the grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum RawCells {
    /// By its name.
    Named(RawCellUse),
    /// `true` is strict, `false` is none.
    Flag(bool),
}

/// How a justified paragraph uses the cells of the grid, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum RawCellUse {
    /// Not at all: characters are as wide as their em.
    None,
    /// A full-width character is as wide as a cell, everything else as wide as it is, and lines are justified evenly.
    Even,
    /// Every character stands in a cell, so that characters stand below each other in columns.
    Strict,
}

impl RawCells {
    /// The name that a truth value is another word for.
    pub fn cell_use(self) -> RawCellUse {
        match self {
            RawCells::Named(name) => name,
            RawCells::Flag(true) => RawCellUse::Strict,
            RawCells::Flag(false) => RawCellUse::None,
        }
    }
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

/// The contents list.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawContents {
    /// From how many articles on there is a contents list of them; none if left out.
    #[schemars(range(min = 1, max = 10000))]
    pub from_articles: Option<u32>,
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

/// The running head: a text above the type area of the pages.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRunningHead {
    /// The style.
    pub style: String,
    /// The text, with fields of the issue in braces; an empty one makes no running head.
    pub text: String,
    /// Distance of its lower edge from the type area's upper edge.
    pub bottom: String,
    /// How far it is indented from the outer edge of the type area.
    #[serde(default = "zero")]
    pub inset: String,
    /// Whether it is in the middle; else on the right of odd pages and the left of even ones.
    #[serde(default)]
    pub centre: bool,
    /// Whether the first page has none.
    #[serde(default)]
    pub not_on_first: bool,
}

fn zero() -> String {
    "0mm".to_owned()
}
