//! Documents with the structures of those that offices publish: what an inspector would find is counted, and is zero.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use hongtou::page::{LineReport, Page};
use hongtou::units::Length;

use crate::support::examples::{Finished, set};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/offices");

/// Headings with what is below them on their page, by the names of their styles.
const HEADINGS: [&str; 9] =
    ["level-1", "level-2", "level-3", "level-4", "level-5", "part", "subpart", "chapter", "section"];

/// The longest beginning of a paragraph that a reader takes for a heading, in characters.
const LONGEST_RUN_IN: usize = 36;

/// More empty lines than these at the foot of a page are a hole.
const MOST_EMPTY: i64 = 2;

fn files() -> Vec<PathBuf> {
    let paths = std::fs::read_dir(FOLDER).unwrap().map(|file| file.unwrap().path());
    let mut paths: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    paths.sort();
    assert!(paths.len() >= 15, "{paths:?}");
    paths
}

fn issue(path: &Path) -> Finished {
    let text = std::fs::read_to_string(path).unwrap();
    let layout = text.lines().find_map(|line| line.strip_prefix("layout")).and_then(|l| l.split('"').nth(1));
    set(path, path.file_stem().unwrap().to_str().unwrap(), layout.unwrap())
}

/// The lines of running text of a page, from the top downward.
fn lines<'a>(issue: &Finished, page: &'a Page) -> Vec<&'a LineReport> {
    let bottom = page.type_area.y + page.type_area.height;
    let mut lines: Vec<&LineReport> = page
        .lines
        .iter()
        .filter(|line| line.y > page.type_area.y && line.y <= bottom && !line.style.starts_with("imprint"))
        .collect();
    lines.sort_by_key(|line| line.y);
    assert!(!issue.pages.pages.is_empty());
    lines
}

/// The headings of all of them as bookmarks, each file by its name; looked through by hand.
fn outlines() -> String {
    let mut outlines = String::new();
    for path in files() {
        let issue = issue(&path);
        let _ = writeln!(outlines, "{}", path.file_stem().unwrap().to_str().unwrap());
        for mark in &issue.pages.bookmarks {
            let _ = writeln!(outlines, "{}{}", "  ".repeat(usize::from(mark.level)), mark.title);
        }
    }
    outlines
}

#[test]
fn what_is_a_heading_and_what_an_item_is_as_it_was_looked_through() {
    let path = Path::new(FOLDER).join("outlines.expected");
    let found = outlines();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(&path).unwrap());
    // No item is among them, whatever was blessed.
    assert!(found.lines().all(|line| !line.ends_with(['；', '，', '、'])), "{found}");
}

#[test]
fn every_chapter_is_a_heading_and_every_article_has_its_number_in_hei() {
    let mut found = [0; 2];
    for path in files() {
        let issue = issue(&path);
        let text = std::fs::read_to_string(&path).unwrap();
        let all: Vec<&LineReport> = issue.pages.pages.iter().flat_map(|page| &page.lines).collect();
        for line in text.lines().filter(|line| line.starts_with('第')) {
            let Some((number, _)) = line.split_once('　') else { continue };
            let style = all.iter().find(|set| set.text.starts_with(number)).map(|set| set.style.as_str());
            match number.chars().next_back() {
                Some('章' | '节') => {
                    assert!(style.is_some_and(|style| HEADINGS.contains(&style)), "{line}: {style:?}");
                    found[0] += 1;
                }
                _ => {
                    assert_eq!(style, Some("article-number"), "{line}");
                    found[1] += 1;
                }
            }
        }
    }
    assert!(found[0] >= 10 && found[1] >= 20, "{found:?}");
}

#[test]
fn no_page_ends_with_a_heading_or_with_a_line_that_announces_a_list() {
    for path in files() {
        let issue = issue(&path);
        let (_, before) = issue.pages.pages.split_last().unwrap();
        for page in before {
            let lines = lines(&issue, page);
            let Some(last) = lines.last() else { continue };
            let is_whole_heading = HEADINGS.contains(&last.style.as_str())
                && issue.pages.bookmarks.iter().any(|mark| mark.title.ends_with(&last.text));
            assert!(!is_whole_heading && !last.text.ends_with('：'), "{}: {}", issue.name, last.text);
        }
    }
}

#[test]
fn no_first_page_is_without_text_and_no_page_has_a_hole_at_its_foot() {
    for path in files() {
        let issue = issue(&path);
        let is_text = |line: &&LineReport| {
            ["body", "article-number"].contains(&line.style.as_str())
                || HEADINGS.contains(&line.style.as_str())
        };
        assert!(lines(&issue, issue.page(1)).iter().any(is_text), "{}", issue.name);
        for pair in issue.pages.pages.windows(2) {
            let (lines, next) = (lines(&issue, &pair[0]), lines(&issue, &pair[1]));
            // A text of its own and the imprint turn the page in any case.
            let turns = next.first().is_none_or(|line| ["title", "mark"].contains(&line.style.as_str()));
            let Some(last) = lines.last().filter(|_| !turns) else { continue };
            let count = i64::from(pair[0].grid_lines(issue.job.layout.lines));
            let pitch = pair[0].type_area.height.ratio(1, count);
            let below = pair[0].type_area.y + pair[0].type_area.height - last.y;
            let empty = (below - pitch.ratio(1, 2)).max(Length::ZERO).emu() / pitch.emu();
            assert!(empty <= MOST_EMPTY, "{}, page {}: {empty} lines", issue.name, pair[0].number);
        }
    }
}

#[test]
fn no_long_sentence_at_the_start_of_a_paragraph_is_in_the_face_of_a_heading() {
    let mut seen = 0;
    for path in files() {
        let issue = issue(&path);
        let body = |run: &&hongtou::page::GlyphRun| {
            issue.pages.elements[run.element.index()].name.ends_with(".body")
        };
        let runs: Vec<_> =
            issue.pages.pages.iter().flat_map(crate::support::examples::runs).filter(body).collect();
        for block in runs.chunk_by(|a, b| a.block == b.block) {
            let last = block.last().map(|run| run.face);
            let other: String = block
                .iter()
                .take_while(|run| Some(run.face) != last || run.text.is_ascii())
                .map(|run| run.text.as_str())
                .collect();
            seen += usize::from(!other.is_empty());
            assert!(other.chars().count() <= LONGEST_RUN_IN, "{}: {other}", issue.name);
        }
    }
    assert!(seen >= 20, "{seen}");
}
