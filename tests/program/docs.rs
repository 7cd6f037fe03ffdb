//! The documents say what is so: blocks parse, commands and keys exist, every module is on the map.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hongtou::diagnostic::Source;
use hongtou::issue::Issue;
use hongtou::layouts;
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: &str) -> String {
    let path = Path::new(ROOT).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The documents: their paths from the root.
fn documents() -> Vec<String> {
    let mut paths = Vec::new();
    for folder in ["", "docs"] {
        for entry in fs::read_dir(Path::new(ROOT).join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".md") {
                paths.push(if folder.is_empty() { name } else { format!("{folder}/{name}") });
            }
        }
    }
    paths.sort();
    assert!(paths.len() >= 7, "the documents were found: {paths:?}");
    paths
}

/// A block between ``` and ```.
struct Block {
    language: String,
    text: String,
    /// Document and line, for messages.
    place: String,
}

fn blocks(path: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in read(path).lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(language), None) => {
                let place = format!("{path}:{}", index + 1);
                open = Some(Block { language: language.to_owned(), text: String::new(), place });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "{path}: a block is not closed");
    blocks
}

/// What stands between ` and ` outside of blocks.
fn code_spans(path: &str) -> Vec<String> {
    let mut spans = Vec::new();
    let mut in_block = false;
    for line in read(path).lines() {
        if line.starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            spans.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    spans
}

fn fail_if_any(wrong: &str) {
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_toml_block_is_what_its_document_says() {
    let mut wrong = String::new();
    let mut seen = 0;
    for path in documents() {
        for block in blocks(&path).iter().filter(|block| block.language == "toml") {
            seen += 1;
            let problems =
                if is_layout(&path, &block.text) { layout(&block.text) } else { issue(&block.text) };
            if let Err(problems) = problems {
                writeln!(wrong, "{}: {problems:?}", block.place).unwrap();
            }
        }
    }
    assert!(seen >= 10, "the blocks were found");
    fail_if_any(&wrong);
}

fn has_line(text: &str, start: &str) -> bool {
    text.lines().any(|line| line.starts_with(start))
}

fn is_layout(path: &str, text: &str) -> bool {
    path == "docs/layout-format.md" || has_line(text, "extends") || has_line(text, "[page]")
}

/// An issue; what a fragment of one leaves out is added to it.
fn issue(text: &str) -> Result<(), String> {
    let mut text = text.to_owned();
    if !has_line(&text, "[masthead]") {
        text.push_str("\n[masthead]\ntitle = \"名\"\nnumber = 1\nissuer = \"办\"\ndate = 2026-01-05\n");
    }
    if !has_line(&text, "[[article]]") {
        text.push_str("\n[[article]]\ntitle = \"题\"\nbody = \"文。\"\n");
    }
    Issue::parse(&Source::new("block.toml", text)).map(drop).map_err(|problems| format!("{problems:?}"))
}

/// A layout; a fragment of one extends the usual layout.
fn layout(text: &str) -> Result<(), String> {
    let whole = has_line(text, "extends") || has_line(text, "[page]");
    let text = if whole { text.to_owned() } else { format!("extends = \"bulletin\"\n{text}") };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("block.toml"), text).unwrap();
    layouts::load("block.toml", folder.path(), &[]).map(drop).map_err(|problems| format!("{problems:?}"))
}

#[test]
fn every_command_shown_is_accepted() {
    let mut wrong = String::new();
    let mut seen = BTreeSet::new();
    for path in documents() {
        let shown = blocks(&path).into_iter().filter(|block| block.language != "toml");
        let lines: Vec<String> =
            shown.flat_map(|b| b.text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        for line in lines.into_iter().chain(code_spans(&path)) {
            for prefix in ["hongtou ", "cargo run --release -- "] {
                if let Some(arguments) = line.strip_prefix(prefix) {
                    seen.insert((path.clone(), arguments.to_owned()));
                }
            }
        }
    }
    assert!(seen.len() >= 10, "the commands were found");
    for (path, line) in &seen {
        // What a shell would see to is left out.
        let arguments = line.split_whitespace().take_while(|word| !["|", ">", "#"].contains(word));
        let arguments: Vec<&str> = arguments.collect();
        // Everything before `--help` is checked, and nothing is done.
        let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        let output = command.args(&arguments).arg("--help").output().unwrap();
        if !output.status.success() || arguments.is_empty() {
            let said = String::from_utf8_lossy(&output.stderr);
            writeln!(wrong, "{path}: hongtou {line}: {said}").unwrap();
        }
    }
    fail_if_any(&wrong);
}

#[test]
fn the_tables_of_commands_are_complete_and_their_options_exist() {
    let help = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_hongtou")).args(arguments).arg("--help").output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let overview = help(&[]);
    let commands = overview.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let commands: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(commands.len() >= 6, "{commands:?}");
    let mut wrong = String::new();
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = read(readme);
        for command in &commands {
            let Some(row) = text.lines().find(|line| line.starts_with(&format!("| `hongtou {command}")))
            else {
                writeln!(wrong, "{readme} has no row for {command}").unwrap();
                continue;
            };
            let known = help(&[command]);
            let known: BTreeSet<&str> = known.split([' ', ',', '\n']).collect();
            for option in row.split(['`', ' ']).filter(|word| word.starts_with('-') && word.len() > 1) {
                if !option.starts_with("---") && !known.contains(option) {
                    writeln!(wrong, "{readme}: {command} has no {option}").unwrap();
                }
            }
        }
    }
    fail_if_any(&wrong);
}

#[test]
fn the_changelog_knows_the_version() {
    let heading = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    assert!(has_line(&read("CHANGELOG.md"), &heading), "CHANGELOG.md has no {heading}");
}

/// The text below the heading that has `table` in it, the headings below that one included.
fn section<'a>(text: &'a str, table: &str) -> Option<&'a str> {
    let is_its =
        |heading: &str| heading.contains(&format!("[{table}]")) || heading.contains(&format!("[{table}."));
    let mut offset = 0;
    let mut start = None;
    let mut level = 0;
    for line in text.split_inclusive('\n') {
        let depth = line.chars().take_while(|&c| c == '#').count();
        match start {
            None if depth > 0 && is_its(line) => (start, level) = (Some(offset), depth),
            Some(start) if depth > 0 && depth <= level => return Some(&text[start..offset]),
            _ => {}
        }
        offset += line.len();
    }
    start.map(|start| &text[start..])
}

/// Looks for the keys and words of a schema in the document, each below the heading of its table.
fn look_for_keys(schema: &Value, text: &str, path: &[&str], lacking: &mut Vec<String>) {
    let part =
        (1..=path.len()).rev().find_map(|length| section(text, &path[..length].join("."))).unwrap_or(text);
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        // A value that may carry its clause is first of all the value.
        let value = value["anyOf"].get(0).unwrap_or(value);
        let inner: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
        let has_section = section(text, &inner.join(".")).is_some();
        if !part.contains(&format!("`{key}`")) && !has_section {
            lacking.push(inner.join("."));
        }
        look_for_keys(value, text, &inner, lacking);
    }
    for inner in ["items", "additionalProperties"] {
        look_for_words(schema.get(inner), text, path, lacking);
        if let Some(inner) = schema.get(inner).filter(|inner| inner.is_object()) {
            look_for_keys(inner, text, path, lacking);
        }
    }
    look_for_words(Some(schema), part, path, lacking);
}

fn look_for_words(schema: Option<&Value>, text: &str, path: &[&str], lacking: &mut Vec<String>) {
    let Some(schema) = schema else { return };
    let listed = schema["enum"].as_array().into_iter().flatten();
    let described = schema["oneOf"].as_array().into_iter().flatten().map(|choice| &choice["const"]);
    for word in listed.chain(described).filter_map(Value::as_str) {
        if !text.contains(&format!("`{word}`")) {
            lacking.push(format!("{} = {word}", path.join(".")));
        }
    }
}

#[test]
fn every_key_is_in_the_document_of_its_format() {
    let mut lacking = Vec::new();
    look_for_keys(&Issue::schema(), &read("docs/issue-format.md"), &[], &mut lacking);
    look_for_keys(&layouts::schema(), &read("docs/layout-format.md"), &[], &mut lacking);
    assert!(lacking.is_empty(), "not in docs/issue-format.md or docs/layout-format.md: {lacking:#?}");
}

#[test]
fn every_style_and_field_is_in_the_document_of_layouts() {
    let text = read("docs/layout-format.md");
    let styles = layouts::STYLE_NAMES.iter().map(|style| format!("\n| `{style}` |"));
    let fields = hongtou::issue::FIELDS.iter().map(|field| format!("`{field}`"));
    let lacking: Vec<String> = styles.chain(fields).filter(|name| !text.contains(name)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}

/// `BLESS=1 cargo test --test program docs::` writes the schemas anew.
#[test]
fn the_schemas_that_the_examples_name_are_current() {
    for (path, schema) in
        [("docs/schema/issue.json", Issue::schema()), ("docs/schema/layout.json", layouts::schema())]
    {
        let text = format!("{schema:#}\n");
        if std::env::var_os("BLESS").is_some() {
            fs::write(Path::new(ROOT).join(path), &text).unwrap();
        }
        assert!(read(path) == text, "{path} is old: BLESS=1 cargo test --test program docs::");
    }
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The modules at the root of each crate.
fn modules() -> Vec<String> {
    let crates = fs::read_dir(Path::new(ROOT).join("crates")).unwrap();
    let mut roots: Vec<PathBuf> = crates.map(|entry| entry.unwrap().path().join("src")).collect();
    roots.push(Path::new(ROOT).join("src"));
    let mut found = Vec::new();
    for root in roots.into_iter().filter(|root| !root.ends_with("proof/src") && !root.ends_with("import/src"))
    {
        for entry in fs::read_dir(root).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let is_module = path.extension().is_some_and(|ending| ending == "rs");
            if is_module && !["lib", "main", "structure_test", "title_words"].contains(&name.as_str()) {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn the_architecture_names_every_module_and_crate() {
    let spans: BTreeSet<String> = code_spans("ARCHITECTURE.md").into_iter().collect();
    let crates = fs::read_dir(Path::new(ROOT).join("crates")).unwrap();
    let crates = crates.map(|entry| format!("crates/{}", entry.unwrap().file_name().to_str().unwrap()));
    let mut wrong = String::new();
    for name in modules().into_iter().chain(crates).filter(|name| !spans.contains(name)) {
        writeln!(wrong, "ARCHITECTURE.md does not name {name}").unwrap();
    }
    fail_if_any(&wrong);
}

#[test]
fn files_that_the_documents_name_exist() {
    let mut wrong = String::new();
    for path in documents() {
        let folder = Path::new(&path).parent().unwrap().to_owned();
        let text = read(&path);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            if !Path::new(ROOT).join(&folder).join(link).exists() {
                writeln!(wrong, "{path}: no {link}").unwrap();
            }
        }
        let is_ours = |name: &str| {
            let folders =
                ["src/", "crates/", "tests/", "layouts/", "examples/", "benches/", "docs/", "fonts/"];
            folders.iter().any(|folder| name.starts_with(folder)) && !name.contains(['*', ' '])
        };
        // `render` of an example writes beside it.
        let is_written = |name: &str| name.ends_with(".pdf");
        for name in code_spans(&path).iter().filter(|name| is_ours(name) && !is_written(name)) {
            if !Path::new(ROOT).join(name).exists() {
                writeln!(wrong, "{path}: no {name}").unwrap();
            }
        }
    }
    fail_if_any(&wrong);
}

#[test]
fn the_table_of_rules_names_tests_that_exist() {
    let golden = read("tests/cases/line_breaks.txt");
    let golden: Vec<&str> = golden.lines().filter_map(|line| line.strip_prefix("= ")).collect();
    let mut files = Vec::new();
    rust_files(&Path::new(ROOT).join("src"), &mut files);
    rust_files(&Path::new(ROOT).join("crates"), &mut files);
    rust_files(&Path::new(ROOT).join("tests"), &mut files);
    let code: String = files.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let mut wrong = String::new();
    for row in read("docs/typography.md").lines().filter(|line| line.starts_with("| ")) {
        let columns: Vec<&str> = row.trim_matches(['|', ' ']).split(" | ").collect();
        let [_, _, _, test] = columns[..] else {
            writeln!(wrong, "not four columns: {row}").unwrap();
            continue;
        };
        for name in test.split('`').skip(1).step_by(2) {
            if !code.contains(&format!("fn {name}(")) {
                writeln!(wrong, "no test {name}").unwrap();
            }
        }
        for quoted in test.split('“').skip(1).filter_map(|rest| rest.split('”').next()) {
            if !golden.iter().any(|case| case.contains(quoted)) {
                writeln!(wrong, "no golden case {quoted}").unwrap();
            }
        }
    }
    fail_if_any(&wrong);
}
