//! One body or one person under two names.

use std::ops::Range;

use crate::proof::marks::is_han;
use crate::proof::passage::Passage;
use crate::proof::punctuation::pattern;
use crate::proof::rule::Part;
use crate::proof::sink::Sink;

/// The name of a body, as far as it can be told without knowing words.
struct Name<'a> {
    passage: usize,
    /// From the rank on: 省第二扶贫协作工作组.
    name: &'a str,
    /// The two hanzi before its rank, if there are two.
    place: &'a str,
    range: Range<usize>,
}

pub fn check(passages: &[Passage<'_>], sink: &mut Sink<'_>) {
    bodies(passages, sink);
    persons(passages, sink);
}

fn bodies(passages: &[Passage<'_>], sink: &mut Sink<'_>) {
    let names = names(passages);
    let mut told: Vec<&str> = Vec::new();
    for (index, one) in names.iter().enumerate() {
        let earlier = names[..index].iter().find(|other| near(other, one));
        let Some(other) = earlier.filter(|_| !told.contains(&one.name)) else { continue };
        // The name that is used less is the one to look at.
        let uses = |name: &str| names.iter().filter(|other| other.name == name).count();
        let (odd, usual) = if uses(other.name) < uses(one.name) { (other, one) } else { (one, other) };
        told.extend([odd.name, usual.name]);
        let facts = [odd.name, usual.name];
        sink.report(&passages[odd.passage], "two-names", odd.range.clone(), &facts);
    }
}

fn names<'p>(passages: &'p [Passage<'_>]) -> Vec<Name<'p>> {
    let pattern = pattern!(
        r"(?:省|市|县|区|州|镇|乡)\p{Han}{2,14}?(?:工作组|领导小组|指挥部|工作专班|委员会|协会|研究院)"
    );
    let mut names = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        if !matches!(passage.part, Part::Title | Part::Body | Part::Note | Part::Line) {
            continue;
        }
        for found in pattern.find_iter(&passage.plain) {
            let before = &passage.plain[..found.start()];
            let start = before.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
            let place = if before[start..].chars().all(is_han) { &before[start..] } else { "" };
            names.push(Name { passage: index, name: found.as_str(), place, range: found.range() });
        }
    }
    names
}

/// Words that a name may have or lack and still be another body's, or the short form of the same.
const HARMLESS: [&str; 9] = ["人民", "自治", "协调", "专家", "监督", "指导", "联合", "党组", "专项"];

/// Whether one name is the other without two to four of its hanzi in the middle.
fn near(one: &Name<'_>, other: &Name<'_>) -> bool {
    let places_differ = !one.place.is_empty() && !other.place.is_empty() && one.place != other.place;
    let (short, long) =
        if one.name.len() < other.name.len() { (one.name, other.name) } else { (other.name, one.name) };
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    let missing = long.len() - short.len();
    if places_differ || !(2..=4).contains(&missing) || short.len() < 7 {
        return false;
    }
    let head = short.iter().zip(&long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    // The rank and two hanzi more at the head; the suffix and one more at the tail would be too much to ask.
    let fits = head >= 3 && tail >= 3 && head + tail >= short.len();
    let gone: String = long[head.min(short.len())..].iter().take(missing).collect();
    fits && !HARMLESS.contains(&gone.as_str())
}

/// 县长王建国 and 县长王建军: one post, two names that differ in one hanzi.
fn persons(passages: &[Passage<'_>], sink: &mut Sink<'_>) {
    let pattern = pattern!(
        r"(副?(?:省|市|县|区|镇|乡)(?:委书记|委副书记|长|委常委))([王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]\p{Han}{2})(?:同志|主持|出席|带队|率队|率|指出|强调|要求|表示|说|到|在|深入|一行|介绍|讲话|作|参加|宣布|，|、|。|：|）)"
    );
    let mut known: Vec<(&str, &str)> = Vec::new();
    for passage in passages {
        for found in pattern.captures_iter(&passage.plain) {
            let (post, name) = (found.get(1).unwrap().as_str(), found.get(2).unwrap());
            let differs = |other: &str| {
                let same = other.chars().zip(name.as_str().chars()).filter(|(a, b)| a == b).count();
                same == 2
            };
            if let Some((_, other)) = known.iter().find(|(other, known)| *other == post && differs(known)) {
                sink.report(passage, "person-two-names", name.range(), &[name.as_str(), other, post]);
            } else {
                known.push((post, name.as_str()));
            }
        }
    }
}
