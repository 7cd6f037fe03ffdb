//! `--pages 1-3,5,8-`: which pages are written.

use std::str::FromStr;

use hongtou::diagnostic::{Diagnostic, Problem};
use hongtou::page::{Bookmark, Pages};

/// Pages by their place in the document, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRanges(Vec<(u32, Option<u32>)>);

impl FromStr for PageRanges {
    type Err = String;

    fn from_str(text: &str) -> Result<PageRanges, String> {
        text.split(',').map(|range| range_from(range.trim())).collect::<Result<_, _>>().map(PageRanges)
    }
}

fn range_from(text: &str) -> Result<(u32, Option<u32>), String> {
    let wrong = || format!("`{text}` is no range of pages: write 3, 1-3 or 5-");
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|&page| page > 0).ok_or_else(wrong);
    match text.split_once('-') {
        None => number(text).map(|page| (page, Some(page))),
        Some((first, "")) => Ok((number(first)?, None)),
        Some((first, last)) => match (number(first)?, number(last)?) {
            (first, last) if first <= last => Ok((first, Some(last))),
            _ => Err(wrong()),
        },
    }
}

impl PageRanges {
    /// Leaves of a document the pages of the ranges, in the document's order.
    ///
    /// # Errors
    /// Pages that the document does not have.
    pub fn select(&self, mut pages: Pages) -> Result<Pages, Vec<Diagnostic>> {
        let count = pages.pages.len();
        let wanted = |index: usize| {
            let page = index as u32 + 1;
            self.0.iter().any(|&(first, last)| page >= first && last.is_none_or(|last| page <= last))
        };
        let beyond = self.0.iter().filter_map(|&(first, last)| {
            let page = if first as usize > count { first } else { last? };
            (page as usize > count).then_some(Problem::NoSuchPage { page, pages: count })
        });
        let problems: Vec<_> = beyond.map(Diagnostic::error).collect();
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut places = Vec::with_capacity(count);
        let mut kept = 0;
        for index in 0..count {
            places.push(wanted(index).then_some(kept));
            kept += usize::from(wanted(index));
        }
        let bookmark = |old: Bookmark| Some(Bookmark { page: (*places.get(old.page)?)?, ..old });
        pages.bookmarks = pages.bookmarks.into_iter().filter_map(bookmark).collect();
        let mut index = 0;
        pages.pages.retain(|_| {
            index += 1;
            wanted(index - 1)
        });
        Ok(pages)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hongtou::page::Page;
    use hongtou::units::Length;

    fn document(count: u32) -> Pages {
        let page = |number| Page { number, ..Page::default() };
        let bookmark = |page| Bookmark { title: format!("{page}"), level: 1, page, y: Length::ZERO };
        Pages {
            pages: (1..=count).map(page).collect(),
            bookmarks: (0..count as usize).map(bookmark).collect(),
            ..Pages::default()
        }
    }

    fn select(ranges: &str, count: u32) -> Result<Vec<u32>, Vec<Diagnostic>> {
        let pages = ranges.parse::<PageRanges>().unwrap().select(document(count))?;
        // Bookmarks go with their pages.
        for (index, bookmark) in pages.bookmarks.iter().enumerate() {
            assert_eq!(bookmark.page, index);
            assert_eq!(bookmark.title, format!("{}", pages.pages[index].number - 1));
        }
        Ok(pages.pages.iter().map(|page| page.number).collect())
    }

    #[test]
    fn ranges_choose_pages_in_the_order_of_the_document() {
        assert_eq!(select("1-3,5", 6), Ok(vec![1, 2, 3, 5]));
        assert_eq!(select("5-, 1", 6), Ok(vec![1, 5, 6]));
        assert_eq!(select("2,2-3", 6), Ok(vec![2, 3]));
    }

    #[test]
    fn pages_that_are_not_there_are_named() {
        let problem = |page| vec![Diagnostic::error(Problem::NoSuchPage { page, pages: 4 })];
        assert_eq!(select("1-5", 4), Err(problem(5)));
        assert_eq!(select("9-", 4), Err(problem(9)));
    }

    #[test]
    fn what_is_no_range_is_a_wrong_command_line() {
        for text in ["", "0", "3-1", "a", "1,,2", "-3", "1--2", "4294967296"] {
            assert!(text.parse::<PageRanges>().is_err(), "{text}");
        }
    }
}
