//! Data flows one way, and so do imports: no two files import each other, directly or round a circle.

mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use imports::{Arrows, arrows};

#[test]
fn no_files_import_each_other() {
    let arrows = arrows(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"));
    assert!(arrows.len() > 100, "only {} files with imports were found", arrows.len());
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

#[test]
fn zz_top() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let arrows = arrows(&root.join("lib.rs"));
    let top = |f: &Path| {
        f.strip_prefix(&root)
            .unwrap()
            .iter()
            .next()
            .unwrap()
            .to_string_lossy()
            .trim_end_matches(".rs")
            .to_string()
    };
    let mut g: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    for (f, ts) in &arrows {
        for (t, names) in ts {
            if top(f) != top(t) {
                g.entry(top(f)).or_default().entry(top(t)).or_default().extend(names.iter().cloned());
            }
        }
    }
    for (f, ts) in g {
        println!("{f}");
        for (t, n) in ts {
            let n: Vec<_> = n.into_iter().take(12).collect();
            println!("    {t}: {}", n.join(" "));
        }
    }
}
