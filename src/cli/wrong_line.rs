//! What is said of a command line that is wrong: in English as clap says it, in Chinese in our own words.

use std::ffi::OsString;
use std::io::Write;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use hongtou::diagnostic::{Language, visible};
use toml::{Table, Value};

use super::help::{CHINESE, language};

/// Says what is wrong with the command line, and ends the program.
pub fn end(error: &clap::Error) -> ! {
    let words: Vec<OsString> = std::env::args_os().collect();
    let is_asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if is_asked || language(&words) != Language::Chinese {
        error.exit();
    }
    let command = words.get(1).and_then(|word| word.to_str()).unwrap_or_default();
    // Nobody can be told that nobody listens.
    let _ = std::io::stderr().lock().write_all(in_chinese(error, command).as_bytes());
    std::process::exit(error.exit_code());
}

/// What is wrong, the possible values, what was probably meant, and how the command is called.
fn in_chinese(error: &clap::Error, command: &str) -> String {
    let texts: Table = CHINESE.parse().unwrap_or_default();
    let mut out = format!("错误: {}\n", fault(error));
    let mut add = |label: &str, text: String| {
        if !text.is_empty() {
            out.push_str(&format!("  {label}：{text}\n"));
        }
    };
    add("可用的值", all(error, ContextKind::ValidValue));
    let suggested =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    add(
        "是不是",
        suggested.map(|kind| all(error, kind)).into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
    );
    if error.kind() == ErrorKind::ValueValidation {
        add("说明", about(&texts, command, &all(error, ContextKind::InvalidArg)));
    }
    let is_command = texts.contains_key(command);
    let usage = all(error, ContextKind::Usage);
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    let usage = usage.replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>");
    if !usage.is_empty() {
        out.push_str(&format!("\n用法：{usage}\n"));
    }
    let help = if is_command { format!("hongtou {command} --help") } else { "hongtou --help".to_owned() };
    out.push_str(&format!("\n详见 {help}\n"));
    out
}

fn fault(error: &clap::Error) -> String {
    let argument = all(error, ContextKind::InvalidArg);
    let value = all(error, ContextKind::InvalidValue);
    let number = |kind| match error.get(kind) {
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面没有写值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => format!("{argument} 的值不能是“{value}”"),
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个选项，或此处不能有它"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令", all(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::NoEquals => format!("{argument} 的值要用 = 连写"),
        ErrorKind::TooManyValues => format!("{argument} 的值“{value}”多余"),
        ErrorKind::TooFewValues => {
            format!(
                "{argument} 要有 {} 个值，只写了 {} 个",
                number(ContextKind::MinValues),
                number(ContextKind::ActualNumValues)
            )
        }
        ErrorKind::WrongNumberOfValues => {
            let (wanted, found) =
                (number(ContextKind::ExpectedNumValues), number(ContextKind::ActualNumValues));
            format!("{argument} 要有 {wanted} 个值，写了 {found} 个")
        }
        ErrorKind::ArgumentConflict => match all(error, ContextKind::PriorArg) {
            prior if prior == argument || prior.is_empty() => format!("{argument} 只能写一次"),
            prior => format!("{argument} 与 {prior} 不能同时使用"),
        },
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "没有写命令".to_owned()
        }
        ErrorKind::InvalidUtf8 => "命令行里有不是 UTF-8 的字符".to_owned(),
        _ => "命令行有误".to_owned(),
    }
}

/// What clap says under a heading of its context, fit for a terminal.
fn all(error: &clap::Error, kind: ContextKind) -> String {
    let text = match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => {
            texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")
        }
        _ => String::new(),
    };
    visible(&text).into_owned()
}

/// What the help says of an argument such as `--date <DATE>`.
fn about(texts: &Table, command: &str, argument: &str) -> String {
    let name =
        argument.trim_start_matches('-').split([' ', '=']).next().unwrap_or_default().replace('-', "_");
    let of = |table: &str| texts.get(table)?.get(&name).and_then(Value::as_str);
    of(command).or_else(|| of("global")).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Arguments;

    #[test]
    fn every_wrong_command_line_is_described_in_chinese() {
        for (line, says) in [
            ("hongtou rendr", "没有 rendr 这个命令"),
            ("hongtou rendr", "是不是：render"),
            ("hongtou render", "缺少"),
            ("hongtou check a.toml --formt json", "没有 --formt 这个选项"),
            ("hongtou check a.toml --format xml", "可用的值：text、json、sarif"),
            ("hongtou new --date 2026-02-30", "--date <DATE> 的值不能是“2026-02-30”"),
            ("hongtou new --date 2026-02-30", "说明：印发日期，如 2026-07-15"),
            ("hongtou check a.toml --fix --measure", "不能同时使用"),
            ("hongtou new --date", "后面没有写值"),
            ("hongtou -q -v fonts", "不能同时使用"),
        ] {
            let words: Vec<&str> = line.split(' ').collect();
            let error = Arguments::try_parse_from(&words).unwrap_err();
            let said = in_chinese(&error, words[1]);
            assert!(said.contains(says), "{line}: {said}");
            for english in
                ["error", "Usage", "required", "invalid", "cannot", "unexpected", "OPTIONS", "help'"]
            {
                assert!(!said.contains(english), "{line}: {said}");
            }
        }
    }
}
