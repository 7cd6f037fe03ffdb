//! Options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use hongtou::diagnostic::Language;

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// Say nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say what is being done, and how long it takes
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Use colours: only on a terminal (auto), always, never; NO_COLOR turns auto off
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub color: ColourChoice,
    /// The language of messages: en or zh; otherwise that of LC_ALL, LC_MESSAGES or LANG
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub lang: Option<LanguageChoice>,
    /// Leave installed faces aside, so that every machine gives the same pages
    #[arg(long, global = true)]
    pub bundled_fonts: bool,
    /// Look for fonts in this folder first; may be given several times
    #[arg(long = "font-dir", global = true, value_name = "DIR")]
    pub font_dirs: Vec<PathBuf>,
    /// Let issues and layouts name files of this folder; may be given several times
    ///
    /// Without it they may name files of their own folder and below, of the folder where the nearest hongtou.toml
    /// lies and below, and of the folders with fonts.
    #[arg(long = "allow-dir", global = true, value_name = "DIR")]
    pub allow_dirs: Vec<PathBuf>,
}

impl Global {
    /// The choices of this command line, with the layout of a command.
    pub fn options(&self, layout: Option<&str>) -> hongtou::Options {
        hongtou::Options {
            layout: layout.map(str::to_owned),
            font_dirs: self.font_dirs.clone(),
            bundled_fonts: self.bundled_fonts,
            allow_dirs: self.allow_dirs.clone(),
            fill: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LanguageChoice {
    En,
    Zh,
}

impl From<LanguageChoice> for Language {
    fn from(choice: LanguageChoice) -> Language {
        match choice {
            LanguageChoice::En => Language::English,
            LanguageChoice::Zh => Language::Chinese,
        }
    }
}

/// How a command writes what it found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Text,
    /// For programs
    Json,
}
