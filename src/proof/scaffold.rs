//! The next issue of a bulletin, and the first one.

use std::fmt::Write;

use super::structure::PLACEHOLDER;
use crate::issue::{Date, Issue, Text};

/// What the next issue takes over, and what it begins with.
#[derive(Debug)]
pub struct Scaffold<'a> {
    /// The issue before.
    pub after: &'a Issue,
    /// The day of issue; without it the file says that it must be filled in.
    pub date: Option<Date>,
}

impl Scaffold<'_> {
    /// The next issue as a file: it is valid, and `hongtou check` names what is still to be filled in.
    pub fn text(&self) -> String {
        let mut out = String::new();
        if let Some(layout) = &self.after.layout {
            pair(&mut out, "layout", &quoted(layout));
            out.push('\n');
        }
        self.masthead(&mut out);
        self.article(&mut out);
        self.signature(&mut out);
        self.distribution(&mut out);
        self.colophon(&mut out);
        out
    }

    fn masthead(&self, out: &mut String) {
        let before = &self.after.masthead;
        let new_year = self.date.is_some_and(|date| date.year > before.date.value.year);
        let number = if new_year { 1 } else { before.number.value + 1 };
        out.push_str("[masthead]\n");
        pair(out, "title", &quoted(&before.title));
        pair(out, "number", &number.to_string());
        if let Some(total) = &before.total {
            pair(out, "total", &(total.value + 1).to_string());
        }
        pair(out, "issuer", &quoted(&before.issuer));
        match self.date {
            Some(date) => pair(out, "date", &written(date)),
            None => pair(out, "date", &format!("{} # {PLACEHOLDER}成文日期】", written(before.date.value))),
        }
        let texts = [("secrecy", &before.secrecy), ("note", &before.note), ("code", &before.code)];
        for (key, text) in texts {
            text.iter().for_each(|text| pair(out, key, &quoted(text)));
        }
        list(out, "organs", &before.organs);
    }

    fn article(&self, out: &mut String) {
        let _ = write!(
            out,
            "\n[[article]]\ntitle = \"{PLACEHOLDER}标题】\"\nbody = \"\"\"\n{PLACEHOLDER}正文】\n\"\"\"\n"
        );
    }

    fn signature(&self, out: &mut String) {
        let before = &self.after.signature;
        if *before == crate::issue::Signature::default() || before.organs.is_empty() && before.sealed {
            return;
        }
        out.push_str("\n[signature]\n");
        list(out, "organs", &before.organs);
        if !before.sealed {
            pair(out, "sealed", "false");
        }
        before.post.iter().for_each(|post| pair(out, "post", &quoted(post)));
    }

    fn distribution(&self, out: &mut String) {
        let before = &self.after.distribution;
        let lists: Vec<_> = super::passage::lists(self.after).filter(|(key, _)| *key != "extra").collect();
        if lists.is_empty() && before.copies.is_none() {
            return;
        }
        out.push_str("\n[distribution]\n");
        lists.iter().for_each(|(key, text)| pair(out, key, &quoted(text)));
        before.copies.iter().for_each(|copies| pair(out, "copies", &copies.value.to_string()));
        for entry in &before.allotment {
            out.push_str("\n[[distribution.allotment]]\n");
            pair(out, "to", &quoted(&entry.to));
            pair(out, "copies", &entry.copies.value.to_string());
        }
    }

    fn colophon(&self, out: &mut String) {
        let before = &self.after.colophon;
        let texts = [
            ("reviewer", &before.reviewer),
            ("editor", &before.editor),
            ("phone", &before.phone),
            ("printer", &before.printer),
        ];
        if texts.iter().all(|(_, text)| text.is_none()) {
            return;
        }
        out.push_str("\n[colophon]\n");
        for (key, text) in texts {
            text.iter().for_each(|text| pair(out, key, &quoted(text)));
        }
    }
}

/// A first issue with a comment to each key.
pub fn template(layout: &str, date: Option<Date>) -> String {
    let (date, note) = match date {
        Some(date) => (written(date), String::new()),
        None => ("2026-01-01".to_owned(), format!(" # {PLACEHOLDER}成文日期】")),
    };
    format!(
        "\
# 简报的一期。各键的说明见 docs/issue-format.md；写完后运行 hongtou check。
layout = \"{layout}\"

[masthead]
title  = \"{PLACEHOLDER}报头名称】\"
# 期号，每年从 1 起。
number = 1
# 总期号，不用时去掉本行。
total  = 1
issuer = \"{PLACEHOLDER}编印单位】\"
date   = {date}{note}

# 每篇文章一段，可以有几篇。
[[article]]
title = \"{PLACEHOLDER}标题】\"
# 空行分段；一、（一）1.（1）开头的段自动认作标题；**…** 为导语句。
body = \"\"\"
{PLACEHOLDER}正文】
\"\"\"
# source = \"某某局供稿\"

# 报：上级；发：下级；送：同级。不用的去掉。
[distribution]
report = \"{PLACEHOLDER}上级】。\"
issue  = \"{PLACEHOLDER}下级】。\"
send   = \"{PLACEHOLDER}同级】。\"
copies = 1

[colophon]
reviewer = \"{PLACEHOLDER}审核】\"
editor   = \"{PLACEHOLDER}责任编辑】\"
"
    )
}

fn pair(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

fn list(out: &mut String, key: &str, texts: &[Text]) {
    if !texts.is_empty() {
        let texts: Vec<String> = texts.iter().map(quoted).collect();
        pair(out, key, &format!("[{}]", texts.join(", ")));
    }
}

/// A text as TOML has it.
fn quoted(text: &Text) -> String {
    toml::Value::String(text.value.clone()).to_string()
}

fn written(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}
