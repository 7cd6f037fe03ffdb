//! A whole 发文字号, such as 临政发〔2026〕3号, where its number alone is wanted.

use hongtou_base::diagnostic::{Diagnostic, Problem, ValueKind};

/// The key of the number in its year.
const NUMBER: &str = "masthead.number";

/// Says which keys take the parts of a 发文字号 that was written as the number.
pub(super) fn recognise(problem: &mut Diagnostic) {
    let Problem::WrongType { key, found: ValueKind::Text, .. } = &problem.problem else { return };
    let written = problem.place.as_ref().and_then(|place| place.source.text.get(place.span.clone()));
    if key == NUMBER
        && let Some((code, number)) = written.and_then(parts)
    {
        problem.problem = Problem::WholeDocumentNumber { code, number };
    }
}

/// 机关代字 and 发文顺序号 of a 发文字号.
fn parts(written: &str) -> Option<(String, u32)> {
    let written = written.trim_matches(['"', '\'']);
    let (code, rest) = written.split_once(['〔', '［', '[', '（', '('])?;
    let (year, rest) = rest.split_once(['〕', '］', ']', '）', ')'])?;
    let number = rest.trim().trim_start_matches('第').trim_end_matches('号').trim();
    let is_year = year.trim_end_matches('年').len() == 4;
    let is_code = !code.is_empty() && !code.contains(['"', '\\']) && code.chars().all(|c| !c.is_control());
    (is_year && is_code).then_some((code.to_owned(), number.parse().ok()?))
}
