//! Titles by sense: each line of `cases/titles.txt` is a title with `|` where its lines end.

use std::fmt::Write;

use hongtou::document::RichText;
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::layouts;
use hongtou::typeset::{Frame, Typesetter};

use crate::support;

#[test]
fn titles_are_parted_by_sense() {
    let layout = layouts::load("bulletin", "".as_ref(), &[]).unwrap();
    let search =
        FontSearch { folders: vec![support::FONTS.into()], bundled_only: true, ..FontSearch::default() };
    let (fonts, _) = FontBook::open(&layout.roles, &search).unwrap();
    let style = layout.style("title").unwrap();
    let frame = Frame::of(layout.style_of(style), layout.page.type_width());
    let titles: Vec<&str> =
        include_str!("../cases/titles.txt").lines().filter(|line| !line.starts_with('#')).collect();
    let mut wrong = String::new();
    let mut all = String::new();
    for expected in &titles {
        let mut setter = Typesetter::new(&layout, &fonts).unwrap();
        let mut text = RichText::default();
        text.push_literal(&expected.replace('|', ""), style);
        let lines = setter.paragraph(&text, frame);
        let found = lines.iter().map(|line| line.report.text.as_str()).collect::<Vec<_>>().join("|");
        writeln!(all, "{found}").unwrap();
        if found != *expected {
            writeln!(wrong, "{found}").unwrap();
        }
    }
    if std::env::var_os("BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/titles.txt");
        let head: String = std::fs::read_to_string(path)
            .unwrap()
            .lines()
            .take_while(|line| line.starts_with('#'))
            .fold(String::new(), |head, line| head + line + "\n");
        std::fs::write(path, head + &all).unwrap();
        return;
    }
    assert!(titles.len() >= 30);
    assert!(wrong.is_empty(), "\n{wrong}");
}
