//! Findings → SARIF 2.1.0, which code hosts and editors show.

use serde_json::{Value, json};

use super::{Finding, Rule, all, of_pages};
use hongtou_base::diagnostic::{Diagnostic, Language, Severity, words};

/// A log of one run: what was found, and what was wrong with the files besides.
pub fn to_sarif(findings: &[Finding], others: &[Diagnostic], language: Language) -> Value {
    let rules: Vec<Value> = all().chain(of_pages()).map(|rule| about(rule, language)).collect();
    let mut results: Vec<Value> = others.iter().map(|other| result(other, None, language)).collect();
    results.extend(findings.iter().map(|finding| result(&finding.diagnostic(), Some(finding), language)));
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "hongtou",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn about(rule: &Rule, language: Language) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.why.of(language) },
        "help": { "text": rule.source(language) },
        "defaultConfiguration": { "level": level(rule.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(diagnostic: &Diagnostic, finding: Option<&Finding>, language: Language) -> Value {
    let said = words(&diagnostic.problem, language);
    let text = match said.hint {
        Some(hint) if !hint.is_empty() => format!("{}. {hint}", said.message),
        _ => said.message,
    };
    let mut result = json!({
        "ruleId": diagnostic.problem.code(),
        "level": level(diagnostic.severity),
        "message": { "text": text },
    });
    let Some(place) = &diagnostic.place else { return result };
    let uri = place.source.name.replace('\\', "/");
    let uri = uri.strip_prefix("./").unwrap_or(&uri);
    let region = |span: &std::ops::Range<usize>| {
        let (line, column) = place.source.line_column(span.start);
        let (end_line, end_column) = place.source.line_column(span.end);
        json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
    };
    result["locations"] = json!([{ "physicalLocation": {
        "artifactLocation": { "uri": uri },
        "region": region(&place.span),
    }}]);
    if let Some(edit) = finding.and_then(|finding| finding.edit.as_ref()) {
        result["fixes"] = json!([{ "artifactChanges": [{
            "artifactLocation": { "uri": uri },
            "replacements": [{
                "deletedRegion": region(&edit.span),
                "insertedContent": { "text": edit.new },
            }],
        }]}]);
    }
    result
}
