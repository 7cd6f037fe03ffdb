//! Prints `docs/breakers.md`: first-fit against optimal breaking.
//!
//! `cargo run --release --example compare_breakers > docs/breakers.md`

#[path = "../tests/support/breakers.rs"]
#[allow(dead_code)] // The bench uses the rest.
mod breakers;

fn main() {
    print!("{}", breakers::document());
}
