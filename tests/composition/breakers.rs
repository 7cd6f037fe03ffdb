//! `docs/breakers.md` is what its command prints.

use crate::support::breakers;

#[test]
fn the_comparison_of_breakers_is_up_to_date() {
    let written = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/breakers.md"))
        .expect("docs/breakers.md");
    let made = breakers::document();
    let differ = written.lines().zip(made.lines()).find(|(written, made)| written != made);
    assert!(
        written == made,
        "run: cargo run --release --example compare_breakers > docs/breakers.md\nfirst difference: {differ:#?}"
    );
}
