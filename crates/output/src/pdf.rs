//! Pages → PDF: the only module that knows printpdf and lopdf.
//!
//! In come finished pages and the fonts that they were made with, out goes one file, the same bytes each time.
//! printpdf gives the skeleton of the document; what it gets wrong or does slowly we write into the skeleton
//! ourselves: fonts, content, boxes, bookmarks, metadata, the identifier.
//!
//! Nothing is laid out here. Lengths are whole numbers until they are written; y is turned upward once, in
//! `content`.
//!
//! One file is for a print shop, an archive and a screen reader at once, PDF/X-4, PDF/A-2u and PDF/UA-1, if
//! [`Settings`] do not say otherwise.

mod bookmarks;
mod codes;
mod compress;
mod content;
mod font;
mod growing;
mod info;
mod inks;
mod number;
mod object;
mod page_tree;
mod press;
mod profile;
mod serial;
mod settings;
mod skeleton;
mod spread;
mod stated;
mod structure;
mod tags;
mod to_unicode;
mod xmp;

use lopdf::Dictionary;
use rayon::prelude::*;

use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{Page, Pages};

pub use info::is_own;
pub use press::{Failure, write_run};
pub use profile::OutputProfile;
pub use settings::{Purpose, Settings};

use codes::Codes;
use inks::Inks;
use skeleton::Skeleton;
use tags::Tags;

/// Writes a document as PDF 1.6 for print, archive and screen reader, by the profile that the program carries.
///
/// # Errors
/// As [`write_as`].
pub fn write(pages: &Pages, fonts: &FontBook) -> Result<Vec<u8>, Vec<Diagnostic>> {
    write_as(pages, fonts, &Settings::default())
}

/// Writes a document as PDF 1.6.
///
/// Each face is embedded as a subset of the glyphs used; colours are CMYK or spot, never RGB.
/// Boxes, positions and sizes are exact to a thousandth of a point.
///
/// # Errors
/// - [`Problem::NoPages`] without pages, [`Problem::PageSize`] for pages that PDF cannot have;
/// - [`Problem::Unstated`] for each thing that the standards want the document to say;
/// - [`Problem::SpotOfTwoColours`], [`Problem::ReservedInk`];
/// - [`Problem::NoEmbedding`] for each face whose licence forbids to embed it;
/// - [`Problem::BadFont`] for each face that cannot be subset;
/// - [`Problem::ForeignGlyph`] if the pages were made with other fonts;
/// - [`Problem::PdfWriter`] if printpdf or lopdf has something to say.
pub fn write_as(pages: &Pages, fonts: &FontBook, settings: &Settings) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let one = |problem| vec![Diagnostic::error(problem)];
    check_sizes(pages).map_err(one)?;
    let unstated = settings.standards().unstated(&pages.metadata);
    if !unstated.is_empty() {
        return Err(unstated.into_iter().map(Diagnostic::error).collect());
    }
    // Which code stands for which glyph and text.
    let codes = codes::assign(pages, fonts).map_err(one)?;
    let inks = Inks::of(pages).map_err(one)?;
    // What the pages say to a reader who does not see them.
    let tags = settings.standards().ua1.then(|| tags::of(pages));
    let plan = Plan { pages, settings, codes: &codes, inks: &inks, tags: tags.as_ref() };
    // The costly part: subsets of the faces and the pages' content, compressed.
    let (faces, contents) = parts(&plan);
    let faces = all_or_errors(faces)?;
    // The cheap part: everything in its place.
    assemble(&plan, faces, contents).map_err(one)
}

/// What is known before anything is written.
struct Plan<'a> {
    pages: &'a Pages,
    settings: &'a Settings,
    codes: &'a Codes<'a>,
    inks: &'a Inks<'a>,
    tags: Option<&'a Tags>,
}

impl Plan<'_> {
    /// Draws a page.
    fn content(&self, index: usize) -> Vec<u8> {
        let page = &self.pages.pages[index];
        match self.tags {
            Some(tags) => content::draw(page, self.codes, self.inks, &tags.pages[index]),
            None => content::draw(page, self.codes, self.inks, &tags::untagged(page)),
        }
    }
}

/// PDF 32000-1, annex C: a page measures from 3 to 14,400 units.
fn check_sizes(pages: &Pages) -> Result<(), Problem> {
    if pages.pages.is_empty() {
        return Err(Problem::NoPages);
    }
    let allowed = |length: Length| length >= Length::pt(3) && length <= Length::pt(14_400);
    match pages.pages.iter().position(|page| !allowed(page.width) || !allowed(page.height)) {
        None => Ok(()),
        Some(index) => {
            let Page { width, height, .. } = pages.pages[index];
            Err(Problem::PageSize { page: index + 1, width, height })
        }
    }
}

/// Faces and pages, done side by side; each result depends on its own input alone.
fn parts(plan: &Plan) -> (Vec<Result<font::Embedded, Problem>>, Vec<Vec<u8>>) {
    let embed = || plan.codes.faces().par_iter().map(font::embed).collect();
    let pages = 0..plan.pages.pages.len();
    let draw = || pages.into_par_iter().map(|index| compress::text(&plan.content(index))).collect();
    rayon::join(embed, draw)
}

fn all_or_errors<T>(results: Vec<Result<T, Problem>>) -> Result<Vec<T>, Vec<Diagnostic>> {
    let mut done = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(value) => done.push(value),
            Err(problem) => problems.push(Diagnostic::error(problem)),
        }
    }
    if problems.is_empty() { Ok(done) } else { Err(problems) }
}

fn assemble(plan: &Plan, faces: Vec<font::Embedded>, contents: Vec<Vec<u8>>) -> Result<Vec<u8>, Problem> {
    let pages = plan.pages;
    let mut skeleton = Skeleton::build(pages)?;
    let mut resources = Dictionary::new();
    resources.set("Font", font::add(&mut skeleton, plan.codes, faces));
    resources.set("ExtGState", Inks::graphics_states());
    if let Some(spaces) = plan.inks.colour_spaces() {
        resources.set("ColorSpace", spaces);
    }
    let resources = skeleton.add(resources);
    for (index, (page, content)) in pages.pages.iter().zip(contents).enumerate() {
        skeleton.finish_page(index, page, &resources, content, plan.tags.is_some())?;
    }
    if let Some(outlines) = bookmarks::add(&mut skeleton, pages) {
        skeleton.catalog()?.set("Outlines", outlines);
    }
    if let Some(tags) = plan.tags {
        structure::add(&mut skeleton, tags)?;
    }
    info::set(&mut skeleton, pages, plan.settings)?;
    info::save(skeleton)
}
