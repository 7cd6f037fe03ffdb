//! The volume of a year: its pages, its labels, its bookmarks, its size.

use crate::support;
use crate::support::archive;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use archive::Archive;
use hongtou::batch::{IndexBy, NamePattern, Order, bind};
use hongtou::diagnostic::Language;
use hongtou::{Options, Workshop};
use lopdf::{Dictionary, Document, Object};
use tempfile::TempDir;

fn archive() -> Archive {
    Archive { issues: 6, a_year: 6, length: (300, 1_400), ..Archive::default() }
}

fn written(archive: &Archive) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    archive.write(folder.path()).unwrap();
    folder
}

fn order(folder: &Path, jobs: usize) -> Order {
    Order {
        paths: vec![folder.to_owned()],
        folder: folder.join("pdf"),
        name: NamePattern::default(),
        jobs,
        force: false,
        fail_fast: false,
        shard: None,
        language: Language::English,
        files: hongtou::files::FilePlan::default(),
    }
}

fn workshop() -> Workshop {
    Workshop::new(Options { bundled_fonts: true, ..Options::default() })
}

fn volume(folder: &Path, index: Option<IndexBy>) -> (Vec<u8>, Document) {
    let (bytes, pages) = bind(&order(folder, 2), index, &workshop()).unwrap();
    let document = Document::load_mem(&bytes).unwrap();
    assert_eq!(document.get_pages().len(), pages);
    (bytes, document)
}

fn text(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(rest) => {
            let units: Vec<u16> =
                rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        None => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

/// What readers call the pages: index of the first page, and prefix.
fn labels(document: &Document) -> Vec<(usize, String)> {
    let labels = document.catalog().unwrap().get(b"PageLabels").unwrap();
    let labels = document.dereference(labels).unwrap().1.as_dict().unwrap();
    let numbers = labels.get(b"Nums").unwrap().as_array().unwrap();
    let one = |pair: &[Object]| {
        let label = pair[1].as_dict().unwrap();
        (pair[0].as_i64().unwrap() as usize, label.get(b"P").map(text).unwrap_or_default())
    };
    numbers.chunks_exact(2).map(one).collect()
}

/// The outline: depth, title, index of the page.
fn outline(document: &Document) -> Vec<(usize, String, usize)> {
    let pages: BTreeMap<_, _> =
        document.get_pages().into_iter().map(|(number, id)| (id, number as usize - 1)).collect();
    let root = document.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap();
    let mut found = Vec::new();
    walk(document, document.get_dictionary(root).unwrap(), 0, &pages, &mut found);
    found
}

fn walk(
    document: &Document,
    parent: &Dictionary,
    depth: usize,
    pages: &BTreeMap<lopdf::ObjectId, usize>,
    found: &mut Vec<(usize, String, usize)>,
) {
    let mut next = parent.get(b"First").ok().cloned();
    while let Some(id) = next.as_ref().and_then(|id| id.as_reference().ok()) {
        let entry = document.get_dictionary(id).unwrap();
        let page = entry.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        found.push((depth, text(entry.get(b"Title").unwrap()), pages[&page]));
        walk(document, entry, depth + 1, pages, found);
        next = entry.get(b"Next").ok().cloned();
    }
}

#[test]
fn a_volume_has_labels_and_bookmarks_and_issues_on_right_hand_pages() {
    let folder = written(&archive());
    let (_, document) = volume(folder.path(), Some(IndexBy::Pinyin));
    let labels = labels(&document);
    let names: Vec<&str> = labels.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names, ["封面", "目录-", "第1期-", "第2期-", "第3期-", "第4期-", "第5期-", "第6期-", "索引-"]);
    assert!(labels.iter().all(|(page, _)| page.is_multiple_of(2)), "{labels:?}");

    let outline = outline(&document);
    let top: Vec<&str> = outline.iter().filter(|entry| entry.0 == 0).map(|entry| entry.1.as_str()).collect();
    assert_eq!((top.len(), top[0], top[7]), (8, "目录", "索引"));
    assert!(top[1].starts_with("第1期（1月1日）"), "{top:?}");
    // An issue's bookmark leads to its first page, and its articles are below it.
    for (index, (page, _)) in labels[2..8].iter().enumerate() {
        let at = outline.iter().position(|entry| entry.1.starts_with(&format!("第{}期", index + 1))).unwrap();
        assert_eq!(outline[at].2, *page);
        assert!(outline[at + 1].0 == 1 && outline[at + 1].2 == *page, "{:?}", outline[at + 1]);
    }
    assert!(outline.iter().any(|entry| entry.0 == 2), "headings below the articles");
}

#[test]
fn several_years_are_told_apart() {
    let folder = written(&Archive { a_year: 3, ..archive() });
    let (_, document) = volume(folder.path(), None);
    let names: Vec<String> = labels(&document).into_iter().map(|(_, name)| name).collect();
    assert_eq!((names[2].as_str(), names[5].as_str()), ("2001年第1期-", "2002年第1期-"));
    let outline = outline(&document);
    let top: Vec<&str> = outline.iter().filter(|entry| entry.0 == 0).map(|entry| entry.1.as_str()).collect();
    assert_eq!(top, ["目录", "2001年", "2002年"]);
}

#[test]
fn a_volume_is_the_same_bytes_each_time_and_far_smaller_than_its_parts() {
    let folder = written(&archive());
    let (bytes, _) = volume(folder.path(), None);
    let (again, _) = bind(&order(folder.path(), 4), None, &workshop()).unwrap();
    assert!(bytes == again);
    let mut parts = 0;
    for index in 0..6 {
        let job = workshop().open(&folder.path().join(archive().name(index))).unwrap();
        let (pages, _) = hongtou::typeset(&job).unwrap();
        parts += hongtou::pdf::write(&pages, &job.fonts).unwrap().len();
    }
    assert!(bytes.len() * 2 < parts, "{} of {parts}", bytes.len());
}

#[test]
fn issues_in_different_layouts_share_a_volume() {
    let archive = archive();
    let folder = written(&archive);
    let grid = archive.issue(1).replacen("layout = \"bulletin\"", "layout = \"bulletin-grid\"", 1);
    fs::write(folder.path().join(archive.name(1)), grid).unwrap();
    let own = "extends = \"bulletin\"\n[[roles.fangsong]]\nfile = \"NotoSerifSC-Regular.ttf\"\n";
    fs::write(folder.path().join("2001/song.toml"), own).unwrap();
    let song = archive.issue(2).replacen("layout = \"bulletin\"", "layout = \"song.toml\"", 1);
    fs::write(folder.path().join(archive.name(2)), song).unwrap();
    let (bytes, document) = volume(folder.path(), Some(IndexBy::Office));
    assert_eq!(labels(&document).len(), 9);
    let Some(output) = read_with_pdftotext(&bytes, folder.path()) else { return };
    // The third issue is readable, whatever its faces are called in its own layout.
    let start = labels(&document)[4].0;
    assert!(output[start].contains("第3期"), "{}", output[start]);
}

/// The text of each page.
fn read_with_pdftotext(bytes: &[u8], folder: &Path) -> Option<Vec<String>> {
    let path = support::file(folder, "volume.pdf", bytes);
    let output = support::tool("pdftotext", "poppler-utils", &["-layout", &path, "-"])?;
    Some(support::said("pdftotext", &output).split('\u{c}').map(str::to_owned).collect())
}

#[test]
fn contents_index_and_running_numbers_agree() {
    let archive = archive();
    let folder = written(&archive);
    let (bytes, document) = volume(folder.path(), Some(IndexBy::Pinyin));
    let Some(pages) = read_with_pdftotext(&bytes, folder.path()) else { return };
    assert!(
        pages[0].contains("2001") && pages[0].contains("合订本") && pages[0].contains("第 1 期至第 6 期"),
        "{}",
        pages[0]
    );
    let labels = labels(&document);
    let outline = outline(&document);
    let compact =
        |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
    for (page, text) in pages.iter().enumerate().skip(1).filter(|(_, text)| !text.trim().is_empty()) {
        let running = compact(text.lines().find(|line| !line.trim().is_empty()).unwrap());
        assert_eq!(running, format!("2001年合订本{}", page + 1));
    }
    // Where contents and index send a reader is where the title stands.
    let ends: Vec<String> =
        [labels[1].0, labels.last().unwrap().0].iter().map(|&page| compact(&pages[page])).collect();
    for (_, title, page) in outline.iter().filter(|entry| entry.0 == 1) {
        let number = (page + 1).to_string();
        for list in &ends {
            // A title may go over two lines; the number comes after its last words.
            let tail: String = title.chars().skip(title.chars().count() - 4).collect();
            assert!(list.contains(&tail), "{title} is not in {list}");
            let found = list.match_indices(&tail).any(|(at, _)| {
                list[at + tail.len()..].trim_start_matches(['…', '.', '⋯']).starts_with(&number)
            });
            assert!(found, "{title} does not lead to {number}: {list}");
        }
        assert!(compact(&pages[*page]).contains(&title.chars().take(4).collect::<String>()));
    }
}

/// With numbers of three digits and dates of October to December the date's end was printed on the title.
#[test]
fn the_columns_of_the_contents_do_not_overprint() {
    let folder = tempfile::tempdir().unwrap();
    for (number, month, day) in [(9, 1, 2), (98, 10, 9), (127, 11, 30), (1_128, 12, 20)] {
        let text = format!(
            "[masthead]\ntitle = \"临江信息\"\nnumber = {number}\nissuer = \"办公室\"\ndate = 2021-{month:02}-{day:02}\n\
             [[article]]\ntitle = \"关于全县农村饮水安全工程建设情况的报告\"\nbody = \"正文。\"\n"
        );
        std::fs::write(folder.path().join(format!("{number}.toml")), text).unwrap();
    }
    let (bytes, document) = volume(folder.path(), None);
    let contents = labels(&document)[1].0;
    let path = support::file(folder.path(), "volume.pdf", &bytes);
    let Some(pages) = super::press::words(&path) else { return };
    let words = &pages[contents];
    // Printed on each other, they could not be read one after the other.
    let read: String = words.iter().map(|(word, _)| word.as_str()).collect();
    for entry in ["第1128期12月20日关于全县", "第9期1月2日关于全县", "第127期11月30日关于全县"]
    {
        assert!(read.contains(entry), "{read}");
    }
    let starts = words.iter().filter(|(word, _)| word.starts_with("关于")).map(|(_, [left, ..])| *left);
    let (least, most) = starts.fold((f64::MAX, f64::MIN), |(least, most), x| (least.min(x), most.max(x)));
    assert!(most - least < 0.1, "all titles begin below each other: {words:?}");
}

#[test]
fn a_volume_that_lacks_an_issue_is_not_bound() {
    let archive = archive();
    let folder = written(&archive);
    let run = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hongtou"));
        command.args(["--bundled-fonts", "--lang", "en", "batch"]).arg(folder.path().join("2001"));
        command.arg("-o").arg(folder.path().join("pdf")).args(more).output().unwrap()
    };
    let path = folder.path().join("2001.pdf");
    let wanted = ["--volume", path.to_str().unwrap(), "--index", "office"];
    fs::write(folder.path().join(archive.name(3)), "").unwrap();
    let output = run(&wanted);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("was not bound: 1 of its issues"), "{output:?}");
    assert!(!path.exists());
    fs::write(folder.path().join(archive.name(3)), archive.issue(3)).unwrap();
    assert_eq!(run(&wanted).status.code(), Some(0));
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF-"));
    assert_eq!(run(&["--index", "office"]).status.code(), Some(2));
    assert_eq!(run(&["--volume", "v.pdf", "--shard", "1/2"]).status.code(), Some(2));
}
