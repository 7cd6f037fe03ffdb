//! Data flows one way, and so do imports: no two files import each other, directly or round a circle.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use imports::{Arrows, arrows};

#[test]
fn no_files_import_each_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let crates = std::fs::read_dir(root.join("crates")).unwrap();
    let mut sources: Vec<PathBuf> = crates.map(|entry| entry.unwrap().path().join("src/lib.rs")).collect();
    sources.extend([root.join("src/lib.rs"), root.join("src/main.rs")]);
    let arrows: Arrows = sources.iter().flat_map(|source| arrows(source)).collect();
    assert!(arrows.len() > 200, "only {} files with imports were found", arrows.len());
    let circles = circles(&arrows);
    assert!(circles.is_empty(), "{}", told(&circles, &arrows));
}

/// Sets of files from each of which every other one can be reached (Tarjan's components by two walks).
fn circles(arrows: &Arrows) -> Vec<BTreeSet<PathBuf>> {
    let mut back: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
    for (from, targets) in arrows {
        for to in targets.keys() {
            back.entry(to).or_default().push(from);
        }
    }
    let reach = |start: &Path, next: &dyn Fn(&Path) -> Vec<PathBuf>| {
        let mut seen = BTreeSet::new();
        let mut todo = vec![start.to_owned()];
        while let Some(file) = todo.pop() {
            for file in next(&file) {
                if seen.insert(file.clone()) {
                    todo.push(file);
                }
            }
        }
        seen
    };
    let forward = |file: &Path| arrows.get(file).map(|to| to.keys().cloned().collect()).unwrap_or_default();
    let backward = |file: &Path| {
        back.get(file).map(|from| from.iter().map(|&f| f.to_owned()).collect()).unwrap_or_default()
    };
    let mut found: Vec<BTreeSet<PathBuf>> = Vec::new();
    for file in arrows.keys() {
        if found.iter().any(|circle| circle.contains(file)) {
            continue;
        }
        let (to, from) = (reach(file, &forward), reach(file, &backward));
        let circle: BTreeSet<PathBuf> = to.intersection(&from).cloned().collect();
        if !circle.is_empty() {
            found.push(circle);
        }
    }
    found
}

fn told(circles: &[BTreeSet<PathBuf>], arrows: &Arrows) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let short = |file: &Path| file.strip_prefix(root).unwrap_or(file).display().to_string();
    let mut text = String::new();
    for circle in circles {
        text.push_str(&format!("\na circle of {} files:\n", circle.len()));
        for from in circle {
            for (to, names) in &arrows[from] {
                if circle.contains(to) {
                    let names: Vec<&str> = names.iter().map(String::as_str).collect();
                    text.push_str(&format!("  {} → {}: {}\n", short(from), short(to), names.join(", ")));
                }
            }
        }
    }
    text
}

/// The test above would see a circle if there were one.
#[test]
fn a_circle_is_found_wherever_the_imports_stand() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("lib.rs", "mod a;\nmod b;\nmod c;\npub use c::inner::Deep;\n");
    write("a.rs", "use crate::b::B;\npub struct A(B);\n");
    write("b.rs", "pub struct B;\nimpl B {\n    fn a() { let _ = vec![crate::Deep]; }\n}\n");
    write("c.rs", "pub mod inner;\n");
    write("c/inner.rs", "use super::super::a::A as Other;\npub struct Deep;\nfn a(_: Other) {}\n");
    let found = circles(&arrows(&folder.path().join("lib.rs")));
    let names: Vec<Vec<_>> =
        found.iter().map(|circle| circle.iter().map(|file| file.file_name().unwrap()).collect()).collect();
    assert_eq!(names, [["a.rs", "b.rs", "inner.rs"]]);
    // Without the arrow that the re-export hides there is none; what tests import does not count.
    write("b.rs", "pub struct B;\n#[cfg(test)]\nmod tests {\n    use crate::a::A;\n}\n");
    assert!(circles(&arrows(&folder.path().join("lib.rs"))).is_empty());
}
