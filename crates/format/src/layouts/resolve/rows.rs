//! Rows of masthead, running text and imprint, and the page numbers.

use std::collections::BTreeMap;

use super::Resolver;
use crate::issue::{FIELDS, LISTS};
use crate::layouts::raw::{RawNames, RawPageNumber, RawPart, RawRow, RawRunningHead, RawSignature, RawStack};
use crate::layouts::{
    Names, PageNumber, ParagraphText, Placement, Row, RowContent, RunningHead, Signature, Signing, StyleId,
};
use hongtou_base::diagnostic::Problem;
use hongtou_base::units::Length;

/// The most rows of a part of the page.
const MOST_ROWS: usize = 1_000;

/// Where rows are on the page.
fn is_running_text(part: &str) -> bool {
    matches!(part, "front" | "article" | "closing" | "issued" | "attachment")
}

impl Resolver<'_> {
    /// The rows of a part of the page, in their order.
    pub(super) fn rows(&mut self, part: &str, order: &[String], rows: &BTreeMap<String, RawRow>) -> Vec<Row> {
        let key = format!("{part}.order");
        if order.len() > MOST_ROWS {
            let problem =
                Problem::WrongCount { key: key.clone(), found: order.len(), least: None, most: Some(1_000) };
            self.complain(&key, problem);
            return Vec::new();
        }
        let mut resolved = Vec::with_capacity(order.len());
        for (index, name) in order.iter().enumerate() {
            match rows.get(name) {
                Some(row) => {
                    if let Some(under) = row.under.as_ref().filter(|under| !order[..index].contains(under)) {
                        let known = order[..index].to_vec();
                        let problem = Problem::UnknownName { kind: "row", name: under.clone(), known };
                        // The order may be the user's, and the row that of the layout which it extends.
                        let under = format!("{part}.rows.{name}.under");
                        self.complain_of_any(&[&under, &format!("{key}[{index}]")], problem);
                    }
                    resolved.extend(self.row(part, name, row));
                }
                None => {
                    let known = rows.keys().cloned().collect();
                    let problem = Problem::UnknownName { kind: "row", name: name.clone(), known };
                    self.complain(&format!("{key}[{index}]"), problem);
                }
            }
        }
        resolved
    }

    fn row(&mut self, part: &str, name: &str, raw: &RawRow) -> Option<Row> {
        let key = format!("{part}.rows.{name}");
        let style = self.style_or(&format!("{key}.style"), raw.style.as_deref(), "body");
        let content = self.content(&key, raw, style)?;
        let allowed = match content {
            RowContent::Body { .. } | RowContent::Contents { .. } | RowContent::Signature(_) => {
                is_running_text(part)
            }
            RowContent::Rule { .. } | RowContent::Stack { .. } => !is_running_text(part),
            RowContent::Paragraph { text: ParagraphText::Each { .. }, .. } => part != "masthead",
            RowContent::Cells { .. } | RowContent::Paragraph { .. } => true,
        };
        if matches!(content, RowContent::Cells { lines: 2.., .. }) && is_running_text(part) {
            self.complain(&format!("{key}.lines"), Problem::LinesNotHere);
        }
        if !allowed {
            self.complain(&key, Problem::RowNotHere { part: part.to_owned() });
        }
        for (property, source) in [("with", &raw.with), ("without", &raw.without)] {
            if let Some(source) = source {
                self.known_source(&format!("{key}.{property}"), source);
            }
        }
        let size = self.size_of(style);
        let placement = Placement {
            gap: self.optional_length(&format!("{key}.gap"), raw.gap.as_deref(), size, false),
            below: self.optional_length(&format!("{key}.below"), raw.below.as_deref(), size, false),
            under: raw.under.as_ref().map(|under| format!("{part}.{under}")),
            at: self.optional_length(&format!("{key}.at"), raw.at.as_deref(), size, false),
            at_ink: raw.at_ink.unwrap_or(false),
            close: raw.close.unwrap_or(false),
            from: raw.from.unwrap_or_default(),
        };
        let name = format!("{part}.{name}");
        let (with, without) = (raw.with.clone(), raw.without.clone());
        Some(Row { name, key, place: None, content, placement, with, without })
    }

    fn content(&mut self, key: &str, raw: &RawRow, style: StyleId) -> Option<RowContent> {
        let at = |property: &str| format!("{key}.{property}");
        let part = raw.part.unwrap_or(RawPart::Paragraph);
        let label_style = match raw.label_style.as_deref() {
            Some(name) => self.style_id(&at("label_style"), name),
            None => style,
        };
        // Of a list with labels each entry has its own.
        let own_label: &[&str] = if raw.each.is_some() { &["label"] } else { &[] };
        let fields = [FIELDS, own_label].concat();
        let label = self.template(&at("label"), raw.label.as_deref().unwrap_or_default(), &fields);
        if let Some(rule) = &raw.rule {
            let width = rule.width.as_deref().and_then(|text| self.absolute(&at("rule.width"), text));
            let weight = self.absolute(&at("rule.weight"), &rule.weight).unwrap_or(Length::ZERO);
            return Some(RowContent::Rule {
                weight,
                width,
                colour: self.colour_or_black(&at("rule.colour"), rule.colour.as_deref()),
            });
        }
        if let Some(signature) = &raw.signature {
            return Some(RowContent::Signature(Box::new(self.signature(&at("signature"), signature, style))));
        }
        if let Some(stack) = &raw.stack {
            return Some(self.stack(&at("stack"), stack, style, part));
        }
        if let Some(field) = &raw.body {
            self.known_field(&at("body"), field, FIELDS);
            let lead_in = self.style_or(&at("lead_in"), raw.lead_in.as_deref(), "lead-in");
            let levels = raw.levels.unwrap_or(true);
            let openings = raw.openings.clone().unwrap_or_default();
            let opening_style = match raw.opening_style.as_deref() {
                Some(name) => self.style_id(&at("opening_style"), name),
                None => style,
            };
            return Some(RowContent::Body {
                style,
                lead_in,
                levels,
                openings,
                opening_style,
                label,
                label_style,
                field: field.clone(),
            });
        }
        if let Some(field) = &raw.contents {
            self.known_field(&at("contents"), field, FIELDS);
            return Some(RowContent::Contents { style, label, label_style, field: field.clone() });
        }
        let text = match (&raw.paragraph, &raw.each) {
            (Some(paragraph), _) => {
                Some(ParagraphText::One(self.template(&at("paragraph"), paragraph, FIELDS)))
            }
            (None, Some(list)) => {
                self.known_list(&at("each"), list);
                let number = raw.number.as_deref().unwrap_or_default();
                let number = self.template(&at("number"), number, &["index"]);
                let em = self.size_of(style);
                let gap = self.optional_length(&at("column_gap"), raw.column_gap.as_deref(), em, false);
                let column_gap = gap.map_or(1, |gap| (gap.emu() / em.emu().max(1)).max(1) as usize);
                Some(ParagraphText::Each { list: list.clone(), column_gap, number })
            }
            (None, None) => None,
        };
        if let Some(text) = text {
            let hang = raw.hang.unwrap_or(true);
            return Some(RowContent::Paragraph { style, label, label_style, hang, text, part });
        }
        self.cells(key, raw, style, part)
    }

    fn cells(&mut self, key: &str, raw: &RawRow, style: StyleId, part: RawPart) -> Option<RowContent> {
        let mut cell = |name: &str, text: &Option<String>| {
            text.as_deref().map(|text| self.template(&format!("{key}.{name}"), text, FIELDS))
        };
        let cells = [cell("left", &raw.left), cell("centre", &raw.centre), cell("right", &raw.right)];
        let names = raw.names.as_ref().map(|names| self.names(&format!("{key}.names"), names, style));
        if cells.iter().all(Option::is_none) && names.is_none() {
            self.complain(key, Problem::EmptyRow);
            return None;
        }
        let size = self.size_of(style);
        let inset = self.optional_length(&format!("{key}.inset"), raw.inset.as_deref(), size, false);
        let lines = raw.lines.unwrap_or(1) as usize;
        let is_alone = matches!(&cells, [None, Some(_), None]) && names.is_none();
        if lines > 1 && !is_alone {
            self.complain(&format!("{key}.lines"), Problem::LinesNotHere);
        }
        Some(RowContent::Cells { style, cells, names, inset: inset.unwrap_or(Length::ZERO), lines, part })
    }

    fn names(&mut self, key: &str, raw: &RawNames, style: StyleId) -> Names {
        self.known_list(&format!("{key}.each"), &raw.each);
        let style = match raw.style.as_deref() {
            Some(name) => self.style_id(&format!("{key}.style"), name),
            None => style,
        };
        let size = self.size_of(style);
        let gap = self.optional_length(&format!("{key}.gap"), Some(&raw.gap), size, false);
        Names {
            each: raw.each.clone(),
            label: self.template(&format!("{key}.label"), &raw.label, FIELDS),
            style,
            per_line: raw.per_line.max(1) as usize,
            gap: gap.unwrap_or(Length::ZERO),
        }
    }

    fn stack(&mut self, key: &str, raw: &RawStack, style: StyleId, part: RawPart) -> RowContent {
        self.known_list(&format!("{key}.each"), &raw.each);
        let suffix = raw.suffix.as_deref().unwrap_or_default();
        let size = self.size_of(style);
        let gap = self.optional_length(&format!("{key}.gap"), raw.gap.as_deref(), size, false);
        RowContent::Stack {
            style,
            each: raw.each.clone(),
            suffix: self.template(&format!("{key}.suffix"), suffix, FIELDS),
            gap: gap.unwrap_or(Length::ZERO),
            part,
        }
    }

    fn signature(&mut self, key: &str, raw: &RawSignature, style: StyleId) -> Signature {
        self.known_list(&format!("{key}.each"), &raw.each);
        let size = self.size_of(style);
        let mut length = |property: &str, text: Option<&str>| {
            self.optional_length(&format!("{key}.{property}"), text, size, false)
        };
        let width = length("width", raw.width.as_deref());
        let height = length("height", raw.height.as_deref()).or(width);
        let (inset, shift) = (length("inset", Some(&raw.inset)), length("shift", raw.shift.as_deref()));
        let (low, apart) = (length("low", raw.low.as_deref()), length("apart", raw.apart.as_deref()));
        let (post_gap, date_gap) =
            (length("post_gap", raw.post_gap.as_deref()), length("date_gap", raw.date_gap.as_deref()));
        if raw.kind != Signing::Plain && raw.width.is_none() {
            self.complain(key, Problem::SignatureWithoutWidth);
        }
        let post = raw.post.as_deref().map(|post| self.template(&format!("{key}.post"), post, FIELDS));
        Signature {
            style,
            kind: raw.kind,
            each: raw.each.clone(),
            date: self.template(&format!("{key}.date"), &raw.date, FIELDS),
            inset: inset.unwrap_or(Length::ZERO),
            shift: shift.unwrap_or(Length::ZERO),
            width: width.unwrap_or(Length::ZERO),
            height: height.unwrap_or(Length::ZERO),
            low: low.unwrap_or(Length::ZERO),
            apart: apart.unwrap_or(Length::ZERO),
            post: post.unwrap_or_default(),
            post_gap: post_gap.unwrap_or(Length::ZERO),
            date_gap: date_gap.unwrap_or(Length::ZERO),
        }
    }

    pub(super) fn page_number(&mut self, raw: &RawPageNumber) -> PageNumber {
        let style = self.style_id("page_number.style", &raw.style);
        let size = self.size_of(style);
        let mut length =
            |key: &str, text: &str| self.optional_length(key, Some(text), size, true).unwrap_or(Length::ZERO);
        let (top, inset) = (length("page_number.top", &raw.top), length("page_number.inset", &raw.inset));
        PageNumber {
            style,
            text: self.template("page_number.text", &raw.text, &["page", "pages"]),
            top,
            inset,
            centre: raw.centre,
            not_on_first: raw.not_on_first,
        }
    }

    /// The running head; `None` if its text is empty, so that a layout can turn off the one that it extends.
    pub(super) fn running_head(&mut self, raw: &RawRunningHead) -> Option<RunningHead> {
        let style = self.style_id("running_head.style", &raw.style);
        let size = self.size_of(style);
        let mut length = |key: &str, text: &str| {
            self.optional_length(key, Some(text), size, false).unwrap_or(Length::ZERO)
        };
        let (bottom, inset) =
            (length("running_head.bottom", &raw.bottom), length("running_head.inset", &raw.inset));
        let text = self.template("running_head.text", &raw.text, FIELDS);
        let head =
            RunningHead { style, text, bottom, inset, centre: raw.centre, not_on_first: raw.not_on_first };
        (!head.text.pieces.is_empty()).then_some(head)
    }

    fn optional_length(&mut self, key: &str, text: Option<&str>, em: Length, signed: bool) -> Option<Length> {
        let text = text?;
        let length = self.measure(key, text)?.resolve(em, self.pitch);
        if signed { Some(length) } else { self.not_negative(key, text, length) }
    }

    fn known_list(&mut self, key: &str, name: &str) {
        if !LISTS.contains(&name) {
            let known = LISTS.iter().map(|&list| list.to_owned()).collect();
            self.complain(key, Problem::UnknownName { kind: "list", name: name.to_owned(), known });
        }
    }

    /// A field or a list of the issue.
    pub(super) fn known_source(&mut self, key: &str, name: &str) {
        if !LISTS.contains(&name) {
            self.known_field(key, name, FIELDS);
        }
    }
}
