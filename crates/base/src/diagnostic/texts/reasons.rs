//! Reasons that the machine or a library gives, in the words of both languages.

use std::io::{Error, ErrorKind};

use crate::diagnostic::language::Language;
use crate::diagnostic::{Problem, ProfileFault, WordFault};

/// A problem whose reason, if a machine or a library gave it, is in the words of a language.
pub(super) fn in_words(problem: &Problem, language: Language) -> Problem {
    let mut problem = problem.clone();
    let given = match &mut problem {
        Problem::CannotRead { reason, .. }
        | Problem::CannotServe { reason, .. }
        | Problem::NoEditor { reason, .. }
        | Problem::BadFont { reason, .. }
        | Problem::Syntax { reason }
        | Problem::BadLayout { reason }
        | Problem::PdfWriter { reason }
        | Problem::NoThreads { reason }
        | Problem::BadProfile { fault: ProfileFault::Unreadable { reason }, .. }
        | Problem::BadWord { fault: WordFault::Damaged { reason, .. }, .. } => reason,
        _ => return problem,
    };
    *given = reason(given, language);
    problem
}

/// A reason as a message has it: what the operating system says is said in plain words, and what a library
/// says in English is left out of a message in Chinese.
fn reason(given: &str, language: Language) -> String {
    if let Some(words) = of_the_system(given) {
        return words[usize::from(language == Language::Chinese)].to_owned();
    }
    match language {
        Language::English => given.to_owned(),
        Language::Chinese => of_a_library(given)
            .map(str::to_owned)
            .or_else(|| {
                given.contains(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c)).then(|| given.to_owned())
            })
            .unwrap_or_else(|| "内容不合格式".to_owned()),
    }
}

/// What the operating system says, by its number: "No such file or directory (os error 2)".
fn of_the_system(given: &str) -> Option<[&'static str; 2]> {
    let (_, number) = given.rsplit_once("(os error ")?;
    let number: i32 = number.strip_suffix(')')?.parse().ok()?;
    Some(match Error::from_raw_os_error(number).kind() {
        ErrorKind::NotFound => ["there is no such file or folder", "没有这个文件或文件夹"],
        ErrorKind::PermissionDenied => ["it is not permitted", "没有权限"],
        ErrorKind::AlreadyExists => ["there is one of this name already", "已经有同名的文件或文件夹"],
        ErrorKind::IsADirectory => ["it is a folder", "这是文件夹，不是文件"],
        ErrorKind::NotADirectory => ["a part of the path is not a folder", "路径中有一段不是文件夹"],
        ErrorKind::StorageFull => ["the disk is full", "磁盘已满"],
        ErrorKind::QuotaExceeded => ["the quota of the disk is used up", "磁盘配额已用完"],
        ErrorKind::ReadOnlyFilesystem => ["the disk is read-only", "磁盘是只读的"],
        ErrorKind::FileTooLarge => ["the file is too large for the disk", "文件太大，磁盘不接受"],
        ErrorKind::InvalidFilename => {
            ["the name is too long or has characters that are not allowed", "文件名太长，或有不允许的字符"]
        }
        ErrorKind::ResourceBusy => ["another program uses it", "其他程序正在使用"],
        ErrorKind::AddrInUse => ["another program uses the port", "端口已被其他程序占用"],
        ErrorKind::AddrNotAvailable => ["the machine has no such address", "本机没有这个地址"],
        ErrorKind::OutOfMemory => ["the machine is out of memory", "内存不足"],
        ErrorKind::WouldBlock => ["the machine has no more of it at the moment", "系统资源暂时不足"],
        ErrorKind::BrokenPipe => ["the reader has closed the stream", "接收的一方已经关闭"],
        ErrorKind::Interrupted => ["it was interrupted", "被中断"],
        ErrorKind::TimedOut => ["it took too long", "超时"],
        _ => ["the operating system refuses it", "操作系统拒绝了这个操作"],
    })
}

/// What the readers of TOML, fonts, zip archives and XML say, by the beginning of their words.
fn of_a_library(given: &str) -> Option<&'static str> {
    const KNOWN: &[(&str, &str)] = &[
        ("it is a folder", "这是文件夹"),
        ("it is not an ordinary file", "不是普通文件"),
        ("it is empty", "文件是空的"),
        ("it is a web font", "是网页字体（WOFF），请用 .ttf 或 .otf 文件"),
        ("it is not a TrueType or OpenType file", "不是 TrueType 或 OpenType 字体文件"),
        ("it is a collection without faces", "字体集里没有字体"),
        ("it has one face, number 0", "文件里只有 0 号一个字体，没有所写的号"),
        ("it has no face of that number", "字体集里没有所写的号"),
        ("it is truncated", "文件不完整"),
        ("it is damaged", "文件已损坏"),
        ("it has no Unicode character map", "没有 Unicode 字符表（cmap）"),
        ("its outlines are of the variable kind", "轮廓是可变的 CFF2，请用固定的字重"),
        ("it has bitmaps but no outlines", "只有点阵，没有轮廓"),
        ("it has no readable outlines", "没有可用的轮廓（glyf 或 CFF）"),
        ("it has no advances", "没有字宽表（hmtx）"),
        ("its head table", "head 表缺失或损坏"),
        ("its hhea table", "hhea 表缺失或损坏"),
        ("its maxp table", "maxp 表缺失或损坏"),
        ("unexpected key or value", "值的后面还有内容"),
        ("key with no value", "只有键，没有等号和值"),
        ("invalid unquoted key", "键只能用字母、数字、- 和 _"),
        ("unquoted keys cannot be empty", "等号前面没有键"),
        ("keys cannot be multi-line", "键不能写成多行文字"),
        ("missing value", "等号后面没有值"),
        ("missing assignment", "键与值之间没有等号"),
        ("extra `=`", "多了一个等号"),
        ("extra assignment", "多了一个等号"),
        ("unclosed table", "表名的方括号没有收尾"),
        ("unclosed array table", "表名的双方括号没有收尾"),
        ("unclosed array", "列表的方括号没有收尾"),
        ("unclosed inline table", "花括号没有收尾"),
        ("missing comma", "两项之间没有逗号"),
        ("extra comma", "多了一个逗号"),
        ("unexpected leading zero", "数字前面多了 0"),
        ("invalid float", "小数写法不对"),
        ("invalid integer", "整数写法不对"),
        ("invalid date-time", "日期写法不对"),
        ("invalid boolean", "只能写 true 或 false"),
        ("cannot recurse further", "嵌套太深"),
        ("recursion limit", "嵌套太深"),
        ("cannot extend value", "这个键已经有值，不能再作为表"),
        ("carriage return must be followed", "有单独的回车符"),
        ("string values must be quoted", "文字没有加引号"),
        ("stream did not contain valid UTF-8", "不是 UTF-8 文本"),
    ];
    KNOWN.iter().find(|(english, _)| given.starts_with(english)).map(|(_, chinese)| *chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reason_in_chinese_is_english() {
        let given = [
            Error::from_raw_os_error(2).to_string(),
            Error::from_raw_os_error(999).to_string(),
            "unexpected key or value, expected newline, `#`".to_owned(),
            "malformed font".to_owned(),
        ];
        for given in given {
            let words = reason(&given, Language::Chinese);
            assert!(!words.contains("error") && words.chars().any(|c| c > '\u{4E00}'), "{given}: {words}");
        }
    }

    #[test]
    fn what_the_system_says_is_said_in_plain_words() {
        let given = Error::from_raw_os_error(2).to_string();
        assert_eq!(reason(&given, Language::English), "there is no such file or folder");
        assert_eq!(reason("bad magic number", Language::English), "bad magic number");
    }
}
