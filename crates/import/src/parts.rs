//! The parts of an issue, as they were recognised.

use super::form::Form;
use super::unit::{Place, Unit};
use hongtou_format::issue::{Date, PrintPage};

/// The parts of an issue; what was not found is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Parts {
    /// What kind of document it is.
    pub form: Form,
    /// The bulletin's name, or that at a document's head.
    pub title: Option<String>,
    /// 期号.
    pub number: Option<u32>,
    /// Whether the number is that of a supplement (增刊).
    pub is_supplement: bool,
    /// The year that stands before the 期号, with its place.
    pub year: Option<(Place, u16)>,
    /// The year of the number where it is not that of the date.
    pub number_year: Option<u16>,
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
    /// 机关代字.
    pub code: Option<String>,
    /// The organs that issue a document together.
    pub organs: Vec<String>,
    /// 签发人.
    pub signers: Vec<String>,
    /// The articles in their order.
    pub articles: Vec<Article>,
    /// The attachments in their order.
    pub attachments: Vec<Attachment>,
    /// Who signs a document.
    pub signature: Signature,
    /// What only some layouts set.
    pub fields: Vec<(&'static str, String)>,
    /// 主持, 出席, 记录 … of minutes, in their order.
    pub people: Vec<People>,
    /// The labels of those who receive a document, as the file has them: 分送, 抄报 ….
    pub recipient_labels: Vec<String>,
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
    /// A second title.
    pub subtitle: Option<String>,
    /// 题注.
    pub title_note: Option<String>,
    /// How many things are listed.
    pub count: Option<String>,
    /// Whether it has a list of its chapters.
    pub contents: bool,
    /// 主送机关.
    pub addressee: Option<String>,
    /// 按语, a unit a paragraph.
    pub note: Vec<Unit>,
    /// The body, a unit a paragraph.
    pub body: Vec<Unit>,
    /// ××供稿.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Lines of the body that may be titles of further articles.
    pub may_be_titles: Vec<(Place, String)>,
    /// The last words of the pages of the print that end in the body, in their order.
    pub page_ends: Vec<PrintPage>,
}

/// 附件, or a text that the document issues.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachment {
    /// Whether the document issues it: it has no mark, and is listed nowhere.
    pub is_issued: bool,
    /// Its name.
    pub title: String,
    /// A second title.
    pub subtitle: Option<String>,
    /// 题注.
    pub title_note: Option<String>,
    /// How many things are listed.
    pub count: Option<String>,
    /// Whether it has a list of its chapters.
    pub contents: bool,
    /// 主送机关 of its own.
    pub addressee: Option<String>,
    /// The organs that sign it.
    pub organs: Vec<String>,
    /// Its own date.
    pub date: Option<Date>,
    /// Its text, a unit a paragraph; none if it is only named.
    pub body: Vec<Unit>,
    /// The last words of the pages of the print that end in it, in their order.
    pub page_ends: Vec<PrintPage>,
}

/// A list of persons, with its label.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// The label, without the colon.
    pub label: String,
    /// The persons, one by one; empty if they are running text.
    pub names: Vec<String>,
    /// The persons as running text.
    pub text: Option<String>,
}

/// 署名.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signature {
    /// The organs that sign.
    pub organs: Vec<String>,
    /// The post of the person who signs.
    pub post: Option<String>,
    /// The printed name of that person.
    pub name: Option<String>,
    /// 附注.
    pub remark: Option<String>,
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
    /// Those who receive a document, under a label of their own, by its place in [`Parts::recipient_labels`].
    Recipients(usize),
}

impl Article {
    /// Whether it needs 主送机关 and has none; what is made known to everybody has none.
    pub fn lacks_addressee(&self) -> bool {
        const PUBLIC: [&str; 6] = ["公告", "通告", "公报", "决定", "决议", "公示"];
        let is_public =
            self.title.as_deref().is_some_and(|title| PUBLIC.iter().any(|end| title.ends_with(end)));
        self.addressee.is_none() && !is_public
    }
}

impl Parts {
    /// A text of the foot.
    pub fn foot(&self, key: Key) -> Option<&str> {
        self.foot.iter().find(|(found, _)| *found == key).map(|(_, text)| text.as_str())
    }

    /// The layout that goes with what there is.
    pub fn layout(&self) -> &'static str {
        match self.form {
            Form::Bulletin if self.secrecy.is_some() && self.copy_number.is_some() => "bulletin-confidential",
            Form::Bulletin if self.is_supplement => "bulletin-supplement",
            form => form.layout(),
        }
    }

    /// What an issue must have and the file does not: the keys.
    pub fn lacking(&self) -> Vec<String> {
        let is_document = matches!(self.form, Form::Document | Form::Letter);
        let lacks_addressee = self.articles.first().is_none_or(Article::lacks_addressee);
        let needed = [
            ("masthead.title", self.title.is_none()),
            ("masthead.number", self.number.is_none()),
            ("masthead.issuer", self.issuer.is_none()),
            ("masthead.date", self.date.is_none()),
            ("masthead.code", is_document && self.code.is_none()),
            ("article.addressee", is_document && lacks_addressee),
            ("signature.post", self.form == Form::Order && self.signature.post.is_none()),
            ("article.title", self.articles.iter().any(|article| article.title.is_none())),
            ("article.body", self.articles.is_empty() || self.articles.iter().any(|a| a.body.is_empty())),
        ];
        needed.into_iter().filter(|(_, lacks)| *lacks).map(|(key, _)| key.to_owned()).collect()
    }
}
