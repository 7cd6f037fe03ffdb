//! What import writes, and what it lists, is together every character of the file.

use std::collections::BTreeMap;

use hongtou::diagnostic::Source;
use hongtou::import::Imported;
use hongtou::issue::{Issue, Text};

/// How often each character but blanks is there.
pub type Count = BTreeMap<char, i64>;

fn add(count: &mut Count, text: &str, times: i64) {
    for character in text.chars().filter(|character| !character.is_whitespace()) {
        *count.entry(character).or_default() += times;
    }
    count.retain(|_, times| *times != 0);
}

/// The plain text of an issue: every value of every key, and what is kept in comments.
fn export(imported: &Imported) -> String {
    let source = Source::new("issue.toml", imported.toml.clone());
    let issue = Issue::parse(&source).unwrap_or_else(|problems| panic!("{problems:?}\n{}", imported.toml));
    let mut texts: Vec<String> = Vec::new();
    let masthead = &issue.masthead;
    let date = masthead.date.value;
    texts.push(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    texts.push(masthead.number.value.to_string());
    texts.extend(masthead.total.iter().map(|total| total.value.to_string()));
    texts.extend([&masthead.title, &masthead.issuer].map(|text| text.value.clone()));
    let mut optional: Vec<&Option<Text>> =
        vec![&masthead.secrecy, &masthead.urgency, &masthead.note, &masthead.copy_number];
    optional.push(&masthead.code);
    texts.extend(masthead.organs.iter().chain(&masthead.signers).map(|text| text.value.clone()));
    let signature = &issue.signature;
    texts.extend(signature.organs.iter().map(|organ| organ.value.clone()));
    optional.extend([&signature.post, &signature.name, &signature.remark]);
    texts.extend(issue.fields.values().map(|text| text.value.clone()));
    texts.extend(masthead.number_year.iter().map(|year| year.value.to_string()));
    for list in issue.people.iter().chain(&issue.distribution.recipients) {
        texts.push(list.label.value.clone());
        texts.extend(list.texts().iter().map(|text| text.value.clone()));
    }
    for attachment in issue.issued.iter().chain(&issue.attachments) {
        texts.push(attachment.title.value.clone());
        let around = &attachment.heading;
        optional.extend([&around.subtitle, &around.title_note, &around.count, &attachment.addressee]);
        texts.extend(attachment.organs.iter().map(|organ| organ.value.clone()));
        texts.extend(
            attachment
                .date
                .iter()
                .map(|date| format!("{:04}-{:02}-{:02}", date.value.year, date.value.month, date.value.day)),
        );
        texts.extend(attachment.body.iter().flat_map(|body| paragraphs(&body.value)));
    }
    for article in &issue.articles {
        let around = &article.heading;
        optional.extend([&around.subtitle, &around.title_note, &around.count, &article.addressee]);
        texts.push(article.title.value.clone());
        let note = article.note.as_ref().map_or("", |note| note.value.as_str());
        texts.extend(paragraphs(note).chain(paragraphs(&article.body.value)));
        optional.extend([&article.source, &article.author]);
    }
    let (to, by) = (&issue.distribution, &issue.colophon);
    texts.extend(to.copies.iter().map(|copies| copies.value.to_string()));
    optional.extend([
        &to.report,
        &to.issue,
        &to.send,
        &to.extra,
        &to.copy_to,
        &by.reviewer,
        &by.editor,
        &by.phone,
        &by.printer,
    ]);
    if let Some(printed) = &by.printed {
        let date = printed.value;
        texts.push(format!("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    }
    texts.extend(optional.into_iter().flatten().map(|text| text.value.clone()));
    // The comments themselves, as they stand in the file.
    let kept = imported.toml.lines().skip_while(|line| !line.starts_with("# What import could not place"));
    texts.extend(kept.skip(1).filter_map(|line| Some(line.split_once(": ")?.1.to_owned())));
    texts.join("\n")
}

/// A backslash at the start of a paragraph is no text; one more stands for itself.
fn paragraphs(body: &str) -> impl Iterator<Item = String> + '_ {
    body.split("\n\n").map(|paragraph| {
        let paragraph = paragraph.trim();
        paragraph.strip_prefix('\\').unwrap_or(paragraph).to_owned()
    })
}

/// Source and what was written anew are the export and what was taken out.
pub fn balance(source: &str, imported: &Imported) -> Count {
    let mut count = Count::new();
    add(&mut count, source, 1);
    for entry in &imported.report.entries {
        add(&mut count, &entry.written, 1);
        add(&mut count, &entry.found, -1);
    }
    add(&mut count, &export(imported), -1);
    count
}
