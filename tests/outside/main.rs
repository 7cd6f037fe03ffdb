//! What independent programs say of the output; each is skipped, loudly, where its program is missing, unless `HONGTOU_REQUIRE_TOOLS=1`.

#[path = "../support/mod.rs"]
mod support;

mod examples;
mod importing;
mod long_names;
mod measures;
mod print;
mod tools;
