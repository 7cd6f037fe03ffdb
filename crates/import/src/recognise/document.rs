//! Documents of GB/T 9704: head, title, 主送机关, text, 附件说明, 署名, date, 附注, attachments, 版记.

mod around;
mod attachments;
mod closing;
mod head;
mod lines;
mod people;

use super::super::parts::{Article, Parts};
use super::super::report::{Report, Rule};
use super::super::unit::Unit;
use super::pieces::is_spread;
use super::titles::{is_addressee, is_title};
use crate::form::Form;
use crate::recognise::foot;
use crate::recognise::kept::{compact, plain, unplaced};
use hongtou_base::numbering::{article as regulation_article, division};
use hongtou_base::title_breaks;

pub(super) use head::{Mark, marks};
pub(super) use lines::is_mark as is_attachment_mark;
use lines::{body, is_title_line};

/// The most lines of a title.
const MOST_TITLE_LINES: usize = 6;
/// The most lines above it that say something else.
const MOST_ABOVE: usize = 10;

/// Sorts the units into the parts of a document; each is placed, or kept as unplaced.
pub(super) fn place(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let mut units = units.into_iter().peekable();
    head::place(&mut units, parts, report);
    let mut article = Article::default();
    title(&mut units, &mut article, parts, report);
    let mut main: Vec<Unit> = units.collect();
    if article.title.is_some() {
        around::take_of_article(&mut main, &mut article, report);
    }
    let addressed = main.first().is_some_and(|unit| is_addressee(&unit.text()));
    if addressed && parts.form != Form::Minutes {
        let unit = main.remove(0);
        plain(&unit, report);
        article.addressee = Some(unit.text());
    }
    let attached = main.iter().position(|unit| lines::is_mark(&unit.text())).unwrap_or(main.len());
    let mut attached = main.split_off(attached);
    // 版记 stands at the end, or before the attachments where these are bound apart.
    for piece in [&mut main, &mut attached] {
        let start = foot::start(piece);
        foot::place(piece.split_off(start), parts, report);
    }
    let listed = closing::place(&mut main, &mut attached, parts, report);
    attachments::place(attached, listed, parts, report);
    if parts.form == Form::Minutes {
        people::take(&mut main, parts, report);
    }
    for mut unit in main {
        body(&mut unit, report);
        article.body.push(unit);
    }
    compose(&mut article, parts, report);
    parts.articles.push(article);
}

/// The title. Its author's line ends are kept where they do not break a word; what was only wrapped is joined, and the
/// layout breaks it by sense.
fn title(
    units: &mut std::iter::Peekable<std::vec::IntoIter<Unit>>,
    article: &mut Article,
    parts: &mut Parts,
    report: &mut Report,
) {
    for _ in 0..MOST_TITLE_LINES + MOST_ABOVE {
        let is_number = |unit: &Unit| marks(&unit.text()).is_some();
        if article.title.is_some()
            && let Some(unit) = units.next_if(is_number)
        {
            // As on the web: the number below the title.
            head::mark_line(&unit, parts, report);
            continue;
        }
        // That of a 公告, in brackets.
        let is_count = |unit: &Unit| unit.text().contains('第') && head::count(&unit.text()).is_some();
        if article.title.is_some()
            && parts.number.is_none()
            && let Some(unit) = units.next_if(is_count)
        {
            head::count_line(&unit, parts, report);
            continue;
        }
        if article.title.is_none()
            && matches!(parts.form, Form::Document | Form::Letter)
            && let Some(unit) = units.next_if(|unit| head::is_above(&unit.text()))
        {
            unplaced(&unit, parts, report);
            continue;
        }
        // The last line says what kind of document it is.
        if article.title.as_deref().is_some_and(|title| is_title(title) || title.ends_with("纪要")) {
            return;
        }
        let is_of_form = |text: &str| match parts.form {
            Form::Order => {
                ["办法", "规定", "条例", "细则", "决定", "令"].iter().any(|end| text.ends_with(end))
            }
            Form::Minutes => !text.contains('，'),
            _ => true,
        };
        let is_text = |text: &str| division(text).is_some() || regulation_article(text).is_some();
        let is_line = |unit: &Unit| {
            let text = unit.text();
            is_title_line(&text) && is_of_form(&text) && !around::is_around(&text) && !is_text(&text)
        };
        let Some(unit) = units.next_if(is_line) else { return };
        plain(&unit, report);
        let text = unit.text();
        let text = if is_spread(&text) { compact(&text) } else { text };
        match &mut article.title {
            None => article.title = Some(text),
            Some(title) if ends_line_well(title, &text) => {
                title.push('\n');
                title.push_str(&text);
            }
            Some(title) => {
                let western = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
                if western(title.chars().next_back()) && western(text.chars().next()) {
                    title.push(' ');
                }
                title.push_str(&text);
                report.whole(Rule::Joined, unit.place, "", "");
            }
        }
    }
}

/// Whether a title, as it is up to here, may end its line before a text.
fn ends_line_well(title: &str, text: &str) -> bool {
    let line = title.rsplit('\n').next().unwrap_or_default();
    let whole = format!("{}{text}", title.replace('\n', ""));
    !line.is_empty() && title_breaks::may_break(&whole, whole.len() - text.len())
}

/// What an issue must have and a document says elsewhere.
fn compose(article: &mut Article, parts: &mut Parts, report: &mut Report) {
    let mut made = |value: &mut Option<String>, text: Option<String>| {
        if let (None, Some(text)) = (&value, text) {
            report.file_made(text.clone());
            *value = Some(text);
        }
    };
    // The leading organ answers for the document.
    let organs: &[String] = if parts.organs.is_empty() { &parts.signature.organs } else { &parts.organs };
    let named = parts.title.as_deref().map(compact).and_then(|title| {
        let end = if parts.form == Form::Order { "令" } else { "文件" };
        let name = title.strip_suffix(end).map(str::to_owned);
        name.or_else(|| (parts.form == Form::Letter).then_some(title)).filter(|name| !name.is_empty())
    });
    made(&mut parts.issuer, parts.organs.first().cloned().or(named).or_else(|| organs.first().cloned()));
    made(&mut parts.title, joint_title(&parts.organs));
    // Minutes may have one name for both.
    if parts.form == Form::Minutes {
        made(&mut article.title, parts.title.clone());
    }
    // 令 has no title of its own on paper.
    if parts.form == Form::Order {
        let attached = parts.attachments.first().map(|attachment| attachment.title.clone());
        made(
            &mut article.title,
            attached.or_else(|| article.body.first().and_then(|unit| work(&unit.text()))),
        );
    }
}

/// What a document of several organs is called.
fn joint_title(organs: &[String]) -> Option<String> {
    const COUNTS: [&str; 11] = ["", "", "两", "三", "四", "五", "六", "七", "八", "九", "十"];
    let first = organs.first().filter(|_| organs.len() > 1)?;
    let count = COUNTS.get(organs.len()).map_or_else(|| organs.len().to_string(), |&count| count.to_owned());
    let of_government =
        organs.iter().all(|organ| organ.ends_with(['局', '委', '办', '厅', '部', '会', '室']));
    Some(format!("{first}等{count}{}文件", if of_government { "部门" } else { "个单位" }))
}

/// The first work that a text names: 《…》.
fn work(text: &str) -> Option<String> {
    let (name, _) = text.split_once('《')?.1.split_once('》')?;
    (!name.is_empty()).then(|| name.to_owned())
}
