//! What extraction and old habits did to the characters: autospace, half-width marks, control characters.

mod numbers;
mod pairs;
mod strokes;

use super::marks::{is_digit_or_latin, is_forbidden, is_han, is_space, is_wide};
use super::report::{Report, Rule};
use super::unit::{Cell, Unit, remove};
use hongtou_base::ideographs::ordinary;
use hongtou_base::numbering::{article, division};

/// Mends a unit; every change is listed.
pub(super) fn mend(unit: &mut Unit, report: &mut Report) {
    controls(unit, report);
    radicals(unit, report);
    pairs::quotes(unit, report);
    // A mark that became full-width may make one beside it so.
    for _ in 0..MOST_ROUNDS {
        let before = report.entries.len();
        spaces(unit, report);
        brackets(unit, report);
        marks(unit, report);
        strokes::strokes(unit, report);
        if report.entries.len() == before {
            break;
        }
    }
    asterisks(unit, report);
    empty_bold(unit, report);
}

/// Mends what a paragraph shows when it is whole again.
pub(super) fn mend_whole(unit: &mut Unit, report: &mut Report) {
    pairs::quotes(unit, report);
    strokes::strokes(unit, report);
}

/// How often brackets and other marks are looked at in turn.
const MOST_ROUNDS: usize = 4;

/// Lists the `**` that nothing stands between, and that two stretches side by side had.
fn empty_bold(unit: &mut Unit, report: &mut Report) {
    unit.trim();
    let needed = 2 * unit.bold_runs();
    if unit.marks > needed {
        report.whole(Rule::Markup, unit.place, "**".repeat(unit.marks - needed), "");
    }
}

/// Takes out what no text of an issue may have; a tab is a blank.
fn controls(unit: &mut Unit, report: &mut Report) {
    for at in 0..unit.cells.len() {
        let character = unit.cells[at].character;
        if is_forbidden(character) && character != '\t' {
            report.at(Rule::Control, unit, at, &character.to_string(), "");
        }
    }
    remove(unit, |cell| is_forbidden(cell.character) && cell.character != '\t');
    for cell in &mut unit.cells {
        if cell.character == '\t' {
            cell.character = ' ';
        }
    }
}

/// Writes ordinary characters for radicals and compatibility ideographs, as text out of PDF files has them.
fn radicals(unit: &mut Unit, report: &mut Report) {
    for at in 0..unit.cells.len() {
        let found = unit.cells[at].character;
        if let Some(written) = ordinary(found) {
            report.at(Rule::Radical, unit, at, &found.to_string(), &written.to_string());
            unit.cells[at].character = written;
        }
    }
}

/// Drops the single spaces between Han and digits or letters, unless the text is Western on the whole.
fn spaces(unit: &mut Unit, report: &mut Report) {
    let count = |is: fn(char) -> bool| unit.cells.iter().filter(|cell| is(cell.character)).count();
    if count(is_han) < count(|character| character.is_ascii_alphabetic()) {
        return;
    }
    wide_blanks(unit, report);
    numbers::spaces(unit, report);
    let stretched = stretched(&unit.cells);
    let mut drop = Vec::new();
    for (at, is_stretched) in stretched.into_iter().enumerate() {
        let is_one = is_autospace(&unit.cells, at) || is_stretched || is_beside_mark(&unit.cells, at);
        drop.push(is_one);
        if is_one {
            let found = unit.cells[at].character.to_string();
            report.at(Rule::Space, unit, at, &found, "");
        }
    }
    let mut drop = drop.into_iter();
    remove(unit, |_| drop.next().unwrap_or(false));
}

/// How many blanks behind a number of a section or within a spread name are looked at.
const LONGEST_BLANK: usize = 8;

/// The blank behind 第一章 and 第一条, and the one that spreads 总 则 or 王 某, is one as wide as a character.
fn wide_blanks(unit: &mut Unit, report: &mut Report) {
    let section = section_length(unit);
    let is_blank = |cell: &&Cell| matches!(cell.character, ' ' | '\u{3000}');
    let mut superfluous = vec![false; unit.cells.len()];
    let mut at = 0;
    while let Some(next) = unit.cells[at..].iter().position(|cell| is_blank(&cell)) {
        let start = at + next;
        at = start + unit.cells[start..].iter().take_while(is_blank).count();
        let wanted = section == Some(start) || is_spread(&unit.cells, start, at);
        let inside = start > 0 && at < unit.cells.len() && at - start <= LONGEST_BLANK;
        let found: String = unit.cells[start..at].iter().map(|cell| cell.character).collect();
        if wanted && inside && found != "\u{3000}" {
            report.at(Rule::Space, unit, start, &found, "\u{3000}");
            unit.cells[start].character = '\u{3000}';
            superfluous[start + 1..at].fill(true);
        }
    }
    let mut superfluous = superfluous.into_iter();
    remove(unit, |_| superfluous.next().unwrap_or(false));
}

/// How many characters the number of a chapter or an article takes at the start of a unit.
fn section_length(unit: &Unit) -> Option<usize> {
    unit.cells.first().filter(|cell| cell.character == '第')?;
    let text = unit.text();
    let length = division(&text).map(|division| division.length);
    let length = length.or_else(|| article(&text).map(|article| article.length))?;
    Some(text[..length].chars().count())
}

/// Whether the blanks `start..end` are between two Han that are each alone: 总  则, 王 某（县长）.
fn is_spread(cells: &[Cell], start: usize, end: usize) -> bool {
    let character = |at: Option<usize>| at.and_then(|at| cells.get(at)).map(|cell| cell.character);
    let han = |at: Option<usize>| character(at).is_some_and(is_han);
    // Single blanks on both sides are those of a line that was stretched.
    let other = |c: char| !is_han(c) && !is_digit_or_latin(c) && c != ' ';
    let alone = |at: Option<usize>| character(at).is_none_or(other);
    end > start
        && han(start.checked_sub(1))
        && han(Some(end))
        && alone(start.checked_sub(2))
        && alone(Some(end + 1))
}

/// Whether a cell is a single space between Han and a digit or a letter.
fn is_autospace(cells: &[Cell], at: usize) -> bool {
    let character = |at: usize| cells.get(at).map(|cell| cell.character);
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(character), character(at + 1)) else {
        return false;
    };
    is_space(cells[at].character)
        && (is_han(before) && is_digit_or_latin(after) || is_digit_or_latin(before) && is_han(after))
}

/// The single spaces between characters of a line that was stretched: in one at least so many stand in a row.
const STRETCHED: usize = 6;

fn stretched(cells: &[Cell]) -> Vec<bool> {
    let mut found = vec![false; cells.len()];
    let is_wide_at =
        |at: Option<usize>| at.and_then(|at| cells.get(at)).is_some_and(|cell| is_wide(cell.character));
    let is_one = |&at: &usize| {
        is_space(cells[at].character) && is_wide_at(at.checked_sub(1)) && is_wide_at(Some(at + 1))
    };
    let spaces: Vec<usize> = (0..cells.len()).filter(is_one).collect();
    let is_stretched = spaces.chunk_by(|one, next| next - one == 2).any(|row| row.len() >= STRETCHED);
    // Digits part the rows.
    spaces.iter().filter(|_| is_stretched).for_each(|&at| found[at] = true);
    found
}

/// How many spaces in a row are looked over.
const MOST_SPACES: usize = 8;

/// Whether a space stands behind a full-width mark within a sentence, as where a mark has a cell of its own; not before
/// a label.
fn is_beside_mark(cells: &[Cell], at: usize) -> bool {
    let is_mark = |c: char| matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？');
    if !is_space(cells[at].character) {
        return false;
    }
    let before = cells[..at].iter().rev().take(MOST_SPACES).find(|cell| !is_space(cell.character));
    let rest = &cells[at..];
    let blanks = rest.iter().take(MOST_SPACES).take_while(|cell| is_space(cell.character)).count();
    let text = rest.get(blanks..).unwrap_or_default();
    let is_label = text.iter().take(6).any(|cell| matches!(cell.character, '：' | ':'));
    before.is_some_and(|cell| is_mark(cell.character))
        && text.first().is_some_and(|cell| is_wide(cell.character) || is_digit_or_latin(cell.character))
        && !is_label
}

/// The full-width form of a mark that Chinese text has full-width.
fn full_width(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        // Half-width forms that only Japanese keyboards have.
        '｡' => '。',
        '､' => '、',
        '(' => '（',
        ')' => '）',
        _ => return None,
    })
}

fn replace(unit: &mut Unit, at: usize, report: &mut Report) {
    let found = unit.cells[at].character;
    if let Some(written) = full_width(found) {
        report.at(Rule::Punctuation, unit, at, &found.to_string(), &written.to_string());
        unit.cells[at].character = written;
    }
}

/// Makes brackets full-width in pairs: where Han stand in them, or around them.
fn brackets(unit: &mut Unit, report: &mut Report) {
    let mut open: Vec<usize> = Vec::new();
    let mut to_mend = Vec::new();
    for at in 0..unit.cells.len() {
        match unit.cells[at].character {
            '(' | '（' => open.push(at),
            ')' | '）' => match open.pop() {
                Some(start) if is_chinese_pair(unit, start, at) => to_mend.extend([start, at]),
                Some(_) => {}
                // Its other half stands on the page before.
                None if neighbour_before(unit, at).is_some_and(is_wide) => to_mend.push(at),
                None => {}
            },
            _ => {}
        }
    }
    // The other half stands on the next page.
    to_mend.extend(open.into_iter().filter(|&at| neighbour_before(unit, at).is_some_and(is_wide)));
    to_mend.sort_unstable();
    for at in to_mend {
        replace(unit, at, report);
    }
}

fn is_chinese_pair(unit: &Unit, start: usize, end: usize) -> bool {
    let is_full = |at: usize| matches!(unit.cells[at].character, '（' | '）');
    is_full(start)
        || is_full(end)
        || unit.cells[start..end].iter().any(|cell| is_han(cell.character))
        || neighbour_before(unit, start).is_some_and(is_wide)
        || (start == 0 && neighbour_after(unit, end).is_some_and(is_wide))
}

/// Makes the other marks full-width: those after Han, and those between a number or a word and Han.
fn marks(unit: &mut Unit, report: &mut Report) {
    let count = unit.cells.len();
    // In both directions: a mark goes by the one before it and by the one after it.
    for at in (0..count).rev().chain(0..count) {
        if !matches!(unit.cells[at].character, ',' | ';' | ':' | '?' | '!' | '｡' | '､') {
            continue;
        }
        let (before, after) = (neighbour_before(unit, at), neighbour_after(unit, at));
        let after_wide = before.is_some_and(is_wide);
        // Where the mark is followed by a space, the text before it decides.
        if after_wide || (before.is_some() && after.is_some_and(is_wide)) {
            replace(unit, at, report);
        }
    }
}

/// Writes literal asterisks so that no issue takes them for a lead-in.
fn asterisks(unit: &mut Unit, report: &mut Report) {
    let is_star = |at: Option<usize>, unit: &Unit| {
        at.and_then(|at| unit.cells.get(at)).is_some_and(|cell| cell.character == '*')
    };
    let mut to_mend = Vec::new();
    for at in 0..unit.cells.len() {
        if unit.cells[at].character != '*' {
            continue;
        }
        let bold = |at: Option<usize>| at.and_then(|at| unit.cells.get(at)).map(|cell| cell.bold);
        let here = Some(unit.cells[at].bold);
        let beside_edge = [at.checked_sub(1), Some(at + 1)]
            .into_iter()
            .any(|other| bold(other).unwrap_or(false) != (here == Some(true)));
        if beside_edge || is_star(at.checked_sub(1), unit) || is_star(Some(at + 1), unit) {
            to_mend.push(at);
        }
    }
    for at in to_mend {
        report.at(Rule::Asterisks, unit, at, "*", "＊");
        unit.cells[at].character = '＊';
    }
}

fn neighbour_before(unit: &Unit, at: usize) -> Option<char> {
    at.checked_sub(1).map(|at| unit.cells[at].character)
}

fn neighbour_after(unit: &Unit, at: usize) -> Option<char> {
    unit.cells.get(at + 1).map(|cell| cell.character)
}

#[cfg(test)]
mod tests {
    use super::super::unit::Origin;
    use super::*;

    fn mended(text: &str) -> (String, usize) {
        let mut unit = Unit::new(Origin::Line, 1);
        text.chars().for_each(|character| unit.push(character, false));
        let mut report = Report::default();
        mend(&mut unit, &mut report);
        (unit.text(), report.entries.len())
    }

    #[test]
    fn each_change_is_made_and_listed() {
        let cases: &[(&str, &str, usize)] = &[
            ("签订了 10 亿元", "签订了10亿元", 2),
            ("1759 趟(次),专列 2 次", "1759趟（次），专列2次", 6),
            ("(总第 245 期)", "（总第245期）", 4),
            ("重点工作)。围绕", "重点工作）。围绕", 1),
            ("占31.09%,其中", "占31.09%，其中", 1),
            ("第\u{A0}3 期", "第3期", 2),
            ("年度考核。   对管护不力的", "年度考核。对管护不力的", 3),
            ("3个乡镇、 5.2万人", "3个乡镇、5.2万人", 1),
            ("第十二条   为加强管护", "第十二条　为加强管护", 1),
            ("青 石 水 库 位 于 上 游 ， 总", "青石水库位于上游，总", 9),
            ("落实\u{B}到位", "落实到位", 1),
            ("注**意", "注＊＊意", 2),
            ("(一)抓落实", "（一）抓落实", 2),
            ("选派\"第一书记\"6名.", "选派“第一书记”6名。", 3),
            ("他说:\"要落实'三个到位'.\"", "他说：“要落实‘三个到位’。”", 6),
            ("一是抓早.印发方案,成立专班.", "一是抓早。印发方案，成立专班。", 3),
            ("2.抓好物资.发放贷款4200万元.", "2.抓好物资。发放贷款4200万元。", 2),
            ("全县完成任务.2021年以来成效明显.", "全县完成任务。2021年以来成效明显。", 2),
            ("同比增长18.3%.", "同比增长18.3%。", 1),
            ("带动增收......", "带动增收……", 1),
            ("产业、人才…", "产业、人才……", 1),
            ("等等。。。", "等等……", 1),
            ("奋斗目标--让群众过上好日子。", "奋斗目标——让群众过上好日子。", 1),
            ("--青石镇抓落实", "——青石镇抓落实", 1),
            ("牢记一个奋斗目标—让群众都过上好日子。", "牢记一个奋斗目标——让群众都过上好日子。", 1),
            ("抓落实｡", "抓落实。", 1),
        ];
        for (found, written, changes) in cases {
            assert_eq!(mended(found), ((*written).to_owned(), *changes), "{found}");
        }
    }

    #[test]
    fn what_is_as_it_should_be_stays() {
        for text in [
            "10:30开会",
            "1,300万元",
            "见https://www.example.cn/a,b?c=1。",
            "He said (in English), well: 好",
            "f(x)是函数",
            "the plan of 2021, as printed",
            "office 2021年 plan and the rest of the sentence",
            "报　告 全 文",
            "报：县委。 送：县政府。",
            "31.09%",
            "会见买买提.艾力同志。",
            "2021—2025年",
            "1—5月完成10—20项。",
            "北京—上海高速铁路",
            "临江县青石镇—清河县白鹭镇公路改造工程",
            "春耕备耕......3",
            "尺寸为3.5\"的盘",
            "他说\"好。",
            "It's fine, \"ok\"...",
            "见www.example.cn",
            "-- 1 --",
            "第1.2节",
            "A..B",
            "3*4",
        ] {
            assert_eq!(mended(text), (text.to_owned(), 0));
        }
    }
}
