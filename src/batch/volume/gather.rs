//! The issues of a volume, set and sorted.

use std::sync::Arc;

use rayon::prelude::*;

use crate::batch::find::{self, Found};
use crate::batch::head::folder_of;
use crate::batch::{Order, head, pool};
use crate::{Workshop, typeset};
use hongtou_base::diagnostic::Diagnostic;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::Pages;
use hongtou_format::issue::{Article, Issue, Masthead};
use hongtou_format::layouts::Layout;

/// An issue of a volume.
pub(super) struct Bound {
    pub masthead: Masthead,
    pub articles: Vec<BoundArticle>,
    pub pages: Pages,
    pub layout: Arc<Layout>,
    pub fonts: Arc<FontBook>,
}

/// An article of a volume.
pub(super) struct BoundArticle {
    pub title: String,
    /// The office that it comes from.
    pub office: String,
    /// Index of the issue's page that it begins on.
    pub page: usize,
}

/// Sets all issues, side by side, and sorts them by date and number.
///
/// # Errors
/// Everything that is wrong with any of them: a volume that lacks an issue is none.
pub(super) fn gather(order: &Order, workshop: &Workshop) -> Result<Vec<Bound>, Vec<Diagnostic>> {
    let (found, _) = find::find(&order.paths);
    let set: Vec<_> =
        pool(order.jobs)?.install(|| found.par_iter().filter_map(|file| one(file, workshop)).collect());
    let (mut issues, mut problems) = (Vec::new(), Vec::new());
    for issue in set {
        match issue {
            Ok(issue) => issues.push(issue),
            Err(errors) => problems.extend(errors),
        }
    }
    issues.sort_by_key(|issue: &Bound| (issue.masthead.date.value, issue.masthead.number.value));
    if problems.is_empty() { Ok(issues) } else { Err(problems) }
}

/// Sets an issue; nothing for a file that is a layout.
fn one(found: &Found, workshop: &Workshop) -> Option<Result<Bound, Vec<Diagnostic>>> {
    match head::read(found, workshop) {
        Ok(None) => None,
        Ok(Some(_)) => Some(set(found, workshop)),
        Err(problems) => Some(Err(problems)),
    }
}

fn set(found: &Found, workshop: &Workshop) -> Result<Bound, Vec<Diagnostic>> {
    let job = workshop.job(Issue::read(&found.path)?, folder_of(&found.path))?;
    let (pages, _) = typeset(&job)?;
    // An article's title is the bookmark of the first level.
    let starts = pages.bookmarks.iter().filter(|bookmark| bookmark.level == 1).map(|bookmark| bookmark.page);
    let starts: Vec<usize> = starts.collect();
    let issuer = job.issue.masthead.issuer.value.clone();
    let article = |(index, article): (usize, Article)| BoundArticle {
        title: article.title.value.replace('\n', ""),
        office: office_of(article.source.map(|source| source.value), &issuer),
        page: starts.get(index).copied().unwrap_or(0),
    };
    let articles = job.issue.articles.into_iter().enumerate().map(article).collect();
    Ok(Bound { masthead: job.issue.masthead, articles, pages, layout: job.layout, fonts: job.fonts })
}

/// 县水务局供稿 → 县水务局; the issuer where the article does not say.
fn office_of(source: Option<String>, issuer: &str) -> String {
    let source = source.unwrap_or_default();
    let office = source.trim().trim_end_matches("供稿").trim();
    if office.is_empty() { issuer.to_owned() } else { office.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_what_stands_before_its_contribution() {
        assert_eq!(office_of(Some("县水务局供稿".to_owned()), "办公室"), "县水务局");
        assert_eq!(office_of(Some("县水务局".to_owned()), "办公室"), "县水务局");
        assert_eq!(office_of(None, "办公室"), "办公室");
    }
}
