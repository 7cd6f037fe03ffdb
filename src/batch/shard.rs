//! A part of the work, for schedulers that spread it over machines.

use std::fmt;
use std::str::FromStr;

use xxhash_rust::xxh3::xxh3_64;

/// The most parts.
const MOST: u32 = 1_000_000;

/// One of several parts of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 1.
    pub index: u32,
    /// Of how many.
    pub of: u32,
}

impl Shard {
    /// Whether the part has an output of this name.
    ///
    /// The name alone decides: not its place in a list, so that an issue more or less leaves the others where they
    /// were, and not the path of the issue, which may be mounted elsewhere on another machine.
    pub(super) fn has(&self, name: &str) -> bool {
        xxh3_64(name.as_bytes()) % u64::from(self.of) == u64::from(self.index - 1)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let parts =
            text.split_once('/').and_then(|(index, of)| Some((index.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((index, of)) if (1..=of).contains(&index) && of <= MOST => Ok(Shard { index, of }),
            _ => Err("write a part and their number, such as 1/8 up to 8/8".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_in_one_part() {
        for of in [1, 2, 7] {
            for name in 0..100 {
                let name = format!("2021-{name:03}.pdf");
                let parts = (1..=of).filter(|&index| Shard { index, of }.has(&name)).count();
                assert_eq!(parts, 1);
            }
        }
    }

    #[test]
    fn parts_are_counted_from_one() {
        assert_eq!("2/8".parse(), Ok(Shard { index: 2, of: 8 }));
        for wrong in ["", "2", "0/8", "9/8", "1/0", "-1/2", "a/b", "1/2/3", "1/4000000000"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
