//! What the browser is told of an edition, as JSON.

use std::ffi::OsStr;
use std::path::Path;

use serde_json::{Value, json};

use super::edition::{Edition, Look};
use hongtou_base::diagnostic::{Language, to_json};
use hongtou_output::run::Side;

/// Pages, diagnostics and, if the pages are put on them, sheets.
pub fn of(look: &Look, language: Language) -> Value {
    let edition = look.edition.as_deref();
    json!({
        "revision": look.revision,
        "current": look.current,
        "problems": to_json(&look.problems, language),
        "layout": edition.map(layout),
        "title": edition.map(|edition| edition.pages.metadata.title.clone()),
        "lines": edition.map(|edition| edition.pages.pages.iter().map(|page| page.lines.len()).sum::<usize>()),
        "pages": edition.map_or(json!([]), pages),
        "sheets": edition.map_or(json!([]), sides),
    })
}

fn layout(edition: &Edition) -> Value {
    let layout = &edition.job.layout;
    let body = layout.style("body").map(|body| layout.style_of(body).size.to_pt());
    json!({
        "name": name(edition),
        "description": layout.description,
        "size": body,
        "lines": layout.lines,
        "pitch": layout.pitch().to_mm(),
        "measure": layout.page.type_width().to_mm(),
        "line_squeeze": layout.text.line_squeeze,
    })
}

/// What the layout is called; one with tried values by the name of what it changes, with a star.
fn name(edition: &Edition) -> String {
    let layout = &edition.job.layout;
    match layout.sources.get(1).filter(|_| edition.tried) {
        Some(base) => format!("{}*", file_name(base.name.trim_start_matches("bundled layout "))),
        None => file_name(&layout.name).to_owned(),
    }
}

/// A bundled layout's name, or the last part of a path.
fn file_name(name: &str) -> &str {
    Path::new(name).file_name().and_then(OsStr::to_str).unwrap_or(name)
}

fn pages(edition: &Edition) -> Value {
    let pages = edition.pages.pages.iter().zip(&edition.hashes);
    pages
        .map(|(page, hash)| {
            json!({
                "hash": hash,
                "number": page.number,
                "width": page.width.to_mm(),
                "height": page.height.to_mm(),
            })
        })
        .collect()
}

/// Both sides of each sheet as the press prints them; measures from the top left corner of the paper.
fn sides(edition: &Edition) -> Value {
    let side = |(side, hash): (&Side, &String)| {
        let slots = side.placements.iter().map(|placement| {
            json!({
                "page": placement.page,
                "x": (side.margin + placement.x).to_mm(),
                "y": (side.margin + placement.y).to_mm(),
                "upside_down": placement.upside_down,
            })
        });
        let paper = side.paper();
        json!({
            "hash": hash,
            "width": paper.width.to_mm(),
            "height": paper.height.to_mm(),
            "slots": slots.collect::<Vec<_>>(),
        })
    };
    let hashes = edition.sheets.as_ref().map_or(&[][..], |sheets| &sheets.hashes);
    edition.sides().iter().zip(hashes).map(side).collect()
}
