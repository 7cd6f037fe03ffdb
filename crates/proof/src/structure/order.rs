//! Whether numbers run on: 一、二、三、, below each heading, article or sentence with ： from 1.

use super::heads::Head;
use crate::passage::Passage;
use crate::sink::Sink;
use hongtou_base::numbering::LEVELS;
use hongtou_base::structure::{Role, Said};

/// The last numbers of the levels, as far as they count.
#[derive(Default)]
struct Counts {
    /// The last number of each level below the current heading; 0 if there is none yet.
    last: [u32; LEVELS + 2],
    /// The last number of each level, whatever came between: （一）（二） may run on across 一、二、.
    across: [u32; LEVELS + 2],
    /// The last 一、 before an article: a decision may quote articles between 一、 and 二、.
    quoting: u32,
    /// The number at which a series was interrupted by a list within it.
    interrupted: [u32; LEVELS + 2],
}

/// Reports numbers that are out of order, and levels that are left out.
pub fn check(body: &[Passage<'_>], roles: &[Role], heads: &[Head<'_, '_>], sink: &mut Sink<'_>) {
    let mut counts = Counts::default();
    let mut heads_left = heads.iter().peekable();
    let mut announced = false;
    for (index, passage) in body.iter().enumerate() {
        if let Some(head) = heads_left.next_if(|head| head.index == index) {
            numbered(head, announced, &mut counts, heads.len() == 1, sink);
            announced = false;
            continue;
        }
        match (roles.get(index), passage.said) {
            // A chapter or an article begins its own lists.
            (Some(Role::Division(_) | Role::Article(_)), _) => counts = counts.within_article(),
            (_, Some(Said::Heading { level, .. })) => counts.below(usize::from(level)),
            _ => {}
        }
        announced = announces(passage);
    }
}

/// Whether a list may begin below a paragraph without a number: a sentence that ends with ：, a chapter or an article,
/// or a title in the middle of the text, which has no marks.
fn announces(passage: &Passage<'_>) -> bool {
    let is_title = !passage.plain.contains(['。', '，', '；', '！', '？']);
    passage.plain.ends_with(['：', ':']) || is_title
}

fn numbered(head: &Head<'_, '_>, announced: bool, counts: &mut Counts, only_one: bool, sink: &mut Sink<'_>) {
    let level = usize::from(head.level);
    let mark = &head.passage.plain[..head.length];
    let (last, due) = (counts.last[level], counts.last[level] + 1);
    let begins = head.number == 1 && (head.level >= 3 || last == 0 || announced);
    let continues = counts.continues(level, head.number);
    let fits = head.number == due || begins || continues || (last == 0 && only_one);
    if !fits {
        sink.report(head.passage, "numbering-order", 0..head.length, &[mark, &due.to_string()]);
    }
    let parent = (1..level).rev().find(|&above| counts.last[above] > 0);
    // A list within a paragraph has whatever marks its writer chose.
    let is_heading = !matches!(head.role, Role::Item { .. });
    if head.level == 4
        && is_heading
        && !announced
        && head.number == 1
        && parent.is_some_and(|parent| parent < 3)
    {
        sink.report(head.passage, "level-skipped", 0..head.length, &[mark]);
    }
    if begins && last > 0 {
        counts.interrupted[level] = last;
    }
    counts.last[level] = head.number;
    counts.across[level] = head.number;
    counts.last[level + 1..].fill(0);
}

impl Counts {
    /// The counts below a chapter or an article.
    fn within_article(&self) -> Counts {
        let quoting = if self.last[1] > 0 { self.last[1] } else { self.quoting };
        Counts { quoting, ..Counts::default() }
    }

    /// Begins the lists below a heading that has no number.
    fn below(&mut self, level: usize) {
        let first = (level + 1).min(LEVELS + 2);
        self.last[first..].fill(0);
        self.interrupted[first..].fill(0);
    }

    /// Whether a number continues a series across headings, or one that a list within it interrupted.
    fn continues(&self, level: usize, number: u32) -> bool {
        let after = |last: u32| last > 0 && number == last + 1;
        // 一、二、 is the outermost level, and has nothing to run across.
        let across = if level > 1 { self.across[level] } else { self.quoting };
        after(across) || after(self.interrupted[level])
    }
}
