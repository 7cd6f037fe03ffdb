//! What the browser is told of an edition, as JSON.

use serde_json::{Value, json};

use super::edition::{Edition, Look};
use crate::diagnostic::{Language, to_json};
use crate::press::imposition::{Scheme, Sheet, Size, Slot, plan};
use crate::units::Length;

/// Pages, diagnostics and, if they are wanted, sheets.
pub fn of(look: &Look, language: Language, sheets: bool) -> Value {
    let edition = look.edition.as_deref();
    json!({
        "revision": look.revision,
        "current": look.current,
        "problems": to_json(&look.problems, language),
        "layout": edition.map(layout),
        "title": edition.map(|edition| edition.pages.metadata.title.clone()),
        "lines": edition.map(|edition| edition.pages.pages.iter().map(|page| page.lines.len()).sum::<usize>()),
        "pages": edition.map_or(json!([]), pages),
        "sheets": edition.filter(|_| sheets).map(sides),
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
    })
}

/// What the layout is called; one with tried values by the name of what it changes, with a star.
fn name(edition: &Edition) -> String {
    let layout = &edition.job.layout;
    match layout.sources.get(1).filter(|_| edition.tried) {
        Some(base) => format!("{}*", base.name.trim_start_matches("bundled layout ")),
        None => layout.name.clone(),
    }
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

/// Both sides of each sheet of a stapled copy, as the press prints them.
fn sides(edition: &Edition) -> Value {
    let Some(first) = edition.pages.pages.first() else { return json!([]) };
    let size = Size { width: first.width, height: first.height };
    let plan = plan(Scheme::Saddle, edition.pages.pages.len(), size, Length::ZERO);
    let side = |slots: &[Slot]| -> Value {
        let slots =
            slots.iter().map(|slot| json!({ "page": slot.page, "x": slot.x.to_mm(), "y": slot.y.to_mm() }));
        json!({
            "width": plan.sheet.width.to_mm(),
            "height": plan.sheet.height.to_mm(),
            "slots": slots.collect::<Vec<_>>(),
        })
    };
    plan.sheets.iter().flat_map(|Sheet { front, back }| [side(front), side(back)]).collect()
}
