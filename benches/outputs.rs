//! What the outputs cost, on a document like a real bulletin: four pages, some 540 distinct hanzi in three faces.
//!
//! `cargo bench --bench outputs`

#[path = "../tests/support/mod.rs"]
mod support;

use hongtou::fonts::FontBook;
use hongtou::page::{Item, Page, Pages};
use hongtou::units::Length;

fn main() {
    divan::main();
}

fn fonts() -> FontBook {
    support::book(&[
        "FandolFang-Regular.ttf",
        "NotoSerifSC-Bold.ttf",
        "NotoSansSC-Medium.ttf",
        "LiberationSerif-Regular.ttf",
    ])
}

/// Hanzi that all faces have, from the start of the block.
fn hanzi(book: &FontBook, count: usize) -> Vec<char> {
    let everywhere =
        |&character: &char| (0..3).all(|face| book.find(support::role(book, face), character).is_some());
    ('\u{4E00}'..'\u{9FA5}').step_by(7).filter(everywhere).take(count).collect()
}

fn bulletin(book: &FontBook, pages: usize) -> Pages {
    let text = hanzi(book, 540);
    let size = Length::pt(16);
    let page = |number: usize| -> Page {
        let mut items = Vec::new();
        for line in 0..22usize {
            let start = (number * 22 + line) * 28;
            let mut words: String = (start..start + 25).map(|index| text[index % 540]).collect();
            // Body, headings, lead-ins.
            let face = match line {
                0 => 1,
                1 | 11 => 2,
                _ => 0,
            };
            if face > 0 {
                words = words.chars().take(20).collect();
            }
            let y = Length::mm(37) + Length::pt(29) * line as i64;
            items.push(Item::Text(support::run(book, face, &words, Length::mm(28), y, size)));
            items.push(Item::Text(support::run(book, 3, "2021", Length::mm(28) + size * 25, y, size)));
        }
        support::a4(items)
    };
    support::document((0..pages).map(page).collect())
}

/// Subset, compression, content and file of four pages.
#[divan::bench]
fn pdf_of_4_pages(bencher: divan::Bencher) {
    let book = fonts();
    let pages = bulletin(&book, 4);
    eprintln!("{} bytes", hongtou::pdf::write(&pages, &book).expect("a PDF").len());
    bencher.bench_local(|| hongtou::pdf::write(&pages, &book));
}

/// The same, of pages enough to show that the time grows with their number alone.
#[divan::bench(args = [100, 1000], sample_count = 10)]
fn pdf_of_many_pages(bencher: divan::Bencher, pages: usize) {
    let book = fonts();
    let pages = bulletin(&book, pages);
    bencher.bench_local(|| hongtou::pdf::write(&pages, &book));
}

/// How much of the paper the inks of four pages cover.
#[divan::bench]
fn inks_of_4_pages(bencher: divan::Bencher) {
    let book = fonts();
    let pages = bulletin(&book, 4);
    bencher.bench_local(|| hongtou::inks::coverage(&pages, &book));
}

#[divan::bench]
fn svg_of_a_page(bencher: divan::Bencher) {
    let book = fonts();
    let pages = bulletin(&book, 1);
    bencher.bench_local(|| hongtou::svg::page(&pages.pages[0], &book));
}

#[divan::bench]
fn png_of_a_page_at_150_dpi(bencher: divan::Bencher) {
    let book = fonts();
    let pages = bulletin(&book, 1);
    bencher.bench_local(|| hongtou::png::page(&pages.pages[0], &book, 150));
}
