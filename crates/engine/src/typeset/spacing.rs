//! The gaps between clusters: blank halves of marks, autospace, word spaces, and what each may become.
//!
//! CLREQ 3.1.6 (punctuation width), 3.2.2 (Han and Western), 3.4.3 (what may be squeezed and stretched).

use super::class::Class;
use super::segment::Cluster;
use crate::page::AdjustmentKind;
use hongtou_base::units::Length;
use hongtou_format::layouts::{Punctuation, Squeeze, TextRules};

/// A space that can be squeezed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glue {
    /// What it is.
    pub kind: AdjustmentKind,
    /// Its width when nothing presses.
    pub natural: Length,
    /// The least it may be squeezed to.
    pub least: Length,
}

/// How a gap opens when a line is stretched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// Never: inside words, numbers and dashes, and beside connectors (CLREQ 3.4.3).
    Never,
    /// With all others, after the spaces.
    Character,
    /// First, up to a limit; then with all others.
    WordSpace,
    /// Second, up to a limit; then with all others.
    Autospace,
}

/// Whether a line may end in a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// It may.
    Allowed,
    /// It may, with a hyphen.
    Hyphen,
    /// Only where the line would have a hole without it: inside a unit, at its least harmful place.
    Unit(UnitBreak),
    /// Prohibition rules or a unit forbid it.
    Forbidden,
}

/// The places where a unit may be broken, the least harmful first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitBreak {
    /// In an address of the net or of mail, after / . @ - _, without a hyphen.
    Address,
    /// In a telephone number, after a hyphen.
    Telephone,
    /// After 万 or 亿 and before a counter of several characters: 1,380万|立方米.
    Multiplier,
    /// Between a number and a counter of several characters: 86.4|平方公里.
    Counter,
    /// In the number of a document before its year, and of a standard before its digits: 临政办发|〔2026〕12号.
    Code,
    /// After 万 or 亿 and before a counter of one character: 412.68亿|元.
    LastCharacter,
}

/// What is between a cluster and the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The blank half of the mark on the left, or the space after a Western word.
    pub after: Glue,
    /// The blank half of the mark on the right, or autospace.
    pub before: Glue,
    /// How it opens.
    pub stretch: Stretch,
    /// Whether a line may end here.
    pub line_break: Break,
}

impl Glue {
    /// No space.
    pub const NONE: Glue =
        Glue { kind: AdjustmentKind::InterCharacter, natural: Length::ZERO, least: Length::ZERO };
}

impl Gap {
    /// Its width when nothing presses.
    pub fn natural(&self) -> Length {
        self.after.natural + self.before.natural
    }

    /// What opens when the gap opens.
    pub fn expansion_kind(&self) -> AdjustmentKind {
        match self.stretch {
            Stretch::WordSpace => AdjustmentKind::WordSpace,
            Stretch::Autospace => AdjustmentKind::Autospace,
            Stretch::Character | Stretch::Never => AdjustmentKind::InterCharacter,
        }
    }

    /// Whether a mark beside it has a blank in it.
    pub fn is_beside_blank(&self) -> bool {
        self.blanks() > Length::ZERO
    }

    /// How much of its natural width belongs to the marks beside it, whose em includes a blank half.
    pub fn blanks(&self) -> Length {
        let is_mark = |glue: &&Glue| {
            !matches!(
                glue.kind,
                AdjustmentKind::Autospace | AdjustmentKind::WordSpace | AdjustmentKind::InterCharacter
            )
        };
        [&self.after, &self.before].into_iter().filter(is_mark).map(|glue| glue.natural).sum()
    }
}

/// Gives each mark the blanks that it has when it stands alone, by the style of punctuation (CLREQ 3.1.6.1).
pub fn set_blanks(clusters: &mut [Cluster], rules: &TextRules) {
    // GB/T 15834 5.1.2: two of ？！ take one em, three take two.
    let mut exclamations = 0_u32;
    for cluster in clusters {
        exclamations = if cluster.class == Class::Exclamation { exclamations + 1 } else { 0 };
        let half = cluster.em - cluster.em / 2;
        let is_second = rules.pair_squeeze && exclamations > 0 && exclamations.is_multiple_of(2);
        match cluster.class {
            Class::Opening if has_blank(cluster.class, rules.punctuation) => cluster.lead = half,
            class if class.is_blank_after() && has_blank(class, rules.punctuation) && !is_second => {
                cluster.trail = half;
            }
            Class::Interpunct => {
                let wide = cluster.em.ratio(rules.interpunct, MILLION) - cluster.width;
                cluster.lead = (wide / 2).max(Length::ZERO);
                cluster.trail = cluster.lead;
            }
            _ => {}
        }
    }
}

/// Whether marks of a class have a blank half in a style of punctuation.
fn has_blank(class: Class, punctuation: Punctuation) -> bool {
    match punctuation {
        Punctuation::FullWidth => true,
        Punctuation::Kaiming => matches!(class, Class::Stop | Class::Exclamation),
        Punctuation::HalfWidth => false,
    }
}

/// Which of two adjacent marks loses the blank between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loses {
    Left,
    Right,
    Neither,
}

/// The pair table of CLREQ 3.1.6.2 and CSS Text 4 `text-spacing-trim`: each pair takes 1½ em.
///
/// Blanks that do not meet, as in （）, are not in the table.
const PAIRS: [(Side, Side, Loses); 5] = [
    (Side::Opening, Side::Opening, Loses::Right),
    (Side::Closing, Side::Opening, Loses::Right),
    (Side::Point, Side::Opening, Loses::Right),
    (Side::Closing, Side::Mark, Loses::Left),
    (Side::Point, Side::Mark, Loses::Left),
];

/// The sides of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Opening,
    Closing,
    /// A pausing mark or a stop.
    Point,
    /// A closing or pausing mark or a stop.
    Mark,
}

impl Side {
    fn matches(self, class: Class) -> bool {
        match self {
            Side::Opening => class == Class::Opening,
            Side::Closing => class == Class::Closing,
            Side::Point => matches!(class, Class::Pause | Class::Stop | Class::Exclamation),
            Side::Mark => class.is_blank_after(),
        }
    }
}

fn loses(left: Class, right: Class) -> Loses {
    PAIRS
        .iter()
        .find(|(first, second, _)| first.matches(left) && second.matches(right))
        .map_or(Loses::Neither, |&(_, _, loses)| loses)
}

/// Whether the blanks of two marks meet, so that a pair of them may be squeezed.
pub fn are_squeezed(left: Class, right: Class) -> bool {
    loses(left, right) != Loses::Neither
}

/// The gaps of a paragraph; the width of spaces moves from their boxes into the gaps.
///
/// `letter_space` is what the style adds between all characters.
pub fn gaps(
    clusters: &mut [Cluster],
    rules: &TextRules,
    letter_space: &dyn Fn(&Cluster) -> Length,
) -> Vec<Gap> {
    let mut gaps = Vec::with_capacity(clusters.len());
    for index in 1..clusters.len() {
        let (left, right) = (&clusters[index - 1], &clusters[index]);
        let mut gap = Gap {
            after: after_glue(left, right, rules),
            before: before_glue(left, right, rules),
            stretch: stretch(left, right),
            line_break: Break::Allowed,
        };
        if rules.pair_squeeze {
            match loses(left.class, right.class) {
                Loses::Left => gap.after = Glue::NONE,
                // After ？！ in one em there is no blank to share.
                Loses::Right if left.class == Class::Opening || left.trail > Length::ZERO => {
                    gap.before = Glue::NONE;
                }
                Loses::Right => {}
                Loses::Neither => {}
            }
        }
        if gap.stretch == Stretch::Character {
            gap.after.natural += letter_space(left);
            gap.after.least += letter_space(left);
        }
        gaps.push(gap);
    }
    for cluster in clusters.iter_mut().filter(|cluster| cluster.class == Class::Space) {
        cluster.width = Length::ZERO;
    }
    gaps
}

fn after_glue(left: &Cluster, right: &Cluster, rules: &TextRules) -> Glue {
    let kind = match left.class {
        Class::Closing => AdjustmentKind::Bracket,
        Class::Pause => AdjustmentKind::Pause,
        Class::Stop | Class::Exclamation => AdjustmentKind::Stop,
        Class::Interpunct => AdjustmentKind::Interpunct,
        Class::Han if right.class == Class::Han => {
            let least = -left.em.min(right.em).ratio(rules.character_squeeze, MILLION);
            return Glue { kind: AdjustmentKind::InterCharacter, natural: Length::ZERO, least };
        }
        Class::Space => {
            let least = left.em.ratio(rules.word_space_squeeze, MILLION).min(left.width);
            return Glue { kind: AdjustmentKind::WordSpace, natural: left.width, least };
        }
        _ => return Glue::NONE,
    };
    Glue { kind, natural: left.trail, least: Length::ZERO }
}

fn before_glue(left: &Cluster, right: &Cluster, rules: &TextRules) -> Glue {
    let kind = match right.class {
        Class::Opening => {
            // Programs that take the text out of a PDF sort characters by where their boxes begin: that of the mark must
            // not begin before that of a narrow letter or digit, or they read 201《2 for 2012《.
            let kept =
                if left.class.is_western() { right.lead + right.em / 32 - left.width } else { Length::ZERO };
            let least = kept.max(Length::ZERO).min(right.lead);
            return Glue { kind: AdjustmentKind::Bracket, natural: right.lead, least };
        }
        Class::Interpunct => AdjustmentKind::Interpunct,
        _ if takes_autospace(left, right) => {
            let em = left.em.min(right.em);
            return Glue {
                kind: AdjustmentKind::Autospace,
                natural: em.ratio(rules.autospace, MILLION),
                least: em.ratio(rules.autospace_squeeze, MILLION),
            };
        }
        _ => return Glue::NONE,
    };
    Glue { kind, natural: right.lead, least: Length::ZERO }
}

/// Millionths in a whole.
pub const MILLION: i64 = 1_000_000;

/// Whether autospace stands between two clusters: one is Han, the other a letter, a digit or a sign of a number.
pub fn takes_autospace(left: &Cluster, right: &Cluster) -> bool {
    let western = |class| matches!(class, Class::Letter | Class::Digit);
    let han = |class| matches!(class, Class::Han);
    (han(left.class) && western(right.class)) || (western(left.class) && han(right.class))
}

fn stretch(left: &Cluster, right: &Cluster) -> Stretch {
    if left.class == Class::Space {
        return Stretch::WordSpace;
    }
    if takes_autospace(left, right) {
        return Stretch::Autospace;
    }
    let closed = |class| {
        matches!(
            class,
            Class::Connector | Class::Solidus | Class::Interpunct | Class::Invisible | Class::Space
        )
    };
    let one_word = left.class.is_western() && right.class.is_western()
        || left.class == Class::FullWidth && right.class == Class::FullWidth;
    if closed(left.class) || closed(right.class) || one_word {
        return Stretch::Never;
    }
    Stretch::Character
}

/// What a layout calls a kind of space that may be squeezed.
pub fn squeeze_kind(squeeze: Squeeze) -> AdjustmentKind {
    match squeeze {
        Squeeze::WordSpace => AdjustmentKind::WordSpace,
        Squeeze::Interpunct => AdjustmentKind::Interpunct,
        Squeeze::Bracket => AdjustmentKind::Bracket,
        Squeeze::Pause => AdjustmentKind::Pause,
        Squeeze::Autospace => AdjustmentKind::Autospace,
        Squeeze::Stop => AdjustmentKind::Stop,
    }
}
