//! Long names in the red head as independent readers find them: whole, and inside the type area.

use hongtou::page::Item;
use hongtou::{Options, Workshop, pdf, typeset};

use crate::support::{FONTS, file, said, tool};

/// Twenty-eight characters of a real name of an organ.
const NAME: &str = "临江市乡村振兴和巩固拓展脱贫攻坚成果工作领导小组办公室综";

fn issue(layout: &str, name: &str) -> String {
    let code = if layout.starts_with("bulletin") { "" } else { "code = \"临振组\"\n" };
    let signature = if layout == "order" { "[signature]\npost = \"市长\"\n" } else { "" };
    format!(
        "layout = \"{layout}\"\n[masthead]\ntitle = \"{name}\"\nnumber = 12\nissuer = \"临江市乡村振兴局\"\n\
         date = 2026-11-24\n{code}[[article]]\ntitle = \"关于做好帮扶工作的通知\"\n\
         body = \"现就做好帮扶工作通知如下。\"\n{signature}"
    )
}

/// Left and right of a word in the output of `pdftotext -bbox`, in points.
fn edges(boxes: &str, word: &str) -> (f64, f64) {
    let line = boxes.lines().find(|line| line.contains(&format!(">{word}<")));
    let line = line.unwrap_or_else(|| panic!("{word} is not a word of\n{boxes}"));
    let value = |name: &str| line.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse().ok();
    (value("xMin").expect("a left edge"), value("xMax").expect("a right edge"))
}

#[test]
fn names_of_every_length_are_found_whole_and_inside_the_type_area() {
    let options = Options { bundled_fonts: true, font_dirs: vec![FONTS.into()], ..Options::default() };
    let workshop = Workshop::new(options);
    let folder = tempfile::tempdir().expect("a temporary folder");
    for layout in ["document", "letter", "bulletin", "bulletin-even", "order", "minutes"] {
        for count in [2, 4, 8, 12, 15, 16, 18, 20, 22, 25, 28] {
            let name: String = NAME.chars().take(count).collect();
            let path = folder.path().join("issue.toml");
            std::fs::write(&path, issue(layout, &name)).expect("written");
            let job = workshop.open(&path).unwrap_or_else(|problems| panic!("{problems:?}"));
            let (pages, _) = typeset(&job).unwrap_or_else(|problems| panic!("{problems:?}"));
            let bytes = pdf::write(&pages, &job.fonts).expect("a PDF");
            let written = file(folder.path(), "name.pdf", &bytes);
            let Some(output) = tool("pdftotext", "poppler-utils", &["-bbox", &written, "-"]) else { return };
            let (left, right) = edges(&said("pdftotext", &output), &name);
            let type_area = pages.pages[0].type_area;
            assert!(right - left <= type_area.width.to_pt() + 0.1, "{name} in {layout}: {left} to {right}");
            let first = pages.pages[0].items.iter().find_map(|item| match item {
                Item::Text(run) if run.text == name => run.glyphs.first().map(|glyph| glyph.x.to_pt()),
                _ => None,
            });
            let first = first.expect("the name");
            assert!((left - first).abs() < 0.1, "{name} in {layout}: {left}, not {first}");
            let Some(output) = tool("mutool", "mupdf-tools", &["draw", "-q", "-F", "txt", &written]) else {
                continue;
            };
            assert!(said("mutool", &output).contains(&name), "{name} in {layout}: mutool");
        }
    }
}
