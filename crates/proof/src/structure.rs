//! Headings and their numbers, lead-ins, articles.

mod heads;
mod order;

use self::heads::{Head, heads};
use super::marks::number;
use super::passage::Passage;
use super::pattern::pattern;
use super::rule::Part;
use super::sink::Sink;
use hongtou_base::numbering::numbering;
use hongtou_base::structure::{Role, outline};

/// A whole-paragraph heading of level 1 or 2 that is longer is hard to take in.
const LONGEST_HEADING: usize = 45;
/// What stands for a body that is not there.
const LEFT_OUT: [&str; 9] = ["略", "见附件", "详见附件", "另附", "暂缺", "无", "待补", "同上", "待定"];

/// Looks through every body.
pub fn check(passages: &[Passage<'_>], sink: &mut Sink<'_>) {
    for body in passages.chunk_by(|a, b| a.body == b.body).filter(|body| body[0].part == Part::Body) {
        let given: Vec<_> = body.iter().map(Passage::given).collect();
        let roles = outline(&given);
        let heads = heads(body, &roles);
        order::check(body, &roles, &heads, sink);
        lone(&heads, &roles, sink);
        empty_sections(body, &heads, sink);
        long_headings(&heads, sink);
        lead_in_stops(body, sink);
        items(body, sink);
        numbered_items(body, &heads, sink);
        left_out(body, sink);
        body.iter().for_each(|passage| paragraph_breaks(passage, sink));
    }
}

/// Where there is a first there is a second.
fn lone(heads: &[Head<'_, '_>], roles: &[Role], sink: &mut Sink<'_>) {
    let new_list = |role: &Role| matches!(role, Role::Division(_) | Role::Article(_));
    for (index, head) in heads.iter().enumerate().filter(|(_, head)| head.level <= 2 && head.number == 1) {
        let mut after = heads[index + 1..].iter();
        let within = after.clone().take_while(|next| next.level >= head.level);
        let second = within.clone().any(|next| next.level == head.level);
        // （二） may stand below the next heading: the numbers run on across 一、二、.
        let across = after
            .find(|next| next.level == head.level)
            .is_some_and(|next| next.number == 2 && !roles[head.index..next.index].iter().any(new_list));
        if !second && !across {
            let mark = &head.passage.plain[..head.length];
            sink.report(head.passage, "lone-number", 0..head.length, &[mark]);
        }
    }
}

/// Headings without text below, in a body whose other headings have some; a mere list has none anywhere.
fn empty_sections(body: &[Passage<'_>], heads: &[Head<'_, '_>], sink: &mut Sink<'_>) {
    let is_item = |head: &Head<'_, '_>| head.passage.plain.ends_with(['；', '，', '、', ';', '：']);
    let headings: Vec<&Head<'_, '_>> = heads.iter().filter(|head| head.whole && head.level <= 2).collect();
    let is_empty = |head: &&Head<'_, '_>| match heads.iter().find(|next| next.index == head.index + 1) {
        Some(next) => next.whole && next.level <= head.level,
        None => head.index + 1 == body.len(),
    };
    let (empty, full): (Vec<&Head<'_, '_>>, Vec<_>) = headings.into_iter().partition(is_empty);
    for head in empty.iter().filter(|head| full.len() > empty.len() && !is_item(head)) {
        sink.report(head.passage, "empty-section", 0..head.passage.plain.len(), &[]);
    }
}

/// A sentence that lost its full stop has commas, and a list has no text below: neither is a heading.
fn long_headings(heads: &[Head<'_, '_>], sink: &mut Sink<'_>) {
    let is_item = |head: &&Head<'_, '_>| matches!(head.role, Role::Item { .. });
    for head in heads.iter().filter(|head| head.level <= 2 && !is_item(head)) {
        let text = &head.passage.plain;
        if text.contains(['。', '！', '？', '，', '；', '：']) {
            continue;
        }
        let length = text[head.length..].chars().count();
        if length > LONGEST_HEADING {
            let facts = [&length.to_string()[..], &LONGEST_HEADING.to_string()];
            sink.report(head.passage, "long-heading", 0..text.len(), &facts);
        }
    }
}

/// The stop of a lead-in stands inside its bold everywhere, or outside everywhere.
fn lead_in_stops(body: &[Passage<'_>], sink: &mut Sink<'_>) {
    let mut inside = Vec::new();
    let mut outside = Vec::new();
    for passage in body {
        for bold in &passage.bold {
            // Only what begins a sentence leads in; other words are bold for their own sake.
            if !passage.plain[..bold.start].trim_end_matches('”').ends_with(['。', '！', '？'])
                && bold.start > 0
            {
                continue;
            }
            let (lead_in, rest) = (&passage.plain[bold.clone()], &passage.plain[bold.end..]);
            if lead_in.ends_with('。') && !rest.is_empty() {
                inside.push((passage, bold));
            } else if rest.starts_with('。') {
                outside.push((passage, bold));
            }
        }
    }
    let (fewer, more) = if outside.len() <= inside.len() { (outside, inside) } else { (inside, outside) };
    // One finding for an article: which of the two it shall be is one decision.
    if let Some((passage, bold)) = fewer.first() {
        let facts = [fewer.len().to_string(), more.len().to_string()];
        sink.report(passage, "lead-in-stops", (*bold).clone(), &[&facts[0], &facts[1]]);
    }
}

/// 一是…；二是…；三是…。
fn items(body: &[Passage<'_>], sink: &mut Sink<'_>) {
    let Items { runs, strays } = items_of(body);
    for items in &runs {
        item_marks(body, items, sink);
        item_faces(body, items, sink);
    }
    item_order(body, &strays, sink);
}

/// An item that begins with 一是, 二是 ….
#[derive(Clone, Copy)]
struct Item {
    paragraph: usize,
    at: usize,
    length: usize,
}

/// The items of a body: 一是, 二是, 三是.
#[derive(Default)]
struct Items {
    /// Runs that count on, of two items at least.
    runs: Vec<Vec<Item>>,
    /// Items that do not count on in the one list that they can belong to, each with the number that is due.
    strays: Vec<(Item, u32)>,
}

/// A list may stand within an item of another, 一是…：一要…，二要…。二是…: an item belongs to the innermost list in which
/// its number is due.
fn items_of(body: &[Passage<'_>]) -> Items {
    let mut items = Items::default();
    // The lists that may still go on, each within the one before: its run, and its last number.
    let mut open: Vec<(usize, u32)> = Vec::new();
    for (paragraph, passage) in body.iter().enumerate() {
        // Headings end a run: what follows belongs to another section.
        if numbering(&passage.plain).is_some_and(|found| found.level <= 2) {
            open.clear();
        }
        let starts = pattern!(r"(?:^|[。；：，！？;:,])([一二三四五六七八九十])(?:是|要)");
        for found in starts.captures_iter(&passage.plain) {
            let (Some(ordinal), Some(number)) = (found.get(1), number(&found[1])) else { continue };
            let item = Item { paragraph, at: ordinal.start(), length: ordinal.len() + "是".len() };
            if number == 1 {
                open.push((items.runs.len(), 1));
                items.runs.push(vec![item]);
                continue;
            }
            let due = open.iter().rposition(|&(_, last)| last + 1 == number);
            // Of one list alone it is certain that a number is lost in it, or there twice.
            let is_stray = |&(_, last): &(usize, u32)| last >= 2 && (number == last || number == last + 2);
            let stray = (open.len() == 1 && is_stray(&open[0])).then_some(0);
            let Some(list) = due.or(stray) else { continue };
            open.truncate(list + 1);
            let (run, last) = open[list];
            if due.is_none() {
                items.strays.push((item, last + 1));
            }
            items.runs[run].push(item);
            open[list].1 = number;
        }
    }
    items.runs.retain(|run| run.len() > 1);
    items
}

/// 一是…。二是…。四是…: an item is lost, or is there twice.
fn item_order(body: &[Passage<'_>], strays: &[(Item, u32)], sink: &mut Sink<'_>) {
    for (item, due) in strays {
        let passage = &body[item.paragraph];
        let range = item.at..item.at + item.length;
        let facts = [&passage.plain[range.clone()], &due.to_string()];
        sink.report(passage, "numbering-order", range.clone(), &facts);
    }
}

/// The marks between items are alike.
fn item_marks(body: &[Passage<'_>], items: &[Item], sink: &mut Sink<'_>) {
    let mark_before = |item: &Item| match body[item.paragraph].plain[..item.at].chars().next_back() {
        Some(mark) => Some(mark),
        None => body[item.paragraph - 1].plain.chars().next_back(),
    };
    let marks: Vec<Option<char>> = items[1..].iter().map(mark_before).collect();
    let is_stop = |mark: &Option<char>| mark.is_some_and(|mark| "。；，".contains(mark));
    if let Some(index) = (1..marks.len()).find(|&index| marks[index] != marks[0])
        && marks.iter().all(is_stop)
    {
        let item = &items[index + 1];
        let facts = [marks[0], marks[index]].map(|mark| mark.unwrap_or(' ').to_string());
        let range = item.at..item.at + item.length;
        sink.report(&body[item.paragraph], "item-marks", range, &[&facts[0], &facts[1]]);
    }
}

/// Items are bold all, or none.
fn item_faces(body: &[Passage<'_>], items: &[Item], sink: &mut Sink<'_>) {
    let is_bold = |item: &Item| body[item.paragraph].bold.iter().any(|bold| bold.contains(&item.at));
    let bold = items.iter().filter(|item| is_bold(item)).count();
    if bold == 0 || bold == items.len() {
        return;
    }
    let odd = items.iter().find(|item| is_bold(item) == (2 * bold <= items.len()));
    if let Some(item) = odd {
        let facts = [bold.to_string(), items.len().to_string()];
        let range = item.at..item.at + item.length;
        sink.report(&body[item.paragraph], "item-faces", range, &[&facts[0], &facts[1]]);
    }
}

/// So many numbered paragraphs in a row are a list.
const SHORTEST_LIST: usize = 3;

/// Numbered paragraphs in a row end alike: all with ；but the last, all with 。, or all without a mark.
fn numbered_items(body: &[Passage<'_>], heads: &[Head<'_, '_>], sink: &mut Sink<'_>) {
    for list in
        heads.chunk_by(|a, b| a.level == b.level && a.index + 1 == b.index && a.number + 1 == b.number)
    {
        let mark = |head: &Head<'_, '_>| {
            let last = head.passage.plain.chars().next_back()?;
            (!last.is_alphanumeric() && last != '）').then_some(last)
        };
        let marks: Vec<Option<char>> = list.iter().map(mark).collect();
        let known = |mark: &Option<char>| mark.is_none_or(|mark| "。；".contains(mark));
        if list.len() < SHORTEST_LIST || !marks.iter().all(known) {
            continue;
        }
        // The usual one is what most of them have; the last closes a list of ；with 。.
        let closed = |wanted: Option<char>| wanted == Some('；') && marks.last() == Some(&Some('。'));
        let count = |wanted: Option<char>| {
            marks.iter().filter(|mark| **mark == wanted).count() + usize::from(closed(wanted))
        };
        let Some(usual) = marks.iter().copied().max_by_key(|&mark| (count(mark), mark)) else { continue };
        // Where the list stands within an item of another, its last one closes that item too.
        let level = list[0].level;
        let next = body.get(list[list.len() - 1].index + 1).and_then(|next| numbering(&next.plain));
        // 三、强化服务保障 with a list of its own below it is a heading.
        let has_list = next.is_some_and(|next| next.level > level);
        let is_nested = next.is_some_and(|next| next.level < level && next.number > 1);
        let fits = |index: usize| match usual {
            _ if has_list && index + 1 == list.len() && marks[index].is_none() => true,
            Some('；') if index + 1 == list.len() && is_nested => known(&marks[index]),
            Some('；') if index + 1 == list.len() => marks[index] == Some('。'),
            _ => marks[index] == usual,
        };
        if let Some(odd) = (0..list.len()).find(|&index| !fits(index)) {
            let passage = list[odd].passage;
            let last = passage.plain.chars().next_back().map_or(0, char::len_utf8);
            let shown = |mark: Option<char>| mark.map_or_else(|| "无".to_owned(), |mark| mark.to_string());
            let range = passage.plain.len() - last..passage.plain.len();
            sink.report(passage, "item-marks", range, &[&shown(usual), &shown(marks[odd])]);
        }
    }
}

/// A line that has a number, or is indented by hand, and yet goes on with the paragraph of the line before.
fn paragraph_breaks(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let text = &passage.plain;
    for &(at, indented) in &passage.lines {
        // A line that breaks off within a sentence may begin with any words.
        if !text[..at].ends_with(['。', '！', '？', '；', '：', '”', '）']) {
            continue;
        }
        let number = numbering(&text[at..]).map(|found| found.length);
        let first = || text[at..].chars().next().map_or(0, char::len_utf8);
        if let Some(length) = number.or_else(|| indented.then(first)) {
            sink.report(passage, "paragraph-break", at..at + length, &[&text[at..at + length]]);
        }
    }
}

/// A body that only says that it is not there.
fn left_out(body: &[Passage<'_>], sink: &mut Sink<'_>) {
    let [only] = body else { return };
    if LEFT_OUT.contains(&only.plain.trim_matches(['（', '）', '。', '…'])) {
        sink.report(only, "empty-article", 0..only.plain.len(), &[]);
    }
}

/// A run `一是…；二是…` of a body: how many items it has, and where the first and the last begin, as paragraph and
/// place.
pub struct ItemRun {
    pub count: usize,
    pub first: (usize, usize),
    pub last: (usize, usize),
}

/// The runs of items of a body, in the order in which they begin.
pub fn runs_of_items(body: &[Passage<'_>]) -> Vec<ItemRun> {
    let at = |item: &Item| (item.paragraph, item.at);
    let ends =
        |run: Vec<Item>| Some(ItemRun { count: run.len(), first: at(run.first()?), last: at(run.last()?) });
    let mut runs: Vec<ItemRun> = items_of(body).runs.into_iter().filter_map(ends).collect();
    runs.sort_by_key(|run| run.first);
    runs
}
