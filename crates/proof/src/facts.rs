//! What the text says, held against itself.

mod lists;
mod names;
mod persons;
mod quantity;
mod sentences;
mod shares;
mod words;

use super::passage::Passage;
use super::rule::Part;
use super::sink::Sink;

/// What shows within one passage.
pub fn check_passage(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    words::check(passage, sink);
    shares::check(passage, sink);
    lists::check(passage, sink);
    lists::check_plain(passage, sink);
}

/// What shows only where passages are held against each other.
///
/// Of what rank the issuer is tells which offices are one through the issue: the counties of a province's bulletin have
/// each their 县教育局, and a county's has one.
pub fn check_bodies(passages: &[Passage<'_>], issuer: Option<u8>, sink: &mut Sink<'_>) {
    for body in passages.chunk_by(|a, b| a.body == b.body).filter(|body| body[0].part == Part::Body) {
        lists::check_items(body, sink);
        sentences::check(body, sink);
    }
    names::check(passages, issuer, sink);
    persons::check(passages, issuer, sink);
}
