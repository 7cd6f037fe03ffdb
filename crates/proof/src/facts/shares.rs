//! Shares, parts and sums.

use std::ops::Range;

use super::quantity::{Quantity, quantities};
use crate::marks::{is_han, sentences, tail};
use crate::passage::Passage;
use crate::pattern::pattern;
use crate::sink::Sink;

/// A sentence with more is a table.
const MOST_QUANTITIES: usize = 100;

pub fn check(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    if !passage.plain.contains(|c: char| c.is_ascii_digit()) {
        return;
    }
    for sentence in sentences(&passage.plain, &['。', '！', '？', '；']) {
        let found: Vec<Quantity> = quantities(&passage.plain[sentence.clone()])
            .into_iter()
            .map(|quantity| Quantity {
                range: sentence.start + quantity.range.start..sentence.start + quantity.range.end,
                ..quantity
            })
            .collect();
        if found.len() > MOST_QUANTITIES {
            continue;
        }
        shares(passage, &sentence, &found, sink);
        shares_of(passage, &sentence, &found, sink);
        rates(passage, &sentence, &found, sink);
        parts(passage, &sentence, &found, sink);
        sums(passage, &sentence, &found, sink);
        growth(passage, &sentence, sink);
        points(passage, &sentence, sink);
    }
}

/// A percentage as written, and by how much it may be off.
fn percentage(written: &str) -> Option<(f64, f64)> {
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len()) as i32;
    // One unit of the last place: some offices round, some cut off.
    Some((written.parse().ok()?, 10f64.powi(-decimals)))
}

/// Whether `part` of `whole` can be the percentage; if not, what it is.
fn contradicts(part: &Quantity, whole: &Quantity, written: &str, vague: bool) -> Option<String> {
    let (said, step) = percentage(written)?;
    if whole.value <= 0.0 {
        return None;
    }
    let ratio = part.value / whole.value * 100.0;
    let slack = ratio * (part.slack / part.value.max(1e-9) + whole.slack / whole.value) + step * 1.000_1;
    let slack = if vague { slack.max(said * 0.05) } else { slack };
    let decimals = written.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    ((ratio - said).abs() > slack).then(|| format!("{ratio:.decimals$}%"))
}

/// A个, 其中 B个, 占比 P%.
fn shares(passage: &Passage<'_>, sentence: &Range<usize>, found: &[Quantity], sink: &mut Sink<'_>) {
    let text = &passage.plain[sentence.clone()];
    // 其中, or 120名党员中，.
    let among =
        text.find("其中").or_else(|| Some(pattern!(r"\d\p{Han}{1,8}中，").find(text)?.end() - "，".len()));
    let Some(among) = among.map(|at| sentence.start + at) else { return };
    let pattern =
        pattern!(r"占(?:比|总数|总人数|总量|总户数|总额|其)?(?:的|为|达|达到)?(约)?(\d+(?:\.\d+)?)[%％]");
    for share in pattern.captures_iter(text) {
        let range =
            sentence.start + share.get(0).unwrap().start()..sentence.start + share.get(0).unwrap().end();
        let before = |at: usize| found.iter().rev().filter(move |q| q.range.end <= at);
        let Some(part) = before(range.start).next().filter(|part| part.range.start > among) else { continue };
        // Nothing but the part's own words stand between it and its share; behind a comma other words are another's.
        let between = &passage.plain[part.range.end..range.start];
        if between.chars().count() > 6 || between.starts_with('，') && between != "，" {
            continue;
        }
        let Some(whole) = before(among).find(|whole| whole.unit == part.unit) else { continue };
        if let Some(right) = contradicts(part, whole, &share[2], share.get(1).is_some()) {
            let [whole, part] = [whole, part].map(|q| &passage.plain[q.range.clone()]);
            sink.report(passage, "share", range, &[whole, part, &share[2], &right]);
        }
    }
}

/// B元，占…A元的P%.
fn shares_of(passage: &Passage<'_>, sentence: &Range<usize>, found: &[Quantity], sink: &mut Sink<'_>) {
    let text = &passage.plain[sentence.clone()];
    for share in pattern!(r"，((?:占|为|相当于)\p{Han}{0,8}(\d[^的，]{0,16})的(约)?(\d+(?:\.\d+)?)[%％])")
        .captures_iter(text)
    {
        let (Some(comma), Some(marked), Some(middle)) = (share.get(0), share.get(1), share.get(2)) else {
            continue;
        };
        let part = found.iter().find(|part| part.range.end == sentence.start + comma.start());
        let middle = sentence.start + middle.start()..sentence.start + middle.end();
        let whole = found.iter().find(|whole| whole.range == middle);
        let (Some(part), Some(whole)) = (part, whole) else { continue };
        let right = contradicts(part, whole, &share[4], share.get(3).is_some());
        if let Some(right) = right.filter(|_| part.unit == whole.unit) {
            let [whole, part] = [whole, part].map(|q| &passage.plain[q.range.clone()]);
            let range = sentence.start + marked.start()..sentence.start + marked.end();
            sink.report(passage, "share", range, &[whole, part, &share[4], &right]);
        }
    }
}

/// What is said of a part of all that there is, so that a share behind it is the part's.
const DONE: [&str; 10] = ["完成", "办结", "整改", "合格", "达标", "解决", "通过", "销号", "到位", "建成"];

/// A处, 完成整改B处, 整改率P%; A件, 已办结B件, 占比P%.
fn rates(passage: &Passage<'_>, sentence: &Range<usize>, found: &[Quantity], sink: &mut Sink<'_>) {
    let text = &passage.plain[sentence.clone()];
    let pattern = pattern!(r"，((?:(\p{Han}{2})率|占比)(?:为|达|达到)?(约)?(\d+(?:\.\d+)?)[%％])");
    for rate in pattern.captures_iter(text) {
        let Some(marked) = rate.get(1) else { continue };
        let range = sentence.start + marked.start()..sentence.start + marked.end();
        let mut before = found.iter().rev().filter(|quantity| quantity.range.end <= range.start);
        let Some(part) = before.next().filter(|part| part.range.end + "，".len() == range.start) else {
            continue;
        };
        let Some(whole) = before.next().filter(|whole| whole.unit == part.unit) else { continue };
        let between = &passage.plain[whole.range.end..part.range.start];
        let named = match rate.get(2).map(|name| name.as_str()) {
            // The rate is that of the part only if it is named after it.
            Some("到会" | "参会" | "出席" | "出勤") if between.ends_with("实到") => true,
            Some(name) => between.ends_with(name) || (between.contains(name) && between.chars().count() <= 7),
            // 其中 is looked at elsewhere.
            None => {
                let clause = between.rsplit('，').next().unwrap_or_default();
                let is_done = DONE.iter().any(|word| clause.ends_with(word));
                !text.contains("其中") && (is_done || clause.starts_with('已') && clause.chars().count() <= 5)
            }
        };
        let smaller = part.value <= whole.value;
        if let (true, true, Some(right)) =
            (named, smaller, contradicts(part, whole, &rate[4], rate.get(3).is_some()))
        {
            let [whole, part] = [whole, part].map(|q| &passage.plain[q.range.clone()]);
            sink.report(passage, "share", range, &[whole, part, &rate[4], &right]);
        }
    }
}

/// A part is no larger than its whole.
fn parts(passage: &Passage<'_>, sentence: &Range<usize>, found: &[Quantity], sink: &mut Sink<'_>) {
    let text = &passage.plain[sentence.clone()];
    let Some(among) = text.find("，其中").map(|at| sentence.start + at) else { return };
    let Some(whole) = found.iter().rev().find(|quantity| quantity.range.end <= among) else { return };
    // The whole is what the clause before 其中 says, and nothing older.
    if passage.plain[whole.range.end..among].contains('，') {
        return;
    }
    // 比年初增加38.1亿元，其中住户存款余额238.3亿元: a balance is no part of an increase.
    let changes = |quantity: &Quantity| {
        pattern!(r"(?:增加|增长|减少|下降|新增|净增|提高|上升|少|多|增|减)(?:了|约|近|值)?$")
            .is_match(tail(&passage.plain[..quantity.range.start], 4))
    };
    let whole_changes = changes(whole);
    let clause = among + "，其中".len();
    let end = clause + length_of_list(&passage.plain[clause..sentence.end], whole.unit);
    let listed: Vec<&Quantity> =
        found.iter().filter(|part| part.range.start > among && part.range.end <= end).collect();
    let alike = |part: &&&Quantity| part.unit == whole.unit;
    let of_change = |part: &&&Quantity| !whole_changes || changes(part);
    for part in listed.iter().filter(alike).filter(of_change) {
        if part.value - part.slack > whole.value + whole.slack {
            let facts = [whole, part].map(|quantity| &passage.plain[quantity.range.clone()]);
            return sink.report(passage, "part-exceeds-whole", part.range.clone(), &facts);
        }
    }
    let items = &passage.plain[clause..end];
    let whole_list = listed.len() >= 3 && !whole_changes && listed.iter().all(|part| alike(&part));
    if whole_list && items.split(['、', '，']).count() == listed.len() && !items.contains('等') {
        let added: f64 = listed.iter().map(|part| part.value).sum();
        let slack: f64 = listed.iter().map(|part| part.slack).sum::<f64>() + whole.slack;
        // What is counted twice, as women who are party members, comes to much more than the whole.
        if added > whole.value + slack + 1e-6 && added <= whole.value * NEARLY {
            let said = &passage.plain[whole.range.clone()];
            sink.report(passage, "sum", whole.range.clone(), &[said, &as_written(added, said, whole.unit)]);
        }
    }
}

/// How far the parts of a whole are listed: with 、 through one clause, and on through clauses of nothing but a name and
/// a number of what is counted.
fn length_of_list(text: &str, unit: &str) -> usize {
    let mut end = text.find('，').unwrap_or(text.len());
    while let Some(rest) = text[end..].strip_prefix('，') {
        let clause = &rest[..rest.find('，').unwrap_or(rest.len())];
        let name = clause.trim_start_matches(|c: char| is_han(c) && !"比较增减共另在还已未".contains(c));
        let counted = name.trim_start_matches(|c: char| c.is_ascii_digit() || ",.".contains(c));
        let counted = counted.trim_start_matches(['万', '亿']);
        let named = (2..=8).contains(&clause[..clause.len() - name.len()].chars().count());
        if !named || counted.trim_end_matches('。') != unit {
            break;
        }
        end += "，".len() + clause.len();
    }
    end
}

/// Parts that come to so much of the whole, and not to it, are meant to come to it.
const NEARLY: f64 = 1.05;

/// Clauses with these are no items of a sum.
const WORDS_OF_PARTS: [&str; 13] =
    ["其中", "分别", "比", "较", "增", "减", "从", "由", "每", "平均", "累计", "达到", "剩余"];

/// A个、B个，共计C个; A个，B个，共计C个.
fn sums(passage: &Passage<'_>, sentence: &Range<usize>, found: &[Quantity], sink: &mut Sink<'_>) {
    let text = &passage.plain[sentence.clone()];
    for total in pattern!(r"，(?:共计|合计|总计|共)(\d)").captures_iter(text) {
        let comma = sentence.start + total.get(0).unwrap().start();
        let at = sentence.start + total.get(1).unwrap().start();
        let Some(sum) = found.iter().find(|quantity| quantity.range.start == at) else { continue };
        let clause = passage.plain[..comma].rfind(['，', '：', '。', '；']).map_or(0, |mark| mark);
        let (clause, mark) = match passage.plain[clause..comma].contains('、') {
            true => (clause, '、'),
            // Clauses are added up where the sentence has no others.
            false => {
                (passage.plain[..comma].rfind(['：', '。', '；', '！', '？']).map_or(0, |mark| mark), '，')
            }
        };
        let items = &passage.plain[clause..comma];
        let counts_otherwise = WORDS_OF_PARTS.iter().any(|word| items.contains(word));
        let is_plain_total = total[0].starts_with("，共") && !total[0].starts_with("，共计");
        if counts_otherwise || mark == '，' && is_plain_total {
            continue;
        }
        let parts: Vec<&Quantity> =
            found.iter().filter(|q| q.range.start >= clause && q.range.end <= comma).collect();
        // Each item of the clause has one number, and all count the same.
        let whole_list = parts.len() >= 2 && items.split(mark).count() == parts.len();
        if !whole_list || items.ends_with('等') || parts.iter().any(|part| part.unit != sum.unit) {
            continue;
        }
        let added: f64 = parts.iter().map(|part| part.value).sum();
        let slack: f64 = parts.iter().map(|part| part.slack).sum::<f64>() + sum.slack;
        if (added - sum.value).abs() > slack + 1e-6 {
            let said = &passage.plain[sum.range.clone()];
            let shown = as_written(added, said, sum.unit);
            let facts = [said, &shown];
            sink.report(passage, "sum", sum.range.clone(), &facts);
        }
    }
}

/// A value in the words of another quantity: in 亿 where that is.
fn as_written(value: f64, like: &str, unit: &str) -> String {
    let scales = [("亿", 1e8), ("万", 1e4)];
    let (word, scale) = scales.into_iter().find(|(word, _)| like.contains(word)).unwrap_or(("", 1.0));
    format!("{}{word}{unit}", shown(value / scale))
}

/// A value as one would write it.
fn shown(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// 由A增加到B，增长P%.
fn growth(passage: &Passage<'_>, sentence: &Range<usize>, sink: &mut Sink<'_>) {
    let text = &passage.plain[sentence.clone()];
    let pattern = pattern!(
        r"(?:由|从)[^，。\d]{0,8}(?:\d{4}年的?|上年的?|去年的?)?(\d[\d,.]*(?:万|亿)?\p{Han}{1,3}?)(?:(?:增加|增长|提高|上升|提升|扩大|减少|下降|降低|压缩|缩短)[到至]|[增降升减][到至])(?:了)?(?:\d{4}年的?|今年的?|目前的?|现在的?|上年的?|去年的?)?(\d[\d,.]*(?:万|亿)?\p{Han}{1,3}?)，(?:同比)?(?:增长|增幅|增加|提高|上升|下降|减少|降低|降幅)(?:了|达|达到|为)?(约)?(\d+(?:\.\d+)?)[%％]"
    );
    let reversed = pattern!(
        r"(\d[\d,.]*(?:万|亿)?\p{Han}{1,3}?)，(?:比|较)(?:上年|去年|\d{4}年)(?:同期)?的?(\d[\d,.]*(?:万|亿)?\p{Han}{1,3}?)(?:增长|增加|提高|上升|下降|减少|降低)(?:了|达)?(约)?(\d+(?:\.\d+)?)[%％]"
    );
    let forward = pattern.captures_iter(text).map(|found| (found, 1, 2));
    for (found, first, second) in forward.chain(reversed.captures_iter(text).map(|found| (found, 2, 1))) {
        let (from, to) = (quantities(&found[first]), quantities(&found[second]));
        let ([from], [to]) = (&from[..], &to[..]) else { continue };
        if from.unit != to.unit || from.value <= 0.0 {
            continue;
        }
        let change =
            Quantity { value: (to.value - from.value).abs(), slack: to.slack + from.slack, ..to.clone() };
        if let Some(right) = contradicts(&change, from, &found[4], found.get(3).is_some()) {
            let range = found.get(0).unwrap().range();
            let range = sentence.start + range.start..sentence.start + range.end;
            sink.report(passage, "growth", range, &[&found[first], &found[second], &found[4], &right]);
        }
    }
}

/// 由A%提高到B%，提高C个百分点.
fn points(passage: &Passage<'_>, sentence: &Range<usize>, sink: &mut Sink<'_>) {
    let text = &passage.plain[sentence.clone()];
    let pattern = pattern!(
        r"(?:由|从)[^，。\d]{0,8}(?:\d{4}年的?|上年的?|去年的?)?(\d+(?:\.\d+)?)[%％]\p{Han}{2}[到至](?:\d{4}年的?|今年的?|目前的?)?(\d+(?:\.\d+)?)[%％]，(?:提高|上升|提升|增加|增长|下降|降低|减少)了?(\d+(?:\.\d+)?)个百分点"
    );
    for found in pattern.captures_iter(text) {
        let (Some(whole), Some((from, a)), Some((to, b)), Some((said, c))) =
            (found.get(0), percentage(&found[1]), percentage(&found[2]), percentage(&found[3]))
        else {
            continue;
        };
        let right = (to - from).abs();
        // Each of the three may be rounded by half of its last place.
        if (right - said).abs() > (a + b + c) / 2.0 + 1e-9 {
            let range = sentence.start + whole.start()..sentence.start + whole.end();
            let [from, to] = [1, 2].map(|group| format!("{}%", &found[group]));
            let right = format!("{}个百分点", shown(right));
            sink.report(passage, "points", range, &[&from, &to, &found[3], &right]);
        }
    }
}
