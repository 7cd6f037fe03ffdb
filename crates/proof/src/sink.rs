//! Findings as rules report them → findings with places in the file.

use std::ops::Range;
use std::sync::Arc;

use super::finding::{Edit, Finding};
use super::passage::Passage;
use super::rule::{Part, Rule};
use super::rules::rule;
use super::switches::Switches;
use hongtou_base::diagnostic::Source;
use hongtou_format::issue::Text;

/// Where rules report to.
pub struct Sink<'a> {
    /// The file of the issue.
    pub source: &'a Arc<Source>,
    switches: &'a Switches,
    /// What was found.
    pub findings: Vec<Finding>,
}

impl<'a> Sink<'a> {
    pub fn new(source: &'a Arc<Source>, switches: &'a Switches) -> Sink<'a> {
        Sink { source, switches, findings: Vec::new() }
    }

    /// Reports a range of a passage.
    pub fn report(&mut self, passage: &Passage<'_>, id: &str, range: Range<usize>, facts: &[&str]) {
        self.add(passage, id, range, facts, None);
    }

    /// Reports a range of a passage for which only one other text can have been meant.
    pub fn fix(&mut self, passage: &Passage<'_>, id: &str, range: Range<usize>, facts: &[&str], new: &str) {
        self.add(passage, id, range, facts, Some((new, true)));
    }

    /// Reports a range of a passage for which another text is likely: the fix may change the sense.
    pub fn offer(&mut self, passage: &Passage<'_>, id: &str, range: Range<usize>, facts: &[&str], new: &str) {
        self.add(passage, id, range, facts, Some((new, false)));
    }

    fn add(
        &mut self,
        passage: &Passage<'_>,
        id: &str,
        range: Range<usize>,
        facts: &[&str],
        new: Option<(&str, bool)>,
    ) {
        let Some(rule) = self.wanted(id, passage.part) else { return };
        if !rule.in_quotes && passage.is_quoted(&range) {
            return;
        }
        let last = passage.plain[range.clone()].chars().next_back().map_or(0, char::len_utf8);
        let start = passage.value_offset(range.start);
        let end = if last == 0 { start } else { passage.value_offset(range.end - last) + last };
        let value = start..end.max(start);
        // What a `**` or a line end parts is not mended by machine.
        let whole = value.len() == range.len();
        let edit = new.filter(|_| whole).and_then(|(new, certain)| {
            let edit = edit(self.source, passage.text, value.clone(), new)?;
            Some(Edit { certain, ..edit })
        });
        let span = passage.text.source_span(value);
        self.push(rule, span, facts, edit);
    }

    /// Reports a stretch of a text that is no passage, and for which another would stand.
    pub fn fix_text(
        &mut self,
        id: &str,
        part: Part,
        (text, value): (&Text, Range<usize>),
        facts: &[&str],
        new: &str,
    ) {
        if let Some(rule) = self.wanted(id, part) {
            let edit = edit(self.source, text, value.clone(), new);
            self.push(rule, text.source_span(value), facts, edit);
        }
    }

    /// Reports a stretch of the file that is no running text.
    pub fn report_span(&mut self, id: &str, part: Part, span: Range<usize>, facts: &[&str]) {
        if let Some(rule) = self.wanted(id, part) {
            self.push(rule, span, facts, None);
        }
    }

    fn push(&mut self, rule: &'static Rule, span: Range<usize>, facts: &[&str], edit: Option<Edit>) {
        let facts = facts.iter().map(|fact| (*fact).to_owned()).collect();
        self.findings.push(Finding { rule, source: Arc::clone(self.source), span, facts, edit });
    }

    fn wanted(&self, id: &str, part: Part) -> Option<&'static Rule> {
        let rule = rule(id).expect("checks name rules that exist");
        (rule.parts.contains(&part) && !self.switches.is_off(id)).then_some(rule)
    }
}

/// The edit of the file that puts `new` in the place of a stretch of the value.
///
/// `None` where the stretch does not stand in the file as it is: nothing but it may change.
fn edit(source: &Source, text: &Text, value: Range<usize>, new: &str) -> Option<Edit> {
    let start = text.source_offset(value.start);
    let span = start..start + value.len();
    (source.text.get(span.clone())? == &text.value[value]).then(|| Edit {
        span,
        new: new.to_owned(),
        certain: true,
    })
}
