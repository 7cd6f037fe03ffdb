//! A print run → PDF: every page's content is in the file once, however many copies there are.
//!
//! A page that stands alone on its side is that side's content; pages beside others, or with marks around them, are
//! form XObjects that the side's content places. All copies point at the same streams; a copy adds a page node a
//! side and, where it is numbered, one small stream. The copies' part is written while it is made, so that memory
//! does not grow with it beyond eight bytes or so an object.

use std::io::{self, Write};

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use memchr::memmem;
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

use super::codes::{self, Codes};
use super::growing::Growing;
use super::inks::Inks;
use super::object::{deflated, name, text_string};
use super::page_tree::{Tree, reference};
use super::settings::Settings;
use super::skeleton::{Skeleton, refused};
use super::{check_sizes, compress, content, font, info, number, serial, tags, xmp};
use crate::run::Size;
use crate::run::{Numbers, Placement, Run, Side};
use hongtou_base::diagnostic::{Diagnostic, Problem};
use hongtou_base::units::Length;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::{GlyphRun, Item, Page, Pages};

/// Why a run was not written.
#[derive(Debug)]
pub enum Failure {
    /// Something is wrong with the pages or the fonts.
    Problems(Vec<Diagnostic>),
    /// The file cannot be written.
    File(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::File(error)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        Failure::Problems(vec![Diagnostic::error(problem)])
    }
}

/// Writes a run as PDF 1.6; `progress` is told how many rounds are written.
///
/// # Errors
/// As [`super::write`], and what the file system says.
pub fn write_run(
    run: &Run,
    fonts: &FontBook,
    settings: &Settings,
    out: &mut dyn Write,
    progress: &mut dyn FnMut(u32),
) -> Result<(), Failure> {
    // Copies that share their pages' content cannot each say what it is: a press file has no tags.
    let settings = &Settings { tags: false, ..settings.clone() };
    let unstated = settings.standards().unstated(&run.pages.metadata);
    if !unstated.is_empty() {
        return Err(Failure::Problems(unstated.into_iter().map(Diagnostic::error).collect()));
    }
    check_sizes(&Pages { pages: papers(run), ..Pages::default() })?;
    let shown = everything(run);
    let codes = codes::assign(&shown, fonts)?;
    let inks = Inks::of(&shown)?;
    let drawer = Drawer { codes: &codes, inks: &inks };
    let (shared, sides) = shared(run, &drawer, settings)?;
    Copies { run, drawer, sides }.write(shared, out, progress)
}

/// What draws, and with which codes and inks.
#[derive(Clone, Copy)]
struct Drawer<'a> {
    codes: &'a Codes<'a>,
    inks: &'a Inks<'a>,
}

impl Drawer<'_> {
    fn draw(self, page: &Page) -> Vec<u8> {
        content::draw(page, self.codes, self.inks, &tags::untagged(page))
    }

    fn items(self, items: &[Item], size: Size) -> Vec<u8> {
        self.draw(&paper(items.to_vec(), size))
    }
}

fn paper(items: Vec<Item>, size: Size) -> Page {
    Page { width: size.width, height: size.height, number: 1, items, ..Page::default() }
}

fn all_sides(run: &Run) -> impl Iterator<Item = &Side> {
    run.sides.iter().chain(run.sides_of_the_last.iter().flatten())
}

fn papers(run: &Run) -> Vec<Page> {
    all_sides(run).map(|side| paper(Vec::new(), side.paper())).collect()
}

/// Pages that show everything that any copy shows, for codes and inks: all marks, all digits.
fn everything(run: &Run) -> Pages {
    let mut pages = run.pages.pages.clone();
    for side in all_sides(run) {
        let items = side.marks.iter().chain(&side.overlay).cloned().collect();
        pages.push(paper(items, side.paper()));
    }
    if let Some(numbers) = &run.numbers {
        pages.push(Page { items: vec![Item::Text(all_digits(numbers))], ..Page::default() });
    }
    Pages { pages, metadata: run.pages.metadata.clone(), ..Pages::default() }
}

fn all_digits(numbers: &Numbers) -> GlyphRun {
    let mut run = numbers.pattern.clone();
    let Some(first) = run.glyphs.first().copied() else { return run };
    run.text = "0123456789".to_owned();
    let glyph = |(index, id): (usize, &u16)| hongtou_engine::page::Glyph {
        id: *id,
        text_start: index as u32,
        text_end: index as u32 + 1,
        ..first
    };
    run.glyphs = numbers.digits.iter().enumerate().map(glyph).collect();
    run
}

/// Where what a side shows is in the file.
struct SideObjects {
    /// The entries of its page objects that are the same for all copies.
    entries: Vec<u8>,
    /// Its content.
    content: ObjectId,
}

/// The objects that all copies share, and what each side shows.
fn shared(run: &Run, drawer: &Drawer, settings: &Settings) -> Result<(Skeleton, Vec<SideObjects>), Failure> {
    let metadata = run.pages.metadata.clone();
    let first = papers(run).swap_remove(0);
    let mut skeleton = Skeleton::build(&Pages { pages: vec![first], metadata, ..Pages::default() })?;
    take_out_pages(&mut skeleton).map_err(refused)?;
    let faces = drawer.codes.faces().par_iter().map(font::embed).collect();
    let faces = super::all_or_errors(faces).map_err(Failure::Problems)?;
    let mut resources = Dictionary::new();
    resources.set("Font", font::add(&mut skeleton, drawer.codes, faces));
    resources.set("ExtGState", Inks::graphics_states());
    if let Some(spaces) = drawer.inks.colour_spaces() {
        resources.set("ColorSpace", spaces);
    }
    let of_pages = skeleton.add(resources.clone());
    let contents = page_streams(run, drawer, &mut skeleton, &of_pages);
    let mut forms = Dictionary::new();
    for (index, stream) in contents.iter().enumerate() {
        if let Some(stream) = stream.filter(|stream| stream.is_form) {
            forms.set(format!("P{index}"), Object::Reference(stream.id));
        }
    }
    resources.set("XObject", forms);
    if all_sides(run).any(|side| !side.overlay.is_empty()) {
        let layer = layer(&mut skeleton, &run.layer)?;
        resources.set("Properties", dictionary! { "L" => layer });
    }
    let of_sides = skeleton.add(resources);
    let mut sides = Vec::new();
    for side in all_sides(run) {
        let alone = page_alone(run, side).and_then(|page| contents[page]);
        let (content, resources) = match alone {
            Some(stream) => (stream.id, &of_pages),
            None => {
                let content = compress::text(&side_content(run, side, drawer));
                let id = skeleton.new_id();
                skeleton.document.set_object(id, deflated(content, Dictionary::new()));
                (id, &of_sides)
            }
        };
        sides.push(SideObjects { entries: page_entries(side, resources), content });
    }
    let metadata = run.pages.metadata.clone();
    info::set(&mut skeleton, &Pages { metadata, ..Pages::default() }, settings)?;
    // Pages that repeat are called by their place in the run.
    skeleton.catalog()?.remove(b"PageLabels");
    Ok((skeleton, sides))
}

/// Takes out the page tree that printpdf made; ours is written with the copies.
fn take_out_pages(skeleton: &mut Skeleton) -> lopdf::Result<()> {
    let document = &mut skeleton.document;
    let tree = document.catalog()?.get(b"Pages")?.as_reference()?;
    let page = document.get_dictionary(tree)?.get(b"Kids")?.as_array()?.first().cloned();
    let page = page.unwrap_or(Object::Null).as_reference()?;
    let contents = document.get_dictionary(page)?.get(b"Contents").and_then(Object::as_reference)?;
    for id in [tree, page, contents] {
        document.objects.remove(&id);
    }
    Ok(())
}

/// The content of a page.
#[derive(Clone, Copy)]
struct PageStream {
    id: ObjectId,
    is_form: bool,
}

/// The page that a side shows and nothing else, so that its content can be the side's.
fn page_alone(run: &Run, side: &Side) -> Option<usize> {
    let [placement] = side.placements[..] else { return None };
    let page = run.pages.pages.get(placement.page)?;
    let in_place = placement.x == Length::ZERO && placement.y == Length::ZERO && !placement.upside_down;
    let fills = side.margin == Length::ZERO && side.trim == Size { width: page.width, height: page.height };
    (in_place && fills && side.marks.is_empty() && side.overlay.is_empty()).then_some(placement.page)
}

/// The pages' contents: none for a page that no side shows.
fn page_streams(
    run: &Run,
    drawer: &Drawer,
    skeleton: &mut Skeleton,
    resources: &Object,
) -> Vec<Option<PageStream>> {
    let mut streams = vec![None; run.pages.pages.len()];
    for side in all_sides(run) {
        let alone = page_alone(run, side).is_some();
        for placement in &side.placements {
            let Some(page) = run.pages.pages.get(placement.page) else { continue };
            let known: &mut Option<PageStream> = &mut streams[placement.page];
            if known.is_some() {
                continue;
            }
            let drawn = drawer.draw(page);
            let stream = if alone {
                // The number's stream begins as an empty page does.
                deflated(compress::text(&[b"q\n", &drawn[..], b"Q\n"].concat()), Dictionary::new())
            } else {
                deflated(compress::text(&drawn), form(page, side.bleed, resources))
            };
            let id = skeleton.new_id();
            skeleton.document.set_object(id, stream);
            *known = Some(PageStream { id, is_form: !alone });
        }
    }
    streams
}

/// PDF 32000-1, 8.10: a page as a form; what bleeds reaches beyond it.
fn form(page: &Page, bleed: Length, resources: &Object) -> Dictionary {
    let corner = |length: Length| number::object(length);
    dictionary! {
        "Type" => name("XObject"),
        "Subtype" => name("Form"),
        "BBox" => vec![corner(-bleed), corner(-bleed), corner(page.width + bleed), corner(page.height + bleed)],
        "Resources" => resources.clone(),
    }
}

/// The pages of a side, the marks around them, and the layer over them.
fn side_content(run: &Run, side: &Side, drawer: &Drawer) -> Vec<u8> {
    let mut out = Vec::new();
    for placement in &side.placements {
        let Some(page) = run.pages.pages.get(placement.page) else { continue };
        out.extend_from_slice(b"q\n");
        matrix(&mut out, side, placement, page);
        out.extend_from_slice(b"/P");
        number::integer(&mut out, placement.page as u64);
        out.extend_from_slice(b" Do\nQ\n");
    }
    for (items, begin, end) in
        [(&side.marks, &b"q\n"[..], &b"Q\n"[..]), (&side.overlay, b"/OC/L BDC\nq\n", b"Q\nEMC\n")]
    {
        if !items.is_empty() {
            out.extend_from_slice(begin);
            out.extend_from_slice(&drawer.items(items, side.paper()));
            out.extend_from_slice(end);
        }
    }
    out
}

/// Appends the operator that puts a page in its place; y is turned upward here.
fn matrix(out: &mut Vec<u8>, side: &Side, placement: &Placement, page: &Page) {
    let left = side.margin + placement.x;
    let foot = side.paper().height - side.margin - placement.y - page.height;
    let (turn, x, y) = match placement.upside_down {
        false => (&b"1 0 0 1 "[..], left, foot),
        true => (&b"-1 0 0 -1 "[..], left + page.width, foot + page.height),
    };
    out.extend_from_slice(turn);
    number::points(out, x);
    out.push(b' ');
    number::points(out, y);
    out.extend_from_slice(b" cm\n");
}

/// A layer that is seen and not printed (PDF 32000-1, 8.11.4).
fn layer(skeleton: &mut Skeleton, title: &str) -> Result<Object, Problem> {
    let group = skeleton.add(dictionary! {
        "Type" => name("OCG"),
        "Name" => text_string(title),
        "Usage" => dictionary! {
            "Print" => dictionary! { "PrintState" => name("OFF") },
            "View" => dictionary! { "ViewState" => name("ON") },
        },
    });
    let groups = vec![group.clone()];
    let automatic = |event: &str| {
        let category = vec![name(event)];
        dictionary! { "Event" => name(event), "Category" => category, "OCGs" => groups.clone() }.into()
    };
    let configuration = dictionary! {
        "Name" => text_string(title),
        "Order" => groups.clone(),
        "AS" => Object::Array(vec![automatic("Print"), automatic("View")]),
    };
    skeleton.catalog()?.set("OCProperties", dictionary! { "OCGs" => groups.clone(), "D" => configuration });
    Ok(group)
}

/// What every page object of a side says.
fn page_entries(side: &Side, resources: &Object) -> Vec<u8> {
    let (paper, trim) = (side.paper(), side.trim);
    let inset = |distance: Length| {
        let (left, foot) = (side.margin - distance, side.margin - distance);
        let corners = [left, foot, left + trim.width + distance * 2, foot + trim.height + distance * 2];
        Object::Array(corners.map(number::object).to_vec())
    };
    let whole = [Length::ZERO, Length::ZERO, paper.width, paper.height].map(number::object).to_vec();
    let mut out = Vec::new();
    for (key, value) in [
        ("/MediaBox", Object::Array(whole)),
        ("/BleedBox", inset(side.bleed.min(side.margin))),
        ("/TrimBox", inset(Length::ZERO)),
        ("/Resources ", resources.clone()),
    ] {
        out.extend_from_slice(key.as_bytes());
        serial::object(&mut out, &value);
    }
    out
}

/// The part of the file that grows with the copies.
struct Copies<'a> {
    run: &'a Run,
    drawer: Drawer<'a>,
    sides: Vec<SideObjects>,
}

impl Copies<'_> {
    fn write(
        &self,
        mut shared: Skeleton,
        out: &mut dyn Write,
        progress: &mut dyn FnMut(u32),
    ) -> Result<(), Failure> {
        let rounds = self.run.rounds.count();
        let pages = rounds as usize * self.run.sides.len();
        let mut file = Growing::begin(out, shared.document.max_id + 1)?;
        let tree = Tree::plan(&mut file, pages);
        shared.catalog()?.set("Pages", Object::Reference((tree.root(), 0)));
        self.identify(&mut shared);
        write_shared(&mut file, &shared)?;
        let mut page = 0;
        for round in 0..rounds {
            for index in 0..self.run.sides.len() {
                let side = self.side_of(round, index);
                let number = self.numbers(&mut file, round, side.0)?;
                file.pack(
                    tree.page(page),
                    &self.page(&side.1.entries, side.1.content, tree.parent(page), number),
                )?;
                page += 1;
            }
            progress(round + 1);
        }
        tree.write(&mut file)?;
        let trailer = &shared.document.trailer;
        let id = |key: &[u8]| trailer.get(key).and_then(Object::as_reference).map(|id| id.0).map_err(refused);
        file.end(id(b"Root")?, id(b"Info")?)?;
        Ok(())
    }

    /// Puts the identifier into the XMP, which is written before the rest: a hash of all that decides the rest.
    fn identify(&self, shared: &mut Skeleton) {
        let mut hash = Xxh3::new();
        let mut bytes = Vec::new();
        for object in shared.document.objects.values() {
            bytes.clear();
            serial::object(&mut bytes, object);
            hash.update(&bytes);
            if let Object::Stream(stream) = object {
                hash.update(&stream.content);
            }
        }
        let rounds = self.run.rounds;
        let first = self.run.numbers.as_ref().map_or(0, |numbers| numbers.first);
        for number in [rounds.copies, rounds.side_by_side, first] {
            hash.update(&number.to_le_bytes());
        }
        let identifier = xmp::uuid(hash.digest128());
        for stream in shared.document.objects.values_mut().filter_map(|object| object.as_stream_mut().ok()) {
            if let Some(at) = memmem::rfind(&stream.content, xmp::NO_ID.as_bytes()) {
                stream.content[at..at + identifier.len()].copy_from_slice(identifier.as_bytes());
            }
        }
    }

    /// A side as it is printed in a round.
    fn side_of(&self, round: u32, index: usize) -> (&Side, &SideObjects) {
        let last = round + 1 == self.run.rounds.count();
        match (&self.run.sides_of_the_last, last) {
            (Some(sides), true) if index < sides.len() => {
                (&sides[index], &self.sides[self.run.sides.len() + index])
            }
            _ => (&self.run.sides[index], &self.sides[index]),
        }
    }

    fn page(&self, entries: &[u8], content: ObjectId, parent: u32, number: Option<u32>) -> Vec<u8> {
        let mut out = Vec::with_capacity(entries.len() + 80);
        out.extend_from_slice(b"<</Type/Page/Parent ");
        reference(&mut out, parent);
        out.extend_from_slice(entries);
        out.extend_from_slice(b"/Contents[");
        reference(&mut out, content.0);
        if let Some(number) = number {
            out.push(b' ');
            reference(&mut out, number);
        }
        out.extend_from_slice(b"]>>");
        out
    }

    /// Writes the numbers of the copies on a side, if there are any; gives their stream.
    fn numbers(&self, file: &mut Growing, round: u32, side: &Side) -> io::Result<Option<u32>> {
        let Some(numbers) = &self.run.numbers else { return Ok(None) };
        let mut content = Vec::new();
        for placement in side.placements.iter().filter(|placement| placement.page == numbers.page) {
            if let Some(copy) = self.run.rounds.copy(round, placement.copy) {
                self.draw_number(&mut content, side, placement, numbers.run(copy));
            }
        }
        if content.is_empty() {
            return Ok(None);
        }
        let id = file.number();
        file.stream(id, b"", content.trim_ascii_end())?;
        Ok(Some(id))
    }

    fn draw_number(&self, out: &mut Vec<u8>, side: &Side, placement: &Placement, mut run: GlyphRun) {
        let Some(page) = self.run.pages.pages.get(placement.page) else { return };
        if placement.upside_down {
            out.extend_from_slice(b"q\n");
            matrix(out, side, placement, page);
            let size = Size { width: page.width, height: page.height };
            out.extend_from_slice(&self.drawer.items(&[Item::Text(run)], size));
            out.extend_from_slice(b"Q\n");
            return;
        }
        let (dx, dy) = (side.margin + placement.x, side.margin + placement.y);
        run.y += dy;
        run.glyphs.iter_mut().for_each(|glyph| glyph.x += dx);
        out.extend_from_slice(&self.drawer.draw(&paper(vec![Item::Text(run)], side.paper())));
    }
}

/// Writes the objects that all copies share.
fn write_shared(file: &mut Growing, shared: &Skeleton) -> io::Result<()> {
    for (id, object) in &shared.document.objects {
        let mut body = Vec::new();
        match object {
            Object::Stream(stream) => {
                serial::stream(&mut body, stream);
                file.object(id.0, &body)?;
            }
            other => {
                serial::object(&mut body, other);
                file.pack(id.0, &body)?;
            }
        }
    }
    Ok(())
}
