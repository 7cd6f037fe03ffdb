//! What `check --measure` measures, measured from outside: MuPDF's character boxes, drawn rules and pixels.
//!
//! A program that is not installed is skipped with a line that says so, unless `HONGTOU_REQUIRE_TOOLS=1`.

use crate::support;

use hongtou::measure::Ruler;
use hongtou::page::{Item, Page};
use hongtou::units::Length;
use support::examples::{Finished, all};
use support::{file, tool};

/// How far the two may be apart, in millimetres.
const TOLERANCE: f64 = 0.05;

/// Points to millimetres.
fn mm(points: f64) -> f64 {
    points * 25.4 / 72.0
}

/// A character as MuPDF has it; positions in millimetres from the upper left corner.
#[derive(Debug, Clone, Copy)]
struct Character {
    character: char,
    left: f64,
    right: f64,
    baseline: f64,
    /// In points.
    size: f64,
}

/// Marks whose left half is blank.
const OPENING: &str = "“‘（〔【〖［｛《〈「『〝｟";

/// A drawn rectangle, in millimetres from the upper left corner.
#[derive(Debug, Clone, Copy)]
struct Rectangle {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// A finished issue with its file.
struct Printed<'a> {
    issue: &'a Finished,
    file: String,
}

impl Printed<'_> {
    fn mutool(&self, arguments: &[&str], page: usize) -> Option<Vec<u8>> {
        let number = (page + 1).to_string();
        let arguments: Vec<&str> = arguments.iter().copied().chain([self.file.as_str(), &number]).collect();
        Some(tool("mutool", "mupdf-tools", &arguments)?.stdout)
    }

    fn characters(&self, page: usize) -> Option<Vec<Character>> {
        let said = self.mutool(&["draw", "-q", "-F", "stext", "-o", "-"], page)?;
        let said = String::from_utf8(said).unwrap();
        let document = roxmltree::Document::parse(&said).unwrap();
        let number = |node: &roxmltree::Node<'_, '_>, name: &str| -> f64 {
            node.attribute(name).unwrap().parse().unwrap()
        };
        let mut characters = Vec::new();
        for font in document.descendants().filter(|node| node.has_tag_name("font")) {
            for node in font.children().filter(|node| node.has_tag_name("char")) {
                let quad: Vec<f64> =
                    node.attribute("quad").unwrap().split(' ').map(|n| n.parse().unwrap()).collect();
                characters.push(Character {
                    character: node.attribute("c").unwrap().chars().next().unwrap(),
                    left: mm(quad[0]),
                    right: mm(quad[2]),
                    baseline: mm(number(&node, "y")),
                    size: number(&font, "size"),
                });
            }
        }
        Some(characters)
    }

    /// The rectangles that are filled on a page, from the top downward.
    fn rectangles(&self, page: usize) -> Option<Vec<Rectangle>> {
        let said = String::from_utf8(self.mutool(&["trace"], page)?).unwrap();
        let height = self.issue.pages.pages[page].height.to_mm();
        let value = |line: &str, name: &str| -> Option<f64> {
            line.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.parse().ok()
        };
        let mut rectangles = Vec::new();
        for path in said.split("<fill_path").skip(1).map(|rest| rest.split("</fill_path>").next().unwrap()) {
            let corners: Vec<(f64, f64)> = path
                .lines()
                .filter(|line| line.contains("<moveto") || line.contains("<lineto"))
                .filter_map(|line| Some((mm(value(line, "x")?), height - mm(value(line, "y")?))))
                .collect();
            // Dots are curves.
            if path.contains("<curveto") || corners.len() < 4 {
                continue;
            }
            let (xs, ys): (Vec<f64>, Vec<f64>) = corners.into_iter().unzip();
            let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
            let most = |values: &[f64]| values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            rectangles.push(Rectangle {
                left: least(&xs),
                right: most(&xs),
                top: least(&ys),
                bottom: most(&ys),
            });
        }
        rectangles.sort_by(|a, b| a.top.total_cmp(&b.top));
        Some(rectangles)
    }

    /// Where the first red pixel of the first page is, from the top, at 600 dots per inch.
    fn first_red(&self) -> Option<f64> {
        let picture = self.mutool(&["draw", "-q", "-r", "600", "-F", "ppm", "-o", "-"], 0)?;
        let mut fields = picture.splitn(4, |byte| byte.is_ascii_whitespace());
        let (_, width) = (fields.next()?, fields.next()?);
        let width: usize = std::str::from_utf8(width).ok()?.parse().ok()?;
        let rest = fields.nth(1)?;
        let pixels = &rest[rest.iter().position(|byte| byte.is_ascii_whitespace())? + 1..];
        // Half covered, so that an outline's edge is where it is.
        let is_red = |pixel: &[u8]| pixel[0] > 180 && pixel[1] < 150 && pixel[2] < 150;
        let row = pixels.chunks_exact(width * 3).position(|row| row.chunks_exact(3).any(is_red))?;
        Some(row as f64 * 25.4 / 600.0)
    }
}

/// The bulletins in the layouts of bulletins, and every other document in its own.
fn for_each(mut test: impl FnMut(&Printed<'_>, &Ruler<'_>)) {
    let folder = tempfile::tempdir().unwrap();
    for issue in all() {
        let file = file(folder.path(), "issue.pdf", &issue.pdf());
        test(&Printed { issue: &issue, file }, &Ruler::new(&issue.pages, &issue.job.fonts));
    }
}

fn close(a: f64, b: f64, what: &str) {
    assert!((a - b).abs() <= TOLERANCE, "{what}: {a:.3} mm from outside, {b:.3} mm measured");
}

fn edge(ruler: &Ruler<'_>, page: &Page, element: &str, edge: &str) -> Option<f64> {
    ruler.edge(page, element, edge).map(Length::to_mm)
}

/// The value that most have, to a hundredth of a millimetre.
fn most_common(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut counts = std::collections::BTreeMap::new();
    values.for_each(|value| *counts.entry((value * 100.0).round() as i64).or_insert(0) += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(value, _)| value as f64 / 100.0)
}

#[test]
fn every_rule_is_drawn_where_it_is_measured() {
    let mut seen = 0;
    for_each(|printed, _| {
        for (index, page) in printed.issue.pages.pages.iter().enumerate() {
            let Some(drawn) = printed.rectangles(index) else { return };
            let mut rules: Vec<_> = page
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Rule(rule) => Some(rule),
                    _ => None,
                })
                .collect();
            rules.sort_by_key(|rule| rule.y);
            let name = format!("{}, page {}", printed.issue.name, index + 1);
            assert_eq!(drawn.len(), rules.len(), "{name}");
            for (drawn, rule) in drawn.iter().zip(rules) {
                close(drawn.left, rule.x.to_mm(), &name);
                close(drawn.right, (rule.x + rule.width).to_mm(), &name);
                close(drawn.top, rule.y.to_mm(), &name);
                close(drawn.bottom - drawn.top, rule.height.to_mm(), &name);
                seen += 1;
            }
        }
    });
    assert!(seen == 0 || seen > 100, "{seen}");
}

#[test]
fn the_last_rule_of_the_imprint_lies_on_the_type_areas_lower_edge() {
    for_each(|printed, ruler| {
        let last = printed.issue.pages.pages.len() - 1;
        let page = &printed.issue.pages.pages[last];
        let Some(measured) = edge(ruler, page, "imprint.rule-last", "bottom") else { return };
        let Some(drawn) = printed.rectangles(last) else { return };
        let bottom = drawn.last().expect("rules").bottom;
        close(bottom, measured, &printed.issue.name);
        close(bottom, 262.0, &printed.issue.name);
    });
}

#[test]
fn every_baseline_is_where_it_is_measured() {
    let mut most = 0;
    for_each(|printed, ruler| {
        for (index, page) in printed.issue.pages.pages.iter().enumerate() {
            let Some(characters) = printed.characters(index) else { return };
            let lines = ruler.lines(page, "text");
            let bands = page.grid_lines(22);
            if bands == 22 {
                most = most.max(lines.len());
            }
            for line in lines {
                let baseline = line.baseline.to_mm();
                let size = line.size.to_pt();
                // A face that sits low in its em box is raised, and its characters with it.
                let raised = |c: &&Character| {
                    let rise = baseline - c.baseline;
                    (c.size - size).abs() < 0.01 && rise > -TOLERANCE && rise < mm(size) * 0.1
                };
                let on_line = characters.iter().filter(raised).count();
                assert!(on_line > 0, "{}, page {}: {baseline}", printed.issue.name, index + 1);
            }
            // The lines of the grid: 22 bands of 225/22 mm, or as many as the page was given so that the signature has
            // room (7.3.5.5), the em box in the middle of each.
            let pitch = 225.0 / f64::from(bands);
            for line in ruler.lines(page, "article.body") {
                let top = (line.top() + line.size / 2).to_mm() - page.type_area.y.to_mm();
                let band = top / pitch;
                let off = (band - band.floor() - 0.5).abs() * pitch;
                assert!(off < TOLERANCE, "{}: {off} mm off the grid", printed.issue.name);
            }
        }
    });
    assert!(most == 0 || most == 22, "a full page has 22 lines, and {most} are the most");
}

#[test]
fn the_type_area_is_where_the_text_stands() {
    let mut pages = 0;
    for_each(|printed, ruler| {
        for (index, page) in printed.issue.pages.pages.iter().enumerate() {
            let left = edge(ruler, page, "article.body", "common-left");
            let right = edge(ruler, page, "article.body", "common-right");
            let (Some(left), Some(right)) = (left, right) else { continue };
            let Some(characters) = printed.characters(index) else { return };
            let lines = ruler.lines(page, "article.body");
            if lines.len() < 6 {
                continue;
            }
            let on = |line: &hongtou::measure::MeasuredLine| {
                let (baseline, size) = (line.baseline.to_mm(), line.size.to_pt());
                let on_line: Vec<Character> = characters
                    .iter()
                    .copied()
                    .filter(|c| {
                        (c.size - size).abs() < 0.01 && (baseline - c.baseline).abs() < mm(size) * 0.1
                    })
                    .collect();
                on_line
            };
            // An opening mark at a line's start may leave its blank half outside the type area.
            let inked = |c: &Character| match OPENING.contains(c.character) && c.left < left - TOLERANCE {
                true => c.left + mm(c.size) / 2.0,
                false => c.left,
            };
            let least = |line| on(line).iter().map(inked).fold(f64::INFINITY, f64::min);
            let most = |line| on(line).iter().map(|c| c.right).fold(f64::NEG_INFINITY, f64::max);
            let name = format!("{}, page {}", printed.issue.name, index + 1);
            // A cell is wider than its character by up to a sixth of a millimetre, half on either side.
            let slack = if printed.issue.job.layout.cells.is_some() { 0.12 } else { 0.0 };
            let from_outside = lines.iter().map(least).fold(f64::INFINITY, f64::min);
            assert!((from_outside - left).abs() <= TOLERANCE + slack, "{name}: {from_outside} {left}");
            let from_outside = most_common(lines.iter().map(most)).unwrap();
            assert!((from_outside - right).abs() <= TOLERANCE + slack, "{name}: {from_outside} {right}");
            pages += 1;
        }
    });
    assert!(pages == 0 || pages > 10, "{pages}");
}

#[test]
fn the_title_stands_on_its_baseline() {
    let mut titles = 0;
    for_each(|printed, ruler| {
        let page = &printed.issue.pages.pages[0];
        let Some(measured) = edge(ruler, page, "article.title", "baseline") else { return };
        let Some(characters) = printed.characters(0) else { return };
        let baselines: Vec<f64> =
            characters.iter().filter(|c| (c.size - 22.0).abs() < 0.01).map(|c| c.baseline).collect();
        let first = baselines.iter().copied().fold(f64::INFINITY, f64::min);
        // Digits are raised a little above the line's own baseline.
        let on_line = baselines.into_iter().filter(|baseline| *baseline < first + 1.0);
        close(on_line.fold(first, f64::max), measured, &printed.issue.name);
        titles += 1;
    });
    assert!(titles == 0 || titles > 10, "{titles}");
}

#[test]
fn page_numbers_stand_one_character_in_on_their_side() {
    let mut numbers = 0;
    for_each(|printed, ruler| {
        for (index, page) in printed.issue.pages.pages.iter().enumerate() {
            let left = edge(ruler, page, "page-number", "left");
            let right = edge(ruler, page, "page-number", "right");
            let (Some(left), Some(right)) = (left, right) else { continue };
            let Some(characters) = printed.characters(index) else { return };
            let below = |c: &&Character| c.baseline > 265.0 && (c.size - 14.0).abs() < 0.01;
            // The dash of a face may be shorter than its em, in the middle of which it stands.
            let em = |c: &Character| {
                let middle = (c.left + c.right) / 2.0;
                (middle - mm(c.size) / 2.0, middle + mm(c.size) / 2.0)
            };
            let lefts = characters.iter().filter(below).map(|c| em(c).0);
            let rights = characters.iter().filter(below).map(|c| em(c).1);
            let name = format!("{}, page {}", printed.issue.name, index + 1);
            close(lefts.fold(f64::INFINITY, f64::min), left, &name);
            close(rights.fold(f64::NEG_INFINITY, f64::max), right, &name);
            let one = mm(14.0);
            let area = &page.type_area;
            if page.number.is_multiple_of(2) {
                close(left - area.x.to_mm(), one, &name);
            } else {
                close((area.x + area.width).to_mm() - right, one, &name);
            }
            numbers += 1;
        }
    });
    assert!(numbers == 0 || numbers > 20, "{numbers}");
}

#[test]
fn the_ink_of_the_mastheads_name_begins_where_it_is_measured() {
    let mut names = 0;
    let mut layouts = std::collections::BTreeSet::new();
    for_each(|printed, ruler| {
        // One picture for each kind of document is enough.
        if !layouts
            .insert((printed.issue.job.layout.name.clone(), printed.issue.job.issue.masthead.organs.len()))
        {
            return;
        }
        let page = &printed.issue.pages.pages[0];
        let name = edge(ruler, page, "masthead.name", "ink-top");
        let Some(measured) = name.or_else(|| edge(ruler, page, "masthead.organs", "ink-top")) else { return };
        let Some(from_outside) = printed.first_red() else { return };
        close(from_outside, measured, &printed.issue.name);
        names += 1;
    });
    assert!(names == 0 || names >= 8, "{names}");
}
