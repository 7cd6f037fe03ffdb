//! The issues of `examples/`, set in the bundled layouts with the bundled faces.

use std::path::{Path, PathBuf};

use hongtou::diagnostic::Diagnostic;
use hongtou::page::{GlyphRun, Item, LineReport, Page, Pages};
use hongtou::units::Length;
use hongtou::{Job, Options, open, pdf, typeset};

/// The folder of the examples.
pub const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");

/// The bundled layouts of bulletins.
pub const LAYOUTS: [&str; 3] = ["bulletin", "bulletin-grid", "bulletin-even"];

/// An issue with its finished pages.
pub struct Finished {
    pub name: String,
    pub job: Job,
    pub pages: Pages,
}

/// The names of all bulletins among the examples, in order; they are set in all layouts of bulletins.
pub fn names() -> Vec<String> {
    let names: Vec<String> =
        all_names().into_iter().filter(|name| LAYOUTS.contains(&layout_of(name).as_str())).collect();
    assert!(names.len() >= 4 && names.iter().any(|name| name == "issue-245"), "{names:?}");
    names
}

/// The names of the other examples, each of which has a layout of its own kind.
pub fn documents() -> Vec<String> {
    let documents: Vec<String> =
        all_names().into_iter().filter(|name| !LAYOUTS.contains(&layout_of(name).as_str())).collect();
    assert!(documents.len() >= 8, "{documents:?}");
    documents
}

/// The layout that an example names.
pub fn layout_of(name: &str) -> String {
    let text = std::fs::read_to_string(path(name)).expect("a readable example");
    let line = text.lines().find_map(|line| line.strip_prefix("layout"));
    let layout = line.and_then(|line| line.split('"').nth(1));
    layout.unwrap_or("bulletin").to_owned()
}

/// The names of all examples, in order.
pub fn all_names() -> Vec<String> {
    let files = std::fs::read_dir(EXAMPLES).expect("the examples are there");
    let paths = files.map(|file| file.expect("a readable folder").path());
    let mut names: Vec<String> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .map(|path| path.file_stem().expect("a name").to_str().expect("a plain name").to_owned())
        .collect();
    names.sort();
    names
}

/// The file of an example.
pub fn path(name: &str) -> PathBuf {
    Path::new(EXAMPLES).join(format!("{name}.toml"))
}

/// An example set in a layout: a bundled one's name, or a file.
///
/// A warning is a failure: an example shows how it is done.
pub fn finished(name: &str, layout: &str) -> Finished {
    set(&path(name), name, layout)
}

/// An issue file set in a layout; a warning is a failure.
pub fn set(path: &Path, name: &str, layout: &str) -> Finished {
    let (finished, warnings) = set_with_warnings(path, name, layout);
    assert!(finished.job.warnings.is_empty() && warnings.is_empty(), "{name}: {warnings:?}");
    finished
}

/// An issue file set in a layout, and what is warned of its pages.
pub fn set_with_warnings(path: &Path, name: &str, layout: &str) -> (Finished, Vec<Diagnostic>) {
    let options = Options {
        layout: Some(layout.to_owned()),
        font_dirs: vec![PathBuf::from(super::FONTS)],
        bundled_fonts: true,
        ..Options::default()
    };
    let job = open(path, &options).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    let (pages, warnings) = typeset(&job).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    (Finished { name: format!("{name}, {layout}"), job, pages }, warnings)
}

/// Every bulletin in every layout of bulletins, and every other document in its own.
pub fn all() -> impl Iterator<Item = Finished> {
    let bulletins =
        names().into_iter().flat_map(|name| LAYOUTS.map(|layout| (name.clone(), layout.to_owned())));
    let documents = documents().into_iter().map(|name| (name.clone(), layout_of(&name)));
    bulletins.chain(documents).map(|(name, layout)| finished(&name, &layout))
}

impl Finished {
    /// The PDF.
    pub fn pdf(&self) -> Vec<u8> {
        pdf::write(&self.pages, &self.job.fonts).expect("a PDF")
    }

    /// The PDF without what standards ask for.
    pub fn plain_pdf(&self) -> Vec<u8> {
        pdf::write_as(&self.pages, &self.job.fonts, &pdf::Settings::plain()).expect("a PDF")
    }

    /// A page, counted from 1.
    pub fn page(&self, number: usize) -> &Page {
        &self.pages.pages[number - 1]
    }

    pub fn last_page(&self) -> &Page {
        self.pages.pages.last().expect("a page")
    }

    /// The left edge of a page's type area.
    pub fn left(&self, page: &Page) -> Length {
        self.job.layout.page.type_left(page.number)
    }
}

/// A character, or a cluster of several, in its place.
#[derive(Debug, Clone)]
pub struct Placed<'a> {
    /// What it says.
    pub text: &'a str,
    /// Where the space given to it begins.
    pub cell: Length,
    /// How wide that space is.
    pub advance: Length,
    /// Where its glyph's origin is.
    pub x: Length,
    /// Its baseline, lifted by the glyph's rise.
    pub y: Length,
    /// The em.
    pub size: Length,
}

/// The runs of a page, in reading order.
pub fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run),
        Item::Rule(_) | Item::Dot(_) => None,
    })
}

/// The characters of a run; the second and later glyphs of a cluster say nothing.
pub fn characters(run: &GlyphRun) -> impl Iterator<Item = Placed<'_>> {
    run.glyphs.iter().filter(|glyph| glyph.text_end > glyph.text_start).map(|glyph| Placed {
        text: &run.text[glyph.text_start as usize..glyph.text_end as usize],
        cell: glyph.cell,
        advance: glyph.advance,
        x: glyph.x,
        y: run.y - glyph.rise,
        size: run.size,
    })
}

/// The characters of a line of a page; spaces at its ends are not among them.
pub fn characters_of<'a>(page: &'a Page, line: &LineReport) -> Vec<Placed<'a>> {
    let (block, y) = (line.block, line.y);
    runs(page).filter(move |run| run.block == block && run.y == y).flat_map(characters).collect()
}

/// The lines of running text of a page: not those of the masthead or the imprint, which stand on no grid.
pub fn body_lines(page: &Page) -> impl Iterator<Item = &LineReport> {
    const ON_THE_GRID: [&str; 7] = ["body", "lead-in", "level-1", "level-2", "level-3", "level-4", "source"];
    page.lines.iter().filter(|line| ON_THE_GRID.contains(&line.style.as_str()))
}
