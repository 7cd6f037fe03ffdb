//! What was changed, left out or not placed, each with its place.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::unit::{Place, Unit};

/// Why something was written in another way than it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A paragraph that a page's end had torn was joined.
    Joined,
    /// A space that was autospace was dropped.
    Space,
    /// A half-width mark between Han was made full-width.
    Punctuation,
    /// Straight quotation marks were made curly.
    Quotes,
    /// Dots were made an ellipsis of two em.
    Ellipsis,
    /// Hyphens or a short dash were made a dash of two em.
    Dash,
    /// A line of the body that may be the title of a further article.
    MayBeTitle,
    /// Words that the layout sets itself: labels, `第…期`, brackets, the contents list.
    Label,
    /// A mark of Markdown that says how something looks: `#`, `**` around a heading.
    Markup,
    /// A literal `**`, which an issue has for lead-ins, was written with full-width asterisks.
    Asterisks,
    /// A control character, or a code point that is no character.
    Control,
    /// A radical or a compatibility ideograph was written as the ordinary character.
    Radical,
    /// A row of a table was kept as text.
    TableRow,
    /// A rule drawn with characters was left out.
    DrawnRule,
    /// A page number, a running head or foot that stood between the lines of a text.
    Furniture,
    /// A picture or an embedded object was left out.
    Picture,
    /// A tracked insertion was accepted.
    Inserted,
    /// A tracked deletion was accepted: its text is gone.
    Deleted,
    /// Hidden text was left out.
    Hidden,
    /// A number that Word counts was written out.
    Numbered,
    /// Macros were left alone.
    Macros,
    /// A link to something outside of the file was not followed.
    ExternalLink,
    /// A symbol of a font that has no character of Unicode was left out.
    Symbol,
    /// What an issue must have was made of what the file says elsewhere.
    Made,
    /// Text that has no place in an issue: kept in comments.
    Unplaced,
}

impl Rule {
    /// A stable name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Rule::Joined => "joined",
            Rule::Space => "space",
            Rule::Punctuation => "punctuation",
            Rule::Quotes => "quotation-marks",
            Rule::Ellipsis => "ellipsis",
            Rule::Dash => "dash",
            Rule::MayBeTitle => "may-be-title",
            Rule::Label => "label",
            Rule::Markup => "markup",
            Rule::Asterisks => "asterisks",
            Rule::Control => "control-character",
            Rule::Radical => "radical-as-character",
            Rule::TableRow => "table-row",
            Rule::DrawnRule => "drawn-rule",
            Rule::Furniture => "page-furniture",
            Rule::Picture => "picture",
            Rule::Inserted => "inserted",
            Rule::Deleted => "deleted",
            Rule::Hidden => "hidden",
            Rule::Numbered => "numbered",
            Rule::Macros => "macros",
            Rule::ExternalLink => "external-link",
            Rule::Symbol => "symbol",
            Rule::Made => "made",
            Rule::Unplaced => "unplaced",
        }
    }
}

/// One thing that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Why.
    pub rule: Rule,
    /// Where; `None` for what concerns the whole file.
    pub place: Option<Place>,
    /// The column of the first character, from 1.
    pub column: u32,
    /// What stands in the file.
    pub found: String,
    /// What was written for it.
    pub written: String,
    /// The text around it.
    pub context: String,
}

/// The changes, in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// One for each.
    pub entries: Vec<Entry>,
}

impl Report {
    /// Adds a change at a character of a unit.
    pub fn at(&mut self, rule: Rule, unit: &Unit, index: usize, found: &str, written: &str) {
        let column = unit.cells.get(index).or(unit.cells.last()).map_or(1, |cell| cell.column);
        self.entries.push(Entry {
            rule,
            place: Some(unit.place),
            column,
            found: found.to_owned(),
            written: written.to_owned(),
            context: unit.context(index),
        });
    }

    /// Adds a change to a unit as a whole.
    pub fn whole(&mut self, rule: Rule, place: Place, found: impl Into<String>, written: impl Into<String>) {
        let (found, written) = (found.into(), written.into());
        self.entries.push(Entry {
            rule,
            place: Some(place),
            column: 1,
            found,
            written,
            context: String::new(),
        });
    }

    /// Adds what concerns the whole file.
    pub fn file(&mut self, rule: Rule, found: impl Into<String>) {
        let (written, context) = (String::new(), String::new());
        self.entries.push(Entry { rule, place: None, column: 1, found: found.into(), written, context });
    }

    /// Adds a text that is written though it stands elsewhere in the file, or nowhere.
    pub fn file_made(&mut self, written: impl Into<String>) {
        let (found, written, context) = (String::new(), written.into(), String::new());
        self.entries.push(Entry { rule: Rule::Made, place: None, column: 1, found, written, context });
    }

    /// How often a rule was applied.
    pub fn count(&self, rule: Rule) -> usize {
        self.entries.iter().filter(|entry| entry.rule == rule).count()
    }
}

/// An entry as programs read it; one after another, for there may be many.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", self.rule.code())?;
        if let Some(place) = self.place {
            map.serialize_entry("part", place.origin.code())?;
            map.serialize_entry("number", &place.number)?;
            map.serialize_entry("column", &self.column)?;
        }
        map.serialize_entry("found", &self.found)?;
        map.serialize_entry("written", &self.written)?;
        if !self.context.is_empty() {
            map.serialize_entry("context", &self.context)?;
        }
        map.end()
    }
}
