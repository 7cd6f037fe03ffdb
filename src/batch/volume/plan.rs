//! Where everything of a volume begins.

use super::gather::Bound;

/// How the articles of a volume are indexed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexBy {
    /// By the pinyin of their titles.
    Pinyin,
    /// By the offices that they come from.
    Office,
}

/// Where everything of a volume begins, as indexes of pages.
pub(super) struct Plan {
    pub contents: usize,
    pub issues: Vec<usize>,
    pub index: usize,
}

impl Plan {
    /// A plan to count by.
    pub fn none(issues: &[Bound]) -> Plan {
        Plan { contents: 0, issues: vec![0; issues.len()], index: 0 }
    }

    pub fn of(issues: &[Bound], contents_pages: usize) -> Plan {
        // The cover and its back.
        let contents = 2;
        let mut next = right_hand(contents + contents_pages);
        let mut starts = Vec::with_capacity(issues.len());
        for issue in issues {
            starts.push(next);
            next = right_hand(next + issue.pages.pages.len());
        }
        Plan { contents, issues: starts, index: next }
    }
}

/// The first right-hand page from an index on; index 0 is one.
pub(super) fn right_hand(index: usize) -> usize {
    index.next_multiple_of(2)
}
