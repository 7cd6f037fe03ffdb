//! `--explain`: a rule with its source and its examples.

use hongtou::diagnostic::{Language, Severity};
use hongtou::nearest::nearest;
use hongtou::proof::{Fix, Rule, all, of_pages, rule};

/// The rule that was typed.
///
/// # Errors
/// A name that no rule has, with all that there are.
pub fn rule_named(name: &str) -> Result<&'static Rule, String> {
    rule(name).ok_or_else(|| {
        let known: Vec<&str> = all().chain(of_pages()).map(|rule| rule.id).collect();
        let meant = nearest(name, known.iter().copied());
        let meant = meant.map(|meant| format!("did you mean {meant}? ")).unwrap_or_default();
        format!("no such rule; {meant}there are {}", known.join(", "))
    })
}

/// The rule on a page.
pub fn explain(rule: &Rule, language: Language) -> String {
    let parts: Vec<&str> = rule.parts.iter().map(|part| part.name_in(language)).collect();
    let certain = rule.severity == Severity::Error;
    let [head, by, where_to, mends, bad, good] = match language {
        Language::English => ["Severity", "Source", "Looks at", "Fixed by", "Bad", "Good"],
        Language::Chinese => ["级别", "依据", "检查范围", "改法", "误", "正"],
    };
    let severity = match (language, certain) {
        (Language::English, true) => "error",
        (Language::English, false) => "warning",
        (Language::Chinese, true) => "错误",
        (Language::Chinese, false) => "警告",
    };
    let fixable = match (rule.fix, language) {
        (Fix::Certain, _) => "--fix",
        (Fix::Offered, Language::English) => "--fix=all, after you have read it",
        (Fix::Offered, Language::Chinese) => "核对后用 --fix=all",
        (Fix::ByHand, Language::English) => "hand",
        (Fix::ByHand, Language::Chinese) => "人工",
    };
    let (colon, end, comma) = match language {
        Language::English => (": ", ":", ", "),
        Language::Chinese => ("：", "：", "、"),
    };
    let example = |text: &str| text.replace("\\n", "\n\n    ").replace('⏎', "\n    ");
    format!(
        "{}\n{}\n\n{head}{colon}{severity}\n{by}{colon}{}\n{where_to}{colon}{}\n{mends}{colon}{fixable}\n\n{bad}{end}\n    {}\n{good}{end}\n    {}\n",
        rule.id,
        rule.why.of(language),
        rule.source(language),
        parts.join(comma),
        example(rule.bad),
        example(rule.good),
    )
}
