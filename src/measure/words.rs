//! The words of the table of measures, a row a language.

use super::verdict::{Counts, Verdict};
use hongtou_base::diagnostic::Language;

/// The headings of the table's columns.
pub fn headings(language: Language) -> [&'static str; 7] {
    match language {
        Language::English => ["element", "clause", "strength", "required", "measured", "page", "verdict"],
        Language::Chinese => ["要素", "条款", "强度", "应为", "实测", "页", "结论"],
    }
}

/// The heading of the sheet that is filed.
pub fn title(language: Language) -> &'static str {
    match language {
        Language::English => "Measures of the finished pages",
        Language::Chinese => "版面实测记录",
    }
}

/// What a verdict is called.
pub fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match (language, verdict) {
        (Language::English, Verdict::Holds) => "holds",
        (Language::English, Verdict::Fails) => "FAILS",
        (Language::English, Verdict::Departs) => "departs",
        (Language::English, Verdict::Absent) => "not there",
        (Language::Chinese, Verdict::Holds) => "符合",
        (Language::Chinese, Verdict::Fails) => "不符",
        (Language::Chinese, Verdict::Departs) => "有别",
        (Language::Chinese, Verdict::Absent) => "无此项",
    }
}

/// What is said below the table.
pub fn summary(counts: &Counts, language: Language) -> String {
    let Counts { holds, fails, departs, absent } = counts;
    match language {
        Language::English => format!(
            "{holds} hold, {fails} fail (规定, shall), {departs} depart from what is usual or recommended, \
             {absent} are not on these pages"
        ),
        Language::Chinese => {
            format!(
                "符合 {holds} 项，不符（规定）{fails} 项，与一般或推荐有别 {departs} 项，本件无此要素 {absent} 项"
            )
        }
    }
}

/// What a sheet says of the document that was measured: file, title, layout, pages.
pub fn about(language: Language) -> [&'static str; 4] {
    match language {
        Language::English => ["File", "Title", "Layout", "Pages"],
        Language::Chinese => ["文件", "题名", "版式", "页数"],
    }
}
