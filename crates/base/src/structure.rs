//! What each paragraph of a body is: text, heading, item, chapter, article.
//!
//! It is decided for a whole series of numbers, 一、二、三、, never line by line: items of a list are no headings
//! though one of them lacks its semicolon, and a heading is one though it ends with a full stop.
//! Everything that asks about headings asks here.

pub use crate::numbering::DIVISIONS;
use crate::numbering::{
    ArticleNumber, DivisionNumber, Numbering, article, decimal, division, heading_end, numbering,
};

/// A paragraph of a body as it is given to [`outline`].
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// Its text, the marks of the issue file taken out.
    pub text: &'a str,
    /// What the issue file says that it is.
    pub said: Option<Said>,
}

/// What a mark at the start of a paragraph says that the paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// `\`: text.
    Text,
    /// `#` to `#####`: a heading of this level, as a whole or up to a place.
    Heading {
        /// From 1 to 5.
        level: u8,
        /// Where in the text the heading ends, if text follows it.
        end: Option<usize>,
    },
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Text without a number, or whose number was turned off.
    Text,
    /// A heading as a whole.
    Heading {
        /// From 1 to 5.
        level: u8,
    },
    /// A paragraph that begins with a heading, or with a number in the face of one.
    RunIn {
        /// From 1 to 5.
        level: u8,
        /// Where the heading ends, in bytes.
        end: usize,
    },
    /// An item of a list, in the face of the text.
    Item {
        /// From 1 to 5.
        level: u8,
    },
    /// 编, 分编, 章 or 节.
    Division(DivisionNumber),
    /// 条.
    Article(ArticleNumber),
}

/// What layouts call 编, 分编, 章 and 节: their styles and elements.
pub const DIVISION_NAMES: [&str; 4] = ["part", "subpart", "chapter", "section"];

/// The mark of headings in the issue file.
const HEADING_MARK: char = '#';

/// The longest first sentence that is a heading of its paragraph, in characters after the number.
const LONGEST_RUN_IN: usize = 32;
/// First sentences that are headings are not longer than this together, in characters each.
const USUAL_RUN_IN: usize = 16;
/// The longest paragraph that is a heading as a whole: two lines.
const LONGEST_HEADING: usize = 52;
/// The longest label before a colon, as in 一、会议时间：.
const LONGEST_LABEL: usize = 14;
/// A list without any text between its entries has this many at least.
const SHORTEST_LIST: usize = 3;

/// The mark at the start of a paragraph that says what it is, and the number of bytes that it takes.
///
/// `\` turns numbering off; `#`, up to five of them and a blank make a heading.
pub fn mark(line: &str) -> Option<(Said, usize)> {
    if line.starts_with('\\') {
        return Some((Said::Text, 1));
    }
    let level = line.len() - line.trim_start_matches(HEADING_MARK).len();
    let rest = &line[level..];
    let blanks = rest.len() - rest.trim_start().len();
    let is_mark = (1..=crate::numbering::LEVELS).contains(&level) && blanks > 0 && blanks < rest.len();
    is_mark.then_some((Said::Heading { level: level as u8, end: None }, level + blanks))
}

/// Where on a line the mark is that ends an open heading within its paragraph, and where the text after it begins:
/// `# 一、春节：# 2月15日放假。`
pub fn heading_stop(said: Option<Said>, line: &str) -> Option<(usize, usize)> {
    let is_open = matches!(said, Some(Said::Heading { end: None, .. }));
    let stop = line.find(HEADING_MARK).filter(|_| is_open)?;
    let rest = &line[stop + HEADING_MARK.len_utf8()..];
    Some((stop, line.len() - rest.trim_start().len()))
}

impl Said {
    /// The same with a heading that ends within its paragraph.
    pub fn ending_at(self, end: usize) -> Said {
        match self {
            Said::Text => Said::Text,
            Said::Heading { level, .. } => Said::Heading { level, end: Some(end) },
        }
    }
}

/// What the paragraphs of a body are, in their order.
pub fn outline(paragraphs: &[Given<'_>]) -> Vec<Role> {
    let starts = starts(paragraphs);
    let mut roles: Vec<Role> = starts.iter().map(Start::role).collect();
    for series in series(&starts) {
        let deciding = Deciding { paragraphs, starts: &starts, roles: &roles, series: &series };
        let decided = deciding.roles();
        for (&member, role) in series.members.iter().zip(decided) {
            roles[member] = role;
        }
    }
    roles
}

/// How a paragraph begins.
#[derive(Debug, Clone, Copy)]
enum Start {
    Nothing,
    Said(u8, Option<usize>),
    Number(Numbering),
    Division(DivisionNumber),
    Article(ArticleNumber),
}

impl Start {
    /// What the paragraph is if no series says more.
    fn role(&self) -> Role {
        match *self {
            Start::Nothing => Role::Text,
            Start::Said(level, None) => Role::Heading { level },
            Start::Said(level, Some(end)) => Role::RunIn { level, end },
            Start::Number(number) => Role::Item { level: number.level },
            Start::Division(number) => Role::Division(number),
            Start::Article(number) => Role::Article(number),
        }
    }
}

fn starts(paragraphs: &[Given<'_>]) -> Vec<Start> {
    // One paragraph that begins with 1.1 may begin with a measure; several make sections.
    let is_section = |given: &&Given<'_>| {
        given.said.is_none() && decimal(given.text).is_some_and(|number| number.level > 1)
    };
    let has_decimals = paragraphs.iter().filter(is_section).count() > 1;
    // A sentence may begin with 第三条; articles are several, or begin at the first.
    let articles = paragraphs.iter().filter_map(|given| article(given.text).filter(|_| given.said.is_none()));
    let (mut count, mut has_first) = (0, false);
    articles.for_each(|article| {
        count += 1;
        has_first |= article.number == 1;
    });
    let has_articles = has_first || count > 1;
    paragraphs
        .iter()
        .map(|given| match given.said {
            Some(Said::Text) => Start::Nothing,
            Some(Said::Heading { level, end }) => Start::Said(level, end),
            None => start(given.text, has_decimals, has_articles),
        })
        .collect()
}

fn start(text: &str, has_decimals: bool, has_articles: bool) -> Start {
    if let Some(number) = numbering(text) {
        return Start::Number(number);
    }
    if let Some(division) = division(text) {
        return Start::Division(division);
    }
    if let Some(article) = article(text).filter(|_| has_articles) {
        return Start::Article(article);
    }
    // A section without a point is a heading or nothing: 3 人以上…。 is a sentence.
    let is_whole = || heading_end(text) == Some(text.len()) && length(text) <= LONGEST_RUN_IN;
    match decimal(text).filter(|_| has_decimals) {
        Some(number) if number.level > 1 || is_whole() => Start::Number(number),
        _ => Start::Nothing,
    }
}

/// Numbers of one level that run on, below the same heading or sentence.
struct Series {
    level: u8,
    members: Vec<usize>,
    /// The numbered paragraph that it is below.
    parent: Option<usize>,
    /// Whether it is within a regulation, whose （一） and 1. are items (立法法第六十五条).
    in_article: bool,
}

/// The series of a body; each comes after the one that it is below.
fn series(starts: &[Start]) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut in_article = false;
    for (index, start) in starts.iter().enumerate() {
        let number = match start {
            Start::Nothing => continue,
            Start::Said(level, _) => {
                open.retain(|&series| all[series].level < *level);
                continue;
            }
            Start::Division(_) | Start::Article(_) => {
                in_article |= matches!(start, Start::Article(_));
                open.clear();
                continue;
            }
            Start::Number(number) => number,
        };
        open.retain(|&series| all[series].level <= number.level);
        if let Some(&last) = open.last().filter(|&&last| all[last].level == number.level) {
            if number.number != 1 {
                all[last].members.push(index);
                continue;
            }
            open.pop();
        }
        let parent = open.last().and_then(|&outer| all[outer].members.last().copied());
        open.push(all.len());
        all.push(Series { level: number.level, members: vec![index], parent, in_article });
    }
    all
}

/// How a numbered paragraph is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// No sentence ends in it.
    Bare,
    /// One sentence.
    Closed,
    /// More follows the first sentence, which ends here.
    RunOn(usize),
}

struct Member<'a> {
    text: &'a str,
    number: usize,
    shape: Shape,
    /// Whether a text or a deeper number of its own follows before the next member.
    has_text: bool,
    is_last: bool,
}

struct Deciding<'a> {
    paragraphs: &'a [Given<'a>],
    starts: &'a [Start],
    /// The roles decided so far.
    roles: &'a [Role],
    series: &'a Series,
}

impl Deciding<'_> {
    fn roles(&self) -> Vec<Role> {
        let level = self.series.level;
        let members: Vec<Member<'_>> =
            (0..self.series.members.len()).map(|index| self.member(index)).collect();
        if self.series.in_article || self.is_below_item() || has_item_marks(&members) {
            return vec![Role::Item { level }; members.len()];
        }
        if has_labels(&members) {
            let label = |member: &Member<'_>| match member.is_label_alone() {
                true => Role::Heading { level },
                false => Role::RunIn { level, end: member.label().unwrap_or(member.number) },
            };
            return members.iter().map(label).collect();
        }
        if self.is_list(&members) {
            return vec![Role::Item { level }; members.len()];
        }
        headings(&members, level)
    }

    fn member(&self, index: usize) -> Member<'_> {
        let at = self.series.members[index];
        let text = self.paragraphs[at].text;
        let number = match self.starts[at] {
            Start::Number(number) => number.length,
            _ => 0,
        };
        let shape = match heading_end(text) {
            Some(end) if end == text.len() => Shape::Bare,
            Some(end) => Shape::RunOn(end),
            None => Shape::Closed,
        };
        let has_text = match self.starts.get(at + 1) {
            Some(Start::Nothing) => true,
            Some(Start::Number(next)) => next.level > self.series.level,
            Some(Start::Said(level, _)) => *level > self.series.level,
            Some(Start::Division(_) | Start::Article(_)) | None => false,
        };
        Member { text, number, shape, has_text, is_last: index + 1 == self.series.members.len() }
    }

    fn is_below_item(&self) -> bool {
        self.series.parent.is_some_and(|parent| matches!(self.roles[parent], Role::Item { .. }))
    }

    /// Whether the members are a mere list: nothing is below any, and a colon announces them or nothing but the list
    /// is there.
    fn is_list(&self, members: &[Member<'_>]) -> bool {
        let first = self.series.members[0];
        let before = first.checked_sub(1).map(|before| self.paragraphs[before].text);
        let announced = before.is_some_and(|text| text.ends_with(['：', ':']));
        // What follows the last member may be the end of the whole text.
        let has_text =
            members.iter().any(|member| member.has_text && (!member.is_last || members.len() == 1));
        let is_sections = members.iter().any(|member| matches!(member.shape, Shape::RunOn(_)));
        let is_bare = members.iter().all(|member| member.shape == Shape::Bare);
        !has_text && !is_sections && (announced || (is_bare && members.len() >= SHORTEST_LIST))
    }
}

/// Whether members but the last end as items of a list do.
fn has_item_marks(members: &[Member<'_>]) -> bool {
    let ends = |member: &&Member<'_>| member.text.ends_with(['；', '，', '、', ';']);
    match members.split_last() {
        Some((only, [])) => ends(&only),
        Some((_, others)) => others.iter().filter(ends).count() * 2 >= others.len(),
        None => false,
    }
}

/// Whether two of three members begin with a label and a colon, 一、会议时间：…, and have no text below; a label alone,
/// 三、绕行路线：, has.
fn has_labels(members: &[Member<'_>]) -> bool {
    let is_labelled = |member: &&Member<'_>| {
        let has_own_text = member.label().is_some() && (!member.has_text || member.is_last);
        has_own_text || member.is_label_alone()
    };
    let labelled = members.iter().filter(is_labelled).count();
    let has_texts = members.iter().any(|member| member.label().is_some());
    has_texts && labelled > 1 && labelled * 3 >= members.len() * 2
}

/// Whether the first sentences that a heading could be are sentences rather than headings, by their length together.
fn first_sentences_are_prose(members: &[Member<'_>]) -> bool {
    let first = |member: &Member<'_>| match member.shape {
        Shape::RunOn(end) => Some(length(&member.text[member.number..end])),
        Shape::Bare | Shape::Closed => None,
    };
    let short: Vec<usize> = members.iter().filter_map(first).filter(|&l| l <= LONGEST_RUN_IN).collect();
    short.iter().sum::<usize>() > USUAL_RUN_IN * short.len()
}

fn headings(members: &[Member<'_>], level: u8) -> Vec<Role> {
    let is_long = |member: &&Member<'_>| match member.shape {
        Shape::RunOn(end) => {
            length(&member.text[member.number..end]) > LONGEST_RUN_IN && member.label().is_none()
        }
        Shape::Bare | Shape::Closed => false,
    };
    let runs_on = members.iter().filter(|member| matches!(member.shape, Shape::RunOn(_))).count();
    let longs = members.iter().filter(is_long).count();
    let is_prose = longs * 2 > runs_on || longs > 0 && first_sentences_are_prose(members);
    let is_section = |member: &&Member<'_>| member.shape == Shape::Closed && member.has_text;
    let sections = members.iter().filter(is_section).count();
    let roles = members.iter().map(|member| {
        let whole = member.length() <= LONGEST_HEADING;
        match member.shape {
            // 二、请派员参加检查，重点检查下列内容： is a sentence, 三、绕行路线： is a label.
            Shape::Bare if member.announces() => Role::Item { level },
            Shape::Bare if whole => Role::Heading { level },
            // The last one with a full stop is a heading if others are: 五、本通知自印发之日起施行。 is none.
            Shape::Closed
                if whole && member.has_text && (!member.is_last || sections * 2 > members.len()) =>
            {
                Role::Heading { level }
            }
            Shape::RunOn(end) if length(&member.text[member.number..end]) <= LONGEST_RUN_IN => {
                Role::RunIn { level, end }
            }
            Shape::RunOn(_) if member.label().is_some() && !is_prose => {
                Role::RunIn { level, end: member.label().unwrap_or(member.number) }
            }
            _ => Role::Item { level },
        }
    });
    let roles: Vec<Role> = roles.collect();
    let is_heading = |role: &&Role| !matches!(role, Role::Item { .. });
    let headed = roles.iter().filter(is_heading).count();
    // 三、本决定自公布之日起施行。 is not a heading because it is short: most of the others would have one too.
    if is_prose || headed * 2 < roles.len() {
        let whole = |role: &Role| matches!(role, Role::Heading { .. });
        return roles
            .into_iter()
            .map(|role| if whole(&role) { role } else { Role::Item { level } })
            .collect();
    }
    // One that is no heading itself has its number in the face of the series.
    let numbered = |(role, member): (Role, &Member<'_>)| match role {
        Role::Item { level } => Role::RunIn { level, end: member.number },
        role => role,
    };
    roles.into_iter().zip(members).map(numbered).collect()
}

impl Member<'_> {
    /// Whether it is a label and nothing else.
    fn is_label_alone(&self) -> bool {
        self.shape == Shape::Bare && self.text.ends_with(['：', ':']) && !self.announces()
    }

    /// Whether it is a sentence that ends with a colon, and not a label.
    fn announces(&self) -> bool {
        let rest = &self.text[self.number..];
        let is_sentence = rest.contains('，')
            || ["如下", "下列", "以下"].iter().any(|word| rest.contains(word))
            || length(rest) > LONGEST_LABEL + 1;
        rest.ends_with(['：', ':']) && is_sentence
    }

    fn length(&self) -> usize {
        length(&self.text[self.number..])
    }

    /// Where a label at its start ends, the colon included.
    fn label(&self) -> Option<usize> {
        let rest = &self.text[self.number..];
        let end = rest.find(['：', '。', '，', '；', '！', '？'])?;
        let colon = rest[end..].strip_prefix('：')?;
        let is_label = length(&rest[..end]) <= LONGEST_LABEL && !colon.trim().is_empty();
        is_label.then_some(self.text.len() - colon.len())
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}
