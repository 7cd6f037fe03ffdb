//! How many characters a second become lines, on one core.
//!
//! `cargo bench --bench breaking`

#[path = "../tests/support/breakers.rs"]
#[allow(dead_code)] // The comparison uses the rest.
mod breakers;

use divan::Bencher;
use divan::counter::CharsCount;
use hongtou::document::RichText;
use hongtou::layouts::Breaker;
use hongtou::typeset::{Frame, Typesetter};

fn main() {
    divan::main();
}

/// So many paragraphs of so many characters.
const SHAPES: [(usize, usize); 3] = [(1, 100_000), (400, 250), (2_500, 40)];

fn paragraphs(count: usize, length: usize) -> Vec<String> {
    let text: Vec<char> = breakers::ten_paragraphs().concat().chars().collect();
    let mut characters = text.into_iter().cycle();
    (0..count).map(|_| characters.by_ref().take(length).collect()).collect()
}

fn lines(bencher: Bencher<'_, '_>, breaker: Breaker, (count, length): (usize, usize)) {
    let layout = breakers::layout(breaker);
    let fonts = breakers::fonts(&layout);
    let texts: Vec<RichText> =
        paragraphs(count, length).iter().map(|text| breakers::body(text, &layout)).collect();
    let style = layout.style_of(layout.style("body").expect("a style for running text"));
    let frame = Frame::of(style, layout.page.type_width());
    bencher.counter(CharsCount::new(count * length)).bench_local(|| {
        let mut setter = Typesetter::new(&layout, &fonts).expect("the roles of the layout");
        texts.iter().map(|text| setter.paragraph(text, frame).len()).sum::<usize>()
    });
}

#[divan::bench(args = SHAPES, sample_count = 20)]
fn first_fit(bencher: Bencher<'_, '_>, shape: (usize, usize)) {
    lines(bencher, Breaker::FirstFit, shape);
}

#[divan::bench(args = SHAPES, sample_count = 20)]
fn optimal(bencher: Bencher<'_, '_>, shape: (usize, usize)) {
    lines(bencher, Breaker::Optimal, shape);
}
