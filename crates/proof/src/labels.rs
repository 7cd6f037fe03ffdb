//! Values that already carry what the layout adds: 报：, （…）, 〔2026〕.

use super::rule::Part;
use super::sink::Sink;
use hongtou_format::doubled::DoubledLabel;

pub fn check(doubled: &[DoubledLabel], sink: &mut Sink<'_>) {
    for DoubledLabel { text, kept } in doubled {
        let (front, back) = (&text.value[..kept.start], &text.value[kept.end..]);
        let (range, new) = match (front.is_empty(), back.trim().is_empty()) {
            (true, _) => (kept.end..text.value.trim_end().len(), ""),
            (_, true) => (0..kept.start, ""),
            // One fix takes both away, so that no bracket remains alone.
            _ => (0..text.value.trim_end().len(), &text.value[kept.clone()]),
        };
        let shown = match (front.trim(), back.trim()) {
            (front, "") => front.to_owned(),
            (front, back) => format!("{front}…{back}"),
        };
        sink.fix_text("doubled-label", Part::Line, (text, range), &[&shown], new);
    }
}
