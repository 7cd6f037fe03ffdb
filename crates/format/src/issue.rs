//! TOML → [`Issue`]: an issue as it is written, each text with its way back to the file.
//!
//! All rules of a valid issue stand here: those that a schema can say in `raw`, the others in `rules`.
//! Nothing here knows fonts or pages.

mod document_number;
mod field;
mod limits;
mod print_pages;
mod raw;
mod read;
mod rules;
mod texts;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use hongtou_base::diagnostic::Source;

pub use crate::toml_file::{PLACEHOLDER, Placed, Text};
pub use field::{Enclosed, FIELDS, Field, LISTS, Scope};
pub use limits::{
    FIRST_YEAR, LAST_YEAR, MAX_ALLOTMENTS, MAX_ARTICLES, MAX_COUNT, MAX_LISTS, MAX_NAMES, MAX_ORGANS,
};
pub use print_pages::PrintPage;

/// One issue of a bulletin; every rule of a valid issue holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The file that it was read from.
    pub source: Arc<Source>,
    /// A bundled layout's name, or a path relative to the file.
    pub layout: Option<Text>,
    /// Names that are never parted between two lines.
    pub names: Vec<Text>,
    /// 编者按 of the whole issue.
    pub note: Option<Text>,
    /// What stands at the head of page 1.
    pub masthead: Masthead,
    /// One article or more.
    pub articles: Vec<Article>,
    /// Who receives it.
    pub distribution: Distribution,
    /// Who answers for it.
    pub colophon: Colophon,
    /// Who signs it.
    pub signature: Signature,
    /// What it issues or forwards.
    pub issued: Vec<Enclosure>,
    /// What is attached to it.
    pub attachments: Vec<Enclosure>,
    /// Who was there, in the order of the file.
    pub people: Vec<LabelledList>,
    /// What only some layouts set, by the names that they declare.
    pub fields: BTreeMap<String, Text>,
    /// Rules of the proofreader that are turned off.
    pub check_off: Vec<Text>,
}

/// A list with its label: 出席, 分送 ….
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledList {
    /// The label, without the colon.
    pub label: Text,
    /// What is listed.
    pub entries: ListEntries,
}

/// What a list has after its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListEntries {
    /// Running text.
    Text(Text),
    /// Names, set in columns.
    Names(Vec<Text>),
}

/// 署名: who signs a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// The organs that sign; those of the masthead, or the issuer, if empty.
    pub organs: Vec<Text>,
    /// Whether a seal is set on it.
    pub sealed: bool,
    /// The post of the person whose stamped signature stands for the organ.
    pub post: Option<Text>,
    /// The name of that person, printed where no stamp is set.
    pub name: Option<Text>,
    /// 附注.
    pub remark: Option<Text>,
}

/// What is attached to a document (附件), or issued by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// Its name.
    pub title: Text,
    /// What is set around the title.
    pub heading: TitleLines,
    /// Whether a contents list of its chapters is set.
    pub contents: bool,
    /// 主送机关.
    pub addressee: Option<Text>,
    /// The organs that sign it.
    pub organs: Vec<Text>,
    /// Its own date.
    pub date: Option<Placed<Date>>,
    /// Its text; `None` if it is only named, and bound apart.
    pub body: Option<Text>,
}

/// What is set around a title.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TitleLines {
    /// A second title.
    pub subtitle: Option<Text>,
    /// 题注: when and by whom it was adopted or revised.
    pub title_note: Option<Text>,
    /// Who speaks or reports.
    pub byline: Option<Text>,
    /// How many things are listed.
    pub count: Option<Text>,
}

/// 红头: what stands at the head of page 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masthead {
    /// The bulletin's name.
    pub title: Text,
    /// 期号, from 1.
    pub number: Placed<u32>,
    /// The year of the number where it is not that of the date.
    pub number_year: Option<Placed<u16>>,
    /// 总期号, from 1.
    pub total: Option<Placed<u32>>,
    /// The office that issues it.
    pub issuer: Text,
    /// The day of issue.
    pub date: Placed<Date>,
    /// 密级和保密期限.
    pub secrecy: Option<Text>,
    /// 紧急程度.
    pub urgency: Option<Text>,
    /// A remark at the head of the page.
    pub note: Option<Text>,
    /// 份号.
    pub copy_number: Option<Text>,
    /// 机关代字.
    pub code: Option<Text>,
    /// The organs that issue a document together.
    pub organs: Vec<Text>,
    /// Whether the red head names the leading one alone, where the issue says so or not.
    pub lead_organ_only: Option<Placed<bool>>,
    /// 签发人.
    pub signers: Vec<Text>,
}

/// A day that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Date {
    /// From [`FIRST_YEAR`] to [`LAST_YEAR`].
    pub year: u16,
    /// From 1 to 12.
    pub month: u8,
    /// From 1.
    pub day: u8,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// Its title.
    pub title: Text,
    /// What is set around the title.
    pub heading: TitleLines,
    /// Whether a contents list of its chapters is set.
    pub contents: bool,
    /// 按语, before the body.
    pub note: Option<Text>,
    /// Its text: every `**` in a paragraph has its second half.
    pub body: Text,
    /// Words of the body that have a dot under each character.
    pub emphasis: Vec<Text>,
    /// Names in the body that have a rule under them.
    pub proper_names: Vec<Text>,
    /// Where it comes from.
    pub source: Option<Text>,
    /// Who wrote it.
    pub author: Option<Text>,
    /// 主送机关.
    pub addressee: Option<Text>,
}

/// 版记: who receives the issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Distribution {
    /// 报: superiors.
    pub report: Option<Text>,
    /// 发: subordinates.
    pub issue: Option<Text>,
    /// 送: offices of the same rank.
    pub send: Option<Text>,
    /// 本期增发.
    pub extra: Option<Text>,
    /// 抄送.
    pub copy_to: Option<Text>,
    /// Further lists, in the order of the file.
    pub recipients: Vec<LabelledList>,
    /// 印数.
    pub copies: Option<Placed<u32>>,
    /// How the copies are shared out.
    pub allotment: Vec<Allotment>,
}

/// The copies that one office receives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allotment {
    /// The office.
    pub to: Text,
    /// How many copies it receives.
    pub copies: Placed<u32>,
}

/// Who answers for the issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Colophon {
    /// 审核.
    pub reviewer: Option<Text>,
    /// 责任编辑.
    pub editor: Option<Text>,
    /// The editors' telephone number.
    pub phone: Option<Text>,
    /// 印发机关.
    pub printer: Option<Text>,
    /// 印发日期.
    pub printed: Option<Placed<Date>>,
}

impl Issue {
    /// The texts that run over pages, in the order of the file.
    pub fn bodies(&self) -> Vec<&Text> {
        let articles = self.articles.iter().map(|article| &article.body);
        let enclosures = self.issued.iter().chain(&self.attachments);
        let enclosures = enclosures.filter_map(|enclosure| enclosure.body.as_ref());
        let mut bodies: Vec<&Text> = articles.chain(enclosures).collect();
        bodies.sort_by_key(|body| body.span.start);
        bodies
    }

    /// Where something is still to be filled in: 【待填…】, anywhere but in a comment on a line of its own.
    pub fn open_places(&self) -> Vec<Range<usize>> {
        open_places(&self.source)
    }
}

fn open_places(source: &Source) -> Vec<Range<usize>> {
    let text = &source.text;
    let places = text.match_indices(PLACEHOLDER).map(|(start, _)| start);
    places
        .filter(|start| !text[source.line_span(*start)].trim_start().starts_with('#'))
        .map(|start| {
            let rest = text[start..].lines().next().unwrap_or_default();
            start..start + rest.find('】').map_or(PLACEHOLDER.len(), |end| end + '】'.len_utf8())
        })
        .collect()
}
