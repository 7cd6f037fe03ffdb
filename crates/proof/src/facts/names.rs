//! One body under two names.
//!
//! Names are told by their first word, a rank, and their last, a kind of body; nothing here knows words.
//! Two names are held to be one body's where they differ as slips of the pen do, not as bodies do.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;

use crate::marks::is_han;
use crate::passage::{Passage, is_same_place};
use crate::pattern::pattern;
use crate::rule::Part;
use crate::sink::Sink;

/// The name of a body, as far as it can be told without knowing words.
struct Name<'a> {
    passage: usize,
    /// From the rank on: 省第二扶贫协作工作组.
    name: &'a str,
    /// The two hanzi before its rank, if they can be a place.
    place: &'a str,
    range: Range<usize>,
    /// How often it is used with this place in this article.
    uses: usize,
}

/// So many different names are held against each other; no issue has as many.
const MOST_NAMES: usize = 500;

pub fn check(passages: &[Passage<'_>], issuer: Option<u8>, sink: &mut Sink<'_>) {
    let names = names(passages);
    let mut told: Vec<&str> = Vec::new();
    for (index, one) in names.iter().enumerate() {
        let same_place = |other: &Name<'_>| {
            is_same_place(one.name, issuer, &passages[one.passage], &passages[other.passage])
        };
        let earlier = names[..index].iter().find(|other| are_one_body(other, one) && same_place(other));
        let Some(other) = earlier.filter(|_| !told.contains(&one.name)) else { continue };
        // The name that is used less is the one to look at.
        let uses = |name: &str| -> usize {
            names.iter().filter(|other| other.name == name).map(|other| other.uses).sum()
        };
        let wrong_rank = |name: &Name<'_>| !name.name.starts_with('省') && name.name.ends_with('厅');
        let first_is_odd = match (wrong_rank(other), wrong_rank(one)) {
            (true, false) => true,
            (false, true) => false,
            _ => uses(other.name) < uses(one.name),
        };
        let (odd, usual) = if first_is_odd { (other, one) } else { (one, other) };
        told.extend([odd.name, usual.name]);
        sink.report(&passages[odd.passage], "two-names", odd.range.clone(), &[odd.name, usual.name]);
    }
}

/// Ranks that a name begins with.
const RANKS: [char; 7] = ['省', '市', '县', '区', '州', '镇', '乡'];
/// Characters that no name of a body has: what seems to be one runs over a verb or a particle.
const NOT_IN_NAMES: &str = "的由在向对把被将从到等各让给是了所赴为请经据按以及与并也都还";

fn names<'p>(passages: &'p [Passage<'_>]) -> Vec<Name<'p>> {
    let pattern = pattern!(
        r"(?:省|市|县|区|州|镇|乡)\p{Han}{2,14}?(?:工作组|协作组|领导小组|领导组|指挥部|工作专班|委员会|协会|研究院|联合会|局|厅)"
    );
    let mut names: Vec<Name<'p>> = Vec::new();
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for (index, passage) in passages.iter().enumerate() {
        if !matches!(passage.part, Part::Title | Part::Body | Part::Note | Part::Line) {
            continue;
        }
        for found in pattern.find_iter(&passage.plain) {
            // 县委和县教育局: the last rank begins the name.
            let start = found.start() + last_rank(found.as_str());
            let name = &passage.plain[start..found.end()];
            let core = name.trim_end_matches("工作组").trim_end_matches("协作组");
            let core = core.trim_end_matches("领导组").trim_end_matches("联合会");
            let short = name.chars().count() < SHORTEST_NAME;
            // 县里教育局 is no name, 管里 a slip for 管理.
            let inside = core.chars().nth(1) == Some('里');
            if short
                || inside
                || core.contains(|c| NOT_IN_NAMES.contains(c))
                || is_another(&passage.plain[..start])
            {
                continue;
            }
            let place = place(&passage.plain[..start]);
            let next = names.len();
            match known.entry((name, place, passage.article)) {
                Entry::Occupied(entry) => names[*entry.get()].uses += 1,
                Entry::Vacant(entry) if next < MOST_NAMES => {
                    entry.insert(next);
                    names.push(Name { passage: index, name, place, range: start..found.end(), uses: 1 });
                }
                Entry::Vacant(_) => {}
            }
        }
    }
    names
}

/// 县水利局 is the shortest name that is looked at.
const SHORTEST_NAME: usize = 4;

/// Where the last rank of a name stands; 市 in 城市 and 市场, 区 in 社区, 乡 in 城乡 and the like are none.
fn last_rank(name: &str) -> usize {
    const WORDS: [&str; 26] = [
        "城市",
        "市场",
        "都市",
        "县域",
        "区域",
        "社区",
        "城区",
        "园区",
        "景区",
        "山区",
        "地区",
        "牧区",
        "林区",
        "灾区",
        "校区",
        "库区",
        "城乡",
        "乡村",
        "乡镇",
        "城镇",
        "镇村",
        "县城",
        "市政",
        "省级",
        "开发区",
        "自治县",
    ];
    let is_word = |at: usize| {
        WORDS.iter().any(|word| {
            name.match_indices(word).any(|(from, _)| from > 0 && (from..from + word.len()).contains(&at))
        })
    };
    let ranks = name.char_indices().filter(|&(at, c)| RANKS.contains(&c) && !is_word(at));
    // A rank that leaves no name behind it is part of one.
    let starts: Vec<usize> = ranks.map(|(at, _)| at).collect();
    starts.into_iter().rfind(|&at| name[at..].chars().count() >= SHORTEST_NAME).unwrap_or(0)
}

/// 各县教育局 are many, 原县教育局 is no more.
fn is_another(before: &str) -> bool {
    before.ends_with(['各', '两', '多', '几', '全', '该', '外', '他', '邻', '原', '旧', '、'])
}

/// The two hanzi before a rank, where they can be a place: 临江 in 临江市, not 会同 in 会同市.
fn place(before: &str) -> &str {
    let start = before.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    let place = &before[start..];
    let whole = place.chars().count() == 2 && place.chars().all(is_han);
    let word =
        ["会同", "联合", "组织", "按照", "根据", "协调", "配合", "要求", "通过", "以及", "其中", "接到"]
            .contains(&place);
    let particle = place
        .contains(|c| NOT_IN_NAMES.contains(c) || "和会后前时中上下日月年我本就即又再先向往".contains(c));
    if whole && !word && !particle { place } else { "" }
}

/// Words that a name may have or lack and still be another body's, or the short form of the same.
const HARMLESS: [&str; 30] = [
    "管理", "运输", "事务", "保障", "人民", "自治", "协调", "专家", "监督", "指导", "联合", "党组", "专项",
    "稽查", "执法", "监察", "直属", "综合", "机关", "建设", "青年", "女子", "老年", "分会", "常务", "咨询",
    "评审", "和", "分", "总",
];
/// Characters that tell one body from another: kinds of trade, people, place, and numbers.
const TELLING: &str = "一二三四五六七八九十甲乙丙丁东南西北中前后左右新老大小上下农林牧渔工商矿水电气油煤路桥港航医药文体教科党政军民团青妇幼男女城乡镇村省市县区州府协委纪监法检山河湖海江茶果菜粮棉猪牛羊鸡鱼蜂竹花木草土地房财审统司公国税人才劳";

/// Whether two names are one body's.
fn are_one_body(one: &Name<'_>, other: &Name<'_>) -> bool {
    let places_differ = !one.place.is_empty() && !other.place.is_empty() && one.place != other.place;
    if places_differ || one.name == other.name {
        return false;
    }
    let (short, long) =
        if one.name.len() < other.name.len() { (one.name, other.name) } else { (other.name, one.name) };
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    if short[0] != long[0] {
        return false;
    }
    match long.len() - short.len() {
        0 => one_character_differs(&short, &long),
        missing @ 1..=4 => lacks_a_part(&short, &long, missing),
        _ => false,
    }
}

/// 县农业农材局 for 县农业农村局, 县教育厅 for 县教育局.
fn one_character_differs(one: &[char], other: &[char]) -> bool {
    let mut differing = one.iter().zip(other).enumerate().filter(|(_, (a, b))| a != b);
    let (Some((at, (a, b))), None) = (differing.next(), differing.next()) else { return false };
    let telling = |c: &char| TELLING.contains(*c);
    match at + 1 == one.len() {
        true => matches!((a, b), ('局', '厅') | ('厅', '局')),
        // Names of few characters are alike by chance: 民政局, 财政局.
        false => one.len() >= 6 && !(telling(a) && telling(b)),
    }
}

/// Whether one name is the other without some of its hanzi.
fn lacks_a_part(short: &[char], long: &[char], missing: usize) -> bool {
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    let gone: String = long[head.min(short.len())..].iter().take(missing).collect();
    let fits = head + tail >= short.len() && !HARMLESS.iter().any(|word| gone.contains(word));
    let gone_by_slip = gone == "小" && short.ends_with(&['领', '导', '组']);
    let bureau = short.last() == Some(&'局');
    match missing {
        // A single hanzi is lost by a slip; a bureau of one more hanzi may be another.
        1 => fits && short.len() >= 6 && tail >= 1 && (gone_by_slip || !TELLING.contains(gone.as_str())),
        // 市教育局 is the old name, or a short one, of 市教育体育局; 2 is what joins two words.
        2 if bureau => fits && head >= 3 && tail >= 1,
        // The rank and two hanzi more at the head; the suffix and one more at the tail would be too much to ask.
        _ => fits && !bureau && head >= 3 && tail >= 3 && short.len() >= 6,
    }
}
