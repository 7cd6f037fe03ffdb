//! An ellipsis of four em stands on a line of its own (GB/T 15834 5.1.5: 两个省略号连用，占四个字位置，单独占一行).
//!
//! The line before it ends as a paragraph does, and what follows it begins a new line without an indent.

use super::class::Class;
use super::prohibition::{is_prohibited_at_end, is_prohibited_at_start};
use super::segment::Cluster;
use hongtou_format::layouts::Prohibition;

/// Four of … or its like, in bytes; all of them have as many.
const FOUR_MARKS: u32 = 4 * '…'.len_utf8() as u32;

/// Where lines must end for the ellipses of four em to stand alone: indices after their last boxes.
///
/// Marks that belong to an ellipsis, as the quotes around it do, stand with it, and so does what may not begin a line.
pub fn required_ends(clusters: &[Cluster]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut index = 0;
    while index < clusters.len() {
        let of = |class: fn(Class) -> bool, from: usize| {
            clusters[from..].iter().take_while(|cluster| class(cluster.class)).count()
        };
        let opening = index + of(|class| is_prohibited_at_end(class, Prohibition::Basic), index);
        let end = opening + of(|class| class == Class::Ellipsis, opening);
        // Each mark is an em. A change of style may part an ellipsis of two em into two boxes.
        let bytes: u32 = clusters[opening..end].iter().map(|cluster| cluster.end - cluster.start).sum();
        if bytes >= FOUR_MARKS {
            let closing = end + of(|class| is_prohibited_at_start(class, Prohibition::Gb), end);
            ends.extend([index, closing]);
            index = closing;
        } else {
            index = end.max(index + 1);
        }
    }
    ends.retain(|&end| 0 < end && end < clusters.len());
    ends.dedup();
    ends
}
