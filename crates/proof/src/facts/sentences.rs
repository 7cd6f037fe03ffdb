//! The same sentence twice, and the same word twice in a row.

use std::collections::BTreeSet;

use crate::marks::{is_han, sentences};
use crate::passage::Passage;
use crate::pattern::pattern;
use crate::sink::Sink;

/// Shorter sentences are formulas that may well return.
const SHORTEST: usize = 15;
/// Shorter words are doubled on purpose: 研究研究, 一步一步.
const SHORTEST_WORD: usize = 3;
/// But for those that never are.
const NEVER_DOUBLED: [&str; 18] = [
    "加强", "推进", "落实", "完善", "强化", "深化", "提高", "促进", "开展", "召开", "实施", "建立", "确保",
    "坚持", "全县", "全市", "会议", "我们",
];

pub fn check(body: &[Passage<'_>], sink: &mut Sink<'_>) {
    let mut known = BTreeSet::new();
    for passage in body {
        for range in sentences(&passage.plain, &['。', '！', '？']) {
            let sentence = passage.plain[range.clone()].trim_matches(['“', '”', '。']);
            if is_label(sentence) {
                continue;
            }
            if sentence.chars().filter(|&c| is_han(c)).count() >= SHORTEST && !known.insert(sentence) {
                sink.report(passage, "same-sentence", range, &[]);
            }
        }
        doubled(passage, sink);
    }
}

/// （牵头单位：县发展改革局）, 责任单位：县财政局: what is said of each task may be the same.
fn is_label(sentence: &str) -> bool {
    let in_brackets = sentence.starts_with('（') && sentence.ends_with('）');
    in_brackets || pattern!(r"^[（]?\p{Han}{2,8}：").is_match(sentence)
}

/// 工作组工作组, 的的.
fn doubled(passage: &Passage<'_>, sink: &mut Sink<'_>) {
    let characters: Vec<(usize, char)> = passage.plain.char_indices().collect();
    let mut index = 0;
    while index < characters.len() {
        let longest = (SHORTEST_WORD..=8).rev().find(|&length| is_doubled(&characters, index, length));
        let particle = longest.is_none() && is_doubled_particle(&characters, index);
        let pair = longest.is_none() && is_doubled_pair(&characters, index);
        let Some(length) = longest.or(particle.then_some(1)).or(pair.then_some(2)) else {
            index += 1;
            continue;
        };
        let at = |index: usize| characters.get(index).map_or(passage.plain.len(), |&(at, _)| at);
        let (start, middle, end) = (at(index), at(index + length), at(index + 2 * length));
        let word = &passage.plain[start..middle];
        sink.offer(passage, "doubled-word", middle..end, &[word], "");
        index += 2 * length;
    }
}

fn is_doubled(characters: &[(usize, char)], index: usize, length: usize) -> bool {
    let word = |start: usize| characters.get(start..start + length);
    let (Some(first), Some(second)) = (word(index), word(index + length)) else { return false };
    let same = first.iter().zip(second).all(|(a, b)| a.1 == b.1);
    let varied = first.iter().any(|c| c.1 != first[0].1);
    same && varied && first.iter().all(|c| is_han(c.1))
}

fn is_doubled_pair(characters: &[(usize, char)], index: usize) -> bool {
    let Some(pair) = characters.get(index..index + 4) else { return false };
    let word: String = pair[..2].iter().map(|c| c.1).collect();
    let next = characters.get(index + 4).map(|c| c.1);
    // 落实落实再落实 is said on purpose, 会议会议室 are two words.
    let meant = next.is_some_and(|c| "再室纪记厅中".contains(c));
    is_doubled(characters, index, 2) && NEVER_DOUBLED.contains(&word.as_str()) && !meant
}

fn is_doubled_particle(characters: &[(usize, char)], index: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| characters.get(index)).map(|c| c.1);
    let (first, second) = (at(Some(index)), at(Some(index + 1)));
    let (before, after) = (at(index.checked_sub(1)), at(Some(index + 2)));
    // 目的的, 标的的, 的的确确, 与会 and 参与与 are words.
    first == Some('的')
        && second == Some('的')
        && !matches!(before, Some('目' | '标'))
        && before != Some('的')
        && after != Some('确')
}
