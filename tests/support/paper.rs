//! The text of finished pages, as somebody would type it from paper.

use hongtou::page::{Ending, GlyphRun, Item, Pages, Part};
use hongtou::units::Length;

/// A line that is being typed.
struct Line<'a> {
    page: usize,
    run: &'a GlyphRun,
    right: Length,
    text: String,
}

/// Paragraphs and lines in reading order; what stands on one line with something else is parted from it by blanks.
pub fn lines(pages: &Pages) -> Vec<String> {
    let mut lines: Vec<Line> = Vec::new();
    for (index, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let Item::Text(run) = item else { continue };
            let Some((first, last)) = run.glyphs.first().zip(run.glyphs.last()) else { continue };
            if run.part == Part::Artifact {
                continue;
            }
            let right = last.cell + last.advance;
            // The line above ends because the measure does: the paragraph goes on.
            let goes_on = |line: &Line| {
                let report = pages.pages[line.page].lines.iter();
                let mut report = report.filter(|report| (report.block, report.y) == (run.block, line.run.y));
                line.run.block == run.block && report.any(|report| report.ending != Ending::Last)
            };
            let is_on = |line: &Line| (line.page, line.run.y) == (index, run.y);
            let is_beside = |line: &Line| is_on(line) && first.cell >= line.right;
            // The page number of an entry of the contents list comes after the other text of its page.
            if run.part == Part::Contents
                && let Some(entry) = lines.iter_mut().rev().skip(1).find(|line| is_beside(line))
            {
                entry.text.push_str("　　　　");
                entry.text.push_str(&run.text);
                continue;
            }
            let is_paragraph = |line: &Line| !is_on(line) && goes_on(line);
            match lines.last_mut().filter(|line| is_paragraph(line) || is_beside(line)) {
                Some(line) => {
                    let is_apart = !is_paragraph(line) && (first.cell - line.right) * 10 > run.size * 9;
                    line.text.push_str(if is_apart { "　　　　" } else { "" });
                    line.text.push_str(&run.text);
                    (line.page, line.run, line.right) = (index, run, right);
                }
                None => lines.push(Line { page: index, run, right, text: run.text.clone() }),
            }
        }
    }
    lines.into_iter().map(|line| line.text.trim().to_owned()).collect()
}
