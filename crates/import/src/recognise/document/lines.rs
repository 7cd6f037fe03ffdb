//! What lines of a document are: of its title, of its body.

use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use crate::marks::ends_sentence;
use crate::recognise::kept::{compact, plain};
use crate::report::{Report, Rule};
use crate::unit::{Origin, Unit};
use hongtou_base::numbering::{self};

/// Whether a line is the mark above an attachment: 附件, 附件1.
pub(crate) fn is_mark(text: &str) -> bool {
    let is_short = text.chars().count() <= 12;
    is_short && MARK.as_ref().is_some_and(|pattern| pattern.is_match(&compact(text)))
}

static MARK: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled("^附件(?P<number>[0-9０-９一二三四五六七八九十]{0,3})[：:]?$"));
/// The longest line of a title, in characters.
const LONGEST_TITLE: usize = 70;

pub(super) fn is_title_line(text: &str) -> bool {
    text.chars().count() <= LONGEST_TITLE
        && !ends_sentence(text)
        && !text.ends_with(['，', '；', ','])
        && !text.contains('。')
        && numbering::numbering(text).is_none()
        && !is_mark(text)
        && !text.starts_with("附件：")
}

/// A paragraph of a body: what is listed, and the bold of headings, which the layout sets.
pub(super) fn body(unit: &mut Unit, report: &mut Report) {
    let text = unit.text();
    if unit.place.origin == Origin::TableRow {
        report.whole(Rule::TableRow, unit.place, text.clone(), text.clone());
    }
    if numbering::numbering(&text).is_some() && numbering::heading_end(&text) == Some(text.len()) {
        plain(unit, report);
        unit.cells.iter_mut().for_each(|cell| cell.bold = false);
        (unit.thought_of, unit.bold_goes_on) = (0, false);
    }
}
