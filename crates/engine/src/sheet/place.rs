//! Rows → pages: where each stands, the rules around them, heads again on each page, page numbers.

use super::form::{Align, Pair, Sheet, Table};
use super::rows::{self, Cell, CellText};
use crate::document::RichText;
use crate::page::{Area, ElementId, Item, Page, Pages, Part, Rule};
use crate::paginate::{baseline_in, page_text};
use crate::typeset::{Frame, Line, Typesetter};
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_format::layouts::{Layout, RowContent, StyleId};

/// The elements of a sheet, and whether each stands outside the text.
pub(super) const ELEMENTS: [(&str, bool); 7] = [
    ("sheet.title", false),
    ("sheet.subtitle", false),
    ("sheet.cell", false),
    ("sheet.note", false),
    ("sheet.signature", false),
    ("sheet.rule", true),
    ("page-number", true),
];
const TITLE: ElementId = ElementId(0);
const SUBTITLE: ElementId = ElementId(1);
const CELL: ElementId = ElementId(2);
const NOTE: ElementId = ElementId(3);
const SIGNATURE: ElementId = ElementId(4);
const RULE: ElementId = ElementId(5);
const PAGE_NUMBER: ElementId = ElementId(6);

/// Shares of a row of the form that an item and its content have, two pairs in a row.
const KEY_SHARE: u32 = 2;
const VALUE_SHARE: u32 = 4;

/// The styles of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styles {
    title: StyleId,
    subtitle: StyleId,
    key: StyleId,
    value: StyleId,
    head: StyleId,
    left: StyleId,
    centre: StyleId,
    right: StyleId,
    note: StyleId,
    signature: StyleId,
}

impl Styles {
    /// The styles of a layout.
    pub fn of(layout: &Layout) -> Result<Styles, Vec<Diagnostic>> {
        let mut problems = Vec::new();
        let mut find = |name: &str| {
            layout.style(name).unwrap_or_else(|| {
                problems.push(Diagnostic::error(Problem::MissingStyle { name: name.to_owned() }));
                StyleId::default()
            })
        };
        let styles = Styles {
            title: find("sheet-title"),
            subtitle: find("sheet-subtitle"),
            key: find("sheet-key"),
            value: find("sheet-value"),
            head: find("sheet-head"),
            left: find("sheet-cell"),
            centre: find("sheet-centre"),
            right: find("sheet-right"),
            note: find("sheet-note"),
            signature: find("sheet-signature"),
        };
        if problems.is_empty() { Ok(styles) } else { Err(problems) }
    }
}

/// Puts the parts of one sheet on pages.
pub(super) struct Placer<'p, 'a> {
    layout: &'a Layout,
    styles: Styles,
    setter: &'p mut Typesetter<'a>,
    pages: &'p mut Pages,
    /// The index of the sheet's first page.
    first: usize,
    /// The next free height, from the top of the type area.
    y: Length,
    /// How many blocks have been numbered.
    blocks: &'p mut u32,
    /// Where the frame of the rows begins that stand on this page.
    frame_top: Option<Length>,
    /// The weights of a table's frame and of the lines within it.
    weights: [Length; 2],
}

/// Where a line goes and what it is.
#[derive(Clone, Copy)]
struct Spot {
    x: Length,
    baseline: Length,
    element: ElementId,
    part: Part,
    block: u32,
}

impl<'p, 'a> Placer<'p, 'a> {
    pub fn new(
        layout: &'a Layout,
        styles: Styles,
        setter: &'p mut Typesetter<'a>,
        pages: &'p mut Pages,
        blocks: &'p mut u32,
    ) -> Placer<'p, 'a> {
        let mut weights = layout.imprint.rows.iter().filter_map(|row| match &row.content {
            RowContent::Rule { weight, .. } => Some(*weight),
            _ => None,
        });
        let frame = weights.next().unwrap_or_default();
        let weights = [frame, weights.next().unwrap_or(frame)];
        let first = pages.pages.len();
        Placer { layout, styles, setter, pages, blocks, first, y: Length::ZERO, frame_top: None, weights }
    }

    /// Sets a sheet from a new page on.
    pub fn sheet(mut self, sheet: &Sheet) {
        self.turn_page();
        self.paragraph(&sheet.title, self.styles.title, TITLE, Part::Heading(1));
        self.paragraph(&sheet.subtitle, self.styles.subtitle, SUBTITLE, Part::Paragraph);
        self.pairs(&sheet.pairs);
        if let Some(table) = &sheet.table {
            self.table(table);
        }
        for note in &sheet.notes {
            self.paragraph(note, self.styles.note, NOTE, Part::Paragraph);
        }
        self.signatures(&sheet.signatures);
        self.number_pages();
    }

    fn width(&self) -> Length {
        self.layout.page.type_width()
    }

    fn height(&self) -> Length {
        self.layout.page.type_height()
    }

    fn turn_page(&mut self) {
        self.close_frame();
        let page = &self.layout.page;
        let number = (self.pages.pages.len() - self.first + 1) as u32;
        let type_area = Area {
            x: page.type_left(number),
            y: page.head,
            width: page.type_width(),
            height: page.type_height(),
        };
        let page = Page { width: page.width, height: page.height, number, type_area, ..Page::default() };
        self.pages.pages.push(page);
        self.y = Length::ZERO;
    }

    /// A paragraph over the whole width, on the next page if it has no room on this one.
    fn paragraph(&mut self, text: &str, style_id: StyleId, element: ElementId, part: Part) {
        if text.is_empty() {
            return;
        }
        let style = self.layout.style_of(style_id);
        let mut rich = RichText::default();
        rich.push_literal(text, style_id);
        let lines = self.setter.paragraph(&rich, Frame::of(style, self.width()));
        let block = self.next_block();
        self.y += style.space_before;
        for line in lines {
            if self.y + style.pitch > self.height() && self.y > Length::ZERO {
                self.turn_page();
            }
            let baseline = self.y + baseline_in(style.pitch, style.size);
            self.put(line, Spot { x: Length::ZERO, baseline, element, part, block });
            self.y += style.pitch;
        }
        self.y += style.space_after;
    }

    fn pairs(&mut self, pairs: &[Pair]) {
        let key = |pair: &Pair| (pair.key.clone(), self.styles.key, KEY_SHARE);
        let value = |pair: &Pair, share| (pair.value.clone(), self.styles.value, share);
        let mut rows = Vec::new();
        let mut rest = pairs;
        while let Some((pair, others)) = rest.split_first() {
            rest = others;
            match others.split_first() {
                Some((beside, others)) if !pair.wide && !beside.wide => {
                    rest = others;
                    let first = [key(pair), value(pair, VALUE_SHARE)];
                    rows.push([first, [key(beside), value(beside, VALUE_SHARE)]].concat());
                }
                _ => rows.push(vec![key(pair), value(pair, KEY_SHARE + 2 * VALUE_SHARE)]),
            }
        }
        for row in &rows {
            let cells: Vec<CellText<'_>> = row
                .iter()
                .map(|(text, style, share)| CellText { text, style: *style, share: *share })
                .collect();
            let cells = rows::set(self.setter, &cells, self.width());
            self.row(cells, None);
        }
        self.close_frame();
    }

    fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        // What stands above the table is parted from it.
        if self.pages.pages.last().is_some_and(|page| !page.items.is_empty()) {
            self.y += self.layout.style_of(self.styles.head).space_before;
        }
        let head: Vec<CellText<'_>> = table
            .columns
            .iter()
            .map(|column| CellText { text: &column.heading, style: self.styles.head, share: column.share })
            .collect();
        let cells = rows::set(self.setter, &head, self.width());
        self.row(cells, None);
        for row in &table.rows {
            let texts: Vec<CellText<'_>> = table
                .columns
                .iter()
                .enumerate()
                .map(|(index, column)| CellText {
                    text: row.get(index).map_or("", String::as_str),
                    style: match column.align {
                        Align::Left => self.styles.left,
                        Align::Centre => self.styles.centre,
                        Align::Right => self.styles.right,
                    },
                    share: column.share,
                })
                .collect();
            let cells = rows::set(self.setter, &texts, self.width());
            self.row(cells, Some(&head));
        }
        self.close_frame();
    }

    /// Puts a row on this page or on the next ones; a row higher than a page is parted between its lines.
    fn row(&mut self, mut cells: Vec<Cell>, head: Option<&[CellText<'_>]>) {
        let mut fresh = false;
        loop {
            let room = self.height() - self.y;
            let counts: Vec<usize> = cells.iter().map(|cell| cell.lines_in(room, self.layout)).collect();
            let whole = cells.iter().zip(&counts).all(|(cell, count)| cell.lines.len() == *count);
            if whole {
                return self.part_of_row(cells);
            }
            if fresh {
                // At least a line each, so that the pages come to an end.
                let top = cells
                    .iter_mut()
                    .zip(counts)
                    .map(|(cell, count)| Cell {
                        lines: cell.lines.drain(..count.max(1).min(cell.lines.len())).collect(),
                        ..*cell
                    })
                    .collect();
                self.part_of_row(top);
            }
            self.turn_page();
            if let Some(head) = head {
                let head = rows::set(self.setter, head, self.width());
                self.part_of_row(head);
            }
            fresh = true;
        }
    }

    /// Puts cells side by side, their texts in the middle of the row's height, with the lines above and between them.
    fn part_of_row(&mut self, cells: Vec<Cell>) {
        let height = cells.iter().map(|cell| cell.height(cell.lines.len(), self.layout)).max();
        let height = height.unwrap_or_default();
        let (top, inner) = (self.y, self.weights[1]);
        match self.frame_top {
            None => self.frame_top = Some(top),
            Some(_) => self.rule(Length::ZERO, top - inner / 2, self.width(), inner),
        }
        for cell in cells {
            if cell.x > Length::ZERO {
                self.rule(cell.x - inner / 2, top, inner, height);
            }
            let block = self.next_block();
            let style = self.layout.style_of(cell.style);
            let free = height - cell.height(cell.lines.len(), self.layout);
            let mut line_top = top + style.space_before + free / 2;
            for line in cell.lines {
                let baseline = line_top + baseline_in(style.pitch, style.size);
                self.put(line, Spot { x: cell.x, baseline, element: CELL, part: Part::Paragraph, block });
                line_top += style.pitch;
            }
        }
        self.y += height;
    }

    /// Draws the frame around the rows that stand on this page since the last frame.
    fn close_frame(&mut self) {
        let Some(top) = self.frame_top.take() else { return };
        let (weight, width, bottom) = (self.weights[0], self.width(), self.y);
        for y in [top, bottom] {
            self.rule(-weight / 2, y - weight / 2, width + weight, weight);
        }
        for x in [Length::ZERO, width] {
            self.rule(x - weight / 2, top, weight, bottom - top);
        }
        self.y += weight;
    }

    fn signatures(&mut self, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        let style = self.layout.style_of(self.styles.signature);
        self.y += style.space_before;
        if self.y + style.pitch > self.height() {
            self.turn_page();
        }
        let cells: Vec<CellText<'_>> =
            texts.iter().map(|text| CellText { text, style: self.styles.signature, share: 1 }).collect();
        for cell in rows::set(self.setter, &cells, self.width()) {
            let baseline = self.y + baseline_in(style.pitch, style.size);
            let block = self.next_block();
            for line in cell.lines.into_iter().take(1) {
                let (x, part) = (cell.x, Part::Paragraph);
                self.put(line, Spot { x, baseline, element: SIGNATURE, part, block });
            }
        }
        self.y += style.pitch;
    }

    fn number_pages(&mut self) {
        self.close_frame();
        let Some(spec) = &self.layout.page_number else { return };
        let count = self.pages.pages.len() - self.first;
        let (size, top) = (self.layout.style_of(spec.style).size, self.height() + spec.top);
        for index in self.first..self.pages.pages.len() {
            let text = page_text(spec, self.pages.pages[index].number, count);
            let Some(line) = self.setter.single_line(&text) else { continue };
            let x = match spec.centre {
                true => (self.width() - line.width) / 2,
                false => self.width() - spec.inset - line.width,
            };
            let baseline = top + baseline_in(size, size);
            let block = self.next_block();
            let spot = Spot { x, baseline, element: PAGE_NUMBER, part: Part::Artifact, block };
            put(&mut self.pages.pages[index], line, spot);
        }
    }

    fn next_block(&mut self) -> u32 {
        *self.blocks += 1;
        *self.blocks - 1
    }

    fn rule(&mut self, x: Length, y: Length, width: Length, height: Length) {
        if let Some(page) = self.pages.pages.last_mut() {
            let (x, y) = (x + page.type_area.x, y + page.type_area.y);
            let rule = Rule { x, y, width, height, colour: Colour::BLACK, element: RULE };
            page.items.push(Item::Rule(rule));
        }
    }

    fn put(&mut self, line: Line, spot: Spot) {
        if let Some(page) = self.pages.pages.last_mut() {
            put(page, line, spot);
        }
    }
}

fn put(page: &mut Page, mut line: Line, spot: Spot) {
    line.shift(page.type_area.x + spot.x, page.type_area.y + spot.baseline);
    page.items.extend(line.runs.into_iter().map(|mut run| {
        run.element = spot.element;
        run.part = spot.part;
        run.block = spot.block;
        Item::Text(run)
    }));
}
