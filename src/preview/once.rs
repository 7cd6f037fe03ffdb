//! A preview without a server: one HTML file with the pages in it, to be sent by mail.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use xmlwriter::{Indent, Options, XmlWriter};

use crate::workshop::Job;
use hongtou_engine::page::{Item, Page, Pages};
use hongtou_output::svg;

/// Enough for pages under each other on any screen; each is a picture, so that its outlines stay its own.
const STYLE: &str = "body{margin:0;background:#ddd;font-family:sans-serif;text-align:center}\
                     img{display:block;margin:1em auto;max-width:96vw;background:#fff;box-shadow:0 0 4px #888}\
                     @media print{body{background:none}img{margin:0;box-shadow:none;break-after:page}}";

/// What the page names as its maker, so that it is known when it is written again.
pub const GENERATOR: &str = "hongtou";

/// The pages as one HTML file that needs no other and runs no script.
pub fn once(job: &Job, pages: &Pages) -> String {
    let mut html = XmlWriter::new(Options { indent: Indent::None, ..Options::default() });
    html.start_element("html");
    html.write_attribute("lang", &pages.metadata.language);
    html.start_element("head");
    html.start_element("meta");
    html.write_attribute("charset", "utf-8");
    html.end_element();
    html.start_element("meta");
    html.write_attribute("name", "generator");
    html.write_attribute("content", GENERATOR);
    html.end_element();
    html.start_element("meta");
    html.write_attribute("name", "viewport");
    html.write_attribute("content", "width=device-width");
    html.end_element();
    html.start_element("title");
    html.write_text(&hongtou_base::xml::text(&pages.metadata.title));
    html.end_element();
    html.start_element("style");
    html.write_text(STYLE);
    html.end_element();
    html.end_element();
    html.start_element("body");
    for page in &pages.pages {
        let drawing = svg::page(page, &job.fonts);
        html.start_element("img");
        html.write_attribute("alt", &hongtou_base::xml::text(&text_of(page)));
        html.write_attribute_fmt("style", format_args!("width:{}mm", page.width.to_mm()));
        html.write_attribute_raw("src", |out| {
            out.extend_from_slice(b"data:image/svg+xml;base64,");
            out.extend_from_slice(STANDARD.encode(&drawing).as_bytes());
        });
        html.end_element();
    }
    html.end_element();
    format!("<!DOCTYPE html>\n{}\n", html.end_document())
}

/// What a page says, for who does not see it.
fn text_of(page: &Page) -> String {
    let runs = page.items.iter().filter_map(|item| match item {
        Item::Text(run) => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}
