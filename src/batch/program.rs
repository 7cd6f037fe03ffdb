//! Which program made a PDF.

use std::fs::File;
use std::io::{self, Read};
use std::sync::OnceLock;

use xxhash_rust::xxh3::Xxh3;

/// The version, and a hash of the program itself, so that two builds of one version are told apart.
pub(super) fn identity() -> &'static str {
    static IDENTITY: OnceLock<String> = OnceLock::new();
    IDENTITY.get_or_init(|| {
        let version = env!("CARGO_PKG_VERSION");
        match hash() {
            Ok(hash) => format!("{version} {hash:032x}"),
            // Then the version must do.
            Err(_) => version.to_owned(),
        }
    })
}

fn hash() -> io::Result<u128> {
    let mut file = File::open(std::env::current_exe()?)?;
    let mut hash = Xxh3::new();
    let mut buffer = vec![0; 1 << 18];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(hash.digest128()),
            length => hash.update(&buffer[..length]),
        }
    }
}
