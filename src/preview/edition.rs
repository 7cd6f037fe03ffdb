//! An issue as it was set at one moment: pages, a hash of each, and the way back from a place to its line.

use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use xxhash_rust::xxh3::Xxh3;

use crate::batch::Neighbours;
use crate::press;
use crate::press::imposition::Scheme;
use crate::press::measures::Measures;
use crate::press::plates::{Inks, Plate};
use crate::press::sides::Sheets;
use crate::review::{Review, review};
use crate::workshop::Job;
use hongtou_base::diagnostic::Diagnostic;
use hongtou_base::units::Length;
use hongtou_engine::page::{Area, Glyph, GlyphRun, Item, Page, Pages};
use hongtou_output::run::Side;
use hongtou_proof::Finding;

/// An issue as it was set.
#[derive(Debug)]
pub struct Edition {
    /// The issue, its layout and its fonts.
    pub job: Job,
    /// Its finished pages.
    pub pages: Pages,
    /// What each page shows, as a hash: pages whose hashes are alike need not be sent again.
    pub hashes: Vec<String>,
    /// The sheets that the pages are printed on, if that is looked at.
    pub sheets: Option<Imposed>,
    /// Warnings.
    pub warnings: Vec<Diagnostic>,
    /// What a proofreader would mark, once somebody has asked.
    findings: OnceLock<Vec<Diagnostic>>,
    /// Whether the layout's values are tried ones.
    pub tried: bool,
}

impl Edition {
    pub fn new(job: Job, pages: Pages, warnings: Vec<Diagnostic>, tried: bool) -> Edition {
        let fonts = job.fonts.fingerprint();
        let grid = (job.layout.lines, job.layout.cells);
        let hashes = pages.pages.iter().map(|page| format!("{:032x}", hash_of(page, fonts, grid))).collect();
        Edition { job, pages, hashes, sheets: None, warnings, findings: OnceLock::new(), tried }
    }

    /// The same, put on sheets.
    pub fn imposed(mut self, scheme: Scheme, measures: Measures) -> Edition {
        let mut sheets = Imposed { scheme, measures, hashes: Vec::new(), sides: Default::default() };
        let fonts = self.job.fonts.fingerprint();
        let sides = sheets.sides(&self.pages, &self.job, Plate::All);
        sheets.hashes = sides.iter().map(|side| format!("{:032x}", hash_of_side(side, fonts))).collect();
        self.sheets = Some(sheets);
        self
    }

    /// What `check` would report of the issue, which is at a path; pages are on the screen before anybody asks for it.
    pub fn findings(&self, path: &Path) -> &[Diagnostic] {
        self.findings.get_or_init(|| {
            let neighbours = Neighbours::around([(path, true)].into_iter());
            match review(&self.job, &self.pages, path, &neighbours.of(path)) {
                Ok(Review { warnings, findings }) => {
                    warnings.into_iter().chain(findings.iter().map(Finding::diagnostic)).collect()
                }
                Err(problems) => problems,
            }
        })
    }

    /// The sides of the sheets, as they are printed with everything.
    pub fn sides(&self) -> &[Side] {
        self.sheets.as_ref().map_or(&[], |sheets| sheets.sides(&self.pages, &self.job, Plate::All))
    }

    /// The side at an index as a plate prints it, if what stands around its pages is still what the browser means.
    pub fn side(&self, index: usize, hash: &str, plate: Plate) -> Option<&Side> {
        let sheets =
            self.sheets.as_ref().filter(|sheets| sheets.hashes.get(index).is_some_and(|own| own == hash))?;
        sheets.sides(&self.pages, &self.job, plate).get(index)
    }

    /// The page at an index, if it is still the one that the browser means.
    pub fn page(&self, index: usize, hash: &str) -> Option<&Page> {
        (self.hashes.get(index)? == hash).then(|| &self.pages.pages[index])
    }

    /// The line and the column of the issue file that stand at a place of a page.
    pub fn source_at(&self, page: &Page, x: Length, y: Length) -> Option<Found> {
        let (run, glyph) = glyph_at(page, x, y)?;
        if glyph.source == u32::MAX {
            return Some(Found::Supplied {});
        }
        let (line, column) = self.job.issue.source.line_column(glyph.source as usize);
        let text = run.text.get(glyph.text_start as usize..glyph.text_end as usize).unwrap_or_default();
        Some(Found::Written(Spot { line, column, text: text.to_owned() }))
    }
}

/// Pages put on sheets.
#[derive(Debug)]
pub struct Imposed {
    scheme: Scheme,
    measures: Measures,
    /// What stands around the pages of each side, as a hash.
    pub hashes: Vec<String>,
    /// All sides, by the plate they are made with; each plate has marks in its own inks.
    sides: [OnceLock<Vec<Side>>; 3],
}

impl Imposed {
    fn sides(&self, pages: &Pages, job: &Job, plate: Plate) -> &[Side] {
        self.sides[plate as usize].get_or_init(|| {
            let (scheme, measures) = (Some(self.scheme), &self.measures);
            let sheets = Sheets { pages, scheme, creep: Length::ZERO, marks: true, measures };
            let mut inks = Inks::default();
            let items = pages.pages.iter().flat_map(|page| &page.items);
            items.map(Item::colour).filter(|colour| plate.shows(colour)).for_each(|colour| inks.add(colour));
            sheets.sides(&press::job_name(&job.issue), &inks, &job.layout, &job.fonts)
        })
    }
}

/// What stands at a place of a page.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum Found {
    /// Something that the issue wrote.
    Written(Spot),
    /// Something that the layout supplied.
    Supplied {},
}

/// A place in the issue file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Spot {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// What stands there.
    pub text: String,
}

/// The box of a glyph's character: its cell, and the em from a fifth below the baseline upward, whatever the face.
pub fn box_of(run: &GlyphRun, glyph: &Glyph) -> Area {
    let below = run.size / 5;
    Area { x: glyph.cell, y: run.y + below - run.size, width: glyph.advance, height: run.size }
}

/// The glyph whose box a point is in; one that the issue wrote before one of the layout's.
fn glyph_at(page: &Page, x: Length, y: Length) -> Option<(&GlyphRun, &Glyph)> {
    let runs = page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    });
    let glyphs = runs.flat_map(|run| run.glyphs.iter().map(move |glyph| (run, glyph)));
    let here = glyphs.filter(|(run, glyph)| {
        let area = box_of(run, glyph);
        let inside = |at: Length, from: Length, size: Length| at >= from && at < from + size;
        inside(x, area.x, area.width) && inside(y, area.y, area.height)
    });
    here.min_by_key(|(_, glyph)| glyph.source == u32::MAX)
}

/// A hash of what a page shows, overlays included.
///
/// Where in the file its characters stand is left out: a word more on page 1 moves that for all pages,
/// and changes none of them.
fn hash_of(page: &Page, fonts: u128, grid: (u32, Option<u32>)) -> u128 {
    let mut hash = Xxh3::new();
    (fonts, grid, page.width, page.height, page.number).hash(&mut hash);
    hash_area(&page.type_area, &mut hash);
    page.kept_clear.iter().for_each(|area| hash_area(area, &mut hash));
    hash_items(&page.items, &mut hash);
    for line in &page.lines {
        (line.x, line.y, line.measure, line.natural, line.ending as u8).hash(&mut hash);
        line.adjustments.iter().for_each(|step| (step.kind, step.amount, step.places).hash(&mut hash));
    }
    hash.digest128()
}

/// The same of what stands around the pages of a side.
fn hash_of_side(side: &Side, fonts: u128) -> u128 {
    let mut hash = Xxh3::new();
    (fonts, side.trim.width, side.trim.height, side.margin).hash(&mut hash);
    hash_items(&side.marks, &mut hash);
    hash.digest128()
}

fn hash_items(items: &[Item], hash: &mut Xxh3) {
    for item in items {
        item.colour().hash(hash);
        match item {
            Item::Text(run) => hash_run(run, hash),
            Item::Rule(rule) => (1, rule.x, rule.y, rule.width, rule.height).hash(hash),
            Item::Dot(dot) => (2, dot.x, dot.y, dot.radius).hash(hash),
        }
    }
}

fn hash_run(run: &GlyphRun, hash: &mut Xxh3) {
    (0, run.face, run.size, run.width, run.embolden, run.y, &run.text).hash(hash);
    for glyph in &run.glyphs {
        (glyph.id, glyph.x, glyph.rise, glyph.cell, glyph.advance).hash(hash);
    }
    hash.write_u8(0xFF);
}

fn hash_area(area: &Area, hash: &mut Xxh3) {
    (area.x, area.y, area.width, area.height).hash(hash);
}

/// What a choice gave when it was last looked at.
#[derive(Debug, Clone)]
pub struct Look {
    /// The count of changes that it takes in.
    pub revision: u64,
    /// The last edition without errors.
    pub edition: Option<Arc<Edition>>,
    /// Whether the edition is of the files as they are now.
    pub current: bool,
    /// Whether the edition is of another choice, because this one has none yet.
    pub stand_in: bool,
    /// What is wrong with the files as they are now, or the edition's warnings.
    pub problems: Vec<Diagnostic>,
}
