//! Parts with text → units: runs, bold, line breaks, tables, text boxes, tracked changes, fields.

use quick_xml::events::{BytesStart, Event};

use super::super::report::{Report, Rule};
use super::super::unit::{EndedPage, Origin, Place, Unit};
use super::numbers::{Counters, Numbers};
use super::styles::Styles;
use super::xml::{attribute, each_event, is_on};
use hongtou_base::diagnostic::WordFault;

/// The most characters that are taken from a file: some fifteen hundred pages.
const MOST_CHARACTERS: usize = 1_400_000;

/// What is between an element's two tags, so far as it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Text that is there twice, or that says what a field does.
    Skipped,
    /// Text that a tracked change has taken out.
    Deleted,
    Inserted,
    TextBox,
    Row,
    Run,
    RunProperties,
    ParagraphProperties,
    Text,
    Paragraph,
    Other,
}

/// A paragraph that is being read, and what of it is waiting.
#[derive(Debug)]
struct Open {
    unit: Unit,
    list: Option<String>,
    level: Option<usize>,
    style: Option<String>,
    centred: Option<bool>,
    /// Whether its mark was deleted, so that the next paragraph goes on with it.
    goes_on: bool,
    /// Units that its line breaks ended.
    before: Vec<Unit>,
    row: bool,
}

/// The properties of a run.
#[derive(Debug, Default, Clone)]
struct Run {
    bold: bool,
    size: Option<u32>,
    hidden: bool,
}

/// The reader of the parts with text.
pub(super) struct Body<'a> {
    styles: &'a Styles,
    numbers: &'a Numbers,
    report: &'a mut Report,
    counters: Counters,
    units: Vec<Unit>,
    origin: Origin,
    count: usize,
    characters: usize,
    inside: Vec<Inside>,
    open: Vec<Open>,
    run: Run,
    /// The cells of the row that is being read, and their tables' depth.
    rows: Vec<Vec<Unit>>,
    goes_on: Option<Unit>,
    changed: String,
    pages: Pages,
}

/// The ends of pages that were seen.
#[derive(Debug, Default)]
struct Pages {
    /// How many there are.
    count: u32,
    /// Whether the last of them is a break that Word has not told of as the end of a page yet.
    is_break: bool,
    /// Whether Word told where it broke pages.
    told: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(styles: &'a Styles, numbers: &'a Numbers, report: &'a mut Report) -> Body<'a> {
        Body {
            styles,
            numbers,
            report,
            counters: Counters::default(),
            units: Vec::new(),
            origin: Origin::Paragraph,
            count: 0,
            characters: 0,
            inside: Vec::new(),
            open: Vec::new(),
            run: Run::default(),
            rows: Vec::new(),
            goes_on: None,
            changed: String::new(),
            pages: Pages::default(),
        }
    }

    /// Reads a part.
    pub(super) fn read(&mut self, part: &[u8], name: &str, origin: Origin) -> Result<(), WordFault> {
        (self.origin, self.count) = (origin, 0);
        each_event(part, name, |event| {
            match event {
                Event::Start(element) => {
                    let inside = self.start(element);
                    self.inside.push(inside);
                }
                Event::Empty(element) => {
                    let inside = self.start(element);
                    self.end(inside);
                }
                Event::End(_) => {
                    if let Some(inside) = self.inside.pop() {
                        self.end(inside);
                    }
                }
                Event::Text(text) => self.text(text),
                Event::CData(text) => self.text(text),
                Event::GeneralRef(entity) => {
                    let written = entity.to_string();
                    let character = entity
                        .resolve_char_ref()
                        .map_err(|error| damaged(name, &error))?
                        .map(String::from)
                        .or_else(|| quick_xml::escape::resolve_xml_entity(&written).map(str::to_owned));
                    let Some(character) = character else {
                        return Err(WordFault::Entity { part: name.to_owned(), entity: written });
                    };
                    self.text(&character);
                }
                _ => {}
            }
            if self.characters > MOST_CHARACTERS {
                return Err(WordFault::TooLong { part: name.to_owned(), limit: MOST_CHARACTERS as u64 * 3 });
            }
            Ok(())
        })?;
        self.units.extend(self.goes_on.take());
        Ok(())
    }

    /// All units that hold anything, and whether every page's end is known: Word told of them, or there are as many
    /// as the file has pages.
    pub(super) fn finish(mut self, pages: u32) -> (Vec<Unit>, bool) {
        let known = self.pages.told || self.pages.count > 0 && self.pages.count + 1 == pages;
        let ends = self.units.iter_mut().flat_map(|unit| &mut unit.cells).map(|cell| &mut cell.page_end);
        ends.filter(|end| !known && end.is_some()).for_each(|end| *end = Some(EndedPage::UNKNOWN));
        (self.units, known)
    }

    fn is_in(&self, inside: Inside) -> bool {
        self.inside.contains(&inside)
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Inside {
        let local = element.local_name();
        let value = || attribute(element, "val");
        let in_paragraph = self.inside.last() == Some(&Inside::ParagraphProperties);
        let in_run = self.inside.last() == Some(&Inside::RunProperties) && self.is_in(Inside::Run);
        match local.as_ref() {
            "p" => self.open_paragraph(),
            "pPr" => return Inside::ParagraphProperties,
            "rPr" => return Inside::RunProperties,
            "r" => {
                self.run = Run::default();
                return Inside::Run;
            }
            "t" | "delText" => return Inside::Text,
            "tr" => {
                self.rows.push(Vec::new());
                return Inside::Row;
            }
            "txbxContent" => return Inside::TextBox,
            // The same as beside it, for older programs; and what a field does.
            "Fallback" | "instrText" | "delInstrText" | "rPrChange" | "pPrChange" | "rt" => {
                return Inside::Skipped;
            }
            "del" | "moveFrom" if self.inside.last() != Some(&Inside::RunProperties) => {
                return Inside::Deleted;
            }
            "ins" | "moveTo" if self.inside.last() != Some(&Inside::RunProperties) => {
                return Inside::Inserted;
            }
            "del" | "moveFrom" => {
                // The mark of a paragraph.
                if let Some(open) = self.open.last_mut().filter(|_| !in_run) {
                    open.goes_on = true;
                }
            }
            "b" if in_run => self.run.bold = is_on(element),
            "sz" if in_run => self.run.size = value().and_then(|size| size.parse().ok()),
            "jc" if in_paragraph => {
                self.with_open(|open| open.centred = value().map(|place| place == "center"));
            }
            "vanish" if in_run => self.run.hidden = is_on(element),
            "rStyle" if in_run => {
                self.run.bold = value().and_then(|style| self.styles.is_bold(&style)).unwrap_or(false);
            }
            "pStyle" if in_paragraph => self.with_open(|open| open.style = value()),
            "outlineLvl" if in_paragraph => {
                let level = value().and_then(|level| level.parse::<u8>().ok()).filter(|&level| level < 9);
                self.with_open(|open| open.unit.heading = level.map(|level| level + 1));
            }
            "numId" => self.with_open(|open| open.list = value()),
            "ilvl" => self.with_open(|open| open.level = value().and_then(|level| level.parse().ok())),
            "tab" if self.inside.last() == Some(&Inside::Run) => self.character('\t'),
            "noBreakHyphen" => self.character('-'),
            "br" | "cr" => self.line_break(attribute(element, "type").as_deref()),
            "lastRenderedPageBreak" => self.page_end(false),
            "sym" => self.symbol(element),
            "blip" | "imagedata" | "OLEObject" | "chart" if !self.is_in(Inside::Skipped) => {
                let place = self.place();
                self.report.whole(Rule::Picture, place, "", "");
            }
            _ => {}
        }
        if local.as_ref() == "p" { Inside::Paragraph } else { Inside::Other }
    }

    fn end(&mut self, inside: Inside) {
        match inside {
            Inside::Paragraph => self.close_paragraph(),
            Inside::Row => self.close_row(),
            Inside::Inserted | Inside::Deleted => {
                let text = std::mem::take(&mut self.changed);
                let place = self.place();
                match inside {
                    Inside::Inserted if !text.is_empty() => {
                        self.report.whole(Rule::Inserted, place, text.clone(), text);
                    }
                    Inside::Deleted if !text.is_empty() => self.report.whole(Rule::Deleted, place, text, ""),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn place(&self) -> Place {
        self.open
            .last()
            .map_or(Place { origin: self.origin, number: self.count.max(1) }, |open| open.unit.place)
    }

    fn with_open(&mut self, change: impl FnOnce(&mut Open)) {
        if let Some(open) = self.open.last_mut() {
            change(open);
        }
    }

    fn text(&mut self, text: &str) {
        if self.inside.last() != Some(&Inside::Text) || self.is_in(Inside::Skipped) {
            return;
        }
        if self.is_in(Inside::Inserted) || self.is_in(Inside::Deleted) {
            self.changed.push_str(text);
        }
        if self.is_in(Inside::Deleted) {
            return;
        }
        if self.run.hidden {
            let place = self.place();
            self.report.whole(Rule::Hidden, place, text, "");
            return;
        }
        for character in text.chars() {
            self.character(if character == '\n' { ' ' } else { character });
        }
    }

    fn character(&mut self, character: char) {
        if self.is_in(Inside::Skipped) {
            return;
        }
        self.characters += 1;
        self.pages.is_break = false;
        let (bold, size) = (self.run.bold, self.run.size);
        self.with_open(|open| {
            if open.unit.size == 0 {
                open.unit.size = size.unwrap_or(0);
            }
            open.unit.push(character, bold);
        });
    }

    /// A symbol of a font: a character if it is one of Unicode's.
    fn symbol(&mut self, element: &BytesStart<'_>) {
        let code = attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        match code.filter(|code| !(0xE000..=0xF8FF).contains(code)).and_then(char::from_u32) {
            Some(character) if !character.is_control() => self.character(character),
            _ => {
                let place = self.place();
                let font = attribute(element, "font").unwrap_or_default();
                self.report.whole(Rule::Symbol, place, format!("{font} {:04X}", code.unwrap_or(0)), "");
            }
        }
    }

    /// A line break ends a unit, a page's break ends a page, too.
    fn line_break(&mut self, kind: Option<&str>) {
        if kind == Some("page") {
            self.page_end(true);
        }
        if self.is_in(Inside::Skipped) || self.is_in(Inside::Deleted) {
            return;
        }
        self.with_open(|open| {
            let mut next = Unit::new(open.unit.place.origin, open.unit.place.number);
            next.heading = open.unit.heading;
            open.before.push(std::mem::replace(&mut open.unit, next));
        });
    }

    fn page_end(&mut self, is_break: bool) {
        // Text that is there twice; and headers and notes have no pages of their own.
        if self.is_in(Inside::Skipped) || self.origin != Origin::Paragraph {
            return;
        }
        let pages = &mut self.pages;
        pages.told |= !is_break;
        // Behind a break Word tells of the same end once more.
        let is_same = !is_break && std::mem::take(&mut pages.is_break);
        if is_same {
            return;
        }
        pages.is_break = is_break;
        pages.count += 1;
        let number = pages.count;
        let open = self.open.last_mut().and_then(|open| open.unit.cells.last_mut());
        if let Some(cell) = open.or_else(|| self.units.last_mut().and_then(|unit| unit.cells.last_mut())) {
            cell.page_end = cell.page_end.or(Some(EndedPage::of(number)));
        }
    }

    fn open_paragraph(&mut self) {
        self.count += 1;
        let origin = match self.origin {
            Origin::Paragraph if self.is_in(Inside::TextBox) => Origin::TextBox,
            origin => origin,
        };
        let unit = self.goes_on.take().unwrap_or_else(|| Unit::new(origin, self.count));
        let row = !self.rows.is_empty() && !self.is_in(Inside::TextBox);
        self.open.push(Open {
            unit,
            list: None,
            level: None,
            style: None,
            centred: None,
            goes_on: false,
            before: Vec::new(),
            row,
        });
    }

    fn close_paragraph(&mut self) {
        let Some(mut open) = self.open.pop() else { return };
        if self.is_in(Inside::Skipped) {
            return;
        }
        let style = open.style.as_deref();
        open.unit.heading = open.unit.heading.or_else(|| style.and_then(|style| self.styles.heading(style)));
        let centred =
            open.centred.unwrap_or_else(|| style.is_some_and(|style| self.styles.is_centred(style)));
        let size = style.and_then(|style| self.styles.size(style)).unwrap_or(0);
        for unit in open.before.iter_mut().chain([&mut open.unit]) {
            unit.centred = centred;
            unit.size = if unit.size == 0 { size } else { unit.size };
        }
        self.number(&mut open);
        if open.goes_on {
            self.report.whole(Rule::Deleted, open.unit.place, "", "");
            self.goes_on = Some(open.unit);
            self.deliver(open.before, open.row);
            return;
        }
        open.before.push(open.unit);
        self.deliver(open.before, open.row);
    }

    /// Writes out the number that Word counts.
    fn number(&mut self, open: &mut Open) {
        let of_style = open.style.as_deref().and_then(|style| self.styles.number(style));
        let list = open.list.clone().or(of_style.as_ref().map(|(list, _)| list.clone()));
        let level = open.level.or(of_style.map(|(_, level)| level)).unwrap_or(0);
        let first = open.before.first_mut().unwrap_or(&mut open.unit);
        let is_empty = first.cells.iter().all(|cell| cell.character.is_whitespace());
        let Some(list) = list.filter(|list| list != "0" && !is_empty) else { return };
        let Some(label) = self.numbers.next(&list, level, &mut self.counters) else { return };
        self.report.whole(Rule::Numbered, first.place, "", label.clone());
        let text = std::mem::take(&mut first.cells);
        label.chars().for_each(|character| first.push(character, false));
        first.cells.extend(text);
    }

    fn deliver(&mut self, units: Vec<Unit>, row: bool) {
        for mut unit in units {
            even_bold(&mut unit);
            unit.indented = unit.cells.first().is_some_and(|cell| cell.character == '\u{3000}');
            unit.trim();
            if unit.cells.is_empty() {
                continue;
            }
            match self.rows.last_mut().filter(|_| row) {
                Some(cells) => cells.push(unit),
                None => self.units.push(unit),
            }
        }
    }

    /// A row of several cells is one unit, the cells parted by wide blanks; of one cell, its paragraphs.
    fn close_row(&mut self) {
        let Some(cells) = self.rows.pop() else { return };
        let mut row = cells;
        if row.len() > 1 && row.iter().all(|unit| unit.cells.len() < 400) {
            let mut whole = row.remove(0);
            whole.place.origin =
                if self.origin == Origin::Paragraph { Origin::TableRow } else { self.origin };
            for unit in row {
                whole.push('\u{3000}', false);
                whole.cells.extend(unit.cells);
            }
            row = vec![whole];
        }
        match self.rows.last_mut() {
            Some(outer) => outer.extend(row),
            None => self.units.extend(row),
        }
    }
}

/// A paragraph that is bold throughout has no lead-in; blanks alone are not bold.
fn even_bold(unit: &mut Unit) {
    let all = unit.cells.iter().all(|cell| cell.bold || cell.character.is_whitespace());
    for at in 0..unit.cells.len() {
        let beside = at.checked_sub(1).is_some_and(|before| unit.cells[before].bold);
        let cell = &mut unit.cells[at];
        if all {
            cell.bold = false;
        } else if cell.character.is_whitespace() {
            cell.bold = beside;
        }
    }
}

fn damaged(part: &str, error: &dyn std::fmt::Display) -> WordFault {
    WordFault::Damaged { part: part.to_owned(), reason: error.to_string() }
}
