//! Small pictures of every page of every example, as they were when someone last looked at them.
//!
//! `BLESS=1 cargo test --test composition reference_pictures::` rewrites them; look at what changed before you commit it.

use crate::support;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use hongtou::png;
use support::examples::{Finished, all_names, finished, layout_of};
use tiny_skia::Pixmap;

/// The folder of the pictures.
const PICTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pictures");

/// Dots per inch: lines of text are grey bars in which every character still counts.
const DPI: u32 = 36;

/// No picture may be larger, in bytes, so that the history of the project stays small.
const LARGEST: usize = 20 * 1024;

/// Greys that are kept.
const LEVELS: u8 = 16;

/// How far a pixel may be off, in levels: one where another processor rounds an outline's edge another way.
const TOLERANCE: u8 = 1;

/// How many pixels in a thousand may be off at all.
const MOST_OFF: usize = 5;

/// A picture in sixteen greys.
#[derive(PartialEq, Eq)]
struct Grey {
    width: u32,
    height: u32,
    levels: Vec<u8>,
}

impl Grey {
    fn decode(bytes: &[u8]) -> Grey {
        let picture = Pixmap::decode_png(bytes).unwrap();
        let level = |pixel: &tiny_skia::PremultipliedColorU8| {
            let grey =
                (u32::from(pixel.red()) * 3 + u32::from(pixel.green()) * 6 + u32::from(pixel.blue())) / 10;
            ((grey * u32::from(LEVELS - 1) + 127) / 255) as u8
        };
        let levels = picture.pixels().iter().map(level).collect();
        Grey { width: picture.width(), height: picture.height(), levels }
    }

    /// Four bits a pixel.
    fn encode(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut file, self.width, self.height);
        encoder.set_color(::png::ColorType::Grayscale);
        encoder.set_depth(::png::BitDepth::Four);
        encoder.set_compression(::png::Compression::High);
        encoder.set_filter(::png::Filter::NoFilter);
        let line = |line: &[u8]| -> Vec<u8> {
            line.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect()
        };
        let data: Vec<u8> = self.levels.chunks(self.width as usize).flat_map(line).collect();
        encoder.write_header().unwrap().write_image_data(&data).unwrap();
        file
    }

    /// What is different, if it is more than another processor's rounding.
    fn difference(&self, other: &Grey) -> Option<String> {
        if (self.width, self.height) != (other.width, other.height) {
            return Some("another size".to_owned());
        }
        let off = |(a, b): (&u8, &u8)| a.abs_diff(*b);
        let all: Vec<u8> = self.levels.iter().zip(&other.levels).map(off).collect();
        let count = all.iter().filter(|&&off| off > 0).count();
        let worst = all.iter().max().copied().unwrap_or(0);
        let first = all.iter().position(|&off| off > 0).unwrap_or(0) as u32;
        let place = format!("the first at {}, {}", first % self.width, first / self.width);
        (worst > TOLERANCE || count * 1000 > all.len() * MOST_OFF)
            .then(|| format!("{count} pixels differ, by {worst} of {LEVELS} greys at most, {place}"))
    }
}

/// The pages of every example in the layout that it names: file name and picture.
fn pictures() -> Vec<(String, Grey)> {
    let mut pictures = Vec::new();
    for name in all_names() {
        let issue = finished(&name, &layout_of(&name));
        for page in &issue.pages.pages {
            let picture = png::page(page, &issue.job.fonts, DPI).unwrap();
            pictures.push((format!("{name}-{}.png", page.number), Grey::decode(&picture)));
        }
    }
    // The grid beside it: two facing pages are enough to see it by.
    let grid = finished("issue-245", "bulletin-grid");
    for page in &grid.pages.pages[1..3] {
        let picture = png::page(page, &grid.job.fonts, DPI).unwrap();
        pictures.push((format!("issue-245-grid-{}.png", page.number), Grey::decode(&picture)));
    }
    pictures
}

fn kept() -> BTreeSet<PathBuf> {
    let files = std::fs::read_dir(PICTURES).into_iter().flatten();
    files.map(|file| file.unwrap().path()).collect()
}

fn bless(pictures: &[(String, Grey)]) {
    std::fs::create_dir_all(PICTURES).unwrap();
    kept().iter().for_each(|path| std::fs::remove_file(path).unwrap());
    for (name, picture) in pictures {
        std::fs::write(Path::new(PICTURES).join(name), picture.encode()).unwrap();
    }
}

#[test]
fn the_pages_look_as_they_did() {
    let pictures = pictures();
    if std::env::var_os("BLESS").is_some_and(|value| value == "1") {
        bless(&pictures);
    }
    let mut wrong = Vec::new();
    let mut without_example = kept();
    for (name, picture) in &pictures {
        let path = Path::new(PICTURES).join(name);
        without_example.remove(&path);
        match std::fs::read(&path) {
            Err(error) => wrong.push(format!("{name}: {error}")),
            Ok(bytes) if bytes.len() > LARGEST => wrong.push(format!("{name}: {} bytes", bytes.len())),
            Ok(bytes) => {
                wrong.extend(picture.difference(&Grey::decode(&bytes)).map(|it| format!("{name}: {it}")))
            }
        }
    }
    wrong.extend(without_example.iter().map(|path| format!("{}: of no example", path.display())));
    assert!(
        wrong.is_empty(),
        "{wrong:#?}\nIf it is meant: BLESS=1 cargo test --test composition reference_pictures::"
    );
}

#[test]
fn a_character_that_moves_is_seen() {
    let mut issue = finished("one-page", "bulletin");
    let draw =
        |issue: &Finished| Grey::decode(&png::page(&issue.pages.pages[0], &issue.job.fonts, DPI).unwrap());
    let before = draw(&issue);
    assert!(before.difference(&before).is_none());
    let runs = issue.pages.pages[0].items.iter_mut().filter_map(|item| match item {
        hongtou::page::Item::Text(run) if run.text.contains("春耕备耕") => Some(run),
        _ => None,
    });
    // The last one is of the text, at 16 pt; one character of it by a millimetre.
    let run = runs.last().unwrap();
    run.glyphs[3].x += hongtou::units::Length::mm(1);
    let after = draw(&issue);
    assert!(before.difference(&after).is_some());
}
