//! What a run of numbered copies costs, beside one render of the same issue.
//!
//! `cargo bench --bench press`

use hongtou::page::Pages;
use hongtou::pdf::{self, Settings};
use hongtou::press::plates::Plate;
use hongtou::press::{Order, prepare};
use hongtou::{Job, Options};

const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/issue-245.toml");

fn main() {
    divan::main();
}

fn job() -> Job {
    let options = Options { bundled_fonts: true, ..Options::default() };
    hongtou::open(SEED.as_ref(), &options).expect("the seed")
}

/// Typesetting and PDF of one copy.
#[divan::bench]
fn one_render(bencher: divan::Bencher) {
    let job = job();
    bencher.bench_local(|| {
        let (pages, _): (Pages, _) = hongtou::typeset(&job).expect("pages");
        pdf::write(&pages, &job.fonts).expect("a PDF")
    });
}

/// Typesetting and PDF of numbered copies.
#[divan::bench(args = [1, 720, 100_000], sample_count = 10)]
fn numbered_copies(bencher: divan::Bencher, copies: u32) {
    let order = Order { copies: Some(copies), first_number: Some(1), ..Order::default() };
    let run = || {
        let mut job = job();
        let (press, _) = prepare(&mut job, &order).expect("a job");
        let run = press.run(Plate::All, "", &job.layout, &job.fonts);
        let mut file = Vec::new();
        pdf::write_run(&run, &job.fonts, &Settings::default(), &mut file, &mut |_| {}).expect("a PDF");
        file
    };
    eprintln!("{copies}: {} bytes", run().len());
    bencher.bench_local(run);
}
