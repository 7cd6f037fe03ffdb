//! Pages → the sides of sheets: which page stands where, and the marks around it.

use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Item, Page, Pages};
use hongtou_format::layouts::Layout;

use super::imposition::{self, Scheme, Slot};
use super::marks::{Brush, Marks, Middle, Staples};
use super::measures::Measures;
use super::plates::Inks;
use hongtou_output::run::Size;
use hongtou_output::run::{Placement, Side};

/// The pages of a copy, and how they are put on sheets.
#[derive(Debug, Clone, Copy)]
pub struct Sheets<'a> {
    /// Finished pages, filled for the scheme.
    pub pages: &'a Pages,
    /// As they are read if `None`.
    pub scheme: Option<Scheme>,
    /// By how much each sheet of a stapled copy pushes the next inner one outward.
    pub creep: Length,
    /// Whether marks stand around the trim.
    pub marks: bool,
    /// The measures of the marks.
    pub measures: &'a Measures,
}

/// A side, and what its marks depend on beside the inks.
struct Plain {
    trim: Size,
    placements: Vec<Placement>,
    middle: Middle,
    staples: Staples,
    /// The sheet and its side.
    name: String,
}

impl Sheets<'_> {
    /// The size of a page after trimming.
    pub fn page_size(&self) -> Size {
        self.pages.pages.first().map_or(Size { width: Length::ZERO, height: Length::ZERO }, size_of)
    }

    /// The sheets of one round.
    pub fn plan(&self) -> Option<imposition::Plan> {
        let pages = self.pages.pages.len();
        self.scheme.map(|scheme| imposition::plan(scheme, pages, self.page_size(), self.creep))
    }

    /// The sides in the order in which they are printed; `name` is the job's, the layout and its fonts set it.
    pub fn sides(&self, name: &str, inks: &Inks, layout: &Layout, fonts: &FontBook) -> Vec<Side> {
        let bleeds = self.pages.pages.iter().any(bleeds);
        let bleed = if bleeds { self.measures.bleed } else { Length::ZERO };
        let margin = if self.marks { self.measures.margin } else { bleed };
        let brush = self.marks.then(|| Brush::new(self.measures, layout, fonts));
        let marks = |plain: &Plain| -> Vec<Item> {
            let Plain { trim, middle, staples, .. } = *plain;
            let text = format!("{name}　{}", plain.name);
            brush
                .as_ref()
                .map(|brush| brush.draw(&Marks { trim, middle, staples, inks, text }))
                .unwrap_or_default()
        };
        let side = |plain: Plain| {
            let marks = marks(&plain);
            let Plain { trim, placements, .. } = plain;
            Side { trim, margin, bleed, placements, marks, overlay: Vec::new() }
        };
        let plain = match self.plan() {
            Some(plan) => self.imposed(&plan),
            None => self.as_read(),
        };
        plain.into_iter().map(side).collect()
    }

    /// Pages as they are read: the job sheet says how they are printed.
    fn as_read(&self) -> Vec<Plain> {
        let side = |(page, of): (usize, &Page)| Plain {
            trim: size_of(of),
            placements: vec![Placement {
                page,
                copy: 0,
                x: Length::ZERO,
                y: Length::ZERO,
                upside_down: false,
            }],
            middle: Middle::Nothing,
            staples: if page.is_multiple_of(2) { Staples::Left } else { Staples::Right },
            name: format!("第{}页", page + 1),
        };
        self.pages.pages.iter().enumerate().map(side).collect()
    }

    fn imposed(&self, plan: &imposition::Plan) -> Vec<Plain> {
        let middle = match self.scheme {
            Some(Scheme::Saddle) => Middle::Fold,
            Some(Scheme::CutStack) => Middle::Cut,
            _ => Middle::Nothing,
        };
        let mut sides = Vec::with_capacity(plan.sheets.len() * 2);
        for (index, sheet) in plan.sheets.iter().enumerate() {
            for (slots, side, is_front) in [(&sheet.front, "正面", true), (&sheet.back, "反面", false)] {
                let staples = match (self.scheme, is_front) {
                    (Some(Scheme::Saddle), _) => Staples::Fold,
                    // Turned about the short edge, the back stands on its head and its right edge is the left.
                    (Some(Scheme::DuplexShort), _) | (_, true) => Staples::Left,
                    (_, false) => Staples::Right,
                };
                let placements = slots.iter().filter_map(placement).collect();
                let name = format!("第{}张{side}", index + 1);
                sides.push(Plain { trim: plan.sheet, placements, middle, staples, name });
            }
        }
        sides
    }
}

fn size_of(page: &Page) -> Size {
    Size { width: page.width, height: page.height }
}

fn placement(slot: &Slot) -> Option<Placement> {
    let Slot { page, copy, x, y, upside_down } = *slot;
    page.map(|page| Placement { page, copy, x, y, upside_down })
}

/// Whether ink reaches beyond the trim.
fn bleeds(page: &Page) -> bool {
    page.items.iter().any(|item| match item {
        Item::Rule(rule) => {
            rule.x < Length::ZERO
                || rule.y < Length::ZERO
                || rule.x + rule.width > page.width
                || rule.y + rule.height > page.height
        }
        _ => false,
    })
}
