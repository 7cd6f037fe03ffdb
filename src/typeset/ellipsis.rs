//! An ellipsis of four em stands on a line of its own (GB/T 15834 5.1.5: 两个省略号连用，占四个字位置，单独占一行).
//!
//! The line before it ends as a paragraph does, and what follows it begins a new line without an indent.

use super::class::Class;
use super::prohibition::{is_prohibited_at_end, is_prohibited_at_start};
use super::segment::Cluster;
use crate::layouts::Prohibition;

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
        let ellipsis = of(|class| class == Class::Ellipsis, opening);
        let end = opening + ellipsis;
        if ellipsis >= 2 {
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
