//! What a volume has beside its issues: cover, contents, index, bookmarks, its own title.

use std::sync::Arc;

use super::gather::Bound;
use super::index::{self, Entry};
use super::list::{Columns, List};
use super::plan::{IndexBy, Plan};
use super::words;
use hongtou_base::diagnostic::Diagnostic;
use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Bookmark, Metadata, Pages, Part};
use hongtou_format::layouts::Layout;

/// Sets the volume's own pages.
pub(super) struct Front<'a> {
    issues: &'a [Bound],
    layout: &'a Arc<Layout>,
    fonts: &'a Arc<FontBook>,
    index: Option<IndexBy>,
    first_year: u16,
    last_year: u16,
}

impl<'a> Front<'a> {
    pub fn new(
        issues: &'a [Bound],
        layout: &'a Arc<Layout>,
        fonts: &'a Arc<FontBook>,
        index: Option<IndexBy>,
    ) -> Front<'a> {
        let years = || issues.iter().map(|issue| issue.masthead.date.value.year);
        let (first_year, last_year) = (years().min().unwrap_or(0), years().max().unwrap_or(0));
        Front { issues, layout, fonts, index, first_year, last_year }
    }

    fn title(&self) -> &'a str {
        self.issues.first().map_or("", |issue| &issue.masthead.title.value)
    }

    fn issuer(&self) -> &'a str {
        self.issues.last().map_or("", |issue| &issue.masthead.issuer.value)
    }

    /// What stands in the upper margin of every page.
    pub fn running_title(&self) -> String {
        words::volume(self.first_year, self.last_year)
    }

    /// What readers call the pages of an issue, before the number.
    pub fn label(&self, issue: &Bound) -> String {
        let number = words::number(issue.masthead.number.value);
        match self.one_year() {
            true => number,
            false => format!("{}年{number}", issue.masthead.date.value.year),
        }
    }

    fn one_year(&self) -> bool {
        self.first_year == self.last_year
    }

    pub fn metadata(&self) -> Metadata {
        let last = self.issues.last().map(|issue| issue.masthead.date.value);
        let language = self.issues.first().map(|issue| issue.pages.metadata.language.clone());
        Metadata {
            title: format!("{}{}", self.title(), self.running_title()),
            author: self.issuer().to_owned(),
            subject: self.numbers(),
            language: language.unwrap_or_default(),
            date: last.map(|date| (date.year, date.month, date.day)),
        }
    }

    /// 第1期至第50期; nothing over several years, where numbers begin again.
    fn numbers(&self) -> String {
        let number = |issue: Option<&Bound>| issue.map_or(0, |issue| issue.masthead.number.value);
        if !self.one_year() {
            return String::new();
        }
        words::numbers(number(self.issues.first()), number(self.issues.last()))
    }

    /// The cover: name, year, numbers, office, at thirds and sixths of the grid.
    pub fn cover(&self) -> Result<Pages, Vec<Diagnostic>> {
        let mut list = List::new(self.layout, self.fonts, "volume.cover")?;
        let lines = self.layout.lines;
        list.centred(self.title(), "name", lines / 3, Part::Title);
        list.centred(&self.running_title(), "title", lines / 2, Part::Paragraph);
        list.centred(&self.numbers(), "contents-title", lines / 2 + 2, Part::Paragraph);
        list.centred(self.issuer(), "contents-title", lines - lines / 6, Part::Paragraph);
        list.finish()
    }

    /// The contents: number, date, titles and page of each issue.
    pub fn contents(&self, plan: &Plan) -> Result<Pages, Vec<Diagnostic>> {
        let mut list = List::new(self.layout, self.fonts, "volume.contents")?;
        list.heading(words::CONTENTS, 1);
        let labels: Vec<[String; 2]> = self.issues.iter().map(labels).collect();
        let columns = list.columns(&labels);
        let mut year = None;
        for ((issue, labels), &start) in self.issues.iter().zip(&labels).zip(&plan.issues) {
            let date = issue.masthead.date.value;
            if !self.one_year() && year != Some(date.year) {
                list.heading(&format!("{}年", date.year), 2);
                year = Some(date.year);
            }
            for (index, article) in issue.articles.iter().enumerate() {
                let labels = if index == 0 { labels.as_slice() } else { &[] };
                list.entry(labels, &columns, &article.title, start + article.page);
            }
        }
        list.finish()
    }

    /// The index, if one is wanted.
    pub fn index(&self, plan: &Plan) -> Result<Option<Pages>, Vec<Diagnostic>> {
        let Some(by) = self.index else { return Ok(None) };
        let mut entries = Vec::new();
        for (issue, &start) in self.issues.iter().zip(&plan.issues) {
            entries.extend(issue.articles.iter().map(|article| Entry {
                title: &article.title,
                office: &article.office,
                page: start + article.page,
            }));
        }
        let mut list = List::new(self.layout, self.fonts, "volume.index")?;
        list.heading(words::INDEX, 1);
        for (heading, entries) in index::groups(entries, by) {
            list.heading(&heading, 2);
            for entry in entries {
                list.entry(&[], &Columns::default(), entry.title, entry.page);
            }
        }
        list.finish().map(Some)
    }

    /// Contents, issues with their own bookmarks below them, index; over several years, the years above the issues.
    pub fn bookmarks(&self, plan: &Plan) -> Vec<Bookmark> {
        let top = |title: String, level, page| Bookmark { title, level, page, y: Length::ZERO };
        let mut bookmarks = vec![top(words::CONTENTS.to_owned(), 1, plan.contents)];
        let mut year = None;
        let level = if self.one_year() { 1 } else { 2 };
        for (issue, &start) in self.issues.iter().zip(&plan.issues) {
            let date = issue.masthead.date.value;
            if !self.one_year() && year != Some(date.year) {
                bookmarks.push(top(format!("{}年", date.year), 1, start));
                year = Some(date.year);
            }
            let number = words::number(issue.masthead.number.value);
            bookmarks.push(top(format!("{number}（{}月{}日）", date.month, date.day), level, start));
            bookmarks.extend(issue.pages.bookmarks.iter().map(|own| Bookmark {
                level: own.level + level,
                page: own.page + start,
                ..own.clone()
            }));
        }
        if self.index.is_some() {
            bookmarks.push(top(words::INDEX.to_owned(), 1, plan.index));
        }
        bookmarks
    }
}

/// The number and the date of an issue in the contents.
fn labels(issue: &Bound) -> [String; 2] {
    let date = issue.masthead.date.value;
    [words::number(issue.masthead.number.value), format!("{}月{}日", date.month, date.day)]
}
