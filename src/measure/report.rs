//! The table of what was measured: as text, as JSON, and as a sheet that can be filed.

use comfy_table::{Cell, CellAlignment, Table, presets};
use serde_json::{Value as Json, json};

use super::verdict::Counts;
use super::{Found, Measured, Value, Verdict, holds, words};
use hongtou_base::diagnostic::Language;
use hongtou_base::units::Length;
use hongtou_engine::sheet::{Align, Column, Pair, Sheet};
use hongtou_format::layouts::Wanted;

/// The columns of the table.
const COLUMNS: usize = 7;

impl Verdict {
    /// A stable name for scripts.
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Holds => "holds",
            Verdict::Fails => "fails",
            Verdict::Departs => "departs",
            Verdict::Absent => "absent",
        }
    }
}

/// The cells of a row, in the order of the headings of [`words::headings`].
fn cells(measured: &Measured, language: Language) -> [String; COLUMNS] {
    let requirement = &measured.requirement;
    let (found, page) = match &measured.found {
        Some(Found { value, page, .. }) => (value_in_words(value), page.to_string()),
        None => (String::new(), String::new()),
    };
    [
        requirement.what.clone(),
        requirement.clause.clone(),
        requirement.strength.word().to_owned(),
        wanted_in_words(&requirement.wanted),
        found,
        page,
        words::verdict(measured.verdict, language).to_owned(),
    ]
}

/// The table as text for a terminal.
pub fn to_text(measured: &[Measured], language: Language) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_header(words::headings(language));
    for row in measured {
        table.add_row(cells(row, language).into_iter().enumerate().map(|(index, text)| {
            let cell = Cell::new(text);
            if matches!(index, 4 | 5) { cell.set_alignment(CellAlignment::Right) } else { cell }
        }));
    }
    format!("{table}\n{}\n", words::summary(&counts(measured), language))
}

/// The table as JSON; lengths in millimetres.
pub fn to_json(measured: &[Measured]) -> Json {
    let rows: Vec<Json> = measured.iter().map(row_to_json).collect();
    json!({ "holds": holds(measured), "measures": rows })
}

fn row_to_json(measured: &Measured) -> Json {
    let requirement = &measured.requirement;
    let mm = |length: Option<Length>| length.map(Length::to_mm);
    let wanted = match &requirement.wanted {
        Wanted::Length { is, least, most, within, .. } => {
            json!({ "is": mm(*is), "least": mm(*least), "most": mm(*most), "within": within.to_mm() })
        }
        Wanted::Number { least, most } => json!({ "least": least, "most": most }),
        Wanted::Word(word) => json!({ "is": word }),
    };
    let found = measured.found.as_ref().map(|found| {
        let value = match &found.value {
            Value::Length(length) => json!(length.to_mm()),
            Value::Number(number) => json!(number),
            Value::Word(word) => json!(word),
        };
        json!({ "value": value, "page": found.page, "pages": found.pages })
    });
    json!({
        "name": requirement.name,
        "what": requirement.what,
        "clause": requirement.clause,
        "strength": requirement.strength.word(),
        "required": wanted,
        "measured": found,
        "verdict": measured.verdict.code(),
    })
}

/// The table as a sheet; `about` says what was measured: items and contents.
pub fn sheet(measured: &[Measured], about: &[(String, String)], language: Language) -> Sheet {
    let headings = words::headings(language);
    let shares = [36, 10, 7, 22, 13, 5, 7];
    let columns = headings.iter().zip(shares).enumerate().map(|(index, (heading, share))| {
        let align = if index == 0 || index == 3 { Align::Left } else { Align::Centre };
        Column::new(*heading, share, align)
    });
    let table = hongtou_engine::sheet::Table {
        columns: columns.collect(),
        // What the document does not have is counted below, and fills no rows.
        rows: measured
            .iter()
            .filter(|row| row.verdict != Verdict::Absent)
            .map(|row| cells(row, language).to_vec())
            .collect(),
    };
    Sheet {
        title: words::title(language).to_owned(),
        pairs: about.iter().map(|(key, value)| Pair::wide(key.clone(), value.clone())).collect(),
        table: Some(table),
        notes: vec![words::summary(&counts(measured), language)],
        ..Sheet::default()
    }
}

fn counts(measured: &[Measured]) -> Counts {
    let mut counts = Counts::default();
    for row in measured {
        match row.verdict {
            Verdict::Holds => counts.holds += 1,
            Verdict::Fails => counts.fails += 1,
            Verdict::Departs => counts.departs += 1,
            Verdict::Absent => counts.absent += 1,
        }
    }
    counts
}

fn value_in_words(value: &Value) -> String {
    match value {
        Value::Length(length) => millimetres(*length),
        Value::Number(number) => number.to_string(),
        Value::Word(word) => word.clone(),
    }
}

fn wanted_in_words(wanted: &Wanted) -> String {
    match wanted {
        Wanted::Length { is, least, most, within, .. } => {
            let mut parts = Vec::new();
            if let Some(is) = is {
                parts.push(format!("{} ± {}", number(*is), millimetres(*within)));
            }
            parts.extend(least.map(|least| format!("≥ {}", millimetres(least))));
            parts.extend(most.map(|most| format!("≤ {}", millimetres(most))));
            parts.join("，")
        }
        Wanted::Number { least, most } if least == most => {
            least.map(|number| number.to_string()).unwrap_or_default()
        }
        Wanted::Number { least, most } => {
            let least = least.map(|least| format!("≥ {least}"));
            let most = most.map(|most| format!("≤ {most}"));
            least.into_iter().chain(most).collect::<Vec<_>>().join("，")
        }
        Wanted::Word(word) => word.clone(),
    }
}

fn millimetres(length: Length) -> String {
    format!("{} mm", number(length))
}

/// A length in millimetres, to a hundredth, without zeros at its end.
fn number(length: Length) -> String {
    let text = format!("{:.2}", length.to_mm());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
