//! Finding and reading layout files: bundled ones, the user's own, and what they extend.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use toml::{Spanned, Table, Value};

use super::cited::{self, Citation, Citations};
use super::key_places::{KeyPlaces, KeySpans, note_table};
use super::raw::RawLayout;
use super::{Layout, resolve};
use crate::project::ReadableFolders;
use crate::toml_file::{self, schema_of};
use hongtou_base::diagnostic::{Diagnostic, Place, Problem, Source};

/// The layouts that the program carries, so that it works anywhere: name and text.
pub const BUNDLED: [(&str, &str); 11] = [
    ("gbt9704", include_str!("../../../../layouts/gbt9704.toml")),
    ("bulletin", include_str!("../../../../layouts/bulletin.toml")),
    ("bulletin-grid", include_str!("../../../../layouts/bulletin-grid.toml")),
    ("bulletin-even", include_str!("../../../../layouts/bulletin-even.toml")),
    ("bulletin-supplement", include_str!("../../../../layouts/bulletin-supplement.toml")),
    ("bulletin-confidential", include_str!("../../../../layouts/bulletin-confidential.toml")),
    ("document", include_str!("../../../../layouts/document.toml")),
    ("letter", include_str!("../../../../layouts/letter.toml")),
    ("order", include_str!("../../../../layouts/order.toml")),
    ("minutes", include_str!("../../../../layouts/minutes.toml")),
    ("report", include_str!("../../../../layouts/report.toml")),
];

/// The layouts of forms, which the typesetting of forms uses: no issue is set in them.
pub const FORMS: [(&str, &str); 2] = [
    ("sheet", include_str!("../../../../layouts/forms/sheet.toml")),
    ("slip", include_str!("../../../../layouts/forms/slip.toml")),
];

/// How many layouts may extend each other.
const LONGEST_CHAIN: usize = 16;

/// The JSON Schema of a layout file, for editors.
///
/// Nothing is required in it: a layout that extends another may leave everything out.
pub fn schema() -> serde_json::Value {
    let mut schema = PART.clone();
    cited::allow(&mut schema);
    schema
}

/// The schema of a layout that stands alone, its values without their clauses; made once.
static WHOLE: LazyLock<serde_json::Value> = LazyLock::new(schema_of::<RawLayout>);

/// The schema of a layout that extends another.
static PART: LazyLock<serde_json::Value> = LazyLock::new(|| {
    let mut schema = WHOLE.clone();
    drop_required(&mut schema);
    schema
});

/// Loads the layout that an issue or a layout of a folder names: a bundled layout's name, or a path from the folder.
///
/// It and all that it names are read from the folder, from that of its project, and from `further` folders.
///
/// # Errors
/// Everything that is wrong with it and with the layouts that it extends.
pub fn load(name: &str, folder: &Path, further: &[PathBuf]) -> Result<Layout, Vec<Diagnostic>> {
    load_within(name, folder, ReadableFolders::of(folder, further))
}

/// Loads the layout that the user of the program names: a bundled layout's name, or any path.
///
/// What this layout names is read from its own folder, as an issue's is.
///
/// # Errors
/// As [`load`].
pub fn load_named(name: &str, further: &[PathBuf]) -> Result<Layout, Vec<Diagnostic>> {
    let own = Path::new(name).parent().unwrap_or(Path::new(""));
    let real = Path::new(name).canonicalize().ok().and_then(|path| path.parent().map(Path::to_owned));
    // A link that the user names leads where the user wants.
    let further: Vec<PathBuf> = further.iter().cloned().chain(real).collect();
    load_within(name, Path::new(""), ReadableFolders::of(own, &further))
}

fn load_within(name: &str, folder: &Path, readable: ReadableFolders) -> Result<Layout, Vec<Diagnostic>> {
    let chain = read_chain(name, folder, &readable)?;
    let mut table = Table::new();
    let mut places = KeyPlaces::default();
    let mut citations = Vec::new();
    for (distance, link) in chain.iter().enumerate().rev() {
        places.note(distance, &link.source, &link.spans);
        cite(&mut citations, link);
        merge(&mut table, link.table.clone());
    }
    table.remove("extends");
    let raw: RawLayout = match table.try_into() {
        Ok(raw) => raw,
        Err(error) => {
            let problem = Problem::BadLayout { reason: error.message().to_owned() };
            let place = places.find(&key_of(&error));
            return Err(vec![Diagnostic { place, ..Diagnostic::error(problem) }]);
        }
    };
    let mut layout = resolve::resolve(&raw, name, &places)?;
    layout.sources = chain.iter().map(|link| Arc::clone(&link.source)).collect();
    layout.folder = chain.first().and_then(|link| link.folder.clone());
    layout.citations = citations;
    let Layout { masthead, front, article, closing, issued, attachment, imprint, .. } = &mut layout;
    for part in [&mut masthead.rows, front, article, closing, issued, attachment, &mut imprint.rows] {
        part.iter_mut().for_each(|row| row.place = places.find(&row.key));
    }
    for (index, (_, place)) in layout.check_off.iter_mut().enumerate() {
        *place = places.find(&format!("check.off[{index}]"));
    }
    if let Some(profile) = &mut layout.output_profile {
        profile.place = places.find("output.profile");
        if !readable.contain(&profile.path) {
            let problem = Problem::OutsideFolders { path: profile.path.clone() };
            return Err(vec![Diagnostic { place: profile.place.clone(), ..Diagnostic::error(problem) }]);
        }
    }
    layout.places = places;
    layout.readable = readable;
    Ok(layout)
}

/// The key that an error of the merged table is about: merged, it has no place, but its text names the key.
fn key_of(error: &toml::de::Error) -> String {
    let text = error.to_string();
    let key = text.rsplit_once("in `").and_then(|(_, rest)| rest.split('`').next());
    key.unwrap_or_default().to_owned()
}

/// One layout file of a chain.
struct Link {
    source: Arc<Source>,
    folder: Option<PathBuf>,
    table: Table,
    citations: Vec<Citation>,
    /// Where each of its keys is written.
    spans: KeySpans,
}

/// The layout and those that it extends, itself first.
fn read_chain(name: &str, folder: &Path, readable: &ReadableFolders) -> Result<Vec<Link>, Vec<Diagnostic>> {
    let mut chain: Vec<Link> = Vec::new();
    let mut next = Some((name.to_owned(), folder.to_owned(), None));
    while let Some((name, folder, named)) = next.take() {
        let (source, own_folder) = find(&name, &folder, readable).map_err(|problems| at(problems, &named))?;
        if let Some(start) = chain.iter().position(|link| link.source.name == source.name) {
            let circle = chain[start..].iter().map(|link| link.source.name.clone());
            let chain = circle.chain([source.name.clone()]).collect();
            return Err(at(vec![Diagnostic::error(Problem::CircularExtends { chain })], &named));
        }
        if chain.len() >= LONGEST_CHAIN {
            return Err(at(vec![Diagnostic::error(Problem::TooManyExtends { most: LONGEST_CHAIN })], &named));
        }
        let mut citations = Citations::new(&source);
        let mut spans = Vec::new();
        let mut base = None;
        let (checked, mut problems) = toml_file::check_prepared(&source, |tree| {
            note_table(&mut spans, "", tree);
            base = tree.get("extends").map(Spanned::span);
            citations.take("", tree);
            if base.is_some() { &*PART } else { &*WHOLE }
        });
        let base = base.map(|span| Place { source: Arc::clone(&source), span });
        let Citations { found: citations, problems: bad_citations, .. } = citations;
        problems.extend(bad_citations);
        if !problems.is_empty() {
            toml_file::sort_by_place(&mut problems);
            return Err(problems);
        }
        let mut table = match Table::deserialize(checked.into_deserializer()) {
            Ok(table) => table,
            Err(error) => {
                let problem = Problem::BadLayout { reason: error.message().to_owned() };
                return Err(vec![Diagnostic::error_at(problem, &source, error.span().unwrap_or(0..0))]);
            }
        };
        if let Some(folder) = &own_folder {
            root_fonts(&mut table, folder);
            root_profile(&mut table, folder);
        }
        if let Some(Value::String(name)) = table.get("extends") {
            next = Some((name.clone(), own_folder.clone().unwrap_or_default(), base));
        }
        chain.push(Link { source, folder: own_folder, table, citations, spans });
    }
    Ok(chain)
}

/// Makes the font files that stand beside a layout known by their whole path, wherever they are inherited.
fn root_fonts(table: &mut Table, folder: &Path) {
    let roles = table.get_mut("roles").and_then(Value::as_table_mut);
    let faces = roles.into_iter().flatten().filter_map(|(_, faces)| faces.as_array_mut()).flatten();
    for face in faces {
        if let Some(Value::String(file)) = face.get_mut("file") {
            let beside = folder.join(&*file);
            if beside.is_file() {
                // From the root on: a path from where the program runs would be taken for one from the layout.
                let beside = std::path::absolute(&beside).unwrap_or(beside);
                *file = beside.to_string_lossy().into_owned();
            }
        }
    }
}

/// Makes the profile that a layout names known by its whole path, wherever it is inherited.
fn root_profile(table: &mut Table, folder: &Path) {
    let output = table.get_mut("output").and_then(Value::as_table_mut);
    if let Some(Value::String(path)) = output.and_then(|output| output.get_mut("profile")) {
        *path = folder.join(&*path).to_string_lossy().into_owned();
    }
}

/// Lets a layout that extends another leave out what that one says; entries of lists stay whole.
fn drop_required(schema: &mut serde_json::Value) {
    let Some(schema) = schema.as_object_mut() else { return };
    schema.remove("required");
    for (key, part) in schema {
        match key.as_str() {
            "properties" => {
                part.as_object_mut().into_iter().flatten().for_each(|(_, part)| drop_required(part))
            }
            "additionalProperties" => drop_required(part),
            _ => {}
        }
    }
}

/// The problems, those without a place at `place`.
fn at(mut problems: Vec<Diagnostic>, place: &Option<Place>) -> Vec<Diagnostic> {
    for problem in problems.iter_mut().filter(|problem| problem.place.is_none()) {
        problem.place.clone_from(place);
    }
    problems
}

fn find(
    name: &str,
    folder: &Path,
    readable: &ReadableFolders,
) -> Result<(Arc<Source>, Option<PathBuf>), Vec<Diagnostic>> {
    let is_path = name.ends_with(".toml") || name.contains(['/', '\\']);
    if is_path {
        // An error shows lines of the file: of any file that an issue names, if another ending would do.
        if !name.to_ascii_lowercase().ends_with(".toml") {
            return Err(vec![Diagnostic::error(Problem::LayoutNotToml { name: name.to_owned() })]);
        }
        return read(&folder.join(name), name, readable);
    }
    let file = format!("{name}.toml");
    match BUNDLED.iter().chain(&FORMS).find(|(known, _)| *known == name) {
        Some((name, text)) => Ok((Source::new(format!("bundled layout {name}"), *text), None)),
        None => {
            let known: Vec<String> = BUNDLED.iter().map(|(name, _)| (*name).to_owned()).collect();
            // A file beside the issue is named with its ending.
            let beside = Some(file).filter(|file| folder.join(file).is_file());
            let nearest = beside.or_else(|| {
                hongtou_base::nearest::nearest(name, known.iter().map(String::as_str)).map(str::to_owned)
            });
            let problem = Problem::UnknownLayout { name: name.to_owned(), nearest, known };
            Err(vec![Diagnostic::error(problem)])
        }
    }
}

/// Reads a layout file; `name` is how it was named.
fn read(
    path: &Path,
    name: &str,
    readable: &ReadableFolders,
) -> Result<(Arc<Source>, Option<PathBuf>), Vec<Diagnostic>> {
    if !readable.contain(path) {
        return Err(vec![Diagnostic::error(Problem::OutsideFolders { path: name.into() })]);
    }
    let source = Source::read(path)?;
    if !source.shows_lines {
        return Err(vec![Diagnostic::error(Problem::LayoutNotToml { name: name.to_owned() })]);
    }
    Ok((source, path.parent().map(Path::to_owned)))
}

/// Adds the clauses of a layout to those of the layouts that it extends, and notes what it writes instead of them.
fn cite(citations: &mut Vec<Citation>, link: &Link) {
    for citation in citations.iter_mut() {
        if let Some(value) = value_at(&link.table, &citation.key) {
            citation.instead = Some(value.to_string()).filter(|value| *value != citation.value);
        }
    }
    citations.retain(|citation| !link.citations.iter().any(|new| new.key == citation.key));
    citations.extend(link.citations.iter().cloned());
    citations.sort_by(|a, b| a.key.cmp(&b.key));
}

fn value_at<'t>(table: &'t Table, key: &str) -> Option<&'t Value> {
    let mut names = key.split('.');
    let mut value = table.get(names.next()?)?;
    for name in names {
        value = value.as_table()?.get(name)?;
    }
    Some(value)
}

/// Puts what `over` says in place of what `base` says; tables are merged, all else is replaced.
fn merge(base: &mut Table, over: Table) {
    for (key, value) in over {
        match (base.get_mut(&key), value) {
            (Some(Value::Table(base)), Value::Table(over)) => merge(base, over),
            (_, value) => {
                base.insert(key, value);
            }
        }
    }
}
