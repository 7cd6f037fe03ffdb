//! What all answers are made from.

use std::sync::Arc;

use super::editor::Editor;
use super::guard::Guard;
use super::studio::Studio;

/// What all answers are made from.
#[derive(Debug)]
pub struct Desk {
    pub studio: Arc<Studio>,
    pub guard: Guard,
    pub editor: Option<Editor>,
}
