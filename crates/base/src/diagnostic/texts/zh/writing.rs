//! 写不了、或不该写的文件怎么说。

use std::path::Path;

use crate::diagnostic::texts::words::{Words, say};
use crate::diagnostic::{OutputKind, WriteFault};

pub fn cannot_write(path: &Path, fault: &WriteFault) -> Words {
    let (reason, hint) = match fault {
        WriteFault::IsFolder => ("这是文件夹".to_owned(), "请写明其中的文件名"),
        WriteFault::NoFolder { folder } => {
            (format!("没有文件夹 {}", folder.display()), "请先新建该文件夹，或改正名称")
        }
        WriteFault::NotAFolder { folder } => {
            (format!("{} 是文件，不是文件夹", folder.display()), "请换一个存在的文件夹")
        }
        WriteFault::Exists => ("已有同名文件".to_owned(), "请另取名称，或先移走原有文件"),
        WriteFault::Denied => ("没有写入权限".to_owned(), "请换到自己的文件夹，或请管理员授予权限"),
        WriteFault::Full => ("磁盘已满".to_owned(), "请清理磁盘，或换到别的磁盘"),
        WriteFault::ReadOnly => ("磁盘只能读，不能写".to_owned(), "请换到可写的磁盘"),
        WriteFault::InUse => ("文件正被其他程序打开".to_owned(), "请先在该程序中关闭，或另取名称"),
        WriteFault::BadName => ("磁盘不接受这个文件名".to_owned(), "请取短一些的名称，只用普通字符"),
        WriteFault::Other { reason } => (reason.clone(), "请检查文件夹和磁盘"),
    };
    say(format!("无法写入 {}：{reason}", path.display()), "", hint)
}

pub fn output_is_input(path: &Path, input: &Path) -> Words {
    let message = if path == input {
        format!("{} 是本次要读取的文件，写入会把它覆盖", path.display())
    } else {
        format!("{} 与本次要读取的 {} 是同一个文件", path.display(), input.display())
    };
    say(message, "", "请为输出另取名称；只有大小写不同的，视为同名")
}

pub fn output_twice(path: &Path, other: &Path) -> Words {
    let message = if path == other {
        format!("本次运行要把 {} 写两遍", path.display())
    } else {
        format!("本次运行要写的 {} 与 {} 是同一个文件", other.display(), path.display())
    };
    say(message, "", "请为其中之一另取名称；只有大小写不同的，视为同名")
}

pub fn would_replace(path: &Path, kind: OutputKind) -> Words {
    let kind = match kind {
        OutputKind::Pdf => "PDF",
        OutputKind::OwnPdf => "由 hongtou 生成的 PDF",
        OutputKind::Png => "PNG 图片",
        OutputKind::Svg => "SVG 图形",
        OutputKind::OwnPage => "由 hongtou 生成的网页",
        OutputKind::OwnReport => "本命令以前写的报告",
        OutputKind::OwnList => "由 hongtou 生成的分发表",
        OutputKind::OwnJobSheet => "由 hongtou 生成的作业单",
    };
    say(
        format!(
            "{} 已经存在，而且不是{}{kind}",
            path.display(),
            if kind.starts_with(|c: char| c.is_ascii()) { " " } else { "" }
        ),
        "",
        "请为输出另取名称，或用 --force 覆盖",
    )
}
