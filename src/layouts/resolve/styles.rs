//! Styles: what one leaves out is taken from those that it is like, and measures are made lengths.

use std::collections::BTreeMap;

use super::{LEAST_TYPE_AREA, Resolver};
use crate::colour::Colour;
use crate::diagnostic::Problem;
use crate::layouts::raw::{RawAlign, RawCells, RawStyle};
use crate::layouts::{CellUse, PageSpec, STYLE_NAMES, Style};
use crate::units::{HorizontalScale, Length};

/// The smallest and the largest em that can be set.
const SIZES: std::ops::RangeInclusive<Length> = Length::pt(1)..=Length::pt(2_000);

/// How many styles may be like each other in a row.
const LONGEST_LIKENESS: usize = 16;

impl Resolver {
    pub(super) fn styles(&mut self, raw: &BTreeMap<String, RawStyle>, page: &PageSpec) -> Vec<Style> {
        self.style_names = raw.keys().cloned().collect();
        if !self.few_enough("styles", raw.len()) {
            return Vec::new();
        }
        for name in STYLE_NAMES {
            if !raw.contains_key(name) {
                self.complain("styles", Problem::MissingStyle { name: name.to_owned() });
            }
        }
        let styles: Vec<Style> = raw.keys().map(|name| self.style(name, raw)).collect();
        for style in &styles {
            self.has_room(style, page);
        }
        styles
    }

    /// A character must fit on a line, and a line on the page.
    fn has_room(&mut self, style: &Style, page: &PageSpec) {
        let key = format!("styles.{}", style.name);
        let least = if style.align == RawAlign::Spread { style.min_size } else { style.size };
        let indent = style.left_indent + style.first_line_indent.max(style.hanging_indent).max(Length::ZERO);
        let (width, height) = (page.type_width(), page.type_height());
        let is_page = width >= LEAST_TYPE_AREA && height >= LEAST_TYPE_AREA;
        if is_page && (indent + least + style.right_indent > width || least > height) {
            self.complain(&key, Problem::NoRoomInLine);
        }
        if is_page && style.pitch == Length::ZERO {
            self.complain(&format!("{key}.pitch"), Problem::ZeroMeasure);
        }
    }

    fn style(&mut self, name: &str, all: &BTreeMap<String, RawStyle>) -> Style {
        let pitch = self.pitch;
        let raw = self.inherit(name, all);
        let key = |property: &str| format!("styles.{name}.{property}");
        let size = match raw.size.as_deref() {
            Some(text) => self.absolute(&key("size"), text),
            None => {
                self.complain(&format!("styles.{name}"), Problem::StyleWithout { property: "size" });
                Length::pt(16)
            }
        };
        let size = self.sane_size(&key("size"), size);
        let min_size = raw.min_size.as_deref().map(|text| self.absolute(&key("min_size"), text));
        let role = self.role(&key("role"), name, raw.role.as_deref());
        let latin = match raw.latin.as_deref() {
            Some(latin) => self.role(&key("latin"), name, Some(latin)),
            None => role.clone(),
        };
        let mut measure = |property: &str, text: &Option<String>, usual: Length, signed: bool| {
            let key = key(property);
            match text.as_deref() {
                None => usual,
                Some(text) => {
                    let length = self.measure(&key, text).resolve(size, pitch);
                    if signed { length } else { self.not_negative(&key, text, length) }
                }
            }
        };
        let align = raw.align.unwrap_or(RawAlign::Justify);
        let usual_least = if align == RawAlign::Spread { size } else { size / 2 };
        let style = Style {
            name: name.to_owned(),
            role,
            latin,
            size,
            min_size: min_size.unwrap_or(usual_least).min(size),
            condense: raw.condense.map_or(HorizontalScale::FULL, HorizontalScale::percent),
            embolden: raw
                .embolden
                .as_ref()
                .map(|_| measure("embolden", &raw.embolden, Length::ZERO, false))
                .filter(|&width| width > Length::ZERO),
            align,
            cells: raw.cells.map_or(CellUse::Strict, RawCells::cell_use),
            first_line_indent: measure("first_line_indent", &raw.first_line_indent, Length::ZERO, true),
            hanging_indent: measure("hanging_indent", &raw.hanging_indent, Length::ZERO, true),
            left_indent: measure("left_indent", &raw.left_indent, Length::ZERO, false),
            right_indent: measure("right_indent", &raw.right_indent, Length::ZERO, false),
            space_before: measure("space_before", &raw.space_before, Length::ZERO, false),
            space_after: measure("space_after", &raw.space_after, Length::ZERO, false),
            pitch: measure("pitch", &raw.pitch, pitch, false),
            letter_space: measure("letter_space", &raw.letter_space, Length::ZERO, false),
            apart: measure("apart", &raw.apart, Length::ZERO, false),
            keep_with_next: raw.keep_with_next.unwrap_or(false),
            by_sense: raw.by_sense.unwrap_or(false),
            colour: Colour::BLACK,
        };
        let colour = self.colour(&key("colour"), raw.colour.as_deref().unwrap_or("black"));
        Style { colour, ..style }
    }

    fn sane_size(&mut self, key: &str, size: Length) -> Length {
        if SIZES.contains(&size) {
            return size;
        }
        self.complain(key, Problem::SizeOutOfRange { smallest: *SIZES.start(), largest: *SIZES.end() });
        Length::pt(16)
    }

    fn role(&mut self, key: &str, style: &str, name: Option<&str>) -> String {
        let Some(name) = name else {
            self.complain(&format!("styles.{style}"), Problem::StyleWithout { property: "role" });
            return String::new();
        };
        if !self.role_names.iter().any(|known| known == name) {
            let known = self.role_names.clone();
            self.complain(key, Problem::UnknownName { kind: "role", name: name.to_owned(), known });
        }
        name.to_owned()
    }

    /// A style with what it leaves out taken from the styles that it is like.
    fn inherit(&mut self, name: &str, all: &BTreeMap<String, RawStyle>) -> RawStyle {
        let mut style = all.get(name).cloned().unwrap_or_default();
        let mut seen = vec![name.to_owned()];
        while let Some(base) = style.like.take() {
            let key = format!("styles.{name}.like");
            if seen.len() >= LONGEST_LIKENESS || seen.contains(&base) {
                self.complain(&key, Problem::CircularLike { chain: seen });
                break;
            }
            let Some(raw) = all.get(&base) else {
                let known = self.style_names.clone();
                self.complain(&key, Problem::UnknownName { kind: "style", name: base, known });
                break;
            };
            style = fill(style, raw.clone());
            seen.push(base);
        }
        style
    }
}

/// What `style` leaves out is taken from `base`.
fn fill(style: RawStyle, base: RawStyle) -> RawStyle {
    RawStyle {
        like: base.like,
        role: style.role.or(base.role),
        latin: style.latin.or(base.latin),
        size: style.size.or(base.size),
        min_size: style.min_size.or(base.min_size),
        condense: style.condense.or(base.condense),
        colour: style.colour.or(base.colour),
        embolden: style.embolden.or(base.embolden),
        align: style.align.or(base.align),
        cells: style.cells.or(base.cells),
        first_line_indent: style.first_line_indent.or(base.first_line_indent),
        hanging_indent: style.hanging_indent.or(base.hanging_indent),
        left_indent: style.left_indent.or(base.left_indent),
        right_indent: style.right_indent.or(base.right_indent),
        space_before: style.space_before.or(base.space_before),
        space_after: style.space_after.or(base.space_after),
        pitch: style.pitch.or(base.pitch),
        letter_space: style.letter_space.or(base.letter_space),
        apart: style.apart.or(base.apart),
        keep_with_next: style.keep_with_next.or(base.keep_with_next),
        by_sense: style.by_sense.or(base.by_sense),
    }
}
