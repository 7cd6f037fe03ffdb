//! The rows of the running text, filled: those of each article, of the closing, of each attachment.

use super::own_label::label_and_text;
use super::rows::{fill_cells, fill_with, filled, part_of, stands, texts};
use super::{Block, BlockContent, Label, Mark, RichText, SignatureText, Styles, body};
use crate::issue::{Article, Attachment, Field, Issue, Scope};
use crate::layouts::{Layout, ParagraphText, Row, RowContent, Signature};
use crate::page::Part;

/// Adds what the layout sets of an article.
pub fn add_article(
    blocks: &mut Vec<Block>,
    issue: &Issue,
    article: &Article,
    layout: &Layout,
    styles: &Styles,
) {
    let first = blocks.len();
    add_rows(blocks, &layout.article, &Scope::of_article(issue, article), styles);
    for block in &mut blocks[first..] {
        let BlockContent::Paragraph { text, .. } = &mut block.content else { continue };
        // Titles are not marked.
        if block.part == Part::Paragraph || matches!(block.part, Part::Heading(level) if level > 1) {
            article.emphasis.iter().for_each(|word| text.mark(&word.value, Mark::EmphasisDot));
            article.proper_names.iter().for_each(|word| text.mark(&word.value, Mark::ProperName));
        }
    }
}

/// Adds what comes after the last article; it stays with the end of the text (GB/T 9704 7.3.5.5).
pub fn add_closing(blocks: &mut Vec<Block>, issue: &Issue, layout: &Layout, styles: &Styles) {
    let first = blocks.len();
    add_rows(blocks, &layout.closing, &Scope::of(issue), styles);
    blocks[first..].iter_mut().for_each(|block| block.keep_with_previous = true);
}

/// Adds what the layout sets of an attachment, on a page of its own (GB/T 9704 7.3.7).
pub fn add_attachment(
    blocks: &mut Vec<Block>,
    issue: &Issue,
    number: usize,
    attachment: &Attachment,
    layout: &Layout,
    styles: &Styles,
) {
    if attachment.body.is_none() {
        return;
    }
    let first = blocks.len();
    add_rows(blocks, &layout.attachment, &Scope::of_attachment(issue, number, attachment), styles);
    if let Some(block) = blocks.get_mut(first) {
        block.new_page = true;
    }
}

fn add_rows(blocks: &mut Vec<Block>, rows: &[Row], scope: &Scope<'_>, styles: &Styles) {
    for row in rows.iter().filter(|row| stands(row, scope)) {
        let first = blocks.len();
        add_row(blocks, row, scope, styles);
        if let Some(block) = blocks.get_mut(first) {
            block.gap = row.placement.gap.or(block.gap);
        }
    }
}

fn add_row(blocks: &mut Vec<Block>, row: &Row, scope: &Scope<'_>, styles: &Styles) {
    match &row.content {
        RowContent::Paragraph { style, label, label_style, hang, text, part } => match text {
            ParagraphText::One(template) => {
                let set = label_and_text((label, *label_style), (template, *style), scope);
                if let Some((label, text)) = set {
                    let content = Before { label, hang: *hang }.paragraph(text);
                    let bookmark = (part_of(*part) == Part::Heading(1)).then_some(1);
                    let block = Block::new(&row.name, content, *style, part_of(*part));
                    blocks.push(Block { bookmark, ..block });
                }
            }
            ParagraphText::Each { list, number } => {
                let label = filled(label, *label_style, scope).unwrap_or_default();
                let entries = texts(list, scope, *style);
                let several = entries.len() > 1;
                for (index, text) in entries.into_iter().enumerate() {
                    let mut shown = RichText::default();
                    if several {
                        let digits = (index + 1).to_string();
                        let start = text.first_source().unwrap_or(0);
                        fill_with(&mut shown, number, *style, |_| {
                            Some(Field::Number { digits: digits.clone(), start })
                        });
                    }
                    let (outer, is_first) = (label.clone(), index == 0);
                    let label = Some(Label { outer, is_first, number: shown });
                    let content = BlockContent::Paragraph { text, label };
                    blocks.push(Block::new(&row.name, content, *style, part_of(*part)));
                }
            }
        },
        RowContent::Body { style, lead_in, levels, label, label_style, field } => {
            let Some(Field::Text(text)) = scope.field(field) else { return };
            let label = filled(label, *label_style, scope).unwrap_or_default();
            let is_text = field == "article.body";
            let headings = levels.then_some(&styles.headings);
            let field = field.as_str().into();
            let setting =
                body::Setting { element: &row.name, field, style: *style, lead_in: *lead_in, headings };
            let first = blocks.len();
            body::add_paragraphs(blocks, text, &label, &setting);
            blocks[first..].iter_mut().for_each(|block| block.is_text = is_text);
        }
        RowContent::Cells { style, cells, names, inset, part } => {
            if let Some((cells, names)) = fill_cells(cells, names.as_ref(), *style, scope) {
                let content = BlockContent::Cells { cells, names, inset: *inset };
                blocks.push(Block::new(&row.name, content, *style, part_of(*part)));
            }
        }
        RowContent::Signature(spec) => {
            let content = BlockContent::Signature(Box::new(signature(spec, scope)));
            blocks.push(Block::new(&row.name, content, spec.style, Part::Paragraph));
        }
        // They stand in masthead and imprint alone, as the layout was checked for.
        RowContent::Stack { .. } | RowContent::Rule { .. } => {}
    }
}

/// What stands before a paragraph.
struct Before {
    label: RichText,
    hang: bool,
}

impl Before {
    fn paragraph(self, text: RichText) -> BlockContent {
        if self.label.is_empty() {
            return BlockContent::Paragraph { text, label: None };
        }
        if self.hang {
            let label = Label { outer: self.label, is_first: true, number: RichText::default() };
            return BlockContent::Paragraph { text, label: Some(label) };
        }
        let mut whole = self.label;
        whole.append(&text);
        BlockContent::Paragraph { text: whole, label: None }
    }
}

fn signature(spec: &Signature, scope: &Scope<'_>) -> SignatureText {
    SignatureText {
        organs: texts(&spec.each, scope, spec.style),
        date: filled(&spec.date, spec.style, scope).unwrap_or_default(),
        post: filled(&spec.post, spec.style, scope).filter(|post| !post.is_empty()),
        spec: spec.clone(),
    }
}
