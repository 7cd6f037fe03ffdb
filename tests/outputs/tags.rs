//! Tags read back: what a reader who does not see the pages is told, and in which order.

use crate::support;

use std::collections::BTreeMap;

use hongtou::page::{Item, Part, Region};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use support::examples::{Finished, all, finished, runs};
use support::seed::text_on_pages;

/// A document read back.
struct Tagged {
    document: Document,
    /// The text of each stretch, by page and number.
    stretches: BTreeMap<(ObjectId, i64), String>,
    /// The text that is no content.
    artifacts: String,
}

/// An element of the tree: its type and all text in it, in the tree's order.
#[derive(Debug, PartialEq, Eq)]
struct Element {
    depth: usize,
    kind: String,
    text: String,
}

impl Tagged {
    fn of(issue: &Finished) -> Tagged {
        let document = Document::load_mem(&issue.pdf()).unwrap();
        let mut tagged = Tagged { document, stretches: BTreeMap::new(), artifacts: String::new() };
        for page in tagged.document.get_pages().into_values().collect::<Vec<_>>() {
            tagged.read_page(page);
        }
        tagged
    }

    fn read_page(&mut self, page: ObjectId) {
        let fonts = self.document.get_page_fonts(page).unwrap();
        let tables: BTreeMap<Vec<u8>, BTreeMap<u16, String>> =
            fonts.iter().map(|(name, font)| (name.clone(), to_unicode(&self.document, font))).collect();
        let content = Content::decode(&self.document.get_page_content(page)).unwrap();
        let (mut font, mut open) = (Vec::new(), Vec::<Open>::new());
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "Tf" => font = operands[0].as_name().unwrap().to_vec(),
                "BDC" => open.push(Open::of(operands)),
                "EMC" => drop(open.pop().expect("one is open")),
                "TJ" => {
                    // What is spoken in place of glyphs: here always nothing, for a hyphen at a line's end.
                    if open.last() == Some(&Open::Silent) {
                        continue;
                    }
                    let text = match open.first().expect("all text is in a stretch") {
                        Open::Content(number) => self.stretches.entry((page, *number)).or_default(),
                        _ => &mut self.artifacts,
                    };
                    let strings =
                        operands[0].as_array().unwrap().iter().filter_map(|part| part.as_str().ok());
                    let codes = strings.flat_map(|string| string.chunks(2));
                    codes.for_each(|code| {
                        text.push_str(&tables[&font][&u16::from_be_bytes([code[0], code[1]])])
                    });
                }
                "re" | "c" => assert_eq!(open, [Open::Artifact], "rules and dots are no content"),
                _ => {}
            }
        }
        assert!(open.is_empty());
    }

    /// The elements, each before those in it.
    fn elements(&self) -> Vec<Element> {
        let root = self.dictionary(self.document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
        let mut elements = Vec::new();
        for kid in root.get(b"K").unwrap().as_array().unwrap() {
            self.walk(kid, 0, &mut elements);
        }
        elements
    }

    fn walk(&self, object: &Object, depth: usize, elements: &mut Vec<Element>) -> String {
        let element = self.dictionary(object);
        let kind = String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap();
        let at = elements.len();
        elements.push(Element { depth, kind, text: String::new() });
        let page = element.get(b"Pg").ok().map(|page| page.as_reference().unwrap());
        let kids = match element.get(b"K").unwrap() {
            Object::Array(kids) => kids.iter().collect(),
            one => vec![one],
        };
        let mut text = String::new();
        for kid in kids {
            match kid {
                Object::Integer(number) => text.push_str(&self.stretches[&(page.unwrap(), *number)]),
                Object::Dictionary(content) => {
                    let page = content.get(b"Pg").unwrap().as_reference().unwrap();
                    text.push_str(&self.stretches[&(page, content.get(b"MCID").unwrap().as_i64().unwrap())]);
                }
                element => text.push_str(&self.walk(element, depth + 1, elements)),
            }
        }
        elements[at].text.clone_from(&text);
        text
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.document.dereference(object).unwrap().1.as_dict().unwrap()
    }

    /// How many stretches the lists of the pages lead back to an element.
    fn check_way_back(&self) -> usize {
        let root = self.dictionary(self.document.catalog().unwrap().get(b"StructTreeRoot").unwrap());
        let tree =
            self.dictionary(root.get(b"ParentTree").unwrap()).get(b"Nums").unwrap().as_array().unwrap();
        let mut found = 0;
        for (index, page) in self.document.get_pages().into_values().enumerate() {
            let dictionary = self.document.get_dictionary(page).unwrap();
            assert_eq!(dictionary.get(b"StructParents").unwrap().as_i64().unwrap(), index as i64);
            assert_eq!(dictionary.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
            assert_eq!(tree[index * 2].as_i64().unwrap(), index as i64);
            for (number, parent) in tree[index * 2 + 1].as_array().unwrap().iter().enumerate() {
                assert!(self.has(parent, page, number as i64), "page {index}, stretch {number}");
                found += 1;
            }
        }
        found
    }

    /// Whether an element has a stretch.
    fn has(&self, element: &Object, page: ObjectId, number: i64) -> bool {
        let element = self.dictionary(element);
        let own = element.get(b"Pg").unwrap().as_reference().unwrap() == page;
        let is = |kid: &Object| match kid {
            Object::Integer(found) => own && *found == number,
            Object::Dictionary(kid) => {
                kid.get(b"Pg").unwrap().as_reference().unwrap() == page
                    && kid.get(b"MCID").unwrap().as_i64().unwrap() == number
            }
            _ => false,
        };
        match element.get(b"K").unwrap() {
            Object::Array(kids) => kids.iter().any(is),
            one => is(one),
        }
    }
}

/// A stretch that is open.
#[derive(Debug, PartialEq, Eq)]
enum Open {
    Content(i64),
    Artifact,
    /// Text that is spoken as nothing.
    Silent,
}

impl Open {
    fn of(operands: &[Object]) -> Open {
        let properties = operands[1].as_dict().unwrap();
        match operands[0].as_name().unwrap() {
            b"Artifact" => Open::Artifact,
            b"Span" => {
                assert_eq!(properties.get(b"ActualText").unwrap().as_str().unwrap(), [0xFE, 0xFF]);
                Open::Silent
            }
            _ => Open::Content(properties.get(b"MCID").unwrap().as_i64().unwrap()),
        }
    }
}

/// Codes and the text that each gives back.
fn to_unicode(document: &Document, font: &Dictionary) -> BTreeMap<u16, String> {
    let stream = document.dereference(font.get(b"ToUnicode").unwrap()).unwrap().1.as_stream().unwrap();
    let table = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    let units = |hex: &str| -> Vec<u16> {
        (0..hex.len()).step_by(4).map(|at| u16::from_str_radix(&hex[at..at + 4], 16).unwrap()).collect()
    };
    let entries = table
        .lines()
        .filter(|line| line.starts_with('<') && !line.ends_with("<FFFF>"))
        .filter_map(|line| line.split_once("> <"));
    let entry = |(code, text): (&str, &str)| {
        (units(&code[1..])[0], String::from_utf16(&units(text.trim_end_matches('>'))).unwrap())
    };
    entries.map(entry).collect()
}

#[test]
fn the_tree_reads_the_seed_as_it_was_written() {
    for layout in support::examples::LAYOUTS {
        let tagged = Tagged::of(&finished("issue-245", layout));
        let elements = tagged.elements();
        assert_eq!(elements[0].text, text_on_pages(), "{layout}");
        // The page numbers are not read among it.
        let numbers: String =
            (1..=tagged.document.get_pages().len()).map(|page| format!("— {page} —")).collect();
        assert_eq!(tagged.artifacts, numbers, "{layout}");
    }
}

#[test]
fn every_stretch_is_in_the_tree_once_and_leads_back_to_its_element() {
    for issue in all() {
        let tagged = Tagged::of(&issue);
        assert_eq!(tagged.check_way_back(), tagged.stretches.len(), "{}", issue.name);
        let whole = &tagged.elements()[0].text;
        let in_stretches: usize = tagged.stretches.values().map(String::len).sum();
        assert_eq!(whole.len(), in_stretches, "{}", issue.name);
        // All that the pages say is content, but page numbers and leaders.
        let content = issue.pages.pages.iter().flat_map(runs).filter(|run| run.part != Part::Artifact);
        assert_eq!(content.map(|run| run.text.len()).sum::<usize>(), whole.len(), "{}", issue.name);
    }
}

#[test]
fn headings_leave_no_level_out_and_sections_stand_at_both_ends() {
    for issue in all() {
        let elements = Tagged::of(&issue).elements();
        let name = elements.iter().find(|element| element.kind == "H1").unwrap();
        let masthead = &issue.job.issue.masthead;
        // Organs that issue a document together are named one by one (GB/T 9704 7.2.4).
        let has_head = issue.pages.elements.iter().any(|element| element.region == Region::Masthead);
        let expected = match masthead.organs.as_slice() {
            // A report begins with its title.
            _ if !has_head => issue.job.issue.articles[0].title.value.clone(),
            [] => masthead.title.value.clone(),
            organs => organs.iter().map(|organ| organ.value.as_str()).collect::<String>() + "文件",
        };
        assert_eq!(name.text, expected, "{}", issue.name);
        assert_eq!(elements.iter().filter(|element| element.kind == "H1").count(), 1, "{}", issue.name);
        let mut last = 0;
        for heading in elements.iter().filter_map(|element| element.kind.strip_prefix('H')) {
            let level: u32 = heading.parse().unwrap();
            assert!(level <= last + 1, "{}: H{level} after H{last}", issue.name);
            last = level;
        }
        let top: Vec<&str> = elements
            .iter()
            .filter(|element| element.depth == 1)
            .map(|element| element.kind.as_str())
            .collect();
        let sections = top.iter().filter(|kind| **kind == "Sect").count();
        // An order has no imprint.
        let imprint = issue.pages.elements.iter().any(|element| element.region == Region::Imprint);
        assert_eq!(sections, usize::from(has_head) + usize::from(imprint), "{}", issue.name);
        assert_eq!(top.first() == Some(&"Sect"), has_head, "{}", issue.name);
        assert_eq!(top.last() == Some(&"Sect"), imprint, "{}", issue.name);
    }
}

#[test]
fn a_paragraph_over_a_page_is_one_element_and_an_entry_has_its_page_number() {
    let issue = finished("issue-245", "bulletin");
    let elements = Tagged::of(&issue).elements();
    // Blocks whose lines stand on two pages.
    let on = |page: &hongtou::page::Page| -> Vec<u32> {
        runs(page).filter(|run| run.part == Part::Paragraph).map(|run| run.block).collect()
    };
    let pages = &issue.pages.pages;
    let torn: Vec<u32> = pages
        .windows(2)
        .flat_map(|pair| {
            let (first, second) = (on(&pair[0]), on(&pair[1]));
            first.into_iter().filter(move |block| second.contains(block)).take(1).collect::<Vec<_>>()
        })
        .collect();
    assert!(torn.len() >= 3, "{torn:?}");
    for block in torn {
        let whole: String = pages
            .iter()
            .flat_map(runs)
            .filter(|run| run.block == block)
            .map(|run| run.text.as_str())
            .collect();
        assert!(elements.iter().any(|element| element.kind == "P" && element.text == whole), "{whole}");
    }

    let elements = Tagged::of(&finished("three-articles", "bulletin")).elements();
    let entries: Vec<&str> = elements
        .iter()
        .filter(|element| element.kind == "TOCI")
        .map(|element| element.text.as_str())
        .collect();
    assert_eq!(entries.len(), 3);
    assert!(entries.iter().all(|entry| entry.ends_with(|last: char| last.is_ascii_digit())), "{entries:?}");
}

#[test]
fn hyphens_and_marks_are_no_text() {
    let issue = finished("every-mark", "bulletin");
    let marks = issue.pages.pages.iter().flat_map(|page| &page.items);
    assert!(marks.filter(|item| matches!(item, Item::Dot(_))).count() > 0, "the example has emphasis dots");
    let whole = &Tagged::of(&issue).elements()[0].text;
    assert!(!whole.contains(['\u{AD}', '\u{2060}']), "{whole}");
}

#[test]
fn chapters_of_a_regulation_are_headings_below_its_title_and_articles_are_paragraphs() {
    let elements = Tagged::of(&finished("document-issued", "document")).elements();
    let headings: Vec<String> = elements
        .iter()
        .filter(|element| element.kind.starts_with('H'))
        .map(|element| format!("{} {}", element.kind, element.text))
        .collect();
    assert_eq!(
        headings,
        [
            "H1 澄湖县人民政府文件",
            "H2 澄湖县人民政府关于印发《澄湖县农村公路养护管理办法》的通知",
            "H2 澄湖县农村公路养护管理办法",
            "H3 第一章　总　则",
            "H3 第二章　养护与管理",
            "H3 第三章　附　则",
        ]
    );
    let articles = elements.iter().filter(|element| {
        element.kind == "P" && element.text.starts_with('第') && element.text.contains("条　")
    });
    assert_eq!(articles.count(), 20);
    assert_eq!(elements.iter().filter(|element| element.kind == "TOCI").count(), 3);
}

#[test]
fn five_levels_of_a_plan_are_headings_below_each_other() {
    let elements = Tagged::of(&finished("document-plan", "document")).elements();
    let kind = |text: &str| {
        let found = elements.iter().find(|element| element.text == text && element.kind != "Document");
        found.map(|element| element.kind.clone())
    };
    for (text, expected) in [
        ("二、重点任务", "H3"),
        ("（一）推进水源工程建设", "H4"),
        ("1.新建骨干水源", "H5"),
        // Items and paragraphs that a heading runs into.
        ("（一）县水利局负责方案的组织实施和日常调度；", "P"),
        ("（2）并入城区管网的水厂3座；", "P"),
    ] {
        assert_eq!(kind(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn an_imprint_over_three_pages_is_one_section_whose_recipients_are_one_paragraph() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue.toml");
    let recipients = support::imprint::recipients(250);
    std::fs::write(&path, support::imprint::document(&recipients)).unwrap();
    let issue = support::examples::set(&path, "250 recipients", "document");
    let tagged = Tagged::of(&issue);
    let elements = tagged.elements();
    assert_eq!(elements.iter().filter(|element| element.kind == "Sect").count(), 2);
    assert_eq!(elements.iter().filter(|element| element.text == recipients).count(), 1);
    assert_eq!(elements[0].text.matches(&recipients).count(), 1);
    assert_eq!(tagged.check_way_back(), tagged.stretches.len());
}

#[test]
fn an_issuer_on_two_lines_is_one_paragraph() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue.toml");
    let issuer = "中共澄湖县委全面深化改革委员会办公室、澄湖县发展和改革委员会办公室";
    let text = std::fs::read_to_string(support::examples::path("issue-245")).unwrap();
    let old = text.lines().find(|line| line.starts_with("issuer")).unwrap();
    std::fs::write(&path, text.replace(old, &format!("issuer = \"{issuer}\""))).unwrap();
    let elements = Tagged::of(&support::examples::set(&path, "long issuer", "bulletin")).elements();
    assert_eq!(elements.iter().filter(|element| element.kind == "P" && element.text == issuer).count(), 1);
}
