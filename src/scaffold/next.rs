//! The issue that follows another.

use std::fmt::Write;

use super::{Wanted, list, open, pair, quoted, toml_text, written};
use hongtou_format::issue::{Date, Issue, PLACEHOLDER, Signature};
use hongtou_format::layouts::Layout;

/// The issue that follows another: what stays is taken over, what is of the day is to be filled in.
///
/// Neither 密级 nor 紧急程度 is taken over: they are decided for every text.
pub fn next(before: &Issue, layout: &Layout, date: Option<Date>) -> String {
    let mut next = Next { before, wanted: Wanted::of(layout), date, out: String::new() };
    if let Some(layout) = &before.layout {
        pair(&mut next.out, "layout", &quoted(layout));
    }
    list(&mut next.out, "names", &before.names);
    if !next.out.is_empty() {
        next.out.push('\n');
    }
    next.masthead();
    next.article();
    next.attachments();
    next.signature();
    next.fields();
    next.distribution();
    next.colophon();
    next.check();
    next.out
}

struct Next<'a> {
    before: &'a Issue,
    wanted: Wanted<'a>,
    date: Option<Date>,
    out: String,
}

impl Next<'_> {
    fn masthead(&mut self) {
        let before = &self.before.masthead;
        let out = &mut self.out;
        let new_year = self.date.is_some_and(|date| date.year > before.date.value.year);
        let number = if new_year { 1 } else { before.number.value + 1 };
        out.push_str("[masthead]\n");
        pair(out, "title", &quoted(&before.title));
        list(out, "organs", &before.organs);
        if before.lead_organ_only.as_ref().is_some_and(|only| only.value) {
            pair(out, "lead_organ_only", "true");
        }
        before.code.iter().for_each(|code| pair(out, "code", &quoted(code)));
        pair(out, "number", &number.to_string());
        if let Some(total) = &before.total {
            pair(out, "total", &(total.value + 1).to_string());
        }
        pair(out, "issuer", &quoted(&before.issuer));
        pair(out, "date", &written(self.date, "成文日期"));
        if !before.signers.is_empty() {
            let signers: Vec<String> = before.signers.iter().map(|_| open("签发人")).collect();
            pair(out, "signers", &format!("[{}]", signers.join(", ")));
        }
        let decided = [
            ("secrecy", "密级和保密期限", &before.secrecy),
            ("urgency", "紧急程度", &before.urgency),
            ("copy_number", "份号", &before.copy_number),
        ];
        for (key, what, value) in decided {
            if self.wanted.needs(&format!("masthead.{key}")) {
                pair(out, key, &open(what));
            } else if let Some(value) = value {
                let _ = writeln!(out, "# 上一期：{key} = {}", quoted(value));
            }
        }
        before.note.iter().for_each(|note| pair(out, "note", &quoted(note)));
    }

    fn article(&mut self) {
        let out = &mut self.out;
        out.push_str("\n[[article]]\n");
        pair(out, "title", &open("标题"));
        let addressee = self.before.articles.iter().find_map(|article| article.addressee.as_ref());
        addressee.iter().for_each(|addressee| pair(out, "addressee", &quoted(addressee)));
        let _ = writeln!(out, "body = \"\"\"\n{PLACEHOLDER}正文】\n\"\"\"");
        let has = |name: &str| self.wanted.needs(&format!("article.{name}"));
        for (key, what) in [("note", "按语"), ("source", "来源"), ("author", "作者")] {
            if has(key) {
                pair(out, key, &open(what));
            }
        }
    }

    fn attachments(&mut self) {
        for attachment in &self.before.attachments {
            self.out.push_str("\n# 没有附件时去掉本段。\n[[attachment]]\n");
            pair(&mut self.out, "title", &open("附件名称"));
            if attachment.body.is_some() {
                let _ = writeln!(self.out, "body = \"\"\"\n{PLACEHOLDER}附件正文】\n\"\"\"");
            }
        }
    }

    fn signature(&mut self) {
        let before = &self.before.signature;
        if *before == (Signature { sealed: true, ..Signature::default() }) {
            return;
        }
        let out = &mut self.out;
        out.push_str("\n[signature]\n");
        list(out, "organs", &before.organs);
        if !before.sealed {
            pair(out, "sealed", "false");
        }
        before.post.iter().for_each(|post| pair(out, "post", &quoted(post)));
        before.remark.iter().for_each(|remark| pair(out, "remark", &quoted(remark)));
    }

    /// What only this layout sets is mostly of the day, such as who was present.
    fn fields(&mut self) {
        if self.before.fields.is_empty() {
            return;
        }
        self.out.push_str("\n[fields]\n");
        for (name, text) in &self.before.fields {
            let described = self.wanted.layout.fields.get(name).filter(|text| !text.is_empty());
            let _ = writeln!(self.out, "# 上一期：{}", toml_text(&text.value.replace('\n', " ")));
            pair(&mut self.out, name, &open(described.unwrap_or(name)));
        }
    }

    fn distribution(&mut self) {
        let before = &self.before.distribution;
        let lists = [
            ("report", &before.report),
            ("issue", &before.issue),
            ("send", &before.send),
            ("copy_to", &before.copy_to),
        ];
        if lists.iter().all(|(_, text)| text.is_none()) && before.copies.is_none() {
            return;
        }
        let out = &mut self.out;
        out.push_str("\n[distribution]\n");
        for (key, text) in lists {
            text.iter().for_each(|text| pair(out, key, &quoted(text)));
        }
        before.copies.iter().for_each(|copies| pair(out, "copies", &copies.value.to_string()));
        for entry in &before.allotment {
            out.push_str("\n[[distribution.allotment]]\n");
            pair(out, "to", &quoted(&entry.to));
            pair(out, "copies", &entry.copies.value.to_string());
        }
    }

    fn colophon(&mut self) {
        let before = &self.before.colophon;
        let texts = [
            ("reviewer", &before.reviewer),
            ("editor", &before.editor),
            ("phone", &before.phone),
            ("printer", &before.printer),
        ];
        if texts.iter().all(|(_, text)| text.is_none()) && before.printed.is_none() {
            return;
        }
        let out = &mut self.out;
        out.push_str("\n[colophon]\n");
        for (key, text) in texts {
            text.iter().for_each(|text| pair(out, key, &quoted(text)));
        }
        if before.printed.is_some() {
            pair(out, "printed", &open("印发日期"));
        }
    }

    /// Rules that the bulletin has turned off stay off.
    fn check(&mut self) {
        if !self.before.check_off.is_empty() {
            self.out.push_str("\n[check]\n");
            list(&mut self.out, "off", &self.before.check_off);
        }
    }
}
