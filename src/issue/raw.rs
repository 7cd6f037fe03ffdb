//! The issue file as it is written, for `serde`; the comments here are what editors show.
//!
//! Keys that must be there are `Option` all the same, and required by the schema alone:
//! so a file from which some are missing can still be looked at for other problems.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::value::Datetime;

use super::{MAX_ALLOTMENTS, MAX_ARTICLES, MAX_COUNT, MAX_NAMES};
use crate::toml_file::{Placed, date_schema};

/// One issue of a bulletin.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "hongtou issue")]
pub(super) struct Issue {
    /// The page design: a name that `hongtou layouts` lists, or the path of a layout file relative to this one.
    #[schemars(length(min = 1))]
    pub layout: Option<Placed<String>>,
    /// Names of persons and places that are never parted between two lines.
    #[serde(default)]
    #[schemars(length(max = MAX_NAMES), inner(length(min = 1)))]
    pub names: Vec<Placed<String>>,
    /// 红头: what stands in red at the head of page 1, and in the line below it.
    #[schemars(required)]
    pub masthead: Option<Masthead>,
    /// The articles, in their order.
    #[schemars(required, length(min = 1, max = MAX_ARTICLES))]
    pub article: Option<Vec<Article>>,
    /// 版记: who receives the issue.
    pub distribution: Option<Distribution>,
    /// Who answers for the issue.
    pub colophon: Option<Colophon>,
}

/// 红头: what stands in red at the head of page 1, and in the line below it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Masthead {
    /// The bulletin's name, such as 广东脱贫攻坚工作动态.
    #[schemars(required, length(min = 1))]
    pub title: Option<Placed<String>>,
    /// 期号: the number of the issue in its year.
    #[schemars(required, range(min = 1, max = MAX_COUNT))]
    pub number: Option<Placed<u32>>,
    /// 总期号: the number of the issue since the bulletin began.
    #[schemars(range(min = 1, max = MAX_COUNT))]
    pub total: Option<Placed<u32>>,
    /// The office that issues the bulletin.
    #[schemars(required, length(min = 1))]
    pub issuer: Option<Placed<String>>,
    /// The day of issue, without quotes: 2021-03-29.
    #[schemars(required, schema_with = "date_schema")]
    pub date: Option<Placed<Datetime>>,
    /// 密级和保密期限, such as 机密★1年.
    #[schemars(length(min = 1))]
    pub secrecy: Option<Placed<String>>,
    /// 紧急程度, such as 特急.
    #[schemars(length(min = 1))]
    pub urgency: Option<Placed<String>>,
    /// A remark at the head of the page, such as 内部资料，注意保存.
    #[schemars(length(min = 1))]
    pub note: Option<Placed<String>>,
    /// 份号: the number of the copy.
    #[schemars(length(min = 1))]
    pub copy_number: Option<Placed<String>>,
}

/// One article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Article {
    /// The article's title; a line end in it (`\\n`) ends the line on the page.
    #[schemars(required, length(min = 1))]
    pub title: Option<Placed<String>>,
    /// 按语: what the editor says before the body.
    #[schemars(length(min = 1))]
    pub note: Option<Placed<String>>,
    /// The text: paragraphs parted by blank lines, lead-ins in bold between `**` and `**`.
    #[schemars(required, length(min = 1))]
    pub body: Option<Placed<String>>,
    /// Words of the body that have a dot under each character (着重号).
    #[serde(default)]
    #[schemars(length(max = MAX_NAMES), inner(length(min = 1)))]
    pub emphasis: Vec<Placed<String>>,
    /// Names in the body that have a rule under them (专名号).
    #[serde(default)]
    #[schemars(length(max = MAX_NAMES), inner(length(min = 1)))]
    pub proper_names: Vec<Placed<String>>,
    /// Where the article comes from; set behind the body in brackets.
    #[schemars(length(min = 1))]
    pub source: Option<Placed<String>>,
    /// Who wrote it.
    #[schemars(length(min = 1))]
    pub author: Option<Placed<String>>,
}

/// 版记: who receives the issue.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Distribution {
    /// 报: superiors.
    #[schemars(length(min = 1))]
    pub report: Option<Placed<String>>,
    /// 发: subordinates.
    #[schemars(length(min = 1))]
    pub issue: Option<Placed<String>>,
    /// 送: offices of the same rank.
    #[schemars(length(min = 1))]
    pub send: Option<Placed<String>>,
    /// 本期增发: who receives this issue besides.
    #[schemars(length(min = 1))]
    pub extra: Option<Placed<String>>,
    /// 印数: how many copies are printed.
    #[schemars(range(min = 1, max = MAX_COUNT))]
    pub copies: Option<Placed<u32>>,
    /// How the copies are shared out.
    #[serde(default)]
    #[schemars(length(max = MAX_ALLOTMENTS))]
    pub allotment: Vec<Allotment>,
}

/// The copies that one office receives.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Allotment {
    /// The office.
    #[schemars(required, length(min = 1))]
    pub to: Option<Placed<String>>,
    /// How many copies it receives.
    #[schemars(required, range(min = 1, max = MAX_COUNT))]
    pub copies: Option<Placed<u32>>,
}

/// Who answers for the issue.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Colophon {
    /// 审核: who passed the issue.
    #[schemars(length(min = 1))]
    pub reviewer: Option<Placed<String>>,
    /// 责任编辑: the editor.
    #[schemars(length(min = 1))]
    pub editor: Option<Placed<String>>,
    /// The editors' telephone number.
    #[schemars(length(min = 1))]
    pub phone: Option<Placed<String>>,
}
