//! What the pages say to a reader who does not see them: a tree of elements over stretches of the pages' items
//! (ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7).
//!
//! In come finished pages, out go the tree and, page by page, which items belong to which element of it.
//! Nothing here knows how either is written.

use std::collections::BTreeMap;

use hongtou_base::units::Length;
use hongtou_engine::page::{Element as LayoutElement, Item, Page, Pages, Part, Region};

/// The tags of a document.
pub(super) struct Tags {
    /// The elements; the first is the document, and each stands after its parent.
    pub elements: Vec<Element>,
    /// The stretches of each page, in the order of its items; together they are all of them.
    pub pages: Vec<Vec<Stretch>>,
}

/// An element of the tree.
pub(super) struct Element {
    /// What it is.
    pub kind: Kind,
    /// Its parent in the list of elements.
    pub parent: usize,
    /// What is in it, in reading order.
    pub kids: Vec<Kid>,
}

/// What an element is, of the standard's own types (ISO 32000-1, 14.8.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    /// The masthead or the imprint.
    Section,
    /// From 1 to 6.
    Heading(u8),
    Paragraph,
    Contents,
    ContentsItem,
    /// What an item of the contents list says of the place that it leads to.
    Reference,
}

/// What is in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kid {
    Element(usize),
    /// A stretch of a page, by the number that it has on the page.
    Content {
        page: usize,
        number: usize,
    },
}

/// Items of a page that follow each other and are one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    /// The index after that of its last item.
    pub end: usize,
    /// What it is.
    pub mark: Mark,
}

/// What a stretch of items is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing is said of it: the file is not tagged.
    None,
    /// Part of an element, with its number on the page.
    Content { kind: Kind, number: usize },
    /// No content: rules, dots, leaders.
    Decoration,
    /// No content: page numbers.
    PageNumber,
    /// No content: what is above the type area, as running heads are.
    RunningHead,
}

impl Kind {
    /// The type's name.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Document => "Document",
            Kind::Section => "Sect",
            Kind::Heading(1) => "H1",
            Kind::Heading(2) => "H2",
            Kind::Heading(3) => "H3",
            Kind::Heading(4) => "H4",
            Kind::Heading(5) => "H5",
            Kind::Heading(_) => "H6",
            Kind::Paragraph => "P",
            Kind::Contents => "TOC",
            Kind::ContentsItem => "TOCI",
            Kind::Reference => "Reference",
        }
    }
}

/// The tags of a document.
pub(super) fn of(pages: &Pages) -> Tags {
    let mut planner = Planner::new(&pages.elements);
    let pages = pages.pages.iter().enumerate().map(|(index, page)| planner.page(index, page)).collect();
    Tags { elements: planner.elements, pages }
}

/// The stretch that is all of a page, for a file without tags.
pub(super) fn untagged(page: &Page) -> [Stretch; 1] {
    [Stretch { end: page.items.len(), mark: Mark::None }]
}

/// What an item is, before stretches are numbered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meaning {
    Element(usize),
    Decoration,
    PageNumber,
    RunningHead,
}

struct Planner<'a> {
    layout: &'a [LayoutElement],
    elements: Vec<Element>,
    /// The elements of the blocks met so far. A paragraph that goes on over the page, and the page number of an entry
    /// of the contents list, which comes after the other text of its page, belong to the element that is there.
    blocks: BTreeMap<(u32, u8, PartKey), usize>,
    /// The sections of the masthead and the imprint.
    sections: BTreeMap<u8, usize>,
    /// The levels of the headings that are open, the outermost first.
    headings: Vec<u8>,
}

/// A part as a key; it has no order of its own.
type PartKey = (u8, u8);

fn part_key(part: Part) -> PartKey {
    match part {
        Part::Title => (0, 0),
        Part::Heading(level) => (1, level),
        Part::Paragraph => (2, 0),
        Part::Contents => (3, 0),
        Part::Artifact => (4, 0),
    }
}

impl<'a> Planner<'a> {
    fn new(layout: &'a [LayoutElement]) -> Planner<'a> {
        let document = Element { kind: Kind::Document, parent: 0, kids: Vec::new() };
        Planner {
            layout,
            elements: vec![document],
            blocks: BTreeMap::new(),
            sections: BTreeMap::new(),
            headings: Vec::new(),
        }
    }

    fn page(&mut self, index: usize, page: &Page) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let (mut open, mut numbers) = (None, 0);
        for (at, item) in page.items.iter().enumerate() {
            let meaning = self.meaning(item, page.type_area.y);
            if let Some(last) = stretches.last_mut().filter(|_| open == Some(meaning)) {
                last.end = at + 1;
                continue;
            }
            open = Some(meaning);
            let mark = match meaning {
                Meaning::Decoration => Mark::Decoration,
                Meaning::PageNumber => Mark::PageNumber,
                Meaning::RunningHead => Mark::RunningHead,
                Meaning::Element(element) => {
                    let number = numbers;
                    numbers += 1;
                    self.elements[element].kids.push(Kid::Content { page: index, number });
                    Mark::Content { kind: self.elements[element].kind, number }
                }
            };
            stretches.push(Stretch { end: at + 1, mark });
        }
        stretches
    }

    fn meaning(&mut self, item: &Item, type_top: Length) -> Meaning {
        let Item::Text(run) = item else { return Meaning::Decoration };
        let region = self.layout.get(run.element.index()).map_or(Region::Text, |element| element.region);
        match (run.part, region) {
            (Part::Artifact, Region::Furniture) if run.y < type_top => Meaning::RunningHead,
            (Part::Artifact, Region::Furniture) => Meaning::PageNumber,
            (Part::Artifact, _) => Meaning::Decoration,
            (part, region) => {
                let key = (run.block, region as u8, part_key(part));
                match self.blocks.get(&key) {
                    Some(&element) => Meaning::Element(element),
                    None => {
                        let element = self.block(part, region);
                        self.blocks.insert(key, element);
                        Meaning::Element(element)
                    }
                }
            }
        }
    }

    /// A new element for a block.
    fn block(&mut self, part: Part, region: Region) -> usize {
        let parent = match region {
            Region::Masthead | Region::Imprint => self.section(region),
            Region::Text | Region::Furniture => 0,
        };
        match part {
            Part::Title => {
                let kind = self.heading(0);
                self.add(kind, parent)
            }
            Part::Heading(level) => {
                let kind = self.heading(level.max(1));
                self.add(kind, parent)
            }
            Part::Paragraph | Part::Artifact => self.add(Kind::Paragraph, parent),
            Part::Contents => {
                let list = self.contents(parent);
                let item = self.add(Kind::ContentsItem, list);
                self.add(Kind::Reference, item)
            }
        }
    }

    fn add(&mut self, kind: Kind, parent: usize) -> usize {
        let element = self.elements.len();
        self.elements.push(Element { kind, parent, kids: Vec::new() });
        self.elements[parent].kids.push(Kid::Element(element));
        element
    }

    fn section(&mut self, region: Region) -> usize {
        match self.sections.get(&(region as u8)) {
            Some(&section) => section,
            None => {
                let section = self.add(Kind::Section, 0);
                self.sections.insert(region as u8, section);
                section
            }
        }
    }

    /// The list that an item of the contents goes into: the one before it, or a new one.
    fn contents(&mut self, parent: usize) -> usize {
        match self.elements[parent].kids.last() {
            Some(&Kid::Element(last)) if self.elements[last].kind == Kind::Contents => last,
            _ => self.add(Kind::Contents, parent),
        }
    }

    /// A heading of a level of the document: the masthead's name 0, titles of articles 1, and so on.
    ///
    /// The levels of the tree begin at 1 and leave none out (ISO 14289-1, 7.4.2), whatever the document does.
    fn heading(&mut self, level: u8) -> Kind {
        self.headings.retain(|&outer| outer < level);
        self.headings.push(level);
        Kind::Heading(self.headings.len().min(6) as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hongtou_base::colour::Colour;
    use hongtou_base::units::Length;
    use hongtou_engine::fonts::FaceId;
    use hongtou_engine::page::{ElementId, GlyphRun};

    const MASTHEAD: u16 = 0;
    const TEXT: u16 = 1;
    const FURNITURE: u16 = 2;

    fn run(part: Part, block: u32, element: u16) -> Item {
        Item::Text(GlyphRun {
            face: FaceId::default(),
            size: Length::pt(16),
            width: hongtou_base::units::HorizontalScale::FULL,
            colour: Colour::BLACK,
            embolden: None,
            y: Length::ZERO,
            text: String::new(),
            glyphs: Vec::new(),
            part,
            block,
            element: ElementId(element),
            field: None,
        })
    }

    fn planned(pages: Vec<Vec<Item>>) -> (String, Tags) {
        let element = |name: &str, region| LayoutElement { name: name.to_owned(), region };
        let pages = Pages {
            pages: pages.into_iter().map(|items| Page { items, ..Page::default() }).collect(),
            elements: vec![
                element("name", Region::Masthead),
                element("body", Region::Text),
                element("page-number", Region::Furniture),
            ],
            ..Pages::default()
        };
        let tags = of(&pages);
        (shown(&tags, 0), tags)
    }

    /// An element as text: its type, and in brackets the page and number of each stretch and the elements in it.
    fn shown(tags: &Tags, element: usize) -> String {
        let kid = |kid: &Kid| match *kid {
            Kid::Element(element) => shown(tags, element),
            Kid::Content { page, number } => format!("{page}.{number}"),
        };
        let kids: Vec<String> = tags.elements[element].kids.iter().map(kid).collect();
        format!("{}({})", tags.elements[element].kind.name(), kids.join(" "))
    }

    #[test]
    fn a_paragraph_over_two_pages_is_one_element() {
        let (tree, tags) = planned(vec![
            vec![
                run(Part::Title, 0, MASTHEAD),
                run(Part::Heading(1), 4, TEXT),
                run(Part::Paragraph, 5, TEXT),
                run(Part::Paragraph, 5, TEXT),
                run(Part::Artifact, 6, FURNITURE),
            ],
            vec![run(Part::Paragraph, 5, TEXT), run(Part::Paragraph, 7, TEXT)],
        ]);
        assert_eq!(tree, "Document(Sect(H1(0.0)) H2(0.1) P(0.2 1.0) P(1.1))");
        let ends: Vec<usize> = tags.pages[0].iter().map(|stretch| stretch.end).collect();
        assert_eq!(ends, [1, 2, 4, 5]);
        assert_eq!(tags.pages[0][3].mark, Mark::PageNumber);
    }

    #[test]
    fn furniture_above_the_type_area_is_a_running_head() {
        let mut head = run(Part::Artifact, 7, FURNITURE);
        if let Item::Text(run) = &mut head {
            run.y = -Length::mm(1);
        }
        let (_, tags) = planned(vec![vec![run(Part::Paragraph, 5, TEXT), head]]);
        assert_eq!(tags.pages[0][1].mark, Mark::RunningHead);
    }

    #[test]
    fn levels_begin_at_one_and_none_is_left_out() {
        let headings = [2, 4, 3, 3, 2, 1, 2].map(|level| run(Part::Heading(level), 10 + level as u32, TEXT));
        let headings = headings.into_iter().zip(0..).map(|(mut item, block)| {
            if let Item::Text(run) = &mut item {
                run.block = block;
            }
            item
        });
        let (tree, _) = planned(vec![headings.collect()]);
        assert_eq!(tree, "Document(H1(0.0) H2(0.1) H2(0.2) H2(0.3) H1(0.4) H1(0.5) H2(0.6))");
    }

    #[test]
    fn an_entry_of_the_contents_takes_its_page_number_from_afar() {
        let (tree, tags) = planned(vec![vec![
            run(Part::Contents, 1, TEXT),
            run(Part::Contents, 2, TEXT),
            run(Part::Heading(1), 3, TEXT),
            run(Part::Artifact, 1, TEXT),
            run(Part::Contents, 1, TEXT),
            run(Part::Artifact, 2, TEXT),
            run(Part::Contents, 2, TEXT),
        ]]);
        let list = "TOC(TOCI(Reference(0.0 0.3)) TOCI(Reference(0.1 0.4)))";
        assert_eq!(tree, format!("Document({list} H1(0.2))"));
        assert_eq!(tags.pages[0][3].mark, Mark::Decoration);
    }

    #[test]
    fn a_rule_within_a_line_parts_its_stretch_and_not_its_element() {
        let rule = Item::Rule(hongtou_engine::page::Rule {
            x: Length::ZERO,
            y: Length::ZERO,
            width: Length::ZERO,
            height: Length::ZERO,
            colour: Colour::BLACK,
            element: ElementId(TEXT),
        });
        let (tree, _) =
            planned(vec![vec![run(Part::Paragraph, 1, TEXT), rule, run(Part::Paragraph, 1, TEXT)]]);
        assert_eq!(tree, "Document(P(0.0 0.1))");
    }
}
