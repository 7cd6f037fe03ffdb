//! What a batch must know of all its issues at once.

use std::path::Path;

use toml::de::DeTable;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::find::Found;
use crate::Workshop;
use hongtou_base::diagnostic::{Diagnostic, Source};
use hongtou_format::issue::{Date, Issue, Placed};

/// Of an issue: what names it, what is held against other issues, and whether its PDF is still good.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// The bulletin's name.
    pub title: String,
    /// The office that issues it.
    pub issuer: String,
    /// 机关代字.
    pub code: Option<String>,
    /// 期号.
    pub number: Placed<u32>,
    /// 总期号.
    pub total: Option<Placed<u32>>,
    /// The day of issue.
    pub date: Placed<Date>,
    /// The layout that it is set in.
    pub layout: String,
    /// The title of its first article.
    pub article: String,
    /// A hash of its text.
    pub text: u128,
    /// A hash of all that its pages depend on: its text, its layout, its fonts.
    pub inputs: u128,
}

/// Keys that stand at the head of layouts and of no issue.
const KEYS_OF_LAYOUTS: [&str; 6] = ["extends", "page", "grid", "styles", "roles", "page_number"];

/// Reads an issue's head; nothing for a file in a folder that is a layout.
///
/// # Errors
/// Everything that is wrong with the issue, its layout or its fonts.
pub(super) fn read(found: &Found, workshop: &Workshop) -> Result<Option<Head>, Vec<Diagnostic>> {
    let source = Source::read(&found.path)?;
    let issue = match Issue::parse(&source) {
        Ok(issue) => issue,
        Err(_) if !found.named && is_layout(&source) => return Ok(None),
        Err(problems) => return Err(problems),
    };
    let setting = workshop.setting(&issue, folder_of(&found.path))?;
    let text = hash_of(&source);
    let mut inputs = Xxh3::new();
    inputs.update(&text.to_le_bytes());
    inputs.update(&setting.fingerprint().to_le_bytes());
    let layout = setting.layout.name.clone();
    Ok(Some(Head::of(issue, layout, text, inputs.digest128())))
}

impl Head {
    fn of(issue: Issue, layout: String, text: u128, inputs: u128) -> Head {
        let masthead = issue.masthead;
        Head {
            title: masthead.title.value,
            issuer: masthead.issuer.value,
            code: masthead.code.map(|code| code.value),
            number: masthead.number,
            total: masthead.total,
            date: masthead.date,
            layout,
            article: issue.articles.into_iter().next().map(|article| article.title.value).unwrap_or_default(),
            text,
            inputs,
        }
    }
}

/// A hash of an issue's text.
pub(super) fn hash_of(source: &Source) -> u128 {
    xxh3_128(source.text.as_bytes())
}

/// The folder that an issue's layout is relative to.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// Layouts may stand in the folder of the issues that name them.
pub(super) fn is_layout(source: &Source) -> bool {
    let (root, _) = DeTable::parse_recoverable(&source.text);
    KEYS_OF_LAYOUTS.iter().any(|key| root.get_ref().contains_key(*key))
}
