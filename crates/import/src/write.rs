//! The parts → the text of an issue file: the contract's keys in their order, bodies as they are read.

use std::fmt::Write;

use super::form::Form;
use super::parts::{Article, Attachment, Key, Parts};
use super::recognise::iso;
use super::unit::Unit;
use hongtou_base::structure;
use hongtou_format::issue::PrintPage;

/// The text of the issue file.
pub(super) fn write(parts: &Parts, layout: &str) -> String {
    let mut text = format!("layout = {}\n", quoted(layout));
    masthead(parts, &mut text);
    let articles = if parts.articles.is_empty() { vec![Article::default()] } else { parts.articles.clone() };
    for each in &articles {
        article(each, parts.form, &mut text);
    }
    let (issued, attached): (Vec<_>, Vec<_>) = parts.attachments.iter().partition(|each| each.is_issued);
    issued.into_iter().chain(attached).for_each(|each| attachment(each, &mut text));
    signature(parts, &mut text);
    let fields: Vec<_> = parts.fields.iter().map(|(key, value)| (*key, Some(quoted(value)))).collect();
    table("[fields]", &fields, &[], &mut text);
    people(parts, &mut text);
    distribution(parts, &mut text);
    colophon(parts, &mut text);
    unplaced(parts, &mut text);
    text
}

/// A table: its keys with their values, the equals signs in a column.
fn table(header: &str, rows: &[(&str, Option<String>)], needed: &[&str], text: &mut String) {
    let shown: Vec<_> = rows.iter().filter(|(key, value)| value.is_some() || needed.contains(key)).collect();
    if shown.is_empty() {
        return;
    }
    let width = shown.iter().map(|(key, _)| key.len()).max().unwrap_or(0);
    let _ = writeln!(text, "\n{header}");
    for (key, value) in shown {
        let _ = match value {
            Some(value) => writeln!(text, "{key:width$} = {value}"),
            None => writeln!(text, "# {key} was not found in the file: write it here")
                .and_then(|()| writeln!(text, "# {key:width$} = {}", example(key))),
        };
    }
}

/// How a value is written that was not found.
fn example(key: &str) -> &'static str {
    match key {
        "number" => "1",
        "date" => "2026-01-31",
        _ => "\"…\"",
    }
}

fn masthead(parts: &Parts, text: &mut String) {
    let rows = [
        ("title", parts.title.as_deref().map(quoted)),
        ("organs", list(&parts.organs)),
        ("signers", list(&parts.signers)),
        ("code", parts.code.as_deref().map(quoted)),
        ("number", parts.number.map(|number| number.to_string())),
        ("number_year", parts.number_year.map(|year| year.to_string())),
        ("total", parts.total.map(|total| total.to_string())),
        ("issuer", parts.issuer.as_deref().map(quoted)),
        ("date", parts.date.map(iso)),
        ("secrecy", parts.secrecy.as_deref().map(quoted)),
        ("urgency", parts.urgency.as_deref().map(quoted)),
        ("note", parts.note.as_deref().map(quoted)),
        ("copy_number", parts.copy_number.as_deref().map(quoted)),
    ];
    let needed: &[&str] = match parts.form {
        Form::Document | Form::Letter => &["title", "code", "number", "issuer", "date"],
        _ => &["title", "number", "issuer", "date"],
    };
    table("[masthead]", &rows, needed, text);
}

fn article(article: &Article, form: Form, text: &mut String) {
    let rows = [
        ("title", article.title.as_deref().map(quoted)),
        ("subtitle", article.subtitle.as_deref().map(quoted)),
        ("title_note", article.title_note.as_deref().map(quoted)),
        ("count", article.count.as_deref().map(quoted)),
        ("contents", article.contents.then(|| "true".to_owned())),
        ("addressee", article.addressee.as_deref().map(quoted)),
    ];
    let needed: &[&str] = match form {
        Form::Document | Form::Letter if article.lacks_addressee() => &["title", "addressee"],
        _ => &["title"],
    };
    table("[[article]]", &rows, needed, text);
    if !article.note.is_empty() {
        let _ = writeln!(text, "note = {}", paragraphs(&article.note));
    }
    for (place, title) in &article.may_be_titles {
        let _ = writeln!(text, "# {place} may be the title of a further article: {title}");
    }
    page_ends(&article.page_ends, text);
    if article.body.is_empty() {
        text.push_str("# body was not found in the file: write it here\n# body =\n");
    } else {
        let _ = writeln!(text, "body = {}", paragraphs(&article.body));
    }
    if let Some(source) = &article.source {
        let _ = writeln!(text, "source = {}", quoted(source));
    }
    if let Some(author) = &article.author {
        let _ = writeln!(text, "author = {}", quoted(author));
    }
}

fn page_ends(pages: &[PrintPage], text: &mut String) {
    for page in pages {
        let _ = writeln!(text, "{}", page.comment());
    }
}

fn attachment(attachment: &Attachment, text: &mut String) {
    let rows = [
        ("title", Some(quoted(&attachment.title))),
        ("subtitle", attachment.subtitle.as_deref().map(quoted)),
        ("title_note", attachment.title_note.as_deref().map(quoted)),
        ("count", attachment.count.as_deref().map(quoted)),
        ("contents", attachment.contents.then(|| "true".to_owned())),
        ("addressee", attachment.addressee.as_deref().map(quoted)),
        ("organs", list(&attachment.organs)),
        ("date", attachment.date.map(iso)),
    ];
    let header = if attachment.is_issued { "[[issued]]" } else { "[[attachment]]" };
    table(header, &rows, &[], text);
    page_ends(&attachment.page_ends, text);
    if !attachment.body.is_empty() {
        let _ = writeln!(text, "body = {}", paragraphs(&attachment.body));
    }
}

fn signature(parts: &Parts, text: &mut String) {
    let signature = &parts.signature;
    let rows = [
        ("organs", list(&signature.organs)),
        ("post", signature.post.as_deref().map(quoted)),
        ("name", signature.name.as_deref().map(quoted)),
        ("remark", signature.remark.as_deref().map(quoted)),
    ];
    let needed: &[&str] = if parts.form == Form::Order { &["post"] } else { &[] };
    table("[signature]", &rows, needed, text);
    // A text does not show it.
    if matches!(parts.form, Form::Document | Form::Letter) && !signature.organs.is_empty() {
        text.push_str("# whether a seal is set on it the file does not say; without one: sealed = false\n");
    }
}

fn people(parts: &Parts, text: &mut String) {
    for people in &parts.people {
        let rows = [
            ("label", Some(quoted(&people.label))),
            ("names", list(&people.names)),
            ("text", people.text.as_deref().map(quoted)),
        ];
        table("[[people]]", &rows, &[], text);
    }
}

fn distribution(parts: &Parts, text: &mut String) {
    let foot = |key| parts.foot(key).map(quoted);
    let rows = [
        ("report", foot(Key::Report)),
        ("issue", foot(Key::Issue)),
        ("send", foot(Key::Send)),
        ("extra", foot(Key::Extra)),
        ("copy_to", foot(Key::CopyTo)),
        ("copies", parts.copies.map(|copies| copies.to_string())),
    ];
    table("[distribution]", &rows, &[], text);
    for (label, listed) in parts.foot.iter().filter_map(|(key, text)| match key {
        Key::Recipients(label) => Some((&parts.recipient_labels[*label], text)),
        _ => None,
    }) {
        let rows = [("label", Some(quoted(label))), ("text", Some(quoted(listed)))];
        table("[[distribution.recipients]]", &rows, &[], text);
    }
}

fn colophon(parts: &Parts, text: &mut String) {
    let foot = |key| parts.foot(key).map(quoted);
    let rows = [
        ("reviewer", foot(Key::Reviewer)),
        ("editor", foot(Key::Editor)),
        ("phone", foot(Key::Phone)),
        ("printer", parts.printer.as_deref().map(quoted)),
        ("printed", parts.printed.map(iso)),
    ];
    table("[colophon]", &rows, &[], text);
}

fn unplaced(parts: &Parts, text: &mut String) {
    if parts.unplaced.is_empty() {
        return;
    }
    text.push_str(
        "\n# What import could not place; nothing of it is set. Move it where it belongs, or delete it.\n",
    );
    for (place, words) in &parts.unplaced {
        let _ = writeln!(text, "# {place}: {words}");
    }
}

/// A list of texts; none if it is empty.
fn list(texts: &[String]) -> Option<String> {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
}

/// A text in one line.
fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text).replace('"', "\\\"").replace('\n', "\\n"))
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
}

/// Paragraphs between triple quotes, a blank line between them.
fn paragraphs(units: &[Unit]) -> String {
    let paragraphs: Vec<String> = units.iter().map(paragraph).collect();
    format!("\"\"\"\n{}\n\"\"\"", escaped(&paragraphs.join("\n\n")).replace("\"\"\"", "\"\"\\\""))
}

/// A paragraph with its lead-ins.
fn paragraph(unit: &Unit) -> String {
    let mut text = String::new();
    let mut bold = false;
    for cell in &unit.cells {
        if cell.bold != bold {
            text.push_str("**");
            bold = cell.bold;
        }
        text.push(cell.character);
    }
    if bold {
        text.push_str("**");
    }
    // One at the start would be taken for the mark that turns numbering off, or that makes a heading.
    if structure::mark(&text).is_some() { format!("\\{text}") } else { text }
}
