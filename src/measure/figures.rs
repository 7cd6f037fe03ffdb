//! Figures of an element that are no distances: sizes, colours, numbers of lines, the pitch of the grid.

use super::edges::Ruler;
use super::verdict::Value;
use hongtou_base::colour::Colour;
use hongtou_base::units::Length;
use hongtou_engine::page::Page;

/// A figure of an element on a page; `None` if the element is not there.
pub fn figure(ruler: &Ruler<'_>, page: &Page, element: &str, figure: &str) -> Option<Value> {
    match figure {
        "pitch" => Some(Value::Length(ruler.pitch(page))).filter(|_| ruler.pitch(page) > Length::ZERO),
        "off-grid" => off_grid(ruler, page).map(Value::Length),
        "lines" => Some(Value::Number(ruler.lines(page, element).len() as i64)),
        // 2 for an even page, on the back of its sheet; 1 for an odd one.
        "page-in-two" if stands_on(ruler, page, element) => {
            Some(Value::Number(i64::from(2 - page.number % 2)))
        }
        "size" => ruler.runs(page, element).map(|run| run.size).max().map(Value::Length),
        "colour" => ruler.runs(page, element).next().map(|run| Value::Word(mixture(&run.colour))),
        _ => None,
    }
}

fn stands_on(ruler: &Ruler<'_>, page: &Page, element: &str) -> bool {
    ruler.edge(page, element, "top").is_some()
}

/// How far the baseline that is farthest off stands from the lines of the grid.
///
/// The grid is that of the body's size: its baselines are a pitch apart from the first one in the type area.
fn off_grid(ruler: &Ruler<'_>, page: &Page) -> Option<Length> {
    let pitch = ruler.pitch(page);
    if pitch <= Length::ZERO {
        return None;
    }
    let off = |line: super::edges::MeasuredLine| {
        // The middle of the em box is that of a band of the grid, whatever the size.
        let middle = line.top() + line.size / 2 - page.type_area.y;
        let bands = (middle - pitch / 2).emu();
        // The height of the type area is no whole number of pitches in EMU: half an EMU a line is rounding.
        let nearest = (bands + pitch.emu() / 2).div_euclid(pitch.emu());
        (Length::from_emu(bands) - pitch * nearest).abs()
    };
    ruler.lines(page, "text").into_iter().map(off).max()
}

/// A colour in words: `C0 M80 Y80 K0`, or the name of a spot ink.
fn mixture(colour: &Colour) -> String {
    if let Some(spot) = &colour.spot {
        return spot.to_string();
    }
    let percent = |part: u16| match part % 10 {
        0 => (part / 10).to_string(),
        tenth => format!("{}.{tenth}", part / 10),
    };
    let [c, m, y, k] = colour.cmyk.map(percent);
    format!("C{c} M{m} Y{y} K{k}")
}
