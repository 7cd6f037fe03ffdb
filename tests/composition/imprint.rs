//! An imprint of more than a page continues on the next one.

use crate::support;

use std::path::PathBuf;

use hongtou::page::{Item, Page, Pages};
use hongtou::{Job, Options, measure, open, typeset};
use support::imprint::{bulletin, document, recipients};

const COUNTS: [usize; 6] = [78, 80, 100, 101, 300, 1000];

fn set(issue: &str, fill: Option<u32>) -> (Job, Pages) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue.toml");
    std::fs::write(&path, issue).unwrap();
    let font_dirs = vec![PathBuf::from(support::FONTS)];
    let job = open(&path, &Options { bundled_fonts: true, font_dirs, fill, ..Options::default() }).unwrap();
    let (pages, warnings) = typeset(&job).unwrap_or_else(|problems| panic!("{} problems", problems.len()));
    assert_eq!(warnings.len(), 0);
    (job, pages)
}

/// The rules of an element on a page: upper and lower edge.
fn rules(pages: &Pages, page: &Page, name: &str) -> Vec<(i64, i64)> {
    let own = page.items.iter().filter_map(|item| match item {
        Item::Rule(rule) if pages.elements[rule.element.index()].name == name => {
            Some((rule.y.emu(), (rule.y + rule.height).emu()))
        }
        _ => None,
    });
    own.collect()
}

/// The baselines and texts of the imprint on a page.
fn texts(pages: &Pages, page: &Page) -> Vec<(i64, String)> {
    let own = page.items.iter().filter_map(|item| match item {
        Item::Text(run) if pages.elements[run.element.index()].name.starts_with("imprint.") => {
            Some((run.y.emu(), run.text.clone()))
        }
        _ => None,
    });
    own.collect()
}

fn check(pages: &Pages, issue: &str) {
    let with_imprint: Vec<&Page> = pages.pages.iter().filter(|page| !texts(pages, page).is_empty()).collect();
    let bottom = |page: &Page| (page.type_area.y + page.type_area.height).emu();
    for page in &with_imprint {
        let (first, last) =
            (rules(pages, page, "imprint.rule-first"), rules(pages, page, "imprint.rule-last"));
        assert_eq!((first.len(), last.len()), (1, 1), "page {}", page.number);
        assert_eq!(last[0].1, bottom(page), "page {}", page.number);
        let lines = texts(pages, page);
        assert!(lines.iter().all(|(y, _)| *y > first[0].1 && *y < last[0].0), "page {}", page.number);
        assert!(first[0].0 >= page.type_area.y.emu());
        // No inner rule lies at an outer one.
        let (top, end) = (lines.iter().map(|line| line.0).min(), lines.iter().map(|line| line.0).max());
        for item in &page.items {
            if let Item::Rule(rule) = item
                && pages.elements[rule.element.index()].name.starts_with("imprint.rule-")
                && ![first[0].0, last[0].0].contains(&rule.y.emu())
            {
                let y = Some(rule.y.emu());
                assert!(y > top && y < end, "page {}", page.number);
            }
        }
    }
    // Pages that follow each other, up to the last one.
    let numbers: Vec<u32> = with_imprint.iter().map(|page| page.number).collect();
    let last = pages.pages.len() as u32;
    assert_eq!(numbers, (last + 1 - numbers.len() as u32..=last).collect::<Vec<_>>());
    // All pages but the first with the imprint are as full as a line allows.
    let pitch = 20 * 12_700;
    for page in with_imprint.iter().skip(2) {
        assert!(rules(pages, page, "imprint.rule-first")[0].0 - page.type_area.y.emu() < 2 * pitch);
    }
    if with_imprint.len() > 1 {
        let mut baselines: Vec<i64> = texts(pages, with_imprint[0]).iter().map(|line| line.0).collect();
        baselines.dedup();
        assert!(baselines.len() > 1, "a first part of one line");
    }
    // Nothing is lost and nothing is there twice.
    let said: String = with_imprint.iter().flat_map(|page| texts(pages, page)).map(|line| line.1).collect();
    for line in issue.lines().filter(|line| line.contains('，')) {
        let text = line.split('"').nth(1).unwrap();
        assert!(said.contains(text));
    }
}

#[test]
fn an_imprint_of_any_length_continues_between_its_rules_and_ends_on_the_last_line() {
    let mut longest = 0;
    for count in COUNTS {
        for issue in [document(&recipients(count)), bulletin(&recipients(count))] {
            let (_, pages) = set(&issue, None);
            check(&pages, &issue);
            longest = longest.max(pages.pages.len());
        }
    }
    assert!(longest > 10, "{longest}");
}

#[test]
fn the_last_page_of_a_long_imprint_is_even_and_all_that_is_measured_holds() {
    for count in COUNTS {
        let (job, pages) = set(&document(&recipients(count)), None);
        assert!(pages.pages.len().is_multiple_of(2), "{count}: {} pages", pages.pages.len());
        for found in measure::measure(&pages, &job.layout, &job.fonts) {
            assert!(
                !matches!(found.verdict, measure::Verdict::Fails | measure::Verdict::Departs),
                "{count}: {found:?}"
            );
        }
    }
}

#[test]
fn pages_filled_for_folding_end_with_the_imprint() {
    for count in COUNTS {
        let issue = document(&recipients(count));
        let (_, pages) = set(&issue, Some(4));
        assert!(pages.pages.len().is_multiple_of(4), "{count}: {} pages", pages.pages.len());
        check(&pages, &issue);
    }
}

#[test]
fn an_imprint_without_rules_continues_too() {
    let issue = document(&recipients(300)).replace("layout = \"document\"", "layout = \"letter\"");
    let issue = &issue[..issue.find("[colophon]").unwrap()];
    let (_, pages) = set(issue, None);
    let parts = pages.pages.iter().map(|page| texts(&pages, page)).filter(|lines| !lines.is_empty());
    let said: String = parts.flatten().map(|line| line.1).collect();
    assert!(said.contains(&recipients(300)));
}
