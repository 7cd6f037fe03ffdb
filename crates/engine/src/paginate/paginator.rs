//! What all steps work on: the typesetter, the pages so far, and the problems found.

use std::sync::Arc;

use super::placing::Placing;
use crate::page::Pages;
use crate::typeset::Typesetter;
use hongtou_base::diagnostic::{Diagnostic, Source};
use hongtou_format::layouts::Layout;

/// How many pages a document may have.
pub const MOST_PAGES: usize = 100_000;

/// The scale of a stack of names at the size of its style, in thousandths.
pub(super) const FULL_SCALE: i64 = 1000;

/// The pages of a document while they are filled.
pub(super) struct Paginator<'a> {
    pub(super) setter: Typesetter<'a>,
    pub(super) layout: &'a Layout,
    pub(super) source: &'a Arc<Source>,
    pub(super) pages: Pages,
    /// How many blocks have been numbered.
    pub(super) blocks: u32,
    /// To a multiple of how many the pages are filled.
    pub(super) fill: Option<u32>,
    /// How many pages carry a number.
    pub(super) numbered: usize,
    /// The cells of the layout as it was loaded.
    pub(super) usual_cells: Option<u32>,
    /// The scale of stacks of names, in thousandths.
    pub(super) stack_scale: i64,
    /// How far outside the type area the layout places each element, by its number.
    pub(super) placings: Vec<Placing>,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) warnings: Vec<Diagnostic>,
}
