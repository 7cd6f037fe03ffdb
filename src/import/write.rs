//! The parts → the text of an issue file: the contract's keys in their order, bodies as they are read.

use std::fmt::Write;

use super::parts::{Article, Key, Parts};
use super::recognise::iso;
use super::unit::Unit;

/// The text of the issue file.
pub(super) fn write(parts: &Parts) -> String {
    let mut text = String::from("layout = \"bulletin\"\n");
    masthead(parts, &mut text);
    let articles = if parts.articles.is_empty() { vec![Article::default()] } else { parts.articles.clone() };
    for each in &articles {
        article(each, &mut text);
    }
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
            None => writeln!(text, "# {key} was not found in the file: write it here\n# {key:width$} ="),
        };
    }
}

fn masthead(parts: &Parts, text: &mut String) {
    let rows = [
        ("title", parts.title.as_deref().map(quoted)),
        ("number", parts.number.map(|number| number.to_string())),
        ("total", parts.total.map(|total| total.to_string())),
        ("issuer", parts.issuer.as_deref().map(quoted)),
        ("date", parts.date.map(iso)),
        ("secrecy", parts.secrecy.as_deref().map(quoted)),
        ("urgency", parts.urgency.as_deref().map(quoted)),
        ("note", parts.note.as_deref().map(quoted)),
        ("copy_number", parts.copy_number.as_deref().map(quoted)),
    ];
    table("[masthead]", &rows, &["title", "number", "issuer", "date"], text);
}

fn article(article: &Article, text: &mut String) {
    table("[[article]]", &[("title", article.title.as_deref().map(quoted))], &["title"], text);
    if !article.note.is_empty() {
        let _ = writeln!(text, "note = {}", paragraphs(&article.note));
    }
    for page in &article.page_ends {
        let _ = writeln!(text, "{}", page.comment());
    }
    if article.body.is_empty() {
        text.push_str("# body was not found in the file: write it here\n# body =\n");
    } else {
        let _ = writeln!(text, "body = {}", paragraphs(&article.body));
    }
    if let Some(source) = &article.source {
        let _ = writeln!(text, "source = {}", quoted(source));
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
    // One at the start would be taken for the mark that turns numbering off.
    if text.starts_with('\\') { format!("\\{text}") } else { text }
}
