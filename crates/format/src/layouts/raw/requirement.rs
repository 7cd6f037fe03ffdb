//! What is measured on the finished pages, as written.

use schemars::JsonSchema;
use serde::Deserialize;

/// What is measured on the finished pages: a distance `from` one edge `to` another, or a figure `of` an element.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawRequirement {
    /// What it is, in words.
    pub what: String,
    /// The clause of the standard.
    pub clause: Option<String>,
    /// How strongly the standard asks for it.
    pub strength: RawStrength,
    /// The edge that the distance is measured from, such as `page.top`.
    pub from: Option<String>,
    /// The edge that it is measured to, such as `masthead.name.ink-top`; downward and to the right is positive.
    pub to: Option<String>,
    /// A figure of an element, such as `body.size`.
    pub of: Option<String>,
    /// What it should be: a measure such as "37mm", or a word.
    pub is: Option<String>,
    /// The least that it may be.
    pub least: Option<String>,
    /// The most that it may be.
    pub most: Option<String>,
    /// How far it may be off; a hundredth of a millimetre if left out.
    pub within: Option<String>,
    /// On which pages it is measured; on all that have both edges if left out.
    pub pages: Option<RawPages>,
}

/// How strongly a standard asks for something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum RawStrength {
    /// Shall: only a departure from this is a fault.
    #[default]
    #[serde(rename = "规定")]
    Shall,
    /// As a rule.
    #[serde(rename = "一般")]
    Usual,
    /// Recommended.
    #[serde(rename = "推荐")]
    Recommended,
    /// Permitted.
    #[serde(rename = "可以")]
    May,
    /// The practice of offices; the standard is silent.
    #[serde(rename = "实务")]
    Practice,
    /// Follows from other figures by arithmetic.
    #[serde(rename = "推算")]
    Derived,
}

/// Pages of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RawPages {
    /// All of them.
    #[default]
    Every,
    /// The first one.
    First,
    /// All but the first one.
    AfterFirst,
    /// Those with odd numbers.
    Odd,
    /// Those with even numbers.
    Even,
    /// The last one.
    Last,
}
