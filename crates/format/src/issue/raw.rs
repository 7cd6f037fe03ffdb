//! The issue file as it is written, for `serde`; the comments here are what editors show.
//!
//! Keys that must be there are `Option` all the same, and required by the schema alone:
//! so a file from which some are missing can still be looked at for other problems.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::value::Datetime;

use super::limits::{
    FIRST_YEAR, LAST_YEAR, MAX_ALLOTMENTS, MAX_ARTICLES, MAX_COUNT, MAX_LISTS, MAX_NAMES, MAX_ORGANS,
};
use crate::toml_file::{Placed, date_schema};

/// One issue of a bulletin.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "hongtou issue")]
pub(super) struct Issue {
    /// The page design: a name that `hongtou layouts` lists, or the path of a layout file relative to this one.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["版式"]))]
    pub layout: Option<Placed<String>>,
    /// Names of persons and places that are never parted between two lines.
    #[serde(default)]
    #[schemars(length(max = MAX_NAMES), inner(length(min = 1)))]
    #[schemars(extend("x-names" = ["人名", "专名"]))]
    pub names: Vec<Placed<String>>,
    /// 编者按 of the whole issue, above the contents list.
    #[schemars(length(min = 1))]
    pub note: Option<Placed<String>>,
    /// 红头: what stands in red at the head of page 1, and in the line below it.
    #[schemars(required)]
    #[schemars(extend("x-names" = ["报头", "版头", "红头", "刊头"]))]
    pub masthead: Option<Masthead>,
    /// The articles, in their order.
    #[schemars(required, length(min = 1, max = MAX_ARTICLES))]
    #[schemars(extend("x-names" = ["文章", "正文", "稿件", "篇"]))]
    pub article: Option<Vec<Article>>,
    /// 版记: who receives the issue.
    #[schemars(extend("x-names" = ["版记", "报尾", "分发", "发送", "发送范围"]))]
    pub distribution: Option<Distribution>,
    /// Who answers for the issue.
    #[schemars(extend("x-names" = ["编审", "编务", "编校", "责编"]))]
    pub colophon: Option<Colophon>,
    /// 署名: who signs a document, below its text.
    #[schemars(extend("x-names" = ["署名", "落款"]))]
    pub signature: Option<Signature>,
    /// What the document issues or forwards: each on a new page under its own title, and not named as an attachment.
    #[serde(default)]
    #[schemars(length(max = MAX_ARTICLES))]
    pub issued: Vec<Enclosure>,
    /// 附件: what is attached, in its order.
    #[serde(default)]
    #[schemars(length(max = MAX_ARTICLES))]
    #[schemars(extend("x-names" = ["附件"]))]
    pub attachment: Vec<Enclosure>,
    /// Who was there, and who wrote it down: any number of lists, each with its label, in the order of the file.
    #[serde(default)]
    #[schemars(length(max = MAX_LISTS))]
    pub people: Vec<People>,
    /// What only some layouts set, by the names that they declare.
    #[serde(default)]
    #[schemars(inner(length(min = 1)))]
    #[schemars(extend("x-names" = ["字段"]))]
    pub fields: BTreeMap<String, Placed<String>>,
    /// How `hongtou check` reads this issue.
    #[schemars(extend("x-names" = ["检查"]))]
    pub check: Option<Check>,
}

/// How `hongtou check` reads this issue.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    /// Rules of the proofreader that are turned off for this issue.
    #[serde(default)]
    #[schemars(length(max = MAX_NAMES), inner(length(min = 1)))]
    pub off: Vec<Placed<String>>,
}

/// 红头: what stands in red at the head of page 1, and in the line below it.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Masthead {
    /// The bulletin's name, such as 广东脱贫攻坚工作动态.
    #[schemars(required, length(min = 1))]
    #[schemars(extend("x-names" = ["名称", "刊名", "报头", "报头名称", "标题", "发文机关标志", "机关标志"]))]
    pub title: Option<Placed<String>>,
    /// 期号: the number of the issue in its year.
    #[schemars(required, range(min = 1, max = MAX_COUNT))]
    #[schemars(extend("x-names" = ["期号", "期数", "期", "号", "文号", "顺序号"]))]
    pub number: Option<Placed<u32>>,
    /// 总期号: the number of the issue since the bulletin began.
    #[schemars(range(min = 1, max = MAX_COUNT))]
    #[schemars(extend("x-names" = ["总期号", "总期数", "总期", "总第"]))]
    pub total: Option<Placed<u32>>,
    /// The year of the number where it is not that of the date: 〔2025〕3号 of a document of January 2026.
    #[schemars(range(min = FIRST_YEAR, max = LAST_YEAR))]
    pub number_year: Option<Placed<u16>>,
    /// The office that issues the bulletin.
    #[schemars(required, length(min = 1))]
    #[schemars(extend("x-names" = ["编印单位", "编发单位", "主办单位", "编印", "发文机关", "单位", "机关"]))]
    pub issuer: Option<Placed<String>>,
    /// The day of issue, without quotes: 2021-03-29.
    #[schemars(required, schema_with = "date_schema")]
    #[schemars(extend("x-names" = ["日期", "成文日期", "印发日期", "时间"]))]
    pub date: Option<Placed<Datetime>>,
    /// 密级和保密期限, such as 机密★1年.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["密级", "密级和保密期限"]))]
    pub secrecy: Option<Placed<String>>,
    /// 紧急程度, such as 特急.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["紧急程度", "缓急"]))]
    pub urgency: Option<Placed<String>>,
    /// A remark at the head of the page, such as 内部资料，注意保存.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["备注", "说明", "提示"]))]
    pub note: Option<Placed<String>>,
    /// 份号: the number of the copy.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["份号", "编号"]))]
    pub copy_number: Option<Placed<String>>,
    /// 机关代字: the letters before the year in a document's number, such as 临政发.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["机关代字", "代字", "发文字号"]))]
    pub code: Option<Placed<String>>,
    /// 联合行文: the organs that issue a document together, the leading one first.
    #[serde(default)]
    #[schemars(length(max = MAX_ORGANS), inner(length(min = 1)))]
    #[schemars(extend("x-names" = ["联合行文", "发文机关", "机关"]))]
    pub organs: Vec<Placed<String>>,
    /// With `organs`: whether the red head names the leading organ alone, and not all of them; all of them sign.
    #[schemars(extend("x-names" = ["单独用主办机关名称", "主办机关"]))]
    pub lead_organ_only: Option<Placed<bool>>,
    /// 签发人: who signed a document to superiors for issue, in the order of the organs.
    #[serde(default)]
    #[schemars(length(max = MAX_ORGANS), inner(length(min = 1)))]
    #[schemars(extend("x-names" = ["签发人", "签发"]))]
    pub signers: Vec<Placed<String>>,
}

/// One article.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Article {
    /// The article's title; a line end in it (`\\n`) ends the line on the page.
    #[schemars(required, length(min = 1))]
    #[schemars(extend("x-names" = ["标题", "题目", "题"]))]
    pub title: Option<Placed<String>>,
    /// A second title, without the dash before it.
    #[schemars(length(min = 1))]
    pub subtitle: Option<Placed<String>>,
    /// 题注: when and by whom it was adopted or revised, without brackets; a line end in it ends the line on the page.
    #[schemars(length(min = 1))]
    pub title_note: Option<Placed<String>>,
    /// Who speaks or reports, below the title, such as 市长　某某.
    #[schemars(length(min = 1))]
    pub byline: Option<Placed<String>>,
    /// How many things are listed, without brackets: 共6个.
    #[schemars(length(min = 1))]
    pub count: Option<Placed<String>>,
    /// Whether a contents list of its parts, chapters and sections is set above the text; false if left out.
    pub contents: Option<bool>,
    /// 按语: what the editor says before the body.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["按语", "编者按"]))]
    pub note: Option<Placed<String>>,
    /// The text: paragraphs parted by blank lines, lead-ins in bold between `**` and `**`.
    #[schemars(required, length(min = 1))]
    #[schemars(extend("x-names" = ["正文", "内容", "文章"]))]
    pub body: Option<Placed<String>>,
    /// Words of the body that have a dot under each character (着重号).
    #[serde(default)]
    #[schemars(length(max = MAX_NAMES), inner(length(min = 1)))]
    #[schemars(extend("x-names" = ["着重号", "着重"]))]
    pub emphasis: Vec<Placed<String>>,
    /// Names in the body that have a rule under them (专名号).
    #[serde(default)]
    #[schemars(length(max = MAX_NAMES), inner(length(min = 1)))]
    #[schemars(extend("x-names" = ["专名号", "专名"]))]
    pub proper_names: Vec<Placed<String>>,
    /// Where the article comes from; set behind the body in brackets.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["来源", "供稿", "稿源", "供稿单位"]))]
    pub source: Option<Placed<String>>,
    /// Who wrote it.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["作者"]))]
    pub author: Option<Placed<String>>,
    /// 主送机关: to whom a document is addressed, with the colon at its end.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["主送", "主送机关", "抬头", "to"]))]
    pub addressee: Option<Placed<String>>,
}

/// 主持, 出席, 列席, 请假, 缺席, 记录, 整理 …: a list of persons with its label.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    /// The label, without the colon, such as 出席.
    #[schemars(required, length(min = 1))]
    pub label: Option<Placed<String>>,
    /// The persons, set in columns.
    #[serde(default)]
    #[schemars(length(max = MAX_NAMES), inner(length(min = 1)))]
    pub names: Vec<Placed<String>>,
    /// The persons as running text, instead of `names`; a line end in it ends the line on the page.
    #[schemars(length(min = 1))]
    pub text: Option<Placed<String>>,
}

/// 署名: who signs a document.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Signature {
    /// The organs that sign; those of the masthead, or the issuer, if left out.
    #[serde(default)]
    #[schemars(length(max = MAX_ORGANS), inner(length(min = 1)))]
    #[schemars(extend("x-names" = ["署名", "发文机关", "机关", "署名机关"]))]
    pub organs: Vec<Placed<String>>,
    /// Whether a seal is set on it (加盖印章); true if left out.
    #[schemars(extend("x-names" = ["盖章", "用印", "印章", "加盖印章"]))]
    pub sealed: Option<bool>,
    /// The post of the person whose stamped signature (签名章) stands for the organ, such as 县长.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["职务"]))]
    pub post: Option<Placed<String>>,
    /// The name of that person, printed where no stamp is set.
    #[schemars(length(min = 1))]
    pub name: Option<Placed<String>>,
    /// 附注, such as 此件公开发布, without its brackets.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["附注"]))]
    pub remark: Option<Placed<String>>,
}

/// What is attached to a document, or issued by it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Enclosure {
    /// Its name; a line end in it (`\\n`) ends the line on the page.
    #[schemars(required, length(min = 1))]
    #[schemars(extend("x-names" = ["名称", "标题", "附件名称"]))]
    pub title: Option<Placed<String>>,
    /// A second title, without the dash before it.
    #[schemars(length(min = 1))]
    pub subtitle: Option<Placed<String>>,
    /// 题注: when and by whom it was adopted or revised, without brackets; a line end in it ends the line on the page.
    #[schemars(length(min = 1))]
    pub title_note: Option<Placed<String>>,
    /// Who speaks or reports, below the title.
    #[schemars(length(min = 1))]
    pub byline: Option<Placed<String>>,
    /// How many things are listed, without brackets: 共6个.
    #[schemars(length(min = 1))]
    pub count: Option<Placed<String>>,
    /// 主送机关 of its own, with the colon at its end.
    #[schemars(length(min = 1))]
    pub addressee: Option<Placed<String>>,
    /// The organs that sign it, if it is signed itself.
    #[serde(default)]
    #[schemars(length(max = MAX_ORGANS), inner(length(min = 1)))]
    pub organs: Vec<Placed<String>>,
    /// Its own date, if it has one.
    #[serde(default)]
    #[schemars(schema_with = "date_schema")]
    pub date: Option<Placed<Datetime>>,
    /// Whether a contents list of its parts, chapters and sections is set above the text; false if left out.
    pub contents: Option<bool>,
    /// Its text, written as that of an article; without it the attachment is named, and bound apart.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["正文", "内容"]))]
    pub body: Option<Placed<String>>,
}

/// 版记: who receives the issue.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Distribution {
    /// 报: superiors.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["报", "上报", "呈报"]))]
    pub report: Option<Placed<String>>,
    /// 发: subordinates.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["发", "下发"]))]
    pub issue: Option<Placed<String>>,
    /// 送: offices of the same rank.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["送", "抄送单位"]))]
    pub send: Option<Placed<String>>,
    /// 本期增发: who receives this issue besides.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["增发", "本期增发"]))]
    pub extra: Option<Placed<String>>,
    /// 抄送: who receives a copy of a document.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["抄送", "抄送机关"]))]
    pub copy_to: Option<Placed<String>>,
    /// Further lists of recipients, each with its label, in the order of the file.
    #[serde(default)]
    #[schemars(length(max = MAX_LISTS))]
    pub recipients: Vec<Recipients>,
    /// 印数: how many copies are printed.
    #[schemars(range(min = 1, max = MAX_COUNT))]
    #[schemars(extend("x-names" = ["印数", "份数", "印发份数", "共印"]))]
    pub copies: Option<Placed<u32>>,
    /// How the copies are shared out.
    #[serde(default)]
    #[schemars(length(max = MAX_ALLOTMENTS))]
    #[schemars(extend("x-names" = ["分发", "分配", "分发表"]))]
    pub allotment: Vec<Allotment>,
}

/// 分送, 抄报, 主报, 印送 …: a list of recipients with its label.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipients {
    /// The label, without the colon, such as 分送.
    #[schemars(required, length(min = 1))]
    pub label: Option<Placed<String>>,
    /// Who receives it, with a full stop at the end.
    #[schemars(required, length(min = 1))]
    pub text: Option<Placed<String>>,
}

/// The copies that one office receives.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Allotment {
    /// The office.
    #[schemars(required, length(min = 1))]
    #[schemars(extend("x-names" = ["单位", "收文单位", "接收单位"]))]
    pub to: Option<Placed<String>>,
    /// How many copies it receives.
    #[schemars(required, range(min = 1, max = MAX_COUNT))]
    #[schemars(extend("x-names" = ["份数", "数量"]))]
    pub copies: Option<Placed<u32>>,
}

/// Who answers for the issue.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Colophon {
    /// 审核: who passed the issue.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["审核", "审稿", "核稿", "审签"]))]
    pub reviewer: Option<Placed<String>>,
    /// 责任编辑: the editor.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["编辑", "责任编辑", "责编"]))]
    pub editor: Option<Placed<String>>,
    /// The editors' telephone number.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["电话", "联系电话"]))]
    pub phone: Option<Placed<String>>,
    /// 印发机关: the office that prints and sends a document.
    #[schemars(length(min = 1))]
    #[schemars(extend("x-names" = ["印发机关", "印发单位", "印刷"]))]
    pub printer: Option<Placed<String>>,
    /// 印发日期: the day on which it is printed; the day of issue if left out.
    #[serde(default)]
    #[schemars(schema_with = "date_schema")]
    #[schemars(extend("x-names" = ["印发日期"]))]
    pub printed: Option<Placed<Datetime>>,
}
