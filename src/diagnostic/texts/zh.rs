//! The words in Chinese.

use super::{Words, character_name, example, megabytes, quoted, say};
use crate::diagnostic::{Problem, ValueKind};

pub(super) fn words(problem: &Problem) -> Words {
    match problem {
        Problem::CannotRead { path, reason } => {
            say(format!("无法读取 {}：{reason}", path.display()), "", "请检查文件名和读取权限")
        }
        Problem::CannotWrite { path, reason } => {
            say(format!("无法写入 {}：{reason}", path.display()), "", "请用 -o 指定一个存在且可写的文件夹")
        }
        Problem::NoGlyph { character, role } => say(
            format!("字体角色 {role} 中没有字符 {}", character_name(*character)),
            "此字符",
            "请在版式的该角色中加入含有此字的字体，或改用其他字",
        ),
        Problem::NoFace { role, tried } => say(
            format!("找不到字体角色 {role} 的字体（已找：{}）", tried.join("、")),
            "",
            "请把 fonts/ 中的文件放在程序旁边，或用 --font-dir 或 $HONGTOU_FONTS 指明所在文件夹",
        ),
        Problem::BadFont { path, reason } => say(
            format!("{} 不是可用的字体：{reason}", path.display()),
            "",
            "请更换该文件，或从版式的角色中去掉",
        ),
        Problem::FileTooLarge { path, size, limit } => say(
            format!("{} 有 {}，超过 {} 的上限", path.display(), megabytes(*size), megabytes(*limit)),
            "",
            "请确认文件是否正确，或分成几个文件",
        ),
        Problem::NotUtf8 { byte, offset } => say(
            format!("文件不是 UTF-8 编码：偏移 {offset} 处的字节为 {byte:02X}"),
            "此字节",
            "请另存为 UTF-8；有些编辑器把中文存成 GBK（ANSI）",
        ),
        Problem::Syntax { reason } => say(
            format!("不合 TOML 语法：{reason}"),
            "",
            "键写作 `key = \"文字\"`，等号和引号用半角；长文写在 \"\"\" 与 \"\"\" 之间",
        ),
        Problem::FullWidthMark { found, wanted } => say(
            format!("此处是全角的 {found}，TOML 要用半角的 {wanted}"),
            format!("写作 {wanted}"),
            "键和文字之外的符号一律用半角；引号之内不限",
        ),
        Problem::BadEscape => say(
            "此处的反斜杠不是 TOML 的转义",
            "单个反斜杠",
            "请写两个反斜杠，或把文字放在 ''' 与 ''' 之间，其中反斜杠就是它自己",
        ),
        Problem::UnclosedText => say(
            "文字没有收尾的引号",
            "此前缺引号",
            "请用开头那样的引号收尾；多行文字写在 \"\"\" 与 \"\"\" 之间",
        ),
        Problem::DuplicateKey { key } => {
            say(format!("键 {} 重复", quoted(key)), "第二次出现", "请去掉其中一个")
        }
        Problem::UnknownKey { key, nearest, home, known } => say(
            format!("没有 {} 这个键", quoted(key)),
            if nearest.is_some() { "未知的键" } else { "此处没有这个键" },
            match (home.as_deref(), nearest) {
                (_, Some(name)) => format!("是不是 `{name}`？"),
                (Some(""), None) => "请移到文件开头，放在第一个 [表] 之前".to_owned(),
                (Some(home), None) => format!("请移到 [{home}] 之下"),
                (None, None) => format!("此处可用的键：{}", known.join("、")),
            },
        ),
        Problem::MissingKey { table, key, wanted } => {
            let whose = if table.is_empty() { "文件".to_owned() } else { format!("{} ", quoted(table)) };
            say(
                format!("{whose}缺少 {}", quoted(key)),
                if table.is_empty() { "" } else { "缺在此处" },
                format!("请加上 `{}`", example(table, key, *wanted)),
            )
        }
        Problem::WrongType { key, wanted, found } => say(
            format!("{} 应为{}，不是{}", quoted(key), any_of(wanted), kind(*found)),
            kind(*found),
            how_to_write(wanted),
        ),
        Problem::OutOfRange { key, found, least, most } => say(
            format!("{} 超出范围：{found}", quoted(key)),
            "",
            format!("数值应{}", bounds(least.as_deref(), most.as_deref())),
        ),
        Problem::EmptyText { key } => {
            say(format!("{} 是空的", quoted(key)), "没有文字", "请写上文字；不需要的键可以整行去掉")
        }
        Problem::WrongCount { key, found, least, most } => {
            let [least, most] = [least, most].map(|bound| bound.map(|number| number.to_string()));
            say(
                format!("{} 有 {found} 项", quoted(key)),
                "",
                format!("项数应{}", bounds(least.as_deref(), most.as_deref())),
            )
        }
        Problem::NotOneOf { key, found, allowed, nearest } => say(
            format!("{} 不能是 {}", quoted(key), quoted(found)),
            "",
            match nearest {
                Some(word) => format!("是不是 \"{word}\"？可用的有：{}", allowed.join("、")),
                None => format!("可用的有：{}", allowed.join("、")),
            },
        ),
        Problem::NoSuchDate { written } => {
            say(format!("没有 {} 这一天", quoted(written)), "此日期不存在", "请按历法写年-月-日：2026-01-31")
        }
        Problem::YearOutOfRange { year, least, most } => {
            say(format!("年份 {year} 不合理"), "此年份", format!("请写 {least} 至 {most} 之间的年份"))
        }
        Problem::ForbiddenCharacter { character } => say(
            format!("字符 {} 无法排印", character_name(*character)),
            "此字符",
            "请删去；这类字符常在从其他程序复制文字时带入",
        ),
        Problem::LineEnd { key } => {
            say(format!("{} 只能是一行，却有换行", quoted(key)), "在此换行", "请写成一行，放在 \" 与 \" 之间")
        }
        Problem::UnclosedBold => {
            say("本段中的 `**` 没有收尾", "在此开始", "请在加粗结束处写上 `**`，或去掉这一个")
        }
        Problem::NoSuchPage { page, pages } => {
            say(format!("没有第 {page} 页：全文共 {pages} 页"), "", "请用 --pages 指定存在的页")
        }
        Problem::SeveralPagesToOneStream { pages } => {
            say(format!("{pages} 页图片不能写到同一个输出流"), "", "请用 --pages 选定一页，或用 -o 写到文件")
        }
        Problem::UnknownLayout { name, nearest, known } => say(
            format!("没有 {} 这个版式", quoted(name)),
            "未知的版式",
            match nearest {
                Some(name) => format!("是不是 `{name}`？"),
                None => format!("现有版式：{}；也可以写 .toml 文件的路径", known.join("、")),
            },
        ),
        Problem::NotBuilt { part } => {
            say(format!("本程序还不能完成此项：{part}"), "", "请使用更新的 hongtou")
        }
    }
}

/// That there are more diagnostics than are shown.
pub(super) fn more(count: usize) -> String {
    format!("还有 {count} 处；请先改正以上各处，或用 `hongtou check --format json` 查看全部")
}

fn kind(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "文字",
        ValueKind::Whole => "整数",
        ValueKind::Number => "数",
        ValueKind::Truth => "true 或 false",
        ValueKind::Date => "日期",
        ValueKind::Time => "时间",
        ValueKind::List => "列表",
        ValueKind::Tables => "表的列表",
        ValueKind::Table => "表",
    }
}

fn any_of(kinds: &[ValueKind]) -> String {
    kinds.iter().map(|&each| kind(each)).collect::<Vec<_>>().join("或")
}

fn how_to_write(kinds: &[ValueKind]) -> &'static str {
    match kinds.first() {
        Some(ValueKind::Text) => "请放在半角引号之间：\"…\"",
        Some(ValueKind::Whole) => "请写半角数字，不加引号：12",
        Some(ValueKind::Number) => "请写半角数字，不加引号：1.5",
        Some(ValueKind::Truth) => "请写 true 或 false，不加引号",
        Some(ValueKind::Date | ValueKind::Time) => "请写年-月-日，不加引号：2026-01-31",
        Some(ValueKind::List) => "请放在方括号之间：[…]",
        Some(ValueKind::Tables) => "请把名称写在双方括号中 [[…]]，各键写在其下",
        Some(ValueKind::Table) | None => "请把名称写在方括号中 […]，各键写在其下",
    }
}

fn bounds(least: Option<&str>, most: Option<&str>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("在 {least} 至 {most} 之间"),
        (Some(least), None) => format!("不小于 {least}"),
        (None, Some(most)) => format!("不大于 {most}"),
        (None, None) => "小一些".to_owned(),
    }
}
