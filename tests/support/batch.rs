//! Archives in temporary folders, and `hongtou batch` over them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

use super::archive::Archive;

/// An archive in a folder, and a folder for its PDFs.
pub struct Place {
    pub folder: TempDir,
}

impl Place {
    pub fn new(archive: &Archive) -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        archive.write(&place.issues()).unwrap();
        place
    }

    /// A place with short issues of given names and texts.
    pub fn with(issues: &[(&str, String)]) -> Place {
        let place = Place { folder: tempfile::tempdir().unwrap() };
        for (name, text) in issues {
            let path = place.issues().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        place
    }

    pub fn issues(&self) -> PathBuf {
        self.folder.path().join("issues")
    }

    pub fn issue(&self, name: &str) -> PathBuf {
        self.issues().join(name)
    }

    pub fn out(&self) -> PathBuf {
        self.folder.path().join("pdf")
    }

    pub fn report(&self) -> PathBuf {
        self.folder.path().join("report.json")
    }

    /// The whole archive into the usual folder, with a report.
    pub fn batch(&self, more: &[&str]) -> Command {
        let mut command = hongtou();
        command.arg("batch").arg(self.issues()).arg("-o").arg(self.out());
        command.arg("--report").arg(self.report()).args(more);
        command
    }

    /// Runs the batch and gives its exit code and its report.
    pub fn run(&self, more: &[&str]) -> (i32, Value) {
        let output = self.batch(more).output().unwrap();
        let report = fs::read_to_string(self.report()).unwrap_or_else(|_| panic!("{output:?}"));
        (code(&output), serde_json::from_str(&report).unwrap())
    }

    pub fn pdfs(&self) -> BTreeMap<String, Vec<u8>> {
        pdfs(&self.out())
    }
}

pub fn hongtou() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
    command.arg("--bundled-fonts").args(["--lang", "en"]);
    command
}

pub fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("{output:?}"))
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// All PDFs below a folder, by their paths from it; fails if there is any other file but the program's own.
pub fn pdfs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let walk = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    for entry in walk.filter(|entry| entry.file_type().is_file()) {
        let name = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if name.starts_with(".hongtou/") {
            assert!(!name.ends_with(".part"), "{name} was left");
            continue;
        }
        let bytes = fs::read(entry.path()).unwrap();
        assert!(bytes.starts_with(b"%PDF-") && bytes.ends_with(b"%%EOF\n"), "{name} is no whole PDF");
        found.insert(name, bytes);
    }
    found
}

/// How many issues of a report ended so.
pub fn count(report: &Value, status: &str) -> usize {
    report["issues"].as_array().unwrap().iter().filter(|issue| issue["status"] == status).count()
}

/// The findings that are about no single issue.
pub fn across(report: &Value) -> Vec<String> {
    let findings = report["across"].as_array().unwrap();
    findings.iter().map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

pub fn short(issues: usize) -> Archive {
    Archive { issues, length: (40, 300), ..Archive::default() }
}

/// A short issue.
pub fn text(title: &str, number: u32, date: &str) -> String {
    format!(
        "[masthead]\ntitle = \"{title}\"\nnumber = {number}\nissuer = \"办公室\"\ndate = {date}\n\n\
         [[article]]\ntitle = \"题目\"\nbody = \"第一段。\"\n"
    )
}
