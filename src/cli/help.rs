//! The help in Chinese: the texts of `help/zh.toml` in place of those that stand at the commands.
//!
//! Only what is shown changes, and only where help is asked for; every other command line is read as it always is.

use std::ffi::OsString;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, Command};
use hongtou::diagnostic::Language;
use toml::{Table, Value};

use super::console;

pub(super) const CHINESE: &str = include_str!("help/zh.toml");
/// Where in the order of options those stand that every command takes.
const GLOBAL_LAST: usize = 900;
/// The headings that clap has in English only.
const TEMPLATE: &str = "{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";

/// Prints the help in Chinese and ends the program, if it is asked for and Chinese is spoken.
pub fn in_chinese_if_wanted(command: clap::Command) {
    let words: Vec<OsString> = std::env::args_os().collect();
    let asked = words.len() == 1 || words.iter().any(|word| word == "--help" || word == "-h");
    if !asked || language(&words) != Language::Chinese {
        return;
    }
    // A text that cannot be read is a text that is not there: the help in English follows.
    let Ok(texts) = CHINESE.parse::<Table>() else { return };
    if let Err(error) = translated(command, &texts).try_get_matches_from(words)
        && matches!(
            error.kind(),
            ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        )
    {
        error.exit();
    }
}

/// As `--lang` says, or the environment.
pub(super) fn language(words: &[OsString]) -> Language {
    let after = words.iter().position(|word| word == "--lang").and_then(|at| words.get(at + 1));
    let joined = words.iter().find_map(|word| word.to_str()?.strip_prefix("--lang="));
    match joined.or(after.and_then(|word| word.to_str())) {
        Some(named) => Language::of_locale(named),
        None => console::language_of_environment(),
    }
}

fn translated(command: Command, texts: &Table) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let mut command = one(command, texts).subcommand_help_heading("命令").subcommand_value_name("命令");
    for name in names {
        command = command.mut_subcommand(name, |command| one(command, texts));
    }
    command
}

/// A command, its own texts first, then those of the options that every command takes.
fn one(command: Command, texts: &Table) -> Command {
    let own = texts.get(command.get_name());
    let text = |key: &str| {
        own.and_then(|own| own.get(key)).or(texts.get("global")?.get(key)).and_then(Value::as_str)
    };
    let about = text("about").unwrap_or_default().to_owned();
    let mut command = command.help_template(TEMPLATE).about(about.clone());
    if let Some(more) = text("more") {
        command = command.long_about(format!("{about}\n\n{more}"));
    }
    command = command.after_help(text("examples").unwrap_or_default().to_owned());
    command = command.mut_args(|arg| argument(arg, &text));
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help_heading("选项")
        .display_order(GLOBAL_LAST + 1);
    let command = command.disable_help_flag(true).arg(help.help(text("help").unwrap_or_default().to_owned()));
    if command.get_version().is_none() {
        return command;
    }
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help_heading("选项")
        .display_order(GLOBAL_LAST + 1);
    command.disable_version_flag(true).arg(version.help(text("version").unwrap_or_default().to_owned()))
}

fn argument<'t>(arg: Arg, text: &impl Fn(&str) -> Option<&'t str>) -> Arg {
    let id = arg.get_id().to_string();
    let Some(said) = text(&id) else { return arg };
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    // Those that every command takes stand last, as they do in English.
    let arg = arg.help_heading(heading);
    let arg = if arg.is_global_set() { arg.display_order(GLOBAL_LAST) } else { arg };
    if !arg.get_action().takes_values() {
        return arg.help(said.to_owned()).long_help(said.to_owned());
    }
    let defaults: Vec<_> = arg.get_default_values().iter().filter_map(|value| value.to_str()).collect();
    let usual = match defaults.is_empty() || arg.is_hide_default_value_set() {
        true => String::new(),
        false => format!("［不写则为 {}］", defaults.join(" ")),
    };
    let values: Vec<PossibleValue> = arg.get_possible_values();
    let each = values.iter().map(|value| {
        let name = value.get_name();
        format!("\n- {name}：{}", text(&format!("{id}={name}")).unwrap_or_default())
    });
    let long = format!("{said}{usual}{}", each.collect::<String>());
    let arg = arg.help(format!("{said}{usual}")).long_help(long);
    let arg = arg.hide_default_value(true).hide_possible_values(true);
    if values.is_empty() { arg } else { arg.value_parser(PossibleValuesParser::new(values)) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::cli::Arguments;
    use clap::CommandFactory;

    /// What a command shows in its help, by the keys of the Chinese texts.
    fn wanted(command: &Command) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let id = arg.get_id().to_string();
            if arg.get_action().takes_values() {
                keys.extend(
                    arg.get_possible_values().iter().map(|value| format!("{id}={}", value.get_name())),
                );
            }
            keys.insert(id);
        }
        keys
    }

    fn keys(texts: &Table, name: &str) -> BTreeSet<String> {
        texts[name].as_table().unwrap().keys().cloned().collect()
    }

    #[test]
    fn every_text_of_the_help_stands_in_chinese_and_no_other() {
        let texts: Table = CHINESE.parse().unwrap();
        let root = Arguments::command();
        let mut global = wanted(&root);
        global.extend(["help", "version"].map(str::to_owned));
        assert_eq!(keys(&texts, "global"), global);
        for command in root.get_subcommands().chain([&root]) {
            let mut own = if command.get_name() == "hongtou" { BTreeSet::new() } else { wanted(command) };
            own.extend(["about", "examples"].map(str::to_owned));
            if command.get_long_about().is_some() {
                own.insert("more".to_owned());
            }
            assert_eq!(keys(&texts, command.get_name()), own, "{}", command.get_name());
        }
        let named: BTreeSet<_> =
            root.get_subcommands().map(Command::get_name).chain(["global", "hongtou"]).collect();
        assert_eq!(texts.keys().map(String::as_str).collect::<BTreeSet<_>>(), named);
    }

    #[test]
    fn the_examples_are_the_same_commands() {
        let texts: Table = CHINESE.parse().unwrap();
        let root = Arguments::command();
        let lines = |text: &str| -> Vec<String> {
            let commands = text.lines().filter_map(|line| line.strip_prefix("  hongtou "));
            commands.map(|line| line.split("  ").next().unwrap_or_default().trim().to_owned()).collect()
        };
        for command in root.get_subcommands().chain([&root]) {
            let english = command.get_after_help().unwrap().to_string();
            let chinese = texts[command.get_name()]["examples"].as_str().unwrap();
            assert_eq!(lines(chinese), lines(&english), "{}", command.get_name());
        }
    }

    #[test]
    fn the_help_is_written_in_chinese_throughout() {
        let texts: Table = CHINESE.parse().unwrap();
        let root = Arguments::command();
        let names = root.get_subcommands().map(|command| command.get_name().to_owned());
        for name in names.chain([String::new()]) {
            let words = ["hongtou", &name, "--help"].into_iter().filter(|word| !word.is_empty());
            let error = translated(Arguments::command(), &texts).try_get_matches_from(words).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::DisplayHelp, "{name}");
            let help = error.to_string();
            for english in [
                "Usage",
                "Options:",
                "Arguments:",
                "Commands:",
                "Print help",
                "default:",
                "values:",
                "Examples",
            ] {
                assert!(!help.contains(english), "{name}: {english}\n{help}");
            }
        }
    }
}
