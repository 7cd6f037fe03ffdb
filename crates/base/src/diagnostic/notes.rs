//! What commands say of their work beside diagnostics, in English and in Chinese.

use std::path::PathBuf;

use super::{Language, visible_lines};
use crate::encoding::OtherEncoding;

/// What a command says of its work beside diagnostics.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // The variants say what their fields are.
pub enum Note {
    /// How far a batch is: issues a second, and seconds left.
    Progress { done: usize, all: usize, rate: f64, left: u64 },
    /// What came of a batch.
    Totals {
        rendered: usize,
        unchanged: usize,
        failed: usize,
        not_reached: usize,
        pages: usize,
        seconds: f64,
    },
    /// So many places of a file were mended, or would be.
    Mended { path: PathBuf, count: usize, done: bool },
    /// A file in another encoding was saved as UTF-8, or would be.
    SavedAsUtf8 { path: PathBuf, encoding: OtherEncoding, done: bool },
    /// What a check of so many issues found, and how much of it a machine can mend.
    Checked { issues: usize, errors: usize, warnings: usize, fixable: usize, offered: usize },
    /// Ctrl-C was pressed.
    Stopping,
    /// The heads of the table of a batch.
    Columns,
    /// How an issue ended, by its name in reports.
    Status(&'static str),
    /// That there are more findings to an issue than the table shows.
    AndMore(usize),
    /// What came of an import.
    Imported { from: String, to: String, joined: usize, spaces: usize, marks: usize, others: usize },
    /// A text that import could not place, and where it stands.
    Unplaced { place: String, text: String },
    /// A line that import has left in the text, and that may be a title.
    MayBeTitle { place: String, text: String },
    /// Pages were written.
    Pages { path: PathBuf, count: usize },
    /// A page has another pitch than the layout names: lines a page and characters a line, each with the layout's own.
    AdjustedPitch { page: u32, lines: u32, usual_lines: u32, cells: Option<(u32, u32)> },
    /// Sides of sheets were written.
    Sides { path: PathBuf, count: usize },
    /// So many steps of a long job are done.
    Steps { name: String, done: u32, all: u32 },
    /// A file of an older job was removed.
    Removed { path: PathBuf },
    /// How long a step took.
    Took { step: String, milliseconds: f64 },
    /// The heads of the table of a layout's clauses.
    Clauses,
}

/// The words for a note in a language; the heads of a table with a tab between them.
pub fn note(note: &Note, language: Language) -> String {
    let words = match language {
        Language::English => english(note),
        Language::Chinese => chinese(note),
    };
    visible_lines(&words).into_owned()
}

fn english(note: &Note) -> String {
    match note {
        Note::Mended { path, count, done } => {
            let verb = if *done { "mended" } else { "to be mended" };
            format!("{}: {count} {verb}", path.display())
        }
        Note::SavedAsUtf8 { path, encoding, done } => {
            let verb = if *done { "saved" } else { "to be saved" };
            format!("{}: {verb} as UTF-8, was {}", path.display(), encoding.name())
        }
        Note::Checked { issues, errors, warnings, fixable, offered } => {
            let fixes = match (fixable, offered) {
                (0, 0) => String::new(),
                (_, 0) => format!("; --fix fixes {fixable}"),
                (0, _) => format!("; --fix=all fixes {offered}: read them first"),
                _ => format!("; --fix fixes {fixable}, --fix=all {offered} more: read them first"),
            };
            format!("issues checked: {issues}; errors: {errors}; warnings: {warnings}{fixes}")
        }
        Note::Progress { done, all, rate, left } => {
            format!("{done} of {all} issues, {rate:.1} a second, {left} s left")
        }
        Note::Totals { rendered, unchanged, failed, not_reached, pages, seconds } => format!(
            "{rendered} rendered, {unchanged} unchanged, {failed} failed, {not_reached} not reached; \
             {pages} pages, {seconds:.1} s"
        ),
        Note::Stopping => {
            "stopping after the issues that are under way; Ctrl-C again stops at once".to_owned()
        }
        Note::Columns => "issue\tstatus\tpages\tms\tfindings".to_owned(),
        Note::Status(name) => name.replace('-', " "),
        Note::AndMore(count) => format!("and {count} more"),
        Note::Imported { from, to, joined, spaces, marks, others } => format!(
            "{from} → {to}: {joined} paragraphs joined, {spaces} spaces dropped, {marks} marks made full-width, \
             {others} other changes"
        ),
        Note::Unplaced { place, text } => format!("not placed: {place}: {text}"),
        Note::MayBeTitle { place, text } => {
            format!("left in the text, and may be the title of a further article: {place}: {text}")
        }
        Note::Pages { path, count } => {
            format!("{}: {count} page{}", path.display(), if *count == 1 { "" } else { "s" })
        }
        Note::AdjustedPitch { page, lines, usual_lines, cells } => {
            let lines = (lines != usual_lines).then(|| format!("{lines} lines instead of {usual_lines}"));
            let cells = cells.map(|(cells, usual)| format!("{cells} characters a line instead of {usual}"));
            let what: Vec<String> = lines.into_iter().chain(cells).collect();
            format!("page {page} is set with {}, so that text and signature have room", what.join(" and "))
        }
        Note::Sides { path, count } => {
            format!("{}: {count} side{}", path.display(), if *count == 1 { "" } else { "s" })
        }
        Note::Steps { name, done, all } => format!("{name}: {done} of {all}"),
        Note::Removed { path } => format!("{}: removed, it was of an older job", path.display()),
        Note::Took { step, milliseconds } => format!("{step}: {milliseconds:.1} ms"),
        Note::Clauses => "key\tvalue\tclause\tstrength\twritten instead".to_owned(),
    }
}

fn chinese(note: &Note) -> String {
    match note {
        Note::Mended { path, count, done } => {
            let verb = if *done { "已改" } else { "可改" };
            format!("{}：{verb} {count} 处", path.display())
        }
        Note::SavedAsUtf8 { path, encoding, done } => {
            let verb = if *done { "已由" } else { "可由" };
            format!("{}：{verb} {} 转存为 UTF-8", path.display(), encoding.name())
        }
        Note::Checked { issues, errors, warnings, fixable, offered } => {
            let fixes = match (fixable, offered) {
                (0, 0) => String::new(),
                (_, 0) => format!("，其中 {fixable} 处可用 --fix 改正"),
                (0, _) => format!("，其中 {offered} 处核对后可用 --fix=all 改"),
                _ => format!("，其中 {fixable} 处可用 --fix 改正，另有 {offered} 处核对后可用 --fix=all 改"),
            };
            format!("检查 {issues} 期：错误 {errors} 处，警告 {warnings} 处{fixes}")
        }
        Note::Progress { done, all, rate, left } => {
            format!("已完成 {done}/{all} 期，每秒 {rate:.1} 期，约剩 {left} 秒")
        }
        Note::Totals { rendered, unchanged, failed, not_reached, pages, seconds } => format!(
            "生成 {rendered} 期，未变 {unchanged} 期，出错 {failed} 期，未处理 {not_reached} 期；\
             共 {pages} 页，用时 {seconds:.1} 秒"
        ),
        Note::Stopping => "处理完手头各期后停止；再按一次 Ctrl-C 立即停止".to_owned(),
        Note::Columns => "简报\t结果\t页数\t毫秒\t说明".to_owned(),
        Note::Status(name) => match *name {
            "rendered" => "已生成",
            "unchanged" => "未变",
            "failed" => "出错",
            _ => "未处理",
        }
        .to_owned(),
        Note::AndMore(count) => format!("另有 {count} 处"),
        Note::Imported { from, to, joined, spaces, marks, others } => format!(
            "{from} → {to}：接合段落 {joined} 处，删去空格 {spaces} 处，改全角标点 {marks} 处，其他改动 {others} 处"
        ),
        Note::Unplaced { place, text } => format!("未能归位：{place}：{text}"),
        Note::MayBeTitle { place, text } => format!("留在正文中，可能是另一篇的标题：{place}：{text}"),
        Note::Pages { path, count } => format!("{}：{count} 页", path.display()),
        Note::AdjustedPitch { page, lines, usual_lines, cells } => {
            let lines =
                (lines != usual_lines).then(|| format!("行距调为每面 {lines} 行（原 {usual_lines} 行）"));
            let cells = cells.map(|(cells, usual)| format!("字距调为每行 {cells} 字（原 {usual} 字）"));
            let what: Vec<String> = lines.into_iter().chain(cells).collect();
            format!("第 {page} 页：{}，以便排下正文和署名", what.join("，"))
        }
        Note::Sides { path, count } => format!("{}：{count} 面", path.display()),
        Note::Steps { name, done, all } => format!("{name}：已完成 {done}/{all}"),
        Note::Removed { path } => format!("{}：属于以前的作业，已删除", path.display()),
        Note::Took { step, milliseconds } => format!("{}：{milliseconds:.1} 毫秒", step_in_chinese(step)),
        Note::Clauses => "键\t值\t条款\t强度\t改作".to_owned(),
    }
}

fn step_in_chinese(step: &str) -> &str {
    match step {
        "read" => "读取",
        "typeset" => "排版",
        "write" => "写出",
        "volume" => "合订",
        "ink coverage" => "油墨覆盖率",
        _ => step,
    }
}
