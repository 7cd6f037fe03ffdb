//! Issue + layout → blocks and texts in reading order, without positions.
//!
//! In come what the clerk wrote and how it is to be set; out come paragraphs, each with its style.
//! Which texts there are, and in which order, is the layout's; this knows no kind of document.
//! Nothing here knows fonts, lines or pages.

mod agreement;
mod body;
mod doubled;
mod lists;
pub(crate) mod numbering;
pub mod outline;
#[cfg(test)]
mod outline_test;
pub(crate) mod own_label;
mod rich_text;
mod rows;
mod section;

use body::HeadingStyles;
pub use doubled::{DoubledLabel, doubled_labels};
pub use numbering::{heading_end, numbering};
pub use rich_text::{Mark, RichText, Span};
pub use rows::{DocumentRow, NameColumns, RowText};

use crate::diagnostic::{Diagnostic, Problem};
use crate::issue::{Enclosed, Issue, Scope};
use crate::layouts::{Layout, STYLE_NAMES, Signature, StyleId};
use crate::page::{Metadata, Part};
use crate::units::Length;

/// The elements of contents lists, whatever the layout.
const CONTENTS_TITLE: &str = "contents.title";
const CONTENTS_ENTRY: &str = "contents.entry";

/// A document in reading order.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The head of the first page.
    pub masthead: Vec<DocumentRow>,
    /// The running text.
    pub blocks: Vec<Block>,
    /// The foot of the last page.
    pub imprint: Vec<DocumentRow>,
    /// Names that are never parted.
    pub names: Vec<String>,
    /// What the document says of itself.
    pub metadata: Metadata,
}

/// A paragraph, heading or row of the running text.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the layout calls the element that it belongs to.
    pub element: String,
    /// Its style.
    pub style: StyleId,
    /// What it holds.
    pub content: BlockContent,
    /// What it is to a reader who does not see it.
    pub part: Part,
    /// The level of its bookmark, if it has one.
    pub bookmark: Option<u8>,
    /// For an entry of the contents list: the index of the block that it leads to.
    pub leads_to: Option<usize>,
    /// Space above it, instead of that of its style.
    pub gap: Option<Length>,
    /// Whether it is text of an article, which the first page must show (GB/T 9704 7.3.3).
    pub is_text: bool,
    /// Space below it, instead of that of its style.
    pub after: Option<Spacing>,
    /// Whether it begins a page.
    pub new_page: bool,
    /// Whether it stays on the page of what follows it, whatever its style says.
    pub keep_with_next: bool,
    /// Whether it stays on the page of the end of the text before it, so that no signature stands alone.
    pub keep_with_previous: bool,
}

/// The space below a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// None: another block is set close to it.
    None,
    /// That of another block's style, to which this one is set close.
    Of(StyleId),
}

/// What a block holds.
#[derive(Debug, Clone)]
pub enum BlockContent {
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: RichText,
        /// What stands before it, the lines hanging beside it.
        label: Option<Label>,
    },
    /// Texts at left, centre and right on one line, or on more where there are names in columns.
    Cells {
        /// The texts.
        cells: [Option<RichText>; 3],
        /// Names at the right, instead of a text.
        names: Option<Box<NameColumns>>,
        /// How far the left and right ones stand in from the type area's edges.
        inset: Length,
    },
    /// Who signs, and when.
    Signature(Box<SignatureText>),
}

/// What stands before a paragraph whose lines hang beside it.
#[derive(Debug, Clone)]
pub struct Label {
    /// Before the first paragraph of a list; the others leave its room blank.
    pub outer: RichText,
    /// Whether it is shown.
    pub is_first: bool,
    /// The number of the paragraph in its list.
    pub number: RichText,
}

/// Who signs, and when.
#[derive(Debug, Clone)]
pub struct SignatureText {
    /// The organs.
    pub organs: Vec<RichText>,
    /// The date.
    pub date: RichText,
    /// The post of the person whose signature is stamped.
    pub post: Option<RichText>,
    /// Where they stand.
    pub spec: Signature,
}

/// The styles that the text of an issue is set in.
struct Styles {
    headings: HeadingStyles,
    contents_title: StyleId,
    contents: StyleId,
}

/// Puts an issue's texts into the order and the styles of a layout; gives the document and warnings.
///
/// # Errors
/// What the layout needs and the issue does not have, and fields that the layout does not declare.
pub fn build(issue: &Issue, layout: &Layout) -> Result<(Document, Vec<Diagnostic>), Vec<Diagnostic>> {
    let warnings = agreement::check(issue, layout)?;
    let issue = &*doubled::without_doubled_labels(issue, layout);
    let styles = Styles::of(layout).map_err(|problem| vec![Diagnostic::error(problem)])?;
    let scope = Scope::of(issue);
    let masthead = rows::fill(&layout.masthead.rows, &scope, layout);
    let imprint = rows::fill(&layout.imprint.rows, &scope, layout);
    let mut blocks = Vec::new();
    section::add_front(&mut blocks, issue, layout, &styles);
    blocks.extend(contents(issue, layout, &styles));
    let entries = blocks.len();
    let mut starts = Vec::new();
    for article in &issue.articles {
        starts.push(blocks.len());
        section::add_article(&mut blocks, issue, article, layout, &styles);
    }
    for (entry, start) in blocks[..entries].iter_mut().filter(|b| b.part == Part::Contents).zip(starts) {
        entry.leads_to = Some(start);
    }
    section::add_closing(&mut blocks, issue, layout, &styles);
    let issued = issue.issued.iter().map(Enclosed::Issued);
    let attached =
        issue.attachments.iter().zip(1..).map(|(entry, number)| Enclosed::Attachment(number, entry));
    for enclosed in issued.chain(attached) {
        section::add_enclosed(&mut blocks, issue, enclosed, layout, &styles);
    }
    let names = issue.names.iter().map(|name| name.value.clone()).filter(|name| !name.is_empty()).collect();
    let metadata = metadata(issue, layout);
    Ok((Document { masthead, blocks, imprint, names, metadata }, warnings))
}

impl Styles {
    fn of(layout: &Layout) -> Result<Styles, Problem> {
        let style = |name: &str| {
            debug_assert!(STYLE_NAMES.contains(&name));
            layout.style(name).ok_or_else(|| Problem::MissingStyle { name: name.to_owned() })
        };
        let (first, fourth) = (style("level-1")?, style("level-4")?);
        // A layout may do without them.
        let or = |name: &str, other: StyleId| layout.style(name).unwrap_or(other);
        Ok(Styles {
            headings: HeadingStyles {
                levels: [first, style("level-2")?, style("level-3")?, fourth, or("level-5", fourth)],
                divisions: outline::DIVISION_NAMES.map(|name| or(name, first)),
                article_number: or("article-number", first),
            },
            contents_title: style("contents-title")?,
            contents: style("contents")?,
        })
    }
}

fn contents(issue: &Issue, layout: &Layout, styles: &Styles) -> Vec<Block> {
    let Some(contents) = &layout.contents else { return Vec::new() };
    if contents.from_articles.is_none_or(|least| issue.articles.len() < least as usize) {
        return Vec::new();
    }
    let title = contents.title.as_deref().map(|title| {
        let mut text = RichText::default();
        text.push_literal(title, styles.contents_title);
        Block::paragraph(CONTENTS_TITLE, text, styles.contents_title, Part::Heading(1))
    });
    let entries = issue.articles.iter().map(|article| {
        let mut text = RichText::default();
        text.push_joined(&article.title, &"article.title".into(), styles.contents);
        Block::paragraph(CONTENTS_ENTRY, text, styles.contents, Part::Contents)
    });
    title.into_iter().chain(entries).collect()
}

impl Block {
    fn new(element: &str, content: BlockContent, style: StyleId, part: Part) -> Block {
        Block {
            element: element.to_owned(),
            style,
            content,
            part,
            bookmark: None,
            leads_to: None,
            gap: None,
            is_text: false,
            after: None,
            new_page: false,
            keep_with_next: false,
            keep_with_previous: false,
        }
    }

    fn paragraph(element: &str, text: RichText, style: StyleId, part: Part) -> Block {
        Block::new(element, BlockContent::Paragraph { text, label: None }, style, part)
    }

    /// The text of a paragraph.
    pub fn text(&self) -> Option<&RichText> {
        match &self.content {
            BlockContent::Paragraph { text, .. } => Some(text),
            BlockContent::Cells { .. } | BlockContent::Signature(_) => None,
        }
    }
}

fn metadata(issue: &Issue, layout: &Layout) -> Metadata {
    let plain = |template| rows::plain(template, &Scope::of(issue));
    let date = issue.masthead.date.value;
    Metadata {
        title: plain(&layout.document_title),
        subject: plain(&layout.document_subject),
        author: issue.masthead.issuer.value.clone(),
        language: layout.text.language.clone(),
        date: Some((date.year, date.month, date.day)),
    }
}
