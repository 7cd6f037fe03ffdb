//! The proof: pages with the grid, the type area and the trim drawn over them, in a layer that does not print.

use hongtou_base::colour::Colour;
use hongtou_base::units::Length;
use hongtou_engine::page::{Area, ElementId, Item, Page, Pages, Rule};
use hongtou_format::layouts::Layout;

use super::measures::Measures;
use hongtou_output::run::Size;
use hongtou_output::run::{Placement, Rounds, Run, Side};

/// The name of the layer.
const LAYER: &str = "版心与网格（不印刷）";

/// Light blue, which a printer's eye takes for no ink of the job.
const GRID: Colour = Colour { cmyk: [500, 100, 0, 0], spot: None };
/// Green for what the standard gives a measure.
const FRAME: Colour = Colour { cmyk: [700, 0, 700, 0], spot: None };

/// Orange for what is kept clear for seals.
const CLEAR: Colour = Colour { cmyk: [0, 500, 1000, 0], spot: None };

/// The pages of one copy with their overlay.
pub fn run(pages: &Pages, layout: &Layout, measures: &Measures) -> Run {
    let sides = pages.pages.iter().enumerate().map(|(index, page)| Side {
        trim: Size { width: page.width, height: page.height },
        margin: measures.margin,
        bleed: Length::ZERO,
        placements: vec![Placement {
            page: index,
            copy: 0,
            x: Length::ZERO,
            y: Length::ZERO,
            upside_down: false,
        }],
        marks: Vec::new(),
        overlay: overlay(page, layout, measures),
    });
    Run {
        sides: sides.collect(),
        pages: Pages { bookmarks: Vec::new(), ..pages.clone() },
        sides_of_the_last: None,
        numbers: None,
        rounds: Rounds { copies: 1, side_by_side: 1 },
        layer: LAYER.to_owned(),
    }
}

fn overlay(page: &Page, layout: &Layout, measures: &Measures) -> Vec<Item> {
    let margin = measures.margin;
    let area = Area { x: page.type_area.x + margin, y: page.type_area.y + margin, ..page.type_area };
    let weight = measures.proof_weight;
    let mut items = Vec::new();
    let lines = page.grid_lines(layout.lines);
    for line in 1..lines {
        let y = area.y + area.height.ratio(line.into(), lines.into()) - weight / 2;
        items.push(rule(area.x, y, area.width, weight, &GRID));
    }
    let cells = i64::from(page.grid_cells(layout.cells).unwrap_or(0));
    for cell in 1..cells {
        let x = area.x + area.width.ratio(cell, cells) - weight / 2;
        items.push(rule(x, area.y, weight, area.height, &GRID));
    }
    let trim = Area { x: margin, y: margin, width: page.width, height: page.height };
    for area in [area, trim] {
        frame(&mut items, area, measures.proof_frame, &FRAME);
    }
    // GB/T 9704 7.3.5: the places of the seals, which a press does not print.
    for area in &page.kept_clear {
        let area = Area { x: area.x + margin, y: area.y + margin, ..*area };
        frame(&mut items, area, measures.proof_frame, &CLEAR);
    }
    items
}

fn frame(items: &mut Vec<Item>, area: Area, weight: Length, colour: &Colour) {
    for y in [area.y, area.y + area.height] {
        items.push(rule(area.x - weight / 2, y - weight / 2, area.width + weight, weight, colour));
    }
    for x in [area.x, area.x + area.width] {
        items.push(rule(x - weight / 2, area.y, weight, area.height, colour));
    }
}

fn rule(x: Length, y: Length, width: Length, height: Length, colour: &Colour) -> Item {
    Item::Rule(Rule { x, y, width, height, colour: colour.clone(), element: ElementId::default() })
}
