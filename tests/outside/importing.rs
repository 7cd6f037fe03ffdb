//! Word files that other people's programs wrote: python-docx and LibreOffice.
//!
//! What is not installed is skipped with a line that says so, unless `HONGTOU_REQUIRE_TOOLS=1`.

use crate::support;
use crate::support::content;

use std::fmt::Write;
use std::path::{Path, PathBuf};

use content::{not_on_paper, says};
use hongtou::import::{Imported, Rule, import, import_bytes};
use support::examples;
use support::seed::SEED;
use support::{said, skip, tool};

const DATA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data");
/// Where `.ci/run` puts the Python packages of the checkers.
const PYTHON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/checkers/bin/python3");

/// What the file sets, and where its pages end, which no paragraph of a Word file says otherwise.
fn content(imported: &Imported) -> &str {
    assert!(imported.parts.lacking().is_empty() && imported.parts.unplaced.is_empty());
    &imported.toml
}

fn is_the_seed(path: &Path) {
    let ours = import(path, None).unwrap_or_else(|problems| panic!("{problems:?}"));
    let theirs = import_bytes(Path::new("issue-245.md"), SEED.as_bytes(), None).unwrap();
    assert_eq!(content(&ours), content(&theirs));
    for rule in [Rule::Space, Rule::Punctuation, Rule::Joined, Rule::Label] {
        assert_eq!(ours.report.count(rule), theirs.report.count(rule), "{rule:?}");
    }
}

#[test]
fn a_file_of_python_docx_is_the_same_issue() {
    let has_docx = |python: &&str| {
        std::process::Command::new(python)
            .args(["-c", "import docx"])
            .output()
            .is_ok_and(|output| output.status.success())
    };
    let Some(python) = [PYTHON, "python3"].into_iter().find(has_docx) else {
        return skip("python-docx not found; install with target/checkers/bin/pip install python-docx");
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue-245.docx");
    let arguments =
        [format!("{DATA}/make_docx.py"), format!("{DATA}/issue-245.md"), path.to_str().unwrap().to_owned()];
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let Some(output) = tool(python, "python3", &arguments) else { return };
    said("python-docx", &output);
    is_the_seed(&path);
}

/// The seed as a flat OpenDocument file.
fn open_document(text: &str) -> String {
    const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
         xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"";
    let mut body = String::new();
    for paragraph in text.trim().split("\n\n") {
        body.push_str("<text:p>");
        for (index, piece) in paragraph.split("**").enumerate() {
            let escaped = piece.replace('&', "&amp;").replace('<', "&lt;");
            match index % 2 {
                1 => write!(body, "<text:span text:style-name=\"B\">{escaped}</text:span>").unwrap(),
                _ => body.push_str(&escaped),
            }
        }
        body.push_str("</text:p>");
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document {NAMES} office:version=\"1.3\" \
         office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:automatic-styles>\
         <style:style style:name=\"B\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\" \
         style:font-weight-asian=\"bold\"/></style:style></office:automatic-styles>\
         <office:body><office:text>{body}</office:text></office:body></office:document>"
    )
}

#[test]
fn a_file_of_libreoffice_is_the_same_issue() {
    let folder = tempfile::tempdir().unwrap();
    let source = support::file(folder.path(), "issue-245.fodt", open_document(SEED).as_bytes());
    // A profile of its own, so that no other LibreOffice is in the way.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let out = folder.path().to_str().unwrap();
    let arguments = [&profile, "--headless", "--convert-to", "docx", "--outdir", out, &source];
    let Some(output) = tool("soffice", "libreoffice-writer-nogui", &arguments) else { return };
    said("soffice", &output);
    is_the_seed(&PathBuf::from(out).join("issue-245.docx"));
}

/// The lines of a PDF are broken and have blanks in them, and page numbers between them.
#[test]
fn every_example_taken_out_of_its_pdf_is_imported_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["issue-245", "three-articles"].map(str::to_owned).into_iter().chain(examples::documents());
    // A report has no head on paper, and so nothing of what an issue must have.
    let names = names.filter(|name| examples::layout_of(name) != "report");
    for name in names {
        let pdf = examples::finished(&name, &examples::layout_of(&name)).pdf();
        let pdf = support::file(folder.path(), &format!("{name}.pdf"), &pdf);
        let text = folder.path().join(format!("{name}.txt"));
        let arguments = ["-layout", &pdf, text.to_str().unwrap()];
        let Some(output) = tool("pdftotext", "poppler-utils", &arguments) else { return };
        said("pdftotext", &output);
        let imported = import(&text, None).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let mut expected = says(&std::fs::read_to_string(examples::path(&name)).unwrap());
        not_on_paper(&name, &mut expected);
        // The lines of a title end on paper where the layout ended them; import keeps them as its author's.
        let found = imported.toml.replace("\\n", "");
        assert_eq!(says(&found), expected, "{name}\n{}", imported.toml);
    }
}
