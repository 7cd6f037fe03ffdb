//! The forms that go with a job: 作业单 for the print shop, 分发单 for the office, a slip for each recipient.

use serde::{Deserialize, Serialize};

use crate::spreadsheet;
use crate::workshop::Job;
use hongtou_base::diagnostic::Diagnostic;
use hongtou_engine::fonts::FontBook;
use hongtou_engine::page::Metadata;
use hongtou_engine::sheet::{Align, Column, Pair, Sheet, Table};
use hongtou_format::issue::Issue;
use hongtou_output::inks::{self, Ink};

use super::Press;
use super::allotment::Share;
use super::imposition::{Scheme, Turn};
use super::plates::Plate;

/// Marks a file as UTF-8 for Excel and WPS.
const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// The heads of the list of recipients for spreadsheets.
const COLUMNS: [&str; 5] = ["序号", "收文单位", "份数", "起号", "止号"];

/// What a job is, for people and for programs.
#[derive(Debug, Clone, Serialize)]
pub struct JobSheet {
    /// The bulletin's name.
    pub title: String,
    /// The year and the number in it.
    pub year: u16,
    /// 期号.
    pub number: u32,
    /// 总期号.
    pub total: Option<u32>,
    /// The office.
    pub issuer: String,
    /// The day of issue.
    pub date: String,
    /// Copies printed.
    pub copies: u32,
    /// The first and the last number, if copies are numbered.
    pub numbers: Option<[String; 2]>,
    /// Pages of a copy.
    pub pages: usize,
    /// Those of them that carry nothing.
    pub blank_pages: usize,
    /// Width and height of a page after trimming, in millimetres.
    pub page_mm: [f64; 2],
    /// Width and height of a sheet after trimming, in millimetres.
    pub sheet_mm: [f64; 2],
    /// How pages are put on sheets.
    pub imposition: &'static str,
    /// About which edge the sheet is turned.
    pub turn: &'static str,
    /// Sheets of a copy, or of two copies side by side.
    pub sheets_each: usize,
    /// Copies on these.
    pub copies_on_them: u32,
    /// Sheets of the whole job, without waste.
    pub sheets: u64,
    /// The plates.
    pub inks: Vec<InkUse>,
    /// What paper.
    pub paper: String,
    /// How copies are bound.
    pub binding: String,
    /// Distance of the staples from head and foot, in millimetres.
    pub staples_mm: f64,
    /// How many recipients there are.
    pub recipients: usize,
    /// The files of the job.
    pub files: Vec<String>,
}

/// An ink and how much of the page it covers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InkUse {
    /// Its name.
    pub name: String,
    /// The part of a copy's pages that it covers, in per cent, to two decimals; its number is not counted.
    pub coverage_percent: f64,
}

impl JobSheet {
    /// What is said of a job; `files` are what was written for it.
    ///
    /// # Errors
    /// As [`inks::coverage`].
    pub fn of(
        press: &Press,
        job: &Job,
        plates: &[Plate],
        files: Vec<String>,
    ) -> Result<JobSheet, Vec<Diagnostic>> {
        let issue = &job.issue;
        let masthead = &issue.masthead;
        let date = masthead.date.value;
        let size = press.page_size();
        let plan = press.plan();
        let leaves = press.pages.pages.len().div_ceil(2);
        let sheet = plan.as_ref().map_or(size, |plan| plan.sheet);
        let sheets_each = plan.as_ref().map_or(leaves, |plan| plan.sheets.len());
        let copies_on_them = press.scheme.map_or(1, Scheme::copies_on_a_sheet);
        let (imposition, turn) = imposition(press.scheme);
        Ok(JobSheet {
            title: masthead.title.value.clone(),
            year: date.year,
            number: masthead.number.value,
            total: masthead.total.as_ref().map(|total| total.value),
            issuer: masthead.issuer.value.clone(),
            date: format!("{:04}-{:02}-{:02}", date.year, date.month, date.day),
            copies: press.copies,
            numbers: press
                .numbers
                .as_ref()
                .map(|numbers| [0, press.copies - 1].map(|copy| numbers.text(copy))),
            pages: press.pages.pages.len(),
            blank_pages: press.blanks(),
            page_mm: [size.width.to_mm(), size.height.to_mm()],
            sheet_mm: [sheet.width.to_mm(), sheet.height.to_mm()],
            imposition,
            turn,
            sheets_each,
            copies_on_them,
            sheets: sheets_each as u64 * u64::from(press.copies.div_ceil(copies_on_them)),
            inks: ink_uses(press, &job.fonts, plates)?,
            paper: press.measures.paper.clone(),
            binding: binding(press),
            staples_mm: press.measures.staple_from_edge.to_mm(),
            recipients: press.shares.len(),
            files,
        })
    }

    /// As JSON, for programs.
    pub fn to_json(&self) -> String {
        // Nothing in it can fail to be JSON.
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }

    /// As a form.
    pub fn to_sheet(&self) -> Sheet {
        let issue = format!("{}年第{}期{}", self.year, self.number, total(self.total));
        let numbers = match &self.numbers {
            Some([first, last]) => format!("{first}—{last}"),
            None => "不编份号".to_owned(),
        };
        let blanks = match self.blank_pages {
            0 => String::new(),
            blanks => format!("（含空白{blanks}页）"),
        };
        let each = match self.copies_on_them {
            1 => format!("每份{}张", self.sheets_each),
            copies => format!("每{copies}份{}张", self.sheets_each),
        };
        let inks: Vec<String> =
            self.inks.iter().map(|ink| format!("{}，覆盖率{:.2}%", ink.name, ink.coverage_percent)).collect();
        Sheet {
            title: "印刷作业单".to_owned(),
            subtitle: format!("{}　第{}期", self.title, self.number),
            pairs: vec![
                Pair::wide("刊名", &self.title),
                Pair::wide("期号", issue),
                Pair::new("编印单位", &self.issuer),
                Pair::new("印发日期", chinese_date(&self.date)),
                Pair::new("印数", format!("{}份", self.copies)),
                Pair::new("份号", numbers),
                Pair::new("成品尺寸", size(self.page_mm)),
                Pair::new("每份页数", format!("{}页{blanks}", self.pages)),
                Pair::new("印张尺寸", size(self.sheet_mm)),
                Pair::new("用纸数量", format!("{each}，共{}张", self.sheets)),
                Pair::wide("拼版", format!("{}；双面印刷，{}", self.imposition, self.turn)),
                Pair::wide("色版", format!("{}版：{}", inks.len(), inks.join("；"))),
                Pair::wide("纸张", &self.paper),
                Pair::wide("装订", &self.binding),
                Pair::wide("分发", match self.recipients {
                    0 => "未附分发单".to_owned(),
                    count => format!("{count}处，见分发单"),
                }),
                Pair::wide("文件", self.files.join("\n")),
            ],
            table: None,
            notes: vec![
                "用纸数量不含损耗。印制要求（GB/T 9704—2012第6章）：双面印刷，页码套正，两面误差不超过2毫米；黑色油墨达到色谱所标BL100%，\
                 红色油墨达到色谱所标Y80%、M80%；裁切误差不超过2毫米。"
                    .to_owned(),
            ],
            signatures: ["制单：", "审核：", "承印："].map(str::to_owned).to_vec(),
        }
    }
}

/// The inks of the plates that are made, with what they cover.
fn ink_uses(press: &Press, fonts: &FontBook, plates: &[Plate]) -> Result<Vec<InkUse>, Vec<Diagnostic>> {
    let mut uses: Vec<InkUse> = Vec::new();
    for plate in plates {
        for ink in inks::coverage(&plate.of(&press.pages), fonts)? {
            let name = match &ink.ink {
                Ink::Cyan => "青（C）",
                Ink::Magenta => "品红（M）",
                Ink::Yellow => "黄（Y）",
                Ink::Black => "黑（K）",
                Ink::Spot(name) => name,
            };
            let coverage_percent = (ink.mean() * 10_000.0).round() / 100.0;
            uses.push(InkUse { name: name.to_owned(), coverage_percent });
        }
    }
    Ok(uses)
}

fn imposition(scheme: Option<Scheme>) -> (&'static str, &'static str) {
    let name = match scheme {
        Some(Scheme::Saddle) => "骑马订，两页一面，各帖套合",
        Some(Scheme::CutStack) => "两份并列，居中裁切，左摞叠于右摞之上",
        Some(Scheme::DuplexLong | Scheme::DuplexShort) => "单张",
        None => "不拼版，按页序",
    };
    let turn = match scheme.map(Scheme::turn) {
        // A sheet of two pages is wider than high: its upright axis is along the short edge.
        Some(Turn::Upright) if matches!(scheme, Some(Scheme::DuplexLong)) => "沿长边翻面",
        Some(Turn::Upright | Turn::Level) => "沿短边翻面",
        None => "左右翻面",
    };
    (name, turn)
}

fn binding(press: &Press) -> String {
    let measures = &press.measures;
    let edge = measures.staple_from_edge.to_mm();
    let two = format!("两钉，外订眼距版面上下边缘各{edge}毫米（±4毫米）");
    match press.scheme {
        Some(Scheme::Saddle) => format!("左侧骑马订：{two}，钉锯在折缝线上"),
        _ => format!("左侧平订：{two}，钉锯与书脊相距{}毫米", measures.staple_from_back.to_mm()),
    }
}

fn total(total: Option<u32>) -> String {
    total.map(|total| format!("（总第{total}期）")).unwrap_or_default()
}

fn size([width, height]: [f64; 2]) -> String {
    format!("{width:.0}毫米×{height:.0}毫米")
}

/// `2021-03-29` → 2021年3月29日
fn chinese_date(date: &str) -> String {
    let mut parts = date.split('-').map(|part| part.trim_start_matches('0'));
    let mut next = || parts.next().unwrap_or_default();
    format!("{}年{}月{}日", next(), next(), next())
}

/// The first and the last number of a share.
fn serials(press: &Press, share: &Share) -> Option<[String; 2]> {
    let numbers = press.numbers.as_ref()?;
    Some([share.start, share.start + share.copies - 1].map(|copy| numbers.text(copy)))
}

fn serial_range(press: &Press, share: &Share) -> String {
    match serials(press, share) {
        Some([first, last]) if first == last => first,
        Some([first, last]) => format!("{first}—{last}"),
        None => String::new(),
    }
}

/// The list of recipients with what each gets.
pub fn allotment_list(press: &Press, issue: &Issue) -> Sheet {
    let masthead = &issue.masthead;
    let numbered = press.numbers.is_some();
    let mut columns = vec![Column::new("序号", 2, Align::Centre), Column::new("收文单位", 8, Align::Left)];
    columns.push(Column::new("份数", 2, Align::Right));
    if numbered {
        columns.push(Column::new("份号", 5, Align::Centre));
    }
    columns.push(Column::new("签收", 3, Align::Centre));
    columns.push(Column::new("备注", 3, Align::Left));
    let mut rows: Vec<Vec<String>> = Vec::with_capacity(press.shares.len() + 1);
    for (index, share) in press.shares.iter().enumerate() {
        let mut row = vec![(index + 1).to_string(), share.to.clone(), share.copies.to_string()];
        if numbered {
            row.push(serial_range(press, share));
        }
        rows.push(row);
    }
    rows.push(vec![String::new(), "合计".to_owned(), press.copies.to_string()]);
    let date = masthead.date.value;
    Sheet {
        title: "分发单".to_owned(),
        subtitle: format!(
            "{}　第{}期{}",
            masthead.title.value,
            masthead.number.value,
            total(masthead.total.as_ref().map(|total| total.value))
        ),
        pairs: vec![
            Pair::new("编印单位", &masthead.issuer.value),
            Pair::new("印发日期", format!("{}年{}月{}日", date.year, date.month, date.day)),
        ],
        table: Some(Table { columns, rows }),
        notes: Vec::new(),
        signatures: ["制表：", "复核：", "分发："].map(str::to_owned).to_vec(),
    }
}

/// The same list for spreadsheets: UTF-8 with its mark, lines as Windows ends them.
pub fn allotment_csv(press: &Press) -> Vec<u8> {
    let mut rows = vec![COLUMNS.map(str::to_owned)];
    for (index, share) in press.shares.iter().enumerate() {
        let [first, last] = serials(press, share).unwrap_or_default();
        let to = spreadsheet::guarded(&share.to).into_owned();
        rows.push([(index + 1).to_string(), to, share.copies.to_string(), first, last]);
    }
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
    for row in rows {
        // Writing to a vector does not fail, and all rows are equally long.
        let _ = csv.write_record(&row);
    }
    csv.into_inner().unwrap_or_default()
}

/// Whether a table is one that [`allotment_csv`] wrote, and nobody added a column to it.
pub fn is_allotment_csv(bytes: &[u8]) -> bool {
    let head = format!("{BYTE_ORDER_MARK}{}\r\n", COLUMNS.join(","));
    bytes.starts_with(head.as_bytes())
}

/// The names of the files that a job sheet lists; nothing if the text is no job sheet.
pub fn files_of_job(json: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Listed {
        files: Vec<String>,
        #[serde(rename = "imposition")]
        _imposition: String,
        #[serde(rename = "sheets_each")]
        _sheets_each: u64,
    }
    serde_json::from_str::<Listed>(json).ok().map(|listed| listed.files)
}

/// A slip for each recipient, to lie on its copies.
pub fn slips(press: &Press, issue: &Issue) -> Vec<Sheet> {
    let masthead = &issue.masthead;
    let date = masthead.date.value;
    let slip = |share: &Share| Sheet {
        title: "领取单".to_owned(),
        subtitle: format!("{}　第{}期", masthead.title.value, masthead.number.value),
        pairs: vec![
            Pair::wide("收文单位", &share.to),
            Pair::new("份数", format!("{}份", share.copies)),
            Pair::new("印发日期", format!("{}年{}月{}日", date.year, date.month, date.day)),
            Pair::wide(
                "份号",
                match serial_range(press, share) {
                    range if range.is_empty() => "不编份号".to_owned(),
                    range => range,
                },
            ),
        ],
        table: None,
        notes: Vec::new(),
        signatures: ["发件：", "签收：", "日期："].map(str::to_owned).to_vec(),
    };
    press.shares.iter().map(slip).collect()
}

/// What a form's file says of itself.
pub fn metadata(title: &str, issue: &Issue) -> Metadata {
    let masthead = &issue.masthead;
    let date = masthead.date.value;
    Metadata {
        title: format!("{title}：{}第{}期", masthead.title.value, masthead.number.value),
        author: masthead.issuer.value.clone(),
        subject: title.to_owned(),
        language: "zh-Hans".to_owned(),
        date: Some((date.year, date.month, date.day)),
    }
}
