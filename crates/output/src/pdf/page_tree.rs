//! A balanced page tree for very many pages (PDF 32000-1, 7.7.3): a reader finds any page in a few steps.

use std::io;

use super::growing::Growing;
use super::number;

/// How many nodes or pages hang on a node of the page tree.
const FAN: usize = 64;

/// A balanced page tree whose numbers are known before any page is written.
pub(super) struct Tree {
    pages: usize,
    first_page: u32,
    /// The first number and the count of the nodes, level by level from the pages upward.
    levels: Vec<(u32, usize)>,
}

impl Tree {
    /// Gives numbers to the pages and the nodes above them.
    pub fn plan(file: &mut Growing, pages: usize) -> Tree {
        let mut levels = Vec::new();
        let mut count = pages;
        loop {
            count = count.div_ceil(FAN).max(1);
            levels.push((file.numbers(count), count));
            if count == 1 {
                break;
            }
        }
        Tree { pages, first_page: file.numbers(pages), levels }
    }

    /// The number of the root.
    pub fn root(&self) -> u32 {
        self.levels.last().map_or(0, |level| level.0)
    }

    /// The number of a page.
    pub fn page(&self, index: usize) -> u32 {
        self.first_page + index as u32
    }

    /// The number of the node that a page hangs on.
    pub fn parent(&self, page: usize) -> u32 {
        self.levels[0].0 + (page / FAN) as u32
    }

    /// Writes the nodes.
    pub fn write(&self, file: &mut Growing) -> io::Result<()> {
        // What hangs on the nodes of this level: the first number and how many, and how many pages each holds.
        let (mut first_kid, mut kids, mut each) = (self.first_page, self.pages, 1);
        for (depth, &(first, count)) in self.levels.iter().enumerate() {
            for node in 0..count {
                let from = node * FAN;
                let to = kids.min(from + FAN);
                let pages = (to * each).min(self.pages) - from * each;
                let mut out = b"<</Type/Pages/Count ".to_vec();
                number::integer(&mut out, pages as u64);
                if let Some(above) = self.levels.get(depth + 1) {
                    out.extend_from_slice(b"/Parent ");
                    reference(&mut out, above.0 + (node / FAN) as u32);
                }
                out.extend_from_slice(b"/Kids[");
                for kid in from..to {
                    reference(&mut out, first_kid + kid as u32);
                    out.push(b' ');
                }
                out.extend_from_slice(b"]>>");
                file.pack(first + node as u32, &out)?;
            }
            (first_kid, kids, each) = (first, count, each * FAN);
        }
        Ok(())
    }
}

/// Appends a reference to an object.
pub(super) fn reference(out: &mut Vec<u8>, number: u32) {
    number::integer(out, number.into());
    out.extend_from_slice(b" 0 R");
}
