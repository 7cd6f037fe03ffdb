//! The rows of the running text, filled: those of each article, of the closing, of each attachment.

use super::block::{Block, BlockContent, CONTENTS_ENTRY, CONTENTS_TITLE, Label, SignatureText, Spacing};
use super::filling::{fill_with, filled, texts};
use super::own_label::label_and_text;
use super::rich_text::{Mark, RichText};
use super::rows::{fill_cells, part_of};
use super::styles::Styles;
use super::{body, lists};
use crate::page::Part;
use hongtou_base::structure;
use hongtou_base::units::Length;
use hongtou_format::issue::{Article, Enclosed, Field, Issue, Scope};
use hongtou_format::layouts::{Layout, ParagraphText, Row, RowContent, Signature};

/// Adds what the layout sets of an article.
pub fn add_article(
    blocks: &mut Vec<Block>,
    issue: &Issue,
    article: &Article,
    layout: &Layout,
    styles: &Styles,
) {
    let first = blocks.len();
    add_rows(blocks, &layout.article, &Scope::of_article(issue, article), layout, styles);
    lead_contents(blocks, first);
    for block in &mut blocks[first..] {
        let BlockContent::Paragraph { text, .. } = &mut block.content else { continue };
        // Titles are not marked.
        if block.part == Part::Paragraph || matches!(block.part, Part::Heading(level) if level > 1) {
            article.emphasis.iter().for_each(|word| text.mark(&word.value, Mark::EmphasisDot));
            article.proper_names.iter().for_each(|word| text.mark(&word.value, Mark::ProperName));
        }
    }
}

/// Adds what comes before the contents list, such as the editor's note of the whole issue.
pub fn add_front(blocks: &mut Vec<Block>, issue: &Issue, layout: &Layout, styles: &Styles) {
    add_rows(blocks, &layout.front, &Scope::of(issue), layout, styles);
}

/// Adds what comes after the last article; a signature stays with the end of the text (GB/T 9704 7.3.5.5).
pub fn add_closing(blocks: &mut Vec<Block>, issue: &Issue, layout: &Layout, styles: &Styles) {
    let first = blocks.len();
    add_rows(blocks, &layout.closing, &Scope::of(issue), layout, styles);
    // A list of persons may begin a page; a signature may not.
    let is_signed = blocks[first..].iter().any(|block| matches!(block.content, BlockContent::Signature(_)));
    blocks[first..].iter_mut().for_each(|block| block.keep_with_previous = is_signed);
}

/// Adds what the layout sets of an attachment or of a text that the document issues, on a page of its own
/// (GB/T 9704 7.3.7).
pub fn add_enclosed(
    blocks: &mut Vec<Block>,
    issue: &Issue,
    enclosed: Enclosed<'_>,
    layout: &Layout,
    styles: &Styles,
) {
    let (enclosure, rows) = match enclosed {
        Enclosed::Attachment(_, enclosure) => (enclosure, &layout.attachment),
        Enclosed::Issued(enclosure) => (enclosure, &layout.issued),
    };
    if enclosure.body.is_none() {
        return;
    }
    let first = blocks.len();
    let scope = Scope::of_enclosed(issue, enclosed);
    // What closes the text stays with its end, as the signature of the document does.
    let body = rows.iter().position(|row| matches!(row.content, RowContent::Body { .. }));
    let (text, closing) = rows.split_at(body.map_or(rows.len(), |body| body + 1));
    add_rows(blocks, text, &scope, layout, styles);
    lead_contents(blocks, first);
    let end = blocks.len();
    add_rows(blocks, closing, &scope, layout, styles);
    blocks[end..].iter_mut().for_each(|block| block.keep_with_previous = true);
    if let Some(block) = blocks.get_mut(first) {
        block.new_page = true;
    }
}

/// Lets the entries of a contents list lead to their chapters, which come in the same order.
fn lead_contents(blocks: &mut [Block], first: usize) {
    let is_division = |block: &Block| structure::DIVISION_NAMES.contains(&block.element.as_str());
    let chapters: Vec<usize> = (first..blocks.len()).filter(|&index| is_division(&blocks[index])).collect();
    let entries = blocks[first..].iter_mut().filter(|block| block.part == Part::Contents);
    for (entry, chapter) in entries.zip(chapters) {
        entry.leads_to = Some(chapter);
    }
}

fn add_rows(blocks: &mut Vec<Block>, rows: &[Row], scope: &Scope<'_>, layout: &Layout, styles: &Styles) {
    for row in rows.iter().filter(|row| row.is_shown(scope)) {
        let first = blocks.len();
        add_row(blocks, row, scope, layout, styles);
        let (before, added) = blocks.split_at_mut(first);
        let Some(block) = added.first_mut() else { continue };
        block.gap = row.placement.gap.or(block.gap);
        // The space below a title comes below what is set close to it.
        if let Some(above) = before.last_mut().filter(|_| row.placement.close) {
            block.gap = block.gap.or(Some(Length::ZERO));
            let below = above.after.replace(Spacing::None);
            if let Some(last) = added.last_mut() {
                last.after = below.or(Some(Spacing::Of(above.style)));
            }
        }
    }
}

fn add_row(blocks: &mut Vec<Block>, row: &Row, scope: &Scope<'_>, layout: &Layout, styles: &Styles) {
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
            ParagraphText::Each { list, .. } if !scope.labelled(list).is_empty() => {
                for (label, text) in lists::labelled(row, scope, layout) {
                    let content = Before { label, hang: *hang }.paragraph(text);
                    blocks.push(Block::new(&row.name, content, *style, part_of(*part)));
                }
            }
            ParagraphText::Each { list, number, .. } => {
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
        RowContent::Body { style, lead_in, levels, openings, opening_style, label, label_style, field } => {
            let Some(Field::Text(text)) = scope.field(field) else { return };
            let label = filled(label, *label_style, scope).unwrap_or_default();
            let is_text = field == "article.body";
            let headings = levels.then_some(&styles.headings);
            let openings = (openings.as_slice(), *opening_style);
            let setting = body::Setting {
                element: &row.name,
                field: field.as_str().into(),
                style: *style,
                lead_in: *lead_in,
                openings,
                headings,
            };
            let first = blocks.len();
            body::add_paragraphs(blocks, text, &label, &setting);
            blocks[first..].iter_mut().for_each(|block| block.is_text = is_text);
        }
        RowContent::Cells { style, cells, names, inset, part, .. } => {
            if let Some((cells, names)) = fill_cells(cells, names.as_ref(), *style, scope) {
                let content = BlockContent::Cells { cells, names, inset: *inset };
                blocks.push(Block::new(&row.name, content, *style, part_of(*part)));
            }
        }
        RowContent::Contents { style, label, label_style, field } => {
            let Some(Field::Text(text)) = scope.field(field) else { return };
            let entries = body::contents(text, &field.as_str().into(), *style);
            let heading = filled(label, *label_style, scope).filter(|label| !label.is_empty());
            if let Some(heading) = heading.filter(|_| !entries.is_empty()) {
                blocks.push(Block::paragraph(CONTENTS_TITLE, heading, *label_style, Part::Paragraph));
            }
            let entry = |text| Block::paragraph(CONTENTS_ENTRY, text, *style, Part::Contents);
            blocks.extend(entries.into_iter().map(entry));
        }
        RowContent::Signature(spec) => {
            if let Some(signature) = signature(spec, scope) {
                let content = BlockContent::Signature(Box::new(signature));
                blocks.push(Block::new(&row.name, content, spec.style, Part::Paragraph));
            }
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

/// Who signs; `None` without a date.
fn signature(spec: &Signature, scope: &Scope<'_>) -> Option<SignatureText> {
    Some(SignatureText {
        organs: texts(&spec.each, scope, spec.style),
        date: filled(&spec.date, spec.style, scope)?,
        post: filled(&spec.post, spec.style, scope).filter(|post| !post.is_empty()),
        spec: spec.clone(),
    })
}
