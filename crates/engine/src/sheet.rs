//! Tabular matter → finished pages: job sheets, allotment lists, slips, reports of measures.
//!
//! In comes a [`Sheet`], what a form says; out go [`Pages`] like those of an issue, which every output can write.
//! Styles, margins and the weights of rules come from a layout: [`SHEET`] or [`SLIP`], or one that extends them.
//!
//! A sheet is set from the top downward: title, pairs of item and content, table, notes, signatures.
//! All cells stand in rows ([`rows`]); a row that does not fit goes to the next page, and there the table's head
//! stands again ([`place`]).

mod form;
mod place;
mod rows;

use std::path::Path;

use crate::fonts::FontBook;
use crate::options::{Options, font_search};
use crate::page::{Element, Metadata, Pages, Region};
use crate::typeset::Typesetter;
use hongtou_base::diagnostic::{Diagnostic, Severity, Source};
use hongtou_format::layouts::{self, Layout};

pub use form::{Align, Column, Pair, Sheet, Table};
use place::Placer;

/// The layout of forms on A4.
pub const SHEET: &str = "sheet";
/// The layout of slips on A5.
pub const SLIP: &str = "slip";

/// What sheets are set in and with.
#[derive(Debug)]
pub struct Form {
    /// The layout.
    pub layout: Layout,
    /// The faces of its roles.
    pub fonts: FontBook,
}

impl Form {
    /// Opens a layout for sheets, [`SHEET`] or [`SLIP`], with its fonts.
    ///
    /// # Errors
    /// Everything that is wrong with the layout or its fonts.
    pub fn open(name: &str, options: &Options) -> Result<Form, Vec<Diagnostic>> {
        let layout = layouts::load(name, Path::new(""), &[])?;
        let (fonts, _) = FontBook::open(&layout.roles, &font_search(options, &layout))?;
        Ok(Form { layout, fonts })
    }

    /// Sets sheets one after the other, each from a new page on and with its own page numbers.
    ///
    /// # Errors
    /// As [`pages`].
    pub fn set(
        &self,
        sheets: &[Sheet],
        metadata: Metadata,
    ) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
        set_all(sheets, metadata, &self.layout, &self.fonts)
    }
}

/// Sets a sheet; gives the pages and warnings.
///
/// # Errors
/// Characters that no face has, and styles that the layout lacks.
pub fn pages(
    sheet: &Sheet,
    layout: &Layout,
    fonts: &FontBook,
) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
    let metadata = Metadata {
        title: sheet.title.clone(),
        language: layout.text.language.clone(),
        ..Metadata::default()
    };
    set_all(std::slice::from_ref(sheet), metadata, layout, fonts)
}

fn set_all(
    sheets: &[Sheet],
    metadata: Metadata,
    layout: &Layout,
    fonts: &FontBook,
) -> Result<(Pages, Vec<Diagnostic>), Vec<Diagnostic>> {
    let elements = place::ELEMENTS
        .iter()
        .map(|(name, furniture)| Element {
            name: (*name).to_owned(),
            region: if *furniture { Region::Furniture } else { Region::Text },
        })
        .collect();
    let mut pages = Pages { metadata, elements, ..Pages::default() };
    let styles = place::Styles::of(layout)?;
    let mut setter = Typesetter::new(layout, fonts)?;
    let mut blocks = 0;
    for sheet in sheets {
        Placer::new(layout, styles, &mut setter, &mut pages, &mut blocks).sheet(sheet);
    }
    // What is set comes from no file.
    let (errors, mut warnings) = setter.finish(&Source::new("", ""));
    warnings.iter_mut().for_each(|warning| warning.severity = Severity::Warning);
    if errors.is_empty() { Ok((pages, warnings)) } else { Err(errors) }
}
