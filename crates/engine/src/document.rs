//! Issue + layout → blocks and texts in reading order, without positions.
//!
//! In come what the clerk wrote and how it is to be set; out come paragraphs, each with its style.
//! Which texts there are, and in which order, is the layout's; this knows no kind of document.
//! Nothing here knows fonts, lines or pages.

mod agreement;
mod block;
mod body;
mod filling;
mod lists;
mod own_label;
mod rich_text;
mod rows;
mod section;
mod styles;

pub use block::{Block, BlockContent, Label, SignatureText, Spacing};
use block::{CONTENTS_ENTRY, CONTENTS_TITLE};
pub use rich_text::{Mark, RichText, Span};
pub use rows::{DocumentRow, NameColumns, RowText};
use styles::Styles;

use crate::page::{Metadata, Part};
use hongtou_base::diagnostic::Diagnostic;
use hongtou_format::issue::{Enclosed, Issue, Scope};
use hongtou_format::layouts::Layout;

/// A document in reading order.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The head of the first page.
    pub masthead: Vec<DocumentRow>,
    /// The running text.
    pub blocks: Vec<Block>,
    /// The foot of the last page.
    pub imprint: Vec<DocumentRow>,
    /// The running head, on one line.
    pub running_head: Option<RichText>,
    /// Names that are never parted.
    pub names: Vec<String>,
    /// What the document says of itself.
    pub metadata: Metadata,
}

/// Puts an issue's texts into the order and the styles of a layout; gives the document and warnings.
///
/// # Errors
/// What the layout needs and the issue does not have, and fields that the layout does not declare.
pub fn build(issue: &Issue, layout: &Layout) -> Result<(Document, Vec<Diagnostic>), Vec<Diagnostic>> {
    let warnings = agreement::check(issue, layout)?;
    let issue = &*hongtou_format::doubled::without_doubled_labels(issue, layout);
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
    let running_head = layout.running_head.as_ref().and_then(|head| {
        let text = filling::filled(&head.text, head.style, &scope)?;
        // A title whose lines the writer ended has one line here.
        let mut joined = RichText::default();
        text.lines().iter().for_each(|line| joined.append(line));
        (!joined.is_empty()).then_some(joined)
    });
    Ok((Document { masthead, blocks, imprint, running_head, names, metadata }, warnings))
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

fn metadata(issue: &Issue, layout: &Layout) -> Metadata {
    let plain = |template| filling::plain(template, &Scope::of(issue));
    let date = issue.masthead.date.value;
    Metadata {
        title: plain(&layout.document_title),
        subject: plain(&layout.document_subject),
        author: issue.masthead.issuer.value.clone(),
        language: layout.text.language.clone(),
        date: Some((date.year, date.month, date.day)),
    }
}
