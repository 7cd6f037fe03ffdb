//! A workbook (.xlsx) → its first sheet that is not empty, as lines of cells between tabs.
//!
//! A line is a row, so that what is said of the text's line is true of the sheet's row.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use zip::ZipArchive;

use hongtou_base::diagnostic::{MAX_FILE_SIZE, WorkbookFault};

/// The most rows: a list has ten thousand recipients at most.
const MOST_ROWS: u32 = 100_000;
/// The most cells that are read.
const MOST_CELLS: usize = 1_000_000;

type Sheet = BTreeMap<u32, BTreeMap<u32, String>>;

/// The text of a workbook.
///
/// # Errors
/// What keeps it from being read.
pub fn text(bytes: &[u8]) -> Result<String, WorkbookFault> {
    check_size(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    for name in workbook.sheet_names() {
        let sheet = cells(&mut workbook, &name)?;
        if !sheet.is_empty() {
            return Ok(lines(&sheet));
        }
    }
    Ok(String::new())
}

/// Looks at how long the parts become before anything keeps them in memory.
fn check_size(bytes: &[u8]) -> Result<(), WorkbookFault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut room = MAX_FILE_SIZE;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(unreadable)?;
        let length = io::copy(&mut part.take(room + 1), &mut io::sink()).map_err(unreadable)?;
        room = room.checked_sub(length).ok_or(WorkbookFault::TooLarge)?;
    }
    Ok(())
}

/// The cells of a sheet that are not empty; none of the empty ones between them is stored.
fn cells(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Sheet, WorkbookFault> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(unreadable)?;
    let mut sheet = Sheet::new();
    let mut count = 0;
    while let Some(cell) = reader.next_cell().map_err(unreadable)? {
        let (row, column) = cell.get_position();
        let text = one_line(&Data::from(cell.get_value().clone()).to_string());
        if text.is_empty() {
            continue;
        }
        count += 1;
        if row >= MOST_ROWS || count > MOST_CELLS {
            return Err(WorkbookFault::TooLarge);
        }
        sheet.entry(row).or_default().insert(column, text);
    }
    Ok(sheet)
}

/// A cell without its line ends and tabs, which part lines and cells here.
fn one_line(cell: &str) -> String {
    cell.split(|c: char| c.is_control()).map(str::trim).collect::<String>()
}

/// Columns that are empty in all rows are left out, so that a list that begins in column B has two columns, too.
fn lines(sheet: &Sheet) -> String {
    let mut used: Vec<u32> = sheet.values().flat_map(|cells| cells.keys().copied()).collect();
    used.sort_unstable();
    used.dedup();
    let last = sheet.keys().next_back().copied().unwrap_or_default();
    let mut text = String::new();
    for row in 0..=last {
        if let Some(cells) = sheet.get(&row) {
            let cells: Vec<&str> =
                used.iter().map(|column| cells.get(column).map_or("", String::as_str)).collect();
            text.push_str(&cells.join("\t"));
        }
        text.push('\n');
    }
    text
}

fn unreadable(error: impl ToString) -> WorkbookFault {
    WorkbookFault::Damaged { reason: error.to_string() }
}
