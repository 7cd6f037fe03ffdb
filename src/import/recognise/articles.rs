//! What stands between head and foot: contents list, titles, 按语, bodies, source lines.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use super::super::marks::ends_sentence;
use super::super::parts::{Article, Parts};
use super::super::report::{Report, Rule};
use super::super::unit::{Origin, Unit};
use super::pieces::is_office;
use super::{compact, plain, unplaced};
use crate::document::numbering;

/// The longest title, in characters.
const LONGEST_TITLE: usize = 70;
/// The most entries of a contents list.
const MOST_ENTRIES: usize = 200;
/// The longest source line, in characters.
const LONGEST_SOURCE: usize = 60;

static CONTENTS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new("^(?:目录|要目|本期要目|本期目录|本期导读)[：:]?$").ok());
/// What leads from an entry of a contents list to its page, or before it.
static LEADER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:[0-9]{1,2}[.．、]|[●◆■★▲·•○◇-])?(?P<title>.*?)[.．…·]*[（(]?[0-9]*[）)]?$").ok()
});
static NOTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:[【\[](?:编者)?按语?[】\]][：:]?|编者按[：:]|按语?[：:])\s*").ok());
static SOURCE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[（(](?P<source>[^（）()]*(?:[（(][^（）()]*[）)])?[^（）()]*(?:供稿|报送|撰稿|提供|来稿|整理)|(?:来源|稿件来源|供稿|供稿单位|摘自|作者)[：:][^（）()]+)[）)]$").ok()
});
/// A source without brackets, on a line of its own.
static BARE_SOURCE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^(?:来源|稿件来源|供稿|供稿单位|报送单位|摘自)\s*[：:]\s*[^。；]+$").ok());
/// The name of an office in brackets and nothing else.
static OFFICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^[（(](?P<source>\p{Han}{2,20}(?:局|办|委|部|厅|办公室|政府|党委|党工委|管委会|街道|镇|乡|中心|支队|公司)(?:、\p{Han}{2,20}(?:局|办|委|部|厅|办公室|政府|党委|镇|乡|中心))*)[）)]$").ok()
});
static AUTHOR: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[\s，；,;]+)(?:作者|撰稿)[：:]\s*(?P<author>.+)$").ok());

/// Places the units between head and foot.
pub(super) fn place(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let texts: Vec<String> = units.iter().map(Unit::text).collect();
    let contents = contents(&texts);
    let titles: HashSet<String> = contents.iter().skip(1).map(|&at| entry(&texts[at])).collect();
    let ahead = Ahead::of(&units, &texts);
    let mut sorter = Sorter {
        parts,
        report,
        note: Vec::new(),
        in_note: false,
        note_label: String::new(),
        first_number_seen: false,
        title_size: None,
    };
    for (at, unit) in units.iter().enumerate() {
        if contents.contains(&at) {
            // The layout makes the list anew.
            sorter.report.whole(Rule::Label, unit.place, texts[at].clone(), "");
            continue;
        }
        let begins = sorter.begins_article(unit, at, &titles, &ahead);
        if !begins && ahead.may_be_title[at] && sorter.has_text() {
            sorter.doubt(unit);
        }
        sorter.add(unit, begins);
    }
    sorter.finish();
}

/// The lines of a contents list: its heading, and the lines after it that are titles further on.
fn contents(texts: &[String]) -> Vec<usize> {
    let is_heading = |text: &String| CONTENTS.as_ref().is_some_and(|p| p.is_match(&compact(text)));
    let Some(heading) = texts.iter().take(3).position(is_heading) else { return Vec::new() };
    let last: HashMap<String, usize> =
        texts.iter().enumerate().map(|(at, text)| (compact(text), at)).collect();
    let mut lines = vec![heading];
    for at in (heading + 1..texts.len()).take(MOST_ENTRIES) {
        let title = entry(&texts[at]);
        if title.is_empty() || last.get(&title).is_none_or(|&last| last <= at) {
            break;
        }
        lines.push(at);
    }
    if lines.len() > 1 { lines } else { Vec::new() }
}

/// The title that an entry of a contents list names.
fn entry(text: &str) -> String {
    let text = compact(text);
    let found = LEADER.as_ref().and_then(|pattern| pattern.captures(&text));
    found.and_then(|found| found.name("title")).map_or(String::new(), |title| title.as_str().to_owned())
}

/// Whether a text may be a title.
fn is_title(text: &str) -> bool {
    let count = text.chars().count();
    (1..=LONGEST_TITLE).contains(&count)
        && !text.ends_with(['。', '；', '，', '、', '：', ';', ','])
        && numbering::numbering(text).is_none()
        && !text.contains('。')
        && source(text).is_none()
        && note_label(text).is_none()
}

/// Where the source line in a text begins, and the source.
fn source(text: &str) -> Option<(usize, &str)> {
    let is_bare = text.chars().count() <= LONGEST_SOURCE
        && text.contains(['：', ':'])
        && BARE_SOURCE.as_ref().is_some_and(|pattern| pattern.is_match(text));
    if is_bare {
        return Some((0, text));
    }
    let closed = text.ends_with(['）', ')']);
    let office = || OFFICE.as_ref().filter(|_| closed && text.starts_with(['（', '(']))?.captures(text);
    let found = SOURCE.as_ref().filter(|_| closed)?.captures(text).or_else(office)?;
    let source = found.name("source")?.as_str();
    (source.chars().count() <= LONGEST_SOURCE).then_some((found.get(0)?.start(), source))
}

/// The label of a 按语.
fn note_label(text: &str) -> Option<&str> {
    NOTE.as_ref().filter(|_| text.contains('按'))?.find(text).map(|found| found.as_str())
}

struct Sorter<'a> {
    parts: &'a mut Parts,
    report: &'a mut Report,
    /// A 按语 before the title that it belongs to.
    note: Vec<Unit>,
    /// The label of the last 按语.
    note_label: String,
    /// Whether paragraphs go on with a 按语.
    in_note: bool,
    /// Whether the article has had its 一、.
    first_number_seen: bool,
    /// The size of a title in the middle, which a second line of it has as well.
    title_size: Option<u32>,
}

impl Sorter<'_> {
    /// Whether an article begins with a unit.
    fn begins_article(&self, unit: &Unit, at: usize, titles: &HashSet<String>, ahead: &Ahead) -> bool {
        let text = unit.text();
        if !is_title(&text) {
            return false;
        }
        let Some(article) = self.parts.articles.last() else { return true };
        // What is left after the last source line must be more than a signature.
        let more_follows = ahead.last_sentence.is_some_and(|last| last > at);
        if article.source.is_some() && more_follows || titles.contains(&compact(&text)) {
            return true;
        }
        let has_text = self.has_text();
        if has_text && more_follows && ahead.looks_like_title[at] {
            return true;
        }
        let styled = unit.heading.is_some_and(|level| level <= 1);
        has_text && (styled || self.first_number_seen && ahead.numbers_begin_anew[at])
    }

    /// Whether the article that is being read has text.
    fn has_text(&self) -> bool {
        self.parts.articles.last().is_some_and(|article| !article.body.is_empty())
    }

    /// A line that may be a title, and may be a heading in the text: it is kept there, and told.
    fn doubt(&mut self, unit: &Unit) {
        let text = unit.text();
        if !is_title(&text) {
            return;
        }
        self.report.whole(Rule::MayBeTitle, unit.place, text.clone(), text.clone());
        if let Some(article) = self.parts.articles.last_mut() {
            article.may_be_titles.push((unit.place, text));
        }
    }

    fn add(&mut self, unit: &Unit, begins: bool) {
        let text = unit.text();
        if let Some(label) = note_label(&text) {
            return self.add_note(unit, label);
        }
        if begins {
            return self.begin(unit);
        }
        if self.in_note && self.parts.articles.is_empty() {
            return self.note.push(unit.clone());
        }
        if self.parts.articles.is_empty() {
            self.parts.articles.push(Article::default());
        }
        if self.goes_on_with_title(unit, &text) {
            return;
        }
        match source(&text) {
            Some((at, source)) if self.takes_source() => self.add_source(unit, &text, at, source),
            _ => self.add_body(unit.clone()),
        }
    }

    fn begin(&mut self, unit: &Unit) {
        plain(unit, self.report);
        self.in_note = false;
        self.first_number_seen = false;
        self.title_size = Some(unit.size).filter(|_| unit.centred);
        let note = std::mem::take(&mut self.note);
        self.parts.articles.push(Article { title: Some(unit.text()), note, ..Article::default() });
    }

    /// A second line of a title: 副标题 after a dash, or one in the style of a title.
    fn goes_on_with_title(&mut self, unit: &Unit, text: &str) -> bool {
        let Some(article) = self.parts.articles.last_mut() else { return false };
        let is_like_it = unit.centred && unit.size > 0 && self.title_size == Some(unit.size);
        let goes_on = article.body.is_empty()
            && is_title(text)
            && (text.starts_with("——") || unit.heading == Some(0) || is_like_it);
        if let (true, Some(title)) = (goes_on, &mut article.title) {
            plain(unit, self.report);
            title.push('\n');
            title.push_str(text);
            return true;
        }
        false
    }

    fn add_note(&mut self, unit: &Unit, label: &str) {
        let mut rest = unit.clone();
        rest.cells.drain(..label.chars().count());
        self.cut(unit, &rest);
        self.report.whole(Rule::Label, unit.place, label.trim(), "");
        self.note_label = label.to_owned();
        self.in_note = true;
        match self.parts.articles.last_mut().filter(|article| article.body.is_empty()) {
            // The layout sets one label; a second 按语 has no place.
            Some(article) if article.note.is_empty() => article.note.push(rest),
            None if self.note.is_empty() => self.note.push(rest),
            _ => unplaced(&rest, self.parts, self.report),
        }
    }

    /// Lists the bold that a part of a unit has lost with the rest.
    fn cut(&mut self, whole: &Unit, part: &Unit) {
        let lost = whole.bold_runs().saturating_sub(part.bold_runs());
        if lost > 0 && whole.place.origin == Origin::Line {
            self.report.whole(Rule::Markup, whole.place, "****".repeat(lost), "");
        }
    }

    fn takes_source(&self) -> bool {
        self.parts.articles.last().is_some_and(|article| article.source.is_none())
    }

    fn add_source(&mut self, unit: &Unit, text: &str, at: usize, source: &str) {
        let brackets: String = text[at..].replacen(source, "", 1);
        if !brackets.is_empty() {
            self.report.whole(Rule::Label, unit.place, brackets, "");
        }
        if at > 0 {
            let mut before = unit.clone();
            before.cells.truncate(text[..at].chars().count());
            before.trim();
            self.cut(unit, &before);
            self.add_body(before);
        } else {
            plain(unit, self.report);
        }
        let Some(article) = self.parts.articles.last_mut() else { return };
        // Who wrote it has a key of his own.
        let found = AUTHOR.as_ref().and_then(|pattern| pattern.captures(source));
        let author = found.as_ref().and_then(|found| Some((found.get(0)?, found.name("author")?.as_str())));
        match author {
            Some((whole, author)) => {
                self.report.whole(Rule::Label, unit.place, whole.as_str().replacen(author, "", 1), "");
                article.author = Some(author.to_owned());
                article.source = Some(source[..whole.start()].to_owned()).filter(|source| !source.is_empty());
            }
            None => article.source = Some(source.to_owned()),
        }
    }

    fn add_body(&mut self, mut unit: Unit) {
        let text = unit.text();
        if text.starts_with("一、") {
            self.first_number_seen = true;
        }
        if unit.place.origin == Origin::TableRow {
            self.report.whole(Rule::TableRow, unit.place, text.clone(), text.clone());
        }
        let is_heading =
            numbering::numbering(&text).is_some() && numbering::heading_end(&text) == Some(text.len());
        if is_heading {
            // The layout says how a heading looks.
            plain(&unit, self.report);
            unit.cells.iter_mut().for_each(|cell| cell.bold = false);
            (unit.thought_of, unit.bold_goes_on) = (0, false);
        }
        if let Some(article) = self.parts.articles.last_mut() {
            article.body.push(unit);
        }
    }

    fn finish(self) {
        // A 按语 that no title follows is the last words of the article before it, with its label.
        let label = self.note_label;
        for (index, mut unit) in self.note.into_iter().enumerate() {
            let Some(article) = self.parts.articles.last_mut() else {
                unplaced(&unit, self.parts, self.report);
                continue;
            };
            if index == 0 {
                self.report.whole(Rule::Label, unit.place, "", label.trim());
                let text = std::mem::take(&mut unit.cells);
                label.trim().chars().for_each(|character| unit.push(character, false));
                unit.cells.extend(text);
            }
            article.body.push(unit);
        }
    }
}

/// What stands further on, found out once for all lines.
struct Ahead {
    /// The last line that ends a sentence.
    last_sentence: Option<usize>,
    /// Whether the next number of the first level below a line is 一、 again.
    numbers_begin_anew: Vec<bool>,
    /// Whether a line looks as titles do in Word: in the middle, and larger than the text.
    looks_like_title: Vec<bool>,
    /// Whether a line stands as a title does: in the middle, or between blank lines where paragraphs have none between
    /// them.
    may_be_title: Vec<bool>,
}

impl Ahead {
    fn of(units: &[Unit], texts: &[String]) -> Ahead {
        let mut numbers_begin_anew = vec![false; texts.len()];
        let mut anew = false;
        for (at, text) in texts.iter().enumerate().rev() {
            numbers_begin_anew[at] = anew;
            if numbering::numbering(text).is_some_and(|number| number.level == 1) {
                anew = text.starts_with("一、");
            }
        }
        let size = text_size(units);
        // Between text that ends a sentence and text that does.
        let is_between = |at: usize| {
            at > 0
                && ends_sentence(&texts[at - 1])
                && texts.get(at + 1).is_some_and(|next| ends_sentence(next) && next.len() > texts[at].len())
                && !is_office(&compact(&texts[at]))
        };
        let looks_like_title =
            units.iter().map(|unit| unit.centred && size > 0 && unit.size > size).collect();
        let apart = stands_apart(units);
        let may_be_title =
            (0..units.len()).map(|at| is_between(at) && (units[at].centred || apart[at])).collect();
        Ahead {
            last_sentence: texts.iter().rposition(|text| ends_sentence(text)),
            numbers_begin_anew,
            looks_like_title,
            may_be_title,
        }
    }
}

/// The size that most characters have, in half points.
fn text_size(units: &[Unit]) -> u32 {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for unit in units {
        *sizes.entry(unit.size).or_default() += unit.cells.len();
    }
    sizes
        .into_iter()
        .max_by_key(|&(size, count)| (count, std::cmp::Reverse(size)))
        .map_or(0, |(size, _)| size)
}

/// Whether lines have blank lines around them, where others have none between them.
fn stands_apart(units: &[Unit]) -> Vec<bool> {
    let gaps: Vec<bool> = units.iter().skip(1).map(|unit| unit.after_blank).collect();
    let close = gaps.iter().filter(|gap| !**gap).count();
    let are_rare = close * 5 >= gaps.len() && close > 0;
    (0..units.len())
        .map(|at| are_rare && at > 0 && gaps.get(at - 1) == Some(&true) && gaps.get(at) == Some(&true))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_known_at_the_end_of_a_text() {
        assert_eq!(source("（县委办公室供稿）"), Some((0, "县委办公室供稿")));
        assert_eq!(source("美好画卷！（来源：青石镇）").map(|(_, source)| source), Some("来源：青石镇"));
        assert_eq!(source("（县农业农村局）"), Some((0, "县农业农村局")));
        for text in [
            "落实责任（县农业农村局）",
            "（全县农村工作会议）",
            "（讨论稿）",
            "（见附件）",
            "各县（市）供稿。",
        ] {
            assert_eq!(source(text), None, "{text}");
        }
    }

    #[test]
    fn an_entry_of_a_contents_list_is_the_title_without_its_page() {
        for text in ["1.春耕备耕………3", "● 春耕备耕 …… （3）", "春耕备耕"] {
            assert_eq!(entry(text), "春耕备耕", "{text}");
        }
    }
}
