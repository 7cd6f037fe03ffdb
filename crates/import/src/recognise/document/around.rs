//! What stands around the title of an attachment or of an issued text, and at its end: 题注, 目录, 主送机关, who signs.

use super::super::super::date::date_at_end;
use super::super::super::marks::ends_sentence;
use super::super::super::parts::{Article, Attachment};
use super::super::super::report::{Report, Rule};
use super::super::super::unit::Unit;
use super::super::pieces::is_office;
use super::super::titles::is_addressee;
use crate::recognise::kept::{compact, iso, plain};
use hongtou_base::numbering::{article, division, numbering};

/// The longest line of a title note, in characters.
const LONGEST_NOTE: usize = 200;
/// The longest line of a signature, in characters.
const LONGEST_ORGAN: usize = 60;

/// What a 题注 says was done.
const DEEDS: [&str; 9] = ["通过", "公布", "修订", "修正", "发布", "批准", "施行", "印发", "会议上"];

/// What a line below a title is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Subtitle,
    Note,
    Count,
}

/// Whether a line belongs around a title, and is none itself.
pub(super) fn is_around(text: &str) -> bool {
    around(text).is_some() || is_contents(text)
}

/// What a line is, and what of it is written.
fn around(text: &str) -> Option<(Around, &str)> {
    let text = text.trim();
    if let Some(subtitle) = text.strip_prefix("——").filter(|rest| !rest.is_empty() && !ends_sentence(rest))
    {
        return Some((Around::Subtitle, subtitle));
    }
    let inner = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    let is_count = inner.starts_with('共') && inner.contains(|c: char| c.is_ascii_digit());
    let is_note = inner.chars().count() <= LONGEST_NOTE
        && inner.contains('年')
        && DEEDS.iter().any(|d| inner.contains(d));
    match (is_count, is_note) {
        (true, _) => Some((Around::Count, inner)),
        (false, true) => Some((Around::Note, inner)),
        _ => None,
    }
}

fn is_contents(text: &str) -> bool {
    compact(text) == "目录"
}

/// Where what is around a title goes.
struct Places<'a> {
    subtitle: &'a mut Option<String>,
    title_note: &'a mut Option<String>,
    count: &'a mut Option<String>,
    contents: &'a mut bool,
}

/// Takes what is around the title of an article out of its text.
pub(super) fn take_of_article(text: &mut Vec<Unit>, into: &mut Article, report: &mut Report) {
    let Article { subtitle, title_note, count, contents, .. } = into;
    take_around(text, Places { subtitle, title_note, count, contents }, report);
}

/// Takes what is around the title, and who signs, out of a section.
pub(super) fn take(section: &mut Vec<Unit>, into: &mut Attachment, report: &mut Report) {
    let Attachment { subtitle, title_note, count, contents, .. } = &mut *into;
    take_around(section, Places { subtitle, title_note, count, contents }, report);
    if let Some(first) = section.first().filter(|unit| is_addressee(&unit.text())) {
        // 本县有下列职责： announces a list, and 第一条 is the text.
        let text = first.text();
        let announces = ["如下", "下列", "以下"].iter().any(|word| text.contains(word));
        if !announces && article(&text).is_none() && numbering(&text).is_none() && section.len() > 1 {
            into.addressee = Some(first.text());
            plain(&section.remove(0), report);
        }
    }
    signature(section, into, report);
}

fn take_around(section: &mut Vec<Unit>, into: Places<'_>, report: &mut Report) {
    while let Some(unit) = section.first() {
        let text = unit.text();
        let Some((kind, inner)) = around(&text) else { break };
        let place = match kind {
            Around::Subtitle => &mut *into.subtitle,
            Around::Note => &mut *into.title_note,
            Around::Count => &mut *into.count,
        };
        if place.is_some() {
            break;
        }
        *place = Some(inner.to_owned());
        report.whole(Rule::Label, unit.place, text.replacen(inner, "", 1), "");
        plain(&section.remove(0), report);
    }
    *into.contents |= contents(section, report);
}

/// 目录, and the lines below it that name chapters: the layout makes them again.
fn contents(section: &mut Vec<Unit>, report: &mut Report) -> bool {
    if !section.first().is_some_and(|unit| is_contents(&unit.text())) {
        return false;
    }
    let name = |unit: &Unit| {
        let text = unit.text();
        let name =
            text.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "….·—".contains(c));
        division(name.trim()).map(|_| compact(name))
    };
    let entries: Vec<String> = section[1..].iter().map_while(name).collect();
    // Without page numbers the first chapter follows the last entry without a break: it names itself again.
    let count = match entries.iter().skip(1).position(|entry| Some(entry) == entries.first()) {
        Some(again) => again + 1,
        None => entries.len(),
    };
    let is_there = |entry: &String| section[1 + count..].iter().any(|unit| compact(&unit.text()) == *entry);
    if count == 0 || !entries[..count].iter().all(is_there) {
        return false;
    }
    for unit in section.drain(..=count) {
        plain(&unit, report);
        report.whole(Rule::Label, unit.place, unit.text(), "");
    }
    true
}

/// Who signs it and when, on its last two lines.
fn signature(section: &mut Vec<Unit>, into: &mut Attachment, report: &mut Report) {
    let [.., organ, dated] = section.as_slice() else { return };
    let (organ, dated) = (organ.text(), compact(&dated.text()));
    let is_organ = organ.chars().count() <= LONGEST_ORGAN && is_office(&compact(&organ));
    let Some(("", date)) = date_at_end(&dated) else { return };
    if !is_organ || dated.chars().count() > LONGEST_ORGAN {
        return;
    }
    into.organs.push(compact(&organ));
    into.date = Some(date);
    if let (Some(dated), Some(organ)) = (section.pop(), section.pop()) {
        plain(&organ, report);
        plain(&dated, report);
        report.whole(Rule::Label, dated.place, dated.text(), iso(date));
    }
}
