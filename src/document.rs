//! Issue + layout → blocks and texts in reading order, without positions.
//!
//! In come what the clerk wrote and how it is to be set; out come paragraphs, each with its style.
//! Nothing here knows fonts, lines or pages.

mod body;
mod numbering;
mod rich_text;
mod rows;

pub use numbering::numbering;
pub use rich_text::{RichText, Span};
pub use rows::{DocumentRow, RowText};

use crate::diagnostic::{Diagnostic, Problem};
use crate::issue::{Article, Field, Issue};
use crate::layouts::{Layout, STYLE_NAMES, StyleId};
use crate::page::{Metadata, Part};

/// A document in reading order.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The head of the first page.
    pub masthead: Vec<DocumentRow>,
    /// The running text.
    pub blocks: Vec<Block>,
    /// The foot of the last page.
    pub imprint: Vec<DocumentRow>,
    /// What the document says of itself.
    pub metadata: Metadata,
}

/// A paragraph or heading.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its text.
    pub text: RichText,
    /// The style of the paragraph.
    pub style: StyleId,
    /// What it is to a reader who does not see it.
    pub part: Part,
    /// The level of its bookmark, if it has one.
    pub bookmark: Option<u8>,
    /// For an entry of the contents list: the index of the block that it leads to.
    pub leads_to: Option<usize>,
}

/// The styles that blocks are set in.
struct Styles {
    body: StyleId,
    title: StyleId,
    levels: [StyleId; 4],
    lead_in: StyleId,
    note: StyleId,
    note_label: StyleId,
    source: StyleId,
    contents_title: StyleId,
    contents: StyleId,
}

/// Puts an issue's texts into the order and the styles of a layout.
///
/// # Errors
/// Styles that the layout lacks.
pub fn build(issue: &Issue, layout: &Layout) -> Result<Document, Vec<Diagnostic>> {
    let styles = Styles::of(layout).map_err(|problem| vec![Diagnostic::error(problem)])?;
    let masthead = rows::fill(&layout.masthead.rows, issue);
    let imprint = rows::fill(&layout.imprint, issue);
    let mut blocks = contents(issue, layout, &styles);
    let first_article = blocks.len();
    let mut titles = Vec::new();
    for article in &issue.articles {
        titles.push(blocks.len());
        add_article(&mut blocks, article, layout, &styles);
    }
    for (entry, title) in blocks[..first_article].iter_mut().filter(|b| b.part == Part::Contents).zip(titles)
    {
        entry.leads_to = Some(title);
    }
    Ok(Document { masthead, blocks, imprint, metadata: metadata(issue, layout) })
}

impl Styles {
    fn of(layout: &Layout) -> Result<Styles, Problem> {
        let style = |name: &str| {
            debug_assert!(STYLE_NAMES.contains(&name));
            layout.style(name).ok_or_else(|| Problem::MissingStyle { name: name.to_owned() })
        };
        Ok(Styles {
            body: style("body")?,
            title: style("title")?,
            levels: [style("level-1")?, style("level-2")?, style("level-3")?, style("level-4")?],
            lead_in: style("lead-in")?,
            note: style("note")?,
            note_label: style("note-label")?,
            source: style("source")?,
            contents_title: style("contents-title")?,
            contents: style("contents")?,
        })
    }
}

fn contents(issue: &Issue, layout: &Layout, styles: &Styles) -> Vec<Block> {
    let Some(contents) = &layout.contents else { return Vec::new() };
    if issue.articles.len() < contents.from_articles as usize {
        return Vec::new();
    }
    let title = contents.title.as_deref().map(|title| {
        let mut text = RichText::default();
        text.push_literal(title, styles.contents_title);
        Block::new(text, styles.contents_title, Part::Heading(1))
    });
    let entries = issue.articles.iter().map(|article| {
        let mut text = RichText::default();
        text.push_text(&article.title, styles.contents);
        Block::new(text, styles.contents, Part::Contents)
    });
    title.into_iter().chain(entries).collect()
}

fn add_article(blocks: &mut Vec<Block>, article: &Article, layout: &Layout, styles: &Styles) {
    let mut title = RichText::default();
    title.push_text(&article.title, styles.title);
    blocks.push(Block { bookmark: Some(1), ..Block::new(title, styles.title, Part::Heading(1)) });
    if let Some(note) = &article.note {
        body::add_note(blocks, note, &layout.note_label, styles);
    }
    body::add_paragraphs(blocks, &article.body, styles);
    if let Some(source) = &article.source {
        let mut text = RichText::default();
        rows::fill_with(&mut text, &layout.source_line, styles.source, |name| {
            (name == "source").then_some(Field::Text(source))
        });
        blocks.push(Block::new(text, styles.source, Part::Paragraph));
    }
}

impl Block {
    fn new(text: RichText, style: StyleId, part: Part) -> Block {
        Block { text, style, part, bookmark: None, leads_to: None }
    }
}

fn metadata(issue: &Issue, layout: &Layout) -> Metadata {
    let plain = |template| rows::plain(template, issue);
    let date = issue.masthead.date.value;
    Metadata {
        title: plain(&layout.document_title),
        subject: plain(&layout.document_subject),
        author: issue.masthead.issuer.value.clone(),
        language: layout.text.language.clone(),
        date: Some((date.year, date.month, date.day)),
    }
}
