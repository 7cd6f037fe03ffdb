//! What lies under a page, drawn over it: grid, type area, baselines, boxes, squeeze and stretch, places for seals.
//!
//! One drawing a page, a group a kind; the browser shows the groups that are switched on.

use xmlwriter::{Indent, Options, XmlWriter};

use super::edition::box_of;
use hongtou_base::units::Length;
use hongtou_engine::page::{Area, Ending, Item, LineReport, Page};
use hongtou_format::layouts::Layout;

/// The kinds of overlays, as classes of their groups.
pub const KINDS: [&str; 7] = ["area", "cells", "baselines", "boxes", "lines", "breaks", "clear"];

/// Adjustments of so much of the measure get the deepest colour.
const DEEPEST: f64 = 0.03;

/// The overlay of a page, in millimetres.
pub fn draw(page: &Page, layout: &Layout) -> String {
    let mut xml = XmlWriter::new(Options { indent: Indent::None, ..Options::default() });
    xml.start_element("svg");
    xml.write_attribute("xmlns", "http://www.w3.org/2000/svg");
    xml.write_attribute_fmt("viewBox", format_args!("0 0 {} {}", page.width.to_mm(), page.height.to_mm()));
    xml.write_attribute("aria-hidden", "true");
    for kind in KINDS {
        xml.start_element("g");
        xml.write_attribute("class", kind);
        match kind {
            "area" => rect(&mut xml, &page.type_area),
            "cells" => cells(&mut xml, page, layout),
            "baselines" => page.lines.iter().for_each(|line| baseline(&mut xml, page, line)),
            "boxes" => boxes(&mut xml, page),
            "lines" => page.lines.iter().for_each(|line| strain(&mut xml, page, line, layout)),
            "breaks" => page.lines.iter().for_each(|line| breaks(&mut xml, page, line)),
            _ => page.kept_clear.iter().for_each(|area| rect(&mut xml, area)),
        }
        xml.end_element();
    }
    xml.end_document()
}

fn cells(xml: &mut XmlWriter, page: &Page, layout: &Layout) {
    let area = page.type_area;
    let lines = page.grid_lines(layout.lines);
    for line in 1..lines {
        let y = area.y + area.height.ratio(line.into(), lines.into());
        stroke(xml, (area.x, y), (area.x + area.width, y));
    }
    let cells = i64::from(page.grid_cells(layout.cells).unwrap_or(0));
    for cell in 1..cells {
        let x = area.x + area.width.ratio(cell, cells);
        stroke(xml, (x, area.y), (x, area.y + area.height));
    }
}

fn baseline(xml: &mut XmlWriter, page: &Page, line: &LineReport) {
    stroke(xml, (page.type_area.x, line.y), (page.type_area.x + page.type_area.width, line.y));
}

fn boxes(xml: &mut XmlWriter, page: &Page) {
    for item in &page.items {
        if let Item::Text(run) = item {
            run.glyphs.iter().for_each(|glyph| rect(xml, &box_of(run, glyph)));
        }
    }
}

/// A band behind a line: the more it was changed, the deeper; its title says by how much.
fn strain(xml: &mut XmlWriter, page: &Page, line: &LineReport, layout: &Layout) {
    let change = line.adjustments.iter().map(|step| step.amount).fold(Length::ZERO, |sum, step| sum + step);
    if change == Length::ZERO || line.measure <= Length::ZERO {
        return;
    }
    let depth = (change.to_mm().abs() / line.measure.to_mm() / DEEPEST).clamp(0.15, 1.0);
    let pitch = layout.pitch();
    let end = page.type_area.x + page.type_area.width;
    let area =
        Area { x: line.x, y: line.y - pitch.ratio(2, 3), width: end - line.x, height: pitch.ratio(9, 10) };
    xml.start_element("rect");
    place(xml, &area);
    xml.write_attribute("class", if change.is_negative() { "squeezed" } else { "stretched" });
    xml.write_attribute_fmt("opacity", format_args!("{:.2}", depth * 0.5));
    xml.start_element("title");
    xml.write_text(&format!("{:+.3} mm", change.to_mm()));
    xml.end_element();
    xml.end_element();
}

/// A mark at the end of a line that would have ended elsewhere but for a rule.
fn breaks(xml: &mut XmlWriter, page: &Page, line: &LineReport) {
    let kind = match line.ending {
        Ending::Prohibited => "prohibited",
        Ending::Even | Ending::Unit => "even",
        Ending::Ellipsis | Ending::Relief | Ending::Forced => "forced",
        Ending::Full | Ending::Last => return,
    };
    let x = page.type_area.x + page.type_area.width;
    xml.start_element("circle");
    xml.write_attribute("class", kind);
    xml.write_attribute("cx", &(x.to_mm() + 2.0));
    xml.write_attribute("cy", &(line.y.to_mm() - 2.0));
    xml.write_attribute("r", "1.2");
    xml.end_element();
}

fn rect(xml: &mut XmlWriter, area: &Area) {
    xml.start_element("rect");
    place(xml, area);
    xml.end_element();
}

fn place(xml: &mut XmlWriter, area: &Area) {
    xml.write_attribute("x", &area.x.to_mm());
    xml.write_attribute("y", &area.y.to_mm());
    xml.write_attribute("width", &area.width.to_mm());
    xml.write_attribute("height", &area.height.to_mm());
}

fn stroke(xml: &mut XmlWriter, from: (Length, Length), to: (Length, Length)) {
    xml.start_element("line");
    xml.write_attribute("x1", &from.0.to_mm());
    xml.write_attribute("y1", &from.1.to_mm());
    xml.write_attribute("x2", &to.0.to_mm());
    xml.write_attribute("y2", &to.1.to_mm());
    xml.end_element();
}
