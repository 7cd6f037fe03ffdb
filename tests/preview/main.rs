//! The preview as a browser and as a stranger sees it.
//!
//! What needs a browser is skipped with a line that says so where Chromium is not installed,
//! unless `HONGTOU_REQUIRE_TOOLS=1`.

mod browser;
mod buttons;
mod following;
mod looking;
mod program;
mod reading;
mod strangers;
mod timing;
