//! The document as printpdf makes it: catalog, page tree and a page object each, still without content.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions};

use super::object::{corners, deflated, name};
use hongtou_base::diagnostic::Problem;
use hongtou_engine::page::{Page, Pages};

/// A document to be filled.
pub(super) struct Skeleton {
    /// The objects.
    pub document: Document,
    pages: Vec<ObjectId>,
    /// Free object numbers, the lowest last.
    spare: Vec<ObjectId>,
}

impl Skeleton {
    /// Builds a document with as many pages.
    pub fn build(pages: &Pages) -> Result<Skeleton, Problem> {
        let mut plan = PdfDocument::new(&pages.metadata.title);
        let sized =
            |page: &Page| PdfPage::new(Mm(page.width.to_mm() as f32), Mm(page.height.to_mm() as f32), vec![]);
        plan.with_pages(pages.pages.iter().map(sized).collect());
        let options =
            PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
        let mut warnings = Vec::new();
        let document = plan.to_lopdf_document(&options, &mut warnings);
        if let Some(warning) = warnings.first() {
            return Err(refused(&warning.msg));
        }
        let pages = page_ids(&document).map_err(refused)?;
        let mut skeleton = Skeleton { document, pages, spare: Vec::new() };
        skeleton.clear().map_err(refused)?;
        Ok(skeleton)
    }

    /// Takes out what printpdf gives each page and we give all pages together.
    ///
    /// lopdf's own `prune_objects` and `renumber_objects` take time by the square of the pages.
    fn clear(&mut self) -> lopdf::Result<()> {
        let mut unused = BTreeSet::new();
        for id in &self.pages {
            let page = self.document.get_dictionary_mut(*id)?;
            page.remove(b"Annots");
            if let Some(Object::Reference(resources)) = page.remove(b"Resources") {
                unused.insert(resources);
            }
        }
        // The dictionaries of fonts and such that the resources share, all empty.
        if let Some(resources) = unused.first() {
            let shared = self.document.get_dictionary(*resources)?;
            let shared: Vec<ObjectId> =
                shared.iter().filter_map(|(_, value)| value.as_reference().ok()).collect();
            unused.extend(shared);
        }
        unused
            .extend(self.document.trailer.remove(b"Info").as_ref().and_then(|info| info.as_reference().ok()));
        self.spare = unused.into_iter().rev().collect();
        for id in &self.spare {
            self.document.objects.remove(id);
        }
        Ok(())
    }

    /// A number for an object: one that printpdf's objects have left free, if there is one.
    pub fn new_id(&mut self) -> ObjectId {
        self.spare.pop().unwrap_or_else(|| self.document.new_object_id())
    }

    /// Adds an object and gives a reference to it.
    pub fn add(&mut self, object: impl Into<Object>) -> Object {
        let id = self.new_id();
        self.document.set_object(id, object);
        Object::Reference(id)
    }

    /// The catalog.
    pub fn catalog(&mut self) -> Result<&mut Dictionary, Problem> {
        self.document.catalog_mut().map_err(refused)
    }

    /// A reference to a page; the last one for an index beyond it.
    pub fn page(&self, index: usize) -> Option<Object> {
        self.pages.get(index).or(self.pages.last()).copied().map(Object::Reference)
    }

    /// Gives a page its boxes (nothing stands outside the trimmed page yet), its resources and its content, which is
    /// compressed already.
    pub fn finish_page(
        &mut self,
        index: usize,
        page: &Page,
        resources: &Object,
        content: Vec<u8>,
        tagged: bool,
    ) -> Result<(), Problem> {
        let id = *self.pages.get(index).ok_or_else(|| refused("a page is missing"))?;
        let target = self.document.get_dictionary_mut(id).map_err(refused)?;
        // Not `Dictionary::extend`, which appends to arrays that are there already.
        for key in ["MediaBox", "CropBox", "BleedBox", "TrimBox"] {
            target.set(key, corners(page));
        }
        target.set("Resources", resources.clone());
        if tagged {
            // The page's list in the way back to the elements, and the order of the tabulator key.
            target.set("StructParents", index as i64);
            target.set("Tabs", name("S"));
        }
        let contents = target.get(b"Contents").and_then(Object::as_reference).map_err(refused)?;
        self.document.set_object(contents, deflated(content, Dictionary::new()));
        Ok(())
    }
}

fn page_ids(document: &Document) -> lopdf::Result<Vec<ObjectId>> {
    let tree = document.catalog()?.get(b"Pages")?.as_reference()?;
    document.get_dictionary(tree)?.get(b"Kids")?.as_array()?.iter().map(Object::as_reference).collect()
}

/// What the packages say when they do not take what we give them.
pub(super) fn refused(reason: impl ToString) -> Problem {
    Problem::PdfWriter { reason: reason.to_string() }
}
