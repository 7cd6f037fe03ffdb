//! A layout as written → a layout whose names are found and whose measures are lengths.

mod requirements;
mod rows;
mod styles;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::raw::*;
use super::{
    Contents, FacePlace, FaceSpec, Imprint, KeyPlaces, Layout, Masthead, Measure, OutputFile, PageSpec,
    Pagination, RoleSpec, Style, StyleId, Template, TextRules,
};
use crate::issue::FIELDS;
use crate::project::ReadableFolders;
use hongtou_base::colour::Colour;
use hongtou_base::diagnostic::{Diagnostic, MeasureFault, Problem};
use hongtou_base::units::Length;

/// Finds names, reads measures, and sees that the page can hold a type area.
///
/// # Errors
/// Everything that is wrong. A value that many styles inherit or many rows use is wrong once, where it is written.
pub(super) fn resolve(raw: &RawLayout, name: &str, places: &KeyPlaces) -> Result<Layout, Vec<Diagnostic>> {
    let mut resolver = Resolver::new(name, places);
    let page = resolver.page(&raw.page);
    resolver.pitch = page.type_height().max(Length::ZERO).ratio(1, i64::from(raw.grid.lines.max(1)));
    resolver.declared = raw.fields.keys().map(|name| format!("fields.{name}")).collect();
    resolver.colours(&raw.colours);
    let text = resolver.text(&raw.text);
    let roles = resolver.roles(&raw.roles);
    resolver.styles = resolver.styles(&raw.styles, &page);
    let title = raw.document.title.as_deref().unwrap_or("{masthead.title}");
    let subject = raw.document.subject.as_deref().unwrap_or_default();
    for (key, names) in [("requires", &raw.requires), ("not_printed", &raw.not_printed)] {
        for (index, name) in names.iter().enumerate() {
            resolver.known_source(&format!("{key}[{index}]"), name);
        }
    }
    let layout = Layout {
        name: name.to_owned(),
        description: raw.description.clone().unwrap_or_default(),
        sources: Vec::new(),
        places: KeyPlaces::default(),
        folder: None,
        readable: ReadableFolders::default(),
        output_profile: raw.output.profile.as_ref().map(|path| OutputFile { path: path.into(), place: None }),
        page,
        lines: raw.grid.lines.max(1),
        cells: raw.grid.cells,
        text,
        pagination: Pagination {
            text_on_first_page: raw.pagination.text_on_first_page.unwrap_or(false),
            fewer_lines: raw.pagination.fewer_lines.unwrap_or(0),
            more_lines: raw.pagination.more_lines.unwrap_or(0),
            fewer_cells: raw.pagination.fewer_cells.unwrap_or(0),
            most_empty_lines: raw.pagination.most_empty_lines,
        },
        roles,
        document_title: resolver.template("document.title", title, FIELDS),
        document_subject: resolver.template("document.subject", subject, FIELDS),
        masthead: Masthead {
            lines: raw.masthead.lines,
            rows: resolver.rows("masthead", &raw.masthead.order, &raw.masthead.rows),
        },
        contents: raw.contents.as_ref().map(|contents| Contents {
            from_articles: contents.from_articles,
            title: contents.title.clone(),
            leader: contents.leader.as_ref().and_then(|leader| leader.chars().next()),
        }),
        article: resolver.rows("article", &raw.article.order, &raw.article.rows),
        closing: resolver.rows("closing", &raw.closing.order, &raw.closing.rows),
        front: resolver.rows("front", &raw.front.order, &raw.front.rows),
        issued: resolver.rows("issued", &raw.issued.order, &raw.issued.rows),
        attachment: resolver.rows("attachment", &raw.attachment.order, &raw.attachment.rows),
        imprint: Imprint {
            rows: resolver.rows("imprint", &raw.imprint.order, &raw.imprint.rows),
            fill: raw.imprint.fill.unwrap_or(1),
        },
        page_number: raw.page_number.as_ref().map(|number| resolver.page_number(number)),
        running_head: raw.running_head.as_ref().and_then(|head| resolver.running_head(head)),
        requires: raw.requires.clone(),
        not_printed: raw.not_printed.clone(),
        fields: raw
            .fields
            .iter()
            .map(|(name, field)| (name.clone(), field.description.clone().unwrap_or_default()))
            .collect(),
        requirements: resolver.requirements(raw),
        citations: Vec::new(),
        check_off: raw.check.off.iter().map(|name| (name.clone(), None)).collect(),
        styles: std::mem::take(&mut resolver.styles),
    };
    if resolver.complaints.is_empty() { Ok(layout) } else { Err(resolver.complaints) }
}

struct Resolver<'p> {
    /// The layout's name.
    layout: String,
    places: &'p KeyPlaces,
    complaints: Vec<Diagnostic>,
    /// Number of faults found so far, those included that are complained of already.
    faults: usize,
    colours: BTreeMap<String, Colour>,
    role_names: Vec<String>,
    style_names: Vec<String>,
    /// The styles, sorted by name, as soon as they are known.
    styles: Vec<Style>,
    /// The grid's line pitch.
    pitch: Length,
    /// The fields that the layout declares, as `fields.…`.
    declared: Vec<String>,
    /// The elements that can be measured.
    elements: Vec<String>,
}

/// The least width and height of a type area.
const LEAST_TYPE_AREA: Length = Length::mm(10);

/// The most styles, roles, and faces of a role.
const MOST_ENTRIES: usize = 1_000;

impl<'p> Resolver<'p> {
    fn new(layout: &str, places: &'p KeyPlaces) -> Resolver<'p> {
        Resolver {
            layout: layout.to_owned(),
            places,
            complaints: Vec::new(),
            faults: 0,
            colours: BTreeMap::new(),
            role_names: Vec::new(),
            style_names: Vec::new(),
            styles: Vec::new(),
            pitch: Length::ZERO,
            declared: Vec::new(),
            elements: Vec::new(),
        }
    }

    fn complain(&mut self, key: &str, problem: Problem) {
        self.faults += 1;
        let place = self.places.find(key);
        let is_known = self.complaints.iter().any(|known| known.place == place && known.problem == problem);
        if !is_known {
            self.complaints.push(Diagnostic { place, ..Diagnostic::error(problem) });
        }
    }

    /// Complains of values that do not go together, at the one that is written nearest to the user.
    fn complain_of_any(&mut self, keys: &[&str], problem: Problem) {
        self.complain(self.places.nearest_to_user(keys), problem);
    }

    fn few_enough(&mut self, key: &str, found: usize) -> bool {
        if found > MOST_ENTRIES {
            let most = Some(MOST_ENTRIES as u64);
            self.complain(key, Problem::WrongCount { key: key.to_owned(), found, least: None, most });
        }
        found <= MOST_ENTRIES
    }

    /// A measure; `None`, and a complaint, if the text is none.
    fn measure(&mut self, key: &str, text: &str) -> Option<Measure> {
        match Measure::parse(text) {
            Ok(measure) => Some(measure),
            Err(fault) => {
                self.complain(key, Problem::BadMeasure { text: text.to_owned(), fault });
                None
            }
        }
    }

    /// A measure that depends on nothing and is not negative; `None`, and a complaint, if the text is none.
    fn absolute(&mut self, key: &str, text: &str) -> Option<Length> {
        match self.measure(key, text)? {
            Measure::Fixed(length) => self.not_negative(key, text, length),
            Measure::Em(_) | Measure::Line(_) => {
                self.complain(
                    key,
                    Problem::BadMeasure { text: text.to_owned(), fault: MeasureFault::NotFixed },
                );
                None
            }
        }
    }

    fn not_negative(&mut self, key: &str, text: &str, length: Length) -> Option<Length> {
        if length.is_negative() {
            self.complain(key, Problem::NegativeMeasure { text: text.to_owned() });
            return None;
        }
        Some(length)
    }

    /// A share of the em in millionths, which may be negative.
    fn signed_em(&mut self, key: &str, text: &str) -> Option<i64> {
        match self.measure(key, text)? {
            Measure::Em(millionths) => Some(millionths),
            Measure::Fixed(_) | Measure::Line(_) => {
                self.complain(key, Problem::BadMeasure { text: text.to_owned(), fault: MeasureFault::NotEm });
                None
            }
        }
    }

    fn em(&mut self, key: &str, text: Option<&str>, usual: i64) -> i64 {
        let Some((text, millionths)) = text.and_then(|text| Some((text, self.signed_em(key, text)?))) else {
            return usual;
        };
        if millionths < 0 {
            self.complain(key, Problem::NegativeMeasure { text: text.to_owned() });
        }
        millionths.max(0)
    }

    fn page(&mut self, raw: &RawPage) -> PageSpec {
        let mut is_read = true;
        let mut length = |key: &str, text: &str| {
            let length = self.absolute(key, text);
            is_read &= length.is_some();
            length.unwrap_or(Length::ZERO)
        };
        let page = PageSpec {
            width: length("page.width", &raw.width),
            height: length("page.height", &raw.height),
            head: length("page.head", &raw.head),
            foot: length("page.foot", &raw.foot),
            binding: length("page.binding", &raw.binding),
            fore_edge: length("page.fore_edge", &raw.fore_edge),
            mirror: raw.mirror,
        };
        if is_read && page.type_width() < LEAST_TYPE_AREA {
            let keys = widest_first([
                ("page.binding", page.binding),
                ("page.fore_edge", page.fore_edge),
                ("page.width", Length::ZERO),
            ]);
            self.complain_of_any(&keys, Problem::NoTypeArea { direction: "width" });
        }
        if is_read && page.type_height() < LEAST_TYPE_AREA {
            let keys = widest_first([
                ("page.head", page.head),
                ("page.foot", page.foot),
                ("page.height", Length::ZERO),
            ]);
            self.complain_of_any(&keys, Problem::NoTypeArea { direction: "height" });
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

    /// A colour by its name, black if none is named; the layout as a whole is to blame if it has no black.
    fn colour_or_black(&mut self, key: &str, name: Option<&str>) -> Colour {
        match name {
            Some(name) => self.colour(key, name),
            None => self.colour("colours", "black"),
        }
    }

    fn text(&mut self, raw: &RawText) -> TextRules {
        let autospace = self.em("text.autospace", raw.autospace.as_deref(), 250_000);
        let usual_squeeze = autospace.min(125_000);
        let prohibition = raw.prohibition.unwrap_or(RawProhibition::Gb);
        // GB/T 15834 5.1.10: a mark an em wide at a line's end takes half an em.
        let usual_end = if prohibition >= RawProhibition::Gb { RawEdge::Half } else { RawEdge::Full };
        TextRules {
            language: raw.language.clone().unwrap_or_else(|| "zh-Hans".to_owned()),
            breaker: raw.breaker.unwrap_or(RawBreaker::FirstFit),
            prohibition,
            punctuation: raw.punctuation.unwrap_or(RawPunctuation::FullWidth),
            pair_squeeze: raw.pair_squeeze.unwrap_or(true),
            paragraph_start_opening: raw.paragraph_start_opening.unwrap_or(RawEdge::Full),
            line_start_opening: raw.line_start_opening.unwrap_or(RawEdge::Full),
            line_end_mark: raw.line_end_mark.unwrap_or(usual_end),
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
            character_squeeze: self.em("text.character_squeeze", raw.character_squeeze.as_deref(), 0),
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
                written: self.places.find(&format!("roles.{name}")),
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
        let raise = raw.raise.as_deref().and_then(|text| self.signed_em(&format!("{key}.raise"), text));
        let raise = raise.map_or(0, |millionths| (millionths / 1000) as i32);
        let without = raw.without.as_deref().unwrap_or_default().chars().collect();
        let (index, weight) = (raw.index, raw.weight);
        let (face, hanzi_only) = (raw.face.clone(), raw.hanzi_only);
        if matches!(place, FacePlace::Installed(_)) && (index.is_some() || face.is_some()) {
            self.complain(key, Problem::CollectionWithoutFile);
        }
        let written = self.places.find(&match &place {
            FacePlace::Installed(_) => format!("{key}.family"),
            FacePlace::File(_) => format!("{key}.file"),
        });
        Some(FaceSpec { place, written, index, face, weight, raise, hanzi_only, without })
    }

    fn style_id(&mut self, key: &str, name: &str) -> StyleId {
        match self.layout_style(name) {
            Some(style) => style,
            None => {
                let known = self.style_names.clone();
                self.complain(key, Problem::UnknownName { kind: "style", name: name.to_owned(), known });
                StyleId(0)
            }
        }
    }

    /// The style that is named, or the one of a usual name; the layout as a whole is to blame if that one is missing.
    fn style_or(&mut self, key: &str, name: Option<&str>, usual: &str) -> StyleId {
        if let Some(name) = name {
            return self.style_id(key, name);
        }
        self.layout_style(usual).unwrap_or_else(|| {
            self.complain("styles", Problem::MissingStyle { name: usual.to_owned() });
            StyleId(0)
        })
    }

    fn layout_style(&self, name: &str) -> Option<StyleId> {
        let index = self.style_names.binary_search_by(|known| known.as_str().cmp(name)).ok()?;
        Some(StyleId(index as u16))
    }

    /// The size of the characters of a style.
    fn size_of(&self, style: StyleId) -> Length {
        self.styles.get(style.index()).map_or(Length::pt(16), |style| style.size)
    }

    /// A text with fields in it, all of which are among `fields`, or declared by the layout.
    fn template(&mut self, key: &str, text: &str, fields: &[&str]) -> Template {
        let Some(template) = Template::parse(text) else {
            self.complain(key, Problem::BadTemplate { text: text.to_owned() });
            return Template::default();
        };
        template.fields().for_each(|name| self.known_field(key, name, fields));
        template
    }

    fn known_field(&mut self, key: &str, name: &str, fields: &[&str]) {
        if !fields.contains(&name) && !self.declared.iter().any(|declared| declared == name) {
            let known = fields.iter().copied().chain(self.declared.iter().map(String::as_str));
            let known = known.map(str::to_owned).collect();
            let problem = Problem::UnknownField { layout: self.layout.clone(), name: name.to_owned(), known };
            self.complain(key, problem);
        }
    }
}

/// The keys of lengths, the longest first.
fn widest_first<const N: usize>(mut lengths: [(&str, Length); N]) -> [&str; N] {
    lengths.sort_by_key(|&(_, length)| std::cmp::Reverse(length));
    lengths.map(|(key, _)| key)
}
