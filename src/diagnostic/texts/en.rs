//! The words in English.

use super::{Words, character_name, example, megabytes, quoted, say};
use crate::diagnostic::{Problem, ValueKind};

pub(super) fn words(problem: &Problem) -> Words {
    match problem {
        Problem::CannotRead { path, reason } => say(
            format!("cannot read {}: {reason}", path.display()),
            "",
            "check the name and that you may read it",
        ),
        Problem::CannotWrite { path, reason } => say(
            format!("cannot write {}: {reason}", path.display()),
            "",
            "choose a folder that exists and that you may write to, with -o",
        ),
        Problem::NoGlyph { character, role } => say(
            format!("no face of the role {role} has the character {}", character_name(*character)),
            "this character",
            "name a face that has it in the layout's role, or write another character",
        ),
        Problem::NoFace { role, tried } => say(
            format!("no face for the role {role} was found (tried {})", tried.join(", ")),
            "",
            "put the files of fonts/ beside the program, or name their folder with --font-dir or $HONGTOU_FONTS",
        ),
        Problem::BadFont { path, reason } => say(
            format!("{} is not a usable font: {reason}", path.display()),
            "",
            "replace the file, or take it out of the layout's role",
        ),
        Problem::FileTooLarge { path, size, limit } => say(
            format!(
                "{} has {}, more than the {} that are read",
                path.display(),
                megabytes(*size),
                megabytes(*limit)
            ),
            "",
            "check that this is the right file, or part it into several",
        ),
        Problem::NotUtf8 { byte, offset } => say(
            format!("the file is not UTF-8: byte {byte:02X} at offset {offset}"),
            "this byte",
            "save the file as UTF-8; editors often save Chinese text as GBK (ANSI)",
        ),
        Problem::Syntax { reason } => say(
            format!("this is not TOML: {reason}"),
            "",
            "keys are written `key = \"text\"`, with ASCII marks; long texts stand between \"\"\" and \"\"\"",
        ),
        Problem::FullWidthMark { found, wanted } => say(
            format!("the full-width mark {found} stands where TOML has the ASCII mark {wanted}"),
            format!("write {wanted}"),
            "write the marks around keys and texts in ASCII; inside the quotes any mark may stand",
        ),
        Problem::BadEscape => say(
            "this backslash begins no escape that TOML knows",
            "one backslash",
            "write two, or put the text between ''' and ''', where a backslash stands for itself",
        ),
        Problem::UnclosedText => say(
            "the text is not closed",
            "quotes are missing before this",
            "close it with the quotes that it began with; a text of several lines stands between \"\"\" and \"\"\"",
        ),
        Problem::DuplicateKey { key } => {
            say(format!("the key {} is there twice", quoted(key)), "the second one", "take one of them out")
        }
        Problem::UnknownKey { key, nearest, home, known } => say(
            format!("unknown key {}", quoted(key)),
            if nearest.is_some() { "no such key" } else { "no such key here" },
            match (home.as_deref(), nearest) {
                (_, Some(name)) => format!("did you mean `{name}`?"),
                (Some(""), None) => "move it to the head of the file, before the first [table]".to_owned(),
                (Some(home), None) => format!("move it below [{home}]"),
                (None, None) => format!("the keys here are: {}", known.join(", ")),
            },
        ),
        Problem::MissingKey { table, key, wanted } => {
            let whose = if table.is_empty() { "the file".to_owned() } else { quoted(table) };
            say(
                format!("{whose} has no {}", quoted(key)),
                if table.is_empty() { "" } else { "missing here" },
                format!("add `{}`", example(table, key, *wanted)),
            )
        }
        Problem::WrongType { key, wanted, found } => say(
            format!("{} must be {}, not {}", quoted(key), any_of(wanted), kind(*found)),
            kind(*found),
            how_to_write(wanted),
        ),
        Problem::OutOfRange { key, found, least, most } => say(
            format!("{} is out of range: {found}", quoted(key)),
            "",
            format!("write a number {}", bounds(least.as_deref(), most.as_deref())),
        ),
        Problem::EmptyText { key } => say(
            format!("{} is empty", quoted(key)),
            "nothing to set",
            "write its text; a key that is not needed can be left out",
        ),
        Problem::WrongCount { key, found, least, most } => {
            let [least, most] = [least, most].map(|bound| bound.map(|number| number.to_string()));
            say(
                format!("{} has {found} entries", quoted(key)),
                "",
                format!("write a number of entries {}", bounds(least.as_deref(), most.as_deref())),
            )
        }
        Problem::NotOneOf { key, found, allowed, nearest } => say(
            format!("{} cannot be {}", quoted(key), quoted(found)),
            "",
            match nearest {
                Some(word) => format!("did you mean \"{word}\"? allowed are: {}", allowed.join(", ")),
                None => format!("allowed are: {}", allowed.join(", ")),
            },
        ),
        Problem::NoSuchDate { written } => say(
            format!("the day {} does not exist", quoted(written)),
            "no such day",
            "write year-month-day as it is in the calendar: 2026-01-31",
        ),
        Problem::YearOutOfRange { year, least, most } => say(
            format!("no issue is of the year {year}"),
            "this year",
            format!("write a year from {least} to {most}"),
        ),
        Problem::ForbiddenCharacter { character } => say(
            format!("the character {} cannot be set", character_name(*character)),
            "this character",
            "take it out; it often comes along when text is copied from another program",
        ),
        Problem::LineEnd { key } => say(
            format!("{} has a line end, but is one line", quoted(key)),
            "the line ends here",
            "write it on one line, between \" and \"",
        ),
        Problem::UnclosedBold => say(
            "`**` is not closed in this paragraph",
            "opened here",
            "write `**` where the bold ends, or take this one out",
        ),
        Problem::NoSuchPage { page, pages } => say(
            format!("there is no page {page}: the document has {pages}"),
            "",
            "name pages that exist, with --pages",
        ),
        Problem::SeveralPagesToOneStream { pages } => say(
            format!("{pages} pages cannot go to one stream as pictures"),
            "",
            "choose one page with --pages, or write to files with -o",
        ),
        Problem::UnknownLayout { name, nearest, known } => say(
            format!("there is no layout {}", quoted(name)),
            "no such layout",
            match nearest {
                Some(name) => format!("did you mean `{name}`?"),
                None => format!("the layouts are: {}; or name a .toml file", known.join(", ")),
            },
        ),
        Problem::NotBuilt { part } => {
            say(format!("this program cannot {part} yet"), "", "use a later version of hongtou")
        }
    }
}

/// That there are more diagnostics than are shown.
pub(super) fn more(count: usize) -> String {
    format!("and {count} more; mend these first, or see all with `hongtou check --format json`")
}

fn kind(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => "a text",
        ValueKind::Whole => "a whole number",
        ValueKind::Number => "a number",
        ValueKind::Truth => "true or false",
        ValueKind::Date => "a date",
        ValueKind::Time => "a time",
        ValueKind::List => "a list",
        ValueKind::Tables => "a list of tables",
        ValueKind::Table => "a table",
    }
}

fn any_of(kinds: &[ValueKind]) -> String {
    kinds.iter().map(|&each| kind(each)).collect::<Vec<_>>().join(" or ")
}

fn how_to_write(kinds: &[ValueKind]) -> &'static str {
    match kinds.first() {
        Some(ValueKind::Text) => "put it between quotes: \"…\"",
        Some(ValueKind::Whole) => "write ASCII digits without quotes: 12",
        Some(ValueKind::Number) => "write ASCII digits without quotes: 1.5",
        Some(ValueKind::Truth) => "write true or false, without quotes",
        Some(ValueKind::Date | ValueKind::Time) => "write year-month-day without quotes: 2026-01-31",
        Some(ValueKind::List) => "put it between brackets: […]",
        Some(ValueKind::Tables) => "write its name in double brackets, [[…]], with the keys below it",
        Some(ValueKind::Table) | None => "write its name in brackets, […], with the keys below it",
    }
}

fn bounds(least: Option<&str>, most: Option<&str>) -> String {
    match (least, most) {
        (Some(least), Some(most)) => format!("from {least} to {most}"),
        (Some(least), None) => format!("of at least {least}"),
        (None, Some(most)) => format!("of at most {most}"),
        (None, None) => "that is not so large".to_owned(),
    }
}
