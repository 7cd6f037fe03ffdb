//! The parts of an issue, as they were recognised.

use super::unit::{Place, Unit};
use crate::issue::{Date, PrintPage};

/// The parts of an issue; what was not found is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// The bulletin's name.
    pub title: Option<String>,
    /// 期号.
    pub number: Option<u32>,
    /// The year that stands before the 期号, with its place.
    pub year: Option<(Place, u16)>,
    /// 总期号.
    pub total: Option<u32>,
    /// The office that issues it.
    pub issuer: Option<String>,
    /// The day of issue.
    pub date: Option<Date>,
    /// 密级.
    pub secrecy: Option<String>,
    /// 紧急程度.
    pub urgency: Option<String>,
    /// A remark at the head.
    pub note: Option<String>,
    /// 份号.
    pub copy_number: Option<String>,
    /// The articles in their order.
    pub articles: Vec<Article>,
    /// Texts of the foot, each with its key.
    pub foot: Vec<(Key, String)>,
    /// 印发机关.
    pub printer: Option<String>,
    /// 印发日期.
    pub printed: Option<Date>,
    /// 印数.
    pub copies: Option<u32>,
    /// What has no place in an issue.
    pub unplaced: Vec<(Place, String)>,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Its title; several lines are parted by line ends.
    pub title: Option<String>,
    /// 按语, a unit a paragraph.
    pub note: Vec<Unit>,
    /// The body, a unit a paragraph.
    pub body: Vec<Unit>,
    /// ××供稿.
    pub source: Option<String>,
    /// The last words of the pages of the print that end in the body, in their order.
    pub page_ends: Vec<PrintPage>,
}

/// A key of the foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// 报.
    Report,
    /// 发.
    Issue,
    /// 送.
    Send,
    /// 本期增发.
    Extra,
    /// 抄送.
    CopyTo,
    /// 审核.
    Reviewer,
    /// 责任编辑.
    Editor,
    /// 电话.
    Phone,
}

impl Parts {
    /// A text of the foot.
    pub fn foot(&self, key: Key) -> Option<&str> {
        self.foot.iter().find(|(found, _)| *found == key).map(|(_, text)| text.as_str())
    }

    /// What an issue must have and the file does not: the keys.
    pub fn lacking(&self) -> Vec<String> {
        let needed = [
            ("masthead.title", self.title.is_none()),
            ("masthead.number", self.number.is_none()),
            ("masthead.issuer", self.issuer.is_none()),
            ("masthead.date", self.date.is_none()),
            ("article.title", self.articles.iter().any(|article| article.title.is_none())),
            ("article.body", self.articles.is_empty() || self.articles.iter().any(|a| a.body.is_empty())),
        ];
        needed.into_iter().filter(|(_, lacks)| *lacks).map(|(key, _)| key.to_owned()).collect()
    }
}
