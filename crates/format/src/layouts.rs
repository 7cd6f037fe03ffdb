//! layouts/*.toml → [`Layout`]: page, type area, grid, roles, styles, blocks.
//!
//! In comes a layout file, with the file that it extends; out goes a layout whose measures are all lengths.
//! Nothing here knows an issue, a font or a line.

mod cited;
mod key_places;
mod load;
mod measure;
mod raw;
mod requirement;
mod resolve;
mod row;
mod sources;
mod style_id;
mod template;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub use cited::Citation;
pub use key_places::KeyPlaces;
pub use load::{BUNDLED, FORMS, load, load_named, schema};
pub use measure::{LARGEST, Measure};
pub use raw::{
    RawAlign as Align, RawBreaker as Breaker, RawCellUse as CellUse, RawEdge as Edge, RawFrom as From,
    RawPages as PageChoice, RawPart as RowPart, RawProhibition as Prohibition, RawPunctuation as Punctuation,
    RawSigning as Signing, RawSqueeze as Squeeze, RawStrength as Strength,
};
pub use requirement::{EDGES, ELEMENTS, EdgeName, FIGURES, Requirement, Subject, Wanted};
pub use row::{Names, ParagraphText, Placement, Row, RowContent, Signature};
pub use style_id::StyleId;
pub use template::{Piece, Template};

use crate::project::ReadableFolders;
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::{Place, Source};
use hongtou_base::units::{HorizontalScale, Length};

/// How a bulletin or document is set.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Its name, or the path of its file.
    pub name: String,
    /// What it is for, in one line.
    pub description: String,
    /// The texts that it was read from, its own first and then those that it extends.
    pub sources: Vec<Arc<Source>>,
    /// Where each of its keys is written.
    pub places: KeyPlaces,
    /// The folder that the paths of its font files are relative to.
    pub folder: Option<PathBuf>,
    /// Where the files that it names may be.
    pub readable: ReadableFolders,
    /// The ICC profile of the printing process.
    pub output_profile: Option<OutputFile>,
    /// The page and its margins.
    pub page: PageSpec,
    /// Lines on a full page.
    pub lines: u32,
    /// Cells on a full line, where every character stands in one.
    pub cells: Option<u32>,
    /// How text is broken and spaced.
    pub text: TextRules,
    /// How lines become pages.
    pub pagination: Pagination,
    /// Faces by role.
    pub roles: Vec<RoleSpec>,
    /// Styles, sorted by name.
    pub styles: Vec<Style>,
    /// The head of the first page.
    pub masthead: Masthead,
    /// The title that the output gives itself.
    pub document_title: Template,
    /// The subject that the output gives itself.
    pub document_subject: Template,
    /// The contents list.
    pub contents: Option<Contents>,
    /// The running text of each article.
    pub article: Vec<Row>,
    /// What comes after the last article.
    pub closing: Vec<Row>,
    /// What comes before the contents list.
    pub front: Vec<Row>,
    /// Each text that a document issues.
    pub issued: Vec<Row>,
    /// Each attachment that has a text.
    pub attachment: Vec<Row>,
    /// The foot of the last page.
    pub imprint: Imprint,
    /// The page numbers.
    pub page_number: Option<PageNumber>,
    /// The running head.
    pub running_head: Option<RunningHead>,
    /// What of an issue must be there, by the names of its fields and lists.
    pub requires: Vec<String>,
    /// What every issue says and the layout leaves off its pages on purpose, by the names of its fields.
    pub not_printed: Vec<String>,
    /// What an issue may say under `fields`: names, and what each is for.
    pub fields: BTreeMap<String, String>,
    /// What is measured on the finished pages.
    pub requirements: Vec<Requirement>,
    /// The values that carry a clause, by key.
    pub citations: Vec<Citation>,
    /// Rules of the proofreader that are turned off, and where that is written; no name is looked up yet.
    pub check_off: Vec<(String, Option<Place>)>,
}

/// A file that a layout names for the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path; not looked at yet.
    pub path: PathBuf,
    /// Where the layout names it.
    pub place: Option<Place>,
}

/// The page and its margins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageSpec {
    /// Width of the trimmed page.
    pub width: Length,
    /// Height of the trimmed page.
    pub height: Length,
    /// Margin above the type area (天头).
    pub head: Length,
    /// Margin below the type area (地脚).
    pub foot: Length,
    /// Margin on the binding edge (订口).
    pub binding: Length,
    /// Margin on the fore-edge (切口).
    pub fore_edge: Length,
    /// Whether even pages have their binding edge on the right.
    pub mirror: bool,
}

impl PageSpec {
    /// Width of the type area (版心).
    pub fn type_width(&self) -> Length {
        self.width - self.binding - self.fore_edge
    }

    /// Height of the type area (版心).
    pub fn type_height(&self) -> Length {
        self.height - self.head - self.foot
    }

    /// Distance of the type area from the left edge of a page.
    pub fn type_left(&self, page_number: u32) -> Length {
        if self.mirror && page_number.is_multiple_of(2) { self.fore_edge } else { self.binding }
    }
}

impl Layout {
    /// The upper edge of a line of the grid, from the top of the type area; `line` from 0.
    pub fn line_top(&self, line: u32) -> Length {
        self.page.type_height().ratio(i64::from(line), i64::from(self.lines))
    }

    /// Distance of the grid's baselines.
    pub fn pitch(&self) -> Length {
        self.line_top(1)
    }

    /// The style of a name.
    pub fn style(&self, name: &str) -> Option<StyleId> {
        self.styles.binary_search_by(|style| style.name.as_str().cmp(name)).ok().map(|i| StyleId(i as u16))
    }

    /// A style.
    pub fn style_of(&self, id: StyleId) -> &Style {
        &self.styles[usize::from(id.0)]
    }
}

/// How text is broken and spaced; lengths in millionths of an em.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRules {
    /// BCP 47 tag of the language.
    pub language: String,
    /// How line ends are chosen.
    pub breaker: Breaker,
    /// Which marks may not begin or end a line.
    pub prohibition: Prohibition,
    /// How wide marks are that have a blank half.
    pub punctuation: Punctuation,
    /// Whether adjacent marks lose the blank between them.
    pub pair_squeeze: bool,
    /// The width of an opening mark at a paragraph's start.
    pub paragraph_start_opening: Edge,
    /// The width of an opening mark at a line's start.
    pub line_start_opening: Edge,
    /// The width of a closing or pausing mark at a line's end.
    pub line_end_mark: Edge,
    /// What may be squeezed to take in a mark that cannot begin the next line.
    pub line_squeeze: Vec<Squeeze>,
    /// Space between Han and Western characters.
    pub autospace: i64,
    /// To what it may be squeezed.
    pub autospace_squeeze: i64,
    /// To what it may be stretched before all other gaps open.
    pub autospace_stretch: i64,
    /// To what the space between Western words may be squeezed.
    pub word_space_squeeze: i64,
    /// To what it may be stretched before other gaps open.
    pub word_space_stretch: i64,
    /// By how much the gap between two Han characters may be compressed where nothing else suffices.
    pub character_squeeze: i64,
    /// Width of an interpunct.
    pub interpunct: i64,
    /// Distance of an emphasis dot's middle, or of a proper-name rule, below the em box.
    pub mark_gap: i64,
    /// Radius of an emphasis dot.
    pub dot_radius: i64,
    /// Weight of a proper-name rule.
    pub mark_weight: i64,
    /// How many characters the last line of a paragraph has at least, marks not counted.
    pub last_line: u32,
    /// How many lines of a paragraph stay together at the foot of a page.
    pub orphans: u32,
    /// How many lines of a paragraph stay together at the head of a page.
    pub widows: u32,
    /// Whether years and whole dates are never parted.
    pub strict_numbers: bool,
    /// Whether English words may be hyphenated.
    pub hyphenation: bool,
}

/// How lines become pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pagination {
    /// Whether the first page must show text of an article.
    pub text_on_first_page: bool,
    /// By how many lines a page may have fewer than the grid, where the signature has no room otherwise.
    pub fewer_lines: u32,
    /// By how many lines it may have more.
    pub more_lines: u32,
    /// By how many cells the lines of the text may have fewer.
    pub fewer_cells: u32,
    /// How many lines a page may leave empty at its foot before that is reported.
    pub most_empty_lines: Option<u32>,
}

/// A role and the faces that may fill it, the first choice first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleSpec {
    /// The role's name: fangsong, xiaobiaosong, hei, kai, song, latin, or the layout's own.
    pub name: String,
    /// Where the layout names its faces.
    pub written: Option<Place>,
    /// The faces in order of preference; later ones also stand in for characters that earlier ones lack.
    pub faces: Vec<FaceSpec>,
}

/// One face that may fill a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaceSpec {
    /// Where the face is looked for.
    pub place: FacePlace,
    /// Where the layout names it.
    pub written: Option<Place>,
    /// Its number in a collection.
    pub index: Option<u32>,
    /// Its name in a collection.
    pub face: Option<String>,
    /// The weight of the instance of a variable face.
    pub weight: Option<u16>,
    /// How far its glyphs are raised, in thousandths of an em: for faces that sit low in their em box.
    pub raise: i32,
    /// Whether it stands in for hanzi alone, so that no punctuation is taken from it.
    pub hanzi_only: bool,
    /// Characters that are not taken from it though it has them.
    pub without: Vec<char>,
}

impl FaceSpec {
    /// The face of a place, with nothing more said.
    pub fn at(place: FacePlace) -> FaceSpec {
        FaceSpec {
            place,
            written: None,
            index: None,
            face: None,
            weight: None,
            raise: 0,
            hanzi_only: false,
            without: Vec::new(),
        }
    }
}

/// Where a face is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacePlace {
    /// Among the faces installed on the machine, by family name.
    Installed(String),
    /// A file of `fonts/`, or a path relative to the layout.
    File(String),
}

/// How characters look and how their paragraph stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Its name.
    pub name: String,
    /// The role of Han characters and marks.
    pub role: String,
    /// The role of Western letters and digits.
    pub latin: String,
    /// The em.
    pub size: Length,
    /// The size below which texts beside each other are not made smaller to fit.
    pub min_size: Length,
    /// How far texts that are still too wide at that size are condensed.
    pub condense: HorizontalScale,
    /// The colour.
    pub colour: Colour,
    /// Width of an outline that emboldens the glyphs.
    pub embolden: Option<Length>,
    /// How lines stand in the measure.
    pub align: Align,
    /// How a justified paragraph uses the cells of the grid, if the layout has cells.
    pub cells: CellUse,
    /// Indent of the first line, added to `left_indent`.
    pub first_line_indent: Length,
    /// Indent of the other lines, added to `left_indent`.
    pub hanging_indent: Length,
    /// Indent of all lines on the left.
    pub left_indent: Length,
    /// Indent of all lines on the right.
    pub right_indent: Length,
    /// Space before the paragraph.
    pub space_before: Length,
    /// Space after the paragraph.
    pub space_after: Length,
    /// Distance of baselines outside the grid.
    pub pitch: Length,
    /// Space added between all characters.
    pub letter_space: Length,
    /// The least space between texts of a row that are beside each other.
    pub apart: Length,
    /// Whether the paragraph stays on the page of the one after it.
    pub keep_with_next: bool,
    /// Whether lines end by sense, as those of a title do (GB/T 9704 7.3.1).
    pub by_sense: bool,
}

/// The head of the first page.
#[derive(Debug, Clone, Default)]
pub struct Masthead {
    /// How many lines of the grid it takes; as many as it needs if `None`.
    pub lines: Option<u32>,
    /// Its rows from the top downward.
    pub rows: Vec<Row>,
}

/// The foot of the last page.
#[derive(Debug, Clone, Default)]
pub struct Imprint {
    /// Its rows from the top downward.
    pub rows: Vec<Row>,
    /// Blank pages fill the pages up to a multiple of this number, the imprint's page being the last.
    pub fill: u32,
}

/// The contents list.
#[derive(Debug, Clone)]
pub struct Contents {
    /// From how many articles on there is one of them.
    pub from_articles: Option<u32>,
    /// Its heading.
    pub title: Option<String>,
    /// What fills the line up to the page number; no page numbers if `None`.
    pub leader: Option<char>,
}

/// The page numbers.
#[derive(Debug, Clone)]
pub struct PageNumber {
    /// The style.
    pub style: StyleId,
    /// The text, with `{page}` in it.
    pub text: Template,
    /// Distance of its first character's ink from the type area's lower edge.
    pub top: Length,
    /// How far it stands in from the edge of the type area.
    pub inset: Length,
    /// Whether all numbers stand in the middle.
    pub centre: bool,
    /// Whether the first page has none.
    pub not_on_first: bool,
}

/// The running head: a text above the type area of the pages.
#[derive(Debug, Clone)]
pub struct RunningHead {
    /// The style.
    pub style: StyleId,
    /// The text.
    pub text: Template,
    /// Distance of its lower edge from the type area's upper edge.
    pub bottom: Length,
    /// How far it is indented from the outer edge of the type area.
    pub inset: Length,
    /// Whether it is in the middle of all pages.
    pub centre: bool,
    /// Whether the first page has none.
    pub not_on_first: bool,
}

/// Styles that the program looks for by name: the contract between a layout and an issue's text.
pub const STYLE_NAMES: [&str; 7] =
    ["body", "level-1", "level-2", "level-3", "level-4", "contents-title", "contents"];
