//! A first issue with a comment to each key: what the layout needs and usually has, and, as comments, what it may have.

use std::fmt::Write;

use super::{Wanted, open, pair, toml_text, written};
use hongtou_format::issue::Date;
use hongtou_format::layouts::Layout;

/// A key of an issue as a template has it.
struct Key {
    /// The name by which layouts know it.
    name: &'static str,
    /// What is to be filled in.
    what: &'static str,
    /// What the key is for; may be empty.
    comment: &'static str,
    place: Place,
}

/// When a key is in a template, if the layout sets it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Always, whether the layout sets it or not: no issue is without it.
    Always,
    /// To be filled in; most issues have it.
    Usual,
    /// As a comment with this value, unless the layout needs it.
    Rare(&'static str),
}
use Place::{Always, Rare, Usual};

const fn key(name: &'static str, what: &'static str, comment: &'static str, place: Place) -> Key {
    Key { name, what, comment, place }
}

const MASTHEAD: [Key; 11] = [
    key("masthead.title", "红头名称", "红头大字：简报的名称，或发文机关标志。", Always),
    key(
        "masthead.organs",
        "联合行文机关",
        "联合行文的机关，主办机关在前。",
        Rare("[\"某某机关\", \"某某机关\"]"),
    ),
    key("masthead.code", "机关代字", "机关代字，如 临政发。", Rare("\"临政发\"")),
    key("masthead.number", "期号", "期号或发文顺序号，每年从 1 起，不加引号。", Always),
    key("masthead.total", "总期号", "总期号，不加引号；不用时去掉。", Usual),
    key("masthead.issuer", "编印单位", "编印单位或发文机关。", Always),
    key("masthead.date", "成文日期", "成文日期，如 2026-01-31，不加引号。", Always),
    key("masthead.signers", "签发人", "签发人：上行文才有。", Rare("[\"姓名\"]")),
    key("masthead.secrecy", "密级和保密期限", "密级和保密期限。", Rare("\"机密★1年\"")),
    key("masthead.copy_number", "份号", "份号，六位。", Rare("\"000001\"")),
    key("masthead.urgency", "紧急程度", "紧急程度。", Rare("\"加急\"")),
];
const NOTE: Key = key("masthead.note", "提示", "页首的提示。", Rare("\"内部资料，注意保存\""));
const ARTICLE: [Key; 3] = [
    key("article.title", "标题", "", Always),
    key("article.addressee", "主送机关", "主送机关，末尾有冒号；公布性文件没有。", Rare("\"某某机关：\"")),
    key("article.note", "按语", "按语。", Rare("\"……\"")),
];
const AFTER_BODY: [Key; 2] = [
    key("article.source", "来源", "稿件来源。", Rare("\"某某局\"")),
    key("article.author", "作者", "作者。", Rare("\"姓名\"")),
];
const SIGNATURE: [Key; 3] = [
    key("signature.post", "职务", "签名章的职务，如 县长。", Rare("\"县长\"")),
    key("signature.organs", "署名机关", "署名机关；不写则为红头里的机关。", Rare("[\"某某机关\"]")),
    key("signature.remark", "附注", "附注，不写括号。", Rare("\"此件公开发布\"")),
];
const DISTRIBUTION: [Key; 6] = [
    key("distribution.report", "上级机关", "报：上级。不用的去掉。", Usual),
    key("distribution.issue", "下级机关", "发：下级。", Usual),
    key("distribution.send", "同级机关", "送：同级。", Usual),
    key("distribution.extra", "增发机关", "本期增发。", Rare("\"某某机关。\"")),
    key("distribution.copy_to", "抄送机关", "抄送机关。不用时去掉。", Usual),
    key("distribution.copies", "印数", "印数，不加引号。", Usual),
];
const COLOPHON: [Key; 5] = [
    key("colophon.reviewer", "审核", "审核人。", Usual),
    key("colophon.editor", "责任编辑", "责任编辑。", Usual),
    key("colophon.phone", "电话", "电话。", Rare("\"0000-0000000\"")),
    key("colophon.printer", "印发机关", "印发机关。", Usual),
    key("colophon.printed", "印发日期", "印发日期；不写则为成文日期。", Rare("2026-01-31")),
];

/// A first issue in a layout that is called by a name.
pub fn template(layout: &Layout, name: &str, date: Option<Date>) -> String {
    let wanted = Wanted::of(layout);
    let mut out = "# 各键的说明见 docs/issue-format.md；写完后运行 hongtou check。\n".to_owned();
    if !layout.description.is_empty() {
        let _ = writeln!(out, "# 版式：{}", layout.description.lines().collect::<String>());
    }
    pair(&mut out, "layout", &toml_text(name));
    table(&mut out, &wanted, "[masthead]", "", &MASTHEAD.iter().chain([&NOTE]).collect::<Vec<_>>(), date);
    out.push_str("\n# 每篇文章一段，可以有几篇。");
    table(&mut out, &wanted, "[[article]]", "", &ARTICLE.iter().collect::<Vec<_>>(), None);
    out.push_str("# 空行分段；一、（一）1.（1）开头的段自动认作标题；**…** 为导语句。\n");
    let _ = writeln!(out, "body = \"\"\"\n{}\n\"\"\"", open("正文").trim_matches('"'));
    out.push_str(&keys(&wanted, &AFTER_BODY.iter().collect::<Vec<_>>(), None).0);
    if wanted.sets("attachments") {
        out.push_str(
            "\n# 附件，每件一段；不写 body 的只列名称。\n# [[attachment]]\n# title = \"附件名称\"\n# body = \"\"\"\n\
             # 附件正文\n# \"\"\"\n",
        );
    }
    table(&mut out, &wanted, "[signature]", "署名。", &SIGNATURE.iter().collect::<Vec<_>>(), None);
    fields(&mut out, &wanted);
    table(&mut out, &wanted, "[distribution]", "", &DISTRIBUTION.iter().collect::<Vec<_>>(), None);
    table(&mut out, &wanted, "[colophon]", "", &COLOPHON.iter().collect::<Vec<_>>(), None);
    out
}

/// A table with those of its keys that the layout sets; without one there is no table.
fn table(
    out: &mut String,
    wanted: &Wanted<'_>,
    header: &str,
    comment: &str,
    all: &[&Key],
    date: Option<Date>,
) {
    let (text, is_active) = keys(wanted, all, date);
    if text.is_empty() {
        return;
    }
    let comment = if comment.is_empty() { String::new() } else { format!("# {comment}\n") };
    let mark = if is_active { "" } else { "# " };
    let _ = write!(out, "\n{comment}{mark}{header}\n{text}");
}

/// The keys of a table that the layout sets, and whether one of them is more than a comment.
fn keys(wanted: &Wanted<'_>, all: &[&Key], date: Option<Date>) -> (String, bool) {
    let mut out = String::new();
    let mut is_active = false;
    for key in all {
        let name = key.name.rsplit('.').next().unwrap_or_default();
        let needed = wanted.needs(key.name);
        if key.place != Always && !needed && !wanted.sets(key.name) {
            continue;
        }
        if !key.comment.is_empty() {
            let _ = writeln!(out, "# {}", key.comment);
        }
        match key.place {
            Rare(example) if !needed => {
                let _ = writeln!(out, "# {name} = {example}");
            }
            _ => {
                is_active = true;
                let value = if name == "date" { written(date, key.what) } else { open(key.what) };
                let is_list = matches!(key.place, Rare(example) if example.starts_with('['));
                pair(&mut out, name, &if is_list { format!("[{value}]") } else { value });
            }
        }
    }
    (out, is_active)
}

/// What only this layout sets.
fn fields(out: &mut String, wanted: &Wanted<'_>) {
    if wanted.layout.fields.is_empty() {
        return;
    }
    let is_active = wanted.layout.fields.keys().any(|name| wanted.needs(&format!("fields.{name}")));
    let _ = writeln!(out, "\n{}[fields]", if is_active { "" } else { "# " });
    for (name, description) in &wanted.layout.fields {
        if !description.is_empty() {
            let _ = writeln!(out, "# {description}");
        }
        if wanted.needs(&format!("fields.{name}")) {
            pair(out, name, &open(name));
        } else {
            let _ = writeln!(out, "# {name} = \"……\"");
        }
    }
}
