//! What somebody tries in the browser: a layout, and a few of its values, as a layout file that extends it.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::press::imposition::Scheme;
use hongtou_base::diagnostic::Diagnostic;
use hongtou_engine::options::{Options, USUAL_LAYOUT};
use hongtou_format::layouts::{self, BUNDLED, Layout, Measure};

/// A layout and values in place of its own; what is empty stays as the layout has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Choice {
    /// A bundled layout, or a file of the issue's folder; otherwise the one that the issue is set in.
    pub layout: String,
    /// The size of running text.
    pub size: String,
    /// Lines of the grid on a page, which give the pitch.
    pub lines: String,
    /// The width of the type area in millimetres.
    pub measure: String,
    /// How wide marks are.
    pub punctuation: String,
    /// How wide a mark at a line's end is.
    pub line_end: String,
    /// What may be squeezed in a line: ranks with commas between them, or [`NOTHING`].
    pub line_squeeze: String,
    /// How line ends are chosen.
    pub breaker: String,
    /// How the pages are put on sheets, if they are; filled with blank ones where the scheme wants it.
    pub sheets: String,
}

/// So many bytes of a file are looked at to see whether it is a layout.
const LOOKED_AT: u64 = 64 * 1024;

/// What stands for an empty list of what may be squeezed.
const NOTHING: &str = "nothing";

impl Choice {
    /// How the pages are put on sheets.
    pub fn scheme(&self) -> Option<Scheme> {
        Scheme::of_name(&self.sheets)
    }

    /// The pipeline's options for this choice; `base` is the layout that it starts from, `scratch` is where a layout
    /// file may be written.
    pub fn options(&self, usual: &Options, base: &str, scratch: &Path) -> Result<Options, Vec<Diagnostic>> {
        let mut options = usual.clone();
        if !self.layout.is_empty() {
            options.layout = Some(base.to_owned());
        }
        options.fill = self.scheme().and_then(Scheme::fill);
        if !self.changes_values() {
            return Ok(options);
        }
        let layout = layouts::load_named(base, &usual.allow_dirs)?;
        // The file that is tried is not in the folder of the layout that it extends.
        options.allow_dirs.extend(layout.readable.folders().iter().cloned());
        let text = self.to_layout(base, &layout);
        let path = scratch.join(format!("{:016x}.toml", xxhash_rust::xxh3::xxh3_64(text.as_bytes())));
        std::fs::write(&path, text).map_err(|error| crate::preview::fault::cannot_write(&path, &error))?;
        options.layout = Some(path.to_string_lossy().into_owned());
        Ok(options)
    }

    /// Whether a value of the layout is changed.
    pub fn changes_values(&self) -> bool {
        let Choice { size, lines, measure, punctuation, line_end, line_squeeze, breaker, .. } = self;
        [size, lines, measure, punctuation, line_end, line_squeeze, breaker]
            .iter()
            .any(|value| !value.is_empty())
    }

    /// What the layout that is changed is called: a bundled one's name, or a path.
    pub fn base_name(&self, base: &Base<'_>) -> String {
        let named = if self.layout.is_empty() { base.named } else { self.layout.as_str() };
        let bundled = BUNDLED.iter().any(|(name, _)| *name == named);
        let is_name = !named.ends_with(".toml") && !named.contains(['/', '\\']);
        if bundled || is_name {
            return named.to_owned();
        }
        // What the command line names is relative to where it was typed.
        let path =
            if self.layout.is_empty() && base.typed { PathBuf::from(named) } else { base.folder.join(named) };
        std::path::absolute(&path).unwrap_or(path).to_string_lossy().into_owned()
    }

    /// A layout file that extends the chosen layout by the chosen values.
    pub fn to_layout(&self, extends: &str, layout: &Layout) -> String {
        let mut text = String::new();
        let quoted = |value: &str| toml::Value::String(value.to_owned()).to_string();
        // Writing to a string never fails.
        let _ = writeln!(text, "extends = {}", quoted(extends));
        let mut table = |name: &str, entries: &[(&str, String)]| {
            let entries: Vec<_> = entries.iter().filter(|(_, value)| !value.is_empty()).collect();
            if !entries.is_empty() {
                let _ = writeln!(text, "\n[{name}]");
            }
            for (key, value) in entries {
                let _ = writeln!(text, "{key} = {value}");
            }
        };
        let word = |value: &str| if value.is_empty() { String::new() } else { quoted(value) };
        table("page", &[("fore_edge", self.fore_edge(layout).map_or(String::new(), |edge| quoted(&edge)))]);
        // A number, or as it was typed, so that what is wrong is said of what was typed.
        let lines = match self.lines.trim().parse::<u32>() {
            Ok(lines) => lines.to_string(),
            Err(_) => word(&self.lines),
        };
        table("grid", &[("lines", lines)]);
        table(
            "text",
            &[
                ("punctuation", word(&self.punctuation)),
                ("line_end_mark", word(&self.line_end)),
                ("line_squeeze", self.squeeze_list()),
                ("breaker", word(&self.breaker)),
            ],
        );
        table("styles.body", &[("size", word(&self.size))]);
        text
    }

    /// What may be squeezed, as an array of TOML.
    fn squeeze_list(&self) -> String {
        if self.line_squeeze.is_empty() {
            return String::new();
        }
        let names = self.line_squeeze.split(',').filter(|name| *name != NOTHING);
        toml::Value::from(names.collect::<Vec<_>>()).to_string()
    }

    /// The fore-edge that leaves the chosen measure, the binding edge staying.
    fn fore_edge(&self, layout: &Layout) -> Option<String> {
        if self.measure.is_empty() {
            return None;
        }
        // What is no measure is written as it was typed, so that it is said of what was typed.
        let Some(measure) = self.measure_in_mm(layout) else { return Some(self.measure.clone()) };
        let edge = (layout.page.width - layout.page.binding).to_mm() - measure;
        Some(format!("{}mm", (edge * 1000.0).round() / 1000.0))
    }

    /// The chosen measure: millimetres if it is a number alone, em of running text if it says so.
    fn measure_in_mm(&self, layout: &Layout) -> Option<f64> {
        if let Ok(number) = self.measure.trim().parse::<f64>() {
            return Some(number).filter(|number| number.is_finite());
        }
        let own = || layout.style("body").map(|body| layout.style_of(body).size);
        let size = match Measure::parse(&self.size) {
            Ok(Measure::Fixed(size)) => Some(size),
            _ => own(),
        };
        Some(match Measure::parse(&self.measure).ok()? {
            Measure::Fixed(length) => length.to_mm(),
            Measure::Em(millionths) => size?.to_mm() * millionths as f64 / 1e6,
            Measure::Line(millionths) => layout.pitch().to_mm() * millionths as f64 / 1e6,
        })
    }
}

/// What a choice that names no layout starts from.
#[derive(Debug)]
pub struct Base<'a> {
    /// The layout that the command line names, or the issue, or the usual one.
    pub named: &'a str,
    /// Whether the command line names it.
    pub typed: bool,
    /// The issue's folder.
    pub folder: &'a Path,
}

impl<'a> Base<'a> {
    /// Of an issue that names `of_issue`.
    pub fn new(options: &'a Options, of_issue: Option<&'a str>, folder: &'a Path) -> Base<'a> {
        let typed = options.layout.is_some();
        let named = options.layout.as_deref().or(of_issue).unwrap_or(USUAL_LAYOUT);
        Base { named, typed, folder }
    }
}

/// The layouts that can be chosen: the bundled ones, and layout files beside the issue.
pub fn layouts_at(folder: &Path) -> Vec<String> {
    let bundled = BUNDLED.iter().map(|(name, _)| (*name).to_owned());
    let mut own: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(is_layout)
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    own.sort();
    bundled.chain(own).collect()
}

/// Whether a name from the browser may be read: a bundled layout, or a layout file of the folder itself.
pub fn may_choose(name: &str, folder: &Path) -> bool {
    name.is_empty() || BUNDLED.iter().any(|(bundled, _)| *bundled == name) || {
        let plain = !name.contains(['/', '\\', ':']) && !name.starts_with('.');
        plain && is_layout(&folder.join(name))
    }
}

/// A layout file says near its beginning what it extends, or has a page.
fn is_layout(path: &PathBuf) -> bool {
    let ending = path.extension().is_some_and(|ending| ending == "toml");
    let Ok(file) = File::open(path) else { return false };
    let mut lines = BufReader::new(file.take(LOOKED_AT)).lines().map_while(Result::ok);
    let says = |line: String| line.starts_with("extends") || line.trim_end() == "[page]";
    ending && path.is_file() && lines.any(says)
}
