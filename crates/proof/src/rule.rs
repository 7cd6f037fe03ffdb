//! What a rule is; the rules themselves stand in `rules`.

use hongtou_base::diagnostic::{Language, Severity};

/// On whose word a rule stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authority {
    /// GB/T 15834, punctuation.
    Gbt15834,
    /// GB/T 15835, numerals.
    Gbt15835,
    /// GB/T 9704, official documents.
    Gbt9704,
    /// The calendar and arithmetic: no standard is needed.
    Reason,
    /// What proofreaders of official documents do.
    Practice,
}

impl Authority {
    /// Its name, as one cites it.
    pub fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Authority::Gbt15834, _) => "GB/T 15834—2011",
            (Authority::Gbt15835, _) => "GB/T 15835—2011",
            (Authority::Gbt9704, _) => "GB/T 9704—2012",
            (Authority::Reason, Language::English) => "arithmetic and calendar",
            (Authority::Reason, Language::Chinese) => "算术和历法",
            (Authority::Practice, Language::English) => "editorial practice",
            (Authority::Practice, Language::Chinese) => "编校惯例",
        }
    }
}

/// Where in an issue a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The title of an article or of an attachment.
    Title,
    /// A paragraph of a body.
    Body,
    /// The editor's note before an article.
    Note,
    /// One line: source, author, addressee, remark, a layout's own field.
    Line,
    /// 报, 发, 送, 抄送.
    Distribution,
    /// Keys of the issue that are no running text: numbers, dates, copies.
    Data,
}

/// Running text.
pub const PROSE: &[Part] = &[Part::Body, Part::Note];
/// Running text and titles.
pub const TEXT: &[Part] = &[Part::Title, Part::Body, Part::Note];
/// All that is read as text.
pub const ALL: &[Part] = &[Part::Title, Part::Body, Part::Note, Part::Line, Part::Distribution];
/// All that is read as text but the lists of recipients.
pub const NAMED: &[Part] = &[Part::Title, Part::Body, Part::Note, Part::Line];
/// Bodies alone.
pub const BODY: &[Part] = &[Part::Body];
/// Titles alone.
pub const TITLE: &[Part] = &[Part::Title];
/// Distribution lists alone.
pub const LIST: &[Part] = &[Part::Distribution];
/// The whole file.
pub const EVERYWHERE: &[Part] =
    &[Part::Title, Part::Body, Part::Note, Part::Line, Part::Distribution, Part::Data];
/// What is no running text.
pub const DATA: &[Part] = &[Part::Data];

impl Part {
    /// Its name in documents.
    pub fn name(self) -> &'static str {
        match self {
            Part::Title => "title",
            Part::Body => "body",
            Part::Note => "note",
            Part::Line => "line",
            Part::Distribution => "distribution",
            Part::Data => "data",
        }
    }

    /// Its name in a language.
    pub fn name_in(self, language: Language) -> &'static str {
        match (language, self) {
            (Language::English, _) => self.name(),
            (_, Part::Title) => "标题",
            (_, Part::Body) => "正文",
            (_, Part::Note) => "按语",
            (_, Part::Line) => "署名等单行",
            (_, Part::Distribution) => "报送名单",
            (_, Part::Data) => "期号、日期、份数等",
        }
    }
}

/// What rules are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Marks.
    Punctuation,
    /// Numerals, dates, units.
    Numbers,
    /// Headings, sections, articles.
    Structure,
    /// What the text says, held against itself.
    Facts,
    /// Recipients, copies, numbers of the issue.
    Issue,
}

/// A text in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Both {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

/// Both languages of a text.
pub const fn both(en: &'static str, zh: &'static str) -> Both {
    Both { en, zh }
}

impl Both {
    /// The text in a language.
    pub fn of(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }

    /// The text with `{0}`, `{1}` … filled.
    pub fn filled(self, facts: &[String], language: Language) -> String {
        let mut text = self.of(language).to_owned();
        for (index, fact) in facts.iter().enumerate() {
            text = text.replace(&format!("{{{index}}}"), fact);
        }
        text
    }
}

/// Whether a machine can fix what a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fix {
    /// Only a person can.
    ByHand,
    /// It can, and nothing else can have been meant.
    Certain,
    /// It can, but the fix may change the sense: somebody has to agree.
    Offered,
}

/// One rule of the proofreader.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, which never changes.
    pub id: &'static str,
    /// What it is about.
    pub group: Group,
    /// On whose word it stands.
    pub authority: Authority,
    /// Where that is said; empty where no standard says it.
    pub clause: &'static str,
    /// A rule that can be mistaken gives warnings.
    pub severity: Severity,
    /// Whether the machine can fix what it finds, most of the time.
    pub fix: Fix,
    /// Where it looks.
    pub parts: &'static [Part],
    /// Whether it looks into quoted words and names of works too.
    pub in_quotes: bool,
    /// What is wrong; `{0}`, `{1}` stand for what was found.
    pub says: Both,
    /// How to mend it.
    pub hint: Both,
    /// Why.
    pub why: Both,
    /// An example that the rule finds fault with, written as a line of `tests/cases/proof.txt`.
    pub bad: &'static str,
    /// An example that no rule finds fault with.
    pub good: &'static str,
}

impl Rule {
    /// On whose word it stands, with the clause if there is one.
    pub fn source(&self, language: Language) -> String {
        format!("{} {}", self.authority.name(language), self.clause).trim_end().to_owned()
    }
}
