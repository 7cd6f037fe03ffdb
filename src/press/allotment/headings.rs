//! What offices call the columns of a list of recipients, and its total.

use csv::StringRecord;

/// Names of the column of recipients, the surest first.
const TO: [&str; 15] = [
    "收文单位",
    "分发单位",
    "接收单位",
    "发送单位",
    "主送单位",
    "收件单位",
    "领取单位",
    "单位名称",
    "单位",
    "收文机关",
    "机关",
    "部门",
    "收件人",
    "recipient",
    "to",
];
/// Names of the column of copies, the surest first.
const COPIES: [&str; 8] = ["份数", "分发份数", "发送份数", "数量", "印数", "份", "copies", "count"];
/// What the name of a total begins or ends with.
const TOTALS: [&str; 9] = ["合计", "总计", "共计", "小计", "总数", "合計", "總計", "共計", "小計"];
/// What may come after it.
const OF_COPIES: [&str; 4] = ["", "数", "份数", "印数"];
/// Totals in English.
const TOTALS_IN_ENGLISH: [&str; 4] = ["total", "subtotal", "grandtotal", "sum"];

/// Where the two columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    pub to: usize,
    pub copies: usize,
}

/// The columns that a row names, if it is a heading.
pub fn columns(record: &StringRecord) -> Option<Columns> {
    let cells: Vec<String> = record.iter().map(bare).collect();
    let exact = |names: &[&str]| names.iter().find_map(|name| cells.iter().position(|cell| cell == name));
    let ending = |end: &str| cells.iter().position(|cell| cell.ends_with(end) && !is_total(cell));
    let to = exact(&TO).or_else(|| ending("单位"))?;
    let copies = exact(&COPIES).or_else(|| ending("份数")).or_else(|| ending("数量"))?;
    (to != copies).then_some(Columns { to, copies })
}

/// Whether a cell names a total: 合 计, 合计：, 总份数, 印数合计.
pub fn is_total(cell: &str) -> bool {
    let cell = bare(cell);
    let of_copies = |rest: &str| OF_COPIES.contains(&rest);
    TOTALS_IN_ENGLISH.contains(&cell.as_str())
        || ["总份数", "总印数"].contains(&cell.as_str())
        || TOTALS.iter().any(|total| {
            cell.strip_prefix(total).is_some_and(of_copies) || cell.strip_suffix(total).is_some_and(of_copies)
        })
}

/// A cell without blanks, marks and the unit behind it: 数量（份） is 数量.
fn bare(cell: &str) -> String {
    let letters: String = cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let marked = cell.trim_end_matches([')', '）', ' ', '\u{3000}']).len() < cell.trim_end().len();
    match letters.strip_suffix('份') {
        Some(without) if marked && !without.is_empty() => without.to_owned(),
        _ => letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_however_they_are_written() {
        for total in [
            "合计",
            "总计",
            "TOTAL",
            "合 计",
            "合　计",
            "合计：",
            "合计（份）",
            "共计",
            "小计",
            "总数",
            "合計",
            "印数合计",
            "合计份数",
            "Grand total",
            "总份数",
        ] {
            assert!(is_total(total), "{total}");
        }
        for office in
            ["县审计局", "统计局", "县委办公室", "总工会", "合计会计师事务所", "小计划办", "", "Total Oil"]
        {
            assert!(!is_total(office), "{office}");
        }
    }

    #[test]
    fn headings_are_known_however_they_are_written() {
        let found = |cells: &[&str]| columns(&StringRecord::from(cells.to_vec())).map(|c| (c.to, c.copies));
        for (cells, expected) in [
            (["收文单位", "份数"].as_slice(), Some((0, 1))),
            (&["序号", "单 位", "数量（份）"], Some((1, 2))),
            (&["发送份数", "主送单位"], Some((1, 0))),
            (&["上期份数", "单位", "份数"], Some((1, 2))),
            (&["部门", "Copies"], Some((0, 1))),
            (&["抄送单位", "印发份数", "合计份数"], Some((0, 1))),
            (&["县委办公室", "20"], None),
            (&["某单位", ""], None),
        ] {
            assert_eq!(found(cells), expected, "{cells:?}");
        }
    }
}
