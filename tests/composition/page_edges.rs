//! Edges of pages, and marks under characters: facts of the finished pages.

use crate::support;

use hongtou::page::{Item, LineReport, Page, Pages};
use hongtou::{Options, open, typeset};

/// An issue with a body, and further lines in its article.
fn pages(body: &str, article: &str) -> Pages {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("issue.toml");
    let issue = format!(
        "layout = \"bulletin\"\n[masthead]\ntitle = \"工作简报\"\nnumber = 1\nissuer = \"办公室\"\ndate = 2026-11-24\n\
         [[article]]\ntitle = \"标题\"\n{article}\nbody = \"\"\"\n{body}\n\"\"\"\n"
    );
    std::fs::write(&path, issue).unwrap();
    let job = open(&path, &Options { bundled_fonts: true, ..Options::default() }).unwrap();
    typeset(&job).unwrap().0
}

/// Paragraphs of one to seven lines, differently mixed for each seed, with a heading before some.
fn body(seed: usize) -> String {
    let paragraph = |index: usize| {
        let lines = (index * 7 + seed * 5 + index * index * 3) % 7 + 1;
        let text = "甲乙丙丁戊己庚辛壬癸".repeat(3).chars().take(25).collect::<String>().repeat(lines);
        if (index + seed).is_multiple_of(4) {
            format!("一、标题\n\n{text}。")
        } else {
            format!("{text}。")
        }
    };
    (0..30).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// The lines of running text on a page.
fn text_lines(page: &Page) -> Vec<&LineReport> {
    page.lines.iter().filter(|line| ["body", "level-1"].contains(&line.style.as_str())).collect()
}

fn line_count(pages: &Pages, block: u32) -> usize {
    pages.pages.iter().flat_map(|page| &page.lines).filter(|line| line.block == block).count()
}

#[test]
fn no_line_of_a_paragraph_stands_alone_at_the_edge_of_a_page() {
    let mut parted = 0;
    for seed in 0..12 {
        let pages = pages(&body(seed), "");
        for page in &pages.pages {
            let lines = text_lines(page);
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else { continue };
            let last_is_alone = last.line == 1 && line_count(&pages, last.block) > 1;
            assert!(!last_is_alone, "seed {seed}, foot of page {}: {}", page.number, last.text);
            let first_is_alone = first.line > 1 && first.line as usize == line_count(&pages, first.block);
            assert!(!first_is_alone, "seed {seed}, head of page {}: {}", page.number, first.text);
            parted += usize::from(first.line > 1);
        }
    }
    assert!(parted > 10, "paragraphs were parted between pages: {parted}");
}

#[test]
fn a_heading_keeps_with_the_first_two_lines_after_it() {
    let mut headings = 0;
    for seed in 0..12 {
        let pages = pages(&body(seed), "");
        for page in &pages.pages {
            let lines = text_lines(page);
            for (index, heading) in lines.iter().enumerate().filter(|(_, line)| line.style == "level-1") {
                headings += 1;
                let next = lines
                    .get(index + 1)
                    .unwrap_or_else(|| panic!("{} ends page {}", heading.text, page.number));
                let kept = lines[index + 1..].iter().filter(|line| line.block == next.block).count();
                assert!(kept >= line_count(&pages, next.block).min(2), "seed {seed}, page {}", page.number);
            }
        }
    }
    assert!(headings > 50, "{headings}");
}

#[test]
fn marks_move_nothing_and_stand_below_their_characters() {
    let body = "甲乙丙丁，戊己庚辛。".repeat(12);
    let plain = pages(&body, "");
    let marked = pages(&body, "emphasis = [\"丙丁，戊\"]\nproper_names = [\"己庚\"]");
    let glyphs = |pages: &Pages| -> Vec<_> {
        let runs = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
            Item::Text(run) => {
                Some(run.glyphs.iter().map(|glyph| (glyph.id, glyph.x, run.y)).collect::<Vec<_>>())
            }
            _ => None,
        });
        runs.flatten().collect()
    };
    assert_eq!(glyphs(&plain), glyphs(&marked));
    let baselines: Vec<_> = plain.pages[0].lines.iter().map(|line| line.y).collect();
    let mut dots = 0;
    for item in &marked.pages[0].items {
        if let Item::Dot(dot) = item {
            dots += 1;
            assert!(
                baselines.iter().any(|&line| dot.y > line && dot.y - line < hongtou::units::Length::pt(6))
            );
        }
    }
    // A mark has no dot: three characters twelve times.
    assert_eq!(dots, 36);
    let rules =
        |pages: &Pages| pages.pages[0].items.iter().filter(|item| matches!(item, Item::Rule(_))).count();
    assert!(rules(&marked) >= rules(&plain) + 12);
}

/// Whether something of an element stands on a page.
fn has(pages: &Pages, page: &Page, name: &str) -> bool {
    page.items.iter().any(|item| match item {
        Item::Text(run) => pages.elements[run.element.index()].name.starts_with(name),
        _ => false,
    })
}

/// GB/T 9704 7.3.5.5: “此页无正文” is never needed; lines of the text go over to the page of the signature.
#[test]
fn a_signature_is_never_alone_on_its_page() {
    let text = std::fs::read_to_string(support::examples::path("document-joint")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut split = 0;
    for paragraphs in 0..24 {
        let more = "各乡镇应当于每月底前报送补助资金发放情况。\n\n".repeat(paragraphs);
        let file = folder.path().join("issue.toml");
        std::fs::write(&file, text.replace("三、对虚报冒领", &format!("{more}三、对虚报冒领"))).unwrap();
        let job = open(&file, &Options { bundled_fonts: true, ..Options::default() }).unwrap();
        let (pages, _) = typeset(&job).unwrap();
        let has = |page: &Page, name: &str| has(&pages, page, name);
        let signed = pages.pages.iter().find(|page| has(page, "closing.seal")).expect("a signature");
        assert!(has(signed, "article.body"), "{paragraphs} paragraphs more: page {}", signed.number);
        let seals = &signed.kept_clear;
        let area = &signed.type_area;
        assert!(
            seals
                .iter()
                .all(|seal| seal.y >= area.y && seal.y + seal.height <= area.y + area.height + area.height)
        );
        split += usize::from(signed.number > 2);
    }
    assert!(split > 0, "the signature went to another page at least once");
}

#[test]
fn the_last_of_many_attachments_stays_with_the_signature() {
    let text = std::fs::read_to_string(support::examples::path("document")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for count in [10, 18, 25, 40] {
        let many: String =
            (0..count).map(|n| format!("\n[[attachment]]\ntitle = \"第{n}号材料清单\"\n")).collect();
        let file = folder.path().join("issue.toml");
        std::fs::write(&file, text.clone() + &many).unwrap();
        let job = open(&file, &Options { bundled_fonts: true, ..Options::default() }).unwrap();
        let (pages, _) = typeset(&job).unwrap();
        let has = |page: &Page, name: &str| has(&pages, page, name);
        let signed = pages.pages.iter().find(|page| has(page, "closing.seal")).expect("a signature");
        assert!(has(signed, "closing.attachments"), "{count} attachments");
    }
}
