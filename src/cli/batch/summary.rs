//! The table at the end of a batch: the issues that someone has to see to, and the sums.

use comfy_table::{ContentArrangement, Table, presets};
use hongtou::batch::{Outcome, Report, Status};
use hongtou::diagnostic::{Diagnostic, Language, Note, note};

use crate::cli::Console;

/// Of an issue, so many findings are shown; all of them were printed, and are in the report.
const SHOWN: usize = 2;

/// Prints the table and the sums.
///
/// # Errors
/// Where standard output cannot be written.
pub fn print(report: &Report, console: &Console) -> Result<(), Vec<Diagnostic>> {
    let language = console.language();
    let to_see = |outcome: &&Outcome| {
        console.is_verbose() || outcome.status == Status::Failed || !outcome.findings.is_empty()
    };
    let rows: Vec<&Outcome> = report.issues.iter().filter(to_see).collect();
    if !rows.is_empty() && !console.is_quiet() {
        let table = table(&rows, language);
        console.write_text(&format!("{table}\n"))?;
    }
    console.say_note(&Note::Totals {
        rendered: report.count(Status::Rendered),
        unchanged: report.count(Status::Unchanged),
        failed: report.count(Status::Failed),
        not_reached: report.count(Status::NotReached),
        pages: report.issues.iter().map(|outcome| outcome.pages).sum(),
        seconds: report.seconds,
    });
    Ok(())
}

fn table(rows: &[&Outcome], language: Language) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(note(&Note::Columns, language).split('\t'));
    for outcome in rows {
        let (pages, time) = match outcome.status {
            Status::Rendered => (outcome.pages.to_string(), format!("{:.1}", outcome.milliseconds)),
            Status::Unchanged => (outcome.pages.to_string(), String::new()),
            Status::Failed | Status::NotReached => Default::default(),
        };
        let status = note(&Note::Status(outcome.status.name()), language);
        table.add_row([outcome.issue.clone(), status, pages, time, findings(outcome, language)]);
    }
    table
}

fn findings(outcome: &Outcome, language: Language) -> String {
    let mut said: Vec<String> = outcome.findings.iter().take(SHOWN).map(|f| f.message.clone()).collect();
    if outcome.findings.len() > SHOWN {
        said.push(note(&Note::AndMore(outcome.findings.len() - SHOWN), language));
    }
    said.join("; ")
}
