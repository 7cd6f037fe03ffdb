//! Where the edges of elements are on a finished page.

use std::collections::BTreeMap;

use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Area, Ending, GlyphRun, Item, Page, Pages, Region, Rule};

/// How far the ideographic em box reaches above the baseline, in thousandths of an em: the rest of it is below.
const ASCENT: i64 = 880;

/// Positions that differ by less are the same: a hundredth of a millimetre.
const SAME: i64 = 360;

/// What is measured with: the pages and the faces that their ink comes from.
pub struct Ruler<'a> {
    /// The pages.
    pub pages: &'a Pages,
    fonts: &'a FontBook,
    /// The distance of baselines that most neighbouring lines of text have.
    pitch: Length,
}

/// A line of an element.
#[derive(Debug, Clone, Copy)]
pub struct MeasuredLine {
    /// Its baseline.
    pub baseline: Length,
    /// The largest size on it.
    pub size: Length,
    /// Where its first cell begins.
    pub left: Length,
    /// Where its last cell ends.
    pub right: Length,
}

impl<'a> Ruler<'a> {
    /// A ruler for pages.
    pub fn new(pages: &'a Pages, fonts: &'a FontBook) -> Ruler<'a> {
        let mut ruler = Ruler { pages, fonts, pitch: Length::ZERO };
        let distances = pages.pages.iter().flat_map(|page| {
            let lines = ruler.lines(page, "text");
            lines.windows(2).map(|pair| pair[1].baseline - pair[0].baseline).collect::<Vec<_>>()
        });
        // A pitch that was adjusted is that of its page alone, and says what that of the others is.
        let usual = pages.pages.iter().find_map(|page| {
            let lines = page.adjusted?.usual_lines.max(1);
            Some(page.type_area.height.ratio(1, lines.into()))
        });
        ruler.pitch = usual.or_else(|| most_common(distances, false)).unwrap_or(Length::ZERO);
        ruler
    }

    /// The distance of baselines that most neighbouring lines of text have; on a page whose pitch was adjusted, its own.
    pub fn pitch(&self, page: &Page) -> Length {
        match page.adjusted {
            Some(adjusted) => page.type_area.height.ratio(1, i64::from(adjusted.lines.max(1))),
            None => self.pitch,
        }
    }

    /// Where an edge of an element is: a distance from the top or from the left of the page.
    pub fn edge(&self, page: &Page, element: &str, edge: &str) -> Option<Length> {
        let whole = Area { x: Length::ZERO, y: Length::ZERO, width: page.width, height: page.height };
        match element {
            "page" => frame_edge(&whole, page, edge),
            "type-area" => frame_edge(&page.type_area, page, edge),
            "seal" => self.seal_edge(page, edge),
            _ => self.element_edge(page, element, edge),
        }
    }

    /// Where most full lines of an element begin or end: its measure, as far as it can be seen.
    ///
    /// First lines are indented and last lines end early, so they are left aside.
    fn common_edge(&self, page: &Page, element: &str, edge: &str) -> Option<Length> {
        let own = self.lines(page, element);
        let at = |y: Length| own.iter().find(|line| line.baseline == y);
        if edge == "common-left" {
            let lines = page.lines.iter().filter(|line| line.line > 1);
            return most_common(lines.filter_map(|line| Some(at(line.y)?.left)), false);
        }
        let full = page.lines.iter().filter(|line| !matches!(line.ending, Ending::Last | Ending::Forced));
        most_common(full.filter_map(|line| Some(at(line.y)?.right)), true)
    }

    fn element_edge(&self, page: &Page, element: &str, edge: &str) -> Option<Length> {
        if let Some(rule) = self.rule(page, element) {
            return match edge {
                "left" | "ink-left" => Some(rule.x),
                "right" | "ink-right" => Some(rule.x + rule.width),
                "top" | "ink-top" => Some(rule.y),
                "bottom" | "ink-bottom" => Some(rule.y + rule.height),
                "centre" => Some(rule.x + rule.width / 2),
                _ => None,
            };
        }
        let lines = self.lines(page, element);
        let (first, last) = (lines.first()?, lines.last()?);
        if edge.starts_with("last-line") && self.continues(page, element) {
            return None;
        }
        match edge {
            "left" => lines.iter().map(|line| line.left).min(),
            "right" => lines.iter().map(|line| line.right).max(),
            "centre" => Some(
                (lines.iter().map(|line| line.left).min()? + lines.iter().map(|line| line.right).max()?) / 2,
            ),
            "top" => Some(first.top()),
            "bottom" => Some(last.bottom()),
            "line-top" => Some(self.band_top(page, first)),
            "line-bottom" | "last-line-bottom" => Some(self.band_top(page, last) + self.pitch(page)),
            "last-line-top" => Some(self.band_top(page, last)),
            "last-line-left" => Some(last.left),
            "last-line-right" => Some(last.right),
            "baseline" => Some(first.baseline),
            "last-baseline" => Some(last.baseline),
            "first-ink-top" => self.first_ink_top(page, element),
            "common-left" | "common-right" => self.common_edge(page, element, edge),
            _ => self.ink_edge(page, element, edge),
        }
    }

    /// Whether an element has lines on the next page as well, so that its last line is not on this one.
    fn continues(&self, page: &Page, element: &str) -> bool {
        let next = self.pages.pages.get(page.number as usize);
        next.is_some_and(|next| self.runs(next, element).next().is_some())
    }

    /// The upper edge of a line's band of the grid: the em box stands in its middle.
    fn band_top(&self, page: &Page, line: &MeasuredLine) -> Length {
        line.top() - (self.pitch(page) - line.size) / 2
    }

    fn ink_edge(&self, page: &Page, element: &str, edge: &str) -> Option<Length> {
        let boxes = self.runs(page, element).flat_map(|run| {
            let face = self.fonts.face(run.face);
            run.glyphs.iter().filter_map(move |glyph| {
                let ink = face.ink(glyph.id)?;
                let at = |units| face.scale(units, run.size);
                let across = |units| run.width.of(at(units));
                let baseline = run.y - glyph.rise;
                Some([
                    glyph.x + across(ink.x_min),
                    glyph.x + across(ink.x_max),
                    baseline - at(ink.y_max),
                    baseline - at(ink.y_min),
                ])
            })
        });
        match edge {
            "ink-left" => boxes.map(|ink| ink[0]).min(),
            "ink-right" => boxes.map(|ink| ink[1]).max(),
            "ink-top" => boxes.map(|ink| ink[2]).min(),
            "ink-bottom" => boxes.map(|ink| ink[3]).max(),
            _ => None,
        }
    }

    /// The upper edge of the ink of an element's first glyph, such as the dash before a page number.
    fn first_ink_top(&self, page: &Page, element: &str) -> Option<Length> {
        let run = self.runs(page, element).next()?;
        let glyph = run.glyphs.first()?;
        let face = self.fonts.face(run.face);
        Some(run.y - glyph.rise - face.scale(face.ink(glyph.id)?.y_max, run.size))
    }

    /// The places that are kept clear for seals, as one, and the end of the text above them.
    fn seal_edge(&self, page: &Page, edge: &str) -> Option<Length> {
        let areas = &page.kept_clear;
        let top = areas.iter().map(|area| area.y).min()?;
        match edge {
            "top" => Some(top),
            "bottom" => areas.iter().map(|area| area.y + area.height).max(),
            "left" => areas.iter().map(|area| area.x).min(),
            "right" => areas.iter().map(|area| area.x + area.width).max(),
            "centre-y" => areas.last().map(|area| area.y + area.height / 2),
            "text-above" => {
                // A seal stands below the text, so all text that begins above it ends above it.
                let mut above =
                    self.lines(page, "text").into_iter().filter(|line| line.baseline <= top + SAME_LENGTH);
                above.next_back().map(|line| self.band_top(page, &line) + self.pitch(page))
            }
            _ => None,
        }
    }

    /// The rule of an element, if it is one; of several, the first.
    fn rule<'p>(&self, page: &'p Page, element: &str) -> Option<&'p Rule> {
        page.items.iter().find_map(|item| match item {
            Item::Rule(rule) if self.belongs(rule.element.index(), element) && !self.is_text(rule) => {
                Some(rule)
            }
            _ => None,
        })
    }

    /// Whether a rule is a mark under characters, not an element of its own.
    fn is_text(&self, rule: &Rule) -> bool {
        self.pages.elements.get(rule.element.index()).is_some_and(|element| element.region == Region::Text)
    }

    /// Whether an element's number is that of a name; `text` is all of the running text.
    fn belongs(&self, number: usize, name: &str) -> bool {
        self.pages.elements.get(number).is_some_and(|element| match name {
            "text" => element.region == Region::Text,
            _ => element.name == name,
        })
    }

    /// The runs of an element on a page, in reading order.
    pub fn runs<'p>(&self, page: &'p Page, name: &str) -> impl Iterator<Item = &'p GlyphRun> + use<'p> {
        let wanted: Vec<bool> =
            (0..self.pages.elements.len()).map(|number| self.belongs(number, name)).collect();
        page.items.iter().filter_map(move |item| match item {
            Item::Text(run) if wanted.get(run.element.index()).copied().unwrap_or(false) => Some(run),
            _ => None,
        })
    }

    /// The lines of an element on a page, from the top downward.
    pub fn lines(&self, page: &Page, name: &str) -> Vec<MeasuredLine> {
        let mut lines: BTreeMap<Length, MeasuredLine> = BTreeMap::new();
        for run in self.runs(page, name).filter(|run| !run.glyphs.is_empty()) {
            let cells = run.glyphs.iter().filter(|glyph| glyph.text_end > glyph.text_start);
            let left = cells.clone().map(|glyph| glyph.cell).min();
            let right = cells.map(|glyph| (glyph.cell, glyph.cell + glyph.advance)).max();
            let right = right.map(|(start, end)| {
                // A mark that hangs outside the type area leaves the edge to what is before it.
                let edge = page.type_area.x + page.type_area.width;
                if run.text.ends_with(HANGING) && start + SAME_LENGTH >= edge { start } else { end }
            });
            let (Some(left), Some(right)) = (left, right) else { continue };
            let line =
                lines.entry(run.y).or_insert(MeasuredLine { baseline: run.y, size: run.size, left, right });
            line.size = line.size.max(run.size);
            line.left = line.left.min(left);
            line.right = line.right.max(right);
        }
        lines.into_values().collect()
    }
}

/// The marks that may hang.
const HANGING: [char; 3] = ['，', '。', '、'];

const SAME_LENGTH: Length = Length::from_emu(SAME);

impl MeasuredLine {
    /// The upper edge of its em box.
    pub fn top(&self) -> Length {
        self.baseline - self.size.ratio(ASCENT, 1000)
    }

    /// The lower edge of its em box.
    pub fn bottom(&self) -> Length {
        self.top() + self.size
    }
}

/// An edge of the page or of its type area; binding and fore-edge change sides from page to page.
fn frame_edge(area: &Area, page: &Page, edge: &str) -> Option<Length> {
    // The edge where the page is bound is the one that is farther from the type area.
    let bound_left = page.type_area.x >= page.width - page.type_area.x - page.type_area.width;
    let (left, right) = (area.x, area.x + area.width);
    match edge {
        "left" => Some(left),
        "right" => Some(right),
        "top" => Some(area.y),
        "bottom" => Some(area.y + area.height),
        "centre" => Some((left + right) / 2),
        // Measured from the page's edge inward, whichever side that is.
        "binding" if bound_left => Some(left),
        "binding" => Some(page.width - right),
        "fore-edge" if bound_left => Some(page.width - right),
        "fore-edge" => Some(left),
        _ => None,
    }
}

/// The length that occurs most often, to a hundredth of a millimetre; of several, the smallest, or the largest.
fn most_common(lengths: impl Iterator<Item = Length>, largest: bool) -> Option<Length> {
    let mut counts: BTreeMap<i64, (usize, Length)> = BTreeMap::new();
    for length in lengths {
        let entry = counts.entry((length.emu() + SAME / 2).div_euclid(SAME)).or_insert((0, length));
        entry.0 += 1;
    }
    let most = counts.values().map(|(count, _)| *count).max()?;
    let mut common = counts.into_values().filter(|(count, _)| *count == most).map(|(_, length)| length);
    if largest { common.next_back() } else { common.next() }
}
