//! Writes an archive of invented issues, for tests and measurements.
//!
//! `cargo run --release --example generate_archive -- FOLDER [--issues N] [--seed N] [--length MIN-MAX] [--faulty N]`
//!
//! `--length` is the number of hanzi in an issue, `--faulty` the number of faulty issues in a thousand.

#[path = "../tests/support/archive.rs"]
#[allow(dead_code)] // The tests use the rest.
mod archive;

use std::path::PathBuf;
use std::process::ExitCode;

use archive::Archive;
use clap::Parser;

/// Write an archive of invented issues
#[derive(Debug, Parser)]
struct Arguments {
    /// The folder to write them into
    folder: PathBuf,
    /// How many
    #[arg(long, default_value_t = 100)]
    issues: usize,
    /// The same value gives the same files
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Hanzi in an issue, at least and at most
    #[arg(long, value_name = "MIN-MAX", value_parser = range)]
    length: Option<(usize, usize)>,
    /// Of a thousand issues, how many are faulty
    #[arg(long, default_value_t = 0)]
    faulty: u32,
    /// Issues in a year
    #[arg(long, default_value_t = 50)]
    a_year: usize,
}

fn range(text: &str) -> Result<(usize, usize), String> {
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    match (least.parse(), most.parse()) {
        (Ok(least), Ok(most)) if least <= most => Ok((least, most)),
        _ => Err("write two numbers, such as 1500-1900".to_owned()),
    }
}

fn main() -> ExitCode {
    let Arguments { folder, issues, seed, length, faulty, a_year } = Arguments::parse();
    let length = length.unwrap_or(Archive::default().length);
    match (Archive { seed, issues, a_year, length, faulty }).write(&folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
