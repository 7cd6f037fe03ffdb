//! One person under two names, or in two posts that shut each other out.
//!
//! A person is told by post and name, 县长王建国主持; what stands before the post is the office, if it ends as one.

use std::collections::BTreeSet;
use std::ops::Range;

use pinyin::ToPinyin;

use crate::marks::is_han;
use crate::passage::{Passage, is_same_place};
use crate::pattern::pattern;
use crate::sink::Sink;

/// A person as a text names one.
struct Person<'a> {
    passage: usize,
    /// 县教育局; empty if the text does not say.
    office: &'a str,
    /// Whether it is the post of a deputy.
    deputy: bool,
    /// 局长.
    post: &'a str,
    name: &'a str,
    range: Range<usize>,
}

/// So many different persons are held against each other; no issue has as many.
const MOST_PERSONS: usize = 500;

pub fn check(passages: &[Passage<'_>], issuer: Option<u8>, sink: &mut Sink<'_>) {
    let persons = persons(passages);
    let mut told: Vec<&str> = Vec::new();
    for (index, person) in persons.iter().enumerate() {
        if told.contains(&person.name) {
            continue;
        }
        let ranked = if person.office.is_empty() { person.post } else { person.office };
        let same_place = |other: &Person<'_>| {
            is_same_place(ranked, issuer, &passages[person.passage], &passages[other.passage])
        };
        let earlier =
            || persons[..index].iter().filter(|other| are_of_one_office(other, person) && same_place(other));
        if let Some(other) =
            earlier().find(|other| other.deputy == person.deputy && is_misspelt(other, person))
        {
            let facts = [person.name, other.name, &post(person)];
            sink.report(&passages[person.passage], "person-two-names", person.range.clone(), &facts);
            told.push(person.name);
        } else if let Some(other) =
            earlier().find(|other| other.deputy != person.deputy && other.name == person.name)
        {
            let facts = [person.name, &post(person), &post(other)];
            sink.report(&passages[person.passage], "person-two-posts", person.range.clone(), &facts);
            told.push(person.name);
        }
    }
}

fn post(person: &Person<'_>) -> String {
    format!("{}{}", if person.deputy { "副" } else { "" }, person.post)
}

/// Hanzi after a post that begin with a surname and are no name.
const NO_NAMES: [&str; 26] = [
    "马上", "高度", "方可", "任何", "成功", "常在", "万一", "时常", "全面", "严格", "严肃", "易于", "向前",
    "于是", "何时", "何在", "安全", "温暖", "任职", "任期", "任内", "毛遂", "白天", "黄牌", "金额", "江边",
];

fn persons<'p>(passages: &'p [Passage<'_>]) -> Vec<Person<'p>> {
    let pattern = pattern!(
        r"(副)?(书记|省长|市长|县长|区长|州长|镇长|乡长|村长|局长|厅长|部长|主任|处长|科长|站长|所长|院长|校长|会长|组长|队长|董事长|总经理|秘书长|主席|检察长)([王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]\p{Han}{1,2}?)(?:同志|主持|出席|带队|率队|率|指出|强调|要求|表示|说|到|在|深入|一行|介绍|讲话|作|参加|宣布|通报|致辞|代表|汇报|签|走访|调研|看望|最后|充分|补充|分别|发言|总结|部署|传达|检查|督导|慰问|听取|会见|陪同|前往|，|、|。|：|；|）|（|$)"
    );
    let mut persons: Vec<Person<'p>> = Vec::new();
    let mut known = BTreeSet::new();
    for (index, passage) in passages.iter().enumerate() {
        for found in pattern.captures_iter(&passage.plain) {
            let (Some(whole), Some(post), Some(name)) = (found.get(0), found.get(2), found.get(3)) else {
                continue;
            };
            let before = &passage.plain[..whole.start()];
            if NO_NAMES.contains(&name.as_str()) || is_of_another_time(before) {
                continue;
            }
            let person = Person {
                passage: index,
                office: office(before),
                deputy: found.get(1).is_some(),
                post: post.as_str(),
                name: name.as_str(),
                range: name.range(),
            };
            let key = (person.office, person.deputy, person.post, person.name, passage.article);
            if known.insert(key) && persons.len() < MOST_PERSONS {
                persons.push(person);
            }
        }
    }
    persons
}

/// 原县长, 时任局长: who was in the post before, or will be.
fn is_of_another_time(before: &str) -> bool {
    let near = before.char_indices().rev().nth(11).map_or(0, |(at, _)| at);
    let clause = before[near..].rsplit(['，', '。', '；', '、', '：']).next().unwrap_or(before);
    [
        "原", "时任", "曾任", "前任", "拟任", "新任", "任命", "免去", "历任", "接替", "兼", "候选", "当选",
        "继任", "代理",
    ]
    .iter()
    .any(|word| clause.contains(word))
}

/// The office that stands right before a post, if the hanzi there end as one.
fn office(before: &str) -> &str {
    let start = before.char_indices().rev().take_while(|&(_, c)| is_han(c)).take(12).last();
    let run = start.map_or("", |(at, _)| &before[at..]);
    let ends = [
        "局",
        "厅",
        "委",
        "办",
        "部",
        "院",
        "校",
        "公司",
        "中心",
        "组",
        "会",
        "队",
        "所",
        "站",
        "处",
        "科",
        "乡",
        "镇",
        "村",
        "县",
        "市",
        "区",
        "省",
        "州",
        "街道",
        "政府",
        "办公室",
        "支部",
        "小学",
        "中学",
        "大学",
        "医院",
        "社",
    ];
    // 会上 and 日前 are no offices; a run without a known end tells nothing.
    if run.chars().count() >= 2 && ends.iter().any(|end| run.ends_with(end)) { run } else { "" }
}

fn are_of_one_office(one: &Person<'_>, other: &Person<'_>) -> bool {
    one.post == other.post && (one.office.ends_with(other.office) || other.office.ends_with(one.office))
}

/// Whether two names of one post differ as a slip of the pen makes them differ.
fn is_misspelt(one: &Person<'_>, other: &Person<'_>) -> bool {
    let pairs: Vec<(char, char)> = one.name.chars().zip(other.name.chars()).collect();
    let same_length = one.name.chars().count() == other.name.chars().count();
    let mut differing = pairs.iter().filter(|(a, b)| a != b);
    let (Some(&(a, b)), None, true) = (differing.next(), differing.next(), same_length) else { return false };
    // A post that several may hold, or a name of two hanzi, is another's unless the two sound alike.
    let several =
        one.deputy || ["主任", "组长", "队长", "村长", "主席"].contains(&one.post) && one.office.is_empty();
    let sound = |c: char| c.to_pinyin().map(pinyin::Pinyin::plain);
    let alike = sound(a).is_some() && sound(a) == sound(b);
    // An office that is named has one head.
    let named = !one.office.is_empty() && one.office == other.office;
    alike || ((pairs.len() == 3 || named) && !several)
}
