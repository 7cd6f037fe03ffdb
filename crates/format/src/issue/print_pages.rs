//! Comments in which an issue file keeps where the pages of an older print ended.
//!
//! They stand above a body, one for each page that ends in it:
//!
//! ```text
//! # page 2 of the print ends after: …消费帮扶、人
//! # page 2? of the print ends after: …消费帮扶、人
//! ```
//!
//! A number with `?` is the least that the page can have: not every page's end was to be seen.

use std::ops::Range;

use super::Issue;

/// What a comment begins with, and what stands between the page and the words.
const BEGIN: &str = "page ";
const BETWEEN: &str = " of the print ends after: …";
/// The most comments that are read: no bulletin has more pages.
const MOST_COMMENTS: usize = 1_000;

/// Where a page of the print ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintPage {
    /// Its number, from 1.
    pub page: usize,
    /// Whether that is its number; otherwise it is the least that it can have.
    pub certain: bool,
    /// The last words on it.
    pub after: String,
}

impl PrintPage {
    /// The comment that says so.
    pub fn comment(&self) -> String {
        format!("# {BEGIN}{}{BETWEEN}{}", self.number(), self.after)
    }

    /// The page's number, with `?` where it is not certain.
    pub fn number(&self) -> String {
        let doubt = if self.certain { "" } else { "?" };
        format!("{}{doubt}", self.page)
    }

    /// What a line says; `None` for every other line.
    fn read(line: &str) -> Option<PrintPage> {
        let comment = line.strip_prefix('#')?.trim_start();
        let (page, after) = comment.strip_prefix(BEGIN)?.split_once(BETWEEN)?;
        let certain = !page.ends_with('?');
        let page = page.trim_end_matches('?').parse().ok().filter(|&page| page > 0)?;
        let after = after.to_owned();
        (!after.is_empty()).then_some(PrintPage { page, certain, after })
    }

    /// Those that an issue file tells of, each with the place of its comment; within a text such a line is text.
    pub fn all(issue: &Issue) -> Vec<(PrintPage, Range<usize>)> {
        let notes = issue.articles.iter().filter_map(|article| article.note.as_ref());
        let mut texts: Vec<Range<usize>> =
            issue.bodies().into_iter().chain(notes).map(|text| text.span.clone()).collect();
        texts.sort_by_key(|span| span.start);
        let mut pages = Vec::new();
        let mut start = 0;
        for line in issue.source.text.split_inclusive('\n') {
            let span = start..start + line.trim_end().len();
            start += line.len();
            let Some(page) = PrintPage::read(line.trim_end()) else { continue };
            let before = texts.partition_point(|text| text.start <= span.start).checked_sub(1);
            if before.is_none_or(|before| texts[before].end <= span.start) && pages.len() < MOST_COMMENTS {
                pages.push((page, span));
            }
        }
        pages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_read_as_they_are_written() {
        for (page, certain) in [(1, true), (12, false)] {
            let page = PrintPage { page, certain, after: "视频会议，".to_owned() };
            assert_eq!(PrintPage::read(&page.comment()), Some(page));
        }
        for line in
            ["# page 0 of the print ends after: …议", "# page 1 of the print ends after: …", "# page one"]
        {
            assert_eq!(PrintPage::read(line), None, "{line}");
        }
    }
}
