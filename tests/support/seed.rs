//! The text of a real bulletin as it came out of its PDF, and what the extraction did to it.

use std::path::{Path, PathBuf};

/// The text as it came.
pub const SEED: &str = include_str!("../data/issue-245.md");

/// Where a page of the printed original ended in the middle of a paragraph: the last words of it.
pub const TORN_AFTER: [&str; 3] = ["全组召开视频会议，", "消费帮扶、人", "助推华为与深"];

/// What was mended, and how often.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mended {
    pub commas: usize,
    pub semicolons: usize,
    pub opening_brackets: usize,
    pub closing_brackets: usize,
    /// Spaces between Han characters and digits: the rendering of autospace, not content.
    pub spaces: usize,
    /// Paragraphs that a page's end had torn.
    pub joined: usize,
}

/// The text of record: a paragraph a line, the damage mended, `**` kept.
///
/// Fails at a space or a blank line that is not of the kind that it knows.
pub fn text_of_record(seed: &str) -> (String, Mended) {
    let mut mended = Mended::default();
    let mut text = String::new();
    for paragraph in seed.trim().split("\n\n") {
        assert!(!paragraph.contains('\n') && !paragraph.is_empty(), "a line end within {paragraph:?}");
        if !text.is_empty() {
            if TORN_AFTER.iter().any(|end| text.ends_with(end)) {
                mended.joined += 1;
            } else {
                text.push('\n');
            }
        }
        let characters: Vec<char> = paragraph.chars().collect();
        for (index, &character) in characters.iter().enumerate() {
            match character {
                ',' => (mended.commas += 1, text.push('，')).1,
                ';' => (mended.semicolons += 1, text.push('；')).1,
                '(' => (mended.opening_brackets += 1, text.push('（')).1,
                ')' => (mended.closing_brackets += 1, text.push('）')).1,
                ' ' => {
                    let beside = [characters[index - 1], characters[index + 1]];
                    assert!(beside.iter().any(char::is_ascii_digit), "a space between {beside:?}");
                    assert!(beside.iter().any(|&beside| hongtou::han::is_han(beside)), "{beside:?}");
                    mended.spaces += 1;
                }
                other => text.push(other),
            }
        }
    }
    (text, mended)
}

/// The text of record without its `**`, and without line ends: what a reader of the pages reads.
pub fn text_on_pages() -> String {
    text_of_record(SEED).0.replace("**", "").replace('\n', "")
}

/// A file that lies beside the project, if it is there.
pub fn beside(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    path.exists().then_some(path)
}
