//! What each step costs for the example bulletin, and that the cost of setting grows with the text alone.
//!
//! `cargo bench --bench engine`

use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::CharsCount;
use hongtou::diagnostic::Source;
use hongtou::fonts::{FontBook, FontSearch};
use hongtou::issue::Issue;
use hongtou::layouts::{self, Layout};
use hongtou::page::Pages;
use hongtou::{Job, pdf};

fn main() {
    divan::main();
}

const BULLETIN: &str = include_str!("../examples/issue-245.toml");

const LAYOUTS: [&str; 2] = ["bulletin", "bulletin-grid"];

fn layout(name: &str) -> Layout {
    layouts::load(name, Path::new(""), &[]).expect("a bundled layout")
}

fn fonts(layout: &Layout) -> FontBook {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts"));
    let search = FontSearch { folders: vec![folder], bundled_only: true, ..FontSearch::default() };
    FontBook::open(&layout.roles, &search).expect("the bundled faces").0
}

/// The bulletin with its body so many times over, and the number of its characters.
fn bulletin(times: usize) -> (Issue, CharsCount) {
    let (head, rest) = BULLETIN.split_once("\"\"\"\n").expect("a body");
    let (body, tail) = rest.split_once("\"\"\"\n").expect("a body");
    let text = format!("{head}\"\"\"\n{}\"\"\"\n{tail}", body.repeat(times));
    let issue = Issue::parse(&Source::new("issue.toml", text)).expect("an issue");
    (issue, CharsCount::new(body.chars().count() * times))
}

fn job(times: usize, layout_name: &str) -> (Job, CharsCount) {
    let (issue, characters) = bulletin(times);
    let layout = layout(layout_name);
    let fonts = fonts(&layout);
    (Job { issue, layout: layout.into(), fonts: fonts.into(), warnings: Vec::new(), fill: None }, characters)
}

fn pages(job: &Job) -> Pages {
    hongtou::typeset(job).expect("pages").0
}

#[divan::bench]
fn parse_the_issue(bencher: Bencher) {
    bencher.bench_local(|| Issue::parse(&Source::new("issue.toml", BULLETIN)));
}

#[divan::bench(args = LAYOUTS)]
fn load_the_layout(bencher: Bencher, name: &str) {
    bencher.bench_local(|| layout(name));
}

#[divan::bench]
fn open_the_fonts(bencher: Bencher) {
    let layout = layout("bulletin");
    bencher.bench_local(|| fonts(&layout));
}

#[divan::bench(args = LAYOUTS)]
fn set_the_issue(bencher: Bencher, name: &str) {
    let (job, characters) = job(1, name);
    bencher.counter(characters).bench_local(|| pages(&job));
}

#[divan::bench]
fn write_the_pdf(bencher: Bencher) {
    let (job, _) = job(1, "bulletin");
    let pages = pages(&job);
    bencher.bench_local(|| pdf::write(&pages, &job.fonts));
}

#[divan::bench(args = [1, 10, 100])]
fn set_the_text_so_many_times(bencher: Bencher, times: usize) {
    let (job, characters) = job(times, "bulletin");
    bencher.counter(characters).bench_local(|| pages(&job));
}

/// A paragraph without end: 1 is the whole body of the bulletin.
#[divan::bench(args = [1, 10, 100])]
fn set_one_paragraph(bencher: Bencher, times: usize) {
    let (mut job, characters) = job(times, "bulletin");
    let body = job.issue.articles[0].body.value.replace(['\n', '*'], "");
    let text = format!(
        "[masthead]\ntitle = \"动态\"\nnumber = 1\nissuer = \"办\"\ndate = 2021-03-29\n\
         [[article]]\ntitle = \"题\"\nbody = \"{body}\"\n"
    );
    job.issue = Issue::parse(&Source::new("issue.toml", text)).expect("an issue");
    bencher.counter(characters).bench_local(|| pages(&job));
}
