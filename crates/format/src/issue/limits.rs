//! How many of a thing an issue may have, and within which years it may lie.

/// The largest number of an issue, and the most copies.
pub const MAX_COUNT: u32 = 1_000_000;

/// The first year of an issue.
pub const FIRST_YEAR: u16 = 1949;

/// The last year of an issue.
pub const LAST_YEAR: u16 = 2999;

/// The most articles in one issue.
pub const MAX_ARTICLES: usize = 1_000;

/// The most names that are never parted.
pub const MAX_NAMES: usize = 1_000;

/// The most organs that issue or sign a document.
pub const MAX_ORGANS: usize = 30;

/// The most lists of persons, and of recipients.
pub const MAX_LISTS: usize = 100;

/// The most entries in the list of allotments.
pub const MAX_ALLOTMENTS: usize = 10_000;
