//! Styles: what one leaves out is taken from those that it is like, and measures are made lengths.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{LEAST_TYPE_AREA, Resolver};
use crate::layouts::raw::{RawAlign, RawCells, RawStyle};
use crate::layouts::{CellUse, Measure, PageSpec, STYLE_NAMES, Style};
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::Problem;
use hongtou_base::units::{HorizontalScale, Length};

/// The smallest and the largest em that can be set.
const SIZES: std::ops::RangeInclusive<Length> = Length::pt(1)..=Length::pt(2_000);

/// How many styles may be like each other in a row.
const LONGEST_LIKENESS: usize = 16;

/// A style and those that it is like, itself first.
struct Lineage<'a> {
    styles: Vec<(&'a str, &'a RawStyle)>,
    /// Whether the style that the last one is like cannot be found or used; there has been a complaint.
    is_cut: bool,
}

impl<'a> Lineage<'a> {
    /// A property of the nearest style that has it, and the key where that one is written.
    fn get<T>(&self, property: &str, of: impl Fn(&'a RawStyle) -> Option<T>) -> Option<(String, T)> {
        let mut styles = self.styles.iter();
        styles.find_map(|(name, raw)| Some((format!("styles.{name}.{property}"), of(raw)?)))
    }

    /// A property that cannot be wrong once it is read.
    fn value<T>(&self, of: impl Fn(&'a RawStyle) -> Option<T>) -> Option<T> {
        self.styles.iter().find_map(|(_, raw)| of(raw))
    }
}

impl Resolver<'_> {
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
        raw.keys().map(|name| self.style(name, raw, page)).collect()
    }

    /// A character must fit on a line, and a line on the page.
    fn has_room(&mut self, style: &Style, lineage: &Lineage, page: &PageSpec) {
        let key = |property: &str, of: fn(&RawStyle) -> Option<&String>| {
            lineage.get(property, of).map(|(key, _)| key).unwrap_or_default()
        };
        let (width, height) = (page.type_width(), page.type_height());
        if width < LEAST_TYPE_AREA || height < LEAST_TYPE_AREA {
            return;
        }
        let least = if style.align == RawAlign::Spread { style.min_size } else { style.size };
        let indent = style.left_indent + style.first_line_indent.max(style.hanging_indent).max(Length::ZERO);
        if indent + least + style.right_indent > width || least > height {
            // Each of these may be the cause; the longest one is, of those that the user wrote.
            let mut causes = [
                (key("size", |raw| raw.size.as_ref()), style.size),
                (key("min_size", |raw| raw.min_size.as_ref()), least),
                (key("left_indent", |raw| raw.left_indent.as_ref()), style.left_indent),
                (key("right_indent", |raw| raw.right_indent.as_ref()), style.right_indent),
                (key("first_line_indent", |raw| raw.first_line_indent.as_ref()), style.first_line_indent),
                (key("hanging_indent", |raw| raw.hanging_indent.as_ref()), style.hanging_indent),
            ];
            causes.sort_by_key(|(_, length)| Reverse(*length));
            let own = causes.iter().map(|(key, _)| key.as_str()).filter(|key| !key.is_empty());
            let margins =
                ["page.width", "page.height", "page.binding", "page.fore_edge", "page.head", "page.foot"];
            let keys: Vec<&str> = own.chain(margins).collect();
            self.complain_of_any(&keys, Problem::NoRoomInLine);
        }
        if style.pitch == Length::ZERO
            && let Some((key, _)) = lineage.get("pitch", |raw| raw.pitch.as_ref())
        {
            self.complain(&key, Problem::ZeroMeasure);
        }
    }

    fn style(&mut self, name: &str, all: &BTreeMap<String, RawStyle>, page: &PageSpec) -> Style {
        let pitch = self.pitch;
        let lineage = self.lineage(name, all);
        let faults = self.faults;
        let size = self.size(&lineage);
        let min_size = lineage.get("min_size", |raw| raw.min_size.as_ref());
        let min_size = min_size.and_then(|(key, text)| self.absolute(&key, text));
        let role = self.role(lineage.get("role", |raw| raw.role.as_ref()));
        let latin = lineage.get("latin", |raw| raw.latin.as_ref());
        let latin = if latin.is_some() { self.role(latin) } else { role.clone() };
        self.has_what_it_must(name, &lineage);
        // The space before and after, and the outline of the glyphs, are never negative; a first line may hang.
        let mut length = |property: &str, usual: Length, of: fn(&RawStyle) -> Option<&String>| {
            let Some((key, text)) = lineage.get(property, of) else { return usual };
            let length = self.measure(&key, text).map(|measure: Measure| measure.resolve(size, pitch));
            let is_signed = matches!(property, "first_line_indent" | "hanging_indent");
            match length {
                Some(length) if !is_signed => self.not_negative(&key, text, length).unwrap_or(usual),
                other => other.unwrap_or(usual),
            }
        };
        let zero = Length::ZERO;
        let align = lineage.value(|raw| raw.align).unwrap_or(RawAlign::Justify);
        let usual_least = if align == RawAlign::Spread { size } else { size / 2 };
        let style = Style {
            name: name.to_owned(),
            role,
            latin,
            size,
            min_size: min_size.unwrap_or(usual_least).min(size),
            condense: lineage
                .value(|raw| raw.condense)
                .map_or(HorizontalScale::FULL, HorizontalScale::percent),
            embolden: Some(length("embolden", zero, |raw| raw.embolden.as_ref()))
                .filter(|&width| width > zero),
            align,
            cells: lineage.value(|raw| raw.cells).map_or(CellUse::Strict, RawCells::cell_use),
            first_line_indent: length("first_line_indent", zero, |raw| raw.first_line_indent.as_ref()),
            hanging_indent: length("hanging_indent", zero, |raw| raw.hanging_indent.as_ref()),
            left_indent: length("left_indent", zero, |raw| raw.left_indent.as_ref()),
            right_indent: length("right_indent", zero, |raw| raw.right_indent.as_ref()),
            space_before: length("space_before", zero, |raw| raw.space_before.as_ref()),
            space_after: length("space_after", zero, |raw| raw.space_after.as_ref()),
            pitch: length("pitch", pitch, |raw| raw.pitch.as_ref()),
            letter_space: length("letter_space", zero, |raw| raw.letter_space.as_ref()),
            apart: length("apart", zero, |raw| raw.apart.as_ref()),
            keep_with_next: lineage.value(|raw| raw.keep_with_next).unwrap_or(false),
            by_sense: lineage.value(|raw| raw.by_sense).unwrap_or(false),
            colour: Colour::BLACK,
        };
        let colour = lineage.get("colour", |raw| raw.colour.as_deref());
        let (key, colour) = colour.map_or_else(Default::default, |(key, name)| (key, Some(name)));
        let colour = self.colour_or_black(&key, colour);
        // A style with a value that cannot be read is held to nothing that follows from its other values.
        if self.faults == faults && !lineage.is_cut {
            self.has_room(&style, &lineage, page);
        }
        Style { colour, ..style }
    }

    fn size(&mut self, lineage: &Lineage) -> Length {
        const OTHERWISE: Length = Length::pt(16);
        let size = lineage.get("size", |raw| raw.size.as_ref());
        let size = size.and_then(|(key, text)| Some((self.absolute(&key, text)?, key)));
        match size {
            Some((size, _)) if SIZES.contains(&size) => size,
            Some((_, key)) => {
                let (smallest, largest) = (*SIZES.start(), *SIZES.end());
                self.complain(&key, Problem::SizeOutOfRange { smallest, largest });
                OTHERWISE
            }
            None => OTHERWISE,
        }
    }

    fn has_what_it_must(&mut self, name: &str, lineage: &Lineage) {
        let has_size = lineage.value(|raw| raw.size.as_ref()).is_some();
        let has_role = lineage.value(|raw| raw.role.as_ref()).is_some();
        let missing = [("size", has_size), ("role", has_role)];
        let missing: Vec<&str> = missing.iter().filter(|(_, has)| !has).map(|(name, _)| *name).collect();
        if !missing.is_empty() && !lineage.is_cut {
            // What the last of them leaves out, none of those has that are like it.
            let last = lineage.styles.last().map_or(name, |(name, _)| name);
            self.complain(&format!("styles.{last}"), Problem::StyleWithout { properties: missing });
        }
    }

    fn role(&mut self, named: Option<(String, &String)>) -> String {
        let Some((key, name)) = named else { return String::new() };
        if !self.role_names.contains(name) {
            let known = self.role_names.clone();
            self.complain(&key, Problem::UnknownName { kind: "role", name: name.clone(), known });
        }
        name.clone()
    }

    /// A style and those that it is like.
    fn lineage<'a>(&mut self, name: &'a str, all: &'a BTreeMap<String, RawStyle>) -> Lineage<'a> {
        let mut lineage = Lineage { styles: Vec::new(), is_cut: true };
        let mut next = Some(name);
        while let Some(name) = next {
            let Some((name, raw)) = all.get_key_value(name) else {
                self.unknown_base(&lineage, name);
                return lineage;
            };
            if let Some(start) = lineage.styles.iter().position(|(known, _)| known == name) {
                let circle = lineage.styles[start..].iter().map(|(name, _)| *name).collect();
                self.circular_like(circle);
                return lineage;
            }
            if lineage.styles.len() > LONGEST_LIKENESS {
                self.too_many_alike(&lineage);
                return lineage;
            }
            lineage.styles.push((name, raw));
            next = raw.like.as_deref();
        }
        lineage.is_cut = false;
        lineage
    }

    fn unknown_base(&mut self, lineage: &Lineage, base: &str) {
        let last = lineage.styles.last().map_or(base, |(name, _)| name);
        let known = self.style_names.clone();
        let problem = Problem::UnknownName { kind: "style", name: base.to_owned(), known };
        self.complain(&format!("styles.{last}.like"), problem);
    }

    /// Complains once of a circle, from whichever style it was reached.
    fn circular_like(&mut self, mut circle: Vec<&str>) {
        let keys: Vec<String> = circle.iter().map(|name| format!("styles.{name}.like")).collect();
        let mut sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        let key = self.places.nearest_to_user(&sorted).to_owned();
        let start = keys.iter().position(|known| *known == key).unwrap_or_default();
        circle.rotate_left(start);
        circle.push(circle[0]);
        let chain = circle.into_iter().map(str::to_owned).collect();
        self.complain(&key, Problem::CircularLike { chain });
    }

    /// Complains once of too many styles that are like each other.
    fn too_many_alike(&mut self, lineage: &Lineage) {
        let problem = Problem::TooManyAlike { most: LONGEST_LIKENESS };
        if self.complaints.iter().all(|known| known.problem != problem) {
            let name = lineage.styles.first().map_or("", |(name, _)| name);
            self.complain(&format!("styles.{name}.like"), problem);
        }
    }
}
