//! What the project carries fits together: examples, layouts, and the schemas that editors complete by.

use crate::support;

use std::path::{Path, PathBuf};
use std::process::Command;

use hongtou::diagnostic::Source;
use hongtou::{layouts, toml_file};
use serde_json::Value;
use support::examples::{LAYOUTS, all, all_names, documents, layout_of, names, path};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn schema_path(name: &str) -> PathBuf {
    Path::new(ROOT).join("docs/schema").join(format!("{name}.json"))
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(schema_path(name)).unwrap()).unwrap()
}

/// What `hongtou schema` prints.
fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hongtou")).arg("schema").args(arguments).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_example_renders_without_a_warning_in_every_layout() {
    let mut rendered = 0;
    // A warning is a failure in there.
    for issue in all() {
        assert!(!issue.pages.pages.is_empty() && issue.pdf().starts_with(b"%PDF-"), "{}", issue.name);
        rendered += 1;
    }
    assert_eq!(rendered, names().len() * LAYOUTS.len() + documents().len());
}

#[test]
fn the_layouts_that_the_program_carries_are_the_files_of_the_folder() {
    let mut files: Vec<String> = std::fs::read_dir(Path::new(ROOT).join("layouts"))
        .unwrap()
        .map(|file| file.unwrap().path())
        // The folders of profiles, forms and press measures aside.
        .filter(|path| path.is_file())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    let mut carried: Vec<String> = layouts::BUNDLED.iter().map(|(name, _)| format!("{name}.toml")).collect();
    carried.sort();
    assert_eq!(files, carried);
    // Each of them has an example, but for the one that all others start from.
    let shown: Vec<String> = documents().iter().map(|name| layout_of(name)).collect();
    let shows = |name: &str| LAYOUTS.contains(&name) || shown.iter().any(|shown| shown == name);
    for (name, _) in layouts::BUNDLED {
        assert!(shows(name) || name == "gbt9704", "{name} has no example");
    }
}

#[test]
fn the_schemas_of_the_documentation_are_those_of_the_program() {
    support::golden(&schema_path("issue"), &printed(&[]));
    support::golden(&schema_path("layout"), &printed(&["--layout"]));
}

#[test]
fn every_example_fits_the_schema_and_names_it() {
    let schema = schema("issue");
    for name in all_names() {
        let source = Source::read(&path(&name)).unwrap();
        let (_, problems) = toml_file::check(&source, &schema);
        assert!(problems.is_empty(), "{name}: {problems:#?}");
        // Editors find the schema by the first line.
        let first = source.text.lines().next().unwrap();
        let named = first.strip_prefix("#:schema ").unwrap_or_else(|| panic!("{name} begins with {first}"));
        let named = path(&name).with_file_name(named).canonicalize().unwrap();
        assert_eq!(named, schema_path("issue").canonicalize().unwrap(), "{name}");
    }
}

#[test]
fn a_layout_that_stands_alone_fits_the_schema() {
    let schema = schema("layout");
    let mut alone = 0;
    for (name, text) in layouts::BUNDLED {
        let source = Source::new(format!("layouts/{name}.toml"), text);
        let (_, problems) = toml_file::check(&source, &schema);
        // A layout that extends another lacks what that one says, and may have nothing else wrong.
        let extends = text.lines().any(|line| line.starts_with("extends = "));
        let others: Vec<_> = problems
            .iter()
            .filter(|problem| {
                !extends || !matches!(problem.problem, hongtou::diagnostic::Problem::MissingKey { .. })
            })
            .collect();
        assert!(others.is_empty(), "{name}: {others:#?}");
        alone += usize::from(!extends);
    }
    assert!(alone > 0);
}

#[test]
fn a_misspelt_key_does_not_fit_the_schema() {
    let source = Source::read(&path("one-page")).unwrap();
    let source = Source::new("one-page.toml", source.text.replace("issuer", "isuer"));
    let (_, problems) = toml_file::check(&source, &schema("issue"));
    assert_eq!(
        problems.len(),
        1,
        "the key that is misspelt, and not the one that is missing too: {problems:#?}"
    );
}
