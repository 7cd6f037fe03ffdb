//! The program as its users see it: commands, messages, bad input, batches, documents.

#[path = "../support/mod.rs"]
mod support;

mod bad_input;
mod bad_render;
mod batch;
mod batch_machine;
mod boundaries;
mod cli;
mod docs;
mod doubled_labels;
mod layout_faults;
mod named_files;
mod patterns;
mod press;
mod print_pages;
mod proof;
mod proof_cli;
mod safety;
mod scaffold;
mod slips;
mod volume;
