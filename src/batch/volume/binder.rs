//! Documents put behind each other, with one count of pages, blocks and elements.

use super::list::{blank, plain};
use hongtou_base::diagnostic::{Diagnostic, Source};
use hongtou_base::units::Length;
use hongtou_engine::document::RichText;
use hongtou_engine::fonts::{FaceId, FontBook};
use hongtou_engine::page::{Element, ElementId, GlyphRun, Item, Page, PageLabel, Pages, Part, Region};
use hongtou_engine::paginate::{Tag, put};
use hongtou_engine::typeset::Typesetter;
use hongtou_format::layouts::{Layout, StyleId};

/// Puts documents behind each other.
pub(super) struct Binder<'a> {
    layout: &'a Layout,
    setter: Option<Typesetter<'a>>,
    running_title: String,
    /// The numbers of the volume's own faces in the joined book.
    own_faces: &'a [FaceId],
    pages: Pages,
    blocks: u32,
}

impl<'a> Binder<'a> {
    pub fn new(
        layout: &'a Layout,
        fonts: &'a FontBook,
        running_title: &str,
        own_faces: &'a [FaceId],
    ) -> Binder<'a> {
        Binder {
            layout,
            // The list pages were set with the same roles, so there is one.
            setter: Typesetter::new(layout, fonts).ok(),
            running_title: running_title.to_owned(),
            own_faces,
            pages: Pages::default(),
            blocks: 0,
        }
    }

    /// Adds pages that the volume set itself.
    pub fn append_own(&mut self, pages: Pages, label: &str) {
        let is_cover = self.pages.pages.is_empty();
        // The cover is one page, and its name is enough.
        match is_cover {
            true => self.add_label(label, None),
            false => self.add_label(&format!("{label}-"), Some(1)),
        }
        self.add(pages, self.own_faces, !is_cover);
    }

    /// Adds an issue.
    pub fn append(&mut self, pages: Pages, faces: &[FaceId], label: &str) {
        let first = pages.pages.first().map_or(1, |page| page.number);
        self.add_label(&format!("{label}-"), Some(first));
        self.add(pages, faces, true);
    }

    fn add_label(&mut self, prefix: &str, number: Option<u32>) {
        let page = self.pages.pages.len();
        self.pages.labels.push(PageLabel { page, prefix: prefix.to_owned(), number });
    }

    /// Adds a blank page where the next one would be a left-hand page.
    pub fn turn_to_right_hand(&mut self) {
        let count = self.pages.pages.len();
        if !count.is_multiple_of(2) {
            self.pages.pages.push(blank(self.layout, count as u32 + 1));
        }
    }

    fn add(&mut self, pages: Pages, faces: &[FaceId], numbered: bool) {
        let elements: Vec<ElementId> =
            pages.elements.into_iter().map(|element| self.element(element)).collect();
        let mut highest = 0;
        for mut page in pages.pages {
            for item in &mut page.items {
                highest = highest.max(self.rename(item, faces, &elements));
            }
            for line in &mut page.lines {
                line.block += self.blocks;
            }
            if numbered {
                self.number(&mut page);
            }
            self.pages.pages.push(page);
        }
        self.blocks += highest + 1;
    }

    /// Gives an item its face, block and element in the volume; gives its block in its own document.
    fn rename(&self, item: &mut Item, faces: &[FaceId], elements: &[ElementId]) -> u32 {
        let new = |element: ElementId| elements.get(element.index()).copied().unwrap_or_default();
        match item {
            Item::Text(run) => {
                rename_face(run, faces);
                run.element = new(run.element);
                let own = run.block;
                run.block += self.blocks;
                own
            }
            Item::Rule(rule) => {
                rule.element = new(rule.element);
                0
            }
            Item::Dot(_) => 0,
        }
    }

    fn element(&mut self, element: Element) -> ElementId {
        let known = self.pages.elements.iter().position(|known| *known == element);
        let index = known.unwrap_or_else(|| {
            self.pages.elements.push(element);
            self.pages.elements.len() - 1
        });
        ElementId(index as u16)
    }

    /// Puts the volume's running number into the upper margin, at the outer edge.
    fn number(&mut self, page: &mut Page) {
        let number = self.pages.pages.len() + 1;
        let Some(style) = self.number_style() else { return };
        let text = format!("{}　{number}", self.running_title);
        let element = self.element(Element { name: "volume.number".to_owned(), region: Region::Furniture });
        let text: RichText = plain(&text, style);
        let Some(mut line) = self.setter.as_mut().and_then(|setter| setter.single_line(&text)) else {
            return;
        };
        let full = self.layout.page.type_width();
        let x = if number.is_multiple_of(2) { Length::ZERO } else { full - line.width };
        line.shift(x, Length::ZERO);
        for run in &mut line.runs {
            rename_face(run, self.own_faces);
        }
        // In the middle between the top of the page and that of the type area.
        let baseline = -(self.layout.page.head / 2);
        // The blocks of this document come after those of the ones before, and this one is in none of them.
        let tag = Tag { part: Part::Artifact, block: self.blocks, element };
        put(page, line, baseline, tag, self.layout);
    }

    fn number_style(&self) -> Option<StyleId> {
        let own = self.layout.page_number.as_ref().map(|number| number.style);
        own.or_else(|| self.layout.style("contents"))
    }

    /// The volume's pages, without bookmarks and title.
    ///
    /// # Errors
    /// Characters that no face has.
    pub fn finish(self) -> Result<Pages, Vec<Diagnostic>> {
        let source = Source::new(self.running_title.clone(), "");
        let errors = self.setter.map(|setter| setter.finish(&source).0).unwrap_or_default();
        if errors.is_empty() { Ok(self.pages) } else { Err(errors) }
    }
}

fn rename_face(run: &mut GlyphRun, faces: &[FaceId]) {
    if let Some(&face) = faces.get(run.face.index()) {
        run.face = face;
    }
}
