//! 报, 发, 送, copies, and the numbers of the masthead.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::passage::lists;
use super::rule::Part;
use super::sink::Sink;
use hongtou_base::labels::split;
use hongtou_format::issue::{Issue, Text};

pub fn check(issue: &Issue, sink: &mut Sink<'_>) {
    let found: Vec<Recipient<'_>> = lists(issue).flat_map(|(key, text)| recipients(key, text)).collect();
    doubles(&found, sink);
    groups(issue, &found, sink);
    ends(issue, sink);
    copies(issue, sink);
    numbers(issue, sink);
}

/// One office of a list.
struct Recipient<'a> {
    key: &'static str,
    name: &'a str,
    text: &'a Text,
    range: Range<usize>,
}

/// The offices of a list, parted by ， and ；; what 、 parts belongs to one of them.
fn recipients<'a>(key: &'static str, text: &'a Text) -> Vec<Recipient<'a>> {
    let mut start = 0;
    text.value
        .split_inclusive(['，', '；', '。'])
        .map(|piece| {
            let name = piece.trim_end_matches(['，', '；', '。']);
            // 抄报：县委: the list has a label of its own.
            let label = split(name).filter(|_| start == 0).map_or(0, |(_, rest)| name.len() - rest.len());
            let (name, range) = (&name[label..], start + label..start + name.len());
            start += piece.len();
            Recipient { key, name, text, range }
        })
        .filter(|recipient| !recipient.name.is_empty())
        .collect()
}

/// An office with fewer hanzi may be of another body each time: 扶贫办.
const SHORTEST_NAME: usize = 4;

/// The same office twice, in one list or in two.
fn doubles(found: &[Recipient<'_>], sink: &mut Sink<'_>) {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for one in found {
        let name = without_copies(one.name);
        let mut report = |range: Range<usize>, name: &str, key: &str| {
            let span = one.text.source_span(range);
            sink.report_span("recipient-twice", Part::Distribution, span, &[name, label(key)]);
        };
        if name.chars().count() >= SHORTEST_NAME {
            match known.get(name) {
                Some(key) => report(one.range.clone(), name, key),
                None => drop(known.insert(name, one.key)),
            }
        }
        // 县教育局、县财政局、县教育局; 党委、政府 of one place and of another are two.
        let mut listed: BTreeSet<&str> = BTreeSet::new();
        let mut start = one.range.start;
        for part in one.name.split('、') {
            let office = without_copies(part);
            if !listed.insert(office) && office.chars().count() >= SHORTEST_NAME {
                report(start..start + part.len(), office, one.key);
            }
            start += part.len() + "、".len();
        }
    }
}

/// An office without how many copies it gets: 县教育局（2份）.
fn without_copies(name: &str) -> &str {
    let copies = || name.strip_suffix("份）")?.rsplit_once('（');
    match copies() {
        Some((office, number)) if number.chars().all(|c| c.is_ascii_digit()) => office,
        _ => name,
    }
}

/// How the bundled layouts call a list.
fn label(key: &str) -> &'static str {
    match key {
        "report" => "报",
        "issue" => "发",
        "send" => "送",
        "extra" => "本期增发",
        _ => "抄送",
    }
}

/// The rank of an office by the first word of its name that tells it; 0 is the highest.
fn rank(name: &str) -> Option<u8> {
    const RANKS: [(&str, u8); 15] = [
        ("国务院", 0),
        ("中共中央", 0),
        ("中央", 0),
        ("全国", 0),
        ("各省", 1),
        ("省", 1),
        ("各市", 2),
        ("各地级", 2),
        ("市", 2),
        ("各县", 3),
        ("县", 3),
        ("各乡", 4),
        ("各镇", 4),
        ("乡", 4),
        ("镇", 4),
    ];
    RANKS.iter().find(|(word, _)| name.starts_with(word)).map(|&(_, rank)| rank)
}

/// The rank of the office that issues: by the last word of its place, 广东省深圳市 being a city.
pub fn rank_of_issuer(name: &str) -> Option<u8> {
    let last = |word: &str| name.find(word).filter(|&at| at > 0 && at < 24);
    let ranks = [(last("省"), 1), (last("市"), 2), (last("县"), 3), (last("镇"), 4), (last("乡"), 4)];
    // 乡村振兴 is no village, and 市 in 市场 no city.
    let is_word = |at: usize| ["乡村", "市场", "镇痛"].iter().any(|word| name[at..].starts_with(word));
    ranks
        .iter()
        .filter_map(|&(at, rank)| at.filter(|&at| !is_word(at)).map(|at| (at, rank)))
        .max()
        .map(|(_, rank)| rank)
}

/// 报 goes up, 发 goes down.
fn groups(issue: &Issue, found: &[Recipient<'_>], sink: &mut Sink<'_>) {
    let Some(own) = rank_of_issuer(&issue.masthead.issuer.value) else { return };
    for recipient in found {
        let Some(rank) = rank(recipient.name) else { continue };
        let wanted = match recipient.key {
            "report" if rank > own => "发",
            "issue" if rank < own => "报",
            // 送 has many guests, but 各 are the own subordinates.
            "send" if rank > own && recipient.name.starts_with('各') => "发",
            _ => continue,
        };
        let facts = [recipient.name, label(recipient.key), wanted];
        let span = recipient.text.source_span(recipient.range.clone());
        sink.report_span("recipient-group", Part::Distribution, span, &facts);
    }
}

/// A list ends with a full stop.
fn ends(issue: &Issue, sink: &mut Sink<'_>) {
    for (key, text) in lists(issue) {
        let value = text.value.trim_end();
        if !value.ends_with(['。', '）', '”']) {
            let last = value.chars().next_back().map_or(0, char::len_utf8);
            let range = value.len() - last..value.len();
            let mark = value.ends_with(['，', '、', '；', '.', ',', ';']);
            let new = if mark { "。".to_owned() } else { format!("{}。", &value[range.clone()]) };
            sink.fix_text("list-stop", Part::Distribution, (text, range), &[label(key)], &new);
        }
    }
}

fn copies(issue: &Issue, sink: &mut Sink<'_>) {
    let Some(copies) = &issue.distribution.copies else { return };
    let allotted: u64 = issue.distribution.allotment.iter().map(|entry| u64::from(entry.copies.value)).sum();
    if allotted > u64::from(copies.value) {
        let facts = [copies.value.to_string(), allotted.to_string()];
        sink.report_span("copies", Part::Data, copies.span.clone(), &[&facts[0], &facts[1]]);
    }
}

fn numbers(issue: &Issue, sink: &mut Sink<'_>) {
    let masthead = &issue.masthead;
    if let Some(total) = masthead.total.as_ref().filter(|total| total.value < masthead.number.value) {
        let facts = [total.value.to_string(), masthead.number.value.to_string()];
        sink.report_span("total-below-number", Part::Data, total.span.clone(), &[&facts[0], &facts[1]]);
    }
    let printed = issue.colophon.printed.as_ref();
    if let Some(printed) = printed.filter(|printed| printed.value < masthead.date.value) {
        sink.report_span("printed-before-date", Part::Data, printed.span.clone(), &[]);
    }
}
