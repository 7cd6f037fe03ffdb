//! Styles: which paragraphs are headings or counted, which runs are bold.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::xml::{attribute, each_event, is_on};
use hongtou_base::diagnostic::WordFault;

/// What a style says of the text in it.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    /// The level of a heading, 0 for a title.
    heading: Option<u8>,
    bold: Option<bool>,
    centred: Option<bool>,
    size: Option<u32>,
    number: Option<(Option<String>, usize)>,
}

/// The styles by their names in the file.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
}

/// How many styles may be based on each other; a longer chain is a circle.
const LONGEST_CHAIN: usize = 20;

impl Styles {
    fn find<T>(&self, name: &str, get: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut style = self.styles.get(name)?;
        for _ in 0..LONGEST_CHAIN {
            if let Some(value) = get(style) {
                return Some(value);
            }
            style = self.styles.get(style.based_on.as_ref()?)?;
        }
        None
    }

    /// The level of a heading in a style, 0 for a title.
    pub(super) fn heading(&self, name: &str) -> Option<u8> {
        self.find(name, |style| style.heading)
    }

    /// Whether paragraphs of a style stand in the middle.
    pub(super) fn is_centred(&self, name: &str) -> bool {
        self.find(name, |style| style.centred).unwrap_or(false)
    }

    /// The size of a style's characters, in half points.
    pub(super) fn size(&self, name: &str) -> Option<u32> {
        self.find(name, |style| style.size)
    }

    /// Whether a style of characters is bold.
    pub(super) fn is_bold(&self, name: &str) -> Option<bool> {
        self.find(name, |style| style.bold)
    }

    /// The list that a style counts in, and the level in it.
    pub(super) fn number(&self, name: &str) -> Option<(String, usize)> {
        let list = self.find(name, |style| style.number.as_ref()?.0.clone())?;
        let level = self.find(name, |style| style.number.as_ref().map(|number| number.1))?;
        Some((list, level))
    }
}

/// Reads the part with the styles; nothing if it is empty.
pub(super) fn read(part: &[u8]) -> Result<Styles, WordFault> {
    let mut styles = Styles::default();
    let mut name = String::new();
    each_event(part, "word/styles.xml", |event| {
        let (Event::Start(element) | Event::Empty(element)) = event else { return Ok(()) };
        let local = element.local_name();
        let value = || attribute(element, "val");
        if local.as_ref() == "style" {
            name = attribute(element, "styleId").unwrap_or_default();
            styles.styles.insert(name.clone(), Style::default());
            return Ok(());
        }
        let Some(style) = styles.styles.get_mut(&name) else { return Ok(()) };
        match local.as_ref() {
            "name" => style.heading = value().and_then(|name| heading_of(&name)),
            "basedOn" => style.based_on = value(),
            "b" => style.bold = Some(is_on(element)),
            "jc" => style.centred = value().map(|place| place == "center"),
            "sz" => style.size = value().and_then(|size| size.parse().ok()),
            "outlineLvl" => {
                let level = value().and_then(|level| level.parse::<u8>().ok()).filter(|&level| level < 9);
                style.heading = style.heading.or(level.map(|level| level + 1));
            }
            "numId" => style.number.get_or_insert_default().0 = value(),
            "ilvl" => {
                style.number.get_or_insert_default().1 =
                    value().and_then(|level| level.parse().ok()).unwrap_or(0);
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

/// The level of the headings that Word, WPS and LibreOffice have.
fn heading_of(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if matches!(name.as_str(), "title" | "标题" | "subtitle" | "副标题") {
        return Some(0);
    }
    let level = name.strip_prefix("heading ").or_else(|| name.strip_prefix("标题 "))?;
    level.trim().parse().ok()
}
