//! A layout as written → a layout whose names are found and whose measures are lengths.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::raw::*;
use super::{
    Contents, FacePlace, FaceSpec, Layout, Masthead, Measure, PageNumber, PageSpec, RoleSpec, Row,
    RowContent, STYLE_NAMES, Style, StyleId, Template, TextRules,
};
use crate::diagnostic::Problem;
use crate::issue::FIELDS;
use crate::page::Colour;
use crate::units::Length;

/// A problem and the key of the layout that it is about.
pub type Complaint = (String, Problem);

/// The smallest and the largest em that can be set.
const SIZES: std::ops::RangeInclusive<Length> = Length::pt(1)..=Length::pt(2_000);

/// Finds names, reads measures, and sees that the page can hold a type area.
///
/// # Errors
/// Everything that is wrong, each with its key.
pub fn resolve(raw: &RawLayout, name: &str) -> Result<Layout, Vec<Complaint>> {
    let mut resolver = Resolver { layout: name.to_owned(), ..Resolver::default() };
    let page = resolver.page(&raw.page);
    let pitch = page.type_height().max(Length::ZERO).ratio(1, i64::from(raw.grid.lines.max(1)));
    resolver.colours(&raw.colours);
    let text = resolver.text(&raw.text);
    let roles = resolver.roles(&raw.roles);
    let styles = resolver.styles(&raw.styles, &page, pitch);
    let layout = resolver.blocks(raw, styles, pitch, |styles, masthead, imprint, page_number| Layout {
        name: name.to_owned(),
        description: raw.description.clone().unwrap_or_default(),
        sources: Vec::new(),
        folder: None,
        page,
        lines: raw.grid.lines.max(1),
        cells: raw.grid.cells,
        text,
        roles,
        styles,
        masthead,
        contents: raw.contents.as_ref().map(|contents| Contents {
            from_articles: contents.from_articles,
            title: contents.title.clone(),
            leader: contents.leader.as_ref().and_then(|leader| leader.chars().next()),
        }),
        note_label: raw.articles.note_label.clone().unwrap_or_default(),
        source_line: Template::default(),
        document_title: Template::default(),
        document_subject: Template::default(),
        imprint,
        page_number,
    });
    let source = raw.articles.source.as_deref().unwrap_or("{source}");
    let source_line = resolver.template("articles.source", source, &["source"]);
    let title = raw.document.title.as_deref().unwrap_or("{masthead.title}");
    let document_title = resolver.template("document.title", title, FIELDS);
    let subject = raw.document.subject.as_deref().unwrap_or_default();
    let document_subject = resolver.template("document.subject", subject, FIELDS);
    if resolver.complaints.is_empty() {
        Ok(Layout { source_line, document_title, document_subject, ..layout })
    } else {
        Err(resolver.complaints)
    }
}

#[derive(Default)]
struct Resolver {
    /// The layout's name.
    layout: String,
    complaints: Vec<Complaint>,
    colours: BTreeMap<String, Colour>,
    role_names: Vec<String>,
    style_names: Vec<String>,
}

/// The least width and height of a type area.
const LEAST_TYPE_AREA: Length = Length::mm(10);

/// The most styles, roles, and faces of a role.
const MOST_ENTRIES: usize = 1_000;

/// How many styles may be like each other in a row.
const LONGEST_LIKENESS: usize = 16;

impl Resolver {
    fn complain(&mut self, key: &str, problem: Problem) {
        self.complaints.push((key.to_owned(), problem));
    }

    fn few_enough(&mut self, key: &str, found: usize) -> bool {
        if found > MOST_ENTRIES {
            let most = Some(MOST_ENTRIES as u64);
            self.complain(key, Problem::WrongCount { key: key.to_owned(), found, least: None, most });
        }
        found <= MOST_ENTRIES
    }

    fn measure(&mut self, key: &str, text: &str) -> Measure {
        Measure::parse(text).unwrap_or_else(|| {
            self.complain(key, Problem::BadMeasure { text: text.to_owned() });
            Measure::ZERO
        })
    }

    /// A measure that depends on nothing and is not negative.
    fn absolute(&mut self, key: &str, text: &str) -> Length {
        let length = match self.measure(key, text) {
            Measure::Fixed(length) => length,
            Measure::Em(_) | Measure::Line(_) => {
                self.complain(key, Problem::BadMeasure { text: text.to_owned() });
                Length::ZERO
            }
        };
        self.not_negative(key, text, length)
    }

    fn not_negative(&mut self, key: &str, text: &str, length: Length) -> Length {
        if length.is_negative() {
            self.complain(key, Problem::NegativeMeasure { text: text.to_owned() });
            return Length::ZERO;
        }
        length
    }

    fn em(&mut self, key: &str, text: Option<&str>, usual: i64) -> i64 {
        match text.map(|text| (text, self.measure(key, text))) {
            None => usual,
            Some((_, Measure::Em(millionths))) if millionths >= 0 => millionths,
            Some((text, _)) => {
                self.complain(key, Problem::BadMeasure { text: text.to_owned() });
                usual
            }
        }
    }

    fn page(&mut self, raw: &RawPage) -> PageSpec {
        let page = PageSpec {
            width: self.absolute("page.width", &raw.width),
            height: self.absolute("page.height", &raw.height),
            head: self.absolute("page.head", &raw.head),
            foot: self.absolute("page.foot", &raw.foot),
            binding: self.absolute("page.binding", &raw.binding),
            fore_edge: self.absolute("page.fore_edge", &raw.fore_edge),
            mirror: raw.mirror,
        };
        if page.type_width() < LEAST_TYPE_AREA {
            self.complain("page", Problem::NoTypeArea { direction: "width" });
        }
        if page.type_height() < LEAST_TYPE_AREA {
            self.complain("page", Problem::NoTypeArea { direction: "height" });
        }
        page
    }

    fn colours(&mut self, raw: &BTreeMap<String, RawColour>) {
        for (name, colour) in raw {
            let mut cmyk = [0; 4];
            for (part, percent) in cmyk.iter_mut().zip(&colour.cmyk) {
                *part = (percent.clamp(0.0, 100.0) * 10.0).round() as u16;
            }
            let spot = colour.spot.as_deref().map(Arc::from);
            self.colours.insert(name.clone(), Colour { cmyk, spot });
        }
    }

    fn colour(&mut self, key: &str, name: &str) -> Colour {
        match self.colours.get(name) {
            Some(colour) => colour.clone(),
            None => {
                let known = self.colours.keys().cloned().collect();
                self.complain(key, Problem::UnknownName { kind: "colour", name: name.to_owned(), known });
                Colour::BLACK
            }
        }
    }

    fn text(&mut self, raw: &RawText) -> TextRules {
        let autospace = self.em("text.autospace", raw.autospace.as_deref(), 250_000);
        let usual_squeeze = autospace.min(125_000);
        TextRules {
            language: raw.language.clone().unwrap_or_else(|| "zh-Hans".to_owned()),
            breaker: raw.breaker.unwrap_or(RawBreaker::FirstFit),
            prohibition: raw.prohibition.unwrap_or(RawProhibition::Gb),
            punctuation: raw.punctuation.unwrap_or(RawPunctuation::FullWidth),
            pair_squeeze: raw.pair_squeeze.unwrap_or(true),
            paragraph_start_opening: raw.paragraph_start_opening.unwrap_or(RawEdge::Full),
            line_start_opening: raw.line_start_opening.unwrap_or(RawEdge::Full),
            line_end_mark: raw.line_end_mark.unwrap_or(RawEdge::Full),
            line_squeeze: raw.line_squeeze.clone().unwrap_or_default(),
            autospace,
            autospace_squeeze: self
                .em("text.autospace_squeeze", raw.autospace_squeeze.as_deref(), usual_squeeze)
                .min(autospace),
            autospace_stretch: self
                .em("text.autospace_stretch", raw.autospace_stretch.as_deref(), 500_000)
                .max(autospace),
            word_space_squeeze: self.em(
                "text.word_space_squeeze",
                raw.word_space_squeeze.as_deref(),
                250_000,
            ),
            word_space_stretch: self.em(
                "text.word_space_stretch",
                raw.word_space_stretch.as_deref(),
                500_000,
            ),
            interpunct: self.em("text.interpunct", raw.interpunct.as_deref(), 500_000),
            mark_gap: self.em("text.mark_gap", raw.mark_gap.as_deref(), 120_000),
            dot_radius: self.em("text.dot_radius", raw.dot_radius.as_deref(), 50_000),
            mark_weight: self.em("text.mark_weight", raw.mark_weight.as_deref(), 40_000),
            last_line: raw.last_line.unwrap_or(1),
            orphans: raw.orphans.unwrap_or(1),
            widows: raw.widows.unwrap_or(1),
            strict_numbers: raw.strict_numbers.unwrap_or(false),
            hyphenation: raw.hyphenation.unwrap_or(false),
        }
    }

    fn roles(&mut self, raw: &BTreeMap<String, Vec<RawFace>>) -> Vec<RoleSpec> {
        self.role_names = raw.keys().cloned().collect();
        if !self.few_enough("roles", raw.len()) {
            return Vec::new();
        }
        for (name, faces) in raw {
            let key = format!("roles.{name}");
            if self.few_enough(&key, faces.len()) && faces.is_empty() {
                let problem = Problem::WrongCount { key: key.clone(), found: 0, least: Some(1), most: None };
                self.complain(&key, problem);
            }
        }
        raw.iter()
            .map(|(name, faces)| RoleSpec {
                name: name.clone(),
                faces: faces
                    .iter()
                    .enumerate()
                    .filter_map(|(index, face)| self.face(&format!("roles.{name}[{index}]"), face))
                    .collect(),
            })
            .collect()
    }

    fn face(&mut self, key: &str, raw: &RawFace) -> Option<FaceSpec> {
        let place = match (&raw.family, &raw.file) {
            (Some(family), None) => FacePlace::Installed(family.clone()),
            (None, Some(file)) => FacePlace::File(file.clone()),
            _ => {
                self.complain(key, Problem::FaceWithoutPlace);
                return None;
            }
        };
        let raise = match raw.raise.as_deref().map(|text| (text, self.measure(key, text))) {
            None => 0,
            Some((_, Measure::Em(millionths))) => (millionths / 1000) as i32,
            Some((text, _)) => {
                self.complain(key, Problem::BadMeasure { text: text.to_owned() });
                0
            }
        };
        let without = raw.without.as_deref().unwrap_or_default().chars().collect();
        Some(FaceSpec { place, raise, hanzi_only: raw.hanzi_only, without })
    }

    fn styles(&mut self, raw: &BTreeMap<String, RawStyle>, page: &PageSpec, pitch: Length) -> Vec<Style> {
        self.style_names = raw.keys().cloned().collect();
        if !self.few_enough("styles", raw.len()) {
            return Vec::new();
        }
        for name in STYLE_NAMES {
            if !raw.contains_key(name) {
                self.complain("styles", Problem::MissingStyle { name: name.to_owned() });
            }
        }
        let styles: Vec<Style> = raw.keys().map(|name| self.style(name, raw, pitch)).collect();
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

    fn style(&mut self, name: &str, all: &BTreeMap<String, RawStyle>, pitch: Length) -> Style {
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
        let style = Style {
            name: name.to_owned(),
            role,
            latin,
            size,
            min_size: min_size.unwrap_or(size).min(size),
            embolden: raw
                .embolden
                .as_ref()
                .map(|_| measure("embolden", &raw.embolden, Length::ZERO, false))
                .filter(|&width| width > Length::ZERO),
            align: raw.align.unwrap_or(RawAlign::Justify),
            cells: raw.cells.unwrap_or(true),
            first_line_indent: measure("first_line_indent", &raw.first_line_indent, Length::ZERO, true),
            hanging_indent: measure("hanging_indent", &raw.hanging_indent, Length::ZERO, true),
            left_indent: measure("left_indent", &raw.left_indent, Length::ZERO, false),
            right_indent: measure("right_indent", &raw.right_indent, Length::ZERO, false),
            space_before: measure("space_before", &raw.space_before, Length::ZERO, false),
            space_after: measure("space_after", &raw.space_after, Length::ZERO, false),
            pitch: measure("pitch", &raw.pitch, pitch, false),
            letter_space: measure("letter_space", &raw.letter_space, Length::ZERO, false),
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

    fn style_id(&mut self, key: &str, name: &str) -> StyleId {
        match self.style_names.binary_search_by(|known| known.as_str().cmp(name)) {
            Ok(index) => StyleId(index as u16),
            Err(_) => {
                let known = self.style_names.clone();
                self.complain(key, Problem::UnknownName { kind: "style", name: name.to_owned(), known });
                StyleId(0)
            }
        }
    }

    /// A text with fields in it, all of which are among `fields`.
    fn template(&mut self, key: &str, text: &str, fields: &[&str]) -> Template {
        let Some(template) = Template::parse(text) else {
            self.complain(key, Problem::BadTemplate { text: text.to_owned() });
            return Template::default();
        };
        template.fields().for_each(|name| self.known_field(key, name, fields));
        template
    }

    fn known_field(&mut self, key: &str, name: &str, fields: &[&str]) {
        if !fields.contains(&name) {
            let known = fields.iter().map(|&field| field.to_owned()).collect();
            let problem = Problem::UnknownField { layout: self.layout.clone(), name: name.to_owned(), known };
            self.complain(key, problem);
        }
    }

    fn blocks(
        &mut self,
        raw: &RawLayout,
        styles: Vec<Style>,
        pitch: Length,
        build: impl FnOnce(Vec<Style>, Masthead, Vec<Row>, Option<PageNumber>) -> Layout,
    ) -> Layout {
        let mut rows = |part: &str, rows: &[RawRow]| -> Vec<Row> {
            rows.iter()
                .enumerate()
                .filter_map(|(index, row)| self.row(format!("{part}.rows[{index}]"), row, &styles, pitch))
                .collect()
        };
        let masthead = Masthead { lines: raw.masthead.lines, rows: rows("masthead", &raw.masthead.rows) };
        let imprint = rows("imprint", &raw.imprint.rows);
        let page_number = raw.page_number.as_ref().map(|number| self.page_number(number, &styles, pitch));
        build(styles, masthead, imprint, page_number)
    }

    fn row(&mut self, key: String, raw: &RawRow, styles: &[Style], pitch: Length) -> Option<Row> {
        let style_name = raw.style.as_deref().unwrap_or("body");
        let style = self.style_id(&format!("{key}.style"), style_name);
        let size = styles.get(style.index()).map_or(Length::pt(16), |style| style.size);
        let mut length = |property: &str, text: &Option<String>| {
            text.as_deref().map(|text| {
                let key = format!("{key}.{property}");
                let length = self.measure(&key, text).resolve(size, pitch);
                self.not_negative(&key, text, length)
            })
        };
        let gap = length("gap", &raw.gap).unwrap_or(Length::ZERO);
        let at = length("at", &raw.at);
        let inset = length("inset", &raw.inset).unwrap_or(Length::ZERO);
        let content = if let Some(rule) = &raw.rule {
            RowContent::Rule {
                weight: self.absolute(&format!("{key}.rule.weight"), &rule.weight),
                width: rule.width.as_deref().map(|text| self.absolute(&format!("{key}.rule.width"), text)),
                colour: self.colour(&format!("{key}.rule.colour"), rule.colour.as_deref().unwrap_or("black")),
            }
        } else if let Some(paragraph) = &raw.paragraph {
            let label_style = raw.label_style.as_deref().unwrap_or(style_name);
            RowContent::Paragraph {
                style,
                label: self.template(
                    &format!("{key}.label"),
                    raw.label.as_deref().unwrap_or_default(),
                    FIELDS,
                ),
                label_style: self.style_id(&format!("{key}.label_style"), label_style),
                text: self.template(&format!("{key}.paragraph"), paragraph, FIELDS),
            }
        } else {
            let mut cell = |name: &str, text: &Option<String>| {
                text.as_deref().map(|text| self.template(&format!("{key}.{name}"), text, FIELDS))
            };
            let cells = [cell("left", &raw.left), cell("centre", &raw.centre), cell("right", &raw.right)];
            if cells.iter().all(Option::is_none) {
                self.complain(&key, Problem::EmptyRow);
                return None;
            }
            RowContent::Cells { style, cells, inset, part: raw.part.unwrap_or(RawPart::Paragraph) }
        };
        if let Some(field) = &raw.with {
            self.known_field(&format!("{key}.with"), field, FIELDS);
        }
        Some(Row { key, place: None, content, gap, at, at_ink: raw.at_ink, with: raw.with.clone() })
    }

    fn page_number(&mut self, raw: &RawPageNumber, styles: &[Style], pitch: Length) -> PageNumber {
        let style = self.style_id("page_number.style", &raw.style);
        let size = styles.get(style.index()).map_or(Length::pt(14), |style| style.size);
        PageNumber {
            style,
            text: self.template("page_number.text", &raw.text, &["page"]),
            top: self.measure("page_number.top", &raw.top).resolve(size, pitch),
            inset: self.measure("page_number.inset", &raw.inset).resolve(size, pitch),
            centre: raw.centre,
            not_on_first: raw.not_on_first,
        }
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
        keep_with_next: style.keep_with_next.or(base.keep_with_next),
        by_sense: style.by_sense.or(base.by_sense),
    }
}
