//! Whether an issue and a layout agree: what the layout needs is there, and what is there is set.

use std::collections::BTreeSet;
use std::sync::Arc;

use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_format::issue::{Enclosed, Issue, Scope, Text};
use hongtou_format::layouts::Layout;

/// Gives a warning for everything that the issue says and the layout does not set.
///
/// # Errors
/// What the layout needs and the issue does not have, and fields that the layout does not declare.
pub fn check(issue: &Issue, layout: &Layout) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let mut errors: Vec<Diagnostic> = layout
        .requires
        .iter()
        .filter(|name| !has(issue, name))
        .map(|name| {
            let problem = Problem::LayoutNeeds { layout: layout.name.clone(), name: name.clone() };
            // Nothing in the file is wrong but that it is not there; the layout's name is why it should be.
            match &issue.layout {
                Some(layout) => Diagnostic::error_at(problem, &issue.source, layout.source_span(0..0)),
                None => Diagnostic::error_at(problem, &issue.source, 0..0),
            }
        })
        .collect();
    for (name, text) in issue.fields.iter().filter(|(name, _)| !layout.fields.contains_key(*name)) {
        let known = layout.fields.keys().cloned().collect();
        let problem = Problem::UndeclaredField { layout: layout.name.clone(), name: name.clone(), known };
        errors.push(Diagnostic::error_at(problem, &issue.source, text.source_span(0..text.value.len())));
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let set = layout.sources();
    let mut named = BTreeSet::new();
    let unset = said(issue).into_iter().filter(|(name, _)| !set.contains(name.as_str()));
    let unset = always_said(issue, layout).into_iter().chain(unset);
    // It says which of the organs the red head names.
    let alone = issue
        .masthead
        .lead_organ_only
        .as_ref()
        .filter(|_| issue.masthead.organs.is_empty() || !set.contains("masthead.lead_organ"));
    let unset = unset.chain(alone.map(|only| ("masthead.lead_organ_only".to_owned(), only.span.start)));
    // What every attachment has is one warning.
    let unset = unset.filter(|(name, _)| named.insert(name.clone())).collect::<Vec<_>>().into_iter();
    let warning = |(name, start): (String, usize)| {
        let problem = Problem::NotSet { layout: layout.name.clone(), name };
        let length = issue.source.text[start..].chars().next().map_or(0, char::len_utf8);
        Diagnostic::warning_at(problem, &Arc::clone(&issue.source), start..start + length)
    };
    let open = issue.open_places().into_iter();
    let open = open.map(|span| Diagnostic::warning_at(Problem::ToFillIn, &issue.source, span));
    let encodings = std::iter::once(&issue.source).chain(&layout.sources);
    let encodings = encodings.filter_map(|source| source.encoding_warning());
    Ok(encodings.chain(unset.map(warning)).chain(open).collect())
}

/// Whether an issue has something under a name; of articles, each must have it.
fn has(issue: &Issue, name: &str) -> bool {
    if name.starts_with("article.") {
        return issue.articles.iter().all(|article| Scope::of_article(issue, article).has(name));
    }
    Scope::of(issue).has(name)
}

/// What every issue says and the layout sets on no page, with the place where it is said.
///
/// Metadata is not on a page. What a layout leaves out on purpose (a 令 has no title) is in its `not_printed`.
fn always_said(issue: &Issue, layout: &Layout) -> Vec<(String, usize)> {
    let printed = layout.printed();
    let masthead = &issue.masthead;
    let mut said = vec![
        ("masthead.title", "masthead.title", masthead.title.source_offset(0)),
        ("masthead.number", "masthead.number", masthead.number.span.start),
        ("masthead.issuer", "masthead.issuer", masthead.issuer.source_offset(0)),
        ("masthead.day", "masthead.date", masthead.date.span.start),
    ];
    if let Some(article) = issue.articles.first() {
        said.push(("article.title", "article.title", article.title.source_offset(0)));
        said.push(("article.body", "article.body", article.body.source_offset(0)));
    }
    let is_set = |field: &str| {
        // The organs of a joint document are its name.
        let organs = field == "masthead.title" && printed.contains("masthead.organs");
        organs || printed.contains(field) || layout.not_printed.iter().any(|name| name == field)
    };
    said.retain(|(field, ..)| !is_set(field));
    said.into_iter().map(|(_, key, start)| (key.to_owned(), start)).collect()
}

/// What the issue says beyond what every issue has, with the place where it says it.
fn said(issue: &Issue) -> Vec<(String, usize)> {
    let mut said = Vec::new();
    let mut note = |name: &str, text: Option<&Text>| {
        if let Some(text) = text {
            said.push((name.to_owned(), text.source_offset(0)));
        }
    };
    let first =
        |find: fn(&hongtou_format::issue::Article) -> Option<&Text>| issue.articles.iter().find_map(find);
    let (masthead, signature) = (&issue.masthead, &issue.signature);
    note("masthead.organs", masthead.organs.first());
    note("masthead.signers", masthead.signers.first());
    for name in ["secrecy", "urgency", "note", "copy_number", "code"].map(|key| format!("masthead.{key}")) {
        note(&name, text_of(issue, &name));
    }
    note("article.note", first(|article| article.note.as_ref()));
    note("article.addressee", first(|article| article.addressee.as_ref()));
    note("article.source", first(|article| article.source.as_ref()));
    note("article.author", first(|article| article.author.as_ref()));
    note("signature.organs", signature.organs.first());
    note("signature.post", signature.post.as_ref());
    note("signature.name", signature.name.as_ref());
    note("signature.remark", signature.remark.as_ref());
    note("issue.note", issue.note.as_ref());
    note("issued.body", issue.issued.iter().find_map(|issued| issued.body.as_ref()));
    note("attachments", issue.attachments.first().map(|attachment| &attachment.title));
    for key in ["subtitle", "title_note", "byline", "count"] {
        let name = format!("article.{key}");
        note(
            &name,
            issue.articles.iter().find_map(|article| text_in(&Scope::of_article(issue, article), &name)),
        );
    }
    let issued = issue.issued.iter().map(|entry| ("issued", Enclosed::Issued(entry)));
    let attached = issue.attachments.iter().map(|entry| ("attachment", Enclosed::Attachment(1, entry)));
    for (table, enclosed) in issued.chain(attached) {
        let scope = Scope::of_enclosed(issue, enclosed);
        for key in ["subtitle", "title_note", "byline", "count", "addressee"] {
            let name = format!("{table}.{key}");
            note(&name, text_in(&scope, &name));
        }
        let name = format!("{table}.organs");
        note(&name, scope.list(&name).first().copied());
    }
    for key in ["report", "issue", "send", "extra", "copy_to"] {
        let name = format!("distribution.{key}");
        note(&name, text_of(issue, &name));
    }
    for key in ["reviewer", "editor", "phone", "printer"] {
        let name = format!("colophon.{key}");
        note(&name, text_of(issue, &name));
    }
    for name in ["people", "distribution.recipients"] {
        note(name, Scope::of(issue).list(name).first().copied());
    }
    for (name, text) in &issue.fields {
        note(&format!("fields.{name}"), Some(text));
    }
    if let Some(total) = &masthead.total {
        said.push(("masthead.total".to_owned(), total.span.start));
    }
    if let Some(year) = &masthead.number_year {
        said.push(("masthead.number_year".to_owned(), year.span.start));
    }
    let dated = [("issued", &issue.issued), ("attachment", &issue.attachments)];
    for (table, enclosures) in dated {
        if let Some(date) = enclosures.iter().find_map(|enclosure| enclosure.date.as_ref()) {
            said.push((format!("{table}.day"), date.span.start));
        }
    }
    if let Some(printed) = &issue.colophon.printed {
        said.push(("colophon.printed.day".to_owned(), printed.span.start));
    }
    said
}

fn text_of<'a>(issue: &'a Issue, name: &str) -> Option<&'a Text> {
    text_in(&Scope::of(issue), name)
}

fn text_in<'a>(scope: &Scope<'a>, name: &str) -> Option<&'a Text> {
    match scope.field(name)? {
        hongtou_format::issue::Field::Text(text) => Some(text),
        hongtou_format::issue::Field::Number { .. } => None,
    }
}
