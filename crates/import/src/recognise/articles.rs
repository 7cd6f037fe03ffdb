//! What stands between head and foot: contents list, titles, 按语, bodies, source lines.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compiled;

use super::super::marks::ends_sentence;
use super::super::parts::{Article, Parts};
use super::super::report::{Report, Rule};
use super::super::unit::{Origin, Unit};
use super::pieces::is_office;
use super::source::{author, source};
use crate::recognise::kept::{compact, plain, unplaced};
use hongtou_base::numbering::{self};

/// The longest title, in characters.
const LONGEST_TITLE: usize = 70;
/// The most entries of a contents list.
const MOST_ENTRIES: usize = 200;
/// The longest name of a column in brackets, in characters.
const LONGEST_COLUMN: usize = 14;

static CONTENTS: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled(r"^[【\[]?(?:目录|要目|本期要目|本期目录|本期导读|导读)[】\]]?[：:]?$"));
/// What leads from an entry of a contents list to its page, or before it.
static LEADER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    compiled(r"^(?:[0-9]{1,2}[.．、]|[●◆■★▲·•○◇-])?(?P<title>.*?)[.．…·]*[（(]?[0-9]*[）)]?$")
});
static NOTE: LazyLock<Option<Regex>> =
    LazyLock::new(|| compiled(r"^(?:[【\[](?:编者)?按语?[】\]][：:]?|编者按[：:]|按语?[：:])\s*"));
/// Places the units between head and foot.
pub(super) fn place(units: Vec<Unit>, parts: &mut Parts, report: &mut Report) {
    let texts: Vec<String> = units.iter().map(Unit::text).collect();
    let contents = Contents::of(&texts);
    let columns = columns(&texts, &contents);
    let numbered = numbered_titles(&texts, &contents);
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
        if contents.lines.contains(&at) {
            // The layout makes the list anew.
            sorter.report.whole(Rule::Label, unit.place, texts[at].clone(), "");
            continue;
        }
        if columns.contains(&at) {
            unplaced(unit, sorter.parts, sorter.report);
            continue;
        }
        if at > 0 && contents.has_both(&texts, at - 1) && sorter.goes_on_with(unit, &texts[at]) {
            continue;
        }
        let is_named = at > 0 && columns.contains(&(at - 1))
            || numbered.contains(&at)
            || contents.has_both(&texts, at) && is_title(&texts[at]);
        let begins = is_named || sorter.begins_article(unit, at, &contents.titles, &ahead);
        if !begins && ahead.may_be_title[at] && sorter.has_text() {
            sorter.doubt(unit);
        }
        sorter.add(unit, begins);
    }
    sorter.finish();
}

/// A contents list: its heading, and the lines after it that are titles further on.
#[derive(Default)]
struct Contents {
    lines: HashSet<usize>,
    titles: HashSet<String>,
}

impl Contents {
    /// An entry, and a title in the text, may be on two lines.
    fn of(texts: &[String]) -> Contents {
        let is_heading = |text: &String| CONTENTS.as_ref().is_some_and(|p| p.is_match(&compact(text)));
        let Some(heading) = texts.iter().take(3).position(is_heading) else { return Contents::default() };
        let flat: Vec<String> = texts.iter().map(|text| compact(text)).collect();
        let two = flat.windows(2).enumerate().map(|(at, pair)| (pair.concat(), at));
        // What a line says alone goes before what two say together.
        let last: HashMap<String, usize> =
            two.chain(flat.iter().cloned().enumerate().map(|(at, text)| (text, at))).collect();
        let mut contents = Contents::default();
        let mut at = heading + 1;
        while at < texts.len() && contents.titles.len() < MOST_ENTRIES {
            let found = (1..=2).find_map(|lines| {
                let title = entry(&flat.get(at..at + lines)?.concat());
                let is_title = !title.is_empty() && last.get(&title).is_some_and(|&last| last >= at + lines);
                is_title.then_some((lines, title))
            });
            let Some((lines, title)) = found else { break };
            contents.lines.extend(at..at + lines);
            contents.titles.insert(title);
            at += lines;
        }
        if !contents.lines.is_empty() {
            contents.lines.insert(heading);
        }
        contents
    }

    /// Whether a title of it stands on two lines of the text.
    fn has_both(&self, texts: &[String], at: usize) -> bool {
        !self.titles.is_empty()
            && texts.get(at..at + 2).is_some_and(|pair| self.titles.contains(&compact(&pair.concat())))
    }
}

/// The title that an entry of a contents list names.
fn entry(text: &str) -> String {
    let text = compact(text);
    let found = LEADER.as_ref().and_then(|pattern| pattern.captures(&text));
    found.and_then(|found| found.name("title")).map_or(String::new(), |title| title.as_str().to_owned())
}

/// The names of columns (栏目) in brackets, each with a title below it; only where the first line is one.
fn columns(texts: &[String], contents: &Contents) -> HashSet<usize> {
    let is_column = |text: &String| {
        let count = text.chars().count();
        text.starts_with('【')
            && text.find('】') == text.len().checked_sub('】'.len_utf8())
            && (4..=LONGEST_COLUMN).contains(&count)
            && note_label(text).is_none()
    };
    let first = (0..texts.len()).find(|at| !contents.lines.contains(at));
    if !first.is_some_and(|at| is_column(&texts[at])) {
        return HashSet::new();
    }
    let is_above_title = |&at: &usize| {
        is_column(&texts[at]) && texts.get(at + 1).is_some_and(|next| is_title(next) && !is_column(next))
    };
    (0..texts.len()).filter(is_above_title).collect()
}

/// The lines that are titles with a number: the first of all, and those below a source line; none if only one is so.
fn numbered_titles(texts: &[String], contents: &Contents) -> HashSet<usize> {
    let is_numbered = |at: usize| number_end(&texts[at]).is_some_and(|end| is_title(texts[at][end..].trim()));
    let Some(first) = (0..texts.len()).find(|at| !contents.lines.contains(at)).filter(|at| is_numbered(*at))
    else {
        return HashSet::new();
    };
    let further = (first + 1..texts.len()).filter(|&at| is_numbered(at) && source(&texts[at - 1]).is_some());
    let titles: HashSet<usize> = further.chain([first]).collect();
    if titles.len() > 1 { titles } else { HashSet::new() }
}

/// Where the number before a title ends: 1.
fn number_end(text: &str) -> Option<usize> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mark = text[digits..].chars().next().filter(|mark| matches!(mark, '.' | '．' | '、'))?;
    (1..=2).contains(&digits).then_some(digits + mark.len_utf8())
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
        let Some(article) = self.parts.articles.last() else { return false };
        let is_like_it = unit.centred && unit.size > 0 && self.title_size == Some(unit.size);
        let goes_on = article.body.is_empty()
            && is_title(text)
            && (text.starts_with("——") || unit.heading == Some(0) || is_like_it);
        goes_on && self.goes_on_with(unit, text)
    }

    /// Adds a line to the title, if there is one with no text below it.
    fn goes_on_with(&mut self, unit: &Unit, text: &str) -> bool {
        let article = self.parts.articles.last_mut().filter(|article| article.body.is_empty());
        let Some(title) = article.and_then(|article| article.title.as_mut()) else { return false };
        plain(unit, self.report);
        title.push('\n');
        title.push_str(text);
        true
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
        match author(source) {
            Some((at, author)) => {
                self.report.whole(Rule::Label, unit.place, source[at..].replacen(author, "", 1), "");
                article.author = Some(author.to_owned());
                article.source = Some(source[..at].to_owned()).filter(|source| !source.is_empty());
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
    fn an_entry_of_a_contents_list_is_the_title_without_its_page() {
        for text in ["1.春耕备耕………3", "● 春耕备耕 …… （3）", "春耕备耕"] {
            assert_eq!(entry(text), "春耕备耕", "{text}");
        }
    }
}
